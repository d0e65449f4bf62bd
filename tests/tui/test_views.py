"""Rows, changes, arguments, one text, slope, timeline: each shows what it is for, whatever the documents."""

import re
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from textual.pilot import Pilot

from evolve.document import Document
from evolve.model import Status
from evolve.settings import Settings
from evolve.tui.app import EvolveApp
from evolve.tui.commands import COMMANDS
from evolve.tui.state.entries import Order, ViewKind
from evolve.tui.widgets.overview import Overview, statuses_along
from evolve.tui.widgets.sentences import SentencesView

from .comparisons import made
from .screen import AFTER, BEFORE, PAIRS, caption, footer, header, kind, lines, panel, settled, shown

SIZES = [(120, 30), (80, 24), (52, 12)]
HOSTILE = ["[/x] [red]no[/red] [@click=app.quit]tab\there[/]", "esc \x1b[31mred, \u202edirection, \x9b2J"]
DRAFTS = [
    "The dam would cost ninety million. Nobody asked the farmers about it.",
    "The dam would cost one hundred million. A petition gathered many names.",
    "The dam would cost two hundred million. A petition gathered many names. The minister resigned.",
]

App = Callable[..., EvolveApp]


def drafts(tmp_path: Path) -> EvolveApp:
    """Three versions, really compared."""
    documents = [Document.from_text(text, label=f"draft {n}", body="all") for n, text in enumerate(DRAFTS, start=1)]
    return EvolveApp([d.label for d in documents], lambda: documents, Settings(threshold=0.3, judgements=False))


def several(versions: Sequence[Sequence[str]], label: str = "v{:02}") -> EvolveApp:
    """Versions of given sentences, called v01, v02 and so on."""
    documents = [Document.from_sentences(texts, label=label.format(n)) for n, texts in enumerate(versions, start=1)]
    settings = Settings(language="english", judgements=False)
    return EvolveApp([d.label for d in documents], lambda: documents, settings)


def rows(app: EvolveApp) -> SentencesView:
    return app.compare.query_one(SentencesView)


async def turned_to(app: EvolveApp, pilot: Pilot[int], wanted: ViewKind) -> None:
    if kind(app) != wanted.value:
        app.compare.action_run(wanted.name.lower())
        await pilot.pause()


async def test_argument_lines(compared: App) -> None:
    """An argument has its sign, label, score, numbers and first sentences."""
    app = compared(made(BEFORE, AFTER, PAIRS))
    async with app.run_test(size=(120, 30)) as pilot:
        await settled(app, pilot)
        await pilot.press("a")
        await pilot.pause()
        head = next(n for n, line in enumerate(lines(app)) if "label 1" in line)
        assert lines(app)[head][1] == "~"
        assert ".48   2 → 2" in lines(app)[head]
        assert "Those regions were promised" in lines(app)[head + 1]
        assert "All regions deserve" in lines(app)[head + 1]
        assert "5 arguments of 4 + 4 sentences, surest first" in caption(app)


@pytest.mark.slow
async def test_enter_opens_and_explains_an_argument(compared: App) -> None:
    """Pressed again, it closes the explanation alone; Esc closes the argument."""
    long = "Those regions were promised self-determination " + "again and again " * 20
    app = compared(made([long], ["All regions deserve it."], [(0, 0, 0.48)]))
    async with app.run_test(size=(120, 30)) as pilot:
        await settled(app, pilot)
        await pilot.press("a")
        await pilot.pause()
        folded = len(shown(app).strip().splitlines())
        await pilot.press("enter")
        await pilot.pause()
        assert len(shown(app).strip().splitlines()) >= folded + 3
        head = next(line for line in lines(app) if "▾" in line)
        assert "alike, perhaps by chance" in head and ".48" in shown(app)
        await pilot.press("enter")
        assert "probably the same claim" in panel(app)
        await pilot.press("enter")
        await pilot.pause()
        assert not app.compare.is_explaining and len(shown(app).strip().splitlines()) >= folded + 3
        await pilot.press("escape")
        await pilot.pause()
        assert len(shown(app).strip().splitlines()) == folded


