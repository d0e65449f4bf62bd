"""The application: reads and aligns beside the screen, and keeps what went wrong for the caller.

What is shown and what keys do is the compare screen's.
"""

from __future__ import annotations

import asyncio
import contextlib
import signal
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

from textual import work
from textual.app import App, SystemCommand
from textual.screen import Screen

from evolve.errors import EvolveError, UsageError
from evolve.tui.actions import ACTIONS
from evolve.tui.aligning import align_pair, beside
from evolve.tui.compare_screen import CompareScreen
from evolve.tui.themes import DARK, LIGHT, MEANINGS

if TYPE_CHECKING:
    from evolve.document import Document
    from evolve.settings import Settings


class EvolveApp(App[int]):
    """Compares versions on a terminal."""

    TITLE = "evolve"

    def __init__(self, names: Sequence[str], load: Callable[[], Sequence[Document]], settings: Settings) -> None:
        super().__init__()
        for theme in (DARK, LIGHT):
            self.register_theme(theme)
        self.theme = DARK.name
        self.compare = CompareScreen(names, self)
        self.failure: EvolveError | None = None
        self.bug: BaseException | None = None
        self._load = load
        self._settings = settings
        self._documents: tuple[Document, ...] = ()

    def on_load(self) -> None:
        """Give the terminal back when asked from outside to end, and when its window closes."""
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
        for action in ACTIONS:
            said = f"{action.help} · {action.shown}" if action.shown else action.help
            yield SystemCommand(action.name, said, partial(self.compare.run_action, action.run))
        yield SystemCommand("view: choose theme", "pick one of all themes", self.action_change_theme)

    def read_again(self) -> None:
        """Read and align everything from the start."""
        self._start((), None)

    def swap(self, threshold: float) -> None:
        """Exchange earlier and later, and align them at the threshold the person last chose."""
        self._start(self._documents[::-1], threshold)

    def stop(self) -> bool:
        """Stop reading and aligning; whether anything was going on."""
        going_on = self.busy
        self.workers.cancel_group(self, "align")
        return going_on

    def leave(self) -> None:
        """End the screen with the exit code of what went wrong, if anything did."""
        self.exit(self.failure.exit_code if self.failure is not None else 0)

    def exchange_themes(self) -> None:
        """From dark to light and back."""
        self.theme = (LIGHT if self.current_theme.dark else DARK).name

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
        """Read, segment and align; every pair is shown as soon as it is there."""
        try:
            if not documents:
                self.compare.say("Reading the texts")
                documents = tuple(await beside(self._load))
            if len(documents) < 2:
                raise UsageError("one text alone cannot be compared", next_step="name two or more versions")
            self._documents = documents
            pairs = len(documents) - 1
            for n, (before, after) in enumerate(pairwise(documents), start=1):
                which = f", pair {n} of {pairs}" if pairs > 1 else ""
                self.compare.say(f"Aligning {len(before.sentences)} with {len(after.sentences)} sentences{which}")
                self.compare.add(await beside(partial(align_pair, before, after, self._settings, threshold)), pairs)
        except EvolveError as error:
            self.failure = error
            self.compare.fail(error)
        except Exception as error:
            self.bug = error
            self.exit(1)
