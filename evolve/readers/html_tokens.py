"""Split an HTML or XHTML text into tags and characters, with every element closed in the right order.

The standard library's parser takes time quadratic in the length of some damaged texts (80 seconds for 60,000
characters), and it may leave any tag open. Here every pass is linear: a mark that is not found after one place is not
searched for after a later one, and the number of open elements that are searched for a tag is limited.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from html import unescape
from typing import Literal, NamedTuple


class Event(NamedTuple):
    """The start of an element, its end, or characters between tags."""

    kind: Literal["start", "end", "text"]
    value: str
    """The name of the element in lower case, or the characters."""
    attributes: Mapping[str, str] = {}
    """The attributes of a start, names in lower case."""


VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())  # noqa: SIM905 - one line
"""Elements without content and without an end tag."""
_RAW = ("script", "style", "textarea", "title", "xmp", "noembed", "noframes")
"""Elements whose content has no tags."""
_CLOSING_P = frozenset(
    """address article aside blockquote center details dialog div dl fieldset figcaption figure footer form h1 h2 h3 h4
    h5 h6 header hr main nav ol p pre section table ul""".split()  # noqa: SIM905 - shorter
)
"""Elements that end an open paragraph."""
_IMPLIED_ENDS: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "li": (frozenset(("li",)), frozenset(("ul", "ol", "menu"))),
    "dt": (frozenset(("dt", "dd")), frozenset(("dl",))),
    "dd": (frozenset(("dt", "dd")), frozenset(("dl",))),
    "tr": (frozenset(("tr", "td", "th")), frozenset(("table",))),
    "td": (frozenset(("td", "th")), frozenset(("tr", "table"))),
    "th": (frozenset(("td", "th")), frozenset(("tr", "table"))),
    "option": (frozenset(("option",)), frozenset(("select",))),
}
"""The open elements that a start tag ends, and those beyond which it ends nothing."""
_IN_HEAD = frozenset("base link meta noframes noscript script style template title".split())  # noqa: SIM905 - one line
"""Elements that may be in the head of a page; any other ends it, if its end tag is left out."""
_P_SCOPE = frozenset(("td", "th", "table", "button", "object", "caption", "template"))
_MAX_LOOK = 32
"""Number of open elements that are searched for one that a start tag ends."""
_NAME = re.compile(r"[a-zA-Z][^\s/>]{0,99}")
_TAG_REST = re.compile(r"""(?:[^"'>]++|"[^"]*+"|'[^']*+')*+>""")
_ATTRIBUTE = re.compile(r"""([^\s"'>/=]{1,100})(?:\s{0,99}=\s{0,99}(?:"([^"]*)"|'([^']*)'|([^\s"'>]*)))?""")
_MAX_TAG = 20_000
"""Number of characters of a tag in which attributes are looked for."""
_LONG_NUMBER = re.compile(r"&#(?:[0-9]{8,}|[xX][0-9a-fA-F]{7,});?")
_XML = re.compile(r"<\?xml\b|<html\b[^<>]{0,500}\sxmlns\b", re.I)
_HEAD = 4000
"""Number of characters at the start that are searched for a mark of XHTML."""


def events_of(text: str) -> Iterator[Event]:
    """Yield the tags and characters of a text; every start has its end, in the order of nesting."""
    is_xml = _XML.search(text, 0, _HEAD) is not None
    opened: list[str] = []
    count: Counter[str] = Counter()

    def closed(name: str) -> Iterator[Event]:
        """Yield the ends of the open elements up to the last one of a name."""
        while count[name]:
            last = opened.pop()
            count[last] -= 1
            yield Event("end", last)
            if last == name:
                return

    for kind, value, attributes in _tokens(text, is_xml):
        if opened[-1:] == ["head"] and not is_xml and _ends_head(kind, value):
            yield from closed("head")
        if kind == "text":
            yield Event("text", value)
        elif kind == "end":
            yield from closed(value)
        else:
            if (value in _CLOSING_P and count["p"]) or value in _IMPLIED_ENDS:
                for name in _ended_by(value, opened, count):
                    yield from closed(name)
            is_empty = value in VOID or (is_xml and "/" in attributes)
            yield Event("start", value, attributes)
            if is_empty:
                yield Event("end", value)
            else:
                opened.append(value)
                count[value] += 1
    for name in reversed(opened):
        yield Event("end", name)


def _ends_head(kind: str, value: str) -> bool:
    """Return whether a token directly in the head belongs to the body."""
    return (kind == "start" and value not in _IN_HEAD) or (kind == "text" and not value.isspace() and bool(value))


def _ended_by(name: str, opened: list[str], count: Counter[str]) -> Iterator[str]:
    """Yield the names of open elements that a start tag ends, such as a paragraph before another."""
    if name in _CLOSING_P and count["p"]:
        for other in reversed(opened[-_MAX_LOOK:]):
            if other == "p":
                yield "p"
                break
            if other in _P_SCOPE:
                break
    if name in _IMPLIED_ENDS:
        ended, limits = _IMPLIED_ENDS[name]
        found = ""
        for other in reversed(opened[-_MAX_LOOK:]):
            if other in limits:
                break
            if other in ended:
                found = other
                if name != "tr" or other == "tr":
                    break
        if found:
            yield found


def _tokens(text: str, is_xml: bool) -> Iterator[Event]:
    """Yield tags as they are in the text and the characters between them."""
    position = at = 0
    missing: set[str] = set()
    """Marks that do not occur after this place."""

    def find(mark: str, start: int) -> int:
        """Return the position of a mark from `start`, -1 if there is none."""
        if mark in missing:
            return -1
        found = text.find(mark, start)
        if found < 0:
            missing.add(mark)
        return found

    while (at := text.find("<", at)) >= 0:
        if text.startswith("<![CDATA[", at) and (end := find("]]>", at)) >= 0:
            if at > position:
                yield Event("text", _unescaped(text[position:at]))
            yield Event("text", text[at + 9 : end])
            position = at = end + 3
            continue
        markup = _markup_at(text, at, find, missing)
        if markup is None:
            at += 1
            continue
        end, token = markup
        if end <= 0:
            # No tag ends after this place: the file is cut off inside one.
            yield Event("text", _unescaped(text[position:at]))
            return
        if at > position:
            yield Event("text", _unescaped(text[position:at]))
        position = at = end
        if token is None:
            continue
        yield token
        if token.kind == "start" and token.value in _RAW and not (is_xml and "/" in token.attributes):
            end = _raw_end(text, token.value, at, missing)
            content = text[at:end]
            yield Event("text", _unescaped(content) if token.value in ("title", "textarea") else content)
            position = at = end
    if position < len(text):
        yield Event("text", _unescaped(text[position:]))


def _markup_at(
    text: str, at: int, find: Callable[[str, int], int], missing: set[str]
) -> tuple[int, Event | None] | None:
    """Return the end of the tag, comment or declaration at a "<", and its event if it is a tag.

    The end is 0 if there is none. None if the "<" begins no markup.
    """
    following = text[at + 1 : at + 2]
    if text.startswith("<!--", at):
        end = find("-->", at + 2)
        return end + 3 if end >= 0 else find(">", at) + 1, None
    if following in ("!", "?"):
        return find(">", at) + 1, None
    if following == "/" and (name := _NAME.match(text, at + 2)):
        return find(">", at) + 1, Event("end", name.group().lower())
    name = _NAME.match(text, at + 1)
    if name is None:
        return None
    rest = None if "tag" in missing else _TAG_REST.match(text, name.end())
    if rest is None:
        # The quotation marks of this tag have no end; those of a later tag are no longer relied on.
        missing.add("tag")
    end = rest.end() if rest else find(">", at) + 1
    return end, Event("start", name.group().lower(), _attributes(text[name.end() : min(end - 1, at + _MAX_TAG)]))


def _raw_end(text: str, name: str, start: int, missing: set[str]) -> int:
    """Return where the content of an element without tags ends: at its end tag, or at the end of the text."""
    mark = f"</{name}"
    if mark in missing:
        return len(text)
    found = re.compile(re.escape(mark), re.I).search(text, start)
    if found is None:
        missing.add(mark)
        return len(text)
    return found.start()


def _attributes(text: str) -> dict[str, str]:
    """Return the attributes of a tag; "/" is among their names if the tag ends with it."""
    if not text or text.isspace():
        return {}
    found: dict[str, str] = {}
    for match in _ATTRIBUTE.finditer(text):
        found.setdefault(match[1].lower(), _unescaped(match[2] or match[3] or match[4] or ""))
    if text.endswith("/"):
        found["/"] = ""
    return found


def _unescaped(text: str) -> str:
    """Return the text with its character references as characters."""
    return unescape(_LONG_NUMBER.sub("\ufffd", text)) if "&" in text else text
