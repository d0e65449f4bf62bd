"""The names of changes: a kind with its direction, or a phrase that says both."""

from __future__ import annotations

import pytest

from evolve.model import Change, Kind
from evolve.render.change_names import change_name


@pytest.mark.parametrize(
    ("kind", "note", "expected"),
    [
        (Kind.NUMBER, "higher", "number higher"),
        (Kind.NUMBER, "added", "number added"),
        (Kind.DATE, "removed", "date removed"),
        (Kind.STRENGTH, "softened", "claim weaker"),
        (Kind.STRENGTH, "strengthened", "claim stronger"),
        (Kind.NEGATION, "no longer denied", "no longer denied"),
        (Kind.NEGATION, "opposite", "opposite words"),
        (Kind.NEGATION, "", "denial"),
        (Kind.ATTRIBUTION, "now reported", "now reported"),
        (Kind.ATTRIBUTION, "", "attribution"),
        (Kind.WORDING, "", "wording"),
    ],
)
def test_name_has_the_direction(kind: Kind, note: str, expected: str) -> None:
    assert change_name(Change(kind, note=note)) == expected
