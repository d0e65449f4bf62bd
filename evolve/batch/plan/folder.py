"""Make a plan from a folder: which of its texts are versions of one work, and which came first.

The names of files and folders decide (see `evolve.batch.plan.works`); where they give no order, the dates in the texts
do. No link out of the folder is followed. Every file that is left out is named with the reason, and so are texts that
may be versions of one work where this is not certain.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import combinations, pairwise
from pathlib import Path, PurePosixPath

from evolve.batch.output.folder import has_results
from evolve.batch.plan import Pair, Plan, Version
from evolve.batch.plan.file_names import file_names
from evolve.batch.plan.name_parts import NameParts, name_parts
from evolve.batch.plan.named_text import stem_of
from evolve.batch.plan.works import Order, Work, Works, WorkVersion, works_of
from evolve.errors import EvolveError, InputError
from evolve.model import NO_METADATA, Metadata
from evolve.readers import inspect
from evolve.readers.formats import format_of
from evolve.readers.registry import SUFFIXES
from evolve.readers.sidecar import SUFFIX as SIDECAR
from evolve.text.clean import clean_line

CHOICES = ("consecutive", "all", "first-last")
"""The ways to pair the versions of a work."""

NEXT_STEP = (
    "name them like `NAME draft 1` and `NAME final`, or `draft1/NAME` and `draft2/NAME`, or write the pairs into a plan"
    " (--write-plan)"
)
"""What to do about texts that are not certainly versions of one work."""
_ORDERS: dict[Order, str] = {
    "date": "in the order of the dates in the texts",
    "number": "paired by a number alone",
    "copy": "copies are taken as the later versions",
}
"""Remarks on orders that a person should check."""
_NOT_TEXTS = re.compile(r"(readme|licen[cs]e|copying|notice|changelog)\b", re.IGNORECASE)
_OF_PROGRAMS = re.compile(r"\.|~\$|thumbs\.db$|desktop\.ini$|__macosx$|icon\r$", re.IGNORECASE)
"""Matches the names of files that a program made for itself, such as "~$essay.docx" of an open document."""
_PREFERRED = (".docx", ".odt", ".rtf", ".md", ".markdown", ".html", ".htm", ".epub", ".xml", ".tei", ".txt", ".text")
"""The order of preference of suffixes if a folder has a text in several formats; all others come after them."""
_HEAD_BYTES = 8192
_MAX_PACKED_BYTES = 1 << 26
_MAX_SHOWN_FILES = 20


@dataclass(slots=True)
class _Files:
    """The content of a folder, by relative paths."""

    texts: list[str] = field(default_factory=list)
    others: list[str] = field(default_factory=list)
    """Files that are not texts, judging by their names."""
    unread: list[tuple[str, str]] = field(default_factory=list)
    """Texts in formats that evolve does not read, with the reason."""
    outside: list[str] = field(default_factory=list)
    """Links to files outside the folder."""
    results: list[str] = field(default_factory=list)
    """Folders with the results of a batch or a timeline."""
    again: list[str] = field(default_factory=list)
    """Texts whose folder has them in another format too."""


@dataclass
class FolderOfWorks:
    """The works in a folder."""

    folder: Path
    excluding: Path | None = None
    """A folder in it that is left out, such as the one for the results."""

    @cached_property
    def files(self) -> _Files:
        """The files of the folder. Raises InputError if it cannot be read."""
        return _files(self.folder, self.excluding.resolve() if self.excluding else None)

    @cached_property
    def found(self) -> Works:
        """Its texts as works."""
        return works_of(self.files.texts, self.about)

    def about(self, path: str) -> Metadata:
        """Return the metadata of a text; empty for one that cannot be read."""
        try:
            # A pipe may never end.
            return inspect(self.folder / path).metadata if (self.folder / path).is_file() else NO_METADATA
        except (EvolveError, OSError):
            return NO_METADATA

    def notes(self) -> Iterator[str]:
        """Yield messages about the texts that are not paired, the files left out, and orders that no word explains."""
        for reason, paths in self.found.unclear:
            yield f"not paired, {reason}: {shortened_list(paths, len(paths))}"
        if self.found.unclear and self.found.works:
            yield f"to pair them, {NEXT_STEP}"
        for order, remark in _ORDERS.items():
            paths = tuple(v.path for work in self.found.works if work.order == order for v in work.versions)
            if paths:
                yield f"{remark}: {shortened_list(paths)}"
        yield from self.notes_on_files()
        if self.found.alone:
            yield f"not paired, no file is certainly another version of: {shortened_list(self.found.alone)}"

    def notes_on_files(self) -> Iterator[str]:
        """Yield messages about the files left out."""
        for path, reason in sorted(self.files.unread):
            yield f"not read: {clean_line(path)} {reason}"
        if self.files.again:
            yield f"skipped, also there in another format: {shortened_list(sorted(self.files.again))}"
        if self.files.others:
            yield f"skipped because of their names: {shortened_list(sorted(self.files.others))}"
        if self.files.outside:
            yield f"skipped, links out of the folder: {shortened_list(sorted(self.files.outside))}"
        if self.files.results:
            yield f"skipped, results of evolve: {shortened_list(sorted(self.files.results))}"


def plan_of_folder(folder: Path, pairs: str = "consecutive", *, excluding: Path | None = None) -> Plan:
    """Return the plan of a folder's pairs; the folder `excluding` in it is left out, such as the one for the results.

    Raises InputError if there is no pair in it.
    """
    content = FolderOfWorks(folder, excluding)
    works = _named_works(content.found.works)
    found = [(work, *pair) for work in works for pair in _paired(work.versions, pairs)]
    if not found:
        raise _no_pairs(content)
    labels = [_label(work, before, after) for work, before, after in found]
    counts = Counter(labels)
    labels = [
        label if counts[label] == 1 else f"{clean_line(before.path)} → {clean_line(after.path)}"
        for label, (_, before, after) in zip(labels, found, strict=True)
    ]
    bases = [re.sub(r": | → |/", "--", label) for label in labels]
    names = file_names(bases, [f"{before.path}\n{after.path}" for _, before, after in found])
    return Plan(
        tuple(
            Pair(label, name, _version(folder, work, before), _version(folder, work, after))
            for label, name, (work, before, after) in zip(labels, names, found, strict=True)
        ),
        str(folder),
        tuple(content.notes()),
        content.found.alone + tuple(path for _, paths in content.found.unclear for path in paths),
    )


def _no_pairs(content: FolderOfWorks) -> InputError:
    notes = list(content.notes())
    what = "no two texts in it are certainly versions of one work"
    if not content.files.texts:
        what = "there is no text in it"
    reasons = f" ({'; '.join(notes)})" if notes else ""
    return InputError(what + reasons, next_step=NEXT_STEP, where=clean_line(str(content.folder)))


def _named_works(works: Sequence[Work]) -> list[Work]:
    """Return works without the folder that all of their names begin with, if their names stay different."""
    named = [(work, *work.name.partition("/")) for work in works]
    if len({first for _, first, _, _ in named}) > 1 or len(works) < 2 or not all(rest for *_, rest in named):
        return list(works)
    return [Work(rest, work.versions, work.order) for work, _, _, rest in named]


def _label(work: Work, before: WorkVersion, after: WorkVersion) -> str:
    """Return the name of a pair: "Amira Khan: draft 1 → final"."""
    versions = [version.version for version in (before, after)]
    if not all(versions):
        versions = [stem_of(version.path) for version in (before, after)]
    return clean_line(f"{work.name}: {' → '.join(versions)}" if work.name else " → ".join(versions))


def _version(folder: Path, work: Work, version: WorkVersion) -> Version:
    """Return a version with the shortest label that no other version of the work has."""

    def with_folders(path: str) -> str:
        return str(PurePosixPath(path).with_name(stem_of(path)))

    labels = (stem_of(version.path), with_folders(version.path), version.path)
    others = [other.path for other in work.versions if other is not version]
    taken = {label for path in others for label in (stem_of(path), with_folders(path), path)}
    label = next((label for label in labels if label not in taken), version.path)
    return Version(folder / version.path, version.path, clean_line(label))


def _paired(versions: Sequence[WorkVersion], pairs: str) -> list[tuple[WorkVersion, WorkVersion]]:
    if pairs == "all":
        return list(combinations(versions, 2))
    return [(versions[0], versions[-1])] if pairs == "first-last" else list(pairwise(versions))


def _files(folder: Path, excluding: Path | None) -> _Files:
    result, inside = _Files(), folder.resolve()
    for parent, folders, names in os.walk(folder, onerror=_refuse):
        current = Path(parent)
        folders[:] = sorted(
            name
            for name in folders
            if not _OF_PROGRAMS.match(name)
            and (current / name).resolve() != excluding
            and not _belongs_to_page(name, names)
        )
        group = current.relative_to(folder).as_posix().removeprefix(".")
        if group and has_results(names):
            result.results.append(f"{group}/")
            folders.clear()
            continue
        texts: dict[NameParts, list[str]] = {}
        for name in sorted(names, key=_preference):
            path = f"{group}/{name}" if group else name
            if _OF_PROGRAMS.match(name) or ".judgements." in name or name.endswith(SIDECAR):
                continue
            # A link may refer to itself, for which `resolve` fails.
            if (current / name).is_symlink() and not Path(os.path.realpath(current / name)).is_relative_to(inside):
                result.outside.append(path)
            elif _NOT_TEXTS.match(name) or _is_device(current / name):
                result.others.append(path)
            elif _suffix(name) not in SUFFIXES:
                reason = _reason_not_read(current / name)
                if reason:
                    result.unread.append((path, reason))
                else:
                    result.others.append(path)
            else:
                texts.setdefault(_without_spelling(name_parts(stem_of(name))), []).append(path)
        for paths in texts.values():
            # Two texts of one name and one format are different texts.
            is_again = len({_suffix(path) for path in paths}) == len(paths)
            result.texts += paths[:1] if is_again else paths
            result.again += paths[1:] if is_again else []
    return result


def _is_device(path: Path) -> bool:
    """Return whether a path is a pipe, a device or a socket; a link that leads nowhere is not."""
    try:
        return path.exists() and not path.is_file()
    except OSError:
        return False


def _without_spelling(parts: NameParts) -> NameParts:
    """Return the parts of a name without those that depend on its spelling."""
    return replace(parts, title="", version="", title_without_number="")


def _belongs_to_page(folder: str, files: Sequence[str]) -> bool:
    """Return whether a folder holds the pictures of a saved web page beside it."""
    stem = re.sub(r"[_-](?:files|dateien|fichiers|archivos|bestanden)$", "", folder)
    return stem != folder and any(f"{stem}{suffix}" in files for suffix in (".html", ".htm", ".xhtml"))


def _suffix(name: str) -> str:
    """Return the suffix of a file in lower case, of a packed file that of the text in it."""
    path = PurePosixPath(name)
    return PurePosixPath(path.stem).suffix.lower() if path.suffix.lower() == ".gz" else path.suffix.lower()


def _preference(name: str) -> tuple[int, str]:
    suffix = _suffix(name)
    return _PREFERRED.index(suffix) if suffix in _PREFERRED else len(_PREFERRED), name


def _reason_not_read(path: Path) -> str:
    """Return the reason why a file cannot be read, if it is in a format for texts; "" for other files."""
    try:
        if not path.is_file():
            return ""
        with path.open("rb") as file:
            data = file.read(_HEAD_BYTES)
            # The list of the members of an archive is at its end.
            data += file.read(_MAX_PACKED_BYTES) if data.startswith(b"PK") else b""
        format_of(data, path.suffix.lower(), "")
    except InputError as error:
        is_text = not re.search(r"a picture|a program|a binary file", error.what)
        return f"{error.what}; {error.next_step}" if is_text else ""
    except (OSError, ValueError):
        return ""
    return ""


def shortened_list(files: Sequence[str], shown_files: int = _MAX_SHOWN_FILES) -> str:
    """Return the names of files on one line, the first of them if there are many."""
    shown = ", ".join(clean_line(file) for file in files[:shown_files])
    return shown + (f" and {len(files) - shown_files} more" if len(files) > shown_files else "")


def _refuse(error: OSError) -> None:
    reason = (error.strerror or str(error)).lower()
    where = clean_line(str(error.filename))
    raise InputError(
        f"cannot be read: {reason}", next_step="check the folder and its permissions", where=where
    ) from None
