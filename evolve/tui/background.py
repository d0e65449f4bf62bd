"""Run work in a background thread, so that no key press waits for it, and end the thread when nobody waits for it.

The work is Python without access to the screen. It is ended by an exception raised in its thread, as Ctrl+C raises one
in the main thread. A call into a library is finished first: `unfinished` returns the threads that still run.
"""

from __future__ import annotations

import _weakrefset
import asyncio
import sys
import threading
import time
import weakref
from collections.abc import Callable
from functools import partial
from typing import Generic, TypeVar

Made = TypeVar("Made")

_NAME = "evolve-work"
_AGAIN = 0.05  # seconds after which a thread that could not be ended is asked again
_FINISHED_FIRST = ("<frozen importlib", _weakrefset.__file__, weakref.__file__)
"""Beginnings of the file names of code in which no thread is ended: half a module cannot be repaired, and an exception
in the callback of a weak reference is printed on the screen and lost."""


class _Ended(BaseException):
    """Raised in a thread whose result nobody waits for any more."""


async def run_in_background(make: Callable[[], Made]) -> Made:
    """Run a function in a thread and return its result; if this is cancelled, the thread is ended.

    Neither stopping nor quitting waits for the thread, as the program would for one of an executor.
    """
    loop = asyncio.get_running_loop()
    result: asyncio.Future[Made] = loop.create_future()

    def schedule(settle: Callable[[], None]) -> None:
        def settle_if_awaited() -> None:
            if not result.cancelled():
                settle()

        if not loop.is_closed():
            loop.call_soon_threadsafe(settle_if_awaited)

    work = _Work(
        make,
        lambda value: schedule(partial(result.set_result, value)),
        lambda error: schedule(partial(_fail, result, error)),
    )
    try:
        return await result
    except asyncio.CancelledError:
        work.end()
        raise


def _fail(result: asyncio.Future[Made], error: BaseException) -> None:
    result.set_exception(error)


def unfinished(seconds: float) -> list[threading.Thread]:
    """Return the threads that are still running after some seconds."""
    threads = [thread for thread in threading.enumerate() if thread.name == _NAME]
    deadline = time.monotonic() + seconds
    for thread in threads:
        thread.join(max(0.0, deadline - time.monotonic()))
    return [thread for thread in threads if thread.is_alive()]


class _Work(Generic[Made]):
    """A function that runs in a thread."""

    def __init__(
        self, make: Callable[[], Made], give: Callable[[Made], None], fail: Callable[[BaseException], None]
    ) -> None:
        self._make, self._give, self._fail = make, give, fail
        self._lock = threading.Lock()
        self._is_over = False
        self._thread = threading.Thread(target=self._run, daemon=True, name=_NAME)
        self._thread.start()

    def _run(self) -> None:
        try:
            try:
                value = self._make()
            except _Ended:
                raise
            except BaseException as error:
                self._fail(error)
            else:
                self._give(value)
            with self._lock:
                self._is_over = True
            time.sleep(0)  # an exception that was raised just before arrives here
        except _Ended:
            self._is_over = True

    def end(self) -> None:
        """End the thread, after the import or the callback of a weak reference that it may be in the midst of."""
        with self._lock:
            identity = self._thread.ident
            if self._is_over or identity is None:
                return
            if not _must_finish(identity):
                _raise_in_thread(identity)
                return
        again = threading.Timer(_AGAIN, self.end)
        again.daemon = True
        again.start()


def _must_finish(identity: int) -> bool:
    """Return whether a thread runs code in which it must not be ended."""
    frame = sys._current_frames().get(identity)
    while frame is not None:
        if frame.f_code.co_filename.startswith(_FINISHED_FIRST):
            return True
        frame = frame.f_back
    return False


def _raise_in_thread(identity: int) -> None:
    import ctypes

    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(identity), ctypes.py_object(_Ended))
