"""What is known of thresholds, as plain text for a terminal or a mail."""

from __future__ import annotations

from evolve.model import Link
from evolve.render.numbers import hundredths, many
from evolve.render.text_page import Look, Page
from evolve.tune.agreement import Agreement
from evolve.tune.choose import Kept
from evolve.tune.estimate import Figures
from evolve.tune.judged_as_text import put_judged
from evolve.tune.strata import ENOUGH
from evolve.tune.sweep import Row
from evolve.tune.text_parts import (
    FEW_SHOWN,
    HEADS,
    SHORT_STEPS,
    UNKNOWN,
    legend,
    named,
    put_table,
    put_two,
    reads_apart,
    sentence,
)
from evolve.tune.tuned import Tuned, TunedPair


def render(tuned: Tuned, look: Look) -> str:
    """The whole of it, ending in a line feed."""
    page = Page(look)
    for pair in tuned.pairs:
        _pair(page, pair)
    if tuned.has_labels:
        put_judged(page, tuned)
    _next(page, tuned)
    return page.text()


def _pair(page: Page, pair: TunedPair) -> None:
    comparison, choice = pair.comparison, pair.choice
    sizes = f"{len(comparison.before.sentences)} and {len(comparison.after.sentences)} sentences"
    page.gap()
    page.title(f"{pair.name}: {sizes}")
    page.gap()
    page.put(f"Recommended without labels: {hundredths(choice.threshold)}. {sentence(choice.reason)}")
    if choice.review < choice.threshold:
        page.put(f"Worth a look by eye: the pairs from {hundredths(choice.review)} up to there.")
    if comparison.threshold != choice.threshold:
        page.put(f"In force: {hundredths(comparison.threshold)}.")
    page.gap()
    marks: dict[float, str] = {choice.threshold: "*"} | {comparison.threshold: ">"}
    rows = [
        row
        for row in pair.rows(SHORT_STEPS)
        if reads_apart(row.threshold, marks) and (row.links or row.threshold in marks)
    ]
    put_table(page, HEADS, ((*_cells(row), marks.get(row.threshold, "")) for row in rows))
    page.put(
        "persisted and changed are links, dropped and added sentences without one; by chance: links to be expected by "
        "luck; precision: the share of the links that is estimated to be no luck; flips: links that come or go when "
        f"the threshold moves by .02 to either side; {legend(marks)}."
    )
    above, below = pair.around
    for title, links in (("Just above", above), ("Just below", below)):
        if links:
            page.gap()
            page.title(title)
            for link in links:
                _link(page, pair, link)


def _cells(row: Row) -> tuple[str, ...]:
    precision = UNKNOWN if row.precision is None else hundredths(row.precision)
    counts = (row.links, row.persisted, row.changed, row.dropped, row.added)
    return (hundredths(row.threshold), *map(str, counts), f"{row.expected:.1f}", precision, str(row.flips))


def _link(page: Page, pair: TunedPair, link: Link) -> None:
    one, two = pair.comparison.pair.sayings
    put_two(page, link.score, one[link.before], two[link.after])


def _next(page: Page, tuned: Tuned) -> None:
    """What can be done with all that."""
    taken, force = tuned.recommended, tuned.threshold
    page.gap()
    if taken is not None and named(taken) != named(force):
        now = "Each pair has its own" if isinstance(force, tuple) else f"In force is {named(force)}"
        page.put(f"{now}; --write sets {named(taken)} in evolve.toml, for all texts in that folder.")
    elif isinstance(tuned.choice, Kept) and force != tuned.own:
        page.put("In force is a threshold that was set; where none is, each pair finds its own.")
    if not tuned.has_labels:
        page.put(
            "All this is estimated. How many links are right, judgements tell: `evolve label` asks for them, a pair "
            f"at a time, and {ENOUGH} are a good start."
        )


def render_agreement(found: Agreement, names: tuple[str, str], look: Look) -> str:
    """How far two people agree, and where they do not."""
    page = Page(look)
    alone = f"{found.only[0]} only in {names[0]}, {found.only[1]} in {names[1]}"
    page.title(f"{many(found.pairs, 'pair')} judged by both; {alone}")
    page.put(f"agreement            {found.percent:.0%}")
    for name, value in (("Cohen's kappa", found.kappa), ("Krippendorff's alpha", found.alpha)):
        text = "not defined: every verdict is the same" if value is None else f"{value:.2f}"
        page.put(f"{name:<20} {text}")
    page.put(
        "Kappa and alpha leave out what luck would give: 1 is full agreement, 0 no more than luck. Krippendorff asks "
        "for an alpha of .80, and of .67 for tentative conclusions."
    )
    if found.apart:
        page.gap()
        page.title(f"Judged differently: {len(found.apart)}")
        page.put(f"The first verdict is of {names[0]}, the second of {names[1]}.")
    for one, two in found.apart[:FEW_SHOWN]:
        page.gap()
        page.put(one.before, first=f"{one.verdict}/{two.verdict}  ")
        page.put(one.after, first=" " * len(f"{one.verdict}/{two.verdict}") + "→ ")
    if len(found.apart) > FEW_SHOWN:
        page.put(f"… and {len(found.apart) - FEW_SHOWN} more.")
    return page.text()


def summary(row: Figures) -> str:
    """One threshold's figures in a line."""
    named = (("precision", row.precision), ("recall", row.recall), ("F1", row.f[1.0]))
    return ", ".join(f"{name} {figure}" for name, figure in named if figure is not None)
