"""Verdicts on disk: beside the person's judgements, only ever appended, read back whole."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evolve import Document, EvolveError, Judgement, JudgementStore, Kind, Verdict, read
from evolve.judges import JudgeStore
from evolve.judges.store import Finished, Given, Removed, as_labels, judge_line, judge_record
from evolve.text.digests import sentence_digest

PRICES, BREAD, BRIDGE = "Prices rose.", "Bread costs more.", "A bridge is built."
SAME = Given(Judgement(PRICES, BREAD, Verdict.SAME, (Kind.ACTOR,), "a note — “so”", "llm"), "5f0c", 0.5)
READ = Finished("5f0c", "llm", (sentence_digest(PRICES),), (sentence_digest(BREAD), sentence_digest(BRIDGE)))


@pytest.fixture(autouse=True)
def own(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path_factory.mktemp("own")))


@pytest.fixture
def pair(tmp_path: Path) -> tuple[Document, Document]:
    (tmp_path / "one.txt").write_text(PRICES, encoding="utf-8")
    (tmp_path / "two.txt").write_text(f"{BREAD} {BRIDGE}", encoding="utf-8")
    return read(tmp_path / "one.txt"), read(tmp_path / "two.txt")


def given_by(name: str, verdict: Verdict, task: str = "") -> Given:
    return Given(Judgement(PRICES, BREAD, verdict, by=name), task)


def test_opening_creates_nothing(tmp_path: Path, pair: tuple[Document, Document]) -> None:
    store = JudgeStore.open(*pair)
    assert (store.records(), store.warnings) == ((), ())
    assert sorted(path.name for path in tmp_path.iterdir()) == ["one.txt", "two.txt"]


def test_it_lies_beside_the_judgements(pair: tuple[Document, Document]) -> None:
    store, own = JudgeStore.open(*pair), JudgementStore.open(*pair)
    assert store.path.name == "one.txt--two.txt.judge.jsonl"
    assert store.path.parent == own.path.parent


def test_records_come_back(pair: tuple[Document, Document]) -> None:
    JudgeStore.open(*pair).add([SAME, READ])
    assert JudgeStore.open(*pair).records() == (SAME, READ)


def test_pair_the_other_way_round_is_one_file(tmp_path: Path, pair: tuple[Document, Document]) -> None:
    JudgeStore.open(*pair).add([SAME, READ])
    back = JudgeStore.open(*reversed(pair))
    assert back.verdicts() == (SAME.judgement.swapped(),)
    back.add([Given(Judgement(BRIDGE, PRICES, Verdict.NOT, by="nli"))])
    assert len(list(tmp_path.glob("*.judge.jsonl"))) == 1
    assert JudgeStore.open(*pair).verdicts() == (SAME.judgement, Judgement(PRICES, BRIDGE, Verdict.NOT, by="nli"))


def test_nothing_is_rewritten(pair: tuple[Document, Document]) -> None:
    store = JudgeStore.open(*pair)
    store.add([SAME])
    first = store.path.read_bytes()
    store.add([given_by("llm", Verdict.NOT), given_by("nli", Verdict.SAME)])
    assert store.path.read_bytes().startswith(first)


def test_last_verdict_of_each_judge_counts(pair: tuple[Document, Document]) -> None:
    store = JudgeStore.open(*pair)
    store.add([SAME, given_by("nli", Verdict.SAME), given_by("llm", Verdict.NOT)])
    assert [(j.by, j.verdict) for j in store.verdicts()] == [("llm", Verdict.NOT), ("nli", Verdict.SAME)]


def test_torn_line_costs_itself_alone(pair: tuple[Document, Document]) -> None:
    store = JudgeStore.open(*pair)
    store.add([SAME])
    with store.path.open("a", encoding="utf-8") as file:
        file.write('{"before": "torn')
    store.add([READ])
    again = JudgeStore.open(*pair)
    assert again.records() == (SAME, READ)
    assert [warning.partition(": ")[2] for warning in again.warnings] == [
        "line 2 is not a verdict of a judge; it is left out"
    ]


def test_reading_knows_what_was_read(pair: tuple[Document, Document]) -> None:
    store = JudgeStore.open(*pair)
    store.add([SAME, READ])
    assert store.reading().read == ((frozenset(READ.before), frozenset(READ.after)),)


def test_folder_that_cannot_be_written_is_said(pair: tuple[Document, Document], tmp_path: Path) -> None:
    store = JudgeStore.open(*pair, folder=tmp_path / "one.txt")
    with pytest.raises(EvolveError, match="the verdicts cannot be saved"):
        store.add([SAME])


WORDS = st.text(max_size=20).map(lambda text: " ".join(text.split()))


@given(
    st.builds(
        Given,
        st.builds(
            Judgement,
            WORDS,
            WORDS,
            st.sampled_from(Verdict),
            st.just(()),
            WORDS,
            st.text(st.sampled_from("abc"), min_size=1),
        ),
        st.text(st.sampled_from("0123456789abcdef"), max_size=12),
        st.none() | st.floats(0, 1),
    )
)
def test_every_record_survives_its_line(record: Given) -> None:
    again = judge_record(judge_line(record))
    assert judge_line(again) == judge_line(record)
    assert judge_line(record).count("\n") == 1


@pytest.mark.parametrize(
    "line",
    [
        "", "no JSON", "[1]", "[" * 100_000, '{"by": 3, "before": "a", "after": "b", "verdict": "same"}',
        '{"before": "a", "after": "b", "verdict": "same"}', '{"by": "x", "before": 1, "after": "b", "verdict": "same"}',
        '{"by": "x", "after": "b", "verdict": "same"}', '{"by": "x", "before": "a", "after": "b", "verdict": "so"}',
        '{"by": "x", "task": "t", "read": "all"}',
        '{"by": "x", "before": "a", "after": "b", "verdict": "same", "kinds": 1}',
    ],
    ids=range(11),
)  # fmt: skip
def test_line_that_holds_no_record_is_refused(line: str) -> None:
    with pytest.raises(ValueError):
        judge_record(line)


def own_word(after: str, verdict: Verdict) -> Judgement:
    return Judgement(PRICES, after, verdict)


def labels(text: str, *judgements: Judgement) -> list[tuple[str, Verdict]]:
    return [(label.after, label.verdict) for label in as_labels(text, judgements)]


class TestLabels:
    """What a judge found of the pairs that a person decided."""

    FILE = judge_line(SAME) + judge_line(READ) + json.dumps({"torn": 1}) + "\n"

    def test_named_pair_has_its_verdict(self) -> None:
        assert labels(self.FILE, own_word(BREAD, Verdict.NOT)) == [(BREAD, Verdict.SAME)]

    def test_pair_read_without_a_verdict_is_not(self) -> None:
        """A pair that was read without a verdict is not the same."""
        assert labels(self.FILE, own_word(BRIDGE, Verdict.SAME)) == [(BRIDGE, Verdict.NOT)]

    def test_pair_that_nobody_read_is_left_out(self) -> None:
        assert labels(self.FILE, own_word("A third one.", Verdict.SAME)) == []

    def test_pair_that_the_person_left_open_is_left_out(self) -> None:
        assert labels(self.FILE, own_word(BREAD, Verdict.UNSURE)) == []

    def test_related_is_not_the_same(self) -> None:
        text = judge_line(given_by("llm", Verdict.RELATED))
        assert labels(text, own_word(BREAD, Verdict.SAME)) == [(BREAD, Verdict.NOT)]

    def test_judges_who_differ_are_unsure(self) -> None:
        text = judge_line(given_by("llm", Verdict.RELATED)) + judge_line(given_by("nli", Verdict.SAME))
        assert labels(text, own_word(BREAD, Verdict.SAME)) == [(BREAD, Verdict.UNSURE)]


def test_removed_judge_is_gone_and_can_judge_again(pair: tuple[Document, Document]) -> None:
    """Removing a judge leaves the file and the other judges, and what the judge gives later counts."""
    store, other = JudgeStore.open(*pair), given_by("nli", Verdict.NOT)
    store.add([SAME, READ, other])
    size = store.path.stat().st_size
    assert store.remove("llm") == 1
    assert store.records() == JudgeStore.open(*pair).records() == (other,)
    assert store.path.stat().st_size > size
    store.add([SAME])
    assert JudgeStore.open(*pair).records() == (other, SAME)
    assert judge_record(judge_line(Removed("llm"))) == Removed("llm")


def test_unknown_judge_is_not_removed(pair: tuple[Document, Document]) -> None:
    store = JudgeStore.open(*pair)
    store.add([SAME])
    with pytest.raises(EvolveError, match="llm"):
        store.remove("nobody")
    assert store.records() == (SAME,)
