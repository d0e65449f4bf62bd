"""Running somebody's command: what it may do wrong ends it, and never us."""

from __future__ import annotations

import os
import signal
import sys
import threading
from pathlib import Path

import pytest

from evolve import EvolveError
from evolve.judges import run as run_module
from evolve.judges.run import Ran, run, words_of

from .commands import command, is_gone

LONG = 60.0


def ran(folder: Path, program: str, prompt: str = "", *, timeout: float = LONG) -> Ran:
    return run(words_of(command(folder, program)), prompt, timeout=timeout)


def stopped(folder: Path, program: str) -> Ran:
    """What becomes of a program that is stopped as soon as it has written something."""
    stop = threading.Event()
    words = words_of(command(folder, program))
    return run(words, "", timeout=LONG, stop=stop, on_output=lambda output: stop.set())


def test_prompt_goes_in_and_answer_comes_out(tmp_path: Path) -> None:
    program = "import sys; text = sys.stdin.buffer.read().decode(); print(text.upper(), end='')"
    assert ran(tmp_path, program, "straße → é\n" * 20_000) == Ran("STRASSE → É\n" * 20_000)


def test_command_that_does_not_listen_may_answer(tmp_path: Path) -> None:
    assert ran(tmp_path, "print('yes')", "x" * 1_000_000) == Ran("yes\n")


@pytest.mark.parametrize(
    ("program", "problem"),
    [
        ("import sys; print('part'); sys.exit('no key is set')", "it ended with exit code 1 (no key is set)"),
        ("import sys; print('part'); sys.exit(7)", "it ended with exit code 7"),
        (
            "import sys; print('part'); sys.stderr.write('first\\n\\x1b[31mlast\\x1b[0m\\n\\n'); sys.exit(2)",
            "it ended with exit code 2 ([31mlast[0m)",
        ),
        ("import os; print('part', flush=True); os.kill(os.getpid(), 9)", "it was ended by signal 9"),
    ],
)
def test_failure_is_one_line_and_keeps_what_came(tmp_path: Path, program: str, problem: str) -> None:
    assert ran(tmp_path, program) == Ran("part\n", problem)


def test_slow_command_is_ended(tmp_path: Path) -> None:
    result = ran(tmp_path, "import time; time.sleep(600)", timeout=0.5)
    assert result == Ran("", "it did not answer within 0.5 s and was stopped (--timeout)")


def test_command_that_ignores_signals_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run_module, "_GRACE", 0.2)
    program = (
        "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print(1, flush=True); time.sleep(600)"
    )
    assert stopped(tmp_path, program) == Ran("1\n", "it was stopped")


def test_endless_output_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run_module, "MOST", 1 << 20)
    result = ran(tmp_path, "while True: print('x' * 1000)")
    assert (len(result.output), result.problem) == (1 << 20, "it wrote more than 1 MB and was stopped")


def test_endless_errors_are_forgotten(tmp_path: Path) -> None:
    program = "import sys; sys.stderr.write('noise\\n' * 500_000); print('fine')"
    assert ran(tmp_path, program) == Ran("fine\n")


def test_bytes_that_are_no_text_are_replaced(tmp_path: Path) -> None:
    assert ran(tmp_path, "import sys; sys.stdout.buffer.write(b'a\\xff\\x00b')") == Ran("a\ufffd\x00b")


def test_whole_process_group_is_ended(tmp_path: Path) -> None:
    """What the command has started does not live on after the time limit."""
    program = """
import subprocess, sys, time
child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
print(child.pid, flush=True)
time.sleep(600)
"""
    assert is_gone(int(stopped(tmp_path, program).output))


