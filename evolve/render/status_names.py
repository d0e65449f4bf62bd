"""The names of statuses, the same wherever people read them."""

from __future__ import annotations

from collections.abc import Sequence

from evolve.model import Argument, Status

UNMATCHED = "unmatched"
"""The name of the statuses dropped and added in a comparison of rewritten texts, where neither is certain."""
PARTLY_REPEATED = "only partly repeated"
"""The remark on an argument if the later version repeats only some of its earlier sentences."""
ALIKE = "alike beyond chance, perhaps the same claim"
"""The meaning of changed in a comparison of rewritten texts, whose words do not prove that two make one claim."""
_SIDES = {Status.DROPPED: "earlier", Status.ADDED: "later"}


def status_name(status: Status, *, is_rewritten: bool) -> str:
    """Return the name of a status; in a comparison of rewritten texts dropped and added are both "unmatched"."""
    return UNMATCHED if is_rewritten and status in _SIDES else status.value


def distinct_status_name(status: Status, *, is_rewritten: bool) -> str:
    """Return the name of a status, different for every status: "unmatched" is followed by its text."""
    name = status_name(status, is_rewritten=is_rewritten)
    return name if name == status else f"{name} {_SIDES[status]}"


def argument_status_name(argument: Argument, rewritten: Sequence[bool]) -> str:
    """Return the name of the status of an argument.

    `rewritten` gives for each version but the last whether it and the next are rewritten texts.
    """
    present = [version for version, sentences in enumerate(argument.sentences) if sentences]
    # The two versions between which it ends or begins.
    pair = present[-1] if argument.status is Status.DROPPED else present[0] - 1
    return status_name(argument.status, is_rewritten=0 <= pair < len(rewritten) and rewritten[pair])
