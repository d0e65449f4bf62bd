"""The screen through what it shows: its own lines, its header, its panel."""

import threading
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from textual.color import Color
from textual.command import CommandList
from textual.widgets import Input, Static

import evolve.tui
from evolve.comparison import Comparison, compare
from evolve.errors import InputError
from evolve.model import Status
from evolve.readers import read, seeds
from evolve.settings import Settings
from evolve.tui.app import EvolveApp
from evolve.tui.commands import COMMANDS
from evolve.tui.declaration import Command
from evolve.tui.screens.help import Help
from evolve.tui.terminal.arrangement import Arrangement
from evolve.tui.widgets.bars import Panel
from evolve.tui.widgets.footer import Footer
from evolve.tui.widgets.header import Header
from evolve.tui.widgets.overview import Overview
from evolve.tui.widgets.sentences import SentencesView
from evolve.tui.widgets.tabs import Tabs

from .comparisons import document, made, scored
from .screen import AFTER, BEFORE, PAIRS, header, kind, lines, panel, settled, shown


async def test_rows_side_by_side_with_figures(compared: Callable[[Comparison], EvolveApp]) -> None:
    """Both texts are side by side, with their figures above."""
    app = compared(made(BEFORE, AFTER, PAIRS))
    async with app.run_test(size=(120, 30)) as pilot:
        await settled(app, pilot)
        assert lines(app)[0].split("│")[0].startswith("▸=  1  The talks began in March.")
        assert "│  1  The talks began in March." in lines(app)[0]
        assert "scope wider · score .48" in shown(app)
        assert "early (4) → late (4)" in header(app)
        assert "= 1 persisted   ~ 2 changed   ? 0   − 1 dropped   + 1 added   threshold .30" in header(app)
        assert "perhaps 1 or 2 of 3 links beyond chance" in header(app)


async def test_the_names_are_painted_before_anything_is_read() -> None:
    go = threading.Event()

    def load() -> Sequence[object]:
        go.wait(10)
        return []

    app = EvolveApp(["2022 essay", "2025 essay"], load, Settings())  # type: ignore[arg-type]
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        assert "2022 essay → 2025 essay" in header(app)
        assert "Reading the texts" in shown(app)
        assert "Esc stops" in header(app)
        await pilot.press("escape")
        await settled(app, pilot)
        assert "Stopped" in shown(app)
        go.set()


async def test_input_error_has_next_step() -> None:
    """An error of the input has a title, a sentence and a next step, and gives the exit code."""

    def load() -> Sequence[object]:
        raise InputError("the file [/x] is empty", next_step="choose another file", where="essay[1].txt")

    app = EvolveApp(["a", "b"], load, Settings())  # type: ignore[arg-type]
    async with app.run_test(size=(100, 30)) as pilot:
        await settled(app, pilot)
        assert "This text cannot be read" in shown(app)
        assert "essay[1].txt: the file [/x] is empty." in shown(app)
        assert "Choose another file." in shown(app)
        await pilot.press("q")
    assert app.return_value == InputError.exit_code


async def test_bug_is_kept_for_caller() -> None:
    """A bug ends the screen and is kept for the caller."""

    def load() -> Sequence[object]:
        raise ZeroDivisionError

    app = EvolveApp(["a", "b"], load, Settings())  # type: ignore[arg-type]
    async with app.run_test(size=(100, 30)) as pilot:
        await settled(app, pilot)
    assert isinstance(app.bug, ZeroDivisionError)


async def test_one_text_alone_is_an_error_with_a_next_step() -> None:
    app = EvolveApp(["a"], lambda: [document(["One."])], Settings())
    async with app.run_test(size=(100, 30)) as pilot:
        await settled(app, pilot)
        assert "Name two or more versions." in shown(app)


@pytest.mark.slow
async def test_markup_is_shown_as_text(compared: Callable[[Comparison], EvolveApp]) -> None:
    """Markup in a document is shown as text; control characters are not alive."""
    hostile = ["[/x] [red]no[/red] [@click=app.quit]tab\there[/]", "esc \x1b[31mred, \u202edirection, \x9b2J"]
    app = compared(made(hostile, ["[bold]late[/x]"], [(0, 0, 0.5)]))
    async with app.run_test(size=(120, 30)) as pilot:
        await settled(app, pilot)
        assert "[/x] [red]no[/red] [@click=app.quit]tab here[/]" in shown(app)
        assert "[bold]late[/x]" in shown(app)
        await pilot.press("enter")
        await pilot.pause()
        assert "those [red]regions → all regions" in panel(app)
        assert "[b]peace 7.2" in panel(app)
        await pilot.press("j", "&", *"[/x]")
        await pilot.pause()
        assert '"[/x]"' in header(app)
        assert not any(c in shown(app) + panel(app) + header(app) for c in "\x1b\x9b\u202e\t")


