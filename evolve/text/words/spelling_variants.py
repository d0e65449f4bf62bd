"""Suggest spellings that may be one name; a person decides, because no similarity separates Kyiv and Kiev from Iran and
Iraq.

Only names that occur in one of the two texts are considered; a name in both texts needs no other spelling.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from evolve.text.words.tokens import Token

MIN_SIMILARITY = 0.85
"""Minimum Jaro-Winkler similarity of two names to be suggested: Kyiv and Kiev have .85, but Iran and Iraq .88."""

_MIN_NAME_LENGTH = 4  # letters; shorter names are similar by accident


@dataclass(frozen=True, slots=True)
class Variant:
    """Two names that may be one."""

    before: str
    """The name in the earlier text."""
    after: str
    """The name in the later text."""
    score: float
    """Their similarity, 0..1 (Jaro-Winkler; Winkler 1990)."""
    counts: tuple[int, int]
    """Number of occurrences of each name in its text."""


def variants(
    before: Sequence[tuple[str, Sequence[Token]]], after: Sequence[tuple[str, Sequence[Token]]]
) -> tuple[Variant, ...]:
    """Return pairs of similar names, one from each text, most similar first.

    Each text is given as its sentences with their words. A pair is returned only if each name is the best match of the
    other.
    """
    from rapidfuzz.distance import JaroWinkler
    from rapidfuzz.process import cdist

    names_before, names_after = _counted_names(before), _counted_names(after)
    forms = [{token.form for _, sentence in text for token in sentence} for text in (before, after)]
    only_before = sorted(name for name, (form, _) in names_before.items() if form not in forms[1])
    only_after = sorted(name for name, (form, _) in names_after.items() if form not in forms[0])
    if not only_before or not only_after:
        return ()
    similarity = cdist(
        [name.casefold() for name in only_before],
        [name.casefold() for name in only_after],
        scorer=JaroWinkler.similarity,
    )
    found = []
    for i, name in enumerate(only_before):
        j = int(similarity[i].argmax())
        score = float(similarity[i, j])
        if score >= MIN_SIMILARITY and int(similarity[:, j].argmax()) == i:
            found.append(Variant(name, only_after[j], score, (names_before[name][1], names_after[only_after[j]][1])))
    return tuple(sorted(found, key=lambda variant: (-variant.score, variant.before)))


def _counted_names(text: Sequence[tuple[str, Sequence[Token]]]) -> dict[str, tuple[str, int]]:
    """Return the names of a text, with the form they are compared by and the number of their occurrences."""
    counts: Counter[str] = Counter()
    form: dict[str, str] = {}
    lower = {token.word for _, sentence in text for token in sentence if not token.name}
    for source, sentence in text:
        for token in sentence:
            name = source[token.start : token.end].rstrip("'’").removesuffix("’s").removesuffix("'s")
            # a word that also occurs in lower case only began a sentence or a title
            if token.name and len(name) >= _MIN_NAME_LENGTH and token.word not in lower and not name.isupper():
                counts[name] += 1
                form[name] = token.form
    return {name: (form[name], count) for name, count in counts.items()}
