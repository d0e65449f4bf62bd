"""The rows on the screen: one widget that paints the lines in sight and nothing else.

There is no widget per row, so that three thousand sentences open and resize as fast as thirty. It knows where the
cursor is; what the rows are is the view's, where their lines stand is the layout's.
"""

from __future__ import annotations

from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from evolve.model import SentenceRef
from evolve.tui.layouts import layout_for
from evolve.tui.layouts.base import Layout
from evolve.tui.state.view import View
from evolve.tui.terminal.arrangement import Arrangement, arrangement_for
from evolve.tui.terminal.lines import Line, Role, Run, clipped
from evolve.tui.widgets.notice import Notice


class SentencesView(ScrollView, can_focus=True, inherit_bindings=False):
    """All shown rows of a view, with a cursor; or a notice when there are none to show."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"rows--cursor", *(f"rows--{role.value}" for role in Role)}

    DEFAULT_CSS = """
    SentencesView { height: 1fr; width: 1fr; overflow-x: hidden; overflow-y: scroll; scrollbar-size: 0 0; }
    SentencesView .rows--persisted { color: $quiet; }
    SentencesView .rows--changed { color: $foreground; }
    SentencesView .rows--dropped { color: $dropped; }
    SentencesView .rows--added { color: $added; }
    SentencesView .rows--glyph { text-style: bold; }
    SentencesView .rows--number { text-style: none; }
    SentencesView .rows--dim { color: $faint; }
    SentencesView .rows--hatch { color: $hatch; }
    SentencesView .rows--gone { color: $dropped; text-style: strike; }
    SentencesView .rows--new { color: $added; text-style: underline; }
    SentencesView .rows--head { color: $primary; text-style: bold; }
    SentencesView .rows--hit { text-style: reverse; }
    SentencesView .rows--cursor { background: $ground; }
    """

    class Moved(Message):
        """The cursor stands on another row, or other lines are in sight."""

    class Asked(Message):
        """The row under the cursor was clicked once more: why is it so?"""

    def __init__(self, notice: Notice, wish: Arrangement | None = None) -> None:
        super().__init__(id="rows")
        self.view: View | None = None
        self.sentence: SentenceRef | None = None
        self.place = 0
        self.wish = wish
        self.laid: Layout | None = None
        """Where the lines stand; None while there is nothing to lay out."""
        self._notice = notice
        self._paint_cache: dict[tuple[int, int], Strip] = {}
        self._styles_of: dict[tuple[tuple[Role, ...], bool], Style] = {}

    @property
    def mode(self) -> Arrangement:
        """The layout in force: the person's wish, else what the window calls for; a small window has only one."""
        mode = arrangement_for(self.app.size.width, self.app.size.height)
        return mode if mode is Arrangement.LIST or self.wish is None else self.wish

    def show(self, view: View | None, notice: Notice) -> None:
        """Show another view, with the cursor on the same sentence at the same height of the window."""
        height = self._cursor_height()
        self.view, self._notice = view, notice
        self._lay(height)

    def relay(self, wish: Arrangement | None) -> None:
        """Lay the same rows out in another mode; None lets the window's size decide."""
        height = self._cursor_height()
        self.wish = wish
        self._lay(height)

    def move_to(self, place: int, anchor: SentenceRef | None = None) -> None:
        """Put the cursor on a shown row and bring it into sight."""
        if self.view is None or not self.view.shown:
            return
        before = self.place
        self.place = min(max(0, place), len(self.view.shown) - 1)
        self.sentence = anchor or self.view.anchor(self.place)
        self._reveal()
        if self.laid is not None and self.laid.point(self.place):
            self._paint_cache.clear()
            self.refresh()
        self._refresh_row(before)
        self._refresh_row(self.place)
        self.post_message(self.Moved())

    def page(self, step: int) -> None:
        """Move the cursor a screen further or back."""
        if self.laid is None:
            return
        first = self.laid.span(self.place)[0]
        aim = self.laid.place_at(max(0, first + step * max(1, self.size.height - 2)))
        self.move_to(aim if aim != self.place else self.place + step)

    def _cursor_height(self) -> int | None:
        if self.laid is None or not self.laid.view.shown:
            return None
        return self.laid.span(self.place)[0] - self.scroll_offset.y

    def _lay(self, height: int | None) -> None:
        self._paint_cache.clear()
        if self.view is None or not self.view.shown or not self.size.width:
            self.laid = None
            self.place = 0
            self.virtual_size = Size(self.size.width, self.size.height)
            self.scroll_to(0, 0, animate=False)
        else:
            self.laid = layout_for(self.view, self.mode, (self.size.width, self.size.height))
            self.virtual_size = Size(self.size.width, self.laid.height)
            self.sentence = self.sentence or self.view.anchor(0)
            self.place = self.view.place(self.sentence)
            self.laid.point(self.place)
            if height is not None:
                top = self.laid.span(self.place)[0]
                self.scroll_to(0, max(0, top - height), animate=False, force=True)
            self._reveal()
        self.refresh()
        self.post_message(self.Moved())

    def _reveal(self) -> None:
        if self.laid is None:
            return
        first, end = self.laid.span(self.place)
        first = 0 if self.place == 0 else first
        lines = min(end - first, self.size.height)
        self.scroll_to_region(Region(0, first, 1, lines), animate=False, force=True)

    def _refresh_row(self, place: int) -> None:
        if self.laid is not None and place < len(self.laid.view.shown):
            first, end = self.laid.span(place)
            self.refresh_lines(first, end - first)

    def on_resize(self) -> None:
        self._lay(self._cursor_height())

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._paint_cache.clear()
        self._styles_of.clear()

    def _style(self, roles: tuple[Role, ...], cursor: bool) -> Style:
        found = self._styles_of.get((roles, cursor))
        if found is None:
            found = self.rich_style
            if cursor:
                found += self.get_component_rich_style("rows--cursor", partial=False)
            for role in roles:
                name = f"rows--{role.value}"
                own = self.get_component_rich_style(name)
                color = own.color if self.get_component_styles(name).has_rule("color") else None
                found += Style(
                    color=color, bold=own.bold, strike=own.strike, underline=own.underline, reverse=own.reverse
                )
            self._styles_of[roles, cursor] = found
        return found

    def render_line(self, y: int) -> Strip:
        """The line at this height of the window."""
        width = self.size.width
        if self.laid is None:
            return self._strip(self._notice.line(y, width, self.size.height), False)
        line = y + self.scroll_offset.y
        if line >= self.laid.height:
            return Strip.blank(width, self.rich_style)
        first, end = self.laid.span(self.place)
        cursor = first <= line < end
        key = line, self.place if cursor else -1
        strip = self._paint_cache.get(key)
        if strip is None:
            pieces = self.laid.line(line)
            if cursor and line == first:
                pieces = (Run("▸", (Role.GLYPH,)), *pieces[1:])
            whole = cursor and not self.laid.by_sentence
            sentence = self.laid.view.anchor(self.place) if cursor else None
            strip = self._strip(clipped(pieces, width), whole, sentence)
            self._paint_cache[key] = strip
        return strip

    def _strip(self, line: Line, whole: bool, sentence: SentenceRef | None = None) -> Strip:
        """A painted line; the ground of the cursor is under all of it, or under one sentence."""
        return Strip(
            [
                Segment(piece.text, self._style(piece.roles, whole or (piece.of is not None and piece.of == sentence)))
                for piece in line
                if piece.text
            ]
        )

    def on_click(self, event: events.Click) -> None:
        if self.laid is None:
            return
        line = event.y + self.scroll_offset.y
        if line >= self.laid.height:
            return
        place = self.laid.place_at(line)
        self.move_to(place, self._sentence_at(line, event.x))
        if event.chain == 2:
            self.post_message(self.Asked())

    def _sentence_at(self, line: int, x: int) -> SentenceRef | None:
        assert self.laid is not None
        for piece in self.laid.line(line):
            x -= Segment(piece.text).cell_length
            if x < 0:
                return piece.of
        return None

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        super().watch_scroll_y(old_value, new_value)
        self.post_message(self.Moved())
