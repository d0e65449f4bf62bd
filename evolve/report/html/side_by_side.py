"""The two texts in rows, with the reasons for each link below its sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from evolve.comparison import Comparison
from evolve.comparison.rows import Row, rows_of
from evolve.model import Link, Side, Status, other
from evolve.render.html.values import Fragment, StatusSign, status_sign
from evolve.render.numbers import hundredths, score_beside
from evolve.render.status_names import status_name
from evolve.report.html.anchors import link_anchor
from evolve.report.html.marked_words import Pieces, marked
from evolve.report.phrases import candidate_note, cross_references, has_wording_alone, link_note
from evolve.text.languages import CODES

MAX_NEAREST = 3
"""Maximum number of candidates shown for a sentence without a match."""


@dataclass(frozen=True, slots=True)
class SentenceCell:
    """A sentence in a row."""

    anchor: str
    n: int
    """Its number, from 1."""
    pieces: Sequence[tuple[Fragment, bool]]
    """Its text in pieces, each with whether it is marked."""


@dataclass(frozen=True, slots=True)
class TextSide:
    """The sentences of one text in a row."""

    is_earlier: bool
    """Whether it is the earlier text."""
    sentences: Sequence[SentenceCell]


@dataclass(frozen=True, slots=True)
class LinkNote:
    """A note below the sentences of a link: its changes and the parts of its score."""

    anchor: str
    note: str
    """Its score, its changes and who judged it, on one line."""
    parts: tuple[tuple[str, str, tuple[tuple[str, str], ...]], ...]
    """For each part of the score: points, name, words with their weight in bits."""
    change: str
    relation: str
    before: int
    """The number of the earlier sentence, from 1."""
    after: int
    """The number of the later sentence, from 1."""


@dataclass(frozen=True, slots=True)
class NearestCandidates:
    """The best candidates of a sentence without a match, so that a reader can check that none fits."""

    are_earlier: bool
    """Whether the candidates are sentences of the earlier text."""
    candidates: tuple[tuple[str, int, str], ...]
    """The anchor, the number and the score of each; empty if none is better than chance."""


@dataclass(frozen=True, slots=True)
class PossiblePair:
    """A candidate of an unclear sentence."""

    sentence_links: tuple[tuple[str, int], tuple[str, int]]
    """The anchors and the numbers of its earlier and its later sentence."""
    note: str
    """Its score, with the verdicts of a person and of judges in words; of a related pair, who judged it."""


@dataclass(frozen=True, slots=True)
class TextRow:
    """Sentences side by side, and their links."""

    status: StatusSign
    has_wording_alone: bool
    """Whether it changed in nothing but its wording; the filter of the page can leave it out."""
    sides: tuple[TextSide, TextSide]
    links: Sequence[LinkNote]
    cross_references: Sequence[tuple[str, int, LinkNote | None]]
    """Links to and from other rows: anchor, number of the earlier sentence, and the note in the row of that
    sentence."""
    possible: Sequence[tuple[str, Sequence[PossiblePair]]]
    """The candidates of unclear sentences, best first."""
    nearest: NearestCandidates | None
    """The nearest candidates; None for a row with a link or a possible candidate."""


@dataclass(frozen=True, slots=True)
class SideBySide:
    """Two texts in rows."""

    language: str
    """The language code of the sentences; empty if it is the language of the page."""
    is_empty: bool
    """Whether neither text has a sentence."""
    rows: Iterator[TextRow]
    """Generated lazily."""


def side_by_side(comparison: Comparison, prefix: str) -> SideBySide:
    """Return all rows of a pair; every sentence is in exactly one. `prefix` begins their anchors."""
    rows = rows_of(comparison)
    references_by_row = cross_references(comparison, rows)
    code = CODES[comparison.language]
    return SideBySide(
        language="" if code == "en" else code,
        is_empty=not rows,
        rows=(_row(comparison, row, references_by_row.get(row, ()), prefix) for row in rows),
    )


def _row(comparison: Comparison, row: Row, see_also: Sequence[Link], prefix: str) -> TextRow:
    texts = comparison.pair.sentence_texts
    earlier, later = [texts[0][n] for n in row.before], [texts[1][n] for n in row.after]
    before, after = (
        marked(earlier, later)
        if row.links
        else ([[(text, False)] for text in earlier], [[(text, False)] for text in later])
    )
    return TextRow(
        status=status_sign(row.status, status_name(row.status, is_rewritten=comparison.needs_reading)),
        has_wording_alone=row.status is Status.CHANGED and has_wording_alone(row),
        sides=(_side("before", row.before, before, prefix), _side("after", row.after, after, prefix)),
        links=[_link_note(link, prefix, numbered=len(row.links) > 1) for link in row.links],
        cross_references=[_reference(link, row, prefix) for link in see_also],
        possible=_possible_pairs(comparison, row, prefix),
        nearest=None if row.links or row.possible or see_also else _nearest_candidates(comparison, row, prefix),
    )


def _side(side: Side, numbers: Sequence[int], sentences: Sequence[Pieces], prefix: str) -> TextSide:
    cells = [
        SentenceCell(f"{prefix}{side[0]}{n + 1}", n + 1, [(Fragment(text), mark) for text, mark in pieces])
        for n, pieces in zip(numbers, sentences, strict=True)
    ]
    return TextSide(side == "before", cells)


def _reference(link: Link, row: Row, prefix: str) -> tuple[str, int, LinkNote | None]:
    full = _link_note(link, prefix, numbered=True) if link.before in row.before else None
    return link_anchor(link, prefix), link.before + 1, full


def _link_note(link: Link, prefix: str, *, numbered: bool) -> LinkNote:
    parts = (
        (_signed(part.points), part.name, tuple((word, f"{bits:.1f}") for word, bits in part.words))
        for part in link.evidence
    )
    return LinkNote(
        anchor=link_anchor(link, prefix),
        note=link_note(link, numbered=numbered),
        parts=tuple(parts),
        change=hundredths(link.change),
        relation=link.relation,
        before=link.before + 1,
        after=link.after + 1,
    )


def _possible_pairs(comparison: Comparison, row: Row, prefix: str) -> list[tuple[str, list[PossiblePair]]]:
    """Return the candidates of a row under a title: those that may make the same claim, and those judged related."""
    titled: dict[str, list[PossiblePair]] = {}
    for link in sorted(row.possible, key=lambda link: link.is_related):
        titled.setdefault("A related theme" if link.is_related else "Perhaps the same claim", []).append(
            PossiblePair(
                sentence_links=(
                    (f"{prefix}b{link.before + 1}", link.before + 1),
                    (f"{prefix}a{link.after + 1}", link.after + 1),
                ),
                note=candidate_note(comparison, link),
            )
        )
    return list(titled.items())


def _nearest_candidates(comparison: Comparison, row: Row, prefix: str) -> NearestCandidates:
    side: Side = "before" if row.status is Status.DROPPED else "after"
    opposite = other(side)
    (index,) = getattr(row, side)
    candidates = comparison.nearest_of(side, index)[:MAX_NEAREST]
    numbered = ((getattr(link, opposite) + 1, score_beside(link.score, comparison.threshold)) for link in candidates)
    return NearestCandidates(
        opposite == "before", tuple((f"{prefix}{opposite[0]}{n}", n, score) for n, score in numbered)
    )


def _signed(points: float) -> str:
    return f"{'−' if points < 0 else '+'}{hundredths(abs(points))}"
