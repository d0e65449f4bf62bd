"""The report as JSON, with all results.

Two versions have `schema: "evolve/comparison/2"`, described in `comparison.schema.json`; more of them have
`"evolve/evolution/1"`, described in `evolution.schema.json`: the same, with the life of every argument, with links over
gaps, and with measures over time.

Sentence numbers and argument ids count from 1, documents and pairs from 0. `threshold`, `chance` and `counts` at the
top level are totals for all pairs; `pairs` has the same for each pair. The same input gives the same bytes: keys are in
a fixed order, floats are rounded to six digits, and each sentence, link and argument is on one line, so that two
reports can be compared with any line-based tool.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from evolve.comparison import Comparison, Evolution
from evolve.comparison.judged_texts import JudgedTexts
from evolve.comparison.lives import Step
from evolve.comparison.over_time import measures_over_time
from evolve.model import HAPPENED, SIDES, Argument, Chance, Counts, Link, Status, Verdict
from evolve.render.json_parts import object_in_parts, rounded
from evolve.report.provenance import Provenance
from evolve.settings import plain_settings
from evolve.text.clean import clean, clean_line

SCHEMA = "evolve/comparison/2"
"""The schema of the report on two versions."""
EVOLUTION_SCHEMA = "evolve/evolution/1"
"""The schema of the report on three versions or more."""
_ITEM_PER_LINE = ("pairs", "documents", "sentences", "links", "arguments")
"""The keys of lists that are written with one item on each line."""


def render(evolution: Evolution, provenance: Provenance) -> str:
    """Return the report as JSON."""
    return "".join(parts(evolution, provenance))


def parts(evolution: Evolution, provenance: Provenance) -> Iterator[str]:
    """Yield the report as JSON in parts, each made when it is asked for."""
    first = evolution.comparisons[0]
    thresholds = {comparison.threshold for comparison in evolution.comparisons}
    chances = [comparison.chance(comparison.threshold) for comparison in evolution.comparisons]
    report: dict[str, object] = {
        "schema": SCHEMA if len(evolution.comparisons) == 1 else EVOLUTION_SCHEMA,
        "evolve": provenance.version,
        **({"date": provenance.date} if provenance.date else {}),
        "settings": _cleaned(plain_settings(first.settings)),
        "origins": _cleaned(provenance.origins),
        "language": _language(first),
        "threshold": rounded(first.threshold) if len(thresholds) == 1 else None,
        "chance": _chance(Chance(sum(c.pairs for c in chances), sum(c.expected for c in chances))),
        "judgements": _judgements(evolution.comparisons, tuple(evolution.judged_over_gaps.values())),
        "judges": _judges(evolution.comparisons),
        "pairs": [_pair(index, comparison) for index, comparison in enumerate(evolution.comparisons)],
        "documents": [_document(evolution, index) for index in range(len(evolution.documents))],
        "links": (
            _link(index, index + 1, link) for index, pair in enumerate(evolution.comparisons) for link in pair.links
        ),
        "arguments": (_argument(argument) for argument in evolution.arguments),
        "counts": _counts(evolution.comparisons),
    }
    if len(evolution.comparisons) > 1:
        _add_lives(report, evolution)
    # Only a document has a digest, and an inner list with an item on each line; those of an argument stay on its line.
    yield from object_in_parts(report, _ITEM_PER_LINE, spread="sha256")
    yield "\n"


def _language(comparison: Comparison) -> dict[str, object]:
    """Return the language of the texts, whether it was recognised, and whether denials are found in it."""
    return {
        "name": comparison.language,
        "recognised": comparison.is_language_recognised,
        "denials": comparison.finds_denials,
    }


def _pair(index: int, comparison: Comparison) -> dict[str, object]:
    return {
        "from": index,
        "to": index + 1,
        "threshold": rounded(comparison.threshold),
        "chance": _chance(comparison.chance(comparison.threshold)),
        "link_chance": _link_chance(comparison.link_chance()),
        "rewritten": comparison.is_rewritten,
        "judgements": _judgements([comparison]),
        "judges": _judges([comparison]),
        "counts": _counts([comparison]),
    }


def _chance(chance: Chance) -> dict[str, object]:
    return {
        "pairs": chance.pairs,
        "expected": rounded(chance.expected),
        "precision": _rounded_or_null(chance.not_by_chance),
    }


def _link_chance(chance: Chance) -> dict[str, object]:
    return {
        "pairs": chance.pairs,
        "expected": rounded(chance.expected),
        "at_most": rounded(chance.at_most) if chance.pairs else None,
        "at_least": rounded(chance.at_least) if chance.pairs else None,
        "precision": _rounded_or_null(chance.known_precision),
    }


def _counts(comparisons: Sequence[Comparison]) -> dict[str, object]:
    by_side = {side: sum((comparison.counts_of(side) for comparison in comparisons), Counts()) for side in SIDES}
    links = [link for comparison in comparisons for link in comparison.links]
    linked = Counter(link.status for link in links)
    return {
        "links": len(links),
        **{str(status): linked[status] for status in (Status.PERSISTED, Status.CHANGED)},
        "unclear": sum(counts.unclear for counts in by_side.values()),
        "dropped": by_side["before"].dropped,
        "added": by_side["after"].added,
        **{side: {str(status): counts.of(status) for status in Status} for side, counts in by_side.items()},
    }


def _judgements(comparisons: Sequence[Comparison], over_gaps: Sequence[JudgedTexts] = ()) -> dict[str, int]:
    placed = (*(comparison.judgements for comparison in comparisons), *(gap.placed for gap in over_gaps))
    applied = Counter(judgement.verdict for judgements in placed for judgement in judgements)
    unplaced = sum(len(comparison.unplaced) for comparison in comparisons) + sum(len(gap.unplaced) for gap in over_gaps)
    return {**{str(verdict): applied[verdict] for verdict in Verdict}, "unplaced": unplaced}


def _judges(comparisons: Sequence[Comparison]) -> dict[str, object]:
    verdicts = [verdict for comparison in comparisons for verdict in comparison.judge_verdicts]
    counts = Counter(verdict.verdict for verdict in verdicts)
    return {
        "names": list(dict.fromkeys(clean_line(name) for v in verdicts for name in v.by.split(", "))),
        **{str(verdict): counts[verdict] for verdict in Verdict},
        "links": sum(bool(link.judged_by) for comparison in comparisons for link in comparison.links),
        "disputed": sum(len(comparison.disputed) for comparison in comparisons),
    }


def _document(evolution: Evolution, version: int) -> dict[str, object]:
    document = evolution.documents[version]
    return {
        "label": clean_line(document.label),
        "source": clean_line(document.source),
        "sha256": document.sha256,
        "encoding": document.encoding,
        "metadata": {
            "title": document.metadata.title,
            "authors": list(document.metadata.authors),
            "date": document.metadata.date,
            "outlet": document.metadata.outlet,
            **({"address": address} if (address := document.metadata.address) else {}),
        },
        "body": [[run.first, run.last, run.by] for run in document.body],
        **({"body_note": note} if (note := document.body_note()) else {}),
        "sentences": (
            {
                "n": n + 1,
                "paragraph": sentence.paragraph + 1,
                "start": sentence.start,
                "end": sentence.end,
                "text": sentence.text,
                "status": str(evolution.status_of(version, n)),
                "argument": evolution.argument_at[version, n].id + 1,
                "possible": [
                    {"n": _partner(evolution, version, link) + 1, "score": rounded(link.score), "judge": _judge(link)}
                    for link in evolution.possible_of(version, n)
                ],
            }
            for n, sentence in enumerate(document.sentences)
        ),
    }


def _partner(evolution: Evolution, version: int, link: Link) -> int:
    """Return the index of a candidate's sentence in the next version; for the last version, in the one before."""
    return link.after if version < len(evolution.comparisons) else link.before


