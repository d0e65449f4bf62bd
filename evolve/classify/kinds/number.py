"""Numbers and dates that differ, each with the old and the new figure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache

from evolve.classify.antonyms import find_time_change
from evolve.classify.cue_targets import AlignedWords
from evolve.classify.kinds.frequency import Frequency, frequency_change
from evolve.classify.places import clause_around, figures_by_start, word_indices
from evolve.classify.quantities.numbers import ORDINAL, VAGUE, Quantity
from evolve.classify.sentence import RECENT_SENTENCES, AnnotatedSentence, Word
from evolve.model import Change, Kind

_DATE_JOINERS = frozenset({"", ".", ",", "of", "the", "-", "–"})
"""Words and marks that may separate two parts of one date."""
_DOTTED = re.compile(r"\d{1,4}(?:\.\d{1,4})+", re.ASCII)
_HALF_MARKS = frozenset({";", "—"})
"""Marks that divide a sentence into halves."""

_EXACTNESS = {"about": -1, "exactly": 1}
"""The exactness of a number with these words; a bare number has 0."""

DURATION_UNIT = "s"
"""The unit of durations, in the keys of quantities."""
PLACED_WORDS = 3
"""Maximum number of words after "before" and the like that are searched for what it places in time."""
MAX_PLACED_WORDS = 6
"""Maximum number of words shown after an end of a stretch of time: "the end of the first school year"."""
MIN_SHARED_CONTENT = 1 / 3
"""Minimum share of a clause's other content words that the other sentence must have for its figures to be compared."""


def number_changes(
    before: AnnotatedSentence,
    after: AnnotatedSentence,
    aligned: AlignedWords,
    often: tuple[Frequency, Frequency] | None,
) -> Iterator[Change]:
    """Yield a change for the numbers that differ, one for the dates that differ, and one for what places them.

    `often` is how often the same thing happens in either sentence, if both give it.
    """
    changed = frequency_change(before, after, often) if often else None
    if changed:
        yield changed
    figure_changes: list[Change] = []
    if before.figures or after.figures:
        figures = _figures_without(before, often and often[0]), _figures_without(after, often and often[1])
        figure_changes += _figure_changes(before, figures[0], after, figures[1])
        yield from figure_changes
    if not figure_changes and not often:
        yield from _unit_changes(before, after, aligned)
    found = find_time_change(before, after, aligned)
    if found and not any(change.kind is Kind.DATE for change in figure_changes):
        note = before.lexicon.time_order[found[0].low, found[1].low]
        yield Change(Kind.DATE, _placed(before, found[0]), _placed(after, found[1]), note)


def _figures_without(sentence: AnnotatedSentence, frequency: Frequency | None) -> list[Quantity]:
    """Return the figures of a sentence that are no part of a frequency."""
    if frequency is None:
        return list(sentence.figures)
    first, last = sentence.words[frequency.first].start, sentence.words[frequency.last - 1].end
    return [figure for figure in sentence.figures if not first <= figure.start < last]


def _placed(sentence: AnnotatedSentence, word: Word) -> str:
    """Return a word that places something in time, with what it places: "before the war"."""
    index = next(index for index, other in enumerate(sentence.words) if other.start == word.start)
    following = range(index + 1, min(len(sentence.words), index + 1 + PLACED_WORDS))
    end = next((i for i in following if sentence.words[i].content or sentence.words[i].mark), index)
    if word.content and not sentence.words[end].mark:
        # "The end of the school year" is shown whole.
        while end + 1 < len(sentence.words) and sentence.words[end + 1].content and end < index + MAX_PLACED_WORDS:
            end += 1
    return sentence.span(index, end + (not sentence.words[end].mark))


