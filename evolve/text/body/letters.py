"""Finds the furniture of a letter, an e-mail, an open letter or a speech: what greets and signs, and claims nothing.

Only the two ends of a text are looked at. Above a salutation nothing may stand but a title, a date and addresses; below
a closing nothing but names and a postscript, which stays. A letter that an essay quotes is left alone. A clue that is
weak by itself counts where the other end of the letter is plain, and in verse and lists both ends must be. In doubt a
line is kept: a stray greeting costs a reader less than a lost sentence.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from evolve.text.body.letter_patterns import (
    Sure,
    closing,
    is_address,
    is_date_line,
    is_friendly,
    is_header,
    is_person,
    is_postscript,
    leads,
    may_sign,
    salutation,
    signs_alone,
)
from evolve.text.paragraphs import SENTENCE_END

_MAY_GREET = frozenset({"title", "outside"})
"""Rules under which a line may have been left out that is a letter's, so that it is called by its better name."""
_HEAD = 16
"""Lines with letters that may stand above a salutation: two addresses, a date, a subject, a title."""
_BLOCK = 8
"""Lines that an office and an address below a name have; from there on only names follow."""
_POSTSCRIPTS = 4
"""Postscripts, from the last, that are searched for a closing above them."""
_BROKEN = 4
"""Lines that a closing has at most where lines are broken by hand."""
_LIST = 3
"""Names in a row that are a list of those who signed though nothing announces them."""


@dataclass(frozen=True, slots=True)
class _End:
    """What was found at one end of the text."""

    sure: Sure = Sure.NO
    rules: dict[int, str] = field(default_factory=dict)
    """The rule by the index of the line."""


def letter_furniture(lines: Sequence[str], kept: Sequence[bool], verdict: Sequence[str]) -> dict[int, str]:
    """Which lines are furniture of a letter, and by which rule of `evolve.text.body.RULES`; never all that were kept.

    `kept` and `verdict` say which lines the body has so far, and by which rule.
    """
    # What another rule took away for good says nothing about where a letter begins and ends.
    texts = [line if keep or rule in _MAY_GREET else "" for line, keep, rule in zip(lines, kept, verdict, strict=True)]
    lettered = [k for k, text in enumerate(texts) if any(map(str.isalpha, text))]
    inside = [k for k in lettered if kept[k]]
    if not inside:
        return {}
    has_sentences = any(verdict[k] in ("prose", "short sentence") for k in inside)
    fields = _fields(texts, lettered)
    head = _head(texts, kept, [k for k in lettered if k not in fields])
    foot = _foot(texts, lettered, inside, head)
    plain = (head.sure, foot.sure)
    out = dict(fields)
    if (Sure.YES in plain and has_sentences) or plain == (Sure.YES, Sure.YES):
        out |= head.rules | foot.rules | _between(texts, foot.rules)
    return out if any(k not in out for k in inside) else {}


def _fields(texts: Sequence[str], lettered: Sequence[int]) -> dict[int, str]:
    """The head of an e-mail: two fields or more before all else."""
    count = 0
    while count < len(lettered) and is_header(texts[lettered[count]]):
        count += 1
    return dict.fromkeys(lettered[:count], "mail header") if count > 1 else {}


def _head(texts: Sequence[str], kept: Sequence[bool], lettered: Sequence[int]) -> _End:
    rules: dict[int, str] = {}
    said: dict[int, Sure] = {}
    for k in lettered[:_HEAD]:
        sure = salutation(texts[k])
        rule = "salutation" if sure is Sure.YES else _above(texts[k]) or ("salutation" if sure is Sure.MAYBE else "")
        if rule:
            rules[k] = rule
        elif kept[k]:
            break
        if sure is not Sure.NO:
            said[k] = Sure.MAYBE if _goes_on(texts, k) else sure
    if not said:
        first = next((k for k in lettered if kept[k]), -1)
        return _End(Sure.NO, {k: "place and date" for k in lettered if k <= first and is_date_line(texts[k])})
    best = Sure.YES if Sure.YES in said.values() else Sure.MAYBE
    last = max(k for k, sure in said.items() if sure is best)
    rules[last] = "salutation"
    subject = next((k for k in lettered if k > last), last)
    return _End(best, {k: rule for k, rule in rules.items() if k <= last or (k == subject and rule == "mail header")})


