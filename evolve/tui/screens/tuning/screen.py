"""The screen on which a threshold is chosen: its cursor is the threshold of the view behind.

It shows one pair of versions and ends with the threshold at which it was left. What takes long is found out beside it;
its keys never wait for that.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import ClassVar, Protocol

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen

from evolve.render.numbers import hundredths
from evolve.tui.background import run_in_background
from evolve.tui.command import Command
from evolve.tui.commands import ACTIONS
from evolve.tui.screens.help import Help, tuning_help
from evolve.tui.screens.tuning.chart import marks_of
from evolve.tui.screens.tuning.commands import TUNING
from evolve.tui.screens.tuning.model import Tuning, find_out
from evolve.tui.screens.tuning.view import TuningView
from evolve.tui.state.pairs import ShownPair
from evolve.tui.state.view import View
from evolve.tui.terminal.arrangement import LEAST
from evolve.tui.widgets.footer import Footer
from evolve.tui.widgets.header import Header

LEAP = 5
"""Hundredths of a larger step."""


class Behind(Protocol):
    """What the screen asks of the one behind it."""

    def retune(self, threshold: float) -> View: ...

    def give_up(self, error: Exception) -> None: ...


def tuning_actions(actions: Sequence[Command]) -> tuple[Command, ...]:
    """What can be done here, with the person's own keys for what can be done elsewhere too."""
    known = {action.id: action for action in actions}
    shared = (known.get(action.id, action) for action in TUNING)
    return tuple(
        replace(action, keys=own.keys, shown=own.shown) if own in actions and own not in ACTIONS else action
        for action, own in zip(TUNING, shared, strict=True)
    )


class TuningScreen(Screen[None]):
    """A pair of versions at any threshold."""

    CSS = """
    TuningScreen { background: $background; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(action.keys, action.run, action.help, show=False, id=action.id) for action in TUNING),
        # The keys that lead here and out of the program lead back, and arrows go along the axis.
        Binding("t", "done", "Done", show=False, id="tune"),
        Binding("q", "done", "Done", show=False, id="quit"),
        Binding("right", "step(1)", "Raise", show=False),
        Binding("left", "step(-1)", "Lower", show=False),
    ]

    def __init__(
        self, behind: Behind, view: View, pair: ShownPair, position: tuple[int, int], actions: Sequence[Command]
    ) -> None:
        """`view` holds the pair, which stands at a `place` among so many."""
        super().__init__()
        self.actions = tuple(actions)
        self._behind = behind
        self._view = view
        self._scores = pair.scores
        self._place = position
        self._tuning = Tuning.of(view.comparison, pair.comparison.threshold)

    def compose(self) -> ComposeResult:
        yield Header(())
        yield TuningView(self._tuning, self._view)
        yield Footer(self.actions)

    def on_mount(self) -> None:
        self.query_one(Header).show(self._view, self._scores, self._place)
        self._find_out()

    def on_resize(self) -> None:
        self.query_one(Header).set_class(self.size.height < LEAST[1], "-low")

    @work(exclusive=True, group="tuning", exit_on_error=False)
    async def _find_out(self) -> None:
        tuning = self._tuning
        find = partial(find_out, tuning.sweep, tuning.comparison, tuning.default, [tuning.opened])
        try:
            self._tuning = tuning.knowing(await run_in_background(find))
        except Exception as error:
            self._behind.give_up(error)
        else:
            self._show()

    def _show(self) -> None:
        header = self.query_one(Header)
        if self._tuning.findings is None:
            # Counting would read, here and now, what is being read beside.
            header.say(f"Reading what every link changes …  threshold {hundredths(self._threshold)}")
        else:
            header.show(self._view, self._scores, self._place)
        self.query_one(TuningView).show(self._tuning, self._view)

    @property
    def _threshold(self) -> float:
        return self._view.comparison.threshold

    def _go(self, threshold: float, unmoved: str) -> None:
        """Move the threshold, here and behind, or say why it stays."""
        if threshold == self._threshold:
            self.query_one(Footer).tell(unmoved)
        else:
            self._view = self._behind.retune(threshold)
            self._show()

    @on(TuningView.Pointed)
    def _pointed(self, event: TuningView.Pointed) -> None:
        self._go(event.threshold, f"The threshold is {hundredths(event.threshold)}.")

    @on(TuningView.Wheeled)
    def _wheeled(self, event: TuningView.Wheeled) -> None:
        self.action_step(event.step)

    # Keys

    def action_step(self, by: int) -> None:
        end = f"No score lies {'above' if by > 0 else 'below'}: nothing would change."
        self._go(self._tuning.stepped(self._threshold, by), end)

    def action_leap(self, step: int) -> None:
        self.action_step(step * LEAP)

    def action_end(self, step: int) -> None:
        self.action_step(step * 100)

    def action_change(self, step: int) -> None:
        at = self._tuning.changing(self._threshold, step)
        self._go(self._threshold if at is None else at, f"No link {'goes above' if step > 0 else 'comes below'} here.")

    def action_mark(self, key: str) -> None:
        found = {mark: (threshold, words) for mark, threshold, words in marks_of(self._tuning)}
        if key in found:
            threshold, words = found[key]
            self._go(threshold, f"The threshold is {hundredths(threshold)} already: {words}.")
        elif self._tuning.findings is None:
            self.query_one(Footer).tell("That is still being worked out.")
        else:
            self.query_one(Footer).tell("No link below the recommended threshold is worth a look.")

    def action_done(self) -> None:
        self.dismiss()

    def action_help(self) -> None:
        self.app.push_screen(Help(tuning_help(self.actions)))
