"""A folder as a plan: the texts that lie together are versions of one work, and their names say which came first.

Every folder with two texts or more is a group: `author/2022-essay.txt`, `author/2025-essay.txt`. Where all names of a
group carry a date, the date orders them (2022, 2022-03, 2022-03-05, 20220305, 2022_03); else the names do, with
numbers counted (draft2 before draft10). Nothing is followed out of the folder, and nothing is left out in silence.
"""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Sequence
from itertools import combinations, pairwise
from pathlib import Path

from evolve.batch.names import file_names
from evolve.batch.pairs import Pair, Plan, Version
from evolve.errors import InputError
from evolve.read import READERS
from evolve.text.clean import clean_line

CHOICES = ("consecutive", "all", "first-last")
"""Which versions of a group are paired."""

_DATE = re.compile(r"(?<!\d)((?:1\d|20|21)\d\d)(?:[-_.]?(0[1-9]|1[0-2])(?:[-_.]?(0[1-9]|[12]\d|3[01]))?)?(?!\d)")
_ABOUT = re.compile(r"(readme|licen[cs]e|copying|notice|changelog)\b", re.I)
_SHOWN = 3


def plan_of_folder(folder: Path, pairs: str = "consecutive", *, but: Path | None = None) -> Plan:
    """The pairs of a folder; `but` is a folder in it that is left out, as the one that results go to.

    Raises InputError when there is no pair in it.
    """
    groups, odd, lonely = _groups(folder, but.resolve() if but else None)
    found: list[tuple[str, Version, Version]] = []
    for group, files in groups:
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
    return Plan(tuple(made), str(folder), (*_told("no text by their names", odd), *_told("alone in a folder", lonely)))


def in_order(names: Sequence[str]) -> list[str]:
    """File names as versions of one work, the earliest first."""
    dates = {name: _DATE.search(Path(name).stem) for name in names}
    if names and all(dates.values()):
        return sorted(names, key=lambda name: ([part or "" for part in dates[name].groups()], *_natural(name)))  # type: ignore[union-attr]
    return sorted(names, key=_natural)


def _natural(name: str) -> tuple[list[tuple[int, str]], str]:
    """Numbers by their size, letters without regard to capitals; the name itself decides what is left."""
    parts = re.split(r"(\d+)", unicodedata.normalize("NFKD", name).casefold())
    key = [(int(part), "") if at % 2 and len(part) < 400 else (-1, part) for at, part in enumerate(parts)]
    return key, name


def _groups(folder: Path, but: Path | None) -> tuple[list[tuple[str, list[str]]], list[str], list[str]]:
    """Every folder's texts in order, by the folder's path; what is no text; texts without another beside them."""
    groups: list[tuple[str, list[str]]] = []
    odd: list[str] = []
    lonely: list[str] = []
    for place, folders, files in os.walk(folder, onerror=_refuse):
        here = Path(place)
        folders[:] = sorted(
            (name for name in folders if not name.startswith(".") and (here / name).resolve() != but), key=_natural
        )
        group = here.relative_to(folder).as_posix().removeprefix(".")
        texts = []
        for name in files:
            path = f"{group}/{name}" if group else name
            if name.startswith(".") or ".judgements." in name:
                continue
            suffix = Path(name).suffix.lower()
            if suffix and suffix in READERS and not _ABOUT.match(name):
                texts.append(path)
            else:
                odd.append(path)
        if len(texts) > 1:
            groups.append((group, in_order(texts)))
        else:
            lonely += texts
    groups.sort(key=lambda entry: _natural(entry[0]))
    return groups, sorted(odd), sorted(lonely)


def _chosen(versions: Sequence[Version], pairs: str) -> list[tuple[Version, Version]]:
    if pairs == "all":
        return list(combinations(versions, 2))
    return [(versions[0], versions[-1])] if pairs == "first-last" else list(pairwise(versions))


def _told(what: str, files: Sequence[str]) -> tuple[str, ...]:
    if not files:
        return ()
    shown = ", ".join(clean_line(file) for file in files[:_SHOWN])
    more = f" and {len(files) - _SHOWN} more" if len(files) > _SHOWN else ""
    return (f"left out, {what}: {shown}{more}",)


def _refuse(error: OSError) -> None:
    reason = (error.strerror or str(error)).lower()
    where = clean_line(str(error.filename))
    raise InputError(
        f"cannot be read: {reason}", next_step="check the folder and its permissions", where=where
    ) from None
