"""Worker processes that may die at any moment, behind `concurrent.futures.Executor`.

The pool of the standard library shares one pipe among its workers. One that is killed in the midst of an answer, as
when memory runs out, leaves half a message in it, and all wait for the other half for ever; and nobody can tell whose
job it was. Here each worker has a pipe of its own, and a thread that waits at its other end: a worker that dies closes
it, and its job goes to a new one, once.

Processes are spawned, not forked: a fork would copy the locks of other threads in any state, and the handle of the lock
on the output folder, so that a killed batch would seem to go on. Starting costs a worker half a second, once, and works
alike on every system. When the parent is killed the pipe closes too, and the worker ends.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable
from concurrent.futures import Executor, Future
from multiprocessing.connection import Connection
from queue import SimpleQueue
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")
_Task = tuple[Future[Any], Callable[..., Any], tuple[Any, ...], dict[str, Any]]
_TRIES = 2  # a worker may be killed for what others do; twice by one job is no accident


class WorkerLost(Exception):
    """A job killed its worker, and another one after it."""


class WorkerProcesses(Executor):
    """So many processes, started as jobs come in."""

    def __init__(self, count: int) -> None:
        self._tasks: SimpleQueue[_Task | None] = SimpleQueue()
        self._guard = threading.Lock()
        self._hands: set[_Hand] = set()
        self._stopped = False
        self._threads = [threading.Thread(target=self._serve, daemon=True) for _ in range(count)]
        for thread in self._threads:
            thread.start()

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Have a function called by a worker; all of it must be fit for pickling."""
        future: Future[T] = Future()
        self._tasks.put((future, fn, args, kwargs))
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Let the workers go: after their jobs, or at once when jobs are to be cancelled."""
        if cancel_futures:
            with self._guard:
                self._stopped = True
                for hand in self._hands:
                    hand.process.kill()
        for _ in self._threads:
            self._tasks.put(None)
        if wait:
            for thread in self._threads:
                thread.join()

    def _serve(self) -> None:
        """One thread: do one task after the other with one worker at a time."""
        if hasattr(signal, "pthread_sigmask"):
            # Ctrl-C is for the main thread, and what is started from here never hears of it.
            signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        hand: _Hand | None = None
        while (task := self._tasks.get()) is not None:
            future, *call = task
            if self._stopped or not future.set_running_or_notify_cancel():
                future.cancel()
                continue
            for left in reversed(range(_TRIES)):
                try:
                    hand = hand or self._hired()
                    done, value = hand.ask(call)
                    (future.set_result if done else future.set_exception)(value)
                    break
                except (EOFError, OSError):
                    self._dismiss(hand)
                    how, hand = hand.ending() if hand else "it was let go", None
                    if self._stopped or not left:
                        future.set_exception(WorkerLost(how))
                        break
                except Exception as error:  # what cannot be sent or understood is that job's fault
                    self._dismiss(hand)
                    hand = None
                    future.set_exception(error)
                    break
        self._dismiss(hand)

    def _hired(self) -> _Hand:
        with self._guard:
            if self._stopped:
                raise EOFError
            hand = _Hand()
            self._hands.add(hand)
        return hand

    def _dismiss(self, hand: _Hand | None) -> None:
        if hand is not None:
            with self._guard:
                self._hands.discard(hand)
            hand.end()


class _Hand:
    """One worker process and our end of its pipe."""

    def __init__(self) -> None:
        context = multiprocessing.get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self.process = context.Process(target=_work, args=(theirs,), daemon=True)
        self.process.start()
        # Held by the worker alone, its end closes with it.
        theirs.close()

    def ask(self, call: list[Any]) -> tuple[bool, Any]:
        self._pipe.send(call)
        answer: tuple[bool, Any] = self._pipe.recv()
        return answer

    def ending(self) -> str:
        """How a process that was let go came to its end."""
        code = self.process.exitcode or 0
        return "it was killed, as when memory runs out" if code < 0 else f"it ended with exit code {code}"

    def end(self) -> None:
        self._pipe.close()
        self.process.join()


def _work(pipe: Connection) -> None:
    """A worker's whole life."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # One process a core already keeps all cores busy.
    for library in ("OPENBLAS", "OMP", "MKL", "VECLIB_MAXIMUM"):
        os.environ.setdefault(f"{library}_NUM_THREADS", "1")
    while True:
        try:
            function, args, kwargs = pipe.recv()
        except (EOFError, OSError):
            return
        try:
            answer = True, function(*args, **kwargs)
        except Exception as error:
            answer = False, error
        try:
            pipe.send(answer)
        except OSError:
            return
