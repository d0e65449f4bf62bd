"""`evolve suggest A B`: names that may be spellings of the same name, as lines to paste into evolve.toml."""

from __future__ import annotations

import json
from argparse import ArgumentParser, Namespace

from evolve.cli.console import put, say
from evolve.cli.inputs import add_language, add_two_files, add_view, settings_of, two_documents

SUMMARY = "suggest names that may be two spellings of one name"
EXAMPLES = """\
examples:
  evolve suggest 2015.txt 2025.txt
  evolve suggest 2015.txt 2025.txt >> evolve.toml
"""


def add_options(parser: ArgumentParser) -> None:
    """Add the two versions and their language."""
    add_two_files(parser)
    add_language(parser)
    add_view(parser)


def run(options: Namespace) -> int:
    """Print spelling variants among the names that occur in only one of the two texts."""
    from evolve.text.words.equivalents import equivalents_of
    from evolve.text.words.spelling_variants import variants
    from evolve.text.words.tokens import tokenise

    settings = settings_of(options).settings
    documents = two_documents(options, settings)
    language = documents[0].language
    equivalents = equivalents_of(settings.equivalents, use_shipped=settings.shipped_equivalents, language=language)
    before, after = (
        [
            (sentence.text, tokenise(sentence.text, language=language, equivalents=equivalents))
            for sentence in document.sentences
        ]
        for document in documents
    )
    found = variants(before, after)
    if not found:
        say("no spelling variants found")
        return 0
    width = max(len(variant.before) for variant in found)
    lines = ["# earlier spelling = later spelling; keep the lines that name the same thing, delete the others"]
    lines.append("[equivalents]")
    for variant in found:
        # JSON strings are valid TOML basic strings.
        key = json.dumps(variant.before, ensure_ascii=False).ljust(width + 2)
        other = json.dumps(variant.after, ensure_ascii=False)
        times = f"{variant.counts[0]} and {variant.counts[1]} times"
        lines.append(f"{key} = [{other}]  # {times}, similarity {variant.score:.2f}")
    put("\n".join(lines) + "\n")
    return 0