@pytest.mark.slow
async def test_arrows_between_argument_and_rows(compared: App) -> None:
    """Right leads from an argument to its rows, left back."""
    app = compared(made(BEFORE, AFTER, PAIRS))
    async with app.run_test(size=(120, 30)) as pilot:
        await settled(app, pilot)
        await pilot.press("a", "j", "j")
        sentence = rows(app).sentence
        await pilot.press("right")
        await pilot.pause()
        assert rows(app).sentence == sentence
        assert kind(app) == "rows"
        assert "▸" in [line[0] for line in lines(app) if "│" in line]
        await pilot.press("left")
        await pilot.pause()
        assert kind(app) == "arguments"
        assert rows(app).sentence == sentence


@pytest.mark.slow
async def test_arguments_are_put_in_every_order_by_one_key(compared: App) -> None:
    pairs = [(0, 3, 0.9), (3, 0, 0.5), (1, 1, 0.6), (2, 1, 0.6)]
    app = compared(made(BEFORE, AFTER, pairs))
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(app, pilot)
        await pilot.press("a")
        seen = {}
        orders = list(Order)
        first = orders.index(Order.SURE)
        for order in (*orders[first:], *orders[:first]):
            await pilot.pause()
            assert order.value in caption(app)
            seen[order] = [line.split("  ")[-1].strip() for line in lines(app) if "label" in line]
            await pilot.press("O")
        assert seen[Order.WEIGHT][0] == "2-3 → 2"
        assert seen[Order.SURE][:3] == ["1 → 4", "2-3 → 2", "4 → 1"]
        assert seen[Order.EARLIER][:3] == ["1 → 4", "2-3 → 2", "4 → 1"]
        assert seen[Order.LATER][:3] == ["4 → 1", "2-3 → 2", "3"]
        assert seen[Order.STATUS][-1] == "3"


async def test_a_filter_counts_arguments(compared: App) -> None:
    app = compared(made(BEFORE, AFTER, PAIRS))
    async with app.run_test(size=(120, 30)) as pilot:
        await settled(app, pilot)
        await pilot.press("a", "4")
        assert "1 of 5 arguments shown · dropped" in header(app)


async def test_arguments_of_three_versions(tmp_path: Path) -> None:
    """An argument of three versions shows the sentence of each."""
    app = drafts(tmp_path)
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(app, pilot)
        await pilot.press("a")
        await pilot.pause()
        head = next(n for n, line in enumerate(lines(app)) if "1 → 1 → 1" in line)
        said = lines(app)[head + 1 : head + 4]
        for n, (line, amount) in enumerate(zip(said, ("ninety", "one hundred", "two hundred"), strict=True), start=1):
            assert f"draft {n}" in line and amount in line


@pytest.mark.slow
async def test_the_timeline_has_a_column_for_every_version(tmp_path: Path) -> None:
    app = drafts(tmp_path)
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(app, pilot)
        await turned_to(app, pilot, ViewKind.TIMELINE)
        assert [f"draft {n}" in caption(app) for n in (1, 2, 3)] == [True] * 3
        shown = [re.sub("[▁▂▃▄▅▆▇█┄]+", "  ", line) for line in lines(app) if line.strip()]
        cells = [[part for part in line[4:].split("  ") if part.strip()][1:] for line in shown]
        found = {tuple(cell.strip() for cell in row) for row in cells}
        assert ("1", "~ 1", "~ 1") in found
        assert ("2", "−", "·") in found
        assert ("·", "+ 2", "= 2") in found
        assert ("·", "·", "+ 3") in found


async def test_bands_lead_to_the_next_version_and_over_gaps() -> None:
    """A band leads to the next version that has an argument, and a dotted line over versions that do not."""
    night = "Three watchmen should walk the walls at night."
    rest = ["The well must be dug deeper.", "The village needs a school."]
    app = several([[night, *rest], rest, rest, [night, *rest]])
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(app, pilot)
        await turned_to(app, pilot, ViewKind.TIMELINE)
        walls = next(line for line in lines(app) if "watchmen" in line)
        assert re.search(r"1 ┄+ +− ┄+ +┄ ┄+ +↺ 1", walls)
        well = next(line for line in lines(app) if "well" in line)
        assert re.search(r"2 [▁-█]+ = 1 [▁-█]+ = 1 [▁-█]+ = 2", well)


