"""Split paragraphs into sentences.

NLTK's Punkt (Kiss & Strunk 2006, "Unsupervised Multilingual Sentence Boundary Detection") decides about ambiguous full
stops: after abbreviations, initials and numbers. It uses abbreviations and sentence starters shipped with evolve, so
nothing is downloaded. Small rules cover what Punkt ignores: lower-case starts, closing quotes, footnote marks, list
numbers, lost spaces, scripts without spaces, stage directions.

Punkt is given a few words at a time, never a paragraph: its own scan fails after some seconds on a very long one, and
most full stops are unambiguous.
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
_MARKS = ".!?…؟।۔։።"
_END = re.compile(
    rf"(?<![{_MARKS}])(?P<mark>\.(?:\s\.){{2,9}}|[{_MARKS}]++)(?P<close>[{_CLOSERS}]{{0,9}}(?:\s[»”](?=\s|$))?)"
    rf"(?P<note>(?:\s?\[\d{{1,3}}\]|[¹²³⁰⁴-⁹]|(?<=[^\W\d_][^\W\d_]\.)\d{{1,3}}(?=\s+[^\W\d_])){{0,9}})(?P<space>\s+|$)"
    rf"|(?P<wide>[。！？]+[{_CLOSERS}」』）]*\s*)"
    rf"|(?<=[^\W\d_A-Z][^\W\d_A-Z])(?P<lost>[.!?…]+[”»)]?|[.!?]\")(?=[“«(\"]?[^\W\d_a-z])"
)
_NEXT_WORD = re.compile(rf"[{re.escape(_OPENERS)}\s]*(\S*)")
_ELLIPSIS = re.compile(r"\.\s?\.|.*…")
_INITIALISM = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]$")
_LIST_NUMBER = re.compile(r"[(\[]?(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,5})$")
_ADDRESS = re.compile(r"[/@\\:_=<>]|www|\.\w+\.|\.(?:com|org|net|edu|gov|co|io|de|uk|html?|php|js|py|txt|pdf)\b", re.I)
_SAMPLE_INITIALISM = "u.s"
_WORD_LENGTH = 60
"""Number of characters examined before and after a mark; no word that matters is longer."""


@dataclass(frozen=True, slots=True)
class _Language:
    """The rules for full stops of one language."""

    name: str
    abbreviations: frozenset[str]
    starters: frozenset[str]
    before_numbers: frozenset[str]
    punkt: Callable[[str], bool]


def segment(text: str, paragraphs: Sequence[tuple[int, int]], *, language: str = "english") -> tuple[Sentence, ...]:
    """Return the sentences of the paragraphs, in order: `text[s.start:s.end] == s.text`, never across paragraphs.

    `paragraphs` are spans of the text. Between the sentences of a paragraph there is only white space. Raises
    UsageError for a language that is not in `evolve.text.languages.LANGUAGES`.
    """
    rules = _language(language)
    caseless = _writes_without_capitals(text, paragraphs, rules.abbreviations)
    sentences = []
    for n, (start, end) in enumerate(paragraphs):
        for begin, stop in _sentence_spans(text, start, end, rules, caseless):
            for first, last in split_directions(text[begin:stop]):
                a, b = begin + first, begin + last
                sentences.append(Sentence(text[a:b], n, a, b))
    return tuple(sentences)


def _sentence_spans(text: str, start: int, end: int, language: _Language, caseless: bool) -> Iterator[tuple[int, int]]:
    """Yield the spans of the sentences of the paragraph from `start` to `end`."""
    position = _skip_space(text, start, end)
    for match in _END.finditer(text, start, end):
        if match.end() >= end:
            break
        if match.start() >= position and _ends_sentence(text, position, end, match, language, caseless):
            sentence_end = match.end() if match["space"] is None else match.start("space")
            yield position, position + len(text[position:sentence_end].rstrip())
            position = _skip_space(text, sentence_end, end)
    stop = position + len(text[position:end].rstrip())
    if stop > position:
        yield position, stop


def _skip_space(text: str, position: int, end: int) -> int:
    while position < end and text[position].isspace():
        position += 1
    return position


def _ends_sentence(
    text: str, sentence_start: int, paragraph_end: int, match: re.Match[str], language: _Language, caseless: bool
) -> bool:
    """Return whether a mark ends the sentence that starts at `sentence_start`."""
    if match["wide"]:
        return True
    word = _word_before(text, max(sentence_start, match.start() - _WORD_LENGTH), match.start())
    if match["lost"]:
        tail = text[match.start() : min(paragraph_end, match.end() + _WORD_LENGTH)].split(None, 1)[0]
        return not _ADDRESS.search(word + tail) and "." not in tail[len(match["lost"]) :].rstrip(".")
    following = _NEXT_WORD.match(text, match.end(), min(paragraph_end, match.end() + _WORD_LENGTH))
    after = following[1] if following else ""
    mark = match["mark"]
    if mark == "." and _LIST_NUMBER.match(word) and match.start() - len(word) <= sentence_start:
        return False
    is_certain = mark != "." or not _may_own_stop(word, language)
    if after[:1].islower():
        return is_certain and caseless and not match["close"] and len(mark) == 1
    if _ELLIPSIS.match(mark):
        return after[:1].isalpha()
    if is_certain:
        return True
    if match["note"] or not after or text[match.end() : match.end() + 1] in ("¿", "¡"):
        return True
    return _full_stop_ends_sentence(word.lstrip(_OPENERS), after, language)


def _word_before(text: str, low: int, high: int) -> str:
    return (text[low:high].split() or [""])[-1] if not text[high - 1 : high].isspace() else ""


def _may_own_stop(word: str, language: _Language) -> bool:
    """Return whether a full stop after this word may belong to the word."""
    bare = word.lstrip(_OPENERS).lower()
    return (
        len(bare) <= 1
        or bare in language.abbreviations
        or bare in language.before_numbers
        or bare.rpartition("-")[2] in language.abbreviations
        or bare[-1].isdigit()
        or _INITIALISM.match(bare) is not None
    )


def _full_stop_ends_sentence(word: str, after: str, language: _Language) -> bool:
    """Return whether an ambiguous full stop between two words ends a sentence."""
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
    # One initialism represents all: Punkt would need each of them in its list, and a list that grows with the texts
    # read before would make the result depend on them.
    sample = _SAMPLE_INITIALISM if _INITIALISM.match(bare) else word.rpartition("-")[2]
    return language.punkt(f"{sample}. {after}")


def _writes_without_capitals(text: str, paragraphs: Sequence[tuple[int, int]], abbreviations: frozenset[str]) -> bool:
    """Return whether the author begins sentences in lower case, so that a lower-case start does not continue a
    sentence.
    """
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
    sections: dict[str, set[str]] = {}
    section = ""
    for line in (files("evolve.text") / file).read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            section = line.strip("[]")
        elif not line.startswith("#"):
            sections.setdefault(section, set()).update(line.split())
    return {name: frozenset(words) for name, words in sections.items() if name}


def _punkt(abbreviations: frozenset[str], starters: frozenset[str]) -> Callable[[str], bool]:
    """Return a cached function that asks Punkt whether a full stop between two words ends a sentence."""
    from nltk.tokenize.punkt import PunktParameters, PunktSentenceTokenizer

    parameters = PunktParameters()
    parameters.abbrev_types = {*abbreviations, _SAMPLE_INITIALISM}
    parameters.sent_starters = set(starters)
    tokenizer = PunktSentenceTokenizer(parameters)

    @cache
    def breaks(context: str) -> bool:
        return bool(tokenizer.text_contains_sentbreak(context))

    return breaks
