"""`evolve suggest A B`: names that may be one, as lines to paste into evolve.toml.

They are spellings of one name, or words of which one took the place of the other throughout.
"""

from __future__ import annotations

import json
from argparse import ArgumentParser, Namespace
from collections import Counter
from collections.abc import Sequence, Set
from typing import TYPE_CHECKING

from evolve.cli.console import put, say
from evolve.cli.inputs import add_language, add_two_files, add_view, settings_of, two_documents

if TYPE_CHECKING:
    from evolve.text.words.tokens import Token

SUMMARY = "suggest names that may mean the same: two spellings, or a word replaced throughout"
EXAMPLES = """\
examples:
  evolve suggest 2015.txt 2025.txt
  evolve suggest 2015.txt 2025.txt >> evolve.toml
"""


_MOST_KNOWN = 12
"""Maximum number of known names that are listed."""


def add_options(parser: ArgumentParser) -> None:
    """Add the two versions and their language."""
    add_two_files(parser)
    add_language(parser)
    add_view(parser)


def run(options: Namespace) -> int:
    """Print spelling variants among the names of only one of the two texts, and the words replaced throughout."""
    from evolve.comparison import compare
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
    found = {
        variant.before: (
            variant.after,
            f"{variant.counts[0]} and {variant.counts[1]} times, similarity {variant.score:.2f}",
        )
        for variant in variants(before, after)
    }
    for renamed in compare(*documents, settings=settings).pair.renamed:
        names = _as_written(before, renamed.before), _as_written(after, renamed.after)
        found.setdefault(names[0], (names[1], f"replaced throughout, {renamed.count} times"))
    known = _known(before, after, equivalents.unified)
    if known:
        say(f"already known, so not listed: {', '.join(known[:_MOST_KNOWN])}{', …' * (len(known) > _MOST_KNOWN)}")
    if not found:
        say(f"no {'further ' if known else ''}spelling variants found")
        return 0
    width = max(map(len, found))
    lines = ["# earlier name = later name; keep the lines that name the same thing, delete the others"]
    lines.append("[equivalents]")
    for name, (other, remark) in found.items():
        # JSON strings are valid TOML basic strings.
        key = json.dumps(name, ensure_ascii=False).ljust(width + 2)
        lines.append(f"{key} = [{json.dumps(other, ensure_ascii=False)}]  # {remark}")
    put("\n".join(lines) + "\n")
    return 0


def _known(
    before: Sequence[tuple[str, Sequence[Token]]], after: Sequence[tuple[str, Sequence[Token]]], unified: Set[str]
) -> list[str]:
    """Return the known names that the two texts write differently throughout, such as "Zelenskyy = Zelensky"."""
    sides = []
    for text in (before, after):
        spellings: dict[str, dict[str, None]] = {}
        for sentence, tokens in text:
            for token in tokens:
                if token.word in unified:
                    spellings.setdefault(token.word, {})[sentence[token.start : token.end]] = None
        sides.append(spellings)
    pairs = [(first, sides[1][word]) for word, first in sides[0].items() if word in sides[1]]
    return [f"{next(iter(one))} = {next(iter(other))}" for one, other in pairs if not one.keys() & other.keys()]


def _as_written(text: Sequence[tuple[str, Sequence[Token]]], spellings: Sequence[str]) -> str:
    """Return the most frequent way in which a text writes one of the spellings, which are in lower case."""
    counts = Counter(
        sentence[token.start : token.end] for sentence, tokens in text for token in tokens if token.word in spellings
    )
    return max(sorted(counts), key=lambda written: counts[written], default=spellings[0])