async def test_the_threshold_moves_in_hundredths_and_back(compared: Callable[[Comparison], EvolveApp]) -> None:
    app = compared(made(BEFORE, AFTER, PAIRS, threshold=0.305))
    async with app.run_test(size=(120, 30)) as pilot:
        await settled(app, pilot)
        seen = []
        for key in (")", "(", "(", "="):
            await pilot.press(key)
            seen.append(header(app).split("threshold ")[1].split()[0])
        assert seen == [".31", ".30", ".29", ".30"]


@pytest.mark.slow
async def test_a_higher_threshold_never_shows_more_links(compared: Callable[[Comparison], EvolveApp]) -> None:
    app = compared(made(BEFORE, AFTER, PAIRS, threshold=0.1))
    async with app.run_test(size=(120, 30)) as pilot:
        await settled(app, pilot)
        counts = []
        for _ in range(60):
            await pilot.press(")")
            counts.append(sum("│" in line and "·" in line for line in lines(app)))
        assert counts == sorted(counts, reverse=True)
        assert counts[0] > counts[-1]


@pytest.mark.slow
async def test_cursor_keeps_sentence_and_height(compared: Callable[[Comparison], EvolveApp]) -> None:
    """When the threshold moves, the cursor stays on its sentence at its height."""
    before = [f"Sentence number {n} of the earlier text." for n in range(60)]
    after = [f"Sentence number {n} of the later text." for n in range(60)]
    app = compared(made(before, after, [(n, n, 0.2 + n / 100) for n in range(60)], threshold=0.6))
    async with app.run_test(size=(120, 30)) as pilot:
        await settled(app, pilot)
        await pilot.press("G", *"kkkkk")
        await pilot.pause()
        rows = app.query_one(SentencesView)
        sentence = rows.sentence
        height = next(n for n, line in enumerate(lines(app)) if line.startswith("▸"))
        for key in ("(",) * 9 + (")",) * 5:
            await pilot.press(key)
            await pilot.pause()
            assert rows.sentence == sentence
            assert next(n for n, line in enumerate(lines(app)) if line.startswith("▸")) == height


@pytest.mark.slow
async def test_filters_toggle_and_say_what_they_hide(compared: Callable[[Comparison], EvolveApp]) -> None:
    app = compared(made(BEFORE, AFTER, PAIRS))
    async with app.run_test(size=(120, 30)) as pilot:
        await settled(app, pilot)
        await pilot.press("4")
        assert "1 of 5 rows shown · dropped" in header(app)
        await pilot.press("5")
        assert "2 of 5 rows shown · dropped or added" in header(app)
        await pilot.press("4")
        assert "1 of 5 rows shown · added" in header(app)
        await pilot.press("0")
        assert "shown" not in header(app)


@pytest.mark.slow
async def test_a_filter_narrows_while_typing(compared: Callable[[Comparison], EvolveApp]) -> None:
    """A filter narrows the view while it is typed, and Escape clears it."""
    app = compared(made(BEFORE, AFTER, PAIRS))
    async with app.run_test(size=(120, 30)) as pilot:
        await settled(app, pilot)
        await pilot.press("&", *"neutral")
        await pilot.pause()
        assert '1 of 5 rows shown · "neutral"' in header(app)
        await pilot.press("enter")
        await pilot.pause()
        assert app.focused is app.query_one(SentencesView)
        assert not app.query_one("#filter", Input).display
        await pilot.press("escape")
        await pilot.pause()
        assert "shown" not in header(app)


@pytest.mark.slow
async def test_a_search_goes_to_what_it_finds(compared: Callable[[Comparison], EvolveApp]) -> None:
    """A search hides nothing: it goes to the next row while it is typed, n goes on, Escape goes back."""
    app = compared(made(BEFORE, AFTER, PAIRS))
    async with app.run_test(size=(120, 30)) as pilot:
        await settled(app, pilot)
        rows = app.query_one(SentencesView)
        await pilot.press("slash", *"neutral")
        assert rows.sentence == (0, 3)
        assert "shown" not in header(app) and "1 with “neutral”" in header(app)
        await pilot.press("escape")
        assert rows.sentence == (0, 0) and "with" not in header(app)
        await pilot.press("slash", "t", "h", "e", "enter", "n")
        assert rows.sentence == (0, 3)


