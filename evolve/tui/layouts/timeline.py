"""Arguments through the versions: a line for each argument, a column for each version.

A column has the sign of what became of the argument there and the numbers of its sentences; a band leads to the next
column that has it, as thick as the argument's share of the text, and a dotted line over a gap. A changed argument has a
second line, with its label in the last version that has it, or else what changed in which version. An opened one shows
its wording in every version, with the words that are new there and those that go. As many versions as fit are in sight,
among them the two side by side.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from rich.cells import cell_len

from evolve.model import Event, SentenceRef, Side, Span, Status, Verdict, other
from evolve.render.change_names import kind_name
from evolve.render.numbers import hundredths, score_beside, spread
from evolve.render.short_names import shortest_dates
from evolve.text.words.marks import changed_words
from evolve.tui.layouts.base import Stack
from evolve.tui.state.entries import BY_JUDGE, MARKS, ArgumentEntry, mark_of
from evolve.tui.state.tasks import VERDICT_WORDS
from evolve.tui.state.view import View
from evolve.tui.terminal.arrangement import Arrangement
from evolve.tui.terminal.lines import Line, Role, Run, column_heads, cut, fitting_names, shortened
from evolve.tui.terminal.wrap import visible, wrap

if TYPE_CHECKING:
    from evolve.comparison.lives import Step

CELL = (8, 12)
"""The least and the most cells of a version's column."""

HEAD_MARKS = 3
"""The cells of a column that its head leaves free for marks and for the distance to the next."""

ROOMY = 10
"""The cells of a column for which a wide label makes room."""

LABEL = (16, 24, 48)
"""The least cells of an argument's label in a narrow window, the least in others, and the most."""

NAME_MOST = 24
"""Maximum width, in cells, of a version's name above its sentences."""

_BANDS = "▁▂▃▄▅▆▇█"
_GAP = "┄"
_ROLES = {
    Event.ADDED: Role.ADDED,
    Event.PERSISTED: Role.PERSISTED,
    Event.CHANGED: Role.CHANGED,
    Event.UNCLEAR: Role.UNCLEAR,
    Event.DROPPED: Role.DROPPED,
}


