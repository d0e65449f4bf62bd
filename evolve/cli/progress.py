"""Progress of a batch: a bar on a terminal, occasional lines elsewhere, JSON for programs."""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol

from evolve.cli.console import on_terminal, put, say
from evolve.render.numbers import many

if TYPE_CHECKING:
    from evolve.batch import Step

_EVERY = 10.0  # seconds between two lines; a shorter batch writes none


class Progress:
    """Counts of a batch and its remaining time. Writes nothing.

    `total` is the number of pairs, or of other units: `unit` is "pair", or "text" or "comparison" of an archive.
    """

    def __init__(self, total: int, unit: str = "pair") -> None:
        self.total = total
        self.unit = unit
        self.done = self.failed = self.kept = 0
        self._began = time.monotonic()

    def __enter__(self) -> Progress:
        return self

    def __exit__(self, *_: object) -> None:
        """Do nothing."""

    def step(self, step: Step) -> None:
        """Count one more finished unit."""
        setattr(self, step.outcome, getattr(self, step.outcome) + 1)

    @property
    def over(self) -> int:
        """Number of finished units."""
        return self.done + self.failed + self.kept

    @property
    def seconds(self) -> float:
        """Seconds since the batch began."""
        return time.monotonic() - self._began

    @property
    def rate(self) -> float:
        """Units per second, without those kept from an earlier run."""
        return (self.done + self.failed) / max(self.seconds, 1e-9)

    @property
    def left(self) -> float | None:
        """Estimated seconds for the remaining units; None while the rate is unknown."""
        return (self.total - self.over) / self.rate if self.rate else None

    @property
    def result(self) -> str:
        """The number of finished units, their time and the failures: "23 pairs in 0:19, 0 failed"."""
        return f"{many(self.over, self.unit)} in {_clock(self.seconds)}, {self.failed} failed"

    def __str__(self) -> str:
        left = "" if self.left is None else f", {_clock(self.left)} left"
        return f"{self.over} of {self.total} {self.unit}s, {self.rate:.1f} per second, {self.failed} failed{left}"


class Lines(Progress):
    """A line on stderr every ten seconds, one for each failure, and the result after such lines."""

    def __init__(self, total: int, unit: str = "pair") -> None:
        super().__init__(total, unit)
        self._next = _EVERY

    def step(self, step: Step) -> None:
        super().step(step)
        if step.outcome == "failed":
            say(f"{step.label}: {step.reason}")
        if self.seconds >= self._next and self.over < self.total:
            self._next = self.seconds + _EVERY
            say(str(self))

    def __exit__(self, *_: object) -> None:
        """Write the result at the end, if other lines were written."""
        if self._next > _EVERY and self.over == self.total:
            say(self.result)


class Json(Progress):
    """JSON Lines on stdout: one for the start, one for each pair or other unit, one for the end."""

    def __enter__(self) -> Json:
        self._write_event("start")
        return self

    def __exit__(self, *_: object) -> None:
        self._write_event("end")

    def step(self, step: Step) -> None:
        super().step(step)
        self._write_event(self.unit, **{self.unit: step.label}, outcome=step.outcome, reason=step.reason)

    def _write_event(self, event: str, **more: str) -> None:
        left = None if self.left is None else round(self.left, 3)
        counts = {f"{self.unit}s": self.total, "done": self.done, "failed": self.failed, "kept": self.kept}
        times = {"seconds": round(self.seconds, 3), "rate": round(self.rate, 3), "left": left}
        put(json.dumps({"event": event, **more, **counts, **times}, ensure_ascii=False) + "\n", exact=True)


class Bar(Progress):
    """A bar on a terminal, with failures listed above it."""

    def __init__(self, total: int, unit: str = "pair") -> None:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, TextColumn
        from rich.progress import Progress as Bars

        super().__init__(total, unit)
        figures = TextColumn("{task.fields[figures]}", markup=False)
        self._bars = Bars(BarColumn(), MofNCompleteColumn(), figures, console=Console(stderr=True))
        self._task = self._bars.add_task("", total=total, figures=f"{unit}s")

    def __enter__(self) -> Bar:
        self._bars.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self.over == self.total:
            self._bars.update(self._task, figures=f"{self.unit}s in {_clock(self.seconds)} · {self.failed} failed")
        self._bars.stop()

    def step(self, step: Step) -> None:
        from rich.text import Text

        from evolve.text.clean import clean_line

        super().step(step)
        if step.outcome == "failed":
            self._bars.console.print(Text(f"evolve: {clean_line(f'{step.label}: {step.reason}')}"))
        left = "" if self.left is None else f" · {_clock(self.left)} left"
        figures = f"{self.unit}s · {self.rate:.1f} per second · {self.failed} failed{left}"
        self._bars.update(self._task, advance=1, figures=figures)


class Watcher(Protocol):
    """Create the progress of a number of pairs or other units."""

    def __call__(self, total: int, unit: str = "pair") -> Progress: ...


def watcher(*, as_json: bool) -> Watcher:
    """Return the kind of progress for stdout and stderr: JSON on request, a bar on a terminal, else lines."""
    if as_json:
        return Json
    return Bar if on_terminal(sys.stderr) and os.environ.get("TERM") != "dumb" else Lines


@contextmanager
def counter(total: int, text: str) -> Iterator[Callable[[int], None]]:
    """Show a count, its total and a text on a terminal; yield the function that adds to the count."""
    if not on_terminal(sys.stderr) or os.environ.get("TERM") == "dumb":
        yield lambda added: None
        return
    from rich.console import Console
    from rich.progress import MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = SpinnerColumn(), MofNCompleteColumn(), TextColumn(text), TimeElapsedColumn()
    with Progress(*columns, console=Console(stderr=True), transient=True) as bars:
        bar = bars.add_task("", total=total)
        yield lambda added: bars.advance(bar, added)


def _clock(seconds: float) -> str:
    whole = round(seconds)
    hours, minutes = whole // 3600, whole // 60 % 60
    return f"{hours}:{minutes:02}:{whole % 60:02}" if hours else f"{minutes}:{whole % 60:02}"
