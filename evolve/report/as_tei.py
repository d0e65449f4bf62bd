"""The report as TEI P5, for digital humanists: every version as text, and what links them stands off from it.

Sentences are `<s>` with an `xml:id` (`v1-s12`: version 1, sentence 12), in paragraphs. Each version and its next have a
`<linkGrp type="claims">`: `@type` is the status, `@cert` the score, `@ana` the kinds of change, a person's verdict and
the judges whose verdict makes the link, `@subtype` how the link is placed among the others. `<linkGrp type="possible">`
holds the candidates of sentences that are unclear, `<linkGrp type="arguments">` what runs through all versions. An
unclear, dropped or added sentence says so in its own `@ana`. The header has the categories these point to, and the
account of how the report came about.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from xml.sax.saxutils import escape, quoteattr

from evolve.comparison import Comparison, Evolution
from evolve.model import Kind, Link, Status, Verdict
from evolve.report.facts import Fact, account_of
from evolve.report.phrases import name_of
from evolve.report.provenance import Provenance
from evolve.text.clean import clean_line
from evolve.text.languages import CODES

_STATUS = {
    Status.PERSISTED: "the later version says the same",
    Status.CHANGED: "the later version makes the same claim and says something else in it",
    Status.UNCLEAR: "no link was found, but a candidate worth a look",
    Status.DROPPED: "no match was found in the later version",
    Status.ADDED: "no match was found in the earlier version",
}
_VERDICT = {
    Verdict.SAME: "a person said that the two make the same claim",
    Verdict.RELATED: "a person or a judge found that the two are related and do not make the same claim",
    Verdict.UNSURE: "a person looked at the two and left it open",
}


def render(evolution: Evolution, provenance: Provenance) -> str:
    """The report as TEI."""
    language = CODES[evolution.comparisons[0].settings.language]
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<TEI xmlns="http://www.tei-c.org/ns/1.0">',
        *_header(evolution, provenance, language),
        *_stand_off(evolution),
        "<text>",
        "<group>",
        *(line for at in range(len(evolution.documents)) for line in _version(evolution, at, language)),
        "</group>",
        "</text>",
        "</TEI>",
    ]
    return "\n".join(lines) + "\n"


def _header(evolution: Evolution, provenance: Provenance, language: str) -> Iterator[str]:
    title = " → ".join(name_of(document) for document in evolution.documents)
    account = account_of(evolution, provenance)
    yield "<teiHeader>"
    yield "<fileDesc>"
    yield f"<titleStmt><title>{escape(title)}</title></titleStmt>"
    yield "<publicationStmt><p>An alignment made by a program, unpublished.</p></publicationStmt>"
    yield "<sourceDesc>"
    yield "<listBibl>"
    for at in range(1, len(evolution.documents) + 1):
        yield _source(at, account)
    yield "</listBibl>"
    yield "</sourceDesc>"
    yield "</fileDesc>"
    yield "<encodingDesc>"
    version = quoteattr(provenance.version)
    yield f'<appInfo><application ident="evolve" version={version}><label>evolve</label></application></appInfo>'
    yield "<editorialDecl>"
    yield "<p>How the report came about:"
    yield "<list>"
    for about, name, value in account:
        yield f"<item>{escape(f'{about}, {name}: {value}')}</item>"
    yield "</list>"
    yield "</p>"
    yield "</editorialDecl>"
    yield "<classDecl>"
    yield from _taxonomy("status", {str(status): said for status, said in _STATUS.items()})
    yield from _taxonomy("kind", {str(kind): f"the two differ in {kind}" for kind in Kind})
    yield from _taxonomy("verdict", {f"judged-{verdict}": said for verdict, said in _VERDICT.items()})
    if judges := _judges(evolution):
        found = "the judge {} found that the two make the same claim"
        yield from _taxonomy("judge", {key: found.format(name) for name, key in judges.items()})
    yield "</classDecl>"
    yield "</encodingDesc>"
    yield f'<profileDesc><langUsage><language ident="{language}"/></langUsage></profileDesc>'
    if provenance.date:
        yield f"<revisionDesc><change when={quoteattr(provenance.date)}>Made.</change></revisionDesc>"
    yield "</teiHeader>"


def _source(at: int, account: tuple[Fact, ...]) -> str:
    told = {fact.name: escape(fact.value) for fact in account if fact.about == f"version {at}"}
    digest = f'<idno type="SHA-256">{told["SHA-256"]}</idno>'
    note = f"<note>{told['source']}; {told['encoding']}; {told['body']}</note>"
    return f'<bibl xml:id="source-{at}" corresp="#v{at}"><title>{told["label"]}</title>{digest}{note}</bibl>'


def _taxonomy(name: str, categories: dict[str, str]) -> Iterator[str]:
    yield f'<taxonomy xml:id="{name}">'
    for key, said in categories.items():
        yield f'<category xml:id="{key}"><catDesc>{escape(said)}</catDesc></category>'
    yield "</taxonomy>"


def _stand_off(evolution: Evolution) -> Iterator[str]:
    judges = _judges(evolution)
    groups = []
    for at, comparison in enumerate(evolution.comparisons, 1):
        groups += [list(_claims(at, comparison, judges)), list(_possible(at, comparison))]
    groups.append(list(_arguments(evolution)))
    if any(groups):
        yield "<standOff>"
        for group in groups:
            yield from group
        yield "</standOff>"


def _claims(at: int, comparison: Comparison, judges: dict[str, str]) -> Iterator[str]:
    if comparison.links:
        yield f'<linkGrp type="claims" corresp="#v{at} #v{at + 1}">'
        for link in sorted(comparison.links, key=lambda link: (link.before, link.after)):
            target = f"#v{at}-s{link.before + 1} #v{at + 1}-s{link.after + 1}"
            yield (
                f'<link type="{link.status}" subtype="{link.relation}" target="{target}"'
                f' cert="{min(1.0, max(0.0, link.score)):.4f}"{_analysis(link, judges)}/>'
            )
        yield "</linkGrp>"


def _judges(evolution: Evolution) -> dict[str, str]:
    """The judges whose verdicts make links, by name, with the ids of their categories."""
    links = (link for comparison in evolution.comparisons for link in comparison.links)
    names = dict.fromkeys(clean_line(name) for link in links if link.judged_by for name in link.judged_by.split(", "))
    return {name: f"judge-{at}" for at, name in enumerate(names, 1)}


def _possible(at: int, comparison: Comparison) -> Iterator[str]:
    if comparison.possible:
        yield f'<linkGrp type="possible" corresp="#v{at} #v{at + 1}">'
        for link in sorted(comparison.possible, key=lambda link: (link.before, link.after)):
            target = f"#v{at}-s{link.before + 1} #v{at + 1}-s{link.after + 1}"
            verdicts = _pointing(_verdicts(link))
            yield f'<link type="{Status.UNCLEAR}" target="{target}" cert="{link.score:.4f}"{verdicts}/>'
        yield "</linkGrp>"


def _analysis(link: Link, judges: dict[str, str]) -> str:
    names = [judges[clean_line(name)] for name in link.judged_by.split(", ") if link.judged_by]
    return _pointing([*link.kinds, *_verdicts(link), *names])


def _verdicts(link: Link) -> list[str]:
    return [f"judged-{link.verdict}"] if link.verdict in _VERDICT else []


def _pointing(names: list[str]) -> str:
    return f' ana="{" ".join(f"#{name}" for name in names)}"' if names else ""


def _arguments(evolution: Evolution) -> Iterator[str]:
    lasting = [argument for argument in evolution.arguments if sum(map(len, argument.sentences)) > 1]
    if lasting:
        yield '<linkGrp type="arguments">'
        for argument in lasting:
            places = [(at, n) for at, version in enumerate(argument.sentences, 1) for n in version]
            target = " ".join(f"#v{at}-s{n + 1}" for at, n in places)
            label = quoteattr(clean_line(argument.label))
            yield f'<link type="{argument.status}" n={label} target="{target}"/>'
        yield "</linkGrp>"


def _version(evolution: Evolution, at: int, language: str) -> Iterator[str]:
    document = evolution.documents[at]
    yield f'<text xml:id="v{at + 1}" xml:lang="{language}">'
    yield "<body>"
    numbered = enumerate(document.sentences)
    for _, sentences in groupby(numbered, key=lambda entry: entry[1].paragraph):
        yield "<p>"
        for n, sentence in sentences:
            status = evolution.status_of(at, n)
            fate = f' ana="#{status}"' if status in (Status.UNCLEAR, Status.DROPPED, Status.ADDED) else ""
            yield f'<s xml:id="v{at + 1}-s{n + 1}" n="{n + 1}"{fate}>{escape(clean_line(sentence.text))}</s>'
        yield "</p>"
    if not document.sentences:
        yield "<p/>"
    yield "</body>"
    yield "</text>"
