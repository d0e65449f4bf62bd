"""The report as one CSV table, for spreadsheets and statistics.

The table has one row for each link, with both sentences, so a sentence with several links is in several rows; one row
for each candidate of an unclear sentence; one row for each dropped and each added sentence; and at the end one row for
each fact about the report. The column `row` names the type of the row. Links and sentences are in the order in which
the two texts are read side by side.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from io import StringIO

from evolve.comparison import Comparison, Evolution
from evolve.comparison.rows import rows_of
from evolve.model import Argument, Link, Status
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
        arguments = _arguments_by_sentence(evolution, pair)
        for cells in _rows(comparison, arguments):
            writer.writerow({name: inert(cell) for name, cell in {**names, **cells}.items()})
    for subject, name, value in report_facts(evolution, provenance):
        writer.writerow({"row": "about", "about": subject, "name": inert(name), "value": inert(value)})
    return BYTE_ORDER_MARK + out.getvalue()


def _rows(comparison: Comparison, arguments: tuple[dict[int, Argument], dict[int, Argument]]) -> Iterator[Cells]:
    """Yield the rows of a pair in reading order; `arguments` maps the sentences of either side to their arguments."""
    written: set[Link] = set()
    for row in rows_of(comparison):
        argument = arguments[0][row.before[0]] if row.before else arguments[1][row.after[0]]
        for link in row.possible:
            if link not in written:
                written.add(link)
                yield _possible_cells(comparison, link) | _argument_cells(argument)
        for before in row.before:
            for link in sorted(comparison.links_of("before", before), key=lambda link: link.after):
                yield _link_cells(comparison, link) | _argument_cells(arguments[0][before])
            if row.status is Status.DROPPED:
                yield (
                    _sentence_cells(Status.DROPPED)
                    | _before_cells(comparison, before)
                    | _argument_cells(arguments[0][before])
                )
        if row.status is Status.ADDED:
            for after in row.after:
                yield (
                    _sentence_cells(Status.ADDED)
                    | _after_cells(comparison, after)
                    | _argument_cells(arguments[1][after])
                )


def _link_cells(comparison: Comparison, link: Link) -> Cells:
    difference = link.difference
    return {
        "row": "link",
        "status": str(difference.status),
        **_before_cells(comparison, link.before),
        **_after_cells(comparison, link.after),
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
        **_before_cells(comparison, link.before),
        **_after_cells(comparison, link.after),
        "score": f"{link.score:.4f}",
        "verdict": str(link.verdict or ""),
    }


def _sentence_cells(status: Status) -> Cells:
    return {"row": "sentence", "status": str(status)}


def _before_cells(comparison: Comparison, n: int) -> Cells:
    return {"before": n + 1, "before_text": clean_line(comparison.before.sentences[n].text)}


def _after_cells(comparison: Comparison, n: int) -> Cells:
    return {"after": n + 1, "after_text": clean_line(comparison.after.sentences[n].text)}


def _argument_cells(argument: Argument) -> Cells:
    return {"argument": argument.id + 1, "argument_label": clean_line(argument.label)}


def _arguments_by_sentence(evolution: Evolution, pair: int) -> tuple[dict[int, Argument], dict[int, Argument]]:
    """Return two mappings from sentence index to argument: one for version `pair`, one for the version after it."""
    by_sentence: tuple[dict[int, Argument], dict[int, Argument]] = ({}, {})
    for argument in evolution.arguments:
        for side, version in enumerate((pair, pair + 1)):
            by_sentence[side].update(dict.fromkeys(argument.sentences[version], argument))
    return by_sentence
