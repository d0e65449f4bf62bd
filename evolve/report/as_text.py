"""The report a person reads: what persisted, what changed and how, what was dropped, what is new.

Made to be pasted into a mail: plain characters, a column of eighty, a status in glyph and word. Every sentence of a
pair stands in it once, with its number; a sentence kept word for word stands once for both sides. Links that the
layout cannot put side by side are given as references between numbers.
"""

from __future__ import annotations

from collections.abc import Sequence

from evolve.compare import Comparison, Evolution
from evolve.document import Document
from evolve.model import Chance, Change, Kind, Link, Relation, Status, hundredths, spread
from evolve.report.page import Look, Page
from evolve.report.provenance import Provenance, plain_settings
from evolve.rows import Row, rows_of
from evolve.settings import Settings
from evolve.text.clean import clean_line

_STYLES = {Status.PERSISTED: "2", Status.CHANGED: "", Status.DROPPED: "38;5;172", Status.ADDED: "38;5;33"}
_SAID = {
    Status.PERSISTED: ("link says the same", "links say the same"),
    Status.CHANGED: ("link says it differently", "links say it differently"),
    Status.DROPPED: ("sentence has no counterpart later", "sentences have no counterpart later"),
    Status.ADDED: ("sentence has no counterpart earlier", "sentences have no counterpart earlier"),
}
_QUIET = "2"
_QUOTED = 48


def render(evolution: Evolution, provenance: Provenance, look: Look | None = None) -> str:
    """The report as text."""
    page = Page(look or Look())
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


def _pair(page: Page, comparison: Comparison, prefix: str) -> None:
    before, after = comparison.before, comparison.after
    page.title(f"{prefix}{_name(before)} → {_name(after)}")
    page.put(f"{_many(len(before.sentences), 'sentence')} → {_many(len(after.sentences), 'sentence')}")
    page.gap()
    for status, (one, many) in _SAID.items():
        count = getattr(comparison.counts, status.value)
        said = f"{count} {one if count == 1 else many}"
        page.put(said, first=f"  {status.glyph} {status:<9}  ", style=_STYLES[status])
    page.gap()
    page.put(f"{_cut(comparison)} {_odds(comparison.link_chance())}")
    rows = rows_of(comparison)
    references = _references(comparison, rows)
    for status in Status:
        mine = [row for row in rows if row.status is status]
        if status is Status.ADDED:
            # Opposite the earlier text they follow what they follow; alone they are read as the later text runs.
            mine.sort(key=lambda row: row.after)
        if mine:
            page.gap()
            page.title(f"{status.glyph} {status.upper()}", _STYLES[status])
            page.gap()
        last: Row | None = None
        for row in mine:
            if last is not None and not _runs_on(comparison, last, row):
                page.gap()
            _row(page, comparison, row, references.get(row, ()))
            last = row


def _references(comparison: Comparison, rows: Sequence[Row]) -> dict[Row, list[Link]]:
    """For the rows that a link leaves: the links that lead from one row to another."""
    laid = {(link.before, link.after) for row in rows for link in row.links}
    row_before = {n: row for row in rows for n in row.before}
    row_after = {n: row for row in rows for n in row.after}
    out: dict[Row, list[Link]] = {}
    for link in comparison.links:
        if (link.before, link.after) not in laid:
            for row in (row_before[link.before], row_after[link.after]):
                out.setdefault(row, []).append(link)
    return out


def _runs_on(comparison: Comparison, last: Row, row: Row) -> bool:
    """Whether two rows follow each other in their texts and read as one passage."""
    if last.links and not (_is_verbatim(comparison, last) and _is_verbatim(comparison, row)):
        return False
    return all(
        one[-1] + 1 == two[0] for one, two in ((last.before, row.before), (last.after, row.after)) if one and two
    )


def _row(page: Page, comparison: Comparison, row: Row, references: Sequence[Link]) -> None:
    glyph, style = row.status.glyph, _STYLES[row.status]
    digits = len(str(max(len(comparison.before.sentences), len(comparison.after.sentences))))
    earlier = _texts(comparison.before, row.before)
    later = _texts(comparison.after, row.after)
    blank = " " * (digits + 4)
    if _is_verbatim(comparison, row):
        first = f"{glyph} {row.before[0] + 1:>{digits}} → {row.after[0] + 1:<{digits}}  "
        page.put(earlier[0], first=first, style=style)
        if any(link.relation is Relation.MOVED for link in row.links):
            page.put("moved", first=" " * len(first), style=_QUIET)
    else:
        for at, (n, text) in enumerate(zip(row.before, earlier, strict=True)):
            page.put(text, first=f"{' ' if at else glyph} {n + 1:>{digits}}  ", style=style)
        for n, text in zip(row.after, later, strict=True):
            page.put(text, first=f"{'→' if earlier else glyph} {n + 1:>{digits}}  ", style=style)
        for link in row.links:
            page.put(_note(link, numbered=len(row.links) > 1), first=blank, style=_QUIET)
    for link in references:
        page.put(f"see also {_note(link, numbered=True)}", first=blank, style=_QUIET)


