"""Two people's labels beside each other."""

from __future__ import annotations

import pytest

from evolve.errors import InputError
from evolve.model import Judgement, Verdict
from evolve.tune.agreement import agreement

Y, N = Verdict.SAME, Verdict.NOT


def words(*verdicts: Verdict) -> list[Judgement]:
    return [Judgement(f"{n}.", "x.", verdict) for n, verdict in enumerate(verdicts)]


def test_full_agreement_on_mixed_verdicts_is_one() -> None:
    found = agreement(words(Y, N, Y), words(Y, N, Y))
    assert (found.percent, found.kappa, found.alpha) == (1, 1, 1)


def test_kappa_and_alpha_take_luck_out() -> None:
    # both say "same" of half: observed .5, expected .5; alpha's small-sample correction lifts it above 0
    found = agreement(words(Y, Y, N, N), words(Y, N, Y, N))
    assert found.percent == 0.5
    assert found.kappa == pytest.approx(0)
    assert found.alpha == pytest.approx(0.125)


def test_one_verdict_throughout_leaves_them_undefined() -> None:
    found = agreement(words(Y, Y), words(Y, Y))
    assert (found.percent, found.kappa, found.alpha) == (1, None, None)


def test_pairs_judged_by_one_alone_are_counted() -> None:
    assert agreement(words(Y, N, Y), words(Y)).judged_by_one == (2, 0)


def test_where_they_differ_is_listed() -> None:
    assert [(a.before, a.verdict, b.verdict) for a, b in agreement(words(Y, N), words(Y, Y)).disagreements] == [
        ("1.", N, Y)
    ]


def test_nothing_in_common_is_no_number() -> None:
    with pytest.raises(InputError, match="no pair was judged by both"):
        agreement(words(Y), [Judgement("other.", "x.", Y)])
