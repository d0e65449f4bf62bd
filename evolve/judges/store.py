"""Verdicts of judges on disk, beside a person's judgements and never among them.

A file of JSON Lines that only grows: a line for each verdict, and one for each task that a judge has finished, with
digests of the sentences it read. So the verdicts outlive the numbers of their sentences, a second run asks only for
what is missing, and what a judge read without naming it is known.

    {"before": "…", "after": "…", "verdict": "same", "kinds": ["scope"], "note": "…", "by": "llm", "task": "5f0c…"}
    {"task": "5f0c…", "by": "llm", "read": [["90a1…", …], ["c23b…", …]]}
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from evolve.document import Document
from evolve.errors import UsageError
from evolve.judgements.locations import JUDGE_SUFFIX, locations_of
from evolve.judgements.records import REQUIRED_FIELDS, cleaned, judgement_of, shortened
from evolve.model import Judgement, Reading, Verdict
from evolve.storage.append_only import LineLog
from evolve.text.clean import clean_line
from evolve.text.digests import sentence_digest

_LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class Given:
    """A verdict as it was given."""

    judgement: Judgement
    """With the judge's name as `by`."""
    task: str = ""
    """The digest of what was asked, and of whom; empty for what was concluded from several answers."""
    score: float | None = None
    """0..1, how sure the judge is; None where it did not say."""


@dataclass(frozen=True, slots=True)
class Finished:
    """A task that a judge has finished."""

    task: str
    by: str
    before: tuple[str, ...]
    """Digests of the earlier sentences that it read."""
    after: tuple[str, ...]


JudgeRecord = Given | Finished


def judge_name(text: str) -> str:
    """Return a judge's name as it is kept: one line, not too long."""
    return shortened(clean_line(text), _LONGEST_NAME)


def judge_line(record: JudgeRecord) -> str:
    """Return a record as one line, with its line end."""
    if isinstance(record, Finished):
        read = [list(record.before), list(record.after)]
        return json.dumps({"task": record.task, "by": record.by, "read": read}, ensure_ascii=False) + "\n"
    judgement = cleaned(record.judgement)
    plain: dict[str, object] = {name: getattr(judgement, name) for name in REQUIRED_FIELDS}
    plain |= {"kinds": judgement.kinds} if judgement.kinds else {}
    plain |= {"note": judgement.note} if judgement.note else {}
    plain |= {"score": record.score} if record.score is not None else {}
    plain |= {"by": judgement.by}
    plain |= {"task": record.task} if record.task else {}
    return json.dumps(plain, ensure_ascii=False) + "\n"


def judge_record(line: str) -> JudgeRecord:
    """Return the record of a line. Raises ValueError, in words for a person, when there is none."""
    try:
        plain = json.loads(line)
    except (ValueError, RecursionError):
        raise ValueError("no JSON") from None
    if not isinstance(plain, dict):
        raise ValueError("no JSON object")
    by, task = plain.get("by"), plain.get("task", "")
    if not isinstance(by, str) or not clean_line(by) or not isinstance(task, str):
        raise ValueError("no judge is named")
    if "read" in plain:
        return Finished(clean_line(task), judge_name(by), *_digests(plain["read"]))
    kinds, score = plain.get("kinds", []), plain.get("score")
    texts = {name: plain[name] for name in (*REQUIRED_FIELDS, "note") if name in plain}
    if not isinstance(kinds, list) or any(not isinstance(text, str) for text in (*texts.values(), *kinds)):
        raise ValueError("a text is none")
    if not isinstance(score, int | float) or isinstance(score, bool) or not 0 <= score <= 1:
        score = None
    judgement = judgement_of({**texts, "by": judge_name(by)}, kinds)
    return Given(judgement, clean_line(task), None if score is None else float(score))


def _digests(value: object) -> tuple[tuple[str, ...], tuple[str, ...]]:
    if isinstance(value, list) and len(value) == 2 and all(isinstance(side, list) for side in value):
        before, after = (tuple(item for item in side if isinstance(item, str)) for side in value)
        return before, after
    raise ValueError("no list of what was read")


def swapped(record: JudgeRecord) -> JudgeRecord:
    """Return the same record, seen with the later text as the earlier one."""
    if isinstance(record, Finished):
        return replace(record, before=record.after, after=record.before)
    return replace(record, judgement=record.judgement.swapped())


def verdicts_in(records: Iterable[JudgeRecord]) -> tuple[Judgement, ...]:
    """Return what counts of some records: of each judge and pair the last verdict, in the order of the first."""
    found: dict[tuple[str, str, str], Judgement] = {}
    for record in records:
        if isinstance(record, Given):
            judgement = record.judgement
            found[judgement.by, judgement.before, judgement.after] = judgement
    return tuple(found.values())


