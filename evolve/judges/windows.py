"""Windows: the parts of two long texts that a judge reads together.

Two texts that fit are read whole. Longer ones are divided into chunks that overlap slightly, so that every sentence is
read with its neighbours, and each window is one chunk of the earlier text with one of the later. The number of all
combinations would grow with the square of the length, so for long texts only some are read: every window that contains
a link by score, the window at the same relative position in both texts, and for each chunk the few windows with most of
its best candidates. So the number of windows grows with the length of the texts. Pure and deterministic.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate

CHARACTERS = 40_000
"""Characters of both texts in one window: about 7,000 words, which current judges can read at once."""
_OVERLAP = 0.1  # share of a chunk that overlaps with the next
_ALL = 9  # maximum number of windows for reading every combination of chunks
_PARTNERS = 3  # windows for each chunk of a longer text, besides those with links

Pair = tuple[int, int]
"""An earlier and a later sentence, by their indices."""


@dataclass(frozen=True, slots=True, order=True)
class Window:
    """A run of earlier and a run of later sentences that are read together."""

    before: tuple[int, int]
    """First and last index of the earlier sentences, half-open."""
    after: tuple[int, int]
    """First and last index of the later sentences, half-open."""

    def holds(self, pair: Pair) -> bool:
        """Return whether both sentences of a pair are in the window."""
        return self.before[0] <= pair[0] < self.before[1] and self.after[0] <= pair[1] < self.after[1]


def windows_of(
    before: Sequence[str],
    after: Sequence[str],
    links: Iterable[Pair] = (),
    candidates: Iterable[Pair] = (),
    characters: int = CHARACTERS,
) -> tuple[Window, ...]:
    """Return the windows over two texts, in the order of the earlier one; none if a text is empty.

    `links` are the pairs linked by score; each of them is in a window. `candidates` are further pairs worth reading,
    all with the same weight.
    """
    if not before or not after:
        return ()
    sizes = [len(text) for text in before], [len(text) for text in after]
    total = sum(sizes[0]), sum(sizes[1])
    # A short text leaves more room for the other one.
    half = characters // 2
    room = max(half, characters - total[1]), max(half, characters - total[0])
    chunks = _chunks(sizes[0], room[0]), _chunks(sizes[1], room[1])
    every = [(i, j) for i in range(len(chunks[0])) for j in range(len(chunks[1]))]
    chosen = set(every) if len(every) <= _ALL else _likely(chunks, tuple(links), tuple(candidates))
    return tuple(Window(chunks[0][i], chunks[1][j]) for i, j in sorted(chosen))


def _chunks(sizes: Sequence[int], room: int) -> tuple[tuple[int, int], ...]:
    """Divide sentences of these sizes into runs of at most `room` characters; consecutive runs overlap."""
    ends = (0, *accumulate(sizes))
    chunks = []
    first = 0
    while True:
        last = first + 1
        while last < len(sizes) and ends[last + 1] - ends[first] <= room:
            last += 1
        chunks.append((first, last))
        if last == len(sizes):
            return tuple(chunks)
        back = last
        while back - 1 > first and ends[last] - ends[back - 1] <= room * _OVERLAP:
            back -= 1
        first = back


def _likely(
    chunks: tuple[Sequence[tuple[int, int]], Sequence[tuple[int, int]]],
    links: Sequence[Pair],
    candidates: Sequence[Pair],
) -> set[Pair]:
    """Return the combinations of chunks with links, at the same relative position, or with most candidates."""
    homes = _homes(chunks[0]), _homes(chunks[1])
    chosen = {(homes[0][b], homes[1][a]) for b, a in links}
    counts: dict[Pair, int] = {}
    for b, a in (*links, *candidates):
        at = homes[0][b], homes[1][a]
        counts[at] = counts.get(at, 0) + 1
    for side in (0, 1):
        others = len(chunks[1 - side])
        found: dict[int, list[tuple[int, int]]] = {}
        for at, count in counts.items():
            found.setdefault(at[side], []).append((-count, at[1 - side]))
        for i in range(len(chunks[side])):
            level = (2 * i + 1) * others // (2 * len(chunks[side]))
            best = [j for _, j in sorted(found.get(i, ()))[:_PARTNERS]]
            chosen |= {(i, j) if side == 0 else (j, i) for j in (level, *best)}
    return chosen


def _homes(chunks: Sequence[tuple[int, int]]) -> list[int]:
    """Return the index of the first chunk that contains each sentence."""
    homes: list[int] = []
    for number, (_, last) in enumerate(chunks):
        homes += [number] * (last - len(homes))
    return homes
