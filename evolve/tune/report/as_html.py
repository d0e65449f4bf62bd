"""The study of thresholds as one page that needs no network and works without JavaScript.

Without its script the page is a picture with the figures of the current threshold and a table of all others. The
script moves a cursor over the picture, and figures and sentences follow it; the position of the cursor is in the
address: `#threshold=.3`. The values are prepared here; the markup is in the templates.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil, nan

from evolve import __version__
from evolve.model import Chance, Link
from evolve.render.chance import estimated_share, expected_count
from evolve.render.html import page
from evolve.render.numbers import hundredths, many
from evolve.tune.estimate import Estimate, EstimateCurve, Figures
from evolve.tune.labels import Label, Thresholds, by_falling_score, threshold_of
from evolve.tune.recommend import Choice, KeepOwnThresholds
from evolve.tune.report.chart import Chart, ChartPanel, Curve, Mark, chart
from evolve.tune.report.tables import UNKNOWN
from evolve.tune.study import Study
from evolve.tune.sweep import STEPS, SweepRow

_ESTIMATED, _LABELLED, _GIVEN, _STATUSES, _JUDGED = (
    {"likely": ("not by chance", "d")},
    {"precision": ("precision", "a"), "recall": ("recall", "b"), "f1": ("F1", "c")},
    {"links": ("links", "a"), "expected": ("by chance", "b"), "flips": ("come or go within ± .02", "c")},
    {
        name: (f"{name} {counted}", "")
        for names, counted in ((("persisted", "changed"), "links"), (("unclear", "dropped", "added"), "sentences"))
        for name in names
    },
    {"right": ("linked, the same", ""), "wrong": ("linked, not the same", ""), "missed": ("missed", "")},
)
_AROUND = 3
"""Number of pairs of sentences shown on either side of the cursor."""

_REACH = 150
"""Number of pairs on either side of the current threshold that the cursor can reach."""


@dataclass(frozen=True, slots=True)
class KnownThreshold:
    """A threshold that is current or recommended."""

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
    """At the current threshold."""


@dataclass(frozen=True, slots=True)
class TableRow:
    """The figures of one threshold."""

    threshold: str
    """Its name."""
    at: str
    """Its value for the script; empty if each pair of texts has its own."""
    is_home: bool
    """Whether it is the current one."""
    figures: Sequence[str]


@dataclass(frozen=True, slots=True)
class ThresholdTable:
    """The figures of every threshold, with a chart and its legend."""

    chart: Chart
    notes: str
    here: str
    """The name of the current threshold."""
    legend: Sequence[Sequence[LegendEntry]]
    heads: Sequence[tuple[str, str]]
    """The key and the heading of each column."""
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
    """The highest threshold at which they are linked, for the script; empty if there is none."""
    own: str
    """The threshold of their pair of texts, for the script; empty if all have the same."""
    is_hidden: bool
    is_first_below: bool = False
    """Whether they are the first below the threshold."""


@dataclass(frozen=True, slots=True)
class NearThreshold:
    """The pairs of sentences of one pair of texts just above the threshold and just below it."""

    title: str
    few: int
    """Number of pairs shown on either side."""
    own: str
    rows: Sequence[SentencePair]


@dataclass(frozen=True, slots=True)
class JudgedList:
    """Judged pairs that are missed or linked wrongly at some threshold."""

    title: str
    key: str
    count: int
    """Number of them at the current threshold."""
    rows: Sequence[SentencePair]


@dataclass(frozen=True, slots=True)
class JudgedPairs:
    """The judged pairs, with those that are missed or linked wrongly at some threshold."""

    counts: str
    lists: Sequence[JudgedList]


def render(tuned: Study) -> str:
    """Return the page, ending in a line feed."""
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
            styles=("tune/report/tuning.css",),
            script="tune/report/tuning.js",
            version=__version__,
        )
    )


def _known(tuned: Study) -> Iterator[KnownThreshold]:
    """Yield the current threshold and the recommended ones, with reasons."""
    if len(tuned.pairs) == 1:
        pair = tuned.pairs[0]
        yield KnownThreshold("Current", hundredths(pair.comparison.threshold), "")
        yield from _recommended("Recommended", pair.choice)
    else:
        apart = isinstance(tuned.threshold, tuple)
        name, reason = ("own", "each pair has its own") if apart else (called(tuned.threshold), "set for all pairs")
        yield KnownThreshold("Current", name, reason)
        for pair in tuned.pairs:
            now = pair.comparison.threshold
            note = f"; current: {hundredths(now)}" if apart and now != pair.choice.threshold else ""
            yield KnownThreshold(pair.name, hundredths(pair.choice.threshold), pair.choice.reason + note)
    name = f"Recommended for {tuned.objective.brief}, by labels"
    if isinstance(tuned.by_labels, KeepOwnThresholds):
        yield KnownThreshold(name, "own", f"each pair keeps its own: {tuned.by_labels.reason}")
    elif tuned.by_labels is not None:
        yield from _recommended(
            name, tuned.by_labels, "; together with the links, they include nearly all pairs that any threshold finds"
        )


def _recommended(name: str, choice: Choice, worth: str = "") -> Iterator[KnownThreshold]:
    yield KnownThreshold(name, hundredths(choice.threshold), choice.reason)
    if choice.review < choice.threshold:
        yield KnownThreshold(
            "Worth checking from",
            hundredths(choice.review),
            f"up to {hundredths(choice.threshold)}{worth}",
        )


def _table(tuned: Study) -> ThresholdTable:
    """Return the chart, its legend and its table; for several pairs of texts their sums."""
    every = [_summed(tuned, threshold) for threshold in sorted({*STEPS, *_set(tuned)})]
    end = _end(tuned, every)
    rows = [row for row in every if row.threshold <= end]
    entries: list[tuple[Thresholds, SweepRow]] = [(row.threshold, row) for row in rows]
    if isinstance(tuned.threshold, tuple):
        entries.insert(0, (tuned.threshold, _summed(tuned, tuned.threshold)))
    marks = tuple(_marks(tuned))
    measured = tuned.estimate if tuned.has_labels else None
    panels = (
        ChartPanel("share, from 0 to 1", tuple(_shares(rows, measured, end)), 1.0),
        ChartPanel("number of links", tuple(_counts(rows)), float(max((row.links for row in rows), default=1))),
    )
    notes = [
        "Not by chance: the estimated share of the links not due to chance, which need not all be right. It needs no "
        "labels.",
        "Shaded: 95 % intervals of the figures from labels." if measured is not None else "",
        "Thin vertical lines: the thresholds named above." if marks else "",
    ]
    now = dict(_figures(*next(row for row in entries if row[0] == tuned.threshold), measured))
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
        rows=[_row(thresholds, row, measured, tuned.threshold) for thresholds, row in entries],
        last=len(entries) - 1,
    )


def _row(thresholds: Thresholds, row: SweepRow, measured: EstimateCurve | None, here: Thresholds) -> TableRow:
    (_, threshold), *rest = _figures(thresholds, row, measured)
    at = "" if isinstance(thresholds, tuple) else f"{thresholds:.4f}"
    return TableRow(threshold, at, thresholds == here, [figure for _, figure in rest])


def _marks(tuned: Study) -> Iterator[Mark]:
    yield from (Mark("current", threshold) for threshold in _set(tuned))
    if len(tuned.pairs) == 1:
        yield Mark("recommended", tuned.pairs[0].choice.threshold)
    if isinstance(tuned.by_labels, Choice):
        yield Mark(f"recommended for {tuned.objective.brief}", tuned.by_labels.threshold)


def _set(tuned: Study) -> tuple[float, ...]:
    """Return the current threshold, or nothing if each pair of texts has its own."""
    return () if isinstance(tuned.threshold, tuple) else (tuned.threshold,)


def _figures(thresholds: Thresholds, row: SweepRow, measured: EstimateCurve | None) -> Iterator[tuple[str, str]]:
    """Yield the figures of a threshold, each with the key of its column."""
    yield "threshold", called(thresholds)
    yield "likely", estimated_share(row.chance.not_by_chance)
    if measured is not None:
        found = measured.of(thresholds)
        for key in _LABELLED:
            figure = _of(found, key)
            yield key, UNKNOWN if figure is None else str(figure)
    yield "links", str(row.links)
    yield "expected", expected_count(row.chance)
    yield "flips", str(row.flips)
    for key in _STATUSES:
        yield key, str(getattr(row, key))
    if measured is not None:
        counted = measured.of(thresholds).confusion
        yield from zip(_JUDGED, map(str, (counted.linked_same, counted.linked_not, counted.missed)), strict=True)


def _end(tuned: Study, rows: Sequence[SweepRow]) -> float:
    """Return the threshold up to which there are links or marks, rounded up to tenths."""
    highest = max((row.threshold for row in rows if row.links), default=1.0)
    return min(1.0, ceil(max(highest, *(mark.threshold for mark in _marks(tuned)), 0.0) * 10 + 0.2) / 10)


def _summed(tuned: Study, thresholds: Thresholds) -> SweepRow:
    """Return the sums over all pairs of texts, at one threshold or each at its own; then the threshold is nan."""
    rows = [pair.sweep.at(threshold_of(thresholds, at)) for at, pair in enumerate(tuned.pairs)]
    names = ("links", "persisted", "changed", "unclear", "dropped", "added", "flips")
    sums = {name: sum(getattr(row, name) for row in rows) for name in names}
    chances = [row.chance for row in rows]
    chance = Chance(
        sum(chance.pairs for chance in chances),
        sum(chance.expected for chance in chances),
        sum(chance.alike for chance in chances),
        rewritten=any(chance.rewritten for chance in chances),
    )
    return SweepRow(threshold=nan if isinstance(thresholds, tuple) else thresholds, chance=chance, **sums)


def _counts(rows: Sequence[SweepRow]) -> Iterator[Curve]:
    for key, (_, style) in _GIVEN.items():
        yield Curve(key, tuple((row.threshold, float(getattr(row, key))) for row in rows), style)


def _shares(rows: Sequence[SweepRow], measured: EstimateCurve | None, end: float) -> Iterator[Curve]:
    likely = tuple((row.threshold, share) for row in rows if (share := row.chance.not_by_chance) is not None)
    yield Curve("likely", likely, _ESTIMATED["likely"][1])
    for key, (_, style) in _LABELLED.items() if measured is not None else ():
        inside = [row for row in measured.rows if row.threshold <= end] if measured is not None else []
        found = [(row.threshold, figure) for row in inside if (figure := _of(row, key)) is not None]
        band = tuple((threshold, figure.low, figure.high) for threshold, figure in found)
        yield Curve(key, tuple((threshold, figure.value) for threshold, figure in found), style, band)


def _of(row: Figures, key: str) -> Estimate | None:
    return {"precision": row.precision, "recall": row.recall, "f1": row.f[1.0]}[key]


def _sources(tuned: Study) -> Iterator[tuple[str, str, int, str]]:
    """Yield the documents: label, source, number of sentences, digest."""
    seen = dict.fromkeys(d for p in tuned.pairs for d in (p.comparison.before, p.comparison.after))
    for document in seen:
        yield document.label, document.source, len(document.sentences), document.sha256


def called(thresholds: Thresholds) -> str:
    """Return the name of a threshold."""
    return "each pair's own" if isinstance(thresholds, tuple) else hundredths(thresholds)


def nearest(tuned: Study, at: int) -> NearThreshold:
    """Return the pairs of sentences just above and just below the threshold of one pair of texts."""
    pair = tuned.pairs[at]
    above, below = pair.sweep.around(pair.comparison.threshold, _REACH)
    title = "Pairs closest to the threshold"
    one, two = pair.comparison.pair.sentence_texts
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
    """Return the judged pairs that are missed or linked wrongly at some threshold."""
    labels = tuned.labels
    ever = (
        ("Missed", "missed", [label for label in labels.items if label.same], tuned.missed),
        ("False links", "wrong", [label for label in labels.items if label.wins and not label.same], tuned.false_links),
    )
    return JudgedPairs(
        counts=f"{labels.same} same, {labels.different} not, {labels.unsure} unsure. {labels.coverage}",
        lists=[
            JudgedList(title, key, len(now), [_judged_pair(tuned, label) for label in by_falling_score(items)])
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
    """Return the threshold of one pair of texts, for the script; empty if all have the same."""
    return repr(tuned.threshold[pair]) if isinstance(tuned.threshold, tuple) else ""
