"""Nothing that lies in the working folder is run: neither a Python module nor a program, by no command and no child."""

from __future__ import annotations

import asyncio
import os
import re
import signal
import socket
import subprocess
import sys
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from evolve.cli.commands import NAMES
from evolve.judges.run import run as run_judge
from evolve.programs import environ_of_user, leave_out_working_folder, program_path

SENTENCES = (
    "The people of the town will not pay the tax on bread.",
    "The mayor has promised a new school by May.",
    "Nobody asked the farmers about the bridge.",
)

ARGUMENTS = {
    "": ["a.txt", "b.txt"],
    "compare": ["a.txt", "b.txt"],
    "report": ["a.txt", "b.txt", "-f", "html", "-o", "report.html"],
    "batch": ["plan.csv", "-o", "out", "--jobs", "2"],
    "extract": ["a.txt", "--explain"],
    "fetch": ["http://127.0.0.1:1/", "-o", "page.html"],
    "judge": ["a.txt", "b.txt", "--with", f"{sys.executable} -c print()"],
    "judgements": ["a.txt", "b.txt"],
    "suggest": ["a.txt", "b.txt"],
    "tune": ["a.txt", "b.txt", "--html", "tune.html"],
    "label": ["a.txt", "b.txt"],
    "demo": ["lives"],
    "config": ["--show-origin"],
    "help": ["formats"],
    "completion": ["bash"],
}
"""Arguments of every command but `serve`, which has a test of its own."""


def test_every_command_is_run() -> None:
    assert {*ARGUMENTS, "serve"} == {"", *NAMES}


def loaded_at_start() -> set[str]:
    """Return the modules that `python -m` imports before the first line of the program."""
    code = "import runpy, pkgutil, sys; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-P", "-c", code], capture_output=True, text=True, check=True)
    return {name.partition(".")[0] for name in done.stdout.split()}


@pytest.fixture
def planted(tmp_path: Path) -> Path:
    """A folder with two texts and a module of every name that a Python process may import."""
    folder = tmp_path / "planted"
    folder.mkdir()
    names = {*sys.stdlib_module_names, *packages_distributions(), "evolve", "sitecustomize", "usercustomize"}
    names |= {"trafilatura", "pypdf", "distributed", "dask", "textual_serve", "cython_runtime", "winreg"}
    for number, name in enumerate(sorted(name for name in names if name.isidentifier())):
        code = f"open({str(folder / 'EXECUTED')!r}, 'a').write({name!r} + ' ')\nraise ImportError({name!r})\n"
        if number % 2:
            (folder / f"{name}.py").write_text(code, encoding="utf-8")
        else:
            (folder / name).mkdir()
            (folder / name / "__init__.py").write_text(code, encoding="utf-8")
    metadata = folder / "planted-1.dist-info"
    metadata.mkdir()
    (metadata / "METADATA").write_text("Metadata-Version: 2.1\nName: planted\nVersion: 1\n", encoding="utf-8")
    (metadata / "entry_points.txt").write_text("[evolve.voices]\nplanted = pickle:voice\n", encoding="utf-8")
    (folder / "plan.csv").write_text("before,after\na.txt,b.txt\nb.txt,a.txt\n", encoding="utf-8")
    (folder / "a.txt").write_text(" ".join(SENTENCES), encoding="utf-8")
    (folder / "b.txt").write_text(" ".join(SENTENCES[1:]).replace("May", "June"), encoding="utf-8")
    return folder


def installed(folder: Path) -> list[str]:
    """Return the words that run the installed command: Python with a script in another folder."""
    script = folder.parent / "bin" / "evolve"
    script.parent.mkdir()
    script.write_text("import sys\nfrom evolve.cli import main\nif __name__ == '__main__':\n    sys.exit(main())\n")
    return [sys.executable, str(script)]


def environment(**more: str) -> dict[str, str]:
    plain = {name: value for name, value in os.environ.items() if not name.startswith(("EVOLVE_", "PYTHON"))}
    return {**plain, **more}


def executed(folder: Path) -> str:
    marker = folder / "EXECUTED"
    return marker.read_text(encoding="utf-8") if marker.exists() else ""


