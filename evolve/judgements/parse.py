"""Words of people in files that they make and send: JSON Lines, and tables as spreadsheets and other tools write them.

Lenient about what is theirs to choose, such as encodings, delimiters, names of columns and words for a verdict; strict
about what would be guessing: a line that cannot be understood is named, and nothing of the file is taken.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping, Sequence

from evolve.errors import InputError, UsageError
from evolve.judgements.records import FIELDS, NEEDED, Record, judgement_of, record_in, shortened
from evolve.readers.plain import decode
from evolve.render.csv_cells import live

_DELIMITERS = ",;\t"
_LONGEST = 100  # letters of a header that are shown
_VERDICTS = {
    **dict.fromkeys(("same", "1", "1.0", "true", "yes", "y", "match", "link", "positive", "equivalent"), "same"),
    **dict.fromkeys(("not", "0", "0.0", "false", "no", "n", "x", "non-match", "negative", "different"), "not"),
    **dict.fromkeys(("unsure", "?", "u", "maybe", "unknown"), "unsure"),
}


def columns_of(text: str) -> dict[str, str]:
    """Our names by another tool's, from "before=source,after=target,verdict=label". Raises UsageError."""
    out: dict[str, str] = {}
    step = f"write them as before=NAME,after=NAME,verdict=NAME; ours are {', '.join(FIELDS)}"
    for piece in text.split(","):
        ours, mark, theirs = (part.strip() for part in piece.partition("="))
        if not mark or not theirs or ours not in FIELDS:
            raise UsageError(f"{piece.strip()!r} names no column", next_step=step, where="--columns")
        if ours in out.values() or theirs.lower() in out:
            raise UsageError(f"{piece.strip()!r} names a column twice", next_step=step, where="--columns")
        out[theirs.lower()] = ours
    return out


def text_of(content: bytes, where: str) -> str:
    """The text of a file of labels in any encoding that texts are read in. Raises InputError for what is no text."""
    decoded = decode(content, where)
    text = decoded.text.replace("\r\n", "\n")
    if "\0" in text or ("\ufffd" in text and decoded.encoding == "cp1252"):
        what = "holds bytes that are no text"
        raise InputError(what, next_step="save it as CSV or JSON Lines in UTF-8", where=where)
    return text


def is_table(text: str) -> bool:
    """Whether a file is a table, and not JSON Lines."""
    return not text.lstrip("\ufeff").lstrip().startswith("{")


def records_in(text: str, where: str, columns: Mapping[str, str] | None = None) -> tuple[Record, ...]:
    """The words of a file, in its order; rows without a verdict are not judged yet and left out.

    `columns` gives our names by those of another tool. Raises InputError for a file that is empty, lacks a column or
    has an unknown verdict or kind, naming the line.
    """
    text = text.lstrip("\ufeff")
    if not text.strip():
        raise InputError("the file is empty", next_step="choose a file with judgements in it", where=where)
    if text.lstrip().startswith("["):
        step = "write one judgement a line, without brackets around them"
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
            raise _wrong(number, error, where) from None
        if record is not None:
            yield record


def _record(line: str, columns: Mapping[str, str]) -> Record | None:
    if not columns:
        return record_in(line)
    try:
        plain = json.loads(line)
    except (ValueError, RecursionError):
        raise ValueError("no JSON") from None
    if not isinstance(plain, dict):
        raise ValueError("no JSON object")
    texts = {_ours(name, columns): _text(value) for name, value in plain.items()}
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
    first = 1
    try:
        names = _names(next(rows), where, columns)
        first = rows.line_num + 1
        for row in rows:
            if any(cell.strip() for cell in row):
                try:
                    if len(row) < len(names) and any(name in names[len(row) :] for name in NEEDED):
                        raise ValueError(f"{_cells(len(row))}, where the first line has {len(names)}")
                    record = _record_of(dict(zip(names, map(live, row), strict=False)))
                except ValueError as error:
                    raise _wrong(rows.line_num, error, where) from None
                if record is not None:
                    yield record
            first = rows.line_num + 1
    except csv.Error as error:
        # a quotation mark that is never closed swallows what follows, up to the end or to what a cell can hold
        unclosed = "a quotation mark is opened there and never closed"
        large = f"{unclosed}, or a cell has more than {csv.field_size_limit():,} characters"
        what = unclosed if "unexpected end" in str(error) else large if "field larger" in str(error) else str(error)
        raise _wrong(first, what, where) from None


def _names(header: Sequence[str], where: str, columns: Mapping[str, str]) -> list[str]:
    """Our names of a table's columns, and the others as they are."""
    ours = [_ours(name, columns) for name in header]
    if missing := [name for name in NEEDED if name not in ours]:
        has = shortened(", ".join(name.strip() for name in header), _LONGEST)
        what = f"lacks the column{'s' if len(missing) > 1 else ''} {', '.join(missing)}; it has {has}"
        named = ",".join(f"{name}=NAME" for name in missing)
        step = f"rename its columns, or say which they are: evolve tune … --columns {named}"
        raise InputError(what, next_step=step, where=where)
    if twice := next((name for name in FIELDS if ours.count(name) > 1), None):
        raise InputError(f"has the column {twice} twice", next_step="rename one of them", where=where)
    return ours


def _ours(name: str, columns: Mapping[str, str]) -> str:
    """What we call a column; one whose name was given to another is none of ours."""
    name = name.strip().lower()
    return columns.get(name, f"their {name}" if name in columns.values() else name)


def _record_of(texts: Mapping[str, str], *, withdrawn: bool = False) -> Record | None:
    """The word of a row; None where there is no verdict yet."""
    named = {name: text for name, text in texts.items() if name in FIELDS}
    if "verdict" in named:
        verdict = named["verdict"].strip()
        if not verdict:
            return None
        named["verdict"] = _VERDICTS.get(verdict.lower(), verdict)
    kinds = [kind for kind in named.get("kinds", "").split(";") if kind.strip()]
    return Record(judgement_of(named, kinds), withdrawn)


def _cells(count: int) -> str:
    return "one cell" if count == 1 else f"{count} cells"


def _wrong(number: int, error: Exception | str, where: str) -> InputError:
    return InputError(f"line {number}: {error}", next_step="mend or remove that line", where=where)
