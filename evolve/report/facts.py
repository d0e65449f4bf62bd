"""Facts about a report, listed in every format: what was compared, with which settings, and how far to trust it.

The facts are names and values in a fixed order; each format decides where to put them. Sources are complete, so that a
reader who has the files can reproduce the report.
"""

from __future__ import annotations

from typing import NamedTuple

from evolve.comparison import Comparison, Evolution
from evolve.document import Document
from evolve.render.chance import expected_of_all, right_range
from evolve.report.judgement_phrases import gap_judgement_summary, judge_summary, judgement_summary
from evolve.report.phrases import body_lines, language_summary, name_of, source_of, threshold_text
from evolve.report.provenance import Provenance
from evolve.settings import plain_settings
from evolve.text.clean import clean_line


class Fact(NamedTuple):
    """One fact about a report."""

    subject: str
    """What the fact is about: "report", "version 1", "versions 1 → 2" or "settings"."""
    name: str
    value: str


def report_facts(evolution: Evolution, provenance: Provenance) -> tuple[Fact, ...]:
    """Return all facts about a report; each value is on one line and free of control characters."""
    facts = [Fact("report", "made by", f"evolve {provenance.version}")]
    if provenance.date:
        facts.append(Fact("report", "made on", provenance.date))
    for at, document in enumerate(evolution.documents, 1):
        facts += [Fact(f"version {at}", *fact) for fact in _document_facts(document)]
    for at, comparison in enumerate(evolution.comparisons, 1):
        facts += [Fact(f"versions {at} → {at + 1}", *fact) for fact in _comparison_facts(comparison)]
    for (earlier, later), judgements in evolution.judged_over_gaps.items():
        facts.append(Fact(f"versions {earlier + 1} → {later + 1}", "judgements", gap_judgement_summary(judgements)))
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
        ("language", language_summary(comparison)),
        ("threshold", threshold_text(comparison)),
        ("links", str(len(comparison.links))),
        (
            "links expected by chance",
            expected_of_all(chance),
        ),
        ("links estimated to be right", right_range(chance)),
        ("rewritten", "yes" if comparison.is_rewritten else "no"),
        ("judgements", judgement_summary(comparison) or "none"),
        ("judges", judge_summary(comparison) or "none"),
    ]


def _setting_facts(name: str, value: object, provenance: Provenance) -> list[tuple[str, str]]:
    """Return the name of a setting and its value with its origin; each group of equivalents is listed by itself."""
    if isinstance(value, dict):
        groups = [(f"{name}.{group}", ", ".join(words)) for group, words in value.items()]
        return [(clean_line(key), _with_origin(words, key, provenance)) for key, words in groups]
    return [(name, _with_origin(str(value).lower() if isinstance(value, bool) else str(value), name, provenance))]


def _with_origin(value: str, name: str, provenance: Provenance) -> str:
    """Return the value of a setting, followed by its origin in brackets if that is known."""
    origin = provenance.origins.get(name)
    return f"{value} ({origin})" if origin else value
