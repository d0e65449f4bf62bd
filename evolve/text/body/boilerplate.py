"""Recognise what a paragraph of a page looks like, from its words alone: prose, caption, byline, or a phrase of the
page.

These are the clues; `evolve.text.body` decides what they mean for the body. The phrases and the most common words of
languages are data files beside this module, so that a language can be added without Python.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from evolve.text.languages import WORD, function_share
from evolve.text.paragraphs import LIST_ITEM, ends_sentence
from evolve.text.words.scan import UNSPACED_CHARACTER

MIN_PROSE_WORDS = 10
"""Minimum number of words of a line of prose that ends like a sentence."""
MIN_LONG_WORDS = 30
"""Minimum number of words of several sentences that are prose whatever their end."""
_MIN_FUNCTION_SHARE = 0.2
"""Minimum share of the words of prose that are among the most common ones of their language."""
_MAX_PHRASE_WORDS = 12
"""Maximum number of words of a phrase that belongs to the page."""
_MAX_NOTE_WORDS = 70
"""Maximum number of words of a note about an author."""

_INNER_END = re.compile(r"[.!?…][\"'”’»)\]]*\s+[\"'“‘«(\[]*[^\W\d_]")
_MAX_BOX_WORDS = 60
"""Maximum number of words of a paragraph that asks the reader to subscribe, to give or to comment politely."""
_MIN_LEGAL_SENTENCE_WORDS = 5
"""Minimum number of words of a sentence that begins like a legal heading and is a clause of the text."""
_LEGAL_PHRASES = (
    "privacy policy",
    "privacy notice",
    "cookie policy",
    "terms of service",
    "terms of use",
    "terms and conditions",
)
_FIGURE = re.compile(r"\d+(?:[.,:/-]\d+)*")
_MIN_FIGURES = 3
"""Minimum number of figures of a line that is a row of a table; two if bars or tabs separate them."""
_SPEAKS_FOR_PAGE = re.compile(r"\b(?:we|us|our|my|wir|uns|unsere?n?|nous|notre|nuestro)\b", re.IGNORECASE)
_SPEAKS_TO_READER = re.compile(r"\b(?:you|your|please|sie|ihre?|vous|votre|usted|su)\b", re.IGNORECASE)
_CALLS_READER = re.compile(
    r"\W*(?:sign up|subscribe|support|join|become|follow|donate|get|comments|please)\b", re.IGNORECASE
)

_CREDIT = re.compile(
    r"\bCC[ -]BY\b|\bcreative commons\b|\bgetty images\b|\bshutterstock\b|\bistock\b"
    r"|\bAP photo\b|\bunsplash\b|\bwikimedia\b|\bflickr\b|\bpicture alliance\b|\bReuters/|/Reuters\b|/AFP\b|\bAFP/"
    r"|^\W*(?:photo|photograph|image|picture|illustration|credit|foto|bild|crédit|fotografía)s?"
    r"(?: (?:by|credit|courtesy)\b|\s*[:©])",
    re.IGNORECASE,
)
_CREDIT_IN_BRACKETS = re.compile(r"\((?:photo|photograph|image|picture|foto|bild)s?\b", re.IGNORECASE)
_NAME = r"[A-Z\u00c0-\u00de][\w’'-]*+\.?(?:[A-Z]\.)*+"
_NAMES = rf"{_NAME}(?:[ ,]+(?:and |& |de |van |von |der )?{_NAME}){{1,8}}"
_BYLINE = re.compile(
    rf"\W*(?:by|By|BY|Words by|Written by|Story by|Von|Por|Par)[: ]\s*{_NAMES}(?:\s*[|/,·•–—-].*|\s*)$"
)
_STANDFIRST = re.compile(rf",\s+(?:argues?|writes?|warns?|says?|reports?|asks?|explains?)\s+{_NAMES}\s*$")
_ROLE = (
    r"(?:co-?)?(?:author|founder|director|editor|professor|fellow|journalist|columnist|correspondent|reporter"
    r"|researcher|writer|contributor|lecturer|blogger|historian|analyst|economist|activist|novelist|scholar"
    r"|critic|photographer|poet|filmmaker|campaigner|commentator|podcaster)"
)
_NOTE = re.compile(
    rf"(?:About the authors?\b|(?P<names>{_NAMES}) (?:(?:is|are|was|were)\b(?:(?! (?:who|which|that) )[^.!?]){{0,90}}?"
    rf"\b{_ROLE}s?\b|(?:writes|teaches|works|reports|blogs)\b[^.!?]{{0,40}}?\b(?:for|at|from|about)\b))"
)
_COMMENT_HEAD = re.compile(
    r"\b(?:at|um|à)\s+\d{1,2}[:.h]\d\d\b|^\W*[\w .’'-]{2,40} (?:says|said|wrote|writes|commented|replied):?\s*$"
)
_BOOK_START = re.compile(r"\s*\*{3}\s*START OF (?:THE|THIS) PROJECT GUTENBERG", re.IGNORECASE)
_BOOK_END = re.compile(r"\s*(?:\*{3}\s*)?END OF (?:THE|THIS) PROJECT GUTENBERG", re.IGNORECASE)


def word_count(text: str) -> int:
    """Return the number of words; in scripts without spaces two characters count as one word."""
    unspaced = len(UNSPACED_CHARACTER.findall(text))
    spaced = UNSPACED_CHARACTER.sub(" ", text) if unspaced else text
    return len(WORD.findall(spaced)) + unspaced // 2


def paragraph_kind(text: str, words: int, *, known_language: bool) -> str:
    """Return the kind of a paragraph, judged by itself.

    The kind is one of "junk", "box", "paywall", "comments", "teasers" (phrases of the page), "update date", "byline",
    "caption", "standfirst", "book start", "book end", "prose", "short sentence", "list item", "heading".
    `known_language` is whether the whole text has the most common words of a known language; if not, prose does not
    need them.
    """
    if words <= _MAX_PHRASE_WORDS and (phrase := _phrase_of(text)):
        return phrase
    if words <= _MAX_BOX_WORDS and _is_box(text):
        return "box"
    if words <= 2 * _MAX_PHRASE_WORDS:
        if _BOOK_START.match(text):
            return "book start"
        if _BOOK_END.match(text):
            return "book end"
        if _BYLINE.match(text) and not (ends_sentence(text) and words > _MAX_PHRASE_WORDS):
            return "byline"
    if words <= 3 * MIN_LONG_WORDS and (_CREDIT.search(text) or _ends_with_credit(text)):
        return "caption"
    has_end = ends_sentence(text)
    if not has_end and words <= 3 * MIN_LONG_WORDS and _STANDFIRST.search(text):
        return "standfirst"
    is_full_sentence = words >= MIN_PROSE_WORDS and has_end
    if (is_full_sentence or (words >= MIN_LONG_WORDS and _INNER_END.search(text)) or words >= 2 * MIN_LONG_WORDS) and (
        not known_language or words >= MIN_LONG_WORDS or function_share(text) >= _MIN_FUNCTION_SHARE
    ):
        return "prose"
    if LIST_ITEM.match(text) and not text.lstrip().startswith("#"):
        return "list item"
    return "short sentence" if has_end and (words > 1 or not text.isupper()) else "heading"


def _ends_with_credit(text: str) -> bool:
    """Return whether a text ends with a credit in brackets: "[Jane Roe/Agency]", "(Photo: Jane Roe)"."""
    text = text.rstrip()
    if text.endswith("]"):
        last = text[text.rfind("]", 0, -1) + 1 :]
        return "/" in last and "[" in last[: last.rfind("/")]
    return text.endswith(")") and _CREDIT_IN_BRACKETS.search(text, text.rfind(")", 0, -1) + 1) is not None


def author_in_note(text: str, words: int) -> str | None:
    """Return the last name from a note such as "Jane Roe is the author of …", empty for "About the author"; None if no
    note.
    """
    match = _NOTE.match(text.strip().strip("*_")) if 2 <= words <= _MAX_NOTE_WORDS else None
    return match and ((match["names"] or "").split() or [""])[-1]


def is_table_row(text: str) -> bool:
    """Return whether a line without letters is a row of figures; a single figure is the number of a page."""
    figures = len(_FIGURE.findall(text))
    return figures >= _MIN_FIGURES or (figures > 1 and ("|" in text or "\t" in text))


def _is_box(text: str) -> bool:
    """Return whether a paragraph asks the reader to subscribe, to give, to follow or to comment politely."""
    phrases = set(_box_pattern().findall(" ".join(text.lower().split())))
    if not phrases:
        return False
    speaks_to_reader = _SPEAKS_FOR_PAGE.search(text) and _SPEAKS_TO_READER.search(text)
    return bool(speaks_to_reader or _CALLS_READER.match(text) or len(phrases) > 1)


def is_comment_head(text: str, words: int) -> bool:
    """Return whether a line is the head of a comment: "Jane says:", "3 May 2020 at 14:05"."""
    return words <= _MAX_PHRASE_WORDS and _COMMENT_HEAD.search(text) is not None


@cache
def _phrases() -> tuple[tuple[str, str, bool], ...]:
    """Return the phrases of pages with their rule, and whether each must be the whole line; longest first."""
    phrases = []
    rule = ""
    for line in (files("evolve.text") / "page_marks.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            rule = line.strip("[]")
        elif line and not line.startswith("#"):
            phrases.append((line.removesuffix("$"), rule, line.endswith("$")))
    return tuple(sorted(phrases, key=lambda phrase: (-len(phrase[0]), phrase)))


@cache
def _phrase_pattern() -> re.Pattern[str]:
    whole_lines = "|".join(re.escape(phrase) for phrase, _, alone in _phrases() if alone)
    line_starts = "|".join(re.escape(phrase) for phrase, _, alone in _phrases() if not alone)
    return re.compile(rf"(?:(?P<whole>{whole_lines})\W*$|(?P<begun>{line_starts})(?![^\W\d_]))")


@cache
def _box_pattern() -> re.Pattern[str]:
    lines = (files("evolve.text") / "box_marks.txt").read_text(encoding="utf-8").splitlines()
    phrases = sorted((line for line in lines if line and not line.startswith("#")), key=lambda line: (-len(line), line))
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, phrases))})\b")


@cache
def _rules() -> dict[str, str]:
    return {phrase: rule for phrase, rule, _ in _phrases()}


def _phrase_of(text: str) -> str:
    """Return the rule of the page's phrase that the text begins with; empty without one."""
    bare = " ".join(text.lower().split()).lstrip("#*_>-–—•|[( ")
    count = re.match(r"\d+\s+(?=comment|response|kommentar|comentario|min|minute)", bare)
    match = _phrase_pattern().match(bare, count.end() if count else 0)
    rule = _rules()[match["whole"] or match["begun"]] if match else ""
    is_sentence = ends_sentence(text) and len(bare.split()) >= _MIN_LEGAL_SENTENCE_WORDS
    if (is_sentence and bare.startswith(_LEGAL_PHRASES)) or (
        rule == "update date" and (is_sentence or not any(map(str.isdigit, text)))
    ):
        return ""
    return rule
