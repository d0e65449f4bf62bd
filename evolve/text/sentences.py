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

from evolve.errors import UsageError
from evolve.model import Sentence
from evolve.text.formulas import split_directions
from evolve.text.languages import LANGUAGES
from evolve.text.sections import sections_of

_ORDINAL_DOT = frozenset({"danish", "finnish", "german", "hungarian", "norwegian"})
"""Languages that write ordinal numbers with a full stop: "am 3. Mai"."""

_CLOSERS = "\"'”’“‘»«›‹)\\]}*_"
_OPENERS = "\"'“‘„‚”’«‹»›([{*_—–-¿¡#"
_MARKS = ".!?…؟۔।॥։።፧།༎။។៕"
_EMOJI = "\u2600-\u27bf\ufe0f\u200d\U0001f1e6-\U0001f1ff\U0001f300-\U0001faff"
_END = re.compile(
    rf"(?<![{_MARKS}])(?P<mark>\.(?:\s\.){{2,9}}|[{_MARKS}]++)(?P<close>[{_CLOSERS}]{{0,9}}(?:\s[»”](?=\s|$))?)"
    r"(?P<note>(?:\s?\[(?:\^[^\[\]\s]{1,30}|\d{1,3}(?:[,–-]\s?\d{1,3}){0,5})\]|[¹²³⁰⁴-⁹]"
    r"|(?:(?<=[^\W\d_][^\W\d_]\.)|(?<=[^\W\d_]\.[”\"’]))\d{1,3}(?:,\d{1,3}){0,5}(?=\s+[^\W\d_])){0,9})"
    rf"(?:\s?[{_EMOJI}]{{1,30}})?(?P<space>\s+|$)"
    rf"|(?P<wide>[。！？｡]+[\"'”’»›)\]}}*_」』）]*\s*)"
    rf"|(?<=[^\W\d_A-Z][^\W\d_A-Z])(?P<lost>[.!?…]+[”»)]?|[.!?]\")(?=[“«(\"]?[^\W\d_a-z])"
    rf"|(?<![{_EMOJI}])(?P<emoji>[{_EMOJI}]++)\s+"
)
_QUOTING_PARTICLES = tuple("とっなはがをにのもでか")
"""First characters of the rest of a Japanese sentence after a quotation."""
_MIN_WORDS_BEFORE_EMOJI = 3
"""Minimum number of words before an emoji that ends a sentence; after fewer it illustrates the next word."""
_FIRST_ITEM = re.compile(r":\s{1,9}(?=(?P<open>\(?)(?P<mark>[1aAiI])(?P<close>[.)])\s)")
_ITEM_MARKS = {
    "1": [str(number) for number in range(2, 100)],
    "a": list("bcdefghijklmnopqrstuvwxyz"),
    "A": list("BCDEFGHIJKLMNOPQRSTUVWXYZ"),
    "i": ["ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"],
    "I": ["II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X"],
}
"""The marks of the items after the first one, by the mark of the first one."""
_MAX_ITEM_LENGTH = 1_000
"""Maximum length of an item of a list in a line, in characters."""
_MAX_ABBREVIATION_LENGTH = 4
"""Maximum length of an unknown abbreviation, in letters."""
_VERSE = re.compile(r"\d{1,3}:\d{1,3}")
_MAX_BOOK_LENGTH = 6
"""Maximum length of the abbreviated name of a biblical book, in letters."""
_NEXT_WORD = re.compile(rf"[{re.escape(_OPENERS)}\s]*(\S*)")
_ELLIPSIS = re.compile(r"\.\s?\.|.*…")
_FOLLOWED_WORD = re.compile(r"\b([^\W\d_]{3,})([.!?])\s+([^\W\d_])")
_INITIALISM = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]$")
_LINE_START = re.compile(r"[\s#>*•–-]*$")
_QUOTE_MARKS = re.compile(r"(?:>[ \t\xa0]{0,9}){1,20}(?=[^\s>\d])")
"""Matches the quotation marks of e-mail at the start of a paragraph. Before a figure ">" may mean "more than"."""
_LIST_NUMBER = re.compile(r"[(\[]?(?:\d{1,3}(?:\.\d{1,3}){0,4}|[a-zA-Z]|[ivxIVX]{1,5})$")
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

    `paragraphs` are spans of the text. Between the sentences of a paragraph there is only white space; before the first
    there may also be the quotation marks of e-mail (">"). Raises UsageError for a language that is not in
    `evolve.text.languages.LANGUAGES`.
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
    if marks := _QUOTE_MARKS.match(text, position, end):
        position = marks.end()
    lists = _list_starts(text, start, end)
    for match in _END.finditer(text, start, end):
        while lists and lists[-1] <= match.start():
            list_start = lists.pop()
            if list_start > position:
                yield position, position + len(text[position:list_start].rstrip())
                position = list_start
        if match.end() >= end:
            break
        if match.start() >= position and _ends_sentence(text, position, end, match, language, caseless):
            sentence_end = match.end() if match["space"] is None else match.start("space")
            yield position, position + len(text[position:sentence_end].rstrip())
            position = _skip_space(text, sentence_end, end)
    stop = position + len(text[position:end].rstrip())
    if stop > position:
        yield position, stop


