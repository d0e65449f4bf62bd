"""The pages of `evolve help`: one Markdown file for each topic, shown as plain text.

To add a topic, write `NAME.md` here with a first line "# One sentence about it" and add its name below. A page that
belongs to a room, such as the formats of the readers, is kept in that room.
"""

from __future__ import annotations

from importlib.resources import files

TOPICS: dict[str, tuple[str, str]] = {
    "screen": (__name__, "screen.md"),
    "threshold": (__name__, "threshold.md"),
    "judgements": (__name__, "judgements.md"),
    "judge": (__name__, "judge.md"),
    "tuning": (__name__, "tuning.md"),
    "reports": (__name__, "reports.md"),
    "timeline": (__name__, "timeline.md"),
    "batch": (__name__, "batch.md"),
    "formats": ("evolve.readers", "formats.md"),
    "body": (__name__, "body.md"),
    "fetch": (__name__, "fetch.md"),
    "git": (__name__, "git.md"),
    "settings": (__name__, "settings.md"),
    "python": (__name__, "python.md"),
    "performance": (__name__, "performance.md"),
    "limits": (__name__, "limits.md"),
    "architecture": (__name__, "architecture.md"),
}
"""The package and the name of the file of each topic, in the order of the list."""


def source_of(topic: str) -> str:
    """Return the page of a topic in Markdown."""
    package, name = TOPICS[topic]
    return files(package).joinpath(name).read_text(encoding="utf-8")


def summary_of(page: str) -> str:
    """Return the title of a page: its subject in one line."""
    return page.partition("\n")[0].removeprefix("# ")
