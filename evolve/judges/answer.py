"""Parse the answer of a judge, as untrusted text.

Judges wrap their answers in prose, code fences or lists, leave trailing commas, invent numbers, repeat themselves and
stop in the middle. Every JSON object with the requested fields is used, wherever it occurs; unusable pieces are listed
and left out, and nothing is guessed. One pass, linear in the length of the answer. Pure.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from evolve.judgements.records import shortened
from evolve.judges.windows import Pair
from evolve.model import Kind, Verdict
from evolve.text.clean import clean_line

MOST = 16 * 1024 * 1024
"""Maximum number of characters of an answer to read; far more than any real answer has."""
_LONGEST = 4_000  # maximum characters of an object; a verdict with its note has about a hundred
_NOTE = 300  # maximum characters of a stored note
_SHOWN = 80  # maximum characters shown of a piece left out
_DONE = "done"
TASK_LINE = "Write one JSON object a line for each pair, and nothing else."
"""A line of every task; an answer that contains it repeats the task, whose example would be read as a verdict."""
_NUMBER = re.compile(r"[^0-9]{0,12}([0-9]{1,9})[^0-9]{0,2}")
_TRAILING = re.compile(r",(?=\s*\}\Z)")
_STOPS = re.compile(r'[{}"\n]')
_IN_STRING = re.compile(r'[\\"\n]')
_VERDICTS = {
    **dict.fromkeys(("same", "yes", "true", "equivalent", "entailment"), Verdict.SAME),
    **dict.fromkeys(("related", "overlap", "overlapping", "partial"), Verdict.RELATED),
    **dict.fromkeys(("not", "no", "false", "different", "unrelated", "none", "contradiction"), Verdict.NOT),
    **dict.fromkeys(("unsure", "unclear", "unknown", "maybe", "neutral", "?"), Verdict.UNSURE),
}


@dataclass(frozen=True, slots=True)
class Found:
    """A judge's verdict on one pair of sentences."""

    pair: Pair
    """Indices from 0."""
    verdict: Verdict
    kinds: tuple[Kind, ...] = ()
    """The kinds of change that the judge named."""
    note: str = ""
    """The remark of the judge, on one line."""
    score: float | None = None
    """The confidence of the judge, 0..1; None if it gave none."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A piece of an answer that cannot be used."""

    reason: str
    """The reason, for the user: "no such sentence number", "repeated pair" …"""
    piece: str
    """The beginning of the piece, on one line."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The content of an answer."""

    found: tuple[Found, ...] = ()
    """One verdict for each pair, in the order of the answer."""
    left_out: tuple[LeftOut, ...] = ()
    done: str | None = None
    """The digest of the task that the judge reports as finished; None if it reports none."""
    repeats_task: bool = False
    """Whether it contains the text of the task; nothing in it is read then."""

    @property
    def is_empty(self) -> bool:
        """Whether the answer contains neither a verdict nor the last line of the task."""
        return not self.found and self.done is None


def read_answer(text: str, before: Collection[int], after: Collection[int]) -> Answer:
    """Return the verdicts in an answer; sentences are limited to the indices in `before` and `after`."""
    if TASK_LINE in text:
        return Answer(repeats_task=True)
    left_out: list[LeftOut] = []
    found: dict[Pair, Found] = {}
    done = None
    if len(text) > MOST:
        left_out.append(LeftOut("answer too long, the rest ignored", text[MOST : MOST + _SHOWN]))
    for piece in _objects(text[:MOST]):
        plain = _plain(piece)
        if plain is None:
            if '"verdict"' in piece or '"before"' in piece or f'"{_DONE}"' in piece:
                left_out.append(_left_out("broken line", piece))
            continue
        if "before" not in plain and "after" not in plain and "verdict" not in plain:
            done = _text(plain[_DONE]) if _DONE in plain else done
            continue
        reason = _take(plain, before, after, found)
        if reason:
            left_out.append(_left_out(reason, piece))
    return Answer(tuple(found.values()), tuple(left_out), done)


def read_pairs(text: str, pairs: Sequence[Pair]) -> Answer:
    """Return the verdicts in an answer to the pairs protocol, which numbers the pairs from 1."""
    left_out: list[LeftOut] = []
    found: dict[Pair, Found] = {}
    for piece in _objects(text[:MOST]):
        plain = _plain(piece)
        if plain is None:
            left_out.append(_left_out("broken line", piece))
            continue
        number = _number(plain.get("n"))
        reason = ""
        if number is None or not 1 <= number <= len(pairs):
            reason = "no such pair number"
        else:
            b, a = pairs[number - 1]
            reason = _take({**plain, "before": b + 1, "after": a + 1}, {b}, {a}, found)
        if reason:
            left_out.append(_left_out(reason, piece))
    return Answer(tuple(found.values()), tuple(left_out))


