"""The HTML report: nothing in it but words runs, every place that is named is there, and no sentence is lost."""

from __future__ import annotations

import hashlib
import re
from base64 import b64encode
from importlib.resources import files
from itertools import product
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from lxml import html

import evolve
from evolve.readers import seeds
from evolve.report import RENDERERS, Provenance
from evolve.report.html.marked_words import marked
from evolve.report.html.side_by_side import MAX_NEAREST

from .versions import evolution, judged_evolution

ONE = ["The treaty was signed in May.", "Nobody asked the farmers.", "Grain prices rose by ten percent."]
TWO = ["The treaty was signed in June.", "Nobody asked the farmers.", "The minister has resigned."]
THREE = ["The minister has resigned.", "Grain prices fell by five percent."]
LIVE = st.sampled_from(
    ["<script>alert(1)</script>", "</style>", "</script>", "<img src=x onerror=y>", '"><b>', "' x='", "&lt;", "<!--",
     "$title", "]]>", "javascript:x", "\u202e", "\x00", "peace", "talks"]
)  # fmt: skip
SENTENCES = st.lists(st.lists(LIVE, min_size=1, max_size=4).map(" ".join), max_size=5)


def render(*versions: list[str], **settings: Any) -> str:
    return RENDERERS["html"].render(evolution(*versions, **settings), Provenance())


def page(*versions: list[str], **settings: Any) -> html.HtmlElement:
    return html.document_fromstring(render(*versions, **settings))


def sentences_on(tree: html.HtmlElement, side: str) -> dict[str, str]:
    """The sentences of a side by the name of their place."""
    return {str(p.get("id")): p.find("span").text_content() for p in tree.xpath(f"//div[@class='{side}']/p")}


@given(one=SENTENCES, two=SENTENCES)
@example(one=["a"], two=[])
def test_every_sentence_stands_once_on_its_side(one: list[str], two: list[str]) -> None:
    (comparison,) = evolution(one, two).comparisons
    tree = page(one, two)
    for side, sayings in zip("ba", comparison.pair.sayings, strict=True):
        assert sentences_on(tree, side) == {f"{side}{n}": text for n, text in enumerate(sayings, 1)}


@given(versions=st.lists(SENTENCES, min_size=2, max_size=3))
def test_nothing_a_document_says_becomes_markup(versions: list[list[str]]) -> None:
    tree = page(*versions)
    assert [len(tree.findall(f".//{tag}")) for tag in ("script", "style", "img", "link", "iframe")] == [1, 1, 0, 0, 0]
    assert not [name for element in tree.iter() for name in element.attrib if name.startswith("on") or name == "style"]
    assert all(str(a.get("href")).startswith("#") for a in tree.iter("a"))


@given(versions=st.lists(SENTENCES, min_size=2, max_size=3))
def test_anchors_are_unique_and_met(versions: list[list[str]]) -> None:
    """Every anchor is there once, and every address leads to one."""
    tree = page(*versions)
    names = [str(name) for name in tree.xpath("//@id")]
    assert len(names) == len(set(names))
    pointed = {str(a)[1:] for a in tree.xpath("//a/@href")}
    pointed |= {name for attribute in tree.xpath("//@aria-labelledby") for name in str(attribute).split()}
    assert pointed <= set(names)


@pytest.mark.parametrize("tag", ["style", "script"])
def test_policy_allows_only_the_page(tag: str) -> None:
    """The policy lets only what is in the page run."""
    report = render(ONE, TWO)
    (content,) = re.findall(rf"<{tag}>(.*?)</{tag}>", report, re.S)
    digest = b64encode(hashlib.sha256(content.encode()).digest()).decode()
    policy = html.document_fromstring(report).xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    assert policy.startswith("default-src 'none'; ")
    assert f"{tag}-src 'sha256-{digest}';" in policy
    assert "unsafe" not in policy and "http" not in policy


def test_a_link_has_an_address_of_its_own() -> None:
    assert len(page(ONE, TWO).xpath("//details[@id='b1-a1']")) == 1
    assert len(page(ONE, TWO, THREE).xpath("//details[@id='1-b1-a1']")) == 1


def test_a_link_says_what_its_score_is_made_of() -> None:
    (why,) = page(ONE, TWO).xpath("//details[@id='b1-a1']")
    assert "date: “May” → “June”" in why.find("summary").text_content()
    assert "treaty" in why.find("ul").text_content()


def test_a_link_that_a_person_judged_says_so() -> None:
    made = judged_evolution(ONE, TWO, (2, 2, "same"))
    (why,) = html.document_fromstring(RENDERERS["html"].render(made, Provenance())).xpath("//details[@id='b3-a3']")
    assert "judged" in why.find("summary").text_content()


def test_three_versions() -> None:
    """Three versions have a timeline of arguments and a section for each step."""
    tree = page(ONE, TWO, THREE)
    heads = [th.text_content() for th in tree.xpath("//table[@class='args']/thead//th")]
    assert heads == ["status", "argument", "v1", "v2", "v3"]
    assert [h.text_content() for h in tree.xpath("//main//h2")] == ["Arguments", "v1 → v2", "v2 → v3"]


def test_timeline_begins_with_the_earliest() -> None:
    """The timeline begins with what came up first, wherever in its text."""
    wheat, bees = "The wheat is sold by the harbour.", "Bees hum all day long."
    tree = page(["One is here.", wheat], [bees, wheat], [bees])
    rows = [
        [td.text_content() for td in row.xpath("td[@data-in]")] for row in tree.xpath("//table/tbody/tr[td/@data-in]")
    ]
    assert rows == [["2", "2", "none"], ["none", "1", "1"]]


