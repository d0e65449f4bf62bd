"""The entries of the versions at their thresholds, before any filter: rows, arguments, single sentences.

They are found on first use and cached, because a filter, a search or another view needs the same; another threshold or
another judgement makes a new value. Pure.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from evolve.model import SIDES, SentenceRef, Status, Verdict, other
from evolve.tui.terminal.wrap import on_one_line, visible

if TYPE_CHECKING:
    from evolve.comparison import Comparison, Evolution
    from evolve.comparison.lives import Step
    from evolve.comparison.over_gaps import JudgementsOverGaps
    from evolve.comparison.pools import PoolCache
    from evolve.comparison.rows import Row
    from evolve.model import Argument, Judgement, Link, Side


class ViewKind(StrEnum):
    """A kind of view; its value is its name on the screen."""

    ROWS = "rows"
    CHANGES = "changes only"
    ARGUMENTS = "arguments"
    EARLIER = "earlier text"
    LATER = "later text"
    SLOPE = "slope"
    TIMELINE = "timeline"

    @property
    def of_arguments(self) -> bool:
        """Whether an entry is an argument."""
        return self in (ViewKind.ARGUMENTS, ViewKind.TIMELINE)

    @property
    def of_one_text(self) -> bool:
        """Whether an entry is a sentence of one of the two texts."""
        return self in (ViewKind.EARLIER, ViewKind.LATER)


class Order(StrEnum):
    """The order of arguments."""

    WEIGHT = "most important first"
    SURE = "surest first"
    EARLIER = "as the earlier text runs"
    LATER = "as the later text runs"
    STATUS = "by status"


MARKS = {Verdict.SAME: "✓", Verdict.NOT: "✗", Verdict.RELATED: "✗", Verdict.UNSURE: "?"}
"""The sign of a judgement, beside the glyph of the status."""
BY_JUDGE, DISPUTED = "◇", "≠"
"""The signs of a link by a judge, and of a pair on which a person and the judges differ."""

SIDE_NAMES = ("earlier", "later")
"""The names of two texts beside the number of a sentence of one of them."""

MANY_SENTENCES = 1_000
"""Number of sentences of all versions from which it may take more than a quarter of a second to find the arguments."""

TELLING = (Status.CHANGED, Status.UNCLEAR, Status.DROPPED, Status.ADDED, Status.PERSISTED)
"""The statuses, the most informative first."""


def mark_of(link: Link) -> str:
    """Return the sign of who judged a link and how; empty if nobody did."""
    if link.verdict is not None:
        return MARKS[link.verdict]
    return BY_JUDGE if link.judged_by else ""


@dataclass(frozen=True, slots=True, eq=False)
class ArgumentEntry:
    """An argument with the links that hold it together."""

    argument: Argument
    links: tuple[tuple[Link, ...], ...]
    """For every version and the next, its links, best first."""
    over_gaps: tuple[Link, ...] = ()
    """Its links between versions that are not neighbours."""

    @property
    def every_link(self) -> tuple[Link, ...]:
        """All its links, those over gaps last."""
        return (*(link for here in self.links for link in here), *self.over_gaps)

    @property
    def status(self) -> Status:
        """Its status."""
        return self.argument.status

    @property
    def score(self) -> float | None:
        """The score of its best link; None without a link."""
        return max((link.score for link in self.every_link), default=None)

    @property
    def surest_key(self) -> tuple[bool, bool, float]:
        """The key of its surest link to sort by, the surest last; without a link it comes first."""
        return max((link.surest_key for link in self.every_link), default=(False, False, 0.0))

    @property
    def weight(self) -> tuple[int, float]:
        """Its size: the number of its sentences, then the sum of its links' scores."""
        return sum(map(len, self.argument.sentences)), sum(link.score for link in self.every_link)

    @property
    def refs(self) -> tuple[SentenceRef, ...]:
        """Its sentences, the earliest first."""
        return tuple((version, n) for version, here in enumerate(self.argument.sentences) for n in here)


