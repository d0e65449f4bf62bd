"""The rows of two versions: three arrangements of the same sentences; none loses or repeats one.

The heights of all rows are computed at once, from cached wraps; what costs more (word edits) only for rows in sight.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from rich.cells import cell_len

from evolve.model import SIDES, Kind, SentenceRef, Side, Span, Status, other
from evolve.render.change_names import change_name
from evolve.render.numbers import hundredths, score_beside, spread
from evolve.text.words.marks import changed_words
from evolve.tui.layouts.base import Stack
from evolve.tui.state.entries import Order, ViewKind, mark_of
from evolve.tui.state.view import View
from evolve.tui.terminal.arrangement import Arrangement
from evolve.tui.terminal.lines import Line, Role, Run, cells, cut
from evolve.tui.terminal.wrap import wrap

if TYPE_CHECKING:
    from evolve.comparison.rows import Row
    from evolve.model import Link

KINDS_SHOWN = 3
SCORES_SHOWN = 4
"""The most kinds and the most scores shown of one row."""

CAPTION_FROM = 10
"""Minimum number of rows for a line of keys above them: fewer are read at a glance."""

EQUAL = 0.995
"""The score from which a link without a kind of change is shown without its score."""


class RowsLayout(Stack):
    """The lines of all shown rows of a view, in one arrangement at one width."""

    def __init__(self, view: View, arrangement: Arrangement, width: int) -> None:
        super().__init__(view, arrangement, width)
        self._texts = view.texts
        self._repeated = view.entries.repeated
        self._digits = max(2, len(str(max(map(len, view.entries.texts)))))
        self._numbered = self._digits + 2
        lead = 3
        if arrangement is Arrangement.SIDE:
            free = self.width - lead - 2 * self._numbered - 3
            self._text_width: dict[Side, int] = {"before": (free + 1) // 2, "after": free // 2}
        else:
            lead += 2
            self._text_width = dict.fromkeys(SIDES, self.width - lead - self._numbered - 1)

    @property
    def caption(self) -> Line:
        if self.arrangement is Arrangement.LIST or self.view.kind.of_one_text or len(self.view.all) < CAPTION_FROM:
            return ()
        count = len(self.view.shown)
        return self._captioned(f"{count} row{'s' if count != 1 else ''}", self._ways)

    @cached_property
    def _ways(self) -> tuple[tuple[str, str], ...]:
        """The keys that lead to what a reader looks for first, with the numbers of the surest link and of the best
        possible pair."""
        comparison, order = self.view.comparison, self.view.order
        arguments = "a", f"arguments, {order.value}"
        if self.view.statuses or len(self.view.entries.versions) > 1 or order is not Order.SURE:
            return (*self._filters, arguments)
        surest = max(comparison.links, key=lambda link: (*link.surest_key, -link.before, -link.after), default=None)
        ways = [arguments if surest is None else ("a", f"surest first, {surest.before + 1}→{surest.after + 1}")]
        for key, words in reversed(self._filters):
            best = comparison.possible[:1] if key == "3" else ()
            ways.append((key, words + "".join(f", {link.before + 1}→{link.after + 1}" for link in best)))
        return tuple(ways)

    def _captioned(self, heading: str, keys: Sequence[tuple[str, str]]) -> Line:
        """Return a heading, followed by as many keys with what they do as fit on the line."""
        line = [Run(f"   {heading}")]
        for key, words in keys:
            if cells(tuple(line)) + cell_len(key) + cell_len(words) + 5 <= self.width:
                line += [Run(f"   {key}", (Role.HEAD,)), Run(f": {words}", (Role.DIM,))]
        return tuple(line)

    @cached_property
    def _filters(self) -> tuple[tuple[str, str], ...]:
        """The keys that show only what is changed or possible; under a filter, the key that shows all again."""
        if self.view.statuses:
            return (("0", "all"),)
        statuses = {entry.status for entry in self.view.all}
        keys = {Status.CHANGED: ("2", "changed only"), Status.UNCLEAR: ("3", "possible only")}
        return tuple(key for status, key in keys.items() if status in statuses)

    @cached_property
    def _rows(self) -> list[Row]:
        """All shown rows."""
        rows = map(self.view.row, range(len(self.view.shown)))
        return [row for row in rows if row is not None]

    @cached_property
    def _opens_paragraph(self) -> list[bool]:
        """Whether each shown row is of another paragraph than the row above it."""
        c = self.view.comparison
        earlier, later = ([sentence.paragraph for sentence in document.sentences] for document in (c.before, c.after))
        paragraphs = [
            (True, earlier[row.before[0]]) if row.before else (False, later[row.after[0]]) for row in self._rows
        ]
        return [True, *(here != above for above, here in pairwise(paragraphs))]

    def _made(self, position: int) -> tuple[Line, ...]:
        make = {Arrangement.SIDE: self._side, Arrangement.STACKED: self._stacked, Arrangement.LIST: self._one}[
            self.arrangement
        ]
        passed = self._passed(position)
        return (*((passed,) if passed else ()), *make(self._rows[position]))

    def span(self, position: int) -> Span:
        first, end = super().span(position)
        return first + bool(self._passed(position)), end

    def _passed(self, position: int) -> Line:
        """Return the number of rows left out above a row, as a line, where only changes are shown."""
        if self.view.kind is not ViewKind.CHANGES or self.arrangement is Arrangement.LIST:
            return ()
        shown = self.view.shown
        passed = shown[position] - (shown[position - 1] + 1 if position else 0)
        return (Run(f"   ⋯ {passed} more", (Role.DIM,)),) if passed else ()

    def _gap(self, position: int) -> int:
        """Return 1 above a row that opens a paragraph, and above every row of a stack."""
        if position == 0 or self.arrangement is Arrangement.LIST or self._passed(position):
            return 0
        if self.arrangement is Arrangement.STACKED:
            return 1
        return int(self._opens_paragraph[position])

    def _height(self, position: int) -> int:
        if self.arrangement is Arrangement.LIST:
            return 1
        passed = self.view.kind is ViewKind.CHANGES and bool(self._passed(position))
        return self._gap(position) + passed + self._prose_height(self._rows[position])

    def _prose_height(self, row: Row) -> int:
        """Return the number of lines of a row's sentences."""
        left = sum([len(self._wrapped(row, "before", index)[1]) for index in row.before])
        right = sum([len(self._wrapped(row, "after", index)[1]) for index in row.after])
        if self.arrangement is Arrangement.SIDE and left > right:
            return left
        extra = self._trailer_line(row)
        if self.arrangement is Arrangement.SIDE:
            return max(left, right + extra)
        return left + (0 if self._alike(row) else right) + extra

    def _alike(self, row: Row) -> bool:
        """Return whether a stack shows one sentence for both: they have the same words."""
        return (
            self.arrangement is Arrangement.STACKED
            and len(row.before) == len(row.after) == 1
            and self._texts["before"][row.before[0]] == self._texts["after"][row.after[0]]
            and not any(getattr(row, side)[0] in self._repeated[side] for side in SIDES)
        )

    def _trailer(self, row: Row) -> str:
        if self.view.ranked:
            return "".join(f"score {hundredths(link.score)}" for link in row.possible)
        refused = self.view.entries.refused_partners(row)
        hint = trailer_of(row, self._text_width["after"], self.view.comparison.threshold)
        if refused:
            hint = "; ".join(filter(None, (f"not {spread(refused)}", hint)))
        return f"{hint}  → {row.after[0] + 1}".strip() if self._alike(row) else hint

    def _trailer_line(self, row: Row) -> int:
        """Return 1 when kinds and scores need a line of their own."""
        # Beside each other, the hint of an earlier sentence alone is in the empty cell.
        has_cell = row.after or self.arrangement is not Arrangement.SIDE
        trailer = self._trailer(row) if has_cell else ""
        if not trailer:
            return 0
        last: Side = "after" if row.after else "before"
        text, spans = self._wrapped(row, last, getattr(row, last)[-1])
        start, end = spans[-1]
        return int(cell_len(text[start:end]) + 2 + cell_len(trailer) > self._text_width["after"])

    def _wrapped(self, row: Row, side: Side, index: int) -> tuple[str, tuple[Span, ...]]:
        text = self._texts[side][index]
        if not row.links or index in self._repeated[side]:
            text += self._elsewhere(row, side, index)
        return text, wrap(text, self._text_width[side])

    def _elsewhere(self, row: Row, side: Side, index: int) -> str:
        """Return the numbers of the sentences in other rows that it is linked to."""
        links = self.view.comparison.links_of(side, index)
        here = getattr(row, other(side))
        there = sorted(at for link in links if (at := getattr(link, other(side))) not in here)
        return f"  ↔\xa0{spread(there)}".replace(", ", ",\xa0") if there else ""

    def _prose(self, row: Row, side: Side, index: int) -> list[Line]:
        """Return the lines of one sentence, with changed words and hits of the search."""
        text, spans = self._wrapped(row, side, index)
        own = len(self._texts[side][index])
        layers = [
            ((0, own), prose_role(row.status)),
            ((own, len(text)), Role.DIM),
            *((span, Role.GONE if side == "before" else Role.NEW) for span in self._changed_words(row, side, index)),
            *((span, Role.HIT) for span in self.view.hits(text[:own])),
        ]
        return [tuple(cut(text, span, layers, own, self._ref(side, index))) for span in spans]

    def _ref(self, side: Side, index: int) -> SentenceRef:
        return self.view.entries.version(side), index

    def _changed_words(self, row: Row, side: Side, index: int) -> tuple[Span, ...]:
        """Return the words of a sentence that none of the sentences it is linked to in its row has."""
        found: tuple[Span, ...] | None = None
        for link in row.links:
            if getattr(link, side) == index:
                both = changed_words(self._texts["before"][link.before], self._texts["after"][link.after])
                spans = both[0] if side == "before" else both[1]
                found = spans if found is None else _in_both(found, spans)
        return found or ()

    def _cell(self, row: Row, side: Side) -> list[Line]:
        """Return one side of a row: its sentences below each other, each with its number."""
        out: list[Line] = []
        for index in getattr(row, side):
            for n, line in enumerate(self._prose(row, side, index)):
                label = f"{index + 1:>{self._digits}}  " if n == 0 else " " * self._numbered
                out.append((Run(label, (Role(row.status.value), Role.NUMBER)), *line))
        return out

    def _side(self, row: Row) -> list[Line]:
        left, right = self._cell(row, "before"), self._with_trailer(row, self._cell(row, "after"))
        height = max(len(left), len(right))
        wide = {side: self._numbered + self._text_width[side] for side in SIDES}
        out = []
        for n in range(height):
            lead = (*self._sign(row), Run(self.view.entries.mark(row), (Role.HEAD,)))
            line = (*(lead if n == 0 else (Run("   "),)), *filled(left, n, wide["before"]))
            out.append((*line, Run(" │ ", (Role.DIM,)), *filled(right, n, wide["after"])))
        return out

    def _sign(self, row: Row) -> Line:
        return Run(" "), Run(row.status.glyph, (Role(row.status.value), Role.GLYPH))

    def _stacked(self, row: Row) -> list[Line]:
        upper = self._cell(row, "before")
        lower = [] if self._alike(row) else self._cell(row, "after")
        out: list[Line] = []
        for n, line in enumerate(self._with_trailer(row, [*upper, *lower])):
            lead: Line = (Run("  "), Run(" → " if lower and n == len(upper) else "   ", (Role.DIM,)))
            if n == 0:
                lead = (*self._sign(row), Run(f"{self.view.entries.mark(row)}  ", (Role.HEAD,)))
            out.append((*lead, *line))
        return out

    def _with_trailer(self, row: Row, lines: list[Line]) -> list[Line]:
        trailer = self._trailer(row)
        if not trailer:
            return lines
        if not lines:
            # An unclear sentence whose best candidate is in another row: the hint is in the empty cell.
            return [(Run(" " * self._numbered), Run(trailer, (Role.DIM,)))]
        width = self._numbered + self._text_width["after"]
        if self._trailer_line(row):
            lines = [*lines, ()]
        used = cells(lines[-1])
        worded = _with_word(trailer) if row.links else trailer
        trailer = worded if used + 2 + cell_len(worded) <= width else trailer
        space = max(0, width - used - cell_len(trailer))
        return [*lines[:-1], (*lines[-1], Run(" " * space), Run(trailer, (Role.DIM,)))]

    def _one(self, row: Row) -> list[Line]:
        """Return the row on one line: its sign, its numbers, and as much of its first sentence as fits."""
        numbers = " → ".join(spread(side) for side in (row.before, row.after) if side)
        numbers = f"→ {numbers}" if not row.before else numbers
        side: Side = "before" if row.before else "after"
        ref = self._ref(side, getattr(row, side)[0])
        lead = f"{numbers:<{2 * self._digits + 3}}  "
        status = Role(row.status.value)
        line = [*self._sign(row), Run(self.view.entries.mark(row), (Role.HEAD,))]
        line.append(Run(lead, (status, Role.NUMBER)))
        return [(*line, *self._brief(ref, self.width - 1 - cells(tuple(line)), status))]

    def _brief(self, ref: SentenceRef, room: int, status: Role) -> Line:
        """Return as much of a sentence as fits on a line."""
        text = self.view.entries.texts[ref[0]][ref[1]]
        start, end = wrap(text, max(1, room))[0]
        whole = end >= len(text.rstrip())
        if not whole:
            start, end = wrap(text, max(1, room - 2))[0]
        layers = [
            ((0, len(text)), prose_role(Status(status.value))),
            *((span, Role.HIT) for span in self.view.hits(text)),
        ]
        return (*cut(text, (start, end), layers, len(text), ref), Run("" if whole else " …", (Role.DIM,)))


