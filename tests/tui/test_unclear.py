"""Unclear sentences on the screen: side by side, in a review, and judged where they are."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.pilot import Pilot

from evolve.comparison import Comparison, compare
from evolve.comparison.judged import AppliedJudgements
from evolve.document import Document
from evolve.model import SIDES, Event, Status
from evolve.readers import read, seeds
from evolve.settings import Settings
from evolve.tui.app import EvolveApp
from evolve.tui.layouts.rows import RowsLayout
from evolve.tui.layouts.timeline import TimelineLayout
from evolve.tui.state.entries import Entries, ViewKind
from evolve.tui.state.tasks import REVIEWED, Review, pairing_under
from evolve.tui.state.view import View
from evolve.tui.terminal.arrangement import Arrangement
from evolve.tui.widgets.header import REWRITTEN
from tests.align.alignments import with_chance
from tests.bench.books import book

from .comparisons import Pairs, made
from .screen import footer, header, kind, lines, panel, settled, shown

SUBJECTS = ("farmers", "bakers", "sailors", "miners", "weavers", "tailors", "printers", "potters")
BEFORE = [f"The {who} asked for bread." for who in SUBJECTS]
AFTER = [f"Some {who} were given cake." for who in SUBJECTS]
PAIRS = [(0, 0, 0.5), (1, 1, 0.25), (2, 3, 0.2)]


@pytest.fixture
def unclear() -> Comparison:
    """One link, two possible pairs, and a score of .2 from which a candidate is better than chance."""
    return unclear_of(PAIRS)


def unclear_of(pairs: Pairs, before: Sequence[str] = BEFORE, after: Sequence[str] = AFTER) -> Comparison:
    """Return a comparison in which candidates with a score of .2 or more are better than chance."""
    comparison = made(before, after, pairs)
    chance = replace(comparison.alignment.chance, best_scores=np.full(9, 0.2))
    alignment = with_chance(comparison.alignment, chance)
    pair = replace(comparison.pair, alignment=alignment)
    return Comparison(pair, comparison.threshold, AppliedJudgements(pair))


@pytest.fixture(scope="module")
def essays() -> Comparison:
    return compare(*map(read, seeds()))


def test_made_pairs_are_unclear(unclear: Comparison) -> None:
    assert [unclear.status_of("before", n) for n in range(3)] == [Status.CHANGED, Status.UNCLEAR, Status.UNCLEAR]


@pytest.mark.slow
async def test_unclear_pair_is_side_by_side(compared: Callable[[Comparison], EvolveApp], unclear: Comparison) -> None:
    """The two sentences are on one line, with the sign, the score and nothing struck or underlined."""
    app = compared(unclear)
    async with app.run_test(size=(120, 30)) as pilot:
        await settled(app, pilot)
        await pilot.press("f2", "l")
        row = next(line for line in lines(app) if "The bakers asked" in line)
        assert row.startswith(" ?  2  ") and "Some bakers were given" in row
        assert "perhaps · .25" in shown(app)
        assert "? 2 unclear" in header(app)


@pytest.mark.parametrize("width", [80, 120])
@pytest.mark.slow
async def test_candidate_in_another_row_is_named_at_every_width(
    compared: Callable[[Comparison], EvolveApp], width: int
) -> None:
    """The only candidate of sentence 3 is beside sentence 2, whose better candidate it is."""
    app = compared(unclear_of([(0, 0, 0.5), (1, 1, 0.25), (2, 1, 0.2)]))
    async with app.run_test(size=(width, 40)) as pilot:
        await settled(app, pilot)
        await pilot.press("f2")
        at = next(n for n, line in enumerate(lines(app)) if "The sailors asked" in line)
        assert any("perhaps 2 · .20" in line for line in lines(app)[at : at + 2])


async def test_a_folded_unclear_argument_names_its_candidate(
    compared: Callable[[Comparison], EvolveApp], unclear: Comparison
) -> None:
    """An unclear sentence is shown with its best candidate below it, and only there if each is the other's best; the
    likeliest come first."""
    app = compared(unclear)
    async with app.run_test(size=(80, 40)) as pilot:
        await settled(app, pilot)
        await pilot.press("f2", "a")
        await settled(app, pilot)
        text = lines(app)
        at = next(n for n, line in enumerate(text) if "? The bakers asked for bread." in line)
        assert text[at].endswith("unclear   2 → 2")
        assert text[at + 1].strip().startswith("perhaps later 2  Some bakers were given cake.")
        assert text[at + 1].endswith(".25") and not text[at + 2]
        order = [line.partition("? ")[2].split("  ")[0] for line in text if line.startswith(" ? ")]
        assert order == [BEFORE[1], BEFORE[2]]


async def test_key_shows_only_unclear(compared: Callable[[Comparison], EvolveApp], unclear: Comparison) -> None:
    app = compared(unclear)
    async with app.run_test(size=(120, 30)) as pilot:
        await settled(app, pilot)
        await pilot.press("f2", "3")
        await settled(app, pilot)
        assert {line[1] for line in lines(app) if line[1:2].strip()} == {"?"}


@pytest.mark.slow
async def test_keys_lead_to_unclear_sentences(compared: Callable[[Comparison], EvolveApp], unclear: Comparison) -> None:
    """One key each way leads to the next sentence that may come back; at the end the cursor stays."""
    app = compared(unclear)
    async with app.run_test(size=(120, 30)) as pilot:
        await settled(app, pilot)
        await pilot.press("f2", "g")
        seen = []
        for key in "..,.":
            await pilot.press(key)
            seen.append(app.compare.rows.sentence)
        assert seen == [(0, 1), (0, 2), (0, 1), (0, 2)]


def test_verdict_on_an_unclear_row_is_about_its_pair(unclear: Comparison) -> None:
    view = View(Entries.of([unclear]))
    at = next(n for n, row in enumerate(view.entries.rows) if row.before == (1,))
    assert pairing_under(view, at, (0, 1)) == ((0, 1), (1, 1))


def test_review_asks_about_every_candidate(essays: Comparison) -> None:
    """The candidates worth a look are all among the pairs of a review, as far as it goes."""
    queue = [(link.before, link.after) for link in Review.of(View.of(essays)).queue]
    nearest = sorted(essays.possible, key=lambda link: essays.threshold - link.score)
    asked = [(link.before, link.after) for link in nearest if (link.before, link.after) in queue]
    assert len(queue) == len(set(queue)) == REVIEWED
    assert len(asked) >= REVIEWED - 2 * len(essays.links)
    assert asked == [(link.before, link.after) for link in nearest][: len(asked)]


@pytest.mark.slow
async def test_rewritten_texts_say_so_on_top() -> None:
    app = EvolveApp(["then", "now"], lambda: [read(seed) for seed in seeds()], Settings())
    async with app.run_test(size=(130, 40)) as pilot:
        await settled(app, pilot)
        assert REWRITTEN in header(app)
        assert "− 24 unmatched" in header(app) and "dropped" not in header(app)
        await pilot.press("f2", "4", "enter")
        await pilot.pause()
        assert "· unmatched earlier" in header(app)
        assert panel(app).startswith("− unmatched")
        await pilot.press("escape", "0", "a", "G")
        await pilot.pause()
        assert "unmatched" in shown(app) and "dropped" not in shown(app)


@pytest.mark.slow
async def test_words_of_the_statuses_fit_in_100_columns() -> None:
    """What two statuses share is shown once there, and the estimate is brief."""
    app = EvolveApp(["then", "now"], lambda: [read(seed) for seed in seeds()], Settings())
    async with app.run_test(size=(100, 40)) as pilot:
        await settled(app, pilot)
        assert "? 18 unclear  − 24  + 18 unmatched  t .305" in header(app)


async def test_editions_do_not(compared: Callable[[Comparison], EvolveApp]) -> None:
    document = Document.from_sentences(book(20, seed=1).sentences)
    app = compared(compare(document, document))
    async with app.run_test(size=(130, 40)) as pilot:
        await settled(app, pilot)
        assert len(header(app).splitlines()) == 3
        assert "? 0   − 0 dropped" in header(app) and "unclear" not in header(app)


def test_timeline_shows_where_an_argument_may_go_on(unclear: Comparison) -> None:
    """An argument that ends or begins with an unclear sentence is unclear where it would go on or have begun."""
    evolution = Entries.of([unclear]).across.evolution
    found = {a.sentences: tuple(step.event for step in evolution.steps_of(a)) for a in evolution.arguments}
    assert found[(0,), (0,)] == (Event.FIRST, Event.CHANGED)
    assert found[(1,), ()] == (Event.FIRST, Event.UNCLEAR)
    assert found[(), (1,)] == (Event.ABSENT, Event.UNCLEAR)
    assert found[(5,), ()] == (Event.FIRST, Event.DROPPED)


def test_an_opened_unclear_argument_of_the_timeline_names_its_candidate(unclear: Comparison) -> None:
    """The wording of an argument that is unclear in a version is followed by its best candidate, of either version."""
    entries = Entries.of([unclear, unclear])
    opened = frozenset(entry.refs[0] for entry in entries.arguments)
    layout = TimelineLayout(View(entries, ViewKind.TIMELINE, opened=opened), Arrangement.SIDE, 100)
    shown = ["".join(run.text for run in layout.line(y)).strip() for y in range(layout.height)]
    later, earlier = entries.names[1], entries.names[0]
    assert f"perhaps 2 of {later} (.25): {AFTER[1]}" in shown
    assert f"perhaps 2 of {earlier} (.25): {BEFORE[1]}" in shown


@pytest.mark.parametrize("width", range(23, 60))
def test_a_candidate_has_room_of_its_own_in_a_stack(width: int) -> None:
    """Where a sentence without a partner leaves no room for its candidate, the candidate is on a line of its own."""
    view = View.of(unclear_of([(0, 0, 0.5), (1, 1, 0.25), (2, 1, 0.2)]))
    layout = RowsLayout(view, Arrangement.STACKED, width)
    shown = ["".join(run.text for run in line) for line in layout.lines(view.position((0, 2)))]
    assert shown[-1].endswith(" perhaps 2 · .20") and cell_len(shown[-1]) <= width


def test_an_unclear_argument_is_judged_by_its_best_candidate(unclear: Comparison) -> None:
    """A list of arguments judges the candidate that its panel names, as the rows do."""
    view = replace(View.of(unclear), kind=ViewKind.ARGUMENTS)
    assert pairing_under(view, view.position((0, 1)), (0, 1)) == ((0, 1), (1, 1))
    assert pairing_under(view, view.position((1, 3)), (1, 3)) == ((0, 2), (1, 3))
    assert pairing_under(view, view.position((0, 7)), (0, 7)) is None


@given(st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7), st.floats(0.15, 0.6)), max_size=20))
def test_every_sentence_is_in_one_entry(pairs: list[tuple[int, int, float]]) -> None:
    """No sentence is lost or shown as two arguments; only two that are each other's best candidate share an entry."""
    scores = {(before, after): score for before, after, score in pairs}
    entries = Entries.of((unclear_of([(*ends, score) for ends, score in scores.items()]),))
    refs = sorted(ref for entry in entries.arguments for ref in entry.refs)
    assert refs == [(version, n) for version in range(2) for n in range(len(SUBJECTS))]
    for entry in entries.arguments:
        before, after = entry.argument.sentences
        if entry.status is Status.UNCLEAR and before and after:
            best = [
                entries.comparison.possible_of(side, n)[0] for side, (n,) in zip(SIDES, (before, after), strict=True)
            ]
            assert {(link.before, link.after) for link in best} == {(*before, *after)}


