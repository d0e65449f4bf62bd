"""Everything a person can do on the screen that compares; keys, footer, palette and help are made from it.

A command is one entry in one of the modules beside this one, with the function that does it. Add it there to the group
where help shall list it.
"""

from __future__ import annotations

from evolve.tui.commands import documents, judge, navigate, threshold, views
from evolve.tui.commands.stage import Stage
from evolve.tui.declaration import Command

COMMANDS: tuple[Command[Stage], ...] = (
    *documents.PROGRAM,
    *views.SEARCH,
    *threshold.THRESHOLD,
    *navigate.DIFFERENCES,
    *views.ENTRY,
    *judge.JUDGE,
    *views.VIEWS,
    *navigate.ROWS,
    *navigate.HITS,
    *views.STATUSES,
    *documents.TEXT,
    *navigate.PAIRS,
    *documents.VERSIONS,
)
"""In the order of help and palette; the footer shows those with a footer word, in the same order."""
