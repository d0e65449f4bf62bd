"""`evolve suggest A B`: spellings of names that may be one, as lines to paste into evolve.toml."""

from __future__ import annotations

import json
from argparse import ArgumentParser, Namespace

from evolve.cli.console import put, say
from evolve.cli.inputs import add_language, add_two_files, settings_of

SUMMARY = "propose spellings of names that may be one"
EXAMPLES = """\
examples:
  evolve suggest 2015.txt 2025.txt
  evolve suggest 2015.txt 2025.txt >> evolve.toml
"""


def add_options(parser: ArgumentParser) -> None:
    """Add the two versions and their language."""
    add_two_files(parser)
    add_language(parser)


def run(options: Namespace) -> int:
    """Propose spelling variants of names that only one of the two texts holds."""
    from evolve.readers import read
    from evolve.text.words.equivalents import equivalents_of
    from evolve.text.words.spelling_variants import variants
    from evolve.text.words.tokens import tokenise

    settings = settings_of(options).settings
    equivalents = equivalents_of(
        settings.equivalents, use_shipped=settings.shipped_equivalents, language=settings.language
    )
    before, after = (
        [
            (sentence.text, tokenise(sentence.text, language=settings.language, equivalents=equivalents))
            for sentence in read(file, body=settings.body, language=settings.language).sentences
        ]
        for file in (options.before, options.after)
    )
    found = variants(before, after)
    if not found:
        say("no name of one text resembles a name of the other")
        return 0
    width = max(len(variant.before) for variant in found)
    lines = ["# the earlier text's spelling = the later one's; keep the lines that are one name, delete the others"]
    lines.append("[equivalents]")
    for variant in found:
        # JSON's strings and TOML's basic strings are written alike
        key = json.dumps(variant.before, ensure_ascii=False).ljust(width + 2)
        other = json.dumps(variant.after, ensure_ascii=False)
        times = f"{variant.counts[0]} and {variant.counts[1]} times"
        lines.append(f"{key} = [{other}]  # {times}, alike {variant.score:.2f}")
    put("\n".join(lines) + "\n")
    return 0
