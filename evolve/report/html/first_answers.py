"""What a reader asks first: which claim surely comes back, which only may, how to see why, and how to correct it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from evolve.comparison import Comparison, Evolution
from evolve.model import Argument, Event, Kind, Link
from evolve.render.change_names import change_name
from evolve.report.certainty import Certainty
from evolve.report.html.anchors import anchor_prefix, argument_anchor, link_anchor
from evolve.report.phrases import multi_version_arguments
from evolve.text.clean import clean_line

_WIDTH = 60
"""Maximum number of characters of a claim."""


class FirstAnswer(NamedTuple):
    """A question and its answer."""

    question: str
    words: str
    """The answer in words."""
    anchor: str = ""
    """The anchor of the pair or the argument that the answer is about; empty if there is none."""
    link_text: str = ""
    """The text of the link to it: the numbers of its two sentences, "1 → 2", or a claim."""


_NO_LINK = FirstAnswer("Surest:", "none; no two sentences are linked")


def first_answers(comparison: Comparison, prefix: str) -> Iterator[FirstAnswer]:
    """Yield the questions that a reader of two versions asks first, each with its answer; `prefix` begins the
    anchors."""
    surest = max(comparison.links, key=lambda link: link.certainty, default=None)
    if surest is None:
        yield _NO_LINK
    else:
        how_sure = Certainty(comparison).words(comparison.links_of("before", surest.before))
        words = f"{_claim(comparison, surest)} ({', '.join([how_sure, *_reversals(surest)])})"
        yield FirstAnswer("Surest:", words, link_anchor(surest, prefix), _numbers(surest))
    candidates = _best_candidates(comparison)
    possible = max(candidates, key=_order_of_candidates, default=None)
    yield _possible_answer(len(candidates), None if possible is None else (comparison, possible, prefix, ""))
    yield from _ways_on(has_pairs=surest is not None or possible is not None)


def first_answers_over_time(evolution: Evolution) -> Iterator[FirstAnswer]:
    """Yield the questions that a reader of three versions or more asks first, each with its answer."""
    surest = max(multi_version_arguments(evolution), key=lambda one: _surety(evolution, one), default=None)
    if surest is None:
        yield _NO_LINK
    else:
        life = f"({_presence(evolution, surest)}, {_how_sure_over_time(evolution, surest)})"
        yield FirstAnswer("Surest:", life, argument_anchor(surest), _shortened(surest.label))
    found = [
        (comparison, candidate, version)
        for version, comparison in enumerate(evolution.comparisons)
        for candidate in _best_candidates(comparison)
    ]
    possible = None
    if found:
        comparison, link, version = max(found, key=lambda one: (_order_of_candidates(one[1]), -one[2]))
        possible = (comparison, link, anchor_prefix(evolution, version), f", versions {version + 1} → {version + 2}")
    yield _possible_answer(len(found), possible)
    yield from _ways_on(has_pairs=surest is not None or bool(found))


def _possible_answer(count: int, best: tuple[Comparison, Link, str, str] | None) -> FirstAnswer:
    """Return the answer on the earlier sentences that have no link but a candidate.

    `best` is the best candidate: its comparison, the candidate, the beginning of its anchors and its versions in words.
    """
    if best is None:
        return FirstAnswer("Only possible:", "none")
    comparison, link, prefix, versions = best
    question = "Only possible:" if count == 1 else f"One of {count} only possible:"
    words = f"{_claim(comparison, link)} (no link{versions})"
    return FirstAnswer(question, words, f"{prefix}b{link.before + 1}", _numbers(link))


def _ways_on(*, has_pairs: bool) -> Iterator[FirstAnswer]:
    """Yield how to see the reasons, and how to correct evolve."""
    if has_pairs:
        yield FirstAnswer("Why?", "Follow the links above to the sentences and the reasons.")
        words = "Open the texts in evolve and press x if a pair is not the same claim, y if it is."
    else:
        yield FirstAnswer("Why?", "Every sentence is listed below with its closest candidates, if it has any.")
        words = "Open the texts in evolve and press m to link two sentences that make the same claim."
    yield FirstAnswer("Wrong?", words)


def _best_candidates(comparison: Comparison) -> list[Link]:
    """Return the best candidate of each earlier sentence that has no link."""
    return [links[0] for n in comparison.unclear[0] if (links := comparison.possible_of("before", n))]


def _order_of_candidates(link: Link) -> tuple[float, int]:
    return link.score, -link.before


def _surety(evolution: Evolution, argument: Argument) -> tuple[bool, int, float, int]:
    """Return the order of arguments: unchanged ones first, of these the longest-lived, of others the surest."""
    steps = evolution.steps_of(argument)
    is_unchanged = not any(step.is_changed for step in steps)
    versions = sum(map(bool, argument.sentences))
    weakest = min(max(link.certainty for link in step.links) for step in steps if step.links)
    return is_unchanged, versions if is_unchanged else 0, weakest, versions


def _presence(evolution: Evolution, argument: Argument) -> str:
    """Return in how many versions an argument is: "in all 4 versions"."""
    here, total = sum(map(bool, argument.sentences)), len(evolution.documents)
    return f"in all {total} versions" if here == total else f"in {here} of {total} versions"


def _how_sure_over_time(evolution: Evolution, argument: Argument) -> str:
    """Return how sure it is that an argument makes one claim in all its versions, by its least sure step."""
    steps = evolution.steps_of(argument)
    if not any(step.is_changed for step in steps):
        return "unchanged"
    weakest = min((step for step in steps if step.links), key=lambda step: max(link.certainty for link in step.links))
    if weakest.event is Event.REVIVED:
        return "back after a gap"
    return Certainty(evolution.comparisons[weakest.origins[0]]).words(weakest.links)


def _reversals(link: Link) -> list[str]:
    """Return the denials between two sentences in words: "now denied", "opposite words"."""
    changes = (change for change in link.difference.changes if change.kind is Kind.NEGATION)
    return list(dict.fromkeys(map(change_name, changes)))


def _numbers(link: Link) -> str:
    return f"{link.before + 1} → {link.after + 1}"


def _claim(comparison: Comparison, link: Link) -> str:
    """Return the earlier sentence; the first words of a long one."""
    return _shortened(comparison.before.sentences[link.before].text)


def _shortened(text: str) -> str:
    line = clean_line(text)
    if len(line) <= _WIDTH:
        return line
    start = line[:_WIDTH]
    return f"{start.rpartition(' ')[0] or start} …"
