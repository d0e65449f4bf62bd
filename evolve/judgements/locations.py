"""The locations of the judgement files of a pair of versions.

The file is beside that of the earlier version, under a name made of both, because judgements are the user's own work:
visible in the folder, copied, sent and backed up with the texts. A hidden folder would be left behind. If that folder
is not writable, and for text made in memory, the file is in the user's data folder, named after the digests of both
texts; so are judgements of the shipped essays, because an installation is not for the user to write into.

An existing file is used in whichever order the pair is opened, also if it was created after that. If there is one
for each order, the one written to later is read last and written to. In each file the earlier sentence is
that of the version whose name comes first in the file's name.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from evolve.document import Document
from evolve.storage.durable_log import is_file

SUFFIX = ".judgements.jsonl"
"""Suffix of a file of the user's judgements."""
JUDGE_SUFFIX = ".judge.jsonl"
"""Suffix of a file of the verdicts of judges, beside the user's own."""
_MAX_NAME_BYTES = 80  # maximum bytes used of each file's name; file systems allow 255 in total
_UNSAFE = re.compile(r'^[-.]|[\x00-\x1f\x7f-\x9f<>:"/\\|?*\u200b-\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]')


@dataclass(frozen=True, slots=True)
class Location:
    """The location of a judgement file of a pair."""

    path: Path
    is_swapped: bool
    """Whether the file's earlier sentences are the later ones of the pair."""


def locations_of(
    before: Document, after: Document, folder: Path | None = None, suffix: str = SUFFIX
) -> tuple[Location, ...]:
    """Return the locations of a pair's judgements, to be read in this order; new judgements are written to the last.

    None of the files needs to exist. `folder` replaces the folders of the versions' files.
    """
    fallback = data_folder_location(before, after, suffix)
    candidates = list(_locations_beside_texts(before, after, folder, suffix))
    existing = sorted((location for location in candidates if os.path.lexists(location.path)), key=_last_written)
    chosen = next((location for location in (*existing[-1:], *candidates[:1]) if is_writable(location.path)), fallback)
    return (*(location for location in (fallback, *reversed(candidates)) if location != chosen), chosen)


def data_folder_location(before: Document, after: Document, suffix: str = SUFFIX) -> Location:
    """Return the location of a pair's judgements in the user's data folder."""
    digests = [document.sha256[:16] for document in (before, after)]
    return Location(data_folder() / f"{'-'.join(sorted(digests))}{suffix}", digests != sorted(digests))


def data_folder() -> Path:
    """Return the folder for judgements that cannot be stored beside a text."""
    from platformdirs import user_data_path

    return user_data_path("evolve", appauthor=False) / "judgements"


def _locations_beside_texts(before: Document, after: Document, folder: Path | None, suffix: str) -> Iterator[Location]:
    """Yield the location beside the earlier version's file, then the one for the pair opened in reverse order."""
    files = [file_of(document) for document in (before, after)]
    file_before, file_after = files
    if file_before is None or file_after is None:
        if folder is not None:
            location = data_folder_location(before, after, suffix)
            yield Location(folder / location.path.name, location.is_swapped)
        return
    if folder is not None or not _is_shipped(file_before):
        yield Location(
            (folder or file_before.parent) / _pair_file_name(file_before, file_after, suffix), is_swapped=False
        )
    if file_before != file_after and (folder is not None or not _is_shipped(file_after)):
        yield Location(
            (folder or file_after.parent) / _pair_file_name(file_after, file_before, suffix), is_swapped=True
        )


def file_of(document: Document) -> Path | None:
    """Return the file that a document was read from; None for text made in memory."""
    if not document.source or document.source == "-":
        return None
    try:
        path = Path(document.source).absolute()
        return path.parent.resolve() / path.name if path.is_file() else None
    except (OSError, ValueError):
        return None


def _pair_file_name(first: Path, second: Path, suffix: str) -> str:
    """Return a name made of both files' names; a short digest is added if that name is not unique."""
    names = [first.name, second.name]
    if first.parent != second.parent:
        try:
            names.append(Path(os.path.relpath(second.parent, first.parent)).as_posix())
        except ValueError:
            names.append(second.parent.as_posix())
    safe_names = [safe_name(name) for name in names[:2]]
    digest = hashlib.sha256("\0".join(names).encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return "--".join(safe_names) + ("" if safe_names == names else f".{digest}") + suffix


def safe_name(name: str) -> str:
    """Return the name of a file as it is part of the name of its judgements."""
    safe = _UNSAFE.sub("_", name)
    return safe.encode("utf-8", "replace")[:_MAX_NAME_BYTES].decode("utf-8", "ignore")


def _is_shipped(path: Path) -> bool:
    """Return whether a file belongs to the program, such as a shipped essay."""
    from evolve.readers import seeds

    try:
        real = path.resolve()
        return any(
            real.is_relative_to(folder.resolve()) for folder in (Path(__file__).parent.parent, seeds()[0].parent)
        )
    except OSError:
        return False


def _last_written(location: Location) -> tuple[int, str]:
    """Return when a file was written to last, in nanoseconds, and its path for files of the same time."""
    return location.path.lstat().st_mtime_ns, str(location.path)


def is_writable(path: Path) -> bool:
    """Return whether a file can be written or created, and is no link, folder or device."""
    return os.access(path, os.W_OK) and is_file(path) if os.path.lexists(path) else os.access(path.parent, os.W_OK)