def _figure_changes(
    before: AnnotatedSentence, all_before: Sequence[Quantity], after: AnnotatedSentence, all_after: Sequence[Quantity]
) -> Iterator[Change]:
    """Yield a change for the numbers that differ, one for the dates that differ, and one for what places them.

    `all_before` and `all_after` are the figures that are compared.
    """
    for date, kind in ((False, Kind.NUMBER), (True, Kind.DATE)):
        figures_before = [figure for figure in all_before if figure.date is date]
        figures_after = [figure for figure in all_after if figure.date is date]
        old, new = _without_equal_parts(
            _surplus(figures_before, figures_after), _surplus(figures_after, figures_before)
        )
        old, new = _without_unreplaced(before, old, after, new)
        old, new = _about_shared_claims(before, old, after, new)
        if not (old and new):
            # A figure that is only repeated more or less often is neither given nor gone.
            old, new = _absent_from(old, figures_after), _absent_from(new, figures_before)
            old, new = _without_unreplaced(before, old, after, new)
        if not (old and new):
            old, new = _without_parts_of_names(before, old, after), _without_parts_of_names(after, new, before)
        single = None if date else _single_change(before, old, after, new)
        if single:
            yield single
        elif (old or new) and not _is_hour_and_duration(before, old, after, new):
            with_relation = len(old) == len(new) == 1 and old[0].value == new[0].value and not date
            yield Change(
                Kind.DATE if _are_centuries(before, old) and _are_centuries(after, new) else kind,
                _as_written(before, old, with_relation=with_relation),
                _as_written(after, new, with_relation=with_relation),
                _direction(before, old, after, new),
            )
        elif not (old or new) and not date:
            yield from _exchanged_counts(before, figures_before, after, figures_after)
    yield from _relation_changes(before, after)


def _without_parts_of_names(
    sentence: AnnotatedSentence, figures: list[Quantity], other: AnnotatedSentence
) -> list[Quantity]:
    """Return the figures without those after a name that the other sentence lacks: "Apache 2.0" for "MIT"."""
    kept = []
    for figure in figures:
        index = _word_index(sentence, figure)
        ahead = sentence.words[index - 1] if index else None
        if figure.date or ahead is None or not ahead.name or ahead.key in other.counts:
            kept.append(figure)
    return kept


def _single_change(
    before: AnnotatedSentence, old: Sequence[Quantity], after: AnnotatedSentence, new: Sequence[Quantity]
) -> Change | None:
    """Return the change of a figure to "one" or "a" of the same unit or noun: "two years", "one year"."""
    if len(old) + len(new) != 1:
        return None
    sentence, figure, other = (before, old[0], after) if old else (after, new[0], before)
    if figure.is_range or figure.clock or figure.unit in (ORDINAL, VAGUE):
        return None
    found = _single(other, figure, _counted_noun(sentence, figure), sentence)
    if not found:
        return None
    value, single = found
    if value == figure.value:
        return None
    written = _as_written(sentence, [figure])
    note = "higher" if (figure.value > value) is bool(new) else "lower"
    return Change(Kind.NUMBER, written if old else single, written if new else single, note)


def _unit_changes(before: AnnotatedSentence, after: AnnotatedSentence, aligned: AlignedWords) -> Iterator[Change]:
    """Yield a change for a unit after "one" or "a" that another unit of the same quantity replaced: "one day"."""
    measures = before.lexicon.measures
    for region in aligned.regions:
        for one in region.lost:
            old = measures.get(before.words[one].low)
            if old is None or not _is_single(before, one):
                continue
            for two in region.new:
                new = measures.get(after.words[two].low)
                if new is not None and new[0] == old[0] and new[1] != old[1] and _is_single(after, two):
                    note = "higher" if new[1] > old[1] else "lower"
                    yield Change(Kind.NUMBER, before.span(one - 1, one + 1), after.span(two - 1, two + 1), note)
                    return


def _is_single(sentence: AnnotatedSentence, index: int) -> bool:
    """Return whether "one" or "a" precedes a word, and no amount before it: "800 euros a month"."""
    lexicon, words = sentence.lexicon, sentence.words
    if not index:
        return False
    if words[index - 1].low not in lexicon.singular_markers | lexicon.one_counted:
        # "Within the week".
        is_definite = words[index - 1].low in lexicon.articles
        return is_definite and index > 1 and words[index - 2].low in lexicon.before_durations
    return index < 2 or not words[index - 2].key.startswith("#")


