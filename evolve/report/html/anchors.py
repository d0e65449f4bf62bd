"""Anchors in a report: every sentence and every link has one, for addresses to name."""

from __future__ import annotations

from dataclasses import dataclass

from evolve.comparison import Evolution
from evolve.model import Link


@dataclass(frozen=True, slots=True)
class ChartLink:
    """A link in a drawing: an unseen path over the seen one, skipped by the keyboard."""

    anchor: str
    title: str
    path: str


def anchor_prefix(evolution: Evolution, pair: int) -> str:
    """Return the prefix of all anchors of a pair; empty in a report about one pair."""
    return f"{pair + 1}-" if len(evolution.comparisons) > 1 else ""


def sentence_anchor(evolution: Evolution, version: int, n: int) -> str:
    """Return the anchor of a sentence; of one in two pairs, that of its earlier side."""
    last = len(evolution.comparisons)
    side, pair = ("b", version) if version < last else ("a", version - 1)
    return f"{anchor_prefix(evolution, pair)}{side}{n + 1}"


def link_anchor(link: Link, prefix: str) -> str:
    """Return the anchor of a link."""
    return f"{prefix}b{link.before + 1}-a{link.after + 1}"
