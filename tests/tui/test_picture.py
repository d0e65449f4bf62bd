"""The README's picture shows the screen as it is."""

import pytest

from .picture import PICTURE, drawn


@pytest.mark.slow
async def test_picture_is_what_is_shown() -> None:
    """The README's picture is what the program shows."""
    again = "draw it anew with `.venv/bin/python tests/tui/picture.py` and look at it"
    assert PICTURE.read_text(encoding="utf-8") == await drawn(), again


def test_picture_loads_nothing() -> None:
    """The picture loads nothing from elsewhere."""
    addresses = PICTURE.read_text(encoding="utf-8").split("http")[1:]
    assert [address for address in addresses if not address.startswith("://www.w3.org/")] == []
