"""Verdicts of judges on disk, in a file of their own beside the user's judgements.

An append-only file of JSON Lines: one for each verdict, and one for each finished task, with digests of the sentences
it showed. So verdicts stay valid when sentence numbers change, a second run asks only for missing answers, and the
sentences that a judge read without naming them are known.

    {"before": "…", "after": "…", "verdict": "same", "kinds": ["scope"], "note": "…", "by": "llm", "task": "5f0c…"}
    {"task": "5f0c…", "by": "llm", "read": [["90a1…", …], ["c23b…", …]]}
    {"by": "llm", "removed": true}

The last one removes all earlier records of a judge.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from evolve.document import Document
from evolve.errors import UsageError
from evolve.judgements.locations import JUDGE_SUFFIX, data_folder_location, is_writable, locations_of
from evolve.judgements.records import REQUIRED_FIELDS, cleaned, judgement_of, shortened
from evolve.model import Judgement, Reading, Verdict
from evolve.storage.durable_log import LineLog, is_file
from evolve.text.clean import clean_line
from evolve.text.digests import sentence_digest

_LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class Given:
    """One verdict of a judge."""

    judgement: Judgement
    """The verdict, with the judge's name as `by`."""
    task: str = ""
    """The digest of the question and the judge; empty for a verdict combined from several answers."""
    score: float | None = None
    """The confidence of the judge, 0..1; None if it gave none."""


@dataclass(frozen=True, slots=True)
class Finished:
    """A task that a judge has finished."""

    task: str
    by: str
    before: tuple[str, ...]
    """Digests of the earlier sentences that it read."""
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Removed:
    """The removal of all earlier records of a judge."""

    by: str


JudgeRecord = Given | Finished | Removed


def judge_name(text: str) -> str:
    """Return a judge's name for storage: one line of limited length."""
    return shortened(clean_line(text), _LONGEST_NAME)


def judge_line(record: JudgeRecord) -> str:
    """Return a record as one line of JSON, with a line feed."""
    if isinstance(record, Removed):
        return json.dumps({"by": record.by, "removed": True}, ensure_ascii=False) + "\n"
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
    """Return the record in a line. Raises ValueError, with a message for the user, if there is none."""
    try:
        plain = json.loads(line)
    except (ValueError, RecursionError):
        raise ValueError("not JSON") from None
    if not isinstance(plain, dict):
        raise ValueError("not a JSON object")
    by, task = plain.get("by"), plain.get("task", "")
    if not isinstance(by, str) or not clean_line(by) or not isinstance(task, str):
        raise ValueError("the judge is not named")
    if plain.get("removed") is True:
        return Removed(judge_name(by))
    if "read" in plain:
        return Finished(clean_line(task), judge_name(by), *_digests(plain["read"]))
    kinds, score = plain.get("kinds", []), plain.get("score")
    texts = {name: plain[name] for name in (*REQUIRED_FIELDS, "note") if name in plain}
    if not isinstance(kinds, list) or any(not isinstance(text, str) for text in (*texts.values(), *kinds)):
        raise ValueError("a field is not text")
    if not isinstance(score, int | float) or isinstance(score, bool) or not 0 <= score <= 1:
        score = None
    judgement = judgement_of({**texts, "by": judge_name(by)}, kinds)
    return Given(judgement, clean_line(task), None if score is None else float(score))


def _digests(value: object) -> tuple[tuple[str, ...], tuple[str, ...]]:
    if isinstance(value, list) and len(value) == 2 and all(isinstance(side, list) for side in value):
        before, after = (tuple(item for item in side if isinstance(item, str)) for side in value)
        return before, after
    raise ValueError("the list of sentences read is missing")


def swapped(record: JudgeRecord) -> JudgeRecord:
    """Return the record with the two texts swapped."""
    if isinstance(record, Removed):
        return record
    if isinstance(record, Finished):
        return replace(record, before=record.after, after=record.before)
    return replace(record, judgement=record.judgement.swapped())


def remaining(records: Iterable[JudgeRecord]) -> tuple[Given | Finished, ...]:
    """Return the records that were not removed later, in their order."""
    found: list[Given | Finished] = []
    for record in records:
        if isinstance(record, Removed):
            found = [kept for kept in found if _judge_of(kept) != record.by]
        else:
            found.append(record)
    return tuple(found)


def _judge_of(record: Given | Finished) -> str:
    return record.by if isinstance(record, Finished) else record.judgement.by


def verdicts_in(records: Iterable[JudgeRecord]) -> tuple[Judgement, ...]:
    """Return the latest verdict of each judge on each pair, in the order of their first verdicts."""
    found: dict[tuple[str, str, str], Judgement] = {}
    for record in records:
        if isinstance(record, Given):
            judgement = record.judgement
            found[judgement.by, judgement.before, judgement.after] = judgement
    return tuple(found.values())


