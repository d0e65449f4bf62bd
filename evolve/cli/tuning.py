"""`evolve tune`: labels are read, figures shown, and the choice written where that is asked for."""

from __future__ import annotations

import os
from argparse import Namespace
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from evolve.cli.output import in_colour, put, say
from evolve.errors import InputError, UsageError
from evolve.write import write_whole

if TYPE_CHECKING:
    from evolve.compare import Comparison
    from evolve.model import Judgement
    from evolve.report.page import Look
    from evolve.tune.estimate import Figure
    from evolve.tune.label_files import LabelFile
    from evolve.tune.labels import Labels
    from evolve.tune.tuned import Tuned

_MEASURES = ("f1", "f0.5", "f2", "precision", "recall")
_FEW_SHOWN = 5


def tune(options: Namespace) -> int:
    """Show what is known of thresholds; 1 where `--fail-under` asks for more."""
    from evolve.cli.commands import comparisons_of, settings_of, width

    look = _look(options.color, width())
    if options.agreement:
        return _agreement(options, look)
    if not options.files and not options.pair:
        step = "name two or more versions, the earliest first"
        raise UsageError("there is nothing to tune on", next_step=step)
    from evolve.tune.choose import objective_of
    from evolve.tune.tuned import tuned

    bar = _bar(options.fail_under)
    inputs = [*options.files, *(file for pair in options.pair for file in pair), *options.labels]
    if options.html:
        spare(inputs, options.html, "--html")
    objective = objective_of(options.objective)
    settings = settings_of(options).settings
    comparisons = comparisons_of(options, settings)
    labels = _labels(options, comparisons, kept=settings.judgements)
    if bar is not None and (labels is None or not labels.items):
        step = "judge some with `evolve label`, or name a file with --judgements"
        raise InputError("--fail-under needs judged pairs, and there are none", next_step=step)
    found = tuned(comparisons, labels, objective)
    _show(found, options, look)
    if options.write:
        _write(found)
    return 0 if bar is None else int(_is_under(found, *bar))


def spare(inputs: Sequence[str], output: str, flag: str) -> None:
    """Refuse to write over what is read. Raises UsageError."""
    target = Path(output)
    try:
        spared = target.is_file() and any(file != "-" and target.samefile(file) for file in inputs)
    except OSError:
        # A name that cannot even be looked up; reading or writing it will say why.
        spared = False
    if spared:
        raise UsageError("is read from here", next_step=f"choose another place with {flag}", where=output)


def _look(color: str, columns: int) -> Look:
    from evolve.report.page import Look

    return Look(columns, in_colour(color))


def _show(found: Tuned, options: Namespace, look: Look) -> None:
    if options.html:
        from evolve.tune.as_html import render as as_html

        write_whole(Path(options.html), as_html(found))
    if options.json:
        from evolve.tune.as_json import render as as_json

        put(as_json(found), exact=True)
    else:
        from evolve.tune.as_text import render as as_text

        put(as_text(found, look))


def _agreement(options: Namespace, look: Look) -> int:
    from evolve.text.clean import clean_line
    from evolve.tune.agreement import agreement

    given = (options.files or options.pair, options.labels, options.html, options.write, options.fail_under)
    named = ("texts", "--judgements", "--html", "--write", "--fail-under")
    if unfit := [name for name, value in zip(named, given, strict=True) if value]:
        what = f"looks at two files of labels alone, not at {', '.join(unfit)}"
        raise UsageError(what, next_step="leave that out, or tune without --agreement", where="--agreement")
    one, two = (_read(path, options.columns) for path in options.agreement)
    for path, file in zip(options.agreement, (one, two), strict=True):
        if file.contradicting:
            say(f"{path}: {_pairs(len(file.contradicting))} contradicting judgements, left out")
    names = clean_line(options.agreement[0]), clean_line(options.agreement[1])
    found = agreement(one.judgements, two.judgements)
    if options.json:
        from evolve.tune.as_json import render_agreement as as_json

        put(as_json(found, names), exact=True)
    else:
        from evolve.tune.as_text import render_agreement as as_text

        put(as_text(found, names, look))
    return 0


