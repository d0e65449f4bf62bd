"""Stability: a small change of two texts, in typography, line lengths or one sentence, keeps nearly all links."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable, Iterator

import pytest

from evolve import Document, compare, read
from evolve.readers import seeds

_LIBRARY_2019 = """\
The town council wants to close two of our four libraries. It says that nobody borrows books any more, and that the
money is needed for roads. We think that this is a mistake.

A library is not a warehouse for paper. It is the last warm room in town where nobody has to buy anything. Pensioners
read the newspapers there, pupils do their homework, and people without a computer write their applications.

The council's own figures show 90,000 visits a year. Loans of books have fallen, it is true, but visits have not.
Closing the branch in the harbour quarter would save 140,000 pounds, which is less than the new roundabout cost.
Children from that quarter would have to take two buses to reach the next one. Most of them will not.

Once a building is sold, no later council can buy it back. We ask the members to keep all four libraries open, and to
shorten the opening hours instead.
"""

_LIBRARY_2024 = """\
Five years after two branches were shut, the town has learnt what a library was for. The council had argued that
borrowing was in decline and that roads came first. We opposed it then, and we were right.

What vanished was not a warehouse for paper. It was a warm room in which nobody had to buy anything, and the town has
no other. The job centre now sends people to a café to write their applications, because they own no computer.

Pupils from the harbour quarter no longer do their homework in company. The two buses that they would need cost more
than many families can pay. The sale of the building saved 140,000 pounds once, and the roundabout has been rebuilt
twice since.

Nobody can buy the harbour branch back; it is a hotel today. But the remaining two could open longer. We ask the
members to restore the evening hours, and to put a reading room into the old customs house.
"""

_DRAFT_1 = """\
Every school should teach swimming. Water is the second most common cause of accidental death among children under ten
in our country. A child who can swim two lengths is unlikely to drown in a lake.

Some say that lessons cost too much. A pool hour costs four pounds for each pupil, and the school already pays for
football. Others fear that lessons take time from mathematics. One hour in a fortnight is enough.

We therefore ask that lessons begin in the third year – and that no pupil leaves school without them.
"""

_DRAFT_2 = """\
Every primary school should teach swimming. Water is the second most common cause of accidental death among children
under ten in our country. A child who can swim two lengths is unlikely to drown in a lake or a river.

Some say that lessons cost too much. A pool hour costs less than four pounds for each pupil, and the school already
pays for football. The council could share the price of the bus. Others fear that lessons take time from mathematics.

We therefore ask that lessons begin in the second year – and that no pupil leaves school without them.
"""

_UNRELATED = [
    "The bakery on the corner sells rye bread on Thursdays.",
    "My grandmother kept three cats and a parrot.",
    "Gardeners prune roses in late winter, before the buds open.",
]

Texts = tuple[str, str]
Links = set[tuple[str, str]]


def _dashes(text: str) -> str:
    return re.sub(r"\s*[—–]\s*", " --- ", text)


def _straight(text: str) -> str:
    return re.sub("[‘’]", "'", re.sub("[“”]", '"', text))


def _curly(text: str) -> str:
    return re.sub(r"(?<=\w)'(?=\w)", "’", re.sub(r'"([^"\n]*)"', "“\\1”", text))


def _lines(width: int) -> Callable[[str], str]:
    """Return a function that wraps every paragraph at a width."""
    return lambda text: "\n\n".join(textwrap.fill(part, width) for part in re.split(r"\n\s*\n", text.strip()))


_unbroken = _lines(10_000)  # every paragraph on one line
_TYPOGRAPHIES = {"dashes": _dashes, "straight": _straight, "curly": _curly, "narrow": _lines(60), "wide": _lines(90)}


def _bodies() -> Texts:
    """Return the bodies of the two seeds."""
    before, after = (read(path) for path in seeds())
    return _text_of(before), _text_of(after)


def _text_of(document: Document) -> str:
    out, paragraph = "", 0
    for sentence in document.sentences:
        out += ("\n\n" if sentence.paragraph != paragraph else " ") + " ".join(sentence.text.split())
        paragraph = sentence.paragraph
    return out.strip()


_PAIRS: dict[str, Callable[[], Texts]] = {
    "seeds": _bodies,
    "library": lambda: (_unbroken(_LIBRARY_2019), _unbroken(_LIBRARY_2024)),
    "drafts": lambda: (_unbroken(_DRAFT_1), _unbroken(_DRAFT_2)),
}


def _links(texts: Texts) -> Links:
    comparison = compare(*(Document.from_text(text, body="all") for text in texts))
    sides = comparison.before.sentences, comparison.after.sentences
    return {(_letters(sides[0][k.before].text), _letters(sides[1][k.after].text)) for k in comparison.links}


def _letters(text: str) -> str:
    return re.sub(r"\W", "", text)


def _jaccard(one: Links, other: Links) -> float:
    return len(one & other) / len(one | other) if one | other else 1.0


def _with_one_sentence_more(texts: Texts) -> Iterator[Texts]:
    """Yield the texts with one unrelated sentence added, at several positions of either."""
    for n, sentence in enumerate(_UNRELATED):
        for side in (0, 1):
            ends = [match.end() for match in re.finditer(r"[a-z]\.(?=\s)", texts[side])]
            at = ends[(5 * n + 2) % len(ends)]
            changed = list(texts)
            changed[side] = f"{texts[side][:at]} {sentence}{texts[side][at:]}"
            yield changed[0], changed[1]


@pytest.mark.parametrize("typography", list(_TYPOGRAPHIES))
@pytest.mark.parametrize("name", list(_PAIRS))
@pytest.mark.slow
def test_typography_changes_hardly_a_link(name: str, typography: str) -> None:
    """Other quotation marks, dashes or line lengths in one text keep nearly all links."""
    before, after = _PAIRS[name]()
    assert _jaccard(_links((before, after)), _links((before, _TYPOGRAPHIES[typography](after)))) >= 0.9


@pytest.mark.slow
def test_one_sentence_more_changes_hardly_a_link() -> None:
    """One unrelated sentence more keeps at least three links in four, and nine in ten on average over all texts."""
    kept = {
        name: [_jaccard(_links(texts), _links(changed)) for changed in _with_one_sentence_more(texts)]
        for name, texts in ((name, pair()) for name, pair in _PAIRS.items())
    }
    assert {name for name, shares in kept.items() if min(shares) < 0.75} == set()
    every = [share for shares in kept.values() for share in shares]
    assert sum(every) / len(every) >= 0.9
