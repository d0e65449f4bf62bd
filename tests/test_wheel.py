"""What is installed: the program, its data, and nothing of the project around it."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZipFile

import pytest
from hatchling.builders.wheel import WheelBuilder

ROOT = Path(__file__).parents[1]
NO_DATA = {".py", ".pyc", ".jsonl"}  # modules, their bytecode, and what somebody judged while trying the program


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The names of the files in a wheel built from this checkout."""
    (path,) = WheelBuilder(str(ROOT)).build(directory=str(tmp_path_factory.mktemp("wheel")), versions=["standard"])
    with ZipFile(path) as archive:
        return set(archive.namelist())


def test_wheel_has_all_data(wheel: set[str]) -> None:
    """Every data file of the package, whatever its room, is in the wheel; so are the two essays."""
    here = {path for folder in ("evolve", "seeds") for path in (ROOT / folder).rglob("*") if path.is_file()}
    names = {path.relative_to(ROOT).as_posix() for path in here if path.suffix not in NO_DATA}
    wanted = {f"evolve/{name}" if name.startswith("seeds/") else name for name in names}
    assert len(wanted) > 20
    assert wanted - wheel == set()


def test_wheel_has_all_modules(wheel: set[str]) -> None:
    """Every module is in the wheel, and no test or tool is."""
    modules = {path.relative_to(ROOT).as_posix() for path in (ROOT / "evolve").rglob("*.py")}
    assert modules - wheel == set()
    assert {name.split("/")[0] for name in wheel if ".dist-info/" not in name} == {"evolve"}