def _labels(options: Namespace, comparisons: Sequence[Comparison], *, kept: bool) -> Labels | None:
    """The labels to go by, with a word on what could not be used; None where nothing was judged."""
    from evolve.judgements.words import Word
    from evolve.tune.label_files import told_apart
    from evolve.tune.labels import match

    given: Sequence[Judgement] = ()
    contradicting: Sequence[Judgement] = ()
    if options.labels:
        files = [_read(path, options.columns) for path in options.labels]
        # what two files say is told apart as what two people say
        words = [
            Word(replace(judgement, by=str(number)))
            for number, file in enumerate(files)
            for judgement in file.judgements
        ]
        joined = told_apart(words, by_person=True)
        contradicting = [*joined.contradicting, *(j for file in files for j in file.contradicting)]
        given = joined.judgements
    elif kept:
        given = _kept(comparisons)
    if not given and not contradicting:
        return None
    labels = match(comparisons, given, contradicting=contradicting, complete=options.complete)
    _tell(labels, told=bool(options.labels))
    return labels


def _kept(comparisons: Sequence[Comparison]) -> list[Judgement]:
    """What was judged on the screen or labelled before."""
    from evolve.judgements import JudgementStore

    out: list[Judgement] = []
    for comparison in comparisons:
        store = JudgementStore.open(comparison.before, comparison.after)
        out += store.all()
        for warning in store.warnings:
            say(warning)
    return out


def _tell(labels: Labels, *, told: bool) -> None:
    """Say what could not be used, and what cannot be told."""
    if labels.unplaced and told:
        say(f"{_judgements(len(labels.unplaced))} on sentences that are not in these texts, left out:")
        for judgement in labels.unplaced[:_FEW_SHOWN]:
            say(f"  {_short(judgement.before)} | {_short(judgement.after)}")
        if len(labels.unplaced) > _FEW_SHOWN:
            say(f"  … and {len(labels.unplaced) - _FEW_SHOWN} more; --json has them all")
    if labels.contradicting:
        say(f"{_pairs(len(labels.contradicting))} contradicting judgements, left out:")
        for judgement in labels.contradicting[:_FEW_SHOWN]:
            say(f"  {_short(judgement.before)} | {_short(judgement.after)}")
    if labels.outdated:
        say(f"{labels.outdated} labels were drawn from other candidates; they speak for themselves alone")
    if not labels.items:
        say("no judgement can be used; what follows is known without labels")
    elif not labels.same:
        say("no pair was judged the same: recall and F cannot be told")
    elif not labels.different:
        say("no pair was judged not the same, so false links cannot show; with --complete, unlisted pairs count as not")


def _read(path: str, columns: str | None) -> LabelFile:
    from evolve.text.clean import clean_line
    from evolve.tune.label_files import columns_of, labels_in

    names = columns_of(columns) if columns else {}
    where = clean_line(path)
    try:
        text = Path(path).read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        raise InputError("is not UTF-8", next_step="save it as UTF-8", where=where) from None
    except (OSError, ValueError) as error:
        reason = (getattr(error, "strerror", None) or str(error)).lower()
        raise InputError(f"cannot be read: {reason}", next_step="check its name and folder", where=where) from None
    return labels_in(text, where, names)


def _bar(wish: str | None) -> tuple[str, float] | None:
    """What `--fail-under` asks for."""
    if wish is None:
        return None
    name, mark, number = (part.strip().lower() for part in wish.partition("="))
    try:
        value = float(number)
    except ValueError:
        value = -1.0
    if name not in _MEASURES or not mark or not 0 <= value <= 1:
        step = f"write it as f1=0.9; it can be {', '.join(_MEASURES)}"
        raise UsageError(f"{wish!r} is no bar", next_step=step, where="--fail-under")
    return name, value


