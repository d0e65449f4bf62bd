"""What the tuner promises, measured on labelled documents, where they lie beside the checkout (see `gate.py`).

python -m tests.quality.tuning               the three tables
python -m tests.quality.tuning --draws 100   quicker
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

import evolve
from evolve.align.alignment import Alignment
from evolve.comparison import Comparison
from evolve.tune.estimate import estimate
from evolve.tune.labels import Label, Labels
from evolve.tune.sampling import draw
from evolve.tune.sweep import STEPS

from .gate import shared

ARGREWRITE = ("argrewrite-12-dev", "argrewrite-23-dev", "argrewrite-13-dev")
NOVEL = ("frankenstein-dev",)
GROUPS = {"ArgRewrite": ARGREWRITE, "Frankenstein": NOVEL}
RETOLD = ("perspectrum-dev",)
"""Claims in other words, many to many; how good the threshold is there is told, not held to."""
LABELS = (30, 60, 120)


@dataclass(frozen=True)
class Known:
    """A pair of texts with the truth."""

    comparison: Comparison
    truth: frozenset[tuple[int, int]]

    def links(self, threshold: float) -> set[tuple[int, int]]:
        a = self.comparison.alignment
        at = a.wins[: a.candidates_above(threshold)].nonzero()[0]
        return set(zip(a.before[at].tolist(), a.after[at].tolist(), strict=True))


def load(folder: Path, names: Sequence[str]) -> list[Known]:
    out = []
    for name in names:
        for line in (folder / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            documents = [
                evolve.Document.from_sentences(row[side], label=side, paragraphs=row.get(f"{side}_paragraphs"))
                for side in ("before", "after")
            ]
            out.append(Known(evolve.compare(*documents), frozenset((i, j) for i, j, _ in row["links"])))
    return out


def honesty(known: Sequence[Known]) -> list[tuple[float, int, float, float]]:
    """For every threshold the links, the estimated and the true precision, over all pairs of texts together."""
    out = []
    for bar in STEPS:
        chances = [one.comparison.link_chance(bar) for one in known]
        links = sum(chance.pairs for chance in chances)
        hit = sum(len(one.links(bar) & one.truth) for one in known)
        if links:
            out.append((bar, links, 1 - sum(chance.expected for chance in chances) / links, hit / links))
    return out


def f1(known: Sequence[Known], thresholds: Sequence[float]) -> float:
    """Over all pairs of texts together, each at its own threshold."""
    hit = found = 0
    for one, bar in zip(known, thresholds, strict=True):
        links = one.links(bar)
        hit, found = hit + len(links & one.truth), found + len(links)
    return 2 * hit / (found + sum(len(one.truth) for one in known))


def recommended(known: Sequence[Known]) -> tuple[float, float, float]:
    """F1 at the thresholds recommended without labels, and the best that one threshold for all reaches, and where."""
    best, at = max((f1(known, [bar] * len(known)), bar) for bar in STEPS)
    return f1(known, [one.comparison.pair.automatic_threshold for one in known]), best, at


@dataclass(frozen=True, eq=False)
class _Pooled:
    """Many pairs of texts as if they were one, on a scale on which their thresholds are the same."""

    alignment: Alignment
    same: frozenset[int]


def pooled(known: Sequence[Known], cut: float = 0.5) -> _Pooled:
    """All candidates together, their scores moved so that every pair's own threshold becomes `cut`."""
    score, wins, outcompeted, same, orders = [], [], [], [], []
    for one in known:
        a, t = one.comparison.alignment, one.comparison.threshold
        moved = np.interp(a.score, [0.0, 0.1, t, max(t, 0.8) + 1e-9, 1.0001], [0.0, 0.1, cut, 0.8, 1.0])
        score.append(moved)
        wins.append(a.wins)
        outcompeted.append(a.outcompeted)
        orders.append(a.scored_pairs.order)
        pairs = zip(a.before.tolist(), a.after.tolist(), strict=True)
        same.append(np.array([pair in one.truth for pair in pairs], dtype=bool))
    flat = np.concatenate(score)
    order = np.argsort(-flat, kind="stable")
    a = known[0].comparison.alignment
    number = np.arange(len(order))
    scored_pairs = replace(
        a.scored_pairs, before=number, after=number, score=flat[order], order=np.concatenate(orders)[order]
    )
    flags = {"wins": np.concatenate(wins)[order], "outcompeted": np.concatenate(outcompeted)[order]}
    alignment = replace(a, scored_pairs=scored_pairs, **flags)
    truth = np.concatenate(same)[order]
    return _Pooled(alignment, frozenset(truth.nonzero()[0].tolist()))


def coverage(known: Sequence[Known], count: int, draws: int, cut: float = 0.5) -> dict[str, tuple[float, float, float]]:
    """For precision, recall and F1 the truth, the share of draws whose interval covers it, and the mean width."""
    whole = pooled(known, cut)
    a = whole.alignment
    at = set(a.wins[: a.candidates_above(cut)].nonzero()[0].tolist())
    hit = len(at & whole.same)
    truth = {
        "precision": hit / len(at),
        "recall": hit / len(whole.same),
        "F1": 2 * hit / (len(at) + len(whole.same)),
    }
    home = replace(known[0].comparison, pair=replace(known[0].comparison.pair, alignment=a), threshold=cut)
    covered = dict.fromkeys(truth, 0)
    width = dict.fromkeys(truth, 0.0)
    for seed in range(draws):
        items = tuple(
            Label(0, place, place, place in whole.same, float(a.score[place]), bool(a.wins[place]), place, drawn)
            for place, drawn in draw(a, cut, seed, count)
        )
        row = estimate(Labels((home,), items), (cut,), seed=seed).at(cut)
        for name, figure in (("precision", row.precision), ("recall", row.recall), ("F1", row.f[1.0])):
            assert figure is not None
            covered[name] += figure.low <= truth[name] <= figure.high
            width[name] += figure.width
    return {name: (truth[name], covered[name] / draws, width[name] / draws) for name in truth}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--draws", type=int, default=500)
    options = parser.parse_args()
    folder = shared() / "data"
    groups = {**GROUPS, "Perspectrum": RETOLD}
    sets = {name: load(folder, names) for name, names in groups.items()}
    for name, known in sets.items():
        rows = honesty(known)
        told = [row for row in rows if row[2] >= 0.5]
        worst = max(told, key=lambda row: abs(row[2] - row[3]))
        print(f"{name}: estimate and truth differ by at most {abs(worst[2] - worst[3]):.3f}, at {worst[0]:.2f}")
        for bar, links, said, true in rows[4::10]:
            print(f"  {bar:.2f}  {links:5} links  estimated {said:.2f}  true {true:.2f}")
        ours, best, at = recommended(known)
        print(f"  F1 recommended without labels {ours:.4f}, best fixed {best:.4f} at {at:.2f}")
        for count in LABELS:
            row = coverage(known, count, options.draws)
            said_of = "  ".join(f"{key} {t:.3f} covered {c:.3f} width {w:.3f}" for key, (t, c, w) in row.items())
            print(f"  {count} labels: {said_of}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
