"""What tests of the screen share: two small texts, and what is shown of them."""

from __future__ import annotations

from textual.pilot import Pilot
from textual.widgets import Static

from evolve.tui.app import EvolveApp
from evolve.tui.widgets.bars import Caption, Panel
from evolve.tui.widgets.footer import Footer
from evolve.tui.widgets.header import Header
from evolve.tui.widgets.sentences import SentencesView

from .comparisons import Pairs

BEFORE = [
    "The talks began in March.",
    "Those regions were promised self-determination.",
    "Nobody wants [/x] a [red]long[/red] war.",
    "The framework was neutral.",
]
AFTER = [
    "The talks began in March.",
    "All regions deserve self-determination.",
    "An offensive is feared.",
    "Neutrality remains the key.",
]
PAIRS: Pairs = [(0, 0, 1.0), (1, 1, 0.48), (3, 3, 0.35), (2, 2, 0.2), (3, 2, 0.1)]


def lines(app: EvolveApp) -> list[str]:
    rows = app.query_one(SentencesView)
    return [rows.render_line(y).text.rstrip() for y in range(rows.size.height)]


def shown(app: EvolveApp) -> str:
    return "\n".join(lines(app))


def header(app: EvolveApp) -> str:
    return str(app.query_one(Header).render())


def kind(app: EvolveApp) -> str:
    """The name of the view in sight."""
    view = app.compare.session.view
    return view.kind.value if view is not None else ""


def panel(app: EvolveApp) -> str:
    return str(app.query_one(Panel).query_one(Static).visual)


async def settled(app: EvolveApp, pilot: Pilot[int]) -> None:
    await app.workers.wait_for_complete()
    await pilot.pause()


def caption(app: EvolveApp) -> str:
    return str(app.compare.query_one(Caption).render())


def footer(app: EvolveApp) -> str:
    return str(app.compare.query_one(Footer).render())
