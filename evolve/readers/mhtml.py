"""Pages saved with everything they show in one file, as browsers do (MHTML, RFC 2557)."""

from __future__ import annotations

import re
from email import policy
from email.message import Message
from email.parser import BytesParser

from evolve.errors import InputError
from evolve.readers.content import Content, View
from evolve.readers.html import read_page

_PAGES = ("text/html", "application/xhtml+xml")
_HEADER_END = re.compile(rb"\r?\n\r?\n")
_MAX_HEADERS = 64 << 10
"""Maximum length of the head of the file in bytes; the parser's time grows with its square."""
_MAX_PARTS = 5_000
"""Maximum number of parts, such as pictures, that are looked through for the page."""


def read_mhtml(data: bytes, where: str, view: View = "final") -> Content:
    """Return the text and the metadata of the page in an MHTML file.

    Raises InputError if there is no page in it, and as `read_html` does.
    """
    if _HEADER_END.search(data, 0, _MAX_HEADERS) is None:
        step = "save the page again as HTML"
        raise InputError("begins like a saved page, but its head does not end", next_step=step, where=where)
    try:
        part = _page_in(BytesParser(policy=policy.compat32).parsebytes(data))
    except RecursionError:
        step = "save the page again as HTML"
        raise InputError("has parts that are nested too deeply", next_step=step, where=where) from None
    if part is None:
        step = "save the page again as HTML"
        raise InputError("seems to be a saved web page, but contains none", next_step=step, where=where)
    content = part.get_payload(decode=True)
    charset = part.get_content_charset() or ""
    return read_page(content if isinstance(content, bytes) else b"", where, charset)


def _page_in(message: Message) -> Message | None:
    """Return the part that is the page: the one named as the root, else the first page; None if there is none."""
    root = str(message.get_param("start") or "")
    pages = []
    waiting = [message]
    for _ in range(_MAX_PARTS):
        if not waiting:
            break
        part = waiting.pop()
        if part.is_multipart():
            waiting += reversed([inner for inner in part.get_payload() if isinstance(inner, Message)])
        elif part.get_content_type() in _PAGES:
            pages.append(part)
    named = [part for part in pages if root and str(part.get("Content-ID", "")).strip() == root.strip()]
    return next(iter(named or pages), None)
