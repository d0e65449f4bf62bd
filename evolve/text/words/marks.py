"""The words of a linked pair that are marked as different; merged, so that a reader sees the change and not the noise.

The edits are computed in `evolve.text.words.diff`; this module turns them into spans of the two sentences, without the
spaces around them. In a pair that shares little, nothing is marked.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from evolve.model import Span

if TYPE_CHECKING:
    from evolve.text.words.diff import Edit

MAX_CHANGED_SHARE = 0.6
"""Maximum share of changed characters of sentences whose words are marked or edited one by one."""


def edits_to_mark(before: str, after: str) -> tuple[Edit, ...] | None:
    """Return the edits between two sentences, None if more than `MAX_CHANGED_SHARE` of them differs."""
    # Imported late, so that the first screen, which shows names alone, does not wait for it.
    from evolve.text.words.diff import changed_share, merged_edits

    edits = merged_edits(before, after)
    return None if changed_share(edits) > MAX_CHANGED_SHARE else edits


@lru_cache(maxsize=4096)
def changed_words(before: str, after: str) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """Return the spans removed from the earlier sentence and those inserted into the later one.

    Both are empty if more than `MAX_CHANGED_SHARE` of the pair differs.
    """
    edits = edits_to_mark(before, after)
    if edits is None:
        return (), ()
    removed: list[Span] = []
    inserted: list[Span] = []
    start_before = start_after = 0
    for edit in edits:
        if edit.op != "equal":
            removed += _word_span(edit.before, start_before)
            inserted += _word_span(edit.after, start_after)
        start_before += len(edit.before)
        start_after += len(edit.after)
    return tuple(removed), tuple(inserted)


def _word_span(stretch: str, start: int) -> list[Span]:
    """Return the span of a stretch without the spaces around it, in a list; empty if it is blank."""
    text = stretch.strip()
    text_start = start + len(stretch) - len(stretch.lstrip())
    return [(text_start, text_start + len(text))] if text else []
