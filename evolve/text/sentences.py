"""Cuts paragraphs into sentences.

NLTK's Punkt (Kiss & Strunk 2006, "Unsupervised Multilingual Sentence Boundary Detection") decides about the doubtful
full stops: after abbreviations, initials and numbers. It is given abbreviations and sentence starters of our own, so
nothing is downloaded. Around it stand small rules for what Punkt does not look at: lower-case starts, closing quotes,
footnote marks, list numbers, lost spaces, scripts without spaces, stage directions.

Punkt sees a few words at a time, never a paragraph: its own scan stops with an error after some seconds on a very long
one, and most full stops need no asking.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from importlib.resources import files

from evolve.errors import UsageError
from evolve.model import Sentence
from evolve.text.formulas import split_directions
from evolve.text.languages import LANGUAGES

_ORDINAL_DOT = frozenset({"danish", "finnish", "german", "hungarian", "norwegian"})
"""Languages that write ordinal numbers with a full stop: "am 3. Mai"."""

_CLOSERS = "\"'”’“‘»«›‹)\\]}*_"
_OPENERS = "\"'“‘„‚”’«‹»›([{*_—–-¿¡#"
_END = re.compile(
    rf"(?<![.!?…])(?P<mark>\.(?:\s\.){{2,9}}|[.!?…]+|[؟।۔։።]+)(?P<close>[{_CLOSERS}]{{0,9}}(?:\s[»”](?=\s|$))?)"
    rf"(?P<note>(?:\s?\[\d{{1,3}}\]|[¹²³⁰⁴-⁹]{{1,3}}|(?<=[^\W\d_][^\W\d_]\.)\d{{1,3}}(?=\s+[^\W\d_]))*)(?P<space>\s+|$)"
    rf"|(?P<wide>[。！？]+[{_CLOSERS}」』）]*\s*)"
    rf"|(?<=[^\W\d_A-Z][^\W\d_A-Z])(?P<lost>[.!?…]+[”»)]?|[.!?]\")(?=[“«(\"]?[^\W\d_a-z])"
)
_NEXT = re.compile(rf"[{re.escape(_OPENERS)}\s]*(\S*)")
_ELLIPSIS = re.compile(r"\.\s?\.|.*…")
_INITIALISM = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]$")
_LIST_NUMBER = re.compile(r"[(\[]?(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,5})$")
_ADDRESS = re.compile(r"[/@\\:_=<>]|www|\.\w+\.|\.(?:com|org|net|edu|gov|co|io|de|uk|html?|php|js|py|txt|pdf)\b", re.I)
_SOME_INITIALISM = "u.s"
_WORD_LENGTH = 60
"""Characters looked at before and after a mark; no word that matters is longer."""


@dataclass(frozen=True, slots=True)
class _Language:
    """What is known about a language's full stops."""

    name: str
    abbreviations: frozenset[str]
    starters: frozenset[str]
    before_numbers: frozenset[str]
    punkt: Callable[[str], bool]


def segment(text: str, paragraphs: Sequence[tuple[int, int]], *, language: str = "english") -> tuple[Sentence, ...]:
    """The sentences of the paragraphs, in order: `text[s.start:s.end] == s.text`, never across paragraphs.

    `paragraphs` are spans of the text. Nothing but white space stands between the sentences of a paragraph. Raises
    UsageError for a language that is none of `evolve.text.languages.LANGUAGES`.
    """
    known = _language(language)
    caseless = _writes_without_capitals(text, paragraphs, known.abbreviations)
    out = []
    for n, (start, end) in enumerate(paragraphs):
        for begin, stop in _spans(text, start, end, known, caseless):
            for first, last in split_directions(text[begin:stop]):
                a, b = begin + first, begin + last
                out.append(Sentence(text[a:b], n, a, b))
    return tuple(out)


def _spans(text: str, start: int, end: int, language: _Language, caseless: bool) -> Iterator[tuple[int, int]]:
    at = _skip_space(text, start, end)
    for match in _END.finditer(text, start, end):
        if match.end() >= end:
            break
        if match.start() >= at and _breaks(text, at, end, match, language, caseless):
            cut = match.end() if match["space"] is None else match.start("space")
            yield at, at + len(text[at:cut].rstrip())
            at = _skip_space(text, cut, end)
    stop = at + len(text[at:end].rstrip())
    if stop > at:
        yield at, stop


def _skip_space(text: str, at: int, end: int) -> int:
    while at < end and text[at].isspace():
        at += 1
    return at


