"""Tasks for a person at the screen: to review links, to link a sentence by hand, to write a note.

A task defines its question, the pair that the panel explains, and the commands that act differently meanwhile. Pure.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto
from types import MappingProxyType
from typing import TYPE_CHECKING, ClassVar

from evolve.model import SIDES, Judgement, SentenceRef, Side, Verdict, other
from evolve.render.numbers import score_beside
from evolve.text.clean import clean_line
from evolve.tui.state.view import View
from evolve.tui.terminal.lines import Line, Role, Run, cells, shortened

if TYPE_CHECKING:
    from evolve.comparison import Comparison
    from evolve.model import Link

REVIEWED = 40
"""The number of links in one review: as many as a person can read in a sitting."""

VERDICT_WORDS = {
    Verdict.SAME: "the same claim",
    Verdict.NOT: "not the same claim",
    Verdict.RELATED: "related, not the same claim",
    Verdict.UNSURE: "unsure",
}
"""The names of verdicts on the screen."""

Pairing = tuple[int, int]
"""An earlier and a later sentence, by their indices."""


class TaskAction(Enum):
    """The action of a command while a task is in force."""

    FORWARDS = auto()
    """Ask about the next link."""
    BACK = auto()
    """Ask about the link before."""
    LINK = auto()
    """Link the sentence with the one under the cursor."""
    NOTHING = auto()


NO_KEYS: Mapping[str, TaskAction] = MappingProxyType({})


def judgement_on(comparison: Comparison, pairing: Pairing, verdict: Verdict | None, note: str | None) -> Judgement:
    """Return the judgement on a pair with another verdict or note; None keeps the one it has, at first unsure and no
    note."""
    judgement = comparison.judgement_of(*pairing)
    if judgement is None:
        before, after = comparison.before.sentences[pairing[0]], comparison.after.sentences[pairing[1]]
        judgement = Judgement(clean_line(before.text), clean_line(after.text), Verdict.UNSURE)
    return replace(judgement, verdict=verdict or judgement.verdict, note=judgement.note if note is None else note)


def pairing_under(view: View, position: int, sentence: SentenceRef | None) -> Pairing | None:
    """Return the pair that a verdict on the entry under the cursor is about; None where nothing is linked.

    Of its links, or of the candidates of an unclear entry, it is the best without a judgement; those between sentences
    of the entry come first, and of them those of the sentence under the cursor. Of an argument it is the one that the
    panel explains first.
    """
    row = view.row(position)
    if row is None or not (row.links or row.possible):
        return None

    def rank(link: Link) -> tuple[bool, bool, bool]:
        own = view.kind.of_arguments or sentence in (
            (view.entries.pair, link.before),
            (view.entries.pair + 1, link.after),
        )
        here = not (row.before and row.after) or (link.before in row.before and link.after in row.after)
        return view.comparison.judgement_of(link.before, link.after) is not None, not here, not own

    best = min(row.links or row.possible, key=rank)
    return best.before, best.after


@dataclass(frozen=True, slots=True)
class Review:
    """A review of pairs on which a person and the judges differ, of unjudged links near the threshold, and of the
    candidates of unclear sentences."""

    keys: ClassVar[Mapping[str, TaskAction]] = MappingProxyType(
        {"to-text": TaskAction.FORWARDS, "to-arguments": TaskAction.BACK, "explain": TaskAction.NOTHING}
    )
    queue: tuple[Link, ...]
    at: int = 0

    @classmethod
    def of(cls, comparison: Comparison) -> Review:
        """Return a review of the pairs in dispute, then of the links and the possible pairs just above and just below
        the threshold, the nearest first."""
        disputed = [comparison.judged_pair(*pair) for pair in comparison.disputed]
        found = {(link.before, link.after): link for link in (*comparison.possible, *comparison.at(0.0).links)}
        unjudged = [link for pair, link in found.items() if comparison.judgement_of(*pair) is None]
        nearest = sorted(unjudged, key=lambda link: abs(link.score - comparison.threshold))
        return cls((*disputed, *nearest)[:REVIEWED])

    def stepped(self, by: int) -> Review | None:
        """Return the review one link further or back; None beyond its end."""
        at = max(0, self.at + by)
        return replace(self, at=at) if at < len(self.queue) else None

    def back_to(self, pairing: Pairing) -> Review | None:
        """Return the review at a pair that it asks about; None if it does not."""
        found = [n for n, link in enumerate(self.queue) if (link.before, link.after) == pairing]
        return replace(self, at=found[0]) if found else None

    @property
    def link(self) -> Link:
        """The link it asks about; the panel explains it."""
        return self.queue[self.at]

    def caption(self, view: View, width: int) -> Line:
        """Return the question with its keys, in one line."""
        threshold = view.comparison.threshold
        score = score_beside(self.link.score, threshold)
        side = "linked" if self.link.score >= threshold else "not linked"
        if (self.link.before, self.link.after) in view.comparison.disputed:
            side = "disputed"
        elif self.link.judged_by:
            side = "judged"
        full = (
            Run(f"   Review {self.at + 1} of {len(self.queue)}", (Role.HEAD,)),
            Run(f"  score {score}, {side}    "),
            Run("y same   x not   u unsure   → skip   ← back   Esc", (Role.DIM,)),
        )
        brief = (
            Run(f" {self.at + 1}/{len(self.queue)}", (Role.HEAD,)),
            Run(f" {score} {side}  "),
            Run("y same x not u unsure → ← Esc", (Role.DIM,)),
        )
        return full if cells(full) <= width else brief


@dataclass(frozen=True, slots=True)
class LinkByHand:
    """A sentence to link by hand, and the view in which the person chose it."""

    keys: ClassVar[Mapping[str, TaskAction]] = MappingProxyType(
        {"explain": TaskAction.LINK, "to-text": TaskAction.NOTHING, "to-arguments": TaskAction.NOTHING}
    )
    link: ClassVar[None] = None
    """The panel is about the entry under the cursor."""
    ref: SentenceRef
    came_from: View
    """The view to go back to."""

    @property
    def side(self) -> Side:
        """The side of the sentence to link."""
        return SIDES[self.ref[0] - self.came_from.entries.pair]

    def pairing(self, chosen: SentenceRef) -> Pairing:
        """Return the sentence paired with the chosen one."""
        return (self.ref[1], chosen[1]) if self.side == "before" else (chosen[1], self.ref[1])

    def best(self) -> SentenceRef | None:
        """Return its best candidate in the other text."""
        entries = self.came_from.entries
        found: Sequence[Link] = entries.comparison.candidates_of(self.side, self.ref[1])
        there = other(self.side)
        return (entries.version(there), getattr(found[0], there)) if found else None

    def caption(self, view: View, width: int) -> Line:
        """Return the question with its keys, and the sentence below it."""
        text = self.came_from.entries.text_of(self.side, self.ref[1])
        whose = "later" if self.side == "before" else "earlier"
        question = f"   Choose the {whose} sentence that matches {self.ref[1] + 1}."
        keys = "   Enter links them   Esc cancels\n"
        if len(question) + len(keys) > width:
            question, keys = f"   Match for {self.ref[1] + 1}:", "   Enter links   Esc cancels\n"
        return (
            Run(question, (Role.HEAD,)),
            Run(keys, (Role.DIM,)),
            Run(f"   {shortened(text, max(1, width - 5))}"),
        )


@dataclass(frozen=True, slots=True)
class Note:
    """A note that is being written on a pair; a review that it interrupts keeps its caption, panel and keys."""

    pairing: Pairing
    text: str
    """The note the pair has so far."""
    during: Review | None = None

    @property
    def keys(self) -> Mapping[str, TaskAction]:
        """The keys of the review."""
        return self.during.keys if self.during is not None else NO_KEYS

    @property
    def link(self) -> Link | None:
        """The link the review asks about."""
        return self.during.link if self.during is not None else None

    def caption(self, view: View, width: int) -> Line | None:
        """Return the question of the review; None leaves the caption to the layout."""
        return self.during.caption(view, width) if self.during is not None else None


Task = Review | LinkByHand | Note
