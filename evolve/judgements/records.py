"""One record of a judgement file, and the judgements that a sequence of records amounts to.

Pure. A record is a JSON object with the fields of a judgement; a withdrawal repeats the judgement and adds a field:

    {"before": "…", "after": "…", "verdict": "same", "kinds": ["number"], "note": "…"}
    {"before": "…", "after": "…", "verdict": "same", "kinds": ["number"], "note": "…", "withdrawn": true}

A record of a randomly drawn pair has the field `"drawn": "near of 57 at 0.31"`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from evolve.model import Judgement, Kind, Verdict
from evolve.text.clean import clean_line

FIELDS = tuple(field.name for field in fields(Judgement))
REQUIRED_FIELDS = FIELDS[:3]


@dataclass(frozen=True, slots=True)
class Record:
    """A judgement, or its withdrawal."""

    judgement: Judgement
    withdrawn: bool = False


def cleaned(judgement: Judgement) -> Judgement:
    """Return the judgement with every text on one line and without control characters."""
    return Judgement(
        before=clean_line(judgement.before),
        after=clean_line(judgement.after),
        verdict=judgement.verdict,
        kinds=tuple(dict.fromkeys(judgement.kinds)),
        note=judgement.note and clean_line(judgement.note),
        by=judgement.by and clean_line(judgement.by),
        drawn=judgement.drawn and clean_line(judgement.drawn),
    )


def as_line(record: Record) -> str:
    """Return a record as one line, with its line feed; empty fields are omitted."""
    plain: dict[str, object] = {name: getattr(record.judgement, name) for name in FIELDS}
    plain = {name: value for name, value in plain.items() if value or name in REQUIRED_FIELDS}
    if record.withdrawn:
        plain["withdrawn"] = True
    return json.dumps(plain, ensure_ascii=False) + "\n"


def json_object(line: str) -> dict[str, Any]:
    """Return the JSON object in a line. Raises ValueError, with a message for the user, for other text."""
    try:
        plain = json.loads(line)
    except (ValueError, RecursionError):
        raise ValueError("no JSON") from None
    if not isinstance(plain, dict):
        raise ValueError("not a JSON object")
    return plain


def record_in(line: str) -> Record:
    """Return the record in a line; unknown fields are ignored. Raises ValueError, with a message for the user, for
    other text.
    """
    plain = json_object(line)
    kinds = plain.get("kinds", [])
    if not isinstance(kinds, list):
        raise ValueError("kinds are not a list")
    texts = {name: plain[name] for name in FIELDS if name != "kinds" and name in plain}
    if any(not isinstance(text, str) for text in (*texts.values(), *kinds)):
        raise ValueError("a text is not text")
    return Record(judgement_of(texts, kinds), plain.get("withdrawn") is True)


def judgement_of(texts: Mapping[str, str], kinds: Iterable[str]) -> Judgement:
    """Return a judgement from texts by field name. Raises ValueError, with a message for the user, on failure."""
    for name in REQUIRED_FIELDS:
        if name not in texts:
            raise ValueError(f"no {name}")
    verdict, verdicts = texts["verdict"].strip().lower(), [str(v) for v in Verdict]
    if verdict not in verdicts:
        raise ValueError(
            f"unknown verdict {shortened(clean_line(texts['verdict']))!r}, it must be one of {', '.join(verdicts)}"
        )
    known_kinds = []
    for kind in kinds:
        if kind.strip().lower() not in list(Kind):
            raise ValueError(f"unknown kind {shortened(clean_line(kind))!r}, it must be one of {', '.join(Kind)}")
        known_kinds.append(Kind(kind.strip().lower()))
    return cleaned(
        Judgement(
            before=texts["before"],
            after=texts["after"],
            verdict=Verdict(verdict),
            kinds=tuple(known_kinds),
            note=texts.get("note", ""),
            by=texts.get("by", ""),
            drawn=texts.get("drawn", ""),
        )
    )


def shortened(text: str, max_length: int = 60) -> str:
    """Return the beginning of a text, at most `max_length` characters, for a message."""
    return text if len(text) <= max_length else f"{text[: max_length - 1]}…"


def latest_judgements(records: Iterable[Record]) -> tuple[Judgement, ...]:
    """Return the latest judgement of each pair that was not withdrawn, in the order they were given.

    A withdrawal removes the last equal judgement, so that nobody withdraws another person's. A randomly drawn pair
    keeps its mark whoever judges it again: being drawn is a fact about the pair, and the later judgement represents as
    many pairs.
    """
    by_pair: dict[tuple[str, str], list[tuple[int, Judgement]]] = {}
    for number, record in enumerate(records):
        judgement = record.judgement
        of_pair = by_pair.setdefault((judgement.before, judgement.after), [])
        if not record.withdrawn:
            of_pair.append((number, judgement))
            continue
        for index in range(len(of_pair) - 1, -1, -1):
            if of_pair[index][1] == judgement:
                del of_pair[index]
                break
    return tuple(
        judgement for _, judgement in sorted(map(_last_with_drawn_mark, filter(None, by_pair.values())), key=_position)
    )


def with_drawn_mark(judgement: Judgement, earlier: Iterable[Judgement]) -> Judgement:
    """Return a later judgement of a pair with the latest drawn mark of the earlier ones, if it has none itself."""
    marks = [judgement.drawn for judgement in earlier if judgement.drawn]
    return judgement if judgement.drawn or not marks else replace(judgement, drawn=marks[-1])


def _last_with_drawn_mark(numbered: list[tuple[int, Judgement]]) -> tuple[int, Judgement]:
    """Return the last of the judgements of one pair, with its position and its drawn mark."""
    number, judgement = numbered[-1]
    if len(numbered) == 1:
        return number, judgement
    return number, with_drawn_mark(judgement, (earlier for _, earlier in numbered))


def _position(numbered: tuple[int, Judgement]) -> int:
    return numbered[0]
