"""The report as TEI P5, for digital humanists: every version as text, with stand-off links.

Sentences are `<s>` with an `xml:id` (`v1-s12` is sentence 12 of version 1), in paragraphs. For each version and the
next there is a `<linkGrp type="claims">`. In its links `@type` is the status, `@cert` the score, `@subtype` the
relation to other links, and `@ana` lists the kinds of change, the person's verdict and the judges whose verdict makes
the link. `<linkGrp type="revivals">` joins sentences that come back after a gap with the last version before that has
them; `<linkGrp type="possible">` contains the candidates of unclear sentences, `<linkGrp type="arguments">` the
arguments through all versions. An unclear, dropped or added sentence has its status in its own `@ana`. The header
defines the categories that `@ana` points to, and lists the facts about the report.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from xml.sax.saxutils import escape, quoteattr

from evolve.comparison import Comparison, Evolution
from evolve.model import Kind, Link, Metadata, Status, Verdict
from evolve.report.facts import Fact, report_facts
from evolve.report.phrases import name_of
from evolve.report.provenance import Provenance
from evolve.report.tei_parts import application, editorial_declaration, revision, taxonomy
from evolve.text.clean import clean_line
from evolve.text.languages import CODES

_STATUS_MEANINGS = {
    Status.PERSISTED: "the later version says the same",
    Status.CHANGED: "the later version makes the same claim with a difference",
    Status.UNCLEAR: "no link was found, but a candidate worth a look",
    Status.DROPPED: "no match was found in the later version",
    Status.ADDED: "no match was found in the earlier version",
}
_VERDICT_MEANINGS = {
    Verdict.SAME: "a person said that the two make the same claim",
    Verdict.RELATED: "a person or a judge found that the two are related and do not make the same claim",
    Verdict.UNSURE: "a person looked at the two and left it open",
}


def render(evolution: Evolution, provenance: Provenance) -> str:
    """Return the report as TEI."""
    language = CODES[evolution.comparisons[0].language]
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<TEI xmlns="http://www.tei-c.org/ns/1.0">',
        *_header(evolution, provenance, language),
        *_stand_off(evolution),
        "<text>",
        "<group>",
        *(line for version in range(len(evolution.documents)) for line in _version(evolution, version, language)),
        "</group>",
        "</text>",
        "</TEI>",
    ]
    return "\n".join(lines) + "\n"


def _header(evolution: Evolution, provenance: Provenance, language: str) -> Iterator[str]:
    """Yield the lines of the header; `language` is the code of the language of the texts."""
    title = " → ".join(name_of(document) for document in evolution.documents)
    facts = report_facts(evolution, provenance)
    yield "<teiHeader>"
    yield "<fileDesc>"
    yield f"<titleStmt><title>{escape(title)}</title></titleStmt>"
    yield "<publicationStmt><p>An alignment made by a program, unpublished.</p></publicationStmt>"
    yield "<sourceDesc>"
    yield "<listBibl>"
    for version in range(1, len(evolution.documents) + 1):
        yield _source(version, evolution.documents[version - 1].metadata, facts)
    yield "</listBibl>"
    yield "</sourceDesc>"
    yield "</fileDesc>"
    yield "<encodingDesc>"
    yield application(provenance)
    yield from editorial_declaration(facts)
    yield "<classDecl>"
    yield from taxonomy("status", {str(status): meaning for status, meaning in _STATUS_MEANINGS.items()})
    yield from taxonomy("kind", {str(kind): f"the two differ in {kind}" for kind in Kind})
    yield from taxonomy("verdict", {f"judged-{verdict}": meaning for verdict, meaning in _VERDICT_MEANINGS.items()})
    if judges := _judge_ids(evolution):
        description = "the judge {} found that the two make the same claim"
        yield from taxonomy("judge", {key: description.format(name) for name, key in judges.items()})
    yield "</classDecl>"
    yield "</encodingDesc>"
    yield f'<profileDesc><langUsage><language ident="{language}"/></langUsage></profileDesc>'
    yield from revision(provenance)
    yield "</teiHeader>"


def _source(version: int, metadata: Metadata, facts: tuple[Fact, ...]) -> str:
    """Return the entry of a version: its label, its metadata, and its source."""
    values = {fact.name: escape(fact.value) for fact in facts if fact.subject == f"version {version}"}
    parts = [f"<title>{values['label']}</title>"]
    if metadata.title:
        parts.append(f'<title type="main">{escape(metadata.title)}</title>')
    parts += [f"<author>{escape(author)}</author>" for author in metadata.authors]
    if metadata.outlet:
        parts.append(f"<publisher>{escape(metadata.outlet)}</publisher>")
    if metadata.date:
        parts.append(f"<date when={quoteattr(metadata.date)}>{escape(metadata.date)}</date>")
    if metadata.address:
        parts.append(f'<idno type="URI">{escape(metadata.address)}</idno>')
    parts.append(f'<idno type="SHA-256">{values["SHA-256"]}</idno>')
    parts.append(f"<note>{values['source']}; {values['encoding']}; {values['body']}</note>")
    return f'<bibl xml:id="source-{version}" corresp="#v{version}">{"".join(parts)}</bibl>'


def _stand_off(evolution: Evolution) -> Iterator[str]:
    judges = _judge_ids(evolution)
    groups = []
    for version, comparison in enumerate(evolution.comparisons, 1):
        groups += [list(_claim_group(version, comparison, judges)), list(_possible_group(version, comparison))]
    groups += [list(_gap_group(evolution)), list(_argument_group(evolution))]
    if any(groups):
        yield "<standOff>"
        for group in groups:
            yield from group
        yield "</standOff>"


def _claim_group(version: int, comparison: Comparison, judges: dict[str, str]) -> Iterator[str]:
    """Yield the links between a version, numbered from 1, and the next; `judges` has the category ids of judges."""
    if comparison.links:
        yield f'<linkGrp type="claims" corresp="#v{version} #v{version + 1}">'
        for link in sorted(comparison.links, key=lambda link: (link.before, link.after)):
            target = f"#v{version}-s{link.before + 1} #v{version + 1}-s{link.after + 1}"
            yield (
                f'<link type="{link.status}" subtype="{link.relation}" target="{target}"'
                f" {_certainty(link)}{_link_analysis(link, judges)}/>"
            )
        yield "</linkGrp>"


def _gap_group(evolution: Evolution) -> Iterator[str]:
    """Yield the links of sentences that come back after a gap."""
    if evolution.revivals:
        yield '<linkGrp type="revivals">'
        for revival in evolution.revivals:
            link = revival.link
            target = f"#v{revival.earlier + 1}-s{link.before + 1} #v{revival.later + 1}-s{link.after + 1}"
            analysis = _ana_attribute([*link.kinds, *_verdict_categories(link)])
            yield f'<link type="{link.status}" target="{target}" {_certainty(link)}{analysis}/>'
        yield "</linkGrp>"


def _judge_ids(evolution: Evolution) -> dict[str, str]:
    """Return the id of the category of each judge whose verdict makes a link, by the judge's name."""
    links = (link for comparison in evolution.comparisons for link in comparison.links)
    names = dict.fromkeys(clean_line(name) for link in links if link.judged_by for name in link.judged_by.split(", "))
    return {name: f"judge-{number}" for number, name in enumerate(names, 1)}


