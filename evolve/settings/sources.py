"""The sources of settings: defaults ← the user's file ← the project's file ← environment ← flags.

A project's file (`evolve.toml`, or `[tool.evolve]` in `pyproject.toml`, searched upwards from the current folder)
overrides the user's own: it is stored and copied with the texts, so that two people who compare the same texts get the
same result. The user's file only sets what the project leaves open. Flags typed for one run override everything.

Only this module reads settings files and the environment; it never writes.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from difflib import get_close_matches
from pathlib import Path

from evolve.errors import SettingsError
from evolve.settings import Settings
from evolve.settings.checks import CHECKS, FILE_NAME, KEYS, PREFIX, checked_keys, from_text, unknown_setting


@dataclass(frozen=True, slots=True)
class Sourced:
    """Settings, with the origin of each value."""

    settings: Settings
    origins: Mapping[str, str]
    """The origin of each setting: "default", a file, "EVOLVE_THRESHOLD", "--threshold". A group of equivalents has its
    own ("equivalents.weapons"), and so does a key of the screen ("keys.find")."""
    keys: Mapping[str, str] = field(default_factory=dict)
    """The user's key bindings on the screen, by action; they do not affect comparisons. The screen defines the
    actions."""


def load_settings(
    flags: Mapping[str, object] | None = None,
    *,
    folder: Path | None = None,
    environ: Mapping[str, str] | None = None,
    user_file: Path | None = None,
) -> Sourced:
    """Return the settings for a folder (by default the current one), each with its origin.

    `flags` are values by setting name, as typed. Raises SettingsError for an unknown key, with a suggestion, and for a
    value of the wrong type or range, naming the file and the key.
    """
    current = (folder or _current_folder()).absolute()
    values: dict[str, object] = {}
    groups: dict[str, object] = {}
    keys: dict[str, str] = {}
    origins = {f.name: "default" for f in fields(Settings)}

    def set_value(name: str, value: object, origin: str, where: str) -> None:
        checked = CHECKS[name](value, where)
        if isinstance(checked, Mapping):
            groups.update(checked)
            origins.update({f"{name}.{group}": origin for group in checked})
        else:
            values[name] = checked
        origins[name] = origin

    for path, settings_table in (_user_table(user_file or user_settings_file()), _project_table(current)):
        shown_path = _shown_path(path, current)
        for key, value in settings_table.items():
            if key == KEYS:
                chosen = checked_keys(value, f"{shown_path}: {key}")
                keys.update(chosen)
                origins.update({f"{key}.{action}": shown_path for action in chosen})
                continue
            if key not in CHECKS:
                raise unknown_setting(key, shown_path)
            set_value(key, value, shown_path, f"{shown_path}: {key}")
    for variable, text in sorted((environ if environ is not None else os.environ).items()):
        name = _setting_named_by(variable)
        if name is not None and text.strip():
            set_value(name, from_text(name, text), variable, variable)
    for name, typed in (flags or {}).items():
        flag = f"--{'no-' if typed is False else ''}{name.replace('_', '-')}"
        set_value(name, from_text(name, typed) if isinstance(typed, str) else typed, flag, flag)
    if groups:
        values["equivalents"] = groups
    return Sourced(Settings(**values), origins, keys)  # type: ignore[arg-type]  # every value went through its check


def _current_folder() -> Path:
    try:
        return Path.cwd()
    except FileNotFoundError:
        raise SettingsError("the current folder is gone", next_step="change to a folder that exists") from None


def _project_table(folder: Path) -> tuple[Path, Mapping[str, object]]:
    """Return the nearest `evolve.toml`, or `pyproject.toml` with a `[tool.evolve]`, upwards from a folder, and its
    settings.
    """
    for parent in (folder, *folder.parents):
        own_settings = parent / FILE_NAME
        if _exists(own_settings):
            return own_settings, _parse(own_settings)
        pyproject = parent / "pyproject.toml"
        # A broken file that is not about evolve is ignored.
        if _exists(pyproject) and b"tool.evolve" in _bytes_of(pyproject):
            tool = _parse(pyproject).get("tool")
            table = tool.get("evolve") if isinstance(tool, dict) else None
            if isinstance(table, dict):
                return pyproject, table
    return folder, {}


def _user_table(path: Path) -> tuple[Path, Mapping[str, object]]:
    return path, _parse(path) if _exists(path) else {}


def _exists(path: Path) -> bool:
    """Return whether there is a file; in a folder that the user may not enter there is none."""
    try:
        return path.is_file()
    except PermissionError:
        return False


def user_settings_file() -> Path:
    """Return the path of the user's own settings file."""
    from platformdirs import user_config_path

    return user_config_path("evolve", appauthor=False) / FILE_NAME


def _parse(path: Path) -> dict[str, object]:
    import tomllib

    try:
        return tomllib.loads(_bytes_of(path).decode("utf-8-sig").replace("\r\n", "\n"))
    except UnicodeDecodeError:
        raise SettingsError("is not UTF-8", next_step="save it as UTF-8", where=str(path)) from None
    except tomllib.TOMLDecodeError as error:
        what = f"is not TOML ({str(error).rstrip('.')})"
        raise SettingsError(what, next_step="correct that line", where=str(path)) from None
    except (RecursionError, ValueError):
        what = "is nested too deeply or contains a number with thousands of digits"
        raise SettingsError(what, next_step="correct it or move it away", where=str(path)) from None


def _bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        what = f"cannot be read ({error.strerror})"
        raise SettingsError(what, next_step="make it readable or move it away", where=str(path)) from None


def _shown_path(path: Path, folder: Path) -> str:
    return str(path.relative_to(folder)) if path.is_relative_to(folder) else str(path)


def _setting_named_by(variable: str) -> str | None:
    """Return the setting that an environment variable sets; None for a variable with no similar setting."""
    if not variable.startswith(PREFIX):
        return None
    name = variable[len(PREFIX) :].lower()
    if name in CHECKS and name != "equivalents":
        return name
    near = get_close_matches(name, CHECKS, 1)
    if not near:
        return None
    if near[0] == "equivalents":
        step = f"put them into {FILE_NAME}"
        raise SettingsError("a variable cannot hold groups of words", next_step=step, where=variable)
    raise SettingsError("unknown setting", next_step=f"did you mean {PREFIX}{near[0].upper()}?", where=variable)
