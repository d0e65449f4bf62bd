"""The rows on the screen: one widget that paints the lines in sight and nothing else.

There is no widget per row, so that three thousand sentences open and resize as fast as thirty. It knows where the
cursor is; the view knows the rows, the layout their lines.
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
    SentencesView .rows--persisted { color: $persisted; }
    SentencesView .rows--changed { color: $changed; }
    SentencesView .rows--unclear { color: $unclear; }
    SentencesView .rows--dropped { color: $dropped; }
    SentencesView .rows--added { color: $added; }
    SentencesView .rows--quiet { color: $quiet; }
    SentencesView .rows--text { color: $foreground; }
    SentencesView .rows--glyph { text-style: bold; }
    SentencesView .rows--number { text-style: none; }
    SentencesView .rows--dim { color: $faint; }
    SentencesView .rows--hatch { color: $hatch; }
    SentencesView .rows--gone { color: $dropped; background: $dropped-ground; text-style: strike; }
    SentencesView .rows--new { color: $added; background: $added-ground; text-style: underline; }
    SentencesView .rows--head { color: $primary; text-style: bold; }
    SentencesView .rows--hit { text-style: reverse; }
    SentencesView .rows--cursor { background: $ground; }
    """

    class Moved(Message):
        """Posted when the cursor is on another row, or other lines are in sight."""

    class Asked(Message):
        """Posted for a second click on the row under the cursor, which asks for its explanation."""

    def __init__(self, notice: Notice, preferred: Arrangement | None = None) -> None:
        super().__init__(id="rows")
        self.view: View | None = None
        self.sentence: SentenceRef | None = None
        self.position = 0
        self.preferred = preferred
        self.layout_shown: Layout | None = None
        """None while there is nothing to lay out."""
        self._notice = notice
        self._paint_cache: dict[tuple[int, int], Strip] = {}
        self._styles_of: dict[tuple[tuple[Role, ...], bool], Style] = {}

    @property
    def arrangement(self) -> Arrangement:
        """The arrangement in force: the preferred one, else the one that fits; a small window has only one."""
        arrangement = arrangement_for(self.app.size.width, self.app.size.height)
        if arrangement is not Arrangement.LIST and self.preferred is not None:
            return self.preferred
        is_stacked = self.view is not None and self.view.is_stacked and arrangement is Arrangement.SIDE
        return Arrangement.STACKED if is_stacked else arrangement

    def show(self, view: View | None, notice: Notice) -> None:
        """Show another view, with the cursor on the same sentence at the same height of the window."""
        height = self._cursor_height()
        self.view, self._notice = view, notice
        self._lay(height)

    def set_arrangement(self, preferred: Arrangement | None) -> None:
        """Prefer an arrangement for the same rows; None lets the window's size decide."""
        height = self._cursor_height()
        self.preferred = preferred
        self._lay(height)

    def move_to(self, position: int, ref: SentenceRef | None = None) -> None:
        """Put the cursor on a shown row and bring it into sight."""
        if self.view is None or not self.view.shown:
            return
        before = self.position
        self.position = min(max(0, position), len(self.view.shown) - 1)
        self.sentence = ref or self.view.ref(self.position)
        self._reveal()
        if self.layout_shown is not None and self.layout_shown.point(self.position):
            self._paint_cache.clear()
            self.refresh()
        self._refresh_row(before)
        self._refresh_row(self.position)
        self.post_message(self.Moved())

    def page(self, step: int) -> None:
        """Move the cursor a window further (1) or back (-1)."""
        if self.layout_shown is None:
            return
        first = self.layout_shown.span(self.position)[0]
        aim = self.layout_shown.position_at(max(0, first + step * max(1, self.size.height - 2)))
        self.move_to(aim if aim != self.position else self.position + step)

    def _cursor_height(self) -> int | None:
        if self.layout_shown is None or not self.layout_shown.view.shown:
            return None
        return self.layout_shown.span(self.position)[0] - self.scroll_offset.y

    def _lay(self, height: int | None) -> None:
        self._paint_cache.clear()
        if self.view is None or not self.view.shown or not self.size.width:
            self.layout_shown = None
            self.position = 0
            self.virtual_size = Size(self.size.width, self.size.height)
            self.scroll_to(0, 0, animate=False)
        else:
            self.layout_shown = layout_for(self.view, self.arrangement, (self.size.width, self.size.height))
            self.virtual_size = Size(self.size.width, self.layout_shown.height)
            self.sentence = self.sentence or self.view.ref(0)
            self.position = self.view.position(self.sentence)
            self.layout_shown.point(self.position)
            if height is not None:
                top = self.layout_shown.span(self.position)[0]
                self.scroll_to(0, max(0, top - height), animate=False, force=True)
            self._reveal()
        self.refresh()
        self.post_message(self.Moved())

    def _reveal(self) -> None:
        if self.layout_shown is None:
            return
        first, end = self.layout_shown.span(self.position)
        first = 0 if self.position == 0 else first
        lines = min(end - first, self.size.height)
        self.scroll_to_region(Region(0, first, 1, lines), animate=False, force=True)

    def _refresh_row(self, position: int) -> None:
        if self.layout_shown is not None and position < len(self.layout_shown.view.shown):
            first, end = self.layout_shown.span(position)
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
                styles = self.get_component_styles(name)
                found += Style(
                    color=own.color if styles.has_rule("color") else None,
                    bgcolor=own.bgcolor if styles.has_rule("background") else None,
                    bold=own.bold,
                    strike=own.strike,
                    underline=own.underline,
                    reverse=own.reverse,
                )
            self._styles_of[roles, cursor] = found
        return found

    def render_line(self, y: int) -> Strip:
        """Return the line at this height of the window."""
        width = self.size.width
        if self.layout_shown is None:
            return self._strip(self._notice.line(y, width, self.size.height), False)
        line = y + self.scroll_offset.y
        if line >= self.layout_shown.height:
            return Strip.blank(width, self.rich_style)
        first, end = self.layout_shown.span(self.position)
        cursor = first <= line < end
        key = line, self.position if cursor else -1
        strip = self._paint_cache.get(key)
        if strip is None:
            runs = self.layout_shown.line(line)
            if cursor and line == first and not self.layout_shown.marks_cursor:
                runs = (Run("▸", (Role.GLYPH,)), *runs[1:])
            whole = cursor and not self.layout_shown.by_sentence
            sentence = self.layout_shown.view.ref(self.position) if cursor else None
            strip = self._strip(clipped(runs, width), whole, sentence)
            self._paint_cache[key] = strip
        return strip

    def _strip(self, line: Line, whole: bool, sentence: SentenceRef | None = None) -> Strip:
        """Return a painted line; the cursor's background is under all of it, or under one sentence."""
        return Strip(
            [
                Segment(run.text, self._style(run.roles, whole or (run.of is not None and run.of == sentence)))
                for run in line
                if run.text
            ]
        )

    def on_click(self, event: events.Click) -> None:
        if self.layout_shown is None:
            return
        line = event.y + self.scroll_offset.y
        if line >= self.layout_shown.height:
            return
        position = self.layout_shown.position_at(line)
        is_second = position == self.position
        self.move_to(position, self._sentence_at(line, event.x))
        if is_second:
            self.post_message(self.Asked())

    def _sentence_at(self, line: int, x: int) -> SentenceRef | None:
        assert self.layout_shown is not None
        for run in self.layout_shown.line(line):
            x -= Segment(run.text).cell_length
            if x < 0:
                return run.of
        return None

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        super().watch_scroll_y(old_value, new_value)
        self.post_message(self.Moved())
