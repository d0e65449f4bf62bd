"""Denials of two words, such as "ne … pas" and "no … nunca", read as one.

A French "ne" denies by the particle after it: "plus" means "more" without it and "no longer" with it. In Spanish,
Italian and Portuguese a second negative word repeats the denial of the first and does not cancel it.
"""

from __future__ import annotations

from collections.abc import Sequence

from evolve.classify.lexicon import REPEATED, Lexicon
from evolve.text.words.scan import RawWord

_WINDOW = 5  # maximum number of words between the two words of one denial
_MARKS = frozenset(",;:()—–")


def read_particles(words: Sequence[RawWord], lexicon: Lexicon) -> Sequence[RawWord]:
    """Return the words with particles named after their first word, "ne-pas", and with repetitions marked."""
    if not lexicon.joins_words:
        return words
    read = list(words)
    for index, word in enumerate(words):
        if word.low in lexicon.particle_starts:
            following = _first(words, range(index + 1, min(len(words), index + 1 + _WINDOW)), lexicon.particles)
            preceding = range(index - 1, max(-1, index - _WINDOW), -1)
            if following is not None and words[following].low in lexicon.claim_openers:
                # In "aucune preuve ne montre que" the denial precedes, and "que" begins a claim.
                following = following if _first(words, preceding, lexicon.particles) is None else None
            found = following if following is not None else _first(words, preceding, lexicon.particles_before)
            if found is not None:
                read[found] = words[found]._replace(low=f"{word.low}-{words[found].low}")
        elif word.low in lexicon.repeat_starts and not read[index].low.endswith(REPEATED):
            for other in range(index + 1, min(len(words), index + 1 + _WINDOW)):
                if words[other].low in _MARKS:
                    break
                if words[other].low in lexicon.repeats:
                    read[other] = words[other]._replace(low=words[other].low + REPEATED)
    return read


def _first(words: Sequence[RawWord], indices: range, lows: frozenset[str]) -> int | None:
    """Return the first index whose word is one of `lows`, up to a mark; None if there is none."""
    for index in indices:
        if words[index].low in _MARKS:
            return None
        if words[index].low in lows:
            return index
    return None
