"""One version of a text: its content, the part of it that is the essay, and its sentences.

A document is built from text or from given sentences; `evolve.readers` reads files. In both cases its text is clean: no
control character or hidden direction mark is left, so no screen or report has to handle them.
"""

from __future__ import annotations

import hashlib
import shlex
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePath
from typing import Literal, NamedTuple

from evolve.errors import UsageError
from evolve.model import NO_METADATA, Metadata, Sentence
from evolve.text.body import Line, agreed_lines, find_body, paragraphs_of
from evolve.text.body.doubt import body_doubt
from evolve.text.clean import clean, clean_line
from evolve.text.languages import AUTO, DEFAULT, recognised_language
from evolve.text.markup import LinkedWords
from evolve.text.metadata import completed
from evolve.text.metadata.dates import first_date
from evolve.text.metadata.head_lines import metadata_of_head
from evolve.text.metadata.labels import version_labels
from evolve.text.sentences import segment


@dataclass(frozen=True, slots=True)
class BodyRange:
    """Consecutive lines that are the essay."""

    first: int
    """The first line, from 1."""
    last: int
    """The last line, inclusive."""
    by: Literal["auto", "user"]
    """Who chose the lines: "auto" (the rules) or "user"."""


MAX_MISPLACED_LINKS = 100
"""Maximum number of links that are not found in a text before the rest is left out, so that all take linear time."""


class PlacedLink(NamedTuple):
    """A link of a document."""

    start: int
    """The first character of its words in the text."""
    words: str
    address: str
    """The address that it leads to, on one line."""


