"""The application: reads and aligns in the background, and keeps an error for the caller.

What is shown, and what keys do, belongs to the comparing screen.
"""

from __future__ import annotations

import asyncio
import contextlib
import signal
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from textual import events, work
from textual.app import App, SystemCommand
from textual.screen import Screen

from evolve.errors import EvolveError, UsageError
from evolve.render.numbers import many
from evolve.report import Provenance
from evolve.storage.atomic import write_atomically
from evolve.tui.background import run_in_background
from evolve.tui.commands import COMMANDS
from evolve.tui.key_overrides import with_keys
from evolve.tui.screens.compare import CompareScreen
from evolve.tui.screens.save_report import format_of
from evolve.tui.state.pairs import Compare, OpenStore, align_pair
from evolve.tui.state.preferences import Memory, Preferences
from evolve.tui.terminal.arrangement import Arrangement
from evolve.tui.terminal.wrap import visible
from evolve.tui.themes import DARK, LIGHT, MEANINGS
from evolve.tui.watchdog import EVERY, Watched
from evolve.tui.widgets.notice import Notice

if TYPE_CHECKING:
    from rich.console import RenderableType

    from evolve.comparison import Evolution
    from evolve.document import Document
    from evolve.settings import Settings
    from evolve.tui.screens.open_files import Propose

Load = Callable[[], "Sequence[Document]"]
"""Reads the versions, the earliest first."""
OpenFiles = Callable[[Sequence[str]], tuple[Sequence[str], Load]]
"""Returns the names of the texts in some files, and the function that reads them. Raises EvolveError."""

_TWICE = 2.0  # seconds between two presses of Ctrl+C that quit
_INTERRUPTED = 130