CROSSED = [(0, 0, 0.5), (1, 1, 0.27), (2, 2, 0.26), (3, 0, 0.25), (4, 4, 0.22)]
"""One link, two pairs of unclear sentences, sentence 4 whose candidate is linked, and a pair more."""


async def possible_alone(app: EvolveApp, pilot: Pilot[int]) -> View:
    """Return the list of arguments that shows only what is possible, with the cursor at its top."""
    await settled(app, pilot)
    await pilot.press("f2", "a", "3", "g")
    assert app.compare.session.view is not None
    return app.compare.session.view


async def test_enter_opens_then_explains_a_possible_pair(compared: Callable[[Comparison], EvolveApp]) -> None:
    """The other sentence is there in full also where it is linked elsewhere; the panel has the parts of the score of
    the pair that y and x are about, and why it is no link."""
    app = compared(unclear_of(CROSSED))
    async with app.run_test(size=(100, 40)) as pilot:
        view = await possible_alone(app, pilot)
        at = view.position((0, 3))
        await pilot.press(*["j"] * at, "enter")
        assert any(line.startswith("   ?  1  Some farmers were given cake.") for line in lines(app))
        assert not app.compare.is_explaining
        await pilot.press("enter")
        assert app.compare.is_explaining
        first = panel(app).splitlines()
        assert first[2].startswith("4 → 1") and "  no link, because the score is below the threshold" in first
        assert [line for line in first if "y same, x not" in line] == ["  ? perhaps the same claim: y same, x not"]
        await pilot.press("enter")
        view = app.compare.session.view
        assert not app.compare.is_explaining and view is not None and (0, 3) in view.opened


