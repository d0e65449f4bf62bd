"""The tuning view: its cursor is the threshold behind it, and it shows what a person judges a threshold by."""

import threading
from collections.abc import Callable, Sequence
from functools import cache, partial
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.pilot import Pilot
from textual.widgets import Static

import evolve.tui.screens.tuning.screen as tuning_screen
from evolve.comparison import compare
from evolve.document import Document
from evolve.judgements import JudgementStore
from evolve.model import Judgement, Status, Verdict
from evolve.readers import read, seeds
from evolve.settings import Settings
from evolve.tui.app import EvolveApp
from evolve.tui.declaration import Command
from evolve.tui.screens.help import Help
from evolve.tui.screens.tuning.chart import axis_of, links_chart, width_of
from evolve.tui.screens.tuning.commands import TUNING
from evolve.tui.screens.tuning.figures import figures
from evolve.tui.screens.tuning.model import OBJECTIVE, Tuning, find_out, find_rest
from evolve.tui.screens.tuning.pairs import pairs_beside
from evolve.tui.screens.tuning.screen import TuningScreen
from evolve.tui.screens.tuning.view import TuningView
from evolve.tui.widgets.footer import Footer
from evolve.tui.widgets.header import Header
from evolve.tui.widgets.sentences import SentencesView
from evolve.tune.labels import match
from evolve.tune.study import make_study
from evolve.tune.sweep import Sweep

from .screen import lines, settled

BEFORE = (
    "The harbour bridge will be closed to lorries from April.",
    "Forty members voted against the new parking charges.",
    "The swimming pool needs a new roof before winter.",
    "Buses to the hospital run every twenty minutes.",
    "The old mill should become a museum of weaving.",
    "Nobody asked the fishermen about the harbour.",
    "Street lamps in the lower town are switched off at night.",
    "The choir of the school sings at the spring fair.",
)
AFTER = (
    "The harbour bridge will be closed to lorries from May.",
    "Thirty members voted for the new parking charges.",
    "Before winter the pool for swimming needs another roof.",
    "Buses to the hospital run every ten minutes.",
    "A museum of weaving has opened in the mill.",
    "The fishermen were asked about their harbour.",
    "At the spring fair there is no choir any more.",
    "Cyclists want a lane along the river.",
)
SIZE = 120, 40
Opened = Callable[..., EvolveApp]


def pair(before: Sequence[str] = BEFORE, after: Sequence[str] = AFTER) -> list[Document]:
    return [Document.from_sentences(before, label="early"), Document.from_sentences(after, label="late")]


@pytest.fixture
def opened(tmp_path: Path) -> Opened:
    """Makes an app on documents, whose judgements lie in the test's own folder."""

    def make(documents: Sequence[Document] | None = None, **more: object) -> EvolveApp:
        texts = documents or pair()
        stores = partial(JudgementStore.open, folder=tmp_path)
        return EvolveApp([text.label for text in texts], lambda: texts, Settings(), open_store=stores, **more)  # type: ignore[arg-type]

    return make


async def tuning(app: EvolveApp, pilot: Pilot[int]) -> None:
    await settled(app, pilot)
    await pilot.press("t")
    await settled(app, pilot)


def view(app: EvolveApp) -> str:
    return str(app.screen.query_one(TuningView).render())


def threshold(app: EvolveApp) -> float:
    """Of the view behind."""
    behind = app.compare.session.view
    assert behind is not None
    return behind.comparison.threshold


def head(app: EvolveApp) -> str:
    return str(app.screen.query_one(Header).render())


def foot(app: EvolveApp) -> str:
    return str(app.screen.query_one(Footer).render())


@pytest.mark.slow
async def test_t_opens_it_on_the_threshold_in_force(opened: Opened) -> None:
    app = opened()
    async with app.run_test(size=SIZE) as pilot:
        await tuning(app, pilot)
        assert isinstance(app.screen, TuningScreen)
        assert "▲" in view(app) and "▸" in view(app)
        assert "↑ linked   threshold" in view(app) and "as opened" in view(app)


