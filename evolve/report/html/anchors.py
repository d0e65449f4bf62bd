"""Anchors of the HTML report: every sentence and every link has one, so that addresses can point to it."""

from __future__ import annotations

from dataclasses import dataclass

from evolve.comparison import Evolution
from evolve.model import Argument, Link


@dataclass(frozen=True, slots=True)
class ChartLink:
    """A clickable path in a chart: an invisible path over a visible one, not reached by the keyboard."""

    anchor: str
    """The anchor it points to."""
    title: str
    """Its text for the pointer and for screen readers."""
    path: str
    """The path in SVG notation."""


def anchor_prefix(evolution: Evolution, pair: int) -> str:
    """Return the prefix of all anchors of a pair; empty in a report on one pair."""
    return f"{pair + 1}-" if len(evolution.comparisons) > 1 else ""


def sentence_anchor(evolution: Evolution, version: int, n: int) -> str:
    """Return the anchor of a sentence; for one in two pairs, its anchor as an earlier sentence."""
    last = len(evolution.comparisons)
    side, pair = ("b", version) if version < last else ("a", version - 1)
    return f"{anchor_prefix(evolution, pair)}{side}{n + 1}"


def argument_anchor(argument: Argument) -> str:
    """Return the anchor of an argument."""
    return f"argument-{argument.id + 1}"


def link_anchor(link: Link, prefix: str) -> str:
    """Return the anchor of a link."""
    return f"{prefix}b{link.before + 1}-a{link.after + 1}"
