"""What can be typed: one parser a command, and the one for files without a command."""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import NoReturn

from evolve import __version__
from evolve.cli import batch_options, tuning_options
from evolve.errors import UsageError
from evolve.report import RENDERERS

SHELLS = ("bash", "zsh", "fish")

_EXAMPLES = {
    "": """\
examples:
  evolve                                   look at the two essays that come along
  evolve draft1.txt draft2.txt             compare two versions on the screen
  evolve report draft1.txt draft2.txt      the same as text
  evolve report 2015.txt 2020.txt 2025.txt -f json -o party.json
  evolve extract page.txt --explain        which lines are the essay, and why
  evolve --threshold .3 a.txt b.txt        link from a score of your own
""",
    "report": """\
examples:
  evolve report draft1.txt draft2.txt
  evolve report draft1.txt draft2.txt -f json -o drafts.json
  evolve report a.txt b.txt --label 2022 --label 2025 --body 5-27 --body auto
  evolve report a.txt b.txt --exit-code && echo "nothing changed"
""",
    "serve": """\
examples:
  evolve serve draft1.txt draft2.txt
  evolve serve draft1.txt draft2.txt --port 8500
""",
    "extract": """\
examples:
  evolve extract page.txt
  evolve extract page.txt --explain
  evolve extract page.txt --body 5-27
""",
    "judgements": """\
examples:
  evolve judgements draft1.txt draft2.txt
  evolve judgements draft1.txt draft2.txt -o judgements.csv
  evolve judgements draft1.txt draft2.txt --import judgements.csv
""",
    "suggest": """\
examples:
  evolve suggest 2015.txt 2025.txt
  evolve suggest 2015.txt 2025.txt >> evolve.toml
""",
    "config": """\
examples:
  evolve config --show-origin
  evolve config > evolve.toml
""",
    "completion": """\
examples:
  source <(evolve completion bash)
  evolve completion fish > ~/.config/fish/completions/evolve.fish
""",
    **batch_options.EXAMPLES,
    **tuning_options.EXAMPLES,
}

_OF_REPORTS = ("-f", "--format", "-o", "--output", "--exit-code")

_SUMMARIES = {
    "report": "compare versions and write a report",
    **batch_options.SUMMARIES,
    "serve": "show the screen in a browser on this machine",
    "extract": "print the lines of a file that are the essay",
    "judgements": "print what has been judged of two versions, or take it over",
    "suggest": "propose spellings of names that may be one",
    **tuning_options.SUMMARIES,
    "config": "print the settings in force",
    "completion": "print a script that completes what you type",
}

_EPILOG = """\
commands:
{commands}

A file that is called like a command is named by its path: evolve ./report other.txt
Exit codes: 0 done, 1 only with --exit-code or --fail-under, 2 wrong usage, 3 unreadable or empty input,
130 interrupted."""


class Parser(argparse.ArgumentParser):
    """A parser whose help begins with examples and whose errors are ours."""

    examples = ""

    def format_help(self) -> str:
        return f"{self.examples}\n{super().format_help()}" if self.examples else super().format_help()

    def error(self, message: str) -> NoReturn:
        if self.prog == "evolve" and any(word in _OF_REPORTS for word in message.split()):
            raise UsageError(message, next_step="reports are written by `evolve report`")
        raise UsageError(message, next_step=f"see `{self.prog} --help`")


def parse(argv: Sequence[str]) -> tuple[str, argparse.Namespace]:
    """The command ("" for files alone) and its options. Raises UsageError for what cannot be understood."""
    at = _first_word(argv)
    name = argv[at] if at < len(argv) and argv[at] in _SUMMARIES else ""
    rest = [*argv[:at], *argv[at + 1 :]] if name else list(argv)
    options = parser_of(name).parse_intermixed_args(_without_dashes(rest))
    if not name and options.files:
        _check_first(options.files)
    return name, options


def parsers() -> Mapping[str, Parser]:
    """Every command's parser by its name, the one for files alone under ""."""
    return {name: parser_of(name) for name in _EXAMPLES}


