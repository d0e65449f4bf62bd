"""The two lines above the rows: the texts, the counts by status, the threshold, and the links expected by chance."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from enum import Enum, auto
from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from evolve.model import HAPPENED, SIDES, Status
from evolve.render.chance import chance_words
from evolve.render.numbers import threshold_beside
from evolve.render.status_names import status_name
from evolve.render.summary import summaries
from evolve.tui.state.entries import ViewKind
from evolve.tui.state.view import View
from evolve.tui.terminal.arrangement import LEAST, SUMMARY_FROM, TABS_FROM
from evolve.tui.terminal.lines import fitting_names, shortened
from evolve.tui.terminal.wrap import visible

if TYPE_CHECKING:
    from evolve.comparison import Comparison

LEAST_FOR_COUNTS = 10
"""Minimum number of lines of a window for the line of figures."""

BARS = " ▁▂▃▄▅▆▇█"
BINS = 12

Styled = tuple[str, str]


def histogram(scores: Sequence[float], threshold: float) -> tuple[str, str]:
    """Return the numbers of links by score as two strings of bars, below the threshold and from it on.

    Heights grow with the square root, so that a few good links stay visible beside many poor ones. No bar counts scores
    on both sides of the threshold.
    """
    if not scores:
        return "", ""
    low, high = min(scores), max(scores)
    width = max((high - low) / BINS, 1e-9)
    below, above = [s for s in scores if s < threshold], [s for s in scores if s >= threshold]
    left = min(BINS, max(0, round((threshold - low) / width)))
    left = max(left, 1) if below else 0
    right = max(BINS - left, 1) if above else 0
    counts = _binned(below, low, threshold, left), _binned(above, max(threshold, low), high, right)
    top = max((*counts[0], *counts[1]), default=0)
    return _bars(counts[0], top), _bars(counts[1], top)


def _binned(scores: Sequence[float], low: float, high: float, bins: int) -> list[int]:
    out = [0] * bins
    for score in scores:
        share = (score - low) / (high - low) if high > low else 0.0
        out[min(bins - 1, int(share * bins))] += 1
    return out


def _bars(counts: Iterable[int], top: int) -> str:
    return "".join(BARS[0 if not n else max(1, round((n / top) ** 0.5 * (len(BARS) - 1)))] for n in counts)


REWRITTEN = (
    "Words do not show what became of most sentences: ? marks what may come back; R reviews close calls, evolve judge "
    "asks a program."
)
REWRITTEN_BRIEF = "Words do not show what became of most sentences; R reviews close calls."
"""The warning about rewritten texts for a narrow window."""


class Words(Enum):
    """The words shown beside the numbers of sentences."""

    EACH = auto()
    ONCE = auto()
    """A word that two statuses share is shown beside the second."""
    NONE = auto()


COUNT_STYLES = {
    Status.PERSISTED: "$persisted",
    Status.CHANGED: "bold $changed",
    Status.UNCLEAR: "$unclear",
    Status.DROPPED: "$dropped",
    Status.ADDED: "$added",
}


def notes_on(comparison: Comparison) -> tuple[tuple[str, str], ...]:
    """Return the warnings about the figures, each in full and for a narrow window: that the texts are rewritten, and
    that no list of denials is known in their language."""
    notes = [(REWRITTEN, REWRITTEN_BRIEF)] if comparison.needs_reading else []
    if not comparison.finds_denials:
        name = comparison.language.title()
        notes.append(
            (
                f"{name}: denials, hedges and quantifiers are not looked for; what persisted may be denied now.",
                f"{name}: denials are not looked for.",
            )
        )
    return tuple(notes)


class Header(Widget):
    """Names and sizes on the first line; where the window is high enough, then the answer in words; counts, threshold
    and estimate; and a line for each note."""

    DEFAULT_CSS = """
    Header { height: 2; width: 1fr; padding: 0 1; background: $panel; color: $foreground; }
    """

    class Chosen(Message):
        """Posted for a click on the number of sentences of a status."""

        def __init__(self, status: Status) -> None:
            super().__init__()
            self.status = status

    def __init__(self, names: Sequence[str], *, summarises: bool = True) -> None:
        """`summarises` asks for the answer in words."""
        super().__init__()
        self._names = tuple(names)
        self._summarises = summarises
        self._status = ""
        self._view: View | None = None
        self._scores: tuple[float, ...] = ()
        self._pair = (0, 1)
        self._notes: tuple[tuple[str, str], ...] = ()
        self._lines = LEAST[1]
        self._spans: list[tuple[int, int, Status]] = []
        """The columns of every count, half-open."""

    def rename(self, names: Sequence[str]) -> None:
        """Show other names while there is nothing to count."""
        self._names = tuple(names)

    def show_status(self, status: str) -> None:
        """Show on the second line what is going on, while there is nothing to count."""
        self._status, self._view, self._notes = status, None, ()
        self._fit()

    def show_progress(self, status: str) -> None:
        """Show a progress message on the second line, in place of the figures, until another view is shown."""
        self._status = status
        self.refresh()

    def show(
        self, view: View, scores: Sequence[float], pair: tuple[int, int], note: tuple[str, str] | None = None
    ) -> None:
        """Show a view's figures; `scores` are of all possible links, `pair` the number of the pair and of all pairs;
        `note` is one more warning, in full and for a narrow window."""
        self._view, self._scores, self._pair, self._status = view, tuple(scores), pair, ""
        self._notes = (*notes_on(view.comparison), *([note] if note is not None else []))
        self._fit()

    def fit(self, lines: int) -> None:
        """Take as many lines as suit a window of `lines` lines."""
        self._lines = lines
        self._fit()

    @property
    def has_notes(self) -> bool:
        """Whether the window is high enough for warnings."""
        return self._lines >= LEAST[1]

    @property
    def _has_summary(self) -> bool:
        return self._summarises and self._view is not None and self._lines >= SUMMARY_FROM

    def _fit(self) -> None:
        height = 1 if self._lines < LEAST_FOR_COUNTS else 2
        if self.has_notes:
            height += self._has_summary + len(self._notes)
        self.styles.height = height
        self.refresh(layout=True)

    def on_resize(self) -> None:
        self.refresh()

    def render(self) -> Content:
        width, height = self.size
        lines = [self._first(width), self._second(width)]
        if self._has_summary and self._view is not None:
            lines.insert(1, self._summary(self._view, width))
        for full, brief in self._notes:
            lines.append(
                Content.styled(shortened(visible(full) if width >= cell_len(full) else brief, width), "$unclear")
            )
        return Content("\n").join(lines[: max(1, height)])

    def _summary(self, view: View, width: int) -> Content:
        """Return the answer in words, as fully as there is room for."""
        c = view.comparison
        if view.kind is ViewKind.TIMELINE:
            return Content.styled(_fitting(_step_summaries(view, width), width), "bold")
        names = visible(c.before.label) or "the earlier text", visible(c.after.label) or "the later text"
        texts = list(summaries(c.counts_of("before"), c.counts_of("after"), names, is_rewritten=c.needs_reading))
        return Content.styled(_fitting(texts, width), "bold")

    def on_click(self, event: events.Click) -> None:
        for start, end, status in self._spans:
            if event.y == 1 + self._has_summary and start <= event.x - 1 < end:
                self.post_message(self.Chosen(status))

    def _first(self, width: int) -> Content:
        right = self._narrowing()
        wide = width >= LEAST[0]
        names = [visible(name) for name in self._names]
        sizes = [""] * len(names)
        if self._view is not None:
            c = self._view.comparison
            names = [visible(c.before.label) or "before", visible(c.after.label) or "after"]
            sizes = [f" ({len(document.sentences)})" if wide else "" for document in (c.before, c.after)]
        more = f"  {self._pair[0] + 1}/{self._pair[1]} < >" if self._pair[1] > 1 else ""
        brand = "evolve  " if wide else ""
        fixed = len(brand) + sum(map(len, sizes)) + 3 * (len(names) - 1) + len(more)
        room = max(0, width - fixed - (cell_len(right) + 2 if right else 0))
        names = _shortened(names, max(room, 8 * len(names)))
        parts: list[Styled] = [(brand, "bold $primary")]
        for n, (name, size) in enumerate(zip(names, sizes, strict=True)):
            parts += [(" → ", "$faint")] if n else []
            parts += [(name, "bold"), (size, "$faint")]
        parts.append((more, "$faint"))
        return _line(parts, right, width)

    def _narrowing(self) -> str:
        view = self._view
        if view is None:
            return ""
        narrow = view.narrowed or len(view.shown) < len(view.all)
        noun = "arguments" if view.kind.of_arguments else "sentences" if view.kind.of_one_text else "rows"
        shown = f"{len(view.shown)} of {len(view.all)} {noun} shown" if narrow else ""
        ignored = "wording ignored" if view.ignores_wording else ""
        if self.size.width < LEAST[0]:
            return shown or ignored
        if count := view.comparison.ignored:
            ignored = f"{count} of wording ignored"
        sought = f"{len(view.found)} with “{visible(view.sought)}”" if view.sought else ""
        has_tabs = self.size.width + 2 >= TABS_FROM[0] and self._lines >= TABS_FROM[1]
        kind = "" if has_tabs or view.kind is ViewKind.ROWS else view.kind.value
        parts = (shown, view.narrowed, sought, ignored, kind)
        return " · ".join(part for part in parts if part)

    def _second(self, width: int) -> Content:
        if self._view is None or self._status:
            self._spans = []
            return Content.styled(self._status, "$quiet")
        c = self._view.comparison
        below, above = histogram(self._scores, c.threshold)
        bars: list[Styled] = [(below, "$faint"), ("│", "bold $primary"), (above, "$primary")]
        estimate = c.link_chance()
        full, brief = (chance_words(estimate, has_links=bool(c.links), brief=brief) for brief in (False, True))
        # The counts are of all versions there, the threshold and the estimate of the two in view.
        lead, step = ("all versions: ", "this step: ") if self._view.kind is ViewKind.TIMELINE else ("", "")
        value: Styled = (threshold_beside(c.threshold, c.best_below), "bold")
        # the words of the statuses are kept longest, then the word of the threshold, then the histogram
        for words, gap, word, middle, chance in (
            (Words.EACH, 3, f"{step}threshold ", bars, full),
            (Words.EACH, 3, f"{step}threshold ", [], full),
            (Words.EACH, 2, f"{step}threshold ", [], full),
            (Words.EACH, 2, f"{step}threshold ", [], brief),
            (Words.ONCE, 2, "threshold ", [], brief),
            (Words.ONCE, 2, "t ", [], brief),
            (Words.ONCE, 2, "t ", [], ""),
            (Words.ONCE, 1, "t ", [], ""),
            (Words.NONE, 3, "threshold ", bars, full),
            (Words.NONE, 3, "t ", [], full),
        ):
            line = [*self._counts(c, words=words, gap=gap), (word, "$faint"), value]
            line += [(" ", ""), *middle] if middle else []
            line.append((f"  {chance}" if chance else "", ""))
            if cell_len(lead) + sum(cell_len(text) for text, _ in line) <= width:
                return self._with_spans(line, width, lead)
        line = [*self._counts(c, words=Words.NONE, gap=2), ("t ", "$faint"), value]
        fits = sum(cell_len(text) for text, _ in line) + 2 + cell_len(brief) <= width
        return self._with_spans([*line, (f"  {brief}", "")] if fits else line, width)

    def _with_spans(self, line: Sequence[Styled], width: int, lead: str = "") -> Content:
        """Return the line of figures, which begins with `lead`, and remember where each count is."""
        self._spans, x = [], cell_len(lead)
        for status, (count, _), (gap, _) in zip(COUNT_STYLES, line[::2], line[1::2], strict=False):
            self._spans.append((x, x + cell_len(count), status))
            x += cell_len(count) + cell_len(gap)
        return _line([(lead, "$faint"), *line], "", width)

    def _counts(self, comparison: Comparison, *, words: Words, gap: int) -> Iterator[Styled]:
        """Yield the number of sentences of each status, with its word or its sign alone, and `gap` blanks after it."""
        assert self._view is not None
        for status, style in COUNT_STYLES.items():
            count = self._count(comparison, status)
            # The keys of the statuses follow this order, so that none may be missing.
            is_named = words is not Words.NONE and not (status is Status.UNCLEAR and count == "0")
            muted = self._view.statuses and status not in self._view.statuses
            is_shared = comparison.needs_reading and status is Status.DROPPED
            is_named = is_named and not (is_shared and words is Words.ONCE)
            word = f" {status_name(status, is_rewritten=comparison.needs_reading)}" if is_named else ""
            yield f"{status.glyph} {count}{word}", "$faint" if muted else style
            yield " " * gap, ""

    def _count(self, comparison: Comparison, status: Status) -> str:
        """Return the number of sentences with a status; in the timeline, of arguments through all versions."""
        assert self._view is not None
        if self._view.kind is ViewKind.TIMELINE:
            return str(sum(entry.status is status for entry in self._view.all))
        return _of_both(comparison, status)


def _fitting(texts: Sequence[str], width: int) -> str:
    """Return the first text that is no wider than `width` cells, or else the last one, cut."""
    return shortened(next((text for text in texts if cell_len(text) <= width), texts[-1]), width)


def _step_summaries(view: View, width: int) -> list[str]:
    """Return in words what happened from the earlier of the two versions in view to the later, the longest first."""
    entries = view.entries
    earlier, later = fitting_names(entries.names, max(8, width // 4))[entries.pair : entries.pair + 2]
    events = Counter(entries.step_of(entry).event for entry in entries.arguments)
    happened = " · ".join(f"{events[event]} {event.value}" for event in HAPPENED if events[event]) or "nothing"
    count = f"{len(entries.arguments)} arguments in {len(entries.names)} versions"
    return [
        f"{count}. From {earlier} to {later}: {happened}",
        f"From {earlier} to {later}: {happened}",
        f"To {later}: {happened}",
        happened,
    ]


def _of_both(comparison: Comparison, status: Status) -> str:
    """Return the number of earlier and of later sentences with a status, once if there are as many."""
    if status in (Status.DROPPED, Status.ADDED):
        return str(comparison.counts.of(status))
    counts = [comparison.counts_of(side).of(status) for side in SIDES]
    return str(counts[0]) if counts[0] == counts[1] else "→".join(map(str, counts))


def _shortened(names: Sequence[str], room: int) -> list[str]:
    """Return names that fit together, the longest cut first."""
    names = list(names)
    limit = max((cell_len(name) for name in names), default=0)
    while limit > 8 and sum(min(cell_len(name), limit) for name in names) > room:
        limit -= 1
    return list(fitting_names(names, limit))


def _line(parts: Sequence[Styled], right: str, width: int) -> Content:
    out = Content.assemble(*[(text, style) for text, style in parts if text])
    if not right:
        return out.truncate(width, ellipsis=True) if out.cell_length > width else out
    room = max(1, width - cell_len(right) - 2)
    if out.cell_length > room:
        out = out.truncate(room, ellipsis=True)
    space = max(2, width - out.cell_length - cell_len(right))
    return Content.assemble(out, " " * space, (right, "bold"))
