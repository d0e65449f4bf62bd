"""The text report: every sentence once, at most eighty columns, and no control character from a document."""

from __future__ import annotations

import re
from typing import Any

import pytest

from evolve import Document, Judgement, Status, Verdict, compare, read
from evolve.comparison import evolution_of
from evolve.comparison.rows import rows_of
from evolve.model import Kind
from evolve.readers import seeds
from evolve.render.text_page import Look
from evolve.report import RENDERERS, Provenance
from evolve.report.as_text import render
from evolve.report.phrases import possible_note, rows_by_status

from .versions import evolution

ONE = ["The treaty was signed in May.", "Nobody asked the farmers.", "Grain prices rose by ten percent."]
TWO = ["The treaty was signed in June.", "Nobody asked the farmers.", "The minister has resigned."]
THREE = ["The minister has resigned.", "Grain prices fell by five percent."]


def text_of(*versions: list[str], **settings: Any) -> str:
    return RENDERERS["text"].render(evolution(*versions, **settings), Provenance())


def numbers(report: str) -> tuple[list[int], list[int]]:
    """Return the numbers before the sentences of either side, sorted."""
    body = report.partition("\n─")[0]
    both = re.findall(r"^[=~] +(\d+) → (\d+) +\S", body, re.M)
    earlier = re.findall(r"^[=~− ] +(\d+)  \S", body, re.M) + [pair[0] for pair in both]
    later = re.findall(r"^[→+] +(\d+)  \S", body, re.M) + [pair[1] for pair in both]
    return sorted(map(int, earlier)), sorted(map(int, later))


def test_every_sentence_is_in_the_report_once_with_its_number() -> None:
    assert numbers(text_of(ONE, TWO)) == ([1, 2, 3], [1, 2, 3])


def test_kept_sentence_is_printed_once() -> None:
    """A sentence kept word for word is printed once for both sides; the lines at the top only quote the surest."""
    report = text_of(ONE, ONE)
    assert report.partition(" earlier ")[2].count("Nobody asked the farmers.") == 1
    assert "\n= 2 → 2  Nobody asked the farmers.\n" in report


def test_equal_sentences_judged_related_are_printed_one_below_the_other() -> None:
    """They share a row without a link, in every format that has rows."""
    related = Judgement("Nobody asked the farmers.", "Nobody asked the farmers.", Verdict.RELATED)
    judged = evolution_of([evolution(ONE, TWO).comparisons[0].judged([related])])
    report = render(judged, Provenance())
    assert "\n? 2  Nobody asked the farmers.\n→ 2  Nobody asked the farmers.\n" in report
    assert RENDERERS["md"].render(judged, Provenance()).count("Nobody asked the farmers.") == 2


def test_the_head_names_versions_sizes_and_threshold() -> None:
    head = text_of(ONE, TWO).split("\n\n")
    assert head[0] == "v1 → v2\n3 sentences → 3 sentences"
    assert head[4].startswith("2 links at threshold .10 (as requested).")


@pytest.mark.parametrize("name", ["text", "md"])
@pytest.mark.parametrize("versions", [(ONE, TWO), (ONE, TWO, THREE), (ONE[:1], ["Rye grows in sandy ground."])])
def test_first_lines_answer_what_a_reader_asks_first(name: str, versions: tuple[list[str], ...]) -> None:
    """The first 25 lines of a terminal have how much comes back, the surest claim, a possible one, why, and what to do
    if it is wrong; also where nothing comes back."""
    head = RENDERERS[name].render(evolution(*versions), Provenance()).split("\n")[:25]
    asked = ["Of ", "Surest:", "Only possible:", "Why?", "Wrong?"]
    assert [word for line in head for word in asked if line.lstrip("-* ").startswith(word)] == asked


def test_automatic_threshold_is_named_as_found() -> None:
    """The report shows that a threshold was found automatically."""
    report = " ".join(text_of(ONE, TWO, threshold=None).split())
    assert re.search(r"links at threshold \.\d\d \(found automatically\)\.", report)


def test_no_line_is_wider_than_the_page() -> None:
    long = [" ".join(["word"] * 100) + "."]
    assert max(map(len, text_of(long, [*ONE, *long]).splitlines())) <= 80


def test_lines_on_several_versions_fit_the_page() -> None:
    """The table of the steps fits too, and a sign stays on the line of its numbers."""
    long = [f"The roads of {name} are to be repaired before the winter." for name in ("Bath", "Cork", "Deal", "Hull")]
    lines = text_of(*[long] * 12).splitlines()
    assert max(map(len, lines)) <= 80
    assert [line for line in lines if line.endswith((" =", " ~"))] == []


def test_a_word_longer_than_the_page_stays_whole() -> None:
    address = "https://example.org/" + "a" * 90
    assert address in text_of([f"See {address} for more."], TWO)


def test_line_breaks_inside_a_sentence_become_spaces() -> None:
    assert "one two three four" in text_of(["one\ntwo\tthree\u2028four"], TWO)


def test_colour_changes_no_text() -> None:
    made = evolution(ONE, TWO)
    plain = render(made, Provenance(), Look())
    coloured = render(made, Provenance(), Look(colour=True))
    assert "\x1b[" in coloured
    assert re.sub(r"\x1b\[[\d;]*m", "", coloured) == plain


def test_three_versions() -> None:
    """A report on three versions has an overview and a section for each pair."""
    report = text_of(ONE, TWO, THREE)
    assert report.startswith("v1 → v2 → v3\n3 → 3 → 2 sentences\n")
    assert "\n1 → 2: v1 → v2\n" in report
    assert "\n2 → 3: v2 → v3\n" in report


