"""Write a plan as CSV, to correct in a spreadsheet or an editor and run."""

from __future__ import annotations

import csv
import io
import os
from pathlib import Path

from evolve.batch.plan import Pair, Plan
from evolve.errors import InputError
from evolve.render.csv_cells import BYTE_ORDER_MARK, inert
from evolve.text.clean import clean_line

COMMENT = "#"
"""Begins a row that is not read."""


def plan_as_csv(plan: Plan, folder: Path) -> str:
    """Return the plan as CSV with paths relative to `folder`; texts that are in no pair are named in comments.

    Raises InputError for a file whose name a table cannot hold.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    settings = list(dict.fromkeys(name for pair in plan.pairs for name in pair.settings))
    writer.writerow(["before", "after", "label", "before_label", "after_label", *settings])
    for pair in plan.pairs:
        writer.writerow(map(inert, _row(pair, folder, settings)))
    for path in plan.unpaired:
        writer.writerow([f"{COMMENT} in no pair: {_relative(Path(plan.origin) / path, folder)}"])
    return BYTE_ORDER_MARK + out.getvalue()


def _row(pair: Pair, folder: Path, settings: list[str]) -> list[str]:
    paths = [_relative(version.path, folder) for version in (pair.before, pair.after)]
    values = [pair.settings.get(name, "") for name in settings]
    # A threshold of None means one that is found for the pair.
    shown = ["auto" if value is None else str(value) for value in values]
    return [*paths, pair.label, pair.before.label, pair.after.label, *shown]


def _relative(path: Path, folder: Path) -> str:
    """Return a path relative to a folder with "/" between its parts, or the whole path if it is on another drive."""
    try:
        relative = Path(os.path.relpath(path.absolute(), folder.absolute())).as_posix()
    except ValueError:
        return path.absolute().as_posix()
    if relative != relative.strip() or relative.encode("utf-8", "replace").decode() != relative or "\n" in relative:
        step = "rename the file"
        raise InputError("a plan cannot hold this name", next_step=step, where=clean_line(relative))
    return f"./{relative}" if relative.startswith(COMMENT) else relative
