"""The process that reads a PDF with pypdf: bytes on stdin, one JSON object for each line on stdout.

A damaged PDF can keep the library busy without end or fill the memory. So it is read in a process of its own, which
`evolve.readers.pdf` ends if a page takes too long, and which limits its own memory and processor time.

The first line describes the file, each following one a page: its pieces of text as [text, x, y, size, width, angle] in
points from the lower left corner, in the order of the file, and whether it shows pictures.
"""

from __future__ import annotations

import json
import logging
import sys
from collections.abc import Callable, Mapping, Sequence
from io import BytesIO
from math import atan2, degrees, hypot
from typing import Any

_MAX_MEMORY = 450 << 20
"""Maximum size of the data of this process in bytes, where the system can limit it."""
_MAX_SECONDS = 80
"""Maximum processor time of this process."""
_USUAL_WIDTH = 0.47
"""Width of a character whose width is not known, as a multiple of its size."""
_MAX_PIECES = 50_000
"""Maximum number of pieces of text of a page."""
_MAX_CHARACTERS = 200_000
"""Maximum number of characters of a page."""


def main() -> None:
    """Read a PDF from stdin and write its pieces of text to stdout."""
    _limit_resources()
    logging.disable(logging.CRITICAL)
    from pypdf import PdfReader
    from pypdf.errors import DependencyError

    try:
        reader = PdfReader(BytesIO(sys.stdin.buffer.read()), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            _put({"error": "password"})
            return
        count = len(reader.pages)
        _put({"pages": count, **_described(reader)})
        for page in reader.pages:
            _put(_read(page))
    except DependencyError:
        _put({"error": "encryption"})
    except MemoryError:
        _put({"error": "memory"})
    except RecursionError:
        _put({"error": "damaged", "reason": "its parts contain themselves"})
    except Exception as error:
        _put({"error": "damaged", "reason": str(error)[:200]})


def _limit_resources() -> None:
    try:
        import resource
    except ImportError:  # Windows
        return
    for kind, limit in ((resource.RLIMIT_DATA, _MAX_MEMORY), (resource.RLIMIT_CPU, _MAX_SECONDS)):
        hard = resource.getrlimit(kind)[1]
        value = limit if hard == resource.RLIM_INFINITY else min(limit, hard)
        resource.setrlimit(kind, (value, hard))


def _put(values: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(values) + "\n")
    sys.stdout.flush()


def _described(reader: Any) -> dict[str, str]:
    """Return the fields of the file's own description; those that cannot be read are empty."""
    fields = {}
    for name, key in (("title", "/Title"), ("author", "/Author"), ("created", "/CreationDate")):
        try:
            fields[name] = str((reader.metadata or {}).get(key, ""))[:2000]
        except Exception:
            fields[name] = ""
    return fields


def _read(page: Any) -> dict[str, Any]:
    pieces: list[tuple[str, float, float, float, float, int]] = []
    width_of = _widths()
    characters = 0

    def visit(text: str, cm: Sequence[float], tm: Sequence[float], font: Any, size: float) -> None:
        nonlocal characters
        characters += len(text)
        if not text.strip("\n") or len(pieces) >= _MAX_PIECES or characters > _MAX_CHARACTERS:
            return
        a, b, c, d, x, y = (
            tm[0] * cm[0] + tm[1] * cm[2],
            tm[0] * cm[1] + tm[1] * cm[3],
            tm[2] * cm[0] + tm[3] * cm[2],
            tm[2] * cm[1] + tm[3] * cm[3],
            tm[4] * cm[0] + tm[5] * cm[2] + cm[4],
            tm[4] * cm[1] + tm[5] * cm[3] + cm[5],
        )
        angle = round(degrees(atan2(b, a)) / 90) % 4
        is_upright = abs(degrees(atan2(b, a)) - 90 * round(degrees(atan2(b, a)) / 90)) < 5
        size = abs(size) * hypot(c, d)
        width = width_of(text.strip(), font) * abs(size)
        values = (x, y, size, width)
        if is_upright and all(abs(value) < 1e7 for value in values):
            pieces.append((text.strip("\n"), *(round(value, 2) for value in values), angle))  # type: ignore[arg-type]

    page.extract_text(visitor_text=visit)
    return {"pieces": pieces, "pictures": _has_pictures(page)}


def _widths() -> Callable[[str, Any], float]:
    """Return a function that returns the width of a text in a font, as a multiple of its size."""
    known: dict[int, Mapping[str, float]] = {}

    def width_of(text: str, resource: Any) -> float:
        if id(resource) not in known:
            known[id(resource)] = _widths_in(resource)
        widths = known[id(resource)]
        return sum(widths.get(character, _USUAL_WIDTH) for character in text)

    return width_of


def _widths_in(resource: Any) -> Mapping[str, float]:
    """Return the widths of the characters of a font, as multiples of its size; empty if they are not known."""
    try:
        from pypdf.generic._font import Font  # no part of the library's interface

        font = Font.from_font_resource(resource)
        unit = float(resource["/FontMatrix"][0]) if resource.get("/Subtype") == "/Type3" else 0.001
        # Where a table gives the characters of the codes in the file, the widths are by these codes.
        of_codes = {
            character: float(font.character_widths[code] * unit)
            for code, character in font.character_map.items()
            if code in font.character_widths
        }
        if resource.get("/Subtype") == "/Type0":
            return of_codes
        widths = {name: float(width * unit) for name, width in font.character_widths.items() if len(name) == 1}
        return widths | of_codes
    except Exception:
        return {}


def _has_pictures(page: Any) -> bool:
    try:
        objects = page["/Resources"]["/XObject"].get_object()
        return any(objects[name].get_object().get("/Subtype") == "/Image" for name in list(objects)[:200])
    except Exception:
        return False
