"""A person labelling pairs, one after the other, blind: the score is told only after the answer.

Pure: what to ask next, what an answer does, what is known so far. Who asks and where words are kept is a shell's.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import sqrt

from evolve.comparison import Comparison
from evolve.model import Judgement, Side, Verdict
from evolve.render.numbers import hundredths
from evolve.tune.estimate import Estimate, estimate
from evolve.tune.labels import match
from evolve.tune.sampling import ENOUGH, FEWEST, PSEUDO_LABELS, Drawn, draw, drawn_in

TEN_MORE = 10
_ROUNDS = 400  # of the bootstrap while somebody waits
_MOST = 5000  # pairs that are put in order; nobody labels more
_AROUND = 2  # sentences on either side


@dataclass(frozen=True, slots=True)
class Question:
    """A pair to be judged."""

    before: int
    after: int
    texts: tuple[str, str]
    score: float
    linked: bool
    drawn: Drawn

    def judged(self, verdict: Verdict, note: str, by: str) -> Judgement:
        """The answer, to be kept."""
        return Judgement(*self.texts, verdict=verdict, note=note, by=by, drawn=str(self.drawn))

    @property
    def told(self) -> str:
        """What is told once it was answered."""
        return f"score {hundredths(self.score)}, {'linked' if self.linked else 'not linked'}"


@dataclass(eq=False)
class Session:
    """Labelling one pair of texts; the same seed asks the same pairs in the same order."""

    comparison: Comparison
    seed: int
    judgements: list[Judgement]
    """What has been judged already, kept up to date; those of them that were drawn are not asked again."""
    _order: list[Question] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self.comparison = self.comparison.judged((), by_judges=())
        a = self.comparison.alignment
        threshold = self._threshold()
        one, two = self.comparison.pair.sayings
        self._order = []
        for place, drawn in draw(a, threshold, self.seed, _MOST):
            before, after = int(a.before[place]), int(a.after[place])
            score = float(a.score[place])
            linked = bool(a.wins[place]) and score >= self.comparison.threshold
            self._order.append(Question(before, after, (one[before], two[after]), score, linked, drawn))

    def _threshold(self) -> float:
        """Where the draw was cut when it began; another cut in between would be another draw."""
        begun = [drawn for judgement in self._of_these_texts() if (drawn := drawn_in(judgement.drawn))]
        return begun[0].threshold if begun else self.comparison.threshold

    def _of_these_texts(self) -> list[Judgement]:
        """What has been judged of this pair: one file may hold the labels of several."""
        one, two = self.comparison.pair.occurrences
        return [judgement for judgement in self.judgements if judgement.before in one and judgement.after in two]

    def next(self) -> Question | None:
        """The first pair in the draw that was not judged; None when all were."""
        said = {(judgement.before, judgement.after) for judgement in self.judgements}
        return next((question for question in self._order if question.texts not in said), None)

    def context(self, question: Question) -> tuple[list[tuple[bool, str]], list[tuple[bool, str]]]:
        """The sentences around either sentence, with whether it is the one in question."""

        def around(side: Side, index: int) -> list[tuple[bool, str]]:
            said = self.comparison.pair.sayings[side == "after"]
            near = range(max(0, index - _AROUND), min(len(said), index + _AROUND + 1))
            return [(at == index, said[at]) for at in near]

        return around("before", question.before), around("after", question.after)

    def figure(self) -> Estimate | None:
        """F1 at the threshold in force, as far as it is known."""
        labels = match((self.comparison,), self.judgements)
        if not labels.items:
            return None
        bar = self.comparison.threshold
        return estimate(labels, (bar,), rounds=_ROUNDS).at(bar).f[1.0]

    def progress(self) -> str:
        """How far it has come, and what ten more labels would buy, in a line."""
        figure = self.figure()
        if figure is None and not any(question.linked for question in self._order):
            return "no link is in doubt here: those there are say the same words, so F1 cannot be told"
        said = {(judgement.before, judgement.after) for judgement in self.judgements}
        left = sum(question.texts not in said for question in self._order)
        return progress(self._of_these_texts(), figure, left=left)


def progress(judgements: Sequence[Judgement], figure: Estimate | None, *, left: int) -> str:
    """How far a labelling has come, in a line; where pairs are `left` to be judged, what more labels would bring."""
    count = sum(bool(judgement.drawn) for judgement in judgements)
    telling = sum(bool(judgement.drawn) and judgement.verdict is not Verdict.UNSURE for judgement in judgements)
    begin = f"{count} labelled"
    if left and telling < FEWEST:
        needed = min(FEWEST - telling, left)
        more = "one more says" if needed == 1 else f"{needed} more say"
        return f"{begin}; F1 can be told once {more} same or not"
    if figure is None:
        return f"{begin}; F1 can be told once a link was judged, and a pair was called the same"
    known = count + PSEUDO_LABELS
    narrower = figure.width * sqrt(known / (known + TEN_MORE))
    trust = "" if count >= ENOUGH else f" (below {ENOUGH} labels it may be too narrow)"
    promise = f"; ten more labels would bring that to about {hundredths(narrower)}" if left else ""
    return f"{begin}; F1 {figure}, an interval {hundredths(figure.width)} wide{trust}{promise}"
