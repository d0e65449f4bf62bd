"""The report as one CSV table, for spreadsheets and statistics.

The table has one row for each link, with both sentences, so a sentence with several links is in several rows; one row
for each candidate of an unclear sentence; one row for each dropped and each added sentence; and at the end one row for
each fact about the report. The column `row` names the type of the row. Links and sentences are in the order in which
the two texts are read side by side.

Three versions or more also have a row for each link over a gap, and a row of the type `life` for each argument and each
version: the status is what became of it, `from` the version it is compared with, `value` its share of the words.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from io import StringIO

from evolve.comparison import Comparison, Evolution
from evolve.comparison.over_time import measures_over_time
from evolve.comparison.rows import rows_of
from evolve.document import Document
from evolve.model import Argument, Link, SentenceRef, Status
from evolve.render.csv_cells import BYTE_ORDER_MARK, inert
from evolve.report.facts import report_facts
from evolve.report.phrases import change_text, name_of
from evolve.report.provenance import Provenance
from evolve.text.clean import clean_line

COLUMNS = (
    "row", "from", "to", "status", "before", "before_text", "after", "after_text", "score", "change", "kinds",
    "relation", "verdict", "judged_by", "changes", "argument", "argument_label", "about", "name", "value",
)  # fmt: skip
"""The header of the table."""
Cells = dict[str, str | int]
"""Some cells of one row, by column."""


def render(evolution: Evolution, provenance: Provenance) -> str:
    """Return the report as CSV."""
    out = StringIO()
    writer = csv.DictWriter(out, COLUMNS, restval="", lineterminator="\n")
    writer.writeheader()
    for pair, comparison in enumerate(evolution.comparisons):
        names = {"from": name_of(comparison.before), "to": name_of(comparison.after)}
        for cells in _rows(comparison, evolution.argument_at, pair):
            writer.writerow({name: inert(cell) for name, cell in {**names, **cells}.items()})
    if len(evolution.comparisons) > 1:
        for cells in (*_gap_rows(evolution), *_life_rows(evolution)):
            writer.writerow({name: inert(cell) for name, cell in cells.items()})
    for subject, name, value in report_facts(evolution, provenance):
        writer.writerow({"row": "about", "about": subject, "name": inert(name), "value": inert(value)})
    return BYTE_ORDER_MARK + out.getvalue()


def _rows(comparison: Comparison, argument_at: Mapping[SentenceRef, Argument], earlier: int) -> Iterator[Cells]:
    """Yield the rows of a pair in reading order; `earlier` is its earlier version, from 0."""
    written: set[Link] = set()
    for row in rows_of(comparison):
        argument = argument_at[earlier, row.before[0]] if row.before else argument_at[earlier + 1, row.after[0]]
        for link in row.possible:
            if link not in written:
                written.add(link)
                yield _possible_cells(comparison, link) | _argument_cells(argument)
        for before in row.before:
            argument = argument_at[earlier, before]
            for link in sorted(comparison.links_of("before", before), key=lambda link: link.after):
                yield _link_cells(comparison.before, comparison.after, link) | _argument_cells(argument)
            if row.status is Status.DROPPED:
                yield (
                    _sentence_cells(Status.DROPPED)
                    | _before_cells(comparison.before, before)
                    | _argument_cells(argument)
                )
        if row.status is Status.ADDED:
            for after in row.after:
                yield (
                    _sentence_cells(Status.ADDED)
                    | _after_cells(comparison.after, after)
                    | _argument_cells(argument_at[earlier + 1, after])
                )


def _gap_rows(evolution: Evolution) -> Iterator[Cells]:
    """Yield a row for each link over a gap."""
    documents = evolution.documents
    for revival in evolution.revivals:
        before, after = documents[revival.earlier], documents[revival.later]
        names: Cells = {"from": name_of(before), "to": name_of(after)}
        argument = evolution.argument_at[revival.later, revival.link.after]
        yield names | _link_cells(before, after, revival.link) | _argument_cells(argument)


def _life_rows(evolution: Evolution) -> Iterator[Cells]:
    """Yield a row for each argument and each version."""
    documents, measures = evolution.documents, measures_over_time(evolution)
    for argument, shares in zip(evolution.arguments, measures.text_shares, strict=True):
        for version, (step, share) in enumerate(zip(evolution.steps_of(argument), shares, strict=True)):
            here = argument.sentences[version]
            texts = (clean_line(documents[version].sentences[n].text) for n in here)
            yield {
                "row": "life",
                "from": "" if step.since is None else name_of(documents[step.since]),
                "to": name_of(documents[version]),
                "status": step.event.value,
                "after": " ".join(str(n + 1) for n in here),
                "after_text": " ".join(texts),
                "score": "" if step.score is None else f"{step.score:.4f}",
                "kinds": " ".join(step.kinds),
                "relation": step.relation.value if step.links else "",
                **_argument_cells(argument),
                "name": "share of words",
                "value": f"{share:.4f}",
            }


def _link_cells(before: Document, after: Document, link: Link) -> Cells:
    difference = link.difference
    return {
        "row": "link",
        "status": str(difference.status),
        **_before_cells(before, link.before),
        **_after_cells(after, link.after),
        "score": f"{link.score:.4f}",
        "change": f"{difference.change:.4f}",
        "kinds": " ".join(link.kinds),
        "relation": str(link.relation),
        "verdict": str(link.verdict or ""),
        "judged_by": clean_line(link.judged_by),
        "changes": "; ".join(map(change_text, difference.changes)),
    }


def _possible_cells(comparison: Comparison, link: Link) -> Cells:
    return {
        "row": "possible",
        "status": str(Status.UNCLEAR),
        **_before_cells(comparison.before, link.before),
        **_after_cells(comparison.after, link.after),
        "score": f"{link.score:.4f}",
        "verdict": str(link.verdict or ""),
    }


def _sentence_cells(status: Status) -> Cells:
    return {"row": "sentence", "status": str(status)}


def _before_cells(document: Document, n: int) -> Cells:
    return {"before": n + 1, "before_text": clean_line(document.sentences[n].text)}


def _after_cells(document: Document, n: int) -> Cells:
    return {"after": n + 1, "after_text": clean_line(document.sentences[n].text)}


def _argument_cells(argument: Argument) -> Cells:
    return {"argument": argument.id + 1, "argument_label": clean_line(argument.label)}