def summary_of(left_out: Sequence[LeftOut]) -> str:
    """Return the counts of the reasons, such as "2 broken line, 1 repeated pair"; a sole reason needs no count."""
    counts = Counter(piece.reason for piece in left_out)
    if len(counts) == 1:
        return next(iter(counts))
    return ", ".join(f"{count} {reason}" for reason, count in counts.items())


def _take(
    plain: Mapping[str, object], before: Collection[int], after: Collection[int], found: dict[Pair, Found]
) -> str:
    """Add the verdict of one object to `found`; return the reason if it cannot be used, else an empty string."""
    numbers = _number(plain.get("before")), _number(plain.get("after"))
    if numbers[0] is None or numbers[1] is None:
        return "no number"
    pair = numbers[0] - 1, numbers[1] - 1
    if pair[0] not in before or pair[1] not in after:
        return "no such sentence number"
    verdict = _VERDICTS.get(_text(plain.get("verdict")).lower())
    if verdict is None:
        return "unknown verdict"
    if pair in found:
        if found[pair].verdict is verdict:
            return "repeated pair"
        # Two different verdicts on one pair count as unsure.
        found[pair] = replace(found[pair], verdict=Verdict.UNSURE)
        return "contradicted pair"
    note = clean_line(_text(plain.get("note"))[: 4 * _NOTE])
    found[pair] = Found(pair, verdict, _kinds(plain), shortened(note, _NOTE), _share(plain.get("score")))
    return ""


def _objects(text: str) -> Iterator[str]:
    """Yield the innermost JSON objects of a text as written, including broken ones that are never closed."""
    start: int | None = None
    at = 0
    while match := _STOPS.search(text, at):
        at = match.end()
        stop = match.group()
        if stop == "{":
            start = match.start()
        elif stop == "}":
            if start is not None:
                yield text[start:at]
            start = None
        elif stop == '"' and start is not None:
            at, closed = _end_of_string(text, at)
            if not closed:
                yield text[start:at]
                start = None
    if start is not None:
        yield text[start:]


def _end_of_string(text: str, at: int) -> tuple[int, bool]:
    """Return the position after an open string and whether it is closed; a string ends at the end of its line."""
    while match := _IN_STRING.search(text, at):
        at = match.end()
        if match.group() == '"':
            return at, True
        if match.group() == "\n":
            return at - 1, False
        at += 1
    return len(text), False


def _plain(piece: str) -> Mapping[str, object] | None:
    """Return the JSON object of a piece; None if it is invalid or too long."""
    if len(piece) > _LONGEST:
        return None
    for attempt in (piece, _TRAILING.sub("", piece)):
        try:
            plain = json.loads(attempt)
        except (ValueError, RecursionError):
            continue
        if isinstance(plain, dict):
            return {str(name).strip().lower(): value for name, value in plain.items()}
    return None


def _number(value: object) -> int | None:
    """Return the number of a sentence as a judge writes it (12, "12", "E12", 12.0); None for anything else."""
    if isinstance(value, bool):
        return None
    if isinstance(value, float):
        return int(value) if value.is_integer() and abs(value) < 1e9 else None
    if isinstance(value, str):
        match = _NUMBER.fullmatch(value.strip()[:40])
        return int(match.group(1)) if match else None
    return value if isinstance(value, int) and abs(value) < 10**9 else None


def _share(value: object) -> float | None:
    if isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= 1:
        return float(value)
    return None


def _kinds(plain: Mapping[str, object]) -> tuple[Kind, ...]:
    """Return the known kinds of change; unknown ones are ignored silently, because nothing depends on them."""
    value = plain.get("kind", plain.get("kinds"))
    words = value if isinstance(value, list) else re.split(r"[,;/|+]", _text(value))
    known = [Kind(word) for word in (_text(item).lower() for item in words[:20]) if word in list(Kind)]
    return tuple(dict.fromkeys(known))


def _text(value: object) -> str:
    return value.strip() if isinstance(value, str) else ("true" if value is True else "false" if value is False else "")


def _left_out(reason: str, piece: str) -> LeftOut:
    return LeftOut(reason, shortened(clean_line(piece[: 4 * _SHOWN]), _SHOWN))
