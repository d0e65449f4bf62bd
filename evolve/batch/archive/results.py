"""Write the results of an archive into its folder, all of them from the lines of its texts and comparisons alone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import cast

from evolve.batch.archive.as_csv import as_csv
from evolve.batch.archive.as_json import as_json
from evolve.batch.archive.as_markdown import as_markdown
from evolve.batch.archive.pages import argument_pages, index_page
from evolve.batch.archive.run import Archive
from evolve.batch.jobs.job import Line
from evolve.batch.output.folder import Output, json_line


def write_results(archive: Archive, output: Output, names: Sequence[str]) -> None:
    """Write all results; `names` are those of the lines that stay in the folder, for a later run."""
    output.write("archive.csv", as_csv(archive))
    output.write("archive.json", as_json(archive))
    output.write("archive.md", as_markdown(archive))
    pages = set()
    for path, parts in argument_pages(archive):
        output.write(path, parts)
        pages.add(path)
    for file in (output.folder / output.kind.parts).iterdir():
        # Pages of an earlier run that had more arguments.
        path = f"{output.kind.parts}/{file.name}"
        if path not in pages and re.fullmatch(r"\d+\.html", file.name):
            output.remove(path)
    output.write("index.html", index_page(archive))
    lines = (cast("Line", output.line_of(name)) for name in dict.fromkeys(names))
    output.write(output.kind.results, (json_line(line).decode() for line in lines))
    output.close_journal()
