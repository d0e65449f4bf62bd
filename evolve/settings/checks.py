"""The valid values of each setting, from a file or as typed."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from difflib import get_close_matches

from evolve.errors import SettingsError
from evolve.text.languages import AUTO, LANGUAGES

FILE_NAME = "evolve.toml"

PREFIX = "EVOLVE_"

KEYS = "keys"

IGNORABLE = ("none", "wording")

_BOOLEANS = {"1": True, "true": True, "yes": True, "on": True, "0": False, "false": False, "no": False, "off": False}


def checked_setting(name: str, value: object, where: str) -> object:
    """Return the valid value of one setting for `Settings`, from text as typed or from a value in a file.

    Raises SettingsError for an unknown name, with a suggestion, and for an invalid value; `where` is the location of
    the setting that the error names.
    """
    if name not in CHECKS:
        raise unknown_setting(name, where)
    return CHECKS[name](from_text(name, value) if isinstance(value, str) else value, f"{where}: {name}")


def unknown_setting(key: str, where: str) -> SettingsError:
    """Return the error for an unknown setting, with a suggestion if one is similar."""
    known = (*CHECKS, KEYS)
    near = get_close_matches(key.lower().replace("-", "_"), known, 1)
    step = f"did you mean {near[0]}?" if near else f"the settings are {', '.join(known)}"
    return SettingsError(f"unknown setting {key!r}", next_step=step, where=where)


def from_text(name: str, text: str) -> object:
    """Return typed text as a value of the setting's type; unchanged if it is not one, so that the check rejects it."""
    if name == "voice":
        return text.strip()
    word = text.strip().lower()
    if name in ("shipped_equivalents", "judgements", "judge") and word in _BOOLEANS:
        return _BOOLEANS[word]
    if name in ("threshold", "trust") and word != "auto":
        try:
            return float(word)
        except ValueError:
            return text
    return word


def _language(value: object, where: str) -> str:
    if isinstance(value, str) and (value == AUTO or value in LANGUAGES):
        return value
    near = get_close_matches(value.lower(), LANGUAGES, 1) if isinstance(value, str) else []
    step = f"did you mean {near[0]}?" if near else f"choose {AUTO} or one of {', '.join(LANGUAGES)}"
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
    if isinstance(value, str) and (value in ("auto", "all") or _is_ranges(value) or _is_quoted_body(value)):
        return value
    step = 'use "auto", "all", lines such as "5-27", or from "First words" to "last words"'
    raise SettingsError(f"{value!r} is not a body", next_step=step, where=where)


def _is_ranges(value: str) -> bool:
    """Return whether a body is ranges of lines that a text may have: from 1, none with its end before its beginning."""
    if not re.fullmatch(r"[0-9]{1,9}(-[0-9]{1,9})?(,[0-9]{1,9}(-[0-9]{1,9})?)*", value):
        return False
    ranges = [[int(number) for number in part.split("-")] for part in value.split(",")]
    return all(1 <= lines[0] <= lines[-1] for lines in ranges)


def _is_quoted_body(value: str) -> bool:
    # Most settings have no quotations, and do not wait for this import.
    from evolve.text.body.quotations import QUOTED_BODY

    return QUOTED_BODY.fullmatch(value) is not None


def _groups(value: object, where: str) -> dict[str, tuple[str, ...]]:
    step = 'write them as weapons = ["arms", "munitions"]'
    if not isinstance(value, Mapping):
        raise SettingsError(f"{value!r} is not a table of equivalents", next_step=step, where=where)
    for name, words in value.items():
        named = isinstance(name, str) and name.strip()
        listed = isinstance(words, list | tuple) and words
        if not (named and listed and all(isinstance(word, str) and word.strip() for word in words)):
            raise SettingsError(f"the equivalents of {name!r} are not a list of words", next_step=step, where=where)
    return {name: tuple(words) for name, words in value.items()}


def checked_keys(value: object, where: str) -> dict[str, str]:
    """Return the key bindings of a settings file, by action. Raises SettingsError unless it is a table of strings."""
    if isinstance(value, Mapping) and all(isinstance(keys, str) for keys in value.values()):
        return {str(action): keys for action, keys in value.items()}
    raise SettingsError("is not a table of keys", next_step='write them as find = "ctrl+f"', where=where)


def _flag(value: object, where: str) -> bool:
    if isinstance(value, bool):
        return value
    raise SettingsError(f"{value!r} is neither true nor false", next_step="write true or false", where=where)


def _ignore(value: object, where: str) -> str:
    if isinstance(value, str) and value in IGNORABLE:
        return value
    raise SettingsError(f"{value!r} cannot be ignored", next_step=f"choose one of {', '.join(IGNORABLE)}", where=where)


def _voice(value: object, where: str) -> str:
    from evolve.settings.voices import NONE, checked_voice

    return NONE if value == NONE else checked_voice(value, where)


CHECKS: Mapping[str, Callable[[object, str], object]] = {
    "language": _language,
    "threshold": _threshold,
    "trust": _share,
    "body": _body,
    "equivalents": _groups,
    "shipped_equivalents": _flag,
    "voice": _voice,
    "ignore": _ignore,
    "judgements": _flag,
    "judge": _flag,
}
