"""The report as one table, for spreadsheets and statistics.

A row for every link, with both of its sentences, so a sentence with several links is in several rows; a row for every
candidate of an unclear sentence; a row for every dropped and every added sentence; and last a row for every fact about
the report. `row` tells them apart. Rows are in the order in which the two texts are read side by side.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from io import StringIO

from evolve.comparison import Comparison, Evolution
from evolve.comparison.rows import rows_of
from evolve.model import Argument, Link, Status
from evolve.render.csv_cells import BYTE_ORDER_MARK, inert
from evolve.report.facts import account_of
from evolve.report.phrases import name_of, shown
from evolve.report.provenance import Provenance
from evolve.text.clean import clean_line

COLUMNS = (
    "row", "from", "to", "status", "before", "before_text", "after", "after_text", "score", "change", "kinds",
    "relation", "verdict", "judged_by", "changes", "argument", "argument_label", "about", "name", "value",
)  # fmt: skip
Cells = dict[str, str | int]


def render(evolution: Evolution, provenance: Provenance) -> str:
    """The report as CSV."""
    out = StringIO()
    writer = csv.DictWriter(out, COLUMNS, restval="", lineterminator="\n")
    writer.writeheader()
    for at, comparison in enumerate(evolution.comparisons):
        names = {"from": name_of(comparison.before), "to": name_of(comparison.after)}
        homes = _argument_of(evolution, at)
        for cells in _rows(comparison, homes):
            writer.writerow({name: inert(cell) for name, cell in {**names, **cells}.items()})
    for about, name, value in account_of(evolution, provenance):
        writer.writerow({"row": "about", "about": about, "name": inert(name), "value": inert(value)})
    return BYTE_ORDER_MARK + out.getvalue()


def _rows(comparison: Comparison, homes: tuple[dict[int, Argument], dict[int, Argument]]) -> Iterator[Cells]:
    shown: set[Link] = set()
    for row in rows_of(comparison):
        home = homes[0][row.before[0]] if row.before else homes[1][row.after[0]]
        for link in row.possible:
            if link not in shown:
                shown.add(link)
                yield _possible(comparison, link) | _argument(home)
        for b in row.before:
            for link in sorted(comparison.links_of("before", b), key=lambda link: link.after):
                yield _link(comparison, link) | _argument(homes[0][b])
            if row.status is Status.DROPPED:
                yield _alone(Status.DROPPED) | _before(comparison, b) | _argument(homes[0][b])
        if row.status is Status.ADDED:
            for a in row.after:
                yield _alone(Status.ADDED) | _after(comparison, a) | _argument(homes[1][a])


def _link(comparison: Comparison, link: Link) -> Cells:
    difference = link.difference
    return {
        "row": "link",
        "status": str(difference.status),
        **_before(comparison, link.before),
        **_after(comparison, link.after),
        "score": f"{link.score:.4f}",
        "change": f"{difference.change:.4f}",
        "kinds": " ".join(link.kinds),
        "relation": str(link.relation),
        "verdict": str(link.verdict or ""),
        "judged_by": clean_line(link.judged_by),
        "changes": "; ".join(map(shown, difference.changes)),
    }


def _possible(comparison: Comparison, link: Link) -> Cells:
    return {
        "row": "possible",
        "status": str(Status.UNCLEAR),
        **_before(comparison, link.before),
        **_after(comparison, link.after),
        "score": f"{link.score:.4f}",
        "verdict": str(link.verdict or ""),
    }


def _alone(status: Status) -> Cells:
    return {"row": "sentence", "status": str(status)}


def _before(comparison: Comparison, n: int) -> Cells:
    return {"before": n + 1, "before_text": clean_line(comparison.before.sentences[n].text)}


def _after(comparison: Comparison, n: int) -> Cells:
    return {"after": n + 1, "after_text": clean_line(comparison.after.sentences[n].text)}


def _argument(argument: Argument) -> Cells:
    return {"argument": argument.id + 1, "argument_label": clean_line(argument.label)}


def _argument_of(evolution: Evolution, at: int) -> tuple[dict[int, Argument], dict[int, Argument]]:
    """Return the argument of each sentence of a version, and of the next version."""
    found: tuple[dict[int, Argument], dict[int, Argument]] = ({}, {})
    for argument in evolution.arguments:
        for side, version in enumerate((at, at + 1)):
            found[side].update(dict.fromkeys(argument.sentences[version], argument))
    return found
