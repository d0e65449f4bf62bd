"""Sentences of several earlier versions, aligned as one text with a later version.

An alignment depends on no threshold and no judgement, so it is kept for the next threshold: most of them have the same
sentences there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from evolve.comparison.compared import compared
from evolve.comparison.comparison import Comparison
from evolve.document import Document
from evolve.model import SentenceRef

_MAX_KEPT = 4
"""Maximum number of alignments kept for each version: those of the last thresholds, and one for a link by hand."""


@dataclass(frozen=True, slots=True, eq=False)
class Pools:
    """The alignments of pools made last, for each version; a cache."""

    _aligned: dict[int, dict[tuple[SentenceRef, ...], Comparison]] = field(default_factory=dict, repr=False)

    def aligned(self, comparisons: Sequence[Comparison], pool: Sequence[SentenceRef], version: int) -> Comparison:
        """Return the comparison of some sentences of earlier versions, as one text, with a version.

        `comparisons` are those of each version with the next; the threshold is the one found for the two texts.
        """
        kept, key = self._aligned.setdefault(version, {}), tuple(pool)
        found = kept.pop(key, None)
        if found is None:
            found = _compared(comparisons, pool, version)
        kept[key] = found
        # Another thread may have removed the same one.
        for old in list(kept)[:-_MAX_KEPT]:
            kept.pop(old, None)
        ignore = comparisons[0].settings.ignore
        return found if found.settings.ignore == ignore else found.ignoring(ignore)


def _compared(comparisons: Sequence[Comparison], pool: Sequence[SentenceRef], version: int) -> Comparison:
    documents = [comparisons[0].before, *(comparison.after for comparison in comparisons)]
    texts = [documents[v].sentences[n].text for v, n in pool]
    paragraphs: dict[tuple[int, int], int] = {}
    numbers = [paragraphs.setdefault((v, documents[v].sentences[n].paragraph), len(paragraphs)) for v, n in pool]
    first = comparisons[0]
    settings = replace(first.settings, language=first.language, threshold=None)
    return compared(Document.from_sentences(texts, paragraphs=numbers), documents[version], settings)
