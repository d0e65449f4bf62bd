"""Ask a judge about two versions: create the tasks, skip those already answered, and store the answers.

A task is identified by everything its answer depends on: the prompt, the command and the protocol. Each answer is on
disk before the next task is sent, so an interrupted or failed run can be continued.
"""

from __future__ import annotations

import hashlib
import threading
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from evolve.comparison import Comparison
from evolve.errors import EvolveError
from evolve.judgements.records import shortened
from evolve.judges import pairs as pair_protocol
from evolve.judges.answer import Answer, Found, LeftOut, read_answer, read_pairs
from evolve.judges.run import Ran, run
from evolve.judges.store import Finished, Given, JudgeRecord, JudgeStore
from evolve.judges.task import Task, task_of
from evolve.judges.windows import CHARACTERS, Pair, windows_of
from evolve.model import Judgement, Verdict
from evolve.text.clean import clean_line

TIMEOUT = 600.0
"""Default time limit of a command for one task, in seconds."""
_ONCE = "named in only one of two passes"
_APART = "different verdicts in two readings"


class JudgeError(EvolveError):
    """A judge that does not answer, or whose answer cannot be read."""


@dataclass(frozen=True, slots=True)
class Judge:
    """A judge to ask."""

    name: str
    """The name stored with its verdicts."""
    words: tuple[str, ...] = ()
    """The command as words; empty if answers are imported from files."""
    timeout: float = TIMEOUT
    stop: threading.Event | None = None
    """Set by another thread to stop the running command."""

    def key(self, task: str) -> str:
        """Return the digest of a task given to this judge."""
        command = "\0".join(self.words)
        return hashlib.sha256(f"{task}\0{command}".encode("utf-8", "surrogatepass")).hexdigest()[:16]

    def __call__(self, prompt: str, on_output: Callable[[str], None] | None = None) -> Ran:
        return run(self.words, prompt, timeout=self.timeout, stop=self.stop, on_output=on_output)


@dataclass
class Outcome:
    """The result of asking a judge."""

    asked: int = 0
    """Number of tasks, or pairs, sent and answered."""
    left_out: list[LeftOut] = field(default_factory=list)
    unended: int = 0
    """Number of answers without their last line, or of pairs without an answer."""


def tasks_of(
    comparison: Comparison, *, passes: int = 1, limit: int | None = None, characters: int = CHARACTERS
) -> tuple[Task, ...]:
    """Return the tasks for two versions, those of the first pass first; none if a text is empty.

    They do not depend on judgements, verdicts or the current threshold. `limit` is the maximum number of windows; those
    with the most links and best candidates are chosen.
    """
    plain = _plain(comparison)
    sentence_texts = plain.pair.sentence_texts
    equal = {
        pair for pair, same in zip(plain.pair.candidate_positions, plain.alignment.equal.tolist(), strict=True) if same
    }
    links = [(link.before, link.after) for link in plain.links]
    candidates = pair_protocol.best_candidates(plain, 3)
    windows = windows_of(*sentence_texts, links, candidates, characters)
    open_links = sorted(pair for pair in links if pair not in equal)
    if limit is not None and limit < len(windows):
        weight = {w: sum(map(w.holds, open_links)) * len(candidates) + sum(map(w.holds, candidates)) for w in windows}
        windows = tuple(sorted(sorted(windows, key=lambda w: (-weight[w], w))[:limit]))
    tasks = []
    for later_first in (False, True)[:passes]:
        left = open_links
        for window in windows:
            here = [pair for pair in left if window.holds(pair)]
            left = [pair for pair in left if not window.holds(pair)]
            tasks.append(task_of(*sentence_texts, window, here, later_first=later_first))
    return tuple(tasks)


def _plain(comparison: Comparison) -> Comparison:
    """Return the comparison at its automatic threshold and without judgements, whatever the settings are."""
    return comparison.judged((), by_judges=()).at(comparison.pair.automatic_threshold)


