"""Tasks for a person at the screen: to review links, to link a sentence by hand, to write a note.

A task defines its question, the pair that the panel explains, and the commands that act differently meanwhile. Pure.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import Enum, auto
from types import MappingProxyType
from typing import TYPE_CHECKING, ClassVar

from evolve.model import SIDES, Judgement, SentenceRef, Side, Status, Verdict
from evolve.render.numbers import score_beside, spread
from evolve.render.status_names import status_name
from evolve.tui.state.entries import SIDE_NAMES, ArgumentEntry, Entries, ViewKind
from evolve.tui.state.view import View
from evolve.tui.terminal.lines import Line, Role, Run, cells, fitting_names, shortened

if TYPE_CHECKING:
    from evolve.comparison import Evolution
    from evolve.comparison.rows import Row
    from evolve.model import Link

REVIEWED = 40
"""The number of links in one review: as many as a person can read in a sitting."""

ALSO_MOST = 3
"""Maximum number of other sentences named in the answer to a verdict."""

VERDICT_WORDS = {
    Verdict.SAME: "the same claim",
    Verdict.NOT: "not the same claim",
    Verdict.RELATED: "related, not the same claim",
    Verdict.UNSURE: "unsure",
}
"""The names of verdicts on the screen."""

Pairing = tuple[SentenceRef, SentenceRef]
"""A sentence, and one of a later version."""


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


def judgement_on(evolution: Evolution, pairing: Pairing, verdict: Verdict | None, note: str | None) -> Judgement:
    """Return the judgement on a pair with another verdict or note; None keeps the one it has, at first unsure and no
    note."""
    judgement = evolution.judgement_of(*pairing)
    if judgement is None:
        earlier, later = map(evolution.text_of, pairing)
        judgement = Judgement(earlier, later, Verdict.UNSURE)
    return replace(judgement, verdict=verdict or judgement.verdict, note=judgement.note if note is None else note)


def numbers_of(pairing: Pairing, view: View) -> str:
    """Return the numbers of two sentences, with the names of their versions where those are not clear from the view."""
    if view.kind is not ViewKind.TIMELINE and pairing[1][0] == pairing[0][0] + 1:
        return f"{pairing[0][1] + 1} → {pairing[1][1] + 1}"
    names = fitting_names(view.entries.names, 16)
    return " → ".join(f"{n + 1} of {names[version]}" for version, n in pairing)


def links_left(pairing: Pairing, without: View, judged: View) -> str:
    """Return in words the links that the sentences of a refused pair have now: "10 is linked to 19 now"; empty if they
    have none, or are of versions that are not neighbours. `without` and `judged` are the views before the verdict and
    under it."""
    (earlier, first), (later, second) = pairing
    if later != earlier + 1:
        return ""
    known = {(link.before, link.after) for link in without.entries.versions[earlier].links}
    links = judged.entries.versions[earlier].links
    parts = []
    for is_new, before, after in (
        (is_new, own, there) for own, there in ((first, None), (None, second)) for is_new in (True, False)
    ):
        found = [
            (link.before, link.after)
            for link in links
            if ((link.before, link.after) not in known) is is_new and (link.before == before or link.after == after)
        ]
        if found:
            numbers = [spread(sorted(set(side))) for side in zip(*found, strict=True)]
            verb = "is" if len({before for before, _ in found}) == 1 else "are"
            parts.append(f"{numbers[0]} {verb} {'' if is_new else 'still '}linked to {numbers[1]}{' now' * is_new}")
    return ", ".join(parts)


def also_changed(pairing: Pairing, without: View, judged: View) -> str:
    """Return in words the other sentences whose status a verdict changed: "also unmatched now: later 11"; empty if none
    did, or if the pair is of versions that are not neighbours. `without` and `judged` are the views before the verdict
    and under it."""
    (earlier, _), (later, _) = pairing
    if later != earlier + 1:
        return ""
    comparison, old = judged.entries.versions[earlier], without.entries.versions[earlier]
    changed: dict[str, list[str]] = {}
    for side, document, (_, own), name in zip(
        SIDES, (comparison.before, comparison.after), pairing, SIDE_NAMES, strict=True
    ):
        for n in range(len(document.sentences)):
            status = comparison.status_of(side, n)
            if n != own and status is not old.status_of(side, n):
                words = status_name(status, is_rewritten=comparison.needs_reading)
                changed.setdefault(words, []).append(f"{name} {n + 1}")
    count = sum(map(len, changed.values()))
    if count > ALSO_MOST:
        return f"the status of {count} other sentences changed too"
    return ", ".join(f"also {words} now: {', '.join(numbers)}" for words, numbers in changed.items())


def pairing_under(view: View, position: int, sentence: SentenceRef | None) -> Pairing | None:
    """Return the pair that a verdict on the entry under the cursor is about; None where nothing is linked.

    Of its links, or of the candidates of an unclear entry, it is the best without a judgement; those between sentences
    of the entry come first, and of them those of the sentence under the cursor. Of an argument it is the one that the
    panel explains first. In the timeline it is one of those between the later version in view and earlier ones.
    """
    if view.kind is ViewKind.TIMELINE:
        return _pairing_of_step(view, position)
    row = view.row(position)
    link = link_to_judge(view, row, sentence) if row is not None else None
    return None if link is None else ((view.entries.pair, link.before), (view.entries.pair + 1, link.after))


def link_to_judge(view: View, row: Row, sentence: SentenceRef | None) -> Link | None:
    """Return the link of a row that a verdict is about; of an unclear row, the candidate. None if there is neither."""

    def rank(link: Link) -> tuple[bool, bool, bool]:
        own = view.kind.of_arguments or sentence in (
            (view.entries.pair, link.before),
            (view.entries.pair + 1, link.after),
        )
        here = not (row.before and row.after) or (link.before in row.before and link.after in row.after)
        return view.comparison.judgement_of(link.before, link.after) is not None, not here, not own

    return min(row.links or row.possible, key=rank, default=None)


def _pairing_of_step(view: View, position: int) -> Pairing | None:
    """Return the pair that a verdict on the step of an argument in the later version is about: the best one without a
    judgement, of its links or else of its candidates; None where nothing is linked."""
    entry = view.entry(position)
    if not isinstance(entry, ArgumentEntry):
        return None
    later, evolution = view.entries.pair + 1, view.entries.across.evolution
    step = view.entries.step_of(entry)
    pairs = [
        ((earlier, link.before), (later, link.after)) for earlier, link in zip(step.origins, step.links, strict=True)
    ]
    possible = view.entries.row_of(entry).possible
    pairs = pairs or [((later - 1, link.before), (later, link.after)) for link in possible]
    return min(pairs, key=lambda pair: evolution.judgement_of(*pair) is not None, default=None)


def unlinked_step(view: View, position: int) -> str:
    """Return why there is nothing to judge in the step in view of an argument of the timeline, with the version that
    its only link leads to, if it has one."""
    later, names = view.entries.pair + 1, fitting_names(view.entries.names, 24)
    entry = view.entry(position)
    steps = view.entries.across.evolution.steps_of(entry.argument) if isinstance(entry, ArgumentEntry) else ()
    there = [version for version, step in enumerate(steps) for _ in step.links]
    if len(there) == 1:
        key = "→" if there[0] > later else "←"
        return f"No link to {names[later]} here. The argument is linked to {names[there[0]]}: {key} goes there."
    return f"No link to {names[later]} (marked →) here: m makes one, ← → choose another version."


@dataclass(frozen=True, slots=True)
class Review:
    """A review of pairs on which a person and the judges differ, of unjudged links near the threshold, and of the
    candidates of unclear sentences."""

    keys: ClassVar[Mapping[str, TaskAction]] = MappingProxyType(
        {"to-text": TaskAction.FORWARDS, "to-arguments": TaskAction.BACK, "explain": TaskAction.NOTHING}
    )
    queue: tuple[Link, ...]
    came_from: View
    """The view to go back to."""
    at: int = 0

    @classmethod
    def of(cls, view: View) -> Review:
        """Return a review of the pairs in dispute, then of the links and the possible pairs just above and just below
        the threshold, the nearest first."""
        comparison = view.comparison
        disputed = [comparison.judged_pair(*pair) for pair in comparison.disputed]
        found = {(link.before, link.after): link for link in (*comparison.possible, *comparison.at(0.0).links)}
        unjudged = [link for pair, link in found.items() if comparison.judgement_of(*pair) is None]
        nearest = sorted(unjudged, key=lambda link: abs(link.score - comparison.threshold))
        return cls((*disputed, *nearest)[:REVIEWED], view)

    def stepped(self, by: int) -> Review | None:
        """Return the review one link further or back; None beyond its end."""
        at = max(0, self.at + by)
        return replace(self, at=at) if at < len(self.queue) else None

    def back_to(self, pairing: Pairing) -> Review | None:
        """Return the review at a pair that it asks about; None if it does not."""
        indices = pairing[0][1], pairing[1][1]
        found = [n for n, link in enumerate(self.queue) if (link.before, link.after) == indices]
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

    link: ClassVar[None] = None
    """The panel is about the entry under the cursor."""
    ref: SentenceRef
    there: int
    """The version, from 0, of which a sentence is chosen."""
    came_from: View
    """The view to go back to."""

    @classmethod
    def of_argument(cls, entry: ArgumentEntry, view: View) -> LinkByHand | None:
        """Return the task for an argument of the timeline; None if it begins after the versions in view.

        A sentence of the later version in view is chosen, to link with the last version before it that has the
        argument; if the argument begins there, one of the version before.
        """
        later = view.entries.pair + 1
        before = [ref for ref in entry.refs if ref[0] < later]
        if before:
            return cls(next(ref for ref in before if ref[0] == before[-1][0]), later, view)
        here = next((ref for ref in entry.refs if ref[0] == later), None)
        return None if here is None else cls(here, later - 1, view)

    @property
    def keys(self) -> Mapping[str, TaskAction]:
        """Its keys; where one comes from the timeline, arrows choose the other version."""
        is_timeline = self.came_from.kind is ViewKind.TIMELINE
        forwards, back = (
            (TaskAction.FORWARDS, TaskAction.BACK) if is_timeline else (TaskAction.NOTHING, TaskAction.NOTHING)
        )
        return {"explain": TaskAction.LINK, "to-text": forwards, "to-arguments": back}

    @property
    def side(self) -> Side:
        """The side of the sentence to link."""
        return "before" if self.ref[0] < self.there else "after"

    def pairing(self, chosen: SentenceRef) -> Pairing:
        """Return the sentence paired with the chosen one, the earlier first."""
        return (self.ref, chosen) if self.side == "before" else (chosen, self.ref)

    def view(self, entries: Entries) -> View:
        """Return the view of the sentences to choose from, those with the best scores first."""
        pair = self.there - (self.side == "before")
        entries = replace(entries, pair=pair)
        is_neighbour = self.ref[0] in (pair, pair + 1)
        ranked = entries.ranked(self.side, self.ref[1]) if is_neighbour else entries.ranked_over_gap(self.ref)
        kind = ViewKind.LATER if self.side == "before" else ViewKind.EARLIER
        empty: frozenset[Status] = frozenset()
        return replace(self.came_from, entries=entries, kind=kind, statuses=empty, query="", sought="", ranked=ranked)

    def at(self, there: int) -> LinkByHand | None:
        """Return the task with a sentence of another version to choose; None beyond the first and the last."""
        if there == self.ref[0]:
            there += 1 if there > self.there else -1
        return replace(self, there=there) if 0 <= there < len(self.came_from.entries.texts) else None

    def caption(self, view: View, width: int) -> Line:
        """Return the question with its keys, and the sentence below it."""
        texts = self.came_from.entries.texts
        text = texts[self.ref[0]][self.ref[1]]
        if self.came_from.kind is ViewKind.TIMELINE:
            names = fitting_names(self.came_from.entries.names, max(8, width // 5))
            own, there = names[self.ref[0]], names[self.there]
            question = f"   Choose the sentence of {there} that matches {self.ref[1] + 1} of {own}."
            keys, brief = "   Enter links them   ← → other version   Esc cancels\n", f"   {there}: match for {own}"
            brief_keys = "   Enter links   ← →   Esc\n"
        else:
            whose = "later" if self.side == "before" else "earlier"
            question = f"   Choose the {whose} sentence that matches {self.ref[1] + 1}."
            keys, brief = "   Enter links them   Esc cancels\n", "   Match for"
            brief_keys = "   Enter links   Esc cancels\n"
        if len(question) + len(keys) > width:
            question, keys = f"{brief} {self.ref[1] + 1}:", brief_keys
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
