"""Join the links of all comparisons of an archive into arguments.

Equal sentences are one wording, and make the same claim. A link joins two wordings if its score reaches the threshold
of its comparison and that of the archive.

Two sentences that are only similar could connect two claims, and a slogan could connect all. So two groups are joined
only if at least half of the wordings that are nearest in time, three of each group, are themselves similar to one of
the other group, or if most of what the other group is similar to is in the group. Links are taken best first; one that
is refused is tried again when its groups have grown.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from math import exp, log, sqrt

from evolve.align.surroundings import KEPT
from evolve.batch.archive.dated_text import DatedText
from evolve.batch.archive.halves import STEPS, ComparedHalves, Halves
from evolve.model import SentenceRef
from evolve.union_find import root_of

_NEAREST = 3  # wordings of each group by which it is decided whether two groups make the same claim
_TAIL_START = 20.0  # expected chance links; where fewer are expected, at higher scores, a curve is fitted
_PSEUDOCOUNT = 0.25  # added to the expected chance links, so that one or two links prove little

WordingLink = tuple[float, int, int]
"""The score of a link, and its two wordings."""


@dataclass(frozen=True, slots=True)
class Wordings:
    """The different sentences of an archive that may make claims."""

    texts: tuple[str, ...] = field(repr=False)
    """Each wording, in the order of its first sentence."""
    sentences: tuple[tuple[SentenceRef, ...], ...] = field(repr=False)
    """The sentences with each wording, in the order of time."""
    numbers: tuple[tuple[int, ...], ...] = field(repr=False)
    """The wording of each sentence of each text; -1 for a formula."""

    @classmethod
    def of(cls, texts: Sequence[DatedText]) -> Wordings:
        """Return the wordings of texts in the order of time."""
        number_of: dict[str, int] = {}
        sentences: list[list[SentenceRef]] = []
        numbers: list[tuple[int, ...]] = []
        for index, text in enumerate(texts):
            here: list[int] = []
            for n, sentence in enumerate(text.sentences):
                if n in text.formulas:
                    here.append(-1)
                    continue
                number = number_of.setdefault(sentence, len(number_of))
                if number == len(sentences):
                    sentences.append([])
                sentences[number].append((index, n))
                here.append(number)
            numbers.append(tuple(here))
        return cls(tuple(number_of), tuple(map(tuple, sentences)), tuple(numbers))


@dataclass(slots=True)
class Links:
    """The links of all comparisons, collected one comparison after the other."""

    wordings: Wordings
    found: list[WordingLink] = field(default_factory=list, repr=False)
    """The links at the thresholds of their comparisons."""
    near: dict[int, set[int]] = field(default_factory=dict, repr=False)
    """The wordings that each wording is similar to: its links and further candidates."""
    chance: list[float] = field(default_factory=lambda: [0.0] * (STEPS + 1), repr=False)
    """The expected number of links due to chance at each score, over all comparisons."""
    lowest: float = 1.0
    """The lowest threshold of a comparison."""

    def add(self, halves: Halves, result: ComparedHalves) -> None:
        """Add the links of one comparison."""
        numbers = self.wordings.numbers
        earlier = [n for text in numbers[halves.first : halves.middle] for n in text]
        later = [n for text in numbers[halves.middle : halves.end] for n in text]
        for before, after, score in result.links:
            one, other = earlier[before], later[after]
            if one != other and one >= 0 and other >= 0:
                self.found.append((score, min(one, other), max(one, other)))
                self._add_near(one, other)
        for before, after in result.near:
            self._add_near(earlier[before], later[after])
        for step, expected in enumerate(result.chance):
            self.chance[step] += expected
        self.lowest = min(self.lowest, result.threshold)

    def _add_near(self, one: int, other: int) -> None:
        if one != other and one >= 0 and other >= 0:
            self.near.setdefault(one, set()).add(other)
            self.near.setdefault(other, set()).add(one)


@dataclass(frozen=True, slots=True)
class Joined:
    """The groups of wordings that make the same claim."""

    threshold: float
    """The score from which a link of any comparison joins wordings."""
    expected: float
    """The expected number of links due to chance among those at or above it."""
    groups: tuple[tuple[int, ...], ...] = field(repr=False)
    """The wordings of every claim that is made in two texts or more."""
    refused: tuple[WordingLink, ...] = field(repr=False)
    """The links at or above the threshold that join nothing, because their groups are not similar enough."""
    below: tuple[WordingLink, ...] = field(repr=False)
    """The links below the threshold, each of which would be a link if its comparison were the only one."""


def joined(links: Links, *, trust: float, threshold: float | None = None) -> Joined:
    """Return the claims that recur.

    `trust`, 0..1, is the required share of claims that do not recur by chance alone; a `threshold` that a person chose
    is followed, whatever chance allows.
    """
    wordings = links.wordings
    best: dict[tuple[int, int], float] = {}
    for score, one, other in links.found:
        best[one, other] = max(score, best.get((one, other), 0.0))
    ordered = sorted((-score, one, other) for (one, other), score in best.items())
    found = [(-score, one, other) for score, one, other in ordered]
    chance = _with_tail(links.chance)
    at = max(links.lowest, _threshold(wordings, found, chance, trust)) if threshold is None else threshold
    groups = _Groups(wordings, links.near)
    remaining = [link for link in found if link[0] >= at]
    while True:
        refused = [link for link in remaining if not groups.join(link[1], link[2])]
        if len(refused) == len(remaining):
            break
        remaining = refused
    return Joined(
        threshold=at,
        expected=chance[min(STEPS, round(at * STEPS))],
        groups=groups.recurring(),
        refused=tuple(link for link in refused if not groups.are_joined(link[1], link[2])),
        below=tuple(link for link in found if link[0] < at and not groups.are_joined(link[1], link[2])),
    )


def _threshold(wordings: Wordings, found: Iterable[WordingLink], chance: Sequence[float], trust: float) -> float:
    """Return the lowest score at which chance links, with their scatter, are few compared with the claims that recur.

    It is at most the score of sentences that were kept almost to the letter. `found` is best first.
    """
    recurring = _recurring_at(wordings, found)
    # each sentence is compared once at each level of the division, and the errors of estimates add up as a root
    levels = max(1, (len(wordings.numbers) - 1).bit_length())
    for step in range(round(KEPT * STEPS)):
        expected = chance[step] + sqrt(chance[step]) + _PSEUDOCOUNT * sqrt(levels)
        if expected <= (1 - trust) * recurring[step]:
            return step / STEPS
    return KEPT


def _with_tail(chance: Sequence[float]) -> list[float]:
    """Return the expected number of chance links at each score, with a curve where few are expected.

    In log odds, the high scores of chance links decrease exponentially, as the tails of most distributions do (Pickands
    1975). Each shuffled link represents several, so that where few are expected the curve is more exact.
    """
    start = max((step for step, expected in enumerate(chance[:-1]) if expected >= _TAIL_START), default=0)
    if not start:
        return list(chance)
    odds = [log((step + 0.5) / (STEPS - step + 0.5)) for step in range(STEPS + 1)]
    above = sum(chance[step] * (odds[step] - odds[step - 1]) for step in range(start + 1, STEPS + 1))
    decay = chance[start] / (above + chance[start] * (odds[start + 1] - odds[start]) / 2)
    tail = [chance[start] * exp(-decay * (odds[step] - odds[start])) for step in range(start, STEPS + 1)]
    return [*chance[:start], *tail]


def _recurring_at(wordings: Wordings, found: Iterable[WordingLink]) -> list[int]:
    """Return the number of claims in two texts or more, if all links at or above each score joined their wordings."""
    parents: dict[int, int] = {}
    first = [sentences[0][0] for sentences in wordings.sentences]
    recurs = [sentences[-1][0] != sentences[0][0] for sentences in wordings.sentences]

    count = sum(recurs)
    counts = [count] * (STEPS + 1)
    step = STEPS
    for score, one, other in found:
        while score < step / STEPS:
            counts[step] = count
            step -= 1
        one, other = root_of(parents, one), root_of(parents, other)
        if one != other:
            count -= recurs[one] + recurs[other]
            recurs[one] = recurs[one] or recurs[other] or first[one] != first[other]
            parents[other] = one
            count += recurs[one]
    counts[: step + 1] = [count] * (step + 1)
    return counts


class _Groups:
    """Groups of wordings that make the same claim."""

    def __init__(self, wordings: Wordings, near: dict[int, set[int]]) -> None:
        self._near = near
        self._sentences = wordings.sentences
        self._root = list(range(len(wordings.texts)))
        self._members: dict[int, list[int]] = {}
        self._times: dict[int, list[tuple[int, int]]] = {}

    def recurring(self) -> tuple[tuple[int, ...], ...]:
        """Return the groups in two texts or more, by their first wording."""
        groups = (tuple(sorted(self._members_of(n))) for n, root in enumerate(self._root) if n == root)
        return tuple(sorted(g for g in groups if len({text for n in g for text, _ in self._sentences[n]}) > 1))

    def are_joined(self, one: int, other: int) -> bool:
        """Return whether two wordings are in one group."""
        return self._root[one] == self._root[other]

    def join(self, one: int, other: int) -> bool:
        """Join the groups of two wordings; return False if they are not similar enough."""
        root, joining = self._root[one], self._root[other]
        if root == joining:
            return True
        if not (self._agree(root, other) and self._agree(joining, one)):
            return False
        if len(self._members_of(root)) < len(self._members_of(joining)):
            root, joining = joining, root
        members, times = self._members_of(joining), self._times_of(joining)
        self._members[root] = self._members_of(root) + members
        self._times[root] = sorted(self._times_of(root) + times)
        for number in members:
            self._root[number] = root
        self._members.pop(joining, None)
        self._times.pop(joining, None)
        return True

    def _agree(self, root: int, other: int) -> bool:
        """Return whether a group is similar enough to the group of a wording.

        At least half of its wordings nearest in time must be similar to one of that group. Of a large group only some
        are recorded as similar; then it is sufficient that most of what that group is similar to is in this one.
        """
        target = self._root[other]
        nearest = self._nearest(root, self._sentences[other])
        similar = sum(any(self._root[n] == target for n in self._near.get(number, ())) for number in nearest)
        if 2 * similar >= len(nearest):
            return True
        roots = [self._root[n] for member in self._members_of(target) for n in self._near.get(member, ())]
        return roots.count(root) >= max(_NEAREST, len(roots) / 2)

    def _nearest(self, root: int, sentences: Sequence[SentenceRef]) -> list[int]:
        """Return the few wordings of a group that are nearest in time to the first of some sentences.

        Those in the same text are left out, because no text is compared with itself.
        """
        times, time = self._times_of(root), sentences[0][0]
        later = bisect_left(times, (time + 1, 0))
        earlier = bisect_left(times, (time, 0)) - 1
        found: dict[int, None] = {}
        while len(found) < _NEAREST and (earlier >= 0 or later < len(times)):
            if later == len(times) or (earlier >= 0 and time - times[earlier][0] <= times[later][0] - time):
                found.setdefault(times[earlier][1])
                earlier -= 1
            else:
                found.setdefault(times[later][1])
                later += 1
        return list(found)

    def _members_of(self, root: int) -> list[int]:
        return self._members.get(root) or [root]

    def _times_of(self, root: int) -> list[tuple[int, int]]:
        return self._times.get(root) or [(text, root) for text, _ in self._sentences[root]]
