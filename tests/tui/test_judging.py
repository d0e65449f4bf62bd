"""Judging in place: a word is on the disk before it is said to be, overrules the score, and is there next time."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from evolve.errors import UsageError
from evolve.judgements import JudgementStore
from evolve.model import Judgement, Verdict
from evolve.readers import read, seeds
from evolve.settings import Settings
from evolve.tui.app import EvolveApp
from evolve.tui.state.pairs import align_pair
from evolve.tui.widgets.footer import Footer
from evolve.tui.widgets.sentences import SentencesView

from .comparisons import document, made
from .screen import AFTER, BEFORE, PAIRS, caption, footer, header, lines, panel, settled, shown

App = Callable[..., EvolveApp]
MANY = 60


def words(folder: Path) -> list[str]:
    """What is on the disk, a line each."""
    return [line for file in folder.glob("*.jsonl") for line in file.read_text(encoding="utf-8").splitlines()]


async def on(app: EvolveApp, pilot: Pilot[int], text: str) -> str:
    """Put the cursor on the row that holds a text; the row's first line."""
    await settled(app, pilot)
    view = app.compare.query_one(SentencesView)
    await pilot.press("g")
    for _ in range(20):
        found = next((line for line in lines(app) if line.startswith("▸")), "")
        if text in found:
            return found
        await pilot.press("j")
        await pilot.pause()
    raise AssertionError(f"{text!r} is not there: {view.view}")


def row_of(app: EvolveApp, text: str) -> str:
    return next(line for line in lines(app) if text in line)


@pytest.mark.slow
async def test_not_removes_link(compared: App, tmp_path: Path) -> None:
    """A verdict of not removes a link at once and marks its sentences."""
    app = compared(made(BEFORE, AFTER, PAIRS))
    async with app.run_test(size=(140, 40)) as pilot:
        await on(app, pilot, "Those regions")
        await pilot.press("x")
        await pilot.pause()
        assert row_of(app, "Those regions")[1:3] == "−✗"
        assert row_of(app, "All regions")[1:3] == "+✗"
        assert "2 dropped" in header(app)
        assert footer(app).startswith("2 → 2: not the same claim. z undoes. Saved in ")
        assert len(words(tmp_path)) == 1


@pytest.mark.slow
async def test_same_and_unsure_are_marked_beside_the_sign(compared: App, tmp_path: Path) -> None:
    app = compared(made(BEFORE, AFTER, PAIRS))
    async with app.run_test(size=(140, 40)) as pilot:
        await on(app, pilot, "Those regions")
        await pilot.press("y")
        await pilot.pause()
        assert row_of(app, "Those regions")[1:3] == "~✓"
        await pilot.press("u")
        await pilot.pause()
        assert row_of(app, "Those regions")[1:3] == "~?"
        assert len(words(tmp_path)) == 2


