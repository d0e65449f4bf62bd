"""JSON in parts, an item of a long list on each line, so that two files can be compared with any line-based tool."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping

_ENCODER = json.JSONEncoder(ensure_ascii=False, allow_nan=False)


def object_in_parts(
    value: Mapping[str, object], item_per_line: Collection[str], spread: str = "", indent: str = ""
) -> Iterator[str]:
    """Yield a JSON object in parts, one key on each line; lists under `item_per_line` have one item on each line.

    Items that are given one by one need no memory once they are written. An item with the key `spread` is written like
    the object itself.
    """
    inner = indent + "  "
    start = "{\n"
    for key, content in value.items():
        if key in item_per_line and isinstance(content, list | Iterator):
            yield f'{start}{inner}"{key}": ['
            end = "]"
            for number, item in enumerate(content):
                yield (",\n" if number else "\n") + inner + "  "
                if spread and spread in item:
                    yield from object_in_parts(item, item_per_line, spread, inner + "  ")
                else:
                    yield _compact(item)
                end = f"\n{inner}]"
            yield end
        else:
            yield f'{start}{inner}"{key}": {_compact(content)}'
        start = ",\n"
    yield f"\n{indent}}}"


def rounded(value: float) -> float:
    """Return a number with six digits after the point."""
    # Adding zero turns a rounded -0.0 into 0.0.
    return round(value, 6) + 0.0


def _compact(value: object) -> str:
    return _ENCODER.encode(value)
