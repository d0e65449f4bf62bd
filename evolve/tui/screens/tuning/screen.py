"""The screen on which a threshold is chosen: its cursor is the threshold of the view behind it.

It shows one pair of versions and ends with the threshold at which it was left. What takes a while is computed in the
background; keys never wait for that.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen

from evolve.render.numbers import hundredths
from evolve.tui.background import run_in_background
from evolve.tui.commands.footers import TUNING as TUNING_FOOTER
from evolve.tui.commands.stage import Stage
from evolve.tui.declaration import Command
from evolve.tui.screens.help import Help, tuning_help
from evolve.tui.screens.tuning.chart import marks_of
from evolve.tui.screens.tuning.commands import TUNING, tuning_commands
from evolve.tui.screens.tuning.model import Tuning, find_out, find_rest
from evolve.tui.screens.tuning.view import TuningView
from evolve.tui.widgets.footer import Footer
from evolve.tui.widgets.header import Header

_BY_ID = {command.id: command for command in TUNING}


class TuningScreen(Screen[None]):
    """A pair of versions at any threshold."""

    CSS = """
    TuningScreen { background: $background; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(command.keys, command.action, command.help, show=False, id=command.id) for command in TUNING),
        # The keys that lead here and out of the program lead back, and arrows go along the axis.
        Binding("t", "run('clear')", "Done", show=False, id="tune"),
        Binding("q", "run('clear')", "Done", show=False, id="quit"),
        Binding("right", "run('raise')", "Raise", show=False),
        Binding("left", "run('lower')", "Lower", show=False),
    ]

    def __init__(self, stage: Stage, commands: Sequence[Command[Stage]]) -> None:
        """`stage` shows the pair; `commands` are its commands, with the person's own keys."""
        super().__init__()
        session = stage.session
        assert session.view is not None
        self.commands = tuning_commands(commands)
        self._stage = stage
        self._view = session.view
        self._scores = session.pair.scores
        self._number = session.view.entries.pair, session.expected
        self._tuning = Tuning.of(session.view.comparison, session.pair.comparison.threshold)

    def compose(self) -> ComposeResult:
        yield Header((), summarises=False)
        yield TuningView(self._tuning, self._view)
        yield Footer(self.commands, TUNING_FOOTER)

    def on_mount(self) -> None:
        self.query_one(Header).show(self._view, self._scores, self._number)
        self._find_out()

    def on_resize(self) -> None:
        self.query_one(Header).fit(self.size.height)

    @work(exclusive=True, group="tuning", exit_on_error=False)
    async def _find_out(self) -> None:
        """Find the figures that take a while, as far down as the threshold needs them when they are found."""
        try:
            while not self._tuning.knows_around(self._threshold):
                tuning = self._tuning
                find = partial(find_out, tuning.sweep, tuning.comparison, tuning.default, [tuning.opened])
                if tuning.findings is not None:
                    find = partial(find_rest, tuning.sweep, tuning.findings)
                self._tuning = tuning.knowing(await run_in_background(find))
        except Exception as error:
            self._stage.application.give_up(error)
        else:
            self._show()

    def _show(self) -> None:
        header = self.query_one(Header)
        if not self._tuning.knows_around(self._threshold):
            if self._tuning.findings is not None and not self._is_finding_out:
                self._find_out()
            # Counting here would read what is being read in the background.
            header.show_status(f"Reading what every link changes …  threshold {hundredths(self._threshold)}")
        else:
            header.show(self._view, self._scores, self._number)
        self.query_one(TuningView).show(self._tuning, self._view)

    @property
    def _is_finding_out(self) -> bool:
        return any(worker.group == "tuning" and not worker.is_finished for worker in self.workers)

    @property
    def _threshold(self) -> float:
        return self._view.comparison.threshold

    def _go(self, threshold: float, unmoved: str) -> None:
        """Move the threshold, here and in the view behind, or show why it stays."""
        if threshold == self._threshold:
            self.query_one(Footer).show_message(unmoved)
        else:
            self._view = self._stage.session.retune(threshold)
            self._show()

    @on(TuningView.Pointed)
    def _pointed(self, event: TuningView.Pointed) -> None:
        self._go(event.threshold, f"The threshold is {hundredths(event.threshold)}.")

    @on(TuningView.Wheeled)
    def _wheeled(self, event: TuningView.Wheeled) -> None:
        self.step(event.step)

    # What its commands ask

    def action_run(self, name: str) -> None:
        """Run a command of this screen."""
        _BY_ID[name].run(self)

    def step(self, by: int) -> None:
        end = f"No score is {'higher' if by > 0 else 'lower'}: nothing would change."
        self._go(self._tuning.stepped(self._threshold, by), end)

    def go_to_change(self, step: int) -> None:
        at = self._tuning.changing(self._threshold, step)
        self._go(
            self._threshold if at is None else at,
            f"No {'higher threshold loses' if step > 0 else 'lower threshold gains'} a link.",
        )

    def go_to_mark(self, key: str) -> None:
        found = {mark: (threshold, words) for mark, threshold, words in marks_of(self._tuning)}
        if key in found:
            threshold, words = found[key]
            self._go(threshold, f"The threshold is {hundredths(threshold)} already: {words}.")
        elif self._tuning.findings is None:
            self.query_one(Footer).show_message("This is still being calculated.")
        else:
            self.query_one(Footer).show_message("No link below the recommended threshold is worth a look.")

    def finish(self) -> None:
        self.dismiss()

    def open_help(self) -> None:
        self.app.push_screen(Help(tuning_help(self.commands)))
