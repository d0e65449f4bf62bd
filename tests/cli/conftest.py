"""What the tests of the command line share: a folder with two versions."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from .versions import ONE, TWO


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
