"""Summarise in one sentence of plain words how many sentences of two texts persisted, changed, ended or began."""

from __future__ import annotations

from collections.abc import Iterator

from evolve.model import Counts, Status
from evolve.render.status_names import UNMATCHED


def summaries(earlier: Counts, later: Counts, names: tuple[str, str], *, is_rewritten: bool) -> Iterator[str]:
    """Yield the answer in words, the longest first: "Of 47 sentences of 2022, 7 come back in 2025, all changed · 12
    possible · 28 unmatched".

    `earlier` and `later` are the numbers of sentences by status, `names` the names of the two texts.
    """
    ended = UNMATCHED if is_rewritten else Status.DROPPED.value
    begun = UNMATCHED if is_rewritten else Status.ADDED.value
    back = earlier.persisted + earlier.changed
    comes = "comes" if back == 1 else "come"
    if is_rewritten and back:
        # That two sentences are alike does not prove that they make the same claim.
        comes = "seems to come" if back == 1 else "seem to come"
    how = _how(earlier)
    rest = _rest(earlier.unclear, earlier.dropped, ended)
    linked = later.persisted + later.changed
    are_linked = f"{linked or 'none'} {'is' if linked == 1 else 'are'} linked"
    after = _rest(later.unclear, later.added, begun)
    first, second = names
    sentences = f"{earlier.total} sentence{'s' if earlier.total != 1 else ''}"
    full = f"Of {sentences} of {first}, {back or 'none'} {comes} back in {second}{how}{rest}"
    if after:
        yield f"{full}; of the {later.total} of {second}, {are_linked}{after}"
    yield full
    yield f"Of {sentences} {back or 'none'} {comes} back{how}{rest}"
    yield f"{back} of {earlier.total} {comes} back{how}{rest}"
    yield f"{back} of {earlier.total} {comes} back{how}"
    yield f"{back} of {earlier.total} {comes} back"


def _how(counts: Counts) -> str:
    """Return in words how many of the sentences that come back changed."""
    if not counts.persisted and not counts.changed:
        return ""
    if counts.persisted and counts.changed:
        return f": {counts.persisted} unchanged, {counts.changed} changed"
    word = "changed" if counts.changed else "unchanged"
    return f", {word}" if counts.persisted + counts.changed == 1 else f", all {word}"


def _rest(unclear: int, unmatched: int, word: str) -> str:
    """Return the counts of the other sentences in words; `word` is for those without a link or a candidate."""
    parts = [f"{unclear} possible"] if unclear else []
    parts += [f"{unmatched} {word}"] if unmatched else []
    return "".join(f" · {part}" for part in parts)
