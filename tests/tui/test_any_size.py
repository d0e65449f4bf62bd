"""No terminal is too small: nothing crashes from one line of one column up; and a crash is kept for the caller."""

from __future__ import annotations

import random

import pytest
from textual.pilot import Pilot

import evolve
from evolve.settings import Settings
from evolve.tui.app import EvolveApp

from .screen import AFTER, BEFORE, settled

SIZES = [(80, 4), (80, 3), (80, 1), (1, 1), (1, 24), (2, 2), (5, 3)]
CHOOSER = ["o", "pagedown", "pageup", "end", "home", "down", "up", "backspace", "escape"]
PALETTE = ["ctrl+p", "pagedown", "pageup", "end", "home", "down", "up", "t", "pagedown", "escape"]
KEYS = [
    "ctrl+p", "pagedown", "pageup", "home", "end", "down", "up", "left", "right", "enter", "escape", "question_mark",
    "tab", "space", "slash", "plus", "minus", *"123456abcdefghijklmnoprstuvwxyzG",
]  # fmt: skip
"""Keys that do not end the program."""


def app() -> EvolveApp:
    documents = [evolve.Document.from_sentences(side, label=str(n)) for n, side in enumerate((BEFORE, AFTER))]
    return EvolveApp(["a", "b"], lambda: documents, Settings(judgements=False))


async def press(pilot: Pilot[int], made: EvolveApp, keys: list[str], *sizes: tuple[int, int]) -> None:
    for number, key in enumerate(keys):
        await pilot.press(key)
        if sizes:
            await pilot.resize_terminal(*sizes[number % len(sizes)])
    assert made.bug is None


@pytest.mark.slow
@pytest.mark.parametrize("size", SIZES)
async def test_the_palette_opens_at_any_size(size: tuple[int, int]) -> None:
    made = app()
    async with made.run_test(size=size) as pilot:
        await settled(made, pilot)
        await press(pilot, made, PALETTE)
        await press(pilot, made, CHOOSER)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(6))
async def test_keys_and_sizes_in_any_order(seed: int) -> None:
    chance = random.Random(seed)
    made = app()
    async with made.run_test(size=chance.choice(SIZES)) as pilot:
        await settled(made, pilot)
        await press(pilot, made, chance.choices(KEYS, k=30), *chance.choices(SIZES, k=5), (80, 24))


@pytest.mark.parametrize("keys", [[], ["slash"], ["ctrl+p"], ["question_mark"], ["w"], ["t"]])
@pytest.mark.slow
async def test_ctrl_c_twice_quits_from_everywhere(keys: list[str]) -> None:
    made = app()
    async with made.run_test() as pilot:
        await settled(made, pilot)
        await pilot.press(*keys, "ctrl+c")
        assert made.return_value is None
        await pilot.press("ctrl+c")
        await pilot.pause()
    assert made.return_value == 130


async def test_an_error_in_a_widget_is_kept_for_the_caller(capsys: pytest.CaptureFixture[str]) -> None:
    made = app()

    def broken() -> None:
        raise LookupError("a bug")

    with pytest.raises(LookupError):
        async with made.run_test() as pilot:
            await settled(made, pilot)
            made.call_later(broken)
            await pilot.pause()
    assert isinstance(made.bug, LookupError)
    assert "Traceback" not in capsys.readouterr().err
