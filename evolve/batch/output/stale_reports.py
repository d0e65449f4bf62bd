"""Reports that no longer belong to a pair: listed, never removed.

When a plan loses a pair, a text cannot be read any more, or a format is no longer requested, the earlier reports stay
in the folder, and no page links to them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, cast

from evolve.batch.output.folder import REPORTS, Output
from evolve.report import RENDERERS


def stale_reports(output: Output, names: Iterable[str]) -> tuple[str, ...]:
    """Return the paths in the folder, sorted, that have names of reports but belong to none of these pairs."""
    lines = (cast("Mapping[str, Any]", output.line_of(name)) for name in names)
    # Some file systems ignore case, and keep the spelling under which a file was first created.
    current = {report["path"].casefold() for line in lines for report in line["reports"].values()}
    suffixes = {renderer.suffix for renderer in RENDERERS.values()}
    paths = (f"{REPORTS}/{file.name}" for file in (output.folder / REPORTS).iterdir() if file.suffix in suffixes)
    return tuple(sorted(path for path in paths if path.casefold() not in current))
