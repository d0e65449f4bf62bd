"""One session at the screen: the pairs, the view in force, the judgements given, and the task in force.

Every method that a command calls returns an `Update` of the screen, or a `Refusal` in words. The session works without
a screen: it uses no widgets, and the position of the cursor is passed to it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from evolve.errors import EvolveError
from evolve.model import SentenceRef, Status, Verdict
from evolve.tui.state.entries import ArgumentEntry, Order, ViewKind
from evolve.tui.state.opening import complaint, opened
from evolve.tui.state.pairs import ShownPair
from evolve.tui.state.tasks import (
    VERDICT_WORDS,
    LinkByHand,
    Note,
    Pairing,
    Review,
    Task,
    TaskAction,
    also_changed,
    judgement_on,
    links_left,
    numbers_of,
    pairing_under,
    unlinked_step,
)
from evolve.tui.state.update import Cursor, Refusal, Update
from evolve.tui.state.view import View
from evolve.tui.terminal.wrap import visible

if TYPE_CHECKING:
    from evolve.judgements import Store
    from evolve.tui.terminal.lines import Line


class Session:
    """The pairs, the view and the task of one person, and the judgements given."""

    def __init__(self) -> None:
        self.pairs: tuple[ShownPair, ...] = ()
        self.expected = 1
        """The number of pairs there will be when all are aligned."""
        self.view: View | None = None
        """The view in force; None while there is nothing to show."""
        self.task: Task | None = None
        self.ignore: str | None = None
        """The kind of change that the person has listed as persisted; None leaves it to the settings."""
        self._came_from: View | None = None
        """The view that the person left for others; None for none."""
        self.copied: tuple[SentenceRef | None, int] = None, 0
        """The entry of which one side was copied last, by its first sentence, and the turn of the version."""
        self._done: list[Pairing | None] = []
        """What can be undone: of a judgement its two sentences, None for a change of `ignore`."""

    def clear(self) -> None:
        """Forget everything but the ignored kind of change, because the texts are read again."""
        self.pairs, self.expected, self.view, self.task = (), 1, None, None
        self._done, self._came_from = [], None

    def fail(self) -> None:
        """Remove the view."""
        self.view = self.task = None

    def add(self, pair: ShownPair, expected: int, *, at_top: bool = False) -> Update:
        """Add the next pair; `expected` is the number of pairs there will be.

        A cursor `at_top` stays there, where other arguments may come before its own.
        """
        later = len(self.pairs) + 1
        self.pairs, self.expected = (*self.pairs, pair), expected
        added = pair.entries
        if self.ignore is not None and self.ignore != pair.comparison.settings.ignore:
            added = added.ignoring(self.ignore)
        if self.view is None:
            view = opened(added, pairs=expected)
        else:
            over_gaps = {(earlier, later): store.all() for earlier, store in pair.over_gaps.items()}
            judged = {versions: judgements for versions, judgements in over_gaps.items() if judgements}
            view = replace(self.view, entries=self.view.entries.followed_by(added.comparison, judged))
        return self._show(view, to_top=at_top, message=complaint(pair))

    def find_lives(self) -> None:
        """Find the arguments through all versions, which takes long, so that the timeline opens at once.

        Meant for the background: it changes nothing but the cached values of the entries.
        """
        if self.view is not None:
            across = self.view.entries.across
            _ = across.shares, across.arguments

    def caption(self, width: int) -> Line | None:
        """Return the question of the task in force; None if it has none in the caption."""
        if self.task is None or self.view is None:
            return None
        return self.task.caption(self.view, width)

    # The threshold

    def at(self, threshold: float) -> Update:
        """Move the threshold."""
        return self._show(self._current.at(threshold))

    def step_threshold(self, by: int) -> Update | Refusal:
        """Move the threshold by this number of hundredths."""
        threshold = self._current.stepped(by)
        if threshold == self._current.comparison.threshold:
            return Refusal(f"No score is {'higher' if by > 0 else 'lower'}: nothing would change.")
        return self.at(threshold)

    def reset_threshold(self) -> Update:
        """Go back to the threshold the pair was opened with."""
        return self.at(self.pair.comparison.threshold)

    def retune(self, threshold: float) -> View:
        """Return the view at another threshold; the screen shows it when it is in sight again."""
        self.view = self._current.at(threshold)
        return self.view

    @property
    def pair(self) -> ShownPair:
        """The pair in view, as it was aligned."""
        return self.pairs[self._current.entries.pair]

    # Which entries are shown

    def filter(self, status: Status | None) -> Update:
        """Show a status, or hide it again; None shows all."""
        wanted = self._current.statuses ^ {status} if status is not None else frozenset[Status]()
        return self._show(replace(self._current, statuses=frozenset() if len(wanted) == len(Status) else wanted))

    def turn_wording(self) -> Update:
        """List changes of wording alone as persisted, or as changed again; undo does the same."""
        update = self._turn_wording()
        self._done.append(None)
        return update

    def _turn_wording(self) -> Update:
        view = self._current
        self.ignore = "none" if view.ignores_wording else "wording"
        view = replace(view, entries=view.entries.ignoring(self.ignore))
        if not view.ignores_wording:
            return self._show(view, message="Changes of wording alone are listed as changed.")
        count = sum(comparison.ignored for comparison in view.entries.versions)
        changes = "No change is" if not count else "1 change is" if count == 1 else f"{count} changes are"
        return self._show(view, message=f"{changes} of wording alone{' and listed as persisted' if count else ''}.")

    def narrow(self, query: str) -> Update | None:
        """Show only entries that contain some text; empty shows all."""
        if self.view is None or query == self.view.query:
            return None
        return self._show(replace(self.view, query=query))

    def search(self, sought: str, origin: Cursor) -> Update | None:
        """Mark some text, and go to the first entry from `origin` on that contains it; empty goes back there."""
        if self.view is None or sought == self.view.sought:
            return None
        view = replace(self.view, sought=sought)
        at = view.next_found(origin.position - 1, 1) if sought else None
        message = f"Nothing here contains “{visible(sought)}”." if sought and at is None else ""
        sentence = view.ref(at) if at is not None else origin.sentence
        return self._show(view, sentence=sentence, message=message)

    def show_kind(self, kind: ViewKind, cursor: Cursor) -> Update:
        """Turn to a kind of view, or from it back to the rows."""
        kind = ViewKind.ROWS if kind is self._current.kind else kind
        self._came_from = self._current
        return self._show(replace(self._current, kind=kind), to_top=cursor.position == 0)

    def turn(self, step: int, cursor: Cursor) -> Update:
        """Turn to the next kind of view (1) or the one before (-1)."""
        view = self._current
        kinds = view.kinds
        kind = kinds[(kinds.index(view.kind) + step) % len(kinds)]
        self._came_from = self._came_from or view
        return self._show(replace(view, kind=kind), to_top=cursor.position == 0, message=f"View: {kind.value}.")

    def turn_order(self) -> Update | Refusal:
        """Put the arguments in the next order."""
        view = self._current
        if not view.kind.of_arguments:
            return Refusal("Only the list of arguments can be sorted: a shows it.")
        orders = list(Order)
        order = orders[(orders.index(view.order) + 1) % len(orders)]
        return self._show(replace(view, order=order), to_top=True)

    def unfold(self, cursor: Cursor) -> Update | None:
        """Open or close the argument under the cursor; None where there is none to open."""
        view = self._current
        entry = view.entry(cursor.position)
        if not view.kind.of_arguments or not isinstance(entry, ArgumentEntry):
            return None
        return self._show(replace(view, opened=view.opened ^ {entry.refs[0]}))

    def is_unfolded(self, cursor: Cursor) -> bool:
        """Return whether there is an argument under the cursor that is open."""
        entry = self._current.entry(cursor.position)
        return isinstance(entry, ArgumentEntry) and self._current.is_open(entry)

    def fit(self, view: View) -> Update:
        """Show the view in force as it was fitted to the window."""
        return self._show(view)

    def to_text(self, cursor: Cursor) -> Update | Refusal | None:
        """Go from the argument under the cursor to its rows; in the timeline, to the next version."""
        view = self._current
        if view.kind is ViewKind.TIMELINE:
            return self.step_pair(1, cursor)
        entry = view.entry(cursor.position)
        if entry is None:
            return None
        if not isinstance(entry, ArgumentEntry):
            return Refusal("These are the texts; ← leads from a row to its argument.")
        linked = next((pair for pair, links in enumerate(entry.links) if links), None)
        pair = linked if linked is not None else min(entry.refs[0][0], len(view.entries.versions) - 1)
        here = next(ref for ref in entry.refs if ref[0] in (pair, pair + 1))
        self._came_from = view
        return self._show_pair(replace(view, kind=ViewKind.ROWS), pair, here)

    def to_arguments(self, cursor: Cursor) -> Update | Refusal:
        """Go from the row under the cursor to its argument; in the timeline, to the version before."""
        if self._current.kind is ViewKind.TIMELINE:
            return self.step_pair(-1, cursor)
        if self._current.kind.of_arguments:
            return Refusal("These are the arguments; → leads from one to its rows.")
        return self._show(replace(self._current, kind=ViewKind.ARGUMENTS))

    def go_back(self, cursor: Cursor) -> Update | None:
        """Close the argument under the cursor, or else end the filter by status, or else show the view that was left
        for this one; return None if there is nothing to go back to."""
        view = self.view
        if view is None:
            return None
        if view.kind is ViewKind.ARGUMENTS and self.is_unfolded(cursor):
            return self.unfold(cursor)
        if view.statuses:
            return self.filter(None)
        came_from, self._came_from = self._came_from, None
        if came_from is None or came_from.kind is view.kind:
            return None
        return self._show(replace(came_from, entries=view.entries), message=f"View: {came_from.kind.value}.")

    def step_pair(self, step: int, cursor: Cursor) -> Update | Refusal:
        """Show the next two versions (1) or the two before (-1)."""
        number = self._current.entries.pair + step
        if 0 <= number < len(self.pairs) and self._current.kind is ViewKind.TIMELINE:
            # Every argument stays in sight, so the cursor stays on its own.
            return self._show(replace(self._current, entries=replace(self._current.entries, pair=number)))
        if 0 <= number < len(self.pairs):
            return self._show_pair(self._current, number, cursor.sentence)
        waiting = len(self.pairs) < self.expected and step > 0
        return Refusal("That pair is not aligned yet." if waiting else "There is no further pair.")

    def _show_pair(self, view: View, number: int, sentence: SentenceRef | None) -> Update:
        """Show two versions with the cursor on a sentence, or at the top when they do not have it."""
        has_it = sentence is not None and sentence[0] in (number, number + 1)
        view = replace(view, entries=replace(view.entries, pair=number))
        return self._show(view, sentence=sentence if has_it else None, to_top=not has_it)

    # Judgements

    def judge(self, cursor: Cursor, verdict: Verdict) -> Update | Refusal:
        """Save a verdict on the pair under the cursor, or on the one a review asks about; a review goes on then."""
        pairing = self._pairing(cursor)
        if pairing is None and self._current.kind is ViewKind.TIMELINE:
            return Refusal(unlinked_step(self._current, cursor.position))
        if pairing is None:
            return Refusal("Nothing is linked here: m links this sentence to one you choose.")
        entry = self._current.entry(cursor.position)
        further = self._current.next_argument(cursor.position)
        saved = self._save(pairing, verdict)
        if isinstance(saved, Refusal):
            return saved
        if self._reviewing is None:
            if not isinstance(entry, ArgumentEntry):
                return saved
            is_done = entry.status is Status.UNCLEAR or (verdict is not Verdict.SAME and len(entry.every_link) == 1)
            if further is not None and is_done:
                # The judged argument may move to another place in the list, and the cursor must not follow it.
                return replace(saved, sentence=further)
            return replace(saved, argument=entry.refs)
        step = self._step_review(1)
        return step if step.message else replace(step, message=saved.message, path=saved.path)

    def undo(self) -> Update | Refusal:
        """Undo the last judgement of this session, or the last change of what is ignored; go to the pair of a judgement
        if its versions are in view."""
        if not self._done:
            return Refusal("Nothing was judged since the texts were opened.")
        last = self._done[-1]
        if last is None:
            self._done.pop()
            return replace(
                self._turn_wording(),
                message="Undone: "
                + ("wording is ignored again." if self.ignore == "wording" else "wording counts again."),
            )
        view, pairing = self._current, last
        store = self._store(pairing)
        assert store is not None
        try:
            taken = store.undo()
        except EvolveError as error:
            return _unsaved(error)
        self._done.pop()
        self.view = self._judged(view, pairing, store)
        if taken is None:
            return self._show(self.view, message="There was nothing to undo.")
        message = f"Undone: {numbers_of(pairing, view)}, {VERDICT_WORDS[taken.verdict]}."
        (earlier, _), (later, _) = pairing
        if view.kind is ViewKind.TIMELINE:
            # The step that was judged is in sight.
            entries = replace(self.view.entries, pair=later - 1)
            return self._show(replace(self.view, entries=entries), sentence=pairing[1], message=message)
        if (earlier, later) != (view.entries.pair, view.entries.pair + 1):
            return self._show(self.view, message=message)
        back = self._reviewing.back_to(pairing) if self._reviewing is not None else None
        if back is not None:
            return replace(self._show_reviewed(back), message=message)
        return self._show(self.view, sentence=pairing[0], message=message)

    def _pairing(self, cursor: Cursor) -> Pairing | None:
        """Return the pair that a verdict or a note is about; None where nothing is linked."""
        if (review := self._reviewing) is not None:
            pair = self._current.entries.pair
            return (pair, review.link.before), (pair + 1, review.link.after)
        return pairing_under(self._current, cursor.position, cursor.sentence)

    def _store(self, pairing: Pairing) -> Store | None:
        """Return the store of judgements on the versions of a pair of sentences; None if they are switched off."""
        (earlier, _), (later, _) = pairing
        pair = self.pairs[later - 1]
        return pair.store if earlier == later - 1 else pair.over_gaps.get(earlier)

    def _judged(self, view: View, pairing: Pairing, store: Store) -> View:
        """Return a view under the judgements on the versions of a pair of sentences."""
        (earlier, _), (later, _) = pairing
        return replace(view, entries=view.entries.judged(earlier, later, store.all()))

    def _save(self, pairing: Pairing, verdict: Verdict | None, note: str | None = None) -> Update | Refusal:
        """Save a judgement on a pair of sentences, and show the versions under it."""
        view = self._current
        store = self._store(pairing)
        if store is None:
            return Refusal("Judgements are switched off (--no-judgements).")
        judgement = judgement_on(view.entries.across.evolution, pairing, verdict, note)
        try:
            store.add(judgement)
        except EvolveError as error:
            return _unsaved(error)
        self._done.append(pairing)
        what = "note" if note is not None else VERDICT_WORDS[judgement.verdict]
        judged, what = self._judged(view, pairing, store), f"{numbers_of(pairing, view)}: {what}"
        left = links_left(pairing, view, judged) if verdict in (Verdict.NOT, Verdict.RELATED) else ""
        also = also_changed(pairing, view, judged) if note is None else ""
        if left or also:
            # What must be seen comes first, because the end of a message that is too long is cut off.
            rest = "; ".join(filter(None, (left, also)))
            return self._show(judged, message=f"{what}. Saved; z undoes. {rest[:1].upper()}{rest[1:]}.")
        return self._show(judged, message=f"{what}. z undoes. Saved in ", path=visible(str(store.path)))

    # Tasks

    def act(self, action: TaskAction, cursor: Cursor) -> Update | Refusal | None:
        """Do what the task in force has a command do."""
        if action is TaskAction.LINK:
            return self._link(cursor)
        if action is TaskAction.NOTHING:
            return None
        if isinstance(self.task, LinkByHand):
            return self._link_elsewhere(self.task, 1 if action is TaskAction.FORWARDS else -1)
        return self._step_review(1 if action is TaskAction.FORWARDS else -1)

    def leave(self) -> Update:
        """Leave the task in force."""
        if isinstance(self.task, LinkByHand):
            return self._leave_linking(self.task)
        if isinstance(self.task, Note):
            self.task = self.task.during
            return Update(self._current)
        return self._leave_review()

    def note(self, cursor: Cursor) -> Update | Refusal:
        """Ask for a note on the pair under the cursor, or on the one a review asks about."""
        pairing = self._pairing(cursor)
        if pairing is None:
            return Refusal("Nothing is linked here: a note needs a link.")
        judgement = self._current.entries.across.evolution.judgement_of(*pairing)
        self.task = Note(pairing, judgement.note if judgement is not None else "", self._reviewing)
        return Update(self._current)

    def write_note(self, text: str) -> Update | Refusal | None:
        """Save the note that was requested."""
        if not isinstance(self.task, Note):
            return None
        pairing, self.task = self.task.pairing, self.task.during
        return self._save(pairing, None, text.strip())

    def link_by_hand(self, cursor: Cursor) -> Update | Refusal | None:
        """Ask for the sentence to link with the one under the cursor; None where there is none."""
        view = self._current
        ref = view.ref(cursor.position)
        if ref is None or self.task is not None:
            return None
        if view.kind is ViewKind.TIMELINE:
            return self._link_argument(cursor)
        if cursor.sentence is not None and cursor.sentence in view.refs(view.entry(cursor.position)):
            ref = cursor.sentence
        if ref[0] not in (view.entries.pair, view.entries.pair + 1):
            return Refusal("That sentence is in another version: → leads to it.")
        there = view.entries.pair + (ref[0] == view.entries.pair)
        return self._choose(LinkByHand(ref, there, view))

    def _link_argument(self, cursor: Cursor) -> Update | Refusal | None:
        """Ask for the sentence to link an argument of the timeline with."""
        view = self._current
        entry = view.entry(cursor.position)
        if not isinstance(entry, ArgumentEntry):
            return None
        task = LinkByHand.of_argument(entry, view)
        if task is None:
            return Refusal("This argument begins in a later version: → leads to it.")
        return self._choose(task)

    def _link_elsewhere(self, task: LinkByHand, by: int) -> Update | Refusal:
        """Let the sentence of another version be chosen."""
        moved = task.at(task.there + by)
        if moved is None:
            return Refusal("There is no further version.")
        return self._choose(moved)

    def _choose(self, task: LinkByHand) -> Update:
        """Show the sentences to choose from, with the cursor on the first."""
        self.task = task
        view = task.view(self._current.entries)
        return self._show(view, sentence=view.ref(0), to_top=not view.shown, panel=False)

    def _link(self, cursor: Cursor) -> Update:
        """Link the sentence of the task with the one under the cursor."""
        task = self.task
        assert isinstance(task, LinkByHand)
        chosen = self._current.ref(cursor.position)
        left = self._leave_linking(task)
        if chosen is None:
            return left
        saved = self._save(task.pairing(chosen), Verdict.SAME)
        return replace(left, message=saved.reason) if isinstance(saved, Refusal) else replace(saved, sentence=task.ref)

    def _leave_linking(self, task: LinkByHand) -> Update:
        self.task = None
        # Further pairs may have been aligned in the meantime.
        entries = replace(self._current.entries, pair=task.came_from.entries.pair)
        return self._show(replace(task.came_from, entries=entries), sentence=task.ref)

    def review(self) -> Update | Refusal:
        """Start a review of the links nearest the threshold, or leave the one in force."""
        if self._reviewing is not None:
            return self._leave_review()
        review = Review.of(self._current)
        if not review.queue:
            return Refusal("You have judged every pair that could be a link.")
        return self._show_reviewed(review)

    def _step_review(self, by: int) -> Update:
        review = self._reviewing
        assert review is not None
        stepped = review.stepped(by)
        if stepped is not None:
            return self._show_reviewed(stepped)
        return self._leave_review(f"Review finished: {_pairs(len(review.queue))}.")

    def _leave_review(self, message: str = "") -> Update:
        """Leave the review for the view in which it was started, with the cursor on the pair last asked about."""
        review = self._reviewing
        assert review is not None
        self._set_review(None)
        entries = replace(self._current.entries, pair=review.came_from.entries.pair)
        asked = self._current.entries.pair, review.link.before
        return self._show(replace(review.came_from, entries=entries), sentence=asked, panel=False, message=message)

    def _show_reviewed(self, review: Review) -> Update:
        """Show the pair that the review asks about: its row in its text, and both sentences in the panel."""
        self._set_review(review)
        view = replace(self._current, kind=ViewKind.ROWS, statuses=frozenset(), query="", sought="")
        return self._show(view, sentence=(view.entries.pair, review.link.before), panel=True)

    @property
    def _reviewing(self) -> Review | None:
        """The review in force, also while a note interrupts it."""
        task = self.task.during if isinstance(self.task, Note) else self.task
        return task if isinstance(task, Review) else None

    def _set_review(self, review: Review | None) -> None:
        self.task = replace(self.task, during=review) if isinstance(self.task, Note) else review

    # The view

    @property
    def _current(self) -> View:
        """The view in force, for what is asked only when there is one."""
        assert self.view is not None
        return self.view

    def _show(
        self,
        view: View,
        *,
        sentence: SentenceRef | None = None,
        to_top: bool = False,
        panel: bool | None = None,
        message: str = "",
        path: str = "",
    ) -> Update:
        self.view = view
        return Update(view, sentence, to_top=to_top, panel=panel, message=message, path=path)


def _pairs(count: int) -> str:
    return f"{count} pair{'s' if count != 1 else ''}"


def _unsaved(error: EvolveError) -> Refusal:
    """Return why a judgement was not saved; the path comes last, because the end of a long message is cut off."""
    return Refusal(visible(f"{error.what[:1].upper()}{error.what[1:]}; {error.next_step} ({error.where})"))
