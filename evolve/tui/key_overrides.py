"""A person's own keys: commands with other keys than they come with, from the `[keys]` of a settings file."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import replace
from difflib import get_close_matches

from textual.keys import KEY_NAME_REPLACEMENTS, format_key

from evolve.errors import SettingsError
from evolve.tui.commands import COMMANDS
from evolve.tui.commands.stage import Stage
from evolve.tui.declaration import Command

_SHOWN = {"space": "Space", "enter": "Enter", "escape": "Esc", "left": "←", "right": "→", "up": "↑", "down": "↓"}


def with_keys(keys: Mapping[str, str], origins: Mapping[str, str] | None = None) -> tuple[Command[Stage], ...]:
    """Return all commands, the named ones with these keys, comma separated as in "n,ctrl+n".

    A key that is given to one command is taken from the others. Raises SettingsError for a name that no command has,
    with a suggestion, and for keys that two of the named commands want.
    """
    named = {command.id for command in COMMANDS}
    wanted: dict[str, str] = {}
    for name, text in keys.items():
        where = f"{(origins or {}).get(f'keys.{name}', 'keys')}: keys.{name}"
        if name not in named:
            near = get_close_matches(name.lower().replace("_", "-"), named, 1)
            step = f"did you mean {near[0]}?" if near else f"the actions are {', '.join(a.id for a in COMMANDS)}"
            raise SettingsError(f"unknown action {name!r}", next_step=step, where=where)
        for key in _keys(text, where):
            if key in wanted:
                what = f"{key} is already the key of {wanted[key]}"
                raise SettingsError(what, next_step="give each action keys of its own", where=where)
            wanted[key] = name
    return tuple(_with(command, keys.get(command.id), wanted) for command in COMMANDS)


def _keys(text: str, where: str) -> list[str]:
    out = [part.strip() for part in text.split(",") if part.strip()]
    if not out:
        raise SettingsError("no key is given", next_step='write keys such as "n" or "f2,ctrl+n"', where=where)
    return [_name(part) if len(part) == 1 else part for part in out]


def _name(character: str) -> str:
    """Return the key that types a character, as Textual names it."""
    if character.isalnum():
        return character
    name = unicodedata.name(character, character).lower().replace("-", "_").replace(" ", "_")
    return KEY_NAME_REPLACEMENTS.get(name, name)


def _with(command: Command[Stage], text: str | None, wanted: Mapping[str, str]) -> Command[Stage]:
    if text is None:
        left = [key for key in command.keys.split(",") if key not in wanted]
        if left == command.keys.split(","):
            return command
        return replace(command, keys=",".join(left), shown=_shown(left))
    keys = _keys(text, command.id)
    return replace(command, keys=",".join(keys), shown=_shown(keys))


def _shown(keys: Sequence[str]) -> str:
    """Return the keys as shown to a person."""
    return " ".join(_SHOWN.get(key) or format_key(key).replace("ctrl+", "^") for key in keys)
