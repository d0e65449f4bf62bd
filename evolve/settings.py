"""How a comparison is made: defaults ← the user's file ← the project's file ← environment ← flags.

A project's file (`evolve.toml`, or `[tool.evolve]` in `pyproject.toml`, found upward from the current folder) stands
above the user's own: it lies beside the texts and travels with them, so that two people who compare the same texts get
the same result. Of the user's file only what the project leaves open counts. What is typed for one run stands above
all.

Reads files and the environment, and nothing else does; never writes.
"""

from __future__ import annotations

import math
import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from difflib import get_close_matches
from pathlib import Path

from evolve.errors import SettingsError
from evolve.text.languages import LANGUAGES

FILE_NAME = "evolve.toml"
PREFIX = "EVOLVE_"
_KEYS = "keys"
_SWITCHES = {"1": True, "true": True, "yes": True, "on": True, "0": False, "false": False, "no": False, "off": False}


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that may alter a comparison; the same settings on the same texts give the same result.

    Raises SettingsError for a value that no setting can have.
    """

    language: str = "english"
    """The texts' language: a Snowball stemmer's name."""
    threshold: float | None = None
    """The score from which a candidate counts as a link; None finds it for the pair from chance alone."""
    trust: float = 0.8
    """0..1, the share of links that is to be no luck when the threshold is found."""
    body: str = "auto"
    """Which lines of a file are read: "auto", "all" or "5-27"."""
    equivalents: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Words the user holds to mean the same, added to the shipped list: {"weapons": ("arms", "munitions")}."""
    shipped_equivalents: bool = True
    """Whether the shipped list of names and spellings is used."""
    judgements: bool = True
    """Whether what a person judged of the texts is applied, where texts are read from files: on the command line and
    the screen."""

    def __post_init__(self) -> None:
        for name, check in _CHECKS.items():
            object.__setattr__(self, name, check(getattr(self, name), name))


@dataclass(frozen=True, slots=True)
class Sourced:
    """Settings, and where each value came from."""

    settings: Settings
    origins: Mapping[str, str]
    """Where every setting came from: "default", a file, "EVOLVE_THRESHOLD", "--threshold". A group of equivalents
    has its own: "equivalents.weapons"; so has a key of the screen: "keys.find"."""
    keys: Mapping[str, str] = field(default_factory=dict)
    """The keys a person chose on the screen, by action; they alter no comparison. The screen says which actions there
    are."""


def load_settings(
    flags: Mapping[str, object] | None = None,
    *,
    folder: Path | None = None,
    environ: Mapping[str, str] | None = None,
    user_file: Path | None = None,
) -> Sourced:
    """The settings in force in a folder (by default the current one), each with its origin.

    `flags` are values by setting name, as typed. Raises SettingsError for an unknown key, with a suggestion, and for
    a value of the wrong type or range, naming the file and the key.
    """
    here = (folder or _current_folder()).absolute()
    values: dict[str, object] = {}
    groups: dict[str, object] = {}
    keys: dict[str, str] = {}
    origins = {f.name: "default" for f in fields(Settings)}

    def take(name: str, value: object, origin: str, where: str) -> None:
        checked = _CHECKS[name](value, where)
        if isinstance(checked, Mapping):
            groups.update(checked)
            origins.update({f"{name}.{group}": origin for group in checked})
        else:
            values[name] = checked
        origins[name] = origin

    for path, table in (_user_table(user_file or own_file()), _project_table(here)):
        shown = _shown(path, here)
        for key, value in table.items():
            if key == _KEYS:
                chosen = _keys(value, f"{shown}: {key}")
                keys.update(chosen)
                origins.update({f"{key}.{action}": shown for action in chosen})
                continue
            if key not in _CHECKS:
                raise _unknown(key, shown)
            take(key, value, shown, f"{shown}: {key}")
    for variable, text in sorted((environ if environ is not None else os.environ).items()):
        name = _named_by(variable)
        if name is not None and text.strip():
            take(name, _typed(name, text), variable, variable)
    for name, typed in (flags or {}).items():
        flag = f"--{'no-' if typed is False else ''}{name.replace('_', '-')}"
        take(name, _typed(name, typed) if isinstance(typed, str) else typed, flag, flag)
    if groups:
        values["equivalents"] = groups
    return Sourced(Settings(**values), origins, keys)  # type: ignore[arg-type]  # every value went through its check


def checked_setting(name: str, value: object, where: str) -> object:
    """One setting's value, from text as it was typed or as a file has it, for `Settings`.

    Raises SettingsError for an unknown name, with a suggestion, and for a value that it cannot have; `where` says where
    it stands.
    """
    if name not in _CHECKS:
        raise _unknown(name, where)
    return _CHECKS[name](_typed(name, value) if isinstance(value, str) else value, f"{where}: {name}")


def _current_folder() -> Path:
    try:
        return Path.cwd()
    except FileNotFoundError:
        raise SettingsError("the current folder is gone", next_step="change to one that is there") from None


