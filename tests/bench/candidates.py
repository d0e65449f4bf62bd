"""What is measured side by side: evolve, and the other ways a Python programmer would find the sentences again.

Each candidate takes two lists of sentences and gives links with a score. The others get every advantage: what can be
prepared is prepared before the clock starts, they use all cores where they can, and those that give a score for every
pair are judged at whichever cut-off suits them best, which their user would not know. evolve finds its own threshold.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Any

Scored = list[tuple[float, int, int]]
Sentences = Sequence[str]


class Missing(Exception):
    """A candidate's library is not installed."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """One way to align two texts."""

    name: str
    prepare: Callable[[Sentences, Sentences], Callable[[], Scored]]
    """Imports and warms up what is needed; what it returns does the work that is timed."""
    most: int = 10**6
    """Sentences beyond which it is not tried, because it would take hours."""
    any_cut_off: bool = False
    """Whether its scores mean something only from some cut-off on, which is then chosen in its favour."""


def _library(name: str, install: str) -> Any:
    try:
        return import_module(name)
    except ImportError:
        raise Missing(f"pip install {install}") from None


def _evolve(before: Sentences, after: Sentences) -> Callable[[], Scored]:
    import evolve
    from evolve.document import Document

    warm = Document.from_sentences(["Some words of a text.", "Some more, which are others."])
    evolve.compare(warm, warm)
    documents = Document.from_sentences(before), Document.from_sentences(after)
    return lambda: [(link.score, link.before, link.after) for link in evolve.compare(*documents).links]


def _rapidfuzz(scorer_name: str) -> Callable[[Sentences, Sentences], Callable[[], Scored]]:
    def prepare(before: Sentences, after: Sentences) -> Callable[[], Scored]:
        import numpy as np
        from rapidfuzz import fuzz, process, utils

        scorer = getattr(fuzz, scorer_name)

        def work() -> Scored:
            x = [utils.default_process(sentence) for sentence in before]
            y = [utils.default_process(sentence) for sentence in after]
            rows = max(1, 4_000_000 // len(y))  # the matrix of two books would not fit into memory
            best_of_row: list[tuple[float, int]] = []
            best_of_column = np.zeros(len(y))
            row_of_column = np.zeros(len(y), dtype=np.int64)
            for first in range(0, len(x), rows):
                scores = process.cdist(x[first : first + rows], y, scorer=scorer, workers=-1)
                columns = scores.argmax(axis=1)
                best_of_row.extend(zip(scores.max(axis=1).tolist(), columns.tolist(), strict=True))
                better = scores.max(axis=0) > best_of_column
                row_of_column[better] = first + scores.argmax(axis=0)[better]
                best_of_column = np.maximum(best_of_column, scores.max(axis=0))
            return [(s / 100, row, c) for row, (s, c) in enumerate(best_of_row) if row_of_column[c] == row]

        return work

    return prepare


def _tf_idf(before: Sentences, after: Sentences) -> Callable[[], Scored]:
    text = _library("sklearn.feature_extraction.text", "scikit-learn")

    def work() -> Scored:
        vectors = text.TfidfVectorizer(sublinear_tf=True).fit_transform([*before, *after])
        x, y = vectors[: len(before)], vectors[len(before) :].T.tocsc()
        best_of_row: list[tuple[float, int]] = []
        best_of_column: dict[int, tuple[float, int]] = {}
        for first in range(0, len(before), 500):
            scores = (x[first : first + 500] @ y).toarray()
            best_of_row.extend(zip(scores.max(axis=1).tolist(), scores.argmax(axis=1).tolist(), strict=True))
            tops = zip(scores.max(axis=0).tolist(), scores.argmax(axis=0).tolist(), strict=True)
            for column, (score, row) in enumerate(tops):
                if score > best_of_column.get(column, (0.0, 0))[0]:
                    best_of_column[column] = score, first + row
        return [(s, row, c) for row, (s, c) in enumerate(best_of_row) if best_of_column.get(c, (0.0, -1))[1] == row]

    return work


def _matcher(before: Sentences, after: Sentences) -> Callable[[], Scored]:
    from difflib import SequenceMatcher

    def work() -> Scored:
        blocks = SequenceMatcher(None, before, after, autojunk=False).get_matching_blocks()
        return [(1.0, b.a + n, b.b + n) for b in blocks for n in range(b.size)]

    return work


def _ndiff(before: Sentences, after: Sentences) -> Callable[[], Scored]:
    from difflib import ndiff

    def work() -> Scored:
        out: Scored = []
        b = a = 0
        sides = ""
        for line in ndiff(before, after):
            if line[0] == "?":
                sides += "?"
                # "-?+" and "-+?" are how it shows that a sentence became another
                if re.search(r"-\+\?$", sides):
                    out.append((0.75, b - 1, a - 1))
                continue
            sides = sides[-2:] + line[0]
            b += line[0] in "- "
            a += line[0] in "+ "
            if line[0] == " ":
                out.append((1.0, b - 1, a - 1))
            elif sides.endswith("-?+"):
                out.append((0.75, b - 1, a - 1))
        return sorted(set(out))

    return work


def _collatex(before: Sentences, after: Sentences) -> Callable[[], Scored]:
    """Word by word, as it is made for; two sentences are linked when they share half of the shorter one's words."""
    collatex = _library("collatex", "collatex Levenshtein")

    def work() -> Scored:
        witnesses = [
            {
                "id": name,
                "tokens": [
                    {"t": word + " ", "n": word.strip(",.").lower(), "s": number}
                    for number, sentence in enumerate(side)
                    for word in sentence.split()
                ],
            }
            for name, side in (("A", before), ("B", after))
        ]
        aligned = collatex.collate({"witnesses": witnesses}, segmentation=False)
        shared: dict[tuple[int, int], int] = {}
        for column in aligned.columns:
            cells = column.tokens_per_witness
            if "A" in cells and "B" in cells:
                one, two = cells["A"][0].token_data, cells["B"][0].token_data
                if one["n"] == two["n"]:
                    shared[one["s"], two["s"]] = shared.get((one["s"], two["s"]), 0) + 1
        return [
            (count / min(len(before[b].split()), len(after[a].split())), b, a)
            for (b, a), count in shared.items()
            if 2 * count >= min(len(before[b].split()), len(after[a].split()))
        ]

    return work


CANDIDATES = {
    candidate.name: candidate
    for candidate in (
        Candidate("evolve", _evolve),
        Candidate("rapidfuzz token_set_ratio", _rapidfuzz("token_set_ratio"), 6_000, any_cut_off=True),
        Candidate("rapidfuzz ratio", _rapidfuzz("ratio"), 6_000, any_cut_off=True),
        Candidate("scikit-learn TF-IDF", _tf_idf, any_cut_off=True),
        Candidate("difflib SequenceMatcher", _matcher),
        Candidate("difflib ndiff", _ndiff, 3_000),
        Candidate("CollateX", _collatex, 100, any_cut_off=True),
    )
}
