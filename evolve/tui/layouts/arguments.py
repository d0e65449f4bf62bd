"""The arguments: each with its status, its label, how it changed and the score of its best link, and what it says.

Folded, an argument names the numbers of its sentences and says as much of the first ones as fits on a line each;
opened, all it says, and how many of the links as good are luck. Two versions stand side by side where there is
room; three or more stand below each other.
"""

from __future__ import annotations

from rich.cells import cell_len

from evolve.model import Kind
from evolve.render.chance import luck_words
from evolve.render.numbers import hundredths, spread
from evolve.tui.layouts.rows import KINDS_SHOWN, RowsLayout, filled
from evolve.tui.state.entries import MARKS, ArgumentEntry
from evolve.tui.state.view import View
from evolve.tui.terminal.arrangement import Arrangement
from evolve.tui.terminal.lines import Line, Role, Run, cut, shortened
from evolve.tui.terminal.wrap import visible, wrap

LABEL_LEAST = 12
"""Cells a label keeps whatever else is to be said of its argument."""

NAME_MOST = 14
"""Cells the name of a version takes where versions stand below each other."""


class ArgumentsLayout(RowsLayout):
    """The lines of all shown arguments of a view."""

    def __init__(self, view: View, mode: Arrangement, width: int) -> None:
        super().__init__(view, mode, width)
        documents = [view.entries.versions[0].before, *(c.after for c in view.entries.versions)]
        self._two = len(documents) == 2
        self._abreast = self._two and mode is Arrangement.SIDE
        names = [visible(d.label) or f"version {n}" for n, d in enumerate(documents, start=1)]
        self._named = min(NAME_MOST, max(map(cell_len, names))) + 5
        self._names = ["   ", " → "] if self._two else [f"   {shortened(n, NAME_MOST)}" for n in names]
        self._indent = 3 if self._two else self._named

    @property
    def caption(self) -> Line:
        count = f"{len(self.view.shown)} argument{'s' if len(self.view.shown) != 1 else ''}"
        keys = "   o order   Enter open   → to the text"
        return (Run(f"   {count}, {self.view.order.value}"), Run(keys, (Role.DIM,)))

    def _claim(self, place: int) -> ArgumentEntry:
        claim = self.view.entry(place)
        assert isinstance(claim, ArgumentEntry)
        return claim

    def _gap(self, place: int) -> int:
        return int(place > 0 and self.mode is not Arrangement.LIST)

    def _height(self, place: int) -> int:
        claim = self._claim(place)
        if self.view.is_open(claim):
            return len(self.lines(place))
        if self.mode is Arrangement.LIST:
            return 1
        return self._gap(place) + 1 + (1 if self._abreast else sum(map(bool, claim.argument.sentences)))

    def _made(self, place: int) -> tuple[Line, ...]:
        claim = self._claim(place)
        head = self._headline(claim)
        if not self.view.is_open(claim):
            return (head, *(self._folded(claim) if self.mode is not Arrangement.LIST else ()))
        if not self._two:
            body = [line for version in range(len(self._names)) for line in self._version(claim, version)]
        else:
            row = self.view.entries.row_of(claim)
            lines = self._side(row) if self._abreast else self._stacked(row)
            body = [tuple(p._replace(text=" ") if Role.GLYPH in p.roles else p for p in line) for line in lines]
        luck = self._luck(claim)
        return (head, *body, *((luck,) if luck else ()))

    def _headline(self, claim: ArgumentEntry) -> Line:
        """Sign and label on the left; kinds, score and numbers on the right."""
        status = Role(claim.status.value)
        is_open = self.view.is_open(claim)
        numbers = "" if is_open else f"   {' → '.join(spread(here) or '·' for here in claim.argument.sentences)}"
        numbers = shortened(numbers, max(12, self.width // 3))
        said = f"  {self._said(claim)}"
        room = self.width - 4 - cell_len(said) - cell_len(numbers)
        if room < LABEL_LEAST:
            room += cell_len(said)
            said = ""
        label = shortened(visible(claim.argument.label) or "without a telling word", max(2, room))
        return (
            Run(" "),
            Run(claim.status.glyph, (status, Role.GLYPH)),
            Run("▾" if is_open else " ", (Role.DIM,)),
            Run(label, (status, Role.HEAD)),
            Run(" " * max(0, room - cell_len(label)) + said, (Role.DIM,)),
            Run(numbers, (status, Role.NUMBER)),
        )

    def _said(self, claim: ArgumentEntry) -> str:
        """The kinds of change and the best score."""
        kinds = [kind.value for kind in claim.argument.kinds]
        if len(kinds) > 1:
            kinds = [kind for kind in kinds if kind != Kind.WORDING.value]
        if claim.argument.partly_dropped:
            kinds = ["partly dropped", *kinds]
        links = sorted((link for here in claim.links for link in here), key=lambda link: -link.score)
        judged = next((link for link in links if link.verdict is not None), None)
        # The mark stands beside the score of the link that was judged, which need not be the best.
        named = dict.fromkeys([*links[:1], *([judged] if judged is not None else [])])
        score = [f"{MARKS[link.verdict] if link.verdict else ''} {hundredths(link.score)}".strip() for link in named]
        return " · ".join([*([", ".join(kinds[:KINDS_SHOWN])] if kinds else []), *score]) or claim.status.value

    def _folded(self, claim: ArgumentEntry) -> list[Line]:
        """The first sentence of every version, as much as fits on a line."""
        status = Role(claim.status.value)
        sentences = claim.argument.sentences
        if self._abreast:
            wide = [self._numbered + width for width in self._text_width.values()]
            sides = [
                filled([self._brief((v, here[0]), width, status)] if here else [], 0, width)
                for v, (here, width) in enumerate(zip(sentences, wide, strict=True))
            ]
            return [(Run("   "), *sides[0], Run(" │ ", (Role.DIM,)), *sides[1])]
        room = self.width - self._indent - 1
        return [
            (self._name(version), *self._brief((version, here[0]), room, status))
            for version, here in enumerate(sentences)
            if here
        ]

    def _name(self, version: int) -> Run:
        name = self._names[version]
        return Run(name + " " * max(0, self._indent - cell_len(name)), (Role.DIM,))

    def _version(self, claim: ArgumentEntry, version: int) -> list[Line]:
        """All an argument says in one version."""
        status = Role(claim.status.value)
        texts = self.view.entries.texts[version]
        out: list[Line] = []
        for at, n in enumerate(claim.argument.sentences[version]):
            layers = [((0, len(texts[n])), status), *((span, Role.HIT) for span in self.view.hits(texts[n]))]
            for line, span in enumerate(wrap(texts[n], self.width - self._indent - self._numbered - 1)):
                name = self._name(version) if at == line == 0 else Run(" " * self._indent)
                number = f"{n + 1:>{self._digits}}  " if line == 0 else " " * self._numbered
                prose = cut(texts[n], span, layers, len(texts[n]), (version, n))
                out.append((name, Run(number, (status, Role.NUMBER)), *prose))
        return out

    def _luck(self, claim: ArgumentEntry) -> Line:
        """How many of the links as good as its best one are expected by luck."""
        best = max(((link.score, -pair) for pair, here in enumerate(claim.links) for link in here), default=None)
        if best is None:
            return ()
        chance = self.view.entries.versions[-best[1]].link_chance(best[0])
        words = f"Of {chance.pairs} link{'s' if chance.pairs != 1 else ''} at least as good, {luck_words(chance)}."
        return (Run(" " * self._indent), Run(words, (Role.DIM,)))
