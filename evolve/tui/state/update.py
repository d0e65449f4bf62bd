"""What passes between the screen and its session: the position of the cursor, and the result of a command."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import NamedTuple

from evolve.model import SentenceRef
from evolve.tui.state.view import View


class Cursor(NamedTuple):
    """The position of the cursor in a view."""

    position: int = 0
    """The index among the shown entries."""
    sentence: SentenceRef | None = None
    """The sentence under the cursor; None before anything is shown."""


@dataclass(frozen=True, slots=True, eq=False)
class Update:
    """The next state of the screen."""

    view: View
    sentence: SentenceRef | None = None
    """The sentence the cursor goes to; None leaves it where it is."""
    argument: tuple[SentenceRef, ...] = ()
    """The sentences of an argument whose largest part the cursor goes to, if it is divided now; empty for none."""
    to_top: bool = False
    """Whether the cursor goes to the first entry."""
    panel: bool | None = None
    """Whether the panel opens or closes; None leaves it as it is."""
    message: str = ""
    path: str = ""
    """A path that ends the message; the screen shortens it at its beginning."""

    @property
    def target(self) -> SentenceRef | None:
        """The sentence the cursor goes to, also as one of an argument; None leaves it where it is."""
        return self.view.in_largest_part(self.argument) if self.argument else self.sentence

    def after(self, earlier: Update) -> Update:
        """Return the update with what an earlier one, which was never shown, asks of the cursor and the panel."""
        moves = self.argument or self.sentence is not None
        return replace(
            self,
            sentence=self.sentence if moves else earlier.sentence,
            argument=self.argument if moves else earlier.argument,
            to_top=self.to_top or earlier.to_top,
            panel=earlier.panel if self.panel is None else self.panel,
        )


@dataclass(frozen=True, slots=True)
class Refusal:
    """The reason why nothing is done."""

    reason: str
