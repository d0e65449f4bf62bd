"""The arguments of all versions: a table of those in several versions, and lists of those in only one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from evolve.comparison import Evolution
from evolve.model import Argument
from evolve.render.html.values import StatusSign, status_sign
from evolve.render.numbers import many
from evolve.render.status_names import argument_status_name
from evolve.report.html.anchors import sentence_anchor
from evolve.report.phrases import argument_notes, multi_version_arguments, name_of

SentenceNumbers = tuple[tuple[str, int], ...]
"""Sentences of one version, each as its anchor and its number from 1."""


@dataclass(frozen=True, slots=True)
class ArgumentRow:
    """An argument in several versions."""

    status: StatusSign
    label: str
    """Its label in the first version that has it."""
    later_label: str
    """Its label in the last version that has it, if that differs; may be empty."""
    notes: str
    """What changed, in words; may be empty."""
    versions: tuple[tuple[str, SentenceNumbers], ...]
    """For each version its name, which narrow screens show instead of a table head, and its sentences of the
    argument."""


@dataclass(frozen=True, slots=True)
class SingleVersionArguments:
    """The arguments in one version only."""

    summary: str
    """Their number and the name of the version."""
    items: Iterator[tuple[SentenceNumbers, str]]
    """The sentences and the label of each argument; generated lazily."""


def argument_rows(evolution: Evolution) -> Iterator[ArgumentRow]:
    """Yield a row for each argument in several versions."""
    names = [name_of(document) for document in evolution.documents]
    for argument in multi_version_arguments(evolution):
        yield _row(evolution, argument, names)


def single_version_arguments(evolution: Evolution) -> Iterator[SingleVersionArguments]:
    """Yield the other arguments, version by version. Together, rows and lists have every sentence exactly once."""
    for version, document in enumerate(evolution.documents):
        arguments = [a for a in evolution.arguments if a.sentences[version] and sum(map(bool, a.sentences)) == 1]
        if arguments:
            summary = f"{many(len(arguments), 'argument')} only in {name_of(document)}"
            yield SingleVersionArguments(summary, _items(evolution, arguments, version))


def _items(evolution: Evolution, arguments: Sequence[Argument], version: int) -> Iterator[tuple[SentenceNumbers, str]]:
    for argument in arguments:
        yield _numbers(evolution, argument, version), argument.label


def _row(evolution: Evolution, argument: Argument, names: list[str]) -> ArgumentRow:
    rewritten = [comparison.needs_reading for comparison in evolution.comparisons]
    return ArgumentRow(
        status_sign(argument.status, argument_status_name(argument, rewritten)),
        argument.label,
        argument.later_label,
        " · ".join(argument_notes(evolution, argument)),
        tuple((name, _numbers(evolution, argument, version)) for version, name in enumerate(names)),
    )


def _numbers(evolution: Evolution, argument: Argument, version: int) -> SentenceNumbers:
    return tuple((sentence_anchor(evolution, version, n), n + 1) for n in argument.sentences[version])
