"""Commands that move the cursor: by rows, by differences, by hits of the search, by pairs of versions."""

from __future__ import annotations

from functools import partial

from evolve.tui.command import Command, Need
from evolve.tui.commands.stage import Stage


def _move(stage: Stage, *, by: int) -> None:
    stage.go(stage.cursor.position + by)


def _turn_page(stage: Stage, *, step: int) -> None:
    stage.turn_page(step)


def _go_first(stage: Stage) -> None:
    stage.go(0)


def _go_last(stage: Stage) -> None:
    view = stage.session.view
    stage.go(len(view.shown) - 1 if view is not None else 0)


def _go_to_difference(stage: Stage, *, step: int) -> None:
    view = stage.session.view
    position = view.next_unlike(stage.cursor.position, step) if view is not None else None
    if position is None:
        stage.show_message(f"No {'further' if step > 0 else 'earlier'} difference.")
    else:
        stage.go(position)


def _go_to_hit(stage: Stage, *, step: int) -> None:
    view = stage.session.view
    if view is not None and view.shown:
        stage.go((stage.cursor.position + step) % len(view.shown))


def _to_text(stage: Stage) -> None:
    stage.show(stage.session.to_text(stage.cursor))


def _to_arguments(stage: Stage) -> None:
    stage.show(stage.session.to_arguments())


def _step_pair(stage: Stage, *, step: int) -> None:
    stage.show(stage.session.step_pair(step, stage.cursor))


DIFFERENCES: tuple[Command[Stage], ...] = (
    Command(
        "next", "right_square_bracket", "]", "go: next difference", "next difference",
        partial(_go_to_difference, step=1), (Need.VIEW,), "Next",
    ),
    Command(
        "previous", "left_square_bracket", "[", "go: previous difference", "previous difference",
        partial(_go_to_difference, step=-1), (Need.VIEW,),
    ),
)  # fmt: skip

ROWS: tuple[Command[Stage], ...] = (
    Command("down", "j,down", "j ↓", "go: next row", "next row", partial(_move, by=1)),
    Command("up", "k,up", "k ↑", "go: previous row", "previous row", partial(_move, by=-1)),
    Command("page", "pagedown,space", "PgDn", "go: next page", "next page", partial(_turn_page, step=1)),
    Command("page-back", "pageup", "PgUp", "go: previous page", "previous page", partial(_turn_page, step=-1)),
    Command("first", "g,home", "g", "go: first row", "first row", _go_first),
    Command("last", "G,end", "G", "go: last row", "last row", _go_last),
    Command(
        "to-text", "right", "→", "go: argument in the texts", "go from an argument to its rows",
        _to_text, (Need.VIEW,),
    ),
    Command(
        "to-arguments", "left", "←", "go: row among arguments", "go from a row to its argument",
        _to_arguments, (Need.VIEW,),
    ),
)  # fmt: skip

HITS: tuple[Command[Stage], ...] = (
    Command(
        "hit", "n", "n", "find: next", "next row that contains the search",
        partial(_go_to_hit, step=1), (Need.VIEW, Need.SEARCH),
    ),
    Command(
        "hit-back", "N", "N", "find: previous", "previous row that contains the search",
        partial(_go_to_hit, step=-1), (Need.VIEW, Need.SEARCH),
    ),
)  # fmt: skip

PAIRS: tuple[Command[Stage], ...] = (
    Command(
        "next-pair", "greater_than_sign", ">", "version: next pair", "the next two of several versions",
        partial(_step_pair, step=1), (Need.VIEW, Need.NO_TASK, Need.SEVERAL_PAIRS),
    ),
    Command(
        "previous-pair", "less_than_sign", "<", "version: previous pair", "the previous two of several",
        partial(_step_pair, step=-1), (Need.VIEW, Need.NO_TASK, Need.SEVERAL_PAIRS),
    ),
)  # fmt: skip
