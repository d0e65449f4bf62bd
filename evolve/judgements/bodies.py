"""The bodies that a person chose line by line, stored beside the judgements by the digest of each text.

A choice is the user's own work as a judgement is, but it is about one text and replaced as a whole: there is one small
file for each text. It is used wherever the user gives no body. It names its text by the digest of the file and by that
of the text that was read from it, so that line numbers never meet another text.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from evolve.document import Document
from evolve.errors import UsageError
from evolve.judgements.locations import data_folder
from evolve.storage.atomic import write_atomically
from evolve.storage.durable_log import is_file
from evolve.text.clean import clean_line

SUFFIX = ".body.json"
"""Suffix of the file of a chosen body."""
_SCHEMA = "evolve/body/1"
_MAX_BYTES = 1 << 20
_LINES = re.compile(r"\d{1,9}(?:-\d{1,9})?(?:,\d{1,9}(?:-\d{1,9})?)*")


@dataclass(frozen=True, slots=True)
class BodyChoice:
    """The lines of one text that a person chose as its body."""

    lines: str
    """Line numbers from 1, such as "5-27,30", as `--body` takes them."""
    text_sha256: str
    """The digest of the text whose lines they are."""


def read_choice(sha256: str, folder: Path | None = None) -> BodyChoice | None:
    """Return the choice for a file with this digest; None if there is none, or if it cannot be read."""
    path = _path_of(sha256, folder)
    try:
        if not is_file(path) or path.stat().st_size > _MAX_BYTES:
            return None
        record = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return None
    if not isinstance(record, dict) or record.get("schema") != _SCHEMA:
        return None
    lines, text_sha256 = record.get("lines"), record.get("text_sha256")
    if not isinstance(lines, str) or not isinstance(text_sha256, str) or not _LINES.fullmatch(lines):
        return None
    return BodyChoice(lines, text_sha256)


def keep_choice(document: Document, lines: str, folder: Path | None = None) -> Path:
    """Save the lines chosen as the body of a document; return the file. Raises UsageError if they cannot be saved."""
    path = _path_of(document.sha256, folder)
    record = {
        "schema": _SCHEMA,
        "source": clean_line(document.source),
        "sha256": document.sha256,
        "text_sha256": _digest(document),
        "lines": lines,
    }
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        step = "change its permissions and choose again"
        raise UsageError(f"the body cannot be saved ({reason})", next_step=step, where=str(path.parent)) from None
    write_atomically(path, json.dumps(record, ensure_ascii=False, indent=2) + "\n")
    return path


def forget_choice(document: Document, folder: Path | None = None) -> bool:
    """Remove the choice for a document; return whether there was one. Raises UsageError on failure."""
    path = _path_of(document.sha256, folder)
    try:
        path.unlink()
    except FileNotFoundError:
        return False
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        step = "remove the file by hand"
        raise UsageError(f"the body cannot be forgotten ({reason})", next_step=step, where=str(path)) from None
    return True


def with_choice(document: Document, choice: BodyChoice | None) -> Document:
    """Return a document with the chosen body; unchanged if its body was given, or if the choice is of another text."""
    if choice is None or document.is_body_given or choice.text_sha256 != _digest(document):
        return document
    try:
        return document.with_body(choice.lines, is_remembered=True)
    except UsageError:  # lines outside the text: the file was edited
        return document


def with_choices(documents: Sequence[Document], folder: Path | None = None) -> list[Document]:
    """Return documents with the bodies that the user chose for them earlier."""
    return [with_choice(document, read_choice(document.sha256, folder)) for document in documents]


def _path_of(sha256: str, folder: Path | None) -> Path:
    name = sha256 if re.fullmatch(r"[0-9a-f]{64}", sha256) else hashlib.sha256(sha256.encode()).hexdigest()
    return (folder or data_folder()) / f"{name}{SUFFIX}"


def _digest(document: Document) -> str:
    return hashlib.sha256(document.text.encode("utf-8", "surrogatepass")).hexdigest()
