"""Which words of a linked pair are marked as different; quiet, because a reader wants to see the change, not the noise.

Neighbouring edits are joined, a hyphenated word is marked whole, and a pair that shares little is not marked at all:
the two texts stand side by side and speak for themselves.
"""

from __future__ import annotations

import re
from functools import lru_cache

from evolve.tui.wrap import Span

LOUD = 0.6
"""The share of changed characters above which nothing is marked."""

_BRIDGE = re.compile(r"\W*(?:\w{1,3}\W*)?")
_WORD = re.compile(r"\w+(?:[-‑’'.]\w+)*")


@lru_cache(maxsize=4096)
def marks(before: str, after: str) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """The spans of the earlier sentence that are gone and those of the later one that are new; both empty when more
    than `LOUD` of the pair differs."""
    from evolve.diff import word_edits

    spans: tuple[list[Span], list[Span]] = ([], [])
    at = [0, 0]
    same = 0
    for edit in word_edits(before, after):
        if edit.op == "equal":
            same += len(edit.before.strip())
        for side, text in enumerate((edit.before, edit.after)):
            if edit.op != "equal" and text:
                spans[side].append((at[side], at[side] + len(text)))
            at[side] += len(text)
    if 2 * same < (1 - LOUD) * (len(before) + len(after)):
        return (), ()
    return _quiet(before, spans[0]), _quiet(after, spans[1])


def _quiet(text: str, spans: list[Span]) -> tuple[Span, ...]:
    words = [match.span() for match in _WORD.finditer(text)]
    joined: list[Span] = []
    for start, end in spans:
        stretch = text[start:end]
        if not stretch.strip():
            continue
        start += len(stretch) - len(stretch.lstrip())
        end -= len(stretch) - len(stretch.rstrip())
        for first, last in words:
            if first < end and start < last:
                start, end = min(start, first), max(end, last)
        if joined and _BRIDGE.fullmatch(text[joined[-1][1] : start] if start > joined[-1][1] else ""):
            start = joined.pop()[0]
        joined.append((start, end))
    return tuple(joined)