def _breaks(text: str, at: int, end: int, match: re.Match[str], language: _Language, caseless: bool) -> bool:
    """Whether a sentence ends with this mark; `at` is where the sentence starts, `end` where the paragraph ends."""
    if match["wide"]:
        return True
    word = _word_before(text, max(at, match.start() - _WORD_LENGTH), match.start())
    if match["lost"]:
        tail = text[match.start() : min(end, match.end() + _WORD_LENGTH)].split(None, 1)[0]
        return not _ADDRESS.search(word + tail) and "." not in tail[len(match["lost"]) :].rstrip(".")
    following = _NEXT.match(text, match.end(), min(end, match.end() + _WORD_LENGTH))
    after = following[1] if following else ""
    mark = match["mark"]
    if mark == "." and _LIST_NUMBER.match(word) and match.start() - len(word) <= at:
        return False
    plain = mark != "." or not _doubtful(word, language)
    if after[:1].islower():
        return plain and caseless and not match["close"] and len(mark) == 1
    if _ELLIPSIS.match(mark):
        return after[:1].isalpha()
    if plain:
        return True
    if match["note"] or not after or text[match.end() : match.end() + 1] in ("¿", "¡"):
        return True
    return _full_stop_breaks(word.lstrip(_OPENERS), after, language)


def _word_before(text: str, low: int, high: int) -> str:
    return (text[low:high].split() or [""])[-1] if not text[high - 1 : high].isspace() else ""


def _doubtful(word: str, language: _Language) -> bool:
    """Whether a full stop after this word may belong to the word."""
    bare = word.lstrip(_OPENERS).lower()
    return (
        len(bare) <= 1
        or bare in language.abbreviations
        or bare in language.before_numbers
        or bare.rpartition("-")[2] in language.abbreviations
        or bare[-1].isdigit()
        or _INITIALISM.match(bare) is not None
    )


def _full_stop_breaks(word: str, after: str, language: _Language) -> bool:
    bare = word.lower()
    following = after.rstrip(".,;:!?\"'”’»)").lower()
    if bare[-1:].isdigit():
        ordinal = language.name in _ORDINAL_DOT and bare.isdigit() and len(bare) <= 2
        return not ordinal or following in language.starters
    if bare in language.before_numbers and bare not in language.abbreviations:
        return not after[:1].isdigit()
    if len(bare) == 1 and not bare.isalpha():
        return True
    if len(bare) == 1 and after[:1].isupper() and following in language.starters and "." not in after:
        return True
    # Any initialism stands for all: Punkt would need each of them in its list, and a list that grows with the texts
    # that were read before would cut this one differently.
    known = _SOME_INITIALISM if _INITIALISM.match(bare) else word.rpartition("-")[2]
    return language.punkt(f"{known}. {after}")


def _writes_without_capitals(text: str, paragraphs: Sequence[tuple[int, int]], abbreviations: frozenset[str]) -> bool:
    """Whether the writer begins sentences in lower case, so that a lower-case start joins nothing."""
    lower = upper = 0
    for start, end in paragraphs:
        for match in re.finditer(r"\b([^\W\d_]{3,})[.!?]\s+([^\W\d_])", text[start:end]):
            if match[1].lower() not in abbreviations:
                lower += match[2].islower()
                upper += match[2].isupper()
    return lower > 1 and 3 * lower >= upper


@cache
def _language(name: str) -> _Language:
    if name not in LANGUAGES:
        near = get_close_matches(name.lower(), LANGUAGES, n=1)
        hint = f'did you mean "{near[0]}"?' if near else f"choose one of {', '.join(LANGUAGES)}"
        raise UsageError(f"no rules for the language {name!r}", next_step=hint)
    words = _sections("abbreviations.txt")
    abbreviations = words.get(name, frozenset())
    starters = _sections("starters.txt").get(name, frozenset())
    return _Language(name, abbreviations, starters, words["before numbers"], _punkt(abbreviations, starters))


@cache
def _sections(file: str) -> dict[str, frozenset[str]]:
    out: dict[str, set[str]] = {}
    section = ""
    for line in (files("evolve.text") / file).read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            section = line.strip("[]")
        elif not line.startswith("#"):
            out.setdefault(section, set()).update(line.split())
    return {name: frozenset(words) for name, words in out.items() if name}


def _punkt(abbreviations: frozenset[str], starters: frozenset[str]) -> Callable[[str], bool]:
    """Punkt's word on a full stop between two words, remembered."""
    from nltk.tokenize.punkt import PunktParameters, PunktSentenceTokenizer

    parameters = PunktParameters()
    parameters.abbrev_types = {*abbreviations, _SOME_INITIALISM}
    parameters.sent_starters = set(starters)
    tokenizer = PunktSentenceTokenizer(parameters)

    @cache
    def breaks(context: str) -> bool:
        return bool(tokenizer.text_contains_sentbreak(context))

    return breaks