def _possible_group(version: int, comparison: Comparison) -> Iterator[str]:
    """Yield the candidates of unclear sentences between a version, numbered from 1, and the next."""
    if comparison.possible:
        yield f'<linkGrp type="possible" corresp="#v{version} #v{version + 1}">'
        for link in sorted(comparison.possible, key=lambda link: (link.before, link.after)):
            target = f"#v{version}-s{link.before + 1} #v{version + 1}-s{link.after + 1}"
            analysis = _ana_attribute(_verdict_categories(link))
            yield f'<link type="{Status.UNCLEAR}" target="{target}" {_certainty(link)}{analysis}/>'
        yield "</linkGrp>"


def _certainty(link: Link) -> str:
    """Return the attribute with the score of a link, which TEI takes from 0 to 1."""
    return f'cert="{min(1.0, max(0.0, link.score)):.4f}"'


def _link_analysis(link: Link, judges: dict[str, str]) -> str:
    names = [judges[clean_line(name)] for name in link.judged_by.split(", ") if link.judged_by]
    return _ana_attribute([*link.kinds, *_verdict_categories(link), *names])


def _verdict_categories(link: Link) -> list[str]:
    return [f"judged-{link.verdict}"] if link.verdict in _VERDICT_MEANINGS else []


def _ana_attribute(names: list[str]) -> str:
    """Return the attribute that points to some categories, with a space before it; empty for no category."""
    return f' ana="{" ".join(f"#{name}" for name in names)}"' if names else ""


def _argument_group(evolution: Evolution) -> Iterator[str]:
    arguments = [argument for argument in evolution.arguments if sum(map(len, argument.sentences)) > 1]
    if arguments:
        yield '<linkGrp type="arguments">'
        for argument in arguments:
            members = [(version, n) for version, indices in enumerate(argument.sentences, 1) for n in indices]
            target = " ".join(f"#v{version}-s{n + 1}" for version, n in members)
            label = quoteattr(clean_line(argument.label))
            yield f'<link type="{argument.status}" n={label} target="{target}"/>'
        yield "</linkGrp>"


def _version(evolution: Evolution, index: int, language: str) -> Iterator[str]:
    """Yield the text of a version; `index` counts from 0."""
    document = evolution.documents[index]
    yield f'<text xml:id="v{index + 1}" xml:lang="{language}">'
    yield "<body>"
    numbered = enumerate(document.sentences)
    for _, sentences in groupby(numbered, key=lambda entry: entry[1].paragraph):
        yield "<p>"
        for n, sentence in sentences:
            status = evolution.status_of(index, n)
            analysis = f' ana="#{status}"' if status in (Status.UNCLEAR, Status.DROPPED, Status.ADDED) else ""
            yield f'<s xml:id="v{index + 1}-s{n + 1}" n="{n + 1}"{analysis}>{escape(clean_line(sentence.text))}</s>'
        yield "</p>"
    if not document.sentences:
        yield "<p/>"
    yield "</body>"
    yield "</text>"