def _single(
    sentence: AnnotatedSentence, figure: Quantity, noun: str, other: AnnotatedSentence
) -> tuple[float, str] | None:
    """Return the value and the words of "one" or "a" with a figure's unit or noun, if the other sentence lacks them."""
    lexicon, words = sentence.lexicon, sentence.words
    for index in range(1, len(words)):
        one, counted = words[index - 1], words[index]
        if one.low not in lexicon.singular_markers and one.low not in lexicon.one_counted:
            continue
        unit, size = lexicon.measures.get(counted.low, ("", 1.0))
        fits = unit == figure.unit if figure.unit else counted.content and counted.key == noun
        if fits and (one.low, counted.low) not in _neighbours(other):
            return size, sentence.text[one.start : counted.end]
    return None


@lru_cache(maxsize=RECENT_SENTENCES)
def _neighbours(sentence: AnnotatedSentence) -> frozenset[tuple[str, str]]:
    """Return the pairs of neighbouring words, in lower case."""
    return frozenset((one.low, two.low) for one, two in zip(sentence.words, sentence.words[1:], strict=False))


def _are_centuries(sentence: AnnotatedSentence, figures: Sequence[Quantity]) -> bool:
    """Return whether all figures number a century: "the nineteenth century"."""
    words, centuries = sentence.words, sentence.lexicon.centuries
    return all(
        figure.unit == ORDINAL and any(word.low in centuries for word in words[max(0, index - 1) : index + 2])
        for figure in figures
        for index in [_word_index(sentence, figure)]
    )


def _exchanged_counts(
    before: AnnotatedSentence, figures_before: list[Quantity], after: AnnotatedSentence, figures_after: list[Quantity]
) -> Iterator[Change]:
    """Yield a change if two numbers count what the other one counted: "3 dogs, 5 cats", "5 dogs, 3 cats"."""
    counted_before = {figure.key: _counted_noun(before, figure) for figure in figures_before if not figure.soft}
    counted_after = {figure.key: _counted_noun(after, figure) for figure in figures_after if not figure.soft}
    if counted_before.keys() != counted_after.keys() or len(counted_before) != len(figures_before):
        return
    moved = [key for key, noun in counted_before.items() if counted_after[key] != noun]
    is_exchange = len(moved) > 1 and {counted_before[key] for key in moved} == {counted_after[key] for key in moved}
    if not is_exchange and list(counted_before) != list(counted_after) and _other_words(before) == _other_words(after):
        # "By 5 votes to 4", "by 4 votes to 5": nothing but the order of the figures differs.
        moved, is_exchange = list(counted_before), True
    if is_exchange:
        yield Change(
            Kind.NUMBER,
            _as_written(before, [figure for figure in figures_before if figure.key in moved]),
            _as_written(after, [figure for figure in figures_after if figure.key in moved]),
        )


def _other_words(sentence: AnnotatedSentence) -> list[str]:
    """Return the keys of the words that are no figures, in order."""
    return [word.key for word in sentence.words if not word.key.startswith("#")]


def _relation_changes(before: AnnotatedSentence, after: AnnotatedSentence) -> Iterator[Change]:
    """Yield a change for each figure that both sentences give once, but not in the same relation to the claim.

    "Until 3 May" and "from 3 May" are changes of date, "about 70" and "exactly 70" changes of strength. Antonyms, such
    as "before" and "after", are found by themselves and left out.
    """
    counts = [Counter(figure.key for figure in sentence.figures) for sentence in (before, after)]
    new_by_key = {figure.key: figure for figure in after.figures}
    for old in before.figures:
        if counts[0][old.key] != 1 or counts[1][old.key] != 1:
            continue
        new = new_by_key[old.key]
        is_placed = old.date or old.clock
        if old.relation == new.relation or (is_placed and not (old.relation and new.relation)):
            continue
        words = (_relation_words(before, old), _relation_words(after, new))
        if words in before.lexicon.opposites:
            continue
        if is_placed:
            yield Change(
                Kind.DATE if old.date else Kind.NUMBER,
                _as_written(before, [old], with_relation=True),
                _as_written(after, [new], with_relation=True),
            )
            continue
        difference = _EXACTNESS.get(new.relation, 0) - _EXACTNESS.get(old.relation, 0)
        yield Change(
            Kind.STRENGTH,
            _as_written(before, [old], with_relation=True),
            _as_written(after, [new], with_relation=True),
            "strengthened" if difference > 0 else "softened",
        )


