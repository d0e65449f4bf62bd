"""What the HTML report of two books costs a browser: `.venv/bin/python -m tests.bench.bench_page [--sentences 3000]`.

Needs what the browser tests need (`tests/browser.py`). Goals: no layout over 100 ms while one scrolls, and a page of
less than 5 MB. A goal that is missed is said, not raised.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import evolve
from evolve.report import RENDERERS, Provenance
from tests.browser import look_from, missing

from .books import book, edited
from .measure import table, write

_GOALS = {"the longest layout, ms": 100.0, "the page, MB": 5.0}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sentences", type=int, default=3000, help="in either book (3000)")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the results there")
    options = parser.parse_args()
    if missing():
        print(f"there is no {', '.join(missing())} here", file=sys.stderr)
        return 2
    original = book(options.sentences)
    documents = [
        evolve.Document.from_sentences(made.sentences, label=label, paragraphs=made.paragraphs)
        for label, made in (("first", original), ("second", edited(original).book))
    ]
    report = RENDERERS["html"].render(evolve.evolution(documents), Provenance()).encode()
    with TemporaryDirectory() as place:
        page = Path(place) / "report.html"
        page.write_bytes(report)
        seen = look_from(Path(place))(Path(__file__).with_name("scroll.js"), page)
    results = dict(zip(_GOALS, (seen["layout"], len(report) / 1e6), strict=True))
    rows = [(name, f"{value:.1f}", "" if value < _GOALS[name] else "missed") for name, value in results.items()]
    print(table((f"{options.sentences} + {options.sentences} sentences", "", ""), rows))
    write(options.json, results)
    return 0


if __name__ == "__main__":
    sys.exit(main())
