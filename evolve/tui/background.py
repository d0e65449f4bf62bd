"""Run work in a background thread, so that no key press waits for it."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from functools import partial
from typing import TypeVar

Made = TypeVar("Made")


async def run_in_background(make: Callable[[], Made]) -> Made:
    """Run a function in a thread and return its result; neither stopping nor quitting waits for the thread.

    The program would wait for a thread of an executor when the screen closes, however long it still aligns.
    """
    loop = asyncio.get_running_loop()
    result: asyncio.Future[Made] = loop.create_future()

    def give(value: Made) -> None:
        if not result.cancelled():
            result.set_result(value)

    def fail(error: BaseException) -> None:
        if not result.cancelled():
            result.set_exception(error)

    def tell(settle: Callable[[], None]) -> None:
        if not loop.is_closed():
            loop.call_soon_threadsafe(settle)

    def run() -> None:
        try:
            value = make()
        except BaseException as error:
            tell(partial(fail, error))
        else:
            tell(partial(give, value))

    threading.Thread(target=run, daemon=True, name="evolve-align").start()
    return await result
