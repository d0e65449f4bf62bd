"""What all tests share: hypothesis without a clock, because other machines are slower, and nobody's own judgements.

Properties are tried with a few examples; `HYPOTHESIS_PROFILE=thorough` tries many.
"""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

from .browser import browser as browser  # a fixture for all who ask for it

for name, examples in (("quick", 20), ("thorough", 100)):
    settings.register_profile(name, deadline=None, max_examples=examples, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))


def pytest_xdist_auto_num_workers() -> int:
    """Return one worker more than there are cores: tests of the screen wait nearly as long as they compute."""
    return (os.cpu_count() or 1) + 1


def pytest_collection_finish() -> None:
    """Leave what is loaded by now, and stays, out of every search for garbage."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True, scope="session")
def _nobodys_data(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What whoever runs the tests has judged of the essays that come along is not asked."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_DATA_HOME", str(tmp_path_factory.mktemp("data")))
        # The processes that tests start need not compile the program anew.
        patch.delenv("PYTHONDONTWRITEBYTECODE", raising=False)
        yield


@pytest.fixture(autouse=True)
def colour_as_it_comes(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test decides for the next whether there is colour: the command line tells Textual through the environment."""
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.setenv(name, "")
        monkeypatch.delenv(name)
