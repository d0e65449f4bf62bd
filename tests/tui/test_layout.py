from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evolve.comparison import Comparison
from evolve.comparison.rows import Row
from evolve.model import Judgement, Status, Verdict
from evolve.tui.layouts import layout_for
from evolve.tui.layouts.base import Layout
from evolve.tui.layouts.rows import RowsLayout, trailer_of
from evolve.tui.state.entries import ViewKind
from evolve.tui.state.view import View
from evolve.tui.terminal.arrangement import Arrangement, arrangement_for
from evolve.tui.terminal.lines import Role, clipped
from evolve.tui.terminal.wrap import visible

from .comparisons import Pairs, made

sentences = st.lists(
    st.text(alphabet=st.sampled_from("ab 和🎉[/]“”-\t"), min_size=1, max_size=120).filter(lambda text: text.strip()),
    max_size=6,
)


@st.composite
def comparisons(draw: st.DrawFn) -> Comparison:
    before, after = draw(sentences), draw(sentences)
    everything = [(b, a) for b in range(len(before)) for a in range(len(after))]
    chosen = draw(st.lists(st.sampled_from(everything), unique=True, max_size=8)) if everything else []
    pairs: Pairs = [(b, a, draw(st.floats(0, 1))) for b, a in chosen]
    return made(before, after, pairs)


def alike(comparison: Comparison, row: Row) -> bool:
    """Whether a row links two sentences with the same words, and nothing else."""
    if len(row.before) != 1 or len(row.after) != 1:
        return False
    links = [*comparison.links_of("before", row.before[0]), *comparison.links_of("after", row.after[0])]
    texts = comparison.before.sentences[row.before[0]].text, comparison.after.sentences[row.after[0]].text
    return visible(texts[0]) == visible(texts[1]) and len(links) == 2


def text_of(layout: Layout) -> dict[tuple[int, int], str]:
    """What of every sentence stands on the lines, blanks aside."""
    out: dict[tuple[int, int], str] = defaultdict(str)
    for y in range(layout.height):
        for run in layout.line(y):
            if run.of is not None:
                out[run.of] += "".join(run.text.split())
    return out


def opened(view: View) -> View:
    """A view in which every argument is shown in full."""
    return replace(view, opened=frozenset(entry.refs[0] for entry in view.entries.arguments))


def words_of(comparison: Comparison, versions: Sequence[int] = (0, 1)) -> dict[tuple[int, int], str]:
    """What every sentence of some versions says, blanks aside."""
    return {
        (version, n): "".join(visible(s.text).split())
        for version, doc in enumerate((comparison.before, comparison.after))
        for n, s in enumerate(doc.sentences)
        if version in versions
    }


@settings(deadline=None)
@given(
    comparisons(),
    st.sampled_from([Arrangement.SIDE, Arrangement.STACKED]),
    st.integers(40, 160),
    st.sampled_from([ViewKind.ROWS, ViewKind.ARGUMENTS]),
)
@pytest.mark.slow
def test_every_sentence_stands_wholly_and_once(
    comparison: Comparison, arrangement: Arrangement, width: int, kind: ViewKind
) -> None:
    layout = layout_for(replace(opened(View.of(comparison)), kind=kind), arrangement, (width, 30))
    rows = [layout.view.row(position) for position in range(len(layout.view.shown))]
    once = {(1, row.after[0]) for row in rows if row and arrangement is Arrangement.STACKED and alike(comparison, row)}
    assert text_of(layout) == {ref: text for ref, text in words_of(comparison).items() if ref not in once}


@settings(deadline=None)
@given(
    comparisons(),
    st.sampled_from(Arrangement),
    st.integers(40, 160),
    st.sampled_from([ViewKind.EARLIER, ViewKind.LATER]),
)
def test_a_text_alone_stands_wholly_and_once(
    comparison: Comparison, arrangement: Arrangement, width: int, kind: ViewKind
) -> None:
    layout = layout_for(replace(View.of(comparison), kind=kind), arrangement, (width, 30))
    assert text_of(layout) == words_of(comparison, [0 if kind is ViewKind.EARLIER else 1])


