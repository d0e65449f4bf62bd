"""`evolve tune --write`: the choice in the settings file, with when, from what and how sure."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from evolve.cli.console import say
from evolve.errors import UsageError
from evolve.storage.atomic import write_whole

if TYPE_CHECKING:
    from evolve.tune.study import Study


def write_choice(found: Study) -> None:
    """Set the threshold in the settings file in force here, or in a new one.

    Where each of several pairs is to keep the threshold it finds by itself, nothing is written, and that is said.
    """
    from evolve.render.numbers import hundredths
    from evolve.settings import FILE_NAME
    from evolve.tune.recommend import Kept
    from evolve.tune.report.as_text import summary
    from evolve.tune.writing import with_threshold

    choice = found.choice
    if choice is None:
        step = "tune one pair, or judge some pairs of several"
        raise UsageError("there is no one threshold to write", next_step=step, where="--write")
    if isinstance(choice, Kept):
        _leave_alone(found)
        return
    folder = Path.cwd()
    target = next((place / FILE_NAME for place in (folder, *folder.parents) if (place / FILE_NAME).is_file()), None)
    _refuse_shadowing(folder, target)
    target = target or folder / FILE_NAME
    labels = found.labels
    lines = [f"on {_today()}, {_names(found)}"]
    if found.by_labels is not None:
        lines.append(
            f"from {labels.same + labels.different} labels ({labels.same} same, {labels.different} not, "
            f"{labels.drawn} drawn by lot), for {found.objective.wish}"
        )
        if row := next((row for row in found.estimate.rows if row.threshold == choice.threshold), None):
            lines.append(f"{summary(row)}, 95 % intervals")
    else:
        lines.append(f"without labels: {choice.reason}")
    text = _settings_text(target) if target.exists() else ""
    text = with_threshold(text, choice.threshold, "\n".join(lines), str(target))
    try:
        write_whole(target, text)
    except UsageError as error:
        step = f"make it writable, or put threshold = {choice.threshold:g} into a settings file by hand"
        raise UsageError(error.what, next_step=step, where=error.where) from None
    say(f"{target}: threshold = {choice.threshold:g} ({hundredths(choice.threshold)})")


def _leave_alone(found: Study) -> None:
    """Say that no threshold is written, and what stands in the way of each pair's own."""
    say("nothing is written: the labels do not show one threshold for all pairs to be better than each pair's own")
    if found.threshold != found.own:
        say("a threshold is set; take it out, and each pair finds its own")


def _settings_text(path: Path) -> str:
    if not path.is_file():
        raise UsageError("is no file that settings can be kept in", next_step="move it away", where=str(path))
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
            tool = tomllib.loads(shared.read_text(encoding="utf-8-sig")).get("tool") if shared.is_file() else None
        except (OSError, ValueError):
            continue
        if isinstance(tool, dict) and "evolve" in tool:
            step = "set the threshold under [tool.evolve] there by hand"
            raise UsageError("the settings are kept here, not in an evolve.toml", next_step=step, where=str(shared))


def _today() -> str:
    from datetime import UTC, datetime

    from evolve.report.provenance import date_in

    return date_in(os.environ) or datetime.now(UTC).date().isoformat()


def _names(found: Study) -> str:
    from evolve.text.clean import clean_line

    if len(found.pairs) > 1:
        return f"{len(found.pairs)} pairs of texts"
    comparison = found.pairs[0].comparison
    return clean_line(f"{comparison.before.label} and {comparison.after.label}")
