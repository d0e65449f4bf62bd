"""Metadata from front matter: the fields between "---" (YAML) or "+++" (TOML) lines at the start of a text.

Only the forms that metadata needs are read: simple keys on the first level, with a value, a list in brackets, or items
on the following lines. The rest of YAML, such as types and references, is ignored.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence

from evolve.model import NO_METADATA, Metadata
from evolve.text.markup import front_matter_length
from evolve.text.metadata.fields import metadata_of_fields

_KEY = re.compile(r"([\w-]{1,40})\s?:(?:\s+(.*))?$")
_ITEM = re.compile(r"\s*-\s+(.*)$")
_NAME_KEY = re.compile(r"(?:name|literal)\s*:\s*(.*)$", re.IGNORECASE)
_BLOCK_MARKS = (">", "|", ">-", "|-", ">+", "|+")


def metadata_of_front_matter(text: str) -> Metadata:
    """Return the metadata in the front matter of a text; empty if it has none."""
    mark = text.split("\n", 1)[0].rstrip()
    if mark not in ("---", "+++"):
        return NO_METADATA
    lines = text.split("\n")
    inner = lines[1 : max(1, front_matter_length(lines) - 1)]
    return metadata_of_fields(_toml_fields(inner) if mark == "+++" else _yaml_fields(inner))


def _toml_fields(lines: Sequence[str]) -> Iterator[tuple[str, str]]:
    try:
        table = tomllib.loads("\n".join(lines))
    except (tomllib.TOMLDecodeError, RecursionError, ValueError):
        return
    for key, value in table.items():
        for item in value if isinstance(value, list) else [value]:
            if isinstance(item, dict):
                item = item.get("name", "")
            yield key, str(item)


def _yaml_fields(lines: Sequence[str]) -> Iterator[tuple[str, str]]:
    key, is_block = "", False
    for line in lines:
        match = _KEY.match(line)
        if match:
            key, value = match[1], (match[2] or "").strip()
            is_block = value in _BLOCK_MARKS
            if value and not is_block:
                for item in _yaml_values(value):
                    yield key, item
        elif key and line.strip():
            item_match = _ITEM.match(line)
            value = (item_match[1] if item_match else line).strip()
            name = _NAME_KEY.match(value)
            if name:
                yield key, _unquoted(name[1])
            elif item_match or is_block:
                yield key, _unquoted(value)


def _yaml_values(value: str) -> Iterator[str]:
    """Yield the value of a key, or the items of a list in brackets."""
    if value.startswith("[") and value.endswith("]"):
        for item in re.findall(r"\"[^\"]*\"|'[^']*'|[^,]+", value[1:-1]):
            if item.strip():
                yield _unquoted(item.strip())
    elif not value.startswith(("{", "&", "*", "!")):
        yield _unquoted(value)


def _unquoted(value: str) -> str:
    value = value.strip()
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        return value[1:-1].replace("''", "'") if value[0] == "'" else value[1:-1].replace('\\"', '"')
    return value.partition(" #")[0].rstrip()
