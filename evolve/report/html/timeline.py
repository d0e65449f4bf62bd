"""The timeline of three versions or more: two drawings, and tables of what happened at every step and over time."""

from __future__ import annotations

from dataclasses import dataclass

from evolve.comparison import Evolution
from evolve.comparison.over_time import OverTime, measures_over_time
from evolve.model import HAPPENED
from evolve.render.numbers import percent, signed_percent
from evolve.report.html.version_drawings import Drawing, Layers, flow_drawing, strip_drawing
from evolve.report.phrases import half_life_text, name_of


@dataclass(frozen=True, slots=True)
class Timeline:
    """The drawings of the timeline and the tables beside them."""

    flow: Drawing
    strips: Drawing
    origins: tuple[tuple[str, tuple[str, ...]], ...]
    """For each version its name, and the share of its words in arguments that first appear in each version."""
    events: tuple[tuple[str, str], ...]
    """The glyph and the name of each event."""
    steps: tuple[tuple[str, tuple[int, ...]], ...]
    """For each step its name and the number of arguments by event."""
    tendencies: tuple[tuple[str, int, int, int], ...]
    """For each step its name and the number of links made stronger, made weaker, and attributed differently."""
    newness: tuple[tuple[str, str, str, str], ...]
    """For each version its name, novelty, transience and resonance."""
    survival: tuple[tuple[int, int, str], ...]
    """For each age in versions the number of arguments observed, and the share that live to that age."""
    half_life: str
    """The half-life of arguments, in words."""


def timeline(evolution: Evolution) -> Timeline:
    """Return the timeline of an evolution of three versions or more."""
    measures, layers = measures_over_time(evolution), Layers.of(evolution)
    names = [name_of(document) for document in evolution.documents]
    step_names = [f"{names[step.version - 1]} → {names[step.version]}" for step in measures.steps]
    survival = zip(measures.survival.at_risk, measures.survival.alive, strict=True)
    return Timeline(
        flow=flow_drawing(layers),
        strips=strip_drawing(layers),
        origins=tuple((name, _origins(layers, measures, version)) for version, name in enumerate(names)),
        events=tuple((event.glyph, event.value) for event in HAPPENED),
        steps=tuple(
            (name, tuple(step.events.get(event, 0) for event in HAPPENED))
            for name, step in zip(step_names, measures.steps, strict=True)
        ),
        tendencies=tuple(
            (name, step.strengthened, step.softened, step.attribution)
            for name, step in zip(step_names, measures.steps, strict=True)
        ),
        newness=tuple(
            (name, percent(version.novelty), percent(version.transience), signed_percent(version.resonance))
            for name, version in zip(names, measures.versions, strict=True)
        ),
        survival=tuple((age, at_risk, percent(alive)) for age, (at_risk, alive) in enumerate(survival, 1)),
        half_life=half_life_text(measures),
    )


def _origins(layers: Layers, measures: OverTime, version: int) -> tuple[str, ...]:
    """Return the share of a version's words in arguments that first appear in each version; "" for later ones."""
    shares = [0.0] * (version + 1)
    for first, argument_shares in zip(layers.first, measures.text_shares, strict=True):
        if argument_shares[version]:
            shares[first] += argument_shares[version]
    return (*map(percent, shares), *[""] * (len(layers.edges) - version - 1))
