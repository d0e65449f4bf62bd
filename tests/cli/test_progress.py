"""The progress of a batch: lines while it runs, and its result in the end."""

from __future__ import annotations

import pytest

from evolve.batch import Step
from evolve.cli import progress
from evolve.cli.progress import Lines


@pytest.mark.parametrize(
    ("seconds", "finished", "expected"),
    [
        (15.0, 3, ["evolve: 1 of 3 pairs, 0.1 per second, 0 failed, 0:30 left", "evolve: 3 pairs in 0:19, 0 failed"]),
        (15.0, 2, ["evolve: 1 of 3 pairs, 0.1 per second, 0 failed, 0:30 left"]),
        (2.0, 3, []),
    ],
    ids=["finished", "interrupted", "short"],
)
def test_the_last_line_is_the_result(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    seconds: float,
    finished: int,
    expected: list[str],
) -> None:
    """A batch that has written lines ends with its result, unless it was interrupted; a short one writes none."""
    now = [0.0]
    monkeypatch.setattr(progress.time, "monotonic", lambda: now[0])
    with Lines(3) as lines:
        for n in range(finished):
            now[0] = seconds if n == 0 else seconds + 1.0
            lines.step(Step("a → b", "done"))
        now[0] = seconds + 4.0
    assert capsys.readouterr().err.splitlines() == expected
