"""The frequency of words in a language in general.

Rarity within two short texts overstates the importance of words such as "time" or "look", which are rare there by
accident and carry little meaning. The tables give, for a few thousand of the most common words of each language, the
Zipf frequency (the decimal logarithm of occurrences in a billion words; 7.8 is "the", 4 is "skyline"), rounded to .2.
The values come from the word lists of the wordfreq project (Robyn Speer, 2022), which counts Wikipedia, subtitles,
news, books and the web.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import resources


@cache
def zipf_table(language: str) -> Mapping[str, float]:
    """Return the Zipf frequencies of the most common words of a language; empty if none are shipped."""
    table = resources.files("evolve.text").joinpath("commonness", f"{language}.txt")
    if not table.is_file():
        return {}
    frequencies: dict[str, float] = {}
    for line in table.read_text(encoding="utf-8").splitlines():
        zipf, *words = line.split(" ")
        frequencies.update(dict.fromkeys(words, float(zipf)))
    return frequencies
