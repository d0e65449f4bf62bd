"""The Markdown report: rendering shows every sentence, and no sentence becomes markup."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from evolve.report import RENDERERS, Provenance
from evolve.report.as_markdown import escaped
from evolve.text.clean import clean_line

from .versions import evolution

ONE = ["The treaty was signed in May.", "Nobody asked the farmers.", "Grain prices rose by ten percent."]
TWO = ["The treaty was signed in June.", "Nobody asked the farmers.", "The minister has resigned."]
THREE = ["The minister has resigned.", "Grain prices fell by five percent."]
MARKUP = st.sampled_from(
    ["# x", "- x", "1. x", "2) x", "+ x", "> x", "*a*", "__b__", "`c`", "[d](e)", "![f](g)", "<script>", "&lt;",
     "@name", "a@b.example", "#12", "GH-12", ":smile:", ":+1:", "http://l.example", "www.m.example", "!12", "%n",
     "~~h~~", "|", "\\", "---", "===", "    i", "$j$", "http://k.example", "<!--", "peace"]
)  # fmt: skip
REFERENCES = st.sampled_from(
    [
        "@",
        "#",
        "GH-",
        "gh-",
        ":",
        "http:",
        "https:",
        "//",
        "www.",
        "WWW.",
        "1",
        "12",
        "100",
        "+1",
        "name",
        "smile",
        " ",
        "-",
        ".",
    ]
)


def render(*versions: list[str], **settings: Any) -> str:
    return RENDERERS["md"].render(evolution(*versions, **settings), Provenance())


def html_of(markdown: str) -> str:
    return MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(markdown)


@given(text=st.lists(MARKUP | st.text(max_size=5), max_size=5).map(" ".join))
@example(text="&amp; <b> **bold** 1. - +")
def test_escaped_text_renders_as_itself(text: str) -> None:
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(escaped(text))
    assert {token.type for token in tokens} <= {"paragraph_open", "inline", "paragraph_close"}
    inline = [child for token in tokens for child in token.children or ()]
    text_tokens = [child for child in inline if (child.type, child.content) != ("html_inline", "<!-- -->")]
    assert {child.type for child in text_tokens} <= {"text", "text_special"}
    assert "".join(child.content for child in text_tokens) == clean_line(text)


@given(text=st.lists(REFERENCES | st.text(max_size=3), max_size=6).map("".join))
def test_references_of_forges_are_escaped(text: str) -> None:
    tokens = MarkdownIt("commonmark").parse(escaped(text))
    inline = [child for token in tokens for child in token.children or ()]
    # A forge searches each run of text between HTML tags.
    runs = "".join("\n" if child.type == "html_inline" else child.content for child in inline).split("\n")
    assert not [run for run in runs if re.search(r"@\w|#\d|\bGH-\d|:[+-]1:|:[a-z]\w*:", run)]


@given(text=st.lists(REFERENCES | st.text(max_size=3), max_size=6).map("".join))
def test_no_address_becomes_a_link(text: str) -> None:
    assert not re.search(r"https?://|\bwww\.", escaped(text))


@pytest.mark.parametrize("text", ["{{ site.secret }}", "{% include x %}", "{{% x %}}", "{process.exit()}", "{#id}"])
def test_site_template_code_is_escaped(text: str) -> None:
    # Site generators run template code before they render Markdown; MDX runs everything between two bare braces.
    assert not re.search(r"(?<!\\)[{}]|{[{%#]", escaped(text))


@pytest.mark.parametrize("text", ["at 12:30:45", "100 % of a: b", "No. 3 - so!", "mail to us", "e.g. 3:2; 1/2"])
def test_harmless_text_is_unchanged(text: str) -> None:
    assert escaped(text) == text


def test_changed_pair_is_one_item_with_its_changes() -> None:
    item = "- **1** The treaty was signed in May.\\\n  **→ 1** The treaty was signed in June.\\\n  *score "
    assert item in render(ONE, TWO)


def test_kept_sentence_is_printed_once() -> None:
    """A sentence kept word for word is printed once for both sides; the list at the top only quotes the surest."""
    assert render(ONE, TWO).partition("| status |")[2].count("Nobody asked the farmers.") == 1
    assert "- **2 → 2** Nobody asked the farmers.\n" in render(ONE, TWO)


@given(st.lists(st.lists(st.lists(MARKUP, min_size=1, max_size=4).map(" ".join), max_size=4), min_size=2, max_size=2))
@pytest.mark.slow
def test_sentence_is_in_an_item_of_its_side(versions: list[list[str]]) -> None:
    """Every sentence is in the report, and the report contains no script or image."""
    report = render(*versions)
    for sentence in (s for version in versions for s in version):
        assert escaped(sentence) in report
    assert "<script" not in html_of(report) and "<img" not in html_of(report)


def test_three_versions() -> None:
    """A report on three versions has a table of arguments and a section for each pair."""
    report = render(ONE, TWO, THREE)
    assert report.startswith("# v1 → v2 → v3\n\n**Of 4 arguments, none is in all 3 versions,")
    assert "\n| status | argument | v1 | v2 | v3 |\n" in report
    assert "\n## 1 → 2: v1 → v2\n" in report and "\n## 2 → 3: v2 → v3\n" in report
    assert html_of(report).count("<table>") == 4


def test_sources_and_settings_are_listed() -> None:
    assert "- settings, threshold: 0.1" in render(ONE, TWO)
