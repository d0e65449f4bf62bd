"""The pairs on either side of the threshold, sentence by sentence: what a person judges a threshold by.

The cut is in the middle and stays there; the weakest link is just above it, the strongest other pair just below it.
Pure; sentences enter as text and never as markup.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.cells import cell_len

from evolve.model import Link, Span
from evolve.render.numbers import hundredths
from evolve.text.words.marks import changed_words
from evolve.tui.screens.tuning.chart import Styled, StyledLine
from evolve.tui.state.entries import MARKS
from evolve.tui.terminal.arrangement import SIDE_FROM
from evolve.tui.terminal.lines import shortened
from evolve.tui.terminal.wrap import on_one_line, wrap

if TYPE_CHECKING:
    from evolve.comparison import Comparison
    from evolve.tune.sweep import Sweep

HEAD = 9
"""Cells before a sentence: score, judgement and sign."""
MOST = 8
"""Pairs on either side, at most."""
LEAST_LINES = 2
"""The least lines for one more pair."""

_GONE, _NEW = "$dropped on $dropped-ground strike", "$added on $added-ground underline"
_FAINT = "$faint"


def pairs_beside(
    sweep: Sweep, comparison: Comparison, threshold: float, size: tuple[int, int], gap: int = 0
) -> list[StyledLine]:
    """Return the weakest links and the strongest other pairs at a threshold, for a `size` of columns and lines.

    `comparison` has the judgements; `gap` is the number of blank lines between two pairs.
    """
    width, height = size
    above, below = sweep.around(threshold, MOST)
    room = max(0, height - 1)
    over, under = room // 2, room - room // 2
    upper = _stacked(comparison, above[::-1], width, over, gap)
    lower = _stacked(comparison, below, width, under, gap)
    # Where one side runs out of pairs, the other gets its lines.
    if _whole(lower) == len(below) < MOST and _whole(upper) < len(above):
        under = min(under, max(1, sum(map(len, lower))))
        over = room - under
        upper = _stacked(comparison, above[::-1], width, over, gap)
    elif _whole(upper) == len(above) < MOST and _whole(lower) < len(below):
        over = min(over, max(1, sum(map(len, upper))))
        under = room - over
        lower = _stacked(comparison, below, width, under, gap)
    top = [line for block in reversed(upper) for line in block] or _nothing(
        "no pair reaches this threshold", width, over
    )
    bottom = [line for block in lower for line in block] or _nothing("no pair is below it", width, under)
    blank: StyledLine = []
    cut = _cut(threshold, width)
    lines = [*([blank] * (over - len(top))), *top, cut, *bottom, *([blank] * (under - len(bottom)))]
    return lines[:height]


def _whole(blocks: Sequence[object]) -> int:
    """Return the number of pairs among the blocks of a side; others are blank lines."""
    return (len(blocks) + 1) // 2 if blocks else 0


def _cut(threshold: float, width: int) -> StyledLine:
    parts = f" ↑ linked   threshold {hundredths(threshold)}   ↓ not linked "
    rest = max(0, width - len(parts) - 4)
    return [("──", "$primary"), (shortened(parts, width - 2), "bold $primary"), ("─" * rest, "$primary")]


def _nothing(words: str, width: int, room: int) -> list[StyledLine]:
    return [[(" " * HEAD, ""), (shortened(words, max(1, width - HEAD)), _FAINT)]] if room else []


def _stacked(comparison: Comparison, links: Sequence[Link], width: int, room: int, gap: int) -> list[list[StyledLine]]:
    """Return as many pairs as there is room for, the nearest first; the last may be cut short."""
    out: list[list[StyledLine]] = []
    for link in links:
        if room < (LEAST_LINES + gap if out else 1):
            break
        if out:
            out.append([[]] * gap)
            room -= gap
        out.append(_block(comparison, link, width, room))
        room -= len(out[-1])
    return out


def _block(comparison: Comparison, link: Link, width: int, most: int) -> list[StyledLine]:
    """Return the two sentences of a pair, on at most `most` lines."""
    one, two = (
        on_one_line(document.sentences[index].text)
        for document, index in ((comparison.before, link.before), (comparison.after, link.after))
    )
    gone, new = changed_words(one, two)
    head = _head(comparison, link)
    if width >= SIDE_FROM:
        column = (width - HEAD - 4) // 2
        left, right = (_wrapped(text, column, most) for text in (one, two))
        out: list[StyledLine] = []
        for n in range(max(len(left), len(right))):
            first = head if n == 0 else [(" " * HEAD, "")]
            text = _marked(one, left[n], gone, _GONE) if n < len(left) else []
            other = _marked(two, right[n], new, _NEW) if n < len(right) else []
            gap = column - sum(cell_len(part) for part, _ in text)
            out.append([*first, *text, (" " * gap, ""), (" │ ", "$hatch"), *other])
        return out
    column = max(8, width - HEAD - 1)
    needed = len(wrap(one, column)), len(wrap(two, column))
    half = max(1, min(needed[0], max(most // 2, most - needed[1])))
    left, right = _wrapped(one, column, half), _wrapped(two, column, max(0, most - half))
    lines = [
        [*(head if n == 0 else [(" " * HEAD, "")]), *_marked(one, span, gone, _GONE)] for n, span in enumerate(left)
    ]
    return lines + [
        [(f"{'→' if n == 0 else '':>{HEAD - 1}} ", _FAINT), *_marked(two, span, new, _NEW)]
        for n, span in enumerate(right)
    ]


def _head(comparison: Comparison, link: Link) -> StyledLine:
    judgement = comparison.judgement_of(link.before, link.after)
    mark = MARKS[judgement.verdict] if judgement is not None else " "
    return [(f" {hundredths(link.score):>4} ", "bold"), (f"{mark}{link.status.glyph} ", "bold")]


def _wrapped(text: str, width: int, most: int) -> list[tuple[Span, bool]]:
    """Return the first lines of a text, each with whether hidden text follows it."""
    lines = wrap(text, width)
    if len(lines) <= most:
        return [(line, False) for line in lines]
    if not most:
        return []
    start, end = lines[most - 1]
    while end > start and cell_len(text[start:end]) >= width:
        end -= 1
    return [*((line, False) for line in lines[: most - 1]), ((start, end), True)]


def _marked(text: str, line: tuple[Span, bool], found: Sequence[Span], style: str) -> list[Styled]:
    """Return a line of a sentence, with the words that differ in a style of their own."""
    (start, end), goes_on = line
    out: list[Styled] = []
    at = start
    for first, last in found:
        first, last = max(first, at), min(last, end)
        if first < last:
            out += [(text[at:first], ""), (text[first:last], style)]
            at = last
    out.append((text[at:end], ""))
    if goes_on:
        out.append(("…", _FAINT))
    return [part for part in out if part[0]]
