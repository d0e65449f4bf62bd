"""The pictures in the README, made by the program from its examples.

`.venv/bin/python tests/tui/picture.py` draws them anew after a change that is meant to be seen.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from evolve.demo import lives
from evolve.document import Document
from evolve.readers import read, seeds
from evolve.settings import Settings
from evolve.tui.app import EvolveApp

GOLDEN = Path(__file__).parents[1] / "golden"


@dataclass(frozen=True, slots=True)
class Picture:
    """What is compared, in which window, and the keys pressed before the picture is taken."""

    documents: Callable[[], list[Document]]
    size: tuple[int, int]
    keys: tuple[str, ...]


def essays() -> list[Document]:
    """The two essays."""
    return [read(path, label=label) for path, label in zip(seeds(), ("2022", "2025"), strict=True)]


def drafts() -> list[Document]:
    """The four drafts of a letter."""
    return [read(path, label=label) for path, label in lives()]


PICTURES = {
    "screen": Picture(essays, (120, 36), ("}",)),
    "timeline": Picture(drafts, (110, 28), (*["j"] * 7, "enter")),
}
"""The pictures by the names of their files."""


async def drawn(name: str) -> str:
    """A picture as SVG; the same every time."""
    picture = PICTURES[name]
    documents = picture.documents()
    app = EvolveApp([d.label for d in documents], lambda: documents, Settings(judgements=False))
    async with app.run_test(size=picture.size) as pilot:
        await app.workers.wait_for_complete()
        await pilot.pause()
        await pilot.press(*picture.keys)
        await pilot.pause()
        return plain(app.export_screenshot(title="evolve"))


def plain(svg: str) -> str:
    """An exported picture without what differs from one export to the next, and without fonts from elsewhere."""
    svg = re.sub(r"@font-face\s*\{[^}]*\}\s*", "", svg)
    svg = re.sub(r"<!--.*?-->\s*", "", svg)
    svg = re.sub(r"terminal-\d+", "terminal", svg).replace("Fira Code, monospace", "monospace")
    return "\n".join(line.rstrip() for line in svg.strip().splitlines()) + "\n"


if __name__ == "__main__":
    for each in PICTURES:
        (GOLDEN / f"{each}.svg").write_text(asyncio.run(drawn(each)), encoding="utf-8")
