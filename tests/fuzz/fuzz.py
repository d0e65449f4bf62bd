"""Try hostile texts for as long as you like:

    .venv/bin/python tests/fuzz/fuzz.py --minutes 60 --findings findings

Each pair of texts that breaks a rule, or takes more than a few seconds, is written to the folder of findings with the
traceback beside it, made as small as it can be. The exit code is 1 if there are any.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
import traceback
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, seed, settings

sys.path.append(str(Path(__file__).parents[2]))

from tests.fuzz.generators import NAMES, TEXTS, check_pair

SLOW = 5.0
"""Seconds after which a pair of these short texts counts as a finding."""


class TooSlow(AssertionError):
    """A pair that takes too long."""


def one_round(number: int, findings: Path) -> bool:
    """Try a few hundred pairs; return whether all kept the rules."""
    last: list[str] = []

    @seed(number)
    @settings(max_examples=300, deadline=None, database=None, suppress_health_check=list(HealthCheck),
              phases=[Phase.generate, Phase.shrink])  # fmt: skip
    @given(TEXTS, TEXTS, NAMES)
    def attempt(before: str, after: str, name: str) -> None:
        last[:] = [before, after, name]
        began = time.process_time()
        check_pair(before, after, name)
        if time.process_time() - began > SLOW:
            raise TooSlow(f"{time.process_time() - began:.1f} s")

    try:
        attempt()
    except Exception:
        findings.mkdir(parents=True, exist_ok=True)
        before, after, name = last
        for side, text in (("before", before), ("after", after)):
            (findings / f"{number}-{side}{Path(name).suffix or '.txt'}").write_bytes(
                text.encode("utf-8", "surrogatepass")
            )
        (findings / f"{number}-traceback.txt").write_text(traceback.format_exc(), encoding="utf-8", errors="replace")
        return False
    return True


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--minutes", type=float, default=60)
    options.add_argument("--findings", type=Path, default=Path("findings"))
    options.add_argument("--seed", type=int, help="seed of the first round (default: another each time)")
    given_options = options.parse_args()
    first = random.randrange(1 << 30) if given_options.seed is None else given_options.seed
    end, rounds, broken = time.monotonic() + 60 * given_options.minutes, 0, 0
    while time.monotonic() < end:
        broken += not one_round(first + rounds, given_options.findings)
        rounds += 1
        print(f"\rround {rounds}, seed {first + rounds - 1}: {broken} findings", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
