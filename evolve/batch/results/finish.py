"""What a batch leaves behind when all pairs are done: results in the plan's order, tables, pages, arguments.

Everything here is made from the lines of the pairs alone, so that a batch that was interrupted or done elsewhere
ends with the same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from evolve import __version__
from evolve.batch.jobs.job import Line, digest_of
from evolve.batch.output.folder import BATCH, RESULTS, Output, as_json
from evolve.batch.output.stale_reports import stale_reports
from evolve.batch.plan import Pair
from evolve.batch.results.pages import arguments_page, index_page
from evolve.batch.results.recurring_arguments import RecurringArgument, families, recurring
from evolve.batch.results.table import as_csv, claims_as_json, shown_in, totals_of

SCHEMA = "evolve/batch/1"


@dataclass(frozen=True, slots=True)
class About:
    """What a batch is, beside its results."""

    title: str
    plan: str
    """A digest of what the plan asks for."""
    pairs: int
    """How many pairs the plan has."""
    formats: tuple[str, ...]
    quoting: bool
    """Whether documents stand in several pairs, so that arguments are followed through them."""
    notes: tuple[str, ...] = ()
    """What was left out of a folder, and what was guessed of it."""
    version: str = __version__

    def as_json(self) -> str:
        """One object, ending in a line feed."""
        plain = {
            "schema": SCHEMA,
            "evolve": self.version,
            "title": self.title,
            "plan": self.plan,
            "pairs": self.pairs,
            "formats": list(self.formats),
            "arguments": self.quoting,
            "notes": list(self.notes),
        }
        return json.dumps(plain, ensure_ascii=False, indent=2) + "\n"


@dataclass(frozen=True, slots=True)
class Summary:
    """What came of a batch."""

    done: int
    failed: int
    arguments: int | None
    """How many run through three documents or more; None where no document stands in several pairs."""
    stale: tuple[str, ...]
    """The reports in the folder that belong to no pair."""


def digest_of_plan(pairs: Sequence[Pair]) -> str:
    """A digest of what a plan asks for."""
    return digest_of([[p.name, p.label, p.before.source, p.after.source, dict(p.settings)] for p in pairs])


def finish(output: Output, names: Sequence[str], about: About) -> Summary:
    """Write all that is made from the lines of these pairs, in the order of the plan, and end the journal."""

    def line(at: int) -> Line:
        found = cast("Mapping[str, Any]", output.line_of(names[at]))
        # The number comes first, and is of this plan, whatever plan the line was written for.
        return {"n": at + 1, **{key: value for key, value in found.items() if key != "n"}}

    def lines() -> Iterator[Line]:
        return map(line, range(len(names)))

    totals = totals_of(lines())
    claims = _claims(lines, line) if about.quoting else None
    shown = {} if claims is None else shown_in(lines())
    output.write("results.csv", as_csv(lines()))
    if claims is None:
        for name in ("arguments.jsonl", "arguments.html"):
            output.drop(name)
    else:
        output.write("arguments.jsonl", claims_as_json(claims))
        output.write("arguments.html", arguments_page(about.title, claims, shown))
    output.write("index.html", index_page(about.title, lines(), totals, claims, shown, about.notes))
    output.write(BATCH, [about.as_json()])
    stale = stale_reports(output, names)
    output.write(RESULTS, (as_json(entry).decode() for entry in lines()))
    output.close_journal()
    return Summary(totals.done, len(totals.failed), None if claims is None else len(claims), stale)


def _claims(lines: Callable[[], Iterator[Line]], line: Callable[[int], Line]) -> list[RecurringArgument]:
    """Family by family, so that only one stands in memory."""
    return [claim for places in families(lines()) for claim in recurring([line(at) for at in places])]
