"""Work beside the screen: aligning a pair and making ready what is shown of it, without holding up a key press."""

from __future__ import annotations

import asyncio
import gc
import threading
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from evolve.tui.entries import Entries

if TYPE_CHECKING:
    from evolve.comparison import Comparison
    from evolve.document import Document
    from evolve.judgements import Store
    from evolve.settings import Settings

Made = TypeVar("Made")
OpenStore = Callable[["Document", "Document"], "Store"]
"""Gives the judgements on two versions."""


@dataclass(frozen=True, eq=False)
class Pair:
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
) -> Pair:
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
    pair = Pair(comparison, entries, scores, store)
    # What was made here stays as long as the screen does. Looking through it for garbage would hold up every other step
    # of the threshold on a book, by a tenth of a second.
    gc.unfreeze()
    gc.collect()
    gc.freeze()
    return pair


def _own_store(before: Document, after: Document) -> Store:
    from evolve.judgements import JudgementStore

    return JudgementStore.open(before, after)


async def beside(make: Callable[[], Made]) -> Made:
    """Run in a thread that neither stopping nor leaving waits for; its result is dropped when nobody asks any more.

    A thread of an executor would be waited for when the screen closes, however long it still aligns.
    """
    loop = asyncio.get_running_loop()
    result: asyncio.Future[Made] = loop.create_future()

    def give(value: Made) -> None:
        if not result.cancelled():
            result.set_result(value)

    def fail(error: BaseException) -> None:
        if not result.cancelled():
            result.set_exception(error)

    def tell(settle: Callable[[], None]) -> None:
        if not loop.is_closed():
            loop.call_soon_threadsafe(settle)

    def run() -> None:
        try:
            value = make()
        except BaseException as error:
            tell(partial(fail, error))
        else:
            tell(partial(give, value))

    threading.Thread(target=run, daemon=True, name="evolve-align").start()
    return await result
