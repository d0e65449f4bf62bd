"""Renumbered items and references to them."""

from __future__ import annotations

import evolve
from evolve.model import Change, Kind, Status
from evolve.report.phrases import renumbered_summary


def compared(before: list[str], after: list[str]) -> evolve.Comparison:
    earlier, later = (evolve.Document.from_sentences(sentences) for sentences in (before, after))
    return evolve.compare(earlier, later)


def test_a_reference_to_a_renumbered_section_persists() -> None:
    before = ["1. Everybody may use the well.", "2. Whoever spoils it pays a fine.", "3. The fine of section 2 is ten."]
    after = [
        "1. Everybody may use the well.",
        "2. Boats stay outside.",
        "3. Whoever spoils it pays a fine.",
        "4. The fine of section 3 is ten.",
    ]
    comparison = compared(before, after)
    assert {link.status for link in comparison.links if link.before == 2} == {Status.PERSISTED}


def test_a_reference_to_another_section_is_shown_as_a_reference() -> None:
    before = ["1. Everybody may use the well.", "2. Whoever spoils it pays a fine.", "3. The fine of section 2 is ten."]
    after = ["1. Everybody may use the well.", "2. Whoever spoils it pays a fine.", "3. The fine of section 1 is ten."]
    comparison = compared(before, after)
    shown = [link.difference.changes for link in comparison.links if link.before == 2]
    assert shown == [(Change(Kind.NUMBER, "section 2", "section 1", "reference"),)]


def test_a_reference_to_another_section_is_shown_where_wording_is_ignored() -> None:
    before, after = (["The fine of section 2 is ten.", f"It is {word} in May."] for word in ("due", "owed"))
    after[0] = "The fine of section 1 is ten."
    earlier, later = (evolve.Document.from_sentences(sentences) for sentences in (before, after))
    links = evolve.compare(earlier, later, settings=evolve.Settings(ignore="wording", threshold=0.0)).links
    ignored = {link.before: link.difference.ignored for link in links if link.before == link.after}
    assert ignored == {0: False, 1: True}


def test_what_was_renumbered_is_listed_once_in_a_report() -> None:
    before = ["1. Everybody may use the well.", "2. Whoever spoils it pays a fine.", "3. The fine goes to the chest."]
    after = ["1. Everybody may use the well.", "2. Boats stay outside.", *before[1:]]
    after[2:] = ["3. Whoever spoils it pays a fine.", "4. The fine goes to the chest."]
    assert renumbered_summary(compared(before, after)) == "Renumbered: 2 → 3, 3 → 4."
    assert renumbered_summary(compared(before, before)) == ""
