"""Recognise what a paragraph of a page looks like, from its words alone: prose, caption, byline, or a phrase of the
page.

These are the clues; `evolve.text.body` decides what they mean for the body. The phrases and the most common words of
languages are data files beside this module, so that a language can be added without Python.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from evolve.text.body.letter_patterns import months
from evolve.text.languages import WORD, function_share
from evolve.text.paragraphs import LIST_ITEM, ends_sentence
from evolve.text.sections import sections_of
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
_MAX_DISCLAIMER_WORDS = 70
"""Maximum number of words of a publisher's disclaimer, correction or credit."""
_MAX_CONSENT_WORDS = 160
"""Maximum number of words of a paragraph that asks for consent to cookies."""
_MAX_DATE_WORDS = 16
"""Maximum number of words of a line with the date of publication, perhaps in several forms."""
_CREDIT_EDGE = 60
"""Number of characters at either end of a long caption in which its credit is."""
_MAX_NAMES_WORDS = 10
"""Maximum number of words of a line of nothing but names, with a place perhaps."""
_MAX_FULL_NAME_WORDS = 4
"""Maximum number of words of one person's name."""
_MAX_SECTION_WORDS = 6
"""Maximum number of words of a heading such as "About the Company"."""

_INNER_END = re.compile(r"[.!?…][\"'”’»)\]]*\s+[\"'“‘«(\[]*[^\W\d_]")
_MAX_BOX_WORDS = 60
"""Maximum number of words of a paragraph that asks the reader to subscribe, to donate or to comment politely."""
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
    r"\W*(?:sign up|subscribe|support|join|become|follow|donate|get|want|comments|please)\b", re.IGNORECASE
)

_CREDIT = re.compile(
    r"\bCC[ -]BY\b|\bcreative commons\b|\bgetty images\b|\bshutterstock\b|\bistock\b"
    r"|\bAP photo\b|\bunsplash\b|\bwikimedia\b|\bflickr\b|\bpicture alliance\b|\bReuters/|/Reuters\b|/AFP\b|\bAFP/"
    r"|^\W*(?:photo|photograph|image|picture|illustration|credit|foto|bild|crédit|fotografía)s?"
    r"(?: (?:by|credit|courtesy)\b|\s*[:©])",
    re.IGNORECASE,
)
_CREDIT_AT_END = re.compile(
    r"(?:photo|photograph|photography|image|picture|illustration|credit|foto|fotos|bild|crédit|fotografía)s?"
    r"(?: by\b|\s*[:©]).{2,60}$",
    re.IGNORECASE,
)
_CREDIT_IN_BRACKETS = re.compile(r"\((?:photo|photograph|image|picture|foto|bild)s?\b", re.IGNORECASE)
_NAME = r"[A-Z\u00c0-\u00de][\w’'-]*+\.?(?:[A-Z]\.)*+"
_NAMES = rf"{_NAME}(?:[ ,]+(?:(?:and|&|und|et|y|de|la|del|di|da|van|von|der|den) ){{0,2}}{_NAME}){{1,8}}"
_BYLINE = re.compile(
    rf"\W*(?:(?:(?:\w+ ){{0,3}}by|By|BY|Ein \w+ von|Von|VON|von|Por|POR|Par|PAR|Di|Door|Av)[: ]"
    rf"|(?:Words|Text|Author|Autor|Autorin|Interview|Pictures|Photos|Fotos):)\s*{_NAMES}(?:\s*[|/,(·•–—-].*|\s*)$"
)
_NAMES_ALONE = re.compile(
    rf"\W*(?:by(?=[A-Z])|(?:\w+ ){{0,3}}(?:by|By|BY|von|Von|VON|Por|POR|Par|PAR)[: ]\s*)?(?P<names>{_NAMES})"
    rf"(?: in {_NAME})?"
    r"(?:\s*[|/,·•–—-].*|\s*)$"
)
_CONTRIBUTED = re.compile(r"\bcontributed (?:reporting|research|to this (?:report|story|article))\b.{0,40}$")
_COUNTED_COMMENTS = re.compile(
    r"\W*\d[\d.,]* (?:thoughts? on|responses? to|repl(?:y|ies) to|gedanken? zu|réflexions? sur|pensieri? su)\b",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"\b\d{1,2}[:.h]\d\d\b")
