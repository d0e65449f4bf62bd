"""What is handed on: an evolution rendered as text or data, one module a format, behind one registry.

A renderer takes an evolution (a pair is one of two versions) and its provenance, and gives a string that is the same
for the same input. It opens no file, asks for no terminal, and knows no clock. A module is loaded when its format is
asked for. To add a format: write a module with `render(evolution, provenance) -> str` and add its line here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, cast

from evolve.report.provenance import Provenance

if TYPE_CHECKING:
    from collections.abc import Callable

    from evolve.comparison import Evolution


@dataclass(frozen=True, slots=True)
class Renderer:
    """One format."""

    name: str
    """What it is called on the command line."""
    suffix: str
    """What its files end in, with the dot."""
    description: str
    """What it is good for, in a few words."""
    module: str
    """The module that has its `render`."""

    def render(self, evolution: Evolution, provenance: Provenance) -> str:
        """The whole report, ending in a line feed."""
        render = cast("Callable[[Evolution, Provenance], str]", import_module(self.module).render)
        return render(evolution, provenance)


RENDERERS: Mapping[str, Renderer] = {
    renderer.name: renderer
    for renderer in (
        Renderer("text", ".txt", "to read, and to paste into a mail", "evolve.report.as_text"),
        Renderer("html", ".html", "one page to read, send and keep; works offline", "evolve.report.html"),
        Renderer("md", ".md", "Markdown, to paste into a wiki or an issue", "evolve.report.as_markdown"),
        Renderer("csv", ".csv", "one table with a row a link, for spreadsheets", "evolve.report.as_csv"),
        Renderer("tei", ".xml", "TEI P5 with stand-off links, for digital editions", "evolve.report.as_tei"),
        Renderer("json", ".json", "every sentence, link and score, by a published schema", "evolve.report.as_json"),
    )
}
"""Every format by its name."""

__all__ = ["RENDERERS", "Provenance", "Renderer"]
