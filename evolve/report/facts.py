"""The account every report gives of itself: what was compared, how, who chose it, and how far to trust it.

Names and values, in one order, for every format to put where it has a place for them. Sources are told in full, so that
a reader who has the files can make the same report again.
"""

from __future__ import annotations

from typing import NamedTuple

from evolve.comparison import Comparison, Evolution
from evolve.document import Document
from evolve.model import Chance
from evolve.report.phrases import cut, judged, judged_by_judges, lines_of, name_of, source_of
from evolve.report.provenance import Provenance
from evolve.settings import plain_settings
from evolve.text.clean import clean_line


class Fact(NamedTuple):
    """One thing to know about a report."""

    about: str
    """What it speaks of: "report", "version 1", "versions 1 → 2", "settings"."""
    name: str
    value: str


def account_of(evolution: Evolution, provenance: Provenance) -> tuple[Fact, ...]:
    """All facts about a report, on one line each, without characters that a terminal would obey."""
    found = [Fact("report", "made by", f"evolve {provenance.version}")]
    if provenance.date:
        found.append(Fact("report", "made on", provenance.date))
    for at, document in enumerate(evolution.documents, 1):
        found += [Fact(f"version {at}", *fact) for fact in _of_document(document)]
    for at, comparison in enumerate(evolution.comparisons, 1):
        found += [Fact(f"versions {at} → {at + 1}", *fact) for fact in _of_comparison(comparison)]
    for name, value in plain_settings(evolution.comparisons[0].settings).items():
        found += [Fact("settings", *fact) for fact in _of_setting(name, value, provenance)]
    return tuple(Fact(about, name, clean_line(value)) for about, name, value in found)


def _of_document(document: Document) -> list[tuple[str, str]]:
    return [
        ("label", name_of(document)),
        ("source", source_of(document)),
        ("SHA-256", document.sha256),
        ("encoding", document.encoding),
        ("body", lines_of(document)),
        ("sentences", str(len(document.sentences))),
    ]


def _of_comparison(comparison: Comparison) -> list[tuple[str, str]]:
    chance = comparison.link_chance()
    return [
        ("threshold", cut(comparison)),
        ("links", str(len(comparison.links))),
        ("links expected by chance", f"{chance.expected:.1f} of {chance.pairs}"),
        ("links estimated to be right", _right(chance)),
        ("rewritten", "yes" if comparison.is_rewritten else "no"),
        ("judgements", judged(comparison) or "none"),
        ("judges", judged_by_judges(comparison) or "none"),
    ]


def _right(chance: Chance) -> str:
    of = f"of {chance.pairs}"
    if chance.is_known:
        return f"{chance.pairs * chance.precision:.1f} {of}"
    low, high = (chance.pairs * share for share in (chance.at_least, chance.at_most))
    return f"not known, between {low:.1f} and {high:.1f} {of}"


def _of_setting(name: str, value: object, provenance: Provenance) -> list[tuple[str, str]]:
    """A setting with its origin; a group of equivalents is one of its own."""
    if isinstance(value, dict):
        groups = [(f"{name}.{group}", ", ".join(words)) for group, words in value.items()]
        return [(clean_line(key), _sourced(words, key, provenance)) for key, words in groups]
    return [(name, _sourced(str(value).lower() if isinstance(value, bool) else str(value), name, provenance))]


def _sourced(value: str, name: str, provenance: Provenance) -> str:
    origin = provenance.origins.get(name)
    return f"{value} ({origin})" if origin else value
