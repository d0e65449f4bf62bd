"""Numbers and dates that differ, each with the old and the new figure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from evolve.classify.cue_targets import clause_around
from evolve.classify.quantities.numbers import Quantity
from evolve.classify.sentence import AnnotatedSentence
from evolve.model import Change, Kind

_DATE_JOINERS = frozenset({"", ".", ",", "of", "the", "-", "–"})
"""What may separate two parts of one date."""
_HALF_MARKS = frozenset({";", "—"})
"""Marks that divide a sentence into halves."""

DURATION_UNIT = "s"
"""The unit of durations, in the keys of quantities."""
MIN_SHARED_CONTENT = 1 / 3
"""Minimum share of a clause's other content words that the other sentence must have for its figures to be compared."""


def number_changes(before: AnnotatedSentence, after: AnnotatedSentence) -> Iterator[Change]:
    """Yield a change for the numbers that differ and one for the dates that differ."""
    if not before.figures and not after.figures:
        return
    for date, kind in ((False, Kind.NUMBER), (True, Kind.DATE)):
        figures_before = [figure for figure in before.figures if figure.date is date]
        figures_after = [figure for figure in after.figures if figure.date is date]
        old, new = _about_shared_claims(
            before, _surplus(figures_before, figures_after), after, _surplus(figures_after, figures_before)
        )
        if not (old and new):
            # A figure that is only repeated more or less often is neither given nor gone.
            old, new = _absent_from(old, figures_after), _absent_from(new, figures_before)
        if (old or new) and not _is_hour_and_duration(before, old, after, new):
            yield Change(
                kind,
                _as_written(before, old, figures_before),
                _as_written(after, new, figures_after),
                _direction(before, old, after, new),
            )


def _surplus(figures: list[Quantity], other_figures: list[Quantity]) -> list[Quantity]:
    """Return the figures that occur more often in `figures` than in `other_figures`, with multiplicity."""
    spare = Counter(figure.key for figure in other_figures)
    surplus = []
    for figure in figures:
        if spare[figure.key]:
            spare[figure.key] -= 1
        else:
            surplus.append(figure)
    return surplus


def _about_shared_claims(
    before: AnnotatedSentence, old: list[Quantity], after: AnnotatedSentence, new: list[Quantity]
) -> tuple[list[Quantity], list[Quantity]]:
    """Return the figures in clauses that both sentences share, or the two of the one unit that both sentences give."""
    shown_old = [figure for figure in old if _is_in_shared_clause(before, figure, after)]
    shown_new = [figure for figure in new if _is_in_shared_clause(after, figure, before)]
    if not (shown_old and shown_new) and len(old) == len(new) == 1 and _unit(old[0]) == _unit(new[0]) != "":
        if _belongs_to_other_claim(before, old[0], after) or _belongs_to_other_claim(after, new[0], before):
            return [], []
        return old, new
    return shown_old, shown_new


def _is_in_shared_clause(sentence: AnnotatedSentence, figure: Quantity, other: AnnotatedSentence) -> bool:
    """Return whether the clause of a figure shares enough content words with the other sentence.

    A clause of figures alone ("On 9 May,") belongs to the clause after it, or at the end to the one before.
    """
    starts = sentence.lexicon.clause_starts
    first, last = clause_around(sentence, _word_index(sentence, figure), starts)
    keys = _clause_keys(sentence, first, last)
    if not keys and last < len(sentence.words):
        keys = _clause_keys(sentence, *clause_around(sentence, min(last + 1, len(sentence.words) - 1), starts))
    if not keys and first:
        keys = _clause_keys(sentence, *clause_around(sentence, max(first - 2, 0), starts))
    return not keys or sum(key in other.content for key in keys) >= MIN_SHARED_CONTENT * len(keys)


def _belongs_to_other_claim(sentence: AnnotatedSentence, figure: Quantity, other: AnnotatedSentence) -> bool:
    """Return whether a figure's half of the sentence shares nothing with the other sentence, but another half does."""
    index = _word_index(sentence, figure)
    first = max((i + 1 for i in range(index) if sentence.words[i].low in _HALF_MARKS), default=0)
    last = next(
        (i for i in range(index, len(sentence.words)) if sentence.words[i].low in _HALF_MARKS), len(sentence.words)
    )
    if first == 0 and last == len(sentence.words):
        return False
    inside = set(_clause_keys(sentence, first, last))
    outside = {*_clause_keys(sentence, 0, first), *_clause_keys(sentence, last, len(sentence.words))}
    return not inside & other.content and bool(outside & other.content)