_NUMERIC_DATE = re.compile(r"\b(?:\d{1,2}[./-]\s?\d{1,2}[./-]\s?\d{2,4}|\d{4}-\d{2}-\d{2})\b")
_AGO = re.compile(
    r"\b(?:\d+ ?(?:h|hr|hrs|m|min|mins|d|w|hours?|minutes?|days?|weeks?|months?|years?) ago\b|(?:vor|il y a|hace|há) "
    r"\d+ \w+)",
    re.IGNORECASE,
)
_ENDS = (".", "!", "?", "…")
_DIGITS = re.compile(r"\d{1,4}(?:st|nd|rd|th)?[.,]?$")
_ADDRESS = re.compile(r"\A\W*+(?:https?://\S+|www\.\S+|[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,5})\W*+\Z")
_ABOUT = re.compile(r"\W*(?:About|ABOUT|Über|À propos de|Acerca de|Sobre|Chi è)\s+[A-ZÀ-Þ\d]")
_CONSENT = re.compile(
    r"\b(?:cookies?|consent|personal data|our partners|personali[sz]ed ads|privacy policy|legitimate interest"
    r"|datenschutz\w*|einwilligung|unsere partner|personenbezogene\w*|consentement|données personnelles|nos partenaires"
    r"|consentimiento|datos personales|nuestros socios)\b",
    re.IGNORECASE,
)
_MIN_CONSENT_PHRASES = 3
"""Minimum number of phrases about data of a paragraph that asks for consent."""
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
    phrase = _phrase_of(text) if words <= _MAX_DISCLAIMER_WORDS else ""
    if phrase and (words <= _MAX_PHRASE_WORDS or phrase == "disclaimer"):
        return phrase
    if words <= MIN_LONG_WORDS and _CONTRIBUTED.search(text):
        return "disclaimer"
    if words <= _MAX_CONSENT_WORDS and _asks_consent(text):
        return "box"
    if words <= _MAX_PHRASE_WORDS and _ADDRESS.match(text):
        return "link"
    if words <= _MAX_BOX_WORDS and _is_box(text):
        return "box"
    if words <= 2 * _MAX_PHRASE_WORDS:
        if _BOOK_START.match(text):
            return "book start"
        if _BOOK_END.match(text):
            return "book end"
        if _BYLINE.match(text) and not (ends_sentence(text) and words > _MAX_PHRASE_WORDS):
            return "byline"
    if _is_caption(text, words):
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


def _is_caption(text: str, words: int) -> bool:
    """Return whether a text credits a picture: a short one anywhere, a longer one only at its start or its end."""
    if words <= MIN_LONG_WORDS:
        return bool(_CREDIT.search(text) or _CREDIT_AT_END.search(text)) or _ends_with_credit(text)
    if words > 3 * MIN_LONG_WORDS:
        return False
    edges = f"{text[:_CREDIT_EDGE]} … {text[-_CREDIT_EDGE:]}"
    return (not ends_sentence(text) and _CREDIT.search(edges) is not None) or _ends_with_credit(text)


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


def names_in_line(text: str, words: int) -> tuple[str, ...]:
    """Return the full names of a line that is nothing but names, such as "By Jane Roe and John Doe"; else none."""
    match = _NAMES_ALONE.match(text) if 2 <= words <= 2 * _MAX_NAMES_WORDS else None
    if not match or ends_sentence(text):
        return ()
    names = [WORD.findall(name) for name in re.split(r",|\b(?:and|und|et|y|e|og|och|en|AND)\b|&", match["names"])]
    return tuple(" ".join(name) for name in names if _is_full_name(name))


