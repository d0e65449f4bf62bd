"""What judges found, as the screen shows it: a sign of its own, both verdicts, and disputes first in a review."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from evolve.comparison import Comparison
from evolve.comparison.rows import Row
from evolve.judgements import JudgementStore
from evolve.judges import JudgeStore
from evolve.judges.store import Given
from evolve.model import Judgement, Kind, Reading, Status, Verdict
from evolve.settings import Settings
from evolve.text.digests import sentence_digest
from evolve.tui.state.entries import Entries
from evolve.tui.state.pairs import align_pair
from evolve.tui.state.session import Session
from evolve.tui.state.tasks import Review
from evolve.tui.state.update import Cursor, Update
from evolve.tui.state.view import View
from evolve.tui.widgets.explanation import explanation, pair_explained

from ..comparisons import Pairs, document, scored

BEFORE = ["The talks began.", "Those regions wait.", "Nobody wants a long war.", "It was neutral."]
AFTER = ["The talks began.", "All regions wait.", "An offensive is feared.", "Neutrality is the key."]
PAIRS: Pairs = [(0, 0, 1.0), (1, 1, 0.48), (3, 3, 0.35), (2, 2, 0.2), (3, 2, 0.1)]


def verdict(before: int, after: int, word: str, by: str = "", note: str = "") -> Judgement:
    kinds = (Kind.SCOPE,) if by and word == "same" else ()
    return Judgement(BEFORE[before], AFTER[after], Verdict(word), kinds, note, by)


def judged(own: list[Judgement], theirs: list[Judgement]) -> Comparison:
    return scored(document(BEFORE), document(AFTER), PAIRS).judged(own, by_judges=theirs)


def marks(comparison: Comparison) -> dict[tuple[tuple[int, ...], tuple[int, ...]], str]:
    entries = Entries.of([comparison])
    return {(row.before, row.after): mark for row in entries.rows if (mark := entries.mark(row)).strip()}


def test_links_by_judges_have_a_sign() -> None:
    assert marks(judged([], [verdict(2, 2, "same", "llm")])) == {((2,), (2,)): "◇"}


def test_persons_sign_comes_first() -> None:
    assert marks(judged([verdict(2, 2, "same")], [verdict(2, 2, "same", "llm")])) == {((2,), (2,)): "✓"}


@pytest.mark.parametrize(
    ("own", "theirs", "expected"),
    [
        ("same", "related", {((2,), (2,)): "≠"}),
        ("not", "same", {((2,), ()): "≠", ((), (2,)): "≠"}),
        ("unsure", "same", {((2,), (2,)): "?"}),
        ("not", "related", {((2,), ()): "✗", ((), (2,)): "✗"}),
    ],
)
def test_pairs_in_dispute_have_a_sign(own: str, theirs: str, expected: dict[object, str]) -> None:
    assert marks(judged([verdict(2, 2, own)], [verdict(2, 2, theirs, "llm")])) == expected


def test_sign_is_only_beside_the_pair_it_was_given_for() -> None:
    """A verdict on one pair of a sentence is no sign beside another pair that the sentence is shown in."""
    comparison = judged([verdict(2, 3, "not"), verdict(3, 2, "not")], [])
    entries = Entries.of([comparison])
    together, alone = Row((2,), (2,), (), Status.UNCLEAR), Row((2,), (), (), Status.DROPPED)
    assert (entries.mark(together), entries.refused_partners(together)) == (" ", ())
    assert (entries.mark(alone), entries.refused_partners(alone)) == ("✗", (3,))
    assert entries.mark(Row((2,), (3,), (), Status.UNCLEAR)) == "✗"


def test_review_walks_disputes_first() -> None:
    comparison = judged([verdict(2, 2, "not"), verdict(1, 1, "same")], [verdict(2, 2, "same", "llm")])
    queue = [(link.before, link.after) for link in Review.of(View.of(comparison)).queue]
    assert queue == [(2, 2), (3, 3), (0, 0)]


def test_review_says_what_is_in_dispute() -> None:
    comparison = judged([verdict(2, 2, "not")], [verdict(2, 2, "same", "llm")])
    line = Review.of(View.of(comparison)).caption(View.of(comparison), 100)
    assert "score .20, disputed" in "".join(run.text for run in line)


def test_panel_shows_both_verdicts() -> None:
    comparison = judged([verdict(2, 2, "same")], [verdict(2, 2, "related", "llm", "one war, two claims")])
    (link,) = (link for link in comparison.links if link.before == 2)
    plain = pair_explained(View.of(comparison), link, 100).plain
    assert "you judged: the same claim" in plain
    assert "llm: related, not the same claim  one war, two claims" in plain


def test_panel_says_why_a_candidate_is_no_link() -> None:
    comparison = judged([], [verdict(2, 2, "related", "llm")])
    view = View.of(comparison)
    row = next(row for row in view.entries.rows if row.before == (2,))
    assert "llm: related, not the same claim" in explanation(view, row, 100).plain


def test_panel_says_which_candidates_a_judge_passed_over() -> None:
    plain = scored(document(BEFORE), document(AFTER), PAIRS)
    read = frozenset(map(sentence_digest, BEFORE)), frozenset(map(sentence_digest, AFTER))
    view = View.of(plain.judged((), by_judges=Reading((), (read,))))
    row = next(row for row in view.entries.rows if row.before == (2,))
    assert plain.pair.automatic_threshold > 0.2
    assert "a judge read both and did not name the pair" in explanation(view, row, 100).plain


def test_hostile_names_and_notes_are_tame() -> None:
    comparison = judged([], [verdict(2, 2, "same", "\x1b[31mllm", "\x1b]0;x\x07[red]note")])
    (link,) = (link for link in comparison.links if link.before == 2)
    plain = pair_explained(View.of(comparison), link, 100).plain
    assert "\x1b" not in plain and "\x07" not in plain
    assert "[red]note" in plain


@pytest.mark.parametrize("judge", [True, False])
def test_session_keeps_the_judges_while_a_person_judges(
    judge: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And `judge = false` leaves them out."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    before, after = document(BEFORE), document(AFTER)
    JudgeStore.open(before, after).add([Given(verdict(2, 2, "same", "llm"))])
    pair = align_pair(
        before,
        after,
        Settings(judge=judge),
        compare=lambda before, after, *, settings: scored(before, after, PAIRS),
        open_store=partial(JudgementStore.open, folder=tmp_path),
    )
    session = Session()
    session.add(pair, 1)
    assert session.view is not None
    update = session.judge(Cursor(session.view.position((0, 1)), (0, 1)), Verdict.NOT)
    assert isinstance(update, Update)
    links = {(link.before, link.after): link.judged_by for link in update.view.comparison.links}
    assert links == {(0, 0): "", (3, 3): ""} | ({(2, 2): "llm"} if judge else {})
