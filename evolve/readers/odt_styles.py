"""The styles of an OpenDocument text: what is hidden, which paragraph is the title, and the marks of list items."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from evolve.readers.list_marks import BULLET, in_form, small_number

_MAX_STYLE_DEPTH = 20
"""Maximum number of styles that are based on one another."""
_FORMS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}


@dataclass(slots=True)
class _Level:
    form: str = ""
    """The form of the numbers; empty for bullets."""
    has_mark: bool = True
    prefix: str = ""
    suffix: str = ""
    start: int = 1
    shown: int = 1
    """Number of levels whose numbers are shown."""


@dataclass(slots=True)
class OpenList:
    """A list that is open."""

    style: str
    numbers: list[int]
    """The number of the last item on each level."""
    level: int
    is_pending: bool = False
    """Whether an item began that has no paragraph yet."""


@dataclass(slots=True)
class Styles:
    """The styles that were read so far, and the lists that are open."""

    parents: dict[str, str] = field(default_factory=dict)
    hidden: set[str] = field(default_factory=set)
    levels: dict[str, dict[int, _Level]] = field(default_factory=dict)
    """The levels of each list style."""
    counters: dict[str, list[int]] = field(default_factory=dict)
    """The numbers of the last list of each style."""
    lists: list[OpenList] = field(default_factory=list)
    _style: str = ""
    _list_style: str = ""

    def read(self, name: str, attributes: Mapping[str, str]) -> None:
        """Read the start of an element of the styles; others are ignored."""
        if name == "style:style":
            self._style = attributes.get("style:name", "")
            self.parents[self._style] = attributes.get("style:parent-style-name", "")
        elif name == "style:text-properties":
            if attributes.get("text:display") == "none":
                self.hidden.add(self._style)
        elif name == "text:list-style":
            self._list_style = attributes.get("style:name", "")
            self.levels[self._list_style] = {}
        elif name in ("text:list-level-style-number", "text:list-level-style-bullet", "text:list-level-style-image"):
            form = attributes.get("style:num-format", "")
            is_numbered = name == "text:list-level-style-number"
            self.levels.setdefault(self._list_style, {})[small_number(attributes.get("text:level", ""))] = _Level(
                form=_FORMS.get(form, "decimal") if is_numbered else "",
                has_mark=bool(form) or not is_numbered,
                prefix=attributes.get("style:num-prefix", "")[:10],
                suffix=attributes.get("style:num-suffix", "")[:10],
                start=small_number(attributes.get("text:start-value", "")),
                shown=small_number(attributes.get("text:display-levels", "")),
            )

    def is_hidden(self, style: str) -> bool:
        """Return whether text of a style is hidden."""
        return any(name in self.hidden for name in self._chain(style))

    def is_title(self, style: str) -> bool:
        """Return whether paragraphs of a style are the title."""
        return "Title" in self._chain(style)

    def _chain(self, style: str) -> list[str]:
        chain: list[str] = []
        while style and len(chain) < _MAX_STYLE_DEPTH:
            chain.append(style)
            style = self.parents.get(style, "")
        return chain

    def start_list(self, attributes: Mapping[str, str]) -> None:
        """Begin a list, which continues the last one of its style if its attributes require it."""
        inner = self.lists[-1] if self.lists else None
        style = attributes.get("text:style-name", "") or (inner.style if inner else "")
        if inner is not None:
            numbers = inner.numbers
            del numbers[inner.level :]
        else:
            continues = attributes.get("text:continue-numbering") == "true" or "text:continue-list" in attributes
            numbers = self.counters.get(style, []) if continues else []
            self.counters[style] = numbers
        self.lists.append(OpenList(style, numbers, (inner.level if inner else 0) + 1))

    def end_list(self) -> None:
        """End the innermost list."""
        if self.lists:
            self.lists.pop()

    def start_item(self, attributes: Mapping[str, str]) -> None:
        """Begin an item."""
        if self.lists:
            current = self.lists[-1]
            current.is_pending = True
            if (start := attributes.get("text:start-value", "")) and len(current.numbers) >= current.level - 1:
                current.numbers[current.level - 1 :] = [small_number(start) - 1]

    def end_item(self) -> None:
        """End an item."""
        if self.lists:
            self.lists[-1].is_pending = False

    def next_mark(self) -> str:
        """Return the mark of the item whose first paragraph ends, such as "- " or "2. "; "" for other paragraphs."""
        if not self.lists or not self.lists[-1].is_pending:
            return ""
        current = self.lists[-1]
        current.is_pending = False
        levels = self.levels.get(current.style, {})
        described = levels.get(current.level)
        if described is None:
            return BULLET
        numbers = current.numbers
        while len(numbers) < current.level:
            numbers.append(levels.get(len(numbers) + 1, _Level()).start - 1)
        del numbers[current.level :]
        numbers[-1] += 1
        if not described.has_mark:
            return ""
        if not described.form:
            return BULLET
        first = max(0, current.level - described.shown)
        shown = [
            in_form(max(1, number), levels.get(first + n + 1, _Level("decimal")).form or "decimal")
            for n, number in enumerate(numbers[first:])
        ]
        return " ".join(f"{described.prefix}{'.'.join(shown)}{described.suffix}".split()) + " "
