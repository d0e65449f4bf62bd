"""Labels found again in the texts: what they come to hangs on no order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st

from evolve.model import Judgement, Verdict
from evolve.tune.estimate import EstimateCurve, estimate
from evolve.tune.labels import match
from evolve.tune.sampling import draw

from .made_pairs import SAME, made


@cache
def judged() -> tuple[Judgement, ...]:
    """Some pairs drawn, some chosen."""
    a = made().alignment
    one, two = made().pair.sentence_texts
    out = []
    for number, (place, drawn) in enumerate(draw(a, made().threshold, 1, 12)):
        at = int(a.before[place]), int(a.after[place])
        verdict = Verdict.SAME if at in SAME else Verdict.NOT
        out.append(Judgement(one[at[0]], two[at[1]], verdict, drawn=str(drawn) if number % 3 else ""))
    return tuple(out)


def figures(judgements: list[Judgement]) -> EstimateCurve:
    return estimate(match((made(),), judgements), (0.2, 0.4, 0.8), rounds=20)


@settings(max_examples=20)
@given(st.permutations(judged()), st.booleans())
def test_labels_give_the_same_figures_in_any_order(judgements: list[Judgement], drawn: bool) -> None:
    def kept(given: Sequence[Judgement]) -> list[Judgement]:
        return [judgement if drawn else replace(judgement, drawn="") for judgement in given]

    assert figures(kept(judgements)).rows == figures(kept(judged())).rows
