"""Read the data files of words and phrases: lines below headings such as "[salutation]"."""

from __future__ import annotations

from importlib.resources import files


def sections_of(package: str, name: str) -> dict[str, list[str]]:
    """Return the lines of a data file in a package by the heading above them, without empty lines and comments.

    Lines before the first heading have the heading "".
    """
    sections: dict[str, list[str]] = {}
    heading = ""
    for line in files(package).joinpath(name).read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            heading = line.strip("[]")
        elif line and not line.startswith("#"):
            sections.setdefault(heading, []).append(line)
    return sections