@dataclass(frozen=True, eq=False)
class Across:
    """All versions and their arguments, whichever two of them are side by side."""

    versions: tuple[Comparison, ...]
    """Each version compared with its next."""
    over_gaps: JudgementsOverGaps = field(default_factory=dict)
    """A person's judgements of versions that are not neighbours."""
    pools: PoolCache | None = None
    """The alignments with which links over gaps are found, kept for the next threshold; None for none yet."""

    @property
    def takes_long(self) -> bool:
        """Whether the arguments are not found yet and there are so many sentences that a person would wait for them."""
        if len(self.versions) < 2 or "arguments" in vars(self):
            return False
        documents = (self.versions[0].before, *(comparison.after for comparison in self.versions))
        return sum(len(document.sentences) for document in documents) >= MANY_SENTENCES

    @cached_property
    def evolution(self) -> Evolution:
        """All versions."""
        from evolve.comparison import evolution_of

        return evolution_of(self.versions, self.over_gaps, self.pools)

    def of(self, versions: Sequence[Comparison]) -> Across:
        """Return the same with other comparisons; versions may be added at the end."""
        return Across(tuple(versions), self.over_gaps, self.evolution.pools)

    def judged(self, over_gaps: JudgementsOverGaps) -> Across:
        """Return the same with the judgements of some versions that are not neighbours replaced by these."""
        return Across(self.versions, {**self.over_gaps, **over_gaps}, self.evolution.pools)

    @cached_property
    def shares(self) -> tuple[tuple[float, ...], ...]:
        """For each argument, in the order of appearance, its share of the words of every version, 0..1."""
        from evolve.comparison.over_time import text_shares

        return text_shares(self.evolution)

    @cached_property
    def refused(self) -> dict[SentenceRef, list[SentenceRef]]:
        """For each sentence the earlier ones that the person judged not to make the same claim."""
        neighbours = (((n, n + 1), c.judged_texts) for n, c in enumerate(self.versions))
        found: dict[SentenceRef, list[SentenceRef]] = {}
        for (earlier, later), judged in (*neighbours, *self.evolution.judged_over_gaps.items()):
            for before, after in judged.pairs_with(Verdict.NOT, Verdict.RELATED):
                found.setdefault((later, after), []).append((earlier, before))
        return found

    @cached_property
    def arguments(self) -> tuple[ArgumentEntry, ...]:
        """The arguments of all versions, in the order of appearance; of two, an unclear pair as one."""
        one = len(self.versions) == 1
        arguments = self.versions[0].arguments if one else self.evolution.arguments
        held: list[list[list[Link]]] = [[[] for _ in self.versions] for _ in arguments]
        for pair, comparison in enumerate(self.versions):
            homes = {before: n for n, argument in enumerate(arguments) for before in argument.sentences[pair]}
            for link in comparison.links:
                held[homes[link.before]][pair].append(link)
        gaps: dict[int, list[Link]] = {}
        for revival in () if one else self.evolution.revivals:
            argument = self.evolution.argument_at[revival.later, revival.link.after]
            gaps.setdefault(argument.id, []).append(revival.link)
        entries = [
            ArgumentEntry(argument, tuple(map(tuple, links)), tuple(gaps.get(argument.id, ())))
            for argument, links in zip(arguments, held, strict=True)
        ]
        return tuple(_with_unclear_pairs(entries, self.versions[0]) if one else entries)


def _with_unclear_pairs(entries: Sequence[ArgumentEntry], comparison: Comparison) -> Iterator[ArgumentEntry]:
    """Yield the entries of two versions; two unclear sentences that are each other's best candidate share one."""
    from evolve.comparison.rows import possible_partners

    later_of = possible_partners(comparison)
    shared = set(later_of.values())
    for entry in entries:
        before, after = entry.argument.sentences
        if entry.status is not Status.UNCLEAR:
            yield entry
        elif before and before[0] in later_of:
            yield replace(entry, argument=replace(entry.argument, sentences=(before, (later_of[before[0]],))))
        elif not shared.intersection(after):
            yield entry


