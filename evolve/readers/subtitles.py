"""Read the text of subtitles (.srt, .vtt): cues joined into running text, with the turns of speakers as paragraphs.

Automatic captions roll: each cue repeats the line before it. Where most cues do so, the repetitions are dropped. Where
captions have no sentence ends at all, each line is a paragraph, because nothing shows where a sentence ends.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import unescape
from itertools import pairwise

from evolve.readers.blocks import Block, text_of
from evolve.readers.content import Content, View
from evolve.readers.encodings import decode
from evolve.text.clean import clean
from evolve.text.paragraphs import ends_sentence

_CLOCK = r"(?:(\d{1,3}):)?(\d{1,2}):(\d{1,2})[.,](\d{1,3})"
_TIMING = re.compile(rf"\s{{0,9}}{_CLOCK}\s{{0,9}}-->\s{{0,9}}{_CLOCK}")
_NOT_CUES = ("NOTE", "STYLE", "REGION")
_TAG = re.compile(r"</?[a-zA-Z0-9][^<>]{0,200}>|\{\\?[a-zA-Z][^{}]{0,100}\}")
_VOICE = re.compile(r"\s{0,9}<v(?:\.[^\s<>]{1,50})?\s([^<>]{1,80})>")
_NEW_TURN = re.compile(r"(?:>>+|»|[-–—](?=\s?[\"“‘'¿¡]?[^\W\d_a-z]))\s*")
_NAMED = re.compile(r"[^\W\d_][\w .'’-]{0,38}:\s")
_MIN_ROLLING_SHARE = 0.3
"""Minimum share of cues that begin with the last line of the cue before, in captions that roll."""
_MIN_SENTENCE_ENDS = 0.01
"""Minimum number of sentence ends for each word of captions with punctuation."""
_PAUSE = 3.0
"""Length of a pause, in seconds, that ends a paragraph after the end of a sentence."""


@dataclass(frozen=True, slots=True)
class _Cue:
    start: float
    """When it is shown, in seconds."""
    end: float
    lines: tuple[str, ...]


def read_subtitles(data: bytes, where: str, view: View = "final") -> Content:
    """Return the spoken text of subtitles. Raises InputError as `decode` does."""
    decoded = decode(data, where)
    cues = _without_rolling(list(_cues(clean(decoded.text).split("\n"))))
    words = sum(len(line.split()) for cue in cues for line in cue.lines)
    ends = sum(ends_sentence(line) for cue in cues for line in cue.lines)
    has_sentences = ends >= _MIN_SENTENCE_ENDS * words
    paragraphs = _turns(cues) if has_sentences else [_plain(line) for cue in cues for line in cue.lines]
    note = "" if has_sentences else "the captions have no sentence ends; each line is taken as a sentence"
    return Content(
        text_of(Block("paragraph", text) for text in paragraphs if text),
        decoded.encoding,
        "; ".join(filter(None, (decoded.note, note))),
    )


def _cues(lines: Sequence[str]) -> Iterator[_Cue]:
    """Yield the cues, each with the lines between its times and the identifier of the next cue."""
    timings = [(k, timing) for k, line in enumerate(lines) if "-->" in line and (timing := _TIMING.match(line))]
    for n, (k, timing) in enumerate(timings):
        following = timings[n + 1][0] if n + 1 < len(timings) else len(lines)
        if n + 1 < len(timings) and _is_identifier(lines, following - 1, k):
            following -= 1
        shown: list[str] = []
        for at in range(k + 1, following):
            if lines[at].startswith(_NOT_CUES) and not lines[at - 1]:
                break
            if lines[at].strip():
                shown.append(lines[at].strip())
        yield _Cue(_seconds(timing.groups()[:4]), _seconds(timing.groups()[4:]), tuple(shown))


def _is_identifier(lines: Sequence[str], at: int, timing: int) -> bool:
    """Return whether the line before the times of a cue is its identifier."""
    line = lines[at].strip()
    return at > timing and bool(line) and (line.isdigit() or not lines[at - 1].strip())


def _seconds(parts: Sequence[str | None]) -> float:
    hours, minutes, seconds, fraction = (part or "0" for part in parts)
    return int(hours) * 3600 + int(minutes) * 60 + int(seconds) + int(fraction.ljust(3, "0")) / 1000


def _without_rolling(cues: Sequence[_Cue]) -> list[_Cue]:
    """Return the cues without the lines that they repeat from the cue before, if the captions roll."""
    shown = [cue for cue in cues if cue.lines]
    plain = [tuple(map(_plain, cue.lines)) for cue in shown]
    repeats = sum(lines[0] == before[-1] for before, lines in pairwise(plain))
    if repeats < _MIN_ROLLING_SHARE * len(shown) or repeats < 2:
        return shown
    kept: list[_Cue] = []
    before: tuple[str, ...] = ()
    for cue, lines in zip(shown, plain, strict=True):
        repeated = next(
            (count for count in range(min(len(lines), len(before)), 0, -1) if before[-count:] == lines[:count]), 0
        )
        if repeated < len(lines):
            kept.append(_Cue(cue.start, cue.end, cue.lines[repeated:]))
        before = lines
    return kept


def _turns(cues: Sequence[_Cue]) -> list[str]:
    """Return the text of each turn of a speaker, and of each stretch between pauses."""
    turns: list[list[str]] = []
    speaker = ""
    shown_until = 0.0
    for cue in cues:
        is_after_pause = cue.start - shown_until >= _PAUSE
        shown_until = max(shown_until, cue.end)
        for line in cue.lines:
            voice = _VOICE.match(line)
            text = _plain(line)
            mark = _NEW_TURN.match(text)
            text = text[mark.end() :] if mark else text
            if not text:
                continue
            name = " ".join(unescape(voice[1]).split()) if voice else speaker
            has_ended = not turns or ends_sentence(turns[-1][-1])
            begins = name != speaker or mark is not None or (has_ended and (is_after_pause or _NAMED.match(text)))
            if begins or not turns:
                turns.append([f"{name}: {text}" if voice and name != speaker else text])
            else:
                turns[-1].append(text)
            speaker = name
            is_after_pause = False
    return [" ".join(turn) for turn in turns]


def _plain(line: str) -> str:
    """Return a line without tags and codes."""
    return " ".join(unescape(_TAG.sub("", line)).split())
