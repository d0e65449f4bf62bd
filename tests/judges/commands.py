"""Commands that play a judge, written to a folder as Python programs."""

from __future__ import annotations

import os
import shlex
import sys
import time
from pathlib import Path

READER = r"""
import json, re, sys
prompt = sys.stdin.read()
def numbered(name):
    part = re.search(rf"=== The {name} version ===\n(.*?)\n(?:===|\Z)", prompt, re.S).group(1)
    lines = [line.split("  ", 1) for line in part.split("\n") if line]
    return {text: int(number) for number, text in lines}
one, two = numbered("earlier"), numbered("later")
done = re.search(r'\{"done": "([0-9a-f]+)"\}', prompt).group(1)
to_check = [json.loads(line) for line in prompt.partition("=== Pairs to check ===\n")[2].split("\n") if line]
"""
"""What a program needs to have read of a task: `one` and `two` (numbers by text), `done`, `to_check`."""

PAIRS = """
import json, sys
pairs = [json.loads(line) for line in sys.stdin]
"""
"""The same for pairs."""


def command(folder: Path, program: str, name: str = "judge.py") -> str:
    """Write a program to a folder and return the command that runs it."""
    path = folder / name
    path.write_text(program, encoding="utf-8")
    return f"{shlex.quote(sys.executable)} {shlex.quote(str(path))}"


def is_gone(process: int) -> bool:
    """Return whether a process has ended, after waiting a while for that."""
    for _ in range(200):
        try:
            os.kill(process, 0)
            if Path(f"/proc/{process}/stat").read_text().split()[2] == "Z":
                return True
        except (ProcessLookupError, FileNotFoundError):
            return True
        time.sleep(0.05)
    return False
