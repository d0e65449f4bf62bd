"""How well our score and three simple ones rank judged pairs: average precision and best F1 on the same labels.

    .venv/bin/python -m tests.bench.baselines [BEFORE AFTER LABELS]

Without files: the two seeds and their judgements, where a pair that was not judged is not the same. Scorers, not tools:
each ranks the judged pairs, and none is helped or hindered by how pairs are then matched up.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

import evolve
from evolve.align.arrays import Flags, Floats
from evolve.readers import seeds
from evolve.tune.labels import Label, Labels, match
from evolve.tune.sampling import Drawn

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Ranked:
    """How well a score tells the judged pairs apart."""

    name: str
    average_precision: float
    """0..1, the area under precision over recall; the share of "same" among the pairs is what no score at all gives."""
    best_f: float
    """The highest F1 that any cut-off on this score reaches."""
    cutoff: float
    """That cut-off."""


def compare_scorers(labels: Labels) -> tuple[Ranked, ...]:
    """Every score on all labels, the best first; none unless there are both "same" and "not" among them."""
    if not labels.same or not labels.different:
        return ()
    same = np.array([label.same for label in labels.items], dtype=bool)
    weight = weights(labels)
    columns: dict[str, Floats] = {"evolve": np.array([label.score for label in labels.items], dtype=float)}
    texts = [_texts(labels, label) for label in labels.items]
    for name, score in _others(labels).items():
        columns[name] = score(texts)
    ranked = [_ranked(name, score, same, weight) for name, score in columns.items()]
    return tuple(sorted(ranked, key=lambda r: -r.average_precision))


def weights(labels: Labels) -> Floats:
    """For how many pairs each label stands: the size of its stratum over the labels drawn from it, or 1."""
    drawn: Counter[tuple[int, Drawn]] = Counter((label.pair, label.drawn) for label in labels.items if label.drawn)
    return np.array(
        [label.drawn.size / drawn[label.pair, label.drawn] if label.drawn else 1.0 for label in labels.items]
    )


def _texts(labels: Labels, label: Label) -> Pair:
    comparison = labels.comparisons[label.pair]
    return comparison.before.sentences[label.before].text, comparison.after.sentences[label.after].text


def _others(labels: Labels) -> Mapping[str, Callable[[Sequence[Pair]], Floats]]:
    from rapidfuzz import fuzz

    def by(scorer: Callable[[str, str], float]) -> Callable[[Sequence[Pair]], Floats]:
        return lambda texts: np.array([scorer(a.lower(), b.lower()) / 100 for a, b in texts], dtype=float)

    documents = [
        sentence.text
        for comparison in labels.comparisons
        for document in (comparison.before, comparison.after)
        for sentence in document.sentences
    ]
    return {
        "rapidfuzz ratio": by(fuzz.ratio),
        "rapidfuzz token_set_ratio": by(fuzz.token_set_ratio),
        "TF-IDF cosine": lambda texts: _tf_idf(documents, texts),
    }


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def _tf_idf(documents: Sequence[str], texts: Sequence[Pair]) -> Floats:
    """Cosine of the words' counts, each weighed by the logarithm of how few sentences have it (Salton & Buckley)."""
    having = Counter(word for text in documents for word in set(_words(text)))
    rarity = {word: float(np.log((1 + len(documents)) / (1 + count))) + 1 for word, count in having.items()}

    def vector(text: str) -> dict[str, float]:
        return {word: count * rarity[word] for word, count in Counter(_words(text)).items()}

    def cosine(a: dict[str, float], b: dict[str, float]) -> float:
        norm = float(np.sqrt(sum(v * v for v in a.values()) * sum(v * v for v in b.values())))
        return sum(v * b.get(word, 0.0) for word, v in a.items()) / norm if norm else 0.0

    return np.array([cosine(vector(a), vector(b)) for a, b in texts], dtype=float)


def _ranked(name: str, score: Floats, same: Flags, weight: Floats) -> Ranked:
    """Ties are taken together, so that no order among equals can help."""
    order = np.argsort(-score, kind="stable")
    last = np.append(np.diff(score[order]) != 0, True)
    hit = np.cumsum((weight * same)[order])[last]
    found = np.cumsum(weight[order])[last]
    area = float(np.sum(np.diff(hit, prepend=0.0) * hit / found) / hit[-1])
    f = 2 * hit / (found + hit[-1])
    best = int(f.argmax())
    return Ranked(name, area, float(f[best]), float(score[order][last][best]))


def main(before: str, after: str, labels: str) -> None:
    """Print a table of the scores, the best first."""
    comparison = evolve.compare(evolve.read(before), evolve.read(after))
    found = match((comparison,), evolve.read_judgements(labels), complete=True)
    print(f"{found.same} same, {found.different} not; labels of {labels}\n")
    print("| score | average precision | best F1 | at |\n| --- | ---: | ---: | ---: |")
    for ranked in compare_scorers(found):
        print(f"| {ranked.name} | {ranked.average_precision:.3f} | {ranked.best_f:.3f} | {ranked.cutoff:.3f} |")


if __name__ == "__main__":
    main(*(sys.argv[1:] or [*map(str, seeds()), str(seeds()[0].parent / "judgements.csv")]))
