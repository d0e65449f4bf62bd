"""What is known of thresholds, as one page that needs no network and works without JavaScript.

It stands in the frame of all pages. Without its script it is a still picture with the figures of the threshold in force
and a table of all others; the script moves a cursor over the picture, and figures and sentences follow it. Where the
cursor stands is in the address: `#threshold=.3`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from math import ceil, nan

from evolve import __version__
from evolve.model import Link
from evolve.render.html import escaped, framed, piece
from evolve.render.numbers import hundredths, many
from evolve.tune.estimate import Estimate, EstimateCurve, Figures
from evolve.tune.labels import Label, Thresholds, best_first, threshold_of
from evolve.tune.recommend import Choice, Kept
from evolve.tune.report.chart import ChartPanel, Curve, Mark, chart, sample
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


def render(tuned: Study) -> str:
    """The page, ending in a line feed."""
    names = [pair.name for pair in tuned.pairs]
    title = f"Threshold: {names[0] if len(names) == 1 else many(len(names), 'pair') + ' of texts'}"
    body = chain(
        ['<a class="skip" href="#main">Skip to the chart</a>', "<header>", f"<h1>{escaped(title)}</h1>"],
        _known(tuned),
        ["</header>", '<main id="main">'],
        _chart(tuned),
        *(nearest(tuned, at) for at in range(len(tuned.pairs))),
        judged(tuned) if tuned.has_labels else (),
        ["</main>", "<footer>"],
        _sources(tuned),
        [f"<p>Made by evolve {escaped(__version__)}.</p></footer>\n"],
    )
    style, script = piece("evolve.tune.report", "tuning.css"), piece("evolve.tune.report", "tuning.js")
    page = framed(body, title=title, style=style, script=script, version=__version__)
    return "".join(page).rstrip("\n") + "\n"


def _known(tuned: Study) -> Iterator[str]:
    """Which threshold is in force, which are recommended, and why."""
    yield '<ul class="sums known">'
    if len(tuned.pairs) == 1:
        pair = tuned.pairs[0]
        yield _fact("In force", hundredths(pair.comparison.threshold), "")
        yield from _recommended("Without labels", pair.choice)
    else:
        apart = isinstance(tuned.threshold, tuple)
        bar, said = ("own", "each pair has its own") if apart else (called(tuned.threshold), "set for all pairs")
        yield _fact("In force", bar, said)
        for pair in tuned.pairs:
            now = pair.comparison.threshold
            said = f"; in force: {hundredths(now)}" if apart and now != pair.choice.threshold else ""
            yield _fact(pair.name, hundredths(pair.choice.threshold), pair.choice.reason + said)
    name = f"By {tuned.objective.brief}"
    if isinstance(tuned.by_labels, Kept):
        yield _fact(name, "own", f"each pair keeps its own: {tuned.by_labels.reason}")
    elif tuned.by_labels is not None:
        yield from _recommended(name, tuned.by_labels, "; with them nearly all is found that any threshold finds")
    yield "</ul>"


def _recommended(name: str, choice: Choice, worth: str = "") -> Iterator[str]:
    yield _fact(name, hundredths(choice.threshold), choice.reason)
    if choice.review < choice.threshold:
        yield _fact(
            "Worth a look from",
            hundredths(choice.review),
            f"by eye: the pairs between that and {hundredths(choice.threshold)}{worth}",
        )


def _fact(name: str, threshold: str, said: str) -> str:
    return f"<li><b>{escaped(name)}</b> <b>{escaped(threshold)}</b> <span>{escaped(said)}</span></li>"


def _chart(tuned: Study) -> Iterator[str]:
    """The picture, the cursor, what it says, and the same as a table; of several pairs their sums."""
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
    said = f"Curves over the threshold from 0 to {end:g}. The table below holds the same figures."
    here = escaped(called(tuned.threshold))
    yield '<section aria-labelledby="chart-head"><h2 id="chart-head">What every threshold gives</h2>'
    yield f"<figure>{chart(panels, marks, end, 'What every threshold gives', said)}"
    notes = [
        "Estimated precision needs no label: it is the share of the links that is not to be expected by chance.",
        "Shaded: 95 % intervals of what the labels say." if measured is not None else "",
        "Thin upright lines are the thresholds named above." if marks else "",
    ]
    yield f"<figcaption>{' '.join(filter(None, notes))}</figcaption></figure>"
    yield (
        f'<form id="move" hidden=""><label>Threshold <input type="range" name="at" min="0" max="{len(told) - 1}" '
        f'step="1" autocomplete="off"></label><button type="reset">Back to {here}</button></form>'
    )
    yield f'<div id="at"><h3>At <span data-key="threshold">{here}</span></h3><div class="groups">'
    now = dict(_figures(*next(row for row in told if row[0] == tuned.threshold), measured))
    groups = (_ESTIMATED | (_LABELLED if measured else {}), _GIVEN, _STATUSES, _JUDGED if measured else {})
    for group in groups:
        if group:
            yield _legend(group, now)
    yield "</div></div>"
    yield "<details><summary>Every threshold as a table</summary>"
    yield from _table(told, measured, tuned.threshold)
    yield "</details></section>"


def _legend(group: dict[str, tuple[str, str]], now: dict[str, str]) -> str:
    items = (
        f'<dt>{sample(style) if style else ""}{escaped(name)}</dt><dd data-key="{key}">{escaped(now[key])}</dd>'
        for key, (name, style) in group.items()
    )
    return f"<dl>{''.join(items)}</dl>"


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


def _table(
    rows: Sequence[tuple[Thresholds, SweepRow]], measured: EstimateCurve | None, here: Thresholds
) -> Iterator[str]:
    names = {"threshold": ("threshold", ""), **_ESTIMATED, **_LABELLED, **_GIVEN, **_STATUSES, **_JUDGED}
    keys = [key for key, _ in _figures(*rows[0], measured)]
    heads = "".join(f'<th scope="col" data-key="{key}">{escaped(names[key][0])}</th>' for key in keys)
    yield '<div class="wide" tabindex="0" role="region" aria-label="Every threshold">'
    yield f'<table id="rows"><thead><tr>{heads}</tr></thead><tbody>'
    for bar, row in rows:
        first, *rest = (escaped(text) for _, text in _figures(bar, row, measured))
        at = "" if isinstance(bar, tuple) else f' data-t="{bar:.4f}"'
        home = ' data-home="" class="here"' if bar == here else ""
        cells = "".join(f"<td>{cell}</td>" for cell in rest)
        yield f'<tr{at}{home}><th scope="row">{first}</th>{cells}</tr>'
    yield "</tbody></table></div>"


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


def _sources(tuned: Study) -> Iterator[str]:
    yield '<h2 id="sources">Sources</h2><table class="sources"><thead><tr>'
    yield "".join(f'<th scope="col">{head}</th>' for head in ("version", "file", "sentences", "SHA-256"))
    yield "</tr></thead><tbody>"
    seen = dict.fromkeys(d for p in tuned.pairs for d in (p.comparison.before, p.comparison.after))
    for document in seen:
        cells = (document.label, document.source, str(len(document.sentences)), document.sha256)
        yield "<tr>" + "".join(f"<td>{escaped(cell)}</td>" for cell in cells) + "</tr>"
    yield "</tbody></table>"


_AROUND = 3
"""Pairs of sentences that are shown on either side of the cursor."""

_REACH = 150
"""Pairs on either side of the threshold in force that the cursor can come to."""


def called(bar: Thresholds) -> str:
    """A threshold as it is called."""
    return "each pair's own" if isinstance(bar, tuple) else hundredths(bar)


def nearest(tuned: Study, at: int) -> Iterator[str]:
    """The pairs of sentences just above a threshold and just below it, of one of the pairs of texts."""
    pair = tuned.pairs[at]
    above, below = pair.sweep.around(pair.comparison.threshold, _REACH)
    if not above and not below:
        return
    title = "Pairs nearest the threshold"
    yield f"<section><h2>{escaped(f'{title}: {pair.name}' if len(tuned.pairs) > 1 else title)}</h2>"
    yield "<p>Above the thick line stand the weakest links, below it the strongest pairs that are none.</p>"
    one, two = pair.comparison.pair.sayings

    def row(link: Link, far: bool, cut: bool) -> str:
        texts = one[link.before], two[link.after]
        return _sentences(link.score, texts, at=link.score, hidden=far, cut=cut)

    first = len(above)
    rows = (
        row(link, not first - _AROUND <= at < first + _AROUND, 0 < at == first)
        for at, link in enumerate((*above, *below))
    )
    yield from _listed("", f'data-list="near" data-few="{_AROUND}"{_own(tuned, at)}', rows)
    yield "</section>"


def judged(tuned: Study) -> Iterator[str]:
    """What is missed and what is linked wrongly, at any threshold."""
    labels = tuned.labels
    counts = f"{labels.same} same, {labels.different} not, {labels.unsure} unsure. {labels.spoken_for}"
    yield f'<section id="judged"><h2>Judged pairs</h2><p>{escaped(counts)}</p>'
    ever = (
        ("Missed", "missed", [label for label in labels.items if label.same], tuned.missed),
        ("False links", "wrong", [label for label in labels.items if label.wins and not label.same], tuned.false_links),
    )
    for title, name, items, now in ever:
        if items:
            here = f'<span data-key="threshold">{escaped(called(tuned.threshold))}</span>'
            caption = f"{title} at {here}: <b>{len(now)}</b>"
            rows = (_label(tuned, label, label.linked(tuned.threshold) is label.same) for label in best_first(items))
            yield from _listed(caption, f'data-list="{name}"', rows)
    yield "</section>"


def _label(tuned: Study, label: Label, hidden: bool) -> str:
    at = label.score if label.wins else None
    return _sentences(label.score, tuned.texts(label), at=at, hidden=hidden, own=_own(tuned, label.pair))


def _own(tuned: Study, pair: int) -> str:
    """For the script, the threshold of one pair of texts where each has its own."""
    return f' data-own="{tuned.threshold[pair]!r}"' if isinstance(tuned.threshold, tuple) else ""


def _listed(caption: str, attributes: str, rows: Iterator[str]) -> Iterator[str]:
    yield f'<table class="pairs" {attributes}>' + (f"<caption>{caption}</caption>" if caption else "")
    yield '<thead><tr><th scope="col">score</th><th scope="col">earlier</th><th scope="col">later</th></tr></thead>'
    yield "<tbody>"
    yield from rows
    yield "</tbody></table>"


def _sentences(
    score: float, texts: tuple[str, str], *, at: float | None, hidden: bool, cut: bool = False, own: str = ""
) -> str:
    """Two sentences; `at` is the highest threshold at which they are linked, if they are at any."""
    marks = own + ("" if at is None else f' data-t="{at!r}"') + (' hidden=""' if hidden else "")
    marks += ' class="cut"' if cut else ""
    cells = "".join(f'<td dir="auto">{escaped(text)}</td>' for text in texts)
    return f"<tr{marks}><td>{hundredths(score)}</td>{cells}</tr>"
