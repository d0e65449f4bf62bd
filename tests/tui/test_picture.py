"""The README's pictures show the screen as it is."""

import pytest

from .picture import GOLDEN, PICTURES, drawn


@pytest.mark.slow
@pytest.mark.parametrize("name", PICTURES)
async def test_picture_is_what_is_shown(name: str) -> None:
    """A picture of the README is what the program shows."""
    # Compared as lines, so that a failure shows where the two differ.
    assert (await drawn(name)).split("\n") == (GOLDEN / f"{name}.svg").read_text(encoding="utf-8").split("\n")


@pytest.mark.parametrize("name", PICTURES)
def test_picture_loads_nothing(name: str) -> None:
    """A picture loads nothing from elsewhere."""
    addresses = (GOLDEN / f"{name}.svg").read_text(encoding="utf-8").split("http")[1:]
    assert [address for address in addresses if not address.startswith("://www.w3.org/")] == []
