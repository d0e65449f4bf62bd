"""The pages and the Markdown of an archive: every argument once, and its life in words beside the drawing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import pytest

from evolve.batch.archive.arguments import ArgumentOverTime, arguments_over_time
from evolve.batch.archive.as_markdown import as_markdown
from evolve.batch.archive.joining import Joined, Wordings
from evolve.batch.archive.life_drawing import life_drawing, life_in_words
from evolve.batch.archive.pages import (
    ARGUMENTS_ON_PAGE,
    address_of,
    archive_summary,
    argument_pages,
    index_page,
    trust_summary,
)
from evolve.batch.archive.periods import PeriodKind, periods_of
from evolve.batch.archive.run import Archive
from evolve.model import Event

from .archives import SETTINGS, dated

HARBOUR = "The harbour was closed by the council for 12 days."
LONGER = "The harbour was closed by the council for 30 days."


def archive_of(texts: Sequence[Sequence[str]]) -> Archive:
    """Return the archive of texts in which every sentence about the harbour, and all equal sentences, are one claim."""
    made = tuple(dated(number, sentences) for number, sentences in enumerate(texts))
    wordings = Wordings.of(made)
    harbour = tuple(n for n, text in enumerate(wordings.texts) if "harbour" in text)
    equal = [(n,) for n, s in enumerate(wordings.sentences) if n not in harbour and len({text for text, _ in s}) > 1]
    claims = Joined(0.4, 2.0, (*([harbour] if harbour else []), *equal), (), ())
    periods = periods_of([text.date for text in made])
    arguments = arguments_over_time(made, wordings, claims, periods, SETTINGS)
    return Archive("columns", SETTINGS, made, periods, claims, arguments, ("Left out <b>: =x",))


def pages_of(archive: Archive) -> dict[str, str]:
    return {path: "".join(parts) for path, parts in argument_pages(archive)}


FEW = archive_of([[HARBOUR], [HARBOUR], ["Nothing at all <script>"], [LONGER]])
MANY = archive_of([[f"Claim number {n} is made here." for n in range(ARGUMENTS_ON_PAGE + 1)]] * 2)


def test_every_argument_has_one_row_and_one_section() -> None:
    numbers = [str(n) for n in range(1, len(MANY.arguments) + 1)]
    assert re.findall(r'<tr class="row" id="r(\d+)"', "".join(index_page(MANY))) == numbers
    assert re.findall(r'<section class="argument" id="a(\d+)"', "".join(pages_of(MANY).values())) == numbers


def test_addresses_lead_to_sections() -> None:
    pages = pages_of(MANY)
    for number in (1, ARGUMENTS_ON_PAGE, ARGUMENTS_ON_PAGE + 1):
        path, _, anchor = address_of(number).partition("#")
        assert f'id="{anchor}"' in pages[path]
        assert f'href="{address_of(number)}"' in "".join(index_page(MANY))


def test_edits_rebuild_the_sentence_and_the_one_before() -> None:
    (text,) = pages_of(FEW).values()
    said = re.findall(r'<p class="said"><bdi>(.*?)</bdi>', text)[-1]
    later, earlier = re.sub("<del>.*?</del>|</?ins>", "", said), re.sub("<ins>.*?</ins>|</?del>", "", said)
    assert (earlier, later) == (HARBOUR, LONGER)


def test_a_text_in_the_same_words_is_listed_with_the_one_before() -> None:
    (text,) = pages_of(FEW).values()
    assert (text.count('class="said"'), "in the same words again: 2000-02" in text) == (2, True)


def test_a_drawing_has_its_events_in_words() -> None:
    (argument,) = FEW.arguments
    drawing = life_drawing(argument, FEW.periods)
    assert drawing.description == "first made 2000-01, persisted 2000-02, not made 2000-03, came back 2000-04"
    assert [look for look, _ in drawing.parts] == ["n", "p", "d", "r"]


def test_runs_of_one_event_are_one_phrase() -> None:
    events = (Event.ABSENT, Event.ADDED, Event.PERSISTED, Event.PERSISTED, Event.DROPPED, Event.ABSENT)
    names = ("1", "2", "3", "4", "5", "6")
    assert life_in_words(events, names) == "first made 2, persisted 3 to 4, not made 5 to 6"


def test_a_drawing_has_its_years_or_in_one_year_its_first_and_last_period() -> None:
    assert life_drawing(FEW.arguments[0], FEW.periods).ends == ("2000-01", "2000-04")
    (argument,) = archive_of([[HARBOUR], *[["Nothing."]] * 11, [HARBOUR]]).arguments[:1]
    assert life_drawing(argument, periods_of([f"{year}-05" for year in range(2000, 2013)])).ends == ("2000", "2012")


def test_boxes_of_the_index_show_how_many_arguments_each_is_for() -> None:
    """Every argument is behind one box, and what it shows depends on the last period."""
    text = "".join(index_page(archive_of([[HARBOUR, "It is so."], ["It is so."], ["Nothing."], [HARBOUR]])))
    boxes = re.findall(r'value="(\w+)" checked> (.*?)</label>', text)
    assert boxes == [("revived", "came back after a gap (1)"), ("ended", "no gap, not made in the last text (1)")]


def test_every_mark_has_the_name_that_pages_and_markdown_use() -> None:
    """What is not made is in no text "dropped", because no text follows from another."""
    for text in ("".join(index_page(FEW)), "".join(as_markdown(FEW)), *pages_of(FEW).values()):
        assert not re.search(
            r"\b(dropped|revived|added)\b", re.sub(r"<(style|script)>.*?</\1>|<[^>]*>", "", text, flags=re.S)
        )
    assert "blank: made neither there nor in the one before" in "".join(index_page(FEW))


def test_the_higher_mark_is_that_of_more_texts() -> None:
    made = [dated(n, [HARBOUR], "2001" if n else "2000") for n in range(3)]
    argument: ArgumentOverTime
    wordings, periods = Wordings.of(made), periods_of([text.date for text in made], most=2)
    claims = Joined(0.4, 0.0, ((0,),), (), ())
    (argument,) = arguments_over_time(made, wordings, claims, periods, SETTINGS)
    tops = [int(re.match(r"M\d+ (\d+)", path)[1]) for _, path in life_drawing(argument, periods).parts]  # type: ignore[index]
    assert tops[0] > tops[1] == 0


def test_markdown_has_a_row_for_each_argument_and_nothing_alive() -> None:
    text = "".join(as_markdown(FEW))
    assert [line for line in text.splitlines() if line.startswith("| 1")] == [
        "| 1 | The harbour was closed by the council for 12 days | `•=−↺` | 3 | 2000-01 | 2000-04 | 1 | 1 |"
    ]
    assert "- Left out \\<b\\>: \\=x" in text


def test_sums_are_singular_for_one_and_words_for_none() -> None:
    one = replace(FEW, claims=replace(FEW.claims, expected=1.2))
    assert archive_summary(one).endswith("; 1 came back after a gap, 1 is in the last text.")
    assert trust_summary(one) == "Threshold .40; of all links, about 1 is expected by chance."
    ended = archive_of([[HARBOUR], [HARBOUR], ["Nothing at all."]])
    assert archive_summary(ended).endswith("; none came back after a gap, none is in the last text.")


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("text", "made again after one or more texts without it. Made"),
        ("date", "made again after one or more dates without it. Made"),
        ("month", "made again after one or more months without it; months without any text do not count. Made"),
    ],
)
def test_the_index_explains_what_came_back_means(kind: PeriodKind, words: str) -> None:
    assert words in "".join(index_page(replace(FEW, periods=replace(FEW.periods, kind=kind))))