@pytest.mark.parametrize("key", ["escape", "t", "q", "enter"])
@pytest.mark.slow
async def test_however_it_is_left_the_chosen_threshold_stays(opened: Opened, key: str) -> None:
    app = opened()
    async with app.run_test(size=SIZE) as pilot:
        await tuning(app, pilot)
        await pilot.press("home", "right", "right")
        chosen = threshold(app)
        await pilot.press(key)
        await pilot.pause()
        assert app.screen is app.compare
        assert threshold(app) == chosen
        assert f"threshold {chosen:.2f}".replace("0.", ".") in head(app)


@pytest.mark.parametrize(
    ("keys", "by"),
    [("right", 1), ("left", -1), (")", 1), ("(", -1), ("j", 1), ("k", -1), ("down", 1), ("up", -1),
     ("pagedown", 5), ("pageup", -5)],
)  # fmt: skip
@pytest.mark.slow
async def test_keys_move_the_threshold_behind_in_hundredths(opened: Opened, keys: str, by: int) -> None:
    app = opened()
    async with app.run_test(size=SIZE) as pilot:
        await tuning(app, pilot)
        await pilot.press("home", "pagedown", "pagedown")
        start = threshold(app)
        await pilot.press({"(": "left_parenthesis", ")": "right_parenthesis"}.get(keys, keys))
        assert round((threshold(app) - start) * 100) == by


@pytest.mark.slow
async def test_home_and_end_reach_the_ends(opened: Opened) -> None:
    """Home and End reach the ends of the scores, and beyond them a reason is shown."""
    app = opened()
    async with app.run_test(size=SIZE) as pilot:
        await tuning(app, pilot)
        scores = [link.score for link in compare(*pair(), settings=Settings()).candidates]
        await pilot.press("end")
        assert threshold(app) > max(scores)
        await pilot.press("right")
        assert foot(app) == "No score is higher: nothing would change."
        await pilot.press("home")
        assert threshold(app) <= min(scores)


@pytest.mark.slow
async def test_brackets_go_to_other_links(opened: Opened) -> None:
    """Brackets go to the next threshold with another number of links."""
    app = opened()
    async with app.run_test(size=SIZE) as pilot:
        await tuning(app, pilot)
        await pilot.press("home")
        counts = []
        for _ in range(4):
            counts.append(app.screen.query_one(TuningView).tuning.sweep.links(threshold(app)))
            await pilot.press("right_square_bracket")
        assert counts == sorted(set(counts), reverse=True)
        before = threshold(app)
        await pilot.press("left_square_bracket")
        assert threshold(app) < before


@pytest.mark.slow
async def test_b_puts_back_what_was_in_force_on_opening(opened: Opened) -> None:
    app = opened()
    async with app.run_test(size=SIZE) as pilot:
        await settled(app, pilot)
        await pilot.press("left_parenthesis", "left_parenthesis")
        start = threshold(app)
        await pilot.press("t")
        await settled(app, pilot)
        await pilot.press("home", "z")
        assert threshold(app) == start
        await pilot.press("z")
        assert "already: as opened" in foot(app)


@pytest.mark.slow
async def test_equals_takes_the_default(opened: Opened) -> None:
    """Equals takes the threshold the texts were opened with."""
    app = opened()
    async with app.run_test(size=SIZE) as pilot:
        await settled(app, pilot)
        found = threshold(app)
        await pilot.press("left_parenthesis", "t")
        await settled(app, pilot)
        await pilot.press("home", "equals_sign")
        assert threshold(app) == found


async def test_r_takes_the_recommended(opened: Opened) -> None:
    """R takes the recommended threshold, whose reason is shown."""
    app = opened()
    async with app.run_test(size=SIZE) as pilot:
        await tuning(app, pilot)
        findings = app.screen.query_one(TuningView).tuning.findings
        assert findings is not None
        await pilot.press("home", "p")
        assert threshold(app) == findings.choice.threshold
        assert findings.choice.reason.split(";")[0][:40] in view(app)


@pytest.mark.slow
async def test_row_has_the_counts_of_the_view(opened: Opened) -> None:
    """The row at the cursor has the counts of the view behind."""
    app = opened()
    async with app.run_test(size=SIZE) as pilot:
        await tuning(app, pilot)
        await pilot.press("home", *["right"] * 15)
        row = next(line for line in view(app).splitlines() if line.startswith("▸")).split()
        assert app.compare.session.view is not None
        c = app.compare.session.view.comparison
        persisted = sum(link.status is Status.PERSISTED for link in c.links)
        alone = c.counts.unclear, c.counts.dropped, c.counts.added
        assert row[2:8] == [str(n) for n in (len(c.links), persisted, len(c.links) - persisted, *alone)]
        assert f"− {c.counts.dropped} dropped" in head(app)


