"""Unpack a file that was packed by gzip, up to a limit."""

from __future__ import annotations

import zlib

from evolve.errors import InputError
from evolve.readers.formats import GZIP

_MEGABYTE = 1 << 20
_MAX_MEGABYTES = 128
_MAX_RATIO = 200
"""Maximum ratio of the unpacked size to the packed; that of texts is about 3."""
_ALWAYS_ALLOWED = 4 * _MEGABYTE
"""Unpacked size in bytes up to which any ratio is allowed."""
_MAX_MEMBERS = 10_000
"""Maximum number of files packed one after the other; some programs divide a large file into some hundred."""
_PIECE = 1 << 16
_WITH_HEADER = 16 + zlib.MAX_WBITS


def unpacked(data: bytes, where: str) -> bytes:
    """Return the content of a file packed by gzip. Raises InputError if it is damaged or too large."""
    parts: list[bytes] = []
    size = position = members = 0
    while data.startswith(GZIP, position):
        unpacker = zlib.decompressobj(_WITH_HEADER)
        members += 1
        if members > _MAX_MEMBERS:
            raise _error("is packed in too many parts", "unpack it and pack it again", where)
        while not unpacker.eof:
            piece = data[position : position + _PIECE]
            try:
                part = unpacker.decompress(piece, _MEGABYTE)
            except zlib.error:
                raise _error("is damaged", "pack it again", where) from None
            position += len(piece) - len(unpacker.unconsumed_tail) - len(unpacker.unused_data)
            if not part and not piece and not unpacker.eof:
                raise _error("is damaged: its end is missing", "pack it again", where)
            parts.append(part)
            size += len(part)
            if size > _MAX_MEGABYTES * _MEGABYTE or (size > _ALWAYS_ALLOWED and size > _MAX_RATIO * len(data)):
                raise _error("unpacks to far more than a text has", "choose another file", where)
    return b"".join(parts)


def _error(what: str, step: str, where: str) -> InputError:
    return InputError(what, next_step=step, where=where)
