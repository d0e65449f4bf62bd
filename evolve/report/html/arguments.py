"""The arguments of all versions: a table of those in several versions, and lists of those in only one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from evolve.comparison import Evolution
from evolve.comparison.lives import Step
from evolve.model import Argument, Event, Status
from evolve.render.html.values import Fragment, StatusSign, status_sign
from evolve.render.numbers import many
from evolve.render.status_names import argument_status_name
from evolve.report.certainty import SAY_THE_SAME, Certainty
from evolve.report.html.anchors import argument_anchor, sentence_anchor
from evolve.report.html.marked_words import Pieces, marked
from evolve.report.phrases import argument_links, argument_notes, event_name, multi_version_arguments, name_of
from evolve.text.clean import clean_line

MAX_IN_FULL = 100
"""Maximum number of changed arguments whose sentences are in the table in full."""

SentenceNumbers = tuple[tuple[str, int], ...]
"""Sentences of one version, each as its anchor and its number from 1."""


@dataclass(frozen=True, slots=True)
class VersionCell:
    """The sentences of an argument in one version."""

    name: str
    """The name of the version, which narrow screens show instead of a table head. Of several versions in a row without
    the argument the first has the name of all, "third to fifth", and the others have none."""
    sentences: SentenceNumbers
    texts: Sequence[Sequence[tuple[Fragment, bool]]]
    """The same sentences in full, with the words that differ marked; empty where only their numbers are shown."""
    is_earlier: bool
    """Whether the marked words were removed; otherwise they were added."""
    glyph: str
    """The sign of the event of the argument in this version; empty in a report on two versions."""
    event: str
    """The event in words."""


@dataclass(frozen=True, slots=True)
class ArgumentRow:
    """An argument in several versions."""

    anchor: str
    """The anchor that the timeline leads to; empty in a report on two versions."""
    status: StatusSign
    label: str
    """Its label in the first version that has it."""
    later_label: str
    """Its label in the last version that has it, if that differs and its sentences are not shown; may be empty."""
    how_sure: str
    """How sure it is that its sentences make the same claim, in words; empty in a report on more than two versions,
    and where the status shows it."""
    notes: str
    """What changed, in words; may be empty."""
    versions: tuple[VersionCell, ...]
    """Its sentences in each version."""


@dataclass(frozen=True, slots=True)
class SingleVersionArguments:
    """The arguments in one version only."""

    summary: str
    """Their number and the name of the version."""
    items: Iterator[tuple[str, SentenceNumbers, str]]
    """The anchor, the sentences and the label of each argument; generated lazily."""


def argument_rows(evolution: Evolution) -> Iterator[ArgumentRow]:
    """Yield a row for each argument in several versions: of two versions the surest first, of more as they appear.

    Changed arguments of two versions have their sentences in full, unless there are too many of them.
    """
    names = [name_of(document) for document in evolution.documents]
    arguments = multi_version_arguments(evolution)
    certainty = Certainty(evolution.comparisons[0]) if len(names) == 2 else None
    if certainty is not None:
        arguments.sort(
            key=lambda argument: max(link.surest_key for link in argument_links(evolution, argument)), reverse=True
        )
    changed = sum(argument.status is Status.CHANGED for argument in arguments)
    in_full = len(names) == 2 and changed <= MAX_IN_FULL
    for argument in arguments:
        texts = (
            _marked_texts(evolution, argument) if in_full and argument.status is Status.CHANGED else [()] * len(names)
        )
        how_sure = "" if certainty is None else certainty.words(argument_links(evolution, argument))
        # The status of a persisted argument shows this already; on every row of a book it would take much room.
        yield _row(evolution, argument, names, texts, "" if how_sure == SAY_THE_SAME else how_sure)


def _marked_texts(evolution: Evolution, argument: Argument) -> Sequence[Sequence[Pieces]]:
    """Return the sentences of an argument in two versions, with the words that differ marked."""
    before, after = (
        [clean_line(document.sentences[n].text) for n in here]
        for document, here in zip(evolution.documents, argument.sentences, strict=True)
    )
    return marked(before, after)


def _fragments(pieces: Pieces) -> list[tuple[Fragment, bool]]:
    """Return the pieces of a sentence with the blanks around them."""
    return [(Fragment(text), is_marked) for text, is_marked in pieces]


def single_version_arguments(evolution: Evolution) -> Iterator[SingleVersionArguments]:
    """Yield the other arguments, version by version. Together, rows and lists have every sentence exactly once."""
    for version, document in enumerate(evolution.documents):
        arguments = [a for a in evolution.arguments if a.sentences[version] and sum(map(bool, a.sentences)) == 1]
        if arguments:
            yield SingleVersionArguments(
                _summary(evolution, arguments, name_of(document)), _items(evolution, arguments, version)
            )


def _summary(evolution: Evolution, arguments: Sequence[Argument], name: str) -> str:
    """Return how many arguments are in one version alone; of two versions, how many of them may come back."""
    if len(evolution.comparisons) > 1:
        return f"{many(len(arguments), 'argument')} only in {name}"
    possible = [argument for argument in arguments if argument.status is Status.UNCLEAR]
    others = [argument for argument in arguments if argument.status is not Status.UNCLEAR]
    rewritten = [comparison.needs_reading for comparison in evolution.comparisons]
    parts = [f"{len(possible)} possible"] if possible else []
    parts += [f"{len(others)} {argument_status_name(others[0], rewritten)}"] if others else []
    return f"{many(len(arguments), 'argument')} of {name} without a link: {', '.join(parts)}"


def _items(
    evolution: Evolution, arguments: Sequence[Argument], version: int
) -> Iterator[tuple[str, SentenceNumbers, str]]:
    has_timeline = len(evolution.comparisons) > 1
    for argument in arguments:
        yield argument_anchor(argument) if has_timeline else "", _numbers(evolution, argument, version), argument.label


def _row(
    evolution: Evolution, argument: Argument, names: Sequence[str], texts: Sequence[Sequence[Pieces]], how_sure: str
) -> ArgumentRow:
    rewritten = [comparison.needs_reading for comparison in evolution.comparisons]
    steps = evolution.steps_of(argument)
    return ArgumentRow(
        argument_anchor(argument) if len(evolution.comparisons) > 1 else "",
        status_sign(argument.status, argument_status_name(argument, rewritten)),
        argument.label,
        "" if any(texts) else argument.later_label,
        how_sure,
        " · ".join(argument_notes(evolution, argument)),
        tuple(
            VersionCell(
                name,
                _numbers(evolution, argument, version),
                list(map(_fragments, texts[version])),
                version == 0,
                *_event(evolution, step),
            )
            for version, (name, step) in enumerate(zip(_names_of_runs(names, steps), steps, strict=True))
        ),
    )


def _names_of_runs(names: Sequence[str], steps: Sequence[Step]) -> Iterator[str]:
    """Yield the name of each version; versions in a row without the argument have one name, at the first of them."""
    for is_absent, run in groupby(range(len(names)), key=lambda version: steps[version].event is Event.ABSENT):
        versions = list(run)
        if is_absent and len(versions) > 1:
            yield f"{names[versions[0]]} to {names[versions[-1]]}"
            yield from [""] * (len(versions) - 1)
        else:
            yield from (names[version] for version in versions)


def _event(evolution: Evolution, step: Step) -> tuple[str, str]:
    """Return the sign and the words of the event of an argument in a version; empty where nothing happened."""
    if len(evolution.comparisons) == 1 or step.event in (Event.FIRST, Event.ABSENT):
        return "", ""
    return step.event.glyph, event_name(step)


def _numbers(evolution: Evolution, argument: Argument, version: int) -> SentenceNumbers:
    return tuple((sentence_anchor(evolution, version, n), n + 1) for n in argument.sentences[version])
