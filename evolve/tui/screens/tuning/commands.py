"""The commands of the screen on which the threshold is tuned."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Protocol

from evolve.tui.commands import COMMANDS
from evolve.tui.commands.stage import Stage
from evolve.tui.declaration import Command

LEAP = 5
"""Hundredths of a larger step."""
WHOLE = 100
"""Hundredths from the lowest threshold to the highest."""


class TuningStage(Protocol):
    """The interface of that screen that commands use."""

    def step(self, by: int) -> None:
        """Move the threshold by this number of hundredths."""
        ...

    def go_to_change(self, step: int) -> None:
        """Go to the next threshold, up (1) or down (-1), with another number of links."""
        ...

    def go_to_mark(self, key: str) -> None:
        """Go to the threshold that the chart marks with a key."""
        ...

    def open_help(self) -> None:
        """Open the help of this screen."""
        ...

    def finish(self) -> None:
        """Close this screen."""
        ...


def _step(stage: TuningStage, *, by: int) -> None:
    stage.step(by)


def _go_to_change(stage: TuningStage, *, step: int) -> None:
    stage.go_to_change(step)


def _go_to_mark(stage: TuningStage, *, key: str) -> None:
    stage.go_to_mark(key)


def _help(stage: TuningStage) -> None:
    stage.open_help()


def _finish(stage: TuningStage) -> None:
    stage.finish()


TUNING: tuple[Command[TuningStage], ...] = (
    Command("help", "question_mark,f1", "?", "help: show", "explain the chart and the figures", _help),
    Command(
        "clear", "escape,enter", "Esc", "tuning: done", "go back and keep the threshold",
        _finish,
    ),
    Command(
        "lower", "left_parenthesis", "(", "tuning: lower", "lower the threshold by .01 (also ←)",
        partial(_step, by=-1),
    ),
    Command(
        "raise", "right_parenthesis", ")", "tuning: raise", "raise the threshold by .01 (also →)",
        partial(_step, by=1),
    ),
    Command(
        "put-back", "z,b", "z", "tuning: put back", "go back to the threshold you started with",
        partial(_go_to_mark, key="z"),
    ),
    Command(
        "reset", "equals_sign", "=", "tuning: default", "reset to the automatic threshold, or the one requested",
        partial(_go_to_mark, key="="),
    ),
    Command(
        "advised", "p,r", "p", "tuning: recommended", "go to the recommended threshold",
        partial(_go_to_mark, key="p"),
    ),
    Command(
        "review-from", "f,v", "f", "tuning: first worth checking", "first pair worth checking",
        partial(_go_to_mark, key="f"),
    ),
    Command(
        "next", "right_square_bracket", "]", "tuning: next change", "next threshold that loses a link",
        partial(_go_to_change, step=1),
    ),
    Command(
        "previous", "left_square_bracket", "[", "tuning: previous change", "next lower threshold that gains a link",
        partial(_go_to_change, step=-1),
    ),
    Command(
        "down", "j,down", "j ↓", "tuning: next row", "next row of the table, up by .01", partial(_step, by=1)
    ),
    Command(
        "up", "k,up", "k ↑", "tuning: previous row", "previous row of the table, down by .01",
        partial(_step, by=-1),
    ),
    Command(
        "page", "pagedown,space", "PgDn", "tuning: further up", "raise the threshold by .05",
        partial(_step, by=LEAP),
    ),
    Command(
        "page-back", "pageup", "PgUp", "tuning: further down", "lower the threshold by .05",
        partial(_step, by=-LEAP),
    ),
    Command("first", "g,home", "g", "tuning: lowest", "go to the lowest score", partial(_step, by=-WHOLE)),
    Command("last", "G,end", "G", "tuning: highest", "go to the highest score", partial(_step, by=WHOLE)),
)  # fmt: skip
"""In the order of help and palette; a command that the other screen has too, by its id, has its keys. No letter that is
shown does something else on the other screen."""


def tuning_commands(commands: Sequence[Command[Stage]]) -> tuple[Command[TuningStage], ...]:
    """Return the commands of this screen; those that the other screen has too get the person's own keys."""
    own = {command.id: command for command in commands if command not in COMMANDS}
    return tuple(
        replace(command, keys=own[command.id].keys, shown=own[command.id].shown) if command.id in own else command
        for command in TUNING
    )
