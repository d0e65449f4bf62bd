"""Find the lines of a file that are the essay.

There are two kinds of file. A text that someone wrote or saved as a whole is kept, except for its title. A page that
was copied from a browser, or lost its tags in another way, contains navigation, captions, notes, comments and teasers;
there the essay is the run of paragraphs with the greatest sum of prose words, minus a cost for every paragraph that is
not prose (maximum subarray: Bentley 1984, by Kadane's scan). The phrases of a page decide which of the two kinds a file
is. Salutations and signatures at the ends of a letter are removed from both kinds (see `evolve.text.body.letters`), and
so are the courtesies of a speech (see `evolve.text.body.speeches`). In doubt a line is kept: a stray caption costs a
reader less than a lost sentence.

Every line gets the name of the rule that decided, so that a person can see the reason and overrule it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from evolve.errors import UsageError
from evolve.text.body.essay_lines import decide_page, is_page, kinds_in_context
from evolve.text.body.letters import letter_furniture
from evolve.text.body.paragraph import TEXT_KINDS, Paragraph
from evolve.text.body.paragraph_kinds import MIN_PROSE_WORDS, is_table_row, paragraph_kind, word_count
from evolve.text.body.quotations import quoted_lines
from evolve.text.body.speeches import speech_furniture
from evolve.text.body.titles import is_surely_text, is_surely_title
from evolve.text.languages import WORD, function_share
from evolve.text.paragraphs import ends_sentence, line_spans, paragraph_ranges

RULES: dict[str, str] = {
    "all": "kept: every line was requested",
    "user": "the lines that were requested are kept, no others",
    "chosen": "the lines that you chose one by one are kept, no others",
    "blank": "an empty line",
    "prose": "kept: ten words or more that end like a sentence, or thirty words",
    "short sentence": "kept: ends like a sentence",
    "list item": "kept: begins with a list mark",
    "heading": "kept: short, without the end of a sentence, between paragraphs of the essay",
    "letters": "kept: nothing in this text looks like prose, so every line with letters stays",
    "figures": "kept: a row of figures",
    "update date": "kept: the date on which the text was last changed",
    "another version": "decided as in another version that has the same line",
    "box": "left out: asks the reader to subscribe, to donate or to comment politely",
    "ornament": "left out: no letters",
    "title": "left out: the headings before the first sentence",
    "byline": "left out: names the authors",
    "before the byline": "left out: a title, summary or caption above the names of the authors",
    "standfirst": "left out: a summary that ends with the authors' names",
    "caption": "left out: names or credits a picture or a table",
    "junk": "left out: a phrase of the page, such as a call to subscribe",
    "author note": "left out: a note about the authors",
    "comments": "left out: readers' comments begin here",
    "paywall": "left out: the page continues only for readers who pay",
    "teasers": "left out: points to other articles",
    "pointer": "left out: the title or the summary of another article, below a line such as Read more",
    "repeated": "left out: a line that is elsewhere on the page too",
    "pull quote": "left out: repeats words of the essay, set apart from it",
    "date line": "left out: when the page was published, or how long ago",
    "disclaimer": "left out: the publisher's correction, disclaimer, licence or credit",
    "notes": "left out: notes, sources or the publisher's description of itself begin here",
    "link": "left out: a web or e-mail address and nothing else",
    "mail header": "left out: a field at the head of an e-mail or a letter",
    "place and date": "left out: where and when a letter was written",
    "recipient": "left out: an address above a salutation",
    "salutation": "left out: greets the readers of a letter or the audience of a speech",
    "closing": "left out: a greeting or thanks at the end of a letter or a speech",
    "signature": "left out: the name or the office of a person who signed",
    "formula": "left out: only greets, thanks, blesses or conducts a meeting, as speeches do",
    "stage direction": "left out: describes the audience or the scene, such as [Applause]",
    "book start": "left out: the note that a digital library puts before a book",
    "book end": "left out: the licence that a digital library puts after a book",
    "after the end": "left out: follows notes, comments, teasers or a licence",
    "outside": "left out: outside the run of paragraphs with the most prose",
}
"""Explanation of every rule, by its name."""

_DEPENDS_ON_POSITION = frozenset(
    {"title", "outside", "before the byline", "after the end", "ornament", "repeated", "pull quote", "pointer"}
)
"""Rules that leave a line out because of the lines around it, not because of its own words."""
_LETTER_RULES = frozenset({"salutation", "closing"})


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the text, whether it is kept, and the rule that decided."""

    number: int
    """The line number, from 1."""
    start: int
    """First character of the line in the text."""
    end: int
    """End of the line in the text, half-open, without its line feed."""
    kept: bool
    rule: str
    """The name of the rule that decided, a key of `RULES`."""