class EvolveApp(App[int]):
    """The program on a terminal; hosts the screens."""

    TITLE = "evolve"

    def __init__(
        self,
        names: Sequence[str],
        load: Callable[[], Sequence[Document]],
        settings: Settings,
        *,
        origins: Mapping[str, str] | None = None,
        keys: Mapping[str, str] | None = None,
        memory: Memory | None = None,
        compare: Compare | None = None,
        open_store: OpenStore | None = None,
        open_files: OpenFiles | None = None,
        has_tour: bool = False,
        propose: Propose | None = None,
        left_out: tuple[str, str] | None = None,
    ) -> None:
        """`origins` says in reports where each setting came from; `keys` are a person's own, by action; without a
        `memory` nothing is remembered; `compare` and `open_store` take the place of `evolve.compare` and of the
        person's own store of judgements; `has_tour` begins with a tour; with `propose` the person is first asked which
        texts to compare, and `names` and `load` are those of the example essays; `left_out` is a line on
        texts that are not compared, in full and in brief."""
        super().__init__()
        self.commands = with_keys(keys or {}, origins)
        self.set_keymap({command.id: command.keys for command in self.commands if command not in COMMANDS})
        for theme in (DARK, LIGHT):
            self.register_theme(theme)
        self._memory = memory
        self._remembered = memory.recall() if memory is not None else Preferences()
        self.theme = self._remembered.theme if self._remembered.theme in self.available_themes else DARK.name
        preferred = self._remembered.layout
        self.compare = CompareScreen(
            () if propose else names,
            self,
            self.commands,
            Arrangement(preferred) if preferred in list(Arrangement) else None,
            left_out,
        )
        self._origins = dict(origins or {})
        self._compare = compare
        self._has_tour = has_tour
        self._propose = propose
        self._examples = tuple(names), load
        self._open_store = open_store
        self._open_files = open_files
        self.failure: EvolveError | None = None
        self.watched = Watched()
        """Sends messages to the process that reads Ctrl+C while this one is too busy."""
        self._interrupted_at = float("-inf")
        self.bug: BaseException | None = None
        self._load = load
        self._settings = settings
        self._documents: tuple[Document, ...] = ()

    def on_load(self) -> None:
        """Restore the terminal on a signal to end, and when its window closes."""
        for name in ("SIGTERM", "SIGHUP"):
            number = getattr(signal, name, None)
            # Windows has no SIGHUP and its event loop takes no signals, nor does one in a thread.
            if number is not None:
                with contextlib.suppress(NotImplementedError, RuntimeError, ValueError):
                    asyncio.get_running_loop().add_signal_handler(number, self.exit, 128 + number)

    def get_default_screen(self) -> Screen[None]:
        return self.compare

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return MEANINGS[self.current_theme.dark]

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        # The first paint does not wait for this import.
        from evolve.tui.screens.body import BodyScreen
        from evolve.tui.screens.tuning.screen import TuningScreen

        there = screen if isinstance(screen, TuningScreen | BodyScreen) else self.compare
        for command in there.commands:
            text = f"{command.help} · {command.shown}" if command.shown else command.help
            yield SystemCommand(command.name, text, partial(there.action_run, command.id))
        yield SystemCommand("view: choose theme", "pick one of all themes", self.action_change_theme)

    def action_command_palette(self) -> None:
        """Show the palette of commands."""
        from evolve.tui.screens.palette import Palette

        if self.use_command_palette and not Palette.is_open(self):  # type: ignore[arg-type]  # an application of any result
            self.push_screen(Palette(id="--command-palette"))

    def search_themes(self) -> None:
        """Show a palette of all themes."""
        from textual.theme import ThemeProvider

        from evolve.tui.screens.palette import Palette

        self.push_screen(Palette(providers=[ThemeProvider], placeholder="Search for themes…"))

    async def on_event(self, event: events.Event) -> None:
        """Quit at the second Ctrl+C within two seconds, whatever has the focus."""
        if isinstance(event, events.Key) and event.key == "ctrl+c":
            # A key that nothing handles comes here again, with the same time.
            if 0 < event.time - self._interrupted_at < _TWICE:
                self.exit(_INTERRUPTED)
                return
            self._interrupted_at = event.time
        await super().on_event(event)

    def action_help_quit(self) -> None:
        """Show how to quit."""
        self.compare.show_message("Press Ctrl+C again to quit.")

    def _handle_exception(self, error: Exception) -> None:
        """Keep an error in a widget for the caller, as any other bug; Textual would print it and exit with 0."""
        self.bug = self.bug or error
        super()._handle_exception(error)
        self._exit_renderables.clear()

    def _fatal_error(self) -> None:
        """Close without the traceback, which shows the values of variables: texts, unclean."""
        self._close_messages_no_wait()

    def read_again(self) -> None:
        """Read and align everything from the start; ask for texts first if there are none."""
        if self._propose is not None:
            self._ask_for_texts(self._propose)
        else:
            self._start((), None)

    def _ask_for_texts(self, propose: Propose) -> None:
        """Ask which texts to compare, before there are any."""
        from evolve.tui.screens.open_files import EXAMPLES
        from evolve.tui.screens.open_files import OpenFiles as Dialog

        def answer(files: tuple[str, ...] | None) -> None:
            if files is None:
                self.exit(0)
                return
            self._propose = None
            if files == EXAMPLES:
                names, self._load = self._examples
                self.compare.rename(names)
                self.read_again()
            elif not self.open(files):
                self._propose = propose
                self.read_again()

        self.compare.show_notice("", Notice())
        self.push_screen(Dialog(Path.cwd(), propose), answer)

    def swap(self, threshold: float) -> None:
        """Exchange earlier and later, and align them again; the threshold stays the one the person last chose."""
        self._start(self._documents[::-1], threshold)

    def choose_bodies(self, bodies: Mapping[int, str]) -> None:
        """Align again with other bodies, by the number of their version, and remember them.

        A body is a list of lines as `--body` takes it, or empty for the one that the rules find.
        """
        documents = list(self._documents)
        messages = []
        for n, body in bodies.items():
            document = documents[n].with_body(body or "auto", is_remembered=bool(body))
            documents[n] = document
            label = visible(document.label)
            by = (
                f"chosen by you: {many(sum(line.kept for line in document.lines), 'line')}"
                if body
                else "found by the rules"
            )
            messages.append(f"body of {label} {by}{self._remember_body(document, body)}")
        self._start(tuple(documents), None)
        message = "; ".join(messages)
        self.compare.show_message(f"{message[:1].upper()}{message[1:]}.")

    def _remember_body(self, document: Document, body: str) -> str:
        """Save a body, or forget the one saved if it is empty; return what to add to a message if it is not saved."""
        from evolve.judgements.bodies import forget_choice, keep_choice

        if not self._settings.judgements:
            return ", not remembered"
        try:
            if body:
                keep_choice(document, body)
            else:
                forget_choice(document)
        except EvolveError as error:
            return f", not remembered ({visible(error.what)})"
        return ""

    def open(self, files: Sequence[str]) -> bool:
        """Read and align the texts of other files in place of these; return whether they can be opened."""
        if self._open_files is None:
            self.compare.show_message("Other texts cannot be opened here.")
            return False
        try:
            names, self._load = self._open_files(files)
        except EvolveError as error:
            self.compare.show_message(visible(str(error)))
            return False
        self.compare.rename(names)
        self.compare.left_out = None
        self.read_again()
        return True

    def _begin_tour(self) -> None:
        """Show the tour once, if it is asked for."""
        if self._has_tour:
            from evolve.tui.screens.tour import Tour

            self._has_tour = False
            self.push_screen(Tour(self.compare))

    def stop(self) -> bool:
        """Stop reading and aligning; return whether anything was going on."""
        going_on = self.busy
        self.workers.cancel_group(self, "align")
        return going_on

    def exit(self, result: int | None = None, return_code: int = 0, message: RenderableType | None = None) -> None:
        """End the program, even if work in the background never ends."""
        self.watched.quit()
        super().exit(result, return_code, message)

    def leave(self) -> None:
        """End the program with the exit code of the error shown, 0 without one."""
        self.exit(self.failure.exit_code if self.failure is not None else 0)

    def exchange_themes(self) -> None:
        """Change from dark to light or back."""
        self.theme = (LIGHT if self.current_theme.dark else DARK).name

    def on_mount(self) -> None:
        """Remember every theme that is chosen from here on."""
        self.set_interval(EVERY, self.watched.beat)
        self.theme_changed_signal.subscribe(self, lambda theme: self._remember(theme=theme.name))
        if self._memory is not None and self._memory.complaint:
            self.call_after_refresh(self.compare.show_message, self._memory.complaint)

    def remember_layout(self, name: str) -> None:
        """Remember the layout a person prefers; empty for none."""
        self._remember(layout=name)

    def _remember(self, **changed: str) -> None:
        look = replace(self._remembered, **changed)
        if look != self._remembered:
            self._remembered = look
            if self._memory is not None:
                self._memory.keep(look)

    def save(self, evolution: Evolution, path: str) -> None:
        """Write a report in the format its file name asks for, or hand it to the browser."""
        self._save(evolution, path)

    @work(exclusive=True, group="save", exit_on_error=False)
    async def _save(self, evolution: Evolution, path: str) -> None:
        form = format_of(path)
        assert form is not None
        try:
            self.compare.show_message(f"Writing {path} …")
            data = await run_in_background(partial(form.render_bytes, evolution, Provenance(origins=self._origins)))
            if self.is_web:
                self.deliver_binary(BytesIO(data), save_filename=Path(path).name, open_method="download")
                self.compare.show_message(f"The browser downloads {Path(path).name}.")
            else:
                # A file that is being written is finished, whatever else the person does.
                await asyncio.to_thread(write_atomically, Path(path).expanduser(), data)
                self.compare.show_message(f"Saved as {form.name}: {Path(path).expanduser().absolute()}")
        except EvolveError as error:
            self.compare.show_message(f"Not saved: {visible(str(error))}")
        except Exception as error:
            self.give_up(error)

    def give_up(self, error: Exception) -> None:
        """End the program for an error that is a bug, and keep it for the caller."""
        self.bug = error
        self.exit(1)

    @property
    def busy(self) -> bool:
        """Whether texts are being read or aligned."""
        return any(worker.group == "align" and not worker.is_finished for worker in self.workers)

    def _start(self, documents: tuple[Document, ...], threshold: float | None) -> None:
        self.failure = None
        self.compare.clear()
        self._align(documents, threshold)

    @work(exclusive=True, group="align", exit_on_error=False)
    async def _align(self, documents: tuple[Document, ...], threshold: float | None) -> None:
        """Read and align the versions; each pair is shown as soon as it is aligned."""
        try:
            if not documents:
                self.compare.show_progress("Reading the texts")
                documents = tuple(await run_in_background(self._load))
            if len(documents) < 2:
                raise UsageError("one text alone cannot be compared", next_step="name two or more versions")
            self._documents = documents
            pairs = len(documents) - 1
            for n, (before, after) in enumerate(pairwise(documents), start=1):
                which = f", pair {n} of {pairs}" if pairs > 1 else ""
                sizes = f"{len(before.sentences)} with {len(after.sentences)}"
                self.compare.show_progress(f"Aligning {sizes} sentences{which}")
                make = partial(
                    align_pair,
                    before,
                    after,
                    self._settings,
                    threshold,
                    further_back=documents[: n - 1],
                    compare=self._compare,
                    open_store=self._open_store,
                )
                self.compare.add(await run_in_background(make), pairs)
                self._begin_tour()
            if pairs > 1:
                await run_in_background(self.compare.session.find_lives)
        except EvolveError as error:
            self.failure = error
            self.compare.fail(error)
        except Exception as error:
            self.give_up(error)
