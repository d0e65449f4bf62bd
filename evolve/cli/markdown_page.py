"""Show a page of Markdown from the package as plain text, wrapped to the terminal.

Only the elements in the pages of `evolve help` are supported: headings, paragraphs, lists, code and tables. The cells
of a table are wrapped in their columns.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from textwrap import wrap
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it.token import Token

_GAP = 2
"""Number of blank columns between two columns of a table."""


def as_page(markdown: str, width: int) -> str:
    """Return a page as plain text of at most `width` columns, except for code and words that are longer."""
    from markdown_it import MarkdownIt

    tokens = MarkdownIt("commonmark").enable("table").parse(markdown)
    lines: list[str] = []
    for block in _blocks(tokens, width):
        lines += [*block, ""]
    return "\n".join(lines).rstrip("\n") + "\n"


def _blocks(tokens: Sequence[Token], width: int) -> Iterator[list[str]]:
    """Yield the lines of each block: a heading, a paragraph, a list, a piece of code or a table."""
    items: list[str] = []
    rows: list[list[str]] = []
    in_list = in_table = is_heading = False
    for token in tokens:
        if token.type == "bullet_list_open":
            in_list, items = True, []
        elif token.type == "bullet_list_close":
            in_list = False
            yield [line for item in items for line in _wrapped(item, width, "- ")]
        elif token.type == "table_open":
            in_table, rows = True, []
        elif token.type == "tr_open":
            rows.append([])
        elif token.type == "table_close":
            in_table = False
            yield _table(rows, width)
        elif token.type == "heading_open":
            is_heading = True
        elif token.type in ("fence", "code_block"):
            yield [f"    {line}".rstrip() for line in token.content.rstrip("\n").split("\n")]
        elif token.type == "inline":
            text = _plain(token)
            if in_table:
                rows[-1].append(text)
            elif in_list:
                items.append(text)
            else:
                yield _wrapped(text.upper() if is_heading else text, width)
                is_heading = False


def _plain(token: Token) -> str:
    """Return the characters of a paragraph, with the marks of code, so that commands can be recognised."""
    shown = {"softbreak": " ", "hardbreak": " "}
    return "".join(
        shown.get(child.type, f"`{child.content}`" if child.type == "code_inline" else child.content)
        for child in token.children or ()
    )


def _wrapped(text: str, width: int, mark: str = "") -> list[str]:
    return wrap(
        text,
        width,
        initial_indent=mark,
        subsequent_indent=" " * len(mark),
        break_long_words=False,
        break_on_hyphens=False,
    ) or [mark.rstrip()]


def _table(rows: Sequence[Sequence[str]], width: int) -> list[str]:
    """Return a table: its head, a rule, and every row with its cells wrapped."""
    columns = list(zip_longest(*rows, fillvalue=""))
    widths = _widths(columns, width - _GAP * (len(columns) - 1))
    lines: list[str] = []
    for n, row in enumerate(rows):
        cells = [_wrapped(cell, columns_wide) for cell, columns_wide in zip(row, widths, strict=False)]
        for parts in zip_longest(*cells, fillvalue=""):
            line = (" " * _GAP).join(f"{part:<{w}}" for part, w in zip(parts, widths, strict=False))
            lines.append(line.rstrip())
        if n == 0:
            lines.append((" " * _GAP).join("-" * w for w in widths))
    return lines


def _widths(columns: Sequence[Sequence[str]], width: int) -> list[int]:
    """Return the widths of a table's columns: the widest are narrowed until all fit, at most to their longest words."""
    widths = [max(map(len, column)) for column in columns]
    least = [max((len(word) for cell in column for word in cell.split()), default=1) for column in columns]
    while sum(widths) > width:
        wide = [n for n in range(len(widths)) if widths[n] > least[n]]
        if not wide:
            break
        widths[max(wide, key=lambda n: widths[n])] -= 1
    return widths