def unanswered(tasks: Iterable[Task], judge: Judge, store: JudgeStore) -> tuple[Task, ...]:
    """Return the tasks that the judge has not finished."""
    done = {record.task for record in store.records() if isinstance(record, Finished) and record.by == judge.name}
    return tuple(task for task in tasks if judge.key(task.id) not in done)


def ask(
    comparison: Comparison,
    tasks: Sequence[Task],
    judge: Judge,
    store: JudgeStore,
    watch: Callable[[int], None] = lambda answered: None,
) -> Outcome:
    """Send tasks one after the other and store the answers; `watch` is called with 1 after each.

    Raises JudgeError at the first that fails. What was answered until then is kept, of a task that fails or is
    interrupted too.
    """
    outcome = Outcome()
    for task in tasks:
        came: list[str] = []
        try:
            ran = judge(task.prompt, came.append)
        except BaseException:
            # After an interruption the answers received so far are kept.
            keep_answer(comparison, task, _read(task, "".join(came)), judge, store, finished=False)
            raise
        answer = _read(task, ran.output)
        keep_answer(comparison, task, answer, judge, store, finished=not ran.problem and not answer.is_empty)
        outcome.left_out += answer.left_out
        if ran.problem:
            raise _failed(judge, ran.problem)
        if answer.repeats_task:
            raise _failed(judge, "it repeats the task instead of answering it")
        if answer.is_empty:
            raise _failed(judge, _unreadable(ran.output))
        outcome.asked += 1
        outcome.unended += answer.done is None
        watch(1)
    return outcome


def _read(task: Task, output: str) -> Answer:
    return read_answer(output, range(*task.window.before), range(*task.window.after))


def keep_answer(
    comparison: Comparison, task: Task, answer: Answer, judge: Judge, store: JudgeStore, *, finished: bool
) -> None:
    """Store the verdicts of an answer, and a record of the task if it is finished."""
    key = judge.key(task.id)
    records: list[JudgeRecord] = [_given(comparison, found, judge.name, key) for found in answer.found]
    if finished:
        one, two = comparison.pair.digests
        read = tuple(one[slice(*task.window.before)]), tuple(two[slice(*task.window.after)])
        records.append(Finished(key, judge.name, *read))
    store.add(records)


def unanswered_pairs(
    comparison: Comparison, pairs: Iterable[Pair], judge: Judge, store: JudgeStore, *, swapped: bool = False
) -> tuple[Pair, ...]:
    """Return the pairs on which the judge has not given a verdict; `swapped` asks with the later sentence first."""
    done = {r.task for r in store.records() if isinstance(r, Given) and r.judgement.by == judge.name}
    return tuple(pair for pair in pairs if _pair_key(comparison, pair, judge, swapped=swapped) not in done)


def ask_pairs(
    comparison: Comparison,
    pairs: Sequence[Pair],
    judge: Judge,
    store: JudgeStore,
    *,
    swapped: bool = False,
    watch: Callable[[int], None] = lambda answered: None,
) -> Outcome:
    """Send all pairs at once and store the verdicts as they arrive; `watch` is called with the number of new ones.

    Raises JudgeError if the command fails or answers nothing; all verdicts until then are stored.
    """
    outcome = Outcome()
    texts = _texts(comparison, pairs, swapped=swapped)
    seen: set[Pair] = set()

    def take(output: str) -> None:
        answer = read_pairs(output, pairs)
        new = [found for found in answer.found if found.pair not in seen]
        outcome.left_out.extend(answer.left_out)
        outcome.left_out.extend(LeftOut("repeated pair", "") for found in answer.found if found.pair in seen)
        seen.update(found.pair for found in new)
        keys = {found.pair: _pair_key(comparison, found.pair, judge, swapped=swapped) for found in new}
        store.add([_given(comparison, found, judge.name, keys[found.pair]) for found in new])
        watch(len(new))

    ran = judge(pair_protocol.question_of(texts), take)
    outcome.asked = len(seen)
    if ran.problem:
        raise _failed(judge, ran.problem)
    if not seen and pairs:
        raise _failed(judge, _unreadable(ran.output))
    outcome.unended = len(pairs) - len(seen)
    return outcome


