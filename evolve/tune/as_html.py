"""What is known of thresholds, as one page that needs no network and works without JavaScript.

The chart is a still picture with its table below; a little JavaScript lets the cursor be moved and reads out the row
under it. The page may run that script and nothing else.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Sequence
from html import escape
from itertools import chain
from math import ceil

from evolve import __version__
from evolve.model import Link, hundredths
from evolve.tune.chart import LEFT, RIGHT, WIDTH, Curve, Panel, chart
from evolve.tune.choose import shown
from evolve.tune.estimate import Estimate, Figure, Measured
from evolve.tune.labels import Label
from evolve.tune.sweep import STEPS, Row
from evolve.tune.tuned import Tuned, TunedPair

_STYLE = """
:root { color-scheme: light dark; --ink: #1b1b1b; --paper: #fff; --quiet: #595959; --line: #d0d0d0;
  --a: #0b5394; --b: #a04000; --c: #4a148c; --d: #444; }
@media (prefers-color-scheme: dark) { :root { --ink: #e8e8e8; --paper: #161616; --quiet: #a8a8a8; --line: #444;
  --a: #7db7ee; --b: #f0a35e; --c: #c9a2f2; --d: #bbb; } }
body { font: 16px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper);
  max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
svg { width: 100%; height: auto; } svg text { font: 12px system-ui, sans-serif; fill: var(--ink); }
svg .tick { fill: var(--quiet); } svg .name { font-weight: 600; }
.grid { stroke: var(--line); stroke-width: .5; } .cursor { stroke: var(--ink); stroke-width: 1.5; }
.curve { fill: none; stroke-width: 2; } .band { opacity: .15; stroke: none; }
.curve.a { stroke: var(--a); } .curve.b { stroke: var(--b); stroke-dasharray: 7 3; }
.curve.c { stroke: var(--c); stroke-dasharray: 2 3; } .curve.d { stroke: var(--d); stroke-dasharray: 10 3 2 3; }
.band.a { fill: var(--a); } .band.b { fill: var(--b); } .band.c { fill: var(--c); }
svg text.a { fill: var(--a); } svg text.b { fill: var(--b); }
svg text.c { fill: var(--c); } svg text.d { fill: var(--d); }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; } caption { text-align: left; font-weight: 600; }
th, td { padding: .15rem .6rem; text-align: right; border-bottom: 1px solid var(--line); font-weight: 400; }
thead th { color: var(--quiet); } tr.here { font-weight: 700; outline: 2px solid var(--a); }
td { white-space: nowrap; } td.text { text-align: left; white-space: normal; }
.scroll { overflow-x: auto; } .js { display: none; } input { width: 100%; }
@media print { .js { display: none !important; } }
"""

_SCRIPT = f"""
(function () {{
  var rows = Array.prototype.slice.call(document.querySelectorAll("#rows tbody tr"));
  var heads = document.querySelectorAll("#rows thead th");
  var slider = document.getElementById("slider"), cursor = document.getElementById("cursor");
  var end = Number(slider.max);
  var said = document.getElementById("said");
  document.querySelector(".js").style.display = "block";
  function move() {{
    var t = Number(slider.value), best = rows[0];
    rows.forEach(function (row) {{
      if (Math.abs(row.dataset.t - t) < Math.abs(best.dataset.t - t)) best = row;
      row.className = "";
    }});
    best.className = "here";
    var x = {LEFT} + t / end * {WIDTH - LEFT - RIGHT};
    cursor.setAttribute("x1", x); cursor.setAttribute("x2", x);
    said.textContent = Array.prototype.map.call(best.children, function (cell, n) {{
      return heads[n].textContent + " " + cell.textContent;
    }}).join(" · ");
  }}
  slider.addEventListener("input", move);
  document.getElementById("chart").addEventListener("click", function (event) {{
    var box = this.getBoundingClientRect(), x = (event.clientX - box.left) / box.width * {WIDTH};
    slider.value = Math.min(end, Math.max(0, (x - {LEFT}) / {WIDTH - LEFT - RIGHT} * end));
    move();
  }});
  move();
}})();
"""


def render(tuned: Tuned) -> str:
    """The page, ending in a line feed."""
    titles = [f"{p.comparison.before.label} → {p.comparison.after.label}" for p in tuned.pairs]
    title = titles[0] if len(titles) == 1 else f"{len(titles)} pairs of texts"
    policy = f"default-src 'none'; style-src {_digest(_STYLE)}; script-src {_digest(_SCRIPT)}; base-uri 'none'"
    body = [f"<h1>Threshold: {escape(title)}</h1>", *_advice(tuned), *_main(tuned)]
    body += list(chain.from_iterable(_around(pair) for pair in tuned.pairs))
    if tuned.has_labels:
        body += _labels(tuned)
    body.append(f"<footer><p>evolve {escape(__version__)}</p></footer>")
    return "\n".join(
        [
            "<!DOCTYPE html>",
            '<html lang="en"><head><meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<title>Threshold: {escape(title)}</title><style>{_STYLE}</style></head>",
            "<body><main>",
            *body,
            f"</main><script>{_SCRIPT}</script></body></html>\n",
        ]
    )


def _digest(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _advice(tuned: Tuned) -> list[str]:
    out = []
    for pair in tuned.pairs:
        name = f"{pair.comparison.before.label} → {pair.comparison.after.label}: " if len(tuned.pairs) > 1 else ""
        out.append(_p(f"{name}Without labels {hundredths(pair.choice.threshold)}; {pair.choice.reason}."))
    if tuned.by_labels is not None:
        out.append(_p(f"By {tuned.objective}: {hundredths(tuned.by_labels.threshold)}; {tuned.by_labels.reason}."))
    return out


def _main(tuned: Tuned) -> list[str]:
    """The chart with its cursor and its table; of several pairs their sums."""
    every = _summed(tuned)
    end = _end(tuned, every)
    rows = [row for row in every if row.threshold <= end]
    measured = tuned.estimate if tuned.has_labels else None
    first = Panel("shares", _shares(rows, measured, end), 1.0)
    counts = (
        Curve("links", tuple((row.threshold, float(row.links)) for row in rows), "a"),
        Curve("by chance", tuple((row.threshold, row.expected) for row in rows), "b"),
        Curve("flips ± .02", tuple((row.threshold, float(row.flips)) for row in rows), "c"),
    )
    second = Panel("links", counts, float(max((row.links for row in rows), default=1)))
    described = f"Curves over the threshold from 0 to {end:g}. The table below the picture holds the same figures."
    picture = chart((first, second), tuned.threshold, end, "What every threshold gives", described)
    slider = (
        f'<div class="js"><label>threshold <input id="slider" type="range" min="0" max="{end:g}" step="0.01" '
        f'value="{tuned.threshold:.4f}"></label><p id="said" aria-live="polite"></p></div>'
    )
    heads = ["threshold", "links", "persisted", "changed", "dropped", "added", "by chance", "no luck", "flips"]
    body = []
    for row in rows:
        precision = "–" if row.precision is None else hundredths(row.precision)
        counted = map(str, (row.links, row.persisted, row.changed, row.dropped, row.added))
        cells = [hundredths(row.threshold), *counted, f"{row.expected:.1f}", precision, str(row.flips)]
        if measured is not None:
            found = measured.at(row.threshold)
            cells += ["–" if f is None else shown(f) for f in (found.precision, found.recall, found.f[1.0])]
        body.append((row.threshold, cells))
    if measured is not None:
        heads += ["precision", "recall", "F1"]
    table = _table("rows", "What every threshold gives", heads, body, tuned.threshold)
    return [f"<figure>{picture}</figure>", slider, *table]


def _end(tuned: Tuned, rows: Sequence[Row]) -> float:
    """The threshold up to which there is something to see, in tenths."""
    highest = max((row.threshold for row in rows if row.links), default=1.0)
    return min(1.0, ceil(max(highest, tuned.threshold) * 10 + 0.2) / 10)


def _summed(tuned: Tuned) -> list[Row]:
    bars = sorted({*STEPS, tuned.threshold})
    of_pairs = [pair.sweep.rows(bars) for pair in tuned.pairs]
    out = []
    for rows in zip(*of_pairs, strict=True):
        names = ("links", "persisted", "changed", "dropped", "added", "expected", "flips")
        out.append(Row(threshold=rows[0].threshold, **{name: sum(getattr(r, name) for r in rows) for name in names}))
    return out


def _shares(rows: Sequence[Row], measured: Estimate | None, end: float) -> tuple[Curve, ...]:
    estimated = tuple((row.threshold, row.precision) for row in rows if row.precision is not None)
    out = [Curve("no luck (estimate)", estimated, "d")]
    if measured is None:
        return tuple(out)
    for name, style in (("precision", "a"), ("recall", "b"), ("F1", "c")):
        inside = [row for row in measured.rows if row.threshold <= end]
        told = [(row.threshold, figure) for row in inside if (figure := _of(row, name)) is not None]
        points = tuple((bar, figure.value) for bar, figure in told)
        band = tuple((bar, figure.low, figure.high) for bar, figure in told)
        out.append(Curve(name, points, style, band))
    return tuple(out)


def _of(row: Measured, name: str) -> Figure | None:
    return {"precision": row.precision, "recall": row.recall, "F1": row.f[1.0]}[name]


def _around(pair: TunedPair) -> list[str]:
    one, two = pair.comparison.aligned.sayings

    def rows(links: Sequence[Link]) -> list[tuple[float, str, str]]:
        return [(link.score, one[link.before], two[link.after]) for link in links]

    above, below = pair.around
    return [*_sentences("Just above the threshold", rows(above)), *_sentences("Just below it", rows(below))]


def _labels(tuned: Tuned) -> list[str]:
    def rows(labels: Sequence[Label]) -> list[tuple[float, str, str]]:
        return [(label.score, *tuned.texts(label)) for label in labels]

    labels, counted = tuned.labels, tuned.measured.confusion
    judged = f"{labels.same} same, {labels.different} not, {labels.unsure} unsure; {labels.drawn} drawn by lot"
    table = [
        (None, ["linked", str(counted.linked_same), str(counted.linked_not)]),
        (None, ["not linked", str(counted.missed), str(counted.kept_apart)]),
    ]
    return [
        f"<h2>Judged pairs</h2>{_p(judged + '.')}",
        *_table("confusion", f"At {hundredths(tuned.threshold)}", ["", "judged same", "judged not"], table),
        *_sentences("Missed", rows(tuned.missed)),
        *_sentences("False links", rows(tuned.false_links)),
    ]


def _sentences(title: str, rows: Sequence[tuple[float, str, str]]) -> list[str]:
    if not rows:
        return []
    body = "".join(
        f'<tr><td>{hundredths(score)}</td><td class="text">{escape(one)}</td><td class="text">{escape(two)}</td></tr>'
        for score, one, two in rows
    )
    head = "<thead><tr><th>score</th><th>earlier</th><th>later</th></tr></thead>"
    return [f'<div class="scroll"><table><caption>{escape(title)}</caption>{head}<tbody>{body}</tbody></table></div>']


def _table(
    name: str,
    caption: str,
    heads: Sequence[str],
    rows: Iterable[tuple[float | None, Sequence[str]]],
    here: float | None = None,
) -> list[str]:
    out = [f'<div class="scroll"><table id="{name}"><caption>{escape(caption)}</caption><thead><tr>']
    out.append("".join(f'<th scope="col">{escape(head)}</th>' for head in heads) + "</tr></thead><tbody>")
    for bar, cells in rows:
        attributes = "" if bar is None else f' data-t="{bar:.4f}"'
        if bar is not None and bar == here:
            attributes += ' class="here"'
        out.append(f"<tr{attributes}>" + "".join(f"<td>{escape(cell)}</td>" for cell in cells) + "</tr>")
    return [*out, "</tbody></table></div>"]


def _p(text: str) -> str:
    return f"<p>{escape(text)}</p>"
