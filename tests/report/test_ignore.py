"""Changes of wording alone: last in a list of changes, and left out on request."""

from __future__ import annotations

import json

import evolve
from evolve.model import Status
from evolve.report import RENDERERS, Provenance

BEFORE = ["The mayor opened the town library.", "The bridge was closed in May.", "Forty boats left the harbour."]
AFTER = ["The mayor opened the town theatre.", "The bridge was closed in May.", "Fifty boats left the harbour."]


def compared(ignore: str = "none") -> evolve.Evolution:
    documents = [evolve.Document.from_sentences(sentences) for sentences in (BEFORE, AFTER)]
    return evolve.evolution(documents, settings=evolve.Settings(language="english", threshold=0.1, ignore=ignore))


def rendered(form: str, ignore: str) -> str:
    return RENDERERS[form].render(compared(ignore), Provenance(origins={}, date=""))


def test_changes_of_wording_alone_come_last() -> None:
    text = rendered("text", "none")
    assert text.index("Fifty boats") < text.index("The mayor opened the town theatre")


def test_changes_of_wording_alone_are_listed_as_persisted_on_request() -> None:
    comparison = compared("wording").comparisons[0]
    assert [comparison.status_of("before", n) for n in range(3)] == [
        Status.PERSISTED,
        Status.PERSISTED,
        Status.CHANGED,
    ]


def test_a_finer_kind_of_change_is_never_ignored() -> None:
    text = rendered("text", "wording")
    assert text.index("CHANGED") < text.index("Fifty boats")
    assert "1 change of wording alone is ignored and listed as persisted." in " ".join(text.split())


def test_the_data_keep_the_status_of_an_ignored_change() -> None:
    links = json.loads(rendered("json", "wording"))["links"]
    assert [(link["before"], link["status"], link["ignored"]) for link in sorted(links, key=lambda k: k["before"])] == [
        (1, "changed", True),
        (2, "persisted", False),
        (3, "changed", False),
    ]


def test_the_page_can_leave_out_changes_of_wording_alone() -> None:
    page = rendered("html", "none")
    assert 'name="ignore" value="wording"' in page
    assert page.count('class="row c wording"') == 1
