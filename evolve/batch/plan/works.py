"""Find which texts of a folder are versions of one work, and their order, from the names of files and folders.

A name that recurs beside different words for versions, numbers or dates is a work: `amira draft 1`, `amira final`;
`draft 1/amira`, `draft 2/amira`; `2022/essay`, `2025/essay`. Nothing is guessed: comparing one pupil's draft with
another's would be nonsense that looks like a result. So texts are listed as unclear if their names do not show to which
work they belong, or which of them is earlier.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Literal

from evolve.batch.plan.name_parts import folded, is_draft_word, possible_names, stage_of
from evolve.batch.plan.named_text import (
    NamedText,
    key_without_number,
    named_text,
    natural_key,
    possible_names_in,
    read_again,
    stem_of,
)
from evolve.batch.plan.version_order import Reason, divided_by_dates, ordered_by_dates, ordered_by_name, unclear_reason
from evolve.model import NO_METADATA, Metadata

_MIN_SHARED_SHARE = 0.75
"""Minimum share of the texts of numbered folders that must have the name of a text in another one."""
_MAX_TWIN_SHARE = 0.75
"""Share of the texts of a folder that are versions of works, from which the others are not one work by their years."""
_MAX_NUMBERED = 6
"""Maximum number of texts that differ in a number alone and are versions; more are texts of different people."""
_MAX_MISSING = 2
"""Maximum number of versions that may be missing among those with a number."""
_MIN_WORKS = 3
"""Minimum number of works in a folder for a version word that few of them have to be taken for a name."""
_MAX_READ = 30
"""Maximum number of texts of a folder that are read to find out whether one author wrote them."""

Order = Literal["name", "copy", "number", "date"]


@dataclass(frozen=True, slots=True)
class WorkVersion:
    """One version of a work."""

    path: str
    """Relative to the folder, with "/" between its parts."""
    version: str
    """The words for the version in its name, such as "draft 2"; may be empty."""


@dataclass(frozen=True, slots=True)
class Work:
    """A text with its versions."""

    name: str
    """The name of the pupil or the work as written; may be empty."""
    versions: tuple[WorkVersion, ...]
    """The earliest first."""
    order: Order = "name"
    """The source of the order: words and dates in the names, the mark of a copy, numbers that no word explains, or
    dates in the texts."""


@dataclass(frozen=True, slots=True)
class Works:
    """The works of a folder."""

    works: tuple[Work, ...]
    alone: tuple[str, ...]
    """Texts without another version."""
    unclear: tuple[tuple[Reason, tuple[str, ...]], ...]
    """Texts that may be versions of one work, without certainty which of them or in which order, with the reason."""


def works_of(paths: Sequence[str], about: Callable[[str], Metadata] = lambda path: NO_METADATA) -> Works:
    """Return the texts of a folder as works.

    `paths` are relative to the folder. `about` returns the metadata of a text; it is called only where the names do not
    give the order.
    """
    return _Sorting({text.path: text for text in _without_names([*map(named_text, sorted(paths))])}, about).result()


@dataclass
class _Sorting:
    """The texts that are not sorted yet, and what was found."""

    left: dict[str, NamedText]
    """The texts that are not sorted yet, by path."""
    about: Callable[[str], Metadata]
    works: list[Work] = field(default_factory=list)
    unclear: list[tuple[Reason, tuple[str, ...]]] = field(default_factory=list)

    def result(self) -> Works:
        every = list(self.left.values())
        self._sort_numbered_between()
        self._sort(self._groups(self.left.values(), NamedText.key))
        self._sort_version_folders()
        self._sort_numbered_folders()
        self._sort_by_bare_number()
        self._sort_dated_folders(every)
        self._sort_by_authors(every)
        self._refuse_same_names()
        works = sorted(self.works, key=lambda work: (natural_key(work.versions[0].path), work.versions[0].path))
        return Works(tuple(works), tuple(self.left), tuple(self.unclear))

    def _groups(
        self, texts: Iterable[NamedText], key: Callable[[NamedText], tuple[str, ...]]
    ) -> list[tuple[tuple[str, ...], list[NamedText]]]:
        groups: dict[tuple[str, ...], list[NamedText]] = defaultdict(list)
        for text in texts:
            groups[key(text)].append(text)
        return [(key, group) for key, group in groups.items() if len(group) > 1]

    def _sort(self, groups: Iterable[tuple[tuple[str, ...], list[NamedText]]], *, by_number: bool = False) -> None:
        """Make each group a work, several works, or unclear; its texts are then sorted."""
        for _, group in groups:
            divided = divided_by_dates(group)
            for texts in divided:
                reason = unclear_reason(texts)
                ordered = None if reason else ordered_by_name(texts)
                by_dates = None if reason or ordered else self._ordered_by_dates(texts)
                if ordered or by_dates:
                    order: Literal["name", "number", "date"] = "date" if by_dates else "number" if by_number else "name"
                    self.works.append(_work(ordered or by_dates or (), order, has_date=len(divided) == 1))
                else:
                    reason = reason or "their names do not show which is earlier"
                    self.unclear.append((reason, tuple(text.path for text in texts)))
            self._remove(group)

    def _ordered_by_dates(self, texts: Sequence[NamedText]) -> list[NamedText] | None:
        """Return texts in the order of the dates that they contain; None if those are not certain."""
        return ordered_by_dates(texts, {text.path: self.about(text.path).date for text in texts})

    def _sort_numbered_between(self) -> None:
        """Sort texts of which some have a bare number, others a version word, and one neither: a, a2, a-final."""
        for _, group in self._groups(self.left.values(), key_without_number):
            numbered = [text for text in group if text.stem.bare_number]
            others = [text for text in group if not text.stem.bare_number]
            first = [text for text in others if not (text.words or text.number or text.date or text.copy)]
            numbers = sorted(text.stem.bare_number for text in numbered)
            if len(first) != 1 or len(others) < 2 or numbers != [(n,) for n in range(2, len(numbered) + 2)]:
                continue
            if len(group) <= _MAX_NUMBERED and _may_be_numbered(numbered, len(group)):
                for text in numbered:
                    text.by_number = True
                self._sort([((), group)], by_number=True)

    def _sort_by_bare_number(self) -> None:
        """Sort texts whose names differ in a number that is beside no version word."""
        for _, group in self._groups(self.left.values(), key_without_number):
            numbered = [text for text in group if text.stem.bare_number]
            if not _may_be_numbered(numbered, len(group)):
                continue
            if len(numbered) > _MAX_NUMBERED:
                reason = f"{len(numbered)} names differ in a number alone, which may be that of a person"
                self.unclear.append((reason, tuple(text.path for text in group)))
                self._remove(group)
                continue
            for text in numbered:
                text.by_number = True
            self._sort([((), group)], by_number=True)

    def _sort_version_folders(self) -> None:
        """Sort texts of the same names in folders that name a version and more: `draft, 3 May/amira`, `final/amira`."""
        for n in range(self._depth()):
            families: dict[tuple[str, ...], list[NamedText]] = defaultdict(list)
            for text in self.left.values():
                if len(text.folders) > n and text.stem.key and stage_of(text.folders[n].words, text.folders[n].number):
                    families[tuple(part.key for part in text.folders[:n])].append(text)
            for family in filter(_has_shared_names, families.values()):
                for text in family:
                    text.version_folder = n
                self._sort(self._groups(family, NamedText.key))

    def _sort_numbered_folders(self) -> None:
        """Sort texts of the same names in folders that differ in a number, such as `1/amira` and `2/amira`."""
        for n in range(self._depth()):
            families: dict[tuple[str, ...], list[NamedText]] = defaultdict(list)
            for text in self.left.values():
                if len(text.folders) > n and text.folders[n].bare_number and text.stem.key:
                    outer = tuple(part.key for part in text.folders[:n])
                    families[(*outer, text.folders[n].key_without_number)].append(text)
            for family in filter(_has_shared_names, families.values()):
                for text in family:
                    text.folder_by_number = n
                self._sort(self._groups(family, NamedText.key))

    def _depth(self) -> int:
        return max((len(text.folders) for text in self.left.values()), default=0)

    def _sort_dated_folders(self, every: Sequence[NamedText]) -> None:
        """Sort a folder of texts with different names, each of another year, as one work: 2022-peace, 2025-war."""
        for folder, texts in _by_folder(every).items():
            alone = [text for text in texts if text.path in self.left]
            if len(alone) < 2 or len(texts) - len(alone) >= _MAX_TWIN_SHARE * len(texts):
                continue
            years = {text.stem.date[:4] for text in texts}
            if "" in years or len(years) < len(texts) or any(text.words for text in texts):
                continue
            if len(alone) < len(texts):
                paths = {text.path for text in texts}
                self.works = [work for work in self.works if not any(v.path in paths for v in work.versions)]
            ordered = sorted(texts, key=lambda text: text.date)
            name = "" if folder == "." else folder
            versions = tuple(WorkVersion(text.path, stem_of(text.path)) for text in ordered)
            self.works.append(Work(name, versions))
            self._remove(texts)

    def _sort_by_authors(self, every: Sequence[NamedText]) -> None:
        """Sort a folder of texts that all name the same authors, and different dates, whatever their file names."""
        for folder, texts in _by_folder(every).items():
            if not 1 < len(texts) <= _MAX_READ or not all(text.path in self.left for text in texts):
                continue
            abouts = [self.about(text.path) for text in texts]
            authors = {frozenset(map(folded, about.authors)) for about in abouts}
            ordered = self._ordered_by_dates(texts) if len(authors) == 1 and authors != {frozenset()} else None
            if ordered:
                versions = tuple(WorkVersion(text.path, stem_of(text.path)) for text in ordered)
                self.works.append(Work("" if folder == "." else folder, versions, "date"))
                self._remove(texts)

    def _refuse_same_names(self) -> None:
        """List as unclear texts of the same names in folders side by side whose names give no order."""
        families: dict[str, list[NamedText]] = defaultdict(list)
        for text in self.left.values():
            if text.folders and text.stem.key:
                families[str(PurePosixPath(text.folder).parent)].append(text)
        for family in filter(_has_shared_names, families.values()):
            names = Counter(text.stem.key for text in family)
            texts = [text for text in family if names[text.stem.key] > 1]
            folders = ", ".join(dict.fromkeys(text.folder for text in texts))
            reason = f"the folders {folders} do not show which has the earlier versions"
            self.unclear.append((reason, tuple(text.path for text in texts)))
            self._remove(texts)

    def _remove(self, texts: Iterable[NamedText]) -> None:
        for text in texts:
            self.left.pop(text.path, None)


def _by_folder(texts: Iterable[NamedText]) -> Mapping[str, list[NamedText]]:
    folders: dict[str, list[NamedText]] = defaultdict(list)
    for text in texts:
        folders[text.folder].append(text)
    return folders


def numbered_like(versions: Sequence[str], others: Sequence[str]) -> list[str]:
    """Return the paths of others whose names are that of a work with a number: "letter2" beside "letter-final"."""

    def key_without_digits(path: str) -> tuple[str, ...]:
        return tuple(filter(None, (part.rstrip(" 0123456789") for part in named_text(path).key())))

    works = {key_without_digits(path) for path in versions}
    return [path for path in others if key_without_digits(path) in works]


def _has_shared_names(texts: Sequence[NamedText]) -> bool:
    """Return whether two names or more recur, and nearly all texts have a name that does."""
    names = Counter(text.stem.key for text in texts)
    shared = [count for count in names.values() if count > 1]
    return len(shared) > 1 and sum(shared) >= _MIN_SHARED_SHARE * len(texts)


def _may_be_numbered(texts: Sequence[NamedText], count: int) -> bool:
    """Return whether the bare numbers in names may be those of versions; `count` is the number of texts with that name.

    If a name gives its version in another way, its number has another meaning, as the 2 of "Anna 2 draft".
    """
    if not texts or any(text.number or text.date or text.copy for text in texts):
        return False
    if any(text.words - possible_names(text.words) for text in texts):
        return False
    numbers = [text.stem.bare_number for text in texts]
    if not all(text.stem.is_number_last for text in texts) and len(texts) < count:
        return False
    is_all = not any(text.stem.key_without_number for text in texts)
    return is_all or max(numbers)[0] - min(numbers)[0] < count + _MAX_MISSING


def _work(texts: Sequence[NamedText], order: Order, *, has_date: bool) -> Work:
    common = frozenset.intersection(*(text.words for text in texts))
    of_title = frozenset(word for word in common if not is_draft_word(word))
    if any(part.number for text in texts for part in text.parts):
        of_title = frozenset()
    if of_title or not has_date:
        texts = [read_again(text, of_title, has_date=has_date) for text in texts]
    return Work(texts[0].name, tuple(WorkVersion(text.path, text.version) for text in texts), order)


def _without_names(texts: Sequence[NamedText]) -> list[NamedText]:
    """Return the texts of a folder with version words as names where few works have them: the Neu of "Anna Neu"."""
    works = {text.key() for text in texts}
    works_with: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for text in texts:
        for word in possible_names_in(text):
            works_with[word].add(text.key())
    names = frozenset(word for word, found in works_with.items() if 2 * len(found) < len(works))
    if len(works) < _MIN_WORKS or not names:
        return list(texts)
    found = [(text, names & possible_names_in(text)) for text in texts]
    return [read_again(text, of_title, has_date=True) if of_title else text for text, of_title in found]
