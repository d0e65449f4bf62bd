"""Labels from a file's text: our own, or another tool's with other names for its columns and verdicts.

Rows of a table have no order in time, so two that contradict each other are both left out and listed; what says same or
not goes before what is left open. In JSON Lines, as a store keeps them, the last word of one person counts, as
everywhere; those of two people contradict each other.
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
    """What a file says."""

    judgements: tuple[Judgement, ...]
    """In force, of each pair one."""
    contradicting: tuple[Judgement, ...]
    """Pairs called both the same and not, each once; left out of the others."""


def labels_in(text: str, where: str, columns: Mapping[str, str] | None = None) -> LabelFile:
    """The labels of a file. Raises InputError for one that is empty, lacks a column or has an unknown verdict."""
    return told_apart(records_in(text, where, columns), by_person=not is_table(text))


def told_apart(words: Sequence[Record], *, by_person: bool) -> LabelFile:
    """Words without those that contradict each other; `by_person` lets one person's last word count.

    In whatever order rows or people come, the same is found.
    """
    said: dict[tuple[str, str], dict[str, Verdict]] = {}
    every = _each_person(words) if by_person else [word.judgement for word in words]
    for number, judgement in enumerate(every):
        if judgement.verdict is not Verdict.UNSURE:
            who = judgement.by if by_person else str(number)
            said.setdefault((judgement.before, judgement.after), {})[who] = judgement.verdict
    bad = {pair for pair, verdicts in said.items() if len(set(verdicts.values())) > 1}
    found: dict[tuple[str, str], Judgement] = {}
    for judgement in sorted(every, key=lambda j: (j.verdict is not Verdict.UNSURE, j.drawn)):
        pair = judgement.before, judgement.after
        found[pair] = with_drawn_mark(judgement, [found[pair]] if pair in found else [])
    pairs = dict.fromkeys((judgement.before, judgement.after) for judgement in every)
    return LabelFile(
        tuple(found[pair] for pair in pairs if pair not in bad), tuple(found[pair] for pair in pairs if pair in bad)
    )


def _each_person(words: Sequence[Record]) -> tuple[Judgement, ...]:
    """What is in force of every person's words, in the order given."""
    people = dict.fromkeys(word.judgement.by for word in words)
    return tuple(chain.from_iterable(latest_judgements([w for w in words if w.judgement.by == who]) for who in people))
