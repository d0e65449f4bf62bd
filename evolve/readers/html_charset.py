"""Find the encoding of a web page: by its byte order mark, its bytes, or the name in the page or its header."""

from __future__ import annotations

import codecs
import re

from evolve.readers.encodings import Decoded, decode

_HEAD_BYTES = 8192
"""Number of bytes at the start in which a page may name its encoding."""
_DECLARED = re.compile(
    rb"""<\?xml[^>]{0,200}?\bencoding\s{0,9}=\s{0,9}["']([\w.:-]{2,40})|<meta\b[^>]{0,500}?\bcharset\s{0,9}=\s{0,9}["']?\s{0,9}([\w.:-]{2,40})""",
    re.I,
)
_ALLOWED = frozenset(
    """ascii big5 big5hkscs cp1250 cp1251 cp1252 cp1253 cp1254 cp1255 cp1256 cp1257 cp1258 cp866 cp874 cp932 cp949
    euc_jp euc_kr gb18030 gb2312 gbk iso2022_jp iso8859-1 iso8859-2 iso8859-3 iso8859-4 iso8859-5 iso8859-6 iso8859-7
    iso8859-8 iso8859-9 iso8859-10 iso8859-13 iso8859-14 iso8859-15 iso8859-16 koi8-r koi8-u mac-roman shift_jis tis-620
    utf-8""".split()  # noqa: SIM905 - shorter
)
"""Names of the codecs that pages use; Python has others that decode programs or archives."""
_WIDER = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "tis-620": "cp874",
}
"""The codec that browsers take for an encoding that is named, where they differ (WHATWG Encoding Standard)."""


def decode_html(data: bytes, charset: str, where: str) -> Decoded:
    """Return the text of a page and its encoding.

    Bytes that are valid UTF-8 and not only ASCII are in UTF-8, whatever is declared. Raises InputError as `decode`.
    """
    codec = _codec(charset) or _codec(_declared(data))
    if (
        codec
        and codec != "utf-8"
        and (data.isascii() or not _is_utf8(data))
        and data[:2] not in (b"\xff\xfe", b"\xfe\xff")
    ):
        return Decoded(data.decode(codec, "replace"), codec)
    return decode(data, where)


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _declared(data: bytes) -> str:
    found = _DECLARED.search(data, 0, _HEAD_BYTES)
    return (found[1] or found[2]).decode("ascii", "replace") if found else ""


def _codec(name: str) -> str:
    """Return the codec for the name of an encoding; empty if it is none that pages use."""
    try:
        found = codecs.lookup(name.strip()).name if name.strip() else ""
    except (LookupError, ValueError):
        return ""
    return _WIDER.get(found, found) if found in _ALLOWED else ""
