"""The measures over time of three versions or more, with their definitions, as text for a dialog."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.cells import cell_len
from textual.content import Content

from evolve.comparison import Evolution
from evolve.comparison.over_time import OverTime, measures_over_time
from evolve.model import Event
from evolve.render.numbers import percent, signed_percent
from evolve.report.phrases import half_life_text, life_summary
from evolve.tui.terminal.lines import fitting_names

EVENTS = (Event.PERSISTED, Event.CHANGED, Event.REVIVED, Event.UNCLEAR, Event.DROPPED, Event.ADDED)
"""The events of a step, in the order of their columns."""
NAME_MOST = 12
"""The most cells of the name of a version."""
BAR = 8
"""Cells of a bar for all arguments."""

STEPS = "The number of arguments: = persisted, ~ changed, ↺ back after a gap, ? unclear, − dropped, + added."
TENDENCIES = (
    "The number of links in which a claim is made more strongly or more weakly than before, or attributed differently: "
    "to somebody else, newly, or no longer."
)
NEWNESS = (
    "Novelty: the share of a version's words in arguments that no version before it has. Transience: the share in "
    "arguments that no version after it has. Resonance: novelty minus transience; above 0, more of what is new was "
    "kept than was lost."
)
SURVIVAL = (
    "The share of arguments that are still made some versions after their first, estimated from those that could be "
    "observed that long. A life ends with the last version that has the argument, gaps included. The half-life is the "
    "first age to which at most half of them live."
)
READING = (
    "A sign shows what became of an argument; the numbers after it are those of its sentences. A band is as thick as "
    "the argument's share of the words of its version, a dotted line bridges a gap. ✓ ✗ ? beside the numbers are your "
    "judgements, ◇ is a link by a judge. The arrow above the columns leads from the earlier of the two versions in "
    "view to the later one: y, x, u and e judge that step, a second Enter explains it, and ( and ) move the "
    "threshold between these two."
)

Styled = tuple[str, str]


def over_time_text(evolution: Evolution, names: Sequence[str]) -> Content:
    """Return the measures of an evolution, each with its definition; `names` are those of the versions."""
    measures, names = measures_over_time(evolution), fitting_names(names, NAME_MOST)
    room = max(map(cell_len, names)) + 2
    labels = [name + " " * (room - cell_len(name)) for name in names]
    parts: list[Styled] = [("Measures over time", "bold"), ("   Esc closes", "$faint")]
    parts += [_head("Arguments through all versions"), (life_summary(evolution), "")]
    parts += [_head("What happened since the version before"), *_steps(measures, labels), (STEPS, "$faint")]
    parts += [_head("Which way claims change"), *_tendencies(measures, labels), (TENDENCIES, "$faint")]
    parts += [_head("How new each version is"), *_newness(measures, labels), (NEWNESS, "$faint")]
    parts += [_head("How long arguments live"), *_survival(measures), (SURVIVAL, "$faint")]
    parts += [_head("How to read the timeline"), (READING, "")]
    return Content.assemble(*parts)


def _head(title: str) -> Styled:
    return f"\n\n{title}\n", "bold $primary"


def _steps(measures: OverTime, labels: Sequence[str]) -> Iterator[Styled]:
    """Yield a line for each step: the number of arguments by event."""
    yield f"  {' ' * len(labels[0])}{''.join(f'{event.glyph:>4}' for event in EVENTS)}\n", "$faint"
    for step in measures.steps:
        yield f"  {labels[step.version]}", "bold"
        yield f"{''.join(f'{step.events.get(event, 0):>4}' for event in EVENTS)}\n", ""


def _tendencies(measures: OverTime, labels: Sequence[str]) -> Iterator[Styled]:
    """Yield a line for each step: the number of links made stronger, made weaker, and attributed differently."""
    yield f"  {' ' * len(labels[0])} stronger  weaker  attributed\n", "$faint"
    for step in measures.steps:
        yield f"  {labels[step.version]}", "bold"
        yield f"{step.strengthened:>9}{step.softened:>8}{step.attribution:>12}\n", ""


def _newness(measures: OverTime, labels: Sequence[str]) -> Iterator[Styled]:
    """Yield a line for each version: its novelty, transience and resonance."""
    yield f"  {' ' * len(labels[0])} novelty  transience  resonance\n", "$faint"
    for label, version in zip(labels, measures.versions, strict=True):
        shares = percent(version.novelty) or "–", percent(version.transience) or "–"
        yield f"  {label}", "bold"
        yield f"{shares[0]:>8}{shares[1]:>12}{signed_percent(version.resonance) or '–':>11}\n", ""


def _survival(measures: OverTime) -> Iterator[Styled]:
    """Yield a line for each age: the share of arguments that live to it, as a number and as a bar."""
    survival = measures.survival
    yield f"  {half_life_text(measures)}\n", ""
    yield f"  {'versions later':>14}{'still made':>12}{' ' * (BAR + 2)}observed\n", "$faint"
    for age, (risk, alive) in enumerate(zip(survival.at_risk, survival.alive, strict=True), 1):
        yield f"  {age:>14}", "bold"
        yield f"{percent(alive):>12} ", ""
        yield f"{'█' * round(BAR * alive):<{BAR}}", "$primary"
        yield f"{risk:>9}\n", ""
