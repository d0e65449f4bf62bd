"""An app on a comparison made by hand, whose judgements are kept in the test's own folder."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from types import SimpleNamespace

import pytest

from evolve.comparison import Comparison
from evolve.document import Document
from evolve.judgements import JudgementStore
from evolve.settings import Settings
from evolve.tui.app import EvolveApp

from .comparisons import scored


@pytest.fixture(autouse=True)
def _no_search_for_garbage(monkeypatch: pytest.MonkeyPatch) -> None:
    """Skip the search for garbage before a pair is shown: in every test it would look through all pytest holds."""
    idle = SimpleNamespace(unfreeze=lambda: None, collect=lambda: 0, freeze=lambda: None)
    monkeypatch.setattr("evolve.tui.state.pairs.gc", idle)


@pytest.fixture
def compared(tmp_path: Path) -> Callable[..., EvolveApp]:
    """Return a function that makes an app on a comparison made by hand; further arguments go to the app."""

    def make(comparison: Comparison, **more: object) -> EvolveApp:
        documents = comparison.before, comparison.after

        def compare(before: Document, after: Document, *, settings: Settings) -> Comparison:
            if before is comparison.after and after is comparison.before:
                swapped = [(link.after, link.before, link.score) for link in comparison.candidates]
                return scored(before, after, swapped, comparison.threshold)
            return comparison

        open_store = partial(JudgementStore.open, folder=tmp_path)
        given: dict[str, object] = {"compare": compare, "open_store": open_store, **more}
        return EvolveApp(["early", "late"], lambda: documents, Settings(), **given)  # type: ignore[arg-type]

    return make
