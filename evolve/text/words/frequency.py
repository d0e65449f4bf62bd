"""How common a word is in a language at large.

Rarity within two short texts says too much of words such as "time" or "look": they are rare there by accident and
carry little. The tables give, for a few thousand commonest words of each language, the Zipf frequency (the decimal
logarithm of occurrences in a billion words; 7.8 is "the", 4 is "skyline"), rounded to .2. The figures were read off the
word lists of the wordfreq project (Robyn Speer, 2022), which counts Wikipedia, subtitles, news, books and the web.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import resources


@cache
def zipf_table(language: str) -> Mapping[str, float]:
    """The Zipf frequency of the commonest words of a language; empty where none is shipped."""
    table = resources.files("evolve.text").joinpath("commonness", f"{language}.txt")
    if not table.is_file():
        return {}
    out: dict[str, float] = {}
    for line in table.read_text(encoding="utf-8").splitlines():
        zipf, *words = line.split(" ")
        out.update(dict.fromkeys(words, float(zipf)))
    return out
