"""Commands with which a person judges pairs of sentences."""

from __future__ import annotations

from functools import partial

from evolve.model import Verdict
from evolve.tui.commands.stage import Stage
from evolve.tui.declaration import Command, Need


def _judge(stage: Stage, *, verdict: Verdict) -> None:
    stage.show(stage.session.judge(stage.cursor, verdict))


def _note(stage: Stage) -> None:
    stage.show(stage.session.note(stage.cursor))


def _link_by_hand(stage: Stage) -> None:
    stage.show(stage.session.link_by_hand(stage.cursor))


def _undo(stage: Stage) -> None:
    if stage.prompts.is_open:
        stage.show_message("Leave the line with Enter or Esc first: then the last judgement can be undone.")
    else:
        stage.show(stage.session.undo())


def _review(stage: Stage) -> None:
    stage.show(stage.session.review())


_NEEDS = (Need.VIEW, Need.NOT_LINKING)

JUDGE: tuple[Command[Stage], ...] = (
    Command(
        "same", "y", "y", "judge: same claim", "the two sentences make the same claim",
        partial(_judge, verdict=Verdict.SAME), _NEEDS,
    ),
    Command(
        "not", "x", "x", "judge: not the same", "the two make different claims",
        partial(_judge, verdict=Verdict.NOT), _NEEDS,
    ),
    Command(
        "unsure", "u", "u", "judge: unsure", "you cannot decide",
        partial(_judge, verdict=Verdict.UNSURE), _NEEDS,
    ),
    Command("note", "e", "e", "judge: note", "write a note on the link", _note, _NEEDS),
    Command(
        "pick", "m", "m", "judge: link by hand", "link this sentence to one you choose", _link_by_hand, (Need.VIEW,)
    ),
    Command("undo", "ctrl+z,z", "z", "judge: undo", "undo the last judgement", _undo, _NEEDS),
    Command(
        "review", "R", "R", "judge: review", "review the pairs nearest the threshold one by one",
        _review, _NEEDS,
    ),
)  # fmt: skip
