"""Where the judgements on a pair of versions live.

Beside the earlier version's file, under a name made of both, because they are the person's own work: seen in the
folder, copied and sent along with the texts, kept by whatever keeps the texts. A hidden folder would be left behind.
Where nothing can be written there, and for text made in memory, they live in the person's data folder under the digests
of both texts; so do those on the essays that come along, because what is installed is not the person's to write into.

The file that is there already is used whichever way round the pair is opened. In each file the earlier sentence is the
one of the version that its name begins with.
"""

from __future__ import annotations

import hashlib
import os
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from evolve.document import Document

SUFFIX = ".judgements.jsonl"
JUDGE_SUFFIX = ".judge.jsonl"
"""What the file ends in that keeps the verdicts of judges, beside the person's own."""
_LONGEST = 80  # bytes of a file's name that are taken over; names may have 255 in all
_ODD = re.compile(r'^[-.]|[\x00-\x1f\x7f-\x9f<>:"/\\|?*\u200b-\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]')


@dataclass(frozen=True, slots=True)
class Location:
    """A file of judgements on a pair."""

    path: Path
    turned: bool
    """Whether its earlier sentences are the pair's later ones."""


def locations_of(
    before: Document, after: Document, folder: Path | None = None, suffix: str = SUFFIX
) -> tuple[Location, ...]:
    """Where to look for judgements on a pair; the last is where to write them.

    None of them need be there. `folder` is used in place of those that the versions' files lie in.
    """
    own = own_location(before, after, suffix)
    beside = list(_beside(before, after, folder, suffix))
    there = sorted(
        (location for location in beside if os.path.lexists(location.path)), key=lambda location: str(location.path)
    )
    chosen = next((location for location in (*there[:1], *beside[:1]) if _writable(location.path)), own)
    return (*(location for location in (own, *reversed(beside)) if location != chosen), chosen)


def own_location(before: Document, after: Document, suffix: str = SUFFIX) -> Location:
    """The pair's place in the person's own data folder."""
    digests = [document.sha256[:16] for document in (before, after)]
    return Location(data_folder() / f"{'-'.join(sorted(digests))}{suffix}", digests != sorted(digests))


def data_folder() -> Path:
    """Where judgements live that cannot lie beside a text."""
    from platformdirs import user_data_path

    return user_data_path("evolve", appauthor=False) / "judgements"


def is_file(path: Path) -> bool:
    """Whether it is a plain file; what leads elsewhere or never ends is none."""
    try:
        return stat.S_ISREG(path.lstat().st_mode)
    except (OSError, ValueError):
        return False


def _beside(before: Document, after: Document, folder: Path | None, suffix: str) -> Iterator[Location]:
    """Beside the earlier version's file, and where the pair opened the other way round would have put it."""
    files = [_file_of(document) for document in (before, after)]
    one, two = files
    if one is None or two is None:
        if folder is not None:
            own = own_location(before, after, suffix)
            yield Location(folder / own.path.name, own.turned)
        return
    if folder is not None or not _comes_along(one):
        yield Location((folder or one.parent) / _name(one, two, suffix), turned=False)
    if one != two and (folder is not None or not _comes_along(two)):
        yield Location((folder or two.parent) / _name(two, one, suffix), turned=True)


def _file_of(document: Document) -> Path | None:
    if not document.source or document.source == "-":
        return None
    try:
        path = Path(document.source).absolute()
        return path.parent.resolve() / path.name if path.is_file() else None
    except (OSError, ValueError):
        return None


def _name(one: Path, two: Path, suffix: str) -> str:
    """Both files' names, made fit to be one; what they leave open, a short digest tells apart."""
    raw = [one.name, two.name]
    if one.parent != two.parent:
        try:
            raw.append(Path(os.path.relpath(two.parent, one.parent)).as_posix())
        except ValueError:
            raw.append(two.parent.as_posix())
    fit = [_fit(name) for name in raw[:2]]
    digest = hashlib.sha256("\0".join(raw).encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return "--".join(fit) + ("" if fit == raw else f".{digest}") + suffix


def _fit(name: str) -> str:
    tame = _ODD.sub("_", name)
    return tame.encode("utf-8", "replace")[:_LONGEST].decode("utf-8", "ignore")


def _comes_along(path: Path) -> bool:
    """Whether a file is one of the program's own: an essay that comes along, installed or not."""
    from evolve.readers import seeds

    try:
        real = path.resolve()
        return any(real.is_relative_to(home.resolve()) for home in (Path(__file__).parent.parent, seeds()[0].parent))
    except OSError:
        return False


def _writable(path: Path) -> bool:
    return os.access(path, os.W_OK) and is_file(path) if os.path.lexists(path) else os.access(path.parent, os.W_OK)
