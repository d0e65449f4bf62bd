"""The report a person reads: what persisted, what changed and how, what was dropped, what is new.

Made to be pasted into a mail: plain characters, a column of eighty, a status in glyph and word. Every sentence of a
pair stands in it once, with its number; a sentence kept word for word stands once for both sides. Links that the
layout cannot put side by side are given as references between numbers.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from textwrap import wrap

from evolve.compare import Comparison, Evolution
from evolve.document import Document
from evolve.model import Chance, Change, Kind, Link, Status, spread
from evolve.report.provenance import Provenance, plain_settings
from evolve.rows import Row, rows_of
from evolve.settings import Settings
from evolve.text.clean import clean_line

GLYPHS = {Status.PERSISTED: "=", Status.CHANGED: "~", Status.DROPPED: "−", Status.ADDED: "+"}
_MEANING = {
    Status.PERSISTED: ("link", "that say the same"),
    Status.CHANGED: ("link", "that say it differently"),
    Status.DROPPED: ("sentence", "without a counterpart in the later text"),
    Status.ADDED: ("sentence", "without a counterpart in the earlier text"),
}
_STYLES = {
    Status.PERSISTED: "2",
    Status.CHANGED: "",
    Status.DROPPED: "38;5;172",
    Status.ADDED: "38;5;33",
}
_QUOTED = 48


@dataclass(frozen=True, slots=True)
class Look:
    """How a report is laid out."""

    width: int = 80
    """Columns; a word that is longer is left whole."""
    colour: bool = False
    """Whether lines carry ANSI styles; for a terminal alone."""


def render(evolution: Evolution, provenance: Provenance, look: Look | None = None) -> str:
    """The report as text."""
    page = _Page(look or Look())
    if len(evolution.comparisons) == 1:
        _pair(page, evolution.comparisons[0], "")
    else:
        _overview(page, evolution)
        for at, comparison in enumerate(evolution.comparisons, 1):
            page.gap()
            page.rule()
            _pair(page, comparison, f"{at} → {at + 1}: ")
    page.gap()
    page.rule()
    _sources(page, evolution, provenance)
    return page.text()


@dataclass(slots=True)
class _Page:
    """Lines in the making."""

    look: Look
    lines: list[str] = field(default_factory=list)

    def put(self, text: str, *, first: str = "", indent: str | None = None, style: str = "") -> None:
        """A wrapped paragraph; `first` stands before its first line, `indent` (as many blanks) before the others."""
        rest = " " * len(first) if indent is None else indent
        lines = wrap(
            text,
            self.look.width,
            initial_indent=first,
            subsequent_indent=rest,
            break_long_words=False,
            break_on_hyphens=False,
        )
        self.lines.extend(self._styled(line, style) for line in lines or [first.rstrip()])

    def title(self, text: str, style: str = "") -> None:
        self.put(text, indent="  ", style=f"1;{style}" if style else "1")

    def gap(self) -> None:
        if self.lines and self.lines[-1]:
            self.lines.append("")

    def rule(self) -> None:
        self.lines.append(self._styled("─" * self.look.width, "2"))

    def text(self) -> str:
        return "\n".join(self.lines).rstrip("\n") + "\n"

    def _styled(self, line: str, style: str) -> str:
        return f"\x1b[{style}m{line}\x1b[0m" if style and self.look.colour else line


def _pair(page: _Page, comparison: Comparison, prefix: str) -> None:
    before, after = comparison.before, comparison.after
    page.title(f"{prefix}{_name(before)} → {_name(after)}")
    page.put(f"{_many(len(before.sentences), 'sentence')} → {_many(len(after.sentences), 'sentence')}")
    page.gap()
    for status, (noun, meaning) in _MEANING.items():
        count = getattr(comparison.counts, status.value)
        page.put(
            f"{_many(count, noun)} {meaning if count != 1 else meaning.replace('say', 'says')}",
            first=f"  {GLYPHS[status]} {status:<9}  ",
            style=_STYLES[status],
        )
    page.gap()
    page.put(f"{_cut(comparison)} {_odds(comparison.link_chance())}")
    rows = rows_of(comparison)
    laid = {(link.before, link.after) for row in rows for link in row.links}
    apart = [link for link in comparison.links if (link.before, link.after) not in laid]
    digits = len(str(max(len(before.sentences), len(after.sentences))))
    for status in Status:
        mine = [row for row in rows if row.status is status]
        if mine:
            page.gap()
            page.title(f"{GLYPHS[status]} {status.upper()}", _STYLES[status])
            page.gap()
            _section(page, comparison, mine, apart, digits)


def _section(page: _Page, comparison: Comparison, rows: Sequence[Row], apart: Sequence[Link], digits: int) -> None:
    last: Row | None = None
    for row in rows:
        if last is not None and not _runs_on(last, row):
            page.gap()
        _row(page, comparison, row, apart, digits)
        last = row


def _runs_on(last: Row, row: Row) -> bool:
    """Whether two rows of lone sentences follow each other in their text."""
    if last.links or row.links:
        return False
    return (last.before or last.after)[-1] + 1 == (row.before or row.after)[0]


def _row(page: _Page, comparison: Comparison, row: Row, apart: Sequence[Link], digits: int) -> None:
    style = _STYLES[row.status]
    glyph = GLYPHS[row.status]
    earlier = [clean_line(comparison.before.sentences[n].text) for n in row.before]
    later = [clean_line(comparison.after.sentences[n].text) for n in row.after]
    verbatim = len(earlier) == len(later) == 1 and earlier == later
    for at, (n, text) in enumerate(zip(row.before, earlier, strict=True)):
        page.put(text, first=f"{glyph if at == 0 else ' '} {n + 1:>{digits}}  ", style=style)
    for n, text in zip(row.after, later, strict=True):
        mark = "→" if row.before else glyph
        page.put("the same, word for word" if verbatim else text, first=f"{mark} {n + 1:>{digits}}  ", style=style)
    blank = " " * (digits + 4)
    for link in row.links:
        note = _note(link, numbered=len(row.links) > 1)
        if not verbatim:
            page.put(note, first=blank, style="2")
    for link in apart:
        if link.before in row.before or link.after in row.after:
            page.put(f"see also {_note(link, numbered=True)}", first=blank, style="2")


def _note(link: Link, *, numbered: bool) -> str:
    where = [f"{link.before + 1} → {link.after + 1}"] if numbered else []
    return " · ".join([*where, f"score {_share(link.score)}", *_changes(link.reading.changes)])


def _changes(changes: Sequence[Change]) -> Iterator[str]:
    for change in changes:
        head = f"{change.kind} {change.note}".strip()
        sides = [_quote(side) for side in (change.before, change.after) if side]
        # How a sentence is worded anew is seen by reading it.
        if change.kind is Kind.WORDING or not sides:
            yield clean_line(head)
        elif change.before and change.after:
            yield clean_line(f"{head}: {' → '.join(sides)}")
        else:
            yield clean_line(f"{head}: {'no longer' if change.before else 'now'} {sides[0]}")


def _quote(words: str) -> str:
    flat = clean_line(words)
    return f"“{flat if len(flat) <= _QUOTED else flat[: _QUOTED - 1].rstrip() + '…'}”"


def _cut(comparison: Comparison) -> str:
    how = "found for this pair of texts" if comparison.settings.threshold is None else "as asked for"
    return f"Two sentences are linked from a score of {_share(comparison.threshold)}, {how}."


def _odds(chance: Chance) -> str:
    if not chance.pairs:
        return "No two sentences reach it."
    links = "the only link" if chance.pairs == 1 else f"the {chance.pairs} links"
    lucky = round(chance.expected)
    if chance.expected < 0.5:
        return f"Of {links}, fewer than one is expected by chance."
    return f"About {lucky} of {links} {'is' if lucky == 1 else 'are'} expected by chance."


def _overview(page: _Page, evolution: Evolution) -> None:
    page.title(" → ".join(_name(document) for document in evolution.documents))
    page.put(" → ".join(str(len(document.sentences)) for document in evolution.documents) + " sentences")
    page.gap()
    heads = [f"{GLYPHS[status]} {status}" for status in Status]
    page.lines.append(f"  {'':<9}{'  '.join(heads)}  by chance  threshold")
    for at, comparison in enumerate(evolution.comparisons, 1):
        cells = [f"{getattr(comparison.counts, s.value):>{len(h)}}" for s, h in zip(Status, heads, strict=True)]
        cells += [f"{comparison.link_chance().expected:>9.0f}", f"{_share(comparison.threshold):>9}"]
        page.lines.append(f"  {f'{at} → {at + 1}':<9}" + "  ".join(cells))
    lasting = [a for a in evolution.arguments if sum(map(bool, a.sentences)) > 1]
    if lasting:
        page.gap()
        page.title(f"ARGUMENTS that reach further than one version ({len(lasting)}), by their sentences")
        page.gap()
    for argument in lasting:
        numbers = " → ".join(spread(version) or "–" for version in argument.sentences)
        page.put(f"{clean_line(argument.label)}: {numbers}", first=f"  {GLYPHS[argument.status]} ")


def _sources(page: _Page, evolution: Evolution, provenance: Provenance) -> None:
    page.put(f"evolve {provenance.version}")
    for at, document in enumerate(evolution.documents, 1):
        lines = ", ".join(f"{run.first}-{run.last}" for run in document.body)
        by = " as asked for" if any(run.by == "user" for run in document.body) and document.lines else ""
        facts = [
            clean_line(document.source) or "made in memory",
            f"sha256 {document.sha256[:12]}",
            document.encoding,
            f"lines {lines}{by}" if lines else "no lines",
        ]
        page.put(" · ".join(facts), first=f"  {at}  ")
    page.put(_chosen(evolution.comparisons[0].settings, provenance))


def _chosen(settings: Settings, provenance: Provenance) -> str:
    """The settings that are not the default, each with its origin."""
    default = plain_settings(Settings())
    said = []
    for name, value in plain_settings(settings).items():
        if value != default[name]:
            origin = provenance.origins.get(name)
            shown = ", ".join(value) if isinstance(value, dict) else str(value).lower()
            said.append(clean_line(f"{name} = {shown}" + (f" ({origin})" if origin else "")))
    return f"Settings: {'; '.join(said)}." if said else "All settings are the defaults."


def _name(document: Document) -> str:
    return clean_line(document.label) or clean_line(document.source) or "untitled"


def _many(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def _share(value: float) -> str:
    return f"{value:.2f}".removeprefix("0")
