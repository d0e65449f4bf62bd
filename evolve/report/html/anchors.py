"""The names of places in a report: every sentence and every link has one, which an address can lead to."""

from __future__ import annotations

from dataclasses import dataclass

from evolve.comparison import Evolution
from evolve.model import Link


@dataclass(frozen=True, slots=True)
class Way:
    """A part of a drawing that leads to a place: drawn unseen over what is seen, and left out by the keyboard."""

    place: str
    title: str
    path: str


def anchors(evolution: Evolution, at: int) -> str:
    """What the names of places in a pair begin with: nothing in a report about one pair."""
    return f"{at + 1}-" if len(evolution.comparisons) > 1 else ""


def place_of(evolution: Evolution, version: int, n: int) -> str:
    """The name of the place where a sentence stands, on the earlier side where it does on both."""
    last = len(evolution.comparisons)
    side, at = ("b", version) if version < last else ("a", version - 1)
    return f"{anchors(evolution, at)}{side}{n + 1}"


def place_of_link(link: Link, prefix: str) -> str:
    """The name of the place where a link is told."""
    return f"{prefix}b{link.before + 1}-a{link.after + 1}"
