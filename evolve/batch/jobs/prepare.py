"""Turn a pair of the plan into a job: digests of its texts, its settings, and the user's judgements of it.

This runs on the machine where the plan was read, because the digests decide which pairs are still to be done, and
judgements are stored beside the texts.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from evolve import __version__
from evolve.batch.jobs.job import Job, TextFile
from evolve.batch.plan import Pair, Version, settings_of
from evolve.document import Document
from evolve.errors import EvolveError, InputError
from evolve.judgements import JudgementStore
from evolve.judgements.bodies import read_choice
from evolve.judges import JudgeStore
from evolve.model import Reading
from evolve.readers import content_of
from evolve.settings.sources import Sourced
from evolve.text.clean import clean_line


@dataclass
class JobFactory:
    """Creates the jobs of one batch."""

    shared: Sourced
    """The settings of the whole batch."""
    origin: str
    """The origin shown for settings of single pairs: the plan."""
    formats: Sequence[str]
    follows_arguments: bool
    """Whether arguments are followed through several pairs."""
    send_texts: bool
    """Whether the texts are sent with the job, to workers without access to the same files."""
    date: str = ""
    """The date shown in reports; empty for none."""
    _digests: dict[Path, str] = field(default_factory=dict, repr=False)

    def job(self, pair: Pair) -> Job:
        """Return the job of a pair. Raises EvolveError for a text that cannot be read."""
        sourced = settings_of(pair, self.shared, self.origin)
        settings = sourced.settings
        remembers = settings.judgements and sourced.origins.get("body", "default") == "default"
        before, after = (self.text_file(version, remembers=remembers) for version in (pair.before, pair.after))
        documents = _named(before), _named(after)
        judgements = JudgementStore.open(*documents).all() if settings.judgements else ()
        by_judges = JudgeStore.open(*documents).reading() if settings.judge else Reading()
        return Job(
            pair.name, pair.label, before, after, settings, sourced.origins, judgements, by_judges,
            tuple(self.formats), self.follows_arguments, self.date, __version__,
        )  # fmt: skip

    def text_file(self, version: Version, *, remembers: bool) -> TextFile:
        """Return a version's file; `remembers` is whether a body that the user chose earlier counts.

        Raises EvolveError if it cannot be read.
        """
        digest, content = self._digests.get(version.path), None
        if digest is None or self.send_texts:
            content = _content(version)
            digest = self._digests[version.path] = hashlib.sha256(content).hexdigest()
        path = str(version.path.absolute())
        choice = read_choice(digest) if remembers and not version.body else None
        sent = content if self.send_texts else None
        return TextFile(path, version.source, version.label, digest, sent, version.body, choice)


def _content(version: Version) -> bytes:
    where = clean_line(version.source)
    try:
        if version.path.exists() and not version.path.is_file() and not version.path.is_dir():
            # A pipe or a device may never end, and cannot be read twice.
            raise InputError("not a regular file", next_step="name a file that contains text", where=where)
        return content_of(version.path)
    except (OSError, ValueError):
        raise InputError("cannot be found", next_step="check its name and folder", where=where) from None
    except EvolveError as error:
        raise type(error)(error.what, next_step=error.next_step, where=where) from None


def _named(text: TextFile) -> Document:
    """Return a document by which stores find what was judged; they need only its path and digest."""
    return Document("", "", (), source=text.path, sha256=text.sha256)
