"""The report as one HTML file, to read, to send and to keep.

Everything is there without its script, which only filters, searches and opens what an address points to. Status is told
in glyph, word and place before colour.

Of a pair of versions `#b12` is the earlier sentence 12, `#a37` the later sentence 37 and `#b12-a37` their link; where
there are more versions, `#2-b12` is the one in the second pair.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from string import Template

from evolve.comparison import Comparison, Evolution
from evolve.model import Status
from evolve.render.html import STATUS_CLASS, escaped, filter_form, framed, piece, sign
from evolve.render.numbers import many
from evolve.report.facts import account_of
from evolve.report.html.anchors import anchors
from evolve.report.html.arguments import argument_list
from evolve.report.html.score_plot import dot_plot
from evolve.report.html.side_by_side import side_by_side
from evolve.report.html.slope import slope_diagram
from evolve.report.phrases import counted, name_of, trusted
from evolve.report.provenance import Provenance


def render(evolution: Evolution, provenance: Provenance) -> str:
    """The report as HTML."""
    alone = len(evolution.comparisons) == 1
    title = " → ".join(name_of(document) for document in evolution.documents)
    body = Template(piece(__name__, "page.html")).substitute(
        title=" → ".join(f"<span>{escaped(name_of(document))}</span>" for document in evolution.documents),
        version=escaped(provenance.version),
        sizes=_sizes(evolution),
        contents="".join(f'<li><a href="#{anchor}">{said}</a></li>' for anchor, said in _contents(evolution)),
        filter=_filter(),
        summary=_summary(evolution.comparisons[0]) if alone else "",
        arguments=argument_list(evolution),
        charts=_only_charts(evolution.comparisons[0]) if alone else "",
        pairs="".join(_pair(evolution, at) for at in range(len(evolution.comparisons))),
        account=_account(evolution, provenance),
    )
    style, script = piece(__name__, "style.css"), piece(__name__, "script.js")
    return "".join(framed([body], title=title, style=style, script=script, version=provenance.version))


def _sizes(evolution: Evolution) -> str:
    sizes = [len(document.sentences) for document in evolution.documents]
    if len(sizes) == 2:
        return " → ".join(many(size, "sentence") for size in sizes)
    return f"{' → '.join(map(str, sizes))} sentences"


def _contents(evolution: Evolution) -> Iterator[tuple[str, str]]:
    if len(evolution.comparisons) == 1:
        yield from (("arguments", "Arguments"), ("charts", "Charts"), ("text", "Side by side"))
    else:
        yield "arguments", "Arguments"
        for at, comparison in enumerate(evolution.comparisons, 1):
            yield f"{at}-text", f"{escaped(name_of(comparison.before))} → {escaped(name_of(comparison.after))}"
    yield "account", "Sources and settings"


def _filter() -> str:
    return filter_form("rows", {s: f'<span class="{STATUS_CLASS[s]}">{sign(s)} {s}</span>' for s in Status})


def _summary(comparison: Comparison) -> str:
    items = "".join(
        f'<li class="{STATUS_CLASS[status]}"><b>{sign(status)} {status}</b> {counted(comparison, status)}</li>'
        for status in Status
    )
    return f'<ul class="sums">{items}</ul><p>{escaped(trusted(comparison))}</p>'


def _pair(evolution: Evolution, at: int) -> str:
    comparison = evolution.comparisons[at]
    prefix = anchors(evolution, at)
    text = side_by_side(comparison, prefix)
    if not prefix:
        return f'<section aria-labelledby="text"><h2 id="text">Side by side</h2>{text}</section>'
    title = f"{escaped(name_of(comparison.before))} → {escaped(name_of(comparison.after))}"
    return (
        f'<section aria-labelledby="{prefix}text"><h2 id="{prefix}text">{title}</h2>'
        f"{_summary(comparison)}{_charts(comparison, prefix)}{text}</section>"
    )


def _only_charts(comparison: Comparison) -> str:
    return f'<section aria-labelledby="charts"><h2 id="charts">Charts</h2>{_charts(comparison, "")}</section>'


def _charts(comparison: Comparison, prefix: str) -> str:
    return f'<div class="charts">{slope_diagram(comparison, prefix)}{dot_plot(comparison, prefix)}</div>'


def _account(evolution: Evolution, provenance: Provenance) -> str:
    out = []
    for about, facts in groupby(account_of(evolution, provenance), key=lambda fact: fact.about):
        rows = "".join(
            f'<tr><th scope="row">{escaped(fact.name)}</th><td>{escaped(fact.value)}</td></tr>' for fact in facts
        )
        out.append(f"<table><caption>{escaped(about.capitalize())}</caption><tbody>{rows}</tbody></table>")
    return "".join(out)
