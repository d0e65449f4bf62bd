"""Labels in a file of one person's own, apart from what is kept of the texts: how a second person judges them."""

from __future__ import annotations

from pathlib import Path

from evolve.errors import UsageError
from evolve.judgements.appending import WordFile
from evolve.judgements.places import Place
from evolve.judgements.words import Word, in_force, tidied
from evolve.model import Judgement
from evolve.text.clean import clean_line


class OwnFile:
    """The labels of one file, whatever texts they are about."""

    def __init__(self, path: Path) -> None:
        self._file = WordFile(Place(path, turned=False))
        self._given: list[Judgement] = []

    @property
    def path(self) -> Path:
        """The file; it is there from the first label on."""
        return self._file.place.path

    @property
    def warnings(self) -> tuple[str, ...]:
        """What could not be read of it, in words for a person."""
        self.all()
        return self._file.warnings

    def all(self) -> tuple[Judgement, ...]:
        """The labels in force."""
        return in_force(self._file.words())

    def add(self, judgement: Judgement) -> None:
        """Take one down; it is on the disk when this returns. Raises UsageError when that fails."""
        judgement = tidied(judgement)
        self._append(Word(judgement))
        self._given.append(judgement)

    def undo(self) -> Judgement | None:
        """Take back the last one of this session."""
        if not self._given:
            return None
        self._append(Word(self._given[-1], withdrawn=True))
        return self._given.pop()

    def _append(self, word: Word) -> None:
        try:
            self._file.append(word)
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            step = "choose another place with --to"
            where = clean_line(str(self.path))
            raise UsageError(f"the label cannot be saved ({reason})", next_step=step, where=where) from None
