"""Two short versions, and the command line in a process of its own: what the tests of commands share."""

from __future__ import annotations

import subprocess
import sys

ONE = """The treaty was signed in Geneva on the third of May by both of the warring parties.

Nobody asked the farmers of the valley what they thought of it. Grain prices rose by ten percent in a year.
"""


TWO = """The treaty was signed in Geneva on the third of May by both of the warring parties.

Grain prices rose by twenty percent in a year. The minister of agriculture has resigned over the whole affair.
"""


def outside(*args: str, **kw: object) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "evolve", *args]
    return subprocess.run(command, capture_output=True, timeout=60, check=False, **kw)  # type: ignore[call-overload]
