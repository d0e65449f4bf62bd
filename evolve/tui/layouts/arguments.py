"""The arguments: each with its status, its label, the kinds of its changes, its best score, and its sentences.

A folded argument shows the numbers of its sentences and as much of the first of each version as fits on a line, or in a
low window its label alone; an opened one shows all of them in full. Two versions are side by side where there is room;
three or more are below each other. A sentence alone, or twice the same, is its own label, and below an unclear one is
its best candidate.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from rich.cells import cell_len

from evolve.model import SIDES, Kind, SentenceRef, Status
from evolve.render.change_names import kind_name
from evolve.render.numbers import hundredths, score_beside, spread
from evolve.render.status_names import PARTLY_REPEATED, argument_status_name
from evolve.tui.layouts.rows import KINDS_SHOWN, RowsLayout, filled, prose_role
from evolve.tui.state.entries import SIDE_NAMES, ArgumentEntry, mark_of
from evolve.tui.state.view import View
from evolve.tui.terminal.arrangement import Arrangement
from evolve.tui.terminal.lines import Line, Role, Run, cells, cut, shortened
from evolve.tui.terminal.wrap import visible, wrap

if TYPE_CHECKING:
    from evolve.model import Link
    from evolve.report.certainty import Certainty

LABEL_LEAST = 12
"""The least cells of a label, whatever else its line shows."""

NAME_MOST = 14
"""The most cells of a version's name where versions are below each other."""

COUNTED_FROM = 70
"""Minimum number of columns for the numbers of sentences above the list."""

SPACED_FROM = 24
"""Minimum number of lines of the list for blank lines between folded arguments and for their wording below the label,
where two versions are one below the other."""


