"""Compare the references of two sentences to sections, articles and other numbered items.

Their numbers count items and are no figures of the claim. A reference that follows its renumbered item means the same;
any other reference that differs is a change of number, shown as a reference.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache

from evolve.classify.item_labels import Reference, Span, label_number, label_of_sentence, references
from evolve.classify.lexicon_files import lexicon_of
from evolve.model import Change, Kind

REFERENCE = "reference"
"""The note of a change of reference."""


@dataclass(frozen=True, slots=True)
class ReferenceChange:
    """The numbers of the references in two sentences, and how they differ."""

    numbers: tuple[tuple[Span, ...], tuple[Span, ...]] = ((), ())
    """The spans of the numbers in either sentence, in characters."""
    changes: tuple[Change, ...] = ()


def compare_references(
    before: str, after: str, language: str, renumbered: Collection[tuple[str, str]]
) -> ReferenceChange:
    """Compare the references of two sentences; `renumbered` are the earlier and later numbers of renumbered items."""
    old, new = _without_label(before, language), _without_label(after, language)
    if not old and not new:
        return ReferenceChange()
    numbers_old, numbers_new = ([span for found in side for span in found.numbers] for side in (old, new))
    written_old = [_normal(before, span) for span in numbers_old]
    written_new = [_normal(after, span) for span in numbers_new]
    if renumbered and len(numbers_old) == len(numbers_new):
        for index, (one, two) in enumerate(zip(numbers_old, numbers_new, strict=True)):
            if (label_number(before[slice(*one)]), label_number(after[slice(*two)])) in renumbered:
                written_old[index] = written_new[index]
    lost, gained = Counter(written_old) - Counter(written_new), Counter(written_new) - Counter(written_old)
    numbers = tuple(numbers_old), tuple(numbers_new)
    if not lost and not gained:
        return ReferenceChange(numbers)
    shown_old = _phrases(before, old, {span for span, key in zip(numbers_old, written_old, strict=True) if key in lost})
    shown_new = _phrases(
        after, new, {span for span, key in zip(numbers_new, written_new, strict=True) if key in gained}
    )
    return ReferenceChange(numbers, (Change(Kind.NUMBER, shown_old, shown_new, REFERENCE),))


@lru_cache(maxsize=1 << 15)
def _without_label(text: str, language: str) -> tuple[Reference, ...]:
    """Return the references of a sentence that are not its own label: "Section 3. The tenant".

    Cached, because one sentence occurs in many candidate pairs.
    """
    found = references(text)
    if not found:
        return ()
    label = label_of_sentence(text, lexicon_of(language))
    return tuple([reference for reference in found if not label or reference.start >= label[1]])


def _normal(text: str, span: Span) -> str:
    """Return a number in lower case and without spaces: "9(2)"."""
    return "".join(text[slice(*span)].lower().split())


def _phrases(text: str, found: Sequence[Reference], differing: Collection[Span]) -> str:
    """Return the references with a number that differs, as written, joined by "; "."""
    return "; ".join(
        text[reference.start : reference.end]
        for reference in found
        if any(span in differing for span in reference.numbers)
    )
