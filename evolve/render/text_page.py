"""Build a page of plain text: wrapped paragraphs with a prefix before the first line, and few styles."""

from __future__ import annotations

from dataclasses import dataclass, field
from textwrap import wrap


@dataclass(frozen=True, slots=True)
class Look:
    """The layout of a report."""

    width: int = 80
    """Number of columns; a longer word is not divided."""
    colour: bool = False
    """Whether lines have ANSI styles; only for a terminal."""


@dataclass(slots=True)
class Page:
    """Lines, from the top."""

    look: Look
    lines: list[str] = field(default_factory=list)

    def put(self, text: str, *, first: str = "", hang: int = 0, style: str = "") -> None:
        """Add a paragraph with `first` before it; its other lines are indented as far, and by `hang` columns more."""
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
        """Add a bold line."""
        self.put(text, hang=2, style=f"1;{style}" if style else "1")

    def gap(self) -> None:
        """Add a blank line unless the last line is blank."""
        if self.lines and self.lines[-1]:
            self.lines.append("")

    def rule(self) -> None:
        """Add a line across the page."""
        self.lines.append(self._styled("─" * self.look.width, "2"))

    def text(self) -> str:
        """Return the whole page, ending with a line feed."""
        return "\n".join(self.lines).rstrip("\n") + "\n"

    def _styled(self, line: str, style: str) -> str:
        return f"\x1b[{style}m{line}\x1b[0m" if style and self.look.colour else line
