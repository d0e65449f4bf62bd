"""Reports that belong to no pair any more: listed, never removed.

A plan loses a pair, a text can no longer be read, a format is no longer wanted: the reports made before stay in the
folder, and no page links to them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, cast

from evolve.batch.output.folder import REPORTS, Output
from evolve.report import RENDERERS


def stale_reports(output: Output, names: Iterable[str]) -> tuple[str, ...]:
    """Return the paths in the folder, sorted, that are named like reports and belong to no pair of these names."""
    lines = (cast("Mapping[str, Any]", output.line_of(name)) for name in names)
    # Some disks do not tell capitals apart, and keep the spelling under which a file was made first.
    current = {report["path"].casefold() for line in lines for report in line["reports"].values()}
    suffixes = {renderer.suffix for renderer in RENDERERS.values()}
    paths = (f"{REPORTS}/{file.name}" for file in (output.folder / REPORTS).iterdir() if file.suffix in suffixes)
    return tuple(sorted(path for path in paths if path.casefold() not in current))
