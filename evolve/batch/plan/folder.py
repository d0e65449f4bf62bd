"""Make a plan from a folder: texts in the same folder are versions of one work, and their names give the order.

Every folder with two texts or more is a group: `author/2022-essay.txt`, `author/2025-essay.txt`. If the names are those
of several works, such as `amira1.txt`, `amira2.txt`, `ben1.txt`, `ben2.txt`, each work is a group. No link out of the
folder is followed, and every file that is skipped and every guess is reported.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations, pairwise
from pathlib import Path

from evolve.batch.plan import Pair, Plan, Version
from evolve.batch.plan.file_names import file_names
from evolve.batch.plan.versions import is_ordered_by_letters, natural_key, works_of
from evolve.errors import InputError
from evolve.readers.registry import SUFFIXES
from evolve.text.clean import clean_line

CHOICES = ("consecutive", "all", "first-last")
"""The ways to pair the versions of a group."""

_NOT_TEXTS = re.compile(r"(readme|licen[cs]e|copying|notice|changelog)\b", re.I)
_MAX_SHOWN_FILES = 3


def plan_of_folder(folder: Path, pairs: str = "consecutive", *, excluding: Path | None = None) -> Plan:
    """Return the plan of a folder's pairs; the folder `excluding` in it is left out, such as the one for the results.

    Raises InputError if there is no pair in it.
    """
    texts = _texts(folder, excluding.resolve() if excluding else None)
    pairs_found: list[tuple[str, Version, Version]] = []
    for group, files in texts.works:
        versions = [Version(folder / file, file, clean_line(Path(file).stem)) for file in files]
        stems = [version.label for version in versions]
        if len(set(stems)) < len(stems):
            versions = [Version(v.path, v.source, clean_line(v.path.name)) for v in versions]
        pairs_found += [(group, before, after) for before, after in _paired(versions, pairs)]
    if not pairs_found:
        step = (
            "put the versions of a text into one folder, such as author/2022.txt and author/2025.txt, or write a plan"
        )
        raise InputError(
            "contains no two versions of a text in one folder", next_step=step, where=clean_line(str(folder))
        )
    prefix = [f"{group}/" if group else "" for group, _, _ in pairs_found]
    labels = [f"{g}{b.label} → {a.label}" for g, (_, b, a) in zip(prefix, pairs_found, strict=True)]
    name_bases = [
        f"{g.replace('/', '--')}{b.label}--{a.label}" for g, (_, b, a) in zip(prefix, pairs_found, strict=True)
    ]
    names = file_names(name_bases, [f"{before.source}\n{after.source}" for _, before, after in pairs_found])
    named_pairs = (
        Pair(clean_line(label), name, before, after)
        for label, name, (_, before, after) in zip(labels, names, pairs_found, strict=True)
    )
    return Plan(tuple(named_pairs), str(folder), tuple(_notes(texts)))


@dataclass(slots=True)
class _Texts:
    """The content of a folder, by relative paths."""

    works: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)
    """The folder of each work, and its versions in order."""
    shared: int = 0
    """The number of works that share a folder with others."""
    not_text: list[str] = field(default_factory=list)
    """Files that are no texts, by their names."""
    outside: list[str] = field(default_factory=list)
    """Links to files outside the folder."""
    alone: list[str] = field(default_factory=list)
    """Texts without another version."""


def _texts(folder: Path, excluding: Path | None) -> _Texts:
    result, inside = _Texts(), folder.resolve()
    for parent, folders, files in os.walk(folder, onerror=_refuse):
        current = Path(parent)
        folders[:] = (name for name in folders if not name.startswith(".") and (current / name).resolve() != excluding)
        group = current.relative_to(folder).as_posix().removeprefix(".")
        texts: list[str] = []
        for name in sorted(files):
            path = f"{group}/{name}" if group else name
            if name.startswith(".") or ".judgements." in name:
                continue
            suffix = Path(name).suffix.lower()
            # A link may refer to itself, for which `resolve` fails.
            if (current / name).is_symlink() and not Path(os.path.realpath(current / name)).is_relative_to(inside):
                result.outside.append(path)
                continue
            is_text = suffix in SUFFIXES and not _NOT_TEXTS.match(name)
            (texts if is_text else result.not_text).append(path)
        works = works_of(texts)
        result.works += [(group, work) for work in works.several]
        result.alone += works.alone
        result.shared += len(works.several) if len(works.several) > 1 else 0
    result.works.sort(key=lambda entry: (natural_key(entry[0]), entry[0]))
    return result


def _notes(texts: _Texts) -> Iterator[str]:
    """Yield messages about the files that were skipped and the order that was guessed."""
    if texts.shared:
        yield f"found {texts.shared} works by file name in one folder; use a plan to pair the files differently"
    guessed = [file for _, work in texts.works if is_ordered_by_letters(work) for file in work]
    if guessed:
        yield f"in alphabetical order, because their names contain no date or number: {_shortened_list(guessed)}"
    if texts.not_text:
        yield f"skipped, not texts by their names: {_shortened_list(sorted(texts.not_text))}"
    if texts.outside:
        yield f"skipped, links out of the folder: {_shortened_list(sorted(texts.outside))}"
    if texts.alone:
        yield f"skipped, only one version: {_shortened_list(sorted(texts.alone))}"


def _paired(versions: Sequence[Version], pairs: str) -> list[tuple[Version, Version]]:
    if pairs == "all":
        return list(combinations(versions, 2))
    return [(versions[0], versions[-1])] if pairs == "first-last" else list(pairwise(versions))


def _shortened_list(files: Sequence[str]) -> str:
    shown = ", ".join(clean_line(file) for file in files[:_MAX_SHOWN_FILES])
    return shown + (f" and {len(files) - _MAX_SHOWN_FILES} more" if len(files) > _MAX_SHOWN_FILES else "")


def _refuse(error: OSError) -> None:
    reason = (error.strerror or str(error)).lower()
    where = clean_line(str(error.filename))
    raise InputError(
        f"cannot be read: {reason}", next_step="check the folder and its permissions", where=where
    ) from None
