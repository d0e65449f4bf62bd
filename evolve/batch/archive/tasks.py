"""The tasks of an archive, which any worker can do: read a text, and compare two halves.

The result of each is a line of the journal, found again by a digest of everything that it depends on. The comparison of
two halves depends on their texts alone, wherever they are in the archive, so that a new text leaves the others valid.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, cast

from evolve import __version__
from evolve.batch.archive.dated_text import DatedText
from evolve.batch.archive.halves import ComparedHalves, compare_halves
from evolve.batch.archive.recorded_lines import is_comparison, is_text
from evolve.batch.jobs.job import Line, Outcome, TextFile, attempted, digest_of, document_of
from evolve.settings import Settings
from evolve.text.clean import clean_line
from evolve.text.formulas import is_formula
from evolve.text.languages import recognised_language
from evolve.text.words.typography import plain_typography

_OF_COMPARING = ("language", "threshold", "trust", "equivalents", "shipped_equivalents", "voice")
"""The settings that a comparison of halves depends on."""


@dataclass(frozen=True, slots=True)
class ReadTask:
    """A text to be read."""

    text: TextFile
    settings: Settings
    version: str = __version__
    """The version of evolve; a worker with another version might read other sentences."""

    @property
    def label(self) -> str:
        """What the task does, for a person."""
        return clean_line(self.text.source)

    @property
    def name(self) -> str:
        """The name of its line, without the characters of its path that a terminal would interpret."""
        source, shown = self.text.source, clean_line(self.text.source)
        # Two paths may differ in such characters alone.
        mark = "" if shown == source else f" ({digest_of(source)[:16]})"
        return f"read in {self.settings.language}: {shown}{mark}"

    @property
    def key(self) -> str:
        """A digest of everything the result depends on."""
        text, choice = self.text, self.text.choice
        chosen = [choice.lines, choice.text_sha256] if choice else []
        body = text.own_body or self.settings.body
        return digest_of([self.version, text.source, text.label, text.sha256, self.settings.language, body, chosen])

    def accepts(self, line: Line) -> bool:
        """Return whether a line of the journal can be the outcome."""
        return is_text(line, clean_line(self.text.source), self.text.sha256)

    def outcome(self) -> Outcome:
        """Return the text. Raises EvolveError for one that cannot be read."""
        document = document_of(self.text, self.settings)
        sentences = [clean_line(sentence.text) for sentence in document.sentences]
        line: Line = {
            "source": clean_line(self.text.source),
            "label": clean_line(document.label),
            "title": clean_line(document.metadata.title),
            "date": document.date,
            "sha256": document.sha256,
            "language": document.language,
            "recognised": recognised_language([" ".join(sentences)]) or "",
            "notes": [clean_line(note) for note in (document.encoding_note, document.body_note()) if note],
            "sentences": sentences,
            "formulas": [n for n, sentence in enumerate(sentences) if is_formula(plain_typography(sentence))],
        }
        return Outcome(_done(self, line))


@dataclass(frozen=True, slots=True)
class CompareTask:
    """Two halves to be compared."""

    label: str
    """What the task does, for a person."""
    key: str
    """A digest of everything the result depends on."""
    earlier: tuple[tuple[str, ...], ...] = field(repr=False)
    """The sentences of each text of the earlier half."""
    later: tuple[tuple[str, ...], ...] = field(repr=False)
    settings: Settings = field(repr=False)
    """With the language of the archive."""
    version: str = __version__

    @property
    def name(self) -> str:
        """The name of its line."""
        return name_of_comparison(self.key)

    def accepts(self, line: Line) -> bool:
        """Return whether a line of the journal can be the outcome."""
        return is_comparison(line, sum(map(len, self.earlier)), sum(map(len, self.later)))

    def outcome(self) -> Outcome:
        """Return the comparison. Raises EvolveError for a voice that does not load."""
        result = compare_halves(self.earlier, self.later, self.settings)
        line: Line = {
            "threshold": result.threshold,
            "links": [list(link) for link in result.links],
            "near": [list(pair) for pair in result.near],
            "chance": list(result.chance),
        }
        return Outcome(_done(self, line))


Task = ReadTask | CompareTask


def name_of_comparison(key: str) -> str:
    """Return the name of the line of a comparison."""
    return f"compare {key[:16]}"


def key_of_comparison(earlier: Sequence[str], later: Sequence[str], settings: Settings) -> str:
    """Return the key of a comparison, by the keys of the texts of both halves."""
    plain = {name: getattr(settings, name) for name in _OF_COMPARING}
    return digest_of([__version__, list(earlier), list(later), plain])


def work(task: Task) -> Outcome:
    """Do a task. Raises nothing."""
    return attempted(task, task.outcome)


def _done(task: Task, line: Mapping[str, object]) -> Line:
    return {"pair": task.label, "name": task.name, "outcome": "done", "reason": "", **line}


def text_of(line: Line) -> DatedText:
    """Return the text in a line of the journal."""
    plain = cast("Mapping[str, Any]", line)
    return DatedText(
        source=plain["source"],
        label=plain["title"] or plain["label"],
        date=plain["date"],
        sha256=plain["sha256"],
        sentences=tuple(plain["sentences"]),
        formulas=frozenset(plain["formulas"]),
    )


def comparison_of(line: Line) -> ComparedHalves:
    """Return the comparison in a line of the journal."""
    plain = cast("Mapping[str, Any]", line)
    return ComparedHalves(
        threshold=plain["threshold"],
        links=tuple((before, after, score) for before, after, score in plain["links"]),
        near=tuple((before, after) for before, after in plain["near"]),
        chance=tuple(plain["chance"]),
    )
