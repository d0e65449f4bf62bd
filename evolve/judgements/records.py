"""One word of a person as a line of a file, and what a run of them comes to.

Pure. A line is a JSON object with the fields of a judgement; one that takes a word back repeats it and says so:

    {"before": "…", "after": "…", "verdict": "same", "kinds": ["number"], "note": "…"}
    {"before": "…", "after": "…", "verdict": "same", "kinds": ["number"], "note": "…", "withdrawn": true}

One whose pair was drawn by lot says so too: `"drawn": "near of 57 at 0.31"`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace

from evolve.model import Judgement, Kind, Verdict
from evolve.text.clean import clean_line

FIELDS = tuple(field.name for field in fields(Judgement))
NEEDED = FIELDS[:3]


@dataclass(frozen=True, slots=True)
class Record:
    """A judgement given, or one taken back."""

    judgement: Judgement
    withdrawn: bool = False


def tidied(judgement: Judgement) -> Judgement:
    """The same judgement, every text of it on one line and without characters that a screen would obey."""
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
    """One line, with its line end; what is empty is left out."""
    plain: dict[str, object] = {name: getattr(record.judgement, name) for name in FIELDS}
    plain = {name: value for name, value in plain.items() if value or name in NEEDED}
    if record.withdrawn:
        plain["withdrawn"] = True
    return json.dumps(plain, ensure_ascii=False) + "\n"


def record_in(line: str) -> Record:
    """The word in a line. Raises ValueError, in words for a person, when there is none; unknown fields are left out."""
    try:
        plain = json.loads(line)
    except (ValueError, RecursionError):
        raise ValueError("no JSON") from None
    if not isinstance(plain, dict):
        raise ValueError("no JSON object")
    kinds = plain.get("kinds", [])
    if not isinstance(kinds, list):
        raise ValueError("kinds are no list")
    texts = {name: plain[name] for name in FIELDS if name != "kinds" and name in plain}
    if any(not isinstance(text, str) for text in (*texts.values(), *kinds)):
        raise ValueError("a text is none")
    return Record(judgement_of(texts, kinds), plain.get("withdrawn") is True)


def judgement_of(texts: Mapping[str, str], kinds: Iterable[str]) -> Judgement:
    """A judgement by the names of its fields. Raises ValueError, in words for a person, for what it cannot be."""
    for name in NEEDED:
        if name not in texts:
            raise ValueError(f"no {name}")
    verdict, known = texts["verdict"].strip().lower(), [str(v) for v in Verdict]
    if verdict not in known:
        raise ValueError(
            f"unknown verdict {shortened(clean_line(texts['verdict']))!r}, it must be one of {', '.join(known)}"
        )
    found = []
    for kind in kinds:
        if kind.strip().lower() not in list(Kind):
            raise ValueError(f"unknown kind {shortened(clean_line(kind))!r}, it must be one of {', '.join(Kind)}")
        found.append(Kind(kind.strip().lower()))
    return tidied(
        Judgement(
            before=texts["before"],
            after=texts["after"],
            verdict=Verdict(verdict),
            kinds=tuple(found),
            note=texts.get("note", ""),
            by=texts.get("by", ""),
            drawn=texts.get("drawn", ""),
        )
    )


def shortened(text: str, longest: int = 60) -> str:
    """The beginning of a text, in so many letters at most, as a message names it."""
    return text if len(text) <= longest else f"{text[: longest - 1]}…"


def in_force(records: Iterable[Record]) -> tuple[Judgement, ...]:
    """What counts of some words in their order: of each pair the last that was not taken back, in the order given.

    Taking one back takes back the last that was the same, so that nobody takes back another's word. A pair that was
    drawn by lot stays drawn whoever judges it again: that is a fact about the pair, and the later word speaks for as
    many.
    """
    given: dict[tuple[str, str], list[tuple[int, Judgement]]] = {}
    for number, record in enumerate(records):
        judgement = record.judgement
        here = given.setdefault((judgement.before, judgement.after), [])
        if not record.withdrawn:
            here.append((number, judgement))
            continue
        for at in range(len(here) - 1, -1, -1):
            if here[at][1] == judgement:
                del here[at]
                break
    return tuple(judgement for _, judgement in sorted(map(_last, filter(None, given.values())), key=_number))


def still_drawn(judgement: Judgement, earlier: Iterable[Judgement]) -> Judgement:
    """A later word on a pair, with the mark of the last of the earlier ones that says how the pair was drawn."""
    marks = [judgement.drawn for judgement in earlier if judgement.drawn]
    return judgement if judgement.drawn or not marks else replace(judgement, drawn=marks[-1])


def _last(numbered: list[tuple[int, Judgement]]) -> tuple[int, Judgement]:
    number, judgement = numbered[-1]
    if len(numbered) == 1:
        return number, judgement
    return number, still_drawn(judgement, (earlier for _, earlier in numbered))


def _number(numbered: tuple[int, Judgement]) -> int:
    return numbered[0]