class TimelineLayout(Stack):
    """One line for each shown argument, two for a changed one, and all its sentences where it is opened."""

    def __init__(self, view: View, arrangement: Arrangement, width: int) -> None:
        super().__init__(view, arrangement, width)
        entries = view.entries
        self._names = fitting_names(entries.names, NAME_MOST)
        self._digits = max(2, len(str(max(map(len, entries.texts)))))
        room = self.width - 4
        count = len(entries.names)
        self._label = min(LABEL[2], max(LABEL[0], min(LABEL[1], room // 3), room - ROOMY * count))
        dates = [document.date for document in entries.across.evolution.documents]
        least, most = _cell_limits(entries.names, dates, room - self._label)
        fit = max(2, min(count, (room - self._label) // least))
        # The two versions side by side are in the middle of those in sight, unless that leaves room unused.
        self._first = min(max(0, entries.pair - (fit - 2) // 2), count - fit)
        self._end = self._first + fit
        self._cell = min(most, max(least, (room - self._label) // fit))
        # What the columns leave over is the label's.
        self._label = max(self._label, min(LABEL[2], room - self._cell * fit))
        self._heads = column_heads(entries.names, dates, self._cell - HEAD_MARKS)
        shares = [share for argument in entries.across.shares for share in argument]
        self._largest = max(shares, default=0.0)

    @property
    def caption(self) -> Line:
        order = " " + shortened(self.view.order.value, self._label + 1)
        heads: list[Run] = [Run(f"{order:<{self._label + 4}}", (Role.DIM,))]
        for version in range(self._first, self._end):
            left = "‹" if version == self._first > 0 else ""
            right = "›" if version == self._end - 1 < len(self._names) - 1 else ""
            # The arrow leads from the earlier of the two versions in view to the later one.
            left = left or ("→" if version == self.view.entries.pair + 1 else "")
            name = left + self._heads[version] + right
            is_beside = self.view.entries.pair <= version <= self.view.entries.pair + 1
            name += " " * (self._cell - cell_len(name))
            heads.append(Run(name, (Role.HEAD if is_beside else Role.DIM,)))
        return tuple(heads)

    def _argument(self, position: int) -> ArgumentEntry:
        entry = self.view.entry(position)
        assert isinstance(entry, ArgumentEntry)
        return entry

    def _height(self, position: int) -> int:
        entry = self._argument(position)
        if self.view.is_open(entry):
            return len(self.lines(position))
        # Whether the two labels differ is not asked here: all heights are needed before the first line is drawn.
        return 2 if entry.status is Status.CHANGED else 1

    def _made(self, position: int) -> tuple[Line, ...]:
        entry = self._argument(position)
        if self.view.is_open(entry):
            return (self._headline(entry), *self._wordings(entry))
        if entry.status is not Status.CHANGED:
            return (self._headline(entry),)
        later = visible(entry.argument.later_label)
        label = shortened(f"→ {later}" if later else self._changes(entry), self.width - 5)
        return self._headline(entry), (Run("    "), Run(label, (Role(entry.status.value),)))

    def _changes(self, entry: ArgumentEntry) -> str:
        """Return the kinds of change of an argument, each with the version: "1948: number"."""
        steps = self.view.entries.across.evolution.steps_of(entry.argument)
        return " · ".join(
            f"{name}: {', '.join(map(kind_name, step.kinds))}"
            for name, step in zip(self._names, steps, strict=True)
            if step.is_changed and step.kinds
        )

    def _headline(self, entry: ArgumentEntry) -> Line:
        """Return the line with the label and a cell for each version in sight."""
        status = Role(entry.status.value)
        label = shortened(visible(entry.argument.label), self._label - 1)
        return (
            Run(" "),
            Run(entry.status.glyph, (status, Role.GLYPH)),
            Run("▾ " if self.view.is_open(entry) else "  ", (Role.DIM,)),
            Run(label + " " * (self._label - cell_len(label)), (status,)),
            *(run for version in range(self._first, self._end) for run in self._version(entry, version)),
        )

    def _version(self, entry: ArgumentEntry, version: int) -> Iterator[Run]:
        """Yield the sign and the numbers of an argument in a version, and the band to the next."""
        steps = self.view.entries.across.evolution.steps_of(entry.argument)
        step, here = steps[version], entry.argument.sentences[version]
        is_bridged = (
            step.event in (Event.DROPPED, Event.UNCLEAR, Event.ABSENT) and not here and self._comes_back(steps, version)
        )
        sign = " " if step.event is Event.FIRST else step.event.glyph
        if step.event is Event.ABSENT and is_bridged:
            sign = _GAP
        numbers = shortened(spread(here), self._cell - 4)
        refused = self.view.entries.across.refused
        mark = _mark(step) or (MARKS[Verdict.NOT] if any((version, n) in refused for n in here) else "")
        text = f"{sign} {numbers}{mark}" if here else sign
        roles = (role_of(step), *([Role.NUMBER] if here else []))
        yield Run(text, roles)
        room = self._cell - cell_len(text)
        if version + 1 == len(steps) or room < 2:
            yield Run(" " * room)
        elif here and steps[version + 1].event in (Event.PERSISTED, Event.CHANGED):
            thickness = self._band(entry, version)
            yield Run(f" {thickness * (room - 2)} ", (role_of(steps[version + 1]),))
        elif is_bridged or (here and self._comes_back(steps, version)):
            yield Run(f" {_GAP * (room - 2)} ", (Role.DIM,))
        else:
            yield Run(" " * room)

    def _comes_back(self, steps: tuple[Step, ...], version: int) -> bool:
        """Return whether there is a gap before the next version that has the argument."""
        later = (step.event for step in steps[version + 1 :])
        return (
            next((event for event in later if event not in (Event.DROPPED, Event.ABSENT, Event.UNCLEAR)), None)
            is Event.REVIVED
        )

    def _band(self, entry: ArgumentEntry, version: int) -> str:
        """Return the block whose height is the argument's share of the version's words."""
        share = self.view.entries.across.shares[entry.argument.id][version]
        return _BANDS[min(len(_BANDS) - 1, int(len(_BANDS) * share / self._largest))] if self._largest else _BANDS[0]

    def _wordings(self, entry: ArgumentEntry) -> Iterator[Line]:
        """Yield the wording of an argument in every version that has it, with its event there."""
        steps = self.view.entries.across.evolution.steps_of(entry.argument)
        for version, (step, here) in enumerate(zip(steps, entry.argument.sentences, strict=True)):
            if step.event is Event.ABSENT:
                continue
            score = "" if step.score is None else f" · {hundredths(step.score)}"
            kinds = "".join(f" · {kind_name(kind)}" for kind in step.kinds)
            name = self._names[version]
            what = f"  {step.event.glyph} {step.event.value}{kinds}{score}{self._judged(step, version, here)}"
            yield (Run("    "), Run(name, (Role.HEAD,)), Run(what, (role_of(step),)))
            for n in here:
                yield from self._sentence(entry, (version, n))
            if step.event is Event.UNCLEAR:
                yield from self._candidate(entry, version)

    def _candidate(self, entry: ArgumentEntry, version: int) -> Iterator[Line]:
        """Yield the best candidate of an argument that is unclear in a version: of its sentences there, in the version
        before; without any there, the candidate that is there."""
        here = entry.argument.sentences[version]
        side: Side = "after" if here else "before"
        comparison = self.view.entries.versions[version - 1]
        own = here or entry.argument.sentences[version - 1]
        found = [link for n in own for link in comparison.possible_of(side, n)]
        if not found:
            return
        link = max(found, key=lambda link: link.score)
        there = version - 1 if here else version
        n = getattr(link, other(side))
        how = "related to" if link.is_related else "perhaps"
        lead = f"{how} {n + 1} of {self._names[there]} ({score_beside(link.score, comparison.threshold)}): "
        text = shortened(self.view.entries.texts[there][n], max(8, self.width - 9 - self._digits - cell_len(lead)))
        yield (Run(" " * (6 + self._digits)), Run(lead, (Role.DIM,)), Run(text, (Role.QUIET,)))

    def _judged(self, step: Step, version: int, here: tuple[int, ...]) -> str:
        """Return what the person judged of the links of a step, and of earlier sentences that are no link."""
        verdicts = dict.fromkeys(link.verdict for link in step.links if link.verdict is not None)
        words = [f"you judged {VERDICT_WORDS[verdict]}" for verdict in verdicts]
        refused = self.view.entries.across.refused
        for earlier, n in dict.fromkeys(ref for at in here for ref in refused.get((version, at), ())):
            words.append(f"you judged {n + 1} of {self._names[earlier]} {VERDICT_WORDS[Verdict.NOT]}")
        return "".join(f" · {part}" for part in words)

    def _sentence(self, entry: ArgumentEntry, ref: SentenceRef) -> Iterator[Line]:
        """Yield the lines of a sentence, with its new words and those removed in the next version marked."""
        text = self.view.entries.texts[ref[0]][ref[1]]
        layers = [
            ((0, len(text)), Role.TEXT),
            *((span, role) for span, role in self._edits(entry, ref)),
            *((span, Role.HIT) for span in self.view.hits(text)),
        ]
        for at, span in enumerate(wrap(text, self.width - 7 - self._digits)):
            number = f"{ref[1] + 1:>{self._digits}}  " if at == 0 else " " * (self._digits + 2)
            yield (Run("    "), Run(number, (Role.NUMBER,)), *cut(text, span, layers, len(text), ref))

    def _edits(self, entry: ArgumentEntry, ref: SentenceRef) -> Iterator[tuple[Span, Role]]:
        """Yield the words of a sentence that differ from its link before, and those that differ from its link after."""
        texts = self.view.entries.texts
        for version, step in enumerate(self.view.entries.across.evolution.steps_of(entry.argument)):
            for earlier, link in zip(step.origins, step.links, strict=True):
                before, after = texts[earlier][link.before], texts[version][link.after]
                if ref == (earlier, link.before):
                    yield from ((span, Role.GONE) for span in changed_words(before, after)[0])
                elif ref == (version, link.after):
                    yield from ((span, Role.NEW) for span in changed_words(before, after)[1])


def _mark(step: Step) -> str:
    """Return the sign of who judged the links of a step and how; empty if nobody did."""
    marks = [mark for link in step.links if (mark := mark_of(link))]
    # A person's verdict comes first.
    return min(marks, key=lambda mark: mark == BY_JUDGE, default="")


def role_of(step: Step) -> Role:
    """Return the role of the event of an argument in a version."""
    if step.event is Event.REVIVED:
        return Role.CHANGED if step.is_changed else Role.PERSISTED
    return _ROLES.get(step.event, Role.DIM)


def _cell_limits(names: Sequence[str], dates: Sequence[str], room: int) -> tuple[int, int]:
    """Return the least and the most cells of a column: more than usual for dates, if two such columns fit."""
    least, most = CELL
    if max(map(cell_len, names)) > most - HEAD_MARKS:
        needed = max(map(len, shortest_dates(dates)), default=0) + HEAD_MARKS
        if 2 * needed <= room:
            return max(least, needed), max(most, needed)
    return CELL