@pytest.mark.parametrize("key", ["y", "x", "u"])
async def test_the_next_possible_pair_follows_a_judged_one(
    compared: Callable[[Comparison], EvolveApp], key: str
) -> None:
    """Whatever becomes of a judged pair, the cursor goes on to the pair that was below it; undo goes back."""
    app = compared(unclear_of(CROSSED))
    async with app.run_test(size=(100, 40)) as pilot:
        view = await possible_alone(app, pilot)
        first, below = view.ref(0), view.ref(1)
        await pilot.press(key)
        assert app.compare.rows.sentence == below and "z undoes" in footer(app)
        await pilot.press("z")
        assert app.compare.rows.sentence == first


async def test_escape_goes_back_step_by_step(compared: Callable[[Comparison], EvolveApp]) -> None:
    """It closes the explanation, then the argument, then ends the filter; from the rows of an argument it goes back."""
    app = compared(unclear_of(CROSSED))
    async with app.run_test(size=(100, 40)) as pilot:
        await settled(app, pilot)
        await pilot.press("f2", "a", "3", "enter", "enter", "escape")
        view = app.compare.session.view
        first = view.ref(0) if view is not None else None
        assert view is not None and not app.compare.is_explaining and first in view.opened
        await pilot.press("escape")
        view = app.compare.session.view
        assert view is not None and first not in view.opened and view.statuses
        await pilot.press("right")
        assert kind(app) == "rows"
        await pilot.press("escape", "escape")
        view = app.compare.session.view
        assert kind(app) == "arguments" and view is not None and view.statuses == {Status.UNCLEAR}
        await pilot.press("escape")
        view = app.compare.session.view
        assert view is not None and not view.statuses
        await pilot.press("v", "v", "escape")
        assert kind(app) == "arguments"
