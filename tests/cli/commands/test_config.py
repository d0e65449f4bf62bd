"""`evolve config`: the settings in force as a settings file."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from evolve.cli import main


def test_config_output_is_a_settings_file(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What it prints is a settings file that gives the same settings."""
    given = 'threshold = 0.4\nlanguage = "german"\n[equivalents]\n"two words" = ["\\"x\\"", "č"]\n'
    (folder / "evolve.toml").write_text(given, encoding="utf-8")
    assert main(["config"]) == 0
    printed = capsys.readouterr().out
    (folder / "evolve.toml").write_text(printed, encoding="utf-8")
    assert main(["config"]) == 0
    assert capsys.readouterr().out == printed
    assert tomllib.loads(printed).items() >= tomllib.loads(given).items()


def test_show_origin_tells_where_each_value_came_from(
    monkeypatch: pytest.MonkeyPatch, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "evolve.toml").write_text("[equivalents]\nweapons = ['arms']", encoding="utf-8")
    monkeypatch.setenv("EVOLVE_TRUST", "0.6")
    assert main(["config", "--show-origin"]) == 0
    lines = {line.split(" ")[0]: line.rpartition("# ")[2] for line in capsys.readouterr().out.splitlines()}
    assert (lines["language"], lines["trust"], lines["weapons"]) == ("default", "EVOLVE_TRUST", "evolve.toml")
