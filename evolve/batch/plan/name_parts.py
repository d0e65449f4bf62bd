"""Divide the name of a file or folder into the part that names the work and the part that names the version.

"Khan, Amira - draft 2 (1)" is the work "amira khan", in its second draft, copied once. The words for versions are in a
data file beside this module; a number counts beside such a word, and dates are recognised in many forms. The rest
identifies the work: a pupil, a title, a number of a pupil.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise

from evolve.text.metadata.dates import dates_in
from evolve.text.sections import sections_of

_TOKEN = re.compile(r"\d+(?:\.\d+)*|[^\W\d_]+")
_TIME = re.compile(r"[\sT_,-]{1,3}(?:at\s|um\s)?\d\d?[.:h_-]\d\d(?:[.:_-]\d\d)?(?!\d)")
_ORDINAL_END = re.compile(r"(?:st|nd|rd|th|er|re|ère|ère|e|de|te|[ºª])(?![^\W\d_])|\.(?!\d)", re.IGNORECASE)
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6}
_SPELLED = {
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "eins": 1,
    "zwei": 2,
    "drei": 3,
    "vier": 4,
    "funf": 5,
    "un": 1,
    "deux": 2,
    "trois": 3,
    "quatre": 4,
    "uno": 1,
    "dos": 2,
    "tres": 3,
    "due": 2,
    "tre": 3,
}
"""Numbers in words after a version word, folded."""
_PLURALS = ("en", "s", "e")
_MIN_PLURAL = 6
"""Minimum length of a word that may be the plural of a version word."""
_BETWEEN = re.compile(r"[\s._#°,-]*$")
_NUMBER_SIGN = re.compile(r"(?<![\s._-])[\s._-]*+(?:no|nr|num)[\s._-]*+\Z", re.IGNORECASE)
_MAX_NUMBER = 99
"""Largest number of a version; larger ones are numbers of pupils, rooms and the like."""
_MIN_SPLIT_REST = 3
"""Minimum number of letters before a version word that is written without a space, such as "amiradraft"."""


_DRAFT = 2
"""The stage of drafts and of numbered versions."""
_MAX_GAP = 3
"""Maximum number of characters between two parts of a version that are shown with it."""


@dataclass(frozen=True, slots=True)
class NameParts:
    """The parts of the name of a file or folder."""

    key: str
    """The words that name the work, without case and accents, in one order; may be empty."""
    title: str
    """The same as written."""
    version: str = ""
    """The words that name the version, as written."""
    words: frozenset[str] = frozenset()
    """The words among them that have a place in the order, folded."""
    number: tuple[int, ...] = ()
    """The number beside them, such as (2,) of "draft 2"; empty without one."""
    date: str = ""
    """The date in ISO 8601, with the time as written; empty without one."""
    copy: tuple[int, ...] = ()
    """(1, n) for a copy, n its number; empty for other files."""
    bare_number: tuple[int, ...] = ()
    """A number at either end of the key that is beside no version word, such as that of "amira 2"; else empty."""
    is_number_last: bool = False
    """Whether that number is at the end of the key."""
    key_without_number: str = ""
    """The key without that number."""
    title_without_number: str = ""


@dataclass(frozen=True, slots=True)
class _Words:
    stages: dict[str, int]
    """The place in the order of each word, from 0 to 4."""
    numbered: frozenset[str]
    """Words that name a version only if they have a number, or are beside other words that name one."""
    numbers: dict[str, int]
    possible_names: frozenset[str]
    """Words that are also names of people or parts of titles."""
    copies: frozenset[str]
    fillers: frozenset[str]
    split_off: tuple[str, ...]
    units: frozenset[str]
    """Words whose number is that of a person, a chapter and the like, without a final "s"."""


@cache
def _vocabulary() -> _Words:
    lines_of = sections_of("evolve.batch.plan", "version_words.txt")
    sections = {name: [folded(word) for line in lines for word in line.split()] for name, lines in lines_of.items()}
    return _Words(
        stages={word: n for n in range(5) for word in sections[f"stage {n}"]},
        numbered=frozenset(sections["stage 2 if numbered"]),
        numbers={word: n for n in range(1, 5) for word in sections[f"number {n}"]},
        possible_names=frozenset(sections["possible names"]),
        copies=frozenset(sections["copy"]),
        fillers=frozenset(sections["filler"]),
        split_off=tuple(sections["split off"]),
        units=frozenset(word.rstrip("s") for word in sections["units"]),
    )


def is_draft_word(word: str) -> bool:
    """Return whether a folded word means a draft or a version and is hardly ever part of a title."""
    return _vocabulary().stages.get(word) == _DRAFT or word in _vocabulary().numbered


def possible_names(words: frozenset[str]) -> frozenset[str]:
    """Return those of some folded words that may be a name, as in "Anna Neu", or part of a title."""
    return words & _vocabulary().possible_names


def ordinals_of_drafts(parts: NameParts) -> frozenset[str]:
    """Return the folded words of a name that number the draft word after them, such as "first" in "first draft"."""
    words = [folded(match[0]) for match in _TOKEN.finditer(parts.version)]
    return frozenset(one for one, two in pairwise(words) if one in _vocabulary().numbers and is_draft_word(two))


def stage_of(
    words: frozenset[str], number: tuple[int, ...], *, common: frozenset[str] = frozenset()
) -> tuple[int, tuple[int, ...], int] | None:
    """Return the place in the order of a version with these words and this number; None if they give none.

    `common` are the words that all versions have, which give no order.
    """
    vocabulary = _vocabulary()
    stages = {vocabulary.stages[word] for word in words - common if word in vocabulary.stages}
    has_draft_word = any(map(is_draft_word, words))
    if not number:
        number = tuple(vocabulary.numbers[word] for word in sorted(words) if word in vocabulary.numbers)[:1]
    if 3 in stages and has_draft_word and number and not stages & {0, 1, 4}:
        return _DRAFT, number, 1
    for stage in (4, 1, 0, 3):
        if stage in stages:
            return stage, number, 0
    return (_DRAFT, number, 0) if stages or number else None


@lru_cache(maxsize=1 << 14)
def folded(text: str) -> str:
    """Return a text without case and accents."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return unicodedata.normalize("NFC", "".join(c for c in decomposed if not unicodedata.combining(c)))


