"""What is known of thresholds, as plain text for a terminal or a mail."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from evolve.model import Link, hundredths
from evolve.report.page import Look, Page
from evolve.tune.agreement import Agreement
from evolve.tune.choose import shown
from evolve.tune.estimate import Figure, Measured
from evolve.tune.sweep import Row
from evolve.tune.tuned import Tuned, TunedPair

SHORT_STEPS = tuple(step / 20 for step in range(1, 20))
"""The thresholds of a table that is read."""

_FEW_SHOWN = 10
_UNKNOWN = "–"


def render(tuned: Tuned, look: Look) -> str:
    """The whole of it, ending in a line feed."""
    page = Page(look)
    for pair in tuned.pairs:
        _pair(page, pair)
    if tuned.has_labels:
        _labels(page, tuned)
    return page.text()


def _pair(page: Page, pair: TunedPair) -> None:
    comparison, choice = pair.comparison, pair.choice
    sizes = f"{len(comparison.before.sentences)} and {len(comparison.after.sentences)} sentences"
    page.gap()
    page.title(f"{comparison.before.label} → {comparison.after.label}: {sizes}")
    page.gap()
    page.put(f"Without labels: {hundredths(choice.threshold)}. {_sentence(choice.reason)}")
    if choice.review < choice.threshold:
        page.put(f"Worth a look from {hundredths(choice.review)} up.")
    if comparison.threshold != choice.threshold:
        page.put(f"In force: {hundredths(comparison.threshold)}.")
    page.gap()
    heads = ("threshold", "links", "persisted", "changed", "dropped", "added", "by chance", "precision", "flips")
    rows = [row for row in pair.rows(SHORT_STEPS) if row.links or row.threshold == comparison.threshold]
    _table(page, heads, ((*_cells(row), row.threshold == comparison.threshold) for row in rows))
    page.put(
        "precision: the share of the links that is estimated to be no luck; flips: links that come or go when the "
        "threshold moves by .02 to either side; the line marked > is in force."
    )
    above, below = pair.around
    for title, links in (("Just above", above), ("Just below", below)):
        if links:
            page.gap()
            page.title(title)
            for link in links:
                _link(page, pair, link)


def _cells(row: Row) -> tuple[str, ...]:
    precision = _UNKNOWN if row.precision is None else hundredths(row.precision)
    counts = (row.links, row.persisted, row.changed, row.dropped, row.added)
    return (hundredths(row.threshold), *map(str, counts), f"{row.expected:.1f}", precision, str(row.flips))


def _link(page: Page, pair: TunedPair, link: Link) -> None:
    one, two = pair.comparison.aligned.sayings
    _two(page, link.score, one[link.before], two[link.after])


def _two(page: Page, score: float, before: str, after: str) -> None:
    first = f"{hundredths(score):>4}  "
    page.put(before, first=first)
    page.put(after, first=" " * (len(first) - 2) + "→ ")


def _labels(page: Page, tuned: Tuned) -> None:
    labels, choice = tuned.labels, tuned.by_labels
    page.gap()
    page.rule()
    counts = f"{labels.same} same, {labels.different} not, {labels.unsure} unsure"
    page.title(f"Judged pairs: {len(labels.items) + labels.unsure} ({counts})")
    page.put(labels.spoken_for)
    if choice is not None:
        page.put(f"By {tuned.objective}: {hundredths(choice.threshold)}. {_sentence(choice.reason)}")
        if choice.review < choice.threshold:
            page.put(f"Link from {hundredths(choice.threshold)}, review from {hundredths(choice.review)}.")
    else:
        page.put(f"They cannot tell a threshold by {tuned.objective}.")
    page.gap()
    highest = max((label.score for label in labels.items if label.wins), default=0.0)
    bars = {bar for bar in SHORT_STEPS if bar <= highest} | {tuned.threshold}
    told = [row for row in tuned.estimate.rows if row.threshold in bars]
    heads = ("threshold", "precision", "recall", "F1", "F0.5", "F2", "right", "wrong", "missed")
    _table(page, heads, ((*_measured(row), row.threshold == tuned.threshold) for row in told))
    page.put("95 % intervals; right, wrong, missed are labels as counted.")
    page.gap()
    confusion = tuned.measured.confusion
    page.title(f"At {hundredths(tuned.threshold)}")
    _table(
        page,
        ("", "judged same", "judged not"),
        (
            ("linked", str(confusion.linked_same), str(confusion.linked_not), False),
            ("not linked", str(confusion.missed), str(confusion.kept_apart), False),
        ),
    )
    for title, items in (("Missed", tuned.missed), ("False links", tuned.false_links)):
        if items:
            page.gap()
            page.title(f"{title}: {len(items)}")
            for label in items[:_FEW_SHOWN]:
                _two(page, label.score, *tuned.texts(label))
            if len(items) > _FEW_SHOWN:
                page.put(f"… and {len(items) - _FEW_SHOWN} more; --json has them all.")
    _held_out(page, tuned)
    _scorers(page, tuned)
    _proposals(page, tuned)


def _measured(row: Measured) -> tuple[str, ...]:
    figures = (row.precision, row.recall, row.f[1.0])
    short = (row.f[0.5], row.f[2.0])
    counts = (row.confusion.linked_same, row.confusion.linked_not, row.confusion.missed)
    return (
        hundredths(row.threshold),
        *(_UNKNOWN if figure is None else _tight(figure) for figure in figures),
        *(_UNKNOWN if figure is None else hundredths(figure.value) for figure in short),
        *map(str, counts),
    )


def _tight(figure: Figure) -> str:
    return f"{hundredths(figure.value)} {hundredths(figure.low)}–{hundredths(figure.high)}"


def _held_out(page: Page, tuned: Tuned) -> None:
    if not tuned.held_out:
        return
    page.gap()
    page.title("Each pair of texts at the threshold chosen on the others")
    rows = []
    for held in tuned.held_out:
        comparison = tuned.labels.comparisons[held.pair]
        name = f"{comparison.before.label} → {comparison.after.label}"
        figures = (held.measured.f[1.0], held.default.f[1.0])
        there, own = (_UNKNOWN if figure is None else _tight(figure) for figure in figures)
        rows.append((name, hundredths(held.threshold), there, own, False))
    _table(page, ("pair", "threshold", "F1 there", "F1 at its own"), rows)


def _scorers(page: Page, tuned: Tuned) -> None:
    if not tuned.scorers:
        return
    page.gap()
    page.title("Scores on the same labels")
    rows = [
        (r.name, hundredths(r.average_precision), hundredths(r.best_f), hundredths(r.cutoff), False)
        for r in tuned.scorers
    ]
    _table(page, ("score", "average precision", "best F1", "at"), rows)


def _proposals(page: Page, tuned: Tuned) -> None:
    if not tuned.proposals:
        return
    page.gap()
    page.title("May mean the same")
    page.put("Nothing is changed. Those that do, and do so in these texts, go into evolve.toml under [equivalents]:")
    for proposal in tuned.proposals:
        page.put(f'"{proposal.before}" = ["{proposal.after}"]  # facing each other in {proposal.pairs} judged pairs')


def render_agreement(found: Agreement, names: tuple[str, str], look: Look) -> str:
    """How far two people agree, and where they do not."""
    page = Page(look)
    page.title(f"{found.pairs} pairs judged by both; {found.only[0]} only in {names[0]}, {found.only[1]} in {names[1]}")
    page.put(f"agreement            {found.percent:.0%}")
    for name, value in (("Cohen's kappa", found.kappa), ("Krippendorff's alpha", found.alpha)):
        text = "not defined: every verdict is the same" if value is None else f"{value:.2f}"
        page.put(f"{name:<20} {text}")
    for one, two in found.apart[:_FEW_SHOWN]:
        page.gap()
        page.put(one.before, first=f"{one.verdict}/{two.verdict}  ")
        page.put(one.after, first=" " * len(f"{one.verdict}/{two.verdict}") + "→ ")
    if len(found.apart) > _FEW_SHOWN:
        page.put(f"… and {len(found.apart) - _FEW_SHOWN} more.")
    return page.text()


def summary(row: Measured) -> str:
    """One threshold's figures in a line."""
    named = (("precision", row.precision), ("recall", row.recall), ("F1", row.f[1.0]))
    return ", ".join(f"{name} {shown(figure)}" for name, figure in named if figure is not None)


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}."


def _table(page: Page, heads: Sequence[str], rows: Iterable[tuple[str | bool, ...]]) -> None:
    """Columns as wide as they must be, numbers to the right; the last cell of a row says whether it is marked."""
    body = [([str(cell) for cell in row[:-1]], bool(row[-1])) for row in rows]
    widths = [max(len(head), *(len(cells[at]) for cells, _ in body)) for at, head in enumerate(heads)]

    def line(cells: Sequence[str], mark: str) -> str:
        out = "  ".join(f"{cell:>{width}}" for cell, width in zip(cells, widths, strict=True))
        return f"{mark} {out}"

    page.lines.append(line(heads, " "))
    page.lines.extend(line(cells, ">" if marked else " ") for cells, marked in body)