@pytest.mark.slow
@pytest.mark.parametrize("name", ARGUMENTS)
def test_no_command_runs_a_module_of_the_working_folder(name: str, planted: Path) -> None:
    words = [*filter(None, [name]), *ARGUMENTS[name]]
    done = subprocess.run(
        [*installed(planted), *words],
        cwd=planted, env=environment(), stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (executed(planted), "Traceback" in done.stderr) == ("", False)
    if name not in ("judge", "label", "fetch"):  # no answer, no terminal, no server
        assert done.returncode == 0


@pytest.mark.slow
@pytest.mark.parametrize("name", ["report", "batch"])
def test_python_m_evolve_runs_no_module_of_the_working_folder(name: str, planted: Path) -> None:
    """What Python itself imports before evolve is out of its reach, and so is a folder named evolve."""
    for early in {*loaded_at_start(), "evolve", "sitecustomize", "usercustomize"}:
        (planted / f"{early}.py").unlink(missing_ok=True)
        if (planted / early).is_dir():
            (planted / early).rename(planted / f"no-{early}")
    done = subprocess.run(
        [sys.executable, "-m", "evolve", name, *ARGUMENTS[name]],
        cwd=planted, env=environment(), stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (executed(planted), done.returncode) == ("", 0)


def test_python_m_evolve_with_a_safe_path_runs_no_module_at_all_of_the_working_folder(planted: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-P", "-m", "evolve", "config", "--show-origin"],
        cwd=planted, env=environment(), stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (executed(planted), done.returncode) == ("", 0)


@pytest.mark.slow
@pytest.mark.parametrize("path", [".", "", "./", "{folder}"])
def test_path_of_modules_leaves_out_the_working_folder(path: str, planted: Path) -> None:
    """PYTHONPATH may name the working folder, often by an empty entry; no child follows it."""
    for early in {*loaded_at_start(), "evolve", "sitecustomize", "usercustomize", "re"}:
        (planted / f"{early}.py").unlink(missing_ok=True)
        if (planted / early).is_dir():
            (planted / early).rename(planted / f"no-{early}")
    value = os.pathsep.join([str(planted.parent), path.format(folder=planted)])
    done = subprocess.run(
        [*installed(planted), "batch", *ARGUMENTS["batch"]],
        cwd=planted, env=environment(PYTHONPATH=value), capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (executed(planted), done.returncode) == ("", 0)


@pytest.mark.slow
def test_a_local_cluster_runs_nothing_of_the_working_folder(planted: Path) -> None:
    pytest.importorskip("distributed")
    done = subprocess.run(
        [*installed(planted), "batch", *ARGUMENTS["batch"], "--executor", "dask:local"],
        cwd=planted, env=environment(), capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (executed(planted), done.returncode) == ("", 0)


async def listening(port: int) -> None:
    """Wait until a server on this machine answers; it shows its address a moment before."""
    for _ in range(500):
        try:
            _, writer = await asyncio.open_connection("127.0.0.1", port)
        except OSError:
            await asyncio.sleep(0.02)
        else:
            writer.close()
            return


@pytest.mark.slow
async def test_the_screen_in_a_browser_runs_nothing_of_the_working_folder(planted: Path) -> None:
    pytest.importorskip("textual_serve")
    aiohttp = pytest.importorskip("aiohttp")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = await asyncio.create_subprocess_exec(
        *(*installed(planted), "serve", "a.txt", "b.txt", "--port", str(port)),
        cwd=planted, env=environment(), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
    )  # fmt: skip
    try:
        assert server.stderr is not None
        line = (await asyncio.wait_for(server.stderr.readline(), 60)).decode()
        await listening(port)
        address = re.search(r"http://\S+", line)
        assert address, line
        async with (
            aiohttp.ClientSession() as browser,
            browser.ws_connect(f"{address[0]}ws?width=80&height=24") as screen,
        ):
            message = await asyncio.wait_for(screen.receive(), 60)
            assert message.type is aiohttp.WSMsgType.BINARY
    finally:
        server.send_signal(signal.SIGINT)
        await server.wait()
    assert executed(planted) == ""


def test_a_judge_has_the_environment_of_the_user(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("evolve.programs._earlier_environ", {})
    monkeypatch.delenv("PYTHONSAFEPATH", raising=False)
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(["", "/somewhere"]))
    expected = dict(os.environ)
    monkeypatch.setattr(sys, "path", [*sys.path])
    leave_out_working_folder()
    assert (os.environ["PYTHONSAFEPATH"], os.environ["PYTHONPATH"]) == ("1", "/somewhere")
    assert environ_of_user() == expected
    code = "import os; print(os.environ.get('PYTHONSAFEPATH'), os.environ['PYTHONPATH'])"
    ran = run_judge([sys.executable, "-c", code], "", timeout=60)
    assert (ran.output.split(), ran.problem) == (["None", f"{os.pathsep}/somewhere"], "")


def test_folder_of_evolve_itself_is_last_on_the_path(monkeypatch: pytest.MonkeyPatch) -> None:
    root = Path(__file__).parents[2]
    monkeypatch.chdir(root)
    monkeypatch.setattr(sys, "path", [str(root), "", *(entry for entry in sys.path if entry != str(root))])
    leave_out_working_folder()
    assert sys.path.index(str(root)) == len(sys.path) - 1
    assert "" not in sys.path


def test_no_program_of_the_working_folder_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "xclip"
    program.write_text("#!/bin/sh\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", os.pathsep.join(["", "."]))
    assert program_path("xclip") is None
    monkeypatch.setenv("PATH", str(tmp_path))
    assert program_path("xclip") == str(program)
