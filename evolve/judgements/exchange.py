"""Judgement files that people create and send: JSON Lines, and CSV as spreadsheets write it."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path

from evolve.errors import InputError
from evolve.judgements.parse import records_in, text_of
from evolve.judgements.records import FIELDS, Record, as_line, cleaned, latest_judgements
from evolve.model import Judgement
from evolve.render.csv_cells import inert
from evolve.storage.atomic import write_atomically
from evolve.text.clean import clean_line


def read_judgements(path: str | Path) -> tuple[Judgement, ...]:
    """Return the judgements of a JSON Lines or table file, in their order; for each pair the last one.

    A table has a header with `before`, `after` and `verdict`, and may have `kinds` (joined by ";"), `note`, `by` and
    `drawn`; other columns and rows without a verdict are skipped. Raises InputError for a file that cannot be read, is
    empty, lacks a column, or has an unknown verdict or kind, naming the line.
    """
    where = clean_line(str(path))
    return latest_judgements(records_in(text_of(_content(Path(path), where), where), where))


def write_judgements(path: str | Path, judgements: Sequence[Judgement]) -> None:
    """Write judgements to a file atomically: as CSV if its name ends in `.csv`, else as JSON Lines.

    Cells that a spreadsheet would interpret as a formula begin with an apostrophe, which reading removes. Raises
    UsageError if the file cannot be written.
    """
    target = Path(path)
    write_atomically(target, as_csv(judgements) if target.suffix.lower() == ".csv" else as_json_lines(judgements))


def as_json_lines(judgements: Sequence[Judgement]) -> str:
    """Return the judgements as JSON Lines, in the format of a store."""
    return "".join(as_line(Record(cleaned(judgement))) for judgement in judgements)


def as_csv(judgements: Sequence[Judgement]) -> str:
    """Return the judgements as CSV: a header, then one row for each judgement."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(FIELDS)
    for judgement in map(cleaned, judgements):
        texts = {name: str(getattr(judgement, name)) for name in FIELDS} | {"kinds": ";".join(judgement.kinds)}
        writer.writerow([inert(text) for text in texts.values()])
    return buffer.getvalue()


def _content(path: Path, where: str) -> bytes:
    try:
        if not path.is_file():
            what = "this is not a regular file" if path.exists() else "there is no such file"
            raise InputError(what, next_step="check its name and folder", where=where)
        return path.read_bytes()
    except (OSError, ValueError) as error:
        reason = (getattr(error, "strerror", None) or str(error)).lower()
        raise InputError(f"cannot be read: {reason}", next_step="check the name and the disk", where=where) from None
