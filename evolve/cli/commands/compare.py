"""`evolve FILE FILE`, or `evolve compare` or `diff`: the screen on a terminal, the text report elsewhere."""

from __future__ import annotations

import os
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from evolve.cli.console import can_paint, in_colour, put, say
from evolve.cli.folder import proposed_in
from evolve.cli.inputs import (
    add_comparing,
    add_files,
    compared_of,
    files_of,
    lacks_files,
    left_out_of,
    loader_of,
    order_notes,
    settings_of,
    versions_of,
)

if TYPE_CHECKING:
    from evolve.document import Document

SUMMARY = "compare versions on the screen (the same as no command; also: diff)"
EXAMPLES = """\
examples:
  evolve                                   choose two texts from folders, or compare the two example essays
  evolve draft1.txt draft2.txt             compare two versions on the screen
  evolve report draft1.txt draft2.txt      write the comparison as text
  evolve report 2015.txt 2020.txt 2025.txt -f json -o party.json
  evolve extract page.txt --explain        show which lines are the essay, and why
  evolve paper.docx                        compare the text before and after the tracked changes of one file
  evolve --threshold .3 a.txt b.txt        set the threshold yourself
"""


def add_options(parser: ArgumentParser) -> None:
    """Add the files and the options of every comparison."""
    add_files(parser)
    add_comparing(parser)


def run(options: Namespace) -> int:
    """Show the screen on a terminal, else print the text report."""
    files = files_of(options)
    sourced = settings_of(options)
    load = loader_of(files, options, sourced.settings)
    if not can_paint():
        from evolve.cli.commands.report import text_report

        put(text_report(compared_of(load(), sourced), sourced, options.color))
        return 0
    # Textual reads only this variable.
    if in_colour(options.color):
        os.environ.pop("NO_COLOR", None)
    else:
        os.environ["NO_COLOR"] = "1"
    from evolve import tui

    def open_files(others: Sequence[str]) -> tuple[Sequence[str], Callable[[], Sequence[Document]]]:
        """Return the names and the loader of other files, without the options that belong to these files."""
        alone = Namespace(**{**vars(options), "label": None, "body": None, "view": None})
        return versions_of(others, None).labels, loader_of(others, alone, sourced.settings)

    shown: list[Document] = []

    def load_to_show() -> Sequence[Document]:
        shown[:] = load()
        return shown

    names = options.label or versions_of(files, options.view).labels
    has_tour = getattr(options, "has_tour", False)
    is_asking = lacks_files(options) and not has_tour and not os.environ.get("TEXTUAL_DRIVER")
    code = tui.run(
        names,
        load_to_show,
        sourced.settings,
        origins=sourced.origins,
        keys=sourced.keys,
        open_files=open_files,
        has_tour=has_tour,
        propose=proposed_in if is_asking else None,
        left_out=left_out_of(options.files) if options.git is None else None,
    )
    # The screen covers stderr while it is open.
    for note in order_notes(shown):
        say(note)
    return code