@dataclass(frozen=True, eq=False)
class Entries:
    """All entries of some versions at their thresholds; two of the versions are side by side."""

    across: Across
    """All versions and their arguments."""
    texts: tuple[tuple[str, ...], ...]
    """The sentences of every version, without control characters."""
    pair: int = 0
    """The number of the pair side by side, from 0."""
    _ordered: dict[Order, tuple[ArgumentEntry, ...]] = field(default_factory=dict, init=False, repr=False)
    _alone: dict[Side, tuple[Row, ...]] = field(default_factory=dict, init=False, repr=False)

    @classmethod
    def of(cls, versions: Sequence[Comparison], pair: int = 0) -> Entries:
        """Return the entries of each version compared with its next."""
        documents = [versions[0].before, *(comparison.after for comparison in versions)]
        texts = tuple(tuple(on_one_line(s.text) for s in document.sentences) for document in documents)
        return cls(Across(tuple(versions)), texts, pair)

    @property
    def comparison(self) -> Comparison:
        """The comparison of the two versions side by side."""
        return self.versions[self.pair]

    def replaced(self, comparison: Comparison, pair: int | None = None) -> Entries:
        """Return the same with another comparison of a pair; None takes the two versions side by side."""
        at = self.pair if pair is None else pair
        return replace(self, across=self.across.of((*self.versions[:at], comparison, *self.versions[at + 1 :])))

    def followed_by(self, comparison: Comparison, over_gaps: JudgementsOverGaps) -> Entries:
        """Return the same with one more version, compared with the last, and its judgements with those before that."""
        added = tuple(on_one_line(sentence.text) for sentence in comparison.after.sentences)
        across = self.across.of((*self.versions, comparison)).judged(over_gaps)
        return replace(self, across=across, texts=(*self.texts, added))

    def judged(self, earlier: int, later: int, judgements: Sequence[Judgement]) -> Entries:
        """Return the same under a person's judgements of two versions, replacing earlier ones."""
        if later == earlier + 1:
            return self.replaced(self.versions[earlier].judged(judgements), earlier)
        return replace(self, across=self.across.judged({(earlier, later): tuple(judgements)}))

    def ignoring(self, kind: str) -> Entries:
        """Return the same with changes of a kind listed as persisted in all versions: "wording", or "none"."""
        return replace(self, across=self.across.of([comparison.ignoring(kind) for comparison in self.versions]))

    def step_of(self, entry: ArgumentEntry) -> Step:
        """Return the step of an argument in the later of the two versions side by side."""
        return self.across.evolution.steps_of(entry.argument)[self.pair + 1]

    @property
    def names(self) -> tuple[str, ...]:
        """The labels of all versions, without control characters; "version 2" for one without a label."""
        documents = (self.versions[0].before, *(comparison.after for comparison in self.versions))
        return tuple(visible(document.label) or f"version {n}" for n, document in enumerate(documents, 1))

    def text_of(self, side: Side, index: int) -> str:
        """Return a sentence of the two versions side by side."""
        return self.texts[self.version(side)][index]

    def version(self, side: Side) -> int:
        """Return the number of the version on a side, from 0."""
        return self.pair + SIDES.index(side)

    @cached_property
    def rewritten(self) -> tuple[bool, ...]:
        """For each version but the last, whether it and the next are rewritten texts."""
        return tuple(comparison.needs_reading for comparison in self.versions)

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """The rows of the two versions side by side."""
        # The first paint, of names alone, does not wait for this import.
        from evolve.comparison.rows import rows_of

        return rows_of(self.comparison)

    @property
    def versions(self) -> tuple[Comparison, ...]:
        """Each version compared with its next."""
        return self.across.versions

    @property
    def arguments(self) -> tuple[ArgumentEntry, ...]:
        """The arguments of all versions, in the order of appearance."""
        return self.across.arguments

    @cached_property
    def repeated(self) -> dict[Side, set[int]]:
        """The sentences with more than one link, of either text of the two versions side by side."""
        links = self.comparison.links
        counts = {side: Counter([getattr(link, side) for link in links]) for side in SIDES}
        return {side: {index for index, count in counts[side].items() if count > 1} for side in SIDES}

    def ordered(self, order: Order) -> tuple[ArgumentEntry, ...]:
        """Return the arguments in an order; equal ones stay in the order of appearance."""
        if order not in self._ordered:
            self._ordered[order] = tuple(sorted(self.arguments, key=self._key(order)))
        return self._ordered[order]

    def _key(self, order: Order) -> Callable[[ArgumentEntry], tuple[float, ...]]:
        if order is Order.WEIGHT:
            # Of the arguments without a link, those that may have one come first.
            return lambda entry: (*(-part for part in entry.weight), entry.status is not Status.UNCLEAR)
        if order is Order.SURE:
            # Those without a link are ordered by their best candidate.
            return lambda entry: (
                *(-float(part) for part in entry.surest_key),
                entry.status is not Status.UNCLEAR,
                -self._best_possible(entry),
            )
        if order is Order.STATUS:
            return lambda entry: (TELLING.index(entry.status), *(-part for part in entry.weight))
        version = self.version("before" if order is Order.EARLIER else "after")
        return lambda entry: (float(min(entry.argument.sentences[version], default=math.inf)),)

    def _best_possible(self, entry: ArgumentEntry) -> float:
        """Return the score of the best candidate of an unclear argument, 0..1; 0 for any other."""
        if entry.status is not Status.UNCLEAR:
            return 0.0
        scores = [
            link.score
            for version, n in entry.refs
            for pair, side in zip((version, version - 1), SIDES, strict=True)
            if 0 <= pair < len(self.versions)
            for link in self.versions[pair].possible_of(side, n)
        ]
        return max(scores, default=0.0)

    def sentences(self, side: Side) -> tuple[Row, ...]:
        """Return the sentences of one side, each as an entry of its own with its links."""
        if side not in self._alone:
            count = len(self.texts[self.version(side)])
            self._alone[side] = tuple(self._sentence(side, n) for n in range(count))
        return self._alone[side]

    def ranked_over_gap(self, ref: SentenceRef) -> tuple[Row, ...]:
        """Return the sentences of one version in view that a sentence of a third version may be linked to.

        The version is the one that is farther from the third. The sentences are in the order of their scores, then
        those without a score.
        """
        from evolve.comparison.rows import Row

        side: Side = "after" if ref[0] < self.pair else "before"
        version = self.version(side)
        nearest = self.across.evolution.nearest_in(version, ref)
        rest = set(range(len(self.texts[version]))).difference(nearest)
        return tuple(
            Row((n,), (), (), self.comparison.status_of(side, n))
            if side == "before"
            else Row((), (n,), (), self.comparison.status_of(side, n))
            for n in (*nearest, *sorted(rest))
        )

    def ranked(self, side: Side, index: int) -> tuple[Row, ...]:
        """Return the sentences of the other side to link a sentence to: its candidates, best first, then the others."""
        from evolve.comparison.rows import Row

        there = other(side)
        candidates = {getattr(link, there): link for link in self.comparison.candidates_of(side, index)}
        rest = (n for n in range(len(self.texts[self.version(there)])) if n not in candidates)
        rows = []
        for n in (*candidates, *rest):
            before, after = ((n,), ()) if there == "before" else ((), (n,))
            possible = (candidates[n],) if n in candidates else ()
            rows.append(Row(before, after, (), self.comparison.status_of(there, n), possible))
        return tuple(rows)

    def _sentence(self, side: Side, index: int) -> Row:
        from evolve.comparison.rows import Row

        before, after = ((index,), ()) if side == "before" else ((), (index,))
        c = self.comparison
        return Row(before, after, c.links_of(side, index), c.status_of(side, index), c.possible_of(side, index))

    def row_of(self, entry: ArgumentEntry) -> Row:
        """Return the part of an argument in the two versions side by side; without a link, with its candidates."""
        from evolve.comparison.rows import Row

        before, after = entry.argument.sentences[self.pair : self.pair + 2]
        links = entry.links[self.pair]
        if links:
            return Row(before, after, links, entry.status)
        found = {
            candidate
            for side, here in zip(SIDES, (before, after), strict=True)
            for index in here
            for candidate in self.comparison.possible_of(side, index)
        }
        possible = sorted(found, key=lambda link: (-link.score, link.before, link.after))
        return Row(before, after, (), entry.status, tuple(possible))

    def mark(self, row: Row) -> str:
        """Return the sign of who judged a row and how; a blank if nobody did.

        The sign of a verdict is beside the pair it was given for, or beside a sentence that is alone in its row.
        """
        if any(_is_beside(pair, row) for pair in self.comparison.disputed):
            return DISPUTED
        if not row.links and any(_is_beside(pair, row) for pair in self._refused):
            return MARKS[Verdict.NOT]
        marks = [mark for link in row.links if (mark := mark_of(link))]
        # A person's verdict comes first.
        return min(marks, key=lambda mark: mark == BY_JUDGE) if marks else " "

    def refused_partners(self, row: Row) -> tuple[int, ...]:
        """Return the sentences of the other text that were judged not the same claim as the only one of a row."""
        if row.links or (row.before and row.after) or not self._refused:
            return ()
        return tuple(sorted(pair[1] if row.before else pair[0] for pair in self._refused if _is_beside(pair, row)))

    @cached_property
    def _refused(self) -> frozenset[tuple[int, int]]:
        """The pairs that the person judged not the same claim."""
        return frozenset(self.comparison.judged_texts.pairs_with(Verdict.NOT, Verdict.RELATED))

    def partners(self, ref: SentenceRef) -> tuple[SentenceRef, ...]:
        """Return the sentences linked to a sentence of the two versions side by side, best first."""
        side = SIDES[ref[0] - self.pair]
        there = other(side)
        links = self.comparison.links_of(side, ref[1])
        return tuple((self.version(there), getattr(link, there)) for link in links)


def _is_beside(pair: tuple[int, int], row: Row) -> bool:
    """Return whether a row shows both sentences of a pair, or only one of them and no sentence of the other text."""
    before, after = pair
    if row.before and row.after:
        return before in row.before and after in row.after
    return before in row.before or after in row.after
