"""The reports of the two seeds, byte for byte; run as a program, this makes `tests/golden/` anew."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

import evolve
from evolve.report import RENDERERS, Provenance, Renderer
from evolve.settings import Settings

ROOT = Path(__file__).parents[2]
GOLDEN = ROOT / "tests" / "golden"
SEEDS = {"2022": "seeds/2022-peace-talks-a-chance.txt", "2025": "seeds/2025-peace-or-escalation.txt"}
PROVENANCE = Provenance(version="0.0.0", origins=dict.fromkeys(Settings.__dataclass_fields__, "default"))


def reports() -> dict[str, str]:
    """The name of every golden file, and what it is to hold."""
    here = Path.cwd()
    os.chdir(ROOT)
    try:
        made = evolve.evolution([evolve.read(path, label=label) for label, path in SEEDS.items()])
    finally:
        os.chdir(here)
    return {f"seeds{r.suffix}": r.render(made, PROVENANCE) for r in RENDERERS.values()}


@pytest.fixture(scope="module")
def made() -> dict[str, str]:
    return reports()


@pytest.mark.parametrize("renderer", RENDERERS.values(), ids=RENDERERS)
def test_the_report_of_the_seeds_is_the_golden_one(made: dict[str, str], renderer: Renderer) -> None:
    golden = (GOLDEN / f"seeds{renderer.suffix}").read_bytes().decode()
    # Lines, because the whole of two long reports tells nobody where they differ.
    assert made[f"seeds{renderer.suffix}"].split("\n") == golden.split("\n")


def test_every_golden_file_is_of_a_format() -> None:
    assert {p.name for p in GOLDEN.glob("seeds*")} == {f"seeds{renderer.suffix}" for renderer in RENDERERS.values()}


if __name__ == "__main__":
    for name, report in reports().items():
        (GOLDEN / name).write_bytes(report.encode())
