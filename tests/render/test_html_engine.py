"""The engine of all pages: text stays text wherever a template prints it, and no template has a way around that."""

from __future__ import annotations

import ast
import re
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import TemplateNotFound, UndefinedError, nodes
from lxml import html

import evolve
from evolve.model import Status
from evolve.render.html.engine import engine
from evolve.render.html.values import Fragment
from evolve.text.clean import clean_line

PACKAGE = Path(str(files("evolve")))
TEMPLATES = sorted(path.relative_to(PACKAGE).as_posix() for path in PACKAGE.rglob("*.html"))
MODULES = sorted(path.relative_to(PACKAGE).as_posix() for path in PACKAGE.rglob("*.py"))
ROOMS_OF_PAGES = (
    "render/html/", "report/html/", "tune/report/as_html.py", "tune/report/chart.py", "batch/results/",
    "batch/archive/",
)  # fmt: skip
TEXT = st.text() | st.lists(
    st.sampled_from(["<b>", "</p>", "'", '"', "&", "&amp;", "<!--", "]]>", "\x00", "\u202e", "\n", " ", "é", "word"])
).map("".join)  # fmt: skip


def printed(value: object) -> str:
    return engine().from_string("{{ value }}").render(value=value)


@given(TEXT)
def test_text_in_elements_and_attributes(text: str) -> None:
    """Text is one cleaned line of words, in an element and in an attribute."""
    page = engine().from_string('<p title="{{ text }}">{{ text }}</p>').render(text=text)
    (element,) = html.fragments_fromstring(page)
    assert (list(element), element.attrib.keys()) == ([], ["title"])
    assert element.text_content() == element.get("title") == clean_line(text)


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (" a\x1b[2J\n\u202eb ", "a[2J ⟨U+202E⟩b"),
        ("<i>&\"'", "&lt;i&gt;&amp;&quot;&#x27;"),
        (Status.ADDED, "added"),
        (12, "12"),
        (Fragment(" <a> "), " &lt;a&gt; "),
        (Fragment(' "a\x00" '), " &quot;a&quot; "),
    ],
)
def test_what_is_shown_of_a_value(value: object, shown: str) -> None:
    assert printed(value) == shown


@pytest.mark.parametrize("value", [0.5, None, True, ["a"], b"a"])
def test_only_text_and_whole_numbers(value: object) -> None:
    """What is neither text nor a whole number is an error."""
    with pytest.raises(TypeError, match="a page shows text and whole numbers"):
        printed(value)


@pytest.mark.parametrize("template", ["{{ missing }}", "{{ value.missing }}", "{% if missing %}{% endif %}"])
def test_what_is_undefined_is_an_error_that_names_it(template: str) -> None:
    with pytest.raises(UndefinedError, match="missing"):
        engine().from_string(template).render(value="")


def test_a_template_that_is_not_there_is_an_error() -> None:
    with pytest.raises(TemplateNotFound):
        engine().get_template("render/html/none.html")


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_has_no_way_around_the_engine(name: str) -> None:
    """A filter, a sum or a join of texts, or a switch in the template could print what was not cleaned and escaped."""
    tree = engine().parse((PACKAGE / name).read_text("utf-8"))
    ways = (nodes.Filter, nodes.FilterBlock, nodes.BinExpr, nodes.Concat, nodes.EvalContextModifier, nodes.MarkSafe)
    assert [type(node).__name__ for node in tree.find_all(ways)] == []
    assert engine().get_template(name)


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_value_in_a_tag_is_in_quotes(name: str) -> None:
    plain = re.sub(r"{%.*?%}|{#.*?#}", "", (PACKAGE / name).read_text("utf-8"), flags=re.DOTALL)
    tags = re.findall(r"<[a-z](?:\"[^\"]*\"|[^\">])*>", plain)
    assert [tag for tag in tags if "{{" in re.sub(r'"[^"]*"', "", tag)] == []


@pytest.mark.parametrize("name", TEMPLATES)
def test_no_value_in_script_style_or_handler(name: str) -> None:
    """A value is never in a script, a style or a handler."""
    text = (PACKAGE / name).read_text("utf-8")
    inside = [found for found in re.findall(r"<(?:script|style)[^>]*>(.*?)</", text, re.S) if "{" in found]
    assert set(inside) <= {"{{ script }}", "{{ style }}"}
    assert not re.search(r"\s(?:on\w+|style|srcdoc)=", text)


@pytest.mark.parametrize("name", [name for name in MODULES if not name.startswith("render/html/")])
def test_only_the_engine_escapes(name: str) -> None:
    """Only the engine escapes and marks text as safe."""
    text = (PACKAGE / name).read_text("utf-8")
    assert re.findall(r"\bhtml\.escape|from html import .*\bescape\b|\bMarkup\b|\bmarkupsafe\b|\bjinja2\b", text) == []


@pytest.mark.parametrize("name", [name for name in MODULES if name.startswith(ROOMS_OF_PAGES)])
def test_no_markup_is_written_in_a_module(name: str) -> None:
    tree = ast.parse((PACKAGE / name).read_text("utf-8"))
    docs = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    texts = [node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and id(node) not in docs]
    assert [text for text in texts if isinstance(text, str) and re.search(r"</?[a-z!]", text)] == []


def test_the_templates_come_with_the_package() -> None:
    assert {name.rpartition("/")[0] for name in TEMPLATES} == {
        "render/html", "report/html", "tune/report", "batch/results", "batch/archive"
    }  # fmt: skip
    assert Path(evolve.__file__).parent == PACKAGE