@pytest.mark.slow
async def test_an_opened_argument_shows_its_wording_through_time(tmp_path: Path) -> None:
    """Enter opens an argument: its sentence in every version, with what happened there; again, and the panel explains
    the step to the later version in view; again, and the explanation is closed."""
    app = drafts(tmp_path)
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(app, pilot)
        await turned_to(app, pilot, ViewKind.TIMELINE)
        await pilot.press("enter")
        await pilot.pause()
        shown = [line.strip() for line in lines(app)]
        first = next(n for n, line in enumerate(shown) if line.startswith("draft 1"))
        assert [line.split()[:2] for line in shown[first : first + 6 : 2]] == [["draft", str(n)] for n in (1, 2, 3)]
        for line, amount in zip(
            shown[first + 1 : first + 7 : 2], ("ninety", "one hundred", "two hundred"), strict=True
        ):
            assert amount in line
        await pilot.press("enter")
        await pilot.pause()
        assert panel(app).startswith("~ changed in draft 2, compared with draft 1\n")
        await pilot.press("right")
        await pilot.pause()
        assert panel(app).startswith("~ changed in draft 3, compared with draft 2\n")
        await pilot.press("enter")
        await pilot.pause()
        assert not app.compare.is_explaining
        assert any(line.strip().startswith("draft 1") for line in lines(app))


@pytest.mark.slow
async def test_the_panel_explains_a_claim_that_came_back() -> None:
    """The step of a revived argument is explained by the link over the gap, with both sentences in full."""
    night, again = "Three watchmen should walk the walls at night.", "Four watchmen should walk the walls at night."
    rest = ["The well must be dug deeper.", "The village needs a school."]
    app = several([[night, *rest], rest, [again, *rest]])
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(app, pilot)
        await turned_to(app, pilot, ViewKind.TIMELINE)
        await pilot.press("right", "G", "enter", "enter")
        await pilot.pause()
        assert panel(app).startswith("↺ revived in v03, compared with v01\n")
        assert night in panel(app) and again in panel(app) and "1 → 1   score" in panel(app)


@pytest.mark.slow
async def test_rows_name_the_other_end_of_a_gap() -> None:
    """The explanation of a dropped sentence names the version where it comes back, and that of an added one the version
    that had it before."""
    night, rest = "Three watchmen should walk the walls at night.", ["The well is deep.", "The school is small."]
    app = several([[*rest, night], rest, [*rest, night]])
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(app, pilot)
        await turned_to(app, pilot, ViewKind.ROWS)
        await pilot.press("G", "enter")
        await pilot.pause()
        assert "↺ comes back later: sentence 3 of v03" in panel(app)
        await pilot.press("greater_than_sign", "G")
        await pilot.pause()
        assert "↺ back after a gap: sentence 3 of v01" in panel(app)


async def test_lives_are_found_before_they_are_asked_for() -> None:
    """When all versions are aligned, their arguments are found in the background."""
    app = several([["The well is deep."], ["The well is deep."], ["The well is deep."]])
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(app, pilot)
        assert app.compare.session.view is not None
        assert {"shares", "evolution"} <= set(vars(app.compare.session.view.entries.across))


async def test_names_of_versions_differ_in_a_narrow_timeline() -> None:
    """Long names that begin alike are told apart, and the later of the two versions in view has an arrow before it."""
    app = several([[f"The well holds {n} barrels."] for n in (1, 2, 3, 4)], label="Charter of the Town, edition of {}")
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(app, pilot)
        await turned_to(app, pilot, ViewKind.TIMELINE)
        assert caption(app).split()[-4:] == ["…1", "→…2", "…3", "…4"]


