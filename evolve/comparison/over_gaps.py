"""Types for a person's judgements of versions that are not neighbours."""

from __future__ import annotations

from collections.abc import Mapping

from evolve.model import Judgement

VersionPair = tuple[int, int]
"""Two versions, from 0, the earlier one first."""

JudgementsOverGaps = Mapping[VersionPair, tuple[Judgement, ...]]
"""A person's judgements of versions that are not neighbours."""

NOTHING_JUDGED: JudgementsOverGaps = {}
