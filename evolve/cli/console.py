"""Where output goes: streams that take any text, colour where it is wanted, and places that must not be written to."""

from __future__ import annotations

import codecs
import contextlib
import os
import signal
import sys
import threading
import unicodedata
from collections.abc import Iterator, Sequence
from io import TextIOWrapper
from pathlib import Path
from types import FrameType
from typing import TextIO

from evolve.errors import UsageError
from evolve.storage.atomic import write_error

_PLAIN = {
    "−": "-", "–": "-", "—": "--", "─": "-", "→": "->", "·": "|", "…": "...",
    "“": '"', "”": '"', "„": '"', "‘": "'", "’": "'",
}  # fmt: skip
_NARROWEST, _WIDEST = 60, 100


def prepare_streams() -> None:
    """Let stdout and stderr take any character: what their encoding lacks is spelled plainly."""
    codecs.register_error("evolve-plain", _plain)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="evolve-plain")


def _plain(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    out = []
    for character in error.object[error.start : error.end]:
        letters = unicodedata.normalize("NFKD", character).encode("ascii", "ignore").decode()
        out.append(_PLAIN.get(character) or letters or "?")
    return "".join(out), error.end


def say(message: str) -> None:
    """One line of narration on stderr."""
    from evolve.text.clean import clean_line

    if sys.stderr is not None:
        # Where nothing can be said, the exit code still can.
        with contextlib.suppress(OSError):
            print(f"evolve: {clean_line(message)}", file=sys.stderr)


def on_terminal(stream: TextIO | None) -> bool:
    """Whether a person sits at a stream; a dumb terminal counts as none for screens, see `can_paint`."""
    try:
        return stream is not None and stream.isatty()
    except ValueError:
        return False


def can_paint() -> bool:
    """Whether a full screen can be shown: a person on all sides of a terminal that knows more than lines.

    Textual paints on stderr; were that a file, the person would sit before a blank screen. A browser's screen is told
    by the variable with which it is started.
    """
    if os.environ.get("TEXTUAL_DRIVER"):
        return True
    streams = (sys.stdin, sys.stdout, sys.stderr)
    return all(on_terminal(stream) for stream in streams) and os.environ.get("TERM") != "dumb"


def in_colour(wish: str) -> bool:
    """Whether stdout is to be coloured: `--color` above NO_COLOR above FORCE_COLOR above what the terminal can do."""
    if wish != "auto":
        return wish == "always"
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR", "0") not in ("", "0"):
        return True
    return on_terminal(sys.stdout) and os.environ.get("TERM") != "dumb"


def width() -> int:
    """How many columns text is laid out for: the terminal's, within what can be read."""
    from shutil import get_terminal_size

    if not on_terminal(sys.stdout):
        return 80
    return min(max(get_terminal_size().columns, _NARROWEST), _WIDEST)


def put(text: str, *, exact: bool = False, elsewhere: str = "send it to another place") -> None:
    """Write to stdout; `exact` data are UTF-8 wherever they go, so that the same input gives the same bytes.

    `elsewhere` is what a person can do where that fails. Raises UsageError.
    """
    if sys.stdout is None:
        return
    try:
        raw = getattr(sys.stdout, "buffer", None) if exact else None
        if raw is None:
            sys.stdout.write(text)
        else:
            raw.write(text.encode())
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        forget_stdout()
        failed = write_error("stdout", error)
        raise UsageError(failed.what, next_step=elsewhere, where=failed.where) from None


def refuse_stdout(output: str, flag: str, why: str) -> None:
    """Refuse stdout for what needs a file of its own. Raises UsageError."""
    if output == "-":
        raise UsageError(f"{why}, not on stdout", next_step=f"name a file with {flag}", where=f"{flag} -")


def spare(inputs: Sequence[str], output: str, flag: str, what: str = "is read from here") -> None:
    """Refuse to write over what is read. Raises UsageError."""
    target = Path(output)
    try:
        spared = target.is_file() and any(file != "-" and target.samefile(file) for file in inputs)
    except OSError:
        # A name that cannot even be looked up; reading or writing it will say why.
        spared = False
    if spared:
        raise UsageError(what, next_step=f"choose another place with {flag}", where=output)


@contextlib.contextmanager
def ended_by_signals() -> Iterator[None]:
    """Let a signal that ends the program end what it has started, too."""

    def end(number: int, frame: FrameType | None) -> None:
        raise SystemExit(128 + number)

    if threading.current_thread() is not threading.main_thread():
        yield
        return
    names = ("SIGTERM", "SIGHUP")
    earlier = {
        getattr(signal, name): signal.signal(getattr(signal, name), end) for name in names if hasattr(signal, name)
    }
    try:
        yield
    finally:
        for number, handler in earlier.items():
            signal.signal(number, handler)


def forget_stdout() -> None:
    """Send what is still buffered nowhere, so that closing down has nothing left to complain about."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
