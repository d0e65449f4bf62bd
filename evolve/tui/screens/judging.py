"""The screen as one judges on it: a word on a pair is on the disk before anything is said, and overrules the score."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from textual import on
from textual.content import Content

from evolve.errors import EvolveError
from evolve.model import Verdict
from evolve.tui.command import Command
from evolve.tui.screens.reading import ReadingScreen
from evolve.tui.state.entries import ViewKind
from evolve.tui.state.pairs import ShownPair
from evolve.tui.state.tasks import SAID, LinkByHand, Pairing, PanelContent, Review, judgement_on, pairing_under
from evolve.tui.state.view import View
from evolve.tui.terminal.arrangement import Arrangement
from evolve.tui.terminal.lines import Line, ending
from evolve.tui.terminal.wrap import visible
from evolve.tui.widgets.bars import Panel, Prompt
from evolve.tui.widgets.explanation import pair_explained


class JudgingScreen(ReadingScreen):
    """Versions, and a person's judgements on their pairs."""

    def __init__(self, names: Sequence[str], actions: Sequence[Command], preferred: Arrangement | None) -> None:
        super().__init__(names, actions, preferred)
        self._review: Review | None = None
        self._picking: LinkByHand | None = None
        self._noting: Pairing | None = None
        self._given: list[int] = []
        """For every judgement of this session the pair of versions it is on."""

    def clear(self) -> None:
        super().clear()
        self._review = self._picking = self._noting = None
        self._given = []

    def add(self, pair: ShownPair, expected: int) -> None:
        super().add(pair, expected)
        unplaced = len(pair.comparison.unplaced)
        if pair.store is not None and pair.store.warnings:
            # The place comes last, because what is too long for the line is cut off.
            where, told, what = pair.store.warnings[0].rpartition(": ")
            self._tell(visible(f"Judgements: {what} ({where})" if told else what))
        elif unplaced:
            what = "1 judgement names" if unplaced == 1 else f"{unplaced} judgements name"
            self._tell(f"{what} sentences that these texts do not have.")

    @property
    def asking(self) -> bool:
        """Whether the screen asks the person something, with keys of its own."""
        return self._review is not None or self._picking is not None or self._noting is not None

    # A word on a pair

    def action_judge(self, verdict: str) -> None:
        view = self._shown()
        if view is None or self._is_picking():
            return
        pairing = self._meant(view)
        if pairing is None:
            self._tell("Nothing is linked here: m links the sentence with one that you pick.")
        elif self._judge(pairing, Verdict(verdict)) and self._review is not None:
            self._step(1)

    def _meant(self, view: View) -> Pairing | None:
        if self._review is not None:
            return self._review.link.before, self._review.link.after
        return pairing_under(view, self.rows.position, self.rows.sentence)

    def _judge(self, pairing: Pairing, verdict: Verdict | None, note: str | None = None) -> bool:
        """Take a word down and act on it; whether that could be done."""
        view = self._view
        assert view is not None
        number = view.entries.pair
        store = self._pairs[number].store
        if store is None:
            self._tell("Judgements are left out here (--no-judgements), so none can be given.")
            return False
        judgement = judgement_on(view.comparison, pairing, verdict, note)
        try:
            store.add(judgement)
        except EvolveError as error:
            self._tell_unsaved(error)
            return False
        self._given.append(number)
        self._look(view.showing(view.comparison.judged(store.all())))
        word = "note" if note is not None else SAID[judgement.verdict]
        said = f"{pairing[0] + 1} → {pairing[1] + 1}: {word}. Saved in "
        self._tell(said + ending(visible(str(store.path)), self.size.width - 2 - len(said)))
        return True

    def _tell_unsaved(self, error: EvolveError) -> None:
        """Say that nothing was taken down; the path comes last, because what is too long for the line is cut off."""
        self._tell(visible(f"{error.what[:1].upper()}{error.what[1:]}; {error.next_step} ({error.where})"))

    def action_undo(self) -> None:
        view = self._shown()
        if view is None or self._is_picking():
            return
        if any(self.prompt(name).display for name in ("find", "note")):
            self._tell("Leave the line with Enter or Esc first: then the last judgement can be taken back.")
            return
        if not self._given:
            self._tell("Nothing was judged since the texts were opened.")
            return
        number = self._given[-1]
        store = self._pairs[number].store
        assert store is not None
        try:
            taken = store.undo()
        except EvolveError as error:
            self._tell_unsaved(error)
            return
        self._given.pop()
        comparison = view.entries.versions[number].judged(store.all())
        here = view.entries.pair
        entries = replace(view.entries, pair=number).replaced(comparison)
        self._look(replace(view, entries=replace(entries, pair=here)))
        self._tell(f"Taken back: {SAID[taken.verdict]}." if taken is not None else "There was nothing to take back.")

    # A note

    def action_note(self) -> None:
        view = self._shown()
        pairing = self._meant(view) if view is not None else None
        if view is None or self._is_picking():
            return
        if pairing is None:
            self._tell("Nothing is linked here that a note could be written on.")
            return
        self._noting = pairing
        said = view.comparison.judgement_of(*pairing)
        self.prompt("note").open(said.note if said is not None else "")

    @on(Prompt.Submitted, "#note")
    def _noted(self, event: Prompt.Submitted) -> None:
        pairing, self._noting = self._noting, None
        self._close("note")
        if pairing is not None:
            self._judge(pairing, None, event.value.strip())

    # A link by hand

    def action_pick(self) -> None:
        view = self._shown()
        ref = self._view.ref(self.rows.position) if self._view is not None else None
        sentence = self.rows.sentence
        if view is None or ref is None or self.asking:
            return
        pair = view.entries.pair
        if sentence in view.refs(view.entry(self.rows.position)):
            ref = sentence
        if ref is None or ref[0] not in (pair, pair + 1):
            self._tell("That sentence is in another version: → leads to it.")
            return
        picking = LinkByHand(ref, view)
        kind = ViewKind.LATER if picking.side == "before" else ViewKind.EARLIER
        self._picking = picking
        self.query_one(Panel).show(None)
        self.rows.sentence = picking.best()
        self._look(replace(view, kind=kind, statuses=frozenset(), query=""))

    def _pick(self) -> None:
        """Link the sentence with the one under the cursor."""
        picking, view = self._picking, self._view
        assert picking is not None and view is not None
        chosen = view.ref(self.rows.position)
        self._leave_picking()
        if chosen is not None:
            self._judge(picking.pairing(chosen), Verdict.SAME)

    def _leave_picking(self) -> None:
        picking, view = self._picking, self._view
        assert picking is not None and view is not None
        self._picking = None
        self.rows.sentence = picking.ref
        # Further pairs may have been aligned in the meantime.
        self._look(replace(picking.came_from, entries=view.entries))

    def _is_picking(self) -> bool:
        """Whether a sentence is being picked; says that nothing else can be judged meanwhile."""
        if self._picking is not None:
            self._tell("First pick the sentence: Enter links it, Esc leaves.")
        return self._picking is not None

    # A walk

    def action_review(self) -> None:
        view = self._shown()
        if view is None or self._is_picking():
            return
        if self._review is not None:
            self._leave_review()
            return
        review = Review.of(view.comparison)
        if not review.queue:
            self._tell("Every pair that could be a link was judged already.")
            return
        self._review = review
        self._below = PanelContent.REVIEW
        self._show_reviewed()

    def _step(self, by: int) -> None:
        assert self._review is not None
        review = self._review.stepped(by)
        if review is None:
            count = len(self._review.queue)
            self._leave_review()
            self._tell(f"That were all {count}.")
        else:
            self._review = review
            self._show_reviewed()

    def _show_reviewed(self) -> None:
        """Bring the pair that is asked about into sight, above in its text and below in full."""
        view, review = self._view, self._review
        assert view is not None and review is not None
        self.rows.sentence = view.entries.pair, review.link.before
        plain = replace(view, kind=ViewKind.ROWS, statuses=frozenset(), query="")
        self.query_one(Panel).show(self._said_below(plain))
        self._look(plain)

    def _leave_review(self) -> None:
        self._review = None
        self._below = PanelContent.ENTRY
        self.query_one(Panel).show(None)
        self.rows.focus()
        self._caption()

    # What asking changes of reading

    def action_explain(self) -> None:
        if self._picking is not None:
            self._pick()
        elif self._review is None:
            super().action_explain()

    def action_to_text(self) -> None:
        if self._review is not None:
            self._step(1)
        elif self._picking is None:
            super().action_to_text()

    def action_to_argument(self) -> None:
        if self._review is not None:
            self._step(-1)
        elif self._picking is None:
            super().action_to_argument()

    def _question(self) -> Line:
        if self._picking is not None:
            return self._picking.caption(self.size.width)
        if self._review is not None and self._view is not None:
            return self._review.caption(self._view.comparison.threshold, self.size.width)
        return super()._question()

    def _may_turn(self) -> bool:
        if self.asking:
            self._tell("First answer what is asked, or leave it with Esc.")
        return not self.asking

    def _said_below(self, view: View) -> Content | None:
        if self._review is not None:
            return pair_explained(view, self._review.link, self.size.width - 4)
        return super()._said_below(view)

    def _left(self) -> bool:
        """Leave what is asked, if anything is; whether it was."""
        if self.prompt("note").display:
            self._noting = None
            self._close("note")
        elif self._picking is not None:
            self._leave_picking()
        elif self._review is not None:
            self._leave_review()
        else:
            return False
        return True
