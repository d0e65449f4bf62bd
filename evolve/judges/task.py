"""The task for a judge: instructions, both texts with numbered sentences, and the form of the answer.

Measured with one reading by each of several judges: two rounds, first through the later and then through the earlier
sentences, find more than twice as many pairs as "list every pair"; and a separate verdict for related pairs keeps
"same" precise. So both should stay in the task. Pure: the same texts give the same task, byte for byte.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import resources

from evolve.judges.windows import Pair, Window

PROTOCOL = "text 1"
"""The version of this protocol; it changes with the form of the task or the answer, so that old answers expire."""


@dataclass(frozen=True, slots=True)
class Task:
    """One reading task for a judge."""

    prompt: str
    """The text that the judge reads, ending in a line feed."""
    id: str
    """A digest of the task; the judge repeats it in the last line of its answer."""
    window: Window
    """The sentences in the task."""
    later_first: bool = False
    """Whether the later text comes first."""

    @property
    def words(self) -> int:
        """The number of words in the prompt."""
        return len(self.prompt.split())


def task_of(
    before: Sequence[str],
    after: Sequence[str],
    window: Window,
    links: Sequence[Pair] = (),
    *,
    later_first: bool = False,
) -> Task:
    """Return the task for a window; `before` and `after` are all sentences, each on one line.

    `links` are pairs linked by score, which the judge is asked to confirm or reject.
    """
    later = _text("later", after, window.after)
    earlier = _text("earlier", before, window.before)
    parts = len(before) > window.before[1] - window.before[0] or len(after) > window.after[1] - window.after[0]
    body = _guide(parts=parts, links=bool(links), later_first=later_first)
    body += "".join([later, earlier] if later_first else [earlier, later])
    if links:
        body += "=== Pairs to check ===\n" + "".join(f'{{"before": {b + 1}, "after": {a + 1}}}\n' for b, a in links)
    digest = hashlib.sha256(f"{PROTOCOL}\n{body}".encode()).hexdigest()[:12]
    return Task(body.replace("TASK-ID", digest, 1), digest, window, later_first)


def _guide(*, parts: bool, links: bool, later_first: bool) -> str:
    first, second = ("earlier", "later") if later_first else ("later", "earlier")
    text = resources.files(__package__).joinpath("guide.txt").read_text(encoding="utf-8")
    check = _CHECK if links else ""
    return (
        text.replace("{order}", "a later and an earlier one" if later_first else "an earlier and a later one")
        .replace("{parts}", _PARTS if parts else "")
        .replace("{round1}", _ROUNDS[first])
        .replace("{round2}", _ROUNDS[second])
        .replace("{check}", check)
        .replace("{not}", _NOT if links else "")
        .replace("{rounds}", "all three rounds" if links else "both rounds")
    )


_PARTS = "These are parts of two longer texts; judge only what is shown.\n"
_ROUNDS = {
    "later": "take the sentences of the later version one by one. For each ask: did the earlier version claim this, "
    "anywhere?",
    "earlier": "take the sentences of the earlier version one by one. For each ask: does the later version claim this "
    "again, anywhere?",
}
_CHECK = (
    "Round 3: a program that compares only words has linked the pairs at the very end. Many of its links are wrong, "
    "and it misses most claims that are told in other words. Give a verdict on each of these pairs too.\n"
)
_NOT = '"not": neither; needed only for pairs of round 3.\n'


def _text(name: str, sentences: Sequence[str], run: tuple[int, int]) -> str:
    lines = [f"{number + 1}  {sentences[number]}\n" for number in range(*run)]
    return f"=== The {name} version ===\n{''.join(lines)}\n"