def _project_table(folder: Path) -> tuple[Path, Mapping[str, object]]:
    """The nearest `evolve.toml`, or `pyproject.toml` that has a `[tool.evolve]`, upward from a folder."""
    for place in (folder, *folder.parents):
        own = place / FILE_NAME
        if _is_there(own):
            return own, _parse(own)
        shared = place / "pyproject.toml"
        # Another tool's broken file is not ours to complain about.
        if _is_there(shared) and b"tool.evolve" in _bytes_of(shared):
            tool = _parse(shared).get("tool")
            table = tool.get("evolve") if isinstance(tool, dict) else None
            if isinstance(table, dict):
                return shared, table
    return folder, {}


def _user_table(path: Path) -> tuple[Path, Mapping[str, object]]:
    return path, _parse(path) if _is_there(path) else {}


def _is_there(path: Path) -> bool:
    """Whether there is a file; what stands in a folder that may not be entered is not there for whoever runs this."""
    try:
        return path.is_file()
    except PermissionError:
        return False


def own_file() -> Path:
    """Where a person keeps settings of their own."""
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
        raise SettingsError(what, next_step="mend that line", where=str(path)) from None
    except (RecursionError, ValueError):
        what = "is nested too deep or holds a number with thousands of digits"
        raise SettingsError(what, next_step="mend it or move it away", where=str(path)) from None


def _bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        what = f"cannot be read ({error.strerror})"
        raise SettingsError(what, next_step="make it readable or move it away", where=str(path)) from None


def _shown(path: Path, folder: Path) -> str:
    return str(path.relative_to(folder)) if path.is_relative_to(folder) else str(path)


def _unknown(key: str, where: str) -> SettingsError:
    known = (*_CHECKS, _KEYS)
    near = get_close_matches(key.lower().replace("-", "_"), known, 1)
    step = f"did you mean {near[0]}?" if near else f"the settings are {', '.join(known)}"
    return SettingsError(f"unknown setting {key!r}", next_step=step, where=where)


def _named_by(variable: str) -> str | None:
    """The setting an environment variable names; a variable that is like none is another program's."""
    if not variable.startswith(PREFIX):
        return None
    name = variable[len(PREFIX) :].lower()
    if name in _CHECKS and name != "equivalents":
        return name
    near = get_close_matches(name, _CHECKS, 1)
    if not near:
        return None
    if near[0] == "equivalents":
        step = f"put them into {FILE_NAME}"
        raise SettingsError("groups of words do not fit a variable", next_step=step, where=variable)
    raise SettingsError("unknown setting", next_step=f"did you mean {PREFIX}{near[0].upper()}?", where=variable)


def _typed(name: str, text: str) -> object:
    """What a person typed, as the type the setting has; left as text when it is none, for the check to refuse."""
    word = text.strip().lower()
    if name in ("shipped_equivalents", "judgements") and word in _SWITCHES:
        return _SWITCHES[word]
    if name in ("threshold", "trust") and word != "auto":
        try:
            return float(word)
        except ValueError:
            return text
    return word


def _language(value: object, where: str) -> str:
    if isinstance(value, str) and value in LANGUAGES:
        return value
    near = get_close_matches(value.lower(), LANGUAGES, 1) if isinstance(value, str) else []
    step = f"did you mean {near[0]}?" if near else f"choose one of {', '.join(LANGUAGES)}"
    raise SettingsError(f"unknown language {value!r}", next_step=step, where=where)


def _share(value: object, where: str) -> float:
    if isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value) and 0 <= value <= 1:
        return float(value)
    raise SettingsError(f"{value!r} is not a number from 0 to 1", next_step="give one such as 0.3", where=where)


def _threshold(value: object, where: str) -> float | None:
    if value is None or value == "auto":
        return None
    try:
        return _share(value, where)
    except SettingsError as error:
        raise SettingsError(error.what, next_step='give one such as 0.3, or "auto"', where=where) from None


def _body(value: object, where: str) -> str:
    if isinstance(value, str) and re.fullmatch(r"auto|all|\d+(-\d+)?(,\d+(-\d+)?)*", value):
        return value
    raise SettingsError(f"{value!r} is no body", next_step='say "auto", "all" or lines such as "5-27"', where=where)


def _groups(value: object, where: str) -> dict[str, tuple[str, ...]]:
    step = 'write them as weapons = ["arms", "munitions"]'
    if not isinstance(value, Mapping):
        raise SettingsError(f"{value!r} is no table of equivalents", next_step=step, where=where)
    for name, words in value.items():
        named = isinstance(name, str) and name.strip()
        listed = isinstance(words, list | tuple) and words
        if not (named and listed and all(isinstance(word, str) and word.strip() for word in words)):
            raise SettingsError(f"the equivalents of {name!r} are no list of words", next_step=step, where=where)
    return {name: tuple(words) for name, words in value.items()}


def _keys(value: object, where: str) -> dict[str, str]:
    if isinstance(value, Mapping) and all(isinstance(keys, str) for keys in value.values()):
        return {str(action): keys for action, keys in value.items()}
    raise SettingsError("is no table of keys", next_step='write them as find = "ctrl+f"', where=where)


def _flag(value: object, where: str) -> bool:
    if isinstance(value, bool):
        return value
    raise SettingsError(f"{value!r} is neither true nor false", next_step="say true or false", where=where)


_CHECKS: Mapping[str, Callable[[object, str], object]] = {
    "language": _language,
    "threshold": _threshold,
    "trust": _share,
    "body": _body,
    "equivalents": _groups,
    "shipped_equivalents": _flag,
    "judgements": _flag,
}
