"""What a person's word on a pair is about, and which pairs are worth asking about: the parts that need no screen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from evolve.model import SIDES, Judgement, SentenceRef, Side, Verdict, other
from evolve.render.numbers import hundredths
from evolve.text.clean import clean_line
from evolve.tui.state.view import View
from evolve.tui.terminal.arrangement import LEAST
from evolve.tui.terminal.lines import Line, Role, Run, shortened

if TYPE_CHECKING:
    from evolve.comparison import Comparison
    from evolve.model import Link

REVIEWED = 40
"""How many links a review asks about: as many as one looks through in a sitting."""

SAID = {
    Verdict.SAME: "the same claim",
    Verdict.NOT: "not the same claim",
    Verdict.RELATED: "related, not the same claim",
    Verdict.UNSURE: "unsure",
}
"""How a verdict is said."""

Pairing = tuple[int, int]
"""An earlier and a later sentence, by their indices."""


def judgement_on(comparison: Comparison, pairing: Pairing, verdict: Verdict | None, note: str | None) -> Judgement:
    """A person's word on a pair; what is None stays as it was said before, or is left open."""
    said = comparison.judgement_of(*pairing)
    if said is None:
        before, after = comparison.before.sentences[pairing[0]], comparison.after.sentences[pairing[1]]
        said = Judgement(clean_line(before.text), clean_line(after.text), Verdict.UNSURE)
    return replace(said, verdict=verdict or said.verdict, note=said.note if note is None else note)


def pairing_under(view: View, position: int, sentence: SentenceRef | None) -> Pairing | None:
    """The pair that is meant by a cursor on an entry: of its links the best on which nothing was said yet, those of the
    sentence under the cursor first; None where nothing is linked."""
    row = view.row(position)
    if row is None or not row.links:
        return None

    def meant(link: Link) -> tuple[bool, bool]:
        own = sentence in ((view.entries.pair, link.before), (view.entries.pair + 1, link.after))
        return view.comparison.judgement_of(link.before, link.after) is not None, not own

    best = min(row.links, key=meant)
    return best.before, best.after


@dataclass(frozen=True, slots=True)
class Review:
    """A walk through the links nearest the threshold on which nothing was said yet."""

    queue: tuple[Link, ...]
    at: int = 0

    @classmethod
    def of(cls, comparison: Comparison) -> Review:
        """The links that the threshold lets just in or keeps just out, the nearest first."""
        found = [link for link in comparison.at(0.0).links if comparison.judgement_of(link.before, link.after) is None]
        return cls(tuple(sorted(found, key=lambda link: abs(link.score - comparison.threshold))[:REVIEWED]))

    def stepped(self, by: int) -> Review | None:
        """The walk one link further or back; None beyond its end."""
        at = max(0, self.at + by)
        return replace(self, at=at) if at < len(self.queue) else None

    @property
    def link(self) -> Link:
        """The link that is asked about."""
        return self.queue[self.at]

    def caption(self, threshold: float, width: int) -> Line:
        """What is asked, in a line."""
        side = "in" if self.link.score >= threshold else "out"
        if width < LEAST[0] + len("   ← back"):
            return (
                Run(f" {self.at + 1}/{len(self.queue)}", (Role.HEAD,)),
                Run(f" {hundredths(self.link.score)} {side}  "),
                Run("y same x not u unsure → ← Esc", (Role.DIM,)),
            )
        return (
            Run(f"   Review {self.at + 1} of {len(self.queue)}", (Role.HEAD,)),
            Run(f"  score {hundredths(self.link.score)}, {side}    "),
            Run("y same   x not   u unsure   → skip   ← back   Esc", (Role.DIM,)),
        )


@dataclass(frozen=True, slots=True)
class LinkByHand:
    """A sentence that is to be linked by hand, and where the person was when that began."""

    ref: SentenceRef
    came_from: View
    """The view to go back to."""

    @property
    def side(self) -> Side:
        """The side of the sentence that is to be linked."""
        return SIDES[self.ref[0] - self.came_from.entries.pair]

    def pairing(self, chosen: SentenceRef) -> Pairing:
        """The sentence with the one that was picked."""
        return (self.ref[1], chosen[1]) if self.side == "before" else (chosen[1], self.ref[1])

    def best(self) -> SentenceRef | None:
        """The sentence of the other text that is likeliest meant."""
        entries = self.came_from.entries
        found: Sequence[Link] = entries.comparison.candidates_of(self.side, self.ref[1])
        there = other(self.side)
        return (entries.version(there), getattr(found[0], there)) if found else None

    def caption(self, width: int) -> Line:
        """What is asked, in two lines."""
        text = self.came_from.entries.text_of(self.side, self.ref[1])
        whose = "later" if self.side == "before" else "earlier"
        asked = f"   Which {whose} sentence makes the claim of {self.ref[1] + 1}?"
        keys = "   Enter links them   Esc leaves\n"
        if len(asked) + len(keys) > width:
            asked, keys = f"   Which is {self.ref[1] + 1}?", "   Enter links   Esc leaves\n"
        return (
            Run(asked, (Role.HEAD,)),
            Run(keys, (Role.DIM,)),
            Run(f"   {shortened(text, max(1, width - 5))}"),
        )


class PanelContent(StrEnum):
    """What the panel below the rows says."""

    ENTRY = "why the entry under the cursor is as it is"
    REVIEW = "the pair that is asked about"
