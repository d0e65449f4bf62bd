import subprocess
import sys

import pytest


@pytest.mark.parametrize(
    ("module", "unwanted"),
    [("evolve.tui", "textual"), ("evolve.tui", "numpy"), ("evolve.tui.app", "numpy"), ("evolve.tui.app", "nltk")],
)
def test_what_the_first_paint_does_not_need_is_not_loaded(module: str, unwanted: str) -> None:
    code = f"import {module}, sys; sys.exit({unwanted!r} in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
