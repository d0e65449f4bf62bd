"""One pair as a job that can be sent to any worker, and its outcome.

A job contains everything that its result depends on, so that a worker needs neither the plan nor the output folder,
only evolve itself and, unless they are sent along, the two files. A worker writes nothing: it returns reports as bytes,
and the one process that holds the folder's lock writes them. So a worker that outlives its batch can do no harm.
"""

from __future__ import annotations

import hashlib
import json
import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from evolve import __version__
from evolve.errors import EvolveError, InputError
from evolve.model import SIDES, Judgement, Reading, Status
from evolve.settings import Settings
from evolve.text.clean import clean_line

if TYPE_CHECKING:
    from evolve.comparison import Comparison
    from evolve.document import Document
    from evolve.judgements.bodies import BodyChoice

Line = dict[str, object]
"""The results of a pair, as an object in `results.jsonl`."""


@dataclass(frozen=True, slots=True)
class TextFile:
    """One of the two texts of a job."""

    path: str
    """The path of the file for a worker on this machine."""
    source: str
    """The path shown in reports."""
    label: str
    sha256: str
    """The digest of its bytes when the job was created."""
    content: bytes | None = field(default=None, repr=False)
    """Its bytes, if they are sent along."""
    own_body: str = ""
    """Its own body by the plan; empty for the one of the settings."""
    choice: BodyChoice | None = None
    """The lines that the user chose as its body at an earlier time."""


@dataclass(frozen=True, slots=True)
class Job:
    """A pair, ready to be compared."""

    name: str
    label: str
    before: TextFile
    after: TextFile
    settings: Settings
    origins: Mapping[str, str]
    judgements: tuple[Judgement, ...]
    by_judges: Reading
    """What judges found of the pair."""
    formats: tuple[str, ...]
    follows_arguments: bool
    """Whether the outcome needs the sentences of links, because arguments are followed through several pairs."""
    date: str
    """The date shown in reports; empty for none."""
    version: str
    """The version of evolve; a worker with another version would produce other bytes."""

    @property
    def _texts(self) -> tuple[tuple[str, TextFile], tuple[str, TextFile]]:
        return ("before", self.before), ("after", self.after)

    @property
    def key(self) -> str:
        """A digest of everything the result depends on."""
        return digest_of(
            [
                *(self.version, self.date, self.name, self.label, list(self.formats), self.follows_arguments),
                *([text.source, text.label, text.sha256] for text in (self.before, self.after)),
                *([side, text.own_body] for side, text in self._texts if text.own_body),
                *([side, text.choice.lines, text.choice.text_sha256] for side, text in self._texts if text.choice),
                {name: getattr(self.settings, name) for name in Settings.__dataclass_fields__},
                dict(self.origins),
                [
                    [getattr(judgement, name) for name in Judgement.__dataclass_fields__]
                    for judgement in (*self.judgements, *self.by_judges.verdicts)
                ],
                [[sorted(side) for side in sides] for sides in self.by_judges.read],
            ]
        )


@dataclass(frozen=True, slots=True)
class Outcome:
    """The result of a job."""

    line: Line
    """The results of the pair."""
    reports: Mapping[str, bytes] = field(default_factory=dict, repr=False)
    """The content of the reports by format; empty for a pair that failed."""

    @property
    def failed(self) -> bool:
        return self.line["outcome"] == "failed"


def digest_of(value: object) -> str:
    """Return a digest of plain data that does not depend on the order of keys."""
    plain = json.dumps(value, sort_keys=True, default=str).encode()
    return hashlib.sha256(plain).hexdigest()


def with_digest(line: Line) -> Line:
    """Return a line with a digest of its content that proves it unchanged; its number in the plan may change."""
    return {**_without_digest(line), "digest": digest_of(_without_digest(line))}


def has_valid_digest(line: Line) -> bool:
    """Return whether the content of a line still matches its digest."""
    return line.get("digest") == digest_of(_without_digest(line))


def _without_digest(line: Line) -> Line:
    return {name: value for name, value in line.items() if name not in ("n", "digest")}


