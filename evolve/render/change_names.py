"""The names of kinds of change, the same wherever people read them."""

from __future__ import annotations

from evolve.model import Change, Kind

_NAMED_BY_NOTE = (Kind.NEGATION, Kind.ATTRIBUTION)
"""The kinds whose notes can be read alone: "no longer denied", "now reported"."""
_NAMES = {
    (Kind.NEGATION, "opposite"): "opposite words",
    (Kind.NUMBER, "reference"): "reference changed",
    (Kind.STRENGTH, "strengthened"): "claim stronger",
    (Kind.STRENGTH, "softened"): "claim weaker",
    (Kind.WORDING, "throughout"): "renamed throughout",
}


_DENIAL = "denial"
"""The name of the kind "negation", with the word of its notes: "now denied"."""


def kind_name(kind: Kind) -> str:
    """Return the name of a kind of change whose direction is not known, as where only a judge names it: "denial"."""
    return _DENIAL if kind is Kind.NEGATION else kind.value


def change_name(change: Change) -> str:
    """Return the kind of a change with its direction: "number higher", "date added", "no longer denied"."""
    if found := _NAMES.get((change.kind, change.note)):
        return found
    if change.note and change.kind in _NAMED_BY_NOTE:
        return change.note
    return f"{kind_name(change.kind)} {change.note}".strip()
