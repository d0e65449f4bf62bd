"""The HTML report: only its own script runs, every anchor that is linked exists, and no sentence is lost."""

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
from evolve.comparison import evolution_of
from evolve.model import Judgement, Status, Verdict
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
    """Return the sentences of a side by anchor."""
    return {str(p.get("id")): p.find("span").text_content() for p in tree.xpath(f"//div[@class='{side}']/p")}


@given(one=SENTENCES, two=SENTENCES)
@example(one=["a"], two=[])
@pytest.mark.slow
def test_every_sentence_is_on_its_side_once(one: list[str], two: list[str]) -> None:
    (comparison,) = evolution(one, two).comparisons
    tree = page(one, two)
    for side, texts in zip("ba", comparison.pair.sentence_texts, strict=True):
        assert sentences_on(tree, side) == {f"{side}{n}": text for n, text in enumerate(texts, 1)}


@given(versions=st.lists(SENTENCES, min_size=2, max_size=3))
@pytest.mark.slow
def test_document_text_never_becomes_markup(versions: list[list[str]]) -> None:
    tree = page(*versions)
    assert [len(tree.findall(f".//{tag}")) for tag in ("script", "style", "img", "link", "iframe")] == [1, 1, 0, 0, 0]
    assert not [name for element in tree.iter() for name in element.attrib if name.startswith("on") or name == "style"]
    assert all(str(a.get("href")).startswith("#") for a in tree.iter("a"))


@given(versions=st.lists(SENTENCES, min_size=2, max_size=3))
@pytest.mark.slow
def test_anchors_are_unique_and_met(versions: list[list[str]]) -> None:
    """Every anchor is unique, and every link of the page points to one."""
    tree = page(*versions)
    names = [str(name) for name in tree.xpath("//@id")]
    assert len(names) == len(set(names))
    pointed = {str(a)[1:] for a in tree.xpath("//a/@href")}
    pointed |= {name for attribute in tree.xpath("//@aria-labelledby") for name in str(attribute).split()}
    assert pointed <= set(names)


@pytest.mark.parametrize("tag", ["style", "script"])
def test_policy_allows_only_the_page(tag: str) -> None:
    """The content security policy allows only the page's own style and script."""
    report = render(ONE, TWO)
    (content,) = re.findall(rf"<{tag}>(.*?)</{tag}>", report, re.S)
    digest = b64encode(hashlib.sha256(content.encode()).digest()).decode()
    policy = html.document_fromstring(report).xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    assert policy.startswith("default-src 'none'; ")
    assert f"{tag}-src 'sha256-{digest}';" in policy
    assert "unsafe" not in policy and "http" not in policy


def test_link_has_its_own_anchor() -> None:
    assert len(page(ONE, TWO).xpath("//details[@id='b1-a1']")) == 1
    assert len(page(ONE, TWO, THREE).xpath("//details[@id='1-b1-a1']")) == 1


def test_link_shows_the_parts_of_its_score() -> None:
    (why,) = page(ONE, TWO).xpath("//details[@id='b1-a1']")
    assert "date: “May” → “June”" in why.find("summary").text_content()
    assert "treaty" in why.find("ul").text_content()


def test_judged_link_is_marked_as_judged() -> None:
    made = judged_evolution(ONE, TWO, (2, 2, "same"))
    (why,) = html.document_fromstring(RENDERERS["html"].render(made, Provenance())).xpath("//details[@id='b3-a3']")
    assert "judged" in why.find("summary").text_content()


def test_three_versions() -> None:
    """A report on three versions has a table of arguments and a section for each pair."""
    tree = page(ONE, TWO, THREE)
    heads = [th.text_content() for th in tree.xpath("//table[@class='args']/thead//th")]
    assert heads == ["status", "argument", "v1", "v2", "v3"]
    assert [h.text_content() for h in tree.xpath("//main//h2")] == ["Timeline", "Arguments", "v1 → v2", "v2 → v3"]


def test_timeline_begins_with_the_earliest() -> None:
    """The table of arguments starts with the argument that appears first, whatever its position in the text."""
    wheat, bees = "The wheat is sold by the harbour.", "Bees hum all day long."
    tree = page(["One is here.", wheat], [bees, wheat], [bees])
    rows = [
        [td.text_content() for td in row.xpath("td[@data-in]")] for row in tree.xpath("//table/tbody/tr[td/@data-in]")
    ]
    assert rows == [["2", "= 2", "− none"], ["none", "+ 1", "= 1"]]


