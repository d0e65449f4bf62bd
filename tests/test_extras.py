"""Every hint installs from where evolve came; the bare name belongs to another project."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path
from types import SimpleNamespace

import pytest

from evolve import extras

ROOT = Path(__file__).parents[1]
BARE = re.compile(r"pip install (?:-\S+ )*['\"]?evolve(?![-\w])|['\"`]evolve\[")
"""A command that would install the other project."""


def installed(monkeypatch: pytest.MonkeyPatch, source: object) -> None:
    text = None if source is None else json.dumps(source)
    monkeypatch.setattr(extras, "distribution", lambda name: SimpleNamespace(read_text=lambda file: text))


def test_the_distribution_has_the_name_that_messages_use() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["name"] == extras.DISTRIBUTION
    assert project["scripts"] == {"evolve": "evolve.cli:main"}


@pytest.mark.parametrize(
    ("source", "command"),
    [
        (None, "pip install 'evolve-text[serve]'"),
        ({"url": "file:///opt/an%20evolve", "dir_info": {}}, "pip install '/opt/an evolve[serve]'"),
        (
            {"url": "https://x.org/e.git", "vcs_info": {"vcs": "git", "commit_id": "1f"}},
            "pip install 'evolve-text[serve] @ git+https://x.org/e.git@1f'",
        ),
        (
            {"url": "https://x.org/e.whl", "archive_info": {}},
            "pip install 'evolve-text[serve] @ https://x.org/e.whl'",
        ),
        ("damaged", "pip install 'evolve-text[serve]'"),
    ],
)
def test_an_extra_is_installed_from_where_evolve_came(
    source: object, command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    installed(monkeypatch, source)
    assert extras.install_command("serve") == command


def test_install_command_in_a_checkout_names_the_current_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> object:
        raise extras.PackageNotFoundError(name)

    monkeypatch.setattr(extras, "distribution", missing)
    monkeypatch.chdir(ROOT)
    assert extras.install_command("dask") == "pip install '.[dask]'"


@pytest.mark.parametrize("text", ["pip install evolve", "pip install -U 'evolve[web]'", "'evolve[web]'"])
def test_the_pattern_finds_the_bare_name(text: str) -> None:
    assert BARE.search(text)


def test_no_text_of_the_project_installs_the_bare_name() -> None:
    folders = [ROOT / name for name in ("evolve", "tests", ".ci", ".github")]
    files = [path for folder in folders for path in folder.rglob("*") if "__pycache__" not in path.parts]
    files += [path for path in ROOT.iterdir() if path.suffix in (".md", ".toml", ".cff")]
    own = Path(__file__)
    found = []
    for path in files:
        if path.is_file() and path.resolve() != own.resolve():
            text = path.read_bytes().decode("utf-8", "replace")
            found += [(str(path), match[0]) for match in BARE.finditer(text)]
    assert len(files) > 300
    assert found == []
