"""Output: streams that accept any text, colour on request, and protection of files from being overwritten."""

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
    """Make stdout and stderr accept any character; those missing in their encoding are written in ASCII."""
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
    """Write one message to stderr, as one line."""
    from evolve.text.clean import clean_line

    if sys.stderr is not None:
        # If stderr cannot be written, the exit code still reports the result.
        with contextlib.suppress(OSError):
            print(f"evolve: {clean_line(message)}", file=sys.stderr)


def on_terminal(stream: TextIO | None) -> bool:
    """Return whether a stream is a terminal; whether that can show a full screen, `can_paint` decides."""
    try:
        return stream is not None and stream.isatty()
    except ValueError:
        return False


def can_paint() -> bool:
    """Return whether a full screen can be shown: all three streams are a terminal, and not a dumb one.

    Textual draws on stderr; if that were a file, the screen would stay blank. A screen in a browser is recognised by
    the environment variable with which it is started.
    """
    if os.environ.get("TEXTUAL_DRIVER"):
        return True
    streams = (sys.stdin, sys.stdout, sys.stderr)
    return all(on_terminal(stream) for stream in streams) and os.environ.get("TERM") != "dumb"


def in_colour(choice: str) -> bool:
    """Return whether to colour stdout: `--color` overrides NO_COLOR, FORCE_COLOR and the terminal."""
    if choice != "auto":
        return choice == "always"
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR", "0") not in ("", "0"):
        return True
    # A browser has colours, although the screen in it writes into a pipe.
    return bool(os.environ.get("TEXTUAL_DRIVER")) or (on_terminal(sys.stdout) and os.environ.get("TERM") != "dumb")


def width() -> int:
    """Return the number of columns for text: the terminal's, limited to a readable range."""
    from shutil import get_terminal_size

    if not on_terminal(sys.stdout):
        return 80
    return min(max(get_terminal_size().columns, _NARROWEST), _WIDEST)


def put(text: str | bytes, *, exact: bool = False, elsewhere: str = "redirect it to another file") -> None:
    """Write to stdout; `exact` text is always in UTF-8, so that the same input gives the same bytes.

    `elsewhere` is the advice to the user if that fails. Raises UsageError.
    """
    if sys.stdout is None:
        return
    try:
        data = text.encode() if exact and isinstance(text, str) else text
        raw = getattr(sys.stdout, "buffer", None)
        if isinstance(data, str) or raw is None:
            sys.stdout.write(data if isinstance(data, str) else data.decode("utf-8", "replace"))
        else:
            raw.write(data)
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        forget_stdout()
        failed = write_error("stdout", error)
        raise UsageError(failed.what, next_step=elsewhere, where=failed.where) from None


def refuse_stdout(output: str, flag: str, why: str) -> None:
    """Refuse stdout for output that needs a file; `why` begins the message. Raises UsageError."""
    if output == "-":
        raise UsageError(f"{why}, not on stdout", next_step=f"name a file with {flag}", where=f"{flag} -")


def spare(inputs: Sequence[str], output: str, flag: str, what: str = "is also an input") -> None:
    """Refuse to overwrite an input file. Raises UsageError."""
    target = Path(output)
    try:
        spared = target.is_file() and any(file != "-" and target.samefile(file) for file in inputs)
    except OSError:
        # The name cannot be looked up; reading or writing it will report why.
        spared = False
    if spared:
        raise UsageError(what, next_step=f"choose another file with {flag}", where=output)


@contextlib.contextmanager
def ended_by_signals() -> Iterator[None]:
    """Turn SIGTERM and SIGHUP into SystemExit, so that commands that were started are ended too."""

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
    """Discard buffered output, so that flushing it at exit cannot fail."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