def prose_role(status: Status) -> Role:
    """Return the role of a sentence's words: those of what persisted are quiet, the hue of a status is for its sign."""
    return Role.QUIET if status is Status.PERSISTED else Role.TEXT


def trailer_of(row: Row, width: int, threshold: float) -> str:
    """Return the kinds of change of a row's best link and its best scores, as much as fits; of an unclear row its best
    candidate; empty for two sentences that are nearly equal."""
    if not row.links:
        return _perhaps(row, threshold)
    kinds = kinds_of(row.links[0])[:KINDS_SHOWN]
    if not kinds and len(row.links) == 1 and row.links[0].score >= EQUAL:
        return ""
    shown = row.links[:SCORES_SHOWN]
    more = ["…"] if len(row.links) > len(shown) else []
    scores = " ".join([*(hundredths(link.score) for link in shown), *more])
    # Of several links the numbers of each are shown, in the order in which verdicts are given.
    pairs = [f"{mark_of(link)}{link.before + 1}→{link.after + 1} {hundredths(link.score)}" for link in shown]
    named = ", ".join([*pairs, *more]) if len(row.links) > 1 else scores
    counts = range(len(kinds), 0, -1)
    options = [f"{', '.join(kinds[:count])} · {words}" for words in (named, scores) for count in counts]
    return next((option for option in options if cell_len(option) <= width), scores[:width])


