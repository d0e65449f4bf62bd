"""Golden files: the reports of the two seeds, byte for byte. Run as a program, this writes `tests/golden/` anew."""

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
    """Return the expected contents of every golden file, by file name."""
    folder = Path.cwd()
    os.chdir(ROOT)
    try:
        made = evolve.evolution([evolve.read(path, label=label) for label, path in SEEDS.items()])
    finally:
        os.chdir(folder)
    return {f"seeds{r.suffix}": r.render(made, PROVENANCE) for r in RENDERERS.values()}


@pytest.fixture(scope="module")
def made() -> dict[str, str]:
    return reports()


@pytest.mark.parametrize("renderer", RENDERERS.values(), ids=RENDERERS)
def test_report_of_the_seeds_equals_the_golden_file(made: dict[str, str], renderer: Renderer) -> None:
    golden = (GOLDEN / f"seeds{renderer.suffix}").read_bytes().decode()
    # Compared as lines, so that a failure shows where the two reports differ.
    assert made[f"seeds{renderer.suffix}"].split("\n") == golden.split("\n")


def test_every_format_has_a_golden_file_and_no_other_exists() -> None:
    assert {p.name for p in GOLDEN.glob("seeds*")} == {f"seeds{renderer.suffix}" for renderer in RENDERERS.values()}


if __name__ == "__main__":
    for name, report in reports().items():
        (GOLDEN / name).write_bytes(report.encode())