def _link(earlier: int, later: int, link: Link) -> dict[str, object]:
    """Return a link between two versions, from 0."""
    difference = link.difference
    addresses = [{"before": old, "after": new} for old, new in difference.addresses]
    return {
        "from": earlier,
        "to": later,
        "before": link.before + 1,
        "after": link.after + 1,
        "score": rounded(link.score),
        "change": rounded(difference.change),
        "status": str(difference.status),
        "ignored": difference.ignored,
        "kinds": [str(kind) for kind in link.kinds],
        "relation": str(link.relation),
        "verdict": None if link.verdict is None else str(link.verdict),
        "judged_by": clean_line(link.judged_by) or None,
        "judge": _judge(link),
        "changes": [
            {"kind": str(c.kind), "before": c.before, "after": c.after, "note": c.note} for c in difference.changes
        ],
        **({"addresses": addresses} if addresses else {}),
        "evidence": [
            {"part": p.name, "points": rounded(p.points), "words": [[word, rounded(bits)] for word, bits in p.words]}
            for p in link.evidence
        ],
    }


def _judge(link: Link) -> dict[str, object] | None:
    verdict = link.judge
    if verdict is None:
        return None
    return {
        "by": clean_line(verdict.by),
        "verdict": str(verdict.verdict),
        "kinds": [str(kind) for kind in verdict.kinds],
        "note": clean_line(verdict.note),
    }