@dataclass(slots=True)
class _Token:
    text: str
    start: int
    end: int
    is_taken: bool = False

    @property
    def low(self) -> str:
        """The folded word; of the plural of a version word the singular."""
        word = folded(self.text)
        if word in _vocabulary().stages or len(word) < _MIN_PLURAL:
            return word
        singulars = (word.removesuffix(end) for end in _PLURALS if word.endswith(end))
        return next((singular for singular in singulars if singular in _vocabulary().stages), word)

    @property
    def number(self) -> tuple[int, ...]:
        """The numbers in it if it can be the number of a version, else empty."""
        if not self.text[0].isdecimal():
            return ()
        parts = self.text.split(".")
        return tuple(map(int, parts)) if all(len(part) <= 4 for part in parts) and int(parts[0]) <= _MAX_NUMBER else ()


@lru_cache(maxsize=1 << 14)
def name_parts(name: str, *, ignoring: frozenset[str] = frozenset(), has_date: bool = True) -> NameParts:
    """Return the parts of the name of a file without its suffix, or of a folder.

    `ignoring` are words that belong to the title of this work, such as "old" in "The Old Mill", folded. Without
    `has_date` a date is part of the title too, as in "report 2022 v1", or a number that looks like one.
    """
    name = unicodedata.normalize("NFC", name)
    date, spans = _date_of(name) if has_date else ("", [])
    tokens = [
        token for token in _tokens(name) if not any(start < token.end and token.start < end for start, end in spans)
    ]
    copy = _take_copy(name, tokens)
    words, number = _take_version(name, tokens, ignoring)
    _take_fillers(tokens)
    left = [token for token in tokens if not token.is_taken]
    taken = sorted([*spans, *((token.start, token.end) for token in tokens if token.is_taken)])
    bare, others = _bare_number(name, left) if left else ((), left)
    return NameParts(
        key=_key(name, left),
        title=_shown(name, left),
        version=_joined(name, taken),
        words=words,
        number=number,
        date=date,
        copy=copy,
        bare_number=bare,
        is_number_last=bool(bare) and len(others) < len(left) and others == left[:-1],
        key_without_number=_key(name, others),
        title_without_number=_shown(name, others),
    )


