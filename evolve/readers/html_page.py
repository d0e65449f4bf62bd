"""Decide by tags and names of elements which part of a web page is its essay.

The text of `main` or `article` is preferred if it has a good part of the page's words. Elements around the essay and
inside it are left out by their tag, role or name, and lists that consist of links; none that has most of the text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from evolve.readers.html_text import HIDDEN, PAGE_PARTS, is_hidden
from evolve.readers.html_tokens import Event

_ROLES = frozenset(("navigation", "banner", "contentinfo", "complementary", "search", "dialog", "menu", "toolbar"))
# Not "paywall": sites give that name to the paragraphs behind it, and the notice itself is recognised by its words.
_JUNK_NAME = re.compile(
    r"(?:^|[\s_-])(?:comments?|commentlist|respond|disqus|share|sharing|social|related|recirc|recommend(?:ed|ations?)?"
    r"|newsletter|subscri(?:be|ptions?)|signup|promo|advert(?:isement)?|ads?|sponsor(?:ed)?|cookies?|consent|gdpr|sidebar"
    r"|breadcrumbs?|tags|caption|credits?|byline|dateline|bio|pagination|pager|popup|modal|menu|navbar|toolbar"
    r"|footer|copyright|noprint|skip-link|editsection|toc|navbox|infobox)(?:$|[\s_-])",
    re.I,
)
_ESSAY_NAME = re.compile(
    r"(?:^|\s)(?:entry-content|post-content|post-body|article-body|article__body|articlebody|article-content"
    r"|story-body|mw-parser-output)(?:$|\s)",
    re.I,
)
_MIN_REGION = 0.25
"""Minimum share of the page's words in `main` or `article` for it to be the essay's place."""
_MIN_ESSAY = 0.6
"""Minimum share of its words in an element inside it that is named as the body of an article."""
_MAX_SECOND = 0.4
"""Maximum size of the second largest article compared with the largest; above that, the page has several."""
_MAX_LEFT_OUT = 0.5
"""Maximum share of the page's words in an element that is left out."""
_LINKED = frozenset(("ul", "ol", "menu", "p", "div", "section"))
"""Elements that are left out if they consist of links: menus, and lines that point to other pages."""
_MIN_LINKS = 0.7
"""Minimum share of links among the characters of such an element."""


@dataclass(frozen=True, slots=True)
class Page:
    """The tags and characters of a page, and how much text each element has."""

    events: Sequence[Event]
    ends: Sequence[int]
    """The index after the end of the element that starts at an index; for other events the next index."""
    letters: Sequence[int]
    """Number of characters shown outside links before each event."""
    linked: Sequence[int]
    """Number of characters shown in links before each event."""

    def weight(self, start: int) -> int:
        """Return the number of characters outside links in the element that starts at an index."""
        return self.letters[self.ends[start]] - self.letters[start]

    def depths(self) -> Sequence[int]:
        """Return the number of elements that are open after each event."""
        return list(accumulate((event.kind == "start") - (event.kind == "end") for event in self.events))

    def _starts(self, first: int, last: int) -> list[int]:
        return [index for index in range(first, last) if self.events[index].kind == "start"]

    def _place(self) -> tuple[int, int]:
        """Return the range of events, half-open, in which the essay is."""
        starts = self._starts(0, len(self.events))
        total = self.letters[-1]
        place = 0, len(self.events)
        articles = sorted(self._outermost([k for k in starts if _is(self.events[k], "article")]), key=self.weight)
        mains = sorted((k for k in starts if _is(self.events[k], "main")), key=self.weight)
        is_single = articles and (
            len(articles) == 1 or self.weight(articles[-2]) <= _MAX_SECOND * self.weight(articles[-1])
        )
        for start in [*articles[-1:]] * bool(is_single) + mains[-1:]:
            if self.weight(start) >= _MIN_REGION * total > 0:
                place = start, self.ends[start]
                break
        weight = self.letters[place[1]] - self.letters[place[0]]
        named = [k for k in self._starts(*place) if _is_essay(self.events[k]) and self.weight(k) >= _MIN_ESSAY * weight]
        return (named[-1], self.ends[named[-1]]) if named and weight else place

    def _outermost(self, starts: Sequence[int]) -> list[int]:
        outermost: list[int] = []
        for start in starts:
            if not outermost or start >= self.ends[outermost[-1]]:
                outermost.append(start)
        return outermost

    def region(self) -> Sequence[Event]:
        """Return the events of the part of the page that has the essay."""
        first, last = self._place()
        return self.events[first:last]

    def left_out(self, *, everywhere: bool = False) -> frozenset[int]:
        """Return the indices of the starts of elements that are not the essay, in `region` or `everywhere`."""
        first, last = (0, len(self.events)) if everywhere else self._place()
        maximum = _MAX_LEFT_OUT * (self.letters[last] - self.letters[first])
        in_article = not everywhere and self._is_in_article(first)
        return frozenset(
            index - first
            for index in self._starts(first + (not everywhere), last)
            if self.weight(index) <= maximum and self._is_around(index, nested=in_article)
        )

    def _is_in_article(self, place: int) -> bool:
        """Return whether an index is that of an article or inside one."""
        return any(
            _is(self.events[k], "article") and k <= place < self.ends[k]
            for k in self._starts(0, min(place + 1, len(self.events)))
        )

    def _is_around(self, start: int, *, nested: bool) -> bool:
        """Return whether an element is not the essay, by its tag, role, name or links."""
        event = self.events[start]
        given = event.attributes
        if event.value in PAGE_PARTS or given.get("role", "").lower() in _ROLES or given.get("aria-hidden") == "true":
            return True
        if nested and event.value == "article":
            return True
        if event.value in _LINKED:
            linked = self.linked[self.ends[start]] - self.linked[start]
            if linked and linked >= _MIN_LINKS * (linked + self.weight(start)):
                return True
        return event.value not in ("html", "body") and any(
            _JUNK_NAME.search(given[name][:500]) for name in ("class", "id") if name in given
        )


def page_of(events: Sequence[Event]) -> Page:
    """Return a page with the amount of text in each of its elements."""
    ends = list(range(1, len(events) + 1))
    opened: list[int] = []
    shown: list[int] = []
    linked: list[int] = []
    hidden = links = 0
    for index, event in enumerate(events):
        length = len(event.value) - event.value.count(" ") if event.kind == "text" and not hidden else 0
        shown.append(0 if links else length)
        linked.append(length if links else 0)
        if event.kind == "text":
            continue
        change = 1 if event.kind == "start" else -1
        begun = event
        if event.kind == "start":
            opened.append(index)
        else:
            start = opened.pop()
            ends[start] = index + 1
            begun = events[start]
        hidden += change * (begun.value in HIDDEN or is_hidden(begun.attributes))
        links += change * (begun.value == "a" and "href" in begun.attributes)
    return Page(events, ends, [0, *accumulate(shown)], [0, *accumulate(linked)])


def _is(event: Event, name: str) -> bool:
    return event.value == name or event.attributes.get("role", "").lower() == name


def _is_essay(event: Event) -> bool:
    given = event.attributes
    return (
        given.get("itemprop", "").lower() == "articlebody"
        or _ESSAY_NAME.search(given.get("class", "")[:500]) is not None
    )
