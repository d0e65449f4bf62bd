"""Names of pairs as names of files: fit for every system, told apart, and never a way out of the folder.

Pure. A name is made from what a person wrote, so that the folder can be read; what had to be altered so much that two
labels could fall together carries a short digest of the label.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import count

_LONGEST = 100  # bytes; systems allow 255, and a suffix, a digest and a person's own prefix must still fit
_ODD = re.compile(
    r"[^\w\s.,;()+=@&!#~-]|[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]"
)
_RESERVED = re.compile(r"(con|prn|aux|nul|(com|lpt)[\d¹²³])(\.|$)", re.I)


def file_names(labels: Sequence[str], keys: Sequence[str] | None = None) -> tuple[str, ...]:
    """A name for each label, without a suffix: all different, also where capitals do not count.

    A label keeps its name whatever other labels there are, unless one of them would be called the same. `keys`, all
    different, tell apart what labels do not; without them the labels must do so themselves.
    """
    fits = [_fit(label) for label in labels]
    alike = Counter(name.casefold() for name in fits)
    taken = set(alike)
    out = []
    for name, key in zip(fits, labels if keys is None else keys, strict=True):
        if alike[name.casefold()] > 1:
            # Among many thousand pairs two digests of eight letters may well be the same.
            name = next(other for other in _with_digests(name, key) if other.casefold() not in taken)
            taken.add(name.casefold())
        out.append(name)
    return tuple(out)


def _fit(label: str) -> str:
    plain = unicodedata.normalize("NFC", label)
    tame = _ODD.sub("_", plain)
    name = re.sub(r"\s+", "-", tame.strip()).strip(".-")
    short = name.encode("utf-8", "replace")[:_LONGEST].decode("utf-8", "ignore").rstrip(".-")
    lost = not short or short != name or tame != plain or _RESERVED.match(short)
    return _with_digest(short or "pair", label) if lost else short


def _with_digest(name: str, key: str) -> str:
    return next(_with_digests(name, key))


def _with_digests(name: str, key: str) -> Iterator[str]:
    """The name with a digest of the key, and with others for when that is taken."""
    for at in count():
        digest = hashlib.sha256((key + "\0" * at).encode("utf-8", "surrogatepass")).hexdigest()[:8]
        yield f"{'_' if _RESERVED.match(name) else ''}{name}.{digest}"