def test_timeline_draws_every_sentence_and_gap() -> None:
    """Every sentence of several versions is in both drawings, and what comes back has a line over the gap."""
    wheat, bees, ferry = "The wheat is sold by the harbour.", "Bees hum all day long.", "A ferry leaves at nine sharp."
    tree = page([wheat, bees, ferry], [wheat, ferry], [wheat, bees, ferry])
    for name in ("flow", "strips"):
        drawing = tree.xpath(f"//svg[starts-with(@aria-labelledby, '{name}-')]")[0]
        assert len(drawing.xpath("a")) == 8
        targets = {address.lstrip("#") for address in drawing.xpath("a/@href")}
        assert targets <= set(tree.xpath("//@id"))
    assert len(tree.xpath("//path[@class='band gap']")) == 1
    steps = [[cell.text_content() for cell in row] for row in tree.xpath("//section[h2/@id='timeline']//tbody")[0]]
    assert steps == [["v1 → v2", "0", "2", "0", "0", "0", "1"], ["v2 → v3", "0", "2", "0", "1", "0", "0"]]


def test_changed_arguments_show_their_sentences() -> None:
    """The table of arguments has the sentences of a changed argument, with the words that differ marked."""
    tree = page(
        ["The treaty was signed in May, at last, by both."], ["The treaty was signed in June, at last, by both."]
    )
    assert tree.xpath("//table[@class='args']//q/del/text()") == ["May"]
    assert tree.xpath("//table[@class='args']//q/ins/text()") == ["June"]
    assert tree.xpath("string(//table[@class='args']//q)") == "The treaty was signed in May, at last, by both."
    assert tree.xpath("string(//p[@class='answer'])") == "Of 1 sentence of v1, 1 comes back in v2, changed."


def test_arguments_of_two_versions_are_the_surest_first() -> None:
    """The arguments are ordered by their best links, a judged one first, each with words for how sure it is."""
    comparison = evolve.compare(*(evolve.read(path) for path in seeds()))
    weakest = comparison.links[-1]
    texts = comparison.pair.sentence_texts
    judgement = Judgement(texts[0][weakest.before], texts[1][weakest.after], Verdict.SAME)
    comparison = comparison.judged([judgement])
    page = html.document_fromstring(RENDERERS["html"].render(evolution_of([comparison]), Provenance()))
    rows = page.xpath("//table[@class='args']/tbody/tr")
    words = [row.xpath("string(.//small[@class='sure'])") for row in rows]
    firsts = [int(row.xpath("string(.//td[@data-in][1]//a)")) - 1 for row in rows]
    shown = [max(link.judged_score for link in comparison.links_of("before", n)) for n in firsts]
    assert firsts[0] == weakest.before and shown == sorted(shown, reverse=True)
    assert words[0].endswith("judged the same claim") and all(words)


def test_the_first_lines_answer_what_is_asked_first() -> None:
    """Above all else: how much comes back, the surest claim, one that is only possible, and how to see and correct."""
    evolution = evolve.evolution([evolve.read(path) for path in seeds()])
    (comparison,) = evolution.comparisons
    tree = html.document_fromstring(RENDERERS["html"].render(evolution, Provenance()))
    asked = tree.xpath("//ul[@class='glance']/li/b/text()")
    possible = len(comparison.unclear[0])
    assert asked == ["Surest:", f"One of {possible} only possible:", "Why?", "Wrong?"]
    best = max(comparison.links, key=lambda link: link.score)
    assert tree.xpath("//ul[@class='glance']//a/@href")[0] == f"#b{best.before + 1}-a{best.after + 1}"


def test_first_answers_of_several_versions() -> None:
    """The first list leads to an argument, and that of each pair to its own pairs."""
    lists = page(ONE, TWO, THREE).xpath("//ul[@class='glance']")
    hrefs = [[a.get("href") for a in one.iter("a")] for one in lists]
    assert hrefs == [["#argument-2"], ["#1-b2-a2"], ["#2-b3-a1"]]


@pytest.mark.parametrize(
    ("versions", "answer"),
    [
        ([["Bees hum.", "Wheat is sold."], ["Wheat is sold."], ["Wheat is sold."]], "in all 3 versions, unchanged"),
        ([["Bees hum.", "Wheat is sold."], ["Rye grows."], ["Wheat is sold."]], "in 2 of 3 versions, unchanged"),
        (
            [["Three watchmen walk the walls at night."], ["Rye grows."], ["Four watchmen walk the walls at night."]],
            "in 2 of 3 versions, back after a gap",
        ),
    ],
)
def test_surest_argument_of_several_versions(versions: list[list[str]], answer: str) -> None:
    """The claim to name first is one that no version changed, else the surest; it says in how many versions it is."""
    first = page(*versions).xpath("string(//header/ul[@class='glance']/li)")
    assert first.endswith(f"({answer})")


