"""The page about formats names every format."""

import re
from importlib.resources import files

import pytest

from evolve.readers.registry import SUFFIXES

PAGE = files("evolve.readers").joinpath("formats.md").read_text(encoding="utf-8")
NAMED = set(re.findall(r"\.[a-z0-9]+", " ".join(re.findall(r"^\| ([^|]*) \|", PAGE, re.M))))


@pytest.mark.parametrize("suffix", [suffix for suffix in SUFFIXES if suffix not in (".text", ".markdown")])
def test_every_suffix_has_its_row(suffix: str) -> None:
    assert suffix in NAMED
