"""Why a pair that reaches the threshold is no link."""

from __future__ import annotations

from typing import cast

from evolve.model import Explainer, Link
from evolve.render.unlinked import unlinked_reason


def link(before: int, after: int) -> Link:
    return Link(before, after, 0.5, cast(Explainer, None))


def test_linked_sentences_are_named_with_their_partners() -> None:
    assert unlinked_reason(link(9, 18), [], [link(19, 18)]) == "19 is already linked to 20"
    assert unlinked_reason(link(9, 18), [link(9, 31), link(9, 30)], []) == "10 is already linked to 31-32"


def test_free_sentences_are_too_short() -> None:
    assert unlinked_reason(link(0, 0), [], []) == "one of the two is too short to be linked by itself"
