"""The web address of a saved file, from the small file that `evolve fetch` writes beside it."""

from __future__ import annotations

import json
from pathlib import Path

SUFFIX = ".source.json"
"""Added to the name of the saved file."""
_MAX_BYTES = 64 << 10


def sidecar_of(path: Path) -> Path:
    """Return the path of the file with the web address of a saved file."""
    return path.with_name(path.name + SUFFIX)


def address_of(path: Path, sha256: str) -> str:
    """Return the web address that a file was fetched from; empty if that is not known or the file has changed since."""
    sidecar = sidecar_of(path)
    try:
        if not sidecar.is_file():
            return ""  # a pipe would wait for a program that writes into it
        with sidecar.open("rb") as file:
            values = json.loads(file.read(_MAX_BYTES))
        address = str(values["final_url"])
        is_same = values["sha256"] == sha256
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return ""
    return address if is_same and address.startswith(("http://", "https://")) else ""
