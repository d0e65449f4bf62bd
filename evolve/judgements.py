"""A person's words on pairs of sentences, kept safe on disk and read back.

A judgement is work that no program can do again, so it is on the disk before anybody is told that it is saved, and
nothing that is in the file is ever rewritten: words are appended, and taken back by appending that. The file is JSON
Lines, one word a line, to be read, compared line by line and sent; CSV is read as well, because that is what people
keep labels in.
"""

from __future__ import annotations

from pathlib import Path

from evolve.document import Document
from evolve.model import Judgement


def read_judgements(path: str | Path) -> tuple[Judgement, ...]:
    """The judgements of a file, JSON Lines or CSV, in their order; of several on one pair the last.

    CSV has a header with `before`, `after` and `verdict`, and may have `kinds` (joined by ";"), `note` and `by`.
    Raises InputError for a file that cannot be read, is empty, lacks a column, or has an unknown verdict or kind,
    naming the line.
    """
    raise NotImplementedError


def write_judgements(path: str | Path, judgements: tuple[Judgement, ...]) -> None:
    """Write judgements to a new file: CSV when its name ends in `.csv`, JSON Lines otherwise."""
    raise NotImplementedError


class JudgementStore:
    """The judgements on one pair of versions, on disk.

    Opening one creates nothing. Several may be open on the same pair, in one process or in many: none loses another's
    words, and each sees them at the next `all()`. The pair opened the other way round is the same store, turned.
    """

    path: Path
    """Where the next word goes; the file is there from the first word on."""

    @classmethod
    def open(cls, before: Document, after: Document, *, folder: Path | None = None) -> JudgementStore:
        """The store of a pair of versions.

        Beside the earlier version's file, where that can be written to; else in the person's own data folder, as for
        text that was made in memory. `folder` is used in place of either. Raises nothing: what is wrong with a file
        that is there is told in `warnings`.
        """
        raise NotImplementedError

    def all(self) -> tuple[Judgement, ...]:
        """The words in force, in the order they were given; of several on one pair the last.

        Reads again only what has been added since. Fit for `Comparison.judged`.
        """
        raise NotImplementedError

    def add(self, judgement: Judgement) -> None:
        """Take a word down; it is on the disk when this returns.

        Raises UsageError, with nothing taken down, when it cannot be saved.
        """
        raise NotImplementedError

    def undo(self) -> Judgement | None:
        """Take back the last word this store was given and has not taken back; None when there is none.

        What was said of the pair before, by anyone, is in force again. Raises UsageError as `add` does.
        """
        raise NotImplementedError

    @property
    def warnings(self) -> tuple[str, ...]:
        """What could not be read, in words for a person: a torn line, a file that is none; empty when all is well."""
        raise NotImplementedError
