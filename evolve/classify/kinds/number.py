"""Numbers and dates that differ, with the old and the new one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from evolve.classify.cue_targets import clause_around
from evolve.classify.quantities.numbers import Quantity
from evolve.classify.sentence import AnnotatedSentence
from evolve.model import Change, Kind

_BETWEEN = frozenset({"", ".", ",", "of", "the", "-", "–"})
_HALVES = frozenset({";", "—"})

SPAN = "s"
"""The unit of a stretch of time."""
SHARED = 1 / 3
"""The share of a clause's other words that must stand in the other sentence for its figures to be given or gone."""


def number_changes(before: AnnotatedSentence, after: AnnotatedSentence) -> Iterator[Change]:
    """A change for the numbers that differ and one for the dates that differ."""
    if not before.figures and not after.figures:
        return
    for date, kind in ((False, Kind.NUMBER), (True, Kind.DATE)):
        one = [figure for figure in before.figures if figure.date is date]
        two = [figure for figure in after.figures if figure.date is date]
        old, new = _changed(before, _without(one, two), after, _without(two, one))
        if not (old and new):
            # Said once more than before, a figure is neither given nor gone.
            old, new = _not_among(old, two), _not_among(new, one)
        if (old or new) and not _hour_and_span(before, old, after, new):
            yield Change(kind, _words(before, old, one), _words(after, new, two), _note(before, old, after, new))


def _without(these: list[Quantity], those: list[Quantity]) -> list[Quantity]:
    """The figures that the other side does not give, each as often as it is given more."""
    spare = Counter(figure.key for figure in those)
    out = []
    for figure in these:
        if spare[figure.key]:
            spare[figure.key] -= 1
        else:
            out.append(figure)
    return out


def _changed(
    before: AnnotatedSentence, old: list[Quantity], after: AnnotatedSentence, new: list[Quantity]
) -> tuple[list[Quantity], list[Quantity]]:
    """Those of the figures that are about what both sentences say, or of the one measure that both give."""
    shown_old = [figure for figure in old if _in_a_shared_clause(before, figure, after)]
    shown_new = [figure for figure in new if _in_a_shared_clause(after, figure, before)]
    if not (shown_old and shown_new) and len(old) == len(new) == 1 and _unit(old[0]) == _unit(new[0]) != "":
        if _of_another_claim(before, old[0], after) or _of_another_claim(after, new[0], before):
            return [], []
        return old, new
    return shown_old, shown_new


def _in_a_shared_clause(sentence: AnnotatedSentence, figure: Quantity, other: AnnotatedSentence) -> bool:
    """Whether the clause a figure stands in says something that the other sentence says too.

    A clause of figures alone ("On 9 May,") belongs to the one after it, or at the end to the one before.
    """
    starts = sentence.lexicon.clause_starts
    first, last = clause_around(sentence, _index(sentence, figure), starts)
    about = _about(sentence, first, last)
    if not about and last < len(sentence.words):
        about = _about(sentence, *clause_around(sentence, min(last + 1, len(sentence.words) - 1), starts))
    if not about and first:
        about = _about(sentence, *clause_around(sentence, max(first - 2, 0), starts))
    return not about or sum(key in other.content for key in about) >= SHARED * len(about)


def _of_another_claim(sentence: AnnotatedSentence, figure: Quantity, other: AnnotatedSentence) -> bool:
    """Whether a figure's half of a sentence shares nothing with the other sentence, and another half does."""
    at = _index(sentence, figure)
    first = max((i + 1 for i in range(at) if sentence.words[i].low in _HALVES), default=0)
    last = next((i for i in range(at, len(sentence.words)) if sentence.words[i].low in _HALVES), len(sentence.words))
    if first == 0 and last == len(sentence.words):
        return False
    inside = set(_about(sentence, first, last))
    outside = {*_about(sentence, 0, first), *_about(sentence, last, len(sentence.words))}
    return not inside & other.content and bool(outside & other.content)


def _about(sentence: AnnotatedSentence, first: int, last: int) -> list[str]:
    return [word.key for word in sentence.words[first:last] if word.content and not word.key.startswith("#")]


def _index(sentence: AnnotatedSentence, figure: Quantity) -> int:
    return next(index for index, word in enumerate(sentence.words) if word.start == figure.start)


def _not_among(these: list[Quantity], those: list[Quantity]) -> list[Quantity]:
    keys = {figure.key for figure in those}
    return [figure for figure in these if figure.key not in keys]


def _note(before: AnnotatedSentence, old: list[Quantity], after: AnnotatedSentence, new: list[Quantity]) -> str:
    """The direction, where there is one: of one figure against one other that counts the same thing."""
    if not old or not new:
        return "given" if new else "gone"
    if len(old) == len(new) == 1:
        a, b = old[0], new[0]
        if (a.clock or b.clock) and a.value != b.value:
            return "later" if b.value > a.value else "earlier"
        if a.year and b.year and a.value != b.value:
            return "later" if b.value > a.value else "earlier"
        same = _unit(a) == _unit(b) and (_unit(a) or _counted(before, a) == _counted(after, b))
        if not a.date and same and a.value != b.value:
            return "higher" if b.value > a.value else "lower"
    return ""


def _hour_and_span(
    before: AnnotatedSentence, old: list[Quantity], after: AnnotatedSentence, new: list[Quantity]
) -> bool:
    """Whether one side says for how long and the other at what time: "for four hours", "by ten every day"."""
    if not len(old) == len(new) == 1:
        return False
    one, two = old[0], new[0]
    return (_unit(one) == SPAN and _may_be_an_hour(after, two)) or (_unit(two) == SPAN and _may_be_an_hour(before, one))


def _may_be_an_hour(sentence: AnnotatedSentence, figure: Quantity) -> bool:
    if figure.clock or figure.date or _unit(figure) or not 0 < figure.value <= 24:
        return figure.clock
    at = _index(sentence, figure)
    counts = at + 1 < len(sentence.words) and sentence.words[at + 1].content
    return not counts and at > 0 and sentence.words[at - 1].low in sentence.lexicon.before_an_hour


def _unit(figure: Quantity) -> str:
    return figure.key.lstrip("#-.0123456789e+")


def _counted(sentence: AnnotatedSentence, figure: Quantity) -> str:
    """What a number counts: the next content word, or the one before it at the end of a clause; as it is compared."""
    at = _index(sentence, figure)
    for word in sentence.words[at + 1 : at + 4]:
        if word.mark:
            break
        if word.content:
            return word.key
    return next((word.key for word in reversed(sentence.words[:at]) if word.content), "")


def _words(sentence: AnnotatedSentence, figures: list[Quantity], all_of_kind: list[Quantity]) -> str:
    """The figures as written; the parts of one date together, even where only one of them differs."""
    out: list[tuple[int, int]] = []
    for figure in figures:
        start, end = figure.start, figure.end
        if figure.date:
            for other in all_of_kind:
                if other.end <= start and sentence.text[other.end : start].strip().lower() in _BETWEEN:
                    start = other.start
            for other in all_of_kind:
                if other.start >= end and sentence.text[end : other.start].strip().lower() in _BETWEEN:
                    end = other.end
        if not out or out[-1] != (start, end):
            out.append((start, end))
    # A figure may hold a comma of its own.
    return "; ".join(sentence.text[start:end] for start, end in out)