@settings(deadline=None)
@given(comparisons(), st.sampled_from(Arrangement), st.integers(40, 160), st.sampled_from(ViewKind))
def test_cursor_finds_every_sentence(
    comparison: Comparison, arrangement: Arrangement, width: int, kind: ViewKind
) -> None:
    """Every entry has lines of its own, and a sentence leads back to its entry."""
    layout = layout_for(replace(View.of(comparison), kind=kind), arrangement, (width, 30))
    for position in range(len(layout.view.shown)):
        first, end = layout.span(position)
        assert 0 <= first < end <= layout.height
        assert layout.view.position(layout.view.ref(position)) == position
        if kind is not ViewKind.SLOPE:
            assert position in {layout.position_at(y) for y in range(first, end)} or layout.by_sentence


@settings(deadline=None)
@given(comparisons(), st.sampled_from(Arrangement), st.integers(30, 160))
def test_every_sentence_number_stands_once(comparison: Comparison, arrangement: Arrangement, width: int) -> None:
    view = View.of(comparison)
    layout = RowsLayout(view, arrangement, width)
    lines = [line for position in range(len(view.shown)) for line in layout.lines(position)]
    numbers = "".join(p.text + " " for line in lines for p in line if Role.NUMBER in p.roles)
    if arrangement is Arrangement.STACKED:
        numbers += " ".join(str(row.after[0] + 1) for row in view.entries.rows if alike(comparison, row))
    found: Counter[int] = Counter()
    for part in numbers.replace("→", " ").replace(",", " ").split():
        first, _, last = part.partition("-")
        found.update(range(int(first), int(last or first) + 1))
    expected = Counter(n + 1 for doc in (comparison.before, comparison.after) for n in range(len(doc.sentences)))
    assert found == expected


@settings(deadline=None)
@given(comparisons(), st.sampled_from(Arrangement), st.integers(30, 160), st.sampled_from(ViewKind), st.booleans())
def test_entries_have_announced_size(
    comparison: Comparison, arrangement: Arrangement, width: int, kind: ViewKind, in_full: bool
) -> None:
    """An entry is as high as announced and no wider than the screen."""
    view = replace(View.of(comparison), kind=kind)
    layout = layout_for(opened(view) if in_full else view, arrangement, (width, 30))
    if kind in (ViewKind.ROWS, ViewKind.CHANGES, ViewKind.ARGUMENTS, ViewKind.TIMELINE):
        for position in range(len(layout.view.shown)):
            assert len(layout.lines(position)) == layout.tops[position + 1] - layout.tops[position]
    if width >= 60:
        for y in range(layout.height):
            assert clipped(layout.line(y), width)[: len(layout.line(y))] == layout.line(y)


@settings(deadline=None)
@given(comparisons())
def test_raising_the_threshold_only_takes_links_away(comparison: Comparison) -> None:
    view = View.of(comparison).at(0.0)
    links = {(link.before, link.after) for link in view.comparison.links}
    for _ in range(30):
        view = view.at(min(1.0, view.comparison.threshold + 0.05))
        fewer = {(link.before, link.after) for link in view.comparison.links}
        assert fewer <= links
        links = fewer


@pytest.mark.parametrize(
    ("width", "height", "expected"),
    [
        (200, 60, Arrangement.SIDE),
        (100, 15, Arrangement.SIDE),
        (99, 40, Arrangement.STACKED),
        (60, 15, Arrangement.STACKED),
        (59, 40, Arrangement.LIST),
        (120, 14, Arrangement.LIST),
    ],
)
def test_the_window_decides_the_layout(width: int, height: int, expected: Arrangement) -> None:
    assert arrangement_for(width, height) is expected


def test_a_side_without_a_sentence_is_hatched() -> None:
    layout = RowsLayout(View.of(made(["Gone."], [], [])), Arrangement.SIDE, 100)
    assert [run.text[0] for run in layout.line(0) if Role.HATCH in run.roles] == ["╲"]


def test_a_link_into_another_row_is_named() -> None:
    view = View.of(made(["A a.", "B b."], ["A a.", "B b."], [(0, 0, 0.9), (1, 1, 0.8), (0, 1, 0.5)]))
    text = "".join(run.text for run in RowsLayout(view, Arrangement.SIDE, 100).line(0))
    assert "A a.  ↔\xa02" in text


