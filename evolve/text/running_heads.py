"""Leave out the running heads, feet and page numbers of a text extracted from pages, and join divided sentences.

A line is left out only if it recurs with a number that counts on, "The Weir 12", "The Weir 13", "page 3 of 12", or
beside such a line, or beside page breaks. A number alone is no proof, because sections and verses are numbered too: the
lines must have the word "page", or be at page breaks, or at the distance of a page interrupt sentences, as no heading
does, or end with the number of all pages, "The Weir 2/7". Refrains, numbered headings and lists are kept.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from evolve.text.paragraphs import LIST_ITEM, ends_sentence

_MAX_LENGTH = 120
"""Maximum length of a running head, in characters."""
_MIN_COUNT = 3
"""Minimum number of pages with the same head."""
_MIN_INTERRUPTED = 2
"""Minimum number of page numbers that interrupt a sentence, of at least a quarter of all."""
_MIN_PAGE = 600
"""Minimum length of a page, in characters; stanzas and verses are shorter."""
_NEIGHBOURS = 2
"""Number of lines above and below a page number that may be running heads."""
_MIN_SHARE = 0.8
"""Minimum share of the places of a repeated line that must be beside a page number or a page break."""
_MAX_NUMBER = 9999
"""Largest number of a page, and maximum number of pages."""
_MIN_UNFINISHED = 40
"""Minimum length of an unfinished line that the next one continues whatever letter it begins with."""
_LONG_LINE = 100
"""Length from which on the continuation of a line is put on the same line, because each line is a paragraph."""
_PAGE_WORD = re.compile(
    r"(?:\b(?:page|pg|seite|página|pagina|pág|pag|blz|sida|side|strona|стр|oldal|sivu)\b|\b[ps]\.)\W{0,3}#"
    r"|\A[^\w#]*+#\s*+(?:/|of|von|de|di|van|sur|из|z)\s*+#[^\w#]*+\Z|第\s*+#\s*+[页頁]",
    re.IGNORECASE,
)
"""Matches a line whose number is marked as that of a page; "#" is a number."""
_OF_TOTAL = re.compile(r"[^#]# ?/ ?#\Z")
"""Matches a line that ends with the number of a page and of all pages, "The Weir 2/7"."""
_DIGITS = re.compile(r"\d+")
_NUMBERED_LINE = re.compile(r"(?:^|\r)[^\n\r\d]{0,120}\d", re.MULTILINE)
_LINE_END = re.compile(r"(\r\n|[\n\r\x0b\x0c\x85\u2028\u2029])")
_BREAK = "\x0c"


@dataclass(frozen=True, slots=True)
class WithoutHeads:
    """A text without running heads."""

    text: str
    """With as many lines as before, and "\\n" at their ends; the same text if nothing was left out."""
    count: int
    """The number of lines left out."""


def without_running_heads(text: str) -> WithoutHeads:
    """Return a text without the running heads and page numbers of its pages; a form feed is a page break."""
    if _BREAK not in text and not _NUMBERED_LINE.search(text):
        return WithoutHeads(text, 0)
    lines, breaks = _lines(text)
    heads = _Pages(lines, breaks).heads()
    if not heads and not breaks:
        return WithoutHeads(text, 0)
    return WithoutHeads("\n".join(_joined(lines, heads, breaks)), len(heads))


def left_out_heads(count: int) -> str:
    """Return a remark for the user on the number of lines left out; "" if there are none."""
    return f"left out: {count} running heads and page numbers" if count else ""


def _lines(text: str) -> tuple[list[str], set[int]]:
    """Return the lines of a text, and the indices of those that begin a page."""
    parts = _LINE_END.split(text)
    breaks = {n for n, end in enumerate(parts[1::2], 1) if end == _BREAK}
    return parts[::2], breaks if len(breaks) <= _MAX_NUMBER else set()


class _Pages:
    """The lines of a text, and the places where its pages may end."""

    def __init__(self, lines: Sequence[str], breaks: set[int]) -> None:
        self.lines = lines
        self.written = [k for k, line in enumerate(lines) if line.strip()]
        self.place = {k: n for n, k in enumerate(self.written)}
        self.starts = list(accumulate((len(line) for line in lines), initial=0))
        """The number of characters before each line."""
        self.at_break = set(self._beside_breaks(sorted(breaks)))

    def heads(self) -> set[int]:
        """Return the indices of the lines that are running heads."""
        heads: set[int] = set()
        for key, places in self._numbered_lines().items():
            if _MIN_COUNT <= len(places) <= _MAX_NUMBER:
                heads |= self._numbered_heads(key, places)
        if not heads and not self.at_break:
            return heads
        repeated: dict[str, list[int]] = defaultdict(list)
        for k in self.written:
            if len(self.lines[k]) <= _MAX_LENGTH:
                repeated[" ".join(self.lines[k].casefold().split())].append(k)
        for _ in range(_NEIGHBOURS):
            beside = self.at_break.union(self._beside(heads))
            for lines in repeated.values():
                near = [k for k in lines if k in beside or k in heads] if len(lines) >= _MIN_COUNT else []
                if len(near) >= _MIN_COUNT and len(near) >= _MIN_SHARE * len(lines):
                    heads.update(near)
        return heads

    def _numbered_lines(self) -> dict[str, list[tuple[int, list[int]]]]:
        """Return the lines with numbers, as their index and numbers, by their wording."""
        numbered: dict[str, list[tuple[int, list[int]]]] = defaultdict(list)
        for k in self.written:
            line = self.lines[k]
            digits = _DIGITS.findall(line) if len(line) <= _MAX_LENGTH else []
            if digits and max(map(len, digits)) <= len(str(_MAX_NUMBER)):
                key = " ".join(_DIGITS.sub("#", line).casefold().split())
                numbered[key].append((k, list(map(int, digits))))
        return numbered

    def _numbered_heads(self, key: str, places: Sequence[tuple[int, list[int]]]) -> set[int]:
        """Return the lines of one wording whose first or last number counts pages; empty if neither does."""
        has_total = bool(_OF_TOTAL.search(key)) and len({numbers[-1] for _, numbers in places}) == 1
        for at in (0, -1, -2) if has_total else (0, -1):
            counted = _counting([(k, numbers[at]) for k, numbers in places])
            if len(counted) < _MIN_COUNT:
                continue
            if at == -2 and self._distance(counted) >= _MIN_PAGE:
                return set(counted)
            interrupting = sum(self._interrupts(k) for k in counted)
            at_break = sum(k in self.at_break for k in counted)
            if (
                _PAGE_WORD.search(key)
                or 2 * at_break >= len(counted)
                or (
                    interrupting >= _MIN_INTERRUPTED
                    and 4 * interrupting >= len(counted)
                    and self._distance(counted) >= _MIN_PAGE
                )
            ):
                return set(counted)
        return set()

    def _distance(self, places: Sequence[int]) -> float:
        """Return the mean number of characters from one line to the next."""
        return (self.starts[places[-1]] - self.starts[places[0]]) / (len(places) - 1)

    def _interrupts(self, k: int) -> bool:
        """Return whether a line is inside a sentence, one that begins above it and is continued below it."""
        n = self.place[k]
        before = self.written[max(0, n - _NEIGHBOURS - 1) : n]
        after = self.written[n + 1 : n + 2 + _NEIGHBOURS]
        return any(_is_continued(self.lines[one], self.lines[two], certainly=True) for one in before for two in after)

    def _beside(self, heads: Iterable[int]) -> Iterator[int]:
        for k in heads:
            n = self.place[k]
            yield from self.written[max(0, n - _NEIGHBOURS) : n + _NEIGHBOURS + 1]

    def _beside_breaks(self, breaks: Sequence[int]) -> Iterator[int]:
        """Yield the lines next to page breaks, the last two of a page and the first two of the next."""
        n = 0
        for k in breaks:
            while n < len(self.written) and self.written[n] < k:
                n += 1
            yield from self.written[max(0, n - _NEIGHBOURS) : n + _NEIGHBOURS]


def _counting(places: Sequence[tuple[int, int]]) -> list[int]:
    """Return the lines of the longest sequence in which the number grows by one, or by two as on odd pages."""
    best: dict[int, int] = {}
    length: list[int] = []
    previous: list[int | None] = []
    for n, (_, number) in enumerate(places):
        before = max(
            (best[step] for step in (number - 1, number - 2) if step in best), key=lambda m: length[m], default=None
        )
        length.append(1 if before is None else length[before] + 1)
        previous.append(before)
        if number not in best or length[best[number]] < length[n]:
            best[number] = n
    at: int | None = max(range(len(places)), key=lambda n: length[n])
    chain = []
    while at is not None:
        chain.append(places[at][0])
        at = previous[at]
    return chain[::-1]


def _is_continued(line: str, following: str, *, certainly: bool = False) -> bool:
    """Return whether a line at the end of a page is continued by the first of the next."""
    line, following = line.strip(), following.strip()
    if (
        not line
        or not following
        or ends_sentence(line)
        or line.endswith((":", ";"))
        or not line[-1:].strip("0123456789")
    ):
        return False
    if following[:1].islower():
        return any(map(str.isalpha, line))
    return not certainly and len(line) >= _MIN_UNFINISHED and not LIST_ITEM.match(following) and following[:1].isalpha()


def _joined(lines: Sequence[str], heads: set[int], breaks: set[int]) -> list[str]:
    """Return the lines without heads; a paragraph that a page end divided is joined, blank lines follow it."""
    joined: list[str] = []
    last = -1
    owed = pending = 0
    is_page_end = False
    for k, line in enumerate(lines):
        is_page_end = is_page_end or k in heads or k in breaks
        if k in heads or not line.strip():
            pending += 1
            continue
        if pending and is_page_end and last >= 0 and _is_continued(joined[last], line):
            owed += pending
            if len(joined[last]) > _LONG_LINE:
                joined[last] = f"{joined[last].rstrip()} {line.lstrip()}"
                owed, pending, is_page_end = owed + 1, 0, False
                continue
        elif pending:
            joined += [""] * (pending + owed)
            owed = 0
        joined.append(line)
        last, pending, is_page_end = len(joined) - 1, 0, False
    return joined + [""] * (pending + owed)
