"""Judgements in files that people make and send: JSON Lines, and CSV as a spreadsheet writes it."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path

from evolve.errors import InputError
from evolve.judgements.parse import records_in, text_of
from evolve.judgements.records import FIELDS, Record, as_line, in_force, tidied
from evolve.model import Judgement
from evolve.render.csv_cells import inert
from evolve.storage.atomic import write_whole
from evolve.text.clean import clean_line


def read_judgements(path: str | Path) -> tuple[Judgement, ...]:
    """The judgements of a file, JSON Lines or a table, in their order; of several on one pair the last.

    A table has a header with `before`, `after` and `verdict`, and may have `kinds` (joined by ";"), `note`, `by`
    and `drawn`; other columns are left out, and rows without a verdict. Raises InputError for a file that cannot be
    read, is empty, lacks a column, or has an unknown verdict or kind, naming the line.
    """
    where = clean_line(str(path))
    return in_force(records_in(text_of(_content(Path(path), where), where), where))


def write_judgements(path: str | Path, judgements: Sequence[Judgement]) -> None:
    """Write judgements to a file, whole or not at all: CSV when its name ends in `.csv`, else JSON Lines.

    Cells that a spreadsheet would take for a formula begin with an apostrophe, which reading takes off again. Raises
    UsageError when the file cannot be written.
    """
    target = Path(path)
    write_whole(target, as_csv(judgements) if target.suffix.lower() == ".csv" else as_json_lines(judgements))


def as_json_lines(judgements: Sequence[Judgement]) -> str:
    """One judgement a line, as a store keeps them."""
    return "".join(as_line(Record(tidied(judgement))) for judgement in judgements)


def as_csv(judgements: Sequence[Judgement]) -> str:
    """A header and one judgement a row."""
    out = io.StringIO()
    rows = csv.writer(out, lineterminator="\n")
    rows.writerow(FIELDS)
    for judgement in map(tidied, judgements):
        texts = {name: str(getattr(judgement, name)) for name in FIELDS} | {"kinds": ";".join(judgement.kinds)}
        rows.writerow([inert(text) for text in texts.values()])
    return out.getvalue()


def _content(path: Path, where: str) -> bytes:
    try:
        if not path.is_file():
            what = "this is no file" if path.exists() else "there is no such file"
            raise InputError(what, next_step="check its name and folder", where=where)
        return path.read_bytes()
    except (OSError, ValueError) as error:
        reason = (getattr(error, "strerror", None) or str(error)).lower()
        raise InputError(f"cannot be read: {reason}", next_step="check the name and the disk", where=where) from None
