"""Words that a person's judgements imply to mean the same: proposed, never applied.

Where two sentences were judged to make one claim, what one says and the other does not may be said in other words
there. A word on either side that faces the same other word in several such pairs, and hardly anything else, is worth a
person's look. Alone they would be too sure of themselves: only a person knows whether the words mean the same. Pairs
judged not the same tell such words from those that meet by accident, so without any of them there is no proposal.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import product

from evolve.text.words.frequency import zipf_table
from evolve.text.words.tokens import as_written, tokenise
from evolve.tune.labels import Labels

_TWICE = 2  # pairs that must speak for a proposal
_COMMON = 5.4  # Zipf frequency; commoner words face each other everywhere
_STRONG = 0.5  # of the pairs in which either stands alone, the least share in which they face each other (Dice)
_MOST = 12  # proposals


@dataclass(frozen=True, slots=True)
class Proposal:
    """Two words that may mean the same."""

    before: str
    after: str
    pairs: int
    """Judged pairs in which they face each other, those that share a sentence counted once."""
    strength: float
    """0..1, how exclusively they do (Dice)."""


def propose(labels: Labels) -> tuple[Proposal, ...]:
    """What the pairs judged the same imply, strongest first; nothing where no pair was judged not the same."""
    if not labels.different:
        return ()
    facing: dict[tuple[_Word, _Word], list[tuple[str, str]]] = {}
    alone: tuple[Counter[_Word], Counter[_Word]] = Counter(), Counter()
    against: set[tuple[_Word, _Word]] = set()
    for texts, same, (ours, theirs) in _unshared(labels):
        pairs = [pair for pair in product(sorted(ours), sorted(theirs)) if pair[0].name == pair[1].name]
        if not same:
            against.update(pairs)
            continue
        for pair in pairs:
            facing.setdefault(pair, []).append(texts)
        alone[0].update(ours)
        alone[1].update(theirs)
    out = []
    for (one, two), where in facing.items():
        # one sentence that was taken up in three places speaks once
        count = min(len({before for before, _ in where}), len({after for _, after in where}))
        strength = 2 * len(where) / (alone[0][one] + alone[1][two])
        if count >= _TWICE and (one, two) not in against and strength >= _STRONG:
            out.append(Proposal(one.word, two.word, count, strength))
    return tuple(sorted(out, key=lambda p: (-p.strength, -p.pairs, p.before, p.after))[:_MOST])


@dataclass(frozen=True, slots=True, order=True)
class _Word:
    form: str
    name: bool
    word: str = field(compare=False)


def _unshared(labels: Labels) -> Iterator[tuple[tuple[str, str], bool, tuple[set[_Word], set[_Word]]]]:
    """For every judged pair its texts, whether they are the same, and the telling words that one side alone has."""
    seen: set[tuple[str, str]] = set()
    for label in labels.items:
        comparison = labels.comparisons[label.pair]
        texts = comparison.before.sentences[label.before].text, comparison.after.sentences[label.after].text
        if texts in seen:
            continue
        seen.add(texts)
        settings, equivalents = comparison.settings, comparison.pair.equivalents
        zipf = zipf_table(settings.language)
        tokens = [tokenise(text, language=settings.language, equivalents=equivalents) for text in texts]
        forms = [{token.form for token in side} for side in tokens]
        ours, theirs = (
            {
                _Word(token.form, token.name, as_written(text, token))
                for token in side
                if token.form not in other and not token.number and zipf.get(token.word, 0.0) < _COMMON
            }
            for text, side, other in zip(texts, tokens, reversed(forms), strict=True)
        )
        yield texts, label.same, (ours, theirs)