def _relation_words(sentence: AnnotatedSentence, figure: Quantity) -> str:
    """Return the words of a figure's relation in lower case, up to the figure; empty without any."""
    if figure.relation_start < 0:
        return ""
    return sentence.text[figure.relation_start : figure.start].strip().lower()


def _without_equal_parts(old: list[Quantity], new: list[Quantity]) -> tuple[list[Quantity], list[Quantity]]:
    """Return the figures without those that the other side gives in parts: "9 May 1931" and "9 May, in 1931".

    A date that shares a part with one that differs is kept, so that both are shown whole.
    """
    if not any(figure.parts for figure in (*old, *new)):
        return old, new
    atoms_old = Counter(part for figure in old for part in _parts(figure, new))
    atoms_new = Counter(part for figure in new for part in _parts(figure, old))
    lost, gained = atoms_old - atoms_new, atoms_new - atoms_old
    lasting_old = [figure for figure in old if any(part in lost for part in _parts(figure, new))]
    lasting_new = [figure for figure in new if any(part in gained for part in _parts(figure, old))]
    shown = {part for figure in (*lasting_old, *lasting_new) for part in figure.parts}
    return (
        [figure for figure in old if figure in lasting_old or shown & set(_parts(figure, new))],
        [figure for figure in new if figure in lasting_new or shown & set(_parts(figure, old))],
    )


def _parts(figure: Quantity, others: Sequence[Quantity]) -> tuple[str, ...]:
    """Return the keys of a figure's parts; a range that is compared with another range is one part."""
    if figure.is_range and any(other.is_range for other in others):
        return (figure.key,)
    return figure.parts or (figure.key,)


def _word_before(sentence: AnnotatedSentence, figure: Quantity) -> str:
    """Return the word before a figure, in lower case; empty at the start."""
    index = _word_index(sentence, figure)
    return sentence.words[index - 1].low if index else ""


def _without_unreplaced(
    before: AnnotatedSentence, old: list[Quantity], after: AnnotatedSentence, new: list[Quantity]
) -> tuple[list[Quantity], list[Quantity]]:
    """Return the figures without the soft ones that no figure of the other side can have replaced."""
    return (
        [one for one in old if not one.soft or any(_may_replace(before, one, after, other) for other in new)],
        [one for one in new if not one.soft or any(_may_replace(after, one, before, other) for other in old)],
    )


