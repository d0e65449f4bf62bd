"""Describe in one line what a reader left out of a file."""

from __future__ import annotations

from collections.abc import Mapping


def left_out(counts: Mapping[str, int], *, hidden: bool = False, changes: bool = False) -> str:
    """Return a remark on the parts of a file that its text lacks, by their names in the singular; "" if it lacks none.

    `hidden` adds hidden text; `changes` says that tracked changes were accepted.
    """
    parts = [
        f"{count} {name}{'s' * (count > 1)}" if not isinstance(count, bool) else f"the {name}"
        for name, count in counts.items()
        if count
    ]
    parts += ["hidden text"] * hidden
    remarks = ["tracked changes are accepted, --view original shows the text before them"] * changes
    if parts:
        remarks.append("left out: " + ", ".join(parts))
    return "; ".join(remarks)
