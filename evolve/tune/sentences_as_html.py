"""The sentences on the tuning page: those nearest a threshold, and those judged pairs that it misses or links wrongly.

All that the cursor can come to stand in the page; what is not seen at the threshold in force is hidden until it does.
"""

from __future__ import annotations

from collections.abc import Iterator

from evolve.model import Link
from evolve.render.html import escaped
from evolve.render.numbers import hundredths
from evolve.tune.labels import Bar, Label, best_first
from evolve.tune.tuned import Tuned

_AROUND = 3
"""Pairs of sentences that are shown on either side of the cursor."""
_REACH = 150
"""Pairs on either side of the threshold in force that the cursor can come to."""


def called(bar: Bar) -> str:
    """A threshold as it is called."""
    return "each pair's own" if isinstance(bar, tuple) else hundredths(bar)


def nearest(tuned: Tuned, at: int) -> Iterator[str]:
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


def judged(tuned: Tuned) -> Iterator[str]:
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


def _label(tuned: Tuned, label: Label, hidden: bool) -> str:
    at = label.score if label.wins else None
    return _sentences(label.score, tuned.texts(label), at=at, hidden=hidden, own=_own(tuned, label.pair))


def _own(tuned: Tuned, pair: int) -> str:
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
