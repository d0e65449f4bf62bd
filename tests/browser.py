"""Pages in a real browser: a headless Chromium, driven by a script that tells what it saw.

Needs Debian's `chromium` and a `node` with `npm`, which fetches axe-core and puppeteer-core into a temporary folder.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

PACKAGES = ("axe-core@4.14.1", "puppeteer-core@24.8.2")


@dataclass(frozen=True)
class Look:
    """A browser, ready to be looked through."""

    chromium: str
    modules: Path

    def __call__(self, script: Path, *pages: Path) -> dict[str, Any]:
        """What a script saw on some pages."""
        done = subprocess.run(
            ["node", str(script), str(self.modules / "axe-core" / "axe.min.js"), *map(str, pages)],
            env={**os.environ, "NODE_PATH": str(self.modules), "CHROMIUM": self.chromium},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        result: dict[str, Any] = json.loads(done.stdout)
        return result


def missing() -> list[str]:
    """What this machine lacks to look at a page."""
    return [name for name in ("chromium", "node", "npm") if not shutil.which(name)]


def look_from(place: Path) -> Look:
    """The browser of this machine, with what drives it fetched into a folder."""
    installing = ["npm", "install", "--no-audit", "--no-fund", "--ignore-scripts", "--prefix", str(place), *PACKAGES]
    subprocess.run(installing, cwd=place, check=True, capture_output=True)
    return Look(str(shutil.which("chromium")), place / "node_modules")


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Look:
    """The browser of this machine; a test that asks for one is skipped where there is none."""
    if missing():
        pytest.skip(f"there is no {', '.join(missing())} here; Debian has chromium, nodejs and npm")
    return look_from(tmp_path_factory.mktemp("browser"))
