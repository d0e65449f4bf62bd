"""Commands that move the cursor: by rows, by differences, by hits of the search, by pairs of versions."""

from __future__ import annotations

from functools import partial

from evolve.model import Status
from evolve.tui.commands.stage import Stage
from evolve.tui.declaration import Command, Need


def _move(stage: Stage, *, by: int) -> None:
    stage.go(stage.cursor.position + by)


def _turn_page(stage: Stage, *, step: int) -> None:
    stage.turn_page(step)


def _go_first(stage: Stage) -> None:
    stage.go(0)


def _go_last(stage: Stage) -> None:
    view = stage.session.view
    stage.go(len(view.shown) - 1 if view is not None else 0)


LINKS = frozenset({Status.PERSISTED, Status.CHANGED})
DIFFERENCES_OF = frozenset(Status) - {Status.PERSISTED}
UNCLEAR = frozenset({Status.UNCLEAR})


def _go_to_next(stage: Stage, *, step: int, statuses: frozenset[Status], what: str) -> None:
    view = stage.session.view
    position = view.next_of(stage.cursor.position, step, statuses) if view is not None else None
    if position is None:
        stage.show_message(f"No {'further' if step > 0 else 'previous'} {what}.")
    else:
        stage.go(position)


def _go_to_hit(stage: Stage, *, step: int) -> None:
    view = stage.session.view
    position = view.next_found(stage.cursor.position, step) if view is not None else None
    if position is None:
        stage.show_message("No row contains these words.")
    else:
        stage.go(position)


def _to_text(stage: Stage) -> None:
    stage.show(stage.session.to_text(stage.cursor))


def _to_arguments(stage: Stage) -> None:
    stage.show(stage.session.to_arguments(stage.cursor))


def _step_pair(stage: Stage, *, step: int) -> None:
    stage.show(stage.session.step_pair(step, stage.cursor))


DIFFERENCES: tuple[Command[Stage], ...] = (
    Command(
        "next", "right_square_bracket", "]", "go: next difference", "next difference",
        partial(_go_to_next, step=1, statuses=DIFFERENCES_OF, what="difference"), (Need.VIEW,),
    ),
    Command(
        "previous", "left_square_bracket", "[", "go: previous difference", "previous difference",
        partial(_go_to_next, step=-1, statuses=DIFFERENCES_OF, what="difference"), (Need.VIEW,),
    ),
    Command(
        "next-link", "right_curly_bracket", "}", "go: next link", "next link: persisted or changed",
        partial(_go_to_next, step=1, statuses=LINKS, what="link"), (Need.VIEW,),
    ),
    Command(
        "previous-link", "left_curly_bracket", "{", "go: previous link", "previous link",
        partial(_go_to_next, step=-1, statuses=LINKS, what="link"), (Need.VIEW,),
    ),
    Command(
        "next-unclear", "full_stop", ".", "go: next unclear", "next unclear sentence: one that may come back",
        partial(_go_to_next, step=1, statuses=UNCLEAR, what="unclear sentence"), (Need.VIEW,),
    ),
    Command(
        "previous-unclear", "comma", ",", "go: previous unclear", "previous unclear sentence",
        partial(_go_to_next, step=-1, statuses=UNCLEAR, what="unclear sentence"), (Need.VIEW,),
    ),
)  # fmt: skip

ROWS: tuple[Command[Stage], ...] = (
    Command("down", "j,down", "j ↓", "go: next row", "next row", partial(_move, by=1), (Need.VIEW,)),
    Command("up", "k,up", "k ↑", "go: previous row", "previous row", partial(_move, by=-1), (Need.VIEW,)),
    Command("page", "pagedown,space", "PgDn", "go: next page", "next page", partial(_turn_page, step=1), (Need.VIEW,)),
    Command(
        "page-back", "pageup", "PgUp", "go: previous page", "previous page", partial(_turn_page, step=-1), (Need.VIEW,)
    ),
    Command("first", "g,home", "g", "go: first row", "first row", _go_first, (Need.VIEW,)),
    Command("last", "G,end", "G", "go: last row", "last row", _go_last, (Need.VIEW,)),
    Command(
        "to-text", "right", "→", "go: argument in the texts", "go from an argument to its rows; timeline: next version",
        _to_text, (Need.VIEW,),
    ),
    Command(
        "to-arguments", "left", "←", "go: row among arguments",
        "go from a row to its argument; timeline: version before", _to_arguments, (Need.VIEW,),
    ),
)  # fmt: skip

HITS: tuple[Command[Stage], ...] = (
    Command(
        "hit", "n", "n", "find: next", "next row that contains the words; after the last row, the first",
        partial(_go_to_hit, step=1), (Need.VIEW, Need.SEARCH),
    ),
    Command(
        "hit-back", "N", "N", "find: previous", "previous row that contains the words",
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
