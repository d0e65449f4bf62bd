"""The two texts in rows: what is read next to each other, and below it why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from evolve.comparison import Comparison
from evolve.comparison.rows import Row, rows_of
from evolve.model import Link, Side, Status, other
from evolve.render.html import STATUS_CLASS, escaped, sign
from evolve.render.numbers import hundredths
from evolve.report.html.anchors import place_of_link
from evolve.report.html.marked_words import Pieces, marked
from evolve.report.phrases import name_of, note, references
from evolve.text.languages import CODES

NEAREST = 3
"""How many candidates are named, at the most, for a sentence that has no counterpart."""
_TAGS = {"before": "del", "after": "ins"}
_WHOSE = {"before": "earlier", "after": "later"}


def side_by_side(comparison: Comparison, prefix: str) -> str:
    """All rows of a pair, every sentence in exactly one; `prefix` begins the names of their places."""
    rows = rows_of(comparison)
    crossing = references(comparison, rows)
    items = "".join(_row(comparison, row, crossing.get(row, ()), prefix) for row in rows)
    before, after = escaped(name_of(comparison.before)), escaped(name_of(comparison.after))
    head = f'<div class="heads" aria-hidden="true"><span></span><b>{before}</b><b>{after}</b></div>'
    none = "" if rows else "<p>Neither text has a sentence.</p>"
    return f'{head}<ol class="rows">{items}</ol>{none}'


def _row(comparison: Comparison, row: Row, crossing: Sequence[Link], prefix: str) -> str:
    sayings = comparison.pair.sayings
    earlier, later = [sayings[0][n] for n in row.before], [sayings[1][n] for n in row.after]
    sides = (
        marked(earlier, later)
        if earlier and later
        else ([[(t, False)] for t in earlier], [[(t, False)] for t in later])
    )
    lang = CODES[comparison.settings.language]
    return (
        f'<li class="row {STATUS_CLASS[row.status]}"><p class="s">{sign(row.status)} {row.status}</p>'
        + _side("before", row.before, sides[0], prefix, lang)
        + _side("after", row.after, sides[1], prefix, lang)
        + "".join(_why(link, prefix, named=len(row.links) > 1) for link in row.links)
        + "".join(_reference(link, row, prefix) for link in crossing)
        + ("" if row.links or crossing else _nearest(comparison, row, prefix))
        + "</li>"
    )


def _side(side: Side, numbers: Sequence[int], sentences: Sequence[Pieces], prefix: str, lang: str) -> str:
    letter, tag = side[0], _TAGS[side]
    attribute = "" if lang == "en" else f' lang="{lang}"'
    out = []
    for n, pieces in zip(numbers, sentences, strict=True):
        said = "".join(f"<{tag}>{escape(text)}</{tag}>" if mark else escape(text) for text, mark in pieces)
        place = f"{prefix}{letter}{n + 1}"
        number = f'<a href="#{place}" aria-label="{_WHOSE[side]} {n + 1}">{n + 1}</a>'
        out.append(f'<p id="{place}">{number} <span dir="auto"{attribute}>{said}</span></p>')
    return f'<div class="{letter}">{"".join(out)}</div>'


def _why(link: Link, prefix: str, *, named: bool) -> str:
    """What a link changes and what its score is made of, folded."""
    pair = place_of_link(link, prefix)
    parts = "".join(
        f"<li><b>{_signed(part.points)}</b> {escape(part.name)}"
        + (": " if part.words else "")
        + ", ".join(f"{escape(word)} <i>{bits:.1f}</i>" for word, bits in part.words)
        + "</li>"
        for part in link.evidence
    )
    account = (
        f"<p>The score is the sum of these; after a word stands how unusual it is, in bits.</p><ul>{parts}</ul>"
        if parts
        else "<p>No account of it is at hand.</p>"
    )
    return (
        f'<details class="w" id="{pair}"><summary>{escape(note(link, numbered=named))}</summary>{account}'
        f"<p>Change {hundredths(link.change)}, {link.relation}. "
        f'<a href="#{pair}">{link.before + 1} → {link.after + 1}</a></p></details>'
    )


def _reference(link: Link, row: Row, prefix: str) -> str:
    """A link that leads to another row: in full where it starts, and named where it arrives."""
    if link.before in row.before:
        return _why(link, prefix, named=True).replace("<summary>", "<summary>see also ", 1)
    return f'<p class="w"><a href="#{place_of_link(link, prefix)}">see also earlier {link.before + 1}</a></p>'


def _nearest(comparison: Comparison, row: Row, prefix: str) -> str:
    """The best candidates of a sentence without a counterpart, so that "nothing" can be checked at a glance."""
    side: Side = "before" if row.status is Status.DROPPED else "after"
    there = other(side)
    (index,) = getattr(row, side)
    found = comparison.nearest_of(side, index)[:NEAREST]
    if not found:
        return f'<p class="w">No {_WHOSE[there]} sentence comes nearer than by luck.</p>'
    return f'<p class="w">Nearest {_WHOSE[there]}: {", ".join(_candidates(found, there, prefix))}</p>'


def _candidates(found: Sequence[Link], there: Side, prefix: str) -> Iterator[str]:
    for link in found:
        n = getattr(link, there) + 1
        yield f'<a href="#{prefix}{there[0]}{n}">{n}</a> ({hundredths(link.score)})'


def _signed(points: float) -> str:
    return f"{'−' if points < 0 else '+'}{hundredths(abs(points))}"