class ArgumentsLayout(RowsLayout):
    """The lines of all shown arguments of a view."""

    def __init__(self, view: View, arrangement: Arrangement, width: int, height: int) -> None:
        """`height` is the number of lines of the list in the window."""
        super().__init__(view, arrangement, width)
        documents = [view.entries.versions[0].before, *(c.after for c in view.entries.versions)]
        self._two = len(documents) == 2
        self._abreast = self._two and arrangement is Arrangement.SIDE
        self._is_dense = self._two and arrangement is Arrangement.STACKED and height < SPACED_FROM
        names = [visible(d.label) or f"version {n}" for n, d in enumerate(documents, start=1)]
        self._named = min(NAME_MOST, max(map(cell_len, names))) + 5
        self._names = ["   ", " → "] if self._two else [f"   {shortened(n, NAME_MOST)}" for n in names]
        self._indent = 3 if self._two else self._named

    @property
    def caption(self) -> Line:
        keys = (*self._filters[-1:], ("O", "order"), ("Enter", "opens, then explains"), ("→", "to its rows"))
        return self._captioned(f"{self._count}, {self.view.order.value}", keys)

    @cached_property
    def _count(self) -> str:
        """The number of arguments shown; of two versions with the numbers of their sentences, where there is room."""
        count = f"{len(self.view.shown)} argument{'s' if len(self.view.shown) != 1 else ''}"
        if not self._two or self.width < COUNTED_FROM:
            return count
        shown = [self._entry(position).argument.sentences for position in range(len(self.view.shown))]
        earlier, later = (sum(len(sentences[version]) for sentences in shown) for version in range(2))
        return f"{count} of {earlier} + {later} sentences"

    def _entry(self, position: int) -> ArgumentEntry:
        entry = self.view.entry(position)
        assert isinstance(entry, ArgumentEntry)
        return entry

    def _gap(self, position: int) -> int:
        if position == 0 or self.arrangement is Arrangement.LIST:
            return 0
        return int(not self._is_dense or any(self.view.is_open(self._entry(n)) for n in (position - 1, position)))

    def _height(self, position: int) -> int:
        entry = self._entry(position)
        if self.view.is_open(entry):
            return len(self.lines(position))
        if self.arrangement is Arrangement.LIST:
            return 1
        if self._abreast:
            return self._gap(position) + 2
        below = 0 if self._is_dense or self._alone(entry) else sum(map(bool, entry.argument.sentences))
        return self._gap(position) + 1 + below + (self._candidate(entry) is not None)

    def _made(self, position: int) -> tuple[Line, ...]:
        entry = self._entry(position)
        head = self._headline(entry)
        if not self.view.is_open(entry):
            return (head, *(self._folded(entry) if self.arrangement is not Arrangement.LIST else ()))
        if not self._two:
            body = [line for version in range(len(self._names)) for line in self._version(entry, version)]
        else:
            row = self.view.entries.row_of(entry)
            lines = self._side(row) if self._abreast else self._stacked(row)
            body = [tuple(p._replace(text=" ") if Role.GLYPH in p.roles else p for p in line) for line in lines]
            body += self._perhaps_in_full(entry)
        return (head, *body)

    def _perhaps_in_full(self, entry: ArgumentEntry) -> list[Line]:
        """Return the best candidate of an opened unclear sentence that is alone, in full."""
        link = self._candidate(entry)
        if link is None or all(entry.argument.sentences):
            return []
        there = 1 - entry.refs[0][0]
        n = getattr(link, SIDES[there])
        text = self.view.entries.texts[there][n]
        lead = Run(" ? ", (Role.DIM,)), Run(f"{n + 1:>{self._digits}}  ", (Role.DIM,))
        blank = (Run(" " * cells(lead)),)
        spans = wrap(text, self.width - cells(lead) - 3)
        return [
            (Run("  "), *(lead if number == 0 else blank), Run(text[slice(*span)], (Role.QUIET,)))
            for number, span in enumerate(spans)
        ]

    def _headline(self, entry: ArgumentEntry) -> Line:
        """Return the first line: sign and label on the left; kinds, score and numbers on the right."""
        status = Role(entry.status.value)
        is_open = self.view.is_open(entry)
        alone = self._alone(entry)
        numbers = "" if is_open else shortened(f"   {self._numbers(entry)}", max(12, self.width // 3))
        # The links of an opened argument of two versions have their kinds and scores beside the sentences.
        is_linked = is_open and self._two and any(entry.links)
        summary = f"  {self._certainty_of(entry) if is_linked else self._summary(entry)}"
        room = self.width - 4 - cell_len(summary) - cell_len(numbers)
        if room < LABEL_LEAST:
            room += cell_len(summary)
            summary = ""
        if alone:
            label = self._brief(alone[0], max(2, room), status)
        else:
            mark = " ▾" if is_open else ""
            words = shortened(visible(entry.argument.label), max(2, room - len(mark)))
            label = (Run(words, (status, Role.HEAD)), Run(mark, (Role.DIM,)))
        return (
            Run(" "),
            Run(entry.status.glyph, (status, Role.GLYPH)),
            Run(" "),
            *label,
            Run(" " * max(0, room - cells(label)) + summary, (Role.DIM,)),
            Run(numbers, (status, Role.NUMBER)),
        )

    def _certainty_of(self, entry: ArgumentEntry) -> str:
        """Return in plain words how sure it is that an argument of two versions makes one claim."""
        words = self._certainty.words(list(entry.every_link))
        return " · ".join([*([PARTLY_REPEATED] if entry.argument.partly_dropped else []), words])

    @cached_property
    def _certainty(self) -> Certainty:
        # The first paint, of names alone, does not wait for this import.
        from evolve.report.certainty import Certainty

        return Certainty(self.view.comparison)

    def _alone(self, entry: ArgumentEntry) -> tuple[SentenceRef, ...]:
        """Return the only sentence of a folded argument of two versions that is shown as its label; else nothing.

        Two sentences with the same words are shown as one, and of an unclear pair the later below the earlier.
        """
        if not self._two or self.view.is_open(entry) or self.arrangement is not Arrangement.STACKED:
            return ()
        if entry.status is Status.UNCLEAR:
            return entry.refs[:1]
        texts = self.view.entries.texts
        is_one = len({texts[version][n] for version, n in entry.refs}) == 1
        return entry.refs[:1] if is_one and all(len(here) < 2 for here in entry.argument.sentences) else ()

    def _numbers(self, entry: ArgumentEntry) -> str:
        """Return the numbers of an argument's sentences: "10 → 31"; of one version alone "earlier 10"."""
        if self._two and sum(map(bool, entry.argument.sentences)) == 1:
            number = spread([n for _, n in entry.refs])
            return f"{SIDE_NAMES[entry.refs[0][0]]:>7} {number:>{self._digits}}"
        return " → ".join(spread(here) or "·" for here in entry.argument.sentences)

    def _candidate(self, entry: ArgumentEntry) -> Link | None:
        """Return the best candidate of an unclear argument of two versions."""
        if not self._two or entry.status is not Status.UNCLEAR:
            return None
        before, after = entry.argument.sentences
        possible = self.view.entries.row_of(entry).possible
        own = (
            link for link in possible if (not before or link.before in before) and (not after or link.after in after)
        )
        return next(own, None)

    def _perhaps(self, entry: ArgumentEntry, width: int) -> list[Line]:
        """Return the best candidate of a folded unclear argument, as a line of its own without any lead."""
        link = self._candidate(entry)
        if link is None:
            return []
        there = 1 - entry.refs[0][0]
        ref = (there, getattr(link, SIDES[there]))
        partners = self.view.comparison.links_of(SIDES[there], ref[1])
        taken = spread(sorted(getattr(partner, SIDES[1 - there]) for partner in partners))
        lead = f"{'related to' if link.is_related else 'perhaps'} {SIDE_NAMES[there]} {ref[1] + 1}"
        lead += f", linked to {taken}  " if taken else "  "
        score = f"  {score_beside(link.score, self.view.comparison.threshold)}"
        room = width - cell_len(lead) - cell_len(score)
        # The sentence has an entry of its own: here it is only named.
        text = [run._replace(roles=(Role.QUIET,), of=None) for run in self._brief(ref, max(2, room), Role.PERSISTED)]
        space = " " * max(0, room - cells(tuple(text)))
        return [(Run(lead, (Role.DIM,)), *text, Run(space + score, (Role.DIM,)))]

    def _summary(self, entry: ArgumentEntry) -> str:
        """Return the kinds of change and the best score."""
        kinds = [kind_name(kind) for kind in entry.argument.kinds]
        if kinds and entry.status is Status.PERSISTED:
            kinds = [f"{kind}, ignored" for kind in kinds]
        if len(kinds) > 1:
            kinds = [kind for kind in kinds if kind != kind_name(Kind.WORDING)]
        if entry.argument.partly_dropped:
            kinds = [PARTLY_REPEATED, *kinds]
        links = sorted(entry.every_link, key=lambda link: -link.score)
        judged = next((link for link in links if link.verdict is not None), None)
        # The mark is beside the score of the link that was judged, which may not be the best.
        named = dict.fromkeys([*links[:1], *([judged] if judged is not None else [])])
        score = [f"{mark_of(link)} {hundredths(link.score)}".strip() for link in named]
        return " · ".join([*([", ".join(kinds[:KINDS_SHOWN])] if kinds else []), *score]) or argument_status_name(
            entry.argument, self.view.entries.rewritten
        )

    def _folded(self, entry: ArgumentEntry) -> list[Line]:
        """Return the first sentence of every version, as much as fits on a line."""
        status = Role(entry.status.value)
        sentences = entry.argument.sentences
        if self._abreast:
            wide = [self._numbered + width for width in self._text_width.values()]
            sides = [
                filled([self._brief((v, here[0]), width, status)] if here else self._perhaps(entry, width), 0, width)
                for v, (here, width) in enumerate(zip(sentences, wide, strict=True))
            ]
            return [(Run("   "), *sides[0], Run(" │ ", (Role.DIM,)), *sides[1])]
        room = self.width - self._indent - 1
        out = [
            (self._name(version), *self._brief((version, here[0]), room, status))
            for version, here in enumerate(sentences)
            if here
        ]
        perhaps = [(Run(" " * self._indent), *line) for line in self._perhaps(entry, room)]
        return [*([] if self._is_dense or self._alone(entry) else out), *perhaps]

    def _name(self, version: int) -> Run:
        name = self._names[version]
        return Run(name + " " * max(0, self._indent - cell_len(name)), (Role.DIM,))

    def _version(self, entry: ArgumentEntry, version: int) -> list[Line]:
        """Return all sentences of an argument in one version."""
        status = Role(entry.status.value)
        texts = self.view.entries.texts[version]
        out: list[Line] = []
        for at, n in enumerate(entry.argument.sentences[version]):
            layers = [
                ((0, len(texts[n])), prose_role(entry.status)),
                *((span, Role.HIT) for span in self.view.hits(texts[n])),
            ]
            for line, span in enumerate(wrap(texts[n], self.width - self._indent - self._numbered - 1)):
                name = self._name(version) if at == line == 0 else Run(" " * self._indent)
                number = f"{n + 1:>{self._digits}}  " if line == 0 else " " * self._numbered
                prose = cut(texts[n], span, layers, len(texts[n]), (version, n))
                out.append((name, Run(number, (status, Role.NUMBER)), *prose))
        return out
