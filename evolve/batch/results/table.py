"""Results as rows, for a spreadsheet and for the pages."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, cast
from urllib.parse import quote

from evolve.batch.jobs.job import Line
from evolve.batch.results.recurring_arguments import RecurringArgument, TextRef
from evolve.model import SIDES, Side, Status
from evolve.render.csv_cells import BYTE_ORDER_MARK, csv_row

COUNTED: tuple[tuple[Status, tuple[Side, ...]], ...] = tuple(
    (status, ("before",) if status is Status.DROPPED else ("after",) if status is Status.ADDED else SIDES)
    for status in Status
)
"""Every status with the sides whose sentences can have it."""
COLUMNS = (
    "n", "pair", "outcome", "reason", "before", "after", "before_sentences", "after_sentences", "rewritten", "links",
    *(f"{side}_{status}" if len(sides) > 1 else str(status) for status, sides in COUNTED for side in sides),
    "threshold", "expected_by_chance", "precision", "report",
)  # fmt: skip
SideCounts = Mapping[Side, Mapping[str, int]]
"""The number of sentences of either text by status."""


@dataclass(frozen=True, slots=True)
class ResultRow:
    """The results of one pair."""

    n: int
    pair: str
    reason: str
    """The reason of the failure; empty for a pair that was compared."""
    before: Mapping[str, Any]
    after: Mapping[str, Any]
    counts: SideCounts
    rewritten: bool
    """Whether words alone do not show what became of most of the two texts."""
    links: int
    threshold: float | None
    chance: Mapping[str, float | None]
    reports: Mapping[str, str]
    """The paths of the reports, by format."""

    @property
    def failed(self) -> bool:
        return bool(self.reason)

    @property
    def report(self) -> str:
        """The path of the report to open first: the page if there is one."""
        return self.reports.get("html", next(iter(self.reports.values()), ""))


@dataclass(frozen=True, slots=True)
class Totals:
    """The results of all pairs together."""

    done: int
    failed: tuple[int, ...]
    """The numbers of the pairs that failed."""
    counts: SideCounts
    """The number of earlier and of later sentences with each status, over all pairs."""


@dataclass(frozen=True, slots=True)
class DocumentLink:
    """The label of a document, and a link to its sentences."""

    label: str
    """The name shown for it."""
    page: str = ""
    """The address of a page with its sentences, quoted, without the sentence number; empty if no page has them."""


def document_links(lines: Iterable[Line]) -> dict[TextRef, DocumentLink]:
    """Return the label and page of each compared document, as in the first pair that contains it."""
    links: dict[TextRef, DocumentLink] = {}
    for line in lines:
        row = row_of(line)
        for side, letter in ((row.before, "b"), (row.after, "a")):
            if side and (text := (side["source"], side["sha256"])) not in links:
                page = f"{quote(row.reports['html'])}#{letter}" if "html" in row.reports else ""
                links[text] = DocumentLink(side["label"], page)
    return links


def totals_of(lines: Iterable[Line]) -> Totals:
    """Return the sums over lines of `results.jsonl`."""
    done, failed = 0, []
    counts: dict[Side, Counter[str]] = {side: Counter() for side in SIDES}
    for line in lines:
        row = row_of(line)
        for side in SIDES:
            counts[side].update(row.counts[side])
        if row.failed:
            failed.append(row.n)
        else:
            done += 1
    return Totals(done, tuple(failed), counts)


def row_of(line: Line) -> ResultRow:
    """Return a line of `results.jsonl` as a row."""
    plain = cast("Mapping[str, Any]", line)
    return ResultRow(
        n=plain["n"],
        pair=plain["pair"],
        reason=plain["reason"] if plain["outcome"] == "failed" else "",
        before=plain.get("before", {}),
        after=plain.get("after", {}),
        counts={side: _by_status(plain.get("counts", {}).get(side, {})) for side in SIDES},
        rewritten=plain.get("rewritten", False),
        links=len(plain.get("links", ())),
        threshold=plain.get("threshold"),
        chance=plain.get("chance", {}),
        reports={form: report["path"] for form, report in plain["reports"].items()},
    )


def _by_status(counts: Mapping[str, int]) -> Mapping[str, int]:
    return {**{str(status): 0 for status in Status}, **counts}


def as_csv(lines: Iterable[Line]) -> Iterator[str]:
    """Yield a header and one row for each pair, in the same dialect as the CSV report."""
    yield BYTE_ORDER_MARK + csv_row(COLUMNS)
    for line in lines:
        row = row_of(line)
        numbers = [row.counts[side][status] for status, sides in COUNTED for side in sides]
        rewritten = "" if row.failed else "yes" if row.rewritten else "no"
        precision = row.chance.get("precision")
        yield csv_row(
            (
                row.n, row.pair, "failed" if row.failed else "done", row.reason,
                row.before.get("label", ""), row.after.get("label", ""),
                row.before.get("sentences", ""), row.after.get("sentences", ""),
                rewritten, "" if row.failed else row.links, *numbers, "" if row.threshold is None else row.threshold,
                _thousandths(row.chance.get("expected")), _thousandths(precision), row.report,
            )
        )  # fmt: skip


def _thousandths(figure: float | None) -> str:
    """Return an estimate with three decimals, a share below 1 never rounded up to 1; "" for None."""
    if figure is None:
        return ""
    text = f"{figure:.3f}"
    return "0.999" if figure < 1 and text == "1.000" else text


def arguments_as_json(arguments: Iterable[RecurringArgument]) -> Iterator[str]:
    """Yield each argument as a line of JSON."""
    for number, argument in enumerate(arguments, 1):
        plain = {
            "id": number,
            "label": argument.label,
            "documents": argument.documents,
            "agreement": round(argument.agreement, 6),
            "sentences": [{"source": source, "n": n, "text": text} for (source, _), n, text in argument.sentences],
        }
        yield json.dumps(plain, ensure_ascii=False) + "\n"
