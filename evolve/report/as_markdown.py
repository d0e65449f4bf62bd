"""The report as Markdown (CommonMark), to paste into a wiki, an issue or notes.

It is also read unrendered, so it uses only lists and small tables. Every sentence of a pair is in it once, under its
side. Text from a document never becomes markup: every character that Markdown could interpret is escaped.

Escapes are not enough where a report is pasted: a forge searches the rendered text, in which the escapes are gone, for
people to notify (@name), issues to link (#12) and emoji (:name:). Only markup that produces no text breaks these up, so
an empty comment is put between their characters. A zero-width space would be copied along with the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from evolve.comparison import Comparison, Evolution
from evolve.comparison.rows import Row, rows_of
from evolve.model import Link, Status
from evolve.render.numbers import many
from evolve.render.status_names import argument_status_name, status_name
from evolve.report.facts import report_facts
from evolve.report.first_answers import REASONS_BELOW_PAIRS, FirstAnswer, first_answers, first_answers_over_time
from evolve.report.phrases import (
    LINKED,
    REWRITTEN,
    address_remarks,
    brief_answer,
    count_cell,
    cross_references,
    is_verbatim,
    life_cells,
    life_summary,
    link_cells,
    link_note,
    link_summary,
    multi_version_arguments,
    name_of,
    possible_note,
    rows_by_status,
    status_counts,
    texts_of,
)
from evolve.report.provenance import Provenance
from evolve.text.clean import clean_line

_FORGE_REFERENCE = r"@(?=\w)|#(?=\d)|(?<!\w)GH-(?=\d)|:(?=(?:[+-]1|100|1234|[\d+-]*+[^\W\d][\w+-]*+):)"
"""Matches the start of a reference that forges look for in rendered text: to people, issues, emoji."""
_ADDRESS = r":(?=//)|(?<=\bwww)\.|[!%](?=\w)|(?<={)%"
"""Matches a character that makes text a web address, a reference that an escape prevents, or code of a site
template."""
_MARKUP = r"[\\`*_\[\]{}<>|~&$^=#@]"
"""Matches a character that is markup anywhere in a line, in at least one dialect."""
_SPECIAL = re.compile(rf"(?P<reference>{_FORGE_REFERENCE})|{_ADDRESS}|{_MARKUP}", re.I)
_LINE_OPENING = re.compile(r"(?:\d+[.)]|[-+:!])")
"""Matches text that is markup only at the start of a line."""
_SEPARATOR = "<!-- -->"
"""Breaks up a reference in the rendered text and is itself not shown."""


def escaped(text: str) -> str:
    """Return text on one line, escaped to render as it is in any dialect and to contain no reference for a forge."""
    out = _SPECIAL.sub(_escape_match, clean_line(text))
    opening = _LINE_OPENING.match(out)
    return f"{out[: opening.end() - 1]}\\{out[opening.end() - 1 :]}" if opening else out


def _escape_match(match: re.Match[str]) -> str:
    """Return the replacement for a match of `_SPECIAL`."""
    if match["reference"]:
        return ("\\" if match[0] in "@#" else "") + match[0] + _SEPARATOR
    return f"\\{match[0]}"


def render(evolution: Evolution, provenance: Provenance) -> str:
    """Return the report as Markdown."""
    lines: list[str] = []
    if len(evolution.comparisons) == 1:
        lines += _pair(evolution.comparisons[0], "#", "", first_answers(evolution, 0, REASONS_BELOW_PAIRS))
    else:
        lines += _overview(evolution)
        for at, comparison in enumerate(evolution.comparisons, 1):
            lines += ["", *_pair(comparison, "##", f"{at} → {at + 1}: ", ())]
    lines += ["", "## Sources and settings", ""]
    lines += [
        f"- {escaped(f'{subject}, {name}: {value}')}" for subject, name, value in report_facts(evolution, provenance)
    ]
    return "\n".join(lines) + "\n"


def _pair(comparison: Comparison, heading: str, prefix: str, answers: Iterable[FirstAnswer]) -> list[str]:
    before, after = comparison.before, comparison.after
    sizes = f"{many(len(before.sentences), 'sentence')} → {many(len(after.sentences), 'sentence')}"
    out = [f"{heading} {prefix}{escaped(name_of(before))} → {escaped(name_of(after))}", "", sizes, ""]
    out += _first_answers(brief_answer(comparison), answers)
    if comparison.needs_reading:
        out += [f"**{escaped(REWRITTEN)}**", ""]
    out += ["| status | earlier | later | sentences |", "| --- | ---: | ---: | --- |"]
    for status, name, before_count, after_count, meaning in status_counts(comparison):
        counts = [str("" if count is None else count) for count in (before_count, after_count)]
        out.append(f"| {' | '.join([f'{_sign(status)} {name}', *counts, meaning])} |")
    out += ["", escaped(link_summary(comparison))]
    rows = rows_of(comparison)
    references_by_row = cross_references(comparison, rows)
    for status, status_rows in rows_by_status(rows, surest_first=comparison.needs_reading):
        out += ["", f"{heading}# {_sign(status)} {_headline(comparison, status)}", ""]
        for row in status_rows:
            out += _row(comparison, row, references_by_row.get(row, ()))
    return out


def _headline(comparison: Comparison, status: Status) -> str:
    """Return the heading of a status: its name, and the text where the name does not show it, or the order."""
    name = status_name(status, is_rewritten=comparison.needs_reading).capitalize()
    if name.lower() == status:
        return f"{name}, the surest first" if comparison.needs_reading and status in LINKED else name
    return f"{name} in the {'earlier' if status is Status.DROPPED else 'later'} text"


def _row(comparison: Comparison, row: Row, see_also: Sequence[Link]) -> list[str]:
    """Return a list item: its sentences, one on each line, and below them a note on each link."""
    earlier, later = texts_of(comparison.before, row.before), texts_of(comparison.after, row.after)
    if is_verbatim(comparison, row):
        lines = [f"**{row.before[0] + 1} → {row.after[0] + 1}** {escaped(earlier[0])}"]
        lines += [f"*{escaped(remarks)}*"] if (remarks := " · ".join(address_remarks(row.links[0]))) else []
    else:
        arrow = "→ " if row.before else ""
        lines = [f"**{n + 1}** {escaped(text)}" for n, text in zip(row.before, earlier, strict=True)]
        lines += [f"**{arrow}{n + 1}** {escaped(text)}" for n, text in zip(row.after, later, strict=True)]
        lines += [f"*{escaped(link_note(link, numbered=len(row.links) > 1))}*" for link in row.links]
        lines += [f"*{escaped(possible_note(comparison, row))}*"] if row.possible else []
    lines += [f"*see also {escaped(link_note(link, numbered=True))}*" for link in see_also]
    # A backslash at the end of a line is a line break that editors do not strip, unlike two trailing spaces.
    return [("  " if at else "- ") + line + ("\\" if at + 1 < len(lines) else "") for at, line in enumerate(lines)]


def _first_answers(summary: str, answers: Iterable[FirstAnswer]) -> list[str]:
    """Return how much comes back, and below it the questions that a reader asks first, each with its answer."""
    items = [
        f"- **{escaped(answer.question)}** {escaped(' '.join(filter(None, (answer.subject, answer.words))))}"
        for answer in answers
    ]
    return [f"**{escaped(summary)}**", "", *items, *([""] if items else [])]


def _overview(evolution: Evolution) -> list[str]:
    out = [f"# {' → '.join(escaped(name_of(document)) for document in evolution.documents)}", ""]
    out += _first_answers(life_summary(evolution), first_answers_over_time(evolution, REASONS_BELOW_PAIRS))
    heads = [*(f"{_sign(s)} {s}" for s in Status), *(head for head, _ in link_cells(evolution.comparisons[0]))]
    out.append(f"| versions | {' | '.join(heads)} |")
    out.append("| --- |" + " ---: |" * len(heads))
    for at, comparison in enumerate(evolution.comparisons, 1):
        cells = [f"{at} → {at + 1}", *map(count_cell, status_counts(comparison))]
        cells += [cell for _, cell in link_cells(comparison)]
        out.append(f"| {' | '.join(cells)} |")
    arguments = multi_version_arguments(evolution)
    if arguments:
        out += ["", "## Arguments in more than one version", ""]
        out.append("| status | argument | " + " | ".join(escaped(name_of(d)) for d in evolution.documents) + " |")
        out.append("|" + " --- |" * 2 + " --- |" * len(evolution.documents))
    rewritten = [comparison.needs_reading for comparison in evolution.comparisons]
    for argument in arguments:
        numbers = list(map(escaped, life_cells(evolution, argument)))
        labels = " → ".join(map(escaped, filter(None, (argument.label, argument.later_label))))
        cells = [f"{_sign(argument.status)} {argument_status_name(argument, rewritten)}", labels, *numbers]
        out.append(f"| {' | '.join(cells)} |")
    return out


def _sign(status: Status) -> str:
    return escaped(status.glyph)