@pytest.mark.slow
async def test_search_hits_are_walked_in_a_circle(compared: Callable[[Comparison], EvolveApp]) -> None:
    app = compared(made(BEFORE, AFTER, PAIRS))
    async with app.run_test(size=(120, 30)) as pilot:
        await settled(app, pilot)
        await pilot.press("slash", *"re", "enter")
        await pilot.pause()
        rows = app.query_one(SentencesView)
        positions = [rows.position]
        for key in "nnnnN":
            await pilot.press(key)
            positions.append(rows.position)
        assert positions == [1, 2, 3, 4, 1, 4]


@pytest.mark.slow
async def test_an_empty_view_says_what_narrows_it(compared: Callable[[Comparison], EvolveApp]) -> None:
    app = compared(made(BEFORE, AFTER, PAIRS))
    async with app.run_test(size=(120, 30)) as pilot:
        await settled(app, pilot)
        await pilot.press("1", "&", *"nowhere")
        await pilot.pause()
        assert 'rows matches: persisted · "nowhere".' in shown(app)
        assert "Esc clears the filter, 0 shows every status" in shown(app)


@pytest.mark.parametrize(
    ("sentences", "said"), [(["One."], "The only row does not match"), (["One.", "Two."], "None of the 2 rows matches")]
)
@pytest.mark.slow
async def test_hidden_rows_are_counted_in_grammar(
    compared: Callable[[Comparison], EvolveApp], sentences: list[str], said: str
) -> None:
    app = compared(made(sentences, sentences, [(n, n, 1.0) for n in range(len(sentences))]))
    async with app.run_test(size=(120, 30)) as pilot:
        await settled(app, pilot)
        await pilot.press("&", *"nowhere")
        await pilot.pause()
        assert said in shown(app)


async def test_next_skips_what_persisted(compared: Callable[[Comparison], EvolveApp]) -> None:
    same = ["One.", "Two.", "Three."]
    app = compared(made([*same, "Gone."], same, [(n, n, 1.0) for n in range(3)]))
    async with app.run_test(size=(120, 30)) as pilot:
        await settled(app, pilot)
        await pilot.press("]")
        assert app.query_one(SentencesView).sentence == (0, 3)


@pytest.mark.parametrize(
    ("keys", "sentence"),
    [("}", (0, 1)), ("}}", (0, 3)), ("}}{", (0, 1)), ("G}", (0, 3))],
)
async def test_keys_lead_to_what_is_looked_for(
    compared: Callable[[Comparison], EvolveApp], keys: str, sentence: tuple[int, int]
) -> None:
    """One key each way leads to the next link; at the end the cursor stays."""
    app = compared(made(BEFORE, AFTER, PAIRS))
    async with app.run_test(size=(120, 30)) as pilot:
        await settled(app, pilot)
        await pilot.press(*keys)
        assert app.query_one(SentencesView).sentence == sentence


async def test_a_click_on_a_count_shows_only_that_status(compared: Callable[[Comparison], EvolveApp]) -> None:
    """The number of sentences of a status is a button: it shows them alone, and all again."""
    app = compared(made(BEFORE, AFTER, PAIRS))
    async with app.run_test(size=(120, 30)) as pilot:
        await settled(app, pilot)
        at = header(app).splitlines()[2].index("2 changed")
        for there in (True, False):
            await pilot.click(Header, offset=(at + 1, 2))
            await pilot.pause()
            assert ("2 of 5 rows shown · changed" in header(app)) is there


@pytest.mark.slow
async def test_a_click_on_a_tab_turns_to_its_view(compared: Callable[[Comparison], EvolveApp]) -> None:
    app = compared(made(BEFORE, AFTER, PAIRS))
    async with app.run_test(size=(120, 30)) as pilot:
        await settled(app, pilot)
        tabs = str(app.query_one(Tabs).render())
        assert "Timeline" not in tabs
        for name in ("Arguments", "Slope", "Slope", "Rows"):
            await pilot.click(Tabs, offset=(tabs.index(name) + 2, 0))
            await pilot.pause()
            assert kind(app) == name.lower()