def failed(label: str, name: str, reason: str, trace: str = "") -> Outcome:
    """Return the outcome of a pair that could not be compared."""
    line: Line = {"pair": label, "name": name, "outcome": "failed", "reason": clean_line(reason)}
    # A file name in the trace may contain half a character, which no file can contain.
    return Outcome({**line, "trace": trace.encode("utf-8", "replace").decode()} if trace else line)


class Task(Protocol):
    """What a worker does, such as a job."""

    @property
    def label(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def version(self) -> str: ...


def attempted(task: Task, do: Callable[[], Outcome]) -> Outcome:
    """Do a task. Raises nothing: every error becomes the failure of this task alone, as does another version."""
    try:
        if task.version != __version__:
            step = "install the same version on all workers"
            raise InputError(f"the worker runs evolve {__version__}, the batch {task.version}", next_step=step)
        return do()
    except EvolveError as error:
        return failed(task.label, task.name, str(error))
    except Exception as error:  # a fault in one task must not end the others; its trace is kept for debugging
        what = f"an error in evolve itself: {type(error).__name__}: {error}"
        return failed(task.label, task.name, what, traceback.format_exc())


def work(job: Job) -> Outcome:
    """Compare one pair and render its reports. Raises nothing."""
    return attempted(job, lambda: _compared(job))


def _compared(job: Job) -> Outcome:
    from evolve.comparison import compare, evolution_of
    from evolve.report import RENDERERS, Provenance

    before, after = document_of(job.before, job.settings), document_of(job.after, job.settings)
    comparison = compare(before, after, settings=job.settings)
    comparison = comparison.judged(job.judgements, by_judges=job.by_judges)
    evolution = evolution_of([comparison])
    provenance = Provenance(origins=job.origins, date=job.date)
    reports = {name: RENDERERS[name].render_bytes(evolution, provenance) for name in job.formats}
    return Outcome(_line(job, comparison), reports)


def document_of(text: TextFile, settings: Settings) -> Document:
    """Return the document in a file. Raises EvolveError, with the path shown in reports."""
    from evolve.judgements.bodies import with_choice
    from evolve.readers import content_of, read_content

    try:
        content = content_of(text.path) if text.content is None else text.content
        body = text.own_body or settings.body
        document = read_content(content, text.source, label=text.label, body=body, language=settings.language)
        document = with_choice(document, text.choice)
    except EvolveError as error:
        where = error.where.replace(clean_line(text.path), clean_line(text.source))
        raise type(error)(error.what, next_step=error.next_step, where=where) from None
    if document.sha256 != text.sha256:
        step = "run the batch again with --resume"
        raise InputError("changed while the batch was running", next_step=step, where=clean_line(text.source))
    return document


def _line(job: Job, comparison: Comparison) -> Line:
    chance = comparison.link_chance()
    documents = comparison.before, comparison.after
    line: Line = {"pair": job.label, "name": job.name, "outcome": "done", "reason": ""}
    for side, document in zip(SIDES, documents, strict=True):
        line[side] = {
            "label": clean_line(document.label),
            "source": clean_line(document.source),
            "sha256": document.sha256,
            "sentences": len(document.sentences),
            **({"encoding_note": document.encoding_note} if document.encoding_note else {}),
            **({"body_note": note} if (note := document.body_note()) else {}),
        }
    line["threshold"] = round(comparison.threshold, 6)
    line["chance"] = {
        "pairs": chance.pairs,
        "expected": round(chance.expected, 6),
        "precision": None if chance.known_precision is None else round(chance.known_precision, 6),
    }
    line["rewritten"] = comparison.is_rewritten
    line["counts"] = {side: {str(status): comparison.counts_of(side).of(status) for status in Status} for side in SIDES}
    links: list[list[object]] = []
    for link in sorted(comparison.links, key=lambda link: (link.before, link.after)):
        texts = [
            clean_line(d.sentences[index].text) for d, index in zip(documents, (link.before, link.after), strict=True)
        ]
        links.append([link.before + 1, link.after + 1, round(link.score, 6), *(texts if job.follows_arguments else ())])
    line["links"] = links
    return line
