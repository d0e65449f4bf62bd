"""Who may import whom, and what a start may cost."""

from __future__ import annotations

import ast
import subprocess
import sys
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
HEAVY = ("textual", "nltk", "numpy", "rapidfuzz", "rich", "jinja2")


def loaded_by(code: str) -> set[str]:
    """The packages that are loaded after some code has run in a fresh interpreter.

    The parts of NLTK that are loaded alone leave no module of that name.
    """
    tell = (
        "import sys\n"
        "nltk = ['nltk'] if 'evolve.text.nltk_parts' in sys.modules else []\n"
        "print(*{name.partition('.')[0] for name in sys.modules}, *nltk, file=sys.stderr)"
    )
    run = subprocess.run([sys.executable, "-c", f"{code}\n{tell}"], capture_output=True, text=True, check=True)
    return set(run.stderr.split())


@pytest.mark.slow
def test_rooms_import_one_way() -> None:
    """The rooms import one way, and only the screen knows Textual."""
    code = "from importlinter.cli import lint_imports_command; lint_imports_command(['--no-cache'])"
    run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout


def test_no_imports_in_a_circle() -> None:
    """No module imports itself through others, not even inside a function or for types alone."""
    modules = {
        ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path
        for path in (ROOT / "evolve").rglob("*.py")
    }
    imported: dict[str, set[str]] = {name: set() for name in modules}
    for name, path in modules.items():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module in modules:
                full = {f"{node.module}.{alias.name}" for alias in node.names}
                imported[name] |= {found if found in modules else node.module for found in full}
        imported[name].discard(name)
    assert len(list(TopologicalSorter(imported).static_order())) == len(modules)  # raises CycleError for a circle


@pytest.mark.parametrize(
    "code",
    [
        "import evolve; evolve.__version__",
        "from evolve.cli import main; main(['--help'])",
        "from evolve.cli import main; main(['report', '--help'])",
        "from evolve.cli import main; main(['config'])",
        "from evolve.cli import main; main(['completion', 'bash'])",
        "from evolve.cli import main; main(['report', 'there-is-no-such-file', '-'])",
        "import evolve.tui, evolve.report, evolve.settings",
    ],
)
@pytest.mark.slow
def test_what_needs_no_text_loads_nothing_heavy(code: str) -> None:
    assert loaded_by(code).isdisjoint(HEAVY)


def test_the_first_paint_waits_for_no_alignment() -> None:
    assert loaded_by("import evolve.tui.app").isdisjoint({"numpy", "nltk", "rapidfuzz", "jinja2"})


def test_text_report_loads_no_screen() -> None:
    """A text report loads no screen and no templates."""
    code = (
        "import evolve; from evolve.report import RENDERERS, Provenance\n"
        "pair = [evolve.Document.from_text(text) for text in ('One is here.', 'Two is here.')]\n"
        "RENDERERS['text'].render(evolve.evolution(pair), Provenance())"
    )
    assert loaded_by(code).isdisjoint({"textual", "rich", "jinja2"})


def test_every_public_name_resolves() -> None:
    import evolve

    assert [name for name in evolve.__all__ if getattr(evolve, name, None) is None] == []
