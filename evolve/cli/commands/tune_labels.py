"""Labels for `evolve tune` from files and from what was judged before, with a word on all that cannot be used."""

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
    """What the files named with `--judgements` say; None where none is named."""
    from evolve.judgements.records import Record
    from evolve.tune.label_files import LabelFile, without_contradictions

    if options.columns and not options.labels:
        raise UsageError("tells how to read --judgements", next_step="name a file with it", where="--columns")
    if not options.labels:
        return None
    files = [read_labels(path, options.columns) for path in options.labels]
    # what two files say is told apart as what two people say
    words = [
        Record(replace(judgement, by=str(number))) for number, file in enumerate(files) for judgement in file.judgements
    ]
    joined = without_contradictions(words, by_person=True)
    return LabelFile(joined.judgements, (*joined.contradicting, *(j for file in files for j in file.contradicting)))


def placed(given: LabelFile | None, comparisons: Sequence[Comparison], *, kept: bool, complete: bool) -> Labels | None:
    """The labels to go by, with a word on what could not be used; None where nothing was judged."""
    from evolve.tune.label_files import LabelFile
    from evolve.tune.labels import match

    told = given is not None
    if given is None:
        given = LabelFile(tuple(chain.from_iterable(map(kept_of, comparisons))) if kept else (), ())
    if not given.judgements and not given.contradicting:
        return None
    labels = match(comparisons, given.judgements, contradicting=given.contradicting, complete=complete)
    _tell(labels, told=told)
    return labels


def _tell(labels: Labels, *, told: bool) -> None:
    """Say what could not be used, and what cannot be told."""
    if labels.unplaced and told:
        say(f"{_judgements(len(labels.unplaced))} on sentences that are not in these texts, left out:")
        _list(labels.unplaced)
        if len(labels.unplaced) > _FEW_SHOWN:
            say(f"  … and {len(labels.unplaced) - _FEW_SHOWN} more; --json has them all")
        if turned := _turned(labels):
            step = "name the texts the other way round, or add --columns before=after,after=before"
            say(f"turned round, the texts would fit {turned} of these; {step}")
    if labels.contradicting:
        say(f"{pairs_with(len(labels.contradicting))} contradicting judgements, left out:")
        _list(labels.contradicting)
    if labels.outdated:
        say(f"{labels.outdated} labels were drawn from other candidates; they speak for themselves alone")
    if not labels.items:
        left_open = f"{_judgements(labels.unsure)} left open and no other" if labels.unsure else "no judgement"
        say(f"{left_open} can be used; what follows is known without labels")
    elif not labels.same:
        say("no pair was judged the same: recall and F cannot be told")
    elif not labels.different:
        say("no pair was judged not the same, so false links cannot show; with --complete, unlisted pairs count as not")


def _list(judgements: Sequence[Judgement]) -> None:
    """Name the first few of some judgements."""
    from evolve.judgements.records import shortened

    for judgement in judgements[:_FEW_SHOWN]:
        say(f"  {shortened(judgement.before)} | {shortened(judgement.after)}")


def _turned(labels: Labels) -> int:
    """How many of the judgements without a place would find one in the texts turned round."""
    from evolve.text.clean import clean_line

    found = [comparison.pair.occurrences for comparison in labels.comparisons]
    return sum(
        any(clean_line(judgement.after) in one and clean_line(judgement.before) in two for one, two in found)
        for judgement in labels.unplaced
    )


def read_labels(path: str, columns: str | None) -> LabelFile:
    """The labels of a file, or of what is piped in. Raises InputError for what holds none."""
    return _labels_of(_text(path), path, columns)


def read_two(paths: Sequence[str], columns: str | None) -> tuple[LabelFile, LabelFile]:
    """The labels of two files whose agreement is asked for. Raises InputError for a file that holds none.

    A judge lists what it finds and passes over the rest, so its file is asked about the pairs of the other one.
    """
    from evolve.judges.store import as_labels, holds_verdicts_of_judges
    from evolve.model import Verdict

    texts = [_text(path) for path in paths]
    files = [_labels_of(text, path, columns) for text, path in zip(texts, paths, strict=True)]
    by_judges = [holds_verdicts_of_judges(text) for text in texts]
    if not any(by_judges):
        return files[0], files[1]
    # Of two judges each is asked about what the other found.
    asked = {(j.before, j.after): j for n in (0, 1) if by_judges[1 - n] for j in files[n].judgements}
    decided = tuple(
        replace(judgement, verdict=Verdict.SAME if judgement.verdict is Verdict.SAME else Verdict.NOT)
        for judgement in asked.values()
        if judgement.verdict is not Verdict.UNSURE
    )
    if len(decided) < len(asked):
        say(f"{_judgements(len(asked) - len(decided))} left open, which no judge is held to")
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
