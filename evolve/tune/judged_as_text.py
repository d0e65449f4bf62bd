"""What judgements say of thresholds, as plain text: figures, misses, other scores, words that may mean the same."""

from __future__ import annotations

import json

from evolve.render.numbers import hundredths
from evolve.render.text_page import Page
from evolve.tune.choose import Choice, Kept
from evolve.tune.estimate import Figures
from evolve.tune.labels import Bar
from evolve.tune.proposals import Proposal
from evolve.tune.text_parts import (
    FEW_SHOWN,
    SHORT_STEPS,
    UNKNOWN,
    legend,
    named,
    put_table,
    put_two,
    reads_apart,
    sentence,
)
from evolve.tune.tuned import Tuned


def put_judged(page: Page, tuned: Tuned) -> None:
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
    _scorers(page, tuned)
    _proposals(page, tuned)


def _figures(page: Page, tuned: Tuned) -> None:
    page.gap()
    marks = _marks(tuned)
    highest = max((label.score for label in tuned.labels.items if label.wins), default=0.0)
    numbers = [bar for bar in marks if not isinstance(bar, tuple)]
    bars = {bar for bar in SHORT_STEPS if bar <= highest and reads_apart(bar, numbers)}.union(numbers)
    told: list[tuple[Bar, Figures]] = [(bar, figures) for bar, figures in tuned.estimate.each.items()]
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


def _lists(page: Page, tuned: Tuned) -> None:
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


def _measured(bar: Bar, row: Figures) -> tuple[str, ...]:
    figures = (row.precision, row.recall, row.f[1.0])
    short = (row.f[0.5], row.f[2.0])
    counts = (row.confusion.linked_same, row.confusion.linked_not, row.confusion.missed)
    return (
        named(bar),
        *(UNKNOWN if figure is None else figure.brief for figure in figures),
        *(UNKNOWN if figure is None else hundredths(figure.value) for figure in short),
        *map(str, counts),
    )


def _held_out(page: Page, tuned: Tuned) -> None:
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


def _scorers(page: Page, tuned: Tuned) -> None:
    if not tuned.scorers:
        return
    page.gap()
    page.title("Scores on the same labels")
    rows = [
        (r.name, hundredths(r.average_precision), hundredths(r.best_f), hundredths(r.cutoff), "") for r in tuned.scorers
    ]
    put_table(page, ("score", "average precision", "best F1", "at"), rows)
    page.put(
        "How well each score by itself puts what is the same before what is not (average precision 1.00: always). No "
        "partners are chosen here, so F1 differs from the one above."
    )


def _proposals(page: Page, tuned: Tuned) -> None:
    if not tuned.labels.different:
        page.gap()
        page.put(
            "Words that may mean the same are not proposed: no pair was judged not the same, and only such pairs tell "
            "them from words that face each other by accident."
        )
    if not tuned.proposals:
        return
    page.gap()
    page.title("May mean the same")
    page.put(
        "Words that face each other in pairs judged the same; many do so by accident, and nothing is changed. Put "
        "those that do mean the same in these texts into evolve.toml under [equivalents]:"
    )
    found: dict[str, list[Proposal]] = {}
    for proposal in tuned.proposals:
        found.setdefault(proposal.before, []).append(proposal)
    # one line a word and none broken, or it could not be pasted
    for word, others in found.items():
        names = json.dumps([proposal.after for proposal in others], ensure_ascii=False)
        counts = ", ".join(str(proposal.pairs) for proposal in others)
        page.lines.append(f"{json.dumps(word, ensure_ascii=False)} = {names}  # in {counts} pairs")


def _marks(tuned: Tuned) -> dict[Bar, str]:
    """What has a row of its own beside the steps, with its mark."""
    recommended = tuned.by_labels.threshold if isinstance(tuned.by_labels, Choice) else tuned.home
    return {recommended: "*"} | {tuned.threshold: ">"}
