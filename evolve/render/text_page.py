"""A page of plain text in the making: wrapped paragraphs with something before their first line, and quiet styles."""

from __future__ import annotations

from dataclasses import dataclass, field
from textwrap import wrap


@dataclass(frozen=True, slots=True)
class Look:
    """How a report is laid out."""

    width: int = 80
    """Columns; a word that is longer is left whole."""
    colour: bool = False
    """Whether lines carry ANSI styles; for a terminal alone."""


@dataclass(slots=True)
class Page:
    """Lines, from the top."""

    look: Look
    lines: list[str] = field(default_factory=list)

    def put(self, text: str, *, first: str = "", hang: int = 0, style: str = "") -> None:
        """A paragraph; `first` stands before it, and its other lines are indented as far, and by `hang` more."""
        lines = wrap(
            text,
            self.look.width,
            initial_indent=first,
            subsequent_indent=" " * (len(first) + hang),
            break_long_words=False,
            break_on_hyphens=False,
        )
        self.lines.extend(self._styled(line, style) for line in lines or [first.rstrip()])

    def title(self, text: str, style: str = "") -> None:
        """A line that stands out."""
        self.put(text, hang=2, style=f"1;{style}" if style else "1")

    def gap(self) -> None:
        """A blank line, unless there is one."""
        if self.lines and self.lines[-1]:
            self.lines.append("")

    def rule(self) -> None:
        """A line across the page."""
        self.lines.append(self._styled("─" * self.look.width, "2"))

    def text(self) -> str:
        """The whole page, ending in a line feed."""
        return "\n".join(self.lines).rstrip("\n") + "\n"

    def _styled(self, line: str, style: str) -> str:
        return f"\x1b[{style}m{line}\x1b[0m" if style and self.look.colour else line
