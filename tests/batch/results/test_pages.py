"""The pages over all pairs: complete without a script, and deaf to what documents and plans say."""

from __future__ import annotations

import base64
import csv
import hashlib
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from io import StringIO
from pathlib import Path
from urllib.parse import unquote

import pytest

from evolve.batch import plan_of
from evolve.batch.jobs.job import Line
from evolve.batch.results.pages import arguments_page, index_page
from evolve.batch.results.recurring_arguments import RecurringArgument
from evolve.batch.results.table import DocumentLink, as_csv, document_links, totals_of

from ..batches import do, write_versions

NASTY = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "]]>",
    "\u202egnp.exe",
    "=cmd|' /C calc'!A0",
    "\x1b[2J",
]


class Page(HTMLParser):
    """What a browser would make of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.links: list[str] = []
        self.places: list[str] = []
        self.handlers: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.links += [value or "" for name, value in attrs if name == "href"]
        self.places += [value or "" for name, value in attrs if name == "id"]
        self.handlers += [name for name, _ in attrs if name.startswith("on") or name == "style"]


def line(n: int, label: str, *, reason: str = "") -> Line:
    if reason:
        return {"n": n, "pair": label, "outcome": "failed", "reason": reason, "reports": {}}
    side = {"label": label, "source": label, "sha256": "", "sentences": 9}
    return {
        "n": n, "pair": label, "outcome": "done", "reason": "", "before": side, "after": side, "threshold": 0.25,
        "chance": {"pairs": 3, "expected": 0.5, "precision": 0.83}, "links": [[1, 1, 0.5]],
        "rewritten": False,
        "counts": {
            "before": {"persisted": 1, "changed": 2, "unclear": 2, "dropped": 4, "added": 0},
            "after": {"persisted": 1, "changed": 2, "unclear": 2, "dropped": 0, "added": 6},
        },
        "reports": {"json": {"path": f"reports/{n} #?%.json", "sha256": ""}},
    }  # fmt: skip


def page(*lines: Line) -> str:
    return "".join(index_page("t", lines, totals_of(lines), None, {}))


@pytest.mark.parametrize("text", NASTY)
def test_no_text_of_a_plan_comes_alive(text: str) -> None:
    made = Page(page(line(1, text), line(2, text, reason=text)))
    assert (made.tags.count("script"), made.tags.count("img"), made.handlers) == (1, 0, [])


@pytest.mark.parametrize("text", NASTY)
def test_no_text_of_a_document_comes_alive(text: str) -> None:
    claim = RecurringArgument(text, 1.0, ((("a", "b"), 1, text),))
    made = Page("".join(arguments_page(text, [claim], {("a", "b"): DocumentLink(text)})))
    assert (made.tags.count("script"), made.tags.count("img"), made.handlers) == (1, 0, [])


@pytest.mark.parametrize("text", [*NASTY, "a;=1+1", "\t=1", "＝1"])
@pytest.mark.parametrize("mark", [",", ";"])
def test_no_cell_of_the_table_is_a_formula(text: str, mark: str) -> None:
    table = "".join(as_csv([line(1, text), line(2, text, reason=text)]))
    cells = [cell for row in csv.reader(StringIO(table.removeprefix("\ufeff")), delimiter=mark) for cell in row]
    assert not [cell for cell in cells if re.match(r'\s*"*[=+\-@\t\r＝]', cell)]


def test_policy_allows_own_script_and_style() -> None:
    """The policy allows the page's own script and style alone."""
    text = page(line(1, "x"))
    (policy,) = re.findall(r'Content-Security-Policy" content="([^"]+)"', text)
    for tag in ("script", "style"):
        (content,) = re.findall(f"<{tag}>(.*?)</{tag}>", text, re.S)
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none';") and "unsafe" not in policy


def test_every_row_is_as_wide_as_the_head() -> None:
    text = page(line(1, "x"), line(2, "y", reason="gone"))
    rows = re.findall(r"<tr.*?</tr>", text, re.S)
    cells = [re.findall(r'<t[hd](?: colspan="(\d+)")?', row) for row in rows]
    assert {sum(int(span or 1) for span in row) for row in cells} == {len(cells[0])}


def test_counts_are_of_either_text() -> None:
    """Every count is of earlier or of later sentences, and never their sum, as in the reports."""
    text = page(line(1, "x"))
    assert '<td class="figure" data-v="4">2/2</td>' in text
    assert '<td class="figure" data-v="4">4</td><td class="figure" data-v="6">6</td>' in text
    assert "2 earlier, 2 later sentences" in text and "4 earlier sentences" in text
    head, cells = csv.reader(StringIO("".join(as_csv([line(1, "x")]))))
    row = dict(zip(head, cells, strict=True))
    assert [row[f"{side}_changed"] for side in ("before", "after")] == ["2", "2"]
    assert (row["dropped"], row["added"], row["rewritten"]) == ("4", "6", "no")


