"""The figures of the tuning screen: a row for each threshold around the cursor, and the recommended threshold.

Pure. Nothing of a document enters it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from evolve.model import Status
from evolve.render.chance import estimated_share
from evolve.render.numbers import hundredths, many
from evolve.tui.screens.tuning.chart import StyledLine, marks_of, width_of
from evolve.tui.terminal.lines import shortened
from evolve.tui.terminal.wrap import wrap
from evolve.tune.report.tables import HEADS, UNKNOWN, counted_line

if TYPE_CHECKING:
    from evolve.tui.screens.tuning.model import Tuning
    from evolve.tune.estimate import Estimate

TABLE_FROM = 78
"""The columns from which the figures are in a table; in fewer they are in words."""
LABEL_HEADS = ("by labels", "precision", "recall", "F1", "right", "wrong", "missed")

_BRIEF = {"as opened": "opened", "worth checking from": "checking from"}
_WAITING = "…"
_MARGIN = "  "
_REASON = 2
"""The most lines of the reason for the recommended threshold."""


def figures(tuning: Tuning, threshold: float, rows: int, width: int) -> list[StyledLine]:
    """Return the figures of the threshold, and of others around it (`rows` in all) where there is room for a table."""
    if width < TABLE_FROM:
        return _in_words(tuning, threshold, width)
    widths = [len(head) for head in HEADS]
    gap = "  " if width >= TABLE_FROM + len(HEADS) else " "
    shown = tuning.around(threshold, rows // 2)
    heads = counted_line(widths, len(gap)), _cells(HEADS, widths, gap)
    out: list[StyledLine] = [[(_MARGIN + line, "$faint")] for line in heads]
    for at in shown:
        here = at == threshold
        mark = "▸ " if here else _MARGIN
        out.append([(mark + _cells(_row(tuning, at), widths, gap), "bold" if here else "")])
    out += [[]] * (rows + len(heads) - len(out))
    return out


def label_figures(tuning: Tuning, threshold: float, width: int) -> list[StyledLine]:
    """Return the figures by the labels at the threshold; nothing without labels."""
    row = tuning.measured(threshold)
    if row is None or tuning.findings is None or tuning.findings.labels is None:
        return []
    labels, c = tuning.findings.labels, row.confusion
    counts = (str(c.linked_same), str(c.linked_not), str(c.missed))
    named = ("precision", row.precision), ("recall", row.recall), ("F1", row.f[1.0])
    if width < TABLE_FROM:
        words = " ".join(f"{name[:1].upper()} {_shown(figure)}" for name, figure in named)
        return [[(shortened(f" {words} ✓{counts[0]} ✗{counts[1]} −{counts[2]}", width), "bold")]]
    cells = [_shown(figure) for _, figure in named]
    widths = [len(HEADS[0]), *(max(13, len(cell)) for cell in cells), 6, 6, 6]
    gap = "  " if width >= TABLE_FROM + len(HEADS) else " "
    judged = f"{labels.same}✓ {labels.different}✗"
    return [
        [(_MARGIN + _cells(LABEL_HEADS, widths, gap), "$faint")],
        [(_MARGIN + _cells((judged, *cells, *counts), widths, gap), "bold")],
    ]


def choices(tuning: Tuning, width: int) -> list[StyledLine]:
    """Return the thresholds with a key of their own, among them the recommended one, each with its keys."""
    found: dict[float, list[tuple[str, str]]] = {}
    for key, threshold, words in marks_of(tuning):
        found.setdefault(threshold, []).append((key, words))
    full = _chosen(found, {})
    return [full if width_of(full) <= width else _chosen(found, _BRIEF)]


def _chosen(found: Mapping[float, Sequence[tuple[str, str]]], brief: Mapping[str, str]) -> StyledLine:
    line: StyledLine = []
    for threshold, marks in found.items():
        line += [(" · " if line else _MARGIN, "$faint"), (hundredths(threshold), "bold")]
        for n, (key, words) in enumerate(marks):
            line += [("," if n else "", ""), (f" {brief.get(words, words)} ", ""), (key, "bold $primary")]
    return line


def reason(tuning: Tuning, width: int, most: int = _REASON) -> list[StyledLine]:
    """Return why the recommended threshold is recommended."""
    if tuning.findings is None:
        return [[(f"{_MARGIN}Reading what every link changes …", "$faint")]]
    choice, labels = tuning.findings.choice, tuning.findings.labels
    # The labels are named first, because a long reason is cut.
    by = ""
    if labels is not None and not tuning.findings.by_labels:
        by = f" (your {many(len(labels.items), 'label')} favour none)"
    elif labels is not None:
        by = f" (by {many(labels.drawn, 'label')} drawn at random)" if labels.drawn else " (by the pairs you chose)"
    text = f"{hundredths(choice.threshold)}{by}: {choice.reason}."
    lines = wrap(text, width - 2 * len(_MARGIN))
    texts = [text[a:b] for a, b in lines[:most]]
    if len(lines) > most:
        texts[-1] = shortened(texts[-1] + " " + text[lines[most][0] :], width - 2 * len(_MARGIN))
    return [[(_MARGIN + line, "$quiet")] for line in texts]


def _row(tuning: Tuning, at: float) -> tuple[str, ...]:
    row = tuning.row(at)
    counts = (row.persisted, row.changed, row.unclear_cell, row.dropped, row.added) if row is not None else None
    shown = (_WAITING,) * len(_COUNTED) if counts is None else map(str, counts)
    share = estimated_share(tuning.chance(at).not_by_chance)
    return _exactly(at), str(tuning.sweep.links(at)), *shown, share, str(tuning.sweep.flips(at))


_COUNTED = tuple(Status)


def _in_words(tuning: Tuning, threshold: float, width: int) -> list[StyledLine]:
    at, links, *counts, share, flips = _row(tuning, threshold)
    signed = [f"{status.glyph} {count}" for status, count in zip(_COUNTED, counts, strict=True)]
    words = (
        f" {links} {'link' if links == '1' else 'links'}: {' '.join(signed[:2])} · unlinked: {' '.join(signed[2:])}",
        f" not by chance: {share} of the links, {flips} come or go within ± .02",
    )
    return [[(f" {at}", "bold $primary"), (words[0], "bold")], [(shortened(words[1], width), "")]]


def _exactly(threshold: float) -> str:
    """Return the threshold in hundredths, with more digits where it is between two, as one found for a pair may be."""
    on_grid = abs(threshold * 100 - round(threshold * 100)) < 1e-6
    return hundredths(threshold) if on_grid else f"{threshold:.4f}".strip("0").rstrip(".")


def _shown(figure: Estimate | None) -> str:
    return UNKNOWN if figure is None else figure.brief


def _cells(cells: Sequence[str], widths: Sequence[int], gap: str = "  ") -> str:
    return gap.join(f"{cell:>{width}}" for cell, width in zip(cells, widths, strict=True))
