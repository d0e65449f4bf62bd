"""Choosing the lines of a body, without a screen."""

from __future__ import annotations

import pytest

from evolve.document import Document
from evolve.tui.state.body_lines import BodyLines

TEXT = (
    "Skip to content\nSubscribe\n\nA title\nBread is dear this year.\n\nProfits rose a lot.\nRoses were cheap.\nShare"
)


def lines(body: str = "auto") -> BodyLines:
    return BodyLines.of(Document.from_text(TEXT, body=body))


def numbers(of: BodyLines) -> list[int]:
    return [of.lines[k].number for k in sorted(of.kept)]


def test_blank_lines_cannot_be_chosen_and_the_cursor_is_on_the_first_kept() -> None:
    found = lines("7-8")
    assert [line.number for line in found.lines] == [1, 2, 4, 5, 7, 8, 9]
    assert found.lines[found.at].number == 7
    assert not found.is_changed


def test_a_line_and_a_range_are_toggled() -> None:
    found = lines("7-8").toggled()
    assert numbers(found) == [8] and found.is_changed
    assert found.toggled().body == "7-8"
    wide = found.moved(0).marked().moved(2)
    assert list(wide.selected) == [0, 1, 2]
    assert numbers(wide.toggled()) == [1, 2, 4, 8]
    assert numbers(wide.toggled().marked().moved(0).toggled()) == [8]


def test_a_mixed_range_is_kept_as_a_whole() -> None:
    mixed = lines("7-8").moved(3, extends=False).moved(4, extends=True)
    assert numbers(mixed.toggled()) == [5, 7, 8]


def test_the_body_is_what_the_option_takes() -> None:
    """The ranges go over blank lines, not over lines that are left out, and give the same lines when read."""
    chosen = lines("2,4-7,9")
    assert chosen.body == "2-7,9"
    assert numbers(lines(chosen.body)) == numbers(chosen)


def test_the_rules_come_back() -> None:
    found = lines()
    toggled = found.with_all()
    assert not toggled.is_by_rules and toggled.is_changed
    assert toggled.with_rules().is_by_rules
    assert numbers(lines("9").with_rules()) == numbers(found)
    assert lines("9").is_chosen(6)


@pytest.mark.parametrize(("at", "step", "to"), [(0, 1, 4), (4, 1, 6), (6, -1, 4), (4, -1, 0), (0, -1, 0), (6, 1, 6)])
def test_edges_are_where_the_decision_changes(at: int, step: int, to: int) -> None:
    assert lines("7-8").moved(at).edge(step) == to


def test_the_cursor_stays_inside() -> None:
    assert lines().moved(99).at == 6
    assert lines().moved(-5).at == 0


def test_given_sentences_have_no_lines() -> None:
    none = BodyLines.of(Document.from_sentences(["One.", "Two."]))
    assert none.lines == () and none.toggled().body == "" and none.moved(3).at == 0 and none.edge(1) == 0
