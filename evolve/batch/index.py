"""`index.html`: a row a pair, to be sorted and filtered, and `arguments.html`: the arguments of a whole corpus.

One file each, with nothing fetched from anywhere. Without JavaScript everything is there in the order of the plan; a
few lines of it sort and filter. Every text from a plan or a document is escaped, and the policy in the head lets
nothing run but those few lines, should escaping ever fail. Pages are made in pieces, so that ten thousand pairs need no
memory.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Iterator
from html import escape
from urllib.parse import quote

from evolve import __version__
from evolve.batch.job import Line
from evolve.batch.recurring import Claim
from evolve.batch.tables import STATUSES, Row, row_of
from evolve.model import Status
from evolve.text.clean import clean_line

_BAR = 120  # pixels that the bar of a pair is wide

_STYLE = """
:root{color-scheme:light dark;--ink:#1b1b1b;--paper:#fff;--faint:#595959;--line:#c9c9c9;
--persisted:#8a8a8a;--changed:#6d5aa8;--dropped:#b35300;--added:#1a62b8}
@media (prefers-color-scheme:dark){:root{--ink:#e8e8e8;--paper:#161616;--faint:#ababab;--line:#4a4a4a;
--persisted:#8f8f8f;--changed:#a999de;--dropped:#f0965a;--added:#7cb2f2}}
body{font:16px/1.45 system-ui,sans-serif;color:var(--ink);background:var(--paper);margin:0 auto;padding:1rem;
max-width:90rem}
table{border-collapse:collapse;width:100%}
th,td{text-align:left;vertical-align:top;padding:.3rem .6rem;border-bottom:1px solid var(--line)}
td.n,th.n{text-align:right;font-variant-numeric:tabular-nums}
th button{font:inherit;font-weight:bold;color:inherit;background:none;border:0;padding:0;cursor:pointer;
text-align:inherit}
th[aria-sort=ascending] button::after{content:" \\25b2"}th[aria-sort=descending] button::after{content:" \\25bc"}
a{color:var(--added)}.faint,small{color:var(--faint)}.wide{overflow-x:auto}
.persisted{fill:var(--persisted)}.changed{fill:var(--changed)}.dropped{fill:var(--dropped)}.added{fill:var(--added)}
svg{vertical-align:middle}form{margin:1rem 0;display:flex;gap:1rem;flex-wrap:wrap}
input,select{font:inherit;color:inherit;background:var(--paper);border:1px solid var(--faint);padding:.2rem .4rem}
.reason{overflow-wrap:anywhere}[hidden]{display:none}
@media print{form{display:none}}
"""

_SCRIPT = """
"use strict";
const table = document.querySelector("table"), rows = [...table.tBodies[0].rows];
const form = document.querySelector("form"), shown = document.querySelector("output");
form.hidden = false;
form.addEventListener("submit", event => event.preventDefault());
function filter() {
  const words = form.words.value.toLowerCase().split(/\\s+/), wish = form.outcome.value;
  let count = 0;
  for (const row of rows) {
    const text = row.textContent.toLowerCase();
    row.hidden = !(words.every(word => text.includes(word)) && (!wish || row.dataset.outcome === wish));
    count += row.hidden ? 0 : 1;
  }
  shown.textContent = count + " of " + rows.length + " pairs shown";
}
form.addEventListener("input", filter);
filter();
for (const head of table.tHead.rows[0].cells) {
  const button = document.createElement("button");
  button.type = "button";
  button.append(...head.childNodes);
  head.append(button);
  button.addEventListener("click", () => {
    const at = head.cellIndex, down = head.getAttribute("aria-sort") === "ascending" ? -1 : 1;
    for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", down === 1 ? "ascending" : "descending");
    const value = row => row.cells[at].dataset.v ?? row.cells[at].textContent;
    const numbers = head.classList.contains("n");
    rows.sort((a, b) => {
      const x = value(a), y = value(b);
      if (x === "" || y === "") return x === y ? 0 : x === "" ? 1 : -1;
      return down * (numbers ? x - y : x.localeCompare(y, undefined, {numeric: true}));
    });
    table.tBodies[0].append(...rows);
  });
}
"""

_HEADS = (
    ("#", True), ("Pair", False), ("Report", False), ("Sentences before", True), ("Sentences after", True),
    ("Links", True), ("Shares of the statuses", False), *((str(status), True) for status in STATUSES),
    ("Threshold", True), ("Links by chance", True),
)  # fmt: skip


def index_page(title: str, lines: Iterable[Line], *, done: int, failed: int, arguments: int | None) -> Iterator[str]:
    """The page with a row a pair; `arguments` says how many stand on the other page, None that there is none."""
    yield _head(title, script=True)
    yield f"<h1>{_text(title)}</h1>\n<p>{done} {_pairs(done)} compared, {failed} failed. "
    yield 'The same as data: <a href="results.csv">results.csv</a>, <a href="results.jsonl">results.jsonl</a>.'
    if arguments is not None:
        step = "runs" if arguments == 1 else "run"
        plural = "" if arguments == 1 else "s"
        yield f' <a href="arguments.html">{arguments} argument{plural}</a> {step} through three documents or more.'
    yield "</p>\n<p>"
    for status in STATUSES:
        yield f'<svg width="12" height="12" aria-hidden="true"><rect class="{status}" width="12" height="12"/></svg> '
        yield f"{_text(Status(status).glyph)} {status}&ensp;"
    yield (
        '</p>\n<form hidden><label>Filter <input name="words" type="search"></label> <label>Outcome '
        '<select name="outcome"><option value="">all</option><option>done</option><option>failed</option></select>'
        '</label> <output></output></form>\n<div class="wide"><table>\n<thead><tr>'
    )
    yield "".join(f"<th scope=col{' class=n' if number else ''}>{name}</th>" for name, number in _HEADS)
    yield "</tr></thead>\n<tbody>\n"
    for line in lines:
        yield _row(row_of(line))
    yield f"</tbody></table></div>\n<p class=faint>evolve {__version__}</p>\n"
    yield f"<script>{_SCRIPT}</script>\n</body></html>\n"


def arguments_page(title: str, claims: Iterable[Claim], labels: dict[tuple[str, str], str]) -> Iterator[str]:
    """The page of the arguments that run through several documents; `labels` says what documents are called."""
    yield _head(title, script=False)
    yield f'<h1>{_text(title)}: arguments through several documents</h1>\n<p><a href="index.html">All pairs</a>. '
    yield "Agreement is the share of the compared pairs of an argument's documents that are linked in it.</p>\n<ol>\n"
    for claim in claims:
        agreement = f"{claim.documents} documents, agreement {claim.agreement:.0%}"
        yield f"<li><details><summary>{_text(claim.label)} <small>{agreement}</small></summary>\n<ul>\n"
        for document, n, text in claim.sentences:
            yield f"<li><small>{_text(labels.get(document, document[0]))} {n}</small> {_text(text)}</li>\n"
        yield "</ul></details></li>\n"
    yield f"</ol>\n<p class=faint>evolve {__version__}</p>\n</body></html>\n"


def _head(title: str, *, script: bool) -> str:
    scripts = f"script-src 'sha256-{_digest(_SCRIPT)}'; " if script else ""
    policy = f"default-src 'none'; style-src 'sha256-{_digest(_STYLE)}'; {scripts}base-uri 'none'; form-action 'none'"
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{_text(title)}</title>\n<style>{_STYLE}</style></head>\n<body>\n"
    )


def _row(row: Row) -> str:
    if row.failed:
        # Every row has all columns, so that sorting finds the cell it looks for.
        cells = f"<td>failed</td>{'<td class=n></td>' * 3}<td class=reason>{_text(row.reason)}</td>"
        cells += "<td class=n></td>" * (len(_HEADS) - 7)
    else:
        links = ", ".join(
            f'<a href="{escape(quote(path), quote=True)}">{_text(form)}</a>' for form, path in row.reports.items()
        )
        counts = [row.counts[name] for name in STATUSES]
        sizes = (row.before["sentences"], row.after["sentences"], row.links)
        chance = f"~{row.chance['expected']:.1f}"
        cells = (
            f"<td>{links}</td>{''.join(f'<td class=n>{size}</td>' for size in sizes)}<td data-v={_sortable(row)}>"
            f"{_bar(row)}</td>{''.join(f'<td class=n>{count}</td>' for count in counts)}<td class=n>{row.threshold:.2f}"
            f'</td><td class=n data-v="{row.chance["expected"]}">{chance}</td>'
        )
    outcome = "failed" if row.failed else "done"
    return f'<tr data-outcome="{outcome}"><td class=n>{row.n}</td><td>{_text(row.pair)}</td>{cells}</tr>\n'


def _sortable(row: Row) -> str:
    """The share that was kept, so that sorting by the bars puts those that changed most on one side."""
    return f'"{row.counts["persisted"] / max(1, sum(row.counts.values())):.6f}"'


def _bar(row: Row) -> str:
    total = max(1, sum(row.counts.values()))
    at, parts, words = 0.0, [], []
    for name in STATUSES:
        width = _BAR * row.counts[name] / total
        if row.counts[name]:
            parts.append(f'<rect class="{name}" x="{at:.1f}" width="{width:.1f}" height="14"/>')
            words.append(f"{name} {row.counts[name] / total:.0%}")
        at += width
    said = ", ".join(words) or "nothing"
    return f'<svg width="{_BAR}" height="14" role="img" aria-label="{said}"><title>{said}</title>{"".join(parts)}</svg>'


def _pairs(count: int) -> str:
    return "pair" if count == 1 else "pairs"


def _text(text: str) -> str:
    return escape(clean_line(text), quote=True)


def _digest(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