async def test_keys_pressed_while_aligning_are_done_later(compared: Callable[..., EvolveApp]) -> None:
    """What a person asks for before there is anything to show is done when there is."""
    go = threading.Event()
    comparison = made(BEFORE, AFTER, PAIRS)

    def compare(before: object, after: object, *, settings: Settings) -> Comparison:
        go.wait(10)
        return comparison

    app = compared(comparison, compare=compare)
    async with app.run_test(size=(120, 30)) as pilot:
        await pilot.press("a", "G")
        go.set()
        await settled(app, pilot)
        assert (kind(app), app.query_one(SentencesView).position) == ("arguments", 4)


async def test_the_panel_explains_a_link_as_a_sum(compared: Callable[[Comparison], EvolveApp]) -> None:
    app = compared(made(BEFORE, AFTER, PAIRS))
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(app, pilot)
        await pilot.press("j", "enter")
        await pilot.pause()
        for words in ("2 → 2   score .48, threshold .30", "+.30", "shared words", "+.10", "context", "scope wider"):
            assert words in panel(app)
        await pilot.press("escape")
        await pilot.pause()
        assert not app.query_one(Panel).display


async def test_panel_lists_candidates(
    compared: Callable[[Comparison], EvolveApp],
) -> None:
    """The panel lists the best candidates of a dropped sentence, each with why it is not linked."""
    app = compared(made(BEFORE, AFTER, PAIRS))
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(app, pilot)
        await pilot.press("4", "enter")
        await pilot.pause()
        assert "Best candidates in the later text for 3" in panel(app)
        assert "An offensive is feared." in panel(app)
        assert "below the threshold" in panel(app)


@pytest.mark.parametrize(
    ("size", "arrangement"),
    [
        ((200, 60), Arrangement.SIDE),
        ((120, 40), Arrangement.SIDE),
        ((80, 24), Arrangement.STACKED),
        ((52, 12), Arrangement.LIST),
    ],
)
@pytest.mark.slow
async def test_the_layout_follows_the_window(
    compared: Callable[[Comparison], EvolveApp], size: tuple[int, int], arrangement: Arrangement
) -> None:
    app = compared(made(BEFORE, AFTER, PAIRS))
    async with app.run_test(size=(110, 30)) as pilot:
        await settled(app, pilot)
        await pilot.resize_terminal(*size)
        await pilot.pause()
        assert app.query_one(SentencesView).arrangement is arrangement
        assert len(lines(app)[0]) <= size[0]


async def test_the_person_overrules_the_layout(compared: Callable[[Comparison], EvolveApp]) -> None:
    app = compared(made(BEFORE, AFTER, PAIRS))
    async with app.run_test(size=(120, 30)) as pilot:
        await settled(app, pilot)
        seen = []
        for _ in range(3):
            await pilot.press("l")
            seen.append(app.query_one(SentencesView).arrangement)
        assert seen == [Arrangement.SIDE, Arrangement.STACKED, Arrangement.SIDE]


@pytest.mark.slow
async def test_click_moves_then_explains(compared: Callable[[Comparison], EvolveApp]) -> None:
    """A click moves the cursor, and a second one explains."""
    app = compared(made(BEFORE, AFTER, PAIRS))
    async with app.run_test(size=(120, 30)) as pilot:
        await settled(app, pilot)
        await pilot.click(SentencesView, offset=(70, 1))
        assert app.query_one(SentencesView).sentence == (1, 1)
        await pilot.click(SentencesView, offset=(70, 1), times=2)
        await pilot.pause()
        assert app.query_one(Panel).is_open


async def test_the_overview_leads_to_where_it_is_clicked(compared: Callable[[Comparison], EvolveApp]) -> None:
    same = [f"Sentence {n}." for n in range(200)]
    app = compared(made(same, same, [(n, n, 1.0) for n in range(200)]))
    async with app.run_test(size=(120, 30)) as pilot:
        await settled(app, pilot)
        height = app.query_one(Overview).size.height
        await pilot.click(Overview, offset=(1, height - 1))
        await pilot.pause()
        assert app.query_one(SentencesView).position >= 190


async def test_swap_exchanges_earlier_and_later(compared: Callable[[Comparison], EvolveApp]) -> None:
    app = compared(made(BEFORE, AFTER, PAIRS))
    async with app.run_test(size=(120, 30)) as pilot:
        await settled(app, pilot)
        await pilot.press("s")
        await settled(app, pilot)
        assert "late (4) → early (4)" in header(app)
        assert "− 1 dropped   + 1 added" in header(app)


