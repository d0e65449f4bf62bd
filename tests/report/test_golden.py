"""Golden files: reports of the two seeds and of the four drafts, byte for byte.

Run as a program, this writes `tests/golden/` anew.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

import evolve
from evolve.demo import lives
from evolve.report import RENDERERS, Provenance, Renderer
from evolve.settings import Settings

ROOT = Path(__file__).parents[2]
GOLDEN = ROOT / "tests" / "golden"
SEEDS = {"2022": "seeds/2022-peace-talks-a-chance.txt", "2025": "seeds/2025-peace-or-escalation.txt"}
PROVENANCE = Provenance(version="0.0.0", origins=dict.fromkeys(Settings.__dataclass_fields__, "default"))


def golden_name(texts: str, renderer: Renderer) -> str:
    """Return the name of a golden file; that of a packed format has the text in it."""
    return f"{texts}{renderer.suffix}{'.xml' * renderer.is_packed}"


def reports() -> dict[str, str]:
    """Return the expected contents of every golden file, by file name."""
    folder = Path.cwd()
    os.chdir(ROOT)
    try:
        made = evolve.evolution([evolve.read(path, label=label) for label, path in SEEDS.items()])
        drafts = evolve.evolution([evolve.read(path.relative_to(ROOT), label=label) for path, label in lives()])
    finally:
        os.chdir(folder)
    return {
        golden_name(name, renderer): renderer.render(evolution, PROVENANCE)
        for name, evolution in (("seeds", made), ("lives", drafts))
        for renderer in RENDERERS.values()
    }


@pytest.fixture(scope="module")
def made() -> dict[str, str]:
    return reports()


@pytest.mark.parametrize("texts", ["seeds", "lives"])
@pytest.mark.parametrize("renderer", RENDERERS.values(), ids=RENDERERS)
def test_report_equals_the_golden_file(made: dict[str, str], renderer: Renderer, texts: str) -> None:
    golden = (GOLDEN / golden_name(texts, renderer)).read_bytes().decode()
    # Compared as lines, so that a failure shows where the two reports differ.
    assert made[golden_name(texts, renderer)].split("\n") == golden.split("\n")


@pytest.mark.parametrize("texts", ["seeds", "lives"])
def test_every_format_has_a_golden_file_and_no_other_exists(texts: str) -> None:
    names = {path.name for path in GOLDEN.glob(f"{texts}*")}
    assert names == {golden_name(texts, renderer) for renderer in RENDERERS.values()}


if __name__ == "__main__":
    for name, report in reports().items():
        (GOLDEN / name).write_bytes(report.encode())