def parser_of(name: str) -> Parser:
    """The parser of one command, or for files alone ("")."""
    parser = Parser(
        prog=f"evolve {name}".rstrip(),
        description=None
        if name
        else "Which arguments persisted, changed, were dropped or added between versions of a text.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.examples = _EXAMPLES[name]
    if name in ("", "report", "serve"):
        parser.add_argument("files", nargs="*", metavar="FILE", help="versions, earliest first; - is stdin")
        _add_comparing(parser)
    if name == "":
        parser.epilog = _EPILOG.format(commands="\n".join(f"  {n:<12}{s}" for n, s in _SUMMARIES.items()))
        parser.add_argument("-V", "--version", action="version", version=f"evolve {__version__}")
    elif name == "report":
        formats = "; ".join(f"{r.name}: {r.description}" for r in RENDERERS.values())
        parser.add_argument("-f", "--format", choices=list(RENDERERS), help=formats)
        parser.add_argument(
            "-o",
            "--output",
            metavar="FILE",
            default="-",
            help="write there, whole or not at all; the name's ending chooses the format where -f does not",
        )
        parser.add_argument("--exit-code", action="store_true", help="end with 1 unless everything persisted")
    elif name == "serve":
        parser.add_argument("--port", metavar="N", help="where it listens on this machine, 8421 unless told")
    elif name == "extract":
        parser.add_argument("file", metavar="FILE", help="the file to read; - is stdin")
        parser.add_argument("--explain", action="store_true", help="every line, whether it is kept, and by which rule")
        parser.add_argument("--body", metavar="LINES", help="auto, all, or lines such as 5-27")
        parser.add_argument("--language", metavar="NAME", help="the text's language, such as english or german")
    elif name == "judgements":
        parser.add_argument("before", metavar="A", help="the earlier version")
        parser.add_argument("after", metavar="B", help="the later version")
        parser.add_argument("--import", dest="take", metavar="FILE", help="add those of a CSV or JSON Lines file")
        parser.add_argument("-o", "--output", metavar="FILE", default="-", help="write there: .csv, or JSON Lines")
        parser.add_argument("--language", metavar="NAME", help="the texts' language, such as english or german")
    elif name == "suggest":
        parser.add_argument("before", metavar="A", help="the earlier version")
        parser.add_argument("after", metavar="B", help="the later version")
        parser.add_argument("--language", metavar="NAME", help="the texts' language, such as english or german")
    elif name in batch_options.EXAMPLES:
        batch_options.add_options(parser, name)
    elif name == "config":
        parser.add_argument("--show-origin", action="store_true", help="say where each value came from")
    elif name == "completion":
        parser.add_argument("shell", choices=SHELLS, help="the shell that is to complete")
    elif name in tuning_options.EXAMPLES:
        _add_comparing(parser)
        tuning_options.add(parser, name)
    parser.add_argument("--color", choices=("auto", "always", "never"), default="auto", help="colour on stdout")
    return parser


def _add_comparing(parser: Parser) -> None:
    parser.add_argument("--threshold", metavar="T", help="link from this score, 0 to 1; auto finds it for each pair")
    parser.add_argument("--language", metavar="NAME", help="the texts' language, such as english or german")
    parser.add_argument(
        "--body", metavar="LINES", action="append", help="auto, all, or lines such as 5-27; once, or once for each file"
    )
    parser.add_argument(
        "--no-judgements", dest="judgements", action="store_const", const=False, help="leave out what you have judged"
    )
    parser.add_argument(
        "--label", metavar="NAME", action="append", help="what a version is called; once for each file, in order"
    )


def _without_dashes(argv: Sequence[str]) -> list[str]:
    """The same with files after "--" that look like options named by their path; argparse forgets that it saw "--"."""
    if "--" not in argv:
        return list(argv)
    at = list(argv).index("--")
    return [*argv[:at], *(f"./{word}" if word.startswith("-") and word != "-" else word for word in argv[at + 1 :])]


def _first_word(argv: Sequence[str]) -> int:
    """Where the first word stands that is no option; only `--color` may come before a command."""
    at = 0
    while at < len(argv) and argv[at].startswith("--color"):
        at += 1 if "=" in argv[at] else 2
    return at


def _check_first(files: Sequence[str]) -> None:
    word = files[0]
    near = get_close_matches(word, _SUMMARIES, 1)
    if near and "." not in word and not Path(word).exists():
        raise UsageError("neither a command nor a file", next_step=f"did you mean `evolve {near[0]}`?", where=word)
