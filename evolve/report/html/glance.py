"""What a reader asks first: which claim surely comes back, which only may, how to see why, and how to correct it."""

from __future__ import annotations

from collections.abc import Iterator

from evolve.comparison import Comparison
from evolve.model import Link
from evolve.report.certainty import Certainty
from evolve.report.html.anchors import link_anchor
from evolve.text.clean import clean_line

_WIDTH = 60
"""Maximum number of characters of a claim."""


def glance(comparison: Comparison) -> Iterator[tuple[str, str, str, str]]:
    """Yield each question, the anchor of the answer and its text, and the answer in words."""
    surest = max(comparison.links, key=lambda link: link.certainty, default=None)
    if surest is not None:
        words = Certainty(comparison).words(comparison.links_of("before", surest.before))
        yield "Surest:", link_anchor(surest, ""), _numbers(surest), f"{_claim(comparison, surest)} ({words})"
    possible = max(
        (links[0] for n in comparison.unclear[0] if (links := comparison.possible_of("before", n))),
        key=lambda link: (link.score, -link.before),
        default=None,
    )
    if possible is not None:
        words = f"{_claim(comparison, possible)} (no link)"
        yield "Only possible:", f"b{possible.before + 1}", _numbers(possible), words
    if surest is not None or possible is not None:
        yield "Why?", "", "", "The numbers above link to both sentences and the reasons."
        yield (
            "Wrong?",
            "",
            "",
            "Open the texts in evolve and press x if a pair is not the same claim, y if it is.",
        )


def _numbers(link: Link) -> str:
    return f"{link.before + 1} → {link.after + 1}"


def _claim(comparison: Comparison, link: Link) -> str:
    """Return the beginning of the earlier sentence, up to a blank where it is too long."""
    text = clean_line(comparison.before.sentences[link.before].text)
    if len(text) <= _WIDTH:
        return text
    start = text[:_WIDTH]
    return f"{start.rpartition(' ')[0] or start} …"
