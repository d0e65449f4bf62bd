"""The arguments as a TEI P5 critical apparatus, for collation viewers: one witness per version.

Parallel segmentation: each argument is an `<app>`, in the order in which arguments first appear, with a `<rdg>` for
every version that has it. Every sentence is in the file once. The `@ana` of a reading has the event of the argument in
that version, and the kinds of change.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from evolve.comparison import Evolution
from evolve.model import Argument, Event, Kind
from evolve.report.facts import report_facts
from evolve.report.phrases import name_of
from evolve.report.provenance import Provenance
from evolve.report.tei_parts import application, editorial_declaration, revision, taxonomy
from evolve.text.clean import clean_line
from evolve.text.languages import CODES

_EVENT_MEANINGS = {
    Event.FIRST: "in the first version",
    Event.ADDED: "there for the first time",
    Event.PERSISTED: "there, and different in form alone from the version it is compared with",
    Event.CHANGED: "there, and different in content from the version it is compared with",
    Event.REVIVED: "back after a gap",
    Event.UNCLEAR: "no link with the version before, but a possible candidate",
}


def render(evolution: Evolution, provenance: Provenance) -> str:
    """Return the apparatus as TEI."""
    language = CODES[evolution.comparisons[0].language]
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<TEI xmlns="http://www.tei-c.org/ns/1.0">',
        *_header(evolution, provenance),
        f'<text xml:lang="{language}">',
        "<body>",
        *(line for argument in evolution.arguments for line in _apparatus(evolution, argument)),
        *([] if evolution.arguments else ["<ab/>"]),
        "</body>",
        "</text>",
        "</TEI>",
    ]
    return "\n".join(lines) + "\n"


def _header(evolution: Evolution, provenance: Provenance) -> Iterator[str]:
    title = escape(" → ".join(name_of(document) for document in evolution.documents))
    yield "<teiHeader>"
    yield "<fileDesc>"
    yield f"<titleStmt><title>{title}</title></titleStmt>"
    yield "<publicationStmt><p>A collation made by a program, unpublished.</p></publicationStmt>"
    yield "<sourceDesc>"
    yield "<listWit>"
    for version, document in enumerate(evolution.documents, 1):
        date = f" <date when={quoteattr(document.metadata.date)}/>" if document.metadata.date else ""
        source = escape(clean_line(document.source))
        yield f'<witness xml:id="v{version}">{escape(name_of(document))}{date} <note>{source}</note></witness>'
    yield "</listWit>"
    yield "</sourceDesc>"
    yield "</fileDesc>"
    yield "<encodingDesc>"
    yield application(provenance)
    yield from editorial_declaration(report_facts(evolution, provenance))
    yield '<variantEncoding method="parallel-segmentation" location="internal"/>'
    yield "<classDecl>"
    yield from taxonomy("event", {event.value: meaning for event, meaning in _EVENT_MEANINGS.items()})
    yield from taxonomy("kind", {str(kind): f"differs in {kind}" for kind in Kind})
    yield "</classDecl>"
    yield "</encodingDesc>"
    yield from revision(provenance)
    yield "</teiHeader>"


def _apparatus(evolution: Evolution, argument: Argument) -> Iterator[str]:
    """Yield the lines of one argument: a reading for each version that has it."""
    yield f'<ab><app xml:id="argument-{argument.id + 1}" n={quoteattr(clean_line(argument.label))}>'
    for version, (here, step) in enumerate(zip(argument.sentences, evolution.steps_of(argument), strict=True)):
        if not here:
            continue
        analysis = " ".join(f"#{name}" for name in (step.event.value, *step.kinds))
        sentences = (
            f'<s n="{n + 1}">{escape(clean_line(evolution.documents[version].sentences[n].text))}</s>' for n in here
        )
        yield f'<rdg wit="#v{version + 1}" ana="{analysis}">{" ".join(sentences)}</rdg>'
    yield "</app></ab>"
