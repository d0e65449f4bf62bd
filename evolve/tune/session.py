"""Label pairs, one after the other, blind: the score is shown only after the answer.

Pure: the next question, the effect of an answer, and the current estimate. Asking and storing is up to the caller.
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
from evolve.tune.sampling import MIN_RELIABLE_LABELS, MIN_SHOWN_LABELS, PSEUDO_LABELS, Drawn, draw, parse_drawn

MORE_LABELS = 10
_ROUNDS = 400  # of the bootstrap, fewer than elsewhere because the user is waiting
_MAX_QUESTIONS = 5000  # maximum number of pairs that are ordered; nobody labels more
_CONTEXT_SENTENCES = 2  # number of sentences shown on either side


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
        """Return the answer as a judgement."""
        return Judgement(*self.texts, verdict=verdict, note=note, by=by, drawn=str(self.drawn))

    @property
    def result_message(self) -> str:
        """The score and whether the pair is linked, shown after the answer."""
        return f"score {hundredths(self.score)}, {'linked' if self.linked else 'not linked'}"


@dataclass(eq=False)
class Session:
    """Labelling of one pair of texts; the same seed asks for the same pairs in the same order."""

    comparison: Comparison
    seed: int
    judgements: list[Judgement]
    """The judgements so far, kept up to date by the caller; drawn pairs among them are not asked again."""
    _order: list[Question] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self.comparison = self.comparison.judged((), by_judges=())
        a = self.comparison.alignment
        threshold = self._threshold()
        sentences_before, sentences_after = self.comparison.pair.sentence_texts
        self._order = []
        for position, drawn in draw(a, threshold, self.seed, _MAX_QUESTIONS):
            before, after = int(a.before[position]), int(a.after[position])
            score = float(a.score[position])
            linked = bool(a.wins[position]) and score >= self.comparison.threshold
            self._order.append(
                Question(before, after, (sentences_before[before], sentences_after[after]), score, linked, drawn)
            )

    def _threshold(self) -> float:
        """Return the threshold at which the draw began, since with another one other pairs would be drawn."""
        earlier_draws = [drawn for judgement in self._of_these_texts() if (drawn := parse_drawn(judgement.drawn))]
        return earlier_draws[0].threshold if earlier_draws else self.comparison.threshold

    def _of_these_texts(self) -> list[Judgement]:
        """Return the judgements of this pair of texts; one file may contain labels of several."""
        occurrences_before, occurrences_after = self.comparison.pair.occurrences
        return [
            judgement
            for judgement in self.judgements
            if judgement.before in occurrences_before and judgement.after in occurrences_after
        ]

    def next(self) -> Question | None:
        """Return the first pair of the draw that is not judged; None if all are."""
        judged = {(judgement.before, judgement.after) for judgement in self.judgements}
        return next((question for question in self._order if question.texts not in judged), None)

    def context(self, question: Question) -> tuple[list[tuple[bool, str]], list[tuple[bool, str]]]:
        """Return the sentences around each of the two, with whether it is the sentence in question."""

        def around(side: Side, index: int) -> list[tuple[bool, str]]:
            sentences = self.comparison.pair.sentence_texts[side == "after"]
            indices = range(max(0, index - _CONTEXT_SENTENCES), min(len(sentences), index + _CONTEXT_SENTENCES + 1))
            return [(i == index, sentences[i]) for i in indices]

        return around("before", question.before), around("after", question.after)

    def figure(self) -> Estimate | None:
        """Return the estimate of F1 at the current threshold; None if there is none yet."""
        labels = match((self.comparison,), self.judgements)
        if not labels.items:
            return None
        threshold = self.comparison.threshold
        return estimate(labels, (threshold,), rounds=_ROUNDS).at(threshold).f[1.0]

    def progress(self) -> str:
        """Return one line about the state of labelling, and the effect of more labels."""
        figure = self.figure()
        if figure is None and not any(question.linked for question in self._order):
            return "accuracy (F1) cannot be estimated: all links are between sentences with the same words"
        judged = {(judgement.before, judgement.after) for judgement in self.judgements}
        remaining = sum(question.texts not in judged for question in self._order)
        return progress(self._of_these_texts(), figure, left=remaining)


def progress(judgements: Sequence[Judgement], figure: Estimate | None, *, left: int) -> str:
    """Return one line about the state of labelling; if pairs are `left` to judge, with the effect of more labels."""
    count = sum(bool(judgement.drawn) for judgement in judgements)
    decided = sum(bool(judgement.drawn) and judgement.verdict is not Verdict.UNSURE for judgement in judgements)
    goal = min(MIN_RELIABLE_LABELS, count + left)
    count_message = f"{count} of {goal} done" if count < goal else f"{count} done"
    if left and decided < MIN_SHOWN_LABELS:
        needed = min(MIN_SHOWN_LABELS - decided, left)
        needed_message = "1 more answer" if needed == 1 else f"{needed} more answers"
        return f"{count_message}; accuracy (F1) can be estimated after {needed_message} of same or not"
    if figure is None:
        return f"{count_message}; accuracy (F1) can be estimated after a link is judged, and a pair is judged the same"
    information = count + PSEUDO_LABELS
    narrower = figure.width * sqrt(information / (information + MORE_LABELS))
    caveat = (
        "" if count >= MIN_RELIABLE_LABELS else f" (with fewer than {MIN_RELIABLE_LABELS} labels it may be too narrow)"
    )
    promise = f"; ten more labels would narrow it to about {hundredths(narrower)}" if left else ""
    return f"{count_message}; F1 {figure}, interval width {hundredths(figure.width)}{caveat}{promise}"
