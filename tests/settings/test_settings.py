"""Settings: what counts above what, where each value came from, and what is refused."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path

import pytest

from evolve import settings as room
from evolve.errors import SettingsError
from evolve.settings import Settings
from evolve.settings.sources import Sourced, load_settings


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "project" / "texts"
    place.mkdir(parents=True)
    return place


def load(folder: Path, environ: Mapping[str, str] | None = None, **flags: object) -> Sourced:
    return load_settings(flags, folder=folder, environ=environ or {}, user_file=folder.parents[1] / "user.toml")


def write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")


def test_without_files_everything_is_default(folder: Path) -> None:
    loaded = load(folder)
    assert loaded.settings == Settings()
    assert set(loaded.origins.values()) == {"default"}


def test_every_setting_has_a_check() -> None:
    assert {f.name for f in fields(Settings)} == set(room.CHECKS)


def test_nearer_sources_win_one_after_the_other(folder: Path) -> None:
    write(folder.parents[1] / "user.toml", 'language = "german"\ntrust = 0.5\nbody = "all"\nthreshold = 0.1')
    assert load(folder).settings == Settings("german", 0.1, 0.5, "all")
    write(folder.parent / "evolve.toml", "trust = 0.6\nbody = '5-27'\nthreshold = 0.2")
    assert load(folder).settings == Settings("german", 0.2, 0.6, "5-27")
    environ = {"EVOLVE_BODY": "all", "EVOLVE_THRESHOLD": "0.3"}
    assert load(folder, environ).settings == Settings("german", 0.3, 0.6, "all")
    assert load(folder, environ, threshold="0.4").settings == Settings("german", 0.4, 0.6, "all")


def test_every_value_knows_its_origin(folder: Path) -> None:
    write(folder.parents[1] / "user.toml", "trust = 0.5")
    write(folder / "evolve.toml", 'language = "german"\n[equivalents]\nweapons = ["arms"]')
    origins = load(folder, {"EVOLVE_BODY": "all"}, threshold="0.4").origins
    assert origins == {
        "language": "evolve.toml",
        "threshold": "--threshold",
        "trust": str(folder.parents[1] / "user.toml"),
        "body": "EVOLVE_BODY",
        "equivalents": "evolve.toml",
        "equivalents.weapons": "evolve.toml",
        "shipped_equivalents": "default",
        "voice": "default",
        "ignore": "default",
        "judgements": "default",
        "judge": "default",
    }


def test_the_nearest_file_upward_counts_alone(folder: Path) -> None:
    write(folder.parent / "evolve.toml", "trust = 0.6")
    write(folder / "pyproject.toml", "[tool.evolve]\nthreshold = 0.2")
    assert load(folder).settings == Settings(threshold=0.2)


def test_a_pyproject_without_our_table_is_passed_by(folder: Path) -> None:
    write(folder.parent / "evolve.toml", "trust = 0.6")
    write(folder / "pyproject.toml", "[tool.other]\nx = 1")
    assert load(folder).settings.trust == 0.6


def test_a_broken_pyproject_of_others_is_passed_by(folder: Path) -> None:
    write(folder / "pyproject.toml", "[tool.other\nx = ")
    assert load(folder).settings == Settings()


def test_groups_of_equivalents_of_several_files_add_up(folder: Path) -> None:
    write(folder.parents[1] / "user.toml", "[equivalents]\ntalks = ['negotiations']\nweapons = ['guns']")
    write(folder / "evolve.toml", "[equivalents]\nweapons = ['arms', 'munitions']")
    assert load(folder).settings.equivalents == {"talks": ("negotiations",), "weapons": ("arms", "munitions")}


def test_auto_takes_back_a_threshold_of_a_file(folder: Path) -> None:
    write(folder / "evolve.toml", "threshold = 0.2")
    assert load(folder, threshold="auto").settings.threshold is None


def test_a_file_saved_with_a_mark_and_crlf_is_read(folder: Path) -> None:
    (folder / "evolve.toml").write_bytes("\ufefftrust = 0.6\r\nbody = 'all'\r\n".encode())
    assert load(folder).settings == Settings(trust=0.6, body="all")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("treshold = 0.3", "evolve.toml: unknown setting 'treshold'; did you mean threshold?"),
        ("colour = 'red'", "evolve.toml: unknown setting 'colour'; the settings are language, threshold, "),
        ("threshold = 1.5", "evolve.toml: threshold: 1.5 is not a number from 0 to 1; "),
        ("threshold = true", "evolve.toml: threshold: True is not a number"),
        ("threshold = nan", "evolve.toml: threshold: nan is not a number"),
        ("threshold = '0.3'", "evolve.toml: threshold: '0.3' is not a number"),
        ("trust = 'auto'", "evolve.toml: trust: 'auto' is not a number"),
        ("language = 'englsh'", "evolve.toml: language: unknown language 'englsh'; did you mean english?"),
        ("language = 3", "evolve.toml: language: unknown language 3; choose auto or one of arabic, "),
        ("body = 'lines'", "evolve.toml: body: 'lines' is not a body; "),
        ("body = '1-2,9-3'", "evolve.toml: body: '1-2,9-3' is not a body; "),
        ("body = '0-3'", "evolve.toml: body: '0-3' is not a body; "),
        ("shipped_equivalents = 'no'", "evolve.toml: shipped_equivalents: 'no' is neither true nor false; "),
        ("equivalents = 3", "evolve.toml: equivalents: 3 is not a table of equivalents; "),
        ("equivalents.weapons = 'arms'", "evolve.toml: equivalents: the equivalents of 'weapons' are not a list"),
        ("equivalents.weapons = []", "evolve.toml: equivalents: the equivalents of 'weapons' are not a list"),
        ("threshold = ", "evolve.toml: is not TOML ("),
        ("body = " + "[" * 5000, "evolve.toml: is nested too deeply or contains "),
        ("trust = " + "9" * 5000, "evolve.toml: is nested too deeply or contains a number with thousands of digits; "),
    ],
)
def test_a_wrong_line_is_refused_with_its_file_and_key(folder: Path, line: str, said: str) -> None:
    write(folder / "evolve.toml", line)
    with pytest.raises(SettingsError) as caught:
        load(folder)
    assert str(caught.value).removeprefix(str(folder) + "/").startswith(said)


@pytest.mark.parametrize(
    ("variable", "value", "said"),
    [
        ("EVOLVE_TRESHOLD", "0.3", "EVOLVE_TRESHOLD: unknown setting; did you mean EVOLVE_THRESHOLD?"),
        ("EVOLVE_THRESHOLD", "high", "EVOLVE_THRESHOLD: 'high' is not a number from 0 to 1; "),
        ("EVOLVE_SHIPPED_EQUIVALENTS", "perhaps", "EVOLVE_SHIPPED_EQUIVALENTS: 'perhaps' is neither true nor false; "),
        ("EVOLVE_EQUIVALENTS", "a=b", "EVOLVE_EQUIVALENTS: a variable cannot hold groups of words; "),
    ],
)
def test_a_wrong_variable_is_refused_by_name(folder: Path, variable: str, value: str, said: str) -> None:
    with pytest.raises(SettingsError) as caught:
        load(folder, {variable: value})
    assert str(caught.value).startswith(said)


@pytest.mark.parametrize("variable", ["EVOLVE_", "EVOLVE_PALETTE", "EVOLVEMENT", "PATH"])
def test_a_variable_of_another_program_is_passed_by(folder: Path, variable: str) -> None:
    assert load(folder, {variable: "1"}).settings == Settings()


def test_an_empty_variable_says_nothing(folder: Path) -> None:
    assert load(folder, {"EVOLVE_THRESHOLD": ""}).origins["threshold"] == "default"


def test_a_wrong_flag_is_refused_by_name(folder: Path) -> None:
    with pytest.raises(SettingsError, match=r"^--threshold: 3\.0 is not a number"):
        load(folder, threshold="3")


def test_forbidden_folder_has_no_settings(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder that may not be entered holds no settings."""

    def refuse(path: Path) -> bool:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "is_file", refuse)
    assert load(folder).settings == Settings()


def test_a_current_folder_that_is_gone_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "gone").mkdir()
    monkeypatch.chdir(tmp_path / "gone")
    (tmp_path / "gone").rmdir()
    with pytest.raises(SettingsError, match=r"^the current folder is gone; change to a folder that exists$"):
        load_settings()


def test_settings_made_in_python_are_checked_too() -> None:
    with pytest.raises(SettingsError, match=r"^threshold: 3 is not a number"):
        Settings(threshold=3)
