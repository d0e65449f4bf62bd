"""Word edits between two sentences."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

_WORD = re.compile(r"\s+|\w+(?:[-'’.]\w+)*|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Edit:
    """A stretch of one or both sentences."""

    op: Literal["equal", "delete", "insert", "replace"]
    before: str
    """The characters of the earlier sentence; empty for an insertion."""
    after: str
    """The characters of the later sentence; empty for a deletion."""


def word_edits(before: str, after: str) -> tuple[Edit, ...]:
    """The edits that turn one sentence into the other; joined, each side is rebuilt exactly."""
    from rapidfuzz.distance import Indel

    a, b = _WORD.findall(before), _WORD.findall(after)
    return tuple(
        Edit(
            "equal" if op.tag == "equal" else op.tag,  # type: ignore[arg-type]  # rapidfuzz names the same four
            "".join(a[op.src_start : op.src_end]),
            "".join(b[op.dest_start : op.dest_end]),
        )
        for op in Indel.opcodes(a, b)
    )
