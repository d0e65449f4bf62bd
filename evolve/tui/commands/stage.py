"""The interfaces that commands use: of the screen they run on, and of the application around it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Protocol

from evolve.tui.state.session import Session
from evolve.tui.state.update import Cursor, Refusal, Update
from evolve.tui.widgets.notice import Notice
from evolve.tui.widgets.sentences import SentencesView

if TYPE_CHECKING:
    from evolve.comparison import Evolution


class Application(Protocol):
    """The application around a screen."""

    def read_again(self) -> None: ...

    def swap(self, threshold: float) -> None: ...

    def open(self, files: Sequence[str]) -> bool: ...

    def choose_bodies(self, bodies: Mapping[int, str]) -> None: ...

    def stop(self) -> bool: ...

    def leave(self) -> None: ...

    def exchange_themes(self) -> None: ...

    def remember_layout(self, name: str) -> None: ...

    def save(self, evolution: Evolution, path: str) -> None: ...

    def give_up(self, error: Exception) -> None: ...

    @property
    def is_web(self) -> bool: ...

    @property
    def busy(self) -> bool: ...

    def copy_to_clipboard(self, text: str) -> None: ...


class Prompts(Protocol):
    """The lines in which a search, a filter and a note are typed."""

    @property
    def is_open(self) -> bool:
        """Whether one of the lines is open."""
        ...

    def open_search(self, query: str) -> None:
        """Open the line in which a search is typed."""
        ...

    def close_search(self) -> bool:
        """Close that line, forget the search and go back to where it began; return whether the line was open."""
        ...

    def open_filter(self, query: str) -> None:
        """Open the line in which the words are typed that rows must contain."""
        ...

    def close_filter(self) -> bool:
        """Close that line and show all rows again; return whether it was open."""
        ...


class OtherScreens(Protocol):
    """The screens that can be opened on top of the one a command runs on."""

    def open_help(self) -> None:
        """Open the help."""
        ...

    def open_measures(self) -> None:
        """Open the measures over time."""
        ...

    def open_body(self) -> None:
        """Open the screen on which the lines of a body are chosen."""
        ...

    def ask_for_texts(self) -> None:
        """Ask which two other texts to open."""
        ...

    def open_tuning(self) -> None:
        """Open the screen on which the threshold is tuned."""
        ...

    def ask_for_file(
        self, labels: Sequence[str], holds: str, spared: Sequence[str], save: Callable[[str], None]
    ) -> None:
        """Ask where to save a report on versions with these labels, then call `save` with the path.

        `holds` describes the content of the report; `spared` are files that must not be replaced.
        """
        ...


class Stage(Protocol):
    """The screen a command runs on."""

    session: Session
    application: Application

    @property
    def prompts(self) -> Prompts: ...

    @property
    def others(self) -> OtherScreens: ...

    @property
    def rows(self) -> SentencesView:
        """The widget that shows the view."""
        ...

    @property
    def cursor(self) -> Cursor:
        """The position of the person in the view."""
        ...

    def show(self, result: Update | Refusal | None) -> None:
        """Show the result of a method of the session; nothing for None."""
        ...

    def show_again(self) -> None:
        """Show the view in force, which may have changed while another screen was on top."""
        ...

    def show_message(self, words: str) -> None:
        """Show a message in place of the keys."""
        ...

    def show_notice(self, status: str, notice: Notice) -> None:
        """Show a status above and a notice in place of the rows."""
        ...

    def go(self, position: int) -> None:
        """Put the cursor on a shown entry."""
        ...

    def turn_page(self, step: int) -> None:
        """Move the cursor a window further (1) or back (-1)."""
        ...

    def toggle_panel(self) -> None:
        """Open the panel on the entry under the cursor, or close it."""
        ...

    @property
    def is_explaining(self) -> bool:
        """Whether the panel is open."""
        ...

    def close_panel(self) -> bool:
        """Close the panel; return whether it was open."""
        ...
