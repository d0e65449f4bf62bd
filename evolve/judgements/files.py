"""Judgements in files that people make and send: JSON Lines, and CSV as a spreadsheet writes it."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from evolve.errors import InputError
from evolve.judgements.words import FIELDS, NEEDED, Word, as_line, in_force, judgement_of, tidied, word_in
from evolve.model import Judgement
from evolve.text.clean import clean_line
from evolve.write import write_whole

_DELIMITERS = ",;\t"
_FORMULA = re.compile(r"(?='*[=+\-@])")
_GUARDED = re.compile(r"'(?='*[=+\-@])")


def read_judgements(path: str | Path) -> tuple[Judgement, ...]:
    """The judgements of a file, JSON Lines or CSV, in their order; of several on one pair the last.

    CSV has a header with `before`, `after` and `verdict`, and may have `kinds` (joined by ";"), `note`, `by` and
    `drawn`; other columns are left out. Raises InputError for a file that cannot be read, is empty, lacks a column, or
    has an unknown verdict or kind, naming the line.
    """
    where = clean_line(str(path))
    text = _text_of(Path(path), where)
    if not text.strip():
        raise InputError("the file is empty", next_step="choose a file with judgements in it", where=where)
    if text.lstrip().startswith("["):
        step = "write one judgement a line, without brackets around them"
        raise InputError("is JSON, but not JSON Lines", next_step=step, where=where)
    words = _json_lines(text, where) if text.lstrip().startswith("{") else _csv_rows(text, where)
    judgements = in_force(words)
    if not judgements:
        step = "choose a file with judgements in it"
        raise InputError("there is no judgement in it", next_step=step, where=where)
    return judgements


def write_judgements(path: str | Path, judgements: Sequence[Judgement]) -> None:
    """Write judgements to a file, whole or not at all: CSV when its name ends in `.csv`, else JSON Lines.

    Cells that a spreadsheet would take for a formula begin with an apostrophe, which reading takes off again. Raises
    UsageError when the file cannot be written.
    """
    target = Path(path)
    write_whole(target, as_csv(judgements) if target.suffix.lower() == ".csv" else as_json_lines(judgements))


def as_json_lines(judgements: Sequence[Judgement]) -> str:
    """One judgement a line, as a store keeps them."""
    return "".join(as_line(Word(tidied(judgement))) for judgement in judgements)


def as_csv(judgements: Sequence[Judgement]) -> str:
    """A header and one judgement a row."""
    out = io.StringIO()
    rows = csv.writer(out, lineterminator="\n")
    rows.writerow(FIELDS)
    for judgement in map(tidied, judgements):
        texts = {name: str(getattr(judgement, name)) for name in FIELDS} | {"kinds": ";".join(judgement.kinds)}
        rows.writerow([f"'{text}" if _FORMULA.match(text) else text for text in texts.values()])
    return out.getvalue()


def _json_lines(text: str, where: str) -> Iterator[Word]:
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            try:
                yield word_in(line)
            except ValueError as error:
                raise _wrong(number, error, where) from None


def _csv_rows(text: str, where: str) -> Iterator[Word]:
    header = text.lstrip().partition("\n")[0]
    delimiter = max(_DELIMITERS, key=lambda mark: sum(name in _names(header, mark) for name in NEEDED))
    rows = csv.reader(io.StringIO(text.lstrip(), newline=""), delimiter=delimiter, strict=True)
    try:
        names = [name.strip().lower() for name in next(rows)]
        missing = [name for name in NEEDED if name not in names]
        if missing:
            what = f"lacks the column{'s' if len(missing) > 1 else ''} {', '.join(missing)}"
            step = f"name the columns {', '.join(FIELDS)} in its first line"
            raise InputError(what, next_step=step, where=where)
        for row in rows:
            if not any(cell.strip() for cell in row):
                continue
            cells = (cell[1:] if _GUARDED.match(cell) else cell for cell in row)
            texts = dict(zip(names, cells, strict=False))
            try:
                kinds = [kind for kind in texts.get("kinds", "").split(";") if kind.strip()]
                yield Word(judgement_of(texts, kinds))
            except ValueError as error:
                raise _wrong(rows.line_num, error, where) from None
    except csv.Error as error:
        raise _wrong(rows.line_num, error, where) from None


def _names(header: str, delimiter: str) -> list[str]:
    return [name.strip(' "\r').lower() for name in header.split(delimiter)]


def _wrong(number: int, error: Exception, where: str) -> InputError:
    return InputError(f"line {number}: {error}", next_step="mend or remove that line", where=where)


def _text_of(path: Path, where: str) -> str:
    try:
        if not path.is_file():
            what = "this is no file" if path.exists() else "there is no such file"
            raise InputError(what, next_step="check its name and folder", where=where)
        return path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        raise InputError("is not UTF-8", next_step="save it as UTF-8", where=where) from None
    except (OSError, ValueError) as error:
        reason = (getattr(error, "strerror", None) or str(error)).lower()
        raise InputError(f"cannot be read: {reason}", next_step="check the name and the disk", where=where) from None