def test_child_that_keeps_the_pipe_open(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A child that keeps the pipe open is not waited for."""
    monkeypatch.setattr(run_module, "_GRACE", 0.2)
    program = """
import subprocess, sys
child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
print(child.pid, flush=True)
"""
    result = ran(tmp_path, program)
    os.kill(int(result.output), signal.SIGKILL)
    assert result.problem == ""


def test_interrupt_ends_the_command(tmp_path: Path) -> None:
    """Ctrl-C passes through, with the command and its process group ended."""
    program = "import os, time; print(os.getpid(), flush=True); time.sleep(600)"
    seen: list[str] = []

    def interrupt(output: str) -> None:
        seen.append(output)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(words_of(command(tmp_path, program)), "", timeout=LONG, on_output=interrupt)
    assert is_gone(int(seen[0]))


def test_other_thread_can_stop_it(tmp_path: Path) -> None:
    result = stopped(tmp_path, "import time; print('part', flush=True); time.sleep(600)")
    assert result == Ran("part\n", "it was stopped")


def test_output_is_handed_on_by_lines(tmp_path: Path) -> None:
    seen: list[str] = []
    program = "import time\nfor n in range(3): print(n, flush=True); time.sleep(.15)\nprint('end', end='')"
    result = run(words_of(command(tmp_path, program)), "", timeout=LONG, on_output=seen.append)
    assert "".join(seen) == result.output == "0\n1\n2\nend"
    assert all(piece.endswith("\n") for piece in seen[:-1])


def test_it_runs_in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A module beside the texts is not imported in place of a real one."""
    texts = tmp_path / "texts"
    texts.mkdir()
    (texts / "json.py").write_text("print('hostile')", encoding="utf-8")
    monkeypatch.chdir(texts)
    words = words_of(f"{sys.executable} -c \"import json, os; print(os.listdir('.'))\"")
    assert run(words, "", timeout=LONG) == Ran("[]\n")


def test_environment_is_the_users_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOME_KEY", "secret")
    assert ran(tmp_path, "import os; print(os.environ['SOME_KEY'])") == Ran("secret\n")


def test_no_shell_is_asked(tmp_path: Path) -> None:
    program = command(tmp_path, "import sys; print(sys.argv[1:])")
    assert run(words_of(f"{program} '$HOME' ';' touch x '|' cat"), "", timeout=LONG) == Ran(
        "['$HOME', ';', 'touch', 'x', '|', 'cat']\n"
    )


class TestWords:
    def test_files_of_this_folder_are_found_from_anywhere(self, tmp_path: Path) -> None:
        (tmp_path / "nli.py").write_text("", encoding="utf-8")
        (tmp_path / "model").mkdir()
        here = str(tmp_path)
        found = words_of(f"{sys.executable} nli.py ./model model -m ./none nli", tmp_path)
        assert found[1:] == (f"{here}/nli.py", f"{here}/model", "model", "-m", "./none", "nli")

    def test_program_of_this_folder_needs_its_path(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """Whatever PATH says, a program beside the texts is not taken for one that is installed."""
        (tmp_path / "llm").write_text("#!/bin/sh\n", encoding="utf-8")
        (tmp_path / "llm").chmod(0o755)
        monkeypatch.chdir(tmp_path)
        monkeypatch.setenv("PATH", f".:{os.pathsep}")
        with pytest.raises(EvolveError, match="cannot find the program 'llm'"):
            words_of("llm")
        assert words_of("./llm") == (str(tmp_path / "llm"),)

    @pytest.mark.parametrize(
        ("text", "problem"),
        [
            ("", "no command is named"),
            ("   ", "no command is named"),
            ("''", "no command is named"),
            ("llm 'unclosed", "cannot be split into words"),
            ("no-such-program-anywhere -x", "cannot find the program 'no-such-program-anywhere'"),
            ("./no-such-file", "cannot find the program './no-such-file'"),
        ],
    )
    def test_what_cannot_be_run_is_said_before(self, text: str, problem: str, tmp_path: Path) -> None:
        with pytest.raises(EvolveError, match=problem):
            words_of(text, tmp_path)

    def test_file_that_is_no_program_fails_when_it_is_run(self, tmp_path: Path) -> None:
        (tmp_path / "notes.txt").write_text("no program", encoding="utf-8")
        result = run(words_of("./notes.txt", tmp_path), "", timeout=LONG)
        assert result == Ran("", "it cannot be started (permission denied)")
