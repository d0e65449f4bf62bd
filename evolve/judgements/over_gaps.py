"""The judgements of versions that are not neighbours: which pairs of many versions have any.

A few dozen versions have hundreds of pairs that are not neighbours, and few of them were ever judged. So the folders
are listed once, and only pairs that one of their files may belong to are looked up.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from evolve.document import Document
from evolve.judgements.locations import SUFFIX, data_folder, file_of, locations_of, safe_name


def judged_over_gaps(documents: Sequence[Document]) -> tuple[tuple[int, int], ...]:
    """Return the pairs of versions, from 0, that are not neighbours and have a file of judgements."""
    files = [file_of(document) for document in documents]
    folders = (*dict.fromkeys(file.parent for file in files if file is not None), data_folder())
    names = [name for folder in folders for name in _judgement_files(folder)]
    # The name of a file of judgements contains the names of both files or the digests of both texts.
    of_version = [
        {name for name in names if document.sha256[:16] in name or (file is not None and safe_name(file.name) in name)}
        for document, file in zip(documents, files, strict=True)
    ]
    return tuple(
        (earlier, later)
        for later in range(2, len(documents))
        for earlier in range(later - 1)
        if not of_version[earlier].isdisjoint(of_version[later])
        and any(os.path.lexists(location.path) for location in locations_of(documents[earlier], documents[later]))
    )


def _judgement_files(folder: Path) -> list[str]:
    """Return the names of the files of judgements in a folder; none of one that cannot be listed."""
    try:
        with os.scandir(folder) as entries:
            return [entry.name for entry in entries if entry.name.endswith(SUFFIX)]
    except OSError:
        return []
