"""The paragraph styles and the lists of a Word document: what is a heading, what is hidden, and the marks of items."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from evolve.readers.list_marks import BULLET, in_form, small_number
from evolve.readers.xml_events import Event

OFF = frozenset(("0", "false", "off"))
"""Values by which a property of Word is switched off."""
_MAX_LEVELS = 9
_MAX_STYLE_DEPTH = 20
"""Maximum number of styles that are based on one another."""
_PLACE = re.compile(r"%([1-9])")
_MAX_NUMBER = 9_999


@dataclass(slots=True)
class Style:
    """A style of paragraphs or characters."""

    name: str = ""
    """Its name in lower case; built-in styles have English names in every language."""
    based_on: str = ""
    outline: bool = False
    """Whether it is a level of the outline, as headings are."""
    number: str = ""
    """The number of its list; empty without one."""
    level: int = 0
    hidden: bool = False


@dataclass(slots=True)
class Styles:
    """The styles of a document by their identifiers."""

    by_id: dict[str, Style] = field(default_factory=dict)

    def chain(self, style_id: str) -> Iterable[Style]:
        """Yield a style and those that it is based on."""
        for _ in range(_MAX_STYLE_DEPTH):
            style = self.by_id.get(style_id)
            if style is None:
                return
            yield style
            style_id = style.based_on

    def name(self, style_id: str) -> str:
        """Return the name of a style in lower case; its identifier if it has none."""
        style = self.by_id.get(style_id)
        return style.name if style is not None and style.name else style_id.lower()

    def is_heading(self, style_id: str) -> bool:
        """Return whether paragraphs of a style are headings."""
        names = [self.name(style_id), *(style.name for style in self.chain(style_id))]
        return any(style.outline for style in self.chain(style_id)) or any(
            name.startswith("heading ") or name in ("title", "subtitle") for name in names
        )

    def is_hidden(self, style_id: str) -> bool:
        """Return whether text of a style is hidden."""
        return any(style.hidden for style in self.chain(style_id))

    def list_of(self, style_id: str) -> tuple[str, int]:
        """Return the number of the list of a style and the level in it; "" without one."""
        for style in self.chain(style_id):
            if style.number:
                return style.number, style.level
        return "", 0


def read_styles(events: Iterable[Event]) -> Styles:
    """Return the styles of the part `word/styles.xml`."""
    styles = Styles()
    style = Style()
    for kind, name, attributes in events:
        if kind == "start":
            value = attributes.get("w:val", "")
            if name == "w:style":
                style = Style()
                styles.by_id[attributes.get("w:styleId", "")] = style
            elif name == "w:name":
                style.name = value.lower()
            elif name == "w:basedOn":
                style.based_on = value
            elif name == "w:outlineLvl":
                style.outline = is_outline_level(value)
            elif name == "w:numId":
                style.number = value
            elif name == "w:ilvl":
                style.level = level_of(value)
            elif name == "w:vanish":
                style.hidden = value not in OFF
        elif name == "w:style":
            style = Style()
    return styles


@dataclass(slots=True)
class _Level:
    form: str = "decimal"
    text: str = ""
    start: int = 1


@dataclass(slots=True)
class Lists:
    """The lists of a document and the numbers of the items that were read so far."""

    levels: dict[str, dict[int, _Level]] = field(default_factory=dict)
    """The levels of each abstract list."""
    abstract: dict[str, str] = field(default_factory=dict)
    """The abstract list of each list."""
    starts: dict[tuple[str, int], int] = field(default_factory=dict)
    """The first number of a level, where a list sets its own."""
    counters: dict[str, dict[int, int]] = field(default_factory=dict)
    started: set[tuple[str, int]] = field(default_factory=set)

    def next_mark(self, number: str, level: int) -> str:
        """Return the mark of the next item of a list, such as "- " or "2. "; "" if its items have none."""
        abstract = self.abstract.get(number, "")
        levels = self.levels.get(abstract, {})
        described = levels.get(level)
        if described is None or described.form == "none" or not described.text.strip():
            return ""
        if described.form == "bullet":
            return BULLET
        counter = self.counters.setdefault(abstract, {})
        own_start = self.starts.get((number, level))
        if own_start is not None and (number, level) not in self.started:
            counter.pop(level, None)
            self.started.add((number, level))
        first = described.start if own_start is None else own_start
        counter[level] = min(counter.get(level, first - 1) + 1, _MAX_NUMBER)
        for deeper in [key for key in counter if key > level]:
            del counter[deeper]

        def written(place: re.Match[str]) -> str:
            at = int(place[1]) - 1
            of_level = levels.get(at, _Level())
            return in_form(counter.get(at, of_level.start), of_level.form)

        mark = " ".join(_PLACE.sub(written, described.text[:40]).split())
        return f"{mark} " if mark else ""


def read_lists(events: Iterable[Event]) -> Lists:
    """Return the lists of the part `word/numbering.xml`."""
    lists = Lists()
    abstract = number = ""
    level = 0
    for kind, name, attributes in events:
        if kind != "start":
            continue
        value = attributes.get("w:val", "")
        if name == "w:abstractNum":
            abstract, number = attributes.get("w:abstractNumId", ""), ""
            lists.levels[abstract] = {}
        elif name == "w:num":
            number = attributes.get("w:numId", "")
        elif name == "w:abstractNumId" and number:
            lists.abstract[number] = value
        elif name == "w:lvlOverride":
            level = level_of(attributes.get("w:ilvl", ""))
        elif name == "w:startOverride":
            lists.starts[number, level] = small_number(value)
        elif name == "w:lvl" and not number:
            level = level_of(attributes.get("w:ilvl", ""))
            lists.levels[abstract][level] = _Level()
        elif not number and (described := lists.levels.get(abstract, {}).get(level)) is not None:
            if name == "w:start":
                described.start = small_number(value)
            elif name == "w:numFmt":
                described.form = value
            elif name == "w:lvlText":
                described.text = value
    return lists


def level_of(value: str) -> int:
    """Return a level from 0 to 8."""
    return int(value) if value.isascii() and value.isdigit() and len(value) == 1 and value != "9" else 0


def is_outline_level(value: str) -> bool:
    """Return whether a value is the level of a heading: one digit, but not 9, which is that of running text."""
    return len(value) == 1 and value in "012345678"
