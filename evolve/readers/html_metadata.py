"""The metadata of a web page: title, authors, date of publication and outlet.

Structured data for search engines (JSON-LD with the words of schema.org) comes first, then the fields of the head that
sharing sites and libraries read, then the elements that are shown. Nothing is guessed from the text.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from evolve.model import Metadata
from evolve.readers.html_tokens import Event
from evolve.text.clean import clean_line

_ARTICLE = re.compile(r"(?:Article|BlogPosting|Posting|Report|Review|Essay)$")
_MAX_JSON = 400_000
"""Maximum length of structured data that is parsed, in characters."""
_MAX_NODES = 5_000
"""Maximum number of objects and lists in it that are looked at."""
_MAX_HEADINGS = 30
"""Maximum number of headings that are compared with the title of the window."""
_MAX_FIELD = 400
"""Maximum length of a field, in characters; longer ones are cut."""
_DATE = re.compile(r"((?:1[5-9]|20)\d\d)(?:[-/.](0?[1-9]|1[0-2])(?:[-/.](0?[1-9]|[12]\d|3[01]))?)?(?!\d)")
_COMPACT_DATE = re.compile(r"((?:1[5-9]|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?!\d)")
_BY = re.compile(r"(?:by|von|par|por|di|door|af|av)\s+", re.I)
_AND = re.compile(r"[,;]|\s(?:and|und|et|y|e|en|og|och|&)\s")
_TITLE_FIELDS = ("citation_title", "og:title", "dc.title", "dcterms.title", "twitter:title", "title")
_AUTHOR_FIELDS = (
    "citation_author",
    "author",
    "article:author",
    "dc.creator",
    "dcterms.creator",
    "byl",
    "parsely-author",
)
_DATE_FIELDS = (
    "article:published_time", "citation_publication_date", "citation_date", "datepublished", "dc.date.issued",
    "dc.date", "dcterms.created", "dcterms.date", "parsely-pub-date", "pubdate", "publishdate", "date",
)  # fmt: skip
_OUTLET_FIELDS = ("citation_journal_title", "og:site_name", "dc.publisher", "application-name")
_TITLE_SEPARATORS = (" | ", " – ", " — ", " - ", " · ", " » ", " :: ")


@dataclass(slots=True)
class _Found:
    """The values that the elements of a page give, by field, in order."""

    fields: dict[str, list[str]] = field(default_factory=dict)
    data: list[str] = field(default_factory=list)
    """The texts of structured data."""
    times: list[tuple[bool, str]] = field(default_factory=list)
    """The dates of `time` elements, each with whether it is marked as the date of publication."""

    def add(self, name: str, value: str) -> None:
        self.fields.setdefault(name, []).append(clean_line(value[: _MAX_FIELD * 4])[:_MAX_FIELD])

    def first(self, names: Sequence[str]) -> str:
        """Return the first value that is not empty of the fields, in the order of the names."""
        return next((value for name in names for value in self.fields.get(name, ()) if value), "")


def metadata_of(events: Sequence[Event]) -> Metadata:
    """Return the metadata of a page, from its tags and characters."""
    found = _found(events)
    article = next(filter(None, map(_article_in, found.data)), {})
    outlet = (
        found.first(_OUTLET_FIELDS) or _name(article.get("publisher")) or _host(found.first(("canonical", "og:url")))
    )
    return Metadata(
        title=_string(article.get("headline")) or found.first(_TITLE_FIELDS) or _shown_title(found, outlet),
        authors=_authors(article, found),
        date=_date(_string(article.get("datePublished"))) or _date_in_fields(found),
        outlet=outlet,
    )


def _found(events: Sequence[Event]) -> _Found:
    found = _Found()
    inside: list[tuple[str, int]] = []
    """The fields whose elements are open, each with the depth of its element."""
    texts: dict[str, list[str]] = {}
    depth = 0
    for event in events:
        if event.kind == "text":
            for name, _ in inside:
                texts[name].append(event.value)
        elif event.kind == "end":
            if inside and inside[-1][1] == depth:
                name, _ = inside.pop()
                text = "".join(texts.pop(name))
                if name == "<data>":
                    found.data.append(text)
                else:
                    found.add(name, text)
            depth -= 1
        else:
            depth += 1
            name = _field_of(event, found)
            if name and name not in texts:
                inside.append((name, depth))
                texts[name] = []
    return found


def _field_of(event: Event, found: _Found) -> str:
    """Record the values in an element's attributes; return the field that its characters belong to, or ""."""
    given = event.attributes
    if event.value == "meta":
        name = given.get("property") or given.get("name") or given.get("itemprop") or ""
        found.add(name.lower(), given.get("content", ""))
    elif event.value == "link" and "canonical" in given.get("rel", "").lower().split():
        found.add("canonical", given.get("href", ""))
    elif event.value == "time" and "datetime" in given:
        is_published = "pubdate" in given or given.get("itemprop", "").lower() == "datepublished"
        found.times.append((is_published, given["datetime"]))
    elif event.value == "script" and given.get("type", "").lower() == "application/ld+json":
        return "<data>"
    elif event.value == "title" and "<title>" not in found.fields:
        return "<title>"
    elif event.value in ("h1", "h2", "h3") and len(found.fields.get("<heading>", ())) < _MAX_HEADINGS:
        return "<heading>"
    elif "author" in given.get("rel", "").lower().split() or given.get("itemprop", "").lower() == "author":
        return "<author>"
    return ""


