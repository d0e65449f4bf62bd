"""A folder named instead of files: the versions of the one work in it, in order."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from evolve.cli.console import say
from evolve.errors import InputError, UsageError
from evolve.render.numbers import many
from evolve.text.clean import clean_line


def versions_in(folder: str) -> Sequence[str]:
    """Return the paths of the versions of the one work in a folder, the earliest first; two texts are always one work.

    Raises InputError for a folder without two texts or without a certain order, and UsageError for one with several
    works.
    """
    from evolve.batch.plan.folder import NEXT_STEP, FolderOfWorks
    from evolve.batch.plan.works import numbered_like

    content, where = FolderOfWorks(Path(folder)), clean_line(folder)
    texts, works = content.files.texts, content.found.works
    if len(texts) < 2:
        found = "one text" if texts else "no text"
        raise InputError(f"there is {found} in this folder", next_step="name two or more versions", where=where)
    if len(works) > 1:
        step = f"compare all with `evolve batch {where} -o reports`, or name the versions of one"
        raise UsageError(f"there are {len(works)} works in this folder", next_step=step, where=where)
    if not works and len(texts) > 2:
        notes = "; ".join(content.notes())
        what = f"the texts in it may not be versions of one work ({notes})"
        raise InputError(what, next_step=f"name the versions in their order, or {NEXT_STEP}", where=where)
    paths = [version.path for version in works[0].versions] if works else sorted(texts)
    doubtful = numbered_like(paths, content.found.alone) if works else []
    if doubtful:
        what = f"{clean_line(', '.join(doubtful))} may be a version too, or another text"
        raise InputError(what, next_step="name the versions in their order", where=where)
    if not works:
        dates = {path: content.about(path).date for path in paths}
        if all(dates.values()) and len(set(dates.values())) == len(dates):
            paths.sort(key=dates.__getitem__)
        else:
            say(f"{where}: neither names nor texts give the order; {clean_line(paths[0])} is taken as the earlier")
    for note in content.notes() if works else ():
        say(f"{where}: {note}")
    return [str(Path(folder) / path) for path in paths]


def left_out_of(folder: str) -> tuple[str, str] | None:
    """Return a line on the texts of a folder that `versions_in` leaves out: with their names, and with their number
    alone; None if there are none."""
    from evolve.batch.plan.folder import FolderOfWorks
    from evolve.readers.registry import SUFFIXES

    content = FolderOfWorks(Path(folder))
    files, found = content.files, content.found
    unsure = (*found.alone, *(path for _, paths in found.unclear for path in paths)) if found.works else ()
    reasons = {
        "perhaps not a version": unsure,
        "in two formats": files.again,
        "unreadable": [path for path, _ in files.unread],
        "by its name": [path for path in files.others if Path(path).suffix.lower() in SUFFIXES],
        "a link out of the folder": files.outside,
    }
    named = {reason: sorted(map(clean_line, paths)) for reason, paths in reasons.items() if paths}
    count = sum(map(len, named.values()))
    if not count:
        return None
    texts = many(count, "text")
    names = " · ".join(f"{', '.join(paths)} ({reason})" for reason, paths in named.items())
    counts = ", ".join(f"{len(paths)} {reason}" for reason, paths in named.items())
    return f"{texts} of the folder left out: {names}", f"{texts} left out: {counts}"


def proposed_in(folder: Path) -> Sequence[str]:
    """Return the paths of the texts directly in a folder that may be compared, the earliest first: of two texts both,
    of more the versions of the one work whose order their names give; empty if there are none such.

    Texts in folders in it are not looked for. Raises OSError for a folder that cannot be read.
    """
    from evolve.batch.plan.works import numbered_like, works_of
    from evolve.readers.registry import SUFFIXES

    names = [path.name for path in folder.iterdir() if path.suffix.lower() in SUFFIXES and path.is_file()]
    texts = sorted(name for name in names if not name.startswith("."))
    found = works_of(texts)
    if len(found.works) == 1:
        ordered = [version.path for version in found.works[0].versions]
        if len(texts) > 2 and numbered_like(ordered, found.alone):
            return ()
    elif len(texts) == 2:
        ordered = texts
    else:
        return ()
    return [str(folder / name) for name in ordered]
