"""Which words of a linked pair are marked as different; quiet, because a reader wants to see the change, not the noise.

What the edits are is said in `evolve.diff`; here they become spans of the two sentences, without the blanks around
them. A pair that shares little is not marked at all: the two texts stand side by side and speak for themselves.
"""

from __future__ import annotations

from functools import lru_cache

from evolve.model import Span

LOUD = 0.6
"""The share of changed characters above which nothing is marked."""


@lru_cache(maxsize=4096)
def changed_words(before: str, after: str) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """The spans of the earlier sentence that are gone and those of the later one that are new; both empty when more
    than `LOUD` of the pair differs."""
    # The first paint, of names alone, does not wait for it.
    from evolve.text.words.diff import changed_share, quiet_edits

    edits = quiet_edits(before, after)
    if changed_share(edits) > LOUD:
        return (), ()
    gone: list[Span] = []
    new: list[Span] = []
    at_before = at_after = 0
    for edit in edits:
        if edit.op != "equal":
            gone += _words(edit.before, at_before)
            new += _words(edit.after, at_after)
        at_before += len(edit.before)
        at_after += len(edit.after)
    return tuple(gone), tuple(new)


def _words(stretch: str, at: int) -> list[Span]:
    """Where the words of a stretch stand that begins at `at`; none when it is blank."""
    words = stretch.strip()
    start = at + len(stretch) - len(stretch.lstrip())
    return [(start, start + len(words))] if words else []