@pytest.mark.slow
async def test_arguments_stand_with_their_labels(compared: Callable[[Comparison], EvolveApp]) -> None:
    app = compared(made(BEFORE, AFTER, PAIRS))
    async with app.run_test(size=(120, 30)) as pilot:
        await settled(app, pilot)
        await pilot.press("j", "a")
        await pilot.pause()
        assert "[b]label 1" in shown(app)
        assert kind(app) == "arguments"
        assert app.query_one(SentencesView).sentence == (0, 1)
        await pilot.press("a")
        await pilot.pause()
        assert "label" not in shown(app)


async def test_three_versions_are_walked_in_pairs() -> None:
    texts = [document([f"Draft {n}."], f"draft {n}") for n in range(3)]
    app = EvolveApp(
        [text.label for text in texts],
        lambda: texts,
        Settings(),
        compare=lambda before, after, *, settings: scored(before, after, [(0, 0, 0.9)]),
    )
    async with app.run_test(size=(120, 30)) as pilot:
        await settled(app, pilot)
        assert "draft 0 (1) → draft 1 (1)  1/2" in header(app)
        await pilot.press(">")
        assert "draft 1 (1) → draft 2 (1)  2/2" in header(app)
        await pilot.press("<")
        assert "draft 0 (1) → draft 1 (1)  1/2" in header(app)


async def test_footer_fits_eighty_columns(compared: Callable[[Comparison], EvolveApp]) -> None:
    """The footer of eighty columns has the keys that a newcomer needs in that view."""
    app = compared(made(BEFORE, AFTER, PAIRS))
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(app, pilot)
        text = str(app.query_one(Footer).render())
        assert text == "? Help  q Quit  Enter Why  y Same  x Not same  ] Next difference  v Views"
        await pilot.press("a")
        text = str(app.query_one(Footer).render())
        assert text == "? Help  q Quit  Enter Open, why  y Same  x Not same  → Rows  v Views  / Find"
        assert len(text) <= 78


async def test_help_names_every_action(compared: Callable[[Comparison], EvolveApp]) -> None:
    app = compared(made(BEFORE, AFTER, PAIRS))
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(app, pilot)
        await pilot.press("?")
        await pilot.pause()
        assert isinstance(app.screen, Help)
        text = str(app.screen.query_one(Static).visual)
        assert all(action.help in text for action in COMMANDS)
        await pilot.press("escape")
        await pilot.pause()
        assert not isinstance(app.screen, Help)


@pytest.mark.parametrize("action", COMMANDS, ids=lambda action: action.id)
def test_every_action_is_there_and_named_group_verb(action: Command) -> None:
    assert callable(action.run)
    assert len(action.name.split(": ")) == 2


def test_no_two_actions_share_a_key() -> None:
    keys = [key for action in COMMANDS for key in action.keys.split(",") if key]
    assert len(keys) == len(set(keys))


async def test_themes_have_own_colours(
    compared: Callable[[Comparison], EvolveApp],
) -> None:
    """Both themes give dropped and added text colours of their own."""
    app = compared(made(BEFORE, AFTER, PAIRS))
    async with app.run_test(size=(120, 30)) as pilot:
        await settled(app, pilot)

        def colours() -> set[str]:
            rows = app.query_one(SentencesView)
            return {str(rows.get_component_styles(f"rows--{name}").color) for name in ("dropped", "added", "changed")}

        dark = colours()
        await pilot.press("d")
        await pilot.pause()
        light = colours()
        assert len(dark) == len(light) == 3
        assert not dark & light


def contrast(one: str, other: str) -> float:
    """By the Web Content Accessibility Guidelines, 1 to 21."""

    def light(name: str) -> float:
        parts = [part / 255 for part in Color.parse(name).rgb]
        red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    dark, bright = sorted((light(one), light(other)))
    return (bright + 0.05) / (dark + 0.05)


async def test_all_text_can_be_read_in_both_themes(compared: Callable[[Comparison], EvolveApp]) -> None:
    app = compared(made(BEFORE, AFTER, PAIRS))
    async with app.run_test(size=(120, 30)) as pilot:
        await settled(app, pilot)
        variables = []
        for _ in range(2):
            variables.append(app.theme_variables)
            await pilot.press("d")
            await pilot.pause()
        pairs = [
            (name, ground, contrast(of[name], of[ground]))
            for of in variables
            for name in ("foreground", "quiet", "faint", "primary", *(status.value for status in Status))
            for ground in ("background", "ground", "surface", "panel")
        ]
        pairs += [
            (name, ground, contrast(of[name], of[ground]))
            for of in variables
            for name, ground in (
                ("dropped", "dropped-ground"),
                ("added", "added-ground"),
                ("foreground", "area"),
                ("text-disabled", "ground"),
                ("foreground", "block-cursor-blurred-background"),
                ("quiet", "block-cursor-blurred-background"),
            )
        ]
        assert [pair for pair in pairs if pair[2] < 4.5] == []
        assert all(contrast(of["area"], of["background"]) >= 3 for of in variables)


