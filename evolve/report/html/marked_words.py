"""Marks the words that differ between sentences side by side; none if most words differ."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from evolve.text.words.marks import edits_to_mark

Pieces = list[tuple[str, bool]]
"""A sentence in pieces, each with whether it is marked."""


def marked(before: Sequence[str], after: Sequence[str]) -> tuple[list[Pieces], list[Pieces]]:
    """Return the sentences of both sides of a row in pieces; several sentences on a side are compared as one text."""
    edits = edits_to_mark(" ".join(before), " ".join(after))
    if edits is None:
        return _unmarked(before), _unmarked(after)
    return (
        _split_by_sentence([(edit.before, edit.op != "equal") for edit in edits], before),
        _split_by_sentence([(edit.after, edit.op != "equal") for edit in edits], after),
    )


def _unmarked(sentences: Sequence[str]) -> list[Pieces]:
    return [[(sentence, False)] for sentence in sentences]


def _split_by_sentence(pieces: Iterable[tuple[str, bool]], sentences: Sequence[str]) -> list[Pieces]:
    """Return the pieces of the joined sentences by sentence, without the spaces that join them."""
    by_sentence: list[Pieces] = [[] for _ in sentences]
    spans = []
    position = 0
    for sentence in sentences:
        spans.append((position, position + len(sentence)))
        position += len(sentence) + 1
    n = start = 0
    for text, is_marked in pieces:
        end = start + len(text)
        while n < len(spans) and spans[n][0] < end:
            first, last = max(start, spans[n][0]), min(end, spans[n][1])
            if first < last:
                by_sentence[n].append((text[first - start : last - start], is_marked))
            if spans[n][1] > end:
                break
            n += 1
        start = end
    return by_sentence
