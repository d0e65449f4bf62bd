"""The report as Markdown (CommonMark), to paste into a wiki, an issue or notes.

It is read by people before it is rendered, so it stays plain: lists and one small table. Every sentence of a pair
stands in it once on its side. What a document says is never markup: what Markdown could obey is escaped.

Where it is pasted, more may be obeyed: a forge searches the text as it comes out, with its escapes already gone, for
people to be told (@name), issues to be linked (#12) and pictures (:name:). Only something that stands between their
characters and is no text keeps these apart, so an empty comment does; a blank without width would be copied along.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from evolve.comparison import Comparison, Evolution
from evolve.comparison.rows import Row, rows_of
from evolve.model import Link, Status
from evolve.render.numbers import many, spread
from evolve.report.facts import report_facts
from evolve.report.phrases import (
    REWRITTEN,
    count_cell,
    cross_references,
    is_verbatim,
    link_cells,
    link_note,
    link_summary,
    multi_version_arguments,
    name_of,
    possible_note,
    rows_by_status,
    status_counts,
    status_name,
    texts_of,
)
from evolve.report.provenance import Provenance
from evolve.text.clean import clean_line

_FORGE_REFERENCE = r"@(?=\w)|#(?=\d)|(?<!\w)GH-(?=\d)|:(?=(?:[+-]1|100|1234|[\w+-]*[^\W\d][\w+-]*):)"
"""What forges look for in a text that has been rendered: people, issues, pictures."""
_ADDRESS = r":(?=//)|(?<=\bwww)\.|[!%](?=\w)|(?<={)%"
"""What makes an address of a text, or a reference that an escape prevents; what a site's templates would run."""
_MARKUP = r"[\\`*_\[\]{}<>|~&$^=#@]"
"""What means something anywhere in a line, in one of the dialects."""
_SPECIAL = re.compile(rf"(?P<reference>{_FORGE_REFERENCE})|{_ADDRESS}|{_MARKUP}", re.I)
_LINE_OPENING = re.compile(r"(?:\d+[.)]|[-+:!])")
"""What means something at the beginning of a line alone."""
_SEPARATOR = "<!-- -->"


def escaped(text: str) -> str:
    """Text that says in any Markdown what it says here, on one line, and calls nobody."""
    out = _SPECIAL.sub(_escape_match, clean_line(text))
    opening = _LINE_OPENING.match(out)
    return f"{out[: opening.end() - 1]}\\{out[opening.end() - 1 :]}" if opening else out


def _escape_match(match: re.Match[str]) -> str:
    if match["reference"]:
        return ("\\" if match[0] in "@#" else "") + match[0] + _SEPARATOR
    return f"\\{match[0]}"


def render(evolution: Evolution, provenance: Provenance) -> str:
    """The report as Markdown."""
    lines: list[str] = []
    if len(evolution.comparisons) == 1:
        lines += _pair(evolution.comparisons[0], "#", "")
    else:
        lines += _overview(evolution)
        for at, comparison in enumerate(evolution.comparisons, 1):
            lines += ["", *_pair(comparison, "##", f"{at} → {at + 1}: ")]
    lines += ["", "## Sources and settings", ""]
    lines += [
        f"- {escaped(f'{subject}, {name}: {value}')}" for subject, name, value in report_facts(evolution, provenance)
    ]
    return "\n".join(lines) + "\n"


def _pair(comparison: Comparison, heading: str, prefix: str) -> list[str]:
    before, after = comparison.before, comparison.after
    sizes = f"{many(len(before.sentences), 'sentence')} → {many(len(after.sentences), 'sentence')}"
    out = [f"{heading} {prefix}{escaped(name_of(before))} → {escaped(name_of(after))}", "", sizes, ""]
    if comparison.is_rewritten:
        out += [f"**{escaped(REWRITTEN)}**", ""]
    out += ["| status | earlier | later | sentences |", "| --- | ---: | ---: | --- |"]
    for status, name, before_count, after_count, meaning in status_counts(comparison):
        counts = [str("" if count is None else count) for count in (before_count, after_count)]
        out.append(f"| {' | '.join([f'{_sign(status)} {name}', *counts, meaning])} |")
    out += ["", escaped(link_summary(comparison))]
    rows = rows_of(comparison)
    references_by_row = cross_references(comparison, rows)
    for status, status_rows in rows_by_status(rows):
        out += ["", f"{heading}# {_sign(status)} {_headline(comparison, status)}", ""]
        for row in status_rows:
            out += _row(comparison, row, references_by_row.get(row, ()))
    return out


def _headline(comparison: Comparison, status: Status) -> str:
    name = status_name(comparison, status).capitalize()
    if name.lower() == status:
        return name
    return f"{name} in the {'earlier' if status is Status.DROPPED else 'later'} text"


def _row(comparison: Comparison, row: Row, see_also: Sequence[Link]) -> list[str]:
    """A list item: its sentences a line each, and below them what a link changes."""
    earlier, later = texts_of(comparison.before, row.before), texts_of(comparison.after, row.after)
    if is_verbatim(comparison, row):
        lines = [f"**{row.before[0] + 1} → {row.after[0] + 1}** {escaped(earlier[0])}"]
    else:
        arrow = "→ " if row.before else ""
        lines = [f"**{n + 1}** {escaped(text)}" for n, text in zip(row.before, earlier, strict=True)]
        lines += [f"**{arrow}{n + 1}** {escaped(text)}" for n, text in zip(row.after, later, strict=True)]
        lines += [f"*{escaped(link_note(link, numbered=len(row.links) > 1))}*" for link in row.links]
        lines += [f"*{escaped(possible_note(row))}*"] if row.possible else []
    lines += [f"*see also {escaped(link_note(link, numbered=True))}*" for link in see_also]
    # A backslash at the end of a line breaks it, and survives editors that strip blanks there.
    return [("  " if at else "- ") + line + ("\\" if at + 1 < len(lines) else "") for at, line in enumerate(lines)]


def _overview(evolution: Evolution) -> list[str]:
    out = [f"# {' → '.join(escaped(name_of(document)) for document in evolution.documents)}", ""]
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
    for argument in arguments:
        numbers = [spread(version) or "none" for version in argument.sentences]
        labels = " → ".join(map(escaped, filter(None, (argument.label, argument.later_label))))
        cells = [f"{_sign(argument.status)} {argument.status}", labels, *numbers]
        out.append(f"| {' | '.join(cells)} |")
    return out


def _sign(status: Status) -> str:
    return escaped(status.glyph)
