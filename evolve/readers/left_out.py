"""Describe in one line what a reader left out of a file."""

from __future__ import annotations

from collections.abc import Mapping

_ACCEPTED = "tracked changes are accepted, --view original shows the text before them"


def without_accepted(note: str) -> str:
    """Return a remark without its part about tracked changes, for a file that is read in both views."""
    return note.removeprefix(_ACCEPTED).removeprefix("; ")


def left_out(counts: Mapping[str, int], *, hidden: bool = False, changes: bool = False) -> str:
    """Return a remark on the parts of a file that its text lacks, by their names in the singular; "" if it lacks none.

    `hidden` adds hidden text to them; `changes` adds that tracked changes were accepted.
    """
    parts = [
        f"{count} {name}{'s' * (count > 1)}" if not isinstance(count, bool) else f"the {name}"
        for name, count in counts.items()
        if count
    ]
    parts += ["hidden text"] * hidden
    remarks = [_ACCEPTED] * changes
    if parts:
        remarks.append("left out: " + ", ".join(parts))
    return "; ".join(remarks)
