"""The screen on which versions are compared: moves the threshold, takes judgements, and hands on what it shows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

from evolve.render.numbers import hundredths
from evolve.tui.clipboard import hand_to_system, text_under
from evolve.tui.command import Command
from evolve.tui.screens.judging import JudgingScreen
from evolve.tui.screens.save_report import Saving, proposed
from evolve.tui.state.view import View
from evolve.tui.terminal.arrangement import Arrangement
from evolve.tui.widgets.bars import Panel
from evolve.tui.widgets.header import Header
from evolve.tui.widgets.notice import stopped

if TYPE_CHECKING:
    from evolve.comparison import Evolution


class Host(Protocol):
    """What the screen asks of the application around it."""

    def read_again(self) -> None: ...

    def swap(self, threshold: float) -> None: ...

    def stop(self) -> bool: ...

    def leave(self) -> None: ...

    def exchange_themes(self) -> None: ...

    def remember_layout(self, name: str) -> None: ...

    def save(self, evolution: Evolution, path: str) -> None: ...

    def give_up(self, error: Exception) -> None: ...

    @property
    def is_web(self) -> bool: ...

    def copy_to_clipboard(self, text: str) -> None: ...


class CompareScreen(JudgingScreen):
    """Rows of two versions with their figures above and their evidence below."""

    def __init__(
        self, names: Sequence[str], host: Host, actions: Sequence[Command], preferred: Arrangement | None
    ) -> None:
        super().__init__(names, actions, preferred)
        self._host = host

    def on_mount(self) -> None:
        self._host.read_again()

    def action_quit(self) -> None:
        self._host.leave()

    def action_reload(self) -> None:
        if self._may_turn():
            self._host.read_again()

    def action_swap(self) -> None:
        view = self._shown()
        if view is None or not self._may_turn():
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
        elif self.prompt("find").display:
            self._close("find")
            self._search("")
        elif self._left():
            return
        elif panel.is_open:
            panel.show(None)
            self.rows.focus()
        elif self._view is not None and self._view.query:
            self._search("")

    def say_done(self, words: str) -> None:
        """Tell what came of something that was asked for."""
        self._tell(words)

    def action_shade(self) -> None:
        self._host.exchange_themes()

    def action_threshold(self, step: int) -> None:
        view = self._shown()
        if view is not None and self._may_turn():
            threshold = view.stepped(step)
            if threshold == view.comparison.threshold:
                self._tell(f"No score lies {'above' if step > 0 else 'below'}: nothing would change.")
            else:
                self._look(view.at(threshold))

    def action_tune(self) -> None:
        view = self._shown()
        if view is None or not self._may_turn():
            return
        # The first paint does not wait for it.
        from evolve.tui.screens.tuning.screen import TuningScreen, tuning_actions

        number = view.entries.pair
        pair = self._pairs[number]
        tuning = tuning_actions(self._actions)
        screen = TuningScreen(self, view, pair, (number, self._expected), tuning)
        self.app.push_screen(screen, self._tuned)

    def retune(self, threshold: float) -> View:
        """Move the threshold while the rows are out of sight; they follow as soon as they are seen again."""
        assert self._view is not None
        self._view = self._view.at(threshold)
        return self._view

    def give_up(self, error: Exception) -> None:
        """Leave for an error that is ours."""
        self._host.give_up(error)

    def _tuned(self, _: None) -> None:
        if self._view is not None:
            self._look(self._view)

    def preferred(self, arrangement: Arrangement | None) -> None:
        super().preferred(arrangement)
        self._host.remember_layout(arrangement.value if arrangement is not None else "")

    def action_copy(self) -> None:
        view = self._shown()
        text, count = text_under(view, self.rows.position) if view is not None else ("", 0)
        if not count:
            return
        self._host.copy_to_clipboard(text)
        # What runs beside a browser's screen is another machine's clipboard.
        tool = "" if self._host.is_web else hand_to_system(text)
        where = "to the terminal (OSC 52)" + (f" and to {tool}" if tool else "")
        self._tell(f"{count} sentence{'s' if count != 1 else ''} handed {where}.")

    def action_save(self) -> None:
        view = self._shown()
        if view is None or not self._may_turn():
            return
        if len(self._pairs) < self._expected:
            self._tell("Some pairs are still being aligned.")
            return
        from evolve.comparison import evolution_of

        made = evolution_of(view.entries.versions)
        holds = f"It holds everything, at threshold {hundredths(view.comparison.threshold)}"
        if len(view.shown) < len(view.all):
            holds += f"; what hides rows here ({view.narrowed or view.kind.value}) does not apply to it"
        name = proposed([document.label for document in made.documents])
        spared = [document.source for document in made.documents if document.source]

        def save(path: str | None) -> None:
            if path is not None:
                self._host.save(made, path)

        self.app.push_screen(Saving(name, f"{holds}.", spared, download=self._host.is_web), save)

    def action_default(self) -> None:
        view = self._shown()
        if view is not None and self._may_turn():
            self._look(view.at(self._pairs[view.entries.pair].comparison.threshold))
