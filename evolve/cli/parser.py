"""Command-line parsing: one parser for each command, built from the command's own declarations."""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import NoReturn

from evolve import __version__
from evolve.cli.commands import ALIASES, NAMES, command
from evolve.errors import UsageError

_COMPARING = tuple(f"evolve {name}".rstrip() for name in ("compare", *ALIASES))
_OF_REPORTS = ("-f", "--format", "-o", "--output", "--exit-code")

_EPILOG = """\
commands:
{commands}

If a file has the name of a command, write its path: evolve ./report other.txt
Exit codes: 0 done, 1 only with --exit-code or --fail-under or after an error in evolve itself, 2 wrong usage,
3 unreadable or empty input, 130 interrupted.
Limits: a text of up to 20 million characters and 2 million lines. A million short lines take about half a minute of
processor time and 600 MB of memory to read, two texts of 5 MB each, some 70,000 sentences of which most changed, about
a minute and 800 MB to compare. Time grows with the size of a text; in a batch, --pair-timeout limits the time of each
pair."""


class Parser(argparse.ArgumentParser):
    """A parser whose help begins with examples and which raises UsageError."""

    examples = ""

    def format_help(self) -> str:
        return f"{self.examples}\n{super().format_help()}" if self.examples else super().format_help()

    def error(self, message: str) -> NoReturn:
        if self.prog in _COMPARING and any(word in _OF_REPORTS for word in message.split()):
            raise UsageError(message, next_step="use `evolve report` to write a report")
        raise UsageError(message, next_step=f"see `{self.prog} --help`")


def parse(argv: Sequence[str]) -> tuple[str, argparse.Namespace]:
    """Return the command ("" for files alone) and its options. Raises UsageError for invalid arguments."""
    at = _first_word(argv)
    name = argv[at] if at < len(argv) and argv[at] in (*NAMES, *ALIASES) else ""
    rest = [*argv[:at], *argv[at + 1 :]] if name else list(argv)
    options = parser_of(name).parse_intermixed_args(_without_dashes(rest))
    if not name and options.files:
        _check_first(options.files)
    return name, options


def parsers() -> Mapping[str, Parser]:
    """Return every command's parser by each of its names, the one for files alone under ""."""
    return {name: parser_of(name) for name in dict.fromkeys(("", *NAMES, *ALIASES))}


def parser_of(name: str) -> Parser:
    """Return the parser of one command, or for files alone ("")."""
    parser = Parser(
        prog=f"evolve {name}".rstrip(), formatter_class=argparse.RawDescriptionHelpFormatter, allow_abbrev=False
    )
    parser.examples = command(name).EXAMPLES
    command(name).add_options(parser)
    if not name:
        parser.description = "Which arguments persisted, changed, were dropped or added between versions of a text."
        parser.epilog = _EPILOG.format(commands="\n".join(f"  {n:<12}{command(n).SUMMARY}" for n in NAMES))
        parser.add_argument("-V", "--version", action="version", version=f"evolve {__version__}")
    parser.add_argument("--color", choices=("auto", "always", "never"), default="auto", help="colour on stdout")
    return parser


def _without_dashes(argv: Sequence[str]) -> list[str]:
    """Return the arguments without "--"; later files that look like options get "./", since argparse forgets "--"."""
    if "--" not in argv:
        return list(argv)
    at = list(argv).index("--")
    return [*argv[:at], *(f"./{word}" if word.startswith("-") and word != "-" else word for word in argv[at + 1 :])]


def _first_word(argv: Sequence[str]) -> int:
    """Return the index of the first word that is not an option; only `--color` may precede a command."""
    at = 0
    while at < len(argv) and argv[at].startswith("--color"):
        at += 1 if "=" in argv[at] else 2
    return at


def _check_first(files: Sequence[str]) -> None:
    word = files[0]
    near = get_close_matches(word, NAMES, 1)
    if near and "." not in word and not Path(word).exists():
        raise UsageError("neither a command nor a file", next_step=f"did you mean `evolve {near[0]}`?", where=word)