@dataclass(frozen=True, slots=True)
class Document:
    """One version: its text, its body, its sentences, and where it came from."""

    label: str
    """The name of the version on screens and in reports."""
    text: str = field(repr=False)
    """The decoded, cleaned text; every sentence is a span of it. Files are read without their markup."""
    sentences: tuple[Sentence, ...] = field(repr=False)
    """The sentences of the body, in order."""
    source: str = ""
    """The path it was read from, as the user wrote it; empty for text made in memory."""
    sha256: str = ""
    """The digest of the bytes it was read from, or of the UTF-8 text if it was not read from a file; that of the text
    before tracked changes differs from that of the file."""
    encoding: str = "utf-8"
    """The encoding of the bytes."""
    body: tuple[BodyRange, ...] = ()
    """The lines of the text that are the essay."""
    lines: tuple[Line, ...] = field(default=(), repr=False)
    """Every line of the text with the decision about it; empty for a document made from sentences."""
    language: str = DEFAULT
    """The language by whose rules its sentences are cut."""
    chosen_alone: bool = False
    """Whether the language was recognised from this text alone, so that a comparison may take another."""
    encoding_note: str = ""
    """A remark for the user about guessed or repaired letters, in one line; empty if nothing is in doubt."""
    metadata: Metadata = NO_METADATA
    """Title, authors, date and outlet, as far as the text or its file names them."""
    has_changes: bool = False
    """Whether the file has tracked changes, so that its original and its final text differ."""
    links: tuple[PlacedLink, ...] = field(default=(), repr=False)
    """The words of the text that lead to an address, in order; they are words as any others."""

    @property
    def date(self) -> str:
        """The date of the version in ISO 8601: the one in its text, else the one in its file's name; "" if unknown."""
        return self.metadata.date or first_date(PurePath(self.source).stem)

    @classmethod
    def from_text(
        cls,
        text: str,
        *,
        label: str = "",
        body: str = "auto",
        language: str = AUTO,
        source: str = "",
        sha256: str = "",
        encoding: str = "utf-8",
        encoding_note: str = "",
        metadata: Metadata = NO_METADATA,
        has_changes: bool = False,
        links: Sequence[LinkedWords] = (),
    ) -> Document:
        """Return the document of a text, with its body and its sentences.

        `body` is "auto" (the named rules decide), "all", or line numbers from 1: "5-27", "5-27,30-31". Raises
        UsageError for any other body, for lines outside the text, and for an unknown language. With "auto" the language
        is recognised from the text, and a comparison may choose another for both of its texts.
        """
        cleaned = clean(text)
        lines = find_body(cleaned, body)
        paragraphs = paragraphs_of(cleaned, lines)
        prose = "\n".join(cleaned[start:end] for start, end in paragraphs) if language == AUTO else ""
        cutting = (recognised_language([prose]) or DEFAULT) if language == AUTO else language
        return cls(
            label=clean_line(label),
            text=cleaned,
            sentences=segment(cleaned, paragraphs, language=cutting),
            source=source,
            sha256=sha256 or _digest(text),
            encoding=encoding,
            encoding_note=clean_line(encoding_note),
            metadata=completed(_cleaned(metadata), metadata_of_head(cleaned)),
            has_changes=has_changes,
            links=tuple(_placed(links, cleaned)),
            body=_ranges(lines, "auto" if body == "auto" else "user"),
            lines=lines,
            language=cutting,
            chosen_alone=language == AUTO,
        )

    @classmethod
    def from_sentences(
        cls, sentences: Sequence[str], *, label: str = "", paragraphs: Sequence[int] | None = None
    ) -> Document:
        """Return the document of given sentences, one string each, in order.

        `paragraphs` gives the paragraph number of each sentence; by default all are in one paragraph. The document's
        text has one sentence on each line; a sentence that is empty, or becomes so by cleaning, keeps its position.
        Raises UsageError if the numbers of paragraphs and sentences differ.
        """
        numbers = [0] * len(sentences) if paragraphs is None else list(paragraphs)
        if len(numbers) != len(sentences):
            raise UsageError(
                f"{len(sentences)} sentences came with {len(numbers)} paragraph numbers",
                next_step="give one paragraph number for each sentence",
            )
        spans: list[Sentence] = []
        start = 0
        cleaned = [clean_line(sentence) for sentence in sentences]
        for sentence, paragraph in zip(cleaned, numbers, strict=True):
            spans.append(Sentence(sentence, paragraph, start, start + len(sentence)))
            start += len(sentence) + 1
        text = "\n".join(cleaned)
        return cls(
            label=clean_line(label),
            text=text,
            sentences=tuple(spans),
            sha256=_digest(text),
            body=(BodyRange(1, len(cleaned), "user"),) if cleaned else (),
            chosen_alone=True,
        )

    @property
    def is_body_given(self) -> bool:
        """Whether the user gave the body; not so if the rules found it, or for given sentences."""
        return not self.lines or any(part.by == "user" for part in self.body)

    @property
    def is_body_remembered(self) -> bool:
        """Whether the body is one that the user chose line by line, here or at an earlier time."""
        return any(line.rule == "chosen" for line in self.lines)

    def with_body(self, body: str, *, is_remembered: bool = False) -> Document:
        """Return the document with another body, as in `from_text`; its sentences are found again.

        `is_remembered` marks the lines as chosen one by one. Raises UsageError as `from_text` does; a document of
        given sentences has no lines to choose.
        """
        if not self.lines:
            raise UsageError("a document of given sentences has no lines", next_step="give other sentences")
        lines = find_body(self.text, body)
        if is_remembered:
            lines = tuple(line if line.rule == "blank" else replace(line, rule="chosen") for line in lines)
        paragraphs = paragraphs_of(self.text, lines)
        language = self.language
        if self.chosen_alone:
            language = recognised_language(["\n".join(self.text[a:b] for a, b in paragraphs)]) or DEFAULT
        return replace(
            self,
            lines=lines,
            body=_ranges(lines, "auto" if body == "auto" else "user"),
            sentences=segment(self.text, paragraphs, language=language),
            language=language,
        )

    def body_note(self) -> str:
        """Return a remark for the user, in one line, if the rules may have found the wrong body; else ""."""
        doubt = body_doubt(self.text, self.lines) if any(part.by == "auto" for part in self.body) else None
        if doubt is None:
            return ""
        count = len(self.lines) - self.text.endswith("\n")
        place = f"lines {self.body[0].first}-{self.body[-1].last} of {count}"
        why = (
            f"lines {doubt.rival[0]}-{doubt.rival[1]} are about as long"
            if doubt.rival
            else f"{doubt.kept:.0%} of the words"
        )
        file = shlex.quote(clean_line(self.source)) if self.source not in ("", "-") else "FILE"
        return f"the body is in doubt: {place} ({why}); see `evolve extract {file} --explain`"

    def in_language(self, language: str) -> Document:
        """Return the document with its sentences cut by the rules of a language; given sentences stay as they are."""
        if language == self.language or not self.lines:
            return replace(self, language=language, chosen_alone=False)
        sentences = segment(self.text, paragraphs_of(self.text, self.lines), language=language)
        return replace(self, sentences=sentences, language=language, chosen_alone=False)