@pytest.mark.slow
async def test_a_word_is_on_the_disk_before_it_is_said(
    compared: App, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    on_disk_when_said: list[int] = []
    show_message = Footer.show_message

    def telling(self: Footer, said: str) -> None:
        if "Saved" in said:
            on_disk_when_said.append(len(words(tmp_path)))
        show_message(self, said)

    monkeypatch.setattr(Footer, "show_message", telling)
    app = compared(made(BEFORE, AFTER, PAIRS))
    async with app.run_test(size=(140, 40)) as pilot:
        await on(app, pilot, "Those regions")
        await pilot.press("y", "x", "x")
        await pilot.pause()
    assert on_disk_when_said == [1, 2]


@pytest.mark.slow
async def test_what_was_judged_is_there_next_time(compared: App) -> None:
    for first in (True, False):
        app = compared(made(BEFORE, AFTER, PAIRS))
        async with app.run_test(size=(140, 40)) as pilot:
            await settled(app, pilot)
            if first:
                await on(app, pilot, "Those regions")
                await pilot.press("x")
                await pilot.pause()
            assert row_of(app, "Those regions")[1:3] == "−✗"


@pytest.mark.slow
async def test_judgement_overrules_score(compared: App) -> None:
    """A judgement overrules the score at any threshold."""
    app = compared(made(BEFORE, AFTER, PAIRS, threshold=0.45))
    async with app.run_test(size=(140, 40)) as pilot:
        await on(app, pilot, "Those regions")
        await pilot.press("y", *")))))))))))")
        await pilot.pause()
        assert row_of(app, "Those regions")[1:3] == "~✓"


@pytest.mark.slow
async def test_control_z_takes_the_last_back_one_by_one(compared: App, tmp_path: Path) -> None:
    app = compared(made(BEFORE, AFTER, PAIRS))
    async with app.run_test(size=(140, 40)) as pilot:
        await on(app, pilot, "Those regions")
        await pilot.press("y", "u", "ctrl+z")
        await pilot.pause()
        assert footer(app) == "Undone: 2 → 2, unsure."
        assert row_of(app, "Those regions")[1:3] == "~✓"
        await pilot.press("ctrl+z")
        await pilot.pause()
        assert row_of(app, "Those regions")[1:3] == "~ "
        await pilot.press("ctrl+z")
        await pilot.pause()
        assert footer(app) == "Nothing was judged since the texts were opened."
    assert JudgementStore.open(document(BEFORE, "early"), document(AFTER, "late"), folder=tmp_path).all() == ()


async def test_refused_candidate_is_explained(compared: App) -> None:
    """The panel shows of a candidate that it was judged not the same, whatever its score."""
    app = compared(made(BEFORE, AFTER, PAIRS))
    async with app.run_test(size=(140, 40)) as pilot:
        await on(app, pilot, "Those regions")
        await pilot.press("x", "enter")
        await pilot.pause()
        assert "you judged: not the same claim" in panel(app)
        assert "no match found in the later text" in panel(app)
        assert "already linked" not in panel(app)


@pytest.mark.slow
async def test_note_is_shown_with_evidence(compared: App, tmp_path: Path) -> None:
    """A note on a link is saved and shown with its evidence."""
    app = compared(made(BEFORE, AFTER, PAIRS))
    async with app.run_test(size=(140, 40)) as pilot:
        await on(app, pilot, "Those regions")
        await pilot.press("y", "e", *"[b]who?", "enter")
        await pilot.pause()
        assert footer(app).startswith("2 → 2: note. z undoes. Saved")
        assert app.focused is app.compare.query_one(SentencesView)
        await pilot.press("enter")
        await pilot.pause()
        assert "you judged: the same claim: [b]who?" in panel(app)
        await pilot.press("escape", "e")
        await pilot.pause()
        assert app.compare.query_one("#note", Input).value == "[b]who?"
        await pilot.press("escape")
        await pilot.pause()
        assert app.focused is app.compare.query_one(SentencesView)
    assert len(words(tmp_path)) == 2


@pytest.mark.parametrize("key", ["e", "slash"])
@pytest.mark.slow
async def test_control_z_takes_nothing_back_while_one_types(compared: App, tmp_path: Path, key: str) -> None:
    app = compared(made(BEFORE, AFTER, PAIRS))
    async with app.run_test(size=(140, 40)) as pilot:
        await on(app, pilot, "Those regions")
        await pilot.press("y", key, "t", "ctrl+z")
        await pilot.pause()
        assert footer(app).startswith("Leave the line with Enter or Esc first")
    assert len(words(tmp_path)) == 1


@pytest.mark.slow
async def test_note_stays_on_its_pair(compared: App, tmp_path: Path) -> None:
    """While a note is written, no other pair comes under it."""
    app = compared(made(BEFORE, AFTER, PAIRS))
    async with app.run_test(size=(140, 40)) as pilot:
        await on(app, pilot, "Those regions")
        await pilot.press("e", "t")
        app.compare.action_run("swap")
        await pilot.pause()
        assert footer(app) == "First answer the question, or leave it with Esc."
        await pilot.press("enter")
        await pilot.pause()
        assert footer(app).startswith("2 → 2: note. z undoes. Saved")
    assert len(words(tmp_path)) == 1


@pytest.mark.slow
async def test_pair_added_while_linking_is_kept(compared: App) -> None:
    """A pair that is aligned while a person picks a sentence is there afterwards."""
    app = compared(made(BEFORE, AFTER, PAIRS))
    async with app.run_test(size=(140, 40)) as pilot:
        await on(app, pilot, "Nobody wants")
        await pilot.press("m")
        further = made(AFTER, BEFORE, PAIRS)
        app.compare.add(align_pair(further.before, further.after, Settings(judgements=False)), 2)
        await pilot.press("escape", "greater_than_sign")
        await pilot.pause()
        assert "2/2" in header(app)


@pytest.mark.slow
async def test_a_sentence_is_linked_with_one_picked_by_hand(compared: App) -> None:
    app = compared(made(BEFORE, AFTER, PAIRS))
    async with app.run_test(size=(140, 40)) as pilot:
        await on(app, pilot, "Nobody wants")
        await pilot.press("m")
        await pilot.pause()
        assert "Choose the later sentence that matches 3." in caption(app)
        assert "Nobody wants [/x] a [red]long[/red] war." in caption(app)
        assert app.compare.query_one(SentencesView).sentence == (1, 2)
        await pilot.press("j", "j", "j", "enter")
        await pilot.pause()
        assert footer(app).startswith("3 → 4: the same claim. z undoes. Saved")
        assert "Which" not in caption(app)
        assert "✓" in row_of(app, "Nobody wants")[:3]


@pytest.mark.slow
async def test_escape_leaves_picking_where_one_was(compared: App, tmp_path: Path) -> None:
    app = compared(made(BEFORE, AFTER, PAIRS))
    async with app.run_test(size=(140, 40)) as pilot:
        await on(app, pilot, "Nobody wants")
        before = shown(app)
        await pilot.press("m", "v", "s", "a")
        await pilot.pause()
        assert "Choose the later sentence" in caption(app)
        await pilot.press("escape")
        await pilot.pause()
        assert shown(app) == before
    assert words(tmp_path) == []


@pytest.mark.slow
async def test_without_a_link_it_says_how_to_make_one(compared: App) -> None:
    app = compared(made(BEFORE, AFTER, PAIRS))
    async with app.run_test(size=(140, 40)) as pilot:
        await on(app, pilot, "Nobody wants")
        await pilot.press("y")
        assert footer(app) == "Nothing is linked here: m links this sentence to one you choose."


@pytest.mark.slow
async def test_review_asks_nearest_links(compared: App, tmp_path: Path) -> None:
    """A review asks about the links nearest the threshold, forwards and back, until it is left."""
    before = [f"Earlier sentence {n}." for n in range(MANY)]
    after = [f"Later sentence {n}." for n in range(MANY)]
    app = compared(made(before, after, [(n, n, 0.2 + n / 100) for n in range(MANY)], threshold=0.405))
    async with app.run_test(size=(140, 40)) as pilot:
        await settled(app, pilot)
        await pilot.press("R")
        await pilot.pause()
        assert "Review 1 of 40  score .41, linked" in caption(app) or "score .40, not linked" in caption(app)
        asked = []
        for key in ("y", "x", "right", "u"):
            asked.append(panel(app).splitlines()[0].split()[0])
            await pilot.press(key)
            await pilot.pause()
        assert len(set(asked)) == 4
        assert "Review 5 of 40" in caption(app)
        await pilot.press("left", "left")
        await pilot.pause()
        assert "Review 3 of 40" in caption(app)
        await pilot.press("escape")
        await pilot.pause()
        assert "Review" not in caption(app)
        assert len(words(tmp_path)) == 3
        await pilot.press("R", "v")
        await pilot.pause()
        assert footer(app) == "First answer the question, or leave it with Esc."


@pytest.mark.slow
async def test_a_review_ends_with_its_last_link(compared: App) -> None:
    app = compared(made(BEFORE, AFTER, PAIRS[:2]))
    async with app.run_test(size=(140, 40)) as pilot:
        await settled(app, pilot)
        await pilot.press("R", "y", "y")
        await pilot.pause()
        assert "Review" not in caption(app)
        await pilot.press("R")
        await pilot.pause()
        assert footer(app) == "You have judged every pair that could be a link."


async def test_arguments_are_judged_by_their_best_link(compared: App) -> None:
    app = compared(made(BEFORE, AFTER, PAIRS))
    async with app.run_test(size=(140, 40)) as pilot:
        await settled(app, pilot)
        await pilot.press("a", "g", "y")
        await pilot.pause()
        assert "✓" in lines(app)[0]


@pytest.mark.slow
async def test_mark_is_beside_judged_score(compared: App) -> None:
    """The mark of a judgement is beside the score that was judged."""
    split = [(0, 0, 0.9), (0, 1, 0.6)]
    app = compared(made(BEFORE[1:2], AFTER[:2], split))
    async with app.run_test(size=(140, 40)) as pilot:
        await settled(app, pilot)
        await pilot.press("y", "y", "ctrl+z", "ctrl+z")
        app.compare.rows.sentence = (1, 1)
        await pilot.press("y", "a")
        await pilot.pause()
        assert ".90 · ✓ .60" in lines(app)[0]


@pytest.mark.parametrize("key", ["y", "x", "u", "e", "R", "ctrl+z"])
async def test_linking_refuses_other_judgements(compared: App, tmp_path: Path, key: str) -> None:
    """While a sentence is picked, other judgements are refused with a reason."""
    app = compared(made(BEFORE, AFTER, PAIRS))
    async with app.run_test(size=(140, 40)) as pilot:
        await settled(app, pilot)
        await pilot.press("m", key)
        await pilot.pause()
        assert footer(app) == "First choose the sentence: Enter links it, Esc cancels."
        assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("key", ["m", "R"])
async def test_captions_show_keys_in_small_window(compared: App, key: str) -> None:
    """What is asked shows its keys in a small window too."""
    app = compared(made(BEFORE, AFTER, PAIRS))
    async with app.run_test(size=(52, 12)) as pilot:
        await settled(app, pilot)
        await pilot.press(key)
        await pilot.pause()
        assert "Esc" in caption(app) and "…" not in caption(app)


@pytest.mark.slow
async def test_link_by_hand_adds_no_score(compared: App, tmp_path: Path) -> None:
    """A link by hand adds no score to the histogram."""
    for _ in range(2):
        app = compared(made(BEFORE, AFTER, PAIRS))
        async with app.run_test(size=(140, 40)) as pilot:
            await settled(app, pilot)
            before = app.compare.session.pairs[0].scores
            await pilot.press("j", "j", "j", "m", "home", "enter")
            await pilot.pause()
            assert words(tmp_path)
            assert 0.0 not in before and app.compare.session.pairs[0].scores == before


@pytest.mark.parametrize(("key", "sign"), [("y", "2 ✓"), ("x", "✗"), ("u", "2 ?")])
@pytest.mark.slow
async def test_a_text_bears_what_was_judged_in_its_margin(compared: App, key: str, sign: str) -> None:
    app = compared(made(BEFORE, AFTER, PAIRS))
    async with app.run_test(size=(140, 40)) as pilot:
        await settled(app, pilot)
        await on(app, pilot, "Those regions")
        await pilot.press(key, "f4")
        await pilot.pause()
        assert sign in next(line for line in lines(app) if "Those regions" in line).partition("→ ")[2]


class Full:
    """A store whose disk is full."""

    path = Path("full.jsonl")
    warnings = ("full.jsonl: line 3 is torn",)

    def all(self) -> tuple[Judgement, ...]:
        return ()

    def add(self, judgement: Judgement) -> None:
        raise UsageError("the judgement cannot be saved (no space)", next_step="make room", where="full[/x].jsonl")

    def undo(self) -> Judgement | None:
        return None


@pytest.mark.slow
async def test_unsaved_judgement_changes_nothing(compared: App) -> None:
    """A judgement that cannot be saved changes nothing, and the reason is shown."""
    app = compared(made(BEFORE, AFTER, PAIRS), open_store=lambda before, after: Full())
    async with app.run_test(size=(140, 40)) as pilot:
        await settled(app, pilot)
        assert footer(app) == "Judgements: line 3 is torn (full.jsonl)"
        await on(app, pilot, "Those regions")
        await pilot.press("x")
        assert footer(app) == "The judgement cannot be saved (no space); make room (full[/x].jsonl)"
        assert row_of(app, "Those regions")[1:3] == "~ "


@pytest.mark.slow
async def test_no_judgements_takes_none(tmp_path: Path) -> None:
    """Where judgements are left out, none can be given."""
    documents = [read(seed) for seed in seeds()]
    store = JudgementStore.open(*documents, folder=tmp_path)
    store.add(Judgement(documents[0].sentences[0].text, documents[1].sentences[0].text, Verdict.SAME))
    app = EvolveApp(
        ["a", "b"],
        lambda: documents,
        Settings(judgements=False),
        open_store=partial(JudgementStore.open, folder=tmp_path),
    )
    async with app.run_test(size=(140, 40)) as pilot:
        await settled(app, pilot)
        assert "✓" not in shown(app)
        await pilot.press("2", "y")
        assert "(--no-judgements)" in footer(app)