def _argument(argument: Argument) -> dict[str, object]:
    return {
        "id": argument.id + 1,
        "label": argument.label,
        "status": str(argument.status),
        "sentences": [[n + 1 for n in version] for version in argument.sentences],
        "kinds": [str(kind) for kind in argument.kinds],
        "partly_dropped": argument.partly_dropped,
    }


def _add_lives(report: dict[str, object], evolution: Evolution) -> None:
    """Add to a report what only several versions have: links over gaps, lives, and measures over time."""
    measures = measures_over_time(evolution)
    links, arguments = report["links"], report["arguments"]
    assert isinstance(links, Iterator) and isinstance(arguments, Iterator)
    revived = (_link(revival.earlier, revival.later, revival.link) for revival in evolution.revivals)
    report["links"] = chain(links, revived)
    report["arguments"] = (
        {
            **entry,
            "life": [_step(step) for step in evolution.steps_of(argument)],
            "share": list(map(rounded, shares)),
        }
        for entry, argument, shares in zip(arguments, evolution.arguments, measures.text_shares, strict=True)
    )
    survival = measures.survival
    report["over_time"] = {
        "steps": [
            {
                "to": step.version,
                "events": {str(event): step.events.get(event, 0) for event in HAPPENED},
                "strengthened": step.strengthened,
                "softened": step.softened,
                "attribution": step.attribution,
            }
            for step in measures.steps
        ],
        "versions": [
            {
                "novelty": _rounded_or_null(version.novelty),
                "transience": _rounded_or_null(version.transience),
                "resonance": _rounded_or_null(version.resonance),
            }
            for version in measures.versions
        ],
        "survival": {
            "at_risk": list(survival.at_risk),
            "alive": list(map(rounded, survival.alive)),
            "half_life": survival.half_life,
        },
    }


def _step(step: Step) -> dict[str, object]:
    return {
        "event": str(step.event),
        "since": step.since,
        "relation": str(step.relation),
        "kinds": [str(kind) for kind in step.kinds],
        "score": _rounded_or_null(step.score),
    }


def _rounded_or_null(value: float | None) -> float | None:
    return None if value is None else rounded(value)


def _cleaned(value: object) -> object:
    """Return a user's value with floats rounded and without control characters, which a terminal would interpret.

    Text of documents needs no such cleaning.
    """
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, float):
        return rounded(value)
    if isinstance(value, Mapping):
        return {clean(str(key)): _cleaned(content) for key, content in value.items()}
    if isinstance(value, list | tuple):
        return [_cleaned(content) for content in value]
    return value
