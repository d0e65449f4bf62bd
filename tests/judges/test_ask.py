"""Asking a judge: what is answered is kept, what is known is not asked again, two passes check each other."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from evolve import Document, Verdict, compare
from evolve.comparison import Comparison
from evolve.judges import JudgeStore
from evolve.judges.ask import (
    Judge,
    JudgeError,
    ask,
    ask_pairs,
    conclude,
    pair_keys,
    tasks_of,
    unanswered,
    unanswered_pairs,
)
from evolve.judges.pairs import candidate_pairs
from evolve.judges.run import words_of

from .commands import PAIRS, READER, command

EARLIER = [
    "Prices rose by three percent in the northern valley.",
    "The council promised a bridge over the river.",
    "Nobody asked the fishermen about their nets.",
    "The harvest was poor.",
]
LATER = [
    "Prices rose by five percent in the northern valley.",
    "A crossing was promised by those in office.",
    "The fishermen were never consulted.",
    "The harvest was poor.",
]


@pytest.fixture
def comparison() -> Comparison:
    return compare(Document.from_sentences(EARLIER), Document.from_sentences(LATER))


@pytest.fixture
def store(comparison: Comparison, tmp_path: Path) -> JudgeStore:
    return JudgeStore.open(comparison.before, comparison.after, folder=tmp_path)


def judge(folder: Path, program: str, name: str = "judge") -> Judge:
    return Judge(name, words_of(command(folder, program)), timeout=60)


def answering(*lines: tuple[int, int, str], end: str = "print(json.dumps({'done': done}))") -> str:
    text = "\n".join(json.dumps({"before": b + 1, "after": a + 1, "verdict": verdict}) for b, a, verdict in lines)
    return f"{READER}\nprint({text!r})\n{end}\n"


def found(store: JudgeStore) -> dict[tuple[int, int], str]:
    return {(EARLIER.index(j.before), LATER.index(j.after)): str(j.verdict) for j in store.verdicts()}


def test_answer_is_kept_and_makes_links(comparison: Comparison, store: JudgeStore, tmp_path: Path) -> None:
    program = answering((1, 1, "same"), (2, 2, "related"))
    outcome = ask(comparison, tasks_of(comparison), judge(tmp_path, program), store)
    assert (outcome.asked, outcome.left_out, outcome.unended) == (1, [], 0)
    assert found(store) == {(1, 1): "same", (2, 2): "related"}
    judged = comparison.judged((), by_judges=store.reading())
    assert {(link.before, link.after): link.judged_by for link in judged.links if link.before in (1, 2)} == {
        (1, 1): "judge"
    }


def test_answered_task_is_not_asked_again(comparison: Comparison, store: JudgeStore, tmp_path: Path) -> None:
    reader = judge(tmp_path, answering((1, 1, "same")))
    tasks = tasks_of(comparison, passes=2)
    ask(comparison, tasks[:1], reader, store)
    assert unanswered(tasks, reader, store) == tasks[1:]
    assert unanswered(tasks, Judge("other", reader.words), store) == tasks
    assert unanswered(tasks, Judge("judge", (*reader.words, "-x")), store) == tasks
    changed = compare(Document.from_sentences([*EARLIER, "One more."]), comparison.after)
    assert len(unanswered(tasks_of(changed), reader, store)) == 1


def test_tasks_do_not_depend_on_what_was_judged(comparison: Comparison, store: JudgeStore, tmp_path: Path) -> None:
    before = tasks_of(comparison)
    ask(comparison, before, judge(tmp_path, answering((0, 0, "not"), (1, 1, "same"))), store)
    assert tasks_of(comparison.judged((), by_judges=store.reading()).at(0.9)) == before


def test_score_links_are_put_to_the_judge(comparison: Comparison) -> None:
    (task,) = tasks_of(comparison)
    assert '=== Pairs to check ===\n{"before": 1, "after": 1}\n' in task.prompt
    assert '{"before": 4, "after": 4}' not in task.prompt


@pytest.mark.parametrize(
    ("end", "problem"),
    [
        ("sys.exit('the key is wrong')", r"it ended with exit code 1 \(the key is wrong\)"),
        ("import os; sys.stdout.flush(); os.kill(os.getpid(), 9)", "it was ended by signal 9"),
    ],
)
def test_failed_task_keeps_its_verdicts(
    comparison: Comparison, store: JudgeStore, tmp_path: Path, end: str, problem: str
) -> None:
    """They count, and the task is asked again, since nobody knows what is missing."""
    reader = judge(tmp_path, answering((1, 1, "same"), end=end))
    with pytest.raises(JudgeError, match=problem) as raised:
        ask(comparison, tasks_of(comparison), reader, store)
    assert raised.value.exit_code == 3
    assert found(store) == {(1, 1): "same"}
    assert unanswered(tasks_of(comparison), reader, store) == tasks_of(comparison)


@pytest.mark.parametrize(
    ("program", "problem"),
    [
        ("", "it gave no answer;"),
        ("print('I am sorry, I cannot help with that.')", r"contains no verdict \(I am sorry"),
        ("print('\\x1b[2J\\x00' * 9)", r"contains no verdict \(\[2J"),
        ("print('{' * 1_000_000)", "contains no verdict"),
        ("import sys; print(sys.stdin.read())", "it repeats the task instead of answering it"),
    ],
)
def test_garbage_is_one_clear_line(
    comparison: Comparison, store: JudgeStore, tmp_path: Path, program: str, problem: str
) -> None:
    with pytest.raises(JudgeError, match=problem) as raised:
        ask(comparison, tasks_of(comparison), judge(tmp_path, program), store)
    message = str(raised.value)
    assert message.isprintable() and len(message) < 300
    assert store.records() == ()


def test_later_failure_keeps_earlier_tasks(store: JudgeStore, tmp_path: Path) -> None:
    before, after = ([f"{side} sentence {n} of many about number {n}." for n in range(40)] for side in ("Old", "New"))
    long = compare(Document.from_sentences(before), Document.from_sentences(after))
    tasks = tasks_of(long, characters=1_000)
    program = f"""{READER}
