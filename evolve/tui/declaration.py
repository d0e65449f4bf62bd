"""The declaration of a command, one thing a person can do on a screen: its keys, its words, what it needs, and the
function that does it. What the footer shows of it in which view is declared in the screen's table of footers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, Never, TypeAlias, TypeVar

from evolve.tui.state.session import Session
from evolve.tui.state.tasks import LinkByHand


class Need(StrEnum):
    """A condition of running a command; its value is shown if it is not met."""

    VIEW = "Still comparing: this will be done as soon as there is something to show."
    NO_TASK = "First answer the question, or leave it with Esc."
    NOT_LINKING = "First choose the sentence: Enter links it, Esc cancels."
    ALL_PAIRS = "Some pairs are still being aligned."
    SEVERAL_PAIRS = "There are only two versions: this is the only pair."
    THREE_VERSIONS = "A timeline needs three or more versions: here are two."
    TWO_PAIRS = "The third version is still being aligned: the timeline begins with it."
    SEARCH = "Nothing to search for yet: / starts a search, & shows only rows that contain some words."

    def is_met(self, session: Session) -> bool:
        """Return whether the condition is met."""
        view = session.view
        met = {
            Need.VIEW: view is not None,
            Need.NO_TASK: session.task is None,
            Need.NOT_LINKING: not isinstance(session.task, LinkByHand),
            Need.ALL_PAIRS: len(session.pairs) >= session.expected,
            Need.SEVERAL_PAIRS: session.expected > 1,
            Need.THREE_VERSIONS: session.expected > 1,
            Need.TWO_PAIRS: view is not None and len(view.entries.versions) > 1,
            Need.SEARCH: view is not None and bool(view.sought or view.query),
        }
        return met[self]


StageT = TypeVar("StageT", contravariant=True)


@dataclass(frozen=True, slots=True)
class Command(Generic[StageT]):
    """An action of a person; `StageT` is the interface of the screen that its function needs."""

    id: str
    """Its name in a settings file."""
    keys: str
    """The keys that run it, comma separated, as Textual names them; empty if other commands have them all."""
    shown: str
    """The keys as a person reads them."""
    name: str
    """Its name in the palette: "group: verb"."""
    help: str
    """Its effect, in a clause."""
    run: Callable[[StageT], None]
    """The function that does it."""
    needs: tuple[Need, ...] = ()
    """The conditions of running it; the first that is not met is the reason why it does not run."""
    runs_during_search: bool = False
    """Whether it runs while the entries of a view are still being found, because it replaces that view with another."""

    @property
    def action(self) -> str:
        """The action of Textual's that runs it, for screens with an `action_run`."""
        return f"run('{self.id}')"


AnyCommand: TypeAlias = Command[Never]
"""A command of any screen: what footer, palette and help need, which do not run it."""