def _in_both(some: Sequence[Span], others: Sequence[Span]) -> tuple[Span, ...]:
    """Return the spans that are covered by both of two ascending lists of spans."""
    out: list[Span] = []
    i = j = 0
    while i < len(some) and j < len(others):
        start, end = max(some[i][0], others[j][0]), min(some[i][1], others[j][1])
        if start < end:
            out.append((start, end))
        if some[i][1] <= others[j][1]:
            i += 1
        else:
            j += 1
    return tuple(out)


def _with_word(trailer: str) -> str:
    """Return the kinds and scores of links with the word "score" before the scores."""
    kinds, between, scores = trailer.rpartition(" · ")
    is_scores = scores.startswith((".", "1."))
    return f"{kinds}{between}score{'s' if ' ' in scores else ''} {scores}" if is_scores else trailer


def _perhaps(row: Row, threshold: float) -> str:
    """Return the best candidate of an unclear row: its score, and its number where it is not in the row itself.

    Of a pair judged related, that it has a related theme.
    """
    if not row.possible:
        return ""
    side: Side = "after" if row.before else "before"
    opposite = next((k for k in row.possible if k.before in row.before and k.after in row.after), None)
    if opposite is not None and opposite.is_related:
        return "related theme"
    if opposite is not None:
        return f"perhaps · {score_beside(opposite.score, threshold)}"
    if row.possible[0].is_related:
        return f"related theme {getattr(row.possible[0], side) + 1}"
    return f"perhaps {getattr(row.possible[0], side) + 1} · {score_beside(row.possible[0].score, threshold)}"


def kinds_of(link: Link) -> list[str]:
    """Return the kinds of change of a link in words, most important first: "scope wider"; wording only when alone."""
    difference = link.difference
    if not difference.changes:
        return []
    names = dict.fromkeys(change_name(change) for change in difference.changes)
    if difference.ignored:
        return [f"{name}, ignored" for name in names]
    if len(names) > 1:
        names.pop(Kind.WORDING.value, None)
    return list(names)


def filled(lines: Sequence[Line], n: int, width: int) -> Line:
    """Return a line of a cell, filled up to its width; hatched where the cell has no sentence."""
    if not lines:
        return (Run("╲" * width, (Role.HATCH,)),)
    line = lines[n] if n < len(lines) else ()
    return (*line, Run(" " * max(0, width - cells(line))))
