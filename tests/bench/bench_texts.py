"""Measure evolve on two texts, such as two editions of a novel, beside other ways to find the sentences again.

    .venv/bin/python -m tests.bench.bench_texts BEFORE AFTER [--repeat 3] [--json FILE]
    .venv/bin/pip install scikit-learn                                     a competitor; skipped when missing

Good texts to measure on are the two editions of *Frankenstein* (1818 and 1831), which Project Gutenberg has as the
books 41445 and 84: more than 3,000 sentences each, most of them kept, and no generated book is like them.

Every figure is processor time on one core, the least of several runs; the candidates take turns, so that a busy machine
slows all of them alike. What a candidate imports and prepares is not counted, but all that a whole command does is.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from .measure import run, table, write

Sentences = Sequence[str]

ALIGN = "evolve, aligned"
REPORT = "evolve report -f json, from the files"
REFERENCES = ("rapidfuzz cdist(ratio)", "scikit-learn TF-IDF", "difflib ndiff")
GOALS = {ALIGN: 0.4, REPORT: 0.9}
"""How often the processor time of the first reference each may take."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path, help="two versions of a text")
    parser.add_argument("--repeat", type=int, default=3, help="runs of which the least is taken (3)")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the results there")
    parser.add_argument("--one", metavar="NAME", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if len(options.files) != 2:
        parser.error("name two files")
    if options.one:
        print(json.dumps(measured(options.one, *options.files)))
        return
    found = least(options.files, options.repeat)
    print(ratios(found))
    write(options.json, found)


def least(files: Sequence[Path], repeat: int) -> dict[str, dict[str, float]]:
    """The least processor time of every candidate, and its most memory."""
    found: dict[str, dict[str, float]] = {}
    for _ in range(repeat):
        for name in (ALIGN, *REFERENCES, REPORT):
            took = report_of(files) if name == REPORT else one_of(name, files)
            if took is None:
                continue
            best = found.setdefault(name, took)
            best["processor"] = min(best["processor"], took["processor"])
            best["megabytes"] = max(best["megabytes"], took["megabytes"])
    return found


def report_of(files: Sequence[Path]) -> dict[str, float]:
    """The processor time and memory of a whole report."""
    took = run([sys.executable, "-m", "evolve", "report", *map(str, files), "--no-judgements", "-f", "json"])
    return {"processor": took.processor, "megabytes": took.megabytes}


def one_of(name: str, files: Sequence[Path]) -> dict[str, float] | None:
    """The processor time and memory of a candidate in a process of its own; None when its library is missing."""
    took = run([sys.executable, "-m", "tests.bench.bench_texts", *map(str, files), "--one", name])
    told = json.loads(took.output)
    if "missing" in told:
        print(f"{name}: skipped, not installed ({told['missing']})", file=sys.stderr)
        return None
    return {"processor": told["processor"], "megabytes": took.megabytes}


def measured(name: str, before: Path, after: Path) -> dict[str, object]:
    """The processor time of a candidate in this process."""
    import evolve

    texts = [[sentence.text for sentence in evolve.read(str(path)).sentences] for path in (before, after)]
    try:
        work = CANDIDATES[name](*texts)
    except ImportError as missing:
        return {"missing": str(missing)}
    started = time.process_time()
    work()
    return {"processor": time.process_time() - started}


def ratios(found: Mapping[str, Mapping[str, float]]) -> str:
    """The candidates with their ratios to the references."""
    known = [name for name in REFERENCES if name in found]
    rows = []
    for name, took in found.items():
        shares = [f"{took['processor'] / found[reference]['processor']:.2f} ×" for reference in known]
        goal = f"{GOALS[name]:g} ×" if name in GOALS else ""
        rows.append((name, f"{took['processor']:.2f} s", f"{took['megabytes']:.0f} MB", *shares, goal))
    return table(("processor time", "", "memory", *known, "goal"), rows)


def _aligned(before: Sentences, after: Sentences) -> Callable[[], object]:
    from evolve.align import align
    from evolve.text.words.equivalents import equivalents_of

    equivalents = equivalents_of({})
    align(before[:50], after[:50], equivalents=equivalents)
    return lambda: align(before, after, equivalents=equivalents)


def _ratio(before: Sentences, after: Sentences) -> Callable[[], object]:
    from rapidfuzz.fuzz import ratio
    from rapidfuzz.process import cdist

    return lambda: cdist(before, after, scorer=ratio, workers=1)


def _tf_idf(before: Sentences, after: Sentences) -> Callable[[], object]:
    from sklearn.feature_extraction.text import TfidfVectorizer

    def work() -> object:
        vectors = TfidfVectorizer(sublinear_tf=True).fit_transform([*before, *after])
        return vectors[: len(before)] @ vectors[len(before) :].T

    return work


def _ndiff(before: Sentences, after: Sentences) -> Callable[[], object]:
    from difflib import ndiff

    return lambda: list(ndiff(before, after))


CANDIDATES: Mapping[str, Callable[[Sentences, Sentences], Callable[[], object]]] = {
    ALIGN: _aligned,
    **dict(zip(REFERENCES, (_ratio, _tf_idf, _ndiff), strict=True)),
}


if __name__ == "__main__":
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    main()
