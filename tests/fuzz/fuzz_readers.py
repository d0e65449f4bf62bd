"""Damage the test files of all formats for as long as you like:

    .venv/bin/python tests/fuzz/fuzz_readers.py --minutes 60 --findings findings [--only .docx]

Each file that is neither read nor refused in one line, or takes more than a few seconds, is written to the folder of
findings with the traceback beside it. The exit code is 1 if there are any.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
import traceback
from pathlib import Path

sys.path.append(str(Path(__file__).parents[2]))

from tests.fuzz.mutations import check_file, mutated, samples

SLOW = 5.0
"""Seconds of processor time after which one of these short files counts as a finding."""


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--minutes", type=float, default=60)
    options.add_argument("--findings", type=Path, default=Path("findings"))
    options.add_argument("--only", default="", help="damage files of this suffix alone")
    options.add_argument("--seed", type=int, help="seed of the first file (default: another each time)")
    given = options.parse_args()
    first = random.randrange(1 << 30) if given.seed is None else given.seed
    files = [(name, data) for name, data in samples().items() if name.endswith(given.only)]
    end, tried, broken = time.monotonic() + 60 * given.minutes, 0, 0
    while time.monotonic() < end:
        seed = first + tried
        name, data = files[seed % len(files)]
        damaged = mutated(data, random.Random(seed))
        tried += 1
        began = time.process_time()
        try:
            check_file(damaged, Path(name).name)
            assert time.process_time() - began < SLOW, f"{time.process_time() - began:.1f} s"
        except Exception:
            broken += 1
            given.findings.mkdir(parents=True, exist_ok=True)
            (given.findings / f"{seed}-{Path(name).name}").write_bytes(damaged)
            (given.findings / f"{seed}-traceback.txt").write_text(traceback.format_exc(), "utf-8", "replace")
        print(f"\rfile {tried}, seed {seed}: {broken} findings", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
