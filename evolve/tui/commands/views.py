"""Commands that choose what is shown and how: search, kinds of view, order, layout, colours, statuses."""

from __future__ import annotations

from functools import partial

from evolve.model import Status
from evolve.tui.commands.stage import Stage
from evolve.tui.declaration import Command, Need
from evolve.tui.state.entries import ViewKind
from evolve.tui.terminal.arrangement import Arrangement
from evolve.tui.widgets.notice import stopped

ARRANGEMENTS = (None, Arrangement.SIDE, Arrangement.STACKED)
"""The arrangements a person can prefer, in the order of the key; None leaves it to the window."""


def _find(stage: Stage) -> None:
    if stage.session.view is not None:
        stage.prompts.open_search(stage.session.view.sought)


def _narrow(stage: Stage) -> None:
    if stage.session.view is not None:
        stage.prompts.open_filter(stage.session.view.query)


def _explain(stage: Stage) -> None:
    """Open an argument, then explain it, then close the explanation; explain a row."""
    update = None if stage.session.is_unfolded(stage.cursor) else stage.session.unfold(stage.cursor)
    if update is None:
        stage.toggle_panel()
    else:
        stage.show(update)


def _show_kind(stage: Stage, *, kind: ViewKind) -> None:
    stage.show(stage.session.show_kind(kind, stage.cursor))


def _turn(stage: Stage, *, step: int) -> None:
    stage.show(stage.session.turn(step, stage.cursor))


def _open_measures(stage: Stage) -> None:
    stage.others.open_measures()


def _turn_order(stage: Stage) -> None:
    stage.show(stage.session.turn_order())


def _turn_layout(stage: Stage) -> None:
    rows = stage.rows
    preferred = ARRANGEMENTS[(ARRANGEMENTS.index(rows.preferred) + 1) % len(ARRANGEMENTS)]
    rows.set_arrangement(preferred)
    stage.application.remember_layout(preferred.value if preferred is not None else "")
    why = "by the window's size" if preferred is None else "your choice"
    if preferred not in (None, rows.arrangement):
        why = "the window is too small for another"
    stage.show_message(f"Layout: {rows.arrangement.value} ({why}).")


def _exchange_themes(stage: Stage) -> None:
    stage.application.exchange_themes()


def _clear(stage: Stage) -> None:
    """Stop, close or clear, whichever was started last."""
    session = stage.session
    if session.view is None and stage.application.stop():
        stage.show_notice("Stopped", stopped())
    elif stage.prompts.close_search() or stage.prompts.close_filter():
        return
    elif session.task is not None:
        stage.show(session.leave())
    elif not stage.close_panel():
        stage.show(session.search("", stage.cursor) or session.narrow("") or session.go_back(stage.cursor))


def _turn_wording(stage: Stage) -> None:
    stage.show(stage.session.turn_wording())


def _filter(stage: Stage, *, status: Status | None) -> None:
    stage.show(stage.session.filter(status))


_NEEDS = (Need.VIEW, Need.NO_TASK)

SEARCH: tuple[Command[Stage], ...] = (
    Command(
        "find", "slash", "/", "find: search", "go to the next row that contains some words", _find, (Need.VIEW,),
    ),
    Command(
        "filter", "ampersand", "&", "find: filter", "show only rows that contain some words", _narrow, (Need.VIEW,),
    ),
)  # fmt: skip

ENTRY: tuple[Command[Stage], ...] = (
    Command(
        "explain",
        "enter",
        "Enter",
        "row: explain",
        "explain this row; open this argument, then explain it",
        _explain,
        (Need.VIEW,),
    ),
)

VIEWS: tuple[Command[Stage], ...] = (
    Command(
        "arguments", "a", "a", "view: arguments", "list of arguments",
        partial(_show_kind, kind=ViewKind.ARGUMENTS), _NEEDS, runs_during_search=True,
    ),
    Command(
        "order", "O", "O", "view: order of arguments", "by importance, the surest first, by either text, or by status",
        _turn_order, _NEEDS,
    ),
    Command(
        "turn", "v", "v", "view: next", "next of the views below", partial(_turn, step=1), _NEEDS,
    ),
    Command("back", "V", "V", "view: previous", "previous view", partial(_turn, step=-1), _NEEDS),
    Command(
        "rows", "f2", "F2", "view: rows", "all sentences, side by side",
        partial(_show_kind, kind=ViewKind.ROWS), _NEEDS, runs_during_search=True,
    ),
    Command(
        "changes", "f3", "F3", "view: changes only", "hide what persisted",
        partial(_show_kind, kind=ViewKind.CHANGES), _NEEDS, runs_during_search=True,
    ),
    Command(
        "earlier", "f4", "F4", "view: earlier text", "earlier text, with what became of each sentence",
        partial(_show_kind, kind=ViewKind.EARLIER), _NEEDS, runs_during_search=True,
    ),
    Command(
        "later", "f5", "F5", "view: later text", "later text, with where each sentence came from",
        partial(_show_kind, kind=ViewKind.LATER), _NEEDS, runs_during_search=True,
    ),
    Command(
        "slope", "f6", "F6", "view: slope", "a line for each link, from its earlier to its later position",
        partial(_show_kind, kind=ViewKind.SLOPE), _NEEDS, runs_during_search=True,
    ),
    Command(
        "timeline", "f7", "F7", "view: timeline", "arguments through three or more versions",
        partial(_show_kind, kind=ViewKind.TIMELINE), (*_NEEDS, Need.THREE_VERSIONS, Need.TWO_PAIRS),
        runs_during_search=True,
    ),
    Command(
        "measures", "M", "M", "view: measures over time", "what happened over three or more versions, in numbers",
        _open_measures, (*_NEEDS, Need.THREE_VERSIONS, Need.ALL_PAIRS),
    ),
    Command("layout", "l", "l", "view: layout", "side by side, stacked, or by the window's width", _turn_layout),
    Command("shade", "d", "d", "view: dark or light", "switch between dark and light", _exchange_themes),
    Command(
        "clear", "escape", "Esc", "view: back", "go back one step: stop, close, clear, or show the view before", _clear
    ),
)  # fmt: skip

_UNMATCHED = {Status.DROPPED: " or unmatched earlier", Status.ADDED: " or unmatched later"}
"""The other names of two statuses, in rewritten texts."""

STATUSES: tuple[Command[Stage], ...] = (
    *(
        Command(
            status.value, key, key, f"show: {status.value}{_UNMATCHED.get(status, '')}",
            f"show only {status.glyph} {status.value}{_UNMATCHED.get(status, '')} (again: show all)",
            partial(_filter, status=status), (Need.VIEW,),
        )
        for key, status in zip("12345", Status, strict=True)  # in the order of the header
    ),
    Command(
        "all", "0", "0", "show: all", "show every status",
        partial(_filter, status=None), (Need.VIEW,),
    ),
    Command(
        "wording", "i", "i", "show: ignore wording",
        "list changes of wording alone as persisted (again: as changed)",
        _turn_wording, _NEEDS,
    ),
)  # fmt: skip
