"""What is read off a pair of sentences, case by case; the cases are files beside `tests/cases/changes/README.md`."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from evolve.classify import read_change
from evolve.model import Change, Difference, Kind, Status
from evolve.text.words.equivalents import equivalents_of

CASES = Path(__file__).parent.parent / "cases" / "changes"
EXPECTED = re.compile(r"(\w+):\s*(.*?)\s*=>\s*(.*?)\s*(?:(?<!\S)\(([^()]*)\))?$")


@dataclass
class Case:
    before: str = ""
    after: str = ""
    language: str = "english"
    verdict: str = "changed"
    changes: list[Change] = field(default_factory=list)

    def read(self) -> Difference:
        return read_change(self.before, self.after, language=self.language, equivalents=equivalents_of({}))


def cases() -> list[tuple[str, Case]]:
    out = []
    for file in sorted(CASES.glob("*.txt")):
        for block in re.split(r"\n\s*\n", file.read_text(encoding="utf-8")):
            case = _case([line for line in block.splitlines() if line and not line.startswith("#")])
            if case:
                out.append((f"{file.stem}: {case.before} | {case.after}", case))
    return out


def _case(lines: list[str]) -> Case | None:
    case = Case()
    for line in lines:
        expected = EXPECTED.match(line)
        if line.startswith("- "):
            case.before = line[2:]
        elif line.startswith("+ "):
            case.after = line[2:]
        elif line.startswith("language: "):
            case.language = line.removeprefix("language: ")
        elif line in ("persisted", "wording"):
            case.verdict = line
        elif expected:
            kind, before, after, note = expected.groups()
            case.changes.append(Change(Kind(kind), before, after, note or ""))
        else:
            raise ValueError(f"not a line of a case: {line}")
    return case if lines else None


CASE_LIST = cases()
each_case = pytest.mark.parametrize("case", [case for _, case in CASE_LIST], ids=[name for name, _ in CASE_LIST])


@each_case
def test_the_changes_but_for_wording_are_those_listed(case: Case) -> None:
    found = [change for change in case.read().changes if change.kind is not Kind.WORDING or change.note]
    assert sorted(found, key=str) == sorted(case.changes, key=str)


@each_case
def test_the_status_is_the_one_listed(case: Case) -> None:
    assert case.read().status is (Status.PERSISTED if case.verdict == "persisted" else Status.CHANGED)


@each_case
def test_the_change_is_the_same_turned_round(case: Case) -> None:
    turned = Case(case.after, case.before, case.language)
    assert turned.read().change == case.read().change


def test_there_are_cases_of_every_kind() -> None:
    """Every kind has a case; wording is listed only where it has a note."""
    listed = {change.kind for _, case in CASE_LIST for change in case.changes}
    assert listed | {Kind.WORDING} == set(Kind)
