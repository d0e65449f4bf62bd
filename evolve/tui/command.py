"""One thing a person can do on the screen: keys, footer, palette and help are made from it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Command:
    """Something a person can do."""

    id: str
    """What it is called in a settings file."""
    run: str
    """The screen has `action_` before this; arguments may follow in brackets."""
    keys: str
    """The keys that do it, comma separated, as Textual names them; empty when all were given away."""
    shown: str
    """The keys as a person reads them."""
    name: str
    """How the palette calls it: "group: verb"."""
    help: str
    """What it does, in a clause."""
    footer: str = ""
    """Its word in the footer; empty keeps it out."""
