"""A call with a time limit, in a child process that is killed at the limit: for workers that cannot be replaced.

A worker of a Dask cluster that hangs may be the only one, or have nobody who starts another; and Python cannot end a
thread. So the worker gives the call to a child and waits. A child serves one call after the other, and ends when it is
idle for a while or when its worker ends, even in the midst of a call. It is no process of `multiprocessing`, which
refuses to start one from Dask's workers.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from queue import SimpleQueue
from typing import IO, Any, ParamSpec, TypeVar

from evolve.batch.jobs.process_pool import (
    MAX_ATTEMPTS,
    TookTooLong,
    WorkerLost,
    ended_after,
    ending,
    leave_cores_to_others,
)
from evolve.programs import own_python

P = ParamSpec("P")
T = TypeVar("T")

_IDLE = 20.0
"""Seconds after which a child without a call is ended."""


def call_within(seconds: float, function: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
    """Return the result of a call in a child process, or raise its exception.

    The function, its arguments and its result must be picklable. Raises TookTooLong if the call takes more than
    `seconds`, and WorkerLost if the child dies, and so does the next one.
    """
    for attempts_left in reversed(range(MAX_ATTEMPTS)):
        child = CHILDREN.take()
        try:
            succeeded, value = child.ask((seconds, function, args, kwargs), seconds)
        except (EOFError, OSError, pickle.UnpicklingError):
            child.end()
            if not attempts_left:
                raise WorkerLost(ending(child.process.returncode)) from None
            continue
        except BaseException:
            child.end()
            raise
        CHILDREN.give_back(child)
        if not succeeded:
            raise value
        result: T = value
        return result
    raise AssertionError  # the last attempt returns or raises


class Child:
    """A child process and the pipes to it."""

    def __init__(self) -> None:
        command = own_python("from evolve.batch.jobs.dask_time_limit import serve; serve()")
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self._is_ready = False

    def ask(self, call: tuple[object, ...], seconds: float) -> tuple[bool, Any]:
        """Return whether a call succeeded, and its result or exception."""
        assert self.process.stdin is not None and self.process.stdout is not None
        if not self._is_ready:
            # The time for starting the process does not count.
            pickle.load(self.process.stdout)
            self._is_ready = True
        message = pickle.dumps(call)
        is_late = threading.Event()

        def stop() -> None:
            is_late.set()
            self.process.kill()

        timer = threading.Timer(seconds, stop)
        timer.start()
        try:
            self.process.stdin.write(message)
            self.process.stdin.flush()
            answer: tuple[bool, Any] = pickle.load(self.process.stdout)
        except (EOFError, OSError, pickle.UnpicklingError):
            if is_late.is_set():
                raise TookTooLong from None
            raise
        finally:
            timer.cancel()
        return answer

    def end(self) -> None:
        """End the process."""
        self.process.kill()
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()
        self.process.wait()


class IdleChildren:
    """The child processes without a call, each ended after a while; any thread may take one."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._timers: dict[Child, threading.Timer] = {}
        """For each child the timer that will end it."""

    def __iter__(self) -> Iterator[Child]:
        with self._lock:
            return iter(tuple(self._timers))

    def take(self) -> Child:
        """Return an idle child, or a new one."""
        with self._lock:
            if self._timers:
                child, timer = self._timers.popitem()
                timer.cancel()
                return child
        return Child()

    def give_back(self, child: Child) -> None:
        """Keep a child for the next call, for a while."""
        timer = threading.Timer(_IDLE, self.end, [child])
        timer.daemon = True
        with self._lock:
            self._timers[child] = timer
        timer.start()

    def end(self, child: Child) -> None:
        """End a child if it is idle."""
        with self._lock:
            timer = self._timers.pop(child, None)
        if timer is not None:
            timer.cancel()
            child.end()


CHILDREN = IdleChildren()
"""The idle children of this process."""


def serve() -> None:
    """Answer the calls that arrive at stdin, as a child process; end when stdin closes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    leave_cores_to_others()
    # What a library prints must not end up among the answers.
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    calls: SimpleQueue[tuple[float, Callable[..., object], tuple[Any, ...], dict[str, Any]]] = SimpleQueue()
    threading.Thread(target=_receive, args=(sys.stdin.buffer, calls), daemon=True).start()
    with contextlib.suppress(OSError):
        _send(None, answers)
        while True:
            seconds, function, args, kwargs = calls.get()
            with ended_after(seconds):
                try:
                    answer = True, function(*args, **kwargs)
                except Exception as error:
                    answer = False, error
                _send(answer, answers)


def _receive(stdin: IO[bytes], calls: SimpleQueue[Any]) -> None:
    """Pass on the calls from stdin; end the process when it closes."""
    while True:
        try:
            call = pickle.load(stdin)
        except (EOFError, OSError):
            os._exit(0)
        calls.put(call)


def _send(answer: object, answers: IO[bytes]) -> None:
    answers.write(pickle.dumps(answer))
    answers.flush()
