"""The parts shared by all pages, from the report of a pair to the index of a batch: style, policy and filter.

A page loads nothing: its style and its script are in it, and its own Content-Security-Policy allows no other code, so
that whatever a document contains is shown as text. Pages are templates, filled with plain values by an engine that
escapes them. Nothing here depends on comparisons, so that an index is written without loading the comparing code.
"""

from __future__ import annotations

import hashlib
from base64 import b64encode
from collections.abc import Iterator, Mapping, Sequence
from importlib.resources import files


def page(
    template: str, values: Mapping[str, object], *, title: str, styles: Sequence[str], script: str, version: str
) -> Iterator[str]:
    """Yield a whole page in parts: a template of the package, filled with values.

    `styles` and `script` are the paths of resources, put behind the style and script of all pages. Values that are
    iterators are read while the page is made, so that a long one needs no memory.
    """
    # A program that makes no page does not load the engine.
    from markupsafe import Markup

    from evolve.render.html.engine import engine

    style = "".join(map(resource_text, ("render/html/page.css", *styles)))
    script = "".join(map(resource_text, ("render/html/page.js", script)))
    return (
        engine()
        .get_template(template)
        .generate(
            values,
            title=title,
            version=version,
            style=Markup(style),
            style_digest=_digest(style),
            script=Markup(script),
            script_digest=_digest(script),
        )
    )


def resource_text(name: str) -> str:
    """Return the text of a file that comes with the package, named by its path in it."""
    return files("evolve").joinpath(name).read_text(encoding="utf-8")


def _digest(text: str) -> str:
    return f"sha256-{b64encode(hashlib.sha256(text.encode()).digest()).decode()}"
