"""How sure a link is, in plain words: what is known of other links with scores near its own.

Words never claim more than the estimates of chance do: of rewritten texts, whose words prove little, only that the
shared wording is probably no accident, since only reading can show whether the claim is the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from evolve.comparison import Comparison
from evolve.model import Chance, Link, Status, Verdict

SAY_THE_SAME = "both say the same"
"""The words for a link whose sentences differ in nothing but form."""

_STEPS = 20
"""Number of ranges of scores, each followed by the next up to 1."""
_VERY_LIKELY, _LIKELY = 0.9, 0.7
"""Minimum shares of links not due to chance for these words."""


@dataclass(frozen=True, eq=False)
class Certainty:
    """The words for how sure the links of a comparison are."""

    comparison: Comparison

    def words(self, links: Sequence[Link]) -> str:
        """Return how sure it is that some linked sentences make the same claim, by the surest of their links."""
        best = max(links, key=lambda link: link.surest_key)
        if best.verdict is Verdict.SAME:
            is_whole = all(link.verdict is Verdict.SAME for link in links)
            return "judged the same claim" if is_whole else "partly judged the same claim"
        if best.judged_by:
            return "the same claim according to a judge"
        if best.status is Status.PERSISTED:
            return SAY_THE_SAME
        share = self._shares[min(_STEPS - 1, int(best.score * _STEPS))]
        if share < _LIKELY:
            return "alike, perhaps by chance"
        if self.comparison.needs_reading:
            return "alike, probably not by chance"
        return "very likely the same claim" if share >= _VERY_LIKELY else "likely the same claim"

    @cached_property
    def _shares(self) -> tuple[float, ...]:
        """For each range of scores the estimated share of links not due to chance; a higher range has no lower one."""
        at = [self.comparison.link_chance(step / _STEPS) for step in range(_STEPS)]
        # Neighbouring ranges are counted together, since few links show little.
        beyond = [*at[2:], Chance(0, 0.0), Chance(0, 0.0)]
        shares: list[float] = []
        for low, high in zip(at, beyond, strict=True):
            here = Chance(low.pairs - high.pairs, max(0.0, low.expected - high.expected))
            shares.append(max(here.not_by_chance or 0.0, shares[-1] if shares else 0.0))
        return tuple(shares)