def conclude(comparison: Comparison, keys: Sequence[Collection[str]], judge: Judge, store: JudgeStore) -> None:
    """Store the combined verdicts of two passes: a pair named in only one pass, or judged differently, is unsure.

    `keys` are the keys of the tasks of each pass.
    """
    records = store.records()
    given = [r for r in records if isinstance(r, Given) and r.judgement.by == judge.name]
    passes = [_of_tasks(given, tasks) for tasks in keys]
    now = {(r.judgement.before, r.judgement.after): r.judgement for r in given}
    new: list[JudgeRecord] = []
    for pair in dict.fromkeys(key for found in passes for key in found):
        verdicts = [found[pair].verdict for found in passes if pair in found]
        first = next(found[pair] for found in passes if pair in found)
        concluded = _concluded(first, verdicts)
        if now[pair] != concluded:
            new.append(Given(concluded))
    store.add(new)


def _concluded(judgement: Judgement, verdicts: Sequence[Verdict]) -> Judgement:
    if len(verdicts) == 2 and verdicts[0] is verdicts[1]:
        return judgement
    note = _ONCE if len(verdicts) == 1 else _APART
    return Judgement(judgement.before, judgement.after, Verdict.UNSURE, judgement.kinds, note, judgement.by)


def _of_tasks(given: Iterable[Given], tasks: Collection[str]) -> Mapping[tuple[str, str], Judgement]:
    """Return the verdicts of one pass; a pair judged differently in two of its windows is unsure."""
    found: dict[tuple[str, str], Judgement] = {}
    for record in given:
        if record.task not in tasks:
            continue
        judgement = record.judgement
        pair = judgement.before, judgement.after
        if pair in found and found[pair].verdict is not judgement.verdict:
            judgement = Judgement(*pair, Verdict.UNSURE, judgement.kinds, _APART, judgement.by)
        found[pair] = judgement
    return found


def counted(comparison: Comparison, judge: str, store: JudgeStore) -> Counter[Verdict]:
    """Return the number of pairs of these texts by verdict of a judge."""
    placed = comparison.judged((), by_judges=[v for v in store.verdicts() if v.by == judge]).judge_verdicts
    return Counter(verdict.verdict for verdict in placed)


def _given(comparison: Comparison, found: Found, name: str, key: str) -> Given:
    one, two = comparison.pair.sentence_texts
    b, a = found.pair
    return Given(Judgement(one[b], two[a], found.verdict, found.kinds, found.note, name), key, found.score)


def _pair_key(comparison: Comparison, pair: Pair, judge: Judge, *, swapped: bool) -> str:
    ((before, after),) = _texts(comparison, [pair], swapped=swapped)
    return judge.key(pair_protocol.pair_id(before, after))


def pair_keys(comparison: Comparison, pairs: Iterable[Pair], judge: Judge, *, swapped: bool) -> frozenset[str]:
    """Return the keys of some pairs in one order of their sentences."""
    return frozenset(_pair_key(comparison, pair, judge, swapped=swapped) for pair in pairs)


def _texts(comparison: Comparison, pairs: Sequence[Pair], *, swapped: bool) -> list[tuple[str, str]]:
    one, two = comparison.pair.sentence_texts
    return [(two[a], one[b]) if swapped else (one[b], two[a]) for b, a in pairs]


def _failed(judge: Judge, problem: str) -> JudgeError:
    step = "correct the command and run this again; the answers so far are saved"
    return JudgeError(problem, next_step=step, where=f"the judge {judge.name}")


def _unreadable(output: str) -> str:
    beginning = shortened(clean_line(output[:2000]), 80)
    return f"its answer contains no verdict ({beginning})" if beginning else "it gave no answer"
