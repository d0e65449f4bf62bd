"""The screen on which a person chooses the lines of a version that are its body."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from evolve.text.body import RULES
from evolve.tui.declaration import Command
from evolve.tui.screens.help import Help, body_help
from evolve.tui.state.body_lines import BodyLines
from evolve.tui.terminal.lines import shortened
from evolve.tui.terminal.wrap import visible
from evolve.tui.widgets.body_list import BodyList
from evolve.tui.widgets.footer import Footer

if TYPE_CHECKING:
    from evolve.document import Document

Chosen = Mapping[int, str]
"""By the number of a version, the lines that are its body as `--body` takes them; empty for those the rules find."""

_LEAST_FOR_WORDS = 72
"""Minimum width, in cells, at which the title shows in full who chose the lines."""
_LONGEST_TEXT = 2_000
"""Maximum number of characters of the line under the cursor that are shown whole."""


COMMANDS: tuple[Command[BodyScreen], ...] = (
    Command(
        "toggle", "space,x", "Space", "line: keep or leave out", "keep this line or range, or leave it out",
        lambda screen: screen.toggle(),
    ),
    Command("mark", "v", "v", "line: range", "begin a range of lines", lambda screen: screen.mark()),
    Command(
        "edge", "right_square_bracket", "]", "line: next edge", "next line decided differently from the one before",
        lambda screen: screen.next_edge(1),
    ),
    Command(
        "edge-back", "left_square_bracket", "[", "line: edge before", "the edge before",
        lambda screen: screen.next_edge(-1),
    ),
    Command("all", "A", "A", "body: all", "keep every line", lambda screen: screen.keep_all()),
    Command(
        "rules", "a,ctrl+z", "a", "body: as found", "go back to the lines that the rules found",
        lambda screen: screen.use_rules(),
    ),
    Command("other", "tab", "Tab", "body: other text", "lines of the next text", lambda screen: screen.show_other()),
    Command(
        "confirm", "enter", "Enter", "body: compare", "compare with this body and remember it",
        lambda screen: screen.confirm(),
    ),
    Command(
        "help", "question_mark,f1", "?", "help: show", "explain keys and rules", lambda screen: screen.open_help()
    ),
    Command("leave", "escape,q,b", "Esc", "body: leave", "leave everything as it was", lambda screen: screen.leave()),
)  # fmt: skip
"""The commands of the screen."""

FOOTER = (
    ("Keep/leave", "toggle"), ("Compare", "confirm"), ("Cancel", "leave"), ("Range", "mark"), ("As found", "rules"),
    ("Other text", "other"), ("Edges", "edge", "edge-back"), ("Keep all", "all"), ("Help", "help"),
)  # fmt: skip

_BY_ID = {command.id: command for command in COMMANDS}


class BodyScreen(Screen[Chosen | None]):
    """The lines of the versions, one version at a time; its result is the changed bodies, None if the person leaves."""

    CSS = """
    BodyScreen { background: $background; }
    BodyScreen #of { height: 1; padding: 0 1; background: $panel; }
    BodyScreen #line {
        height: auto; max-height: 30%; border-top: solid $primary; padding: 0 1; background: $surface;
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(command.keys, command.action, command.help, show=False) for command in COMMANDS),
        Binding("down,j", "move(1, False)", "Down", show=False),
        Binding("up,k", "move(-1, False)", "Up", show=False),
        Binding("shift+down,J", "move(1, True)", "Extend down", show=False),
        Binding("shift+up,K", "move(-1, True)", "Extend up", show=False),
        Binding("pagedown", "page(1)", "Page down", show=False),
        Binding("pageup", "page(-1)", "Page up", show=False),
        Binding("home,g", "go(0)", "First", show=False),
        Binding("end,G", "go(-1)", "Last", show=False),
    ]

    def __init__(self, documents: Sequence[Document], version: int) -> None:
        """`version` is the one whose lines are shown first."""
        super().__init__()
        self.commands = COMMANDS
        self._versions = [BodyLines.of(document) for document in documents]
        self._version = version

    def compose(self) -> ComposeResult:
        yield Static(id="of")
        yield BodyList(self._lines)
        yield Static(id="line")
        yield Footer(COMMANDS, FOOTER)

    def on_mount(self) -> None:
        self.query_one(BodyList).focus()
        self._show(self._lines)

    def on_resize(self) -> None:
        self._show(self._lines)

    @property
    def _lines(self) -> BodyLines:
        return self._versions[self._version]

    def _show(self, lines: BodyLines) -> None:
        self._versions[self._version] = lines
        self.query_one(BodyList).show(lines)
        self.query_one("#of", Static).update(self._title())
        self.query_one("#line", Static).update(self._explanation())

    def _title(self) -> Content:
        lines = self._lines
        by = "found by the rules" if lines.is_by_rules else "chosen by you"
        label = visible(lines.document.label) or "this version"
        end = f"  {len(lines.kept)} of {len(lines.lines)} lines kept, {by}"
        if self.size.width < _LEAST_FOR_WORDS:
            end = f"  {len(lines.kept)} of {len(lines.lines)}, {'by rules' if lines.is_by_rules else 'by you'}"
        label = shortened(label, max(8, self.size.width - 12 - len(end)))
        return Content.assemble((f"Body of {label}", "bold $primary"), (end, ""))

    def _explanation(self) -> Content:
        lines = self._lines
        if not lines.lines:
            return Content("This version has no lines: it was given as sentences.")
        line = lines.lines[lines.at]
        decided = "kept" if lines.at in lines.kept else "left out"
        why = f"{decided} by you; the rules: {RULES[line.rule]}" if lines.is_chosen(lines.at) else RULES[line.rule]
        text = shortened(visible(lines.text(lines.at)[:_LONGEST_TEXT].strip()), 3 * max(1, self.size.width - 4))
        return Content.assemble((f"{line.number}  ", "bold"), (f"{line.rule}: {why}\n", "$faint"), (text, ""))

    @on(BodyList.Moved)
    def _clicked(self, event: BodyList.Moved) -> None:
        lines = self._lines.moved(event.position)
        self._show(lines.toggled() if event.toggles else lines)

    def action_run(self, name: str) -> None:
        """Run a command of this screen."""
        _BY_ID[name].run(self)

    def action_move(self, step: int, extends: bool) -> None:
        """Move the cursor; `extends` takes the lines passed into a range."""
        self._show(self._lines.moved(self._lines.at + step, extends=extends))

    def action_page(self, step: int) -> None:
        """Move the cursor by a window."""
        self._show(self._lines.moved(self._lines.at + step * max(1, self.query_one(BodyList).size.height - 1)))

    def action_go(self, position: int) -> None:
        """Put the cursor on the first line, or with a negative number on the last."""
        self._show(self._lines.moved(position if position >= 0 else len(self._lines.lines)))

    def toggle(self) -> None:
        """Keep the lines of the range, or leave them out."""
        self._show(self._lines.toggled())

    def mark(self) -> None:
        """Begin a range, or end it."""
        self._show(self._lines.marked())

    def next_edge(self, step: int) -> None:
        """Go to the next line that is decided differently from its neighbour."""
        self._show(self._lines.moved(self._lines.edge(step)))

    def use_rules(self) -> None:
        """Go back to the lines that the rules found."""
        self._show(self._lines.with_rules())

    def keep_all(self) -> None:
        """Keep every line."""
        self._show(self._lines.with_all())

    def show_other(self) -> None:
        """Show the next version."""
        self._version = (self._version + 1) % len(self._versions)
        self.query_one(BodyList).scroll_to(0, 0, animate=False, force=True)
        self._show(self._lines)

    def open_help(self) -> None:
        """Show the help of this screen."""
        self.app.push_screen(Help(body_help(self.commands)))

    def confirm(self) -> None:
        """Compare with the bodies chosen, unless one of them would be without a sentence."""
        changed = {n: lines for n, lines in enumerate(self._versions) if lines.is_changed}
        for n, lines in changed.items():
            if not lines.kept or not lines.document.with_body(lines.body).sentences:
                self._version = n
                self._show(lines)
                self.query_one(Footer).show_message("Keep at least one line with a sentence.")
                return
        self.dismiss({n: "" if lines.is_by_rules else lines.body for n, lines in changed.items()} or None)

    def leave(self) -> None:
        """Leave everything as it was."""
        self.dismiss(None)
