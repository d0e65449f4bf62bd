"""Compare every text of an archive with every other, in few comparisons: each half of the archive with the other half.

The texts, in the order of time, are divided into two parts, each of these again, and so on down to single texts. The
two parts of every division are compared as if each were one text. So each pair of texts is compared exactly once, and
the work grows little faster than the number of texts. The first part of a division has a power of two of texts: a text
that is added at the end changes only the comparisons that it is part of, and all others are kept.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from evolve.align.alignment import Alignment
from evolve.align.arrays import Flags, Ids
from evolve.align.threshold import FEW_SENTENCES_THRESHOLD, MIN_SENTENCES
from evolve.comparison.compared import compared
from evolve.document import Document
from evolve.settings import Settings

STEPS = 100
"""Number of steps of the scores at which the links due to chance are recorded."""
_MAX_NEAR = 4
"""Number of candidates recorded for each sentence, besides its links: to confirm a link, not to find one."""

FoundLink = tuple[int, int, float]
"""A link: the position of its sentence in either half, and its score."""


@dataclass(frozen=True, slots=True)
class Halves:
    """Two neighbouring parts of an archive that are compared with each other, by the indices of their texts."""

    first: int
    """The first text of the earlier part."""
    middle: int
    """The first text of the later part."""
    end: int
    """The text after the last one of the later part."""

    @property
    def size(self) -> int:
        """The number of texts of both parts."""
        return self.end - self.first


@dataclass(frozen=True, slots=True)
class ComparedHalves:
    """The result of one comparison. A position is that of a sentence among all sentences of its half, from 0."""

    threshold: float
    """The threshold found for this comparison from chance alone."""
    links: tuple[FoundLink, ...] = field(repr=False)
    """The links at that threshold, by position."""
    near: tuple[tuple[int, int], ...] = field(repr=False)
    """Further candidates at or above the threshold, by position; a few of each sentence."""
    chance: tuple[float, ...] = field(repr=False)
    """The expected number of links due to chance at the scores 0, 1/STEPS, 2/STEPS …, or at the threshold if that is
    higher; the zeros at the end are left out."""


def halves_of(texts: int) -> tuple[Halves, ...]:
    """Return the comparisons of an archive with this number of texts, the largest first."""
    found: list[Halves] = []
    parts = [(0, texts)]
    while parts:
        first, end = parts.pop()
        if end - first > 1:
            middle = first + (1 << (end - first - 1).bit_length() - 1)
            found.append(Halves(first, middle, end))
            parts += [(first, middle), (middle, end)]
    return tuple(sorted(found, key=lambda halves: (-halves.size, halves.first)))


def compare_halves(
    earlier: Sequence[Sequence[str]], later: Sequence[Sequence[str]], settings: Settings
) -> ComparedHalves:
    """Return the comparison of two parts, each given as the sentences of its texts in the order of time.

    `settings` must name the language. Of equal sentences of a part, only the one nearest in time to the other part is
    compared. A threshold that a person chose applies instead of the one found.
    """
    positions = _last_of_each(earlier), _first_of_each(later)
    sides = [[text for sentences in part for text in sentences] for part in (earlier, later)]
    documents = [
        Document.from_sentences([texts[position] for position in kept])
        for texts, kept in zip(sides, positions, strict=True)
    ]
    comparison = compared(documents[0], documents[1], settings)
    alignment, threshold = comparison.alignment, comparison.threshold
    count = alignment.candidates_above(threshold)
    before, after, score = alignment.before[:count], alignment.after[:count], alignment.score[:count]
    wins = alignment.wins[:count]
    near = _best_few(before, after, wins)
    places = [np.array(kept, dtype=np.int64) for kept in positions]
    links = zip(places[0][before[wins]].tolist(), places[1][after[wins]].tolist(), score[wins].tolist(), strict=True)
    others = zip(places[0][before[near]].tolist(), places[1][after[near]].tolist(), strict=True)
    chance = _chance_links(alignment, threshold)
    if chance and len(near) > wins.sum():
        chance = _chance_among_strangers(documents, alignment, threshold, settings)
    return ComparedHalves(
        threshold=round(threshold, 6),
        links=tuple(sorted((b, a, round(s, 6)) for b, a, s in links)),
        near=tuple(sorted(others)),
        chance=chance,
    )


def _chance_among_strangers(
    documents: Sequence[Document], alignment: Alignment, threshold: float, settings: Settings
) -> tuple[float, ...]:
    """Return the links due to chance, estimated without the sentences that are similar to one of the other half.

    A claim that is made many times in a half would make its own words look like phrases of the language, which are
    shuffled in one piece; then chance would seem to find what is the claim itself.
    """
    count = alignment.candidates_above(min(threshold, FEW_SENTENCES_THRESHOLD))
    similar = [set(ids[:count].tolist()) for ids in (alignment.before, alignment.after)]
    strangers = [
        [sentence.text for n, sentence in enumerate(document.sentences) if n not in left_out]
        for document, left_out in zip(documents, similar, strict=True)
    ]
    if min(map(len, strangers)) < MIN_SENTENCES:
        return ()
    earlier, later = map(Document.from_sentences, strangers)
    found = _chance_links(compared(earlier, later, settings).alignment, threshold)
    share = min(len(left) / len(document.sentences) for left, document in zip(strangers, documents, strict=True))
    return tuple(round(expected / share, 4) for expected in found)


def _first_of_each(part: Sequence[Sequence[str]]) -> list[int]:
    """Return the position of the first of all equal sentences of a part, in order."""
    position_of: dict[str, int] = {}
    for position, text in enumerate(text for sentences in part for text in sentences):
        position_of.setdefault(text, position)
    return list(position_of.values())


def _last_of_each(part: Sequence[Sequence[str]]) -> list[int]:
    """Return the position of the last of all equal sentences of a part, in order."""
    texts = [text for sentences in part for text in sentences]
    return sorted({text: position for position, text in enumerate(texts)}.values())


def _best_few(before: Ids, after: Ids, wins: Flags) -> Ids:
    """Return the positions of the best few candidates of each sentence of either side that are no links.

    The candidates are given best first.
    """
    kept = np.zeros(len(before), dtype=bool)
    counts: tuple[dict[int, int], dict[int, int]] = {}, {}
    for position in np.flatnonzero(~wins).tolist():
        ends = int(before[position]), int(after[position])
        known = [count.get(end, 0) for count, end in zip(counts, ends, strict=True)]
        if min(known) < _MAX_NEAR:
            kept[position] = True
            for count, end, number in zip(counts, ends, known, strict=True):
                count[end] = number + 1
    positions: Ids = np.flatnonzero(kept)
    return positions


def _chance_links(alignment: Alignment, threshold: float) -> tuple[float, ...]:
    """Return the expected number of links due to chance at each step of the scores, up to the last above 0.

    Unlike in a comparison of two texts, it may exceed the number of links: where few links are expected, some
    comparisons of an archive have more of them and some have fewer, and only the sum is of interest.
    """
    scores = np.maximum(np.arange(STEPS + 1) / STEPS, threshold)
    expected = alignment.chance.links_above(scores).round(4)
    return tuple(expected[: np.count_nonzero(expected)].tolist())
