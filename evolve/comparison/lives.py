"""The life of an argument: its event in every version, compared with the last version before that has it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from evolve.comparison.comparison import Comparison
from evolve.comparison.revivals import Revival
from evolve.model import Argument, Event, Kind, Link, Relation, SentenceRef, Side, Status


@dataclass(frozen=True, slots=True)
class Step:
    """The event of an argument in one version, and the links that show it."""

    event: Event
    since: int | None = None
    """The version, from 0, that it is compared with: the last one before that has it; None if there is none."""
    links: tuple[Link, ...] = ()
    """The links with earlier versions, by version, best first; those of a revival may be with several."""
    origins: tuple[int, ...] = ()
    """The earlier version, from 0, of each link."""
    relation: Relation = Relation.ONE
    """SPLIT if a sentence became several, MERGED if several became one, MANY if both happened, else ONE."""

    @property
    def kinds(self) -> tuple[Kind, ...]:
        """The kinds of change of its links, most frequent first."""
        counts = Counter(kind for link in self.links for kind in link.kinds)
        return tuple(sorted(counts, key=lambda kind: (-counts[kind], list(Kind).index(kind))))

    @property
    def is_changed(self) -> bool:
        """Whether it differs in content from the version it is compared with."""
        return any(link.status is Status.CHANGED for link in self.links)

    @property
    def score(self) -> float | None:
        """The score of the best link, 0..1; None without a link."""
        return max((link.score for link in self.links), default=None)


LinksOfSteps = Mapping[tuple[int, int], Sequence[Link]]
"""The links of one argument, by the earlier and the later version that they connect."""


def links_by_argument(
    argument_at: Mapping[SentenceRef, Argument], comparisons: Sequence[Comparison], revivals: Sequence[Revival]
) -> dict[int, dict[tuple[int, int], list[Link]]]:
    """Return for each argument, by its id, its links by the two versions they connect, best first."""
    held: dict[int, dict[tuple[int, int], list[Link]]] = {argument.id: {} for argument in argument_at.values()}
    for version, comparison in enumerate(comparisons):
        for link in comparison.links:
            held[argument_at[version, link.before].id].setdefault((version, version + 1), []).append(link)
    for revival in revivals:
        steps = (revival.earlier, revival.later)
        held[argument_at[revival.earlier, revival.link.before].id].setdefault(steps, []).append(revival.link)
    return held


def steps_of(argument: Argument, links: LinksOfSteps, comparisons: Sequence[Comparison]) -> tuple[Step, ...]:
    """Return the step of an argument in every version, the first included.

    `links` are those of the argument; `comparisons` are of each version with the next.
    """
    steps: list[Step] = []
    last: int | None = None
    for version, here in enumerate(argument.sentences):
        steps.append(_step(argument, version, last, links, comparisons))
        last = version if here else last
    return tuple(steps)


def _step(
    argument: Argument, version: int, last: int | None, links: LinksOfSteps, comparisons: Sequence[Comparison]
) -> Step:
    """Return the step of an argument in a version; `last` is the last version before that has it."""
    here = argument.sentences[version]
    if not here:
        if last is None or last < version - 1:
            return Step(Event.ABSENT)
        lost = _are_unclear(comparisons[last], "before", argument.sentences[last])
        return Step(Event.UNCLEAR if lost else Event.DROPPED, last)
    if version == 0:
        return Step(Event.FIRST)
    if last is None:
        return Step(Event.UNCLEAR if _are_unclear(comparisons[version - 1], "after", here) else Event.ADDED)
    found = [(earlier, link) for (earlier, later), held in sorted(links.items()) if later == version for link in held]
    joining, origins = tuple(link for _, link in found), tuple(earlier for earlier, _ in found)
    relation = _relation(found)
    if last < version - 1:
        return Step(Event.REVIVED, last, joining, origins, relation)
    changed = any(link.status is Status.CHANGED for link in joining)
    return Step(Event.CHANGED if changed else Event.PERSISTED, last, joining, origins, relation)


def _are_unclear(comparison: Comparison, side: Side, indices: Sequence[int]) -> bool:
    return any(comparison.status_of(side, index) is Status.UNCLEAR for index in indices)


def _relation(links: Sequence[tuple[int, Link]]) -> Relation:
    """Return whether a sentence became several, several became one, or both.

    `links` are given with the earlier version of each. Sentences of two earlier versions are not several that became
    one: they are one claim that was made twice.
    """
    before = Counter((earlier, link.before) for earlier, link in links)
    after = Counter((earlier, link.after) for earlier, link in links)
    is_split, is_merged = max(before.values(), default=0) > 1, max(after.values(), default=0) > 1
    if is_split and is_merged:
        return Relation.MANY
    return Relation.SPLIT if is_split else Relation.MERGED if is_merged else Relation.ONE