def test_without_a_link_the_first_answers_say_so() -> None:
    """Texts with nothing in common have neither a surest nor a possible claim, and a key that links by hand."""
    for versions in ([["Bees hum."], ["Rye grows."]], [["Bees hum."], ["Rye grows."], ["Taxes rose again."]]):
        answers = [li.text_content() for li in page(*versions).xpath("//header/ul[@class='glance']/li")]
        assert answers[:2] == ["Surest: none; no two sentences are linked", "Only possible: none"]
        assert "press m" in answers[3]


def test_narrow_screen_names_every_version() -> None:
    """The cells of an argument name all versions in order; versions in a row without it have one name together."""
    wheat, bees = "The wheat is sold by the harbour.", "Bees hum all day long."
    tree = page([wheat, bees], [bees], [bees], [bees], [wheat, bees])
    named = [
        [(td.get("data-in"), td.text_content()) for td in tr.xpath("td[@data-in]")] for tr in tree.xpath("//tbody/tr")
    ]
    assert [("v1", "1"), ("v2", "− none"), ("v3 to v4", "none"), ("", "none"), ("v5", "↺ 1")] in named


def test_surest_claim_is_one_that_both_texts_make() -> None:
    """A claim that both versions make is surer than one that the later denies, also where that has the higher score."""
    denied = "The ferry will bring grain to the harbour of the island every Saturday in the summer."
    before = [denied, "Nobody asked the farmers about it."]
    after = [denied.replace("will bring", "will not bring"), "Nobody has asked the farmers about it."]
    tree = page(before, after)
    assert tree.xpath("//ul[@class='glance']/li[1]/a/text()") == ["2 → 2"]
    assert tree.xpath("//table[@class='args']/tbody/tr/td[1]/b/following-sibling::text()") == [" persisted", " changed"]


def test_surest_claim_names_its_denial() -> None:
    """The line of the surest claim states in the same breath that it is denied now."""
    tree = page(["The ferry will bring grain to the island."], ["The ferry will not bring grain to the island."])
    assert tree.xpath("string(//ul[@class='glance']/li)").endswith(", now denied)")


def test_changed_argument_is_not_reworded() -> None:
    """The table does not call an argument reworded if its claim changed."""
    tree = page(["The treaty was signed in May, at last, by both."], ["The treaty was signed by all of them in June."])
    assert tree.xpath("//table[@class='args']/tbody//small[@class='notes']/text()") == ["date: “May” → “June”"]


def test_sizes_of_three_versions_are_on_one_line() -> None:
    assert page(ONE, TWO, THREE).xpath("string(//header/p)") == "3 → 3 → 2 sentences"


@pytest.mark.slow
def test_no_candidates_below_chance() -> None:
    """A sentence without a match lists only candidates that are better than chance."""
    made = evolve.evolution(list(map(evolve.read, seeds())))
    (comparison,) = made.comparisons
    tree = html.document_fromstring(RENDERERS["html"].render(made, Provenance()))
    dropped = [
        n for n in range(len(comparison.before.sentences)) if comparison.status_of("before", n) is evolve.Status.DROPPED
    ]
    cutoff = comparison.alignment.chance_cutoff
    notes = [tree.xpath(f"//li[div/p/@id='b{n + 1}']/p[@class='w']")[0] for n in dropped]
    assert [list(map(int, p.xpath("a/text()"))) for p in notes] == [
        [link.after + 1 for link in comparison.candidates_of("before", n)[:MAX_NEAREST] if link.score >= cutoff]
        for n in dropped
    ]
    assert "No later sentence is closer than chance would give." in {p.text for p in notes}


@pytest.mark.slow
def test_unclear_names_its_candidates() -> None:
    """Below an unclear sentence are all its candidates, each with the numbers of both sentences."""
    made = evolve.evolution(list(map(evolve.read, seeds())))
    (comparison,) = made.comparisons
    tree = html.document_fromstring(RENDERERS["html"].render(made, Provenance()))
    for side in ("before", "after"):
        for n in range(len(getattr(comparison, side).sentences)):
            targets = tree.xpath(f"//li[div/p/@id='{side[0]}{n + 1}'][contains(@class, ' u')]/p[@class='w']/a/@href")
            shown = set(zip(targets[::2], targets[1::2], strict=True))
            assert {(f"#b{k.before + 1}", f"#a{k.after + 1}") for k in comparison.possible_of(side, n)} <= shown


def test_argument_shows_the_words_that_changed() -> None:
    """The labels are clauses, which may leave out the very words that changed; the note has them."""
    one = ["All 52,000 households in the valley will be contacted before work starts."]
    two = ["Most of the 52,000 households in the valley will be contacted before work starts in their street."]
    (notes,) = page(one, two, threshold=0.1).xpath("//table[@class='args']//small[@class='notes']")
    assert "“All 52,000” → “Most of the 52,000”" in notes.text_content()


