"""Word edits between two sentences, to be marked when they are read side by side.

Words stay whole: "self-driving", "don't", "U.S.", "$1,000.50" and "90%" are never split. `word_edits` is exact;
`merged_edits` is for display and merges two edits with only a short word between them. Callers use `changed_share` to
see when so much differs that marking words does not help.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Literal

from rapidfuzz.distance import Indel

from evolve.text.words.scan import SPACED_LETTER, UNSPACED_WORD

_WORD = re.compile(
    r"\s+"
    r"|(?:[^\W\d_]\.){2,}"  # initialisms keep their full stops
    r"|[$€£¥]?\d+(?:[.,:]\d+)*(?:[-'’]?\w+)*%?"  # figures keep currency, separators, per cent sign and suffixes
    rf"|{SPACED_LETTER}+(?:[-\u2010\u2011'’_]{SPACED_LETTER}+)*|{UNSPACED_WORD}"
    r"|.",
    re.DOTALL,
)
_SHORT_GAP = re.compile(r"\s*(?:[a-zà-ÿ]{1,3}\s*)?")
"""The gap between two edits that are merged: space and one short word."""
_PLAIN_MARKS = str.maketrans("‘’‚‛“”„‟«»‐‑‒–—", '\'\'\'\'""""""-----')

Op = Literal["equal", "delete", "insert", "replace"]

_MAX_COMPARED = 1 << 28
"""Maximum product of two numbers of words that are compared at once; it takes 32 MB. A sentence of 16,000 words is no
sentence, but a file may be one."""


@dataclass(frozen=True, slots=True)
class Edit:
    """One stretch of the sentences, equal or edited."""

    op: Op
    before: str
    """The characters in the earlier sentence; empty for an insertion."""
    after: str
    """The characters in the later sentence; empty for a deletion."""


def word_edits(before: str, after: str) -> tuple[Edit, ...]:
    """Return the fewest word edits that turn one sentence into the other.

    Joined, the `before` sides and the `after` sides give the two sentences again, character by character. Two edits are
    never adjacent.
    """
    return _edits(before, after, _as_written)


def merged_edits(before: str, after: str) -> tuple[Edit, ...]:
    """Return the word edits for display, close ones merged.

    Edits with only space or one short word between them are merged. Case, the style of quotation marks and dashes, and
    the width of spaces are ignored, so the two sides of an "equal" stretch may be written differently. Both sides still
    rebuild exactly.
    """
    if before == after:
        return (Edit("equal", before, after),) if before else ()
    edits = list(_edits(before, after, _as_compared))
    merged: list[Edit] = []
    for index, edit in enumerate(edits):
        is_gap = edit.op == "equal" and 0 < index < len(edits) - 1 and _SHORT_GAP.fullmatch(edit.before) is not None
        if merged and (is_gap or edit.op != "equal") and merged[-1].op != "equal":
            merged[-1] = _edit(merged[-1].before + edit.before, merged[-1].after + edit.after)
        else:
            merged.append(edit)
    return tuple(merged)


def changed_share(edits: Iterable[Edit]) -> float:
    """Return the share, 0..1, of both sentences' characters without spaces that are part of an edit."""
    changed = total = 0
    for edit in edits:
        size = _visible_length(edit.before) + _visible_length(edit.after)
        total += size
        changed += size if edit.op != "equal" else 0
    return changed / total if total else 0.0


def opcodes(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[str, int, int, int, int]]:
    """Yield the steps that turn one sequence of words into the other: "equal", "delete" or "insert", and their spans.

    They are the fewest, except for sequences of many thousand words: these are divided into as many parts each, and the
    parts compared one by one, because time and memory grow with the product of the lengths.
    """
    parts = math.isqrt(len(before) * len(after) // _MAX_COMPARED) + 1
    edges = [(len(before) * part // parts, len(after) * part // parts) for part in range(parts + 1)]
    for (a, c), (b, d) in pairwise(edges):
        for op in Indel.opcodes(before[a:b], after[c:d]):
            yield op.tag, a + op.src_start, a + op.src_end, c + op.dest_start, c + op.dest_end


def _edits(before: str, after: str, key: Callable[[str], str]) -> tuple[Edit, ...]:
    a, b = _WORD.findall(before), _WORD.findall(after)
    edits: list[Edit] = []
    for tag, first, last, new_first, new_last in opcodes([key(word) for word in a], [key(word) for word in b]):
        old, new = "".join(a[first:last]), "".join(b[new_first:new_last])
        if tag == "equal":
            edits.append(Edit("equal", old, new))
        elif edits and edits[-1].op != "equal":
            edits[-1] = _edit(edits[-1].before + old, edits[-1].after + new)
        else:
            edits.append(_edit(old, new))
    return tuple(edits)


def _edit(before: str, after: str) -> Edit:
    return Edit("replace" if before and after else "delete" if before else "insert", before, after)


def _as_written(word: str) -> str:
    return word


@lru_cache(maxsize=1 << 14)
def _as_compared(word: str) -> str:
    """Return a word without differences of case, spacing and mark style."""
    return " " if word.isspace() else word.translate(_PLAIN_MARKS).casefold()


def _visible_length(text: str) -> int:
    return sum(map(len, text.split()))