from pathlib import Path
if Path({str(tmp_path / "seen")!r}).exists(): sys.exit("out of credit")
Path({str(tmp_path / "seen")!r}).touch()
print(json.dumps({{"before": min(one.values()), "after": min(two.values()), "verdict": "same"}}))
"""
    reader = judge(tmp_path, program)
    with pytest.raises(JudgeError, match="out of credit"):
        ask(long, tasks, reader, store)
    assert len(tasks) > 2
    assert unanswered(tasks, reader, store) == tasks[1:]


def test_answer_without_an_end_is_counted(comparison: Comparison, store: JudgeStore, tmp_path: Path) -> None:
    outcome = ask(comparison, tasks_of(comparison), judge(tmp_path, answering((1, 1, "same"), end="")), store)
    assert outcome.unended == 1


def test_limit_takes_the_likeliest_windows(tmp_path: Path) -> None:
    before = [f"Filler {n} about weather station {n}." for n in range(60)]
    after = [f"Padding {n} about traffic light {n}." for n in range(60)]
    before[50] = after[5] = "The mayor resigned after the flood of 1953."
    long = compare(Document.from_sentences(before), Document.from_sentences(after))
    every, (one,) = tasks_of(long, characters=1_000), tasks_of(long, characters=1_000, limit=1)
    assert len(every) > 1
    assert one.window in {task.window for task in every}


class TestTwoPasses:
    """Each pass has a judge's program of its own here, as if it changed its mind."""

    def both(
        self, comparison: Comparison, store: JudgeStore, folder: Path, first: str, second: str
    ) -> dict[tuple[int, int], str]:
        program = f"""{READER}
later_first = prompt.index("=== The later") < prompt.index("=== The earlier")
print({second!r} if later_first else {first!r})
print(json.dumps({{"done": done}}))
"""
        reader, tasks = judge(folder, program), tasks_of(comparison, passes=2)
        for _ in range(2):  # concluding twice changes nothing
            ask(comparison, unanswered(tasks, reader, store), reader, store)
            passes = [[reader.key(t.id) for t in tasks if t.later_first is swapped] for swapped in (False, True)]
            conclude(comparison, passes, reader, store)
        return found(store)

    @staticmethod
    def line(b: int, a: int, verdict: str) -> str:
        return json.dumps({"before": b + 1, "after": a + 1, "verdict": verdict}) + "\n"

    def test_named_by_both_stays(self, comparison: Comparison, store: JudgeStore, tmp_path: Path) -> None:
        lines = self.line(1, 1, "same") + self.line(2, 2, "related")
        assert self.both(comparison, store, tmp_path, lines, lines) == {(1, 1): "same", (2, 2): "related"}
        assert len(store.records()) == 6

    def test_named_by_one_is_unsure(self, comparison: Comparison, store: JudgeStore, tmp_path: Path) -> None:
        one, two = self.line(1, 1, "same"), self.line(2, 2, "same")
        assert self.both(comparison, store, tmp_path, one, two) == {(1, 1): "unsure", (2, 2): "unsure"}

    def test_different_verdicts_are_unsure(self, comparison: Comparison, store: JudgeStore, tmp_path: Path) -> None:
        one, two = self.line(1, 1, "same"), self.line(1, 1, "related")
        assert self.both(comparison, store, tmp_path, one, two) == {(1, 1): "unsure"}