def _texts(document: Document, indices: Sequence[int]) -> list[str]:
    return [clean_line(document.sentences[n].text) for n in indices]


def _is_verbatim(comparison: Comparison, row: Row) -> bool:
    """Whether a row is one sentence that is the same on both sides."""
    alone = len(row.before) == len(row.after) == 1
    return alone and _texts(comparison.before, row.before) == _texts(comparison.after, row.after)


def _note(link: Link, *, numbered: bool) -> str:
    facts = [f"{link.before + 1} → {link.after + 1}"] if numbered else []
    facts.append(f"score {hundredths(link.score)}")
    if link.relation is Relation.MOVED:
        facts.append("moved")
    # That a sentence is also worded anew is seen by reading it.
    telling = [change for change in link.reading.changes if change.kind is not Kind.WORDING]
    facts += map(_shown, telling) if telling else [str(kind) for kind in link.kinds]
    return " · ".join(facts)


def _shown(change: Change) -> str:
    head = f"{change.kind} ({change.note})" if change.note else str(change.kind)
    if not (change.before or change.after):
        return clean_line(head)
    if change.before and change.after:
        return clean_line(f"{head}: {_quote(change.before)} → {_quote(change.after)}")
    return clean_line(f"{head}: {'with' if change.after else 'without'} {_quote(change.before or change.after)}")


def _quote(words: str) -> str:
    flat = clean_line(words)
    return f"“{flat if len(flat) <= _QUOTED else flat[: _QUOTED - 1].rstrip() + '…'}”"


def _cut(comparison: Comparison) -> str:
    how = "found for this pair of texts" if comparison.settings.threshold is None else "as asked for"
    return f"Two sentences are linked from a score of {hundredths(comparison.threshold)}, {how}."


def _odds(chance: Chance) -> str:
    if not chance.pairs:
        return "No two sentences reach it."
    links = "the only link" if chance.pairs == 1 else f"the {chance.pairs} links"
    lucky = round(chance.expected)
    if chance.expected < 0.5:
        return f"Of {links}, fewer than one is expected by chance."
    return f"About {lucky} of {links} {'is' if lucky == 1 else 'are'} expected by chance."


def _overview(page: Page, evolution: Evolution) -> None:
    page.title(" → ".join(_name(document) for document in evolution.documents))
    page.put(" → ".join(str(len(document.sentences)) for document in evolution.documents) + " sentences")
    page.gap()
    heads = [f"{status.glyph} {status}" for status in Status]
    page.lines.append(f"  {'':<9}{'  '.join(heads)}  by chance  threshold")
    for at, comparison in enumerate(evolution.comparisons, 1):
        cells = [f"{getattr(comparison.counts, s.value):>{len(h)}}" for s, h in zip(Status, heads, strict=True)]
        cells += [f"{comparison.link_chance().expected:>9.0f}", f"{hundredths(comparison.threshold):>9}"]
        page.lines.append(f"  {f'{at} → {at + 1}':<9}" + "  ".join(cells))
    lasting = [argument for argument in evolution.arguments if sum(map(bool, argument.sentences)) > 1]
    if lasting:
        page.gap()
        page.title("ARGUMENTS in more than one version, with the numbers of their sentences")
        page.gap()
    for argument in lasting:
        numbers = " → ".join(spread(version) or "none" for version in argument.sentences)
        page.put(f"{clean_line(argument.label)}: {numbers}", first=f"  {argument.status.glyph} ")


def _sources(page: Page, evolution: Evolution, provenance: Provenance) -> None:
    page.put(f"evolve {provenance.version}")
    for at, document in enumerate(evolution.documents, 1):
        lines = ", ".join(f"{run.first}-{run.last}" for run in document.body)
        by = " as asked for" if document.lines and any(run.by == "user" for run in document.body) else ""
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
