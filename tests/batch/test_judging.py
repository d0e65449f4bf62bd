"""A judge in a batch: asked about each pair once, never in the way of the rest, and part of what reports depend on."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from evolve.cli import main

from ..judges.commands import READER, command
from .batches import write_versions

PAIRS = 3


@pytest.fixture(autouse=True)
def own_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.chdir(tmp_path)
    write_versions(tmp_path / "texts", PAIRS + 1)


def batch(*options: str) -> int:
    return main(["batch", "texts", "-o", "out", "-f", "json", "--jobs", "1", *options])


def judging(folder: Path, body: str = "", name: str = "judge.py") -> str:
    """A command that notes each call, does what `body` says, and calls the first sentences of both texts the same."""
    calls = str(folder / "calls")
    return command(
        folder,
        f"""{READER}
with open({calls!r}, "a") as calls: calls.write("x")
{body}
print(json.dumps({{"before": 1, "after": 1, "verdict": "same"}}))
print(json.dumps({{"done": done}}))
""",
        name,
    )


def calls(folder: Path) -> int:
    path = folder / "calls"
    return len(path.read_text(encoding="utf-8")) if path.exists() else 0


def judged(folder: Path) -> list[int]:
    """The number of links by judges in every report."""
    reports = sorted((folder / "out" / "reports").glob("*.json"))
    return [json.loads(path.read_text(encoding="utf-8"))["judges"]["links"] for path in reports]


@pytest.mark.slow
def test_every_pair_is_judged_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    typed = judging(tmp_path)
    assert batch("--judge-with", typed, "--judge-as", "anna") == 0
    err = capsys.readouterr().err
    assert re.search(rf"gets [\d,]+ words of text in {PAIRS} pairs, plus instructions for each\n", err)
    assert (calls(tmp_path), judged(tmp_path)) == (PAIRS, [1] * PAIRS)
    assert batch("--judge-with", typed, "--judge-as", "anna", "--resume") == 0
    assert calls(tmp_path) == PAIRS
    assert "nothing to ask: anna has already judged every pair" in capsys.readouterr().err


@pytest.mark.slow
def test_commands_at_a_time_change_nothing(tmp_path: Path) -> None:
    assert batch("--judge-with", judging(tmp_path), "--judge-jobs", "3") == 0
    assert (calls(tmp_path), judged(tmp_path)) == (PAIRS, [1] * PAIRS)


@pytest.mark.slow
def test_verdicts_are_part_of_what_is_done(tmp_path: Path) -> None:
    """A batch without a judge is done again where there are verdicts now, and where they are left out again."""
    batch()
    assert judged(tmp_path) == [0] * PAIRS
    batch("--judge-with", judging(tmp_path), "--resume")
    assert judged(tmp_path) == [1] * PAIRS
    batch("--no-judge", "--resume")
    assert judged(tmp_path) == [0] * PAIRS


@pytest.mark.slow
def test_failing_judge_stops_no_pair(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One pair fails; its report is written all the same, and the exit code says that something is missing."""
    fails = f"if os.path.getsize({str(tmp_path / 'calls')!r}) == 2: sys.exit('too long for me')"
    assert batch("--judge-with", judging(tmp_path, f"import os\ncalls.close()\n{fails}"), "--judge-as", "anna") == 3
    err = capsys.readouterr().err
    assert "essay: 2001 → 2002: the judge anna: it ended with exit code 1 (too long for me)" in err
    assert (calls(tmp_path), judged(tmp_path)) == (PAIRS, [1, 0, 1])
    assert batch("--judge-with", judging(tmp_path), "--judge-as", "anna", "--resume") == 0
    assert (calls(tmp_path), judged(tmp_path)) == (PAIRS + 1, [1] * PAIRS)


@pytest.mark.slow
def test_judge_that_keeps_failing_is_given_up(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_versions(tmp_path / "texts", 6)
    assert batch("--judge-with", judging(tmp_path, "sys.exit('no key is set')")) == 3
    assert calls(tmp_path) == 3
    assert "the judge failed 3 times; 2 more pairs were skipped" in capsys.readouterr().err
    assert judged(tmp_path) == [0] * 5


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--judge-with", "no-such-program"], "cannot find the program 'no-such-program'"),
        (["--judge-with", "python3", "--no-judge"], "--judge-with: the settings exclude judges"),
        (["--judge-with", "python3", "--judge-jobs", "0"], "'0' is not a number from 1"),
    ],
)
def test_wrong_usage_is_said_before_anything(
    options: list[str], message: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert batch(*options) == 2
    assert message in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


@pytest.mark.slow
def test_interrupt_keeps_what_came(tmp_path: Path) -> None:
    """An interrupt ends the commands and keeps what came."""
    typed = judging(
        tmp_path,
        f"""import os, time
if os.path.getsize({str(tmp_path / "calls")!r}) == 2:
    open({str(tmp_path / "slow")!r}, "w").write(f"{{os.getpid()}} ")
    time.sleep(600)
""".replace("if os", "calls.close()\nif os", 1),
    )
    line = [sys.executable, "-m", "evolve", "batch", "texts", "-o", "out", "-f", "json", "--judge-with", typed]
    process = subprocess.Popen(line, stderr=subprocess.PIPE, text=True, start_new_session=True)
    for _ in range(600):
        if (tmp_path / "slow").exists() and (tmp_path / "slow").read_text().endswith(" "):
            break
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=60)
    assert (process.returncode, "interrupted; the verdicts so far are saved" in err) == (130, True)
    with pytest.raises(ProcessLookupError):
        for _ in range(200):
            os.kill(int((tmp_path / "slow").read_text()), 0)
            time.sleep(0.05)
    assert batch("--judge-with", judging(tmp_path), "--resume") == 0
    assert (calls(tmp_path), judged(tmp_path)) == (PAIRS + 1, [1] * PAIRS)
