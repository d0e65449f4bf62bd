"""Labelling: blind, resumable, and every answer kept before the next question."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from evolve.cli.commands.label import ask
from evolve.cli.console import width
from evolve.comparison import compare
from evolve.document import Document
from evolve.judgements.store import LabelStore
from evolve.model import Judgement, Verdict
from evolve.tune.session import Session, progress

from .made_pairs import made


class Table:
    """Somebody at a terminal who types what is given, and what they are shown."""

    def __init__(self, folder: Path) -> None:
        self.store = LabelStore(folder / "anna.jsonl")
        self.shown: list[str] = []

    def session(self, seed: int = 0) -> Session:
        return Session(made(), seed, list(self.store.all()))

    def types(self, *answers: str, seed: int = 0) -> None:
        said: Iterator[str] = iter(answers)

        def answer() -> str:
            try:
                return next(said)
            except StopIteration:
                raise EOFError from None

        ask(self.session(seed), self.store, "anna", answer, self.shown.append)

    def verdicts(self) -> list[Verdict]:
        return [judgement.verdict for judgement in self.store.all()]

    def kept(self) -> tuple[Judgement, ...]:
        return self.store.all()


@pytest.fixture
def table(tmp_path: Path) -> Table:
    return Table(tmp_path)


@pytest.mark.parametrize("no", ["x", "n", "X"])
def test_keys_give_verdicts(table: Table, no: str) -> None:
    """The keys are those of the screen; n is one more for "not the same"."""
    table.types("y", no, "u", "q")
    assert table.verdicts() == [Verdict.SAME, Verdict.NOT, Verdict.UNSURE]


def test_enter_alone_shows_the_sentences_around(table: Table) -> None:
    """An empty line explains the pair, as Enter does on the screen, and asks again."""
    table.types("", "y", "q")
    assert any("  > " in text for text in table.shown)
    assert table.verdicts() == [Verdict.SAME]


def test_the_score_is_told_only_after_the_answer(table: Table) -> None:
    table.types("c", "what?")
    assert not any("score" in text for text in table.shown)
    table.types("y")
    assert any("score" in text for text in table.shown)


@pytest.mark.parametrize("undo", ["undo", "z", "\x1a"], ids=["word", "z", "ctrl+z"])
def test_undo_asks_again(table: Table, undo: str) -> None:
    """Undo takes the last answer back and asks about that pair again."""
    first = table.session().next()
    table.types("y", undo, "n", "q")
    assert first is not None
    assert [(j.before, j.after, j.verdict) for j in table.kept()] == [(*first.texts, Verdict.NOT)]


def test_there_is_nothing_to_undo_at_the_start(table: Table) -> None:
    table.types("z", "q")
    assert any("nothing to undo" in text for text in table.shown)


def test_a_note_goes_with_the_next_answer_alone(table: Table) -> None:
    table.types("e the irony is lost", "y", "n")
    assert [judgement.note for judgement in table.kept()] == ["the irony is lost", ""]


def test_undo_keeps_the_note(table: Table) -> None:
    """The note of an answer that is taken back goes with the new one."""
    table.types("e the irony is lost", "y", "z", "n")
    assert [(judgement.verdict, judgement.note) for judgement in table.kept()] == [(Verdict.NOT, "the irony is lost")]


def test_no_line_is_wider_than_the_page(table: Table) -> None:
    table.types("y", "n", "c")
    lines = [line for text in table.shown for line in text.split("\n")]
    assert max(map(len, lines)) <= width()


def test_it_goes_on_where_it_stopped(table: Table) -> None:
    table.types("y", "n", "q")
    third = table.session().next()
    table.types("y", "q")
    assert third is not None
    assert (table.kept()[2].before, table.kept()[2].after) == third.texts


def test_same_seed_asks_the_same(tmp_path: Path) -> None:
    """A second person with the same seed is asked the same."""
    people = []
    for name in ("anna", "ben"):
        table = Table(tmp_path / name)
        (tmp_path / name).mkdir()
        table.types("y", "n", "y", seed=5)
        people.append([(j.before, j.after) for j in table.kept()])
    assert people[0] == people[1]


def test_every_label_says_how_it_was_drawn_and_by_whom(table: Table) -> None:
    table.types("y")
    (judgement,) = table.kept()
    assert " of " in judgement.drawn
    assert judgement.by == "anna"


def test_unknown_key(table: Table) -> None:
    """An unknown key shows the keys and saves nothing."""
    table.types("what?")
    assert table.kept() == ()


def test_context_shows_the_neighbours(table: Table) -> None:
    """Context shows the sentence among its neighbours."""
    question = table.session().next()
    assert question is not None
    before, after = table.session().context(question)
    assert [[text for here, text in side if here] for side in (before, after)] == [[t] for t in question.texts]


def test_all_pairs_judged_is_an_end(table: Table) -> None:
    table.types(*["n"] * 200)
    assert "all selected pairs are judged" in table.shown[-1]


def test_progress_after_the_last_pair(table: Table) -> None:
    """After the last pair no more labels are promised."""
    table.types(*["y"] * 200)
    assert "F1" in table.shown[-1]
    assert "ten more" not in table.shown[-1]


def test_progress_shows_the_interval(table: Table) -> None:
    """Progress shows how wide the interval is and what ten more labels would bring."""
    table.types(*["y"] * 10)
    text = progress(table.kept(), table.session().figure(), left=9)
    assert "ten more labels would narrow it to about" in text


def test_progress_without_a_number(table: Table) -> None:
    """Progress has no number where nothing is known."""
    assert "can be estimated after" in progress((), table.session().figure(), left=0)


@pytest.mark.parametrize(
    ("answers", "told"),
    [
        ([], "0 of 12 done; accuracy (F1) can be estimated after 10 more answers of same or not"),
        (["y"] * 6, "6 of 12 done; accuracy (F1) can be estimated after 4 more answers of same or not"),
        (["n"] * 9, "9 of 12 done; accuracy (F1) can be estimated after 1 more answer of same or not"),
    ],
)
def test_progress_below_ten_labels(table: Table, answers: list[str], told: str) -> None:
    """Below ten labels there is no interval, only how many more it takes."""
    table.types(*answers)
    assert table.session().progress() == told


def test_a_pair_left_open_is_no_step_towards_the_ten(table: Table) -> None:
    table.types("u")
    assert "after 10 more answers" in table.session().progress()


def test_asks_for_no_more_than_are_left(table: Table) -> None:
    """No more labels are asked for than there are pairs left."""
    table.types("y")
    text = progress(table.kept(), table.session().figure(), left=2)
    assert text.startswith("1 of 3 done;") and "after 2 more answers" in text


def test_it_begins_with_why_strangers_are_asked_about(table: Table) -> None:
    table.types("q")
    assert "nothing in common" in table.shown[0]


def test_progress_below_thirty_labels(table: Table) -> None:
    """Below thirty labels the interval comes with a warning."""
    table.types(*["y"] * 10)
    assert "with fewer than 30 labels it may be too narrow" in table.session().progress()


def test_no_f1_where_all_links_are_equal() -> None:
    """Where every link is between equal sentences nobody is made to wait for F1."""
    texts = ["The bridge was closed in May.", "Grain rose by ten percent.", "Bees died in the orchard."]
    same = compare(*(Document.from_sentences(texts, label=name) for name in ("one", "two")))
    assert "all links are between sentences with the same words" in Session(same, 0, []).progress()