def _date_of(name: str) -> tuple[str, list[tuple[int, int]]]:
    """Return the last date in a name with its time, and the spans of all dates."""
    shown, spans = "", []
    for date in dates_in(name):
        time = _TIME.match(name, date.end) if len(date.iso) == len("2022-08-27") else None
        end = time.end() if time else date.end
        shown = date.iso + (f" {name[date.end : end].strip(' T_,-')}" if time else "")
        spans.append((date.start, end))
    return shown, spans


def _tokens(name: str) -> Iterator[_Token]:
    """Yield the numbers and words of a name; a capital inside a word begins another."""
    for match in _TOKEN.finditer(name):
        start, text = match.start(), match.group()
        cuts = [n for n in range(1, len(text)) if text[n].isupper() and text[n - 1].islower()]
        for first, last in zip([0, *cuts], [*cuts, len(text)], strict=True):
            yield from _split_off(text[first:last], start + first)


def _split_off(word: str, start: int) -> Iterator[_Token]:
    """Yield a word, or its two parts if one of them is a version word, as in "amiradraft"."""
    low = word.lower()
    if low not in _vocabulary().stages and folded(word) not in _vocabulary().stages:
        for known in _vocabulary().split_off:
            rest = len(word) - len(known)
            if rest >= _MIN_SPLIT_REST and low.endswith(known):
                yield _Token(word[:rest], start, start + rest)
                yield _Token(word[rest:], start + rest, start + len(word))
                return
    yield _Token(word, start, start + len(word))


def _take_copy(name: str, tokens: Sequence[_Token]) -> tuple[int, ...]:
    """Take "copy", "Kopie 2" and "(1)"; return (1, n) for the nth copy, (1,) without a number, empty for no copy."""
    copy: tuple[int, ...] = ()
    for n, token in enumerate(tokens):
        in_brackets = name[token.start - 1 : token.start] == "(" and name[token.end : token.end + 1] == ")"
        if in_brackets and token.number:
            token.is_taken, copy = True, (1, *token.number)
            token.start, token.end = token.start - 1, token.end + 1
        elif token.low in _vocabulary().copies:
            token.is_taken, copy = True, copy or (1,)
            following = tokens[n + 1] if n + 1 < len(tokens) else None
            if following and following.number and _BETWEEN.match(name[token.end : following.start]):
                following.is_taken, copy = True, (1, *following.number)
    return copy


def _take_version(
    name: str, tokens: Sequence[_Token], ignoring: frozenset[str]
) -> tuple[frozenset[str], tuple[int, ...]]:
    """Take the words that name a version with their number, and return both."""
    vocabulary = _vocabulary()
    words: list[str] = []
    number: tuple[int, ...] = ()
    undecided: list[_Token] = []
    for n, token in enumerate(tokens):
        low = token.low
        is_numbered = low in vocabulary.numbered
        if (
            not (low in vocabulary.stages or low in vocabulary.numbers or is_numbered)
            or token.is_taken
            or low in ignoring
        ):
            continue
        own = _number_beside(name, tokens, n)
        if is_numbered and not own and low not in vocabulary.stages:
            undecided.append(token)
            continue
        # "final_final" comes after "final".
        again = (words.count(low) + 1,) if low in words and not own and not number else ()
        words.append(low)
        token.is_taken = True
        number = own or again or number
    for token in undecided if words else ():
        token.is_taken = True
        words.append(token.low)
    return frozenset(words), number


