"""Labels for `evolve tune` from files or from stored judgements, with warnings about those that cannot be used."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING

from evolve.cli.console import say
from evolve.cli.inputs import kept_of, refuse_no_stdin
from evolve.errors import UsageError

if TYPE_CHECKING:
    from evolve.comparison import Comparison
    from evolve.model import Judgement
    from evolve.tune.label_files import LabelFile
    from evolve.tune.labels import Labels

_FEW_SHOWN = 5


def given_labels(options: Namespace) -> LabelFile | None:
    """Return the labels in the files named with `--judgements`; None if no file is named."""
    from evolve.judgements.records import Record
    from evolve.tune.label_files import LabelFile, without_contradictions

    if options.columns and not options.labels:
        raise UsageError(
            "works only with --judgements", next_step="name a file of labels with --judgements", where="--columns"
        )
    if not options.labels:
        return None
    files = [read_labels(path, options.columns) for path in options.labels]
    # Each file counts as one person.
    records = [
        Record(replace(judgement, by=str(number))) for number, file in enumerate(files) for judgement in file.judgements
    ]
    joined = without_contradictions(records, by_person=True)
    return LabelFile(joined.judgements, (*joined.contradicting, *(j for file in files for j in file.contradicting)))


def placed(given: LabelFile | None, comparisons: Sequence[Comparison], *, kept: bool, complete: bool) -> Labels | None:
    """Return the labels of the texts, and warn about judgements that cannot be used; None if there are none.

    `kept` allows stored judgements if no file is given; `complete` counts unjudged pairs as not the same.
    """
    from evolve.tune.label_files import LabelFile
    from evolve.tune.labels import match

    is_from_files = given is not None
    if given is None:
        stored = (kept_of(comparison.before, comparison.after) for comparison in comparisons if kept)
        given = LabelFile(tuple(chain.from_iterable(stored)), ())
    if not given.judgements and not given.contradicting:
        return None
    labels = match(comparisons, given.judgements, contradicting=given.contradicting, complete=complete)
    _warn(labels, is_from_files=is_from_files)
    return labels


def _warn(labels: Labels, *, is_from_files: bool) -> None:
    """Warn about labels that cannot be used, and figures that cannot be estimated."""
    if labels.unplaced and is_from_files:
        say(f"{_judgements(len(labels.unplaced))} left out because of sentences that are not in these texts:")
        _list(labels.unplaced)
        if len(labels.unplaced) > _FEW_SHOWN:
            say(f"  … and {len(labels.unplaced) - _FEW_SHOWN} more; --json lists them all")
        if swapped := _count_swapped(labels):
            step = "name the files in the other order, or add --columns before=after,after=before"
            say(f"{swapped} of these {'fits' if swapped == 1 else 'fit'} if the two files are swapped; {step}")
    if labels.contradicting:
        say(f"{pairs_with(len(labels.contradicting))} contradictory judgements, left out:")
        _list(labels.contradicting)
    if labels.outdated:
        say(
            f"{labels.outdated} labels were drawn when the candidates were different; each represents only its own pair"
        )
    if not labels.items:
        unusable = f"all {labels.unsure} judgements are unsure" if labels.unsure > 1 else "the only judgement is unsure"
        reason = unusable if labels.unsure else "there are no usable judgements"
        say(f"{reason}; all figures are estimates without labels")
    elif not labels.same:
        say("no pair was judged the same: recall and F cannot be estimated")
    elif not labels.different:
        say(
            "no pair was judged not the same, so false links cannot be counted; --complete counts unjudged pairs as not"
        )


def _list(judgements: Sequence[Judgement]) -> None:
    """Write the sentences of the first few judgements to stderr."""
    from evolve.judgements.records import shortened

    for judgement in judgements[:_FEW_SHOWN]:
        say(f"  {shortened(judgement.before)} | {shortened(judgement.after)}")


def _count_swapped(labels: Labels) -> int:
    """Return the number of unplaced judgements whose sentences are in the swapped texts."""
    from evolve.text.clean import clean_line

    found = [comparison.pair.occurrences for comparison in labels.comparisons]
    return sum(
        any(clean_line(judgement.after) in one and clean_line(judgement.before) in two for one, two in found)
        for judgement in labels.unplaced
    )


def read_labels(path: str, columns: str | None) -> LabelFile:
    """Return the labels in a file or stdin. Raises InputError if there are none."""
    return _labels_of(_text(path), path, columns)


def read_two(paths: Sequence[str], columns: str | None) -> tuple[LabelFile, LabelFile]:
    """Return the labels of two files for measuring their agreement. Raises InputError for a file without labels.

    A judge lists only the pairs it finds, so its verdicts are looked up for the pairs in the other file.
    """
    from evolve.judges.store import as_labels, holds_verdicts_of_judges
    from evolve.model import Verdict

    texts = [_text(path) for path in paths]
    files = [_labels_of(text, path, columns) for text, path in zip(texts, paths, strict=True)]
    by_judges = [holds_verdicts_of_judges(text) for text in texts]
    if not any(by_judges):
        return files[0], files[1]
    # For two judges, each one's pairs are looked up in the file of the other.
    asked = {(j.before, j.after): j for n in (0, 1) if by_judges[1 - n] for j in files[n].judgements}
    decided = tuple(
        replace(judgement, verdict=Verdict.SAME if judgement.verdict is Verdict.SAME else Verdict.NOT)
        for judgement in asked.values()
        if judgement.verdict is not Verdict.UNSURE
    )
    if len(decided) < len(asked):
        say(f"{_judgements(len(asked) - len(decided))} unsure and not compared")
    found = [as_labels(text, decided) if judges else decided for text, judges in zip(texts, by_judges, strict=True)]
    one, two = (replace(file, judgements=labels) for file, labels in zip(files, found, strict=True))
    return one, two


def _text(path: str) -> str:
    from evolve.judgements.parse import text_of
    from evolve.readers import content_of
    from evolve.text.clean import clean_line

    refuse_no_stdin(path, "labels")
    return text_of(content_of(path), clean_line(path))


def _labels_of(text: str, path: str, columns: str | None) -> LabelFile:
    from evolve.judgements.parse import columns_of
    from evolve.judgements.records import Record
    from evolve.judges.store import holds_verdicts_of_judges, verdicts_of
    from evolve.text.clean import clean_line
    from evolve.tune.label_files import labels_in, without_contradictions

    names = columns_of(columns) if columns else {}
    if holds_verdicts_of_judges(text):
        return without_contradictions([Record(verdict) for verdict in verdicts_of(text)], by_person=True)
    return labels_in(text, clean_line(path), names)


def pairs_with(count: int) -> str:
    return "one pair with" if count == 1 else f"{count} pairs with"


def _judgements(count: int) -> str:
    return "one judgement" if count == 1 else f"{count} judgements"
