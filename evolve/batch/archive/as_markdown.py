"""The results of an archive as Markdown: a table with a row for each argument, a glyph for each period."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from evolve.batch.archive.life_drawing import ABSENT_NAME, EVENT_NAMES
from evolve.batch.archive.pages import archive_summary, trust_summary
from evolve.batch.archive.run import Archive
from evolve.model import Event
from evolve.report.as_markdown import escaped


def as_markdown(archive: Archive) -> Iterator[str]:
    """Yield the parts of the Markdown."""
    yield f"# {escaped(archive.title)}\n\n{escaped(archive_summary(archive))} {escaped(trust_summary(archive))}\n\n"
    for note in archive.notes:
        yield f"- {escaped(note)}\n"
    names = archive.periods.names
    yield f"{chr(10) if archive.notes else ''}One sign for each {archive.periods.kind}, {names[0]} to {names[-1]}: "
    names_of = {**EVENT_NAMES, Event.ABSENT: ABSENT_NAME}
    for name, events in groupby(names_of, key=names_of.__getitem__):
        yield f"{' or '.join(f'`{event.glyph}`' for event in events)} {name}{'' if name == ABSENT_NAME else ', '}"
    yield "\n\n"
    yield "| # | argument | over time | texts | first | last | came back | changed |\n"
    yield "| ---: | --- | --- | ---: | --- | --- | ---: | ---: |\n"
    for number, argument in enumerate(archive.arguments, 1):
        life = f"`{''.join(event.glyph for event in argument.events)}`"
        cells = (
            number, escaped(argument.label), life, len(argument.occurrences), archive.texts[argument.first].date,
            archive.texts[argument.last].date, argument.revivals, argument.changes,
        )  # fmt: skip
        yield f"| {' | '.join(map(str, cells))} |\n"
