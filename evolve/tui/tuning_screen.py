"""The screen on which a threshold is chosen: its cursor is the threshold of the view behind.

It shows one pair of versions and ends with the threshold at which it was left. What takes long is found out beside it;
its keys never wait for that.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import ClassVar, NamedTuple, Protocol

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.widget import Widget

from evolve.model import hundredths
from evolve.tui.actions import ACTIONS, TUNING, Action
from evolve.tui.aligning import Pair, beside
from evolve.tui.header import Header
from evolve.tui.laid import LEAST
from evolve.tui.panels import Footer, Help, tuning_help
from evolve.tui.tuning import Tuning, find_out
from evolve.tui.tuning_chart import BELOW, MARGIN, Axis, StyledLine, axis_of, labels_chart, links_chart, marks_of
from evolve.tui.tuning_chart import beside as side_by_side
from evolve.tui.tuning_figures import choices, figures, label_figures, reason
from evolve.tui.tuning_pairs import pairs_beside
from evolve.tui.view import View

TWO_CHARTS_FROM = 76
"""From how many columns labels have a chart of their own beside that of links."""
LEAP = 5
"""Hundredths of a larger step."""


class Behind(Protocol):
    """What the screen asks of the one behind it."""

    def retune(self, threshold: float) -> View: ...

    def give_up(self, error: Exception) -> None: ...


def tuning_actions(actions: Sequence[Action]) -> tuple[Action, ...]:
    """What can be done here, with the person's own keys for what can be done elsewhere too."""
    known = {action.id: action for action in actions}
    shared = (known.get(action.id, action) for action in TUNING)
    return tuple(
        replace(action, keys=own.keys, shown=own.shown) if own in actions and own not in ACTIONS else action
        for action, own in zip(TUNING, shared, strict=True)
    )


class Plan(NamedTuple):
    """How many lines each part of the view gets."""

    bars: int
    """Of the chart, without what stands below them; 0 for no chart."""
    rows: int
    """Thresholds in the table."""
    reason: int
    """Lines that say why a threshold is recommended."""
    gap: int
    """Blank lines between the parts."""


def plan_for(height: int) -> Plan:
    """The parts of a view so many lines high; whatever is left is the pairs'.

    Where there is little room the chart goes first, then the reason; the figures and the two nearest pairs stay.
    """
    bars = min(10, round((height - 8) * 0.3))
    rows = 7 if height >= 44 else 3 if height >= 26 else 1
    return Plan(bars if bars >= 3 else 0, rows, 2 if height >= 30 else 1 if height >= 13 else 0, int(height >= 26))


class TuningView(Widget):
    """Chart, figures and pairs at one threshold."""

    DEFAULT_CSS = """
    TuningView { width: 1fr; height: 1fr; text-wrap: nowrap; text-overflow: clip; }
    """

    class Pointed(Message):
        """A threshold was pointed at on the chart."""

        def __init__(self, threshold: float) -> None:
            super().__init__()
            self.threshold = threshold

    class Wheeled(Message):
        """The wheel was turned, up (1) or down (-1) in thresholds."""

        def __init__(self, step: int) -> None:
            super().__init__()
            self.step = step

    def __init__(self, tuning: Tuning, view: View) -> None:
        super().__init__()
        self.tuning = tuning
        self._view = view
        self._charts: list[tuple[int, Axis]] = []
        self._bars = 0

    def show(self, tuning: Tuning, view: View) -> None:
        """Show the threshold of a view."""
        self.tuning, self._view = tuning, view
        self.refresh()

    def on_resize(self) -> None:
        self.refresh()

    def render(self) -> Content:
        return Content("\n").join(Content.assemble(*line) for line in self._lines())

    def _lines(self) -> list[StyledLine]:
        width, height = self.size.width, self.size.height
        tuning, threshold = self.tuning, self._view.comparison.threshold
        plan = plan_for(height)
        gap: list[StyledLine] = [[]] * plan.gap
        lines = [*self._chart(plan.bars, width)]
        lines += gap if lines else []
        lines += figures(tuning, threshold, plan.rows, width)
        lines += label_figures(tuning, threshold, width)
        lines += [*gap, *choices(tuning, width)]
        if plan.reason:
            lines += reason(tuning, width, plan.reason)
        lines += gap
        room = height - len(lines)
        return [*lines, *pairs_beside(tuning.sweep, self._view.comparison, threshold, (width, room))][:height]

    def _chart(self, bars: int, width: int) -> list[StyledLine]:
        self._charts, self._bars = [], bars
        if not bars:
            return []
        tuning, threshold = self.tuning, self._view.comparison.threshold
        judged = tuning.findings is not None and tuning.findings.estimate is not None
        half = width // 2 if judged and width >= TWO_CHARTS_FROM else width
        axis = axis_of(tuning, half)
        self._charts = [(MARGIN, axis)]
        if judged and half == width:
            return labels_chart(tuning, threshold, axis, bars)
        chart = links_chart(tuning, threshold, axis, bars)
        if judged:
            self._charts.append((half + MARGIN, axis))
            return side_by_side(chart, labels_chart(tuning, threshold, axis, bars), half)
        return chart

    # The mouse

    def on_mouse_down(self, event: events.MouseDown) -> None:
        if self._point(event.x, event.y):
            self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        if self.app.mouse_captured is self:
            self._point(event.x, 0)

    def on_mouse_up(self) -> None:
        self.release_mouse()

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        self.post_message(self.Wheeled(1))

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        self.post_message(self.Wheeled(-1))

    def _point(self, x: int, y: int) -> bool:
        """Go to the threshold under the mouse; whether there is a chart."""
        if y >= self._bars + BELOW - 1:
            return False
        for left, axis in self._charts:
            if left - MARGIN <= x < left + axis.cells + MARGIN:
                self.post_message(self.Pointed(axis.hundredth(x - left)))
                return True
        return False


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
        self, behind: Behind, view: View, pair: Pair, place: tuple[int, int], actions: Sequence[Action]
    ) -> None:
        """`view` holds the pair, which stands at a `place` among so many."""
        super().__init__()
        self.actions = tuple(actions)
        self._behind = behind
        self._view = view
        self._scores = pair.scores
        self._place = place
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
            self._tuning = tuning.knowing(await beside(find))
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
