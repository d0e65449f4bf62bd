"""The three lines in which a search, a filter and a note are typed; at most one of them is open."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical

from evolve.tui.commands.stage import Stage
from evolve.tui.state.tasks import Note
from evolve.tui.state.update import Cursor
from evolve.tui.widgets.bars import Prompt

FIND, FILTER, NOTE = "find", "filter", "note"


class PromptLines(Vertical):
    """The lines; what is typed in them goes to the session of the screen."""

    DEFAULT_CSS = "PromptLines { height: auto; }"

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self._stage = stage
        self._origin = Cursor()
        """The cursor when the search began."""

    def compose(self) -> ComposeResult:
        yield Prompt(FIND, "go to rows that contain …")
        yield Prompt(FILTER, "show only rows that contain …")
        yield Prompt(NOTE, "note on this link: Enter saves, Esc cancels")

    @property
    def is_open(self) -> bool:
        """Whether one of the lines is open."""
        return any(self._line(name).display for name in (FIND, FILTER, NOTE))

    def open_search(self, query: str) -> None:
        self._origin = self._stage.cursor
        self._line(FIND).open(query)

    def close_search(self) -> bool:
        was_open = self._close(FIND)
        if was_open:
            self._stage.show(self._stage.session.search("", self._origin))
        return was_open

    def open_filter(self, query: str) -> None:
        self._line(FILTER).open(query)

    def close_filter(self) -> bool:
        was_open = self._close(FILTER)
        if was_open:
            self._stage.show(self._stage.session.narrow(""))
        return was_open

    def follow_task(self) -> None:
        """Open the line for a note while one is asked for, and close it otherwise."""
        task, line = self._stage.session.task, self._line(NOTE)
        if not isinstance(task, Note):
            self._close(NOTE)
        elif not line.display:
            line.open(task.text)

    def _line(self, name: str) -> Prompt:
        return self.query_one(f"#{name}", Prompt)

    def _close(self, name: str) -> bool:
        """Close a line; return whether it was open."""
        line = self._line(name)
        was_open = bool(line.display)
        if was_open:
            line.close()
            self._stage.rows.focus()
        return was_open

    @on(Prompt.Changed, f"#{FIND}")
    def _typed(self, event: Prompt.Changed) -> None:
        if self._line(FIND).display:
            self._stage.show(self._stage.session.search(event.value, self._origin))

    @on(Prompt.Changed, f"#{FILTER}")
    def _narrowed(self, event: Prompt.Changed) -> None:
        if self._line(FILTER).display:
            self._stage.show(self._stage.session.narrow(event.value))

    @on(Prompt.Submitted, f"#{FIND}")
    def _found(self) -> None:
        """Stay on the row that was found, also when the search is cleared."""
        self._close(FIND)
        self._stage.go(self._stage.cursor.position)

    @on(Prompt.Submitted, f"#{FILTER}")
    def _filtered(self) -> None:
        self._close(FILTER)
        self._stage.go(self._stage.cursor.position)

    @on(Prompt.Submitted, f"#{NOTE}")
    def _noted(self, event: Prompt.Submitted) -> None:
        result = self._stage.session.write_note(event.value)
        self._close(NOTE)
        self._stage.show(result)
