"""The theme and the layout that a person last used, stored for the next time; nothing of any text.

They are stored for each person on each machine, not with the texts. A broken file is ignored with a message.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from evolve.errors import UsageError
from evolve.storage.atomic import write_atomically


@dataclass(frozen=True, slots=True)
class Preferences:
    """The stored preferences."""

    theme: str = ""
    """The name of the theme; empty for the program's own."""
    layout: str = ""
    """The layout a person prefers; empty for the one that fits the window."""


class Memory:
    """The file in which preferences are stored."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.complaint = ""
        """The problem with the file, in a sentence; empty without one."""

    @classmethod
    def own(cls) -> Memory:
        """Return the file of the person who runs the program."""
        from platformdirs import user_state_path

        return cls(user_state_path("evolve", appauthor=False) / "screen.json")

    def recall(self) -> Preferences:
        """Return the preferences stored last; the defaults if there are none."""
        try:
            found = json.loads(self._path.read_text(encoding="utf-8"))
            names = asdict(Preferences())
            return Preferences(
                **{name: value for name, value in found.items() if name in names and isinstance(value, str)}
            )
        except FileNotFoundError:
            return Preferences()
        except (OSError, ValueError, AttributeError, RecursionError):
            self.complaint = f"The look of the screen could not be read from {self._path} and was left out."
            return Preferences()

    def keep(self, look: Preferences) -> None:
        """Store preferences; if that is not possible, set `complaint`."""
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            write_atomically(self._path, json.dumps(asdict(look), indent=2) + "\n")
        except (OSError, UsageError) as error:
            self.complaint = f"The look of the screen could not be saved: {error}"
