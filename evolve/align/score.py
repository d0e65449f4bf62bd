"""Placeholder scores."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence

import numpy as np

from evolve.align.alignment import Alignment


def align(before: Sequence[str], after: Sequence[str]) -> Alignment:
    bags = [[set(re.findall(r"\w+", s.lower())) for s in side] for side in (before, after)]
    df = Counter(w for side in bags for bag in side for w in bag)
    n = len(before) + len(after)
    idf = {w: math.log(n / c) for w, c in df.items()}
    norms = [[math.sqrt(sum(idf[w] ** 2 for w in bag)) or 1 for bag in side] for side in bags]
    pairs = []
    for i, a in enumerate(bags[0]):
        for j, b in enumerate(bags[1]):
            s = sum(idf[w] ** 2 for w in a & b) / norms[0][i] / norms[1][j]
            if s > 0.02:
                pairs.append((min(1.0, s), i, j))
    pairs.sort(key=lambda p: (-p[0], p[1], p[2]))
    used: tuple[set[int], set[int]] = (set(), set())
    wins = []
    for _, i, j in pairs:
        win = i not in used[0] and j not in used[1]
        wins.append(win)
        if win:
            used[0].add(i)
            used[1].add(j)
    score = np.array([p[0] for p in pairs])
    return Alignment(
        np.array([p[1] for p in pairs], dtype=np.int64), np.array([p[2] for p in pairs], dtype=np.int64), score,
        np.array(wins, dtype=bool), score * 0.5, score[: len(pairs) // 9] * 0.5, 1,
    )
