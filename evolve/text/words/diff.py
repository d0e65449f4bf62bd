"""Word edits between two sentences: what to mark when they are read side by side.

Words are whole: "self-driving", "don't", "U.S.", "$1,000.50" and "90%" are never cut. `word_edits` is exact;
`quiet_edits` is what a screen shows, with the small change between two edits swallowed by them. Whoever shows them
decides by `changed_share` when so much differs that marking words helps nobody.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

from rapidfuzz.distance import Indel

_WORD = re.compile(
    r"\s+"
    r"|(?:[^\W\d_]\.){2,}"  # initialisms keep their stops
    r"|[$€£¥]?\d+(?:[.,:]\d+)*(?:[-'’]?\w+)*%?"  # figures keep currency, separators, percent and what hangs on them
    r"|\w+(?:[-\u2010\u2011'’]\w+)*"
    r"|.",
    re.DOTALL,
)
_SHORT = re.compile(r"\s*(?:[a-zà-ÿ]{1,3}\s*)?")
"""What two edits may have between them and still be read as one: space and one short word."""
_PLAIN = str.maketrans("‘’‚‛“”„‟«»‐‑‒–—", '\'\'\'\'""""""-----')

Op = Literal["equal", "delete", "insert", "replace"]


@dataclass(frozen=True, slots=True)
class Edit:
    """A stretch of one or both sentences."""

    op: Op
    before: str
    """The characters of the earlier sentence; empty for an insertion."""
    after: str
    """The characters of the later sentence; empty for a deletion."""


def word_edits(before: str, after: str) -> tuple[Edit, ...]:
    """The fewest word edits that turn one sentence into the other.

    Joined, the earlier and the later sides give the two sentences again, character by character. Two edits never touch.
    """
    return _edits(before, after, _as_written)


def quiet_edits(before: str, after: str) -> tuple[Edit, ...]:
    """The word edits as a reader wants them.

    Edits with nothing but space or one short word between them are one. Case, the style of quotation marks and dashes,
    and the width of spaces make no difference, so an "equal" stretch may be written in two ways. Both sides still
    rebuild exactly.
    """
    edits = list(_edits(before, after, _as_read))
    out: list[Edit] = []
    for at, edit in enumerate(edits):
        bridges = edit.op == "equal" and 0 < at < len(edits) - 1 and _SHORT.fullmatch(edit.before) is not None
        if out and (bridges or edit.op != "equal") and out[-1].op != "equal":
            out[-1] = _edit(out[-1].before + edit.before, out[-1].after + edit.after)
        else:
            out.append(edit)
    return tuple(out)


def changed_share(edits: Iterable[Edit]) -> float:
    """0..1, the share of both sentences' characters, spaces apart, that stand in an edit."""
    changed = total = 0
    for edit in edits:
        size = _letters(edit.before) + _letters(edit.after)
        total += size
        changed += size if edit.op != "equal" else 0
    return changed / total if total else 0.0


def _edits(before: str, after: str, key: Callable[[str], str]) -> tuple[Edit, ...]:
    a, b = _WORD.findall(before), _WORD.findall(after)
    out: list[Edit] = []
    for op in Indel.opcodes([key(word) for word in a], [key(word) for word in b]):
        old, new = "".join(a[op.src_start : op.src_end]), "".join(b[op.dest_start : op.dest_end])
        if op.tag == "equal":
            out.append(Edit("equal", old, new))
        elif out and out[-1].op != "equal":
            out[-1] = _edit(out[-1].before + old, out[-1].after + new)
        else:
            out.append(_edit(old, new))
    return tuple(out)


def _edit(before: str, after: str) -> Edit:
    return Edit("replace" if before and after else "delete" if before else "insert", before, after)


def _as_written(word: str) -> str:
    return word


def _as_read(word: str) -> str:
    return " " if word.isspace() else word.translate(_PLAIN).casefold()


def _letters(text: str) -> int:
    return sum(not character.isspace() for character in text)