def _number_beside(name: str, tokens: Sequence[_Token], n: int) -> tuple[int, ...]:
    """Take the number beside a version word, "draft 2", "2nd draft", "draft II"; return it, empty without one."""
    token = tokens[n]
    if n + 1 < len(tokens):
        following = tokens[n + 1]
        gap = name[token.end : following.start]
        if following.low in ("no", "nr", "num") and n + 2 < len(tokens):
            gap, following = "", tokens[n + 2]
        is_glued = name[following.end : following.end + 1].isalpha()
        if not following.is_taken and _BETWEEN.match(gap):
            if following.number and not is_glued:
                following.is_taken = True
                return following.number
            if following.low in _SPELLED:
                following.is_taken = True
                return (_SPELLED[following.low],)
            is_last = n + 2 >= len(tokens)
            if following.low in _ROMAN and following.text.isupper() and is_last:
                following.is_taken = True
                return (_ROMAN[following.low],)
            if is_last and len(following.text) == 1 and following.text.isalpha() and following.text.isascii():
                following.is_taken = True
                return (ord(following.low) - ord("a") + 1,)
    before = n - 1
    while before >= 0 and _ORDINAL_END.fullmatch(tokens[before].text) and tokens[before].start:
        before -= 1
    if before < 0 or not tokens[before].number or tokens[before].is_taken:
        return ()
    ordinal = _ORDINAL_END.match(name, tokens[before].end)
    gap = name[ordinal.end() if ordinal else tokens[before].end : token.start]
    if (before == 0 or ordinal) and _BETWEEN.match(gap):
        for taken in tokens[before:n]:
            taken.is_taken = True
        return tokens[before].number
    return ()


def _take_fillers(tokens: Sequence[_Token]) -> None:
    """Take words such as "of" beside tokens that are taken."""
    for ordered in (tokens, tokens[::-1]):
        is_beside = False
        for token in ordered:
            token.is_taken = token.is_taken or (is_beside and token.low in _vocabulary().fillers)
            is_beside = token.is_taken


def _bare_number(name: str, left: Sequence[_Token]) -> tuple[tuple[int, ...], Sequence[_Token]]:
    """Return the number at the end or the start of the tokens left, and the others; empty if it is not a version's."""
    for at, others in ((-1, left[:-1]), (0, left[1:])):
        token = left[at]
        is_part_of_word = name[token.end : token.end + 1].isalpha() and at == 0 and len(left) > 1
        names_unit = bool(others) and others[at].low.rstrip("s") in _vocabulary().units
        if token.number and not names_unit and not is_part_of_word:
            return token.number, others
    return (), left


def _key(name: str, tokens: Sequence[_Token]) -> str:
    """Return tokens as a key; "Last, First" becomes "first last"."""
    if len(tokens) > 1:
        gaps = [name[one.end : two.start] for one, two in pairwise(tokens)]
        commas = [n for n, gap in enumerate(gaps, 1) if "," in gap]
        if len(commas) == 1:
            tokens = [*tokens[commas[0] :], *tokens[: commas[0]]]
    return " ".join(folded(token.text) for token in tokens)


def _shown(name: str, tokens: Sequence[_Token]) -> str:
    """Return tokens as they are written, with a space for characters between them that are not part of a name."""
    shown = ""
    for n, token in enumerate(tokens):
        if n:
            gap = name[tokens[n - 1].end : token.start]
            shown += gap if gap in ("", "-", "'", "’", ", ", ". ", ".", "&", " & ") else " "
        shown += token.text
    return shown


def _joined(name: str, spans: Sequence[tuple[int, int]]) -> str:
    """Return the parts of a name at some spans, in order; parts that are close keep the characters between them."""
    joined, last = "", -1
    for start, end in spans:
        gap = name[last:start] if last >= 0 else ""
        near = gap if len(gap) <= _MAX_GAP and not any(map(str.isalnum, gap)) else " "
        joined += (near if joined else "") + name[start:end]
        last = max(last, end)
    return joined.replace("_", " ").strip(" -")
