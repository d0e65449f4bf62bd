"""Every page with hostile text in every place: it is there, and no element, attribute or script came of it."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from html.parser import HTMLParser
from typing import Any

import pytest

import evolve
import evolve.batch.results.pages
import evolve.report.html
import evolve.tune.report.as_html
from evolve.batch.jobs.job import Line
from evolve.batch.results.pages import arguments_page, index_page
from evolve.batch.results.recurring_arguments import RecurringArgument
from evolve.batch.results.table import DocumentLink, document_links, totals_of
from evolve.comparison import evolution_of
from evolve.model import Judgement, Kind, Verdict
from evolve.render.html import page as real_page
from evolve.render.html.values import Fragment
from evolve.report import RENDERERS, Provenance
from evolve.tune.labels import match
from evolve.tune.recommend import objective_of
from evolve.tune.report.as_html import render as tuning_page
from evolve.tune.study import make_study

ATTACK = (
    "</title></style></script></svg><evil onevil=1><script>evil()</script>\"'><evil a=\" b='{{ 7 }}{% evil %}<!--\x00"
)
"""Closes whatever it may be in, and begins what no page has."""
SHOWN = ATTACK.replace("\x00", "")


class Skeleton(HTMLParser):
    """The elements of a page with the names of their attributes, and beside them its words."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, ...]] = []
        self.addresses: list[str] = []
        self.words = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, *(name for name, _ in attrs)))
        self.addresses += [value or "" for name, value in attrs if name in ("href", "src")]
        self.words += "".join(f"\n{value}\n" for _, value in attrs)

    def handle_endtag(self, tag: str) -> None:
        self.elements.append((f"/{tag}",))

    def handle_data(self, data: str) -> None:
        self.words += data

    def handle_comment(self, data: str) -> None:
        self.elements.append(("comment",))


BEFORE = ["The treaty was signed in May.", "Nobody asked the farmers.", "Grain prices rose by ten percent."]
AFTER = ["The treaty was signed in June.", "The minister has resigned.", "Grain prices rose by twelve percent."]


def attacked(place: str) -> str:
    return f"{place} {ATTACK}"


@cache
def comparison(*, hostile: bool) -> evolve.Comparison:
    attack = attacked if hostile else str
    documents = [
        evolve.Document.from_sentences([f"{text} {attack(side)}" for text in texts], label=attack(f"label-{side}"))
        for side, texts in (("before", BEFORE), ("after", AFTER))
    ]
    documents = [
        dataclasses.replace(document, source=attack(f"path-{n}"), encoding=attack("encoding"), sha256=attack("digest"))
        for n, document in enumerate(documents)
    ]
    settings = evolve.Settings(threshold=0.1, equivalents={attack("group"): (attack("one"), attack("other"))})
    return evolve.compare(*documents, settings=settings)


def judgements(pair: evolve.Comparison) -> list[Judgement]:
    return [
        Judgement(
            b.text, a.text, Verdict.SAME if n == m else Verdict.NOT, (Kind.DATE,), attacked("note"), attacked("judge")
        )
        for n, b in enumerate(pair.before.sentences)
        for m, a in enumerate(pair.after.sentences)
    ]


def report(*, hostile: bool, versions: int = 2) -> str:
    attack = attacked if hostile else str
    pair = comparison(hostile=hostile)
    pairs = [pair.judged(judgements(pair)[:4])]
    if versions > 2:
        pairs.append(evolve.compare(pair.after, pair.before, settings=pair.settings))
    origins = dict.fromkeys(("threshold", "language"), attack("origin"))
    provenance = Provenance(version=attack("version"), date=attack("date"), origins=origins)
    return RENDERERS["html"].render(evolution_of(pairs), provenance)


def tuning(*, hostile: bool, pairs: int = 1) -> str:
    pair = comparison(hostile=hostile)
    compared = (pair, pair.at(0.3))[:pairs]
    return tuning_page(make_study(compared, match(compared, judgements(pair)), objective_of("f1"), rounds=20))


def lines(*, hostile: bool) -> list[Line]:
    attack = attacked if hostile else str
    sides: list[dict[str, object]] = [
        {"label": attack(f"label-{n}"), "source": attack(f"path-{n}"), "sha256": "", "sentences": 9} for n in range(2)
    ]
    done = {
        "n": 1, "pair": attack("pair"), "outcome": "done", "reason": "", "before": sides[0], "after": sides[1],
        "threshold": 0.25, "chance": {"pairs": 3, "expected": 0.5, "precision": 0.83}, "links": [[1, 1, 0.5]],
        "counts": {"persisted": 1, "changed": 2, "unclear": 5, "dropped": 3, "added": 4},
        "reports": {form: {"path": attack(f"{form}-file"), "sha256": ""} for form in ("html", attack("format"))},
    }  # fmt: skip
    failed = {"n": 2, "pair": attack("lost"), "outcome": "failed", "reason": attack("reason"), "reports": {}}
    return [done, failed]