@pytest.mark.parametrize(("share", "shown"), [(0.916667, "0.917"), (0.99973, "0.999"), (0.83, "0.830"), (None, "")])
def test_an_estimate_in_the_table_has_three_decimals(share: float | None, shown: str) -> None:
    """No estimate claims more digits than some links tell, nor that all of them are right."""
    plain = line(1, "x")
    plain["chance"] = {"pairs": 3, "expected": 0.123456, "precision": share}
    (row,) = csv.DictReader(StringIO("".join(as_csv([plain])).lstrip("\ufeff")))
    assert (row["expected_by_chance"], row["precision"]) == ("0.123", shown)


def test_links_by_chance_are_never_none() -> None:
    """An expected number that rounds to zero is shown as hardly any, not as none."""
    sure = {**line(1, "x"), "chance": {"pairs": 3, "expected": 0.0, "precision": 0.875}}
    assert "hardly any of 3" in page(sure)
    assert "perhaps 1 of 3" in page(line(1, "x"))


def test_a_bar_has_the_shares_in_words() -> None:
    assert 'aria-label="persisted 10%, changed 20%, unclear 20%, dropped 20%, added 30%"' in page(line(1, "x"))


def test_every_link_leads_to_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    write_versions(tmp_path / "texts" / "Ümlaut #1 100%", 3)
    do(plan_of(tmp_path / "texts", "all"), tmp_path / "out")
    for name in ("index.html", "arguments.html"):
        made = Page((tmp_path / "out" / name).read_text(encoding="utf-8"))
        for link in made.links:
            to, _, place = link.partition("#")
            assert (tmp_path / "out" / (unquote(to) or name)).is_file()
            assert to or place in made.places


def test_table_names_the_page() -> None:
    """A table names the page among several reports, whichever format was requested first."""
    reports = {form: {"path": f"reports/x.{form}", "sha256": ""} for form in ("tei", "html")}
    (_, row) = csv.DictReader(StringIO("".join(as_csv([line(1, "w"), line(2, "x") | {"reports": reports}]))))
    assert row["report"] == "reports/x.html"


def test_argument_sentence_links_to_its_report() -> None:
    """A sentence of an argument leads to its place in a report."""
    sides = {side: {"label": side, "source": side, "sha256": "", "sentences": 9} for side in ("before", "after")}
    reports = {"html": {"path": "reports/1 #.html", "sha256": ""}}
    shown = document_links([line(1, "x") | {**sides, "reports": reports}])
    claim = RecurringArgument("said", 1.0, ((("before", ""), 4, "said"), (("after", ""), 7, "said again")))
    assert Page("".join(arguments_page("t", [claim], shown))).links[-2:] == [
        "reports/1%20%23.html#b4",
        "reports/1%20%23.html#a7",
    ]


def test_argument_sentences_without_pages() -> None:
    """Without pages the sentences of an argument lead nowhere."""
    assert document_links([line(1, "x")]) == {("x", ""): DocumentLink("x", "")}


def test_arguments_show_first_last_and_number() -> None:
    """Arguments show where they begin and end, and keep their number."""
    documents = {(name, ""): DocumentLink(name) for name in ("1871", "1876", "1881")}
    claim = RecurringArgument("said", 2 / 3, tuple((document, 1, "said") for document in documents))
    text = "".join(arguments_page("t", [claim], documents))
    assert "3 documents, <bdi>1871</bdi> to <bdi>1881</bdi>, agreement 67%" in text
    assert '<li class="row" id="c1" value="1">' in text


def test_lines_are_read_while_the_index_is_made() -> None:
    read: list[int] = []

    def lines() -> Iterator[Line]:
        for n in range(100):
            read.append(n)
            yield line(n, "x")

    parts = index_page("t", lines(), totals_of([]), None, {})
    seen = [len(read) for part in parts if '<tr class="row"' in part]
    assert seen == list(range(1, 101))


def test_the_index_tells_what_was_left_out(tmp_path: Path) -> None:
    write_versions(tmp_path / "texts", 2)
    (tmp_path / "texts" / "scan.tiff").write_bytes(b"")
    do(plan_of(tmp_path / "texts"), tmp_path / "out")
    assert "Skipped because of their names: scan.tiff." in (tmp_path / "out" / "index.html").read_text("utf-8")
