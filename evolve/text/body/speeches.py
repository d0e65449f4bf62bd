"""Finds the furniture of a speech: paragraphs that are formulas or stage directions and nothing else.

They are left out where the text reads as a speech: where a salutation or a closing was found, the audience is heard,
or more than two words of courtesy are all that a paragraph at an end has. One "Thank you." alone may be the last word
of an essay about gratitude. A formula within a paragraph of prose stays, so that no paragraph is torn apart.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain, takewhile

from evolve.text.formulas import is_formula, is_stage_direction
from evolve.text.languages import WORD

_LONGEST = 1_000
"""Characters; a longer paragraph is never a formula."""
_PLAIN = 4
"""Words from which one formula at an end is plainly a speech's: "Thank you very much."."""
_ENOUGH = 2
"""Formulas at the ends, or stage directions anywhere, from which a text reads as a speech."""


def speech_furniture(paragraphs: Sequence[str], *, greets: bool) -> dict[int, str]:
    """Return which paragraphs are furniture of a speech, and by which rule of `evolve.text.body.RULES`; never all.

    `paragraphs` are those that the body has so far; `greets` is whether a salutation or a closing was taken off it.
    """
    rules = {
        k: "stage direction" if is_stage_direction(text) else "formula"
        for k, text in enumerate(paragraphs)
        if len(text) <= _LONGEST and is_formula(text)
    }
    if len(rules) == len(paragraphs):
        return {}
    places = range(len(paragraphs))
    ends = list(chain(*(takewhile(rules.__contains__, order) for order in (places, reversed(places)))))
    noted = [k for k, rule in rules.items() if rule == "stage direction"]
    plain = any(k in noted or len(WORD.findall(paragraphs[k])) >= _PLAIN for k in ends)
    return rules if greets or plain or max(len(ends), len(noted)) >= _ENOUGH else {}
