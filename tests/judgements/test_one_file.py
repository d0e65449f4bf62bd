"""One file for a pair, in whichever order it is opened; of two words on a pair of sentences the later holds."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

import evolve
from evolve.document import Document
from evolve.judges.store import Given, JudgeStore
from evolve.model import Judgement, Verdict

BEFORE, AFTER = "Prices rose this year in every town.", "Bread costs more now in all towns."


@pytest.fixture
def pair(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Document, Document]:
    monkeypatch.chdir(tmp_path)
    for name, text in (("a.txt", BEFORE), ("b.txt", AFTER)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    return evolve.read("a.txt"), evolve.read("b.txt")


def judged(verdict: Verdict, *, swapped: bool = False, note: str = "") -> Judgement:
    return Judgement(*((AFTER, BEFORE) if swapped else (BEFORE, AFTER)), verdict, note=note)


def files() -> list[str]:
    return sorted(path.name for path in Path().iterdir() if ".judge" in path.name and path.is_file())


def write(name: str, judgement: Judgement, time: int) -> None:
    folder = Path(f"of-{name}")
    folder.mkdir()
    store = evolve.JudgementStore.open(evolve.read("a.txt"), evolve.read("b.txt"), folder=folder)
    store.add(judgement)
    store.path.rename(name)
    os.utime(name, (time, time))


def test_stores_opened_both_ways_round_share_a_file(pair: tuple[Document, Document]) -> None:
    a, b = pair
    one, two = evolve.JudgementStore.open(a, b), evolve.JudgementStore.open(b, a)
    one.add(judged(Verdict.SAME))
    two.add(judged(Verdict.NOT, swapped=True))
    assert files() == ["a.txt--b.txt.judgements.jsonl"]
    for store in (one, evolve.JudgementStore.open(a, b)):
        assert [judgement.verdict for judgement in store.all()] == [Verdict.NOT]
    assert two.all()[0] == judged(Verdict.NOT, swapped=True)
    two.undo()
    assert [judgement.verdict for judgement in one.all()] == [Verdict.SAME]


@pytest.mark.parametrize("later", ["a.txt--b.txt.judgements.jsonl", "b.txt--a.txt.judgements.jsonl"])
def test_of_two_files_the_one_written_to_later_counts(pair: tuple[Document, Document], later: str) -> None:
    names = ["a.txt--b.txt.judgements.jsonl", "b.txt--a.txt.judgements.jsonl"]
    for name in names:
        is_later = name == later
        swapped = name.startswith("b")
        write(name, judged(Verdict.NOT if is_later else Verdict.SAME, swapped=swapped), 2_000 if is_later else 1_000)
    for documents in (pair, pair[::-1]):
        assert [judgement.verdict for judgement in evolve.JudgementStore.open(*documents).all()] == [Verdict.NOT]


def test_two_files_become_one_that_has_every_line(pair: tuple[Document, Document]) -> None:
    first, second = "b.txt--a.txt.judgements.jsonl", "a.txt--b.txt.judgements.jsonl"
    write(first, judged(Verdict.SAME, swapped=True, note="first"), 1_000)
    with Path(first).open("a", encoding="utf-8") as file:
        file.write("damaged\n")
    os.utime(first, (1_000, 1_000))
    write(second, judged(Verdict.NOT, note="second"), 2_000)
    old = Path(first).read_bytes()
    store = evolve.JudgementStore.open(*pair)
    store.add(judged(Verdict.UNSURE, note="third"))
    assert files() == [second, f"{first}.merged"]
    assert Path(f"{first}.merged").read_bytes() == old
    lines = Path(second).read_text(encoding="utf-8").splitlines()
    assert [next((word for word in ("first", "second", "third") if word in line), line) for line in lines] == [
        "first", "damaged", "second", "third"
    ]  # fmt: skip
    assert lines[0].startswith(f'{{"before": "{BEFORE}"')
    assert [judgement.note for judgement in evolve.JudgementStore.open(*pair[::-1]).all()] == ["third"]
    assert evolve.JudgementStore.open(*pair).warnings[0].endswith("line 2 is not a judgement; it is left out")


def test_verdicts_of_judges_share_a_file_too(pair: tuple[Document, Document]) -> None:
    a, b = pair
    one, two = JudgeStore.open(a, b), JudgeStore.open(b, a)
    one.add([Given(Judgement(BEFORE, AFTER, Verdict.SAME, by="x"))])
    two.add([Given(Judgement(AFTER, BEFORE, Verdict.NOT, by="x"))])
    assert files() == ["a.txt--b.txt.judge.jsonl"]
    for store in (one, JudgeStore.open(a, b)):
        assert [verdict.verdict for verdict in store.verdicts()] == [Verdict.NOT]
