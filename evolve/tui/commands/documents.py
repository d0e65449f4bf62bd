"""Commands on the program and the documents: help, quit, copy, save, swap, read again."""

from __future__ import annotations

from functools import partial

from evolve.render.numbers import threshold_beside
from evolve.tui.clipboard import hand_to_system, text_under
from evolve.tui.commands.stage import Stage
from evolve.tui.declaration import Command, Need


def _help(stage: Stage) -> None:
    stage.others.open_help()


def _quit(stage: Stage) -> None:
    stage.application.leave()


def _copy(stage: Stage) -> None:
    """Copy all sentences under the cursor."""
    view = stage.session.view
    if view is not None:
        _hand_on(stage, *text_under(view, stage.cursor.position))


def _copy_side(stage: Stage) -> None:
    """Copy the words of one version under the cursor: the earliest, then, for the same entry again, the next."""
    session, position = stage.session, stage.cursor.position
    view = session.view
    if view is None or (ref := view.ref(position)) is None:
        return
    versions = sorted({version for version, _ in view.refs(view.entry(position))})
    before, turn = session.copied
    turn = (turn + 1) % len(versions) if before == ref else 0
    session.copied = ref, turn
    _hand_on(stage, *text_under(view, position, versions[turn]))


def _hand_on(stage: Stage, text: str, count: int) -> None:
    if not count:
        return
    stage.application.copy_to_clipboard(text)
    # In a browser the screen runs on another machine, with a clipboard of its own.
    tool = "" if stage.application.is_web else hand_to_system(text)
    where = "to the terminal" + (f" and to {tool}" if tool else "")
    stage.show_message(f"Copied {count} sentence{'s' if count != 1 else ''} {where}.")


def _save(stage: Stage) -> None:
    view = stage.session.view
    if view is None:
        return
    evolution = view.entries.across.evolution
    holds = f"The full report, at threshold {threshold_beside(view.comparison.threshold, view.comparison.best_below)}"
    if len(view.shown) < len(view.all):
        holds += f"; what hides rows here ({view.narrowed or view.kind.value}) does not apply to it"
    stage.others.ask_for_file(
        [document.label for document in evolution.documents],
        f"{holds}.",
        [document.source for document in evolution.documents if document.source],
        partial(stage.application.save, evolution),
    )


def _choose_body(stage: Stage) -> None:
    stage.others.open_body()


def _open(stage: Stage) -> None:
    stage.others.ask_for_texts()


def _swap(stage: Stage) -> None:
    if stage.session.view is not None:
        stage.application.swap(stage.session.view.comparison.threshold)


def _read_again(stage: Stage) -> None:
    stage.application.read_again()


_ALL = (Need.VIEW, Need.NO_TASK, Need.ALL_PAIRS)

PROGRAM: tuple[Command[Stage], ...] = (
    Command("help", "question_mark,f1", "?", "help: show", "explain keys, signs and the threshold", _help),
    Command("quit", "q", "q", "program: quit", "quit", _quit),
)

TEXT: tuple[Command[Stage], ...] = (
    Command(
        "body", "b", "b", "text: choose its body", "choose the lines that are read as the essay", _choose_body, _ALL
    ),
    Command("copy", "c", "c", "text: copy", "copy the sentences under the cursor", _copy, (Need.VIEW,)),
    Command(
        "copy-side",
        "C",
        "C",
        "text: copy one side",
        "copy only the words of the earlier text there (again: of the later)",
        _copy_side,
        (Need.VIEW,),
    ),
    Command("save", "w", "w", "text: save a report", "write a report, in any of the formats", _save, _ALL),
)

VERSIONS: tuple[Command[Stage], ...] = (
    Command("swap", "s", "s", "version: swap", "swap the earlier and the later text", _swap, _ALL),
    Command("open", "o", "o", "version: open others", "open two other texts from files", _open, (Need.NO_TASK,)),
    Command("reload", "r", "r", "version: read again", "read and align the texts again", _read_again, (Need.NO_TASK,)),
)