def _list_starts(text: str, start: int, end: int) -> list[int]:
    """Return where the items of lists within a line begin, the last one first: "two things: 1. Bread. 2. Wine."."""
    starts: list[int] = []
    for first in _FIRST_ITEM.finditer(text, start, end):
        position = first.end()
        for mark in _ITEM_MARKS[first["mark"]]:
            item = re.escape(first["open"] + mark + first["close"])
            following = re.compile(rf"[.!?]\s{{1,9}}(?={item}\s)").search(
                text, position, min(end, position + _MAX_ITEM_LENGTH)
            )
            if following is None:
                break
            starts += [position, following.end()] if position == first.end() else [following.end()]
            position = following.end()
    return sorted(set(starts), reverse=True)


def _skip_space(text: str, position: int, end: int) -> int:
    while position < end and text[position].isspace():
        position += 1
    return position


def _ends_sentence(
    text: str, sentence_start: int, paragraph_end: int, match: re.Match[str], language: _Language, caseless: bool
) -> bool:
    """Return whether a mark ends the sentence that starts at `sentence_start`."""
    if match["wide"]:
        return not _continues_quotation(text[match.end() - 1 : min(paragraph_end, match.end() + 1)])
    if match["emoji"]:
        return _ends_with_emoji(text, sentence_start, paragraph_end, match)
    word = _word_before(text, max(sentence_start, match.start() - _WORD_LENGTH), match.start())
    if match["lost"]:
        tail = text[match.start() : min(paragraph_end, match.end() + _WORD_LENGTH)].split(None, 1)[0]
        return not _ADDRESS.search(word + tail) and "." not in tail[len(match["lost"]) :].rstrip(".")
    following = _NEXT_WORD.match(text, match.end(), min(paragraph_end, match.end() + _WORD_LENGTH))
    after = following[1] if following else ""
    mark = match["mark"]
    word_start = match.start() - len(word)
    if mark == "." and _LIST_NUMBER.match(word) and _LINE_START.match(text[sentence_start:word_start][:_WORD_LENGTH]):
        return False
    book = word.lstrip(_OPENERS)
    if mark == "." and book[:1].isupper() and len(book) <= _MAX_BOOK_LENGTH and _VERSE.match(after):
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
    if word == "v":
        party = text[max(sentence_start, word_start - _WORD_LENGTH) : word_start].split()[-1:]
        if party and party[0][0].isupper():
            return len(party[0]) > 2 and after.lower() in language.starters
    return _full_stop_ends_sentence(word.lstrip(_OPENERS), after, language)


def _continues_quotation(seam: str) -> bool:
    """Return whether a sentence goes on after a mark in Japanese; `seam` is the last character and the next one."""
    return seam[1:] == "と" or (seam[:1] in "」』）" and seam[1:].startswith(_QUOTING_PARTICLES))


def _ends_with_emoji(text: str, sentence_start: int, paragraph_end: int, match: re.Match[str]) -> bool:
    """Return whether an emoji ends a sentence: after some words, before a capital that does not begin a name."""
    before = text[max(sentence_start, match.start() - _WORD_LENGTH) : match.start()].split()
    following = text[match.end() : min(paragraph_end, match.end() + _WORD_LENGTH)].split()
    return (
        len(before) >= _MIN_WORDS_BEFORE_EMOJI
        and bool(following)
        and following[0].lstrip(_OPENERS)[:1].isupper()
        and not any(word[:1].isupper() for word in following[1:2])
    )


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
    lower = upper = doubtful = 0
    for start, end in paragraphs:
        for match in _FOLLOWED_WORD.finditer(text, start, end):
            if match[1].lower() not in abbreviations:
                # A mark after a capital may belong to a name or to an abbreviation: "Yahoo!", "Adj.".
                is_doubtful = match[1][0].isupper() and (match[2] != "." or len(match[1]) <= _MAX_ABBREVIATION_LENGTH)
                lower += match[3].islower() and not is_doubtful
                doubtful += match[3].islower() and is_doubtful
                upper += match[3].isupper()
    lower += doubtful if lower else 0
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
    sections = sections_of("evolve.text", file)
    return {name: frozenset(word for line in lines for word in line.split()) for name, lines in sections.items()}


def _punkt(abbreviations: frozenset[str], starters: frozenset[str]) -> Callable[[str], bool]:
    """Return a cached function that asks Punkt whether a full stop between two words ends a sentence."""
    from evolve.text.nltk_parts import PUNKT, nltk_part

    punkt = nltk_part(PUNKT)
    parameters = punkt.PunktParameters()
    parameters.abbrev_types = {*abbreviations, _SAMPLE_INITIALISM}
    parameters.sent_starters = set(starters)
    tokenizer = punkt.PunktSentenceTokenizer(parameters)

    @cache
    def breaks(context: str) -> bool:
        return bool(tokenizer.text_contains_sentbreak(context))

    return breaks
