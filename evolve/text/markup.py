"""Take Markdown and HTML markup out of a text and keep what a reader sees, line by line.

All markup is removed before sentences are split, not while they are compared. So a document has the text that is seen,
every sentence is a span of it, and alignment, classification, screens and reports do not depend on markup: the same
words as a link, in bold or with an entity are the same text. Every line keeps its number. The marks of headings, lists
and quotations stay at the start of a line, because they show where paragraphs begin.

Markdown is parsed by markdown-it-py, which keeps to CommonMark; of HTML only tags that exist are removed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from html import unescape
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_HIDDEN_TAGS = ("script", "style")
"""Tags whose content is not shown to a reader."""
_TAG = re.compile(
    r"</?(a|abbr|address|article|aside|b|big|blockquote|body|br|caption|center|cite|code|col|colgroup|dd|del|details|dfn"
    r"|div|dl|dt|em|figcaption|figure|font|footer|h[1-6]|head|header|hr|html|i|iframe|img|input|ins|kbd|label|li|link"
    r"|main|mark|meta|nav|object|ol|p|picture|pre|q|rp|rt|ruby|s|samp|script|section|small|source|span|strike|strong"
    r"|style|sub|summary|sup|table|tbody|td|tfoot|th|thead|title|tr|tt|u|ul|var|video|wbr)(?:[\s/](?:[^<>\"']|\"[^<\"]*\"|'[^<']*')*)?>",
    re.IGNORECASE,
)
_ENTITY = re.compile(
    r"&(?:amp|lt|gt|quot|apos|nbsp|shy|[mn]dash|hellip|[lrbs][sad]quo|#\d{2,6}|#[xX][0-9a-fA-F]{2,5});"
)
_LINE_END = re.compile("[\n\r\x0b\x0c\x85\u2028\u2029]")
_EVIDENCE = re.compile(
    r"\]\((?:[a-z]{2,9}:|[/#.?]|www\.)"  # a link
    r"|^ {0,3}\[[^\[\]\n]{1,99}\]:[ \t]{1,9}<?(?:[a-z]{2,9}:|[/#]|www\.)"  # the address of a link
    r"|\*\*(?=[^\s*])[^*\n]{1,300}\*\*"  # strong emphasis
    r"|^#{1,6}[ ][^\s#]"  # a heading
    r"|^(?:```|~~~)"  # a code block
    r"|</(?:a|b|i|u|p|em|strong|span|div|li|ul|ol|h[1-6]|td|tr|table|sup|sub|code|blockquote)>|<br\s?/?>"
    rf"|{_ENTITY.pattern}",
    re.MULTILINE | re.IGNORECASE,
)
_FOOTNOTE = re.compile(r"\[\^[^\[\]\s]{1,60}\]")
_FOOTNOTE_START = re.compile(r"^ {0,3}\[\^[^\[\]\s]{1,60}\]:[ \t]{0,9}", re.MULTILINE)
_QUOTE_MARK = re.compile(r"[ \t\xa0]{0,9}(?:>[ \t\xa0]?){1,20}")
_BLOCK_START = re.compile(r"[-*+•#|]|\d{1,9}[.)]\s|[`~]{3}")
_FIELD = re.compile(r"[\w-]{1,40}\s?[:=](?:\s|$)")
_FIELD_CONTINUATION = re.compile(r"\s|-\s|#|[\]}]")
_FRONT_MATTER_MARKS = {"---": ("---", "..."), "+++": ("+++",)}
_MAX_FRONT_MATTER_LINES = 200


def has_markup(text: str) -> bool:
    """Return whether a text is plainly Markdown or contains HTML: links, headings, strong emphasis, tags, entities."""
    return _EVIDENCE.search(text) is not None or front_matter_length(text.split("\n")) > 0


class LinkedWords(NamedTuple):
    """The words of a link in a Markdown file, and the address they lead to."""

    words: str
    address: str


def read_markup(text: str) -> tuple[str, tuple[LinkedWords, ...]]:
    """Return the text of a Markdown file as a reader sees it, with the same number of lines, and its links in order.

    `text` is cleaned. Left out are addresses of links, reference lines, emphasis marks, HTML tags, comments, pictures
    that are alone on a line, footnote marks, fences of code and front matter; entities become characters.
    """
    source = text.split("\n")
    metadata = front_matter_length(source)
    source[:metadata] = [""] * metadata
    source = _FOOTNOTE_START.sub("", "\n".join(source)).split("\n")
    environment: dict[str, dict[str, dict[str, Any]]] = {}
    # Lines of no block that is changed, such as code, stay as they are.
    lines = [*source]
    cells: dict[int, list[str]] = {}
    in_table = False
    links: list[LinkedWords] = []
    for token in _parser().parse("\n".join(source), environment):
        if token.type in ("table_open", "table_close"):
            in_table = token.type == "table_open"
        if token.map is None:
            continue
        first, last = token.map
        links += _links(token.children or ())
        if token.type == "inline" and in_table:
            cells.setdefault(first, []).append(_shown(token.children or ()).replace("\n", " ").strip())
        else:
            lines[first:last] = _block_lines(token, source[first:last]) or lines[first:last]
    for line, row in cells.items():
        lines[line] = " | ".join(row)
    for line in _address_lines(environment):
        lines[line] = ""
    return without_quote_marks("\n".join(lines)), tuple(links)


def _links(tokens: Sequence[Token]) -> Iterator[LinkedWords]:
    """Yield the links of a block whose words are not the address itself; links are not nested."""
    address = ""
    inside: list[Token] = []
    for token in tokens:
        if token.type == "link_open":
            address, inside = str(token.attrs.get("href", "")), []
        elif token.type == "link_close":
            words = " ".join(_shown(inside).split())
            if words and address and words not in address:
                yield LinkedWords(words, address)
            address = ""
        elif address:
            inside.append(token)


def _block_lines(token: Token, source: Sequence[str]) -> list[str]:
    """Return the shown lines of a block; empty if the block itself changes none of its lines."""
    if token.type in ("table_open", "heading_open", "hr"):
        return [""] * len(source)
    if token.type == "inline":
        return _paragraph_lines(source, token)
    if token.type == "html_block":
        return _without_tags("\n".join(source)).split("\n")
    if token.type == "fence":
        is_closed = len(source) > 1 and source[-1].lstrip(" \t>").startswith(token.markup)
        return ["", *source[1:-1], ""] if is_closed else ["", *source[1:]]
    return []


def without_quote_marks(text: str) -> str:
    """Return the text without the quotation marks of e-mail (">") inside paragraphs, with the same number of lines.

    The mark stays at the start of each quoted paragraph, where it shows that the paragraph is a quotation; no sentence
    begins with it.
    """
    if ">" not in text:
        return text
    lines = text.split("\n")
    marks = [match.group() if (match := _QUOTE_MARK.match(line)) else "" for line in lines]
    first = 0
    while first < len(lines):
        if not marks[first]:
            first += 1
            continue
        last = first + 1
        while last < len(lines) and marks[last]:
            last += 1
        lines[first:last] = _inner_marks_removed(lines[first:last], marks[first:last])
        first = last
    return "\n".join(lines)


def _inner_marks_removed(lines: Sequence[str], marks: Sequence[str]) -> Iterator[str]:
    """Yield the lines of a quotation without the marks that do not begin a paragraph."""
    depth_before = 0
    for line, mark in zip(lines, marks, strict=True):
        content = line[len(mark) :].strip()
        depth = mark.count(">") if content else 0
        begins = depth != depth_before or _BLOCK_START.match(content)
        yield line if begins and content else content
        depth_before = depth


@cache
def _parser() -> MarkdownIt:
    # Imported late, because most files are plain text.
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark").enable(["table", "strikethrough"])


def _paragraph_lines(source: Sequence[str], token: Token) -> list[str]:
    """Return the shown text of a paragraph or heading by line, with the mark that begins the first line of it."""
    shown = _shown(token.children or ()).split("\n")[: len(source)]
    if any(line.strip() for line in shown):
        mark = source[0][: max(0, source[0].rfind(token.content.partition("\n")[0]))]
        marks = [mark, *(match.group() if (match := _QUOTE_MARK.match(line)) else "" for line in source[1:])]
        shown = [mark + line for mark, line in zip(marks, shown, strict=False)]
    return shown + [""] * (len(source) - len(shown))


def _shown(tokens: Sequence[Token]) -> str:
    """Return the characters of inline markup that a reader sees, with the line ends of the source."""
    parts = []
    only_pictures = True
    for token in tokens:
        if token.type in ("softbreak", "hardbreak"):
            parts.append("\n")
        elif token.type == "html_inline":
            parts.append(_without_tags(token.content))
        elif token.type in ("text", "text_special"):
            parts.append(_LINE_END.sub(" ", _FOOTNOTE.sub("", token.content)))
            only_pictures = only_pictures and not token.content.strip()
        elif token.type == "code_inline":
            parts.append(token.content)
            only_pictures = False
        elif token.type == "image":
            parts.append(token.content)
    return "\n" * parts.count("\n") if only_pictures else "".join(parts)


def _without_tags(html: str) -> str:
    """Return the text of HTML, its line ends included, without tags, comments and hidden elements."""
    html = _without_stretches(html, "<!--", "-->")
    for name in _HIDDEN_TAGS:
        html = _without_stretches(html, f"<{name}", f"</{name}>")
    return _unescaped(_TAG.sub(_replacement, html))


def _replacement(tag: re.Match[str]) -> str:
    """Return what replaces a tag: its line ends, or a space if it separates words, or nothing."""
    return "\n" * tag.group().count("\n") or (" " if tag[1].lower() in ("br", "td", "th") else "")


def _without_stretches(text: str, opening: str, closing: str) -> str:
    """Return the text without what lies between two marks, except for line ends; an opening without end stays."""
    lower = text.lower()
    parts = []
    position = 0
    while (start := lower.find(opening, position)) >= 0 and (end := lower.find(closing, start)) >= 0:
        end += len(closing)
        parts += [text[position:start], "\n" * text.count("\n", start, end)]
        position = end
    return "".join([*parts, text[position:]])


def _unescaped(text: str) -> str:
    """Return the text with entities as characters; those that would end a line become spaces."""
    return _ENTITY.sub(lambda entity: _LINE_END.sub(" ", unescape(entity.group())), text)


def _address_lines(environment: dict[str, dict[str, dict[str, Any]]]) -> Iterator[int]:
    """Yield the lines that only hold the address of a reference; "[1]: Ibid." has the same form but no address."""
    for reference in environment.get("references", {}).values():
        if any(mark in reference["href"] for mark in "/:#@"):
            yield from range(*reference["map"])


def front_matter_length(lines: Sequence[str]) -> int:
    """Return the number of lines of the metadata before a text, with the marks around it; 0 without any."""
    closings = _FRONT_MATTER_MARKS.get(lines[0].rstrip())
    if closings is None:
        return 0
    fields = 0
    for k, line in enumerate(lines[1 : _MAX_FRONT_MATTER_LINES + 1], 1):
        if line.rstrip() in closings:
            return k + 1 if fields else 0
        if _FIELD.match(line):
            fields += 1
        elif line.strip() and not _FIELD_CONTINUATION.match(line):
            return 0
    return 0
