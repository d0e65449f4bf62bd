"""The screen on which versions are compared: moves the threshold, takes judgements, and hands on what it shows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from evolve.tui.header import Header
from evolve.tui.notice import stopped
from evolve.tui.panels import Find, Panel
from evolve.tui.reading_screen import ReadingScreen


class Host(Protocol):
    """What the screen asks of the application around it."""

    def read_again(self) -> None: ...

    def swap(self, threshold: float) -> None: ...

    def stop(self) -> bool: ...

    def leave(self) -> None: ...

    def exchange_themes(self) -> None: ...


class CompareScreen(ReadingScreen):
    """Rows of two versions with their figures above and their evidence below."""

    def __init__(self, names: Sequence[str], host: Host) -> None:
        super().__init__(names)
        self._host = host

    def on_mount(self) -> None:
        self._host.read_again()

    def action_quit(self) -> None:
        self._host.leave()

    def action_reload(self) -> None:
        self._host.read_again()

    def action_swap(self) -> None:
        view = self._shown()
        if view is None:
            return
        if len(self._pairs) < self._expected:
            self._tell("Some pairs are still being aligned.")
        else:
            self._host.swap(view.comparison.threshold)

    def action_clear(self) -> None:
        panel = self.query_one(Panel)
        if self._view is None and self._host.stop():
            self.query_one(Header).say("Stopped")
            self.rows.show(None, stopped())
        elif self.query_one(Find).display:
            self._close_find()
            self._search("")
        elif panel.is_open:
            panel.show(None)
            self.rows.focus()
        elif self._view is not None and self._view.query:
            self._search("")

    def action_shade(self) -> None:
        self._host.exchange_themes()

    def action_threshold(self, step: int) -> None:
        view = self._shown()
        if view is not None:
            threshold = view.stepped(step)
            if threshold == view.comparison.threshold:
                self._tell(f"No score lies {'above' if step > 0 else 'below'}: nothing would change.")
            else:
                self._look(view.at(threshold))

    def action_default(self) -> None:
        view = self._shown()
        if view is not None:
            self._look(view.at(self._pairs[view.entries.pair].comparison.threshold))
