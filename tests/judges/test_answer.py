"""What is read from an answer: every verdict that can be used, whatever it is wrapped in, and nothing else."""

from __future__ import annotations

import json
from collections import Counter
from importlib import resources

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evolve import Kind, Verdict
from evolve.judges.answer import TASK_LINE, Found, read_answer, read_pairs, summary_of

SAME = Found((11, 36), Verdict.SAME, (Kind.SCOPE,), "wider")
LINE = '{"before": 12, "after": 37, "verdict": "same", "kind": "scope", "note": "wider"}'
BEFORE, AFTER = range(100), range(100)


@pytest.mark.parametrize(
    "answer",
    [
        LINE,
        f"Here is what I found:\n\n{LINE}\n\nI hope that helps!",
        f"```json\n{LINE}\n```",
        f"[{LINE}]",
        f"[\n  {LINE},\n]",
        f'{{"pairs": [{LINE}]}}',
        LINE.replace("}", ",}"),
        LINE.replace("}", " , \n}"),
        LINE.replace(", ", ",\n  "),
        LINE.replace("12", '"12"').replace("37", '"37"'),
        LINE.replace("12", '"E12"').replace("37", '"[37]"'),
        LINE.replace("12", "12.0"),
        LINE.replace("same", "Same "),
        LINE.replace('"kind": "scope"', '"kinds": ["scope", "vibes"]'),
        LINE.replace('"before"', '"Before"'),
        f"{{this is no JSON}} {LINE} {{nor this",
        f"\ufeff\x1b[31m{LINE}\x1b[0m\x00",
    ],
)
def test_wrapping_is_forgiven(answer: str) -> None:
    assert read_answer(answer, BEFORE, AFTER).found == (SAME,)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ('{"before": 101, "after": 1, "verdict": "same"}', "no such sentence number"),
        ('{"before": 0, "after": 1, "verdict": "same"}', "no such sentence number"),
        ('{"before": -1, "after": 1, "verdict": "same"}', "no such sentence number"),
        ('{"before": true, "after": 1, "verdict": "same"}', "no number"),
        ('{"before": [1, 2], "after": 1, "verdict": "same"}', "no number"),
        ('{"before": 1.5, "after": 1, "verdict": "same"}', "no number"),
        ('{"before": NaN, "after": 1, "verdict": "same"}', "no number"),
        ('{"before": 1e400, "after": 1, "verdict": "same"}', "no number"),
        ('{"after": 1, "verdict": "same"}', "no number"),
        ('{"before": ' + "9" * 5_000 + ', "after": 1, "verdict": "same"}', "broken line"),
        ('{"before": 1, "after": 1, "verdict": "perhaps"}', "unknown verdict"),
        ('{"before": 1, "after": 1, "verdict": null}', "unknown verdict"),
        ('{"before": 1, "after": 1, "verdict": "same', "broken line"),
        ('{"before": 1, "after": 1, "verdict": "sa\nme"}', "broken line"),
        ("{'before': 1, \"before\": 2}", "broken line"),
        (LINE, "repeated pair"),
        (LINE.replace("same", "not"), "contradicted pair"),
    ],
)
def test_unusable_pieces_are_listed(line: str, reason: str) -> None:
    answer = read_answer(f"{LINE}\n{line}", BEFORE, AFTER)
    assert [piece.reason for piece in answer.left_out] == [reason]
    assert [found.pair for found in answer.found] == [SAME.pair]


def test_contradiction_is_unsure() -> None:
    answer = read_answer(f"{LINE}\n{LINE.replace('same', 'related')}", BEFORE, AFTER)
    assert answer.found[0].verdict is Verdict.UNSURE


def test_only_sentences_of_the_window_are_known() -> None:
    answer = read_answer(LINE, range(20, 40), AFTER)
    assert (answer.found, [piece.reason for piece in answer.left_out]) == ((), ["no such sentence number"])


@pytest.mark.parametrize(("text", "done"), [(f'{LINE}\n{{"done": "5f0c"}}', "5f0c"), (LINE, None), ("", None)])
def test_end_is_read(text: str, done: str | None) -> None:
    assert read_answer(text, BEFORE, AFTER).done == done


def test_answer_that_lists_no_pairs() -> None:
    """An answer that lists no pairs is not an empty answer."""
    assert not read_answer('{"done": "5f0c"}', BEFORE, AFTER).is_empty
    assert read_answer("I am sorry, I cannot do that.", BEFORE, AFTER).is_empty


