"""Read XML as a stream of events, however deeply it is nested, without entities of its own and without other files.

Names are written with the prefixes that a reader chooses for namespaces, whatever prefixes the file uses.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html.entities import name2codepoint
from typing import Literal, NamedTuple
from xml.parsers import expat

from evolve.errors import InputError

_CHUNK = 1 << 16
_SEPARATOR = "\x1f"
_MAX_DEPTH = 2_000
_MAX_ELEMENTS = 1_000_000
"""Maximum number of elements; a novel has some hundred thousand."""
_NO_ATTRIBUTES: Mapping[str, str] = {}


class Event(NamedTuple):
    """The start or the end of an element, or a piece of text."""

    kind: Literal["start", "end", "text"]
    value: str
    """The name of the element such as "w:p", or the text."""
    attributes: Mapping[str, str]
    """The attributes of an element that starts, by name; those without a namespace have no prefix."""


def xml_events(data: bytes, where: str, prefixes: Mapping[str, str]) -> Iterator[Event]:
    """Yield the events of an XML file in order; text may come in several pieces.

    `prefixes` gives a prefix for each namespace; elements of other namespaces have the prefix "?". Raises InputError
    for XML that is damaged, declares entities, or is nested too deeply.
    """
    yield from _Source(data, where, prefixes).events()


class _Source:
    def __init__(self, data: bytes, where: str, prefixes: Mapping[str, str]) -> None:
        self._data, self._where, self._prefixes = data, where, prefixes
        self._names: dict[str, str] = {}
        self._pending: list[Event] = []
        self._depth = self._elements = 0

    def events(self) -> Iterator[Event]:
        if self._data.count(b"<") > 2 * _MAX_ELEMENTS + _MAX_DEPTH:
            raise self._too_many()
        parser = expat.ParserCreate(namespace_separator=_SEPARATOR)
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.EntityDeclHandler = self._refuse_entity
        parser.SkippedEntityHandler = self._skipped_entity
        try:
            for first in range(0, len(self._data), _CHUNK):
                parser.Parse(self._data[first : first + _CHUNK], False)
                yield from self._taken()
            parser.Parse(b"", True)
        except (expat.ExpatError, ValueError, LookupError) as error:
            line = f" in line {error.lineno}" if isinstance(error, expat.ExpatError) else ""
            raise self._error(f"has damaged XML{line}", "open it in its program and save it again") from None
        yield from self._taken()

    def _taken(self) -> list[Event]:
        taken, self._pending = self._pending, []
        return taken

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        self._elements += 1
        if self._depth > _MAX_DEPTH:
            raise self._error("has XML that is nested too deeply", "open it in its program and save it as plain text")
        if self._elements > _MAX_ELEMENTS:
            raise self._too_many()
        given = {self._named(key, ""): value for key, value in attributes.items()} if attributes else _NO_ATTRIBUTES
        self._pending.append(Event("start", self._named(name, "?:"), given))

    def _end(self, name: str) -> None:
        self._depth -= 1
        self._pending.append(Event("end", self._named(name, "?:"), _NO_ATTRIBUTES))

    def _text(self, text: str) -> None:
        self._pending.append(Event("text", text, _NO_ATTRIBUTES))

    def _named(self, name: str, without_namespace: str) -> str:
        named = self._names.get(name)
        if named is None:
            namespace, separator, local = name.rpartition(_SEPARATOR)
            prefix = f"{self._prefixes.get(namespace, '?')}:" if separator else without_namespace
            named = prefix.removeprefix(":") + local
            if len(self._names) < 10_000:
                self._names[name] = named
        return named

    def _refuse_entity(self, *_: object) -> None:
        raise self._error("declares XML entities of its own, which are not read", "replace them with their characters")

    def _skipped_entity(self, name: str, is_parameter: bool) -> None:
        if not is_parameter and name in name2codepoint:
            self._text(chr(name2codepoint[name]))

    def _too_many(self) -> InputError:
        what = f"has XML of more than {_MAX_ELEMENTS:,} elements"
        return self._error(what, "save the part of it that is the text as plain text")

    def _error(self, what: str, step: str) -> InputError:
        return InputError(what, next_step=step, where=self._where)