def test_changed_argument_is_not_reworded() -> None:
    """An argument that makes another claim is not called reworded."""
    tree = page(["The treaty was signed in May, at last, by both."], ["The treaty was signed by all of them in June."])
    assert tree.xpath("//table[@class='args']/tbody//small/text()") == ["date"]


def test_three_versions_have_their_sizes_in_one_row() -> None:
    assert page(ONE, TWO, THREE).xpath("string(//header/p)") == "3 → 3 → 2 sentences"


def test_no_candidates_below_chance() -> None:
    """A sentence without a link names no candidates of which chance gives as many."""
    made = evolve.evolution(list(map(evolve.read, seeds())))
    (comparison,) = made.comparisons
    tree = html.document_fromstring(RENDERERS["html"].render(made, Provenance()))
    alone = [
        n for n in range(len(comparison.before.sentences)) if comparison.status_of("before", n) is evolve.Status.DROPPED
    ]
    least = comparison.alignment.chance_cutoff
    told = [tree.xpath(f"//li[div/p/@id='b{n + 1}']/p[@class='w']")[0] for n in alone]
    assert [list(map(int, p.xpath("a/text()"))) for p in told] == [
        [link.after + 1 for link in comparison.candidates_of("before", n)[:MAX_NEAREST] if link.score >= least]
        for n in alone
    ]
    assert "No later sentence is nearer than by chance." in {p.text for p in told}


def test_unclear_names_its_candidates() -> None:
    """An unclear sentence has all of its candidates below it, each with both its numbers."""
    made = evolve.evolution(list(map(evolve.read, seeds())))
    (comparison,) = made.comparisons
    tree = html.document_fromstring(RENDERERS["html"].render(made, Provenance()))
    for side in ("before", "after"):
        for n in range(len(getattr(comparison, side).sentences)):
            ways = tree.xpath(f"//li[div/p/@id='{side[0]}{n + 1}'][contains(@class, ' u')]/p[@class='w']/a/@href")
            shown = set(zip(ways[::2], ways[1::2], strict=True))
            assert {(f"#b{k.before + 1}", f"#a{k.after + 1}") for k in comparison.possible_of(side, n)} <= shown


@pytest.mark.parametrize("name", ["slope", "dots"])
def test_a_chart_has_a_title_a_description_and_a_table(name: str) -> None:
    (figure,) = page(ONE, TWO).xpath(f"//figure[svg/title/@id='{name}-t']")
    assert figure.xpath("string(svg/title)") and figure.xpath("string(svg/desc)")
    assert figure.xpath("count(details/table/tbody/tr)") > 0


def test_slope_leads_everywhere() -> None:
    """The slope leads to every link and to every sentence without one."""
    ways = page(ONE, TWO).xpath("//svg[title/@id='slope-t']/a")
    assert {(str(a.get("href")), a.findtext("title")) for a in ways} == {
        ("#b1-a1", "1 → 1, changed"), ("#b2-a2", "2 → 2, persisted"), ("#b3", "3, dropped"), ("#a3", "3, added")
    }  # fmt: skip


def test_the_dot_of_a_link_leads_to_it() -> None:
    (comparison,) = evolution(ONE, TWO).comparisons
    ways = page(ONE, TWO).xpath("//svg[title/@id='dots-t']/a/@href")
    assert sorted(ways) == sorted(f"#b{link.before + 1}-a{link.after + 1}" for link in comparison.links)


def test_only_the_words_that_differ_are_marked() -> None:
    tree = page(ONE, TWO)
    assert [e.text for e in tree.iter("del")] == ["May"]
    assert [e.text for e in tree.iter("ins")] == ["June"]


def test_no_marks_where_most_differs() -> None:
    """Nothing is marked where most of two sentences differs."""
    one, two = ["Grain was sold to all neighbours in May."], ["Grain rotted because nobody there wanted to buy it."]
    assert marked(one, two) == ([[(one[0], False)]], [[(two[0], False)]])


@given(st.lists(st.text("ab c.", min_size=1), max_size=3), st.lists(st.text("ab c.", min_size=1), max_size=3))
def test_marks_cut_no_sentence_short(one: list[str], two: list[str]) -> None:
    for given_sentences, pieces in zip((one, two), marked(one, two), strict=True):
        assert ["".join(text for text, _ in sentence) for sentence in pieces] == given_sentences


def test_sentences_in_another_language_say_so() -> None:
    assert page(["Der Vertrag."], ["Der Vertrag."], language="german").xpath("//span[@dir='auto']/@lang") == ["de"] * 2


def palettes() -> list[dict[str, str]]:
    style = files("evolve.render.html").joinpath("page.css").read_text("utf-8")
    blocks = re.findall(r":root \{(.*?)\}", style, re.S)
    return [dict(re.findall(r"--([\w-]+): (#\w+);", block)) for block in blocks]


def luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(digit * 2 for digit in colour[1:])
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


ON = [
    *product(("ink", "quiet", "link", "added", "dropped", "focus"), ("paper",)),
    ("ink", "added-back"),
    ("ink", "dropped-back"),
    ("link", "line"),
]


@pytest.mark.parametrize("palette", palettes(), ids=["light", "dark"])
@pytest.mark.parametrize(("front", "back"), ON)
def test_text_stands_out_four_and_a_half_times(palette: dict[str, str], front: str, back: str) -> None:
    dark, light = sorted((luminance(palette[front]), luminance(palette[back])))
    assert (light + 0.05) / (dark + 0.05) >= 4.5
