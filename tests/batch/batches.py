"""Small made-up versions, and workers that work at once: what the tests of batches share."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from concurrent.futures import Executor, Future
from pathlib import Path
from typing import Any

from evolve.batch import Plan, Step, Summary, Workers, plan_of, run_batch
from evolve.batch.output.folder import Output
from evolve.settings.sources import Sourced, load_settings
from tests.bench.books import book, edited


class AtOnce(Executor):
    """Workers that are no processes: a job is done when it is submitted."""

    def __init__(self) -> None:
        self.did: list[str] = []

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        (job,) = args
        self.did.append(job.label)
        future: Future[Any] = Future()
        future.set_result(fn(job))
        return future

    def all(self) -> Workers:
        """As a batch wants them."""
        return Workers(self, lambda: 1, lambda at_once: None)


def write_versions(folder: Path, count: int, *, sentences: int = 8, seed: int = 1) -> list[Path]:
    """So many versions of one text, each an edition of the one before, named by year."""
    folder.mkdir(parents=True, exist_ok=True)
    made = book(sentences, seed=seed)
    paths = []
    first = min(2000, 2200 - count)
    for year in range(count):
        paths.append(folder / f"{first + year}-essay.txt")
        paths[-1].write_text("\n\n".join(made.sentences) + "\n", encoding="utf-8")
        made = edited(made, seed=seed + year).book
    return paths


def settings(folder: Path, **typed: object) -> Sourced:
    """Settings from nowhere but what was typed."""
    return load_settings(typed, folder=folder, environ={}, user_file=folder / "there-is-none.toml")


def do(
    plan: Plan | Path,
    target: Path,
    *,
    resume: bool = False,
    formats: tuple[str, ...] = ("json",),
    typed: dict[str, object] | None = None,
) -> tuple[Summary, list[str], list[Step]]:
    """Do a batch here; what came of it, the labels of the pairs that were worked on, and the steps."""
    workers, steps = AtOnce(), list[Step]()
    chosen = plan if isinstance(plan, Plan) else plan_of(plan)
    shared = settings(target.parent, **(typed or {}))
    with Output(target, resume=resume) as output:
        summary = run_batch(chosen, output, workers.all, shared, formats=formats, watch=steps.append)
    return summary, workers.did, steps


def digests(folder: Path) -> dict[str, str]:
    """Every file of a folder with a digest of its bytes."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
