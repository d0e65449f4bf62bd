"""The protocol `pairs`: JSON Lines of sentence pairs in, JSON Lines of verdicts out.

For programs that judge one pair at a time, such as entailment models. In: `{"n": 1, "before": "…", "after": "…"}`.
Out, in any order: `{"n": 1, "verdict": "same", "score": 0.93}`; `score`, `kind` and `note` may be left out. Only
the best candidates are sent, best first. Pure.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from itertools import product

from evolve.comparison import Comparison
from evolve.judges.windows import Pair

PROTOCOL = "pairs 1"
"""The version of this protocol; it changes with the form of the question or the answer."""
LIMIT = 1_000
"""Default maximum number of pairs to ask about."""
_BEST = 5  # candidates to ask about for every sentence


def candidate_pairs(comparison: Comparison, limit: int = LIMIT) -> tuple[Pair, ...]:
    """Return the pairs to ask about, best first: the links, then the best few candidates of every sentence.

    If the number of all pairs is within the limit, pairs without a word in common follow. Pairs of equal sentences are
    left out.
    """
    plain = comparison.judged((), by_judges=())
    linked = {(link.before, link.after) for link in plain.links}
    candidates = best_candidates(comparison, _BEST)
    ordered = sorted(candidates, key=lambda pair: pair not in linked)  # stable: within both groups, best first
    sizes = len(comparison.before.sentences), len(comparison.after.sentences)
    if sizes[0] * sizes[1] <= limit:
        equal = {
            pair
            for pair, same in zip(comparison.pair.candidate_positions, comparison.alignment.equal, strict=True)
            if same
        }
        known = {*ordered, *equal}
        ordered += [pair for pair in product(range(sizes[0]), range(sizes[1])) if pair not in known]
    return tuple(ordered[:limit])


def best_candidates(comparison: Comparison, count: int) -> tuple[Pair, ...]:
    """Return the best few candidates of every sentence of either text, best first, without equal sentences."""
    alignment = comparison.alignment
    seen: tuple[dict[int, int], dict[int, int]] = {}, {}
    found = []
    columns = alignment.before.tolist(), alignment.after.tolist(), alignment.equal.tolist(), alignment.wins.tolist()
    for b, a, equal, wins in zip(*columns, strict=True):
        places = seen[0].get(b, 0), seen[1].get(a, 0)
        seen[0][b], seen[1][a] = places[0] + 1, places[1] + 1
        if not equal and (wins or min(places) < count):
            found.append((b, a))
    return tuple(found)


def question_of(texts: Sequence[tuple[str, str]]) -> str:
    """Return the question about some pairs of sentences: JSON Lines, numbered from 1."""
    lines = [{"n": n, "before": before, "after": after} for n, (before, after) in enumerate(texts, 1)]
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)


def pair_id(before: str, after: str) -> str:
    """Return the digest of the question about one pair."""
    return hashlib.sha256(json.dumps([PROTOCOL, before, after]).encode()).hexdigest()[:12]
