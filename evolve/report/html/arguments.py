"""The arguments of all versions: a row for each that runs through several, a list of those in one version only."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from evolve.comparison import Evolution
from evolve.model import Argument
from evolve.render.html.values import SIGNS, StatusSign
from evolve.render.numbers import many
from evolve.report.html.anchors import sentence_anchor
from evolve.report.phrases import multi_version_arguments, name_of, notable_kinds

SentenceNumbers = tuple[tuple[str, int], ...]
"""Sentences of one version, each with its anchor and its number from 1."""


@dataclass(frozen=True, slots=True)
class ArgumentRow:
    """An argument that runs through several versions."""

    status: StatusSign
    label: str
    later_label: str
    """What it is called in the last version that has it, where that differs; may be empty."""
    notes: str
    """What changed, in a few words; may be empty."""
    versions: tuple[tuple[str, SentenceNumbers], ...]
    """For each version its name, which a narrow screen shows instead of a head, and its sentences."""


@dataclass(frozen=True, slots=True)
class SingleVersionArguments:
    """The arguments of one version only."""

    summary: str
    items: Iterator[tuple[SentenceNumbers, str]]
    """For each argument its sentences and its label; generated lazily."""


def argument_rows(evolution: Evolution) -> Iterator[ArgumentRow]:
    """Yield a row for each argument that runs through several versions."""
    names = [name_of(document) for document in evolution.documents]
    for argument in multi_version_arguments(evolution):
        yield _row(evolution, argument, names)


def single_version_arguments(evolution: Evolution) -> Iterator[SingleVersionArguments]:
    """Yield the other arguments, version by version. Rows and lists together name every sentence once."""
    for version, document in enumerate(evolution.documents):
        arguments = [a for a in evolution.arguments if a.sentences[version] and sum(map(bool, a.sentences)) == 1]
        if arguments:
            summary = f"{many(len(arguments), 'argument')} only in {name_of(document)}"
            yield SingleVersionArguments(summary, _items(evolution, arguments, version))


def _items(evolution: Evolution, arguments: Sequence[Argument], version: int) -> Iterator[tuple[SentenceNumbers, str]]:
    for argument in arguments:
        yield _numbers(evolution, argument, version), argument.label


def _row(evolution: Evolution, argument: Argument, names: list[str]) -> ArgumentRow:
    notes = [*notable_kinds(argument.kinds), *(["partly dropped"] if argument.partly_dropped else [])]
    return ArgumentRow(
        SIGNS[argument.status],
        argument.label,
        argument.later_label,
        ", ".join(notes),
        tuple((name, _numbers(evolution, argument, version)) for version, name in enumerate(names)),
    )


def _numbers(evolution: Evolution, argument: Argument, version: int) -> SentenceNumbers:
    return tuple((sentence_anchor(evolution, version, n), n + 1) for n in argument.sentences[version])
