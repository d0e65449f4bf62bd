"""Write the results of a finished batch: lines in the plan's order, tables, pages, recurring arguments.

Everything here is made from the lines of the pairs alone, so that a batch that was interrupted or done elsewhere ends
with the same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from evolve import __version__
from evolve.batch.jobs.job import Line, digest_of
from evolve.batch.output.folder import BATCH, RESULTS, Output, json_line
from evolve.batch.output.stale_reports import stale_reports
from evolve.batch.plan import Pair
from evolve.batch.results.pages import arguments_page, index_page
from evolve.batch.results.recurring_arguments import RecurringArgument, connected_lines, recurring
from evolve.batch.results.table import arguments_as_json, as_csv, document_links, totals_of
from evolve.model import SIDES

SCHEMA = "evolve/batch/1"


@dataclass(frozen=True, slots=True)
class About:
    """The description of a batch, besides its results."""

    title: str
    plan: str
    """A digest of the content of the plan."""
    pairs: int
    """The number of pairs in the plan."""
    formats: tuple[str, ...]
    follows_arguments: bool
    """Whether documents occur in several pairs, so that arguments are followed through them."""
    notes: tuple[str, ...] = ()
    """Messages about skipped files and guessed orders of a folder."""
    version: str = __version__

    def as_json(self) -> str:
        """Return the description as one JSON object with a line feed."""
        plain = {
            "schema": SCHEMA,
            "evolve": self.version,
            "title": self.title,
            "plan": self.plan,
            "pairs": self.pairs,
            "formats": list(self.formats),
            "arguments": self.follows_arguments,
            "notes": list(self.notes),
        }
        return json.dumps(plain, ensure_ascii=False, indent=2) + "\n"


@dataclass(frozen=True, slots=True)
class Summary:
    """The numbers of a finished batch."""

    done: int
    failed: int
    arguments: int | None
    """The number of arguments in three documents or more; None if no document occurs in several pairs."""
    stale: tuple[str, ...]
    """The reports in the folder that belong to no pair."""
    text_notes: tuple[str, ...]
    """For each text whose letters were guessed or repaired, or whose body is in doubt, its path and a remark."""


def digest_of_plan(pairs: Sequence[Pair]) -> str:
    """Return a digest of the content of a plan."""
    return digest_of([[p.name, p.label, p.before.source, p.after.source, dict(p.settings)] for p in pairs])


def finish(output: Output, names: Sequence[str], about: About, *, languages: Sequence[str]) -> Summary:
    """Write all results from the lines of these pairs, in the order of the plan, and end the journal.

    `languages` is the language of each pair.
    """

    def line(index: int) -> Line:
        line_found = cast("Mapping[str, Any]", output.line_of(names[index]))
        # The number comes first; it is that of this plan, even if the line was written for another.
        return {"n": index + 1, **{key: value for key, value in line_found.items() if key != "n"}}

    def lines() -> Iterator[Line]:
        return map(line, range(len(names)))

    totals = totals_of(lines())
    text_notes = _text_notes(lines())
    arguments = _recurring_arguments(lines, line, languages) if about.follows_arguments else None
    links = {} if arguments is None else document_links(lines())
    output.write("results.csv", as_csv(lines()))
    if arguments is None:
        for name in ("arguments.jsonl", "arguments.html"):
            output.remove(name)
    else:
        output.write("arguments.jsonl", arguments_as_json(arguments))
        output.write("arguments.html", arguments_page(about.title, arguments, links))
    notes = (*about.notes, *(f"in {note}" for note in text_notes))
    output.write("index.html", index_page(about.title, lines(), totals, arguments, links, notes))
    output.write(BATCH, [about.as_json()])
    stale = stale_reports(output, names)
    output.write(RESULTS, (json_line(entry).decode() for entry in lines()))
    output.close_journal()
    return Summary(totals.done, len(totals.failed), None if arguments is None else len(arguments), stale, text_notes)


def _text_notes(lines: Iterator[Line]) -> tuple[str, ...]:
    """Return the path of each text whose letters were guessed or repaired, or whose body is in doubt, with a remark."""
    texts = (cast("Mapping[str, str]", line[side]) for line in lines for side in SIDES if side in line)
    kinds = ("encoding_note", "body_note")
    return tuple(dict.fromkeys(f"{text['source']}: {text[kind]}" for text in texts for kind in kinds if kind in text))


def _recurring_arguments(
    lines: Callable[[], Iterator[Line]], line: Callable[[int], Line], languages: Sequence[str]
) -> list[RecurringArgument]:
    """Return the recurring arguments, computed for one group of connected pairs at a time to save memory."""
    return [
        argument
        for indices in connected_lines(lines())
        for argument in recurring([line(index) for index in indices], language=languages[indices[0]])
    ]
