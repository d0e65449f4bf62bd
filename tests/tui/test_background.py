"""Work in the background ends when nobody waits for it, but never in the midst of an import or of a callback."""

from __future__ import annotations

import asyncio
import sys
import threading
import time
import weakref
from collections.abc import Callable
from pathlib import Path

import pytest

from evolve.tui.background import run_in_background, unfinished

MODULE = """
import time
begun.set()
end = time.monotonic() + 0.2
while time.monotonic() < end:
    pass
whole = True
"""


async def cancel_once_begun(compute: Callable[[], None], begun: threading.Event) -> None:
    """Run work in the background and cancel it as soon as it has begun."""
    task = asyncio.create_task(run_in_background(compute))
    await asyncio.to_thread(begun.wait)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task


async def test_results_and_errors_arrive() -> None:
    assert await run_in_background(lambda: 3) == 3
    with pytest.raises(ZeroDivisionError):
        await run_in_background(lambda: 1 // 0)


async def test_work_that_is_cancelled_ends() -> None:
    begun = threading.Event()

    def compute() -> None:
        while True:
            begun.set()

    await cancel_once_begun(compute, begun)
    assert unfinished(30) == []


async def test_an_import_is_not_cut_in_half(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    begun = threading.Event()
    monkeypatch.setattr("builtins.begun", begun, raising=False)
    monkeypatch.syspath_prepend(str(tmp_path))
    (tmp_path / "slowly_imported.py").write_text(MODULE, encoding="utf-8")

    def compute() -> None:
        import slowly_imported  # type: ignore[import-not-found]  # written by this test

        while slowly_imported.whole:
            pass

    await cancel_once_begun(compute, begun)
    assert unfinished(30) == []
    assert sys.modules.pop("slowly_imported").whole


async def test_a_callback_of_a_weak_reference_is_not_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    """An exception in such a callback would be printed on the screen and lost, and the work would go on."""
    begun, lost = threading.Event(), []
    monkeypatch.setattr("sys.unraisablehook", lost.append)

    def linger() -> None:
        begun.set()
        for _ in range(20):
            time.sleep(0.01)

    def compute() -> None:
        class Thing:
            pass

        thing = Thing()
        weakref.finalize(thing, linger)
        del thing
        while True:
            pass

    await cancel_once_begun(compute, begun)
    assert unfinished(5) == []
    assert lost == []


async def test_work_that_is_over_is_not_ended() -> None:
    for _ in range(50):
        task = asyncio.create_task(run_in_background(lambda: None))
        await asyncio.sleep(0)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
    assert unfinished(30) == []
