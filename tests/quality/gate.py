"""The quality gate: no change may make the aligner worse on labelled documents without somebody saying so.

What was reached is pinned in `floors.json` with a digest of the documents it was measured on. The documents and the
program that measures them are not part of the project; they are looked for in a folder `shared` beside the checkout, or
where `EVOLVE_SHARED` says. Pin what is reached now with

    python -m tests.quality.gate --pin            refuses to lower a floor
    python -m tests.quality.gate --pin --lower    lowers it
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import json
import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

FLOORS = Path(__file__).with_name("floors.json")
SLACK = 0.002
"""What a figure may fall below its floor: another machine rounds differently."""

_HIGHER_IS_BETTER = ("F1", "hard", "best", "AP", "drop", "add", "mAP", "AUC")
_LOWER_IS_BETTER = ("chance",)

Figures = Mapping[str, Mapping[str, float]]


def shared() -> Path:
    """Where the labelled documents and the program that measures them are looked for."""
    return Path(os.environ.get("EVOLVE_SHARED", Path(__file__).parents[3] / "shared"))


def digest(folder: Path) -> str:
    """Of the documents: of every file's name and bytes."""
    out = hashlib.sha256()
    for path in sorted(folder.glob("*.jsonl")):
        out.update(path.name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return out.hexdigest()


def measured(folder: Path) -> dict[str, dict[str, float]]:
    """What is reached now, every set."""
    spec = importlib.util.spec_from_file_location("measure", folder / "measure" / "measure.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    import evolve

    figures: Any = {name: run(evolve) for name, run in module.SETS.items()}
    wanted = (*_HIGHER_IS_BETTER, *_LOWER_IS_BETTER)
    return {
        name: {key: round(value, 4) for key, value in row.items() if key in wanted and value is not None}
        for name, row in figures.items()
    }


def shortfalls(floors: Figures, reached: Figures, *, slack: float = SLACK) -> list[str]:
    """Every figure that is worse than its floor, in words; a figure that is missing is worse."""
    out = []
    for name, row in floors.items():
        for key, floor in row.items():
            value = reached.get(name, {}).get(key)
            if value is None:
                out.append(f"{name} {key}: not measured, floor {floor}")
            elif (value - floor if key in _LOWER_IS_BETTER else floor - value) > slack:
                out.append(f"{name} {key}: {value}, floor {floor}")
    return out


def pin(path: Path, reached: Figures, data: str, *, lower: bool) -> list[str]:
    """Write what is reached as the new floors; without `lower`, write nothing and say which floors would fall."""
    old = json.loads(path.read_text(encoding="utf-8"))["floors"] if path.exists() else {}
    fallen = shortfalls(old, reached, slack=0)
    if fallen and not lower:
        return fallen
    text = json.dumps({"digest": data, "floors": reached}, indent=1, sort_keys=True)
    path.write_text(text + "\n", encoding="utf-8")
    return []


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--pin", action="store_true", help="write what is reached now as the new floors")
    parser.add_argument("--lower", action="store_true", help="even where that is lower than before")
    options = parser.parse_args()
    folder = shared()
    reached = measured(folder)
    if options.pin:
        fallen = pin(FLOORS, reached, digest(folder / "data"), lower=options.lower)
    else:
        fallen = shortfalls(json.loads(FLOORS.read_text(encoding="utf-8"))["floors"], reached)
    print("\n".join(fallen) or "every floor is held")
    return int(bool(fallen))


if __name__ == "__main__":
    sys.exit(main())
