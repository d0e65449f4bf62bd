"""How long the screen takes to paint: `python tests/bench/bench_screen.py [SENTENCES]`.

First paint is measured in a fresh interpreter, from its start to the first paint with the texts' names. The rest is
measured on two generated texts, one a revision of the other.
"""

from __future__ import annotations

import asyncio
import random
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from itertools import cycle
from pathlib import Path

import evolve
from evolve.document import Document
from evolve.settings import Settings
from evolve.tui.app import EvolveApp
from evolve.tui.layout import Mode
from evolve.tui.rows_view import RowsView

ROOT = Path(__file__).parents[2]
SEEDS = sorted((ROOT / "seeds").glob("*.txt"))
WORDS = ("treaty", "border", "winter", "harvest", "council", "letter", "market", "harbour", "promise", "river")

FIRST_PAINT = """
import time; started = time.perf_counter()
import sys
from evolve.settings import Settings
from evolve.tui.app import EvolveApp
class Timed(EvolveApp):
    def on_ready(self):
        print(time.perf_counter() - started, file=sys.stderr)
        self.exit(0)
Timed(["2022 Peace talks", "2025 Peace or escalation"], lambda: time.sleep(60) or [], Settings()).run(headless=True)
"""


def generated(count: int) -> tuple[Document, Document]:
    """A text of so many sentences, and a revision of it: a fifth reworded, a tenth gone, a tenth new."""
    rng = random.Random(7)

    def sentence(n: int) -> str:
        return f"Point {n}: " + " ".join(rng.choices(WORDS, k=rng.randint(8, 30))) + "."

    before = [sentence(n) for n in range(count)]
    after = []
    for text in before:
        luck = rng.random()
        if luck < 0.1:
            after.append(sentence(rng.randrange(10**6)))
        elif luck > 0.2:
            after.append(text if luck > 0.4 else text.replace("the", "a").replace("border", "frontier"))
    return Document.from_sentences(before, label="first"), Document.from_sentences(after, label="second")


def first_paint() -> float:
    """Seconds from the start of Python to the first paint with the names."""
    started = time.perf_counter()
    subprocess.run([sys.executable, "-c", FIRST_PAINT], check=True, capture_output=True, cwd=ROOT)
    return time.perf_counter() - started


async def opened(load: Callable[[], Sequence[Document]], names: Sequence[str]) -> float:
    """Seconds from the first paint until the comparison stands on the screen."""
    app = EvolveApp(names, load, Settings())
    async with app.run_test(size=(120, 40)):
        started = time.perf_counter()
        await app.workers.wait_for_complete()
        return time.perf_counter() - started


async def large(count: int) -> dict[str, float]:
    """Seconds from a key or a resize until all lines in sight are painted again."""
    documents = generated(count)
    times: dict[str, float] = {}
    app = EvolveApp(["first", "second"], lambda: documents, Settings())
    async with app.run_test(size=(120, 40)) as pilot:
        started = time.perf_counter()
        await app.workers.wait_for_complete()
        if app.bug is not None:
            raise app.bug
        times[f"align and show {count} + {len(documents[1].sentences)} sentences"] = time.perf_counter() - started

        rows = app.query_one(RowsView)
        letters = cycle("abcdef")

        async def timed(name: str, act: Callable[[], object]) -> None:
            best = []
            for _ in range(6):
                begun = time.perf_counter()
                act()
                for y in range(rows.size.height):
                    rows.render_line(y)
                best.append(time.perf_counter() - begun)
                await pilot.pause()
            times[name] = sorted(best)[len(best) // 2]

        await timed("key press: next row", lambda: app.compare.action_move(1))
        await timed("key press: next page", lambda: app.compare.action_page(1))
        await timed("key press: last row and back", lambda: (app.compare.action_end(1), app.compare.action_end(-1)))
        await timed("threshold step", lambda: app.compare.action_threshold(1))
        await timed("filter", lambda: app.compare.action_filter("changed"))
        await timed("search, one letter", lambda: app.compare._search(next(letters)))
        app.compare._search("")
        wishes = cycle((Mode.STACKED, Mode.SIDE))
        begun = time.perf_counter()
        await pilot.resize_terminal(160, 50)
        times["resize (with the driver's round trip)"] = time.perf_counter() - begun
        await timed("change of layout", lambda: rows.relay(next(wishes)))
    return times


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 3000
    print(f"{'first paint, fresh interpreter':<50} {min(first_paint() for _ in range(3)):8.3f} s")
    seeds = asyncio.run(opened(lambda: [evolve.read(path) for path in SEEDS], [path.stem for path in SEEDS]))
    print(f"{'the seeds read, aligned and shown after it':<50} {seeds:8.3f} s")
    for name, seconds in asyncio.run(large(count)).items():
        print(f"{name:<50} {seconds:8.3f} s")


if __name__ == "__main__":
    main()
