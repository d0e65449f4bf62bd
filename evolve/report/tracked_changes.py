"""Two versions as one running text with tracked changes: every sentence once, or twice where it moved or was rewritten.

The links that keep the order of both versions, the strongest of them, are edited in their places, word by word. A
sentence that is at another place in the same words is a move; all others are whole insertions and deletions. So the
text without its insertions is the earlier version, and the text without its deletions the later one, with the
paragraphs of each.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from evolve.comparison import Comparison
from evolve.document import Document
from evolve.model import Link
from evolve.text.clean import clean_line
from evolve.text.words.diff import Edit, changed_share, word_edits
from evolve.text.words.marks import MAX_CHANGED_SHARE

_MIN_EQUAL = 4
"""Minimum number of letters of equal words between two edits; with fewer the edits are one."""

Change = Literal["equal", "insert", "delete"]
"""Whether something is at this place in both versions, in the later one alone, or in the earlier one alone."""


@dataclass(frozen=True, slots=True)
class Break:
    """The end of a paragraph."""

    change: Change


@dataclass(frozen=True, slots=True)
class Run:
    """Characters of one or of both versions."""

    change: Change
    text: str
    move: int | None = None
    """The number of the move of which this is one end; None if it is no move."""


@dataclass(frozen=True, slots=True)
class Place:
    """The sentences at one place: one of either version, or a linked pair."""

    before: int | None
    after: int | None
    links: tuple[Link, ...]
    """The links to be commented on at this place: each link has one place."""
    runs: tuple[Run, ...]


def tracked(comparison: Comparison) -> Iterator[Break | Run | Place]:
    """Yield the text of both versions in order: places, the spaces between them, and the ends of paragraphs."""
    last: list[int | None] = [None, None]
    documents = comparison.before, comparison.after
    for place in _places(comparison):
        here = place.before, place.after
        ends, gaps = [False, False], ["", ""]
        for side in (0, 1):
            index, previous = here[side], last[side]
            if index is not None and previous is not None:
                sentences = documents[side].sentences
                ends[side] = sentences[previous].paragraph != sentences[index].paragraph
                gaps[side] = "" if ends[side] else _gap(documents[side], previous, index)
            last[side] = previous if index is None else index
        if any(ends):
            yield Break(_change(*ends))
        if any(gaps):
            yield Run(_change(*map(bool, gaps)), " ")
        yield place


def _change(in_before: bool, in_after: bool) -> Change:
    return "equal" if in_before and in_after else "delete" if in_before else "insert"


def _gap(document: Document, previous: int, index: int) -> str:
    """Return a space if there is one between two neighbours; scripts without spaces have none."""
    between = document.text[document.sentences[previous].end : document.sentences[index].start]
    return " " if not between or any(map(str.isspace, between)) else ""


def _places(comparison: Comparison) -> Iterator[Place]:
    """Yield the sentences of both versions in order, those of the earlier one first between two linked pairs."""
    anchors = _anchors(comparison.links)
    in_place = set(anchors)
    elsewhere: dict[int, list[Link]] = {}
    for link in comparison.links:
        if link not in in_place:
            elsewhere.setdefault(link.after, []).append(link)
    moves = _moves(comparison, anchors)
    before = after = 0
    for anchor in (*anchors, None):
        end_before = len(comparison.before.sentences) if anchor is None else anchor.before
        end_after = len(comparison.after.sentences) if anchor is None else anchor.after
        for index in range(before, end_before):
            yield Place(index, None, (), (Run("delete", _text(comparison.before, index), moves[0].get(index)),))
        for index in range(after, end_after):
            links = tuple(elsewhere.get(index, ()))
            yield Place(None, index, links, (Run("insert", _text(comparison.after, index), moves[1].get(index)),))
        if anchor is not None:
            texts = _text(comparison.before, anchor.before), _text(comparison.after, anchor.after)
            links = (anchor, *elsewhere.get(anchor.after, ()))
            yield Place(anchor.before, anchor.after, links, tuple(_runs(*texts)))
            before, after = anchor.before + 1, anchor.after + 1


def _moves(comparison: Comparison, anchors: Sequence[Link]) -> tuple[dict[int, int], dict[int, int]]:
    """Return the number of the move of each moved sentence, by its index in the earlier and in the later version."""
    taken = {link.before for link in anchors}, {link.after for link in anchors}
    moves: tuple[dict[int, int], dict[int, int]] = {}, {}
    for link in sorted(comparison.links, key=lambda link: (link.before, link.after)):
        is_free = link.before not in taken[0] and link.after not in taken[1]
        if is_free and _text(comparison.before, link.before) == _text(comparison.after, link.after):
            moves[0][link.before] = moves[1][link.after] = len(moves[0])
            taken[0].add(link.before)
            taken[1].add(link.after)
    return moves


def _anchors(links: Sequence[Link]) -> list[Link]:
    """Return the links, in order, that keep the order of both versions and have the greatest sum of scores."""
    # In this order no link can follow another of the same earlier sentence.
    ordered = sorted(links, key=lambda link: (link.before, -link.after))
    ends: list[int] = []  # the later sentences of the best chains, in increasing order, with increasing sums
    sums: list[float] = []
    chains: list[int] = []
    parents: list[int] = []
    for n, link in enumerate(ordered):
        at = bisect_left(ends, link.after)
        total = link.score + (sums[at - 1] if at else 0.0)
        parents.append(chains[at - 1] if at else -1)
        stop = at
        while stop < len(ends) and sums[stop] <= total:
            stop += 1
        if at == len(ends) or ends[at] != link.after or sums[at] <= total:
            ends[at:stop], sums[at:stop], chains[at:stop] = [link.after], [total], [n]
    found: list[Link] = []
    n = chains[-1] if chains else -1
    while n >= 0:
        found.append(ordered[n])
        n = parents[n]
    return found[::-1]


def _text(document: Document, index: int) -> str:
    return clean_line(document.sentences[index].text)


def _runs(before: str, after: str) -> Iterator[Run]:
    """Yield the characters of a linked pair: equal, deleted and inserted ones."""
    edits = _merged(word_edits(before, after))
    if changed_share(edits) > MAX_CHANGED_SHARE:
        # The sentence is replaced as a whole.
        edits = [Edit("replace", before, after)]
    for edit in edits:
        if edit.op == "equal":
            yield Run("equal", edit.before)
        else:
            if edit.before:
                yield Run("delete", edit.before)
            if edit.after:
                yield Run("insert", edit.after)


def _merged(edits: Sequence[Edit]) -> list[Edit]:
    """Return edits with those joined that have only a few letters between them."""
    merged: list[Edit] = []
    for n, edit in enumerate(edits):
        is_gap = edit.op == "equal" and 0 < n < len(edits) - 1 and sum(map(str.isalnum, edit.before)) < _MIN_EQUAL
        if merged and (is_gap or edit.op != "equal") and merged[-1].op != "equal":
            merged[-1] = Edit("replace", merged[-1].before + edit.before, merged[-1].after + edit.after)
        else:
            merged.append(edit)
    return merged
