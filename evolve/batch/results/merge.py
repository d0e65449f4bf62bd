"""One batch out of parts that were done apart, as by the jobs of an array: the same bytes as if never divided."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Any, cast

from evolve.batch.jobs.job import Line, is_sealed
from evolve.batch.output.folder import BATCH, JOURNAL, RESULTS, Output, is_report, parsed_line
from evolve.batch.results.finish import About, Summary, finish
from evolve.errors import InputError, UsageError
from evolve.text.clean import clean_line


@dataclass(frozen=True, slots=True)
class _Part:
    folder: Path
    about: About

    @property
    def where(self) -> str:
        return clean_line(str(self.folder))


def merge(folders: Sequence[Path], output: Output, *, prune: bool = False) -> Summary:
    """Join the finished parts of one plan in an output folder; `prune` removes reports that belong to no pair there.

    Raises UsageError where the output is one of the parts, and InputError for a folder that holds no finished part, for
    parts of different plans or of different versions of evolve, for parts that are missing or there twice, and for a
    report that is gone, was altered, or would leave the folder.
    """
    for folder in folders:
        if folder.is_dir() and folder.samefile(output.folder):
            step = "choose another folder with -o"
            raise UsageError("is one of the parts", next_step=step, where=clean_line(str(folder)))
    parts = [_part(folder) for folder in folders]
    about = parts[0].about
    for part in parts[1:]:
        for name, what in (("plan", "plan"), ("version", "version of evolve"), ("formats", "choice of formats")):
            if getattr(part.about, name) != getattr(about, name):
                step = f"merge parts of one {what}"
                raise InputError(f"is of another {what} than {parts[0].where}", next_step=step, where=part.where)
    found: dict[int, str] = {}
    for part in parts:
        for line in _lines(part):
            number = cast("int", line["n"])
            if not 1 <= number <= about.pairs:
                step = "do it again with `evolve batch --resume`"
                raise InputError(f"holds pair {number} of {about.pairs}", next_step=step, where=part.where)
            if number in found:
                step = "name each part once"
                raise InputError(f"holds pair {number} a second time", next_step=step, where=part.where)
            found[number] = str(line["name"])
    missing = about.pairs - len(found)
    if missing:
        first = islice((number for number in range(1, about.pairs + 1) if number not in found), 5)
        shown = ", ".join(map(str, first)) + (" …" if missing > 5 else "")
        step = "name all parts, each with --shard i/n of the same n"
        raise InputError(f"{missing} of {about.pairs} pairs are in none of the parts ({shown})", next_step=step)
    # Nothing is taken before all is there, so that the folder is free for another try.
    for part in parts:
        for line in _lines(part):
            _take(part, line, output)
    names = {found[number]: number for number in sorted(found)}
    return finish(output, names, replace(about, shard=None), prune=prune)


def _part(folder: Path) -> _Part:
    where = clean_line(str(folder))
    try:
        about = About.from_json((folder / BATCH).read_text(encoding="utf-8"))
        finished = (folder / RESULTS).is_file() and not (folder / JOURNAL).exists()
    except FileNotFoundError:
        finished = False
    except (OSError, ValueError, LookupError, TypeError, OverflowError, RecursionError):
        step = "do that part again"
        raise InputError("its batch.json cannot be understood", next_step=step, where=where) from None
    if not finished:
        step = "finish it with `evolve batch --resume`"
        raise InputError("holds no finished batch", next_step=step, where=where)
    return _Part(folder, about)


def _lines(part: _Part) -> Iterator[Line]:
    with (part.folder / RESULTS).open("rb") as file:
        for data in file:
            line = parsed_line(data)
            if line is None or not isinstance(line.get("n"), int) or not is_sealed(line):
                step = "do it again with `evolve batch --resume`"
                raise InputError("holds a line that is not as it was written", next_step=step, where=part.where)
            yield line


def _take(part: _Part, line: Line, output: Output) -> None:
    """Bring one pair over: its reports, then its line."""
    reports = cast("Mapping[str, Mapping[str, Any]]", line["reports"])
    for report in reports.values():
        path = str(report["path"])
        if not is_report(path):
            step = "do that part again"
            raise InputError(f"has a report outside its folder, {clean_line(path)}", next_step=step, where=part.where)
        try:
            data = (part.folder / path).read_bytes()
        except OSError:
            data = b""
        if hashlib.sha256(data).hexdigest() != report["sha256"]:
            step = "do it again with `evolve batch --resume`"
            raise InputError("is gone or was altered", next_step=step, where=clean_line(str(part.folder / path)))
        output.put(path, data)
    output.note(line)
