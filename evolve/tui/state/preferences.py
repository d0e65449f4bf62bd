"""How a person last arranged the screen, remembered for the next time: theme and layout, nothing of any text.

Kept per person and per machine, not with the texts. A broken file is ignored with a message; it stops nothing.
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
    """The name of the theme; empty for the program's own."""
    layout: str = ""
    """The layout a person prefers; empty for the one that fits the window."""


class Memory:
    """The file in which preferences are kept."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.complaint = ""
        """What is wrong with the file, in a sentence; empty when nothing is."""

    @classmethod
    def own(cls) -> Memory:
        """Return the person's own."""
        from platformdirs import user_state_path

        return cls(user_state_path("evolve", appauthor=False) / "screen.json")

    def recall(self) -> Preferences:
        """Return the preferences kept last; the program's own where there are none."""
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
        """Keep preferences; where that is not possible, set `complaint`."""
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            write_atomically(self._path, json.dumps(asdict(look), indent=2) + "\n")
        except (OSError, UsageError) as error:
            self.complaint = f"The look of the screen could not be kept: {error}"
