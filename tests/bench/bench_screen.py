"""How long the screen takes to answer: `.venv/bin/python -m tests.bench.bench_screen [SENTENCES] [--json FILE]`.

First paint is measured in a fresh interpreter, which ends with it. The rest is measured on a made-up book and an
edition of it, in this process, from a key to the last line in sight; medians.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import partial
from itertools import cycle
from pathlib import Path
from statistics import median

import evolve
from evolve.document import Document
from evolve.judgements import JudgementStore
from evolve.settings import Settings
from evolve.tui.app import EvolveApp
from evolve.tui.screens.tuning.screen import TuningScreen
from evolve.tui.screens.tuning.view import TuningView
from evolve.tui.state.entries import ViewKind
from evolve.tui.terminal.arrangement import Arrangement
from evolve.tui.widgets.header import Header
from evolve.tui.widgets.sentences import SentencesView

from .books import book, edited
from .measure import ROOT, SEEDS, table, typical, write

FIRST_PAINT = """
import os, time
from evolve.settings import Settings
from evolve.tui.app import EvolveApp
class Timed(EvolveApp):
    def on_ready(self):
        self.call_after_refresh(os._exit, 0)
Timed(["2022 Peace talks", "2025 Peace or escalation"], lambda: time.sleep(60) or [], Settings()).run(headless=True)
"""


def revised(count: int) -> tuple[Document, Document]:
    """A made-up book of so many sentences, and an edition of it revised in every way."""
    original = book(count)
    edition = edited(original).book
    return (
        Document.from_sentences(original.sentences, label="first", paragraphs=original.paragraphs),
        Document.from_sentences(edition.sentences, label="second", paragraphs=edition.paragraphs),
    )


async def opened(load: Callable[[], Sequence[Document]], names: Sequence[str]) -> float:
    """Seconds from the first paint until the comparison stands on the screen."""
    app = EvolveApp(names, load, Settings())
    async with app.run_test(size=(120, 40)):
        started = time.perf_counter()
        await app.workers.wait_for_complete()
        return time.perf_counter() - started


async def large(count: int, repeat: int) -> dict[str, float]:
    """Seconds from a key or a resize until all lines in sight are painted again."""
    documents = revised(count)
    times: dict[str, float] = {}
    folder = Path(tempfile.mkdtemp())
    stores = partial(JudgementStore.open, folder=folder)
    app = EvolveApp(["first", "second"], lambda: documents, Settings(), open_store=stores)
    async with app.run_test(size=(120, 40)) as pilot:
        started = time.perf_counter()
        await app.workers.wait_for_complete()
        if app.bug is not None:
            raise app.bug
        times[f"align and show {count} + {len(documents[1].sentences)} sentences"] = time.perf_counter() - started

        rows = app.query_one(SentencesView)
        letters = cycle("abcdef")

        def search(query: str) -> None:
            app.compare.show(app.compare.session.narrow(query))

        async def timed(name: str, act: Callable[[], object]) -> None:
            taken = []
            for _ in range(repeat):
                begun = time.perf_counter()
                act()
                for y in range(rows.size.height):
                    rows.render_line(y)
                taken.append(time.perf_counter() - begun)
                await pilot.pause()
            times[name] = median(taken)

        await timed("key press: next row", lambda: app.compare.action_run("down"))
        await timed("key press: next page", lambda: app.compare.action_run("page"))
        ends = cycle(("last", "first"))
        await timed("key press: last row, or first", lambda: app.compare.action_run(next(ends)))
        await timed("threshold step", lambda: app.compare.action_run("raise"))
        await timed("filter", lambda: app.compare.action_run("changed"))
        await timed("search, one letter", lambda: search(next(letters)))
        search("")
        for kind in (ViewKind.CHANGES, ViewKind.ARGUMENTS, ViewKind.EARLIER, ViewKind.SLOPE):
            turns = cycle((kind.name.lower(), "rows"))
            await timed(f"{kind.value}: turn to it or back", lambda turns=turns: app.compare.action_run(next(turns)))
            app.compare.action_run(kind.name.lower())
            steps = cycle(("raise", "lower"))
            await timed(f"{kind.value}: next", lambda: app.compare.action_run("down"))
            await timed(f"{kind.value}: threshold step", lambda s=steps: app.compare.action_run(next(s)))
            app.compare.action_run("rows")
        begun = time.perf_counter()
        app.compare.action_run("tune")
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, TuningScreen)
        await app.workers.wait_for_complete()
        times["tuning: opened, all known (with the driver's round trip)"] = time.perf_counter() - begun
        ways = cycle((1, 1, 1, -1, -1, -1))
        await timed("tuning: threshold step", lambda: tuned(screen, next(ways)))
        screen.finish()
        await pilot.pause()
        judged = cycle(("same", "not"))
        await timed("judgement, on the disk and shown", lambda: app.compare.action_run(next(judged)))
        wishes = cycle((Arrangement.STACKED, Arrangement.SIDE))
        begun = time.perf_counter()
        await pilot.resize_terminal(160, 50)
        times["resize (with the driver's round trip)"] = time.perf_counter() - begun
        await timed("change of layout", lambda: rows.set_arrangement(next(wishes)))
    return times


def tuned(screen: TuningScreen, step: int) -> None:
    """A step of the cursor, painted."""
    screen.step(step)
    screen.query_one(TuningView).render()
    screen.query_one(Header).render()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sentences", type=int, nargs="?", default=3000, help="in the made-up book (3,000)")
    parser.add_argument("--repeat", type=int, default=5, help="runs of which the median is taken (5)")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the results there")
    options = parser.parse_args()
    paint = typical([sys.executable, "-c", FIRST_PAINT], repeat=options.repeat)
    seeds = [ROOT / path for path in SEEDS]
    times = {
        "first paint with the texts' names, fresh interpreter": paint.seconds,
        "the seeds read, aligned and shown after it": median(
            asyncio.run(opened(lambda: [evolve.read(path) for path in seeds], [path.stem for path in seeds]))
            for _ in range(options.repeat)
        ),
    }
    times |= asyncio.run(large(options.sentences, options.repeat))
    print(table(("", "seconds"), [(name, f"{seconds:.3f}") for name, seconds in times.items()]))
    write(options.json, times)


if __name__ == "__main__":
    main()
