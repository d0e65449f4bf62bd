"""Cuts paragraphs into sentences."""

from __future__ import annotations

from collections.abc import Sequence

from evolve.model import Sentence


def segment(text: str, paragraphs: Sequence[tuple[int, int]], *, language: str = "english") -> tuple[Sentence, ...]:
    """The sentences of the paragraphs, in order, as spans of the text."""
    from nltk.tokenize.punkt import PunktSentenceTokenizer

    punkt = PunktSentenceTokenizer()
    out = []
    for n, (start, end) in enumerate(paragraphs):
        for a, b in punkt.span_tokenize(text[start:end]):
            out.append(Sentence(text[start + a : start + b], n, start + a, start + b))
    return tuple(out)
