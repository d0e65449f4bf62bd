"""What a session shows and refuses, told where the cursor is, without a screen."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import pairwise
from pathlib import Path

import pytest

from evolve.document import Document
from evolve.errors import UsageError
from evolve.judgements import JudgementStore
from evolve.model import Judgement, SentenceRef, Status, Verdict
from evolve.settings import Settings
from evolve.tui.declaration import Need
from evolve.tui.state.entries import Order, ViewKind
from evolve.tui.state.pairs import OpenStore, ShownPair, align_pair
from evolve.tui.state.session import Session
from evolve.tui.state.tasks import LinkByHand, Note, Review, TaskAction, also_changed, links_left
from evolve.tui.state.update import Cursor, Refusal, Update
from evolve.tui.terminal.lines import Line

from ..comparisons import Pairs, document, scored

BEFORE = ["The talks began.", "Those regions wait.", "Nobody wants a long war.", "It was neutral."]
AFTER = ["The talks began.", "All regions wait.", "An offensive is feared.", "Neutrality is the key."]
LAST = ["The talks began.", "All regions left.", "Peace came."]
PAIRS: Pairs = [(0, 0, 1.0), (1, 1, 0.48), (3, 3, 0.35), (2, 2, 0.2), (3, 2, 0.1)]


def shown_pair(before: Document, after: Document, pairs: Pairs, open_store: OpenStore | None) -> ShownPair:
    settings = Settings(judgements=open_store is not None)
    compare = lambda before, after, *, settings: scored(before, after, pairs)  # noqa: E731
    return align_pair(before, after, settings, compare=compare, open_store=open_store)


@pytest.fixture
def stores(tmp_path: Path) -> OpenStore:
    return partial(JudgementStore.open, folder=tmp_path)


@pytest.fixture
def session(stores: OpenStore) -> Session:
    """A session on two versions."""
    session = Session()
    session.add(shown_pair(document(BEFORE, "early"), document(AFTER, "late"), PAIRS, stores), 1)
    return session


@pytest.fixture
def three(stores: OpenStore) -> Session:
    """A session on three versions, turned from the timeline to the rows."""
    session = Session()
    versions = [document(BEFORE, "first"), document(AFTER, "second"), document(LAST, "third")]
    session.add(shown_pair(versions[0], versions[1], PAIRS, stores), 2)
    session.add(shown_pair(versions[1], versions[2], [(0, 0, 1.0), (1, 1, 0.6)], stores), 2)
    session.show_kind(ViewKind.ROWS, Cursor())
    return session


def on(session: Session, sentence: SentenceRef) -> Cursor:
    """The cursor on a sentence of the view in force."""
    assert session.view is not None
    return Cursor(session.view.position(sentence), sentence)


def done(result: Update | Refusal | None) -> Update:
    assert isinstance(result, Update), result
    return result


def reason(result: Update | Refusal | None) -> str:
    assert isinstance(result, Refusal), result
    return result.reason


def links(session: Session) -> set[tuple[int, int]]:
    assert session.view is not None
    return {(link.before, link.after) for link in session.view.comparison.links}


def text(line: Line | None) -> str:
    return "".join(run.text for run in line or ())


def saved(folder: Path) -> list[str]:
    return [line for file in folder.glob("*.jsonl") for line in file.read_text(encoding="utf-8").splitlines()]


# The view


def test_updates_hold_the_view_in_force(session: Session) -> None:
    """What a method returns is what the session shows from then on."""
    for act in (
        partial(session.at, 0.4),
        partial(session.filter, Status.DROPPED),
        partial(session.turn, 1, Cursor()),
    ):
        assert done(act()).view is session.view


def test_threshold_steps_and_resets(session: Session) -> None:
    """The threshold moves by hundredths and goes back to the one the pair was opened with."""
    assert done(session.step_threshold(1)).view.comparison.threshold == pytest.approx(0.31)
    assert done(session.step_threshold(-3)).view.comparison.threshold == pytest.approx(0.28)
    assert done(session.reset_threshold()).view.comparison.threshold == 0.3


def test_threshold_ends_with_a_reason(session: Session) -> None:
    """Beyond the scores nothing changes, and the person reads why."""
    session.at(1.0)
    assert reason(session.step_threshold(1)) == "No score is higher: nothing would change."
    assert session.view is not None and session.view.comparison.threshold == 1.0


def test_filter_toggles(session: Session) -> None:
    """A status is shown, hidden again, and all of them are the same as none."""
    assert done(session.filter(Status.DROPPED)).view.statuses == {Status.DROPPED}
    assert done(session.filter(Status.ADDED)).view.statuses == {Status.DROPPED, Status.ADDED}
    assert done(session.filter(Status.DROPPED)).view.statuses == {Status.ADDED}
    for status in (Status.DROPPED, Status.CHANGED, Status.UNCLEAR, Status.PERSISTED):
        update = done(session.filter(status))
    assert update.view.statuses == frozenset()
    session.filter(Status.ADDED)
    assert done(session.filter(None)).view.statuses == frozenset()


def test_search_is_shown_once(session: Session) -> None:
    """The same search again changes nothing, nor does a search before there is a view."""
    assert done(session.search("neutral", Cursor())).sentence == (0, 3)
    assert session.search("neutral", Cursor()) is None
    assert Session().search("neutral", Cursor()) is None


def test_filter_is_shown_once(session: Session) -> None:
    """The same words again change nothing, nor do any before there is a view."""
    assert len(done(session.narrow("neutral")).view.shown) == 1
    assert session.narrow("neutral") is None
    assert Session().narrow("neutral") is None


def test_search_goes_back_to_where_it_began(session: Session) -> None:
    """Each letter is searched for from the row where the search began; without a letter the cursor is there again."""
    origin = on(session, (0, 2))
    assert done(session.search("n", origin)).sentence == (0, 2)
    update = done(session.search("nowhere", origin))
    assert (update.sentence, update.message) == ((0, 2), "Nothing here contains “nowhere”.")
    assert done(session.search("the", origin)).sentence == (1, 2) or session.view is not None
    assert done(session.search("", origin)).sentence == (0, 2)


def test_kinds_toggle_with_rows(session: Session) -> None:
    """The command of a kind of view leads there, and from there back to the rows."""
    assert done(session.show_kind(ViewKind.SLOPE, Cursor())).view.kind is ViewKind.SLOPE
    assert done(session.show_kind(ViewKind.SLOPE, Cursor())).view.kind is ViewKind.ROWS


def test_cursor_at_the_top_stays_there(session: Session) -> None:
    """A cursor on the first entry is on the first entry of the next view; elsewhere it stays on its sentence."""
    assert done(session.show_kind(ViewKind.ARGUMENTS, Cursor(0, (0, 0)))).to_top
    assert not done(session.show_kind(ViewKind.ARGUMENTS, Cursor(2, (0, 2)))).to_top


def test_turn_shows_timelines_of_three_versions_only(session: Session, three: Session) -> None:
    """Turning on goes through every kind of view and back to the first."""
    for here, kinds in ((session, [kind for kind in ViewKind if kind is not ViewKind.TIMELINE]), (three, [*ViewKind])):
        seen = [done(here.turn(1, Cursor())).view.kind for _ in kinds]
        assert seen == [*kinds[1:], kinds[0]]


@pytest.mark.parametrize(("step", "kind"), [(1, ViewKind.ROWS), (-1, ViewKind.SLOPE)])
def test_timeline_is_left_before_the_third_version(stores: OpenStore, step: int, kind: ViewKind) -> None:
    """The timeline that opens with the first two of three versions turns to the other views."""
    session = Session()
    session.add(shown_pair(document(BEFORE, "first"), document(AFTER, "second"), PAIRS, stores), 2)
    assert session.view is not None
    assert session.view.kind is ViewKind.TIMELINE
    assert session.turn(step, Cursor()).view.kind is kind
    assert ViewKind.TIMELINE not in session.view.kinds


def test_three_versions_are_opened_in_the_timeline(stores: OpenStore) -> None:
    """The first view of three versions or more is the timeline, also before the third one is there."""
    session = Session()
    versions = [document(BEFORE, "first"), document(AFTER, "second"), document(LAST, "third")]
    for before, after in pairwise(versions):
        view = done(session.add(shown_pair(before, after, PAIRS[:1], stores), 2)).view
        assert view.kind is ViewKind.TIMELINE


def test_order_is_of_arguments(session: Session) -> None:
    """Only arguments have an order, and one command goes through all of them."""
    assert reason(session.turn_order()) == "Only the list of arguments can be sorted: a shows it."
    session.show_kind(ViewKind.ARGUMENTS, Cursor())
    seen = [done(session.turn_order()).view.order for _ in Order]
    assert sorted(seen) == sorted(Order) and seen[-1] is Order.SURE


def test_arguments_unfold_and_fold(session: Session) -> None:
    """An argument opens and closes; a row has nothing to open."""
    assert session.unfold(Cursor(1, (0, 1))) is None
    session.show_kind(ViewKind.ARGUMENTS, Cursor())
    cursor = on(session, (0, 1))
    assert done(session.unfold(cursor)).view.opened == {(0, 1)}
    assert done(session.unfold(cursor)).view.opened == frozenset()


def test_from_argument_to_text_and_back(session: Session) -> None:
    """From an argument a person comes to its rows, from a row to its argument, and neither goes further."""
    assert "leads from a row to its argument" in reason(session.to_text(on(session, (0, 1))))
    assert done(session.to_arguments(Cursor(0))).view.kind is ViewKind.ARGUMENTS
    assert "leads from one to its rows" in reason(session.to_arguments(Cursor(0)))
    update = done(session.to_text(on(session, (0, 3))))
    assert (update.view.kind, update.sentence) == (ViewKind.ROWS, (0, 3))


def test_pairs_are_shown_one_by_one(three: Session) -> None:
    """The cursor stays on a sentence that the next pair has too, and goes to the top otherwise."""
    update = done(three.step_pair(1, Cursor(1, (1, 1))))
    assert (update.view.entries.pair, update.sentence, update.to_top) == (1, (1, 1), False)
    assert reason(three.step_pair(1, Cursor())) == "There is no further pair."
    update = done(three.step_pair(-1, Cursor(1, (2, 1))))
    assert (update.view.entries.pair, update.to_top) == (0, True)


def test_pairs_still_aligned_are_not_there_yet(session: Session) -> None:
    """Whoever goes on to a pair that is being aligned reads that it is."""
    session.expected = 2
    assert reason(session.step_pair(1, Cursor())) == "That pair is not aligned yet."
    assert reason(session.step_pair(-1, Cursor())) == "There is no further pair."


def test_further_pairs_keep_the_view(session: Session) -> None:
    """A pair that is added changes neither filter nor search nor the pair in view."""
    session.filter(Status.CHANGED)
    further = shown_pair(document(AFTER, "late"), document(LAST, "last"), [(0, 0, 1.0)], None)
    view = done(session.add(further, 2)).view
    assert (view.statuses, view.entries.pair, len(view.entries.versions)) == ({Status.CHANGED}, 0, 2)


def test_a_timeline_waits_for_the_third_version(session: Session, three: Session) -> None:
    """While the third version is being aligned, the reason is another than for two versions."""
    assert not Need.THREE_VERSIONS.is_met(session)
    session.expected = 2
    assert Need.THREE_VERSIONS.is_met(session) and not Need.TWO_PAIRS.is_met(session)
    assert Need.TWO_PAIRS.is_met(three)


# Judgements


def test_judgement_is_saved_and_shown(session: Session, tmp_path: Path) -> None:
    """A verdict is on the disk when the update is returned, and the links are those under it."""
    update = done(session.judge(on(session, (0, 1)), Verdict.NOT))
    assert len(saved(tmp_path)) == 1
    assert (1, 1) not in links(session)
    assert update.message == "2 → 2: not the same claim. z undoes. Saved in "
    assert update.path.endswith(".jsonl")


def test_judgement_needs_a_link(session: Session, tmp_path: Path) -> None:
    """Where nothing is linked, nothing is saved, and the person reads how to link."""
    assert "m links this sentence" in reason(session.judge(on(session, (0, 2)), Verdict.SAME))
    assert reason(session.note(on(session, (0, 2)))) == "Nothing is linked here: a note needs a link."
    assert saved(tmp_path) == []


def test_an_argument_is_judged_by_its_best_link_and_stays(stores: OpenStore) -> None:
    """The pair that the panel explains first is judged, whichever sentence comes first; the cursor stays on what is
    left of the argument."""
    session = Session()
    before, after = document(["One.", "Two.", "Three."], "early"), document(["All.", "Some."], "late")
    session.add(shown_pair(before, after, [(0, 0, 0.9), (1, 0, 0.8), (2, 0, 0.7)], stores), 1)
    session.show_kind(ViewKind.ARGUMENTS, Cursor())
    first = done(session.judge(on(session, (0, 0)), Verdict.NOT))
    assert first.message == "1 → 1: not the same claim. Saved; z undoes. 2-3 are still linked to 1."
    assert first.target == (0, 1)
    second = done(session.judge(on(session, (0, 2)), Verdict.SAME))
    assert second.message.startswith("2 → 1: the same claim")
    assert second.target == (0, 1)


def test_a_refusal_of_the_timeline_names_the_only_link(three: Session) -> None:
    """Where an argument has one link, and not in the step in view, the refusal names the version it leads to."""
    three.show_kind(ViewKind.TIMELINE, Cursor())
    three.step_pair(1, Cursor())
    done(three.judge(on(three, (0, 1)), Verdict.NOT))
    message = reason(three.judge(on(three, (0, 1)), Verdict.NOT))
    assert message == "No link to third here. The argument is linked to second: ← goes there."


def test_links_left_by_a_refusal_are_named(stores: OpenStore) -> None:
    """Where a refused sentence is still linked, or gets another link, the message names it."""
    session = Session()
    before, after = document(["One."], "early"), document(["All.", "Some."], "late")
    session.add(shown_pair(before, after, [(0, 0, 0.9), (0, 1, 0.8)], stores), 1)
    without = session.view
    assert without is not None
    update = done(session.judge(on(session, (0, 0)), Verdict.NOT))
    assert update.message == "1 → 1: not the same claim. Saved; z undoes. 1 is still linked to 2."
    # A higher threshold takes the other link away, so that the view under the verdict has it newly.
    pairing = (0, 0), (1, 0)
    assert links_left(pairing, without.at(0.85), update.view) == "1 is linked to 2 now"


def test_a_timeline_judges_the_step_of_the_version_in_view(three: Session, tmp_path: Path) -> None:
    """In the timeline a verdict is about the link that leads to the later version in view, and undone there."""
    three.show_kind(ViewKind.TIMELINE, Cursor())
    three.step_pair(1, Cursor())
    update = done(three.judge(on(three, (0, 1)), Verdict.NOT))
    assert update.message == "2 of second → 2 of third: not the same claim. z undoes. Saved in "
    assert (1, 1) not in links(three)
    assert "(marked →) here: m makes one" in reason(three.judge(on(three, (2, 2)), Verdict.NOT))
    assert len(saved(tmp_path)) == 1
    three.step_pair(-1, Cursor())
    update = done(three.undo())
    assert update.message == "Undone: 2 of second → 2 of third, not the same claim."
    assert (update.view.entries.pair, update.sentence) == (1, (2, 1))
    assert (1, 1) in links(three)


NIGHT, AGAIN = "Three watchmen should walk the walls at night.", "Four watchmen should walk the walls at night."
REST = ["The well must be dug deeper.", "The village needs a school."]


@pytest.fixture
def village(stores: OpenStore) -> Session:
    """The timeline of four versions, of which the first and the last have the same claim and those between do not."""
    versions = [
        document(texts, f"draft {n}")
        for n, texts in enumerate([[NIGHT, *REST], REST, [*REST, "Goats graze on the meadow."], [AGAIN, *REST]], 1)
    ]
    session = Session()
    for n in range(3):
        before, after = versions[n : n + 2]
        settings = Settings(language="english")
        pair = align_pair(before, after, settings, 0.3, further_back=versions[:n], open_store=stores)
        session.add(pair, 3)
    for _ in range(2):
        session.step_pair(1, Cursor())
    return session


def over_gaps(session: Session) -> list[tuple[SentenceRef, SentenceRef]]:
    assert session.view is not None
    revivals = session.view.entries.across.evolution.revivals
    return [((found.earlier, found.link.before), (found.later, found.link.after)) for found in revivals]


def test_a_claim_that_came_back_is_judged_in_the_timeline(village: Session, tmp_path: Path) -> None:
    """A link over a gap is refused, saved in a file of its two versions, and there again when that is undone."""
    assert over_gaps(village) == [((0, 0), (3, 0))]
    update = done(village.judge(on(village, (0, 0)), Verdict.NOT))
    assert update.message == "1 of draft 1 → 1 of draft 4: not the same claim. z undoes. Saved in "
    assert over_gaps(village) == []
    village.at(0.4)
    assert over_gaps(village) == []
    assert len(saved(tmp_path)) == 1
    assert done(village.undo()).message == "Undone: 1 of draft 1 → 1 of draft 4, not the same claim."
    assert over_gaps(village) == [((0, 0), (3, 0))]


def test_judgements_over_gaps_are_there_when_the_texts_are_opened_again(village: Session, stores: OpenStore) -> None:
    """What was judged of a gap counts in another session, and is not part of the pairs of neighbours."""
    village.judge(on(village, (0, 0)), Verdict.NOT)
    assert village.view is not None
    again = Session()
    documents = village.view.entries.across.evolution.documents
    for n in range(3):
        settings = Settings(language="english")
        pair = align_pair(*documents[n : n + 2], settings, 0.3, further_back=documents[:n], open_store=stores)
        assert not pair.comparison.judgements
        again.add(pair, 3)
    assert over_gaps(again) == []


def test_sentences_of_any_two_versions_are_linked_by_hand(village: Session) -> None:
    """In the timeline, arrows choose the version of the sentence to link with; undo takes it back."""
    goats = on(village, (2, 2))
    update = done(village.link_by_hand(goats))
    assert "Choose the sentence of draft 4 that matches 3 of draft 3." in text(village.caption(120))
    ref = update.view.ref(0)
    assert ref is not None and update.view.entries.texts[ref[0]][0] == AGAIN
    assert reason(village.act(TaskAction.FORWARDS, Cursor())) == "There is no further version."
    village.act(TaskAction.BACK, Cursor())
    update = done(village.act(TaskAction.BACK, Cursor()))
    assert "Choose the sentence of draft 1 that matches" in text(village.caption(120))
    update = done(village.act(TaskAction.LINK, Cursor(update.view.position((0, 0)))))
    assert update.message == "1 of draft 1 → 3 of draft 3: the same claim. z undoes. Saved in "
    assert (update.view.kind, update.view.entries.pair) == (ViewKind.TIMELINE, 2)
    assert ((0, 0), (2, 2)) in over_gaps(village)
    village.undo()
    assert over_gaps(village) == [((0, 0), (3, 0))]


def test_linking_in_the_timeline_can_be_left(village: Session) -> None:
    """Whoever leaves it is in the timeline again, at the same versions."""
    village.link_by_hand(on(village, (2, 2)))
    village.act(TaskAction.BACK, Cursor())
    update = village.leave()
    assert (update.view.kind, update.view.entries.pair, update.sentence) == (ViewKind.TIMELINE, 2, (2, 2))


def test_notes_on_links_over_gaps_are_kept(village: Session) -> None:
    """A note on a link over a gap is saved with the verdict it has."""
    cursor = on(village, (0, 0))
    village.judge(cursor, Verdict.SAME)
    village.note(cursor)
    village.write_note("after the fire")
    assert village.view is not None
    judgement = village.view.entries.across.evolution.judgement_of((0, 0), (3, 0))
    assert judgement is not None and (judgement.verdict, judgement.note) == (Verdict.SAME, "after the fire")


def test_undo_is_one_by_one(session: Session) -> None:
    """The last judgement is undone first, and no judgement of an earlier session is."""
    cursor = on(session, (0, 1))
    session.judge(cursor, Verdict.SAME)
    session.judge(cursor, Verdict.NOT)
    assert done(session.undo()).message == "Undone: 2 → 2, not the same claim."
    assert (1, 1) in links(session)
    assert done(session.undo()).message == "Undone: 2 → 2, the same claim."
    assert reason(session.undo()) == "Nothing was judged since the texts were opened."


def test_undo_goes_back_to_its_pair(session: Session) -> None:
    """The cursor goes to the sentence whose judgement was undone."""
    session.judge(on(session, (0, 1)), Verdict.NOT)
    assert done(session.undo()).sentence == (0, 1)


def test_undo_in_a_review_asks_again(session: Session) -> None:
    """A review asks again about the pair whose judgement was undone, and shows which it is."""
    session.review()
    session.judge(Cursor(), Verdict.UNSURE)
    session.act(TaskAction.FORWARDS, Cursor())
    update = done(session.undo())
    assert isinstance(session.task, Review) and (session.task.at, session.task.link.score) == (0, 0.35)
    assert (update.message, update.sentence) == ("Undone: 4 → 4, unsure.", (0, 3))


def test_undo_reaches_the_pair_that_was_judged(three: Session) -> None:
    """A judgement on one pair is undone while another pair is in view, which stays in view."""
    three.judge(on(three, (0, 1)), Verdict.NOT)
    three.step_pair(1, Cursor())
    view = done(three.undo()).view
    assert view.entries.pair == 1
    assert (1, 1) in {(link.before, link.after) for link in view.entries.versions[0].links}


def test_judgements_left_out_are_refused() -> None:
    """Where judgements are left out none can be given."""
    session = Session()
    session.add(shown_pair(document(BEFORE), document(AFTER), PAIRS, None), 1)
    assert "(--no-judgements)" in reason(session.judge(on(session, (0, 1)), Verdict.SAME))


class FullStore:
    """A store whose disk is full."""

    path = Path("full.jsonl")
    warnings = ("full.jsonl: line 3 is torn",)

    def all(self) -> tuple[Judgement, ...]:
        return ()

    def add(self, judgement: Judgement) -> None:
        raise UsageError("the judgement cannot be saved", next_step="make room", where="full.jsonl")

    def undo(self) -> Judgement | None:
        return None


def test_unsaved_judgements_change_nothing() -> None:
    """What cannot be saved is refused with what to do; a link by hand ends where it began all the same."""
    session = Session()
    pair = shown_pair(document(BEFORE), document(AFTER), PAIRS, lambda before, after: FullStore())
    assert done(session.add(pair, 1)).message == "Judgements: line 3 is torn (full.jsonl)"
    before, unsaved = links(session), "The judgement cannot be saved; make room (full.jsonl)"
    assert reason(session.judge(on(session, (0, 1)), Verdict.NOT)) == unsaved
    session.link_by_hand(on(session, (0, 2)))
    update = done(session.act(TaskAction.LINK, on(session, (1, 2))))
    assert (update.message, update.sentence, session.task) == (unsaved, (0, 2), None)
    assert links(session) == before
    assert reason(session.undo()) == "Nothing was judged since the texts were opened."


# Tasks


def test_review_asks_nearest_first_and_goes_on(session: Session, tmp_path: Path) -> None:
    """A review asks about the link nearest the threshold first, and a verdict leads to the next."""
    session.filter(Status.ADDED)
    update = done(session.review())
    assert (update.view.statuses, update.panel, update.sentence) == (frozenset(), True, (0, 3))
    asked = []
    while isinstance(session.task, Review):
        asked.append(session.task.link.score)
        update = done(session.judge(Cursor(), Verdict.UNSURE))
    assert asked == [0.35, 0.2, 0.48, 0.1, 1.0]
    assert (update.panel, update.message) == (False, "Review finished: 5 pairs.")
    assert len(saved(tmp_path)) == 5
    assert reason(session.review()) == "You have judged every pair that could be a link."


def test_review_skips_and_goes_back(session: Session) -> None:
    """A link can be skipped and come back to; before the first there is none."""
    session.review()
    captions = [text(session.caption(100))]
    for action in (TaskAction.FORWARDS, TaskAction.BACK, TaskAction.BACK):
        session.act(action, Cursor())
        captions.append(text(session.caption(100)))
    assert [caption.split("of")[0].strip() for caption in captions] == [f"Review {n}" for n in (1, 2, 1, 1)]


def test_review_is_left_by_its_command_and_by_leaving(session: Session) -> None:
    """Both close the panel and go back to the view and the filter in which it was started, under its judgements."""
    session.show_kind(ViewKind.ARGUMENTS, Cursor())
    session.filter(Status.CHANGED)
    for leave in (session.review, session.leave):
        session.review()
        done(session.judge(Cursor(), Verdict.SAME))
        assert session.view is not None
        judged = session.view.comparison
        update = done(leave())
        assert (session.task, update.panel) == (None, False)
        assert (update.view.kind, update.view.statuses) == (ViewKind.ARGUMENTS, {Status.CHANGED})
        assert update.view.comparison is judged


def test_link_by_hand_shows_other_text(session: Session, tmp_path: Path) -> None:
    """The other text is shown whole, candidates first, the cursor on the best one; then the view is as it was."""
    update = done(session.link_by_hand(on(session, (0, 3))))
    assert [update.view.refs(row) for row in update.view.all] == [((1, n),) for n in (3, 2, 0, 1)]
    session.leave()
    session.narrow("nobody")
    update = done(session.link_by_hand(on(session, (0, 2))))
    assert (update.view.kind, update.view.query, update.sentence) == (ViewKind.LATER, "", (1, 2))
    assert "Choose the later sentence that matches 3." in text(session.caption(100))
    update = done(session.act(TaskAction.LINK, on(session, (1, 3))))
    assert (update.view.kind, update.view.query, update.sentence) == (ViewKind.ROWS, "nobody", (0, 2))
    assert (2, 3) in links(session) and session.task is None
    assert len(saved(tmp_path)) == 1


def test_link_by_hand_can_be_left(session: Session, tmp_path: Path) -> None:
    """Leaving saves nothing and goes back to the sentence."""
    session.link_by_hand(on(session, (1, 2)))
    assert isinstance(session.task, LinkByHand) and session.task.side == "after"
    update = done(session.leave())
    assert (update.view.kind, update.sentence, session.task) == (ViewKind.ROWS, (1, 2), None)
    assert saved(tmp_path) == []


def test_link_by_hand_is_of_the_pair_in_view(three: Session) -> None:
    """A sentence of a third version is refused with the way to it."""
    three.show_kind(ViewKind.ARGUMENTS, Cursor())
    assert reason(three.link_by_hand(on(three, (2, 2)))) == "That sentence is in another version: → leads to it."


def test_pairs_added_while_linking_are_kept(session: Session) -> None:
    """A pair that is aligned while a person picks a sentence is there afterwards."""
    session.link_by_hand(on(session, (0, 2)))
    session.add(shown_pair(document(AFTER, "late"), document(LAST, "last"), [], None), 2)
    assert len(done(session.leave()).view.entries.versions) == 2


def test_note_begins_with_the_one_there_is(session: Session, tmp_path: Path) -> None:
    """A note is written on a pair, keeps the verdict, and can be changed."""
    cursor = on(session, (0, 1))
    session.judge(cursor, Verdict.SAME)
    for before, after in (("", "who?"), ("who?", "")):
        session.note(cursor)
        assert isinstance(session.task, Note) and session.task.text == before
        assert done(session.write_note(f" {after} ")).message == "2 → 2: note. z undoes. Saved in "
        assert session.task is None
    assert session.write_note("nothing asked for it") is None
    assert [judgement.verdict for judgement in session.pair.comparison.judged(_all(session)).judgements] == [
        Verdict.SAME
    ]
    assert len(saved(tmp_path)) == 3


def _all(session: Session) -> Sequence[Judgement]:
    assert session.pair.store is not None
    return session.pair.store.all()


@pytest.mark.parametrize("write", [True, False], ids=["written", "left"])
def test_note_interrupts_a_review(session: Session, write: bool) -> None:
    """A note on the pair that a review asks about leaves the review where it was."""
    session.review()
    review = session.task
    session.note(Cursor())
    assert isinstance(session.task, Note) and session.task.pairing == ((0, 3), (1, 3))
    assert text(session.caption(100)).strip().startswith("Review 1 of 5")
    done(session.write_note("why?") if write else session.leave())
    assert session.task is review


@pytest.mark.parametrize("width", [52, 61, 75, 80, 120])
def test_captions_fit(session: Session, width: int) -> None:
    """What is asked names the key that leaves it, and its first line fits."""
    for ask in (session.review, lambda: session.link_by_hand(on(session, (0, 2)))):
        ask()
        line = text(session.caption(width)).splitlines()[0]
        assert "Esc" in line and len(line) <= width
        session.leave()


def test_failure_ends_every_task(session: Session) -> None:
    """When reading fails, nothing is shown and nothing is asked any more."""
    session.review()
    session.fail()
    assert (session.view, session.task, session.caption(80)) == (None, None, None)


def test_clear_forgets_what_was_judged(session: Session) -> None:
    """Once the texts are read anew, earlier judgements are not undone."""
    cursor = on(session, (0, 1))
    pair = session.pair
    session.judge(cursor, Verdict.NOT)
    session.clear()
    assert session.pairs == () and session.view is None
    session.add(pair, 1)
    assert reason(session.undo()) == "Nothing was judged since the texts were opened."


# Wording ignored


def reworded(stores: OpenStore) -> Session:
    """A session on two real texts, of which one sentence is equal, one differs in wording and one in a number."""
    texts = (
        ["The mayor opened the town library.", "The bridge was closed in May.", "Forty boats left the harbour."],
        ["The mayor opened the town theatre.", "The bridge was closed in May.", "Fifty boats left the harbour."],
    )
    before, after = (document(sentences, f"text {n}") for n, sentences in enumerate(texts))
    settings = Settings(language="english", threshold=0.1, judge=False)
    session = Session()
    session.add(align_pair(before, after, settings, open_store=stores), 1)
    return session


def statuses(session: Session) -> list[Status]:
    assert session.view is not None
    return [session.view.comparison.status_of("before", n) for n in range(3)]


CHANGED, PERSISTED = Status.CHANGED, Status.PERSISTED


def test_wording_is_ignored_and_counts_again(stores: OpenStore) -> None:
    """A change of wording alone is listed as persisted, and a finer one never; the same command takes it back."""
    session = reworded(stores)
    assert statuses(session) == [CHANGED, PERSISTED, CHANGED]
    assert done(session.turn_wording()).message == "1 change is of wording alone and listed as persisted."
    assert statuses(session) == [PERSISTED, PERSISTED, CHANGED]
    assert "again" not in done(session.turn_wording()).message
    assert statuses(session) == [CHANGED, PERSISTED, CHANGED]


def test_ignored_wording_is_undone_in_its_turn(stores: OpenStore, tmp_path: Path) -> None:
    """Undo takes back what was done last, a judgement or the choice to ignore wording."""
    session = reworded(stores)
    session.turn_wording()
    session.judge(on(session, (0, 2)), Verdict.SAME)
    assert statuses(session)[0] is PERSISTED and session.view is not None and session.view.ignores_wording
    assert done(session.undo()).message.startswith("Undone: 3 → 3")
    assert done(session.undo()).message == "Undone: wording counts again."
    assert statuses(session)[0] is CHANGED
    assert saved(tmp_path) != []


def test_ignored_wording_outlives_reading_again(stores: OpenStore) -> None:
    """What the person ignores holds for pairs that come later, and after the texts are read anew."""
    session = reworded(stores)
    session.turn_wording()
    pair = session.pairs[0]
    session.clear()
    session.add(pair, 1)
    assert statuses(session)[0] is PERSISTED


@pytest.mark.parametrize(
    ("pairs", "kind", "is_stacked"),
    [(12, ViewKind.ROWS, False), (6, ViewKind.ROWS, True), (2, ViewKind.ARGUMENTS, True)],
)
def test_a_pair_is_opened_by_how_much_comes_back(pairs: int, kind: ViewKind, is_stacked: bool) -> None:
    """Where few sentences are linked the arguments are shown, with the linked ones in full; where most rows would have
    an empty side, the texts are below each other."""
    texts = [[f"Sentence {n} of text {side}." for n in range(12)] for side in range(2)]
    session = Session()
    scores: Pairs = [(n, n, 0.9) for n in range(pairs)]
    view = done(session.add(shown_pair(document(texts[0]), document(texts[1]), scores, None), 1)).view
    assert (view.kind, view.is_stacked) == (kind, is_stacked)
    assert len(view.opened) == (pairs if kind is ViewKind.ARGUMENTS else 0)


def test_verdict_names_other_sentences_it_changes(stores: OpenStore) -> None:
    """The counts never change without a word: whatever else a verdict links or leaves alone is in its answer."""
    session = Session()
    before, after = document(["One.", "Two."], "early"), document(["All.", "Some."], "late")
    session.add(shown_pair(before, after, [(0, 0, 0.9), (1, 0, 0.8)], stores), 1)
    first = done(session.judge(on(session, (0, 0)), Verdict.NOT))
    assert first.message == "1 → 1: not the same claim. Saved; z undoes. 2 is still linked to 1."
    second = done(session.judge(on(session, (0, 1)), Verdict.NOT))
    assert second.message == "2 → 1: not the same claim. z undoes. Saved in "


def test_a_verdict_names_the_sentence_that_loses_its_link(stores: OpenStore) -> None:
    """A pair judged the same takes a sentence from another, which then has no match."""
    session = Session()
    before, after = document(["One.", "Two."], "early"), document(["All."], "late")
    session.add(shown_pair(before, after, [(0, 0, 0.9)], stores), 1)
    without = session.view
    done(session.judge(on(session, (0, 0)), Verdict.NOT))
    assert without is not None and session.view is not None
    pairing = (0, 1), (1, 0)
    assert also_changed(pairing, without, session.view) == "also dropped now: earlier 1"
    assert also_changed(((0, 0), (1, 0)), without, session.view) == ""


def test_the_next_argument_follows_one_whose_only_link_is_refused(stores: OpenStore) -> None:
    """Nothing is left to judge there, and what becomes of its sentences is further down."""
    session = Session()
    before, after = document(["One.", "Two.", "Three."], "early"), document(["All.", "Some."], "late")
    session.add(shown_pair(before, after, [(0, 0, 0.9), (1, 1, 0.8)], stores), 1)
    session.show_kind(ViewKind.ARGUMENTS, Cursor())
    assert done(session.judge(Cursor(0, (0, 0)), Verdict.NOT)).sentence == (0, 1)
    assert done(session.judge(on(session, (0, 1)), Verdict.SAME)).sentence is None


def test_texts_are_opened_as_before_they_were_judged(stores: OpenStore) -> None:
    """However many pairs a person links or refuses, the first view and its order are the same the next time."""
    before = document([f"Earlier {n}." for n in range(12)], "early")
    after = document([f"Later {n}." for n in range(12)], "late")
    pairs = [(0, 0, 0.9), (1, 1, 0.8), *((n, n, 0.2) for n in range(2, 12))]
    first, again = Session(), Session()
    first.add(shown_pair(before, after, pairs, stores), 1)
    opened, store = first.view, first.pairs[0].store
    assert store is not None
    for n in range(2, 9):
        store.add(Judgement(f"Earlier {n}.", f"Later {n}.", Verdict.SAME))
    again.add(shown_pair(before, after, pairs, stores), 1)
    assert opened is not None and again.view is not None
    assert (opened.kind, opened.order) == (again.view.kind, again.view.order) == (ViewKind.ARGUMENTS, Order.SURE)
    assert len(again.view.comparison.links) == 9