@pytest.mark.slow
async def test_cut_is_between_nearest_pairs(opened: Opened) -> None:
    """The weakest link is just above the cut, the best other pair just below."""
    app = opened()
    async with app.run_test(size=SIZE) as pilot:
        await tuning(app, pilot)
        await pilot.press("home", *["right_square_bracket"] * 3)
        shown = view(app).splitlines()
        cut = next(n for n, line in enumerate(shown) if "↑ linked" in line)
        above = [line.split()[0] for line in shown[:cut] if line.startswith("  .") and "│" in line]
        below = [line.split()[0] for line in shown[cut:] if line.startswith("  .") and "│" in line]
        said = f"{threshold(app):.2f}".replace("0.", ".")
        assert min(above) >= said >= max(below)
        assert above == sorted(above, reverse=True) and below == sorted(below, reverse=True)


@pytest.mark.slow
async def test_the_readers_sentence_stays_under_the_cursor(opened: Opened) -> None:
    app = opened()
    async with app.run_test(size=SIZE) as pilot:
        await settled(app, pilot)
        await pilot.press("j", "j", "j")
        sentence = app.compare.query_one(SentencesView).sentence
        await pilot.press("t")
        await settled(app, pilot)
        await pilot.press("home", "escape")
        await pilot.pause()
        assert app.compare.query_one(SentencesView).sentence == sentence


@pytest.mark.slow
async def test_the_rows_follow_when_it_closes(opened: Opened) -> None:
    app = opened()
    async with app.run_test(size=SIZE) as pilot:
        await tuning(app, pilot)
        await pilot.press("end", "escape")
        await pilot.pause()
        assert {line[1] for line in lines(app) if line[1:2].strip()} <= {"?", "−", "+"}


@pytest.mark.slow
async def test_a_click_on_the_chart_goes_to_its_threshold(opened: Opened) -> None:
    app = opened()
    async with app.run_test(size=SIZE) as pilot:
        await tuning(app, pilot)
        axis = axis_of(app.screen.query_one(TuningView).tuning, SIZE[0], threshold(app))
        await pilot.click(TuningView, offset=(6 + 30, 2))
        await pilot.pause()
        assert threshold(app) == axis.hundredth(30)


@pytest.mark.slow
async def test_a_click_beside_the_chart_moves_nothing(opened: Opened) -> None:
    app = opened()
    async with app.run_test(size=SIZE) as pilot:
        await tuning(app, pilot)
        start = threshold(app)
        await pilot.click(TuningView, offset=(36, 30))
        await pilot.pause()
        assert threshold(app) == start


@pytest.mark.slow
async def test_the_wheel_moves_the_threshold(opened: Opened) -> None:
    app = opened()
    async with app.run_test(size=SIZE) as pilot:
        await tuning(app, pilot)
        await pilot.press("home", "right", "right")
        start = threshold(app)
        app.screen.query_one(TuningView).post_message(TuningView.Wheeled(1))
        await pilot.pause()
        assert round((threshold(app) - start) * 100) == 1


@pytest.mark.parametrize("size", [(200, 50), (120, 40), (80, 24), (60, 18), (52, 12), (30, 8)])
@pytest.mark.slow
async def test_every_line_fits_and_the_cut_is_in_sight(opened: Opened, size: tuple[int, int]) -> None:
    app = opened()
    async with app.run_test(size=SIZE) as pilot:
        await tuning(app, pilot)
        await pilot.resize_terminal(*size)
        await pilot.pause()
        shown = view(app).splitlines()
        assert len(shown) <= app.screen.query_one(TuningView).size.height
        assert any("↑ linked" in line for line in shown)
        assert size[0] < 52 or max(map(cell_len, shown)) <= size[0]


@pytest.mark.slow
async def test_resize_reaches_rows_behind(opened: Opened) -> None:
    """A resize while the tuning screen is open reaches the rows behind it."""
    app = opened()
    async with app.run_test(size=SIZE) as pilot:
        await tuning(app, pilot)
        await pilot.resize_terminal(80, 24)
        await pilot.press("escape")
        await pilot.pause()
        assert max(map(len, lines(app))) <= 80