def _is_under(found: Tuned, name: str, value: float) -> bool:
    row = found.measured
    figures: dict[str, Figure | None] = {"precision": row.precision, "recall": row.recall}
    figure = figures[name] if name in figures else row.f[float(name[1:])]
    if figure is None:
        step = "judge links, and pairs that are the same"
        raise InputError(f"{name} cannot be told from these judgements", next_step=step, where="--fail-under")
    if figure.value < value:
        say(f"{name} is {figure.value:.3f} at {found.threshold:g}, lower than {value:g}")
        return True
    return False


def _write(found: Tuned) -> None:
    """Set the threshold in the settings file in force here, or in a new one."""
    from evolve.model import hundredths
    from evolve.settings import FILE_NAME
    from evolve.tune.as_text import summary
    from evolve.tune.writing import with_threshold

    choice = found.choice
    if choice is None:
        step = "tune one pair, or judge some pairs of several"
        raise UsageError("there is no one threshold to write", next_step=step, where="--write")
    folder = Path.cwd()
    target = next((place / FILE_NAME for place in (folder, *folder.parents) if (place / FILE_NAME).is_file()), None)
    _refuse_shadowing(folder, target)
    target = target or folder / FILE_NAME
    labels = found.labels
    lines = [f"on {_today()}, {_names(found)}"]
    if found.has_labels:
        lines.append(
            f"from {labels.same + labels.different} labels ({labels.same} same, {labels.different} not, "
            f"{labels.drawn} drawn by lot), by {found.objective}"
        )
        if row := next((row for row in found.estimate.rows if row.threshold == choice.threshold), None):
            lines.append(f"{summary(row)}, 95 % intervals")
    else:
        lines.append(f"without labels: {choice.reason}")
    text = _settings_text(target) if target.exists() else ""
    write_whole(target, with_threshold(text, choice.threshold, "\n".join(lines), str(target)))
    say(f"{target}: threshold = {choice.threshold:g} ({hundredths(choice.threshold)})")


def _settings_text(path: Path) -> str:
    try:
        return path.read_bytes().decode()
    except UnicodeDecodeError:
        raise UsageError("is not UTF-8", next_step="save it as UTF-8", where=str(path)) from None
    except OSError as error:
        what = f"cannot be read ({(error.strerror or str(error)).lower()})"
        raise UsageError(what, next_step="make it readable", where=str(path)) from None


def _refuse_shadowing(folder: Path, own: Path | None) -> None:
    """A new file would hide all settings that stand in a pyproject.toml."""
    import tomllib

    for place in (folder, *folder.parents):
        if own is not None and own.parent == place:
            return
        shared = place / "pyproject.toml"
        try:
            tool = tomllib.loads(shared.read_text(encoding="utf-8")).get("tool") if shared.is_file() else None
        except (OSError, ValueError):
            continue
        if isinstance(tool, dict) and "evolve" in tool:
            step = "set the threshold under [tool.evolve] there by hand"
            raise UsageError("the settings are kept here, not in an evolve.toml", next_step=step, where=str(shared))


def _today() -> str:
    from datetime import UTC, datetime

    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    when = datetime.fromtimestamp(int(epoch), UTC) if epoch.isdigit() else datetime.now(UTC)
    return when.strftime("%Y-%m-%d")


def _names(found: Tuned) -> str:
    from evolve.text.clean import clean_line

    if len(found.pairs) > 1:
        return f"{len(found.pairs)} pairs of texts"
    comparison = found.pairs[0].comparison
    return clean_line(f"{comparison.before.label} and {comparison.after.label}")


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:59]}…"


def _pairs(count: int) -> str:
    return "one pair with" if count == 1 else f"{count} pairs with"


def _judgements(count: int) -> str:
    return "one judgement" if count == 1 else f"{count} judgements"
