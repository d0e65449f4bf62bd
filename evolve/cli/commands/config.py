"""`evolve config`: print the current settings in the form of `evolve.toml`."""

from __future__ import annotations

import json
import re
from argparse import ArgumentParser, Namespace
from collections.abc import Mapping

from evolve.cli.console import put
from evolve.settings import plain_settings
from evolve.settings.sources import Sourced, load_settings, user_settings_file
from evolve.text.clean import clean_line

SUMMARY = "print the current settings"
EXAMPLES = """\
examples:
  evolve config --show-origin
  evolve config > evolve.toml
"""


def add_options(parser: ArgumentParser) -> None:
    """Add `--show-origin`."""
    parser.add_argument("--show-origin", action="store_true", help="show where each value comes from")


def run(options: Namespace) -> int:
    """Print the current settings in the form of a settings file."""
    put(as_toml(load_settings(), origins=options.show_origin))
    return 0


def as_toml(sourced: Sourced, *, origins: bool) -> str:
    """Return the settings as TOML, one on each line; with `origins`, each with a comment naming its origin."""
    plain = plain_settings(sourced.settings)
    lines = _locations() if origins else []
    rows: list[tuple[str, str]] = []
    for name, value in plain.items():
        if not isinstance(value, Mapping):
            rows.append((f"{name} = {_toml(value)}", name))
    tables = {name: value for name, value in plain.items() if isinstance(value, Mapping) and value}
    for table, groups in tables.items():
        rows += [("", ""), (f"[{table}]", "")]
        rows += [(f"{_key(name)} = {_toml(words)}", f"{table}.{name}") for name, words in groups.items()]
    if sourced.keys:
        rows += [("", ""), ("[keys]", "")]
        rows += [(f"{_key(name)} = {_toml(keys)}", f"keys.{name}") for name, keys in sourced.keys.items()]
    column = max(len(text) for text, _ in rows)
    for text, name in rows:
        origin = sourced.origins.get(name, "") if origins else ""
        lines.append(f"{text:<{column}}  # {clean_line(origin)}" if origin else text)
    return "".join(line + "\n" for line in lines)


def _locations() -> list[str]:
    """Return the locations of the user's settings and judgements, as comments."""
    from evolve.judgements.bodies import SUFFIX as BODY_SUFFIX
    from evolve.judgements.locations import JUDGE_SUFFIX, SUFFIX, data_folder

    return [
        f"# your own settings: {clean_line(str(user_settings_file()))}",
        "# your judgements: beside the earlier text, in EARLIER--LATER" + SUFFIX,
        "# verdicts of judges: in the same folder, in EARLIER--LATER" + JUDGE_SUFFIX,
        f"# or, if that folder is read-only: {clean_line(str(data_folder()))}",
        "# bodies that you chose line by line: there, in DIGEST" + BODY_SUFFIX,
    ]


def _toml(value: object) -> str:
    # JSON strings, numbers, booleans and lists of strings are valid TOML.
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _key(name: str) -> str:
    return name if re.fullmatch(r"[A-Za-z0-9_-]+", name) else _toml(name)
