"""Reports of earlier runs that belong to no pair any more: told, and removed when asked.

A plan loses a pair, a text can no longer be read, a format is no longer wanted: the reports made before lie on in the
folder, and nothing lists them. They are remembered in a file of their own, for as long as they are there. Only what
was written down as made here, and is still as it was made, is ever removed.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, cast

from evolve.batch.jobs.job import Line
from evolve.batch.output.folder import Output, parsed_line

LEFT = ".evolve-left.jsonl"


@dataclass(frozen=True, slots=True)
class Leftovers:
    """What became of the reports that belong to no pair."""

    kept: int = 0
    """How many lie in the folder as they were made."""
    removed: int = 0


def settle(output: Output, names: Collection[str], *, prune: bool) -> Leftovers:
    """Remember what the pairs of these names do not have any more, or remove it. Before the journal is closed."""
    left = _left(output, names)
    if left:
        _spare_what_is_there(left, output, names)
    intact = {path: sha256 for path, sha256 in left.items() if output.is_intact(path, sha256)}
    if prune:
        for path in intact:
            output.drop(path)
    if intact and not prune:
        plain = ({"name": "", "reports": {"": {"path": path, "sha256": sha}}} for path, sha in sorted(intact.items()))
        output.write(LEFT, (json.dumps(line, ensure_ascii=False) + "\n" for line in plain))
        return Leftovers(kept=len(intact))
    output.drop(LEFT)
    return Leftovers(removed=len(intact))


def _left(output: Output, names: Collection[str]) -> dict[str, str]:
    """The reports that some line tells of and no pair has now, with their digests."""
    left: dict[str, str] = {}
    for line in output.lines():
        told = _reports(line)
        name = str(line["name"])
        now = _reports(output.line_of(name) or {}) if name in names else {}
        left |= {path: sha256 for path, sha256 in told.items() if path not in now}
    with contextlib.suppress(FileNotFoundError), (output.folder / LEFT).open("rb") as file:
        for data in file:
            left |= _reports(parsed_line(data) or {})
    return left


def _spare_what_is_there(left: dict[str, str], output: Output, names: Collection[str]) -> None:
    """Take out what another pair has now, also where a disk does not tell capitals apart."""
    alike: dict[str, list[str]] = {}
    for path in left:
        alike.setdefault(path.casefold(), []).append(path)
    for name in names:
        for path in _reports(output.line_of(name) or {}):
            for other in alike.get(path.casefold(), ()):
                if path == other or output.is_same(path, other):
                    left.pop(other, None)


def _reports(line: Line) -> dict[str, str]:
    """The paths and digests that a line tells of, whoever wrote it."""
    reports = line.get("reports")
    found = cast("Mapping[str, Any]", reports).values() if isinstance(reports, dict) else ()
    return {
        report["path"]: report["sha256"]
        for report in found
        if isinstance(report, dict) and isinstance(report.get("path"), str) and isinstance(report.get("sha256"), str)
    }