def test_settings_are_shown_with_origin() -> None:
    """Settings that are not the default are shown with their origin."""
    report = render(evolution(ONE, TWO), Provenance(origins={"threshold": "--threshold", "trust": "default"}))
    assert report.endswith("Settings: threshold = 0.1 (--threshold).\n")


def test_report_without_links_says_no_links() -> None:
    assert "No links at threshold 1.00 (as requested)." in " ".join(text_of(ONE, THREE, threshold=1).split())


def test_added_are_in_the_later_order() -> None:
    """Added sentences are in the order of the later text."""
    later = ["Grain prices rose by ten percent.", "A comet was seen.", "The treaty was signed in May.", "Dogs barked."]
    report = text_of(["The treaty was signed in May.", "Grain prices rose by ten percent."], later)
    assert report.index("\n+ 2  A comet") < report.index("\n+ 4  Dogs")


def test_kept_sentence_elsewhere_has_moved() -> None:
    """A sentence kept word for word elsewhere is marked as moved."""
    report = text_of(ONE, [ONE[2], *ONE[:2]])
    assert "Grain prices rose by ten percent.\n         moved\n" in report
    assert "moved" not in text_of(ONE, ONE)


def judged(before: list[str], after: list[str], *verdicts: tuple[int, int, str], by: str = "") -> str:
    """Return the report under verdicts on pairs of indices, of a judge if `by` names one, else of the person."""
    given = [Judgement(before[b], after[a], Verdict(word), by=by) for b, a, word in verdicts]
    (comparison,) = evolution(before, after, threshold=0.3).comparisons
    comparison = comparison.judged((), by_judges=given) if by else comparison.judged(given)
    return " ".join(render(evolution_of([comparison]), Provenance(), Look(width=200)).split())


def test_related_pair_is_not_shown_as_perhaps_the_same() -> None:
    """A pair that was judged related is shown as a related theme, with the judge, and never as perhaps the same."""
    report = judged(["Grain prices rose by ten percent."], ["The minister has resigned."], (0, 0, "related"), by="me")
    assert "a related theme (me)" in report
    assert "perhaps the same claim" not in report
    assert "Only possible: none" in report
    assert "a related theme (as judged)" in judged(ONE[2:], TWO[2:], (0, 0, "related"))


def test_links_by_verdict_are_counted_apart() -> None:
    """Links below the threshold are counted as made by a verdict, and confirmed links are not."""
    assert "3 links, 1 of them by verdict, at threshold .30" in judged(ONE, TWO, (1, 1, "same"), (2, 2, "same"))
    assert "1 link, by verdict, at threshold .30" in judged(ONE[2:], TWO[2:], (0, 0, "same"))


def test_judged_denial_has_the_word_of_the_statuses() -> None:
    """A denial that only a judge names is called a denial, as in "now denied"."""
    before, after = "Grain prices rose by ten percent.", "The minister has resigned."
    given = Judgement(before, after, Verdict.SAME, kinds=(Kind.NEGATION,), by="me")
    (comparison,) = evolution([before], [after], threshold=0.3).comparisons
    report = render(evolution_of([comparison.judged((), by_judges=[given])]), Provenance())
    assert "denial" in report
    assert "negation" not in report


def titled(title: str) -> Document:
    text = f"{title}\n\nThe treaty was signed in May. Nobody asked the farmers.\n\nGrain prices rose by ten percent.\n"
    return Document.from_text(text)


def report_of_titles(one: str, two: str) -> str:
    made = evolution_of([compare(titled(one), titled(two))])
    return " ".join(render(made, Provenance(), Look(width=200)).split())


def test_titles_that_differ_are_shown() -> None:
    """A title is no sentence, but a change of it is not left out in silence."""
    report = report_of_titles("Water company announces its plan", "Water company updates its plan")
    shown = "“Water company announces its plan” → “Water company updates its plan”"
    assert f"The titles differ and are not compared: {shown}." in report
    assert report.count("1 title line not compared") == 2
    assert "The titles differ" not in report_of_titles("Water company plans", "Water company plans")


def test_unlinked_candidate_at_the_threshold_has_its_reason() -> None:
    """In the two essays a candidate scores more than some links, but its sentence is linked to a better one."""
    comparison = compare(*map(read, seeds()))
    notes = [possible_note(comparison, row) for row in rows_of(comparison) if row.possible]
    reaching = [
        link
        for link in comparison.possible
        if link.score >= comparison.threshold and not comparison.links_of("after", link.after)
    ]
    assert reaching
    for link in reaching:
        linked = ", ".join(str(k.after + 1) for k in comparison.links_of("before", link.before))
        assert any(f"{link.before + 1} is already linked to {linked}" in note for note in notes)


def test_links_of_rewritten_texts_are_the_surest_first() -> None:
    """Text and Markdown list the links of rewritten texts by how sure they are, as the page does."""
    comparison = compare(*(read(path) for path in seeds()))
    groups = dict(rows_by_status(rows_of(comparison), surest_first=True))
    shown = [max(link.judged_score for link in row.links) for row in groups[Status.CHANGED] if row.links]
    in_text = [max(link.judged_score for link in row.links) for row in rows_of(comparison) if row.links]
    assert shown == sorted(shown, reverse=True) != in_text
    report = RENDERERS["text"].render(evolution_of([comparison]), Provenance())
    assert "~ CHANGED, the surest first" in report
