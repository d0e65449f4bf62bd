"""A tour through the two example essays: six steps, each with a sentence or two, on the screen itself.

The screen that compares stays in sight behind a bar; each step runs the commands that a person would.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Protocol

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static


@dataclass(frozen=True, slots=True)
class TourStep:
    """One step: what to look at, and the commands that bring it into sight."""

    text: str
    commands: tuple[str, ...] = ()
    """Ids of commands, in the order in which they run."""


STEPS = (
    TourStep(
        "Two essays by the same authors, of 2022 and of 2025. The sentence at the top shows how much of the first "
        "comes back in the second; the counts below it are of sentences, by status."
    ),
    TourStep(
        "The claims that come back are listed first, each with the sentences of both years. ~ marks a claim that is "
        "made again with a difference in content.",
        ("down",),
    ),
    TourStep(
        "Why are these two linked? Enter shows it: the unusual words that both have, the words that differ, and the "
        "other candidates.",
        ("to-text", "explain"),
    ),
    TourStep(
        "? marks a sentence that may or may not come back: its candidate is better than chance, and words alone "
        "cannot decide. y means the same claim, x not; R asks about the borderline pairs one by one.",
        ("clear", "next-unclear"),
    ),
    TourStep(
        "The threshold decides how much evidence a link needs. ( and ) move it, and every count follows; = goes back "
        "to the automatic one.",
        ("lower", "lower", "lower", "lower", "lower"),
    ),
    TourStep(
        "w saves a report, t shows what every threshold gives, ? lists all keys. Now with your own texts: "
        "evolve one.txt two.txt",
        ("reset", "arguments"),
    ),
)
"""The steps of the tour."""


class Stage(Protocol):
    """The screen that is toured."""

    def action_run(self, name: str) -> None:
        """Run a command by its id."""


class Tour(ModalScreen[None]):
    """A bar at the bottom with the text of the step; the screen behind it is in sight and takes no keys."""

    DEFAULT_CSS = """
    Tour { background: transparent; align: center bottom; }
    Tour Static {
        width: 1fr; height: auto; margin: 0 1 1 1; padding: 0 2;
        border: round $primary; border-title-color: $primary; background: $surface;
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,space,right", "go_on", "Next"),
        Binding("escape,q", "dismiss", "Leave"),
    ]

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self._stage = stage
        self._step = 0

    def compose(self) -> ComposeResult:
        yield Static()

    def on_mount(self) -> None:
        self._show()

    def action_go_on(self) -> None:
        """Go to the next step, or leave after the last."""
        self._step += 1
        if self._step == len(STEPS):
            self.dismiss()
            return
        for command in STEPS[self._step].commands:
            self._stage.action_run(command)
        self._show()

    def _show(self) -> None:
        is_last = self._step == len(STEPS) - 1
        bar = self.query_one(Static)
        bar.border_title = f"Tour {self._step + 1} of {len(STEPS)}"
        keys = "Enter ends the tour" if is_last else "Enter next   Esc leave"
        bar.update(Content.assemble(STEPS[self._step].text, ("\n" + keys, "$faint")))
