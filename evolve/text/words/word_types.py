"""Read the words of many sentences at once, every distinct word once.

A novel of 150,000 words has some 12,000 distinct ones. The properties of a word that do not depend on its place (its
unified form, its stem, whether it is a figure, whether a clause may begin with it) are found once for each of these;
the words of the text are then numbers in an array.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from evolve.text.words.equivalents import Equivalents
from evolve.text.words.scan import WORD
from evolve.text.words.tokens import word_reader

CONJUNCTIONS = (
    "and", "but", "because", "while", "which", "that", "so", "although", "who", "as", "when", "if",
    "und", "aber", "weil", "während", "dass", "obwohl", "wenn", "als",
    "et", "mais", "parce", "que", "y", "pero", "porque", "e", "ma", "perché",
)  # fmt: skip
"""Words that begin a clause, in the most widely read languages."""

_END = "\0"  # ends a sentence in the text that is scanned
_MARKS = ",;:—–()"
_PIECE = re.compile(rf"{WORD.pattern}|[{_MARKS}{_END}]")
_CONJUNCTION = re.compile(rf"\b(?:{'|'.join(CONJUNCTIONS)})\b")
_AT_ONCE = 4_000  # sentences scanned at once, so that their pieces never fill the memory
_NO_WORD = -1

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Numbers = NDArray[np.int64]
else:
    Numbers = np.ndarray
_NONE: Numbers = np.zeros(0, dtype=np.int64)


class WordType(NamedTuple):
    """A distinct word."""

    form: str
    """The form that is compared: unified and stemmed."""
    word: str
    """The word in lower case, for looking up its frequency; the unified name if it has one."""
    number: bool
    """Whether it is a figure."""


@dataclass(frozen=True, slots=True, eq=False)
class WordTable:
    """The words of some sentences, as the numbers of their types."""

    types: tuple[WordType, ...]
    ids: Numbers
    """For every word, the place of its type in `types`."""
    edges: Numbers
    """Sentence s has the words `edges[s]:edges[s + 1]`, at least one."""
    breaks: Numbers
    """The words where a clause may begin, rising: after a mark, or with a conjunction."""


def read_words(sentences: Sequence[str], *, language: str, equivalents: Equivalents) -> WordTable:
    """Return the words of all sentences, in the order and the form in which `tokenise` returns those of each."""
    pieces = _Pieces(language, equivalents)
    parts = [_read(sentences[at : at + _AT_ONCE], pieces) for at in range(0, len(sentences), _AT_ONCE)]
    size = 0
    ids, edges, breaks = [_NONE], [np.zeros(1, dtype=np.int64)], [_NONE]
    for part in parts:
        ids.append(part[0])
        edges.append(part[1][1:] + size)
        breaks.append(part[2] + size)
        size += len(part[0])
    return WordTable(tuple(pieces.types), np.concatenate(ids), np.concatenate(edges), np.concatenate(breaks))


class _Word(NamedTuple):
    """The properties of a piece of text that do not depend on the pieces around it."""

    plain: str
    """The word without a possessive ending."""
    type: WordType | None
    """None for a mark."""
    begins_phrase: bool
    continues_phrase: bool
    breaks: tuple[bool, bool]
    """Whether a clause may begin with it, and whether one may begin after it."""


def _named(unified: str) -> WordType:
    """Return the type of a unified name."""
    return WordType(unified, unified, unified.isdigit())


@cache
def _reader(language: str, equivalents: Equivalents) -> Callable[[str], _Word]:
    """Return a function that describes a word; cached, because two texts share most of their words with the next."""
    read = word_reader(language, equivalents)

    @lru_cache(maxsize=1 << 16)
    def describe(piece: str) -> _Word:
        word = read(piece)
        cuts = [match.start() for match in _CONJUNCTION.finditer(piece)]
        return _Word(
            word.plain,
            WordType(word.form, word.word, word.number),
            word.begins_phrase,
            word.continues_phrase,
            (0 in cuts, any(cuts)),
        )

    return describe


class _Pieces(dict[str, int]):
    """Numbers the distinct pieces of a text as they are met, words and marks, and describes each of them."""

    def __init__(self, language: str, equivalents: Equivalents) -> None:
        super().__init__()
        self.equivalents = equivalents
        self._read = _reader(language, equivalents)
        self._numbers: dict[WordType, int] = {}
        self.types: list[WordType] = []
        self.type_of: list[int] = []
        """By piece, the number of the word's type; `_NO_WORD` for a mark."""
        self.plain: list[str] = []
        """By piece, the word without a possessive ending."""
        self.begins_phrase: list[bool] = []
        """By piece, whether a known spelling of several words may begin with it."""
        self.continues_phrase: list[bool] = []
        """By piece, whether it may be the second word of one."""
        self.breaks: list[tuple[bool, bool]] = []
        """By piece, whether a clause may begin with it, and whether one may begin after it."""

    def __missing__(self, piece: str) -> int:
        number = self[piece] = len(self)
        if piece in _MARKS or piece == _END:
            word = _Word(piece, None, begins_phrase=False, continues_phrase=False, breaks=(False, piece != _END))
        else:
            word = self._read(piece)
        self.plain.append(word.plain)
        self.type_of.append(_NO_WORD if word.type is None else self._numbered(word.type))
        self.begins_phrase.append(word.begins_phrase)
        self.continues_phrase.append(word.continues_phrase)
        self.breaks.append(word.breaks)
        return number

    def type_named(self, unified: str) -> int:
        """Return the number of the type of a unified name."""
        return self._numbered(_named(unified))

    def type_of_wordless(self, sentence: str) -> int:
        """Return the number of the type that a sentence without words is: "* * *" must be able to match itself."""
        return self._numbered(WordType(sentence.strip(), sentence.strip(), number=False))

    def _numbered(self, word_type: WordType) -> int:
        number = self._numbers.setdefault(word_type, len(self.types))
        if number == len(self.types):
            self.types.append(word_type)
        return number


