"""What a batch leaves behind when all pairs are done: results in the plan's order, tables, pages, arguments.

Everything here is made from the lines of the pairs alone, so that a batch that was interrupted, divided or done
elsewhere ends with the same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from evolve import __version__
from evolve.batch.jobs.job import Line, digest_of
from evolve.batch.output.folder import BATCH, RESULTS, Output, as_json
from evolve.batch.output.stale_reports import Leftovers, settle
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
    """A digest of the whole plan, by which the parts of a divided batch know each other."""
    pairs: int
    """How many pairs the whole plan has."""
    shard: tuple[int, int] | None
    """Which part of how many this is; None for all of it."""
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
            "shard": list(self.shard) if self.shard else None,
            "formats": list(self.formats),
            "arguments": self.quoting,
            "notes": list(self.notes),
        }
        return json.dumps(plain, ensure_ascii=False, indent=2) + "\n"

    @classmethod
    def from_json(cls, text: str) -> About:
        """Raises ValueError, KeyError or TypeError for what is none."""
        plain = json.loads(text)
        if plain["schema"] != SCHEMA:
            raise ValueError("another schema")
        shard = plain["shard"]
        return cls(
            title=str(plain["title"]),
            plan=str(plain["plan"]),
            pairs=int(plain["pairs"]),
            shard=(int(shard[0]), int(shard[1])) if shard else None,
            formats=tuple(map(str, plain["formats"])),
            quoting=bool(plain["arguments"]),
            notes=tuple(map(str, plain["notes"])),
            version=str(plain["evolve"]),
        )


@dataclass(frozen=True, slots=True)
class Summary:
    """What came of a batch."""

    done: int
    failed: int
    arguments: int | None
    """How many run through three documents or more; None where no document stands in several pairs."""
    left: Leftovers
    """Reports in the folder that belong to no pair."""


def digest_of_plan(pairs: Sequence[Pair]) -> str:
    """A digest of what a plan asks for."""
    return digest_of([[p.name, p.label, p.before.source, p.after.source, dict(p.settings)] for p in pairs])


def finish(output: Output, names: Mapping[str, int], about: About, *, prune: bool = False) -> Summary:
    """Write all that is made from the lines of these pairs, which have these numbers in the plan, and end the journal.

    `names` are in the order of the plan; `prune` removes reports that belong to none of them.
    """
    in_order = list(names)

    def line(name: str) -> Line:
        found = cast("Mapping[str, Any]", output.line_of(name))
        # The number comes first, and is of this plan, whatever plan the line was written for.
        return {"n": names[name], **{key: value for key, value in found.items() if key != "n"}}

    def lines() -> Iterator[Line]:
        return map(line, in_order)

    totals = totals_of(lines())
    claims = _claims(lines, lambda at: line(in_order[at])) if about.quoting else None
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
    left = settle(output, names, prune=prune)
    output.write(RESULTS, (as_json(entry).decode() for entry in lines()))
    output.close_journal()
    return Summary(totals.done, len(totals.failed), None if claims is None else len(claims), left)


def _claims(lines: Callable[[], Iterator[Line]], line: Callable[[int], Line]) -> list[RecurringArgument]:
    """Family by family, so that only one stands in memory."""
    return [claim for places in families(lines()) for claim in recurring([line(at) for at in places])]
