"""Two versions as the screen holds them: compared, with their rows and the store of their judgements."""

from __future__ import annotations

import gc
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from evolve.model import Reading
from evolve.tui.state.entries import Entries

if TYPE_CHECKING:
    from evolve.comparison import Comparison
    from evolve.document import Document
    from evolve.judgements import Store
    from evolve.settings import Settings

OpenStore = Callable[["Document", "Document"], "Store"]
"""Opens the store of the judgements on two versions."""


class Compare(Protocol):
    """Compares two versions, as `evolve.compare` does."""

    def __call__(self, before: Document, after: Document, *, settings: Settings) -> Comparison: ...


@dataclass(frozen=True, eq=False)
class ShownPair:
    """A version compared with the next, with the values that the screen needs."""

    comparison: Comparison
    """At the threshold it was made with."""
    entries: Entries
    """Its rows, at the threshold the person last chose."""
    scores: tuple[float, ...]
    """The scores of all links at the lowest threshold."""
    store: Store | None
    """The store of judgements on the pair; None if they are switched off."""
    over_gaps: Mapping[int, Store] = field(default_factory=dict)
    """The stores of judgements on each version further back, from 0, and the later version of the pair."""


def align_pair(
    before: Document,
    after: Document,
    settings: Settings,
    threshold: float | None = None,
    *,
    further_back: Sequence[Document] = (),
    compare: Compare | None = None,
    open_store: OpenStore | None = None,
) -> ShownPair:
    """Compare two versions under what was judged of them, and find their rows at a threshold.

    None takes the threshold of the comparison. `further_back` are the versions before the two, the first one first. By
    default, versions are compared by `evolve.compare` and their judgements are in the person's own store.
    """
    comparison = (compare or _compare())(before, after, settings=settings)
    # A link made by hand has no score of its own to be counted among them.
    scores = tuple(link.score for link in comparison.at(0.0).links)
    opened = open_store or _own_store
    store = opened(before, after) if settings.judgements else None
    over_gaps = {n: opened(version, after) for n, version in enumerate(further_back) if settings.judgements}
    reading = _reading(before, after) if settings.judge else Reading()
    comparison = comparison.judged(store.all() if store is not None else (), by_judges=reading)
    entries = Entries.of([comparison if threshold is None else comparison.at(threshold)])
    # Rows take long to find: find them here, in the background.
    _ = entries.rows
    pair = ShownPair(comparison, entries, scores, store, over_gaps)
    # The pair lives as long as the screen does. Looking through it for garbage would delay every other step of the
    # threshold on a book, by a tenth of a second.
    gc.unfreeze()
    gc.collect()
    gc.freeze()
    return pair


def _compare() -> Compare:
    # The first paint, of names alone, does not wait for this import.
    from evolve.comparison import compare

    return compare


def _reading(before: Document, after: Document) -> Reading:
    from evolve.judges import JudgeStore

    return JudgeStore.open(before, after).reading()


def _own_store(before: Document, after: Document) -> Store:
    from evolve.judgements import JudgementStore

    return JudgementStore.open(before, after)