def with_bodies_of_one_kind(documents: Sequence[Document]) -> tuple[Document, ...]:
    """Return the versions of one text with bodies that agree about lines of the same words.

    Only bodies that the rules chose are adapted, and never so far that a version has no sentence left.
    """
    chosen = [n for n, document in enumerate(documents) if any(part.by == "auto" for part in document.body)]
    adapted = list(documents)
    versions = [(documents[n].text, documents[n].lines) for n in chosen]
    for n, lines in zip(chosen, agreed_lines(versions), strict=True):
        if lines != documents[n].lines and any(line.kept for line in lines):
            document = documents[n]
            sentences = segment(document.text, paragraphs_of(document.text, lines), language=document.language)
            adapted[n] = replace(document, lines=lines, sentences=sentences, body=_ranges(lines, "auto"))
    return tuple(adapted)


def with_labels(documents: Sequence[Document]) -> tuple[Document, ...]:
    """Return versions labelled by date and title, if those labels are all different; else they keep their labels."""
    labels = version_labels(
        [document.metadata for document in documents],
        [document.label for document in documents],
        [document.date for document in documents],
    )
    return tuple(replace(document, label=label) for document, label in zip(documents, labels, strict=True))


def in_one_language(documents: Sequence[Document]) -> tuple[Document, ...]:
    """Return the versions of one text with their sentences cut by the rules of one language.

    A language that was chosen for one of them is that of all. Without one it is recognised from all texts together; in
    doubt it is `DEFAULT`.
    """
    chosen = {document.language for document in documents if not document.chosen_alone}
    if len(chosen) == 1:
        language = chosen.pop()
    elif chosen:
        return tuple(documents)
    else:
        language = recognised_language([_prose(document) for document in documents]) or DEFAULT
    return tuple(document.in_language(language) if document.chosen_alone else document for document in documents)


def _placed(links: Sequence[LinkedWords], text: str) -> Iterator[PlacedLink]:
    """Yield the links with their places in a text; those whose words are not found there are left out."""
    position = misses = 0
    for link in links:
        words = clean_line(link.words)
        start = text.find(words, position) if words else -1
        if start >= 0:
            yield PlacedLink(start, words, clean_line(link.address))
            position = start + len(words)
        else:
            misses += 1
        if misses > MAX_MISPLACED_LINKS:
            return


def _cleaned(metadata: Metadata) -> Metadata:
    """Return metadata on one line each, with the date in ISO 8601."""
    return Metadata(
        title=clean_line(metadata.title),
        authors=tuple(filter(None, map(clean_line, metadata.authors))),
        date=first_date(clean_line(metadata.date)),
        outlet=clean_line(metadata.outlet),
        address=clean_line(metadata.address),
    )


def _prose(document: Document) -> str:
    return "\n".join(sentence.text for sentence in document.sentences)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _ranges(lines: Sequence[Line], by: Literal["auto", "user"]) -> tuple[BodyRange, ...]:
    """Return the kept lines as ranges; blank lines between two kept lines belong to the range."""
    ranges: list[BodyRange] = []
    is_interrupted = True
    for line in lines:
        if line.kept and line.rule != "blank":
            if is_interrupted:
                ranges.append(BodyRange(line.number, line.number, by))
            else:
                ranges[-1] = BodyRange(ranges[-1].first, line.number, by)
            is_interrupted = False
        elif line.rule != "blank":
            is_interrupted = True
    return tuple(ranges)
