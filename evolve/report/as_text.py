"""The report as plain text: sentences that persisted, that changed and how, that were dropped and that were added.

It can be pasted into an e-mail: plain characters, eighty columns, and each status as a symbol and a word. Every
sentence of a pair is in it once, with its number; a sentence kept word for word is printed once for both sides. Links
between sentences that are not side by side are given as references by number.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from evolve.comparison import Comparison, Evolution
from evolve.comparison.rows import Row, rows_of
from evolve.model import Link, Status
from evolve.render.numbers import many
from evolve.render.status_names import status_name
from evolve.render.text_page import Look, Page
from evolve.report.first_answers import REASONS_BELOW_PAIRS, FirstAnswer, first_answers, first_answers_over_time
from evolve.report.phrases import (
    EVENTS_KEY,
    LINKED,
    REWRITTEN,
    body_lines,
    brief_answer,
    count_cell,
    cross_references,
    is_verbatim,
    language_summary,
    life_cells,
    life_summary,
    link_cells,
    link_note,
    link_remarks,
    link_summary,
    multi_version_arguments,
    name_of,
    possible_note,
    rows_by_status,
    settings_summary,
    source_of,
    status_counts,
    texts_of,
)
from evolve.report.provenance import Provenance
from evolve.text.clean import clean_line

_STYLES = {
    Status.PERSISTED: "2",
    Status.CHANGED: "",
    Status.UNCLEAR: "3",
    Status.DROPPED: "38;5;172",
    Status.ADDED: "38;5;33",
}
"""The terminal style (SGR parameters) of the sentences with each status."""
_QUIET = "2"
_UNBROKEN = "\N{NO-BREAK SPACE}"
"""A space at which no line is broken."""


def render(evolution: Evolution, provenance: Provenance, look: Look | None = None) -> str:
    """Return the report as text; `look` sets its width and whether it has colour."""
    page = Page(look or Look())
    if len(evolution.comparisons) == 1:
        _pair(page, evolution.comparisons[0], "", first_answers(evolution, 0, REASONS_BELOW_PAIRS))
    else:
        _overview(page, evolution)
        for at, comparison in enumerate(evolution.comparisons, 1):
            page.gap()
            page.rule()
            _pair(page, comparison, f"{at} → {at + 1}: ", ())
    page.gap()
    page.rule()
    _sources(page, evolution, provenance)
    return page.text()


def _pair(page: Page, comparison: Comparison, prefix: str, answers: Iterable[FirstAnswer]) -> None:
    before, after = comparison.before, comparison.after
    page.title(f"{prefix}{name_of(before)} → {name_of(after)}")
    page.put(f"{many(len(before.sentences), 'sentence')} → {many(len(after.sentences), 'sentence')}")
    page.gap()
    _first_answers(page, brief_answer(comparison), answers)
    if comparison.needs_reading:
        page.put(REWRITTEN)
        page.gap()
    page.put("earlier    later", first=" " * 13)
    for status, name, *counts, meaning in status_counts(comparison):
        cells = "  ".join(f"{'' if count is None else count:>7}" for count in counts)
        page.put(meaning, first=f"  {status.glyph} {name:<9}{cells}   ", style=_STYLES[status])
    page.gap()
    page.put(link_summary(comparison))
    rows = rows_of(comparison)
    references_by_row = cross_references(comparison, rows)
    for status, status_rows in rows_by_status(rows, surest_first=comparison.needs_reading):
        page.gap()
        name = status_name(status, is_rewritten=comparison.needs_reading)
        page.title(
            f"{status.glyph} {name.upper()}{_title_suffix(comparison, status, name)}",
            _STYLES[status],
        )
        page.gap()
        previous: Row | None = None
        for row in status_rows:
            if previous is not None and not _continues(comparison, previous, row):
                page.gap()
            _row(page, comparison, row, references_by_row.get(row, ()))
            previous = row


def _title_suffix(comparison: Comparison, status: Status, name: str) -> str:
    """Return what follows the name of a status in a title: the text, where the name does not show it, or the order."""
    if name == status:
        return ", the surest first" if comparison.needs_reading and status in LINKED else ""
    return " in the earlier text" if status is Status.DROPPED else " in the later text"


def _continues(comparison: Comparison, previous: Row, row: Row) -> bool:
    """Return whether a row directly follows the previous one in both texts, so that they read as one passage."""
    if (previous.links or previous.possible) and not (
        is_verbatim(comparison, previous) and is_verbatim(comparison, row)
    ):
        return False
    return all(
        one[-1] + 1 == two[0]
        for one, two in ((previous.before, row.before), (previous.after, row.after))
        if one and two
    )


def _row(page: Page, comparison: Comparison, row: Row, see_also: Sequence[Link]) -> None:
    glyph, style = row.status.glyph, _STYLES[row.status]
    digits = len(str(max(len(comparison.before.sentences), len(comparison.after.sentences))))
    earlier = texts_of(comparison.before, row.before)
    later = texts_of(comparison.after, row.after)
    blank = " " * (digits + 4)
    if is_verbatim(comparison, row):
        first = f"{glyph} {row.before[0] + 1:>{digits}} → {row.after[0] + 1:<{digits}}  "
        page.put(earlier[0], first=first, style=style)
        if remarks := " · ".join(link_remarks(row.links[0])):
            page.put(remarks, first=" " * len(first), style=_QUIET)
    else:
        for at, (n, text) in enumerate(zip(row.before, earlier, strict=True)):
            page.put(text, first=f"{' ' if at else glyph} {n + 1:>{digits}}  ", style=style)
        for n, text in zip(row.after, later, strict=True):
            # neither position nor glyph shows which text an unclear sentence is in, so an arrow does
            lead = "→ " if earlier else f"{glyph}→" if row.status is Status.UNCLEAR else f"{glyph} "
            page.put(text, first=f"{lead}{n + 1:>{digits}}  ", style=style)
        if row.possible:
            page.put(possible_note(comparison, row), first=blank, style=_QUIET)
        for link in row.links:
            page.put(link_note(link, numbered=len(row.links) > 1), first=blank, style=_QUIET)
    for link in see_also:
        page.put(f"see also {link_note(link, numbered=True)}", first=blank, style=_QUIET)


def _overview(page: Page, evolution: Evolution) -> None:
    page.title(" → ".join(name_of(document) for document in evolution.documents))
    page.put(" → ".join(str(len(document.sentences)) for document in evolution.documents) + " sentences")
    page.gap()
    _first_answers(page, life_summary(evolution), first_answers_over_time(evolution, REASONS_BELOW_PAIRS))
    page.put("Sentences of the earlier version / of the later one:")
    heads = [f"{status.glyph} {status}" for status in Status]
    _steps(page, heads, [list(map(count_cell, status_counts(comparison))) for comparison in evolution.comparisons])
    page.gap()
    links = [link_cells(comparison) for comparison in evolution.comparisons]
    _steps(page, [head for head, _ in links[0]], [[cell for _, cell in cells] for cells in links])
    arguments = multi_version_arguments(evolution)
    if arguments:
        page.gap()
        page.title("ARGUMENTS in more than one version, with the numbers of their sentences")
        page.put(EVENTS_KEY)
        page.gap()
    for argument in arguments:
        # A sign stays on the line of its numbers.
        numbers = " → ".join(cell.replace(" ", _UNBROKEN) for cell in life_cells(evolution, argument))
        start = len(page.lines)
        page.put(f"{clean_line(argument.label)}: {numbers}", first=f"  {argument.status.glyph} ")
        page.lines[start:] = [line.replace(_UNBROKEN, " ") for line in page.lines[start:]]
        if argument.later_label:
            page.put(clean_line(argument.later_label), first="    → ")


def _steps(page: Page, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Add a table with a row for each step from a version to the next."""
    page.lines.append(f"  {'':<9}{'  '.join(heads)}")
    for at, cells in enumerate(rows, 1):
        aligned = (f"{cell:>{len(head)}}" for head, cell in zip(heads, cells, strict=True))
        page.lines.append(f"  {f'{at} → {at + 1}':<9}{'  '.join(aligned)}")


def _first_answers(page: Page, summary: str, answers: Iterable[FirstAnswer]) -> None:
    """Add how much comes back, and below it the questions that a reader asks first, each with its answer."""
    page.put(summary, style="1")
    page.gap()
    for answer in answers:
        page.put(" ".join(filter(None, (answer.question, answer.subject, answer.words))), hang=2)
    page.gap()


def _sources(page: Page, evolution: Evolution, provenance: Provenance) -> None:
    page.put(" · ".join(filter(None, [f"evolve {provenance.version}", provenance.date])))
    for at, document in enumerate(evolution.documents, 1):
        parts = [source_of(document), f"sha256 {document.sha256[:12]}", document.encoding, body_lines(document)]
        page.put(" · ".join(parts), first=f"  {at}  ")
    page.put(f"Language: {language_summary(evolution.comparisons[0])}.")
    page.put(settings_summary(evolution.comparisons[0].settings, provenance))
