"""A study of thresholds as plain text, for a terminal or an e-mail."""

from __future__ import annotations

from evolve.model import Link
from evolve.render.numbers import hundredths, many
from evolve.render.text_page import Look, Page
from evolve.tune.agreement import Agreement
from evolve.tune.estimate import Figures
from evolve.tune.labels import Thresholds
from evolve.tune.recommend import Choice, KeepOwnThresholds
from evolve.tune.report.tables import (
    FEW_SHOWN,
    HEADS,
    SHORT_STEPS,
    UNKNOWN,
    as_sentence,
    has_own_row,
    legend,
    put_sentences,
    put_table,
    threshold_name,
)
from evolve.tune.sampling import MIN_RELIABLE_LABELS
from evolve.tune.study import StudiedPair, Study
from evolve.tune.sweep import SweepRow


def render(study: Study, look: Look) -> str:
    """Return the whole text, with a line feed at the end."""
    page = Page(look)
    for pair in study.pairs:
        _pair(page, pair)
    if study.has_labels:
        put_judged(page, study)
    _next_steps(page, study)
    return page.text()


def _pair(page: Page, pair: StudiedPair) -> None:
    comparison, choice = pair.comparison, pair.choice
    sizes = f"{len(comparison.before.sentences)} and {len(comparison.after.sentences)} sentences"
    page.gap()
    page.title(f"{pair.name}: {sizes}")
    page.gap()
    page.put(f"Recommended without labels: {hundredths(choice.threshold)}. {as_sentence(choice.reason)}")
    if choice.review < choice.threshold:
        page.put(f"Worth a look by eye: the pairs from {hundredths(choice.review)} up to there.")
    if comparison.threshold != choice.threshold:
        page.put(f"In force: {hundredths(comparison.threshold)}.")
    page.gap()
    marks: dict[float, str] = {choice.threshold: "*"} | {comparison.threshold: ">"}
    rows = [
        row
        for row in pair.rows(SHORT_STEPS)
        if has_own_row(row.threshold, marks) and (row.links or row.threshold in marks)
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
    sentences_before, sentences_after = pair.comparison.pair.sayings
    put_sentences(page, link.score, sentences_before[link.before], sentences_after[link.after])


def _next_steps(page: Page, study: Study) -> None:
    """Write what the user can do next."""
    recommended, current = study.recommended, study.threshold
    page.gap()
    if recommended is not None and threshold_name(recommended) != threshold_name(current):
        now = "Each pair has its own" if isinstance(current, tuple) else f"In force is {threshold_name(current)}"
        page.put(
            f"{now}. To take {threshold_name(recommended)} for all texts in a folder, paste this line into its "
            "evolve.toml:"
        )
        page.lines.append(f"threshold = {recommended:g}")
    elif isinstance(study.choice, KeepOwnThresholds) and current != study.own:
        page.put("In force is a threshold that was set; where none is, each pair finds its own.")
    if not study.has_labels:
        page.put(
            "All this is estimated. How many links are right, judgements tell: `evolve label` asks for them, a pair "
            f"at a time, and {MIN_RELIABLE_LABELS} are a good start."
        )


def render_agreement(result: Agreement, names: tuple[str, str], look: Look) -> str:
    """Return the agreement of two people as text, and the pairs on which they disagree."""
    page = Page(look)
    alone = f"{result.judged_by_one[0]} only in {names[0]}, {result.judged_by_one[1]} in {names[1]}"
    page.title(f"{many(result.pairs, 'pair')} judged by both; {alone}")
    page.put(f"agreement            {result.percent:.0%}")
    for name, value in (("Cohen's kappa", result.kappa), ("Krippendorff's alpha", result.alpha)):
        text = "not defined: every verdict is the same" if value is None else f"{value:.2f}"
        page.put(f"{name:<20} {text}")
    page.put(
        "Kappa and alpha leave out what luck would give: 1 is full agreement, 0 no more than luck. Krippendorff asks "
        "for an alpha of .80, and of .67 for tentative conclusions."
    )
    if result.disagreements:
        page.gap()
        page.title(f"Judged differently: {len(result.disagreements)}")
        page.put(f"The first verdict is of {names[0]}, the second of {names[1]}.")
    for first_judgement, second_judgement in result.disagreements[:FEW_SHOWN]:
        page.gap()
        page.put(first_judgement.before, first=f"{first_judgement.verdict}/{second_judgement.verdict}  ")
        page.put(first_judgement.after, first=" " * len(f"{first_judgement.verdict}/{second_judgement.verdict}") + "→ ")
    if len(result.disagreements) > FEW_SHOWN:
        page.put(f"… and {len(result.disagreements) - FEW_SHOWN} more.")
    return page.text()


def put_judged(page: Page, study: Study) -> None:
    """Write all results from the judgements."""
    labels, choice = study.labels, study.by_labels
    page.gap()
    page.rule()
    counts = f"{labels.same} same, {labels.different} not, {labels.unsure} unsure"
    page.title(f"Judged pairs: {len(labels.items) + labels.unsure} ({counts})")
    page.put(labels.coverage)
    if choice is None:
        page.put(f"They cannot tell which threshold gives {study.objective.goal}.")
    else:
        taken = (
            "each pair keeps its own threshold"
            if isinstance(choice, KeepOwnThresholds)
            else hundredths(choice.threshold)
        )
        page.put(f"Recommended by labels, for {study.objective.goal}: {taken}. {as_sentence(choice.reason)}")
    if isinstance(choice, Choice) and choice.review < choice.threshold:
        review = hundredths(choice.review)
        found = "with them nearly all is found that any threshold finds"
        page.put(f"Worth a look by eye: the pairs from {review} up to there; {found}.")
    _figures(page, study)
    _lists(page, study)
    _held_out(page, study)


def _figures(page: Page, study: Study) -> None:
    page.gap()
    marks = _marks(study)
    highest = max((label.score for label in study.labels.items if label.wins), default=0.0)
    numbers = [threshold for threshold in marks if not isinstance(threshold, tuple)]
    thresholds = {
        threshold for threshold in SHORT_STEPS if threshold <= highest and has_own_row(threshold, numbers)
    }.union(numbers)
    rows: list[tuple[Thresholds, Figures]] = [
        (threshold, figures) for threshold, figures in study.estimate.each.items()
    ]
    rows += [(row.threshold, row) for row in study.estimate.rows if row.threshold in thresholds]
    heads = ("threshold", "precision", "recall", "F1", "F0.5", "F2", "right", "wrong", "missed")
    put_table(page, heads, ((*_measured(threshold, figures), marks.get(threshold, "")) for threshold, figures in rows))
    if study.estimate.each:
        page.put("own: each pair of texts at its own threshold; every other row takes one threshold for all.")
    page.put(
        "precision: the share of the links that are right; recall: the share that is linked of the pairs that make the "
        "same claim; F1: both in one figure, F0.5 leans to precision and F2 to recall. Behind a figure stands its 95 % "
        f"interval. right, wrong, missed are labels as counted; {legend(marks)}."
    )


def _lists(page: Page, study: Study) -> None:
    """Write the confusion matrix at the current threshold, and the missed and false links."""
    page.gap()
    confusion = study.measured.confusion
    threshold = study.threshold
    where = "with each pair at its own threshold" if isinstance(threshold, tuple) else f"at {hundredths(threshold)}"
    page.title(as_sentence(where)[:-1])
    put_table(
        page,
        ("", "judged same", "judged not"),
        (
            ("linked", str(confusion.linked_same), str(confusion.linked_not), ""),
            ("not linked", str(confusion.missed), str(confusion.kept_apart), ""),
        ),
    )
    for title, items in (("Missed", study.missed), ("False links", study.false_links)):
        if items:
            page.gap()
            page.title(f"{title} {where}: {len(items)}")
            for label in items[:FEW_SHOWN]:
                put_sentences(page, label.score, *study.texts(label))
            if len(items) > FEW_SHOWN:
                page.put(f"… and {len(items) - FEW_SHOWN} more; --json has them all.")


def _measured(threshold: Thresholds, row: Figures) -> tuple[str, ...]:
    figures = (row.precision, row.recall, row.f[1.0])
    short = (row.f[0.5], row.f[2.0])
    counts = (row.confusion.linked_same, row.confusion.linked_not, row.confusion.missed)
    return (
        threshold_name(threshold),
        *(UNKNOWN if figure is None else figure.brief for figure in figures),
        *(UNKNOWN if figure is None else hundredths(figure.value) for figure in short),
        *map(str, counts),
    )


def _held_out(page: Page, study: Study) -> None:
    if not study.held_out:
        return
    page.gap()
    page.title("Each pair of texts at the threshold chosen on the others")
    rows = []
    for held in study.held_out:
        figures = (held.measured.f[1.0], held.own.f[1.0])
        there, own = (UNKNOWN if figure is None else figure.brief for figure in figures)
        rows.append((study.pairs[held.pair].name, hundredths(held.threshold), there, own, ""))
    put_table(page, ("pair", "threshold", "F1 there", "F1 at its own"), rows)
    page.put("A pair keeps its own threshold where the others' labels do not show one threshold for all to be better.")


def _marks(study: Study) -> dict[Thresholds, str]:
    """Return the thresholds that have a row besides the steps, with their marks."""
    recommended = study.by_labels.threshold if isinstance(study.by_labels, Choice) else study.default
    return {recommended: "*"} | {study.threshold: ">"}
