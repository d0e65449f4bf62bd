"""What a reader asks first: which claim surely comes back, which only may, how to see why, and how to correct it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from evolve.comparison import Comparison
from evolve.model import Kind, Link
from evolve.render.change_names import change_name
from evolve.report.certainty import Certainty
from evolve.report.html.anchors import link_anchor
from evolve.text.clean import clean_line

_WIDTH = 60
"""Maximum number of characters of a claim."""


class FirstAnswer(NamedTuple):
    """A question and its answer."""

    question: str
    words: str
    """The answer in words."""
    anchor: str = ""
    """The anchor of the pair that the answer is about; empty if there is none."""
    numbers: str = ""
    """The numbers of its two sentences: "1 → 2"."""


def first_answers(comparison: Comparison, prefix: str) -> Iterator[FirstAnswer]:
    """Yield the questions that a reader asks first, each with its answer; `prefix` begins the anchors."""
    surest = max(comparison.links, key=lambda link: link.certainty, default=None)
    if surest is not None:
        how_sure = Certainty(comparison).words(comparison.links_of("before", surest.before))
        words = f"{_claim(comparison, surest)} ({', '.join([how_sure, *_reversals(surest)])})"
        yield FirstAnswer("Surest:", words, link_anchor(surest, prefix), _numbers(surest))
    candidates = [links[0] for n in comparison.unclear[0] if (links := comparison.possible_of("before", n))]
    possible = max(candidates, key=lambda link: (link.score, -link.before), default=None)
    if possible is not None:
        words = f"{_claim(comparison, possible)} (no link)"
        question = "Only possible:" if len(candidates) == 1 else f"One of {len(candidates)} only possible:"
        yield FirstAnswer(question, words, f"{prefix}b{possible.before + 1}", _numbers(possible))
    if surest is not None or possible is not None:
        yield FirstAnswer("Why?", "The numbers above link to both sentences and the reasons.")
        words = "Open the texts in evolve and press x if a pair is not the same claim, y if it is."
        yield FirstAnswer("Wrong?", words)


def _reversals(link: Link) -> list[str]:
    """Return the denials between two sentences in words: "now denied", "opposite words"."""
    changes = (change for change in link.difference.changes if change.kind is Kind.NEGATION)
    return list(dict.fromkeys(map(change_name, changes)))


def _numbers(link: Link) -> str:
    return f"{link.before + 1} → {link.after + 1}"


def _claim(comparison: Comparison, link: Link) -> str:
    """Return the earlier sentence; the first words of a long one."""
    text = clean_line(comparison.before.sentences[link.before].text)
    if len(text) <= _WIDTH:
        return text
    start = text[:_WIDTH]
    return f"{start.rpartition(' ')[0] or start} …"
