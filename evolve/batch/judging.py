"""Let a judge read the pairs of a batch before they are compared.

Runs where the plan is read, because verdicts lie beside the texts, and apart from the workers, because a judge waits
for somebody else's program. What is answered is kept at once, so an interrupted batch asks only for what is missing.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache

from evolve import __version__
from evolve.batch.jobs.job import digest_of
from evolve.batch.plan import Pair, Plan, Version, settings_of
from evolve.comparison import compare
from evolve.document import Document
from evolve.errors import EvolveError
from evolve.judges import JudgeStore
from evolve.judges.ask import Judge, ask, tasks_of, unanswered
from evolve.judges.store import Finished
from evolve.judges.task import PROTOCOL
from evolve.readers import read
from evolve.settings import Settings
from evolve.settings.sources import Sourced

GIVE_UP = 3
"""Failures in a row after which a judge is not asked again, because it is unlikely to recover by itself."""


@dataclass(frozen=True, slots=True)
class PairToJudge:
    """A pair that a judge has not read, or not to the end."""

    pair: Pair
    settings: Settings
    words: int
    """The number of words in both texts."""


@dataclass(frozen=True, slots=True)
class JudgedPair:
    """The result of asking about one pair."""

    label: str
    problem: str = ""
    """The reason why it was not judged; empty if it was."""
    left_out: int = 0
    """The number of pieces of the answers that cannot be used."""


def pairs_to_judge(plan: Plan, shared: Sourced, judge: Judge) -> tuple[PairToJudge, ...]:
    """Return the pairs of a plan that the judge has not read yet; those that cannot be read are left to the batch."""
    words = cache(_words_of)
    found = []
    for pair in plan.pairs:
        try:
            settings = settings_of(pair, shared, plan.origin).settings
            if not settings.judge or _is_judged(pair, settings, judge):
                continue
            counts = [words(v.path, v.body or settings.body, settings.language) for v in (pair.before, pair.after)]
        except EvolveError:
            continue
        found.append(PairToJudge(pair, settings, sum(counts)))
    return tuple(found)


def judge_pairs(
    pairs: Iterable[PairToJudge], judge: Judge, jobs: int, watch: Callable[[JudgedPair], None]
) -> tuple[int, int]:
    """Ask about all pairs, `jobs` at a time; return how many failed and how many were not asked about after that.

    `watch` is given each result as it comes, by the thread that calls this. An interruption ends the commands that run.
    """
    stop = threading.Event()
    judge = replace(judge, stop=stop)
    failures = skipped = 0
    count = _FailuresInARow(stop)
    with _pool(jobs, stop) as pool:
        futures = [pool.submit(_judged_and_counted, pair, judge, stop, count) for pair in pairs]
        for future in as_completed(futures):
            result = future.result()
            if result is None:
                skipped += 1
                continue
            failures += bool(result.problem)
            watch(result)
    return failures, skipped


class _FailuresInARow:
    """Counts failures in a row, and ends the asking after the last that is allowed, before another pair is begun."""

    def __init__(self, stop: threading.Event) -> None:
        self._stop = stop
        self._lock = threading.Lock()
        self._count = 0

    def add(self, *, failed: bool) -> None:
        with self._lock:
            self._count = self._count + 1 if failed else 0
            if self._count >= GIVE_UP:
                self._stop.set()


@contextmanager
def _pool(jobs: int, stop: threading.Event) -> Iterator[ThreadPoolExecutor]:
    pool = ThreadPoolExecutor(jobs)
    try:
        yield pool
    except BaseException:
        stop.set()
        raise
    finally:
        pool.shutdown(cancel_futures=True)


def _judged_and_counted(
    pair: PairToJudge, judge: Judge, stop: threading.Event, count: _FailuresInARow
) -> JudgedPair | None:
    """Ask about one pair and count whether it failed; None if asking has ended before."""
    result = _judged(pair, judge, stop)
    if result is not None:
        count.add(failed=bool(result.problem))
    return result


def _judged(pair: PairToJudge, judge: Judge, stop: threading.Event) -> JudgedPair | None:
    """Ask about one pair; None if asking has ended before."""
    if stop.is_set():
        return None
    label = pair.pair.label
    try:
        before, after = (_document(version, pair.settings) for version in (pair.pair.before, pair.pair.after))
        comparison = compare(before, after, settings=pair.settings)
        store = JudgeStore.open(before, after)
        outcome = ask(comparison, unanswered(tasks_of(comparison), judge, store), judge, store)
        store.add([Finished(_key(before, after, pair.settings, judge), judge.name, (), ())])
    except EvolveError as error:
        return None if stop.is_set() else JudgedPair(label, str(error))
    return JudgedPair(label, left_out=len(outcome.left_out))


def _is_judged(pair: Pair, settings: Settings, judge: Judge) -> bool:
    """Return whether the judge has read the pair to the end, without aligning it again."""
    before, after = (_document(version, settings) for version in (pair.before, pair.after))
    key = _key(before, after, settings, judge)
    records = JudgeStore.open(before, after).records()
    return any(isinstance(record, Finished) and record.task == key for record in records)


def _key(before: Document, after: Document, settings: Settings, judge: Judge) -> str:
    """Return a digest of everything that determines the tasks of a pair, and of the judge."""
    names = "language", "trust", "body", "equivalents", "shipped_equivalents", "voice"
    decisive = {name: getattr(settings, name) for name in names}
    return digest_of([__version__, PROTOCOL, before.sha256, after.sha256, decisive, judge.name, judge.key("")])[:16]


def _document(version: Version, settings: Settings) -> Document:
    return read(version.path, label=version.label, body=version.body or settings.body, language=settings.language)


def _words_of(path: object, body: str, language: str) -> int:
    document = read(str(path), body=body, language=language)
    return sum(len(sentence.text.split()) for sentence in document.sentences)
