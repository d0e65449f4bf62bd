"""The results of an archive as a table with a row for each argument and each text that makes it."""

from __future__ import annotations

from collections.abc import Iterator

from evolve.batch.archive.run import Archive
from evolve.render.csv_cells import BYTE_ORDER_MARK, csv_row

COLUMNS = (
    "argument", "label", "texts", "first", "last", "revivals", "date", "text", "source", "period", "event", "change",
    "kinds", "sentences", "sentence_text", "compared_with_date", "compared_with_text",
)  # fmt: skip


def as_csv(archive: Archive) -> Iterator[str]:
    """Yield the rows, in the same dialect as the CSV report."""
    yield BYTE_ORDER_MARK + csv_row(COLUMNS)
    for number, argument in enumerate(archive.arguments, 1):
        first, last = archive.texts[argument.first], archive.texts[argument.last]
        about = number, argument.label, len(argument.occurrences), first.date, last.date, argument.revivals
        for occurrence in argument.occurrences:
            text, since = archive.texts[occurrence.text], occurrence.since
            earlier = None if since is None else archive.texts[since[0]]
            yield csv_row(
                (
                    *about, text.date, text.label, text.source,
                    archive.periods.names[archive.periods.of_texts[occurrence.text]], occurrence.event.value,
                    "" if since is None else f"{occurrence.change:.4f}", " ".join(occurrence.kinds),
                    " ".join(str(n + 1) for n in occurrence.sentences),
                    " ".join(text.sentences[n] for n in occurrence.sentences),
                    "" if earlier is None else earlier.date,
                    "" if since is None or earlier is None else earlier.sentences[since[1]],
                )
            )  # fmt: skip
