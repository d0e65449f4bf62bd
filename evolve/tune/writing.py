"""A threshold put into the text of a settings file: that line is set, every other byte stays.

Pure: text in, text out. What comes out is read as TOML again before it is handed over, so that no file is spoilt.
"""

from __future__ import annotations

import re
import tomllib

from evolve.errors import SettingsError

_OURS = "# threshold chosen by evolve tune"
_KEY = re.compile(r"""[ \t]*(?:threshold|"threshold"|'threshold')[ \t]*=""")
_TABLE = re.compile(r"[ \t]*\[")


def with_threshold(text: str, threshold: float, comment: str, where: str) -> str:
    """The text with this threshold, and above it why.

    Raises SettingsError, naming the file, for a text that is no TOML or hides its threshold where it cannot be found.
    """
    end = "\r\n" if "\r\n" in text else "\n"
    old = _parsed(text, where)
    lines = text.splitlines(keepends=True)
    top = next((at for at, line in enumerate(lines) if _TABLE.match(line)), len(lines))
    at = next((at for at in range(top) if _KEY.match(lines[at])), None)
    value = [f"{_OURS}{end}", *(f"# {piece}{end}" for piece in comment.splitlines()), f"threshold = {threshold:g}{end}"]
    if at is None:
        if top and not lines[top - 1].endswith("\n"):
            lines[top - 1] += end
        lines[top:top] = [*value, end] if top < len(lines) else value
    else:
        start = at
        while start and lines[start - 1].startswith("#") and not lines[start - 1].startswith(_OURS):
            start -= 1
        # what stands above it is ours only if it begins with our own line
        start = start - 1 if start and lines[start - 1].startswith(_OURS) else at
        lines[start : at + 1] = value
    out = "".join(lines)
    if _parsed(out, where) != {**old, "threshold": float(f"{threshold:g}")}:
        what = "holds its threshold where it cannot be replaced safely"
        raise SettingsError(what, next_step=f"write threshold = {threshold:g} into it by hand", where=where)
    return out


def _parsed(text: str, where: str) -> dict[str, object]:
    try:
        return tomllib.loads(text.removeprefix("\ufeff").replace("\r\n", "\n"))
    except tomllib.TOMLDecodeError as error:
        what = f"is not TOML ({str(error).rstrip('.')})"
        raise SettingsError(what, next_step="mend that line", where=where) from None
