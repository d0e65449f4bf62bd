"""Read the answer of a judge: whatever came back, as text from anywhere.

Readers wrap what they were asked for in prose, code fences or lists, leave commas at the ends, invent numbers, repeat
themselves and stop in the middle. Every JSON object with the asked-for fields is taken, wherever it is; what cannot be
used is listed and left out, and nothing is guessed. One pass, linear in the length of the answer. Pure.
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
"""Characters of an answer that are read; nobody writes as much about two texts."""
_LONGEST = 4_000  # characters of one object; a verdict with its note has about a hundred
_NOTE = 300  # characters of a note that are kept
_SHOWN = 80  # characters of what was left out that are shown
_DONE = "done"
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
    """In what ways the judge finds that the claim changed."""
    note: str = ""
    """What the judge remarks, on one line."""
    score: float | None = None
    """0..1, how sure the judge is; None where it does not say."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A piece of an answer that cannot be used."""

    reason: str
    """Why, in a few words for a person: "unknown number", "repeated pair" …"""
    piece: str
    """Its beginning, on one line."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What an answer says."""

    found: tuple[Found, ...] = ()
    """Of each pair one verdict, in the order in which they came."""
    left_out: tuple[LeftOut, ...] = ()
    done: str | None = None
    """The digest of the task that the judge says it has finished; None where it does not say so."""

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing in it that was asked for."""
        return not self.found and self.done is None


def read_answer(text: str, before: Collection[int], after: Collection[int]) -> Answer:
    """Return the verdicts of an answer on pairs of some earlier and some later sentences, by their indices."""
    left_out: list[LeftOut] = []
    found: dict[Pair, Found] = {}
    done = None
    if len(text) > MOST:
        left_out.append(LeftOut("answer cut off, it is too long", text[MOST : MOST + _SHOWN]))
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
    """Return the verdicts of a program that was given pairs, numbered from 1."""
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
            reason = "unknown number"
        else:
            b, a = pairs[number - 1]
            reason = _take({**plain, "before": b + 1, "after": a + 1}, {b}, {a}, found)
        if reason:
            left_out.append(_left_out(reason, piece))
    return Answer(tuple(found.values()), tuple(left_out))


def summary_of(left_out: Sequence[LeftOut]) -> str:
    """Return what was left out and why, counted; empty where nothing was: "2 broken lines, 1 unknown number"."""
    counts = Counter(piece.reason for piece in left_out)
    return ", ".join(f"{count} × {reason}" for reason, count in counts.items())


def _take(
    plain: Mapping[str, object], before: Collection[int], after: Collection[int], found: dict[Pair, Found]
) -> str:
    """Add the verdict of one object to those found; return why it cannot be used, or an empty string."""
    numbers = _number(plain.get("before")), _number(plain.get("after"))
    if numbers[0] is None or numbers[1] is None:
        return "no number"
    pair = numbers[0] - 1, numbers[1] - 1
    if pair[0] not in before or pair[1] not in after:
        return "unknown number"
    verdict = _VERDICTS.get(_text(plain.get("verdict")).lower())
    if verdict is None:
        return "unknown verdict"
    if pair in found:
        if found[pair].verdict is verdict:
            return "repeated pair"
        # Whoever says both has not decided.
        found[pair] = replace(found[pair], verdict=Verdict.UNSURE)
        return "contradicted pair"
    note = clean_line(_text(plain.get("note"))[: 4 * _NOTE])
    found[pair] = Found(pair, verdict, _kinds(plain), shortened(note, _NOTE), _share(plain.get("score")))
    return ""


def _objects(text: str) -> Iterator[str]:
    """The innermost JSON objects of a text, as they are written; one that is never closed is broken, and given too."""
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
    """The place after a string that has begun, and whether it is closed; a string ends with its line at the latest."""
    while match := _IN_STRING.search(text, at):
        at = match.end()
        if match.group() == '"':
            return at, True
        if match.group() == "\n":
            return at - 1, False
        at += 1
    return len(text), False


def _plain(piece: str) -> Mapping[str, object] | None:
    """The object of a piece; None where there is none."""
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
    """A sentence's number as a judge writes it: 12, "12", "E12", 12.0."""
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
    """The kinds of change that are ours; others are left out without a word, because nothing depends on them."""
    value = plain.get("kind", plain.get("kinds"))
    words = value if isinstance(value, list) else re.split(r"[,;/|+]", _text(value))
    known = [Kind(word) for word in (_text(item).lower() for item in words[:20]) if word in list(Kind)]
    return tuple(dict.fromkeys(known))


def _text(value: object) -> str:
    return value.strip() if isinstance(value, str) else ("true" if value is True else "false" if value is False else "")


def _left_out(reason: str, piece: str) -> LeftOut:
    return LeftOut(reason, shortened(clean_line(piece[: 4 * _SHOWN]), _SHOWN))
