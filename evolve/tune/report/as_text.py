"""What is known of thresholds, as plain text for a terminal or a mail."""

from __future__ import annotations

from evolve.model import Link
from evolve.render.numbers import hundredths, many
from evolve.render.text_page import Look, Page
from evolve.tune.agreement import Agreement
from evolve.tune.estimate import Figures
from evolve.tune.labels import Thresholds
from evolve.tune.recommend import Choice, Kept
from evolve.tune.report.tables import (
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
from evolve.tune.sampling import ENOUGH
from evolve.tune.study import StudiedPair, Study
from evolve.tune.sweep import SweepRow


def render(tuned: Study, look: Look) -> str:
    """The whole of it, ending in a line feed."""
    page = Page(look)
    for pair in tuned.pairs:
        _pair(page, pair)
    if tuned.has_labels:
        put_judged(page, tuned)
    _next(page, tuned)
    return page.text()


def _pair(page: Page, pair: StudiedPair) -> None:
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


def _cells(row: SweepRow) -> tuple[str, ...]:
    precision = UNKNOWN if row.precision is None else hundredths(row.precision)
    counts = (row.links, row.persisted, row.changed, row.dropped, row.added)
    return (hundredths(row.threshold), *map(str, counts), f"{row.expected:.1f}", precision, str(row.flips))


def _link(page: Page, pair: StudiedPair, link: Link) -> None:
    one, two = pair.comparison.pair.sayings
    put_two(page, link.score, one[link.before], two[link.after])


def _next(page: Page, tuned: Study) -> None:
    """What can be done with all that."""
    taken, force = tuned.recommended, tuned.threshold
    page.gap()
    if taken is not None and named(taken) != named(force):
        now = "Each pair has its own" if isinstance(force, tuple) else f"In force is {named(force)}"
        page.put(f"{now}. To take {named(taken)} for all texts in a folder, paste this line into its evolve.toml:")
        page.lines.append(f"threshold = {taken:g}")
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


def put_judged(page: Page, tuned: Study) -> None:
    """All that judgements say."""
    labels, choice = tuned.labels, tuned.by_labels
    page.gap()
    page.rule()
    counts = f"{labels.same} same, {labels.different} not, {labels.unsure} unsure"
    page.title(f"Judged pairs: {len(labels.items) + labels.unsure} ({counts})")
    page.put(labels.spoken_for)
    if choice is None:
        page.put(f"They cannot tell which threshold gives {tuned.objective.wish}.")
    else:
        taken = "each pair keeps its own threshold" if isinstance(choice, Kept) else hundredths(choice.threshold)
        page.put(f"Recommended by labels, for {tuned.objective.wish}: {taken}. {sentence(choice.reason)}")
    if isinstance(choice, Choice) and choice.review < choice.threshold:
        review = hundredths(choice.review)
        found = "with them nearly all is found that any threshold finds"
        page.put(f"Worth a look by eye: the pairs from {review} up to there; {found}.")
    _figures(page, tuned)
    _lists(page, tuned)
    _held_out(page, tuned)


def _figures(page: Page, tuned: Study) -> None:
    page.gap()
    marks = _marks(tuned)
    highest = max((label.score for label in tuned.labels.items if label.wins), default=0.0)
    numbers = [bar for bar in marks if not isinstance(bar, tuple)]
    bars = {bar for bar in SHORT_STEPS if bar <= highest and reads_apart(bar, numbers)}.union(numbers)
    told: list[tuple[Thresholds, Figures]] = [(bar, figures) for bar, figures in tuned.estimate.each.items()]
    told += [(row.threshold, row) for row in tuned.estimate.rows if row.threshold in bars]
    heads = ("threshold", "precision", "recall", "F1", "F0.5", "F2", "right", "wrong", "missed")
    put_table(page, heads, ((*_measured(bar, figures), marks.get(bar, "")) for bar, figures in told))
    if tuned.estimate.each:
        page.put("own: each pair of texts at its own threshold; every other row takes one threshold for all.")
    page.put(
        "precision: the share of the links that are right; recall: the share that is linked of the pairs that make the "
        "same claim; F1: both in one figure, F0.5 leans to precision and F2 to recall. Behind a figure stands its 95 % "
        f"interval. right, wrong, missed are labels as counted; {legend(marks)}."
    )


def _lists(page: Page, tuned: Study) -> None:
    """What is linked and what is not in force, in numbers and in sentences."""
    page.gap()
    confusion = tuned.measured.confusion
    bar = tuned.threshold
    here = "with each pair at its own threshold" if isinstance(bar, tuple) else f"at {hundredths(bar)}"
    page.title(sentence(here)[:-1])
    put_table(
        page,
        ("", "judged same", "judged not"),
        (
            ("linked", str(confusion.linked_same), str(confusion.linked_not), ""),
            ("not linked", str(confusion.missed), str(confusion.kept_apart), ""),
        ),
    )
    for title, items in (("Missed", tuned.missed), ("False links", tuned.false_links)):
        if items:
            page.gap()
            page.title(f"{title} {here}: {len(items)}")
            for label in items[:FEW_SHOWN]:
                put_two(page, label.score, *tuned.texts(label))
            if len(items) > FEW_SHOWN:
                page.put(f"… and {len(items) - FEW_SHOWN} more; --json has them all.")


def _measured(bar: Thresholds, row: Figures) -> tuple[str, ...]:
    figures = (row.precision, row.recall, row.f[1.0])
    short = (row.f[0.5], row.f[2.0])
    counts = (row.confusion.linked_same, row.confusion.linked_not, row.confusion.missed)
    return (
        named(bar),
        *(UNKNOWN if figure is None else figure.brief for figure in figures),
        *(UNKNOWN if figure is None else hundredths(figure.value) for figure in short),
        *map(str, counts),
    )


def _held_out(page: Page, tuned: Study) -> None:
    if not tuned.held_out:
        return
    page.gap()
    page.title("Each pair of texts at the threshold chosen on the others")
    rows = []
    for held in tuned.held_out:
        figures = (held.measured.f[1.0], held.own.f[1.0])
        there, own = (UNKNOWN if figure is None else figure.brief for figure in figures)
        rows.append((tuned.pairs[held.pair].name, hundredths(held.threshold), there, own, ""))
    put_table(page, ("pair", "threshold", "F1 there", "F1 at its own"), rows)
    page.put("A pair keeps its own threshold where the others' labels do not show one threshold for all to be better.")


def _marks(tuned: Study) -> dict[Thresholds, str]:
    """What has a row of its own beside the steps, with its mark."""
    recommended = tuned.by_labels.threshold if isinstance(tuned.by_labels, Choice) else tuned.home
    return {recommended: "*"} | {tuned.threshold: ">"}
