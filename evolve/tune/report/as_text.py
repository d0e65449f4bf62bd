"""A study of thresholds as plain text, for a terminal or an e-mail."""

from __future__ import annotations

from evolve.model import Link
from evolve.render.chance import estimated_share
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
        page.put(f"Worth checking: pairs from {hundredths(choice.review)} to {hundredths(choice.threshold)}.")
    if comparison.threshold != choice.threshold:
        page.put(f"Current: {hundredths(comparison.threshold)}.")
    page.gap()
    marks: dict[float, str] = {choice.threshold: "*"} | {comparison.threshold: ">"}
    rows = [
        row
        for row in pair.rows(SHORT_STEPS)
        if has_own_row(row.threshold, marks) and (row.links or row.threshold in marks)
    ]
    put_table(page, HEADS, ((*_cells(row), marks.get(row.threshold, "")) for row in rows))
    page.put(
        "persisted, changed: links; unclear, dropped, added: sentences without a link, unclear ones with a possible "
        "candidate (18/17: in the earlier and in the later text), dropped ones in the earlier text, added ones in the "
        "later; not by chance: estimated share of the "
        "links not due to chance, which need not all be right; ± .02: links that come or go when the threshold moves "
        f"by .02 in either direction. {legend(marks)}."
    )
    above, below = pair.around
    for title, links in (("Just above", above), ("Just below", below)):
        if links:
            page.gap()
            page.title(title)
            for link in links:
                _link(page, pair, link)


def _cells(row: SweepRow) -> tuple[str, ...]:
    counts = (row.links, row.persisted, row.changed, row.unclear_cell, row.dropped, row.added)
    share = estimated_share(row.chance.not_by_chance)
    return hundredths(row.threshold), *map(str, counts), share, str(row.flips)


def _link(page: Page, pair: StudiedPair, link: Link) -> None:
    sentences_before, sentences_after = pair.comparison.pair.sentence_texts
    put_sentences(page, link.score, sentences_before[link.before], sentences_after[link.after])


def _next_steps(page: Page, study: Study) -> None:
    """Write what the user can do next."""
    recommended, current = study.recommended, study.threshold
    page.gap()
    if recommended is not None and threshold_name(recommended) != threshold_name(current):
        now = "each pair has its own" if isinstance(current, tuple) else threshold_name(current)
        page.put(
            f"Current threshold: {now}. To use {threshold_name(recommended)} for all texts in a folder, add this line "
            "to its evolve.toml:"
        )
        page.lines.append(f"threshold = {recommended:g}")
    elif isinstance(study.choice, KeepOwnThresholds) and current != study.own:
        page.put(
            "The current threshold was set by you; without that setting, each pair has its own automatic threshold."
        )
    if not study.has_labels:
        page.put(
            "All figures are estimates. To learn how many links are right, judge some: `evolve label` asks about one "
            f"pair at a time; {MIN_RELIABLE_LABELS} answers are a good start."
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
        "Kappa and alpha are corrected for chance: 1 is full agreement, 0 no more than chance. Krippendorff requires "
        "an alpha of .80, or .67 for tentative conclusions."
    )
    if result.disagreements:
        page.gap()
        page.title(f"Judged differently: {len(result.disagreements)}")
        page.put(f"The first verdict is from {names[0]}, the second from {names[1]}.")
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
        page.put(f"These are not enough to recommend a threshold for {study.objective.goal}.")
    else:
        taken = (
            "each pair keeps its own threshold"
            if isinstance(choice, KeepOwnThresholds)
            else hundredths(choice.threshold)
        )
        page.put(f"Recommended by labels, for {study.objective.goal}: {taken}. {as_sentence(choice.reason)}")
    if isinstance(choice, Choice) and choice.review < choice.threshold:
        review = hundredths(choice.review)
        found = "together with the links, they include nearly all pairs that any threshold finds"
        page.put(f"Worth checking: pairs from {review} to {hundredths(choice.threshold)}; {found}.")
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
        page.put("own: each pair of texts at its own threshold; every other row: one threshold for all.")
    page.put(
        "precision: share of the links that are right; recall: share of the pairs with the same claim that are linked; "
        "F1: both in one figure; F0.5 favours precision, F2 recall. Each figure is followed by its 95 % interval. "
        f"right, wrong, missed: numbers of labels. {legend(marks)}."
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
                page.put(f"… and {len(items) - FEW_SHOWN} more; --json lists them all.")


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
    put_table(page, ("pair", "threshold", "F1 there", "F1 at own"), rows)
    page.put("A pair keeps its own threshold unless the labels of the others show one threshold for all to be better.")


def _marks(study: Study) -> dict[Thresholds, str]:
    """Return the thresholds that have a row besides the steps, with their marks."""
    recommended = study.by_labels.threshold if isinstance(study.by_labels, Choice) else study.default
    return {recommended: "*"} | {study.threshold: ">"}
