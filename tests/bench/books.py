"""Made-up books and later editions of them, for measuring: large enough, like prose, and known to the last link.

Common words come from the list of English words that evolve ships, rare ones are made up of syllables, and both are
drawn as often as words of that rank are in English (Zipf). Every paragraph dwells on a few dozen words and hands most
of them on to the next, so that neighbouring sentences share rare words, which is what makes real sentences hard to
tell apart. There is no grammar in them, because no candidate looks at any. The same seed gives the same book on every
machine.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from itertools import accumulate
from math import log
from random import Random

from evolve.text.words.frequency import zipf_table

_FRAME = 6.0  # from this Zipf frequency on a word belongs to the frame of any sentence, and to no topic
_MADE_UP = 40_000  # words beyond the list, which covers nine tenths of running text
_RAREST_LISTED = 1e-5  # how often the last words of the list stand in a text
_TOPIC = 40  # words that a paragraph dwells on
_HANDED_ON = 0.8  # share of them that the next paragraph keeps
_ON_TOPIC = 0.45  # share of the words outside the frame that are drawn from the topic
_MEAN_WORDS, _SPREAD, _LEAST_WORDS, _MOST_WORDS = 22, 0.55, 4, 90
_MEAN_SENTENCES = 5  # a paragraph
_COMMA = 0.07  # after a word
_ONSETS = (*"bcdfghklmnprstv", "br", "dr", "gr", "pr", "st", "tr")
_VOWELS = ("a", "e", "i", "o", "u", "ai", "ea", "ou")
_CODAS = ("", "", "l", "n", "r", "s", "t", "nd", "rn", "st")


class Fate(StrEnum):
    """What became of a sentence in the later edition."""

    VERBATIM = "verbatim"
    LIGHT = "light"
    """One word in ten is replaced, left out or put in."""
    HEAVY = "heavy"
    """Four words in ten are."""
    REPLACED = "replaced"
    """A stranger stands in its place."""
    SPLIT = "split"
    """It became two sentences."""
    MERGED = "merged"
    """It and the next one became one sentence."""


EDITS = {Fate.LIGHT: 0.1, Fate.HEAVY: 0.4}
"""Share of the words that an edit touches."""

REVISION = {
    Fate.VERBATIM: 0.4, Fate.LIGHT: 0.2, Fate.HEAVY: 0.1, Fate.REPLACED: 0.2, Fate.SPLIT: 0.05, Fate.MERGED: 0.05
}  # fmt: skip
"""An edition revised in every way."""


@dataclass(frozen=True, slots=True)
class Book:
    """Sentences in order, and the paragraph each stands in."""

    sentences: tuple[str, ...] = field(repr=False)
    paragraphs: tuple[int, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Edition:
    """A later version of a book, with the truth about it."""

    book: Book
    links: frozenset[tuple[int, int]] = field(repr=False)
    """The pairs (sentence of the book, sentence of the edition) that say the same."""
    fates: tuple[Fate, ...] = field(repr=False)
    """What became of each sentence of the book."""


@dataclass(frozen=True, slots=True)
class _Words:
    frame: tuple[str, ...]
    frame_odds: tuple[float, ...]
    topical: tuple[str, ...]
    topical_odds: tuple[float, ...]
    frame_share: float


@cache
def _words() -> _Words:
    table = zipf_table("english")
    frequency = {word: 10 ** (zipf - 9) for word, zipf in table.items() if word.isalpha()}
    rng = Random(0)
    made_up: dict[str, None] = {}
    while len(made_up) < _MADE_UP:
        word = "".join(rng.choice(_ONSETS) + rng.choice(_VOWELS) for _ in range(rng.choice((1, 2, 2, 3))))
        made_up.setdefault(word + rng.choice(_CODAS))
    listed = len(frequency)
    for rank, word in enumerate(made_up, start=listed):
        frequency.setdefault(word, _RAREST_LISTED * listed / rank)
    frame = {word: share for word, share in frequency.items() if table.get(word, 0.0) >= _FRAME}
    topical = {word: share for word, share in frequency.items() if word not in frame}
    inside, outside = sum(frame.values()), sum(topical.values())
    return _Words(
        tuple(frame), tuple(accumulate(frame.values())),
        tuple(topical), tuple(accumulate(topical.values())),
        inside / (inside + outside),
    )  # fmt: skip


def book(sentences: int, *, seed: int = 1) -> Book:
    """A book of so many sentences."""
    rng = Random(f"book {seed}")
    out: list[str] = []
    paragraphs: list[int] = []
    for number, topic in enumerate(_topics(rng)):
        for _ in range(1 + min(15, int(rng.expovariate(1 / (_MEAN_SENTENCES - 0.5))))):
            out.append(_sentence(rng, topic))
            paragraphs.append(number)
            if len(out) >= sentences:
                return Book(tuple(out[:sentences]), tuple(paragraphs[:sentences]))
    raise AssertionError("topics never end")


def edited(original: Book, shares: dict[Fate, float] = REVISION, *, shuffled: bool = False, seed: int = 1) -> Edition:
    """A later edition in which so large a share of the sentences met each fate.

    A merged sentence takes the next one with it. Shuffled, no sentence keeps its place or its paragraph.
    """
    rng = Random(f"edition {seed}")
    strangers = iter(book(len(original.sentences), seed=-seed - 1).sentences)
    fates = _fates(rng, len(original.sentences), shares)
    made: list[tuple[str, int, tuple[int, ...]]] = []
    at = 0
    while at < len(fates):
        text, paragraph, fate = original.sentences[at], original.paragraphs[at], fates[at]
        if fate is Fate.MERGED:
            made.append((_merged(text, original.sentences[at + 1]), paragraph, (at, at + 1)))
            at += 1
        elif fate is Fate.SPLIT:
            made.extend((part, paragraph, (at,)) for part in _split(text))
        elif fate is Fate.REPLACED:
            made.append((next(strangers), paragraph, ()))
        else:
            made.append((_touched(rng, text, EDITS[fate]) if fate in EDITS else text, paragraph, (at,)))
        at += 1
    if shuffled:
        rng.shuffle(made)
    links = frozenset((before, after) for after, (_, _, sources) in enumerate(made) for before in sources)
    paragraphs = tuple(0 if shuffled else paragraph for _, paragraph, _ in made)
    return Edition(Book(tuple(text for text, _, _ in made), paragraphs), links, tuple(fates))


def _topics(rng: Random) -> Iterator[list[str]]:
    """The words each paragraph dwells on, drifting."""
    words = _words()

    def some(count: int) -> list[str]:
        return rng.choices(words.topical, cum_weights=words.topical_odds, k=count)

    topic = some(_TOPIC)
    while True:
        yield topic
        topic = rng.sample(topic, round(_HANDED_ON * _TOPIC)) + some(_TOPIC - round(_HANDED_ON * _TOPIC))


def _sentence(rng: Random, topic: Sequence[str]) -> str:
    length = round(rng.lognormvariate(log(_MEAN_WORDS) - _SPREAD**2 / 2, _SPREAD))
    words = [_word(rng, topic) for _ in range(min(_MOST_WORDS, max(_LEAST_WORDS, length)))]
    for place in range(2, len(words) - 2):
        if rng.random() < _COMMA:
            words[place] += ","
    return _finished(words)


def _word(rng: Random, topic: Sequence[str] = ()) -> str:
    words = _words()
    if rng.random() < words.frame_share:
        return rng.choices(words.frame, cum_weights=words.frame_odds)[0]
    if topic and rng.random() < _ON_TOPIC:
        return rng.choice(topic)
    return rng.choices(words.topical, cum_weights=words.topical_odds)[0]


def _finished(words: Sequence[str]) -> str:
    text = " ".join(words).strip(",.")
    return text[:1].upper() + text[1:] + "."


def _open(text: str) -> list[str]:
    """The words of a sentence as they stand within one."""
    return (text[:1].lower() + text[1:]).rstrip(".").split()


def _fates(rng: Random, count: int, shares: dict[Fate, float]) -> list[Fate]:
    """The fate of every sentence, in exact shares; the two halves of a merger stand next to each other."""
    if abs(sum(shares.values()) - 1) > 1e-9:
        raise ValueError(f"the shares {shares} do not add up to 1")
    mergers = round(shares.get(Fate.MERGED, 0.0) * count / 2)
    units = [[Fate.MERGED, Fate.MERGED]] * mergers
    for fate, share in shares.items():
        if fate is not Fate.MERGED:
            units.extend([[fate]] * round(share * count))
    units.extend([[Fate.VERBATIM]] * (count - sum(map(len, units))))
    rng.shuffle(units)
    return [fate for unit in units for fate in unit][:count]


def _touched(rng: Random, text: str, share: float) -> str:
    """A sentence with this share of its words replaced (three times in five), left out or put in; at least one."""
    words = _open(text)
    for place in sorted(rng.sample(range(len(words)), max(1, round(share * len(words)))), reverse=True):
        luck = rng.random()
        if luck < 0.6:
            words[place] = _word(rng)
        elif luck < 0.8 and len(words) > _LEAST_WORDS:
            del words[place]
        else:
            words.insert(place, _word(rng))
    return _finished(words)


def _split(text: str) -> tuple[str, ...]:
    words = _open(text)
    half = len(words) // 2
    return _finished(words[:half]), _finished(words[half:])


def _merged(first: str, second: str) -> str:
    return _finished([*_open(first)[:-1], _open(first)[-1] + ",", "and", *_open(second)])
