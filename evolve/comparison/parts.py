"""Divides a sentence among the parts that it was split into or merged from.

A part is compared only with the stretch that it continues, so it does not lack what another part says, and a word that
no part says any more is missing in one of them.
"""

from __future__ import annotations

from collections.abc import Sequence

from evolve.text.words.diff import opcodes
from evolve.text.words.equivalents import Equivalents
from evolve.text.words.tokens import tokenise

_MAX_FRAGMENT_WORDS = 20
"""Maximum number of words of a fragment, such as the words before a list."""


def is_fragment(text: str, sentence: str, *, language: str, equivalents: Equivalents) -> bool:
    """Return whether all words of a text, two to twenty, are in the sentence in a row: "The tenant shall:"."""
    words, fragment = (
        [token.form for token in tokenise(one, language=language, equivalents=equivalents)] for one in (sentence, text)
    )
    size = len(fragment)
    return 1 < size <= min(_MAX_FRAGMENT_WORDS, len(words) - 1) and any(
        words[k : k + size] == fragment for k in range(len(words) - size + 1)
    )


def stretches_of_parts(
    sentence: str, parts: Sequence[str], *, language: str, equivalents: Equivalents
) -> tuple[str, ...]:
    """Return for each part the stretch of the sentence that it corresponds to; empty if they share no words.

    The stretches are in the order of the parts and cover the sentence. Words without a counterpart belong to the
    stretch before them.
    """
    words = tokenise(sentence, language=language, equivalents=equivalents)
    part_words = [tokenise(part, language=language, equivalents=equivalents) for part in parts]
    owners = [number for number, tokens in enumerate(part_words) for _ in tokens]
    forms_of_parts = [token.form for tokens in part_words for token in tokens]
    first_word: dict[int, int] = {}
    for tag, first, last, part_first, _ in opcodes([token.form for token in words], forms_of_parts):
        if tag == "equal":
            for offset in range(last - first):
                first_word.setdefault(owners[part_first + offset], first + offset)
    matched = sorted(first_word)
    cuts = [0, *(words[first_word[number]].start for number in matched[1:]), len(sentence)]
    stretches = {number: sentence[cuts[k] : cuts[k + 1]].strip() for k, number in enumerate(matched)}
    return tuple(stretches.get(number, "") for number in range(len(parts)))