@pytest.mark.slow
async def test_texts_enter_as_they_are_and_never_alive(opened: Opened) -> None:
    hostile = "[/x] [red]harbour[/red] [@click=app.quit]bridge[/] \x1b[31m \u202eclosed \x9b2J lorries"
    app = opened(pair((hostile, *BEFORE), (hostile, *AFTER)))
    async with app.run_test(size=SIZE) as pilot:
        await tuning(app, pilot)
        await pilot.press("end")
        assert "[/x] [red]harbour[/red] [@click=app.quit]bridge[/]" in view(app)
        assert not any(character in view(app) for character in "\x1b\x9b\u202e")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (("One lonely sentence stands here.",), ("Quite another claim is made elsewhere.",)),
        (("The very same words stand here.",), ("The very same words stand here.",)),
        (BEFORE, BEFORE),
        (("Aardvark.", "Zebra."), ("Teapot.", "Kettle.")),
        ((), AFTER),
        (BEFORE, ()),
        ((), ()),
    ],
    ids=["one each", "one each, equal", "equal", "nothing shared", "no earlier", "no later", "nothing"],
)
@pytest.mark.slow
async def test_it_opens_on_whatever_was_compared(opened: Opened, before: Sequence[str], after: Sequence[str]) -> None:
    app = opened(pair(before, after))
    async with app.run_test(size=SIZE) as pilot:
        await tuning(app, pilot)
        await pilot.press("home", "right", "end", "left_square_bracket", "p", "f", "equals_sign", "z")
        assert app.bug is None
        assert "threshold" in view(app)


def judged(verdicts: dict[tuple[int, int], Verdict], folder: Path) -> None:
    documents = pair()
    store = JudgementStore.open(*documents, folder=folder)
    for (before, after), verdict in verdicts.items():
        store.add(Judgement(BEFORE[before], AFTER[after], verdict))


VERDICTS = {
    (0, 0): Verdict.SAME, (1, 1): Verdict.NOT, (2, 2): Verdict.SAME, (3, 3): Verdict.SAME, (4, 4): Verdict.SAME,
    (5, 5): Verdict.NOT, (7, 6): Verdict.UNSURE,
}  # fmt: skip


async def test_judgements_give_estimates(opened: Opened, tmp_path: Path) -> None:
    """Judgements give precision, recall and F1 with intervals."""
    judged(VERDICTS, tmp_path)
    app = opened()
    async with app.run_test(size=SIZE) as pilot:
        await tuning(app, pilot)
        await pilot.press("home")
        shown = view(app)
        assert "▴ precision" in shown and "▾ recall" in shown and "• F1" in shown
        row = next(line for line in shown.splitlines() if "4✓ 2✗" in line).split()
        assert row[2] == ".67" and row[4] == "1.00" and row[-3:] == ["4", "2", "0"]


@pytest.mark.parametrize("verdicts", [{}, VERDICTS], ids=["without labels", "with labels"])
def test_it_recommends_what_is_recommended_outside_it(verdicts: dict[tuple[int, int], Verdict]) -> None:
    judgements = [Judgement(BEFORE[before], AFTER[after], verdict) for (before, after), verdict in verdicts.items()]
    comparison = compare(*pair(), settings=Settings())
    known = Tuning.of(comparison.judged(judgements), comparison.threshold)
    found = find_out(known.sweep, known.comparison, known.default, [known.opened])
    assert found.choice == make_study([comparison], match([comparison], judgements), OBJECTIVE).choice


@pytest.mark.slow
async def test_judged_pairs_bear_their_mark(opened: Opened, tmp_path: Path) -> None:
    judged(VERDICTS, tmp_path)
    app = opened()
    async with app.run_test(size=(120, 60)) as pilot:
        await tuning(app, pilot)
        await pilot.press("home")
        assert "✗~ Nobody asked the fishermen" in view(app)


async def test_one_sided_labels_give_no_figure(opened: Opened, tmp_path: Path) -> None:
    """Labels of one kind alone give no figure that they cannot estimate."""
    judged({(0, 0): Verdict.SAME, (2, 2): Verdict.SAME}, tmp_path)
    app = opened()
    async with app.run_test(size=SIZE) as pilot:
        await tuning(app, pilot)
        row = next(line for line in view(app).splitlines() if "2✓ 0✗" in line).split()
        assert row[2] == "–"
        assert "(your 2 labels favour none)" in " ".join(view(app).split())