def test_kinds_and_score_stand_on_the_last_line() -> None:
    view = View.of(made(["Word " * 30], ["Other " * 30], [(0, 0, 0.48)]))
    layout = RowsLayout(view, Arrangement.SIDE, 100)
    assert "".join(run.text for run in layout.lines(0)[-1]).endswith("scope wider · score .48")


def test_a_split_sentence_marks_only_words_that_neither_part_has() -> None:
    before = ["The ferries bring six hundred visitors a day, and most of them walk from the old pier to the stalls."]
    after = ["The ferries bring five hundred visitors a day.", "Most of them walk from the old pier to the stalls."]
    layout = RowsLayout(View.of(made(before, after, [(0, 0, 0.9), (0, 1, 0.9)])), Arrangement.STACKED, 120)
    runs = [run for line in layout.lines(0) for run in line]
    assert "stalls" not in "".join(run.text for run in runs if Role.GONE in run.roles)


def test_a_folded_argument_shows_equal_sentences_once_and_without_indents() -> None:
    sentence = "The terms for\n    copying follow."
    view = replace(View.of(made([sentence], [sentence], [(0, 0, 1.0)])), kind=ViewKind.ARGUMENTS)
    layout = layout_for(view, Arrangement.STACKED, (80, 30))
    (line,) = (layout.line(y) for y in range(layout.height))
    assert "= The terms for copying follow." in "".join(run.text for run in line)


def test_stack_shows_equal_sentences_once() -> None:
    """A stack shows equal sentences once, with both numbers."""
    layout = RowsLayout(View.of(made(["Gone.", "Same."], ["Same."], [(1, 0, 1.0)])), Arrangement.STACKED, 70)
    text = "".join(run.text for run in layout.lines(1)[-1])
    assert text.split() == ["=", "2", "Same.", "→", "1"]


@pytest.mark.parametrize(
    ("width", "expected"), [(40, "wording · .90 .80 .70 .60 …"), (20, ".90 .80 .70 .60 …"), (3, ".90")]
)
def test_what_is_said_of_links_fits_its_column(width: int, expected: str) -> None:
    pairs = [(0, n, 0.9 - n / 10) for n in range(6)]
    view = View.of(
        made(["One."], [f"Other {word}." for word in ("men", "ships", "roads", "taxes", "laws", "kings")], pairs)
    )
    assert trailer_of(view.entries.rows[0], width, 0.3) == expected


@pytest.mark.parametrize("arrangement", [Arrangement.STACKED, Arrangement.LIST])
def test_a_refused_partner_is_named_beside_the_text(arrangement: Arrangement) -> None:
    """An opened argument has the number of a refused partner on a line of its own if its last line is full."""
    words = "It is said of the old pier and stalls."
    comparison = made([words], ["New."], [(0, 0, 0.9)]).judged([Judgement(words, "New.", Verdict.NOT)])
    view = opened(replace(View.of(comparison), kind=ViewKind.ARGUMENTS))
    layout = layout_for(view, arrangement, (50, 30))
    shown = ["".join(run.text for run in layout.line(y)) for y in range(layout.height)]
    assert "not 1" in [line.strip() for line in shown]
    assert all(len(line) <= 50 for line in shown)


def test_a_filter_shows_only_its_statuses() -> None:
    view = View.of(made(["Same.", "Old."], ["Same.", "New."], [(0, 0, 1.0)]))
    for status in (Status.PERSISTED, Status.DROPPED, Status.ADDED):
        only = replace(view, statuses=frozenset({status}))
        assert [only.all[n].status for n in only.shown] == [status]


@pytest.mark.parametrize("query", ["don't", "DON’T", "long-term", "a long-term plan"])
def test_a_search_ignores_case_and_typography(query: str) -> None:
    view = View.of(made(["They don’t want a  long–term plan."], ["Nothing."], []))
    found = replace(view, query=query)
    assert [found.entries.rows[n].before for n in found.shown] == [(0,)]
