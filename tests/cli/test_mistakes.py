"""How the command line reports that something is wrong: one line, a next step, an exit code."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from evolve.cli import main

"""One line on stderr, nothing on stdout, nothing written, and the exit code that says whose turn it is."""


@pytest.mark.parametrize(
    ("args", "code", "said"),
    [
        (["report", "on.txt", "two.txt"], 3, "evolve: on.txt: there is no such file; did you mean one.txt"),
        (["report", "nowhere/x.txt", "two.txt"], 3, "evolve: nowhere/x.txt: there is no such file; "),
        (["nix", "two.txt"], 3, "evolve: nix: there is no such file; "),
        (["repotr", "one.txt", "two.txt"], 2, "evolve: repotr: neither a command nor a file; did you"),
        (["report", "one.txt"], 2, "evolve: nothing to compare; name two or more versions"),
        (["report", "-", "-"], 2, "evolve: -: stdin can be read only once; "),
        (["report", "one.txt", "two.txt", "--label", "x"], 2, "evolve: --label was given once for 2 files; "),
        (["report", "one.txt", "two.txt", "--threshold", "7"], 2, "evolve: --threshold: 7.0 is not a number"),
        (["report", "one.txt", "two.txt", "--language", "germn"], 2, "evolve: --language: unknown language "),
        (["report", "one.txt", "two.txt", "--body", "x"], 2, "evolve: --body: 'x' is not a body; "),
        (["report", "one.txt", "two.txt", "--frmat", "x"], 2, "evolve: unrecognized arguments: --frmat x; "),
        (["one.txt", "two.txt", "-f", "json"], 2, "evolve: unrecognized arguments: -f json; use `evolve report`"),
        (["diff", "one.txt", "two.txt", "-f", "md"], 2, "evolve: unrecognized arguments: -f md; use `evolve report`"),
        (["compare", "one.txt", "two.txt", "-o", "x"], 2, "evolve: unrecognized arguments: -o x; use `evolve report`"),
        (["report", "one.txt", "two.txt", "--body", "9-9"], 2, "evolve: one.txt: the body '9-9' lies outside "),
        (["report", "one.txt", "two.txt", "-o", "one.txt"], 2, "evolve: one.txt: is one of the versions; "),
        (["report", "one.txt", "two.txt", "-o", "x.odt"], 2, "evolve: x.odt: no format ends in .odt; "),
        (["report", "one.txt", "two.txt", "-o", "no/x.json"], 2, "evolve: no/x.json: cannot be written (no "),
        (["report", "one.txt", "two.txt", "-f", "text", "-o", "."], 2, "evolve: .: cannot be written (it is"),
        (["report", "one.txt", "two.txt", "-o", "x" * 300], 2, f"evolve: {'x' * 300}: cannot be written ("),
        (["completion", "tcsh"], 2, "evolve: argument shell: invalid choice: 'tcsh'"),
        (["report", "empty", "two.txt"], 3, "evolve: empty: "),
        (["report", "noise.txt", "two.txt"], 3, "evolve: noise.txt: "),
        (["report", "binary", "two.txt"], 3, "evolve: binary: "),
        (["report", ".", "two.txt"], 3, "evolve: .: "),
        (["extract", "gone.txt"], 3, "evolve: gone.txt: "),
        (["report", "\x1b[31mred\n.txt", "two.txt"], 3, "evolve: [31mred .txt: there is no such file; "),
        (["report", "\udcff.txt", "two.txt"], 3, "evolve: .txt: there is no such file; "),
    ],
)  # fmt: skip
def test_a_mistake_is_one_line_with_a_next_step(
    folder: Path, capfd: pytest.CaptureFixture[str], args: list[str], code: int, said: str
) -> None:
    (folder / "empty").touch()
    (folder / "noise.txt").write_text("*** \n 12 34 \n ---\n")
    (folder / "binary").write_bytes(bytes(range(256)) * 20)
    before = {path: path.read_bytes() for path in folder.iterdir()}
    assert main(args) == code
    out, err = capfd.readouterr()
    assert err.startswith(said)
    assert "; " in err and err.endswith("\n") and err.count("\n") == 1
    assert out == ""
    assert {path: path.read_bytes() for path in folder.iterdir()} == before


def test_a_wrong_settings_file_is_a_wrong_usage(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "evolve.toml").write_text("tresholt = 1", encoding="utf-8")
    assert main(["report", "one.txt", "two.txt"]) == 2
    assert capsys.readouterr().err == "evolve: evolve.toml: unknown setting 'tresholt'; did you mean threshold?\n"


def test_interruption_is_130(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """An interruption ends with 130 and no traceback."""

    def interrupted(options: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr("evolve.cli.commands.report.run", interrupted)
    assert main(["report", "one.txt", "two.txt"]) == 130
    assert capsys.readouterr() == ("", "")


@pytest.mark.slow
def test_a_reader_that_goes_away_is_no_error() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    run = subprocess.run(
        [sys.executable, "-m", "evolve", "report", "one.txt", "two.txt"],
        stdout=writing, stderr=subprocess.PIPE, check=False,
    )  # fmt: skip
    os.close(writing)
    assert (run.returncode, run.stderr) == (128 + signal.SIGPIPE, b"")


@pytest.mark.skipif(os.name != "posix", reason="closing a stream is done by a shell")
@pytest.mark.parametrize("command", ["report - two.txt", "extract -"])
def test_a_closed_stdin_is_said_in_one_line(command: str) -> None:
    shell = ["sh", "-c", f'"$0" -m evolve {command} <&-', sys.executable]
    run = subprocess.run(shell, capture_output=True, text=True, check=False)
    assert (run.returncode, run.stdout) == (3, "")
    assert run.stderr == "evolve: -: stdin is closed; name a file or pipe a text\n"


@pytest.mark.skipif(os.name != "posix", reason="closing a stream is done by a shell")
def test_closed_stdout_is_one_line() -> None:
    """A report that has nowhere to go is reported in one line."""
    shell = ["sh", "-c", '"$0" -m evolve report one.txt two.txt >&-', sys.executable]
    run = subprocess.run(shell, capture_output=True, text=True, check=False)
    assert (run.returncode, run.stdout) == (2, "")
    assert run.stderr == "evolve: -: stdout is closed; name a file with -o\n"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
@pytest.mark.slow
def test_a_full_disk_is_said_in_one_line() -> None:
    with Path("/dev/full").open("wb") as full:
        run = subprocess.run(
            [sys.executable, "-m", "evolve", "report", "one.txt", "two.txt"],
            stdout=full, stderr=subprocess.PIPE, check=False,
        )  # fmt: skip
    assert run.returncode == 2
    assert run.stderr.decode() == (
        "evolve: stdout: cannot be written (no space left on device); choose another file with -o\n"
    )


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_the_exit_code_holds_where_nothing_can_be_said() -> None:
    with Path("/dev/full").open("wb") as full:
        command = [sys.executable, "-m", "evolve", "report", "gone", "two.txt"]
        run = subprocess.run(command, stderr=full, check=False)
    assert run.returncode == 3
