"""`index.html`: a row a pair, to be sorted and filtered, and `arguments.html`: the arguments of a whole corpus.

They are beside the reports and look like them. Without their script all rows are there in the order of the plan; the
script sorts, filters, and keeps both in the address. Pages are generated lazily, so that ten thousand pairs need no
memory. The values are prepared here; the markup is in the templates.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from evolve import __version__
from evolve.batch.jobs.job import Line
from evolve.batch.results.recurring_arguments import RecurringArgument, TextRef
from evolve.batch.results.table import COUNTED, DocumentLink, ResultRow, Totals, row_of
from evolve.model import SIDES, Chance, Counts, Status
from evolve.render.chance import expected_of_all
from evolve.render.html import page
from evolve.render.html.bars import StatusBar, status_bar
from evolve.render.html.values import SIGNS
from evolve.render.numbers import hundredths, many

NAMED = 12
"""Number of failed pairs named above the table."""
WIDEST = 5
"""Number of arguments above the pairs; the others have a page of their own."""
_HEADS = (
    ("n", "#", True), ("pair", "pair", False), ("earlier", "earlier sentences", True),
    ("later", "later sentences", True),
    ("shares", "shares", False), *((status.value, status.value, True) for status in Status),
    ("threshold", "threshold", True), ("chance", "links by chance", True),
)  # fmt: skip
"""For each column its name in the address, its heading, and whether it holds numbers."""
_MEASURED = len(_HEADS) - 2


@dataclass(frozen=True, slots=True)
class Claim:
    """An argument that runs through several documents."""

    number: int
    """Its place in the list, from 1."""
    label: str
    documents: int
    first: str
    """The first document that makes it."""
    last: str
    agreement: str
    sentences: Iterator[tuple[str, int, str, str]]
    """For each sentence its document, its number, its text, and its address without the number, empty if no report has
    it; generated lazily."""


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of a pair that was compared."""

    sizes: Sequence[int]
    kept: str
    """The share that persisted or changed, to sort the bars by."""
    bar: StatusBar
    counts: Sequence[tuple[str, int]]
    """For each status the numbers of earlier and of later sentences, such as "3/4", and their sum, to sort by."""
    threshold: str
    chance: str
    """Links by chance, in words."""
    chance_share: str
    """The same as a share, to sort by; empty where there is no link."""


@dataclass(frozen=True, slots=True)
class PairRow:
    """A row of the index."""

    n: int
    pair: str
    page: str
    """The address of its report as a page; empty where there is none."""
    others: Sequence[tuple[str, str]]
    """The formats of its other reports and their addresses."""
    reason: str
    """Why it failed."""
    figures: Figures | None
    """None for a pair that failed."""


def index_page(
    title: str,
    lines: Iterable[Line],
    totals: Totals,
    claims: Sequence[RecurringArgument] | None,
    shown: Mapping[TextRef, DocumentLink],
    notes: Sequence[str] = (),
) -> Iterator[str]:
    """Yield the parts of the page with a row for each pair; `claims` are those of the other page, None without one.

    `shown` gives the names of documents, `notes` what was left out or guessed.
    """
    values = {
        "done": many(totals.done, "pair"),
        "failed": len(totals.failed),
        "named": totals.failed[:NAMED],
        "is_cut": len(totals.failed) > NAMED,
        "notes": [note[:1].upper() + note[1:] for note in notes],
        "sums": [(SIGNS[status], _sum(totals, status)) for status in Status],
        "has_arguments_page": claims is not None,
        "claims": len(claims or ()),
        "widest": list(_claims((claims or ())[:WIDEST], shown)),
        "outcomes": ("compared", "failed") if totals.done and totals.failed else (),
        "heads": _HEADS,
        "measured": _MEASURED,
        "rows": (_row(row_of(line)) for line in lines),
    }
    return _page("batch/results/index.html", values, title)


def arguments_page(
    title: str, claims: Sequence[RecurringArgument], shown: Mapping[TextRef, DocumentLink]
) -> Iterator[str]:
    """Yield the parts of the page of the arguments in several documents; `shown` gives their names and addresses."""
    values = {"count": many(len(claims), "argument"), "claims": _claims(claims, shown)}
    return _page("batch/results/arguments.html", values, f"{title}: arguments")


def _page(template: str, values: Mapping[str, object], title: str) -> Iterator[str]:
    styles, script = ("batch/results/table.css", "batch/results/index.css"), "batch/results/index.js"
    return page(template, values, title=title, styles=styles, script=script, version=__version__)


def _sum(totals: Totals, status: Status) -> str:
    """Return the number of earlier and of later sentences with a status, in words."""
    names = {"before": "earlier", "after": "later"}
    counts = [(totals.counts[side][status], names[side]) for side in dict(COUNTED)[status]]
    *first, (last, name) = counts
    return "".join(f"{count:,} {name}, " for count, name in first) + many(last, f"{name} sentence")


def _claims(claims: Sequence[RecurringArgument], shown: Mapping[TextRef, DocumentLink]) -> Iterator[Claim]:
    for number, claim in enumerate(claims, 1):
        yield Claim(
            number=number,
            label=claim.label,
            documents=claim.documents,
            first=_called(claim.sentences[0][0], shown),
            last=_called(claim.sentences[-1][0], shown),
            agreement=f"{claim.agreement:.0%}",
            sentences=_sentences(claim, shown),
        )


def _sentences(claim: RecurringArgument, shown: Mapping[TextRef, DocumentLink]) -> Iterator[tuple[str, int, str, str]]:
    for document, n, text in claim.sentences:
        yield _called(document, shown), n, text, shown[document].page if document in shown else ""


def _called(document: TextRef, shown: Mapping[TextRef, DocumentLink]) -> str:
    return shown[document].label if document in shown else document[0]


def _row(row: ResultRow) -> PairRow:
    to = {form: quote(path) for form, path in row.reports.items()}
    return PairRow(
        n=row.n,
        pair=row.pair,
        page=to.pop("html", ""),
        others=list(to.items()),
        reason=row.reason,
        figures=None if row.failed else _figures(row),
    )


def _figures(row: ResultRow) -> Figures:
    counts, chance = _totals(row), Chance(int(row.chance["pairs"] or 0), row.chance["expected"] or 0.0)
    kept = (counts.persisted + counts.changed) / max(1, counts.total)
    return Figures(
        sizes=[side["sentences"] for side in (row.before, row.after)],
        kept=f"{kept:.6f}",
        bar=status_bar(counts),
        counts=[("/".join(str(row.counts[side][s]) for side in sides), counts.of(s)) for s, sides in COUNTED],
        threshold=hundredths(row.threshold or 0.0),
        chance=expected_of_all(chance),
        chance_share=f"{chance.expected / chance.pairs:.6f}" if chance.pairs else "",
    )


def _totals(row: ResultRow) -> Counts:
    """Return the number of sentences of both texts by status."""
    return Counts(*(sum(row.counts[side][status] for side in SIDES) for status in Status))
