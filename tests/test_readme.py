"""The README and the pages of help are true: their commands and their code run, their links lead somewhere."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from math import inf
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from evolve.cli import main
from evolve.cli.topics import TOPICS, source_of
from evolve.demo import lives
from evolve.readers import seeds
from evolve.settings import Settings
from evolve.settings.sources import load_settings

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGES = {"README": README, **{topic: source_of(topic) for topic in TOPICS}}
RUN = "python3 -m venv .venv && .venv/bin/pip install . && .venv/bin/evolve"
TEST = "python3 -m venv .venv && .venv/bin/pip install -e '.[test]' && .venv/bin/python -m pytest"


def blocks(language: str, *pages: str) -> list[str]:
    """Return the code in a language on some pages, or on all of them."""
    texts = [PAGES[page] for page in pages or PAGES]
    return [block for text in texts for block in re.findall(rf"^```{language}\n(.*?)^```$", text, re.M | re.S)]


COMMANDS = [line for block in blocks("sh", "README") for line in block.splitlines() if line.strip()]
INSTALLING = [line for line in COMMANDS if " venv " in line]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder as a reader has it, with `evolve` on the path."""
    place = tmp_path / "readme"
    shutil.copytree(ROOT / "seeds", place / "seeds")
    for name, essay in zip(("one.txt", "two.txt"), seeds(), strict=True):
        shutil.copy(essay, place / name)
    for name, (draft, _) in zip(("first.txt", "second.txt", "third.txt"), lives(), strict=False):
        shutil.copy(draft, place / name)
    shutil.copy(ROOT / "seeds" / "judgements.csv", place / "judged.csv")
    command = place / "bin" / "evolve"
    command.parent.mkdir()
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m evolve "$@"\n', encoding="utf-8")
    command.chmod(0o755)
    return place


def run(command: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    environ = {name: value for name, value in os.environ.items() if not name.startswith("EVOLVE_")}
    environ |= {"PATH": f"{folder / 'bin'}{os.pathsep}{os.environ['PATH']}", "XDG_CONFIG_HOME": str(folder / "config")}
    return subprocess.run(
        command, cwd=folder, env=environ, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )


def test_opening() -> None:
    """It opens with one sentence and the commands that run and test."""
    opening = README.partition("```sh")[0].split("\n\n")[1]
    assert opening.count(". ") == 0 and opening.endswith(".")
    assert COMMANDS[:2] == [RUN, TEST]


def test_the_twins_run_the_same_at_their_end() -> None:
    assert [line.split(" && ")[-1] for line in INSTALLING[2:]] == [line.split(" && ")[-1] for line in (RUN, TEST)]


NOTHING_JUDGED = "evolve: no judgements yet\n"
"""What is said of the essays, of which nobody has judged anything here; it is no complaint."""


@pytest.mark.parametrize("block", [block for block in blocks("sh") if " venv " not in block])
@pytest.mark.slow
def test_commands(block: str, folder: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:
    """Every command runs, those of a block one after the other, and has nothing to complain about."""
    monkeypatch.chdir(folder)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(folder / "config"))
    monkeypatch.setattr("evolve.cli.progress._EVERY", inf)  # a slow machine shows how a batch goes on
    for name in [name for name in os.environ if name.startswith("EVOLVE_")]:
        monkeypatch.delenv(name)
    for command in block.splitlines():
        if not command.startswith("evolve") or set(command) & set("|<>&;$`*?"):
            done = run(["bash", "-euc", command], folder)
            assert (command, done.returncode, done.stderr) == (command, 0, "")
        else:  # What needs no shell needs no process either.
            code = main(shlex.split(command)[1:])
            complaints = capfd.readouterr().err.replace(NOTHING_JUDGED, "")
            assert (command, code, complaints) == (command, 0, "")


@pytest.mark.parametrize("code", blocks("python"))
def test_the_python_runs(code: str, folder: Path) -> None:
    done = run([sys.executable, "-c", code], folder)
    assert (done.returncode, done.stderr) == (0, "")


def test_voices_return_what_the_library_encodes(monkeypatch: pytest.MonkeyPatch) -> None:
    """The code of each voice returns a row for each sentence, from the library that it names."""
    model = SimpleNamespace(encode=lambda sentences: [[float(len(sentence))] for sentence in sentences])
    stand_in = SimpleNamespace(from_pretrained=lambda name: model)
    libraries = {
        "sentence_transformers": SimpleNamespace(SentenceTransformer=lambda name: model),
        "model2vec": SimpleNamespace(StaticModel=stand_in),
    }
    for name, library in libraries.items():
        monkeypatch.setitem(sys.modules, name, library)
    shown = [code for code in blocks("py", "settings") if "def voice" in code]
    assert len(shown) == len(libraries)
    for code in shown:
        names: dict[str, Any] = {}
        # as in a file whose annotations are not looked up
        exec(compile("from __future__ import annotations\n" + code, "README.md", "exec"), names)
        assert names["voice"](["one", "three"]) == [[3.0], [5.0]]


def test_settings_file_shows_the_defaults(tmp_path: Path) -> None:
    """The settings file is one, and shows the defaults."""
    (shown,) = blocks("toml", "settings")
    (tmp_path / "evolve.toml").write_text(shown, encoding="utf-8")
    loaded = load_settings(folder=tmp_path, environ={}, user_file=tmp_path / "none.toml").settings
    assert loaded == Settings(equivalents={"weapons": ("arms", "munitions")})


def test_every_relative_link_leads_somewhere() -> None:
    for page in (ROOT / "README.md", ROOT / ".github" / "CONTRIBUTING.md"):
        targets = [t for t in re.findall(r"\]\(([^)#]+)", page.read_text(encoding="utf-8")) if "://" not in t]
        assert targets
        assert [target for target in targets if not (page.parent / target).exists()] == []


def test_the_readme_is_short() -> None:
    """The README has at most seven kilobytes and leads to every page of help."""
    assert len(README.encode()) <= 7000
    assert {topic for topic in TOPICS if f"[{topic}](" in README} == set(TOPICS)


@pytest.mark.parametrize("topic", TOPICS)
def test_a_topic_begins_with_its_title(topic: str) -> None:
    """The first line of a page is its title, in one sentence that fits the list of topics."""
    title = PAGES[topic].partition("\n")[0]
    assert title.startswith("# ") and len(title) <= 90


def test_every_room_is_on_the_map() -> None:
    rooms = {p.name for p in (ROOT / "evolve").iterdir() if p.suffix == ".py" or (p / "__init__.py").exists()}
    shown = set(re.findall(r"`(\w+(?:\.py|/))`", PAGES["architecture"].partition("`.ci/check`")[0]))
    assert rooms - {"__init__.py", "__main__.py"} == {name.rstrip("/") for name in shown} - {"evolve", "seeds", "tests"}
