"""What is known of thresholds, as one page that needs no network and works without JavaScript.

It stands in the frame of all pages. Without its script it is a still picture with the figures of the threshold in force
and a table of all others; the script moves a cursor over the picture, and figures and sentences follow it. Where the
cursor stands is in the address: `#threshold=.3`. The markup is in the templates; here are the values they show.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil, nan

from evolve import __version__
from evolve.model import Link
from evolve.render.html import page
from evolve.render.numbers import hundredths, many
from evolve.tune.estimate import Estimate, EstimateCurve, Figures
from evolve.tune.labels import Label, Thresholds, best_first, threshold_of
from evolve.tune.recommend import Choice, Kept
from evolve.tune.report.chart import Chart, ChartPanel, Curve, Mark, chart
from evolve.tune.report.tables import UNKNOWN
from evolve.tune.study import Study
from evolve.tune.sweep import STEPS, SweepRow

_ESTIMATED, _LABELLED, _GIVEN, _STATUSES, _JUDGED = (
    {"likely": ("estimated precision", "d")},
    {"precision": ("precision", "a"), "recall": ("recall", "b"), "f1": ("F1", "c")},
    {"links": ("links", "a"), "expected": ("by chance", "b"), "flips": ("come or go within ± .02", "c")},
    {"persisted": ("persisted", ""), "changed": ("changed", ""), "dropped": ("dropped", ""), "added": ("added", "")},
    {"right": ("linked, the same", ""), "wrong": ("linked, not the same", ""), "missed": ("missed", "")},
)
_AROUND = 3
"""Pairs of sentences that are shown on either side of the cursor."""

_REACH = 150
"""Pairs on either side of the threshold in force that the cursor can come to."""


@dataclass(frozen=True, slots=True)
class KnownThreshold:
    """A threshold that is in force or recommended."""

    name: str
    threshold: str
    reason: str


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """A figure beside the chart."""

    key: str
    """The column of the table that holds it."""
    name: str
    style: str
    """The class of its curve; empty for a figure without one."""
    value: str
    """At the threshold in force."""


@dataclass(frozen=True, slots=True)
class TableRow:
    """What one threshold gives."""

    threshold: str
    """As it is called."""
    at: str
    """For the script; empty where each pair of texts has its own."""
    is_home: bool
    """Whether it is in force."""
    figures: Sequence[str]


@dataclass(frozen=True, slots=True)
class ThresholdTable:
    """What every threshold gives, and of what is shown a legend and a chart."""

    chart: Chart
    notes: str
    here: str
    """The threshold in force, as it is called."""
    legend: Sequence[Sequence[LegendEntry]]
    heads: Sequence[tuple[str, str]]
    """Of each column its key and what stands above it."""
    rows: Sequence[TableRow]
    last: int
    """The number of the last row, from 0."""


@dataclass(frozen=True, slots=True)
class SentencePair:
    """Two sentences with their score."""

    score: str
    before: str
    after: str
    at: str
    """For the script, the highest threshold at which they are linked; empty if they are at none."""
    own: str
    """For the script, the threshold of their pair of texts; empty where all have one."""
    is_hidden: bool
    is_first_below: bool = False
    """Whether they are the first below the threshold."""


@dataclass(frozen=True, slots=True)
class NearThreshold:
    """The pairs of sentences of one pair of texts just above the threshold and just below it."""

    title: str
    few: int
    """How many are shown on either side."""
    own: str
    rows: Sequence[SentencePair]


@dataclass(frozen=True, slots=True)
class JudgedList:
    """Judged pairs that are missed or linked wrongly at some threshold."""

    title: str
    key: str
    count: int
    """How many are, at the threshold in force."""
    rows: Sequence[SentencePair]


@dataclass(frozen=True, slots=True)
class JudgedPairs:
    """What judgements there are, and what is missed and what is linked wrongly, at any threshold."""

    counts: str
    lists: Sequence[JudgedList]


def render(tuned: Study) -> str:
    """The page, ending in a line feed."""
    names = [pair.name for pair in tuned.pairs]
    near = (nearest(tuned, at) for at in range(len(tuned.pairs)))
    values = {
        "known": list(_known(tuned)),
        "table": _table(tuned),
        "near": [found for found in near if found.rows],
        "judged": judged(tuned) if tuned.has_labels else None,
        "sources": list(_sources(tuned)),
    }
    return "".join(
        page(
            "tune/report/tuning.html",
            values,
            title=f"Threshold: {names[0] if len(names) == 1 else many(len(names), 'pair') + ' of texts'}",
            style="tune/report/tuning.css",
            script="tune/report/tuning.js",
            version=__version__,
        )
    )


def _known(tuned: Study) -> Iterator[KnownThreshold]:
    """Which threshold is in force, which are recommended, and why."""
    if len(tuned.pairs) == 1:
        pair = tuned.pairs[0]
        yield KnownThreshold("In force", hundredths(pair.comparison.threshold), "")
        yield from _recommended("Without labels", pair.choice)
    else:
        apart = isinstance(tuned.threshold, tuple)
        bar, said = ("own", "each pair has its own") if apart else (called(tuned.threshold), "set for all pairs")
        yield KnownThreshold("In force", bar, said)
        for pair in tuned.pairs:
            now = pair.comparison.threshold
            said = f"; in force: {hundredths(now)}" if apart and now != pair.choice.threshold else ""
            yield KnownThreshold(pair.name, hundredths(pair.choice.threshold), pair.choice.reason + said)
    name = f"By {tuned.objective.brief}"
    if isinstance(tuned.by_labels, Kept):
        yield KnownThreshold(name, "own", f"each pair keeps its own: {tuned.by_labels.reason}")
    elif tuned.by_labels is not None:
        yield from _recommended(name, tuned.by_labels, "; with them nearly all is found that any threshold finds")


def _recommended(name: str, choice: Choice, worth: str = "") -> Iterator[KnownThreshold]:
    yield KnownThreshold(name, hundredths(choice.threshold), choice.reason)
    if choice.review < choice.threshold:
        yield KnownThreshold(
            "Worth a look from",
            hundredths(choice.review),
            f"by eye: the pairs between that and {hundredths(choice.threshold)}{worth}",
        )


def _table(tuned: Study) -> ThresholdTable:
    """The picture, what the cursor says, and the same as a table; of several pairs their sums."""
    every = [_summed(tuned, bar) for bar in sorted({*STEPS, *_set(tuned)})]
    end = _end(tuned, every)
    rows = [row for row in every if row.threshold <= end]
    told: list[tuple[Thresholds, SweepRow]] = [(row.threshold, row) for row in rows]
    if isinstance(tuned.threshold, tuple):
        told.insert(0, (tuned.threshold, _summed(tuned, tuned.threshold)))
    marks = tuple(_marks(tuned))
    measured = tuned.estimate if tuned.has_labels else None
    panels = (
        ChartPanel("share, from 0 to 1", tuple(_shares(rows, measured, end)), 1.0),
        ChartPanel("number of links", tuple(_counts(rows)), float(max((row.links for row in rows), default=1))),
    )
    notes = [
        "Estimated precision needs no label: it is the share of the links that is not to be expected by chance.",
        "Shaded: 95 % intervals of what the labels say." if measured is not None else "",
        "Thin upright lines are the thresholds named above." if marks else "",
    ]
    now = dict(_figures(*next(row for row in told if row[0] == tuned.threshold), measured))
    groups = (_ESTIMATED | (_LABELLED if measured else {}), _GIVEN, _STATUSES, _JUDGED if measured else {})
    names = {"threshold": ("threshold", ""), **_ESTIMATED, **_LABELLED, **_GIVEN, **_STATUSES, **_JUDGED}
    return ThresholdTable(
        chart=chart(panels, marks, end),
        notes=" ".join(filter(None, notes)),
        here=called(tuned.threshold),
        legend=[
            [LegendEntry(key, name, style, now[key]) for key, (name, style) in group.items()]
            for group in groups
            if group
        ],
        heads=[(key, names[key][0]) for key in now],
        rows=[_row(bar, row, measured, tuned.threshold) for bar, row in told],
        last=len(told) - 1,
    )


def _row(bar: Thresholds, row: SweepRow, measured: EstimateCurve | None, here: Thresholds) -> TableRow:
    (_, threshold), *rest = _figures(bar, row, measured)
    at = "" if isinstance(bar, tuple) else f"{bar:.4f}"
    return TableRow(threshold, at, bar == here, [figure for _, figure in rest])


def _marks(tuned: Study) -> Iterator[Mark]:
    yield from (Mark("in force", bar) for bar in _set(tuned))
    if len(tuned.pairs) == 1:
        yield Mark("without labels", tuned.pairs[0].choice.threshold)
    if isinstance(tuned.by_labels, Choice):
        yield Mark(f"by {tuned.objective.brief}", tuned.by_labels.threshold)


def _set(tuned: Study) -> tuple[float, ...]:
    """The threshold in force, where there is one for all pairs."""
    return () if isinstance(tuned.threshold, tuple) else (tuned.threshold,)


def _figures(bar: Thresholds, row: SweepRow, measured: EstimateCurve | None) -> Iterator[tuple[str, str]]:
    """All that is told of a threshold, by the names of the columns."""
    yield "threshold", called(bar)
    yield "likely", UNKNOWN if row.precision is None else hundredths(row.precision)
    if measured is not None:
        found = measured.of(bar)
        for key in _LABELLED:
            figure = _of(found, key)
            yield key, UNKNOWN if figure is None else str(figure)
    yield "links", str(row.links)
    yield "expected", f"{row.expected:.1f}"
    yield "flips", str(row.flips)
    for key in _STATUSES:
        yield key, str(getattr(row, key))
    if measured is not None:
        counted = measured.of(bar).confusion
        yield from zip(_JUDGED, map(str, (counted.linked_same, counted.linked_not, counted.missed)), strict=True)


def _end(tuned: Study, rows: Sequence[SweepRow]) -> float:
    """The threshold up to which there is something to see, in tenths."""
    highest = max((row.threshold for row in rows if row.links), default=1.0)
    return min(1.0, ceil(max(highest, *(mark.threshold for mark in _marks(tuned)), 0.0) * 10 + 0.2) / 10)


def _summed(tuned: Study, bar: Thresholds) -> SweepRow:
    """What all pairs give together, at one threshold or each at its own; no one threshold is no number."""
    rows = [pair.sweep.at(threshold_of(bar, at)) for at, pair in enumerate(tuned.pairs)]
    names = ("links", "persisted", "changed", "dropped", "added", "expected", "flips")
    sums = {name: sum(getattr(row, name) for row in rows) for name in names}
    return SweepRow(threshold=nan if isinstance(bar, tuple) else bar, **sums)


def _counts(rows: Sequence[SweepRow]) -> Iterator[Curve]:
    for key, (_, style) in _GIVEN.items():
        yield Curve(key, tuple((row.threshold, float(getattr(row, key))) for row in rows), style)


def _shares(rows: Sequence[SweepRow], measured: EstimateCurve | None, end: float) -> Iterator[Curve]:
    likely = tuple((row.threshold, row.precision) for row in rows if row.precision is not None)
    yield Curve("likely", likely, _ESTIMATED["likely"][1])
    for key, (_, style) in _LABELLED.items() if measured is not None else ():
        inside = [row for row in measured.rows if row.threshold <= end] if measured is not None else []
        told = [(row.threshold, figure) for row in inside if (figure := _of(row, key)) is not None]
        band = tuple((bar, figure.low, figure.high) for bar, figure in told)
        yield Curve(key, tuple((bar, figure.value) for bar, figure in told), style, band)


def _of(row: Figures, key: str) -> Estimate | None:
    return {"precision": row.precision, "recall": row.recall, "f1": row.f[1.0]}[key]


def _sources(tuned: Study) -> Iterator[tuple[str, str, int, str]]:
    """The documents: label, source, number of sentences, digest."""
    seen = dict.fromkeys(d for p in tuned.pairs for d in (p.comparison.before, p.comparison.after))
    for document in seen:
        yield document.label, document.source, len(document.sentences), document.sha256


def called(bar: Thresholds) -> str:
    """A threshold as it is called."""
    return "each pair's own" if isinstance(bar, tuple) else hundredths(bar)


def nearest(tuned: Study, at: int) -> NearThreshold:
    """The pairs of sentences just above a threshold and just below it, of one of the pairs of texts."""
    pair = tuned.pairs[at]
    above, below = pair.sweep.around(pair.comparison.threshold, _REACH)
    title = "Pairs nearest the threshold"
    one, two = pair.comparison.pair.sayings
    first = len(above)

    def row(link: Link, at: int) -> SentencePair:
        return SentencePair(
            score=hundredths(link.score),
            before=one[link.before],
            after=two[link.after],
            at=repr(link.score),
            own="",
            is_hidden=not first - _AROUND <= at < first + _AROUND,
            is_first_below=0 < at == first,
        )

    return NearThreshold(
        title=f"{title}: {pair.name}" if len(tuned.pairs) > 1 else title,
        few=_AROUND,
        own=_own(tuned, at),
        rows=[row(link, at) for at, link in enumerate((*above, *below))],
    )


def judged(tuned: Study) -> JudgedPairs:
    """What is missed and what is linked wrongly, at any threshold."""
    labels = tuned.labels
    ever = (
        ("Missed", "missed", [label for label in labels.items if label.same], tuned.missed),
        ("False links", "wrong", [label for label in labels.items if label.wins and not label.same], tuned.false_links),
    )
    return JudgedPairs(
        counts=f"{labels.same} same, {labels.different} not, {labels.unsure} unsure. {labels.spoken_for}",
        lists=[
            JudgedList(title, key, len(now), [_judged_pair(tuned, label) for label in best_first(items)])
            for title, key, items, now in ever
            if items
        ],
    )


def _judged_pair(tuned: Study, label: Label) -> SentencePair:
    before, after = tuned.texts(label)
    return SentencePair(
        score=hundredths(label.score),
        before=before,
        after=after,
        at=repr(label.score) if label.wins else "",
        own=_own(tuned, label.pair),
        is_hidden=label.linked(tuned.threshold) is label.same,
    )


def _own(tuned: Study, pair: int) -> str:
    """For the script, the threshold of one pair of texts where each has its own."""
    return repr(tuned.threshold[pair]) if isinstance(tuned.threshold, tuple) else ""
