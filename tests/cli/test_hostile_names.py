"""The names of files are cleaned wherever a command shows them: no escape sequence, no override, no half character."""

from __future__ import annotations

import os
import re
import shutil
import sys
from pathlib import Path

import pytest

from evolve.cli import main
from evolve.cli.commands import NAMES

NAME = "a\udcff\x9b31mRED\x1b[31m\u202e\u2066\u200bb.txt"
"""Half a character, two ways to begin an escape sequence, an override, an isolate and a blank without width."""
HOSTILE = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2066-\u2069\ud800-\udfff]")

ARGUMENTS = {
    "": [NAME, "b.txt"],
    "compare": [NAME, "b.txt"],
    "report": [NAME, "b.txt", "-f", "{form}"],
    "batch": [f"{NAME}.csv", "-o", f"out{NAME}", "--jobs", "1", "--json-progress", "-f", "json"],
    "extract": [NAME, "--explain"],
    "fetch": [f"http://127.0.0.1:1/{NAME}", "-o", f"{NAME}.html"],
    "judge": [NAME, "b.txt", "--with", "/bin/cat"],
    "judgements": [NAME, "b.txt"],
    "suggest": [NAME, "b.txt"],
    "tune": [NAME, "b.txt", "--json"],
    "label": [NAME, "b.txt"],
    "serve": [NAME, "-"],
    "demo": ["lives"],
    "config": ["--show-origin"],
    "help": ["formats"],
    "completion": ["bash"],
}
MORE = {
    "report html": ["report", NAME, "b.txt", "-f", "html"],
    "report json": ["report", NAME, "b.txt", "-f", "json"],
    "report csv": ["report", NAME, "b.txt", "-f", "csv"],
    "report tei": ["report", NAME, "b.txt", "-f", "tei"],
    "report md": ["report", NAME, "b.txt", "-f", "md"],
    "report git": ["report", f"HEAD:{NAME}x", "b.txt"],
    "history": ["report", "--git", NAME],
    "report file": ["report", NAME, "b.txt", "-o", f"{NAME}.json"],
    "tune text": ["tune", NAME, "b.txt"],
    "tune html": ["tune", NAME, "b.txt", "--html", f"{NAME}.html"],
    "missing": ["report", f"no{NAME}", "b.txt"],
    "export": ["judge", NAME, "b.txt", "--export", "-"],
    "batch": ["batch", f"{NAME}.csv", "-o", f"out{NAME}", "--jobs", "1"],
    "batch failing": ["batch", f"bad{NAME}.csv", "-o", "out", "--jobs", "1"],
    "agreement": ["tune", NAME, "b.txt", "--judgements", f"{NAME}.one.csv", "--judgements", f"{NAME}.two.csv"],
}
CASES = {name: [*filter(None, [name]), *words] for name, words in ARGUMENTS.items() if name != "report"} | MORE


def test_every_command_is_run() -> None:
    assert set(ARGUMENTS) == {"", *NAMES}


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere no file can have such a name")
@pytest.mark.parametrize("name", CASES)
def test_no_command_writes_a_name_as_it_is(name: str, folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    shutil.copy("one.txt", NAME)
    shutil.copy("two.txt", "b.txt")
    Path(f"{NAME}.csv").write_bytes(b"before,after\n" + os.fsencode(NAME) + b",b.txt\n")
    Path(f"bad{NAME}.csv").write_bytes(b"before,after\n\x1b[31m\xe2\x80\xaegone.txt,b.txt\n")
    for by in ("one", "two"):
        Path(f"{NAME}.{by}.csv").write_text("before,after,verdict\nA.,B.,same\n", encoding="utf-8")
    code = main(CASES[name])
    out, err = capfd.readouterr()
    assert code in (0, 2, 3)
    assert HOSTILE.findall(out + err) == []