def _between(texts: Sequence[str], rules: dict[int, str]) -> dict[int, str]:
    """The lines of dashes that part what stands below a closing."""
    inner = range(min(rules, default=0), max(rules, default=0))
    return {k: "signature" for k in inner if k not in rules and texts[k].strip()}


def _above(text: str) -> str:
    if is_date_line(text):
        return "place and date"
    if is_header(text):
        return "mail header"
    return "recipient" if is_address(text) else ""


def _goes_on(texts: Sequence[str], k: int) -> bool:
    """Whether the next line looks like the rest of the sentence that this one began."""
    return k + 1 < len(texts) and texts[k + 1].lstrip()[:1].islower()


def _foot(texts: Sequence[str], lettered: Sequence[int], inside: Sequence[int], head: _End) -> _End:
    postscripts = [n for n, k in enumerate(lettered) if is_postscript(texts[k])]
    stops = [len(lettered), *postscripts[-_POSTSCRIPTS:], lettered.index(inside[-1]) + 1]
    best = _End()
    for stop in stops:
        found = _closed(texts, lettered[:stop])
        if found.sure.value > best.sure.value:
            best = found
    if best.sure is Sure.NO and head.sure is Sure.YES:
        return _unclosed(texts, lettered, head)
    return best


def _closed(texts: Sequence[str], lettered: Sequence[int]) -> _End:
    """The closing above a tail of names, and that tail."""
    waiting = 0
    for n in range(len(lettered) - 1, 0, -1):
        k = lettered[n]
        end = min(n + _broken(texts, k), len(lettered))
        following = texts[lettered[end]] if end < len(lettered) else None
        sure = closing(" ".join(texts[j] for j in lettered[n:end]), following)
        if sure is not Sure.NO and (first := _begins(texts, lettered, n)):
            tail = lettered[end:]
            office, names = tail[:_BLOCK], tail[_BLOCK:]
            if not (all(_below(texts[j]) for j in office) and all(is_person(texts[j]) for j in names)):
                return _End()
            rules = {j: "place and date" if is_date_line(texts[j]) else "signature" for j in tail}
            return _End(sure, dict.fromkeys(lettered[first:end], "closing") | rules)
        # A closing may be a sentence that is broken by hand: its last lines look like nothing by themselves.
        waiting = 0 if _below(texts[k]) else waiting + 1
        if waiting >= _BROKEN:
            break
    return _End()


def _below(text: str) -> bool:
    return may_sign(text) or is_date_line(text) or (is_header(text) and not SENTENCE_END.search(text))


def _broken(texts: Sequence[str], k: int) -> int:
    """How many lines a closing has that begins on this one and is broken by hand."""
    count = 1
    for line, following in zip(texts[k : k + _BROKEN], texts[k + 1 : k + _BROKEN], strict=False):
        if SENTENCE_END.search(line) or not following.lstrip()[:1].islower():
            break
        count += 1
    return count


def _begins(texts: Sequence[str], lettered: Sequence[int], n: int) -> int:
    """The place of the line with which a closing begins; 0 if it is the end of a sentence that began before it."""
    k = lettered[n]
    before = texts[k - 1]
    if leads(before) and n > 1 and lettered[n - 1] == k - 1:
        return n - 1 if _parted(texts[k - 2]) else 0
    lower = texts[k].lstrip()[:1].islower()
    return n if not before.strip() or (_parted(before) and not lower) else 0


def _parted(before: str) -> bool:
    return not any(map(str.isalpha, before)) or SENTENCE_END.search(before) is not None


def _unclosed(texts: Sequence[str], lettered: Sequence[int], head: _End) -> _End:
    """Names at the end of a letter that takes no leave: a lone signature, or a list of those who signed."""
    names = 0
    for k in reversed(lettered):
        if not is_person(texts[k]):
            break
        names += 1
    if names >= _LIST:
        return _End(Sure.MAYBE, dict.fromkeys(lettered[-names:], "signature"))
    last = lettered[-1]
    friend = any(rule == "salutation" and is_friendly(texts[k]) for k, rule in head.rules.items())
    alone = not texts[last - 1].strip() and signs_alone(texts[last], friend=friend)
    return _End(Sure.MAYBE, {last: "signature"}) if alone else _End()