@pytest.mark.slow
async def test_keys_answer_while_statuses_are_being_read(opened: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    go = threading.Event()

    def slow(*given: object) -> object:
        go.wait(10)
        return find_out(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(tuning_screen, "find_out", slow)
    app = opened()
    async with app.run_test(size=SIZE) as pilot:
        await settled(app, pilot)
        await pilot.press("t", "home", "right")
        assert "Reading what every link changes" in view(app) and "Reading what" in head(app)
        assert "…" in next(line for line in view(app).splitlines() if line.startswith("▸"))
        await pilot.press("r")
        assert foot(app) == "This is still being calculated."
        go.set()
        await settled(app, pilot)
        assert "recommended" in view(app) and "dropped" in head(app)


@pytest.mark.slow
async def test_findings_of_left_pair_are_dropped(opened: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is computed for a pair that was left is dropped."""
    go, asked = threading.Event(), []

    def slow(*given: object) -> object:
        asked.append(given)
        if len(asked) == 1:
            go.wait(10)
        return find_out(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(tuning_screen, "find_out", slow)
    third = Document.from_sentences(("Cyclists want a lane along the river.", "It rains."), label="last")
    app = opened([*pair(), third])
    async with app.run_test(size=SIZE) as pilot:
        await settled(app, pilot)
        await pilot.press("t", "escape", "greater_than_sign", "t")
        await settled(app, pilot)
        known = app.screen.query_one(TuningView).tuning
        go.set()
        await pilot.pause()
        assert known.comparison.after.label == "last" and "late (8) → last (2)" in head(app)
        assert app.screen.query_one(TuningView).tuning is known


async def test_a_bug_beside_ends_the_screen_and_is_kept(opened: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*given: object) -> object:
        raise ZeroDivisionError

    monkeypatch.setattr(tuning_screen, "find_out", broken)
    app = opened()
    async with app.run_test(size=SIZE) as pilot:
        await tuning(app, pilot)
    assert isinstance(app.bug, ZeroDivisionError)


@pytest.mark.slow
async def test_it_moves_the_pair_that_is_shown_and_no_other(opened: Opened) -> None:
    third = Document.from_sentences(AFTER[::-1], label="last")
    app = opened([*pair(), third])
    async with app.run_test(size=SIZE) as pilot:
        await settled(app, pilot)
        first = threshold(app)
        await pilot.press("greater_than_sign", "t")
        await settled(app, pilot)
        await pilot.press("home", "escape", "less_than_sign")
        await pilot.pause()
        assert threshold(app) == first


async def test_tuning_help_has_every_key(opened: Opened) -> None:
    """The help of the tuning screen explains chart, figures and every key."""
    app = opened()
    async with app.run_test(size=(80, 24)) as pilot:
        await tuning(app, pilot)
        await pilot.press("?")
        await pilot.pause()
        assert isinstance(app.screen, Help)
        text = str(app.screen.query_one(Static).visual)
        assert all(action.help in text for action in TUNING)
        assert "the share of the links not by chance" in text


async def test_the_palette_there_names_its_own_actions(opened: Opened) -> None:
    app = opened()
    async with app.run_test(size=SIZE) as pilot:
        await tuning(app, pilot)
        titles = [command.title for command in app.get_system_commands(app.screen)]
        assert "tuning: recommended" in titles and "judge: same claim" not in titles


async def test_keys_of_ones_own_hold_there_too(opened: Opened) -> None:
    app = opened(keys={"tune": "T", "raise": "plus"})
    async with app.run_test(size=SIZE) as pilot:
        await settled(app, pilot)
        await pilot.press("T")
        await settled(app, pilot)
        await pilot.press("home")
        start = threshold(app)
        await pilot.press("plus")
        assert round((threshold(app) - start) * 100) == 1
        await pilot.press("T")
        await pilot.pause()
        assert app.screen is app.compare


@pytest.mark.parametrize("action", TUNING, ids=lambda action: action.id)
def test_every_action_there_is_named_group_verb(action: Command) -> None:
    assert callable(action.run)
    assert len(action.name.split(": ")) == 2


def test_no_two_actions_there_share_a_key() -> None:
    keys = [key for action in TUNING for key in action.keys.split(",")]
    assert len(keys) == len(set(keys))


@given(at=st.floats(0, 1), width=st.integers(20, 200), height=st.integers(3, 14))
def test_a_chart_is_as_wide_as_it_was_asked_for(at: float, width: int, height: int) -> None:
    known = Tuning.of(compare(*pair(), settings=Settings()), 0.3)
    axis = axis_of(known, width, at)
    chart = links_chart(known, at, axis, height)
    assert len(chart) == height + 4
    assert {width_of(line) for line in chart[1 : height + 1]} == {axis.cells + 12}


def test_the_axis_begins_where_pairs_are_worth_a_look() -> None:
    """Lower thresholds, of which nearly all links are due to chance, are shown only where the person goes there."""
    known = Tuning.of(compare(*pair(), settings=Settings()), 0.3)
    axis = axis_of(known, 80, 0.3)
    assert axis.low == min(round(known.worth_a_look - 0.03, 2), 0.3) > known.ends[0]
    assert axis_of(known, 80, known.ends[0]).low == known.ends[0]


@pytest.mark.slow
async def test_a_low_window_has_no_chart(opened: Opened) -> None:
    """Below thirty lines figures and pairs get the room."""
    for height, has_chart in ((29, False), (34, True)):
        app = opened()
        async with app.run_test(size=(100, height)) as pilot:
            await tuning(app, pilot)
            assert ("share not by chance" in view(app)) is has_chart
            assert "worth checking from" in view(app) or "recommended" in view(app)


@given(at=st.floats(0, 1), width=st.integers(30, 220), height=st.integers(1, 40))
@pytest.mark.slow
def test_pairs_take_the_room_there_is_and_no_more(at: float, width: int, height: int) -> None:
    comparison = compare(*pair(), settings=Settings())
    shown = pairs_beside(Tuning.of(comparison, 0.3).sweep, comparison, at, (width, height))
    assert len(shown) == height
    assert all(sum(cell_len(text) for text, _ in line) <= width for line in shown)


@pytest.mark.slow
async def test_seeds_are_tuned_by_labels(tmp_path: Path) -> None:
    """The seeds are tuned with the judgements that come along."""
    from evolve import read_judgements

    documents = [read(seed) for seed in seeds()]
    stores = partial(JudgementStore.open, folder=tmp_path)
    for judgement in read_judgements(seeds()[0].parent / "judgements.csv"):
        stores(*documents).add(judgement)
    app = EvolveApp([d.label for d in documents], lambda: documents, Settings(), open_store=stores)
    async with app.run_test(size=SIZE) as pilot:
        await tuning(app, pilot)
        assert app.bug is None
        assert "by labels" in view(app) and "▾ recall" in view(app)


@given(st.integers(1, 9_999))
def test_two_thresholds_in_the_table_never_read_alike(one: int) -> None:
    assert said_of(one / 10_000) != said_of((one + 1) / 10_000)


def test_figures_are_found_as_far_down_as_they_are_in_sight() -> None:
    """Statuses are found at first for the links in sight at the start, for all of them when they are needed."""
    tuning = two_versions()
    found = find_out(tuning.sweep, tuning.comparison, 0.3, [tuning.opened])
    known = tuning.knowing(found)
    low = found.known_from - 0.01
    assert 0 < found.known_from < 0.3
    assert known.row(found.known_from) is not None and known.knows_around(0.3)
    assert known.row(low) is None and not known.knows_around(low)
    rest = tuning.knowing(find_rest(tuning.sweep, found))
    assert rest.row(low) == Sweep(tuning.comparison).at(low) and rest.knows_around(0.0)


async def test_far_below_figures_come_too(opened: Opened) -> None:
    """At the lowest threshold all figures are shown in the end, as anywhere else."""
    app = opened()
    async with app.run_test(size=SIZE) as pilot:
        await tuning(app, pilot)
        await pilot.press("home")
        await settled(app, pilot)
        (row,) = [line for line in view(app).splitlines() if line.startswith("▸")]
        assert len(row.split()) == 10 and "…" not in row


def said_of(threshold: float) -> str:
    (mark, _), *_ = figures(two_versions(), threshold, 1, SIZE[0])[2]
    return mark.split()[1]


@cache
def two_versions() -> Tuning:
    return Tuning.of(compare(*pair(), settings=Settings()), 0.3)