@pytest.mark.parametrize("theme", ["evolve-dark", "evolve-light"])
@pytest.mark.parametrize("no_color", ["", "1"])
async def test_the_palette_can_be_read(
    compared: Callable[[Comparison], EvolveApp], monkeypatch: pytest.MonkeyPatch, theme: str, no_color: str
) -> None:
    """Names, explanations and the highlighted line of the palette have enough contrast as they are painted."""
    monkeypatch.setenv("NO_COLOR", no_color)
    app = compared(made(BEFORE, AFTER, PAIRS))
    async with app.run_test(size=(120, 30)) as pilot:
        app.theme = theme
        await settled(app, pilot)
        await pilot.press("ctrl+p")
        await settled(app, pilot)
        rows = app.screen.query_one(CommandList)
        painted = [segment for y in range(rows.size.height) for segment in rows.render_line(y)]
        pairs = {
            (style.color.get_truecolor().hex, style.bgcolor.get_truecolor().hex)
            for text, style, _ in painted
            if text.strip() and style is not None and style.color is not None and style.bgcolor is not None
        }
        assert len(pairs) >= 4
        assert [pair for pair in pairs if contrast(*pair) < 4.5] == []


async def test_no_color_keeps_cursor_and_signs(
    compared: Callable[[Comparison], EvolveApp], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without colour, the cursor and the signs are still there."""
    monkeypatch.setenv("NO_COLOR", "1")
    app = compared(made(BEFORE, AFTER, PAIRS))
    async with app.run_test(size=(120, 30)) as pilot:
        await settled(app, pilot)
        assert app.no_color
        assert lines(app)[0].startswith("▸=")
        assert {line[1] for line in lines(app) if line[1:2].strip()} == {"=", "~", "−", "+"}


async def test_the_seeds_open_on_the_screen() -> None:
    app = EvolveApp([seed.stem for seed in seeds()], lambda: [read(seed) for seed in seeds()], Settings())
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(app, pilot)
        assert app.bug is None
        links = compare(*map(read, seeds())).links
        assert f"of {len(links)} links beyond chance" in header(app)
        assert kind(app) == "arguments" and "come back" in header(app)
        assert shown(app).count("→") >= 3


def test_content_of_the_screen_never_comes_from_markup() -> None:
    sources = [path.read_text() for path in Path(evolve.tui.__file__).parent.glob("*.py")]
    assert sources
    assert not any("from_markup" in source for source in sources)


async def test_the_palette_runs_what_it_names(compared: Callable[[Comparison], EvolveApp]) -> None:
    app = compared(made(BEFORE, AFTER, PAIRS))
    async with app.run_test(size=(120, 30)) as pilot:
        await settled(app, pilot)
        titles = [command.title for command in app.get_system_commands(app.screen)]
        assert all(action.name in titles for action in COMMANDS)
        command = next(c for c in app.get_system_commands(app.screen) if c.title.startswith("show: dropped"))
        app.call_later(command.callback)
        await pilot.pause()
        assert "1 of 5 rows shown · dropped" in header(app)


async def test_an_action_that_cannot_run_says_why(compared: Callable[[Comparison], EvolveApp]) -> None:
    app = compared(made(BEFORE, AFTER, PAIRS))
    async with app.run_test(size=(120, 30)) as pilot:
        await settled(app, pilot)
        footer = app.query_one(Footer)
        await pilot.press("n")
        assert str(footer.render()).startswith("Nothing to search for yet: / starts a search")
        await pilot.press(">")
        assert str(footer.render()) == "There are only two versions: this is the only pair."


async def test_a_click_on_the_footer_does_what_the_key_does(compared: Callable[[Comparison], EvolveApp]) -> None:
    app = compared(made(BEFORE, AFTER, PAIRS))
    async with app.run_test(size=(120, 30)) as pilot:
        await settled(app, pilot)
        at = str(app.query_one(Footer).render()).index("/ Find")
        await pilot.click(Footer, offset=(at + 1, 0))
        await pilot.pause()
        assert app.focused is app.query_one("#find")
