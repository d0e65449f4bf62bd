"""What all pages stand in, the report of a pair and the index over a thousand: one look, one policy, one way to filter.

A page loads nothing, from nowhere: style and script stand in it, and its own Content-Security-Policy lets nothing else
run, so that whatever a document says stays words. Knows nothing of comparisons, so that an index is written without
loading what compares.
"""

from __future__ import annotations

import hashlib
from base64 import b64encode
from collections.abc import Iterable, Iterator, Mapping
from html import escape
from importlib.resources import files
from string import Template

from evolve.model import Status
from evolve.text.clean import clean_line

STATUS_CLASS = {Status.PERSISTED: "p", Status.CHANGED: "c", Status.DROPPED: "d", Status.ADDED: "n"}
"""What rows, marks, lines and bars of a status are called in the style."""


def escaped(text: str) -> str:
    """Any text, on one line, as words and nothing else, in an element or a quoted attribute."""
    return escape(clean_line(text))


def sign(status: Status) -> str:
    """A status's glyph, for eyes; the word stands beside it."""
    return f'<span class="g" aria-hidden="true">{status.glyph}</span>'


def piece(package: str, name: str) -> str:
    """A file that comes along with a package."""
    return files(package).joinpath(name).read_text(encoding="utf-8")


def filter_form(what: str, boxes: Mapping[str, str]) -> str:
    """What the script shows above rows of `what`: a box for each value, labelled in markup, and a field to search."""
    labels = "".join(
        f'<label><input type="checkbox" name="show" value="{value}" checked> {label}</label>'
        for value, label in boxes.items()
    )
    return (
        f'<form id="filter" role="search" data-what="{what}" hidden>\n'
        + (f"<fieldset><legend>Show</legend>{labels}</fieldset>\n" if labels else "")
        + '<label class="find">Search <input type="search" name="find" autocomplete="off" spellcheck="false"></label>\n'
        '<output name="shown"></output>\n<button type="reset">Show all</button>\n</form>\n'
    )


def framed(body: Iterable[str], *, title: str, style: str, script: str, version: str) -> Iterator[str]:
    """A whole page in pieces around the pieces of its body; style and script stand behind what all pages share."""
    style, script = piece(__name__, "frame.css") + style, piece(__name__, "frame.js") + script
    opening, _, closing = piece(__name__, "frame.html").partition("$body")
    yield Template(opening).substitute(
        title=escaped(title),
        version=escaped(version),
        policy=f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}'; "
        "base-uri 'none'; form-action 'none'",
        style=style,
    )
    yield from body
    yield Template(closing).substitute(script=script)


def _digest(text: str) -> str:
    return f"sha256-{b64encode(hashlib.sha256(text.encode()).digest()).decode()}"
