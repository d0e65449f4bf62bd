"""Cells: nothing in them is calculated, and nothing of them is lost."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from evolve.render.csv_cells import inert, live

TEXT = st.text(alphabet=st.sampled_from("=+-@'\"; \ta＝")) | st.text()


@given(TEXT)
def test_a_cell_made_inert_gives_its_text_back(text: str) -> None:
    assert live(str(inert(text))) == text


@given(TEXT)
def test_no_cell_begins_a_formula(text: str) -> None:
    """Neither a cell nor a part of one between semicolons begins a formula."""
    parts = str(inert(text)).split(";")
    for later in parts[1:]:
        assert not re.match(r"[\s\"]*([=+@＝＋＠]|-(?!-*(\s|$)))", later)
    assert not any(re.match("[=+\\-@\t\r＝＋－＠]", part.lstrip('"')) for part in parts[1:])
    assert not re.match("[=+\\-@\t\r＝＋－＠]", parts[0])
