"""Updates that replace others before these were shown."""

from __future__ import annotations

from evolve.tui.state.update import Update
from evolve.tui.state.view import View

from ..comparisons import made

TEXTS = ["The village needs a school.", "The well must be dug deeper."]


def test_later_update_keeps_what_was_asked() -> None:
    """The cursor goes where the last update that moves it asks for, and the panel opens or closes as last asked for."""
    view = View.of(made(TEXTS, TEXTS, [(0, 0, 0.9), (1, 1, 0.8)]))
    earlier = Update(view, sentence=(0, 1), to_top=True, panel=False)
    plain, moving = Update(view), Update(view, argument=((1, 0),), panel=True)
    kept, moved = plain.after(earlier), moving.after(earlier)
    assert (kept.sentence, kept.argument, kept.to_top, kept.panel) == ((0, 1), (), True, False)
    assert (moved.sentence, moved.argument, moved.to_top, moved.panel) == (None, ((1, 0),), True, True)
