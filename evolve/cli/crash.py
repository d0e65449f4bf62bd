"""Report an error in evolve itself: one line on stderr, and a file with its traceback.

The traceback has lines of the program and the message of the error, but no values of variables: these are texts.
"""

from __future__ import annotations

import os
import platform
import tempfile
import traceback

from evolve import __version__
from evolve.text.clean import clean, clean_line


def report_crash(error: Exception) -> str:
    """Write the report of an error to a new temporary file; return the line for the user."""
    what = f"an error in evolve itself ({type(error).__name__})"
    trace = "".join(traceback.format_exception(error))
    text = f"evolve {__version__}, Python {platform.python_version()}, {platform.platform()}\n\n{clean(trace)}"
    try:
        handle, path = tempfile.mkstemp(prefix="evolve-crash-", suffix=".txt")
        with os.fdopen(handle, "w", encoding="utf-8", errors="replace") as file:
            file.write(text)
    except OSError:
        return f"{what}: {clean_line(str(error))}; please report it"
    return f"{what}; please send its report, which is in {path}"
