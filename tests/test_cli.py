"""The command line: what goes where, what it ends with, and how it says that something is wrong."""

from __future__ import annotations

import io
import json
import os
import pty
import signal
import subprocess
import sys
import tomllib
from collections.abc import Callable, Sequence
from importlib.resources import files
from pathlib import Path

import pytest

from evolve.cli import main
from evolve.cli.commands import NAMES, command
from evolve.cli.console import can_paint, in_colour
from evolve.cli.parser import parsers
from evolve.document import Document
from evolve.errors import UsageError
from evolve.readers import seeds
from evolve.report import RENDERERS
from evolve.settings import Settings
from evolve.storage.atomic import write_whole

ONE = """The treaty was signed in Geneva on the third of May by both of the warring parties.

Nobody asked the farmers of the valley what they thought of it. Grain prices rose by ten percent in a year.
"""
TWO = """The treaty was signed in Geneva on the third of May by both of the warring parties.

Grain prices rose by twenty percent in a year. The minister of agriculture has resigned over the whole affair.
"""

Run = Callable[..., int]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with two versions, far from anybody's own settings."""
    place = tmp_path / "texts"
    place.mkdir()
    (place / "one.txt").write_text(ONE, encoding="utf-8")
    (place / "two.txt").write_text(TWO, encoding="utf-8")
    monkeypatch.chdir(place)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    for name in [name for name in os.environ if name.startswith("EVOLVE_")]:
        monkeypatch.delenv(name)
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    return place


def outside(*args: str, **kw: object) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "evolve", *args]
    return subprocess.run(command, capture_output=True, timeout=60, check=False, **kw)  # type: ignore[call-overload]


