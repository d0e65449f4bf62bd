"""What a reader asks first: which claim surely comes back, which only may, how to see why, and how to correct it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from evolve.comparison import Comparison, Evolution
from evolve.comparison.lives import Step
from evolve.model import Argument, Event, Kind, Link
from evolve.render.change_names import change_name
from evolve.report.certainty import Certainty
from evolve.report.phrases import multi_version_arguments
from evolve.text.clean import clean_line

_WIDTH = 60
"""Maximum number of characters of a claim."""


class FirstAnswer(NamedTuple):
    """A question and its answer."""

    question: str
    words: str
    """The answer in words."""
    subject: str = ""
    """What the answer is about, before the words: the numbers of two sentences, "1 → 2", or a claim."""
    version: int = 0
    """The version, from 0, of the earlier sentence that the answer is about."""
    pair: Link | None = None
    """The pair that the answer is about: a link or a candidate."""
    argument: Argument | None = None
    """The argument that the answer is about."""


class Reasons(NamedTuple):
    """Where a format shows the reasons, in words."""

    of_pairs: str
    without_pairs: str
    """The same where neither a link nor a candidate is listed."""


REASONS_BELOW_PAIRS = Reasons(
    "The line below each pair has its score and what changed. In evolve, Enter shows every reason.",
    "In evolve, Enter on a sentence shows its closest candidates, if it has any.",
)
"""The reasons in formats that list every pair with a line of details below it."""


_NO_LINK = FirstAnswer("Surest:", "none; no two sentences are linked")


def first_answers(evolution: Evolution, version: int, reasons: Reasons) -> Iterator[FirstAnswer]:
    """Yield the questions that a reader of a version, from 0, and the next asks first, each with its answer."""
    comparison = evolution.comparisons[version]
    surest = max(comparison.links, key=lambda link: link.surest_key, default=None)
    if surest is None:
        yield _NO_LINK
    else:
        how_sure = Certainty(comparison).words(comparison.links_of("before", surest.before))
        words = f"{_claim(comparison, surest)} ({', '.join([how_sure, *_reversals(surest)])})"
        yield FirstAnswer("Surest:", words, _numbers(surest), version, surest)
    candidates = [(version, link) for link in _best_candidates(comparison)]
    yield _possible_answer(evolution, candidates, names_versions=False)
    yield from _ways_on(reasons, has_pairs=surest is not None or bool(candidates))


def first_answers_over_time(evolution: Evolution, reasons: Reasons) -> Iterator[FirstAnswer]:
    """Yield the questions that a reader of three versions or more asks first, each with its answer."""
    surest = max(multi_version_arguments(evolution), key=lambda one: _surest_key(evolution, one), default=None)
    if surest is None:
        yield _NO_LINK
    else:
        life = f"({_presence(evolution, surest)}, {_how_sure_over_time(evolution, surest)})"
        yield FirstAnswer("Surest:", life, _shortened(surest.label), argument=surest)
    candidates = [
        (version, link)
        for version, comparison in enumerate(evolution.comparisons)
        for link in _best_candidates(comparison)
    ]
    yield _possible_answer(evolution, candidates, names_versions=True)
    yield from _ways_on(reasons, has_pairs=surest is not None or bool(candidates))


def _possible_answer(
    evolution: Evolution, candidates: Sequence[tuple[int, Link]], *, names_versions: bool
) -> FirstAnswer:
    """Return the answer on the earlier sentences that have no link; each has its version and its best candidate."""
    if not candidates:
        return FirstAnswer("Only possible:", "none")
    version, link = max(candidates, key=lambda one: (one[1].score, -one[0], -one[1].before))
    question = "Only possible:" if len(candidates) == 1 else f"One of {len(candidates)} only possible:"
    versions = f", versions {version + 1} → {version + 2}" if names_versions else ""
    words = f"{_claim(evolution.comparisons[version], link)} (perhaps the same claim{versions})"
    return FirstAnswer(question, words, _numbers(link), version, link)


def _ways_on(reasons: Reasons, *, has_pairs: bool) -> Iterator[FirstAnswer]:
    """Yield how to see the reasons, and how to correct evolve."""
    if has_pairs:
        yield FirstAnswer("Why?", reasons.of_pairs)
        words = "Open the texts in evolve and press x if a pair is not the same claim, y if it is."
    else:
        yield FirstAnswer("Why?", reasons.without_pairs)
        words = "Open the texts in evolve and press m to link two sentences that make the same claim."
    yield FirstAnswer("Wrong?", words)


def _best_candidates(comparison: Comparison) -> list[Link]:
    """Return for each earlier sentence without a link its best candidate, unless all of them were judged related."""
    found = (
        next((link for link in comparison.possible_of("before", n) if not link.is_related), None)
        for n in comparison.unclear[0]
    )
    return [link for link in found if link is not None]


def _surest_key(evolution: Evolution, argument: Argument) -> tuple[bool, int, float, int]:
    """Return the key that sorts arguments by how sure they are, the surest last.

    Unchanged ones are surer than others, and of these those in more versions; of others the weakest step decides.
    """
    is_unchanged = _is_unchanged(evolution, argument)
    versions = sum(map(bool, argument.sentences))
    weakest = min((_best_score(step) for step in evolution.steps_of(argument) if step.links), default=0.0)
    return is_unchanged, versions if is_unchanged else 0, weakest, versions


def _is_unchanged(evolution: Evolution, argument: Argument) -> bool:
    """Return whether an argument is linked from version to version, and no step changed its content."""
    steps = zip(evolution.steps_of(argument), argument.sentences, strict=True)
    return not any(here and (step.is_changed or step.event is Event.UNCLEAR) for step, here in steps)


def _best_score(step: Step) -> float:
    return max(link.judged_score for link in step.links)


def _presence(evolution: Evolution, argument: Argument) -> str:
    """Return in how many versions an argument is: "in all 4 versions"."""
    here, total = sum(map(bool, argument.sentences)), len(evolution.documents)
    return f"in all {total} versions" if here == total else f"in {here} of {total} versions"


def _how_sure_over_time(evolution: Evolution, argument: Argument) -> str:
    """Return how sure it is that an argument makes one claim in all its versions, by its least sure step."""
    if _is_unchanged(evolution, argument):
        return "unchanged"
    linked = [step for step in evolution.steps_of(argument) if step.links]
    weakest = min(linked, key=_best_score, default=None)
    if weakest is None:
        return "perhaps the same claim"
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
