"""What the tests of batches share: no line of progress comes between, however slow the machine is."""

from __future__ import annotations

from math import inf

import pytest


@pytest.fixture(autouse=True)
def _no_lines_of_progress(monkeypatch: pytest.MonkeyPatch) -> None:
    """Write no line of progress to stderr; one would appear on a slow machine alone."""
    monkeypatch.setattr("evolve.cli.progress._EVERY", inf)