def _is_full_name(words: list[str]) -> bool:
    """Return whether words are a first and a last name and not a headline in capitals."""
    capitalised = " ".join(word for word in words if word[0].isupper())
    return 2 <= len(words) <= _MAX_FULL_NAME_WORDS and function_share(capitalised) == 0


def is_date_mark(text: str, words: int) -> bool:
    """Return whether a line is only a date of publication: "Published 3 May 2020, 14:05", "2 hours ago"."""
    if words > _MAX_DATE_WORDS or not any(map(str.isdigit, text)) or text.rstrip().endswith(_ENDS):
        return False
    found = WORD.findall(text)
    has_month = any(word.casefold().rstrip(".") in months() for word in found) and any(map(_DIGITS.match, found))
    if not (has_month or _NUMERIC_DATE.search(text) or _CLOCK.search(text) or _AGO.search(text)):
        return False
    unknown = [word for word in found if not (word[0].isdigit() or word.casefold().rstrip(".") in months())]
    return len(unknown) <= max(3, len(found) // 2 + 1)


def is_section_about(text: str, words: int) -> bool:
    """Return whether a heading begins the publisher's description of itself or of an author: "About the Company"."""
    return words <= _MAX_SECTION_WORDS and not ends_sentence(text) and _ABOUT.match(text) is not None


def _asks_consent(text: str) -> bool:
    """Return whether a paragraph asks the reader for consent to cookies."""
    return (
        len({phrase.lower() for phrase in _CONSENT.findall(text)}) >= _MIN_CONSENT_PHRASES
        and _SPEAKS_FOR_PAGE.search(text) is not None
        and _SPEAKS_TO_READER.search(text) is not None
    )


def is_table_row(text: str) -> bool:
    """Return whether a line without letters is a row of figures; a single figure is the number of a page."""
    figures = len(_FIGURE.findall(text))
    return figures >= _MIN_FIGURES or (figures > 1 and ("|" in text or "\t" in text))


def _is_box(text: str) -> bool:
    """Return whether a paragraph asks the reader to subscribe, to donate, to follow or to comment politely."""
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
    phrases = [
        (line.removesuffix("$"), rule, line.endswith("$"))
        for rule, lines in sections_of("evolve.text", "page_marks.txt").items()
        for line in lines
    ]
    return tuple(sorted(phrases, key=lambda phrase: (-len(phrase[0]), phrase)))


@cache
def _phrase_pattern() -> re.Pattern[str]:
    whole_lines = "|".join(re.escape(phrase) for phrase, _, alone in _phrases() if alone)
    starts = [phrase for phrase, _, alone in _phrases() if not alone]
    spaced, unspaced = (
        "|".join(re.escape(phrase) for phrase in starts if bool(UNSPACED_CHARACTER.search(phrase)) is wanted)
        for wanted in (False, True)
    )
    return re.compile(rf"(?:(?P<whole>{whole_lines})\W*$|(?P<begun>(?:{spaced})(?![^\W\d_])|(?:{unspaced})))")


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
    if _COUNTED_COMMENTS.match(text):
        return "comments"
    bare = " ".join(text.lower().split()).lstrip("#*_>-–—•|[( ")
    count = re.match(r"\d+\s+(?=comment|response|kommentar|comentario|commentaire|reacti|min|minute)", bare)
    match = _phrase_pattern().match(bare, count.end() if count else 0)
    rule = _rules()[match["whole"] or match["begun"]] if match else ""
    if rule in ("teasers", "pointer") and bare.endswith(".") and len(bare.split()) > 2:
        return ""
    is_sentence = ends_sentence(text) and len(bare.split()) >= _MIN_LEGAL_SENTENCE_WORDS
    if (is_sentence and bare.startswith(_LEGAL_PHRASES)) or (
        rule == "update date" and (is_sentence or not any(map(str.isdigit, text)))
    ):
        return ""
    return rule
