"""A threshold put into the text of a settings file: that line is set, every other byte stays.

A person's own threshold stays above it as a comment; only what was written here before is replaced. Our comment says
which threshold it stands above, so that one that a person has set since can be told from ours.

Pure: text in, text out. What comes out is read as TOML again before it is handed over, so that no file is spoilt.
"""

from __future__ import annotations

import re
import tomllib
from io import StringIO
from itertools import dropwhile

from evolve.errors import SettingsError

_OURS = "# threshold chosen by evolve tune"
_TOLD = "#   "  # so that a person's own comments below ours can be told from it
_KEY = re.compile(r"""[ \t]*(?:threshold|"threshold"|'threshold')[ \t]*=""")
_TABLE = re.compile(r"[ \t]*\[")


def with_threshold(text: str, threshold: float, comment: str, where: str) -> str:
    """The text with this threshold, and above it why.

    Raises SettingsError, naming the file, for a text that is no TOML or hides its threshold where it cannot be found.
    """
    end = "\r\n" if "\r\n" in text else "\n"
    old = _parsed(text, where)
    mark = "\ufeff" * text.startswith("\ufeff")
    # TOML knows no other line ends: a form feed or U+2028 stands within a line
    lines = list(StringIO(text.removeprefix(mark)))
    top = next((at for at, line in enumerate(lines) if _TABLE.match(line)), len(lines))
    at = next((at for at in range(top) if _KEY.match(lines[at])), None)
    told = [f"{_TOLD}{piece}{end}" for piece in comment.splitlines()]
    value = [f"{_OURS}: {threshold:g}{end}", *told, f"threshold = {threshold:g}{end}"]
    if at is None:
        if top and not lines[top - 1].endswith("\n"):
            lines[top - 1] += end
        lines[top:top] = [*value, end] if top < len(lines) else value
    else:
        start = at
        while start and lines[start - 1].startswith("#") and not lines[start - 1].startswith(_OURS):
            start -= 1
        ours = start > 0 and lines[start - 1].startswith(_OURS)
        below = lines[start:at]
        # what a person has written there stays, as a comment
        kept = list(dropwhile(lambda line: line.startswith(_TOLD), below)) if ours else below
        if not ours or not _is_ours(lines[start - 1], lines[at]):
            kept.append(f"# {lines[at]}" if lines[at].endswith("\n") else f"# {lines[at]}{end}")
        lines[start - ours : at + 1] = [*kept, *value]
    out = mark + "".join(lines)
    try:
        safe = _parsed(out, where) == {**old, "threshold": float(f"{threshold:g}")}
    except SettingsError:
        safe = False
    if not safe:
        what = "holds its threshold where it cannot be replaced safely"
        raise SettingsError(what, next_step=f"write threshold = {threshold:g} into it by hand", where=where)
    return out


def _is_ours(comment: str, line: str) -> bool:
    """Whether a threshold is the one that our comment above it was written with."""
    written = comment.removeprefix(_OURS).removeprefix(": ").rstrip()
    return line.rstrip("\r\n") == f"threshold = {written}"


def _parsed(text: str, where: str) -> dict[str, object]:
    try:
        return tomllib.loads(text.removeprefix("\ufeff").replace("\r\n", "\n"))
    except tomllib.TOMLDecodeError as error:
        what = f"is not TOML ({str(error).rstrip('.')})"
        raise SettingsError(what, next_step="mend that line", where=where) from None
