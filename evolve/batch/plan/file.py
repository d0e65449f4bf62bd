"""Read a plan from a file, TOML or CSV: one pair of texts in each row, with a label, and settings if a pair needs its
own.

    [settings]                      before,after,label,threshold
    language = "english"            1.txt,2.txt,first,
    [[pairs]]                       2.txt,3.txt,second,0.3
    before = "1.txt"
    after = "2.txt"

Paths are relative to the plan's folder. A row of a table that begins with "#" is a comment. An error in the plan itself
is reported with its row before anything is compared; an error in a text is the failure of that pair alone.
"""

from __future__ import annotations

import csv
import io
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from evolve.batch.plan import Pair, Plan, Version
from evolve.batch.plan.file_names import file_names
from evolve.batch.plan.written import COMMENT
from evolve.errors import InputError, UsageError
from evolve.readers import content_of
from evolve.render.csv_cells import live
from evolve.settings import Settings
from evolve.settings.checks import checked_setting
from evolve.text.clean import clean_line

REQUIRED_COLUMNS = ("before", "after")
TEXT_COLUMNS = (*REQUIRED_COLUMNS, "label", "before_label", "after_label")
BODY_COLUMNS = tuple(f"{side}_body" for side in REQUIRED_COLUMNS)
"""The bodies of single texts, where one for both does not fit."""
SETTING_COLUMNS = tuple(name for name in Settings.__dataclass_fields__ if name != "equivalents")
_KEYS = (*TEXT_COLUMNS, *BODY_COLUMNS, *SETTING_COLUMNS)
_DELIMITERS = ",;\t"


@dataclass(frozen=True, slots=True)
class _Row:
    where: str
    cells: Mapping[str, object]


def plan_of_file(path: Path) -> Plan:
    """Return the plan in a file: CSV if its name ends in `.csv` or `.tsv`, else TOML.

    Raises InputError for a file that cannot be read, and UsageError for a wrong key (with a suggestion) or value, a
    pair without one of its texts, two pairs with the same label, and a plan without pairs.
    """
    where = clean_line(str(path))
    try:
        text = content_of(path).decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError:
        raise InputError("is not UTF-8", next_step="save it as UTF-8", where=where) from None
    is_table = path.suffix.lower() in (".csv", ".tsv")
    rows = list(_csv_rows(text, where) if is_table else _toml_rows(text, where))
    if not rows:
        example = (
            "before,after as the first line, then one pair per line" if is_table else "[[pairs]] with before and after"
        )
        raise UsageError("the plan contains no pairs", next_step=f"write {example}", where=where)
    pairs = [_pair(row, path.parent) for row in rows]
    _refuse_repeated_labels(rows, pairs)
    labels = [pair.label for pair in pairs]
    names = file_names([label.replace(" → ", "--") for label in labels], labels)
    return Plan(
        tuple(
            Pair(pair.label, name, pair.before, pair.after, pair.settings)
            for pair, name in zip(pairs, names, strict=True)
        ),
        str(path),
    )


def _toml_rows(text: str, where: str) -> Iterator[_Row]:
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        what = f"is not a valid TOML plan ({clean_line(str(error)).rstrip('.')})"
        step = "correct that line, or name a plan in .csv or the folder of the texts"
        raise UsageError(what, next_step=step, where=where) from None
    except (RecursionError, ValueError):
        what = "is nested too deeply or contains a number with thousands of digits"
        raise UsageError(what, next_step="correct it", where=where) from None
    for key in table:
        if key not in ("pairs", "settings"):
            raise UsageError(f"unknown key {key!r}", next_step=_suggestion(key, ("pairs", "settings")), where=where)
    shared, pairs = table.get("settings", {}), table.get("pairs", [])
    if not isinstance(shared, dict):
        raise UsageError("settings is not a table", next_step="write [settings] above the settings", where=where)
    if not isinstance(pairs, list) or not all(isinstance(pair, dict) for pair in pairs):
        raise UsageError("pairs is not a list of tables", next_step="write [[pairs]] above each pair", where=where)
    for key in shared:
        if key not in SETTING_COLUMNS:
            raise UsageError(
                f"unknown setting {key!r}", next_step=_suggestion(key, SETTING_COLUMNS), where=f"{where}: settings"
            )
    for number, pair in enumerate(pairs, 1):
        yield _Row(f"{where}: pair {number}", {**shared, **pair})


