"""Proposes spellings of one name: a person decides, because no likeness tells Kyiv and Kiev from Iran and Iraq.

Looked at are names that stand in one of the two texts only; a name both texts know needs no other spelling.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from evolve.text.words.tokens import Token

ALIKE = 0.85
"""Jaro-Winkler similarity from which two names are proposed: Kyiv and Kiev have .85, but Iran and Iraq .88."""

_SHORTEST = 4  # letters; shorter names resemble each other by accident


@dataclass(frozen=True, slots=True)
class Variant:
    """Two names that may be one."""

    before: str
    """As it stands in the earlier text."""
    after: str
    """As it stands in the later text."""
    score: float
    """0..1, how much the two resemble each other (Jaro-Winkler; Winkler 1990)."""
    counts: tuple[int, int]
    """How often each stands in its text."""


def variants(
    before: Sequence[tuple[str, Sequence[Token]]], after: Sequence[tuple[str, Sequence[Token]]]
) -> tuple[Variant, ...]:
    """Names of one text that resemble a name of the other, most alike first.

    Each text is given as its sentences with their words. Only the best match of a name is proposed, and only where it
    is the best match of that other name too.
    """
    from rapidfuzz.distance import JaroWinkler
    from rapidfuzz.process import cdist

    ours, theirs = _names(before), _names(after)
    forms = [{token.form for _, sentence in text for token in sentence} for text in (before, after)]
    mine = sorted(name for name, (form, _) in ours.items() if form not in forms[1])
    yours = sorted(name for name, (form, _) in theirs.items() if form not in forms[0])
    if not mine or not yours:
        return ()
    alike = cdist(
        [name.casefold() for name in mine], [name.casefold() for name in yours], scorer=JaroWinkler.similarity
    )
    out = []
    for i, name in enumerate(mine):
        j = int(alike[i].argmax())
        score = float(alike[i, j])
        if score >= ALIKE and int(alike[:, j].argmax()) == i:
            out.append(Variant(name, yours[j], score, (ours[name][1], theirs[yours[j]][1])))
    return tuple(sorted(out, key=lambda variant: (-variant.score, variant.before)))


def _names(text: Sequence[tuple[str, Sequence[Token]]]) -> dict[str, tuple[str, int]]:
    """The names of a text with the form they are compared by and how often they stand there."""
    seen: Counter[str] = Counter()
    form: dict[str, str] = {}
    lower = {token.word for _, sentence in text for token in sentence if not token.name}
    for source, sentence in text:
        for token in sentence:
            name = source[token.start : token.end].rstrip("'’").removesuffix("’s").removesuffix("'s")
            # what is also written small is a word that began a sentence or a title
            if token.name and len(name) >= _SHORTEST and token.word not in lower and not name.isupper():
                seen[name] += 1
                form[name] = token.form
    return {name: (form[name], count) for name, count in seen.items()}
