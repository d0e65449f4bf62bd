"""Sentences of several earlier versions, aligned as one text with a later version.

An alignment depends on no threshold and no judgement, so it is kept for the next threshold: most of them have the same
sentences there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from evolve.comparison.compared import aligned
from evolve.comparison.comparison import Comparison
from evolve.comparison.pair import AlignedPair
from evolve.document import Document
from evolve.model import SentenceRef

_MAX_KEPT = 4
"""Maximum number of alignments kept for each version: those of the last thresholds, and one for a link by hand."""


class PoolCache:
    """The alignments of pools made last, for each version. A cache: it changes, but no result depends on it.

    All values of one evolution share it, at any threshold and in any thread.
    """

    def __init__(self) -> None:
        self._pairs: dict[int, dict[tuple[SentenceRef, ...], AlignedPair]] = {}

    def aligned(self, comparisons: Sequence[Comparison], pool: Sequence[SentenceRef], version: int) -> AlignedPair:
        """Return some sentences of earlier versions, as one text, aligned with a version.

        `comparisons` are those of each version with the next.
        """
        kept, key = self._pairs.setdefault(version, {}), tuple(pool)
        found = kept.pop(key, None)
        if found is None:
            found = _aligned(comparisons, pool, version)
        kept[key] = found
        # Another thread may have removed the same one.
        for old in list(kept)[:-_MAX_KEPT]:
            kept.pop(old, None)
        ignore = comparisons[0].settings.ignore
        return found if found.settings.ignore == ignore else found.ignoring(ignore)


def _aligned(comparisons: Sequence[Comparison], pool: Sequence[SentenceRef], version: int) -> AlignedPair:
    documents = [comparisons[0].before, *(comparison.after for comparison in comparisons)]
    texts = [documents[v].sentences[n].text for v, n in pool]
    paragraphs: dict[tuple[int, int], int] = {}
    numbers = [paragraphs.setdefault((v, documents[v].sentences[n].paragraph), len(paragraphs)) for v, n in pool]
    first = comparisons[0]
    settings = replace(first.settings, language=first.language, threshold=None)
    return aligned(Document.from_sentences(texts, paragraphs=numbers), documents[version], settings)