def test_notes_are_tame_and_short() -> None:
    line = json.dumps({"before": 1, "after": 1, "verdict": "same", "note": "\x1b]0;x\x07a\nb\u202e" + "c" * 900})
    (found,) = read_answer(line, BEFORE, AFTER).found
    assert found.note.startswith("]0;xa b⟨U+202E⟩ccc")
    assert len(found.note) == 300


def test_pieces_that_are_shown_are_tame_and_short() -> None:
    answer = read_answer('{"before": "\x1b[31m' + "x" * 900 + '"}', BEFORE, AFTER)
    (piece,) = answer.left_out
    assert "\x1b" not in piece.piece
    assert len(piece.piece) <= 80


@pytest.mark.parametrize(
    "hostile",
    [
        "{" * 300_000, "[{" * 300_000, '{"' * 300_000, '"' * 100_000, '{"a":"\\' * 100_000, "[" * 100_000,
        '{"before":' * 100_000, '{"a":' * 100_000 + "1" + "}" * 100_000, '{"before": 1' * 100_000, "}" * 100_000,
        '{"before":' + "[" * 100_000, "\x00" * 100_000, LINE * 10_000, '{"done":' + "{" * 100_000,
        '{"verdict"' + " ," * 1_900 + "}",
    ],
    ids=range(15),
)  # fmt: skip
def test_hostile_answers_are_survived(hostile: str) -> None:
    """One pass over a megabyte of anything ends, and finds at most what is there."""
    assert len(read_answer(hostile, BEFORE, AFTER).found) <= 1


@given(st.text(st.sampled_from('{}[]",:\\\n 12beforeaftverdicsmd'), max_size=80))
def test_no_text_breaks_the_reader(text: str) -> None:
    answer = read_answer(text, BEFORE, AFTER)
    assert all(found.pair[0] in BEFORE and found.pair[1] in AFTER for found in answer.found)


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9), st.sampled_from(tuple(Verdict))), max_size=12))
def test_each_pair_is_found_once(lines: list[tuple[int, int, Verdict]]) -> None:
    text = "\n".join(json.dumps({"before": b + 1, "after": a + 1, "verdict": v}) for b, a, v in lines)
    answer = read_answer(text, range(10), range(10))
    assert Counter(found.pair for found in answer.found) == Counter({(b, a) for b, a, _ in lines})
    assert len(answer.found) + len(answer.left_out) == len(lines)


def test_left_out_is_counted_by_reason() -> None:
    answer = read_answer(f"{LINE}\n{LINE}\n{LINE}\n" + '{"before": 500, "after": 1, "verdict": "same"}', BEFORE, AFTER)
    assert summary_of(answer.left_out) == "2 repeated pair, 1 no such sentence number"


PAIRS = [(4, 7), (1, 2)]


def test_verdicts_on_pairs_find_their_pair_by_number() -> None:
    answer = read_pairs('{"n": 2, "verdict": "not", "score": 0.1}\n{"n": 1, "verdict": "same", "score": 7}', PAIRS)
    assert answer.found == (Found((1, 2), Verdict.NOT, score=0.1), Found((4, 7), Verdict.SAME))


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ('{"n": 3, "verdict": "same"}', "no such pair number"),
        ('{"n": 0, "verdict": "same"}', "no such pair number"),
        ('{"verdict": "same"}', "no such pair number"),
        ('{"n": 1, "verdict": 0.4}', "unknown verdict"),
        ('{"n": 1, "verdict"', "broken line"),
    ],
)
def test_unusable_verdicts_on_pairs_are_listed(line: str, reason: str) -> None:
    answer = read_pairs(line, PAIRS)
    assert (answer.found, [piece.reason for piece in answer.left_out]) == ((), [reason])


def test_a_task_is_no_answer() -> None:
    """The task sent back, alone or before an answer, gives no verdict: its example names real sentences."""
    guide = (resources.files("evolve.judges") / "guide.txt").read_text(encoding="utf-8")
    assert TASK_LINE in guide
    for answer in (guide, f"{guide}\n{LINE}"):
        assert read_answer(answer, BEFORE, AFTER).repeats_task
        assert read_answer(answer, BEFORE, AFTER).is_empty