class TestPairs:
    def test_links_come_first_and_equal_sentences_never(self, comparison: Comparison) -> None:
        pairs = candidate_pairs(comparison)
        assert pairs[0] == (0, 0)
        assert (3, 3) not in pairs
        assert candidate_pairs(comparison, 1) == pairs[:1]
        assert len(pairs) == 15
        assert len(set(pairs)) == len(pairs)

    def test_verdicts_are_kept_pair_by_pair(self, comparison: Comparison, store: JudgeStore, tmp_path: Path) -> None:
        program = f"""{PAIRS}
for pair in pairs[:2]:
    print(json.dumps({{"n": pair["n"], "verdict": "same", "score": .9}}))
"""
        reader, pairs = judge(tmp_path, program), candidate_pairs(comparison)
        counted: list[int] = []
        outcome = ask_pairs(comparison, pairs, reader, store, watch=counted.append)
        assert (outcome.asked, outcome.unended, sum(counted)) == (2, len(pairs) - 2, 2)
        assert set(found(store)) == set(pairs[:2])
        assert unanswered_pairs(comparison, pairs, reader, store) == pairs[2:]

    def test_what_came_before_a_failure_is_kept(
        self, comparison: Comparison, store: JudgeStore, tmp_path: Path
    ) -> None:
        program = f"{PAIRS}\nprint(json.dumps({{'n': 2, 'verdict': 'not'}}), flush=True)\nsys.exit('out of memory')"
        pairs = candidate_pairs(comparison)
        with pytest.raises(JudgeError, match="out of memory"):
            ask_pairs(comparison, pairs, judge(tmp_path, program), store)
        assert found(store) == {pairs[1]: "not"}

    def test_both_directions_have_to_agree(self, comparison: Comparison, store: JudgeStore, tmp_path: Path) -> None:
        """An entailment model that finds only one direction has not found the same claim."""
        program = f"""{PAIRS}
for pair in pairs:
    print(json.dumps({{"n": pair["n"], "verdict": "same" if pair["before"].startswith("Prices") else "not"}}))
"""
        reader, pairs = judge(tmp_path, program), candidate_pairs(comparison)
        for swapped in (False, True):
            ask_pairs(comparison, pairs, reader, store, swapped=swapped)
        conclude(comparison, [pair_keys(comparison, pairs, reader, swapped=t) for t in (False, True)], reader, store)
        verdicts = found(store)
        assert verdicts[0, 0] == "same"
        assert {verdicts[pair] for pair in pairs if pair[0] == 0 and pair != (0, 0)} <= {"unsure"}
        assert all(found == "not" for pair, found in verdicts.items() if 0 not in pair)


def test_every_verdict_names_its_judge(comparison: Comparison, store: JudgeStore, tmp_path: Path) -> None:
    ask(comparison, tasks_of(comparison), judge(tmp_path, answering((1, 1, "same")), "anna"), store)
    assert [(j.by, j.verdict) for j in store.verdicts()] == [("anna", Verdict.SAME)]
