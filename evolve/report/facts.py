"""The account every report gives of itself: what was compared, how, who chose it, and how far to trust it.

Names and values, in one order, for every format to put where it has a place for them. Sources are told in full, so that
a reader who has the files can make the same report again.
"""

from __future__ import annotations

from typing import NamedTuple

from evolve.comparison import Comparison, Evolution
from evolve.document import Document
from evolve.model import Chance
from evolve.report.phrases import body_lines, judge_summary, judgement_summary, name_of, source_of, threshold_text
from evolve.report.provenance import Provenance
from evolve.settings import plain_settings
from evolve.text.clean import clean_line


class Fact(NamedTuple):
    """One thing to know about a report."""

    subject: str
    """What it speaks of: "report", "version 1", "versions 1 → 2", "settings"."""
    name: str
    value: str


def report_facts(evolution: Evolution, provenance: Provenance) -> tuple[Fact, ...]:
    """All facts about a report, on one line each, without characters that a terminal would obey."""
    facts = [Fact("report", "made by", f"evolve {provenance.version}")]
    if provenance.date:
        facts.append(Fact("report", "made on", provenance.date))
    for at, document in enumerate(evolution.documents, 1):
        facts += [Fact(f"version {at}", *fact) for fact in _document_facts(document)]
    for at, comparison in enumerate(evolution.comparisons, 1):
        facts += [Fact(f"versions {at} → {at + 1}", *fact) for fact in _comparison_facts(comparison)]
    for name, value in plain_settings(evolution.comparisons[0].settings).items():
        facts += [Fact("settings", *fact) for fact in _setting_facts(name, value, provenance)]
    return tuple(Fact(subject, name, clean_line(value)) for subject, name, value in facts)


def _document_facts(document: Document) -> list[tuple[str, str]]:
    return [
        ("label", name_of(document)),
        ("source", source_of(document)),
        ("SHA-256", document.sha256),
        ("encoding", document.encoding),
        ("body", body_lines(document)),
        ("sentences", str(len(document.sentences))),
    ]


def _comparison_facts(comparison: Comparison) -> list[tuple[str, str]]:
    chance = comparison.link_chance()
    return [
        ("threshold", threshold_text(comparison)),
        ("links", str(len(comparison.links))),
        ("links expected by chance", f"{chance.expected:.1f} of {chance.pairs}"),
        ("links estimated to be right", _right_links(chance)),
        ("rewritten", "yes" if comparison.is_rewritten else "no"),
        ("judgements", judgement_summary(comparison) or "none"),
        ("judges", judge_summary(comparison) or "none"),
    ]


def _right_links(chance: Chance) -> str:
    of_all = f"of {chance.pairs}"
    if chance.is_known:
        return f"{chance.pairs * chance.precision:.1f} {of_all}"
    low, high = (chance.pairs * share for share in (chance.at_least, chance.at_most))
    return f"not known, between {low:.1f} and {high:.1f} {of_all}"


def _setting_facts(name: str, value: object, provenance: Provenance) -> list[tuple[str, str]]:
    """A setting with its origin; a group of equivalents is one of its own."""
    if isinstance(value, dict):
        groups = [(f"{name}.{group}", ", ".join(words)) for group, words in value.items()]
        return [(clean_line(key), _with_origin(words, key, provenance)) for key, words in groups]
    return [(name, _with_origin(str(value).lower() if isinstance(value, bool) else str(value), name, provenance))]


def _with_origin(value: str, name: str, provenance: Provenance) -> str:
    origin = provenance.origins.get(name)
    return f"{value} ({origin})" if origin else value
