"""The first screen shows what came back, the surest pair in full, one that is only possible, and the keys to judge."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evolve.model import Status
from evolve.readers import read, seeds
from evolve.settings import Settings
from evolve.tui.app import EvolveApp
from evolve.tui.layouts import layout_for
from evolve.tui.layouts.first_screen import fitted
from evolve.tui.state.entries import Entries, Order, ViewKind
from evolve.tui.state.view import View
from evolve.tui.terminal.arrangement import Arrangement

from .screen import caption, footer, header, kind, lines, settled
from .test_unclear import unclear_of

TEN = [f"The number of roads in town {n} was discussed." for n in "abcdefghij"]
NEW = [f"Nobody wants a tower near {n}." for n in "abcdefghi"]


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (100, 30), (72, 22)])
async def test_first_screen_has_a_link_and_a_possible_pair(size: tuple[int, int]) -> None:
    """Of rewritten texts, the surest pair is there with both its sentences, and an unclear one with its candidate."""
    documents = tuple(map(read, seeds()))
    app = EvolveApp(["2022", "2025"], lambda: documents, Settings(judgements=False))
    async with app.run_test(size=size) as pilot:
        await settled(app, pilot)
        view = app.compare.session.view
        assert view is not None and app.compare.rows.layout_shown is not None
        surest = view.entry(0)
        assert surest is not None and view.is_open(surest)
        words = iter(" ".join(lines(app)[: app.compare.rows.layout_shown.span(0)[1]]).split())
        for version, n in view.refs(surest):
            assert all(word in words for word in view.entries.texts[version][n].split())
        assert any(line.startswith(" ?") for line in lines(app))
        assert any("perhaps earlier" in line or "perhaps later" in line for line in lines(app))
        assert "come back" in header(app) and "possible" in header(app)
        assert all(keys in footer(app) for keys in ("Enter Open, why", "y Same", "x Not same"))


@given(
    st.lists(st.floats(0.1, 0.9), min_size=8, max_size=8),
    st.sampled_from(Arrangement),
    st.integers(30, 130),
    st.integers(1, 50),
)
def test_folding_only_shows_an_unclear_argument(
    scores: list[float], arrangement: Arrangement, width: int, height: int
) -> None:
    """Either the first unclear argument is in sight and no further one could be open, or everything is as before."""
    pairs = [(n, n, score) for n, score in enumerate(scores)]
    entries = Entries.of((unclear_of(pairs),))
    linked = frozenset(entry.refs[0] for entry in entries.arguments if any(entry.links))
    view = View(entries, kind=ViewKind.ARGUMENTS, order=Order.SURE, opened=linked)
    found = fitted(view, arrangement, (width, height))
    shown = [view.all[n] for n in view.shown]
    unclear = next((n for n, entry in enumerate(shown) if entry.status is Status.UNCLEAR), None)

    def end(one: View) -> int:
        return layout_for(one, arrangement, (width, height)).span(unclear)[1] if unclear is not None else 0

    still = [n for n, entry in enumerate(shown) if found.is_open(entry)]
    assert still == list(range(len(still)))
    if found.opened == view.opened:
        least = frozenset() if arrangement is Arrangement.LIST else frozenset(shown[0].refs[:1])
        assert end(view) <= height or end(replace(view, opened=view.opened & least)) > height
    else:
        assert end(found) <= height < end(replace(found, opened=found.opened | {shown[len(still)].refs[0]}))
        assert still or arrangement is Arrangement.LIST


async def test_eighty_columns_have_the_words_of_all_statuses(compared: Callable[..., EvolveApp]) -> None:
    """With two and three digits to each number, the words of the statuses and the threshold are still there."""
    before = [f"Sentence {n} of them." for n in range(104)]
    after = [*before[:25], *(f"Nobody wants a tower near town {n + 500}." for n in range(180))]
    pairs = [(n, n, 0.9 if n < 25 else 0.5) for n in range(77)] + [(n, n, 0.299) for n in range(77, 87)]
    app = compared(unclear_of(pairs, before, after))
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(app, pilot)
        words = ["= 25 persisted", "~ 52 changed", "? 10 unclear", "− 17 dropped", "+ 118 added", "t .30"]
        places = [header(app).splitlines()[2].find(word) for word in words]
        assert -1 not in places and places == sorted(places)


@pytest.mark.parametrize("width", [80, 120])
async def test_caption_of_rows_names_keys_that_filter(compared: Callable[..., EvolveApp], width: int) -> None:
    """Its keys do what it says; a filter has the key that ends it there, and nothing that would show nothing."""
    app = compared(unclear_of([(0, 0, 0.9), *((n, n, 0.5) for n in range(1, 6)), (6, 6, 0.299)], TEN, [TEN[0], *NEW]))
    async with app.run_test(size=(width, 24)) as pilot:
        await settled(app, pilot)
        assert caption(app).split("   ")[2:] == ["a: surest first, 1→1", "3: possible only, 7→7", "2: changed only"]
        for key, status in (("2", Status.CHANGED), ("3", Status.UNCLEAR)):
            await pilot.press(key)
            view = app.compare.session.view
            assert view is not None and {view.all[n].status for n in view.shown} == {status}
            assert caption(app).split("   ")[2:] == ["0: all", "a: arguments, surest first"]
            await pilot.press("0")
        await pilot.press("a")
        assert kind(app) == "arguments" and "3: possible only" in caption(app)
