"""A folder as a plan: the texts that lie together are versions of one work, and their names say which came first.

Every folder with two texts or more is a group: `author/2022-essay.txt`, `author/2025-essay.txt`; where its names tell
of several works, as `amira1.txt`, `amira2.txt`, `ben1.txt`, `ben2.txt`, each of them is one. Nothing is followed out of
the folder, and nothing is left out or guessed in silence.
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
from evolve.batch.plan.versions import is_ordered_by_letters, natural, works_of
from evolve.errors import InputError
from evolve.readers import READERS
from evolve.text.clean import clean_line

CHOICES = ("consecutive", "all", "first-last")
"""Which versions of a group are paired."""

_ABOUT = re.compile(r"(readme|licen[cs]e|copying|notice|changelog)\b", re.I)
_SHOWN = 3


def plan_of_folder(folder: Path, pairs: str = "consecutive", *, excluding: Path | None = None) -> Plan:
    """The pairs of a folder; `excluding` is a folder in it that is left out, as the one that results go to.

    Raises InputError when there is no pair in it.
    """
    texts = _texts(folder, excluding.resolve() if excluding else None)
    found: list[tuple[str, Version, Version]] = []
    for group, files in texts.works:
        versions = [Version(folder / file, file, clean_line(Path(file).stem)) for file in files]
        stems = [version.label for version in versions]
        if len(set(stems)) < len(stems):
            versions = [Version(v.path, v.source, clean_line(v.path.name)) for v in versions]
        found += [(group, before, after) for before, after in _chosen(versions, pairs)]
    if not found:
        step = "put the versions of a text into one folder, as author/2022.txt and author/2025.txt, or write a plan"
        raise InputError("there are no two texts side by side in it", next_step=step, where=clean_line(str(folder)))
    prefix = [f"{group}/" if group else "" for group, _, _ in found]
    labels = [f"{g}{b.label} → {a.label}" for g, (_, b, a) in zip(prefix, found, strict=True)]
    plain = [f"{g.replace('/', '--')}{b.label}--{a.label}" for g, (_, b, a) in zip(prefix, found, strict=True)]
    names = file_names(plain, [f"{before.source}\n{after.source}" for _, before, after in found])
    made = (
        Pair(clean_line(label), name, before, after)
        for label, name, (_, before, after) in zip(labels, names, found, strict=True)
    )
    return Plan(tuple(made), str(folder), tuple(_notes(texts)))


@dataclass(slots=True)
class _Texts:
    """What a folder holds, by paths in it."""

    works: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)
    """The folder each work lies in, and its versions in order."""
    shared: int = 0
    """How many works lie in a folder together with others."""
    odd: list[str] = field(default_factory=list)
    """What is no text."""
    outside: list[str] = field(default_factory=list)
    """Links to what lies elsewhere."""
    alone: list[str] = field(default_factory=list)
    """Texts without another version."""


def _texts(folder: Path, excluding: Path | None) -> _Texts:
    out, inside = _Texts(), folder.resolve()
    for place, folders, files in os.walk(folder, onerror=_refuse):
        here = Path(place)
        folders[:] = (name for name in folders if not name.startswith(".") and (here / name).resolve() != excluding)
        group = here.relative_to(folder).as_posix().removeprefix(".")
        texts: list[str] = []
        for name in sorted(files):
            path = f"{group}/{name}" if group else name
            if name.startswith(".") or ".judgements." in name:
                continue
            suffix = Path(name).suffix.lower()
            # A link may lead in a circle, which `resolve` does not take.
            if (here / name).is_symlink() and not Path(os.path.realpath(here / name)).is_relative_to(inside):
                out.outside.append(path)
                continue
            is_text = suffix and suffix in READERS and not _ABOUT.match(name)
            (texts if is_text else out.odd).append(path)
        works = works_of(texts)
        out.works += [(group, work) for work in works.several]
        out.alone += works.alone
        out.shared += len(works.several) if len(works.several) > 1 else 0
    out.works.sort(key=lambda entry: (natural(entry[0]), entry[0]))
    return out


def _notes(texts: _Texts) -> Iterator[str]:
    """What a person is told of what was left out and what was guessed."""
    if texts.shared:
        yield f"{texts.shared} works in one folder, told apart by their names; a plan may pair them otherwise"
    guessed = [file for _, work in texts.works if is_ordered_by_letters(work) for file in work]
    if guessed:
        yield f"in the order of the alphabet, without a date or number in their names: {_some(guessed)}"
    if texts.odd:
        yield f"left out, no text by their names: {_some(sorted(texts.odd))}"
    if texts.outside:
        yield f"left out, links that lead out of it: {_some(sorted(texts.outside))}"
    if texts.alone:
        yield f"left out, without another version: {_some(sorted(texts.alone))}"


def _chosen(versions: Sequence[Version], pairs: str) -> list[tuple[Version, Version]]:
    if pairs == "all":
        return list(combinations(versions, 2))
    return [(versions[0], versions[-1])] if pairs == "first-last" else list(pairwise(versions))


def _some(files: Sequence[str]) -> str:
    shown = ", ".join(clean_line(file) for file in files[:_SHOWN])
    return shown + (f" and {len(files) - _SHOWN} more" if len(files) > _SHOWN else "")


def _refuse(error: OSError) -> None:
    reason = (error.strerror or str(error)).lower()
    where = clean_line(str(error.filename))
    raise InputError(
        f"cannot be read: {reason}", next_step="check the folder and its permissions", where=where
    ) from None
