"""Comparisons with scores given by hand: what the tests of the screen are about is not what the aligner finds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, replace

import numpy as np

from evolve.align import align
from evolve.align.score import ScoredPairs
from evolve.comparison import Comparison
from evolve.comparison.judged import AppliedJudgements
from evolve.comparison.pair import AlignedPair
from evolve.document import Document
from evolve.model import Change, Difference, Kind, Part, Side, Status
from evolve.settings import Settings
from evolve.text.words.equivalents import NONE
from tests.align.alignments import with_chance

Pairs = Sequence[tuple[int, int, float]]
"""An earlier sentence, a later one, and the score of the two."""


class ExplainedPair(AlignedPair):
    """An aligned pair whose evidence, differences and labels are known beforehand.

    Equal sentences persist, all others change in scope.
    """

    def evidence_of(self, before: int, after: int) -> tuple[Part, ...]:
        return (Part("shared words", 0.3, (("[b]peace", 7.25),)), Part("context", 0.1))

    def difference_of(self, before: int, after: int) -> Difference:
        if self.before.sentences[before].text == self.after.sentences[after].text:
            return Difference(0.0, (), Status.PERSISTED)
        return Difference(0.4, (Change(Kind.SCOPE, "those [red]regions", "all regions", "wider"),), Status.CHANGED)

    def label_in(self, side: Side, before: tuple[int, ...], after: tuple[int, ...]) -> str:
        return f"[b]label {(*before, *after)[0]}" if (before if side == "before" else after) else ""


def document(sentences: Sequence[str], label: str = "") -> Document:
    """A document of these sentences."""
    return Document.from_sentences(sentences, label=label)


def scored(before: Document, after: Document, pairs: Pairs, threshold: float = 0.3) -> Comparison:
    """Compare two documents by scores given by hand: every pair wins, and half of the links are due to chance."""
    best = sorted(pairs, key=lambda pair: -pair[2])
    ids = {side: np.array([pair[n] for pair in best], dtype=np.int64) for n, side in enumerate(("before", "after"))}
    scores = np.array([score for _, _, score in best], dtype=np.float64)
    texts = [[sentence.text for sentence in side.sentences] for side in (before, after)]
    aligned = align(*texts)
    alignment = replace(
        aligned,
        scored_pairs=ScoredPairs(**{field.name: ids.get(field.name, scores) for field in fields(ScoredPairs)}),
        wins=np.ones(len(best), dtype=bool),
        outcompeted=np.zeros(len(best), dtype=bool),
    )
    chance = replace(
        aligned.chance,
        link_scores=scores,
        best_scores=np.zeros(0),
        expected_at=np.arange(1, len(best) + 1) / 2,
    )
    pair = ExplainedPair(before, after, Settings(), "english", NONE, with_chance(alignment, chance))
    return Comparison(pair, threshold, AppliedJudgements(pair))


def made(before: Sequence[str], after: Sequence[str], pairs: Pairs, threshold: float = 0.3) -> Comparison:
    """Compare two lists of sentences by scores given by hand."""
    return scored(document(before, "early"), document(after, "late"), pairs, threshold)
