"""Measures over time: events from version to version, the survival of arguments, and the novelty of versions.

All are computed from the links at the current thresholds, revivals included. Shares are of words unless stated
otherwise, so that a long sentence counts for more than a short one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from evolve.comparison.evolution import Evolution
from evolve.comparison.lives import Step
from evolve.model import Event, Kind

STRENGTHENED, SOFTENED = "strengthened", "softened"


@dataclass(frozen=True, slots=True)
class StepMeasures:
    """The number of events and of changes from one version to the next."""

    version: int
    """The later version, from 0."""
    events: dict[Event, int]
    """The number of arguments by event; those absent from both versions are not counted."""
    strengthened: int
    """The number of links whose claim is made more strongly, by a duty word, a hedge or a quantifier."""
    softened: int
    """The number of links whose claim is made more weakly."""
    attribution: int
    """The number of links in which a claim is attributed to somebody else, or no longer, or newly."""


@dataclass(frozen=True, slots=True)
class VersionMeasures:
    """How a version relates to all those before it and all those after it.

    The measures follow the idea of Barron, Huang, Spang and DeDeo (2018), who compare a speech with those before and
    after it; here the items that return or do not are arguments, instead of topics.
    """

    novelty: float | None
    """The share of its words, 0..1, in arguments that no version before it has; None for the first version."""
    transience: float | None
    """The share of its words, 0..1, in arguments that no version after it has; None for the last version."""

    @property
    def resonance(self) -> float | None:
        """Novelty minus transience, -1..1: above 0 if what it added was kept; None for the first and last version."""
        return None if self.novelty is None or self.transience is None else self.novelty - self.transience


@dataclass(frozen=True, slots=True)
class Survival:
    """The share of arguments that are still made some versions after their first, by Kaplan and Meier (1958).

    An argument's life ends with the last version that has it, gaps included. Of one in the last version of all, only
    the minimum length of its life is known: it counts among those at risk as long as it is observed.
    """

    at_risk: tuple[int, ...]
    """For each age from 1, the number of arguments that reached the age before it and can be observed at this one."""
    alive: tuple[float, ...]
    """For each age from 1, the estimated share, 0..1, of arguments that live to that age."""

    @property
    def half_life(self) -> int | None:
        """The first age, in versions, to which at most half of the arguments live; None if more live to the end."""
        return next((age for age, share in enumerate(self.alive, 1) if share <= 0.5), None)


@dataclass(frozen=True, slots=True)
class OverTime:
    """The measures of an evolution."""

    steps: tuple[StepMeasures, ...]
    """The measures of the step from the version before, for each version but the first."""
    versions: tuple[VersionMeasures, ...]
    """The measures of each version."""
    survival: Survival
    """The survival of arguments."""
    text_shares: tuple[tuple[float, ...], ...]
    """For each argument and each version, the share of the version's words, 0..1, that are in the argument."""


def measures_over_time(evolution: Evolution) -> OverTime:
    """Return the measures of an evolution."""
    arguments = evolution.arguments
    lives = [evolution.steps_of(argument) for argument in arguments]
    present = [[bool(here) for here in argument.sentences] for argument in arguments]
    shares = text_shares(evolution)
    versions = len(evolution.documents)
    return OverTime(
        steps=tuple(_step_measures(version, [life[version] for life in lives]) for version in range(1, versions)),
        versions=tuple(_version_measures(version, versions, present, shares) for version in range(versions)),
        survival=_survival(present),
        text_shares=shares,
    )


def _step_measures(version: int, steps: Sequence[Step]) -> StepMeasures:
    events: Counter[Event] = Counter(step.event for step in steps if step.event is not Event.ABSENT)
    changes = [
        {(change.kind, change.note) for change in link.difference.changes} for step in steps for link in step.links
    ]
    notes = Counter(note for found in changes for note in {note for kind, note in found if kind is Kind.STRENGTH})
    return StepMeasures(
        version=version,
        events={event: events[event] for event in Event if events[event]},
        strengthened=notes[STRENGTHENED],
        softened=notes[SOFTENED],
        attribution=sum(any(kind is Kind.ATTRIBUTION for kind, _ in found) for found in changes),
    )


def text_shares(evolution: Evolution) -> tuple[tuple[float, ...], ...]:
    """Return for each argument the share, 0..1, of the words of every version that are in the argument."""
    words = [_word_counts(evolution, version) for version in range(len(evolution.documents))]
    totals = [max(1, sum(counts)) for counts in words]
    return tuple(
        tuple(sum(words[version][n] for n in here) / totals[version] for version, here in enumerate(argument.sentences))
        for argument in evolution.arguments
    )


def _word_counts(evolution: Evolution, version: int) -> list[int]:
    """Return the number of words of every sentence of a version."""
    comparison, side = evolution.comparison_with(version)
    return [comparison.pair.word_count(side, n) for n in range(len(evolution.documents[version].sentences))]


def _version_measures(
    version: int, versions: int, present: Sequence[Sequence[bool]], shares: Sequence[Sequence[float]]
) -> VersionMeasures:
    here = [n for n, found in enumerate(present) if found[version]]
    novelty = sum(shares[n][version] for n in here if not any(present[n][:version]))
    transience = sum(shares[n][version] for n in here if not any(present[n][version + 1 :]))
    return VersionMeasures(
        novelty=novelty if version else None,
        transience=transience if version < versions - 1 else None,
    )


def _survival(present: Sequence[Sequence[bool]]) -> Survival:
    versions = len(present[0]) if present else 0
    lives: list[tuple[int, bool]] = []
    for found in present:
        first, last = found.index(True), versions - 1 - found[::-1].index(True)
        lives.append((last - first, last < versions - 1))
    at_risk: list[int] = []
    alive: list[float] = []
    share = 1.0
    for age in range(1, versions):
        risk = sum(life >= age or (life == age - 1 and ended) for life, ended in lives)
        deaths = sum(life == age - 1 and ended for life, ended in lives)
        if not risk:
            break
        share *= 1 - deaths / risk
        at_risk.append(risk)
        alive.append(share)
    return Survival(tuple(at_risk), tuple(alive))
