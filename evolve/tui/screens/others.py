"""Opens the other screens from the one that compares, and applies their answers.

The first paint does not wait for their imports: most of them are imported when they are opened.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import App

from evolve.tui.commands.stage import Stage
from evolve.tui.declaration import Command
from evolve.tui.screens.help import Help, help_text
from evolve.tui.screens.save_report import Saving, proposed

if TYPE_CHECKING:
    from evolve.tui.screens.body import Chosen


class PushedScreens:
    """The screens that can be opened on top of the one that compares."""

    def __init__(self, app: App[object], stage: Stage, commands: Sequence[Command[Stage]]) -> None:
        """`app` hosts the screens; `commands` are those of `stage`, with the person's own keys."""
        self._app = app
        self._stage = stage
        self._commands = tuple(commands)

    def open_help(self) -> None:
        view = self._stage.session.view
        is_rewritten = view is not None and view.comparison.needs_reading
        self._app.push_screen(Help(help_text(self._commands, is_rewritten=is_rewritten)))

    def open_measures(self) -> None:
        from evolve.tui.screens.over_time import over_time_text

        view = self._stage.session.view
        assert view is not None
        self._app.push_screen(Help(over_time_text(view.entries.across.evolution, view.entries.names)))

    def open_body(self) -> None:
        from evolve.tui.screens.body import BodyScreen

        view = self._stage.session.view
        assert view is not None
        versions = view.entries.versions
        documents = [versions[0].before, *(comparison.after for comparison in versions)]
        sentence = self._stage.cursor.sentence
        start = sentence[0] if sentence is not None else view.entries.pair

        def answer(chosen: Chosen | None) -> None:
            if chosen:
                self._stage.application.choose_bodies(chosen)

        self._app.push_screen(BodyScreen(documents, start), answer)

    def ask_for_texts(self) -> None:
        from evolve.tui.screens.open_files import OpenFiles

        def answer(files: tuple[str, ...] | None) -> None:
            if files is not None:
                self._stage.application.open(files)

        if self._stage.application.is_web:
            self._stage.show_message("This does not work in a browser: start evolve with the other files.")
        else:
            self._app.push_screen(OpenFiles(self._folder()), answer)

    def _folder(self) -> Path:
        """Return the folder of the later text, or else the working folder."""
        view = self._stage.session.view
        source = view.comparison.after.source if view is not None else ""
        folder = Path(source).absolute().parent if source else Path.cwd()
        return folder if folder.is_dir() else Path.cwd()

    def open_tuning(self) -> None:
        from evolve.tui.screens.tuning.screen import TuningScreen

        self._app.push_screen(TuningScreen(self._stage, self._commands), lambda _: self._stage.show_again())

    def ask_for_file(
        self, labels: Sequence[str], holds: str, spared: Sequence[str], save: Callable[[str], None]
    ) -> None:
        def answer(path: str | None) -> None:
            if path is not None:
                save(path)

        is_web = self._stage.application.is_web
        self._app.push_screen(Saving(proposed(labels), holds, spared, download=is_web), answer)
