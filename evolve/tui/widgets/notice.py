"""The notice in place of rows when there are none: progress, the filters that hide all rows, or an error."""

from __future__ import annotations

from dataclasses import dataclass

from rich.cells import cell_len

from evolve.errors import EvolveError, InputError, SettingsError, UsageError
from evolve.tui.state.entries import ViewKind
from evolve.tui.state.view import View
from evolve.tui.terminal.lines import Line, Role, Run
from evolve.tui.terminal.wrap import visible, wrap

WIDEST = 72

_TITLES: tuple[tuple[type[EvolveError], str], ...] = (
    (InputError, "This text cannot be read"),
    (SettingsError, "A setting is wrong"),
    (UsageError, "This cannot be done as asked"),
    (EvolveError, "This did not work"),
)


@dataclass(frozen=True, slots=True)
class Notice:
    """A title, a text, and what to do next."""

    title: str = ""
    body: str = ""
    next_step: str = ""

    def line(self, y: int, width: int, height: int) -> Line:
        """Return one line of the notice, placed a third down a window of this size."""
        room = max(8, min(WIDEST, width - 4))
        lines: list[tuple[str, tuple[Role, ...]]] = []
        parts: tuple[tuple[str, tuple[Role, ...]], ...] = (
            (visible(self.title), (Role.GLYPH,)),
            (visible(self.body), ()),
            (visible(self.next_step), (Role.DIM,)),
        )
        for text, roles in parts:
            if text:
                lines += [("", ())] if lines else []
                lines += [(text[a:b], roles) for a, b in wrap(text, room)]
        at = y - max(0, (height - len(lines)) // 3)
        if not 0 <= at < len(lines):
            return (Run(" " * width),)
        text, roles = lines[at]
        left = max(0, (width - room) // 2)
        return Run(" " * left), Run(text, roles), Run(" " * max(0, width - left - cell_len(text)))


def working(what: str) -> Notice:
    """Return what is going on, and how to stop it."""
    return Notice(what, "", "Esc stops, q quits")


def stopped() -> Notice:
    """Return that a person stopped the work."""
    return Notice("Stopped", "Nothing was compared.", "r reads and aligns the texts again, q quits")


def failed(error: EvolveError) -> Notice:
    """Return an error of the input: title, sentence, next step."""
    title = next(title for kind, title in _TITLES if isinstance(error, kind))
    what = _sentence(error.what) if not error.where else f"{error.where}: {_sentence(error.what, opens=False)}"
    return Notice(title, what, _sentence(error.next_step) + " Then r reads again; q quits.")


def empty(view: View) -> Notice:
    """Return why no row is shown."""
    if not view.all:
        look = "evolve extract FILE shows what is read of a file"
        return Notice("Nothing to compare", "Neither text has a sentence.", look)
    if view.kind is ViewKind.CHANGES and not view.narrowed:
        all_of_it = "The only row" if len(view.all) == 1 else f"Each of the {len(view.all)} rows"
        return Notice("Nothing changed", f"{all_of_it} persisted.", "v shows another view, F2 all rows")
    ways = [*(["Esc clears the filter"] if view.query else []), *(["0 shows every status"] if view.statuses else [])]
    noun = "argument" if view.kind.of_arguments else "sentence" if view.kind.of_one_text else "row"
    count = len(view.all)
    none = f"The only {noun} does not match" if count == 1 else f"None of the {count} {noun}s matches"
    return Notice("Nothing to show", f"{none}: {view.narrowed}.", ", ".join(ways))


def _sentence(text: str, *, opens: bool = True) -> str:
    text = text[:1].upper() + text[1:] if opens else text
    return text if text.endswith((".", "!", "?")) else text + "."
