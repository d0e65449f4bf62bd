"""Reports of an evolution as text or data: one module for each format, found through one registry.

A renderer takes an evolution (a comparison of two versions is an evolution with one pair) and its provenance, and
returns a string. The same input gives the same string: a renderer reads no file, no terminal setting and no clock. The
module of a format is imported when the format is requested. To add a format, write a module with `render(evolution,
provenance) -> str` and add its line to `RENDERERS`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, cast

from evolve.report.provenance import Provenance

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from evolve.comparison import Evolution


@dataclass(frozen=True, slots=True)
class Renderer:
    """A report format."""

    name: str
    """Its name on the command line."""
    suffix: str
    """The suffix of its files, with the dot."""
    description: str
    """Its purpose in a few words, for the command line and the screen."""
    module: str
    """The full name of the module that defines its `render`."""
    is_packed: bool = False
    """Whether its files are archives, made by `render_bytes` of the same module, and not text."""
    in_parts: bool = False
    """Whether `parts` of the same module yields it in parts."""

    def render(self, evolution: Evolution, provenance: Provenance) -> str:
        """Return the whole report, of a packed format the text in it; it ends in one line feed."""
        render = cast("Callable[[Evolution, Provenance], str]", import_module(self.module).render)
        return render(evolution, provenance)

    def render_bytes(self, evolution: Evolution, provenance: Provenance) -> bytes:
        """Return the content of the report's file."""
        return b"".join(self.bytes_in_parts(evolution, provenance))

    def bytes_in_parts(self, evolution: Evolution, provenance: Provenance) -> Iterator[bytes]:
        """Yield the content of the report's file in parts, so that a long one need not be in memory as a whole."""
        module = import_module(self.module)
        if self.in_parts:
            parts = cast("Callable[[Evolution, Provenance], Iterator[str]]", module.parts)
            yield from (part.encode() for part in parts(evolution, provenance))
        elif self.is_packed:
            render = cast("Callable[[Evolution, Provenance], bytes]", module.render_bytes)
            yield render(evolution, provenance)
        else:
            yield self.render(evolution, provenance).encode()


RENDERERS: Mapping[str, Renderer] = {
    renderer.name: renderer
    for renderer in (
        Renderer("text", ".txt", "to read, and to paste into an e-mail", "evolve.report.as_text"),
        Renderer("html", ".html", "one page to read, send and keep; works offline", "evolve.report.html"),
        Renderer("md", ".md", "Markdown, to paste into a wiki or an issue", "evolve.report.as_markdown"),
        Renderer(
            "docx", ".docx", "Word with tracked changes, one comment per link", "evolve.report.as_docx", is_packed=True
        ),
        Renderer("csv", ".csv", "one table with a row for each link, for spreadsheets", "evolve.report.as_csv"),
        Renderer("tei", ".xml", "TEI P5 with stand-off links, for digital editions", "evolve.report.as_tei"),
        Renderer(
            "collation",
            ".tei",
            "TEI P5 apparatus, one witness per version, for collation viewers",
            "evolve.report.as_collation",
        ),
        Renderer(
            "json",
            ".json",
            "every sentence, link and score, by a published schema",
            "evolve.report.as_json",
            in_parts=True,
        ),
    )
}
"""Every format by name."""

__all__ = ["RENDERERS", "Provenance", "Renderer"]
