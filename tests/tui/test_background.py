"""Work in the background ends when nobody waits for it, but never in the midst of an import."""

from __future__ import annotations

import asyncio
import sys
import threading
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


async def test_results_and_errors_arrive() -> None:
    assert await run_in_background(lambda: 3) == 3
    with pytest.raises(ZeroDivisionError):
        await run_in_background(lambda: 1 // 0)


async def test_work_that_is_cancelled_ends() -> None:
    begun = threading.Event()

    def compute() -> None:
        while True:
            begun.set()

    task = asyncio.create_task(run_in_background(compute))
    await asyncio.to_thread(begun.wait)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
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

    task = asyncio.create_task(run_in_background(compute))
    await asyncio.to_thread(begun.wait)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert unfinished(30) == []
    assert sys.modules.pop("slowly_imported").whole


async def test_work_that_is_over_is_not_ended() -> None:
    for _ in range(50):
        task = asyncio.create_task(run_in_background(lambda: None))
        await asyncio.sleep(0)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
    assert unfinished(30) == []
