"""Parts of a TEI header that both TEI formats have: the program, the facts about the report, and categories."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from xml.sax.saxutils import escape, quoteattr

from evolve.report.facts import Fact
from evolve.report.provenance import Provenance


def application(provenance: Provenance) -> str:
    """Return the element that names the program."""
    release = quoteattr(provenance.version)
    return f'<appInfo><application ident="evolve" version={release}><label>evolve</label></application></appInfo>'


def editorial_declaration(facts: Sequence[Fact]) -> Iterator[str]:
    """Yield the lines of the element that lists the facts about the report."""
    yield "<editorialDecl>"
    yield "<p>How the report was made:"
    yield "<list>"
    for subject, name, value in facts:
        yield f"<item>{escape(f'{subject}, {name}: {value}')}</item>"
    yield "</list>"
    yield "</p>"
    yield "</editorialDecl>"


def taxonomy(name: str, categories: Mapping[str, str]) -> Iterator[str]:
    """Yield the lines of a taxonomy; `categories` maps the id of each category to its meaning."""
    yield f'<taxonomy xml:id="{name}">'
    for key, meaning in categories.items():
        yield f'<category xml:id="{key}"><catDesc>{escape(meaning)}</catDesc></category>'
    yield "</taxonomy>"


def revision(provenance: Provenance) -> Iterator[str]:
    """Yield the element with the day the report is of, if that is known."""
    if provenance.date:
        yield f"<revisionDesc><change when={quoteattr(provenance.date)}>Made.</change></revisionDesc>"
