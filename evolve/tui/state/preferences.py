"""How a person last had the screen, remembered for the next time: the theme and the layout, nothing of any text.

Kept per person and per machine, not with the texts. A file that is broken is left out with a word, never a stop.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from evolve.errors import UsageError
from evolve.storage.atomic import write_atomically


@dataclass(frozen=True, slots=True)
class Preferences:
    """What is remembered."""

    theme: str = ""
    """The name of the theme; empty for the one the program comes with."""
    layout: str = ""
    """The layout a person wished for; empty for the one the window's size calls for."""


class Memory:
    """Where the look of the screen is kept from one time to the next."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.complaint = ""
        """What was wrong with the file, in a sentence; empty when nothing was."""

    @classmethod
    def own(cls) -> Memory:
        """The person's own."""
        from platformdirs import user_state_path

        return cls(user_state_path("evolve", appauthor=False) / "screen.json")

    def recall(self) -> Preferences:
        """The look that was kept last; the program's own where none was."""
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
        """Keep a look; where that cannot be done, the next time begins as this one did."""
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            write_atomically(self._path, json.dumps(asdict(look), indent=2) + "\n")
        except (OSError, UsageError) as error:
            self.complaint = f"The look of the screen could not be kept: {error}"
