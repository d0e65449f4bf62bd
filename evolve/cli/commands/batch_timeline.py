"""`evolve batch --timeline`: the arguments of a folder of dated texts over time."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from evolve.cli.console import put, say
from evolve.cli.progress import watcher
from evolve.errors import UsageError
from evolve.render.numbers import many
from evolve.settings.sources import Sourced
from evolve.text.clean import clean_line

if TYPE_CHECKING:
    from evolve.batch.jobs.choose_workers import Workers
    from evolve.batch.step import Step

_OF_PAIRS = {
    "format": "-f", "pairs": "--pairs", "write_plan": "--write-plan", "judge_with": "--judge-with",
}  # fmt: skip
"""The options that only a batch of pairs has, by name."""
_SOME_FAILED = 3


def refuse_options_of_pairs(options: Namespace) -> None:
    """Raise UsageError if an option is given that a timeline does not have."""
    for name, flag in _OF_PAIRS.items():
        if getattr(options, name):
            raise UsageError("a timeline compares no pairs", next_step=f"leave out {flag} or --timeline", where=flag)


def show_texts(options: Namespace) -> int:
    """List the texts that would be read, and read nothing."""
    from evolve.batch.archive.run import folder_of_archive
    from evolve.text.metadata.dates import first_date

    content = folder_of_archive(_folder(options), excluding=Path(options.output) if options.output else None)
    for path in content.files.texts:
        date = content.about(path).date or first_date(PurePath(path).stem)
        put(f"{date or 'no date':<10}  {clean_line(path)}\n")
    for note in content.notes_on_files():
        say(f"{options.plan}: {note}")
    say(f"{many(len(content.files.texts), 'text')}; nothing was compared")
    return 0


def run_timeline(options: Namespace, shared: Sourced, workers: Callable[[], Workers], *, send_texts: bool) -> int:
    """Follow the arguments of a folder through time and write the results."""
    from evolve.batch.archive.results import write_results
    from evolve.batch.archive.run import archive_of, folder_of_archive
    from evolve.batch.output.folder import TIMELINE, Output

    target = Path(options.output)
    content = folder_of_archive(_folder(options), excluding=target)

    @contextmanager
    def watch(what: str, count: int) -> Iterator[Callable[[Step], None]]:
        with watcher(as_json=options.json_progress)(count, what) as progress:
            yield progress.step

    with Output(target, resume=options.resume, kind=TIMELINE) as output:
        try:
            archive, names, problems = archive_of(content, output, workers, shared, send_texts=send_texts, watch=watch)
            write_results(archive, output, names)
        except KeyboardInterrupt:
            say(f"interrupted; what was done is in {target}, and the same command with --resume continues from there")
            raise
    for note in archive.notes:
        if note not in problems.failed:
            say(f"{options.plan}: {note}")
    for remark in problems.remarks:
        say(remark)
    results = target / "index.html"
    if not options.json_progress:
        put(f"{clean_line(str(results))}\n")
    if not problems.failed:
        return 0
    say(f"failed texts or comparisons: {len(problems.failed)}; the reasons are in {results}")
    return _SOME_FAILED


def _folder(options: Namespace) -> Path:
    folder = Path(options.plan)
    if not folder.is_dir():
        step = "name a folder of dated texts, or leave out --timeline"
        raise UsageError("is not a folder", next_step=step, where=clean_line(options.plan))
    return folder