def _csv_rows(text: str, where: str) -> Iterator[_Row]:
    header = text.lstrip("\n").partition("\n")[0]
    delimiter = max(_DELIMITERS, key=header.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    columns: list[str] = []
    try:
        for cells in reader:
            if not any(cell.strip() for cell in cells) or cells[0].lstrip().startswith(COMMENT):
                continue
            location = f"{where}: line {reader.line_num}"
            if not columns:
                columns = [cell.strip().lower() for cell in cells]
                _check_columns(columns, location)
                continue
            if len(cells) > len(columns):
                step = (
                    f"put quotation marks around cells that contain {delimiter}"
                    if delimiter in ",;"
                    else "remove the extra cells"
                )
                raise UsageError("has more cells than the first line", next_step=step, where=location)
            row = dict(zip(columns, (live(cell.strip()) for cell in cells), strict=False))
            yield _Row(location, {key: cell for key, cell in row.items() if cell})
    except csv.Error as error:
        what = f"is not valid CSV ({clean_line(str(error))})"
        raise UsageError(what, next_step="correct that line", where=f"{where}: line {reader.line_num}") from None


def _check_columns(columns: Sequence[str], where: str) -> None:
    if not any(get_close_matches(column, _KEYS, 1) for column in columns):
        raise UsageError("contains no column names", next_step="write before,after as the first line", where=where)
    for column in columns:
        if column not in _KEYS:
            raise UsageError(f"unknown column {column!r}", next_step=_suggestion(column, _KEYS), where=where)
        if columns.count(column) > 1:
            raise UsageError(f"has two columns {column!r}", next_step="remove one", where=where)
    for column in REQUIRED_COLUMNS:
        if column not in columns:
            raise UsageError(f"has no column {column!r}", next_step="add it to the first line", where=where)


def _pair(row: _Row, folder: Path) -> Pair:
    texts: dict[str, str] = {}
    settings: dict[str, object] = {}
    for key, value in row.cells.items():
        if key in TEXT_COLUMNS:
            if not isinstance(value, str) or not clean_line(value).strip():
                raise UsageError(f"{key} is not text", next_step=f'write {key} = "…"', where=row.where)
            texts[key] = value
        elif key in BODY_COLUMNS:
            texts[key] = str(checked_setting("body", value, row.where))
        elif key in SETTING_COLUMNS:
            settings[key] = checked_setting(key, value, row.where)
        else:
            raise UsageError(f"unknown key {key!r}", next_step=_suggestion(key, _KEYS), where=row.where)
    for key in REQUIRED_COLUMNS:
        if key not in texts:
            raise UsageError(
                f"{key} is missing",
                next_step=f"name the {key.replace('before', 'earlier').replace('after', 'later')} text",
                where=row.where,
            )
    stems = [clean_line(Path(texts[key]).stem) for key in REQUIRED_COLUMNS]
    if stems[0] == stems[1]:
        stems = [clean_line(texts[key]) for key in REQUIRED_COLUMNS]
    labels = [clean_line(texts.get(f"{key}_label", stem)) for key, stem in zip(REQUIRED_COLUMNS, stems, strict=True)]
    before, after = (
        Version(folder / texts[key], texts[key], label, texts.get(f"{key}_body", ""))
        for key, label in zip(REQUIRED_COLUMNS, labels, strict=True)
    )
    return Pair(clean_line(texts.get("label", " → ".join(labels))), "", before, after, settings)


def _refuse_repeated_labels(rows: Sequence[_Row], pairs: Sequence[Pair]) -> None:
    first: dict[str, str] = {}
    for row, pair in zip(rows, pairs, strict=True):
        if pair.label in first:
            earlier = first[pair.label].rpartition(": ")[2]
            what = f"has the same label as {earlier}: {pair.label!r}"
            raise UsageError(what, next_step="give each pair its own label", where=row.where)
        first[pair.label] = row.where


def _suggestion(key: str, known: Sequence[str]) -> str:
    near = get_close_matches(key.lower().replace("-", "_").replace(" ", "_"), known, 1)
    return f"did you mean {near[0]}?" if near else f"use one of {', '.join(known)}"
