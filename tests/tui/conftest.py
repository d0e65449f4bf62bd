"""An app on a comparison made by hand, whose judgements lie in the test's own folder."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from importlib import import_module
from pathlib import Path

import pytest
from made import Made

from evolve.judgements import JudgementStore
from evolve.settings import Settings
from evolve.tui.app import EvolveApp


@pytest.fixture
def compared(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[..., EvolveApp]:
    """Makes an app that shows a comparison made by hand; what else it is given goes to the app."""

    def make(comparison: Made, **more: object) -> EvolveApp:
        def compare(before: object, after: object, *, settings: object) -> Made:
            if before is comparison.after and after is comparison.before:
                swapped = [(a, b, score) for b, a, score in comparison.pairs]
                return Made(comparison.after, comparison.before, swapped, comparison.threshold)
            return comparison

        monkeypatch.setattr(import_module("evolve.comparison"), "compare", compare)
        given: dict[str, object] = {"open_store": partial(JudgementStore.open, folder=tmp_path), **more}
        documents = [comparison.before, comparison.after]
        return EvolveApp(["early", "late"], lambda: documents, Settings(), **given)  # type: ignore[arg-type]

    return make
