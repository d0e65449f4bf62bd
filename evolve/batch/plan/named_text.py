"""A text of a folder with what the names of its file and folders give: words for versions, numbers, dates, copies."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from evolve.batch.plan.name_parts import NameParts, folded, name_parts, ordinals_of_drafts, possible_names

_MAX_DIGITS = 400  # longer numbers are compared as letters


@dataclass(slots=True)
class NamedText:
    """A text with the parts of its path."""

    path: str
    """Relative to the folder, with "/" between its parts."""
    folders: tuple[NameParts, ...]
    stem: NameParts
    by_number: bool = False
    """Whether the bare number in its stem is that of the version."""
    folder_by_number: int | None = None
    """The index of the folder whose bare number is that of the version."""
    version_folder: int | None = None
    """The index of the folder that names nothing but the version, whatever else is in its name."""

    @property
    def parts(self) -> tuple[NameParts, ...]:
        return (*self.folders, self.stem)

    @property
    def words(self) -> frozenset[str]:
        return frozenset().union(*(part.words for part in self.parts))

    @property
    def number(self) -> tuple[int, ...]:
        numbers = [part.number for part in self.parts]
        if self.by_number:
            numbers.append(self.stem.bare_number)
        if self.folder_by_number is not None:
            numbers.insert(0, self.folders[self.folder_by_number].bare_number)
        return tuple(n for number in numbers for n in number)

    @property
    def date(self) -> str:
        return next((part.date for part in reversed(self.parts) if part.date), "")

    @property
    def copy(self) -> tuple[int, ...]:
        return tuple(n for part in self.parts for n in part.copy)

    @property
    def folder(self) -> str:
        return str(PurePosixPath(self.path).parent)

    def key(self) -> tuple[str, ...]:
        """Return the key of the work: those of its folders and of its name."""
        keys = [
            part.key_without_number if n == self.folder_by_number else part.key
            for n, part in enumerate(self.folders)
            if n != self.version_folder
        ]
        keys.append(self.stem.key_without_number if self.by_number else self.stem.key)
        return tuple(filter(None, keys))

    @property
    def name(self) -> str:
        """The name of the work as written: the parts of its path without the version."""
        titles = [
            part.title_without_number if n == self.folder_by_number else part.title
            for n, part in enumerate(self.folders)
            if n != self.version_folder
        ]
        titles.append(self.stem.title_without_number if self.by_number else self.stem.title)
        return "/".join(filter(None, titles))

    @property
    def version(self) -> str:
        """The words for the version in its path, as written."""
        shown = [
            part.version or (part.title if n == self.folder_by_number else "") for n, part in enumerate(self.folders)
        ]
        shown.append(self.stem.version)
        if self.by_number:
            shown.append(".".join(map(str, self.stem.bare_number)))
        return " ".join(filter(None, shown))


def named_text(path: str) -> NamedText:
    """Return the text at a path, with its names read."""
    return NamedText(path, tuple(map(name_parts, PurePosixPath(path).parent.parts)), name_parts(stem_of(path)))


def read_again(text: NamedText, of_title: frozenset[str], *, has_date: bool) -> NamedText:
    """Return a text with the words of its title that could name a version put back into the title."""
    parts = PurePosixPath(text.path).parent.parts
    folders = tuple(name_parts(part, ignoring=of_title, has_date=has_date) for part in parts)
    stem = name_parts(stem_of(text.path), ignoring=of_title, has_date=has_date)
    return replace(text, folders=folders, stem=stem)


def key_without_number(text: NamedText) -> tuple[str, ...]:
    """Return the key of a text without the bare number in the name of its file."""
    folders = tuple(part.key for part in text.folders)
    return (*folders, text.stem.key_without_number if text.stem.bare_number else text.stem.key)


def possible_names_in(text: NamedText) -> frozenset[str]:
    """Return the version words of a text that may be names of people."""
    return possible_names(text.words).difference(*map(ordinals_of_drafts, text.parts))


def stem_of(path: str) -> str:
    """Return the name of a file without its suffix, and without that of the text in a packed file."""
    pure = PurePosixPath(path)
    return PurePosixPath(pure.stem).stem if pure.suffix.lower() == ".gz" else pure.stem


def natural_key(name: str) -> list[tuple[int, str]]:
    """Return the sort key of a name: numbers by value, letters without regard to case."""
    parts = re.split(r"(\d+)", folded(name))
    return [(int(part), "") if at % 2 and len(part) < _MAX_DIGITS else (-1, part) for at, part in enumerate(parts)]