def find_body(text: str, body: str = "auto") -> tuple[Line, ...]:
    """Return every line of the text with the decision whether it is kept.

    `body` is "auto" (the rules decide), "all", line numbers from 1 such as "5-27" or "5-27,30-31", or quotations such
    as 'from "First words" to "last words"' (the lines with them and those between). Raises UsageError for anything
    else, for lines outside the text, and for quotations that are not in the text exactly once.
    """
    spans = list(line_spans(text))
    if body == "auto":
        return _by_rules(text, spans)
    ranges = None if body == "all" else _chosen_ranges(text, spans, body)
    lines = []
    for number, (start, end) in enumerate(spans, 1):
        blank = not text[start:end].strip()
        inside = ranges is None or any(first <= number <= last for first, last in ranges)
        rule = "blank" if blank else "all" if ranges is None else "user"
        lines.append(Line(number, start, end, inside and not blank, rule))
    return tuple(lines)


def agreed_lines(versions: Sequence[tuple[str, Sequence[Line]]]) -> list[tuple[Line, ...]]:
    """Return the lines of versions, each a text and its lines, with the same decision for lines of the same words.

    A line that is in the body of one version is taken into the body of every other that left it out because of its
    position: what is a heading in one is no title in the other. It is left out of all if one version recognised it as
    no part of an essay, such as a call to subscribe.
    """
    words = [[_words_of(text[line.start : line.end]) for line in lines] for text, lines in versions]
    kept: set[str] = set()
    refused: set[str] = set()
    for keys, (_, lines) in zip(words, versions, strict=True):
        kept_here = {key for key, line in zip(keys, lines, strict=True) if line.kept}
        # A title that is repeated inside its text is a title in both versions.
        kept |= kept_here - {key for key, line in zip(keys, lines, strict=True) if not line.kept}
        refused |= {
            key
            for key, line in zip(keys, lines, strict=True)
            if not line.kept and line.rule not in _DEPENDS_ON_POSITION and key not in kept_here
        }
    agreed = []
    for keys, (_, lines) in zip(words, versions, strict=True):
        wanted = kept - refused - {key for key, line in zip(keys, lines, strict=True) if line.kept} - {""}
        decided = []
        for key, line in zip(keys, lines, strict=True):
            if key in wanted and not line.kept:
                wanted.discard(key)
                line = replace(line, kept=True, rule="another version")
            elif line.kept and key and key in refused:
                line = replace(line, kept=False, rule="another version")
            decided.append(line)
        agreed.append(tuple(decided))
    return agreed


def _words_of(line: str) -> str:
    """Return the words of a line in lower case; empty for a line without letters."""
    return " ".join(WORD.findall(line.casefold())) if any(map(str.isalpha, line)) else ""


def paragraphs_of(text: str, lines: Sequence[Line]) -> tuple[tuple[int, int], ...]:
    """Return the spans of the paragraphs that the kept lines form, without surrounding white space.

    If lines are long, each is a paragraph; if a text was broken into short lines by hand, the lines between two blank
    ones form a paragraph (see `evolve.text.paragraphs`).
    """
    kept = [line for line in lines if line.kept]
    paragraphs = []
    for first, last in paragraph_ranges(text, [(line.start, line.end) for line in kept]):
        start, end = kept[first].start, kept[last - 1].end
        piece = text[start:end]
        start += len(piece) - len(piece.lstrip())
        paragraphs.append((start, start + len(piece.strip())))
    return tuple(paragraphs)


def _chosen_ranges(text: str, spans: Sequence[tuple[int, int]], body: str) -> list[tuple[int, int]]:
    """Return the ranges of line numbers, first and last, that the user wrote or quoted."""
    if body.lstrip()[:4].lower() == "from":
        return [quoted_lines(text, spans, body)]
    # The empty string after the last line feed is not counted as a line.
    return _parse_line_ranges(body, len(spans) - text.endswith("\n"))


def _parse_line_ranges(body: str, count: int) -> list[tuple[int, int]]:
    """Return the ranges of line numbers, first and last, that the user wrote."""
    next_step = 'write it like "5-27", "5-27,30-31" or from "First words" to "last words", or use "auto" or "all"'
    ranges = []
    for part in body.split(","):
        match = re.fullmatch(r"\s*([0-9]{1,9})\s*(?:[-–]\s*([0-9]{1,9}))?\s*", part)
        if not match:
            raise UsageError(f"the body {body!r} is not a range of lines", next_step=next_step)
        first = int(match[1])
        last = int(match[2] or first)
        if first > last:
            raise UsageError(f"the body {part.strip()!r} ends before it begins", next_step=next_step)
        if first < 1 or last > count:
            raise UsageError(
                f"the body {part.strip()!r} lies outside the text", next_step=f"choose lines from 1 to {count}"
            )
        ranges.append((first, last))
    return ranges


