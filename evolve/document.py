"""One version of a text: what it says, which part of it is the essay, and its sentences.

A document is made from text or from sentences someone has already cut; files are read in `evolve.read`. Whatever it is
made from, its text is clean: no control character or hidden direction mark survives, so no screen or report has to
think of them again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from evolve.errors import UsageError
from evolve.model import Sentence
from evolve.text.body import Line, find_body, paragraphs_of
from evolve.text.clean import clean, clean_line
from evolve.text.sentences import segment


@dataclass(frozen=True, slots=True)
class BodyRange:
    """Consecutive lines that are the essay."""

    first: int
    """The first line, counted from 1."""
    last: int
    """The last line, inclusive."""
    by: Literal["auto", "user"]
    """Who said so: "auto" (the rules) or "user"."""


@dataclass(frozen=True, slots=True)
class Document:
    """One version: its text, its body, its sentences, where it came from."""

    label: str
    """What the version is called on screens and in reports."""
    text: str = field(repr=False)
    """The decoded, cleaned text; every sentence is a span of it."""
    sentences: tuple[Sentence, ...] = field(repr=False)
    """The sentences of the body, in order."""
    source: str = ""
    """Where it was read from, as the user wrote it; empty for text made in memory."""
    sha256: str = ""
    """Of the bytes it was read from; of the UTF-8 text otherwise."""
    encoding: str = "utf-8"
    """How the bytes were decoded."""
    body: tuple[BodyRange, ...] = ()
    """The lines of the text that are the essay."""
    lines: tuple[Line, ...] = field(default=(), repr=False)
    """Every line of the text with what was decided about it; empty for sentences that came already cut."""

    @classmethod
    def from_text(
        cls,
        text: str,
        *,
        label: str = "",
        body: str = "auto",
        language: str = "english",
        source: str = "",
        sha256: str = "",
        encoding: str = "utf-8",
    ) -> Document:
        """Find the body and the sentences of a text.

        `body` is "auto" (the named rules decide), "all", or lines counted from 1: "5-27", "5-27,30-31".
        Raises UsageError for a body that is none of these or lies outside the text, and for an unknown language.
        """
        tidy = clean(text)
        lines = find_body(tidy, body)
        return cls(
            label=clean_line(label),
            text=tidy,
            sentences=segment(tidy, paragraphs_of(tidy, lines), language=language),
            source=source,
            sha256=sha256 or _digest(text),
            encoding=encoding,
            body=_ranges(lines, "auto" if body == "auto" else "user"),
            lines=lines,
        )

    @classmethod
    def from_sentences(
        cls, sentences: Sequence[str], *, label: str = "", paragraphs: Sequence[int] | None = None
    ) -> Document:
        """Take sentences that are already cut, one string each, in order.

        `paragraphs` gives the paragraph number of each sentence; without it all stand in one. The document's text is
        the sentences, a line each; a sentence that is empty, or becomes so when it is cleaned, keeps its place. Raises
        UsageError when there are not as many paragraph numbers as sentences.
        """
        numbers = [0] * len(sentences) if paragraphs is None else list(paragraphs)
        if len(numbers) != len(sentences):
            raise UsageError(
                f"{len(sentences)} sentences came with {len(numbers)} paragraph numbers",
                next_step="give one paragraph number for each sentence",
            )
        out: list[Sentence] = []
        at = 0
        tidy = [clean_line(sentence) for sentence in sentences]
        for sentence, paragraph in zip(tidy, numbers, strict=True):
            out.append(Sentence(sentence, paragraph, at, at + len(sentence)))
            at += len(sentence) + 1
        text = "\n".join(tidy)
        return cls(
            label=clean_line(label),
            text=text,
            sentences=tuple(out),
            sha256=_digest(text),
            body=(BodyRange(1, len(tidy), "user"),) if tidy else (),
        )


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _ranges(lines: Sequence[Line], by: Literal["auto", "user"]) -> tuple[BodyRange, ...]:
    """The kept lines as runs; blank lines between two kept ones belong to the run."""
    out: list[BodyRange] = []
    broken = True
    for line in lines:
        if line.kept and line.rule != "blank":
            if broken:
                out.append(BodyRange(line.number, line.number, by))
            else:
                out[-1] = BodyRange(out[-1].first, line.number, by)
            broken = False
        elif line.rule != "blank":
            broken = True
    return tuple(out)
