"""Find which texts of a folder are versions of one work, and their order, from the names of files and folders.

A name that recurs beside different words for versions, numbers or dates is a work: `amira draft 1`, `amira final`;
`draft 1/amira`, `draft 2/amira`; `2022/essay`, `2025/essay`. Nothing is guessed: comparing one pupil's draft with
another's would be nonsense that looks like a result. So texts are listed as unclear if their names do not show to which
work they belong, or which of them is earlier.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from pathlib import PurePosixPath
from typing import Literal

from evolve.batch.plan.name_parts import (
    NameParts,
    folded,
    is_draft_word,
    name_parts,
    ordinals_of_drafts,
    possible_names,
    stage_of,
)
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
_MAX_DIGITS = 400  # longer numbers are compared as letters

Reason = str
Order = Literal["name", "copy", "number", "date"]
Stage = tuple[int, tuple[int, ...], int]


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


@dataclass(slots=True)
class _Text:
    path: str
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


def works_of(paths: Sequence[str], about: Callable[[str], Metadata] = lambda path: NO_METADATA) -> Works:
    """Return the texts of a folder as works.

    `paths` are relative to the folder. `about` returns the metadata of a text; it is called only where the names do not
    give the order.
    """
    return _Sorting({text.path: text for text in _without_names([*map(_text, sorted(paths))])}, about).result()


@dataclass
class _Sorting:
    """The texts that are not sorted yet, and what was found."""

    left: dict[str, _Text]
    """The texts that are not sorted yet, by path."""
    about: Callable[[str], Metadata]
    works: list[Work] = field(default_factory=list)
    unclear: list[tuple[Reason, tuple[str, ...]]] = field(default_factory=list)

    def result(self) -> Works:
        every = list(self.left.values())
        self._sort_numbered_between()
        self._sort(self._groups(self.left.values(), _Text.key))
        self._sort_version_folders()
        self._sort_numbered_folders()
        self._sort_by_bare_number()
        self._sort_dated_folders(every)
        self._sort_by_authors(every)
        self._refuse_same_names()
        works = sorted(self.works, key=lambda work: (natural_key(work.versions[0].path), work.versions[0].path))
        return Works(tuple(works), tuple(self.left), tuple(self.unclear))

    def _groups(
        self, texts: Iterable[_Text], key: Callable[[_Text], tuple[str, ...]]
    ) -> list[tuple[tuple[str, ...], list[_Text]]]:
        groups: dict[tuple[str, ...], list[_Text]] = defaultdict(list)
        for text in texts:
            groups[key(text)].append(text)
        return [(key, group) for key, group in groups.items() if len(group) > 1]

    def _sort(self, groups: Iterable[tuple[tuple[str, ...], list[_Text]]], *, by_number: bool = False) -> None:
        """Make each group a work, several works, or unclear; its texts are then sorted."""
        for _, group in groups:
            divided = _divided(group)
            for texts in divided:
                reason = _unclear_reason(texts)
                ordered = None if reason else _ordered_by_name(texts)
                by_dates = None if reason or ordered else self._ordered_by_dates(texts)
                if ordered or by_dates:
                    order: Literal["name", "number", "date"] = "date" if by_dates else "number" if by_number else "name"
                    self.works.append(_work(ordered or by_dates or (), order, has_date=len(divided) == 1))
                else:
                    reason = reason or "their names do not show which is earlier"
                    self.unclear.append((reason, tuple(text.path for text in texts)))
            self._remove(group)

    def _ordered_by_dates(self, texts: Sequence[_Text]) -> list[_Text] | None:
        """Return texts in the order of the dates that they contain; None if those are not certain."""
        return _by_dates(texts, {text.path: self.about(text.path).date for text in texts})

    def _sort_numbered_between(self) -> None:
        """Sort texts of which some have a bare number, others a version word, and one neither: a, a2, a-final."""
        for _, group in self._groups(self.left.values(), _key_without_number):
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
        for _, group in self._groups(self.left.values(), _key_without_number):
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
            families: dict[tuple[str, ...], list[_Text]] = defaultdict(list)
            for text in self.left.values():
                if len(text.folders) > n and text.stem.key and stage_of(text.folders[n].words, text.folders[n].number):
                    families[tuple(part.key for part in text.folders[:n])].append(text)
            for family in filter(_has_shared_names, families.values()):
                for text in family:
                    text.version_folder = n
                self._sort(self._groups(family, _Text.key))

    def _sort_numbered_folders(self) -> None:
        """Sort texts of the same names in folders that differ in a number, such as `1/amira` and `2/amira`."""
        for n in range(self._depth()):
            families: dict[tuple[str, ...], list[_Text]] = defaultdict(list)
            for text in self.left.values():
                if len(text.folders) > n and text.folders[n].bare_number and text.stem.key:
                    outer = tuple(part.key for part in text.folders[:n])
                    families[(*outer, text.folders[n].key_without_number)].append(text)
            for family in filter(_has_shared_names, families.values()):
                for text in family:
                    text.folder_by_number = n
                self._sort(self._groups(family, _Text.key))

    def _depth(self) -> int:
        return max((len(text.folders) for text in self.left.values()), default=0)

    def _sort_dated_folders(self, every: Sequence[_Text]) -> None:
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

    def _sort_by_authors(self, every: Sequence[_Text]) -> None:
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
        families: dict[str, list[_Text]] = defaultdict(list)
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

    def _remove(self, texts: Iterable[_Text]) -> None:
        for text in texts:
            self.left.pop(text.path, None)


def _key_without_number(text: _Text) -> tuple[str, ...]:
    folders = tuple(part.key for part in text.folders)
    return (*folders, text.stem.key_without_number if text.stem.bare_number else text.stem.key)


def _by_folder(texts: Iterable[_Text]) -> Mapping[str, list[_Text]]:
    folders: dict[str, list[_Text]] = defaultdict(list)
    for text in texts:
        folders[text.folder].append(text)
    return folders


def stem_of(path: str) -> str:
    """Return the name of a file without its suffix, and without that of the text in a packed file."""
    pure = PurePosixPath(path)
    return PurePosixPath(pure.stem).stem if pure.suffix.lower() == ".gz" else pure.stem


def numbered_like(versions: Sequence[str], others: Sequence[str]) -> list[str]:
    """Return the paths of others whose names are that of a work with a number: "letter2" beside "letter-final"."""

    def key_without_digits(path: str) -> tuple[str, ...]:
        return tuple(filter(None, (part.rstrip(" 0123456789") for part in _text(path).key())))

    works = {key_without_digits(path) for path in versions}
    return [path for path in others if key_without_digits(path) in works]


def _text(path: str) -> _Text:
    return _Text(path, tuple(map(name_parts, PurePosixPath(path).parent.parts)), name_parts(stem_of(path)))


def _has_shared_names(texts: Sequence[_Text]) -> bool:
    """Return whether two names or more recur, and nearly all texts have a name that does."""
    names = Counter(text.stem.key for text in texts)
    shared = [count for count in names.values() if count > 1]
    return len(shared) > 1 and sum(shared) >= _MIN_SHARED_SHARE * len(texts)


def _may_be_numbered(texts: Sequence[_Text], count: int) -> bool:
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


def _divided(texts: Sequence[_Text]) -> list[list[_Text]]:
    """Return a group divided by dates if those belong to the titles: report 2022 v1, report 2022 v2, report 2023 v1."""
    versions = Counter(_version_of(text, dated=False) for text in texts)
    if max(versions.values()) == 1 or not all(text.date for text in texts):
        return [list(texts)]
    by_date: dict[str, list[_Text]] = defaultdict(list)
    for text in texts:
        by_date[text.date].append(text)
    groups = list(by_date.values())
    is_title = len(groups) > 1 and all(
        len(group) > 1 and max(Counter(_version_of(text, dated=False) for text in group).values()) == 1
        for group in groups
    )
    return groups if is_title else [list(texts)]


def _version_of(text: _Text, *, dated: bool = True) -> tuple[object, ...]:
    return stage_of(text.words, text.number), text.copy, text.date if dated else ""


def _unclear_reason(texts: Sequence[_Text]) -> Reason:
    """Return why texts with the same key cannot be the versions of one work; "" if they can."""
    versions = Counter(_version_of(text) for text in texts)
    if max(versions.values()) > 1:
        return "their names give the same version"
    numbers: dict[frozenset[str], set[tuple[int, ...]]] = defaultdict(set)
    for text in texts:
        numbers[text.words].add(text.number)
    if len(numbers) > 1 and min(map(len, numbers.values())) > 1:
        return "their names may be those of two works with the same numbers"
    return ""


def _ordered_by_name(texts: Sequence[_Text]) -> list[_Text] | None:
    """Return versions in the order that their names give, by stages, dates and copies; None if those give none."""
    common = frozenset.intersection(*(text.words for text in texts))
    stages = {text.path: stage_of(text.words, text.number, common=common) for text in texts}
    dates = {text.path: text.date for text in texts}
    unmarked = [text for text in texts if stages[text.path] is None]
    if unmarked and len(unmarked) < len(texts):
        by_dates = _by_dates(texts, dates)
        if by_dates is not None:
            return by_dates
        place = _place_of_unmarked([stage for stage in stages.values() if stage is not None], texts)
        if place is None:
            return None
        stages.update((text.path, place) for text in unmarked)
    elif unmarked:
        if any(dates.values()):
            return _by_dates(texts, dates)
        stages = dict.fromkeys(stages, (0, (), 0))

    def order(text: _Text) -> tuple[object, ...]:
        return stages[text.path], text.date, text.copy

    ordered = sorted(texts, key=order)
    if any(not _may_precede(one.date, two.date) for one, two in pairwise(ordered)):
        return None
    return ordered


def _place_of_unmarked(stages: Sequence[Stage], texts: Sequence[_Text]) -> Stage | None:
    """Return the place among the others of a version whose name gives none; None if it is not certain.

    It comes after drafts without a number, and before revised, final and second versions.
    """
    if all(stage[0] <= 2 and not stage[1] for stage in stages):
        return 3, (), 0
    first = min(stages)
    is_bare = not any(text.words for text in texts)
    if first[0] > 2 or (first[0] == 2 and (is_bare or (first[1] >= (2,)) or first[2])):
        return -1, (), 0
    return None


def _by_dates(texts: Sequence[_Text], dates: Mapping[str, str]) -> list[_Text] | None:
    """Return texts by their dates, the earliest first; None if one has none, or two may be of the same day."""
    if not all(dates[text.path] for text in texts):
        return None
    ordered = sorted(texts, key=lambda text: (dates[text.path], text.copy))
    is_certain = all(
        _precedes(dates[one.path], dates[two.path]) or (dates[one.path] == dates[two.path] and one.copy != two.copy)
        for one, two in pairwise(ordered)
    )
    return ordered if is_certain else None


def _precedes(one: str, two: str) -> bool:
    """Return whether a date is certainly before another; of "2022" and "2022-05" neither is."""
    length = min(len(one), len(two))
    return one[:length] < two[:length]


def _may_precede(one: str, two: str) -> bool:
    length = min(len(one), len(two))
    return one[:length] <= two[:length]


def _work(texts: Sequence[_Text], order: Order, *, has_date: bool) -> Work:
    common = frozenset.intersection(*(text.words for text in texts))
    of_title = frozenset(word for word in common if not is_draft_word(word))
    if any(part.number for text in texts for part in text.parts):
        of_title = frozenset()
    if of_title or not has_date:
        texts = [_reread(text, of_title, has_date=has_date) for text in texts]
    return Work(texts[0].name, tuple(WorkVersion(text.path, text.version) for text in texts), order)


def _without_names(texts: Sequence[_Text]) -> list[_Text]:
    """Return the texts of a folder with version words as names where few works have them: the Neu of "Anna Neu"."""
    works = {text.key() for text in texts}
    works_with: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for text in texts:
        for word in _possible_names_in(text):
            works_with[word].add(text.key())
    names = frozenset(word for word, found in works_with.items() if 2 * len(found) < len(works))
    if len(works) < _MIN_WORKS or not names:
        return list(texts)
    found = [(text, names & _possible_names_in(text)) for text in texts]
    return [_reread(text, of_title, has_date=True) if of_title else text for text, of_title in found]


def _possible_names_in(text: _Text) -> frozenset[str]:
    return possible_names(text.words).difference(*map(ordinals_of_drafts, text.parts))


def _reread(text: _Text, of_title: frozenset[str], *, has_date: bool) -> _Text:
    """Return a text with the words of its title that could name a version put back into the title."""
    parts = PurePosixPath(text.path).parent.parts
    folders = tuple(name_parts(part, ignoring=of_title, has_date=has_date) for part in parts)
    stem = name_parts(stem_of(text.path), ignoring=of_title, has_date=has_date)
    return replace(text, folders=folders, stem=stem)


def natural_key(name: str) -> list[tuple[int, str]]:
    """Return the sort key of a name: numbers by value, letters without regard to case."""
    parts = re.split(r"(\d+)", folded(name))
    return [(int(part), "") if at % 2 and len(part) < _MAX_DIGITS else (-1, part) for at, part in enumerate(parts)]
