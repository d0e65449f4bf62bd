"""Parse judgement files that people create and send: JSON Lines, and tables as spreadsheets and other tools write them.

The parser is lenient about what is the author's choice, such as encodings, delimiters, names of columns and terms for a
verdict. It is strict where it would have to guess: the error names the line that cannot be understood, and nothing of
the file is used.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence

from evolve.errors import InputError, UsageError
from evolve.judgements.records import FIELDS, REQUIRED_FIELDS, Record, json_object, judgement_of, record_in, shortened
from evolve.readers.encodings import decode
from evolve.render.csv_cells import live

_DELIMITERS = ",;\t"
_MAX_SHOWN_HEADER = 100  # maximum number of characters of a header that are shown
_VERDICTS = {
    **dict.fromkeys(("same", "1", "1.0", "true", "yes", "y", "match", "link", "positive", "equivalent"), "same"),
    **dict.fromkeys(("not", "0", "0.0", "false", "no", "n", "x", "non-match", "negative", "different"), "not"),
    **dict.fromkeys(("unsure", "?", "u", "maybe", "unknown"), "unsure"),
}


def columns_of(text: str) -> dict[str, str]:
    """Return field names by another tool's column names, from "before=source,after=target,verdict=label".

    Raises UsageError for text of another form.
    """
    columns: dict[str, str] = {}
    step = f"write them as before=NAME,after=NAME,verdict=NAME; ours are {', '.join(FIELDS)}"
    for piece in text.split(","):
        field_name, equals_sign, column = (part.strip() for part in piece.partition("="))
        if not equals_sign or not column or field_name not in FIELDS:
            raise UsageError(f"{piece.strip()!r} does not name a column", next_step=step, where="--columns")
        if field_name in columns.values() or column.lower() in columns:
            raise UsageError(f"{piece.strip()!r} names a column twice", next_step=step, where="--columns")
        columns[column.lower()] = field_name
    return columns


def text_of(content: bytes, where: str) -> str:
    """Return the decoded text of a label file, in any encoding that documents may have. Raises InputError for other
    data.

    UTF-8 is read as it is, without the repairs of a document: judgements are read as they were written.
    """
    try:
        text, encoding = content.decode("utf-8-sig"), "utf-8"
    except UnicodeDecodeError:
        decoded = decode(content, where)
        text, encoding = decoded.text, decoded.encoding
    text = text.replace("\r\n", "\n")
    if "\0" in text or ("\ufffd" in text and encoding == "cp1252"):
        what = "contains bytes that are not text"
        raise InputError(what, next_step="save it as CSV or JSON Lines in UTF-8", where=where)
    return text


def is_table(text: str) -> bool:
    """Return whether a file is a table, as opposed to JSON Lines."""
    return not text.lstrip("\ufeff").lstrip().startswith("{")


def records_in(text: str, where: str, columns: Mapping[str, str] | None = None) -> tuple[Record, ...]:
    """Return the records of a file, in its order; rows without a verdict are not judged yet and are skipped.

    `columns` maps another tool's column names to field names. Raises InputError for a file that is empty, lacks a
    column or has an unknown verdict or kind, naming the line.
    """
    text = text.lstrip("\ufeff")
    if not text.strip():
        raise InputError("the file is empty", next_step="choose a file with judgements in it", where=where)
    if text.lstrip().startswith("["):
        step = "write one judgement per line, without brackets around them"
        raise InputError("is JSON, but not JSON Lines", next_step=step, where=where)
    read = _rows if is_table(text) else _lines
    records = tuple(read(text, where, columns or {}))
    if not records:
        raise InputError("there is no judgement in it", next_step="choose a file with judgements in it", where=where)
    return records


def _lines(text: str, where: str, columns: Mapping[str, str]) -> Iterator[Record]:
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            record = _record(line, columns)
        except ValueError as error:
            raise _line_error(number, error, where) from None
        if record is not None:
            yield record


def _record(line: str, columns: Mapping[str, str]) -> Record | None:
    if not columns:
        return record_in(line)
    plain = json_object(line)
    texts = {_field_name(name, columns): _text(value) for name, value in plain.items()}
    return _record_of(texts, withdrawn=plain.get("withdrawn") is True)


def _text(value: object) -> str:
    if isinstance(value, list):
        return ";".join(map(str, value))
    return "" if value is None else str(value)


def _rows(text: str, where: str, columns: Mapping[str, str]) -> Iterator[Record]:
    text = text.lstrip()
    header = text.partition("\n")[0]
    delimiter = max(_DELIMITERS, key=header.count)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    first_line = 1
    try:
        field_names = _field_names(next(rows), where, columns)
        first_line = rows.line_num + 1
        for row in rows:
            if any(cell.strip() for cell in row):
                try:
                    if len(row) < len(field_names) and any(name in field_names[len(row) :] for name in REQUIRED_FIELDS):
                        raise ValueError(f"{_cells(len(row))}, where the first line has {len(field_names)}")
                    record = _record_of(dict(zip(field_names, map(live, row), strict=False)))
                except ValueError as error:
                    raise _line_error(rows.line_num, error, where) from None
                if record is not None:
                    yield record
            first_line = rows.line_num + 1
    except csv.Error as error:
        # an unclosed quotation mark absorbs what follows, up to the end or to the maximum size of a cell
        unclosed = "a quotation mark is opened there and never closed"
        large = f"{unclosed}, or a cell has more than {csv.field_size_limit():,} characters"
        what = unclosed if "unexpected end" in str(error) else large if "field larger" in str(error) else str(error)
        raise _line_error(first_line, what, where) from None


def _field_names(header: Sequence[str], where: str, columns: Mapping[str, str]) -> list[str]:
    """Return the field names for a table's columns; other columns keep their names."""
    field_names = [_field_name(name, columns) for name in header]
    if missing := [name for name in REQUIRED_FIELDS if name not in field_names]:
        found_columns = shortened(", ".join(name.strip() for name in header), _MAX_SHOWN_HEADER)
        what = f"lacks the column{'s' if len(missing) > 1 else ''} {', '.join(missing)}; it has {found_columns}"
        example = ",".join(f"{name}=NAME" for name in missing)
        next_step = f"rename its columns, or name them: evolve tune … --columns {example}"
        raise InputError(what, next_step=next_step, where=where)
    if repeated := next((name for name in FIELDS if field_names.count(name) > 1), None):
        raise InputError(f"has the column {repeated} twice", next_step="rename one of them", where=where)
    return field_names


def _field_name(name: str, columns: Mapping[str, str]) -> str:
    """Return the field name for a column; a column whose name is assigned to another column is not a field."""
    name = name.strip().lower()
    return columns.get(name, f"their {name}" if name in columns.values() else name)


def _record_of(texts: Mapping[str, str], *, withdrawn: bool = False) -> Record | None:
    """Return the record of a row; None if there is no verdict yet."""
    values = {name: text for name, text in texts.items() if name in FIELDS}
    if "verdict" in values:
        verdict = values["verdict"].strip()
        if not verdict:
            return None
        values["verdict"] = _VERDICTS.get(verdict.lower(), verdict)
    kinds = [kind for kind in values.get("kinds", "").split(";") if kind.strip()]
    return Record(judgement_of(values, kinds), withdrawn)


def _cells(count: int) -> str:
    return "one cell" if count == 1 else f"{count} cells"


def _line_error(number: int, error: Exception | str, where: str) -> InputError:
    return InputError(f"line {number}: {error}", next_step="correct or remove that line", where=where)