def _clause_keys(sentence: AnnotatedSentence, first: int, last: int) -> list[str]:
    """Return the keys of the content words from `first` up to `last`, without figures."""
    return [word.key for word in sentence.words[first:last] if word.content and not word.key.startswith("#")]


def _word_index(sentence: AnnotatedSentence, figure: Quantity) -> int:
    """Return the word index of a figure."""
    return next(index for index, word in enumerate(sentence.words) if word.start == figure.start)


def _absent_from(figures: list[Quantity], other_figures: list[Quantity]) -> list[Quantity]:
    """Return the figures that do not occur in `other_figures` at all."""
    keys = {figure.key for figure in other_figures}
    return [figure for figure in figures if figure.key not in keys]


def _direction(before: AnnotatedSentence, old: list[Quantity], after: AnnotatedSentence, new: list[Quantity]) -> str:
    """Return the direction of the change, if one figure replaced one other that counts the same thing; else empty."""
    if not old or not new:
        return "given" if new else "gone"
    if len(old) == len(new) == 1:
        a, b = old[0], new[0]
        if (a.clock or b.clock) and a.value != b.value:
            return "later" if b.value > a.value else "earlier"
        if a.year and b.year and a.value != b.value:
            return "later" if b.value > a.value else "earlier"
        same = _unit(a) == _unit(b) and (_unit(a) or _counted_noun(before, a) == _counted_noun(after, b))
        if not a.date and same and a.value != b.value:
            return "higher" if b.value > a.value else "lower"
    return ""


def _is_hour_and_duration(
    before: AnnotatedSentence, old: list[Quantity], after: AnnotatedSentence, new: list[Quantity]
) -> bool:
    """Return whether one side gives a duration and the other a time of day: "for four hours", "by ten every day"."""
    if not len(old) == len(new) == 1:
        return False
    old_figure, new_figure = old[0], new[0]
    return (_unit(old_figure) == DURATION_UNIT and _may_be_hour(after, new_figure)) or (
        _unit(new_figure) == DURATION_UNIT and _may_be_hour(before, old_figure)
    )


def _may_be_hour(sentence: AnnotatedSentence, figure: Quantity) -> bool:
    """Return whether a figure is a time of day, or a number up to 24 after a word such as "at" that counts no noun."""
    if figure.clock or figure.date or _unit(figure) or not 0 < figure.value <= 24:
        return figure.clock
    index = _word_index(sentence, figure)
    is_counting = index + 1 < len(sentence.words) and sentence.words[index + 1].content
    return not is_counting and index > 0 and sentence.words[index - 1].low in sentence.lexicon.before_an_hour


def _unit(figure: Quantity) -> str:
    """Return the unit at the end of a quantity's key; empty for a plain number."""
    return figure.key.lstrip("#-.0123456789e+")


def _counted_noun(sentence: AnnotatedSentence, figure: Quantity) -> str:
    """Return the key of the noun a number counts: the next content word, or the previous one at the end of a clause."""
    index = _word_index(sentence, figure)
    for word in sentence.words[index + 1 : index + 4]:
        if word.mark:
            break
        if word.content:
            return word.key
    return next((word.key for word in reversed(sentence.words[:index]) if word.content), "")


def _as_written(sentence: AnnotatedSentence, figures: list[Quantity], all_of_kind: list[Quantity]) -> str:
    """Return the figures as written, joined by "; "; the parts of one date stay together, even if only one differs."""
    spans: list[tuple[int, int]] = []
    for figure in figures:
        start, end = figure.start, figure.end
        if figure.date:
            for other in all_of_kind:
                if other.end <= start and sentence.text[other.end : start].strip().lower() in _DATE_JOINERS:
                    start = other.start
            for other in all_of_kind:
                if other.start >= end and sentence.text[end : other.start].strip().lower() in _DATE_JOINERS:
                    end = other.end
        if not spans or spans[-1] != (start, end):
            spans.append((start, end))
    # A figure may contain a comma itself.
    return "; ".join(sentence.text[start:end] for start, end in spans)