def _article_in(text: str) -> Mapping[str, Any]:
    """Return the first object in structured data that describes an article; empty if there is none."""
    if len(text) > _MAX_JSON:
        return {}
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    waiting = [data]
    for _ in range(_MAX_NODES):
        if not waiting:
            break
        node = waiting.pop(0) if len(waiting) < 100 else waiting.pop()
        if isinstance(node, dict):
            types = node.get("@type")
            names = types if isinstance(types, list) else [types]
            if any(isinstance(name, str) and _ARTICLE.search(name) for name in names):
                return node
            waiting += [value for value in node.values() if isinstance(value, dict | list)]
        elif isinstance(node, list):
            waiting += [value for value in node[:_MAX_NODES] if isinstance(value, dict | list)]
    return {}


def _string(value: object) -> str:
    """Return a value of structured data as one line; empty if it is no string."""
    return clean_line(value[: _MAX_FIELD * 4])[:_MAX_FIELD] if isinstance(value, str) else ""


def _name(value: object) -> str:
    """Return the name of a person or an organisation in structured data."""
    if isinstance(value, list):
        value = value[0] if value else None
    return _string(value.get("name")) if isinstance(value, dict) else _string(value)


def _authors(article: Mapping[str, Any], found: _Found) -> tuple[str, ...]:
    given = article.get("author")
    names = [_name(value) for value in (given[:20] if isinstance(given, list) else [given])]
    if not any(names):
        fields = next(
            (found.fields[name] for name in _AUTHOR_FIELDS if any(map(_is_name, found.fields.get(name, ())))), []
        )
        names = [part for value in fields or found.fields.get("<author>", [])[:20] for part in _split(value)]
    return tuple(dict.fromkeys(name for name in (_BY.sub("", name, count=1) for name in names) if _is_name(name)))


def _split(names: str) -> Iterator[str]:
    """Yield the names in a list of them; "Last, First" is one name."""
    parts = [part.strip() for part in _AND.split(names) if part.strip()]
    if len(parts) == 2 and "," in names and " " not in parts[0]:
        yield names
    else:
        yield from parts


def _is_name(text: str) -> bool:
    """Return whether a field is a name and not an address."""
    return any(map(str.isalpha, text)) and "//" not in text and "@" not in text and len(text) <= 100


def _date_in_fields(found: _Found) -> str:
    dates = (_date(value) for name in _DATE_FIELDS for value in found.fields.get(name, ()))
    certain = next(filter(None, dates), "") or next((_date(v) for is_published, v in found.times if is_published), "")
    if certain:
        return certain
    seen = {_date(value) for _, value in found.times}
    return seen.pop() if len(seen) == 1 else ""


def _date(text: str) -> str:
    """Return a date in ISO 8601, as exact as it is given; empty if there is none at the start of the text."""
    text = text.strip()
    match = _COMPACT_DATE.match(text) or _DATE.match(text)
    return "-".join(part.zfill(2) for part in match.groups() if part) if match else ""


def _host(address: str) -> str:
    try:
        host = urlsplit(address).hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.")


def _shown_title(found: _Found, outlet: str) -> str:
    """Return the longest heading that the title of the window contains, else that title without the site's name."""
    window = found.first(("<title>",))
    headings = [heading for heading in found.fields.get("<heading>", ()) if not window or heading in window]
    if headings:
        return max(headings, key=len)
    for separator in _TITLE_SEPARATORS:
        before, parted, after = window.rpartition(separator)
        if parted and outlet and after.strip().casefold() == outlet.casefold():
            return before.strip()
    return window
