"""Labels from a file's text: our own, or another tool's with other names for its columns and verdicts.

Rows of a table have no order in time, so two that contradict each other are both left out and listed. In JSON Lines,
as a store keeps them, the last word of one person counts, as everywhere; those of two people contradict each other.
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

_DELIMITERS = ",;\t"
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
    out = {}
    for piece in text.split(","):
        ours, mark, theirs = (part.strip() for part in piece.partition("="))
        if not mark or not theirs or ours not in FIELDS:
            step = f"write them as before=NAME,after=NAME,verdict=NAME; ours are {', '.join(FIELDS)}"
            raise UsageError(f"{piece.strip()!r} names no column", next_step=step, where="--columns")
        out[theirs.lower()] = ours
    return out


def labels_in(text: str, where: str, columns: Mapping[str, str] | None = None) -> LabelFile:
    """The labels of a file. Raises InputError for one that is empty, lacks a column or has an unknown verdict."""
    text = text.lstrip("\ufeff")
    if not text.strip():
        raise InputError("the file is empty", next_step="choose a file with judgements in it", where=where)
    table = not text.lstrip().startswith("{")
    words = list(_rows(text, where, columns or {}) if table else _lines(text, where, columns or {}))
    if not words:
        raise InputError("there is no judgement in it", next_step="choose a file with judgements in it", where=where)
    return told_apart(words, by_person=not table)


def told_apart(words: Sequence[Word], *, by_person: bool) -> LabelFile:
    """Words without those that contradict each other; `by_person` lets one person's last word count."""
    said: dict[tuple[str, str], dict[str, Verdict]] = {}
    judgements = in_force(words) if not by_person else _each_person(words)
    every = [word.judgement for word in words] if not by_person else judgements
    for number, judgement in enumerate(every):
        if judgement.verdict is not Verdict.UNSURE:
            who = judgement.by if by_person else str(number)
            said.setdefault((judgement.before, judgement.after), {})[who] = judgement.verdict
    bad = {pair for pair, verdicts in said.items() if len(set(verdicts.values())) > 1}
    last: dict[tuple[str, str], Judgement] = {}
    for judgement in judgements:
        pair = judgement.before, judgement.after
        last[pair] = still_drawn(judgement, [last[pair]] if pair in last else [])
    return LabelFile(
        tuple(judgement for pair, judgement in last.items() if pair not in bad),
        tuple(judgement for pair, judgement in last.items() if pair in bad),
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
    return Word(_judgement({name: "" if value is None else str(value) for name, value in plain.items()}, columns))


def _rows(text: str, where: str, columns: Mapping[str, str]) -> Iterator[Word]:
    header = text.lstrip().partition("\n")[0]
    delimiter = max(_DELIMITERS, key=header.count)
    rows = csv.reader(io.StringIO(text.lstrip(), newline=""), delimiter=delimiter, strict=True)
    try:
        names = [name.strip() for name in next(rows)]
        ours = [columns.get(name.lower(), name.lower()) for name in names]
        missing = [name for name in NEEDED if name not in ours]
        if missing:
            what = f"lacks the column{'s' if len(missing) > 1 else ''} {', '.join(missing)}; it has {', '.join(names)}"
            step = f"say which they are, such as --columns {','.join(f'{name}=NAME' for name in missing)}"
            raise InputError(what, next_step=step, where=where)
        for row in rows:
            if any(cell.strip() for cell in row):
                try:
                    yield Word(_judgement(dict(zip(names, row, strict=False)), columns))
                except ValueError as error:
                    raise _wrong(rows.line_num, error, where) from None
    except csv.Error as error:
        raise _wrong(rows.line_num, error, where) from None


def _judgement(texts: Mapping[str, str], columns: Mapping[str, str]) -> Judgement:
    # a cell that a spreadsheet would take for a formula was written with an apostrophe before it
    named = {columns.get(name.lower(), name.lower()): _plain(text) for name, text in texts.items()}
    verdict = named.get("verdict", "").strip().lower()
    named["verdict"] = _VERDICTS.get(verdict, verdict) if "verdict" in named else verdict
    kinds = [kind for kind in named.get("kinds", "").split(";") if kind.strip()]
    return judgement_of({name: text for name, text in named.items() if name in FIELDS}, kinds)


def _plain(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and cell.lstrip("'")[:1] in tuple("=+-@") else cell


def _wrong(number: int, error: Exception, where: str) -> InputError:
    return InputError(f"line {number}: {error}", next_step="mend or remove that line", where=where)
