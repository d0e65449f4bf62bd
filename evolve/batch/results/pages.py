"""`index.html`: a row a pair, to be sorted and filtered, and `arguments.html`: the arguments of a whole corpus.

They stand beside the reports and look like them. Without their script everything is there in the order of the plan; it
sorts, filters, and keeps both in the address. Pages are made in pieces, so that ten thousand pairs need no memory.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from urllib.parse import quote

from evolve import __version__
from evolve.batch.jobs.job import Line
from evolve.batch.results.recurring_arguments import RecurringArgument, TextRef
from evolve.batch.results.table import ResultRow, Shown, Totals, row_of
from evolve.model import Status
from evolve.render.html import STATUS_CLASS, escaped, filter_form, framed, piece, sign
from evolve.render.numbers import hundredths, many

NAMED = 12
"""How many failed pairs are named above the table."""
WIDEST = 5
"""How many arguments stand above the pairs; the others have a page of their own."""
_WIDE, _HIGH = 128, 14
_GAP = 1
"""Between two parts of a bar, so that they are told apart without colour."""
_HEADS = (
    ("n", "#", True), ("pair", "pair", False), ("earlier", "earlier", True), ("later", "later", True),
    ("shares", "shares", False), *((str(status), str(status), True) for status in Status),
    ("threshold", "threshold", True), ("chance", "links by chance", True),
)  # fmt: skip
"""Of each column the name in the address, what stands above it, and whether it holds numbers."""
_MEASURED = len(_HEADS) - 2


def index_page(
    title: str,
    lines: Iterable[Line],
    totals: Totals,
    claims: Sequence[RecurringArgument] | None,
    shown: Mapping[TextRef, Shown],
    notes: Sequence[str] = (),
) -> Iterator[str]:
    """The page with a row a pair; `claims` are those of the other page, None when there is none.

    `shown` says how documents are called, `notes` what was left out or guessed.
    """
    return _page(title, _index(title, lines, totals, claims, shown, notes))


def arguments_page(title: str, claims: Sequence[RecurringArgument], shown: Mapping[TextRef, Shown]) -> Iterator[str]:
    """The page of the arguments that run through several documents; `shown` says how these are called, and where."""
    named = f"{title}: arguments"
    return _page(named, _arguments(named, claims, shown))


def _page(title: str, body: Iterable[str]) -> Iterator[str]:
    style, script = piece("evolve.batch.results", "index.css"), piece("evolve.batch.results", "index.js")
    return framed(body, title=title, style=style, script=script, version=__version__)


def _index(
    title: str,
    lines: Iterable[Line],
    totals: Totals,
    claims: Sequence[RecurringArgument] | None,
    shown: Mapping[TextRef, Shown],
    notes: Sequence[str],
) -> Iterator[str]:
    yield f'<a class="skip" href="#pairs">Skip to the pairs</a>\n<header>\n<h1>{escaped(title)}</h1>\n'
    yield f"<p>{many(totals.done, 'pair')} of texts compared{_failures(totals.failed)}</p>\n"
    for note in notes:
        yield f"<p><small>{escaped(note[:1].upper() + note[1:])}.</small></p>\n"
    yield f'<ul class="sums">{"".join(_sum(totals, status) for status in Status)}</ul>\n'
    yield '<nav aria-label="Parts of the page"><ul>'
    if claims:
        yield '<li><a href="#arguments">Arguments</a></li>'
    yield '<li><a href="#pairs">Pairs</a></li><li><a href="results.csv">All figures as CSV</a></li>'
    yield '<li><a href="results.jsonl">as JSON Lines</a></li></ul></nav>\n</header>\n<main id="main">\n'
    if claims is not None:
        yield _widest(claims, shown)
    yield '<section aria-labelledby="pairs"><h2 id="pairs">Pairs</h2>\n'
    both = totals.done and totals.failed
    yield filter_form("pairs", {"compared": "compared", "failed": "failed"} if both else {})
    yield '<table><caption class="unseen">Every pair with its figures</caption><thead><tr>'
    yield "".join(
        f'<th scope="col" data-sort="{name}"{" class=figure" if number else ""}>{said}</th>'
        for name, said, number in _HEADS
    )
    yield "</tr></thead>\n<tbody>\n"
    for line in lines:
        yield _row(row_of(line))
    yield "</tbody></table></section>\n</main>\n<footer><p>“Shares” are of all links and of the sentences without one. "
    yield "“Links by chance” says how many of the links are to be expected from shared vocabulary alone. "
    yield f"Made by evolve {escaped(__version__)}.</p></footer>\n"


def _arguments(title: str, claims: Sequence[RecurringArgument], shown: Mapping[TextRef, Shown]) -> Iterator[str]:
    yield f'<a class="skip" href="#main">Skip to the arguments</a>\n<header>\n<h1>{escaped(title)}</h1>\n'
    yield f"<p>{many(len(claims), 'argument')} through three documents or more. Agreement is the share of the "
    yield "compared pairs of these documents that are linked in it directly, not only by way of a third.</p>\n"
    yield '<nav aria-label="Parts of the page"><ul><li><a href="index.html">All pairs</a></li>'
    yield '<li><a href="arguments.jsonl">All arguments as JSON Lines</a></li></ul></nav>\n</header>\n<main id="main">\n'
    yield f'{filter_form("arguments", {})}<ol class="claims">\n'
    for number, claim in enumerate(claims, 1):
        head = f"{_words(claim.label)} {_weight(claim, shown)}"
        yield f'<li class="row" id="c{number}" value="{number}"><details><summary>{head}</summary><ul>\n'
        for document, n, text in claim.sentences:
            yield f"<li><small>{_place(document, n, shown)}</small> {_words(text)}</li>\n"
        yield "</ul></details></li>\n"
    yield f"</ol>\n</main>\n<footer><p>Made by evolve {escaped(__version__)}.</p></footer>\n"


def _failures(failed: Sequence[int]) -> str:
    """How many pairs failed, and the way to the first of them."""
    if not failed:
        return "."
    named = ", ".join(f'<a href="#p{n}">{n}</a>' for n in failed[:NAMED])
    return f", <b>{len(failed)} failed</b>: {named}{' …' if len(failed) > NAMED else '.'}"


def _sum(totals: Totals, status: Status) -> str:
    count = totals.counts[status]
    what = many(count, "link" if status in (Status.PERSISTED, Status.CHANGED) else "sentence")
    look = STATUS_CLASS[status]
    key = f'<svg class="key" viewBox="0 0 12 12" aria-hidden="true"><rect class="{look}" width="12" height="12"/></svg>'
    return f'<li class="{look}"><b>{key} {sign(status)} {status}</b> {what}</li>'


def _widest(claims: Sequence[RecurringArgument], shown: Mapping[TextRef, Shown]) -> str:
    head = '<section aria-labelledby="arguments"><h2 id="arguments">Arguments through several documents</h2>\n'
    if not claims:
        return f"{head}<p>No argument runs through three documents or more.</p></section>\n"
    items = "".join(
        f'<li><a href="arguments.html#c{number}">{_words(claim.label)}</a> {_weight(claim, shown)}</li>\n'
        for number, claim in enumerate(claims[:WIDEST], 1)
    )
    every = f'<p><a href="arguments.html">All {len(claims)} arguments, with their sentences</a></p>'
    return f'{head}<ol class="claims">{items}</ol>{every if len(claims) > 1 else ""}</section>\n'


def _weight(claim: RecurringArgument, shown: Mapping[TextRef, Shown]) -> str:
    """How many documents say it, which are the first and the last of them, and how far they agree."""
    first, last = (_words(_called(claim.sentences[at][0], shown)) for at in (0, -1))
    return f"<small>{claim.documents} documents, {first} to {last}, agreement {claim.agreement:.0%}</small>"


def _place(document: TextRef, n: int, shown: Mapping[TextRef, Shown]) -> str:
    """A document and the number of its sentence, which leads to where it is read in a report."""
    page = shown[document].page if document in shown else ""
    number = f'<a href="{escape(page)}{n}">{n}</a>' if page else str(n)
    return f"{_words(_called(document, shown))} · {number}"


def _called(document: TextRef, shown: Mapping[TextRef, Shown]) -> str:
    return shown[document].label if document in shown else document[0]


def _row(row: ResultRow) -> str:
    outcome = "failed" if row.failed else "compared"
    at = f'<td class="figure"><a href="#p{row.n}">{row.n}</a></td>'
    reason = f'<td colspan="{_MEASURED}" class="reason"><b>failed</b> {_words(row.reason)}</td>'
    return (
        f'<tr class="row" id="p{row.n}" data-outcome="{outcome}">{at}'
        f'<th scope="row">{_reports(row)}</th>{reason if row.failed else _figures(row)}</tr>\n'
    )


def _reports(row: ResultRow) -> str:
    """What a pair is called, leading to its page; and its reports in other formats."""
    to = {form: escape(quote(path)) for form, path in row.reports.items()}
    page = to.pop("html", None)
    name = f'<a href="{page}">{_words(row.pair)}</a>' if page else _words(row.pair)
    others = ", ".join(f'<a href="{path}">{escaped(form)}</a>' for form, path in to.items())
    return f"{name} <small>{others}</small>" if others else name


def _figures(row: ResultRow) -> str:
    sizes = "".join(f'<td class="figure">{side["sentences"]}</td>' for side in (row.before, row.after))
    counts = "".join(f'<td class="figure">{row.counts[status]}</td>' for status in Status)
    chance = row.chance
    links = f"~{chance['expected']:.1f} of {chance['pairs']}".replace("~0.0", "~0") if chance["pairs"] else "no link"
    share = f"{chance['expected'] / chance['pairs']:.6f}" if chance["pairs"] else ""
    return (
        f'{sizes}<td data-v="{_kept(row):.6f}">{_bar(row)}</td>{counts}'
        f'<td class="figure">{hundredths(row.threshold or 0.0)}</td><td class="figure" data-v="{share}">{links}</td>'
    )


def _kept(row: ResultRow) -> float:
    """The share that lives on, so that sorting by the bars puts those that lost or gained most on one side."""
    return (row.counts["persisted"] + row.counts["changed"]) / max(1, sum(row.counts.values()))


def _bar(row: ResultRow) -> str:
    """The four shares, side by side in the order of the counts, and in words."""
    total = sum(row.counts.values())
    there = [status for status in Status if row.counts[status]]
    room = _WIDE - _GAP * (len(there) - 1)
    at, parts = 0.0, []
    for status in there:
        width = room * row.counts[status] / total
        parts.append(f'<rect class="{STATUS_CLASS[status]}" x="{at:.1f}" width="{width:.1f}" height="{_HIGH}"/>')
        at += width + _GAP
    said = ", ".join(f"{status} {row.counts[status] / total:.0%}" for status in there) or "nothing to compare"
    return (
        f'<svg class="bar" viewBox="0 0 {_WIDE} {_HIGH}" preserveAspectRatio="none" role="img" aria-label="{said}">'
        f"{''.join(parts)}</svg>"
    )


def _words(text: str) -> str:
    """Words of a person or a document, whose direction is their own."""
    return f"<bdi>{escaped(text)}</bdi>"
