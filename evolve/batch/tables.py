"""Results as rows: for a spreadsheet, and for whoever draws them."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, cast

from evolve.batch.job import Line
from evolve.batch.recurring import Claim

STATUSES = ("persisted", "changed", "dropped", "added")
COLUMNS = (
    "n", "pair", "outcome", "reason", "before", "after", "before_sentences", "after_sentences",
    "links", *STATUSES, "threshold", "expected_by_chance", "precision", "report",
)  # fmt: skip
_FORMULA = re.compile(r"[=+\-@\t\r]")


@dataclass(frozen=True, slots=True)
class Row:
    """One pair's results."""

    n: int
    pair: str
    reason: str
    """Why it failed; empty for a pair that was compared."""
    before: Mapping[str, Any]
    after: Mapping[str, Any]
    counts: Mapping[str, int]
    links: int
    threshold: float | None
    chance: Mapping[str, float]
    reports: Mapping[str, str]
    """The reports' paths by format."""

    @property
    def failed(self) -> bool:
        return bool(self.reason)


def row_of(line: Line) -> Row:
    """A line of `results.jsonl` as a row."""
    plain = cast("Mapping[str, Any]", line)
    return Row(
        n=plain["n"],
        pair=plain["pair"],
        reason=plain["reason"] if plain["outcome"] == "failed" else "",
        before=plain.get("before", {}),
        after=plain.get("after", {}),
        counts=plain.get("counts", {}),
        links=len(plain.get("links", ())),
        threshold=plain.get("threshold"),
        chance=plain.get("chance", {}),
        reports={form: report["path"] for form, report in plain["reports"].items()},
    )


def as_csv(lines: Iterable[Line]) -> Iterator[str]:
    """A header and a row a pair. Cells that a spreadsheet would take for a formula begin with an apostrophe."""
    yield _csv_row(COLUMNS)
    for line in lines:
        row = row_of(line)
        numbers = [row.counts.get(name, "") for name in STATUSES]
        yield _csv_row(
            (
                row.n, row.pair, "failed" if row.failed else "done", row.reason,
                row.before.get("label", ""), row.after.get("label", ""),
                row.before.get("sentences", ""), row.after.get("sentences", ""),
                "" if row.failed else row.links, *numbers, "" if row.threshold is None else row.threshold,
                row.chance.get("expected", ""), row.chance.get("precision", ""), next(iter(row.reports.values()), ""),
            )
        )  # fmt: skip


def claims_as_json(claims: Iterable[Claim]) -> Iterator[str]:
    """An argument a line."""
    for number, claim in enumerate(claims, 1):
        plain = {
            "id": number,
            "label": claim.label,
            "documents": claim.documents,
            "agreement": round(claim.agreement, 6),
            "sentences": [{"source": source, "n": n, "text": text} for (source, _), n, text in claim.sentences],
        }
        yield json.dumps(plain, ensure_ascii=False) + "\n"


def _csv_row(cells: Iterable[object]) -> str:
    out = io.StringIO()
    texts = (f"'{cell}" if isinstance(cell, str) and _FORMULA.match(cell) else cell for cell in cells)
    csv.writer(out, lineterminator="\n").writerow(texts)
    return out.getvalue()
