"""The main keys of every view and task, in the order of the footer, which shows as many as there is room for.

An entry is a word and the commands that share it.
"""

from __future__ import annotations

from collections.abc import Mapping

from evolve.tui.state.entries import ViewKind
from evolve.tui.state.session import Session
from evolve.tui.state.tasks import LinkByHand, Note, Review

Entry = tuple[str, ...]
"""A word, then the ids of its commands."""

_FIRST: tuple[Entry, ...] = (("Help", "help"), ("Quit", "quit"))
_JUDGE: tuple[Entry, ...] = (("Same", "same"), ("Not same", "not"))
_JUDGE_STEP: tuple[Entry, ...] = (("Same →", "same"), ("Not same →", "not"))
"""The arrow marks the column that a verdict is about."""
_UNSURE: Entry = ("Unsure", "unsure")
_SHOW: Entry = ("Only =~?−+", "persisted", "changed", "unclear", "dropped", "added")
_NEXT_DIFFERENCE: Entry = ("Next difference", "next")
_NEXT_LINK: Entry = ("Next link", "next-link")
_THRESHOLD: Entry = ("Threshold", "lower", "raise")
_LAST: tuple[Entry, ...] = (
    _THRESHOLD, ("Tune", "tune"), ("Save", "save"), ("Review", "review"), ("Filter", "filter"),
    ("Ignore wording", "wording"), ("Link by hand", "pick"), ("Undo", "undo"),
)  # fmt: skip
_ROWS: tuple[Entry, ...] = (
    *_FIRST, ("Why", "explain"), *_JUDGE, _NEXT_DIFFERENCE, ("Views", "turn"), _NEXT_LINK, ("Find", "find"), _SHOW,
    _UNSURE, ("Arguments", "arguments"), *_LAST,
)  # fmt: skip

OF_VIEWS: Mapping[ViewKind, tuple[Entry, ...]] = {
    ViewKind.ROWS: _ROWS,
    ViewKind.CHANGES: _ROWS,
    ViewKind.ARGUMENTS: (
        *_FIRST, ("Open, why", "explain"), *_JUDGE, ("Rows", "to-text"), ("Views", "turn"), ("Find", "find"),
        _SHOW, ("Order", "order"), _UNSURE, _NEXT_LINK, *_LAST,
    ),
    ViewKind.EARLIER: _ROWS,
    ViewKind.LATER: _ROWS,
    ViewKind.SLOPE: (
        *_FIRST, ("Why", "explain"), _NEXT_DIFFERENCE, ("Views", "turn"), _NEXT_LINK, ("Find", "find"), _SHOW, *_LAST,
    ),
    ViewKind.TIMELINE: (
        *_FIRST, ("Wording, why", "explain"), *_JUDGE_STEP, ("Version", "to-arguments", "to-text"),
        ("Measures", "measures"), ("Views", "turn"), ("Find", "find"), _UNSURE, ("Order", "order"), _SHOW,
        _THRESHOLD, ("Tune", "tune"), ("Save", "save"), ("Filter", "filter"),
        ("Ignore wording", "wording"), ("Link by hand", "pick"), ("Undo", "undo"),
    ),
}  # fmt: skip

REVIEW: tuple[Entry, ...] = (
    ("Help", "help"), ("Same", "same"), ("Not", "not"), ("Unsure", "unsure"), ("Skip", "to-text"),
    ("Back", "to-arguments"), ("Leave", "clear"), ("Note", "note"), ("Undo", "undo"),
)  # fmt: skip
LINKING: tuple[Entry, ...] = (("Help", "help"), ("Link", "explain"), ("Cancel", "clear"), ("Find", "find"))
TUNING: tuple[Entry, ...] = (
    ("Help", "help"), ("Done", "clear"), ("Threshold", "lower", "raise"), ("Restore", "put-back"),
    ("Default", "reset"), ("Recommended", "advised"), ("Worth checking", "review-from"),
)  # fmt: skip


def footer_of(session: Session) -> tuple[Entry, ...]:
    """Return the footer of the current task, else of the view, else the first keys."""
    task = session.task.during if isinstance(session.task, Note) else session.task
    if isinstance(task, Review):
        return REVIEW
    if isinstance(task, LinkByHand):
        return LINKING
    return OF_VIEWS[session.view.kind] if session.view is not None else _FIRST
