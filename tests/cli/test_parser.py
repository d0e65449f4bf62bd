"""One parser a command, from what the command modules declare."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import pytest

from evolve.cli import main
from evolve.cli.commands import NAMES, command
from evolve.cli.parser import parsers


def test_the_version_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    from evolve import __version__

    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"evolve {__version__}\n"


@pytest.mark.parametrize("name", ["", *NAMES])
def test_command_declares(name: str) -> None:
    """Every command module declares its summary, its examples, its options and what it does."""
    module = command(name)
    assert isinstance(module.SUMMARY, str) and "\n" not in module.SUMMARY
    assert module.EXAMPLES.endswith("\n")
    assert callable(module.add_options) and callable(module.run)


def test_command_modules_are_listed() -> None:
    """Every command module is listed, but for the labels of `tune` and the timeline of `batch`."""
    modules = {path.stem for path in Path(str(files("evolve.cli.commands"))).glob("[a-z]*.py")}
    assert modules - {"tune_labels", "batch_timeline"} == set(NAMES)


@pytest.mark.parametrize("name", parsers())
def test_help_begins_with_examples(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*name.split(), "--help"]) == 0
    assert capsys.readouterr().out.startswith("examples:\n  ")