async def test_the_header_counts_arguments_in_the_timeline() -> None:
    """In the timeline the header counts arguments through all versions, and what happened at the step in view."""
    well, school, goats = "The well must be dug deeper.", "The village needs a school.", "Goats graze on the meadow."
    app = several([[well, school], [well, school, goats], [well, goats]])
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(app, pilot)
        await turned_to(app, pilot, ViewKind.TIMELINE)
        assert "all versions: = 1 persisted  ~ 0 changed  ? 0  − 1 dropped  + 1 added" in header(app)
        assert "3 arguments in 3 versions. From v01 to v02: 1 added · 2 persisted" in header(app)
        await pilot.press("right")
        await pilot.pause()
        assert "From v02 to v03: 2 persisted · 1 dropped" in header(app)


@pytest.mark.slow
async def test_arrows_go_by_version_in_the_timeline() -> None:
    """In the timeline → and ← put the next and the previous two versions in sight, the cursor stays."""
    app = several([[f"The well holds {n} barrels of water.", f"Only draft {n} has {n} goats."] for n in range(2, 14)])
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(app, pilot)
        await turned_to(app, pilot, ViewKind.TIMELINE)
        assert "v01" in caption(app) and "v12" not in caption(app) and caption(app).rstrip().endswith("›")
        for _ in range(10):
            await pilot.press("right")
        await pilot.pause()
        assert "v12" in caption(app) and "v01" not in caption(app) and "‹" in caption(app)
        await pilot.press("left")
        assert app.compare.session.view is not None and app.compare.session.view.entries.pair == 9


@pytest.mark.slow
async def test_timeline_shows_both_labels(tmp_path: Path) -> None:
    """The timeline shows the first and the last label of a changed argument."""
    app = drafts(tmp_path)
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(app, pilot)
        await turned_to(app, pilot, ViewKind.TIMELINE)
        first = next(n for n, line in enumerate(lines(app)) if "ninety" in line)
        assert "→ " in lines(app)[first + 1] and "two hundred" in lines(app)[first + 1]


async def test_two_versions_have_no_timeline(compared: App) -> None:
    """Two versions have no timeline, and the reason is shown."""
    app = compared(made(BEFORE, AFTER, PAIRS))
    async with app.run_test(size=(120, 30)) as pilot:
        await settled(app, pilot)
        await turned_to(app, pilot, ViewKind.TIMELINE)
        assert footer(app) == "A timeline needs three or more versions: here are two."


async def test_changes_only_counts_what_it_hides(compared: App) -> None:
    """The view of changes leaves out what persisted and shows how much that is."""
    same = [f"Same {n}." for n in range(4)]
    app = compared(made([*same, "Old."], [*same, "New."], [(n, n, 1.0) for n in range(4)]))
    async with app.run_test(size=(120, 30)) as pilot:
        await settled(app, pilot)
        await turned_to(app, pilot, ViewKind.CHANGES)
        assert "Same" not in shown(app)
        assert "⋯ 4 more" in shown(app)
        assert "2 of 6 rows shown" in header(app)


async def test_where_nothing_changed_changes_only_says_so(compared: App) -> None:
    app = compared(made(["Same."], ["Same."], [(0, 0, 1.0)]))
    async with app.run_test(size=(120, 30)) as pilot:
        await settled(app, pilot)
        await turned_to(app, pilot, ViewKind.CHANGES)
        assert "Nothing changed" in shown(app)
        assert "v shows another view" in shown(app)


async def test_one_text_reads_on_with_its_fate_in_the_margin(compared: App) -> None:
    app = compared(made(BEFORE, AFTER, PAIRS))
    async with app.run_test(size=(120, 30)) as pilot:
        await settled(app, pilot)
        await turned_to(app, pilot, ViewKind.EARLIER)
        assert lines(app)[0].startswith("▸=~−  1  The talks began in March. Those regions were promised")
        assert "→ 1; 2" in lines(app)[0]
        assert "late" not in caption(app)
        await turned_to(app, pilot, ViewKind.LATER)
        assert "An offensive" in shown(app)
        assert "late" in caption(app)


