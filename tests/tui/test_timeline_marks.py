"""The signs of judgements in the timeline."""

from __future__ import annotations

from dataclasses import replace

import pytest
from rich.cells import cell_len

from evolve import Document, Judgement, Settings, Verdict
from evolve.comparison import compare
from evolve.tui.layouts.timeline import TimelineLayout
from evolve.tui.state.entries import Entries, ViewKind
from evolve.tui.state.view import View
from evolve.tui.terminal.arrangement import Arrangement

NIGHT = "Three watchmen should walk the walls at night."
REST = ["The well must be dug deeper.", "The village needs a school."]
TEXTS = [[*REST, NIGHT], REST, [*REST, NIGHT]]
VERSIONS = [Document.from_sentences(texts, label=f"v{n}") for n, texts in enumerate(TEXTS, 1)]


def timeline(verdict: Verdict, *, is_open: bool = False) -> str:
    """The lines of the argument that skips the second version, under a verdict on its two sentences."""
    settings = Settings(language="english")
    entries = Entries.of([compare(*VERSIONS[n : n + 2], settings=settings) for n in range(2)])
    entries = entries.judged(0, 2, [Judgement(NIGHT, NIGHT, verdict)])
    opened = frozenset(entry.refs[0] for entry in entries.arguments) if is_open else frozenset()
    layout = TimelineLayout(View(entries, ViewKind.TIMELINE, opened=opened), Arrangement.SIDE, 100)
    lines = ["".join(run.text for run in layout.line(y)) for y in range(layout.height)]
    return "\n".join(line for line in lines if "watchmen" in line or "judged" in line)


def test_confirmed_links_over_gaps_have_a_sign() -> None:
    """A link over a gap that the person confirmed has its sign beside the numbers, one left unsure another."""
    assert "↺ 3✓" in timeline(Verdict.SAME)
    assert "↺ 3?" in timeline(Verdict.UNSURE)
    assert "you judged the same claim" in timeline(Verdict.SAME, is_open=True)


def test_links_over_gaps_count_for_their_argument() -> None:
    """An argument held together by a link over a gap alone has its score and, if the person judged it, is certain."""
    entries = Entries.of([compare(*VERSIONS[n : n + 2], settings=Settings(language="english")) for n in range(2)])
    (entry,) = (entry for entry in entries.arguments if entry.over_gaps)
    assert not any(entry.links) and entry.score == entry.over_gaps[0].score
    (judged,) = (
        entry for entry in entries.judged(0, 2, [Judgement(NIGHT, NIGHT, Verdict.SAME)]).arguments if entry.over_gaps
    )
    assert judged.surest_key[0]


def test_refused_links_over_gaps_have_a_sign() -> None:
    """A refused link over a gap is no link, and its later sentence shows what was refused."""
    assert "+ 3✗" in timeline(Verdict.NOT)
    assert "you judged 3 of v1 not the same claim" in timeline(Verdict.NOT, is_open=True)


@pytest.mark.parametrize(("width", "heads"), [(200, 6), (80, 5), (60, 3), (40, 2), (36, 0)])
def test_heads_are_dates_where_names_do_not_fit(width: int, heads: int) -> None:
    """Columns whose names are too long have their months as heads, and become wide enough for them if two fit."""
    months = [f"2011-{month:02}" for month in range(3, 9)]
    columns = [
        replace(Document.from_sentences(REST, label=f"A column of the month {month}"), source=f"{month}-05.txt")
        for month in months
    ]
    entries = Entries.of([compare(*columns[n : n + 2], settings=Settings(language="english")) for n in range(5)])
    layout = TimelineLayout(View(entries, ViewKind.TIMELINE), Arrangement.SIDE, width)
    caption = "".join(run.text for run in layout.caption)
    assert [month in caption for month in months].count(True) == heads
    assert cell_len(caption) <= width