class JudgeStore:
    """The verdicts of judges on one pair of versions, on disk.

    Opening one creates nothing. The pair opened the other way round is the same store, with its records swapped.
    """

    def __init__(self, before: Document, after: Document, folder: Path | None = None) -> None:
        self._locations = locations_of(before, after, folder, JUDGE_SUFFIX)
        self._logs = [LineLog(location.path, judge_record, "verdict of a judge") for location in self._locations]

    @classmethod
    def open(cls, before: Document, after: Document, *, folder: Path | None = None) -> JudgeStore:
        """Return the store of a pair of versions, beside the person's judgements on it. Raises nothing."""
        return cls(before, after, folder)

    @property
    def path(self) -> Path:
        """Where the next verdict goes; the file is there from the first one on."""
        return self._locations[-1].path

    @property
    def warnings(self) -> tuple[str, ...]:
        """What could not be read, in words for a person; empty when all is well."""
        self.records()
        return tuple(warning for log in self._logs for warning in log.warnings)

    def records(self) -> tuple[JudgeRecord, ...]:
        """Return everything that is kept, the pair's way round, in the order in which it came."""
        return tuple(
            swapped(record) if location.is_swapped else record
            for location, log in zip(self._locations, self._logs, strict=True)
            for record in log.records()
        )

    def verdicts(self) -> tuple[Judgement, ...]:
        """Return of each judge and pair the last verdict."""
        return verdicts_in(self.records())

    def reading(self) -> Reading:
        """Return what judges found, for `Comparison.judged(…, by_judges=…)`."""
        records = self.records()
        finished = [record for record in records if isinstance(record, Finished)]
        read = dict.fromkeys((frozenset(record.before), frozenset(record.after)) for record in finished)
        return Reading(verdicts_in(records), tuple(sides for sides in read if all(sides)))

    def add(self, records: Sequence[JudgeRecord]) -> None:
        """Append records in one piece, on the disk when this returns. Raises UsageError when they cannot be saved."""
        location, log = self._locations[-1], self._logs[-1]
        lines = "".join(judge_line(swapped(record) if location.is_swapped else record) for record in records)
        try:
            if lines:
                log.append(lines)
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            step = "make room there or change its permissions, and ask again"
            where = clean_line(str(location.path))
            raise UsageError(f"the verdicts cannot be saved ({reason})", next_step=step, where=where) from None


def holds_verdicts_of_judges(text: str) -> bool:
    """Whether a file is one of this store: a line names a task."""
    return any('"task"' in line and line.lstrip().startswith("{") for line in text.split("\n"))


def verdicts_of(text: str) -> tuple[Judgement, ...]:
    """Return what counts of a file's text: of each judge and pair the last verdict. Other lines are left out."""
    return verdicts_in(_records(text))


def as_labels(text: str, judgements: Sequence[Judgement]) -> tuple[Judgement, ...]:
    """Return what the judges in a file found of the pairs that a person has decided, as labels of one judge.

    A pair whose sentences a judge read together without naming it counts as not the same, and so does one that is only
    related; pairs that no judge read are left out. Lines that hold no record are left out too.
    """
    records = _records(text)
    found: dict[tuple[str, str], list[Judgement]] = {}
    for given in verdicts_in(records):
        found.setdefault((given.before, given.after), []).append(given)
    read = [(frozenset(r.before), frozenset(r.after), r.by) for r in records if isinstance(r, Finished)]
    labels = []
    for judgement in judgements:
        if judgement.verdict is Verdict.UNSURE:
            continue
        key = judgement.before, judgement.after
        digests = tuple(map(sentence_digest, key))
        if key in found:
            verdicts = {v.verdict if v.verdict is not Verdict.RELATED else Verdict.NOT for v in found[key]}
            by = ", ".join(verdict.by for verdict in found[key])
            verdict = verdicts.pop() if len(verdicts) == 1 else Verdict.UNSURE
            labels.append(Judgement(*key, verdict, by=by))
        elif by := next((name for one, two, name in read if digests[0] in one and digests[1] in two), ""):
            labels.append(Judgement(*key, Verdict.NOT, by=by))
    return tuple(labels)


def _records(text: str) -> tuple[JudgeRecord, ...]:
    records = []
    for line in text.split("\n"):
        try:
            records.append(judge_record(line))
        except ValueError:
            continue
    return tuple(records)