async def test_the_cursor_in_a_text_is_on_its_sentence(compared: App) -> None:
    app = compared(made(BEFORE, AFTER, PAIRS))
    async with app.run_test(size=(120, 30)) as pilot:
        await settled(app, pilot)
        await turned_to(app, pilot, ViewKind.EARLIER)
        await pilot.press("j")
        ground = rows(app).get_component_rich_style("rows--cursor", partial=False).bgcolor
        painted = "".join(part.text for part in rows(app).render_line(0) if part.style and part.style.bgcolor == ground)
        assert painted.startswith("Those regions were")


@pytest.mark.slow
async def test_the_slope_draws_a_line_for_every_link(compared: App) -> None:
    app = compared(made(BEFORE, AFTER, [(0, 3, 0.9)]))
    async with app.run_test(size=(120, 30)) as pilot:
        await settled(app, pilot)
        await turned_to(app, pilot, ViewKind.SLOPE)
        await pilot.press(*"jjj")
        await pilot.pause()
        drawn = [line for line in lines(app) if any("\u2801" <= c <= "\u28ff" for c in line)]
        assert len(drawn) > 15
        assert "~ 1 → 4" in caption(app)


@pytest.mark.slow
async def test_one_key_walks_through_all_views(compared: App) -> None:
    app = compared(made(BEFORE, AFTER, PAIRS))
    async with app.run_test(size=(120, 30)) as pilot:
        await settled(app, pilot)
        seen = []
        for _ in range(6):
            await pilot.press("v")
            seen.append(kind(app))
        assert seen == ["changes only", "arguments", "earlier text", "later text", "slope", "rows"]


@pytest.mark.parametrize("size", [SIZES[0], *(pytest.param(size, marks=pytest.mark.slow) for size in SIZES[1:])])
@pytest.mark.parametrize("kind", [kind for kind in ViewKind if kind is not ViewKind.TIMELINE])
async def test_hostile_documents_in_every_view(compared: App, kind: ViewKind, size: tuple[int, int]) -> None:
    """Hostile documents are shown as text in every view."""
    app = compared(made(HOSTILE, ["[bold]late[/x]", *HOSTILE], [(0, 0, 0.5), (1, 2, 0.9)]))
    async with app.run_test(size=size) as pilot:
        await settled(app, pilot)
        await turned_to(app, pilot, kind)
        await pilot.press("enter", "h", "c", "slash", *"[/x]", "enter")
        await pilot.pause()
        everything = shown(app) + panel(app) + header(app) + caption(app) + footer(app)
        assert not any(c in everything for c in "\x1b\x9b\u202e\t")
        if kind is not ViewKind.SLOPE and (kind is not ViewKind.ARGUMENTS or size[0] > 60):
            assert "[/x]" in shown(app)


@pytest.mark.slow
@pytest.mark.parametrize("kind", list(ViewKind))
@pytest.mark.parametrize(("before", "after"), [([], []), (["Only here."], []), ([], ["Only here."])])
async def test_an_empty_side_breaks_no_view(
    compared: App, kind: ViewKind, before: Sequence[str], after: Sequence[str]
) -> None:
    app = compared(made(before, after, []))
    async with app.run_test(size=(120, 30)) as pilot:
        await settled(app, pilot)
        await turned_to(app, pilot, kind)
        await pilot.press("enter", "h", "j", "k", "g", "G", "left_parenthesis", "c", "y", "m", "escape", "R", "escape")
        await pilot.pause()
        assert app.bug is None
        assert app.is_running


@pytest.mark.parametrize("kind", [kind for kind in ViewKind if kind is not ViewKind.TIMELINE])
@pytest.mark.slow
async def test_overview_works_in_every_view(compared: App, kind: ViewKind) -> None:
    """The overview shows rare statuses in every view, and a click on it leads there."""
    same = [f"Sentence {n} of a text that goes on for a while." for n in range(120)]
    app = compared(made([*same, "Gone."], same, [(n, n, 1.0) for n in range(120)]))
    async with app.run_test(size=(120, 30)) as pilot:
        await settled(app, pilot)
        await turned_to(app, pilot, kind)
        layout = rows(app).layout_shown
        assert layout is not None
        bar = app.compare.query_one(Overview)
        assert kind is ViewKind.LATER or Status.DROPPED in statuses_along(layout, bar.size.height)
        await pilot.click(Overview, offset=(1, min(bar.size.height, layout.height) - 1))
        await pilot.pause()
        assert rows(app).position >= len(layout.view.shown) * 0.9 - 1


