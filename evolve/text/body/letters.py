"""Find the lines of a letter, an e-mail, an open letter or a speech that only greet or sign, and make no claim.

Only the two ends of a text are examined. Above a salutation there may only be a title, a date and addresses; below a
closing only names and a postscript, which is kept. A letter quoted in an essay is left alone. A weak clue counts if the
clue at the other end of the letter is strong; in verse and lists both must be strong. In doubt a line is kept: a
stray greeting costs a reader less than a lost sentence.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from evolve.text.body.letter_patterns import (
    Clue,
    closing_clue,
    is_address,
    is_date_line,
    is_header,
    is_letter_salutation,
    is_lone_signature,
    is_person,
    is_postscript,
    may_be_below_closing,
    precedes_closing,
    salutation_clue,
)
from evolve.text.paragraphs import ends_sentence

_OVERRIDABLE_RULES = frozenset({"title", "outside"})
"""Rules that a rule for letters may replace, because its name describes the left-out line better."""
_MAX_HEAD_LINES = 16
"""Maximum number of lines with letters above a salutation: two addresses, a date, a subject, a title."""
_MAX_OFFICE_LINES = 8
"""Maximum number of lines of an office and an address below a name; after them only names may follow."""
_MAX_POSTSCRIPTS = 4
"""Number of postscripts, from the last, above which a closing is searched for."""
_MAX_CLOSING_LINES = 4
"""Maximum number of lines of a closing whose lines are broken by hand."""
_MIN_SIGNATORIES = 3
"""Minimum number of consecutive names that are a list of signatories without an introduction."""
_MAX_SIGNATURE_LINES = 8
"""Maximum number of lines below the mark of a signature."""


@dataclass(frozen=True, slots=True)
class _EndLines:
    """The lines of a letter found at one end of the text, and how strong the clue to them is."""

    clue: Clue = Clue.NONE
    rules: dict[int, str] = field(default_factory=dict)
    """The rules, by line index."""


def letter_furniture(lines: Sequence[str], kept: Sequence[bool], line_rules: Sequence[str]) -> dict[int, str]:
    """Return the lines that only greet or sign, with their rule in `evolve.text.body.RULES`; never all the lines kept.

    `kept` is whether each line is in the body so far, and `line_rules` the rule that decided.
    """
    # Lines that another rule removed for good are no evidence of where a letter begins or ends.
    texts = [
        line if keep or rule in _OVERRIDABLE_RULES else ""
        for line, keep, rule in zip(lines, kept, line_rules, strict=True)
    ]
    lettered = [k for k, text in enumerate(texts) if any(map(str.isalpha, text))]
    inside = [k for k in lettered if kept[k]]
    if not inside:
        return {}
    has_sentences = any(line_rules[k] in ("prose", "short sentence") for k in inside)
    fields = _fields(texts, lettered)
    head = _head(texts, kept, [k for k in lettered if k not in fields])
    foot = _foot(texts, lettered, inside, head)
    clues = (head.clue, foot.clue)
    rules = fields | (_mail_signature(texts, lettered) if fields else {})
    if (Clue.STRONG in clues and has_sentences) or clues == (Clue.STRONG, Clue.STRONG):
        rules |= head.rules | foot.rules | _separators(texts, foot.rules)
    return rules if any(k not in rules for k in inside) else {}


def _fields(texts: Sequence[str], lettered: Sequence[int]) -> dict[int, str]:
    """Return the header of an e-mail: two fields or more before all other lines with letters."""
    count = 0
    while count < len(lettered) and is_header(texts[lettered[count]]):
        count += 1
    return dict.fromkeys(lettered[:count], "mail header") if count > 1 else {}


def _mail_signature(texts: Sequence[str], lettered: Sequence[int]) -> dict[int, str]:
    """Return the few lines at the end of an e-mail below the line "-- ", with which mail programs begin a signature."""
    last = lettered[-_MAX_SIGNATURE_LINES:]
    mark = next((k for k in range(last[0], len(texts)) if texts[k].rstrip() == "--"), len(texts))
    return {k: "signature" for k in range(mark, len(texts)) if texts[k].strip()}


def _head(texts: Sequence[str], kept: Sequence[bool], lettered: Sequence[int]) -> _EndLines:
    """Return the lines up to the salutation, with their rules; without a salutation only lines with a date."""
    rules: dict[int, str] = {}
    salutations: dict[int, Clue] = {}
    for k in lettered[:_MAX_HEAD_LINES]:
        clue = salutation_clue(texts[k])
        rule = (
            "salutation" if clue is Clue.STRONG else _head_rule(texts[k]) or ("salutation" if clue is Clue.WEAK else "")
        )
        if rule:
            rules[k] = rule
        elif kept[k]:
            break
        if clue is not Clue.NONE:
            salutations[k] = Clue.WEAK if _continues(texts, k) else clue
    if not salutations:
        first = next((k for k in lettered if kept[k]), -1)
        return _EndLines(Clue.NONE, {k: "place and date" for k in lettered if k <= first and is_date_line(texts[k])})
    best = Clue.STRONG if Clue.STRONG in salutations.values() else Clue.WEAK
    last = max(k for k, clue in salutations.items() if clue is best)
    rules[last] = "salutation"
    subject = next((k for k in lettered if k > last), last)
    return _EndLines(
        best, {k: rule for k, rule in rules.items() if k <= last or (k == subject and rule == "mail header")}
    )


def _separators(texts: Sequence[str], rules: dict[int, str]) -> dict[int, str]:
    """Return the lines of dashes between the lines below a closing."""
    inner = range(min(rules, default=0), max(rules, default=0))
    return {k: "signature" for k in inner if k not in rules and texts[k].strip()}


def _head_rule(text: str) -> str:
    """Return the rule for a line above a salutation; empty if there is none."""
    if is_date_line(text):
        return "place and date"
    if is_header(text):
        return "mail header"
    return "recipient" if is_address(text) else ""


def _continues(texts: Sequence[str], k: int) -> bool:
    """Return whether the next line looks like the rest of a sentence begun on this line."""
    return k + 1 < len(texts) and texts[k + 1].lstrip()[:1].islower()


def _foot(texts: Sequence[str], lettered: Sequence[int], inside: Sequence[int], head: _EndLines) -> _EndLines:
    """Return the closing and the lines below it, before or after the last postscripts."""
    postscripts = [n for n, k in enumerate(lettered) if is_postscript(texts[k])]
    ends = [len(lettered), *postscripts[-_MAX_POSTSCRIPTS:], lettered.index(inside[-1]) + 1]
    best = _EndLines()
    for end in ends:
        found = _closing_lines(texts, lettered[:end])
        if found.clue.value > best.clue.value:
            best = found
    if best.clue is Clue.NONE and head.clue is Clue.STRONG:
        return _signatures_without_closing(texts, lettered, head)
    return best


def _closing_lines(texts: Sequence[str], lettered: Sequence[int]) -> _EndLines:
    """Return the closing and the names below it."""
    unknown_lines = 0
    for n in range(len(lettered) - 1, 0, -1):
        k = lettered[n]
        end = min(n + _closing_line_count(texts, k), len(lettered))
        following = texts[lettered[end]] if end < len(lettered) else None
        clue = closing_clue(" ".join(texts[j] for j in lettered[n:end]), following)
        if clue is not Clue.NONE and (first := _closing_start(texts, lettered, n)):
            tail = lettered[end:]
            office_lines, name_lines = tail[:_MAX_OFFICE_LINES], tail[_MAX_OFFICE_LINES:]
            if not (
                all(_may_follow_closing(texts[j]) for j in office_lines)
                and all(is_person(texts[j]) for j in name_lines)
            ):
                return _EndLines()
            rules = {j: "place and date" if is_date_line(texts[j]) else "signature" for j in tail}
            return _EndLines(clue, dict.fromkeys(lettered[first:end], "closing") | rules)
        # A closing may be a sentence broken by hand, whose last lines match no pattern by themselves.
        unknown_lines = 0 if _may_follow_closing(texts[k]) else unknown_lines + 1
        if unknown_lines >= _MAX_CLOSING_LINES:
            break
    return _EndLines()


def _may_follow_closing(text: str) -> bool:
    """Return whether a line may be part of the names, dates and fields below a closing."""
    return may_be_below_closing(text) or is_date_line(text) or (is_header(text) and not ends_sentence(text))


def _closing_line_count(texts: Sequence[str], k: int) -> int:
    """Return the number of lines of a closing that begins on this line and is broken by hand."""
    count = 1
    for line, following in zip(texts[k : k + _MAX_CLOSING_LINES], texts[k + 1 : k + _MAX_CLOSING_LINES], strict=False):
        if ends_sentence(line) or not following.lstrip()[:1].islower():
            break
        count += 1
    return count


def _closing_start(texts: Sequence[str], lettered: Sequence[int], n: int) -> int:
    """Return the position in `lettered` of a closing's first line; 0 if the closing ends an earlier sentence."""
    k = lettered[n]
    before = texts[k - 1]
    if precedes_closing(before) and n > 1 and lettered[n - 1] == k - 1:
        return n - 1 if _is_separated(texts[k - 2]) else 0
    lower = texts[k].lstrip()[:1].islower()
    return n if not before.strip() or (_is_separated(before) and not lower) else 0


def _is_separated(before: str) -> bool:
    """Return whether the line before has no letters or ends a sentence."""
    return not any(map(str.isalpha, before)) or ends_sentence(before)


def _signatures_without_closing(texts: Sequence[str], lettered: Sequence[int], head: _EndLines) -> _EndLines:
    """Return the names at the end of a letter without a closing: a lone signature, or a list of signatories."""
    names = 0
    for k in reversed(lettered):
        if not is_person(texts[k]):
            break
        names += 1
    if names >= _MIN_SIGNATORIES:
        return _EndLines(Clue.WEAK, dict.fromkeys(lettered[-names:], "signature"))
    last = lettered[-1]
    is_to_friend = any(rule == "salutation" and is_letter_salutation(texts[k]) for k, rule in head.rules.items())
    is_lone = not texts[last - 1].strip() and is_lone_signature(texts[last], allow_first_name=is_to_friend)
    return _EndLines(Clue.WEAK, {last: "signature"}) if is_lone else _EndLines()
