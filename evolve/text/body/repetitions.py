"""Find what a page repeats of its own essay: its beginning as a summary, its headlines, sentences and pull quotes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from evolve.text.body.paragraph import TEXT_KINDS, Paragraph
from evolve.text.languages import WORD

_MIN_REPEATED_WORDS = 3
"""Minimum number of words of a headline for its repetition not to be chance."""
_MIN_REPEATED_PROSE_WORDS = 8
"""Minimum number of words of a sentence for its repetition not to be chance."""
_LEAD_PARAGRAPHS = 2
"""Number of paragraphs at the beginning of an article that lists of articles use as its summary."""
_MAX_REPETITIONS = 3
"""Maximum number of occurrences of a sentence of a page; one that recurs more often is a refrain."""
_NUMBER_BITS = 24
"""Number of bits of the number of a word; no text has more than some million words."""
_QUOTE_WORDS = 5
"""Number of consecutive words that are compared to find a pull quote in its paragraph."""
_ALL_BITS = (1 << _QUOTE_WORDS * _NUMBER_BITS) - 1
_MAX_QUOTE_DISTANCE = 12
"""Maximum number of paragraphs between a pull quote and the paragraph it is from."""
_MIN_QUOTED_SHARE = 0.9
"""Minimum share of the word sequences of a pull quote that are in one longer paragraph."""
_MIN_QUOTED_HEADING_WORDS = 8
"""Minimum number of words of a pull quote without quotation marks and without the end of a sentence."""
_QUOTE = re.compile(r"\s*[\"'“„«»‘‚]")


def end_before_summary(paragraphs: Sequence[Paragraph], kinds: Sequence[str], first: int, last: int) -> int:
    """Return the end of a run, before the place where its beginning is repeated as the summary of itself in a list."""
    prose = [k for k in range(first, last) if kinds[k] == "prose"]
    lead = {paragraphs[k].text.strip() for k in prose[:_LEAD_PARAGRAPHS]}
    again = next((k for k in prose[2 * len(prose) // 3 :] if paragraphs[k].text.strip() in lead), last)
    if len(prose) <= 2 * _LEAD_PARAGRAPHS or again == last:
        return last
    while again > first and kinds[again - 1] not in TEXT_KINDS:
        again -= 1
    return again


def mark_repetitions(paragraphs: Sequence[Paragraph], kinds: list[str], run: range) -> None:
    """Mark the repetitions within a run of paragraphs: headlines, sentences, and quotations set apart."""
    keys = [" ".join(WORD.findall(p.text.casefold())) for p in paragraphs]
    _mark_headlines_elsewhere(paragraphs, kinds, run, keys)
    counts = Counter(keys[run.start : run.stop])
    seen: set[str] = set()
    for k in run:
        is_long = paragraphs[k].words >= _MIN_REPEATED_PROSE_WORDS
        if kinds[k] in TEXT_KINDS and is_long and keys[k] in seen and counts[keys[k]] <= _MAX_REPETITIONS:
            kinds[k] = "repeated"
        seen.add(keys[k])
    _mark_pull_quotes(paragraphs, kinds, run, keys)


def _mark_headlines_elsewhere(
    paragraphs: Sequence[Paragraph], kinds: list[str], run: range, keys: Sequence[str]
) -> None:
    """Mark headings of a run that are elsewhere on the page too; not those above text.

    `keys` are the words of each paragraph of the page.
    """
    counts = Counter(keys)
    for k in run:
        is_above_text = k + 1 < len(kinds) and kinds[k + 1] in TEXT_KINDS
        is_long = paragraphs[k].words >= _MIN_REPEATED_WORDS
        if kinds[k] == "heading" and is_long and not is_above_text and counts[keys[k]] > 1:
            kinds[k] = "repeated"


def _mark_pull_quotes(paragraphs: Sequence[Paragraph], kinds: list[str], run: range, keys: Sequence[str]) -> None:
    """Mark paragraphs of a run whose words are all in a longer paragraph of it."""
    numbers: dict[str, int] = {}
    """A number for each word; a text may have millions of sequences, and a number takes less memory than words."""

    def sequences_of(k: int) -> list[int]:
        """Return each sequence of words of a paragraph as one number."""
        sequence, out = 0, []
        for n, word in enumerate(keys[k].split(), 1):
            sequence = (sequence << _NUMBER_BITS | numbers.setdefault(word, len(numbers))) & _ALL_BITS
            if n >= _QUOTE_WORDS:
                out.append(sequence)
        return out

    longest: dict[int, int] = {}
    """The longest paragraph with each sequence: its number of words times the number of paragraphs, and its index."""
    examined = [k for k in run if kinds[k] in ("prose", "short sentence", "heading")]
    for k in examined:
        place = paragraphs[k].words * len(paragraphs) + k
        for sequence in sequences_of(k):
            if longest.get(sequence, -1) < place:
                longest[sequence] = place
    for k in examined:
        p, own = paragraphs[k], sequences_of(k)
        if kinds[k] == "heading" and p.words < _MIN_QUOTED_HEADING_WORDS and not _QUOTE.match(p.text):
            continue
        homes = Counter(longest[sequence] % len(paragraphs) for sequence in own)
        home, count = homes.most_common(1)[0] if homes else (k, 0)
        if (
            home != k
            and abs(home - k) <= _MAX_QUOTE_DISTANCE
            and paragraphs[home].words > p.words
            and count >= _MIN_QUOTED_SHARE * len(own)
        ):
            kinds[k] = "pull quote"
