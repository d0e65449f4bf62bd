"""File names for pairs: valid on every system, unique, and never a path out of the folder.

Pure. A name is made from the label that the user wrote, so that the folder is readable; a name altered so much that two
labels could become equal gets a short digest of its label.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import count

_MAX_BYTES = 100  # file systems allow 255, and a suffix, a digest and the user's own prefix must still fit
_UNSAFE = re.compile(
    r"[^\w\s.,;()+=@&!#~-]|[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]"
)
_RESERVED = re.compile(r"(con|prn|aux|nul|(com|lpt)[\d¹²³])(\.|$)", re.I)


def file_names(labels: Sequence[str], keys: Sequence[str] | None = None) -> tuple[str, ...]:
    """Return a name for each label, without a suffix: all different, even if case is ignored.

    A label's name does not depend on the other labels, unless one of them would get the same name. `keys`, all
    different, distinguish equal labels; without them the labels must be different.
    """
    safe_names = [_safe_name(label) for label in labels]
    counts = Counter(name.casefold() for name in safe_names)
    used = set(counts)
    names = []
    for name, key in zip(safe_names, labels if keys is None else keys, strict=True):
        if counts[name.casefold()] > 1:
            # Among many thousand pairs two digests of eight characters may be equal.
            name = next(candidate for candidate in _with_digests(name, key) if candidate.casefold() not in used)
            used.add(name.casefold())
        names.append(name)
    return tuple(names)


def _safe_name(label: str) -> str:
    plain = unicodedata.normalize("NFC", label)
    safe = _UNSAFE.sub("_", plain)
    name = re.sub(r"\s+", "-", safe.strip()).strip(".-")
    short = name.encode("utf-8", "replace")[:_MAX_BYTES].decode("utf-8", "ignore").rstrip(".-")
    is_altered = not short or short != name or safe != plain or _RESERVED.match(short)
    return _with_digest(short or "pair", label) if is_altered else short


def _with_digest(name: str, key: str) -> str:
    return next(_with_digests(name, key))


def _with_digests(name: str, key: str) -> Iterator[str]:
    """Yield the name with a digest of the key, then with other digests in case that name is taken."""
    for attempt in count():
        digest = hashlib.sha256((key + "\0" * attempt).encode("utf-8", "surrogatepass")).hexdigest()[:8]
        yield f"{'_' if _RESERVED.match(name) else ''}{name}.{digest}"
