"""Estimate whether the rules may have taken the wrong part of a text for its body.

There are two signs: little of the text was kept, or a run of paragraphs that was left out only for its position is
about as long as the body. Neither proves an error; a person should look at the lines.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from evolve.text.body import Line
from evolve.text.body.paragraph_kinds import MIN_PROSE_WORDS, word_count

_MIN_KEPT_SHARE = 0.4
"""Minimum share of the words of a text in its body, below which the body is in doubt."""
_MIN_RIVAL_SHARE = 0.6
"""Minimum number of words of another run of paragraphs, in words of the body, from which the body is in doubt."""
_GAP_COST = 8
"""Cost, in words, of a line that is not prose within such a run."""
_LEFT_OUT_FOR_PLACE = frozenset({"outside", "after the end", "before the byline"})
_CERTAIN_ENDS = frozenset({"comments", "author note"})
"""Rules after which nothing more of an essay is expected."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """The signs that a body may be wrong."""

    kept: float
    """The share of the words of the text, 0..1, that are in the body."""
    rival: tuple[int, int] | None
    """The first and the last line of another part that is about as long as the body; None if there is none."""


def body_doubt(text: str, lines: Sequence[Line]) -> Doubt | None:
    """Return the signs that the body that the rules found may be wrong; None if there are none.

    Only for lines that the rules decided: a body that the user chose is not in doubt.
    """
    if not any(not line.kept and line.rule != "blank" for line in lines):
        return None
    words = [word_count(text[line.start : line.end]) if line.rule != "blank" else 0 for line in lines]
    total = sum(words)
    kept = sum(count for count, line in zip(words, lines, strict=True) if line.kept)
    value, first, last = _richest_left_out(lines, words)
    is_rival = value >= max(1.0, _MIN_RIVAL_SHARE * kept)
    if total and (kept < _MIN_KEPT_SHARE * total or is_rival):
        return Doubt(kept / total, (first, last) if is_rival else None)
    return None


def _richest_left_out(lines: Sequence[Line], words: Sequence[int]) -> tuple[float, int, int]:
    """Return the value, in words, of the richest run left out for its place, and its first and last line number.

    Lines after readers' comments or a note about the authors do not count.
    """
    has_begun = False
    best = (0.0, 0, 0)
    total, first = 0.0, 0
    for line, count in zip(lines, words, strict=True):
        if has_begun and line.rule in _CERTAIN_ENDS:
            break
        if line.kept:
            has_begun, total = True, 0.0
        if line.kept or line.rule == "blank":
            continue
        if total <= 0:
            total, first = 0.0, line.number
        is_prose = line.rule in _LEFT_OUT_FOR_PLACE and count >= MIN_PROSE_WORDS
        total += count if is_prose else -_GAP_COST
        if total > best[0]:
            best = (total, first, line.number)
    return best
