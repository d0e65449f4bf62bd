"""Worker processes that may die at any moment, behind `concurrent.futures.Executor`.

The pool of the standard library shares one pipe among its workers. If a worker is killed while it sends an answer, as
when memory runs out, half a message is left in the pipe and all others wait forever for the rest; and it is unknown
whose job it was. Here each worker has its own pipe, and a thread that waits at the other end: when a worker dies, its
pipe closes and its job goes to a new worker, once.

Processes are spawned, not forked: a fork would copy the locks of other threads in any state, and the handle of the lock
on the output folder, so that a killed batch would seem to be still running. Spawning takes half a second for each
worker, once, and works the same on every system. If the parent is killed, the pipe closes too and the worker ends.
"""

from __future__ import annotations

import contextlib
import faulthandler
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection
from pathlib import Path
from queue import SimpleQueue
from typing import Any, ParamSpec, TypeVar

from evolve.programs import protect_children

P = ParamSpec("P")
T = TypeVar("T")
_Task = tuple[Future[Any], Callable[..., Any], tuple[Any, ...], dict[str, Any]]
MAX_ATTEMPTS = 2  # a worker may be killed because of other programs; twice for one job is no accident
_GRACE = 5.0
"""Seconds beyond the time limit after which a worker ends itself, if its parent is gone."""


class WorkerLost(Exception):
    """A job whose worker died, and so did the next one."""


class TookTooLong(Exception):
    """A job that did not end within the time limit; its worker was killed."""


class WorkerProcesses(Executor):
    """An executor with a fixed number of processes, started as jobs arrive.

    A job that takes more than `seconds` fails, and another worker takes the place of its own; None for no limit.
    """

    def __init__(self, count: int, seconds: float | None = None) -> None:
        self._seconds = seconds
        protect_children()
        self._tasks: SimpleQueue[_Task | None] = SimpleQueue()
        self._lock = threading.Lock()
        self._workers: set[_Worker] = set()
        self._stopped = False
        if hasattr(signal, "pthread_sigmask"):
            # The first process would start it, which lets SIGINT through again to the thread and so to that process.
            resource_tracker.ensure_running()
        self._threads = [threading.Thread(target=self._serve, daemon=True) for _ in range(count)]
        for thread in self._threads:
            thread.start()

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Let a worker call a function; the function, its arguments and its result must be picklable."""
        future: Future[T] = Future()
        self._tasks.put((future, fn, args, kwargs))
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """End the workers: after their jobs, or immediately if jobs are cancelled."""
        if cancel_futures:
            with self._lock:
                self._stopped = True
                for worker in self._workers:
                    worker.process.kill()
        for _ in self._threads:
            self._tasks.put(None)
        if wait:
            for thread in self._threads:
                thread.join()

    def _serve(self) -> None:
        """Run one task after the other, with one worker at a time, until a task is None."""
        if hasattr(signal, "pthread_sigmask"):
            # Ctrl-C is handled by the main thread; processes started from this thread must not receive it.
            signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        worker: _Worker | None = None
        while (task := self._tasks.get()) is not None:
            future, *call = task
            if self._stopped or not future.set_running_or_notify_cancel():
                future.cancel()
                continue
            worker = self._run(future, call, worker)
        self._end_worker(worker)

    def _run(self, future: Future[Any], call: list[Any], worker: _Worker | None) -> _Worker | None:
        """Run one task, with another worker if the first one dies; return the worker for the next task, if any."""
        for attempts_left in reversed(range(MAX_ATTEMPTS)):
            try:
                worker = worker or self._start_worker()
                succeeded, value = worker.ask(call)
                (future.set_result if succeeded else future.set_exception)(value)
                return worker
            except (EOFError, OSError):
                self._end_worker(worker)
                reason, worker = worker.ending() if worker else "it was stopped", None
                if self._stopped or not attempts_left:
                    future.set_exception(WorkerLost(reason))
                    return None
            except Exception as error:  # it took too long, or a value cannot be pickled: the fault of the job
                self._end_worker(worker)
                future.set_exception(error)
                return None
        return None

    def _start_worker(self) -> _Worker:
        with self._lock:
            if self._stopped:
                raise EOFError
            worker = _Worker(self._seconds)
            self._workers.add(worker)
        return worker

    def _end_worker(self, worker: _Worker | None) -> None:
        if worker is not None:
            with self._lock:
                self._workers.discard(worker)
            worker.end()


class _Worker:
    """One worker process and the parent's end of its pipe."""

    def __init__(self, seconds: float | None) -> None:
        self._seconds = seconds
        context = multiprocessing.get_context("spawn")
        self._pipe, worker_end = context.Pipe()
        self.process = context.Process(target=_run_worker, args=(worker_end, seconds), daemon=True)
        self.process.start()
        # Only the worker keeps its end open, so that the end closes when the worker dies.
        worker_end.close()
        self._is_ready = False

    def ask(self, call: list[Any]) -> tuple[bool, Any]:
        """Return whether a call succeeded, and its result or exception.

        At the time limit the process is killed and TookTooLong raised.
        """
        if not self._is_ready:
            # The time for starting the process does not count.
            self._pipe.recv()
            self._is_ready = True
        self._pipe.send(call)
        if self._seconds is not None and not self._pipe.poll(self._seconds):
            self.process.kill()
            raise TookTooLong
        answer: tuple[bool, Any] = self._pipe.recv()
        return answer

    def ending(self) -> str:
        """Return how a process ended, in words."""
        return ending(self.process.exitcode)

    def end(self) -> None:
        self._pipe.close()
        self.process.join()


def ending(exit_code: int | None) -> str:
    """Return how a process ended, in words."""
    code = exit_code or 0
    return "it was killed, perhaps because memory ran out" if code < 0 else f"it ended with exit code {code}"


@contextlib.contextmanager
def ended_after(seconds: float | None) -> Iterator[None]:
    """End this process if the block takes more than some seconds beyond the limit; None for no limit.

    A worker that hangs is killed by its parent. If the parent is gone, nobody else can end it. Python code of the
    worker may never run again, so this is done by a thread that does not depend on it.
    """
    if seconds is None:
        yield
        return
    with Path(os.devnull).open("w") as nowhere:
        faulthandler.dump_traceback_later(seconds + _GRACE, exit=True, file=nowhere)
        try:
            yield
        finally:
            faulthandler.cancel_dump_traceback_later()


def leave_cores_to_others() -> None:
    """Let numerical libraries use one thread: one process for each core already keeps all cores busy."""
    for library in ("OPENBLAS", "OMP", "MKL", "VECLIB_MAXIMUM"):
        os.environ.setdefault(f"{library}_NUM_THREADS", "1")


def _run_worker(pipe: Connection, seconds: float | None) -> None:
    """Run tasks from the pipe until it closes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    leave_cores_to_others()
    with contextlib.suppress(OSError):
        pipe.send(None)
    while True:
        try:
            function, args, kwargs = pipe.recv()
        except (EOFError, OSError):
            return
        try:
            with ended_after(seconds):
                answer = True, function(*args, **kwargs)
        except Exception as error:
            answer = False, error
        try:
            pipe.send(answer)
        except OSError:
            return
