"""The commands: one module each, loaded only when it is needed.

A command module declares what `Command` asks for and imports what takes time inside `run`. To add a command, write the
module and add its name here.
"""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from importlib import import_module
from typing import Protocol, cast

NAMES = (
    "compare",
    "report",
    "batch",
    "serve",
    "extract",
    "fetch",
    "judge",
    "judgements",
    "suggest",
    "tune",
    "label",
    "demo",
    "config",
    "completion",
    "help",
)
"""The commands in the order of the help text."""

ALIASES = {"": "compare", "diff": "compare"}
"""Other names of commands; files without a command are compared."""


class Command(Protocol):
    """The contents of a command module."""

    SUMMARY: str
    """One line for the list of commands."""
    EXAMPLES: str
    """The beginning of the command's help text."""

    def add_options(self, parser: ArgumentParser) -> None:
        """Add the command's arguments to its parser."""

    def run(self, options: Namespace) -> int:
        """Run the command and return its exit code."""


def command(name: str) -> Command:
    """Return the module of one command, by its name or another name of it."""
    return cast(Command, import_module(f"{__name__}.{ALIASES.get(name, name)}"))
