"""Labels from the text of a file: that of evolve, or of another tool with other names for columns and verdicts.

Rows of a table have no order in time, so two that contradict each other are both left out and listed; "same" or "not"
overrides "unsure". In JSON Lines, as a store writes them, the latest judgement of each person counts, as everywhere;
judgements of two people can contradict each other.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from evolve.judgements.parse import is_table, records_in
from evolve.judgements.records import Record, latest_judgements, with_drawn_mark
from evolve.model import Judgement, Verdict


@dataclass(frozen=True, slots=True)
class LabelFile:
    """The content of a file of labels."""

    judgements: tuple[Judgement, ...]
    """The current judgement of each pair."""
    contradicting: tuple[Judgement, ...]
    """Pairs judged both the same and not, each once; not among the judgements."""


def labels_in(text: str, where: str, columns: Mapping[str, str] | None = None) -> LabelFile:
    """Return the labels of a file. Raises InputError for a file that is empty, lacks a column or has an unknown
    verdict.
    """
    return without_contradictions(records_in(text, where, columns), by_person=not is_table(text))


def without_contradictions(records: Sequence[Record], *, by_person: bool) -> LabelFile:
    """Return the judgements without contradictory ones; with `by_person`, the latest of each person counts.

    The result does not depend on the order of rows or people.
    """
    verdicts_by_pair: dict[tuple[str, str], dict[str, Verdict]] = {}
    judgements = _each_person(records) if by_person else [record.judgement for record in records]
    for number, judgement in enumerate(judgements):
        if judgement.verdict is not Verdict.UNSURE:
            judge = judgement.by if by_person else str(number)
            verdicts_by_pair.setdefault((judgement.before, judgement.after), {})[judge] = judgement.verdict
    contradicted = {pair for pair, verdicts in verdicts_by_pair.items() if len(set(verdicts.values())) > 1}
    by_pair: dict[tuple[str, str], Judgement] = {}
    for judgement in sorted(judgements, key=lambda j: (j.verdict is not Verdict.UNSURE, j.drawn)):
        pair = judgement.before, judgement.after
        by_pair[pair] = with_drawn_mark(judgement, [by_pair[pair]] if pair in by_pair else [])
    pairs = dict.fromkeys((judgement.before, judgement.after) for judgement in judgements)
    return LabelFile(
        tuple(by_pair[pair] for pair in pairs if pair not in contradicted),
        tuple(by_pair[pair] for pair in pairs if pair in contradicted),
    )


def _each_person(records: Sequence[Record]) -> tuple[Judgement, ...]:
    """Return the latest judgements of each person, in the order given."""
    people = dict.fromkeys(record.judgement.by for record in records)
    return tuple(
        chain.from_iterable(latest_judgements([r for r in records if r.judgement.by == person]) for person in people)
    )
