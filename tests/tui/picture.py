"""The picture in the README, made by the program from the essays that come along.

`.venv/bin/python tests/tui/picture.py` draws it anew after a change that is meant to be seen.
"""

from __future__ import annotations

import asyncio
import re
from pathlib import Path

from evolve.readers import read, seeds
from evolve.settings import Settings
from evolve.tui.app import EvolveApp

PICTURE = Path(__file__).parents[1] / "golden" / "screen.svg"
SIZE = 120, 36
LABELS = "2022 Peace talks", "2025 Peace or escalation"
KEYS = ("}",)


async def drawn() -> str:
    """The screen as SVG, with the cursor on the second claim that both essays make; the same every time."""
    documents = [read(path, label=label) for path, label in zip(seeds(), LABELS, strict=True)]
    app = EvolveApp(LABELS, lambda: documents, Settings(judgements=False))
    async with app.run_test(size=SIZE) as pilot:
        await app.workers.wait_for_complete()
        await pilot.press(*KEYS)
        await pilot.pause()
        return plain(app.export_screenshot(title="evolve"))


def plain(svg: str) -> str:
    """An exported picture without what differs from one export to the next, and without fonts from elsewhere."""
    svg = re.sub(r"@font-face\s*\{[^}]*\}\s*", "", svg)
    svg = re.sub(r"<!--.*?-->\s*", "", svg)
    svg = re.sub(r"terminal-\d+", "terminal", svg).replace("Fira Code, monospace", "monospace")
    return "\n".join(line.rstrip() for line in svg.strip().splitlines()) + "\n"


if __name__ == "__main__":
    PICTURE.write_text(asyncio.run(drawn()), encoding="utf-8")