def claims(*, hostile: bool) -> list[RecurringArgument]:
    attack = attacked if hostile else str
    known, unknown = (attack("path-0"), ""), (attack("elsewhere"), "")
    sentences = ((known, 1, attack("sentence-1")), (unknown, 2, attack("sentence-2")))
    return [RecurringArgument(attack("claim"), 0.5, sentences)] * 2


def index(*, hostile: bool) -> str:
    attack = attacked if hostile else str
    made = lines(hostile=hostile)
    shown = document_links(made)
    return "".join(
        index_page(attack("title"), made, totals_of(made), claims(hostile=hostile), shown, [attack("Left out")])
    )


def arguments(*, hostile: bool) -> str:
    attack = attacked if hostile else str
    shown: Mapping[tuple[str, str], DocumentLink] = document_links(lines(hostile=hostile))
    return "".join(arguments_page(attack("title"), claims(hostile=hostile), shown))


PAGES: Mapping[str, tuple[Callable[..., str], Sequence[str]]] = {
    "report": (
        report,
        ("label-before", "label-after", "before", "after", "path-0", "path-1", "encoding", "digest", "version", "date",
         "origin", "equivalents.group", "one", "other"),
    ),
    "report of three": (lambda *, hostile: report(hostile=hostile, versions=3), ("label-before", "label-after")),
    "tuning": (tuning, ("label-before", "label-after", "path-0", "path-1", "digest", "before", "after")),
    "tuning of two": (lambda *, hostile: tuning(hostile=hostile, pairs=2), ("label-before", "label-after")),
    "index": (index, ("title", "Left out", "pair", "format", "lost", "reason", "claim", "label-0", "elsewhere")),
    "arguments": (arguments, ("title", "claim", "label-0", "elsewhere", "sentence-1", "sentence-2")),
}  # fmt: skip
HOMES = (evolve.report.html, evolve.tune.report.as_html, evolve.batch.results.pages)


@pytest.mark.parametrize("name", PAGES)
def test_what_documents_and_people_write_is_words(name: str) -> None:
    render, places = PAGES[name]
    page = Skeleton(render(hostile=True))
    words = " ".join(page.words.split())
    assert [place for place in places if f"{place} {SHOWN}" not in words] == []
    tags = [tag for tag, *_ in page.elements]
    attributes = {name for _, *names in page.elements for name in names}
    assert (tags.count("script"), tags.count("style"), tags.count("evil"), tags.count("comment")) == (1, 1, 0, 0)
    assert not [name for name in attributes if name.startswith("on") or name in ("style", "a")]
    assert all(re.fullmatch(r"#[\w-]+|[\w./%-]+(#[\w-]+)?", address) for address in page.addresses)


def hostile(value: Any) -> Any:
    """A value with hostile text for every text in it."""
    if isinstance(value, Fragment):
        return Fragment(attacked("fragment"))
    if isinstance(value, str):
        return attacked(value) if value else value
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        made = {f.name: hostile(getattr(value, f.name)) for f in dataclasses.fields(value)}
        return type(value)(**made)
    if isinstance(value, Mapping):
        return {hostile(key): hostile(item) for key, item in value.items()}
    if isinstance(value, Iterator):
        return map(hostile, value)
    if isinstance(value, tuple) and hasattr(value, "_fields"):
        return type(value)(*map(hostile, value))
    if isinstance(value, list | tuple):
        return [hostile(item) for item in value]
    return value


@pytest.mark.parametrize("name", PAGES)
def test_templates_keep_their_elements(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever text a template is given, its elements and attributes stay."""
    render, _ = PAGES[name]
    plain = render(hostile=False)

    def page(template: str, values: Mapping[str, object], **rest: str) -> Iterator[str]:
        attacked_values = {key: hostile(value) for key, value in values.items()}
        return real_page(template, attacked_values, **{**rest, "title": ATTACK, "version": ATTACK})

    for home in HOMES:
        monkeypatch.setattr(home, "page", page)
    changed = render(hostile=False)
    assert changed.count("&lt;evil onevil=1&gt;") > 20
    assert Skeleton(changed).elements == Skeleton(plain).elements