@pytest.mark.slow
def test_rewritten_texts_name_nothing_dropped_or_added() -> None:
    """Counts, filter, rows and charts of rewritten texts all call a sentence without a match unmatched."""
    made = evolve.evolution(list(map(evolve.read, seeds())))
    tree = html.document_fromstring(RENDERERS["html"].render(made, Provenance()))
    rows = {" ".join(p.text_content().split()) for p in tree.xpath("//p[@class='s']")}
    assert {"− unmatched", "+ unmatched"} < rows
    filters = [" ".join(label.text_content().split()) for label in tree.xpath("//form//label[input/@name='show']")]
    assert filters[-2:] == ["− unmatched earlier", "+ unmatched later"]
    words = " ".join(str(text) for text in tree.xpath("//body//text()[not(ancestor::li) and not(ancestor::script)]"))
    assert not re.search(r"\b(dropped|added)\b", words)


@pytest.mark.parametrize("name", ["slope", "dots"])
def test_a_chart_has_a_title_a_description_and_a_table(name: str) -> None:
    (figure,) = page(ONE, TWO).xpath(f"//figure[svg/title/@id='{name}-t']")
    assert figure.xpath("string(svg/title)") and figure.xpath("string(svg/desc)")
    assert figure.xpath("count(details/table/tbody/tr)") > 0


def test_slope_leads_everywhere() -> None:
    """The slope diagram points to every link and to every sentence without a link."""
    links = page(ONE, TWO).xpath("//svg[title/@id='slope-t']/a")
    assert {(str(a.get("href")), a.findtext("title")) for a in links} == {
        ("#b1-a1", "1 → 1, changed"), ("#b2-a2", "2 → 2, persisted"), ("#b3", "3, dropped"), ("#a3", "3, added")
    }  # fmt: skip


def test_dot_of_a_link_points_to_the_link() -> None:
    (comparison,) = evolution(ONE, TWO).comparisons
    links = page(ONE, TWO).xpath("//svg[title/@id='dots-t']/a/@href")
    assert sorted(links) == sorted(f"#b{link.before + 1}-a{link.after + 1}" for link in comparison.links)


def test_only_the_words_that_differ_are_marked() -> None:
    tree = page(ONE, TWO)
    assert tree.xpath("//li//del/text()") == ["May"]
    assert tree.xpath("//li//ins/text()") == ["June"]


def test_no_marks_where_most_differs() -> None:
    """No word is marked if most words of two sentences differ."""
    one, two = ["Grain was sold to all neighbours in May."], ["Grain rotted because nobody there wanted to buy it."]
    assert marked(one, two) == ([[(one[0], False)]], [[(two[0], False)]])


@given(st.lists(st.text("ab c.", min_size=1), max_size=3), st.lists(st.text("ab c.", min_size=1), max_size=3))
def test_marked_pieces_add_up_to_the_sentence(one: list[str], two: list[str]) -> None:
    for given_sentences, pieces in zip((one, two), marked(one, two), strict=True):
        assert ["".join(text for text, _ in sentence) for sentence in pieces] == given_sentences


def test_sentences_name_their_language() -> None:
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
    *product(("ink", "quiet", "link", "focus", *(status.value for status in Status)), ("paper",)),
    ("ink", "added-back"),
    ("ink", "dropped-back"),
    ("link", "line"),
]


@pytest.mark.parametrize("palette", palettes(), ids=["light", "dark"])
@pytest.mark.parametrize(("front", "back"), ON)
def test_contrast_of_text_is_at_least_four_and_a_half(palette: dict[str, str], front: str, back: str) -> None:
    dark, light = sorted((luminance(palette[front]), luminance(palette[back])))
    assert (light + 0.05) / (dark + 0.05) >= 4.5


@pytest.mark.parametrize("palette", palettes(), ids=["light", "dark"])
@pytest.mark.parametrize("fill", ["persisted-fill", "changed-fill", "unclear", "dropped", "added"])
def test_contrast_of_parts_of_a_bar_is_at_least_three(palette: dict[str, str], fill: str) -> None:
    dark, light = sorted((luminance(palette[fill]), luminance(palette["paper"])))
    assert (light + 0.05) / (dark + 0.05) >= 3


@pytest.mark.parametrize("palette", palettes(), ids=["light", "dark"])
def test_each_status_has_a_colour_of_its_own(palette: dict[str, str]) -> None:
    names = ("ink", "quiet", "link", *(status.value for status in Status))
    assert len({palette[name] for name in names}) == len(names)
