"""Commands that move the threshold."""

from __future__ import annotations

from functools import partial

from evolve.tui.commands.stage import Stage
from evolve.tui.declaration import Command, Need


def _step(stage: Stage, *, by: int) -> None:
    stage.show(stage.session.step_threshold(by))


def _reset(stage: Stage) -> None:
    stage.show(stage.session.reset_threshold())


def _tune(stage: Stage) -> None:
    stage.others.open_tuning()


_NEEDS = (Need.VIEW, Need.NO_TASK)

THRESHOLD: tuple[Command[Stage], ...] = (
    Command(
        "lower", "left_parenthesis", "(", "threshold: lower", "lower the threshold by .01: more links",
        partial(_step, by=-1), _NEEDS, runs_during_search=True,
    ),
    Command(
        "raise", "right_parenthesis", ")", "threshold: raise", "raise the threshold by .01: fewer links",
        partial(_step, by=1), _NEEDS, runs_during_search=True,
    ),
    Command(
        "reset", "equals_sign", "=", "threshold: reset", "reset to the automatic threshold", _reset, _NEEDS,
        runs_during_search=True,
    ),
    Command("tune", "t", "t", "threshold: tune", "open the threshold chart", _tune, _NEEDS),
)  # fmt: skip
