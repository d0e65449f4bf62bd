"""The template engine of all pages, set up so that no text becomes markup, whatever a template forgets.

A template prints text, whole numbers and markup that templates made; anything else is an error. Text is cleaned and
escaped where it is printed, so no caller can forget it. There are no filters, because some of them return markup.

Loaded only when a page is made.
"""

from __future__ import annotations

from functools import cache, lru_cache
from html import escape

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from evolve.render.html.values import Fragment
from evolve.text.clean import clean, clean_line

_SHORT = 24
"""Characters up to which a text is a word or a number."""


@cache
def engine() -> Environment:
    """Return the engine; a template has its path in the package as its name, and is compiled once."""
    made = Environment(
        loader=PackageLoader("evolve", ""),
        autoescape=True,
        finalize=printed,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )
    made.filters.clear()
    return made


def printed(value: object) -> object:
    """Return what a page shows of a value: text cleaned, on one line. Raises TypeError for values that are not shown.

    The engine escapes what it is given here.
    """
    if isinstance(value, Markup):
        return value
    if isinstance(value, str):
        return _printed_word(value) if len(value) <= _SHORT else _quoted(clean_line(value))
    if isinstance(value, Fragment):
        return _quoted(clean(value.text))
    if type(value) is int or isinstance(value, StrictUndefined):  # for the latter the engine raises an error
        return value
    raise TypeError(f"a page shows text and whole numbers, not {type(value).__name__}")


@lru_cache(maxsize=1 << 12)
def _printed_word(text: str) -> str:
    """Return a short text as a page shows it; cached, because a page repeats most of its words and numbers."""
    return _quoted(clean_line(text))


def _quoted(text: str) -> str:
    """Return the text, or markup if it has a quotation mark: the engine would write that as a number."""
    return Markup(escape(text)) if '"' in text or "'" in text else text