def _read(sentences: Sequence[str], pieces: _Pieces) -> tuple[Numbers, Numbers, Numbers]:
    """Return the types, edges and breaks of some sentences, as in a `WordTable`."""
    text = "".join(f"{sentence.replace(_END, ' ')}{_END}" for sentence in sentences)
    found = _PIECE.findall(text)
    numbers = np.fromiter(map(pieces.__getitem__, found), dtype=np.int64, count=len(found))
    types = np.array(pieces.type_of, dtype=np.int64)[numbers]
    with_it, behind_it = np.array(pieces.breaks, dtype=bool)[numbers].T
    is_word = types != _NO_WORD
    earlier = np.cumsum(is_word) - is_word  # words before every piece
    ends = earlier[numbers == pieces[_END]]
    breaks = np.concatenate((earlier[with_it], (earlier + is_word)[behind_it]))
    words = numbers[is_word]
    ids, is_first = _unified(words, types[is_word], ends, pieces)
    place = np.concatenate(([0], np.cumsum(is_first)))  # of every word, once those that belong to a name have gone
    ids, edges, breaks = ids[is_first], np.concatenate(([0], place[ends])), np.sort(place[breaks])
    wordless = np.flatnonzero(np.diff(edges) == 0)
    if len(wordless):
        names = [pieces.type_of_wordless(sentences[n]) for n in wordless.tolist()]
        breaks += np.searchsorted(edges[wordless], breaks, side="right")
        ids = np.insert(ids, edges[wordless], names)
        edges = edges + np.searchsorted(wordless, np.arange(len(edges)))
    return ids, edges, breaks


def _unified(words: Numbers, types: Numbers, ends: Numbers, pieces: _Pieces) -> tuple[Numbers, NDArray[np.bool_]]:
    """Return the types of words with names of several words unified, and whether each word is not a later one of those.

    `words` are the numbers of the pieces, `ends` the ends of the sentences.
    """
    equivalents = pieces.equivalents
    is_first = np.ones(len(words), dtype=bool)
    free = 0  # first word that belongs to no name yet
    begins = np.array(pieces.begins_phrase, dtype=bool)[words]
    candidates = np.flatnonzero(begins[:-1] & np.array(pieces.continues_phrase, dtype=bool)[words[1:]])
    limits = np.minimum(candidates + equivalents.most_words, ends[np.searchsorted(ends, candidates, side="right")])
    for at, limit in zip(candidates.tolist(), limits.tolist(), strict=True):
        if at < free:
            continue
        length, unified = equivalents.longest([pieces.plain[word] for word in words[at:limit].tolist()])
        if unified is not None:
            types[at] = pieces.type_named(unified)
            is_first[at + 1 : at + length] = False
            free = at + length
    return types, is_first