def _by_rules(text: str, spans: Sequence[tuple[int, int]]) -> tuple[Line, ...]:
    paragraphs = _paragraphs(text, spans)
    decisions = _decisions(paragraphs)
    rules = ["blank"] * len(spans)
    kept = [False] * len(spans)
    for paragraph, (keep, rule) in zip(paragraphs, decisions, strict=True):
        for k in range(paragraph.first, paragraph.last):
            rules[k], kept[k] = rule, keep
    for k, rule in letter_furniture([text[start:end] for start, end in spans], kept, rules).items():
        rules[k], kept[k] = rule, False
    for k, rule in _speech_lines(text, spans, kept, rules).items():
        rules[k], kept[k] = rule, False
    return tuple(Line(k + 1, *spans[k], kept[k], rules[k]) for k in range(len(spans)))


def _speech_lines(
    text: str, spans: Sequence[tuple[int, int]], kept: Sequence[bool], line_rules: Sequence[str]
) -> dict[int, str]:
    """Return the kept lines that are furniture of a speech, with the rule of each; none in a text without sentences."""
    inside = [k for k, keep in enumerate(kept) if keep]
    if not any(line_rules[k] in ("prose", "short sentence") for k in inside):
        return {}
    lines = [spans[k] for k in inside]
    paragraphs = paragraph_ranges(text, lines)
    texts = [text[lines[first][0] : lines[last - 1][1]] for first, last in paragraphs]
    rules = speech_furniture(texts, greets=not _LETTER_RULES.isdisjoint(line_rules))
    return {inside[line]: rule for n, rule in rules.items() for line in range(*paragraphs[n])}


def _paragraphs(text: str, spans: Sequence[tuple[int, int]]) -> list[Paragraph]:
    known_language = function_share(text[:20_000]) >= 0.15
    paragraphs = []
    for first, last in paragraph_ranges(text, spans):
        paragraph_text = text[spans[first][0] : spans[last - 1][1]]
        words = word_count(paragraph_text)
        kind = (
            paragraph_kind(paragraph_text, words, known_language=known_language)
            if any(map(str.isalpha, paragraph_text))
            else "figures"
            if is_table_row(paragraph_text)
            else "ornament"
        )
        paragraphs.append(Paragraph(first, last, kind, words, paragraph_text))
    return paragraphs


def _decisions(paragraphs: list[Paragraph]) -> list[tuple[bool, str]]:
    """Return for every paragraph whether it is kept, and the rule that decided."""
    low, high = _book_range(paragraphs)
    inside = paragraphs[low:high]
    kinds = kinds_in_context(inside)
    if not any(kind in ("prose", "short sentence") for kind in kinds):
        inner = [(kind != "ornament", "ornament" if kind == "ornament" else "letters") for kind in kinds]
    elif is_page(inside, kinds):
        inner = decide_page(inside, kinds)
    else:
        inner = _decide_plain_text(inside, kinds)
    return [(False, "book start")] * low + inner + [(False, "book end")] * (len(paragraphs) - high)


def _book_range(paragraphs: Sequence[Paragraph]) -> tuple[int, int]:
    """Return the range of paragraphs, half-open, between the notes of a digital library; all if there are none."""
    starts = [k for k, p in enumerate(paragraphs) if p.kind == "book start"]
    low = starts[0] + 1 if starts else 0
    ends = [k for k, p in enumerate(paragraphs) if p.kind == "book end" and k >= low]
    return low, ends[0] if ends else len(paragraphs)


def _kind_in_text(p: Paragraph, kind: str) -> str:
    """Return the kind of a paragraph in a text that is not a page: sentences that begin like a phrase are sentences."""
    if kind in ("disclaimer", "pointer", "notes", "caption label") and ends_sentence(p.text):
        return "prose" if p.words >= MIN_PROSE_WORDS else "short sentence"
    return kind


def _decide_plain_text(paragraphs: Sequence[Paragraph], kinds: Sequence[str]) -> list[tuple[bool, str]]:
    """Return the decisions for a text that is not a page: all is kept from the first sentence on."""
    kinds = [_kind_in_text(p, kind) for p, kind in zip(paragraphs, kinds, strict=True)]

    def may_begin_essay(k: int) -> bool:
        p = paragraphs[k]
        if kinds[k] in TEXT_KINDS:
            following = paragraphs[k + 1] if k + 1 < len(kinds) else None
            return not is_surely_title(p.text, p.words, below=following.text if following else "")
        if kinds[k] == "heading" and is_surely_text(p.text, p.words):
            return True
        return kinds[k] != "ornament" and p.text.rstrip().endswith((",", ";", ":"))

    is_text = [kind in TEXT_KINDS for kind in kinds]
    first = next((k for k in range(len(kinds)) if may_begin_essay(k)), is_text.index(True))
    last = max((k for k, kind in enumerate(kinds) if kind in TEXT_KINDS), default=-1)

    def decision(k: int) -> tuple[bool, str]:
        kind = kinds[k]
        if kind == "ornament" or (kind == "box" and k > last):
            return False, kind
        if kind == "update date":
            return True, kind
        return (False, "title") if k < first else (True, _kept_rule(kind))

    return [decision(k) for k in range(len(kinds))]


def _kept_rule(kind: str) -> str:
    return kind if kind in TEXT_KINDS or kind == "figures" else "heading"
