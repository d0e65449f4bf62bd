"""Labels from a file's text: our own, or another tool's with other names for its columns and verdicts.

Rows of a table have no order in time, so two that contradict each other are both left out and listed; what says same or
not goes before what is left open. In JSON Lines, as a store keeps them, the last word of one person counts, as
everywhere; those of two people contradict each other.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from evolve.errors import InputError, UsageError
from evolve.judgements.words import FIELDS, NEEDED, Word, in_force, judgement_of, still_drawn, word_in
from evolve.model import Judgement, Verdict
from evolve.read.plain import decode

_DELIMITERS = ",;\t"
_LONGEST = 100  # letters of a header that are shown
_VERDICTS = {
    **dict.fromkeys(("same", "1", "1.0", "true", "yes", "y", "match", "link", "positive", "equivalent"), "same"),
    **dict.fromkeys(("not", "0", "0.0", "false", "no", "n", "x", "non-match", "negative", "different"), "not"),
    **dict.fromkeys(("unsure", "?", "u", "maybe", "unknown", ""), "unsure"),
}


@dataclass(frozen=True, slots=True)
class LabelFile:
    """What a file says."""

    judgements: tuple[Judgement, ...]
    """In force, of each pair one."""
    contradicting: tuple[Judgement, ...]
    """Pairs called both the same and not, each once; left out of the others."""


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
    text = decode(content, where).text.replace("\r\n", "\n")
    if "\0" in text or "\ufffd" in text:
        what = "holds bytes that are no text"
        raise InputError(what, next_step="save it as CSV or JSON Lines in UTF-8", where=where)
    return text


def labels_in(text: str, where: str, columns: Mapping[str, str] | None = None) -> LabelFile:
    """The labels of a file. Raises InputError for one that is empty, lacks a column or has an unknown verdict."""
    text = text.lstrip("\ufeff")
    if not text.strip():
        raise InputError("the file is empty", next_step="choose a file with judgements in it", where=where)
    if text.lstrip().startswith("["):
        step = "write one judgement a line, without brackets around them"
        raise InputError("is JSON, but not JSON Lines", next_step=step, where=where)
    table = not text.lstrip().startswith("{")
    words = list(_rows(text, where, columns or {}) if table else _lines(text, where, columns or {}))
    if not words:
        raise InputError("there is no judgement in it", next_step="choose a file with judgements in it", where=where)
    return told_apart(words, by_person=not table)


def told_apart(words: Sequence[Word], *, by_person: bool) -> LabelFile:
    """Words without those that contradict each other; `by_person` lets one person's last word count.

    In whatever order rows or people come, the same is found.
    """
    said: dict[tuple[str, str], dict[str, Verdict]] = {}
    every = _each_person(words) if by_person else [word.judgement for word in words]
    for number, judgement in enumerate(every):
        if judgement.verdict is not Verdict.UNSURE:
            who = judgement.by if by_person else str(number)
            said.setdefault((judgement.before, judgement.after), {})[who] = judgement.verdict
    bad = {pair for pair, verdicts in said.items() if len(set(verdicts.values())) > 1}
    found: dict[tuple[str, str], Judgement] = {}
    for judgement in sorted(every, key=lambda j: (j.verdict is not Verdict.UNSURE, j.drawn)):
        pair = judgement.before, judgement.after
        found[pair] = still_drawn(judgement, [found[pair]] if pair in found else [])
    pairs = dict.fromkeys((judgement.before, judgement.after) for judgement in every)
    return LabelFile(
        tuple(found[pair] for pair in pairs if pair not in bad), tuple(found[pair] for pair in pairs if pair in bad)
    )


def _each_person(words: Sequence[Word]) -> tuple[Judgement, ...]:
    """What is in force of every person's words, in the order given."""
    people = dict.fromkeys(word.judgement.by for word in words)
    return tuple(chain.from_iterable(in_force([w for w in words if w.judgement.by == who]) for who in people))


def _lines(text: str, where: str, columns: Mapping[str, str]) -> Iterator[Word]:
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            yield _word(line, columns)
        except ValueError as error:
            raise _wrong(number, error, where) from None


def _word(line: str, columns: Mapping[str, str]) -> Word:
    if not columns:
        return word_in(line)
    try:
        plain = json.loads(line)
    except (ValueError, RecursionError):
        raise ValueError("no JSON") from None
    if not isinstance(plain, dict):
        raise ValueError("no JSON object")
    texts = {_ours(name, columns): _text(value) for name, value in plain.items()}
    return Word(_judgement(texts), plain.get("withdrawn") is True)


def _text(value: object) -> str:
    if isinstance(value, list):
        return ";".join(map(str, value))
    return "" if value is None else str(value)


def _rows(text: str, where: str, columns: Mapping[str, str]) -> Iterator[Word]:
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
                    yield Word(_judgement(dict(zip(names, row, strict=False))))
                except ValueError as error:
                    raise _wrong(rows.line_num, error, where) from None
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
        has = _cut(", ".join(name.strip() for name in header))
        what = f"lacks the column{'s' if len(missing) > 1 else ''} {', '.join(missing)}; it has {has}"
        step = f"say which they are, such as --columns {','.join(f'{name}=NAME' for name in missing)}"
        raise InputError(what, next_step=step, where=where)
    if twice := next((name for name in FIELDS if ours.count(name) > 1), None):
        raise InputError(f"has the column {twice} twice", next_step="rename one of them", where=where)
    return ours


def _ours(name: str, columns: Mapping[str, str]) -> str:
    """What we call a column; one whose name was given to another is none of ours."""
    name = name.strip().lower()
    return columns.get(name, f"their {name}" if name in columns.values() else name)


def _judgement(texts: Mapping[str, str]) -> Judgement:
    # a cell that a spreadsheet would take for a formula was written with an apostrophe before it
    named = {name: _plain(text) for name, text in texts.items() if name in FIELDS}
    verdict = named.get("verdict", "").strip().lower()
    if "verdict" in named:
        named["verdict"] = _VERDICTS.get(verdict, verdict)
    kinds = [kind for kind in named.get("kinds", "").split(";") if kind.strip()]
    return judgement_of(named, kinds)


def _cells(count: int) -> str:
    return "one cell" if count == 1 else f"{count} cells"


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def _plain(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and cell.lstrip("'")[:1] in tuple("=+-@") else cell


def _wrong(number: int, error: Exception | str, where: str) -> InputError:
    return InputError(f"line {number}: {error}", next_step="mend or remove that line", where=where)