def _may_replace(here: AnnotatedSentence, soft: Quantity, there: AnnotatedSentence, other: Quantity) -> bool:
    """Return whether a figure can have taken the place of a soft one: both are ordinals, or count the same noun."""
    if soft.date:
        return other.date
    if soft.clock:
        return other.clock or (not other.unit and _word_before(here, soft) == _word_before(there, other))
    if ORDINAL in (soft.unit, other.unit):
        return soft.unit == other.unit
    return (soft.unit == VAGUE and other.unit in ("", VAGUE)) or (
        _counted_noun(here, soft) == _counted_noun(there, other)
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
    if not (shown_old and shown_new) and len(old) == len(new) == 1 and old[0].unit == new[0].unit != "":
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
    """Return the keys of the content words from `first` up to `last`, without figures, seasons among them."""
    figures = figures_by_start(sentence)
    return [
        word.key
        for word in sentence.words[first:last]
        if word.content and not word.key.startswith("#") and word.start not in figures
    ]


def _word_index(sentence: AnnotatedSentence, figure: Quantity) -> int:
    """Return the word index of a figure."""
    return word_indices(sentence)[figure.start]


def _absent_from(figures: list[Quantity], other_figures: list[Quantity]) -> list[Quantity]:
    """Return the figures that do not occur in `other_figures` at all."""
    keys = {figure.key for figure in other_figures}
    return [figure for figure in figures if figure.key not in keys]


def _direction(before: AnnotatedSentence, old: list[Quantity], after: AnnotatedSentence, new: list[Quantity]) -> str:
    """Return the direction of the change, if one figure replaced one other that counts the same thing; else empty."""
    if not old or not new:
        return "added" if new else "removed"
    if any(_is_ambiguous(one, other) for one in old for other in new):
        return "ambiguous"
    if len(old) == len(new) == 1:
        a, b = old[0], new[0]
        if a.is_range or b.is_range or ORDINAL in (a.unit, b.unit):
            return ""
        if (a.clock or b.clock) and a.value != b.value:
            return "later" if b.value > a.value else "earlier"
        if a.year and b.year and a.value != b.value:
            return "later" if b.value > a.value else "earlier"
        versions = _version(before, a), _version(after, b)
        if versions[0] and versions[1] and versions[0] != versions[1]:
            return "higher" if versions[1] > versions[0] else "lower"
        same = a.unit == b.unit and (a.unit or _counted_noun(before, a) == _counted_noun(after, b))
        if not a.date and same and a.value != b.value:
            return "higher" if b.value > a.value else "lower"
    return ""


def _version(sentence: AnnotatedSentence, figure: Quantity) -> tuple[int, ...]:
    """Return the parts of a version number after a name or a word such as "version": (3, 10); empty for a number."""
    written = sentence.text[figure.start : figure.end]
    index = _word_index(sentence, figure)
    ahead = sentence.words[index - 1] if index else None
    if not (ahead and _DOTTED.fullmatch(written)) or not (ahead.name or ahead.low in sentence.lexicon.versions):
        return ()
    return tuple(map(int, written.split(".")))


def _is_ambiguous(one: Quantity, other: Quantity) -> bool:
    """Return whether two dates may be the same day, depending on how 3/4/2021 is read."""
    if one.readings and other.readings:
        return one.readings == other.readings
    return one.key in other.readings or other.key in one.readings


def _is_hour_and_duration(
    before: AnnotatedSentence, old: list[Quantity], after: AnnotatedSentence, new: list[Quantity]
) -> bool:
    """Return whether one side gives a duration and the other a time of day: "for four hours", "by ten every day"."""
    if not len(old) == len(new) == 1:
        return False
    old_figure, new_figure = old[0], new[0]
    return (old_figure.unit == DURATION_UNIT and _may_be_hour(after, new_figure)) or (
        new_figure.unit == DURATION_UNIT and _may_be_hour(before, old_figure)
    )


def _may_be_hour(sentence: AnnotatedSentence, figure: Quantity) -> bool:
    """Return whether a figure is a time of day, or a number up to 24 after a word such as "at" that counts no noun."""
    if figure.clock or figure.date or figure.unit or not 0 < figure.value <= 24:
        return figure.clock
    index = _word_index(sentence, figure)
    is_counting = index + 1 < len(sentence.words) and sentence.words[index + 1].content
    return not is_counting and index > 0 and sentence.words[index - 1].low in sentence.lexicon.before_an_hour


def _counted_noun(sentence: AnnotatedSentence, figure: Quantity) -> str:
    """Return the key of the noun a number counts: the next content word, or the previous one at the end of a clause."""
    index = _word_index(sentence, figure)
    for word in sentence.words[index + 1 : index + 4]:
        if word.mark:
            break
        if word.content:
            return word.key
    return next((word.key for word in reversed(sentence.words[:index]) if word.content), "")


def _as_written(sentence: AnnotatedSentence, figures: list[Quantity], *, with_relation: bool = False) -> str:
    """Return the figures as written, joined by "; "; neighbouring parts of one date stay together."""
    spans: list[tuple[int, int]] = []
    for figure in figures:
        start = figure.relation_start if with_relation and figure.relation else figure.start
        if spans and figure.date and sentence.text[spans[-1][1] : start].strip().lower() in _DATE_JOINERS:
            spans[-1] = spans[-1][0], figure.end
        else:
            spans.append((start, figure.end))
    # A figure may contain a comma itself.
    return "; ".join(sentence.text[start:end] for start, end in spans)
