"""The report as one HTML file, to read, send and keep.

The page is complete without its script, which only filters, searches and unfolds the target of an address. Status is
shown by symbol, word and position before colour. The modules here prepare plain values; the markup is in the templates.

In a report on two versions, `#b12` is the earlier sentence 12, `#a37` the later sentence 37 and `#b12-a37` their link.
In a report on more versions, `#2-b12` is the earlier sentence 12 of the second pair.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from evolve.comparison import Evolution
from evolve.model import Status
from evolve.render.html import page
from evolve.render.html.bars import StatusBar, status_bar
from evolve.render.html.values import SIGNS, StatusSign, status_sign
from evolve.render.numbers import many
from evolve.render.status_names import distinct_status_name
from evolve.report.facts import report_facts
from evolve.report.first_answers import FirstAnswer, Reasons, first_answers, first_answers_over_time
from evolve.report.html.anchors import anchor_prefix, argument_anchor, link_anchor
from evolve.report.html.arguments import argument_rows, single_version_arguments
from evolve.report.html.score_plot import ScorePlot, score_plot
from evolve.report.html.side_by_side import SideBySide, side_by_side
from evolve.report.html.slope import Slope, slope_diagram
from evolve.report.html.timeline import timeline
from evolve.report.phrases import (
    EVENTS_KEY,
    REWRITTEN,
    StatusCounts,
    brief_answer,
    life_summary,
    link_summary,
    name_of,
    status_counts,
)
from evolve.report.provenance import Provenance

MAX_HORIZONTAL_NAMES = 7
"""Maximum number of versions whose names are horizontal in the table of arguments; names of more are vertical."""

MAX_LISTED_PAIRS = 6
"""Maximum number of pairs of versions that the menu lists at once; more are listed on request."""

_REASONS = Reasons(
    "The numbers above lead to the sentences and the reasons.",
    "Every sentence is listed below with its closest candidates, if it has any.",
)


@dataclass(frozen=True, slots=True)
class AnchoredAnswer:
    """The answer to a question that a reader asks first, with a link to what it is about."""

    question: str
    anchor: str
    """The anchor of what the answer is about; empty if it is about nothing on the page."""
    subject: str
    """The text of the link to it."""
    words: str
    """The answer in words."""


@dataclass(frozen=True, slots=True)
class PairSection:
    """The section of the page on two neighbouring versions."""

    anchor: str
    """The anchor of its heading."""
    names: tuple[str, str]
    """The display names of the two versions."""
    answer: str
    """How much comes back, in one sentence."""
    first_answers: Sequence[AnchoredAnswer]
    """The answers to what a reader asks first."""
    bars: tuple[tuple[str, StatusBar], tuple[str, StatusBar]]
    """For either text its name and the shares of its sentences by status."""
    rewritten: str
    """The note on rewritten texts; empty for others."""
    status_counts: Sequence[tuple[StatusSign, StatusCounts]]
    """For each status its sign and the number of sentences of either text."""
    link_summary: str
    """The number of links, the threshold and how far to trust the links, in words."""
    slope: Slope
    plot: ScorePlot
    text: SideBySide


def render(evolution: Evolution, provenance: Provenance) -> str:
    """Return the report as HTML."""
    names = [name_of(document) for document in evolution.documents]
    has_timeline = len(evolution.comparisons) > 1
    values = {
        "names": names,
        "sizes": _sizes(evolution),
        "is_pair": not has_timeline,
        "folded_pairs": f"{len(names) - 1} pairs of versions" if len(names) - 1 > MAX_LISTED_PAIRS else "",
        "signs": {status.value: _filter_sign(evolution, status) for status in Status},
        "pairs": [_pair(evolution, at) for at in range(len(evolution.comparisons))],
        "timeline": timeline(evolution) if has_timeline else None,
        "life_summary": life_summary(evolution) if has_timeline else "",
        "first_answers": _anchored(evolution, first_answers_over_time(evolution, _REASONS)) if has_timeline else [],
        "arguments": argument_rows(evolution),
        "events_key": EVENTS_KEY,
        "argument_table_class": "args" if len(names) <= MAX_HORIZONTAL_NAMES else "args marks",
        "single_version_arguments": single_version_arguments(evolution),
        "fact_tables": list(_fact_tables(evolution, provenance)),
    }
    return "".join(
        page(
            "report/html/report.html",
            values,
            title=" → ".join(names),
            styles=("report/html/style.css",),
            script="report/html/script.js",
            version=provenance.version,
        )
    )


def _filter_sign(evolution: Evolution, status: Status) -> StatusSign:
    """Return a status as the filter shows it: with the name it has in the rows, different for every status."""
    rewritten = (comparison.needs_reading for comparison in evolution.comparisons)
    names = dict.fromkeys(distinct_status_name(status, is_rewritten=is_rewritten) for is_rewritten in rewritten)
    return status_sign(status, " or ".join(names))


def _sizes(evolution: Evolution) -> str:
    """Return the number of sentences of each version, in words."""
    sizes = [len(document.sentences) for document in evolution.documents]
    if len(sizes) == 2:
        return " → ".join(many(size, "sentence") for size in sizes)
    return f"{' → '.join(map(str, sizes))} sentences"


def _pair(evolution: Evolution, index: int) -> PairSection:
    comparison = evolution.comparisons[index]
    prefix = anchor_prefix(evolution, index)
    names = name_of(comparison.before), name_of(comparison.after)
    return PairSection(
        anchor=f"{prefix}text",
        names=names,
        answer=brief_answer(comparison),
        first_answers=_anchored(evolution, first_answers(evolution, index, _REASONS)),
        bars=(
            (names[0], status_bar(comparison.counts_of("before"))),
            (names[1], status_bar(comparison.counts_of("after"))),
        ),
        rewritten=REWRITTEN if comparison.needs_reading else "",
        status_counts=[(SIGNS[counts.status], counts) for counts in status_counts(comparison)],
        link_summary=link_summary(comparison),
        slope=slope_diagram(comparison, prefix),
        plot=score_plot(comparison, prefix),
        text=side_by_side(comparison, prefix),
    )


def _anchored(evolution: Evolution, answers: Iterable[FirstAnswer]) -> list[AnchoredAnswer]:
    """Return answers, each with the anchor of what it is about."""
    return [
        AnchoredAnswer(answer.question, _anchor_of(evolution, answer), answer.subject, answer.words)
        for answer in answers
    ]


def _anchor_of(evolution: Evolution, answer: FirstAnswer) -> str:
    if answer.argument is not None:
        return argument_anchor(answer.argument)
    if answer.pair is None:
        return ""
    prefix = anchor_prefix(evolution, answer.version)
    is_link = answer.pair in evolution.comparisons[answer.version].links_of("before", answer.pair.before)
    return link_anchor(answer.pair, prefix) if is_link else f"{prefix}b{answer.pair.before + 1}"


def _fact_tables(evolution: Evolution, provenance: Provenance) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Yield the caption and the rows of each table of facts."""
    for subject, facts in groupby(report_facts(evolution, provenance), key=lambda fact: fact.subject):
        yield subject.capitalize(), [(fact.name, fact.value) for fact in facts]
