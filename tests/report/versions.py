"""Versions made of given sentences, and compared."""

from __future__ import annotations

from typing import Any

import evolve


def evolution(*versions: list[str], **settings: Any) -> evolve.Evolution:
    """Labelled v1, v2 and so on, and linked from .1 unless the settings say otherwise."""
    documents = [evolve.Document.from_sentences(v, label=f"v{n}") for n, v in enumerate(versions, 1)]
    return evolve.evolution(documents, settings=evolve.Settings(**{"threshold": 0.1, **settings}))