@pytest.mark.parametrize("kind", [ViewKind.ARGUMENTS, ViewKind.EARLIER, ViewKind.SLOPE, ViewKind.CHANGES])
@pytest.mark.slow
async def test_threshold_keeps_cursor_in_every_view(compared: App, kind: ViewKind) -> None:
    """The threshold moves in every view while the cursor stays on its sentence."""
    app = compared(made(BEFORE, AFTER, PAIRS))
    async with app.run_test(size=(120, 30)) as pilot:
        await settled(app, pilot)
        await turned_to(app, pilot, kind)
        await pilot.press("j", "j")
        sentence = rows(app).sentence
        await pilot.press("(", "(", ")")
        assert rows(app).sentence == sentence
        assert "threshold .29" in header(app)


def test_every_view_is_named_in_the_palette() -> None:
    assert {f"view: {kind.value}" for kind in ViewKind} <= {command.name for command in COMMANDS}


def test_hand_made_links() -> None:
    """A comparison made by hand has the links its scores give."""
    assert [link.score for link in made(BEFORE, AFTER, PAIRS).links] == [1.0, 0.48, 0.35]


async def test_ignored_wording_is_shown_where_it_counts() -> None:
    """Header, row and explanation show that a persisted sentence differs in wording, which is ignored."""
    texts = ["The mayor opened the town library. It rained.", "The mayor opened the town theatre. It rained."]
    documents = [Document.from_text(text, label=str(n), body="all") for n, text in enumerate(texts)]
    settings = Settings(language="english", threshold=0.1, judgements=False)
    app = EvolveApp(["0", "1"], lambda: documents, settings)
    async with app.run_test(size=(140, 40)) as pilot:
        await settled(app, pilot)
        await pilot.press("i", "enter")
        assert "1 of wording ignored" in header(app) and "= 2 persisted" in header(app)
        assert "wording, ignored" in shown(app)
        assert "only the wording differs, which is ignored" in panel(app)
        await pilot.press("i")
        assert "ignored" not in header(app) + shown(app) + panel(app)


async def test_language_without_denials_is_noted() -> None:
    """Where denials are not looked for, the screen shows it as the reports do."""
    documents = [Document.from_sentences(["Dom talar om fred."], label=str(n)) for n in range(2)]
    app = EvolveApp(["0", "1"], lambda: documents, Settings(language="swedish", threshold=0.1, judgements=False))
    async with app.run_test(size=(120, 30)) as pilot:
        await settled(app, pilot)
        assert "Swedish: denials, hedges and quantifiers are not looked for" in header(app)


@pytest.mark.slow
async def test_slope_marks_the_side_of_the_cursor_and_what_it_leaves_out(compared: App) -> None:
    """The cursor is marked on the side of its sentence, and a line that stands for several sentences shows how many."""
    texts = [[f"Sentence {n} of text {side}." for n in range(90)] for side in range(2)]
    app = compared(made(*texts, [(n, n, 0.9) for n in range(80)]))
    async with app.run_test(size=(120, 30)) as pilot:
        await settled(app, pilot)
        await turned_to(app, pilot, ViewKind.SLOPE)
        assert any(line.startswith("▸1 +3 Sentence 0") and "▸1 +3 Sentence 0 of text 1" in line for line in lines(app))
        await pilot.press("5", "G")
        await pilot.pause()
        (line,) = [line for line in lines(app) if "▸" in line]
        assert not line.startswith("▸") and "▸90" in line


async def test_a_timeline_opens_with_the_cursor_on_its_first_argument(tmp_path: Path) -> None:
    """The cursor is at the top when all versions are there, whatever came first while there were two."""
    app = drafts(tmp_path)
    async with app.run_test(size=(120, 30)) as pilot:
        await settled(app, pilot)
        assert (kind(app), rows(app).position) == (ViewKind.TIMELINE.value, 0)
