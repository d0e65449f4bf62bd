"""The README's picture shows the screen as it is."""

from .picture import PICTURE, drawn


async def test_the_picture_in_the_readme_is_what_the_program_shows() -> None:
    again = "draw it anew with `.venv/bin/python tests/tui/picture.py` and look at it"
    assert PICTURE.read_text(encoding="utf-8") == await drawn(), again


def test_the_picture_asks_no_other_machine_for_anything() -> None:
    addresses = PICTURE.read_text(encoding="utf-8").split("http")[1:]
    assert [address for address in addresses if not address.startswith("://www.w3.org/")] == []
