"""Which pairs of versions that are not neighbours have judgements on disk."""

from __future__ import annotations

from pathlib import Path

import pytest

from evolve import Document, Judgement, JudgementStore, Verdict, read
from evolve.judgements import judged_over_gaps

JUDGED = Judgement("One.", "Two.", Verdict.SAME)


@pytest.fixture(autouse=True)
def own(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """The data folder of somebody who has judged nothing yet."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path_factory.mktemp("own")))


def in_files(folder: Path) -> list[Document]:
    for name in ("a.txt", "b.txt", "c.txt", "d.txt"):
        (folder / name).write_text(f"The text {name}.", encoding="utf-8")
    return [read(folder / name) for name in ("a.txt", "b.txt", "c.txt", "d.txt")]


def in_memory(folder: Path) -> list[Document]:
    return [Document.from_sentences([f"The text {name}."]) for name in "abcd"]


@pytest.mark.parametrize("versions", [in_files, in_memory])
def test_judged_pairs_that_are_no_neighbours_are_found(versions, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    """Of the judged pairs, those of neighbours are left out; the order in which a pair was opened does not matter."""
    documents = versions(tmp_path)
    assert judged_over_gaps(documents) == ()
    for first, second in ((0, 1), (0, 2), (3, 1)):
        JudgementStore.open(documents[first], documents[second]).add(JUDGED)
    assert judged_over_gaps(documents) == ((0, 2), (1, 3))