class JudgeStore:
    """The verdicts of judges on one pair of versions, on disk.

    Opening a store creates no file. The same pair in the other order opens the same store, with its records swapped.
    """

    def __init__(self, before: Document, after: Document, folder: Path | None = None) -> None:
        self._own = data_folder_location(before, after, JUDGE_SUFFIX)
        self._locations = list(locations_of(before, after, folder, JUDGE_SUFFIX))
        self._logs = [LineLog(location.path, judge_record, "verdict of a judge") for location in self._locations]

    @classmethod
    def open(cls, before: Document, after: Document, *, folder: Path | None = None) -> JudgeStore:
        """Return the store of a pair of versions, beside the judgements of the user. Raises nothing."""
        return cls(before, after, folder)

    @property
    def path(self) -> Path:
        """The file for new verdicts; it is created with the first one."""
        return self._locations[-1].path

    @property
    def warnings(self) -> tuple[str, ...]:
        """Messages for the user about unreadable records; empty if there are none."""
        self.records()
        return tuple(warning for log in self._logs for warning in log.warnings)

    def records(self) -> tuple[Given | Finished, ...]:
        """Return the records that were not removed, in the order of storage, with the texts as in this pair."""
        return remaining(
            swapped(record) if location.is_swapped else record
            for location, log in zip(self._locations, self._logs, strict=True)
            for record in log.records()
        )

    def remove(self, by: str) -> int:
        """Remove all records of a judge, so that it can be asked again; return the number of its verdicts.

        Raises UsageError, with nothing removed, if there is nothing of this judge or the removal cannot be saved.
        """
        records = self.records()
        if all(_judge_of(record) != by for record in records):
            names = ", ".join(dict.fromkeys(map(_judge_of, records)))
            step = f"choose one of {names}" if names else "no judge has given a verdict on these texts"
            raise UsageError("there is no verdict of this judge", next_step=step, where=by)
        self.add([Removed(by)])
        return sum(verdict.by == by for verdict in verdicts_in(records))

    def verdicts(self) -> tuple[Judgement, ...]:
        """Return the latest verdict of each judge on each pair."""
        return verdicts_in(self.records())

    def reading(self) -> Reading:
        """Return the verdicts and what was read, for `Comparison.judged(…, by_judges=…)`."""
        records = self.records()
        finished = [record for record in records if isinstance(record, Finished)]
        read = dict.fromkeys((frozenset(record.before), frozenset(record.after)) for record in finished)
        return Reading(verdicts_in(records), tuple(sides for sides in read if all(sides)))

    def _use_existing(self) -> None:
        """Write to the file of the pair in the other order if it was created since this store was opened."""
        if self._locations[-1] == self._own or os.path.lexists(self._locations[-1].path):
            return
        for place, location in enumerate(self._locations[:-1]):
            if location != self._own and is_file(location.path) and is_writable(location.path):
                self._locations.append(self._locations.pop(place))
                self._logs.append(self._logs.pop(place))
                return

    def add(self, records: Sequence[JudgeRecord]) -> None:
        """Append records in one write; they are on disk on return. Raises UsageError if they cannot be saved."""
        self._use_existing()
        location, log = self._locations[-1], self._logs[-1]
        lines = "".join(judge_line(swapped(record) if location.is_swapped else record) for record in records)
        try:
            if lines:
                log.append(lines)
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            step = "free some space or change the permissions, and run this again"
            where = clean_line(str(location.path))
            raise UsageError(f"the verdicts cannot be saved ({reason})", next_step=step, where=where) from None


def holds_verdicts_of_judges(text: str) -> bool:
    """Return whether a text is a file of this store: a line names a task."""
    return any('"task"' in line and line.lstrip().startswith("{") for line in text.split("\n"))


def verdicts_of(text: str) -> tuple[Judgement, ...]:
    """Return the latest verdict of each judge on each pair in the text of a file; other lines are left out."""
    return verdicts_in(_records(text))


def as_labels(text: str, judgements: Sequence[Judgement]) -> tuple[Judgement, ...]:
    """Return the verdicts in a file on the pairs that a person has decided, as labels.

    Related pairs count as not the same, and so do pairs whose sentences a judge read together without naming them.
    Pairs that no judge read and invalid lines are left out.
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


def _records(text: str) -> tuple[Given | Finished, ...]:
    records = []
    for line in text.split("\n"):
        try:
            records.append(judge_record(line))
        except ValueError:
            continue
    return remaining(records)