class TestReports:
    def test_files_alone_give_the_text_report_off_a_terminal(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["one.txt", "two.txt"]) == 0
        plain = capsys.readouterr().out
        assert main(["report", "one.txt", "two.txt"]) == 0
        assert capsys.readouterr().out == plain

    def test_no_files_give_the_two_essays_that_come_along(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert main([]) == 0
        assert "Six months ago, Russia invaded Ukraine." in " ".join(capsys.readouterr().out.split())

    def test_a_report_says_nothing_on_stderr(self, capsys: pytest.CaptureFixture[str]) -> None:
        main(["report", "one.txt", "two.txt"])
        assert capsys.readouterr().err == ""

    @pytest.mark.parametrize("name", RENDERERS)
    def test_a_file_holds_what_stdout_would_have(self, name: str, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
        assert main(["report", "one.txt", "two.txt", "-f", name, "-o", "out"]) == 0
        assert capfdbinary.readouterr().out == b""
        assert main(["report", "one.txt", "two.txt", "-f", name]) == 0
        assert capfdbinary.readouterr().out == Path("out").read_bytes()

    @pytest.mark.parametrize("name", RENDERERS)
    def test_the_name_of_the_output_chooses_the_format(self, name: str) -> None:
        target = f"out{RENDERERS[name].suffix}"
        assert main(["report", "one.txt", "two.txt", "-o", target]) == 0
        assert main(["report", "one.txt", "two.txt", "-f", name, "-o", "same"]) == 0
        assert Path(target).read_bytes() == Path("same").read_bytes()

    def test_options_may_stand_between_files(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["report", "one.txt", "-f", "json", "two.txt", "--threshold", ".4"]) == 0
        assert json.loads(capsys.readouterr().out)["threshold"] == 0.4

    def test_an_option_stands_above_the_folders_settings(
        self, folder: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        (folder / "evolve.toml").write_text("threshold = 0.9\ntrust = 0.8", encoding="utf-8")
        main(["report", "one.txt", "two.txt", "-f", "json", "--threshold", "0.4"])
        report = json.loads(capsys.readouterr().out)
        assert (report["origins"]["threshold"], report["origins"]["trust"]) == ("--threshold", "evolve.toml")

    def test_a_file_may_be_called_like_an_option_or_a_command(
        self, folder: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        (folder / "one.txt").rename(folder / "-x")
        (folder / "two.txt").rename(folder / "report")
        assert main(["--", "-x", "report"]) == 0
        assert capsys.readouterr().out.startswith("-x → report\n")

    def test_labels_name_the_versions_in_order(self, capsys: pytest.CaptureFixture[str]) -> None:
        main(["report", "one.txt", "two.txt", "--label", "2022", "--label", "2025"])
        assert capsys.readouterr().out.startswith("2022 → 2025\n")

    def test_files_of_one_name_are_told_apart_by_their_folders(
        self, folder: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        (folder / "later").mkdir()
        (folder / "later" / "one.txt").write_text(TWO, encoding="utf-8")
        main(["report", "one.txt", "later/one.txt"])
        assert capsys.readouterr().out.startswith("one.txt → later/one.txt\n")

    def test_a_text_in_another_language_is_told_on_stderr_alone(
        self, folder: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        german = "Der Hafen ist nicht mehr der größte des Landes, und die Schiffe fahren seit dem Krieg an ihm vorbei. "
        for name in ("eins.txt", "zwei.txt"):
            (folder / name).write_text(german * 2 + name[:-4].title() + " ist genug.\n", encoding="utf-8")
        main(["report", "eins.txt", "zwei.txt"])
        said = capsys.readouterr()
        assert "evolve: eins.txt: reads like German; compare it with --language german\n" in said.err
        assert "German" not in said.out
        main(["report", "eins.txt", "zwei.txt", "--language", "german"])
        assert capsys.readouterr().err == ""

    def test_a_body_may_be_given_for_each_file(self, capsys: pytest.CaptureFixture[str]) -> None:
        main(["report", "one.txt", "two.txt", "-f", "json", "--body", "1-1", "--body", "3-3"])
        bodies = [document["body"] for document in json.loads(capsys.readouterr().out)["documents"]]
        assert bodies == [[[1, 1, "user"]], [[3, 3, "user"]]]

    def test_stdin_is_a_version_called_dash(self) -> None:
        run = outside("report", "-", "two.txt", input=ONE.encode())
        assert run.returncode == 0
        assert "Nobody asked the farmers" in run.stdout.decode()

    def test_three_versions_are_compared_step_by_step(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["report", "one.txt", "two.txt", "one.txt", "-f", "json"]) == 0
        assert len(json.loads(capsys.readouterr().out)["pairs"]) == 2

    def test_the_same_file_twice_persists_and_is_remarked_upon(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["report", "one.txt", "one.txt", "--exit-code"]) == 0
        assert capsys.readouterr().err == (
            "evolve: one.txt: the same text as the version before it; all of it persists\n"
        )

    def test_exit_code_is_one_when_something_is_not_persisted_and_that_was_asked(self) -> None:
        assert main(["report", "one.txt", "two.txt", "--exit-code"]) == 1
        assert main(["report", "one.txt", "two.txt"]) == 0


class TestMistakes:
    """One line on stderr, nothing on stdout, nothing written, and the exit code that says whose turn it is."""

    @pytest.mark.parametrize(
        ("args", "code", "said"),
        [
            (["report", "on.txt", "two.txt"], 3, "evolve: on.txt: there is no such file; did you mean one.txt"),
            (["report", "nowhere/x.txt", "two.txt"], 3, "evolve: nowhere/x.txt: there is no such file; "),
            (["nix", "two.txt"], 3, "evolve: nix: there is no such file; "),
            (["repotr", "one.txt", "two.txt"], 2, "evolve: repotr: neither a command nor a file; did you"),
            (["report", "one.txt"], 2, "evolve: there is nothing to compare; name two or more versions"),
            (["report", "-", "-"], 2, "evolve: -: stdin can be read only once; "),
            (["report", "one.txt", "two.txt", "--label", "x"], 2, "evolve: --label was given once for 2 files; "),
            (["report", "one.txt", "two.txt", "--threshold", "7"], 2, "evolve: --threshold: 7.0 is not a number"),
            (["report", "one.txt", "two.txt", "--language", "germn"], 2, "evolve: --language: unknown language "),
            (["report", "one.txt", "two.txt", "--body", "x"], 2, "evolve: --body: 'x' is no body; "),
            (["report", "one.txt", "two.txt", "--frmat", "x"], 2, "evolve: unrecognized arguments: --frmat x; "),
            (["one.txt", "two.txt", "-f", "json"], 2, "evolve: unrecognized arguments: -f json; reports are "),
            (["report", "one.txt", "two.txt", "--body", "9-9"], 2, "evolve: one.txt: the body '9-9' lies outside "),
            (["report", "one.txt", "two.txt", "-o", "one.txt"], 2, "evolve: one.txt: is one of the versions; "),
            (["report", "one.txt", "two.txt", "-o", "x.docx"], 2, "evolve: x.docx: no format ends in .docx; "),
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
        self, folder: Path, capfd: pytest.CaptureFixture[str], args: list[str], code: int, said: str
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

    def test_a_wrong_settings_file_is_a_wrong_usage(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        (folder / "evolve.toml").write_text("tresholt = 1", encoding="utf-8")
        assert main(["report", "one.txt", "two.txt"]) == 2
        assert capsys.readouterr().err == "evolve: evolve.toml: unknown setting 'tresholt'; did you mean threshold?\n"

    def test_an_interruption_ends_with_130_and_no_traceback(
        self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        def interrupted(options: object) -> int:
            raise KeyboardInterrupt

        monkeypatch.setattr("evolve.cli.commands.report.run", interrupted)
        assert main(["report", "one.txt", "two.txt"]) == 130
        assert capsys.readouterr() == ("", "")

    def test_a_reader_that_goes_away_is_no_error(self) -> None:
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
    def test_a_closed_stdin_is_said_in_one_line(self, command: str) -> None:
        shell = ["sh", "-c", f'"$0" -m evolve {command} <&-', sys.executable]
        run = subprocess.run(shell, capture_output=True, text=True, check=False)
        assert (run.returncode, run.stdout) == (3, "")
        assert run.stderr == "evolve: -: there is no standard input; name a file or pipe a text in\n"

    @pytest.mark.skipif(os.name != "posix", reason="closing a stream is done by a shell")
    def test_a_report_that_has_nowhere_to_go_is_said_in_one_line(self) -> None:
        shell = ["sh", "-c", '"$0" -m evolve report one.txt two.txt >&-', sys.executable]
        run = subprocess.run(shell, capture_output=True, text=True, check=False)
        assert (run.returncode, run.stdout) == (2, "")
        assert run.stderr == "evolve: -: there is no standard output; name a file with -o\n"

    @pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
    def test_a_full_disk_is_said_in_one_line(self) -> None:
        with Path("/dev/full").open("wb") as full:
            run = subprocess.run(
                [sys.executable, "-m", "evolve", "report", "one.txt", "two.txt"],
                stdout=full, stderr=subprocess.PIPE, check=False,
            )  # fmt: skip
        assert run.returncode == 2
        assert run.stderr.decode() == (
            "evolve: stdout: cannot be written (no space left on device); choose another place with -o\n"
        )

    @pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
    def test_the_exit_code_holds_where_nothing_can_be_said(self) -> None:
        with Path("/dev/full").open("wb") as full:
            command = [sys.executable, "-m", "evolve", "report", "gone", "two.txt"]
            run = subprocess.run(command, stderr=full, check=False)
        assert run.returncode == 3


class TestTerminals:
    def test_hostile_text_never_reaches_a_terminal_alive(self, folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
        (folder / "bad.txt").write_text(
            ONE + "\n\x1b]0;owned\x07The [/x] \x1b[31mred\x9b2J menace was not so red after all, he said.\n"
        )
        for args in (["report", "bad.txt", "two.txt"], ["extract", "bad.txt"], ["extract", "bad.txt", "--explain"]):
            assert main(args) == 0
            out = "".join(capfd.readouterr())
            assert "[/x] " in out
            assert not {c for c in out if ord(c) < 32 or 126 < ord(c) < 160} - {"\n"}

    @pytest.mark.parametrize("encoding", ["ascii", "latin-1", "utf-16"])
    def test_any_encoding_of_stdout_will_do(self, folder: Path, encoding: str) -> None:
        (folder / "three.txt").write_text(
            ONE + "\n“Čas” – 時間 – is naïve, said the old man from the valley to his son.\n", "utf-8"
        )
        run = outside("report", "one.txt", "three.txt", env={**os.environ, "PYTHONIOENCODING": encoding})
        assert (run.returncode, run.stderr) == (0, b"")
        assert "said the old man" in " ".join(run.stdout.decode(encoding).split())

    def test_json_is_utf8_wherever_it_goes(self) -> None:
        plain = outside("report", "one.txt", "two.txt", "-f", "json")
        other = outside("report", "one.txt", "two.txt", "-f", "json", env={**os.environ, "PYTHONIOENCODING": "ascii"})
        assert plain.stdout == other.stdout

    @pytest.mark.parametrize(
        ("wish", "environ", "coloured"),
        [
            ("auto", {}, False),
            ("always", {"NO_COLOR": "1"}, True),
            ("never", {"FORCE_COLOR": "1"}, False),
            ("auto", {"FORCE_COLOR": "1"}, True),
            ("auto", {"FORCE_COLOR": "0"}, False),
            ("auto", {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
            ("auto", {"FORCE_COLOR": "1", "NO_COLOR": ""}, True),
        ],
    )
    def test_colour_follows_the_option_then_the_environment(
        self, monkeypatch: pytest.MonkeyPatch, wish: str, environ: dict[str, str], coloured: bool
    ) -> None:
        monkeypatch.setattr(sys, "stdout", io.StringIO())
        for name, value in environ.items():
            monkeypatch.setenv(name, value)
        assert in_colour(wish) is coloured

    @pytest.mark.parametrize(("term", "coloured"), [("xterm", True), ("dumb", False)])
    def test_a_terminal_is_coloured_unless_it_is_dumb(self, term: str, coloured: bool) -> None:
        assert ("\x1b[" in self.on_a_terminal("report", "one.txt", "two.txt", TERM=term)) is coloured

    @pytest.mark.parametrize("name", ["stdin", "stdout", "stderr"])
    def test_a_screen_needs_a_terminal_on_every_side(self, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
        monkeypatch.setenv("TERM", "xterm")
        mine, theirs = pty.openpty()
        with os.fdopen(mine), os.fdopen(theirs, "w") as terminal:
            for stream in ("stdin", "stdout", "stderr"):
                monkeypatch.setattr(sys, stream, terminal)
            assert can_paint()
            monkeypatch.setattr(sys, name, io.StringIO())
            assert not can_paint()

    def test_a_dumb_terminal_gets_the_report_instead_of_the_screen(self) -> None:
        assert "one → two" in self.on_a_terminal("one.txt", "two.txt", TERM="dumb")

    @pytest.mark.parametrize(
        ("args", "names"), [(["one.txt", "two.txt"], ["one", "two"]), ([], [p.stem for p in seeds()])]
    )
    def test_a_terminal_gets_the_screen_with_the_versions_names(
        self, monkeypatch: pytest.MonkeyPatch, args: list[str], names: list[str]
    ) -> None:
        shown: list[object] = []

        def run(
            names: Sequence[str], load: Callable[[], Sequence[Document]], settings: Settings, **more: object
        ) -> int:
            shown.extend([list(names), [document.label for document in load()], settings.threshold])
            return 7

        monkeypatch.setattr("evolve.cli.commands.screen.can_paint", lambda: True)
        monkeypatch.setattr("evolve.tui.run", run)
        assert main([*args, "--threshold", "0.4"]) == 7
        assert shown == [names, names, 0.4]

    @pytest.mark.parametrize(("wish", "left"), [("always", None), ("never", "1"), ("auto", "1")])
    def test_the_screen_is_told_about_colour(
        self, monkeypatch: pytest.MonkeyPatch, wish: str, left: str | None
    ) -> None:
        monkeypatch.setenv("NO_COLOR", "1")
        monkeypatch.setattr("evolve.cli.commands.screen.can_paint", lambda: True)
        monkeypatch.setattr("evolve.tui.run", lambda *args, **more: 0)
        main(["one.txt", "two.txt", "--color", wish])
        assert os.environ.get("NO_COLOR") == left

    @pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP"])
    def test_a_screen_that_is_told_to_end_gives_the_terminal_back(self, name: str) -> None:
        mine, theirs = pty.openpty()
        process = subprocess.Popen(
            [sys.executable, "-m", "evolve", "one.txt", "two.txt"], stdin=theirs, stdout=theirs, stderr=theirs,
            env={**os.environ, "TERM": "xterm"},
        )  # fmt: skip
        os.close(theirs)
        out = b""
        try:
            while chunk := os.read(mine, 65536):
                painted = b"\x1b[?1049h" in out
                out += chunk
                if not painted and b"\x1b[?1049h" in out:
                    process.send_signal(getattr(signal, name))
        except OSError:  # Linux says so when the other side has closed.
            pass
        os.close(mine)
        assert process.wait(timeout=60) == 128 + getattr(signal, name)
        assert out.rfind(b"\x1b[?1049l") > out.rfind(b"\x1b[?1049h")

    def on_a_terminal(self, *args: str, **environ: str) -> str:
        mine, theirs = pty.openpty()
        process = subprocess.Popen(
            [sys.executable, "-m", "evolve", *args], stdin=theirs, stdout=theirs, stderr=theirs,
            env={**os.environ, **environ},
        )  # fmt: skip
        os.close(theirs)
        out = b""
        try:
            while chunk := os.read(mine, 65536):
                out += chunk
        except OSError:  # Linux says so when the other side has closed.
            pass
        os.close(mine)
        process.wait(timeout=60)
        return out.decode()


class TestOtherCommands:
    def test_extract_prints_the_paragraphs_of_the_body(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["extract", "one.txt"]) == 0
        assert capsys.readouterr().out == ONE

    def test_extract_of_what_it_printed_gives_the_same(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        main(["extract", "one.txt"])
        once = capsys.readouterr().out
        (folder / "body.txt").write_text(once, encoding="utf-8")
        main(["extract", "body.txt", "--body", "all"])
        assert capsys.readouterr().out == once

    def test_explain_names_for_every_line_its_verdict_and_its_rule(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["extract", "one.txt", "--explain", "--body", "1-2"]) == 0
        lines = [line.split(maxsplit=3) for line in capsys.readouterr().out.splitlines()]
        assert [line[0] for line in lines][:3] == ["1", "2", "3"]
        assert lines[0][1] == "kept" and lines[2][1] == "skipped"
        assert all(line[2] for line in lines)

    def test_explain_shows_the_lines_even_where_none_is_kept(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["extract", "one.txt", "--body", "2-2"]) == 3
        capsys.readouterr()
        assert main(["extract", "one.txt", "--body", "2-2", "--explain"]) == 0
        assert "kept" not in capsys.readouterr().out.replace("kept     blank", "")

    def test_config_is_a_settings_file_that_gives_the_same_settings(
        self, folder: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        given = 'threshold = 0.4\nlanguage = "german"\n[equivalents]\n"two words" = ["\\"x\\"", "č"]\n'
        (folder / "evolve.toml").write_text(given, encoding="utf-8")
        assert main(["config"]) == 0
        printed = capsys.readouterr().out
        (folder / "evolve.toml").write_text(printed, encoding="utf-8")
        assert main(["config"]) == 0
        assert capsys.readouterr().out == printed
        assert tomllib.loads(printed).items() >= tomllib.loads(given).items()

    def test_show_origin_tells_where_each_value_came_from(
        self, monkeypatch: pytest.MonkeyPatch, folder: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        (folder / "evolve.toml").write_text("[equivalents]\nweapons = ['arms']", encoding="utf-8")
        monkeypatch.setenv("EVOLVE_TRUST", "0.6")
        assert main(["config", "--show-origin"]) == 0
        lines = {line.split(" ")[0]: line.rpartition("# ")[2] for line in capsys.readouterr().out.splitlines()}
        assert (lines["language"], lines["trust"], lines["weapons"]) == ("default", "EVOLVE_TRUST", "evolve.toml")

    @pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
    def test_completion_knows_every_command_and_option(self, shell: str, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["completion", shell]) == 0
        script = capsys.readouterr().out
        for name, parser in parsers().items():
            assert name in script
            for option in parser._option_string_actions:
                assert option.lstrip("-") in script

    def test_the_bash_script_completes_a_command(self, capsys: pytest.CaptureFixture[str]) -> None:
        main(["completion", "bash"])
        script = capsys.readouterr().out
        ask = 'COMP_WORDS=(evolve report --f); COMP_CWORD=2; _evolve; echo "${COMPREPLY[@]}"'
        run = subprocess.run(["bash", "-c", f"{script}\n{ask}"], capture_output=True, text=True, check=True)
        assert run.stdout == "--format\n"

    def test_the_version_is_printed(self, capsys: pytest.CaptureFixture[str]) -> None:
        from evolve import __version__

        assert main(["--version"]) == 0
        assert capsys.readouterr().out == f"evolve {__version__}\n"

    @pytest.mark.parametrize("name", ["", *NAMES])
    def test_command_declares(self, name: str) -> None:
        """Every command module declares its summary, its examples, its options and what it does."""
        module = command(name)
        assert isinstance(module.SUMMARY, str) and "\n" not in module.SUMMARY
        assert module.EXAMPLES.endswith("\n")
        assert callable(module.add_options) and callable(module.run)

    def test_command_modules_are_listed(self) -> None:
        """Every command module is listed, but for files alone and for the labels of `tune`."""
        modules = {path.stem for path in Path(str(files("evolve.cli.commands"))).glob("[a-z]*.py")}
        assert modules - {"screen", "tune_labels"} == set(NAMES)

    @pytest.mark.parametrize("name", parsers())
    def test_help_begins_with_examples(self, name: str, capsys: pytest.CaptureFixture[str]) -> None:
        assert main([*name.split(), "--help"]) == 0
        assert capsys.readouterr().out.startswith("examples:\n  ")


class TestWritingWhole:
    def test_a_failed_write_leaves_the_old_file_and_no_other(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def broken(fd: int) -> None:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(os, "fsync", broken)
        before = sorted(folder.iterdir())
        with pytest.raises(UsageError, match=r"^one\.txt: cannot be written \(no space left on device\); "):
            write_whole(Path("one.txt"), "new")
        assert Path("one.txt").read_text(encoding="utf-8") == ONE
        assert sorted(folder.iterdir()) == before

    def test_what_a_killed_writer_left_behind_stops_nobody(self, folder: Path) -> None:
        # In a container every writer is the same number of process.
        (folder / f".evolve-{os.getpid()}.part").write_text("half a rep", encoding="utf-8")
        write_whole(Path("one.txt"), "new")
        assert Path("one.txt").read_text(encoding="utf-8") == "new"

    def test_a_rewritten_file_keeps_its_mode_and_a_link_stays_a_link(self, folder: Path) -> None:
        (folder / "one.txt").chmod(0o640)
        (folder / "link").symlink_to("one.txt")
        write_whole(Path("link"), "new")
        assert (folder / "link").is_symlink()
        assert (folder / "one.txt").read_text() == "new"
        assert (folder / "one.txt").stat().st_mode & 0o777 == 0o640

    def test_a_link_to_itself_is_refused_and_stays(self, folder: Path) -> None:
        (folder / "loop").symlink_to("loop")
        with pytest.raises(UsageError, match=r"^loop: cannot be written \(too many levels"):
            write_whole(Path("loop"), "new")
        assert (folder / "loop").is_symlink()

    def test_a_pipe_is_written_to(self, folder: Path) -> None:
        reading, writing = os.pipe()
        write_whole(Path(f"/dev/fd/{writing}"), "new")
        os.close(writing)
        with os.fdopen(reading) as pipe:
            assert pipe.read() == "new"

    def test_a_device_is_written_to_and_not_replaced(self) -> None:
        write_whole(Path(os.devnull), "gone")
        assert not Path(os.devnull).is_file()
