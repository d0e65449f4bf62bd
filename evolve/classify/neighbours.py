"""The sentences near a sentence; only those that may contain certain words are annotated."""

from __future__ import annotations

import re
from collections.abc import Set
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from evolve.classify.lexicon import Lexicon
from evolve.classify.lexicon_files import lexicon_of
from evolve.classify.sentence import AnnotatedSentence, annotate, keys_of_piece
from evolve.text.words.equivalents import Equivalents
from evolve.text.words.scan import PIECE, WORD

_FIGURE_OR_SIGN = re.compile(r"[\d°℃℉€$£¥₹]")
_FIGURE = "#"  # first character of the keys of figures


_REACH = 2  # sentences before a sentence, and after it, that its words may have moved to


def indices_near(index: int, count: int) -> list[int]:
    """Return the indices of the neighbours of a sentence, by its index among `count` sentences."""
    return [n for n in range(max(0, index - _REACH), min(count, index + _REACH + 1)) if n != index]


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The sentences near a sentence."""

    texts: tuple[str, ...]
    language: str
    equivalents: Equivalents | None

    def having(self, keys: Set[str], least: int) -> list[AnnotatedSentence]:
        """Return, annotated, the sentences whose content words have at least `least` of the keys."""
        lexicon = lexicon_of(self.language)
        unsure = sum(_may_span_words(key, self.equivalents) for key in keys)
        read_all = unsure >= least or lexicon.joins_words
        found = (
            annotate(text, self.language, self.equivalents)
            for text in self.texts
            if read_all or unsure + len(keys & _keys_of_words(text, lexicon, self.equivalents)) >= least
        )
        return [sentence for sentence in found if len(sentence.content & keys) >= least]


def _may_span_words(key: str, equivalents: Equivalents | None) -> bool:
    """Return whether a key may be that of several words read as one, or of a word with another spelling."""
    return key[:1] == _FIGURE or (equivalents is not None and key in equivalents.unified)


@lru_cache(maxsize=1 << 12)
def _keys_of_words(text: str, lexicon: Lexicon, equivalents: Equivalents | None) -> frozenset[str]:
    """Return the keys of the words of a sentence, each word read by itself.

    Cached, because a sentence is near several others.
    """
    # Without figures and signs of units, words are where the simpler pattern finds them.
    pieces = [match[0] for match in PIECE.finditer(text)] if _FIGURE_OR_SIGN.search(text) else WORD.findall(text)
    return frozenset(chain.from_iterable([keys_of_piece(piece, lexicon, equivalents) for piece in set(pieces)]))
