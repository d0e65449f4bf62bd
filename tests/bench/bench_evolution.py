"""Time and memory of many versions: alignment, lives and measures, as the number of versions grows.

    .venv/bin/python -m tests.bench.bench_evolution            # 10 versions of 500 sentences, then 5, 10, 20, 40 of 200

The last but one column is the time for each step from one version to the next; it stays level while the cost is linear
in the number of versions. The last is the time for all lives at another threshold of the first two versions.
"""

from __future__ import annotations

import resource
import time

import evolve
from evolve.comparison.over_time import measures_over_time

from .books import book, edited

GOAL_SECONDS, GOAL_MEGABYTES = 10, 500


def versions(count: int, sentences: int) -> list[evolve.Document]:
    """Return a made-up book and its editions; each is made from the book, so what one drops another may have again."""
    texts = [book(sentences, seed=1)]
    while len(texts) < count:
        texts.append(edited(texts[0], seed=len(texts)).book)
    return [evolve.Document.from_sentences(text.sentences, paragraphs=text.paragraphs) for text in texts]


def measured(count: int, sentences: int) -> float:
    """Return the processor seconds for all lives of so many versions; print them with the memory."""
    documents = versions(count, sentences)
    started = time.process_time()
    evolution = evolve.evolution(documents, settings=evolve.Settings(language="english"))
    measures_over_time(evolution)
    seconds = time.process_time() - started
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    step = seconds / (count - 1)
    first, *others = evolution.comparisons
    started = time.process_time()
    assert evolution.of([first.at(first.threshold + 0.01), *others]).arguments
    moved = time.process_time() - started
    print(
        f"{count:>3} versions of {sentences}: {seconds:6.1f} s {memory:6.0f} MB  {len(evolution.revivals):>4} over gaps"
        f"  {step:.2f} s a step  {moved:.2f} s at another threshold"
    )
    return seconds


if __name__ == "__main__":
    seconds = measured(10, 500)
    print(f"goal {GOAL_SECONDS} s and {GOAL_MEGABYTES} MB{'' if seconds <= GOAL_SECONDS else ': missed'}")
    for count in (5, 10, 20, 40):
        measured(count, 200)
