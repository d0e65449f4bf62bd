"""What a person has before them: the aligned pairs, and where their judgements are kept."""

from __future__ import annotations

import gc
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from evolve.tui.state.entries import Entries

if TYPE_CHECKING:
    from evolve.comparison import Comparison
    from evolve.document import Document
    from evolve.judgements import Store
    from evolve.settings import Settings

OpenStore = Callable[["Document", "Document"], "Store"]
"""Gives the judgements on two versions."""


@dataclass(frozen=True, eq=False)
class ShownPair:
    """A version and its next, compared, with what the screen needs of them at once."""

    comparison: Comparison
    """At the threshold it was made with."""
    entries: Entries
    """Its rows, at the threshold the person last chose."""
    scores: tuple[float, ...]
    """Of everything that would be a link if the threshold let it."""
    store: Store | None
    """Where the person's judgements on them are kept; None where they are to be left out."""


def align_pair(
    before: Document, after: Document, settings: Settings, threshold: float | None, open_store: OpenStore | None
) -> ShownPair:
    """Compare two versions, under the judgements on them, and lay out their rows at a threshold; None takes the one
    found for them."""
    from evolve.comparison import compare

    comparison = compare(before, after, settings=settings)
    # A link made by hand has no score of its own to be counted among them.
    scores = tuple(link.score for link in comparison.at(0.0).links)
    store = None
    if settings.judgements:
        store = (open_store or _own_store)(before, after)
        comparison = comparison.judged(store.all())
    entries = Entries.of([comparison if threshold is None else comparison.at(threshold)])
    # What takes long is found out here, where it holds nobody up.
    assert entries.rows is not None
    pair = ShownPair(comparison, entries, scores, store)
    # What was made here stays as long as the screen does. Looking through it for garbage would hold up every other step
    # of the threshold on a book, by a tenth of a second.
    gc.unfreeze()
    gc.collect()
    gc.freeze()
    return pair


def _own_store(before: Document, after: Document) -> Store:
    from evolve.judgements import JudgementStore

    return JudgementStore.open(before, after)
