"""Estimates about links in words: in how many the shared wording is no accident, and how many are right.

An estimate is never certain: no phrase claims all links, or none, without a word of doubt.
"""

from __future__ import annotations

from math import floor

from evolve.model import Chance
from evolve.render.numbers import hundredths

_ALL_RIGHT = {1: "1 link probably right", 2: "both links probably right"}
_EVEN = 0.5  # at this number expected by chance, a single link is as likely an accident as not


def link_estimate(chance: Chance, *, confirmed: int = 0) -> str:
    """Return in a sentence how far to trust the links that nobody judged; `confirmed` is the number of judged ones.

    "In about 5 of the 8 links the shared wording is no accident; only reading can show how many are right."
    """
    if not chance.pairs:
        return "Every link was judged." if confirmed else ""
    other = "other " if confirmed else ""
    if chance.pairs == 1:
        return f"In {f'the only {other}link' if other else 'this link'} {_about_one(chance)}."
    lower, upper = _nearest_counts(chance.pairs - chance.expected)
    everywhere = "both" if chance.pairs == 2 else f"all {chance.pairs}"
    estimate = "no accident"
    if not upper:
        where, estimate = everywhere, "perhaps an accident"
    elif lower == chance.pairs:
        where, estimate = everywhere, "probably no accident"
    elif lower != upper:
        where = f"perhaps {lower} or {upper} of the {chance.pairs}"
    else:
        where = f"about {lower} of the {chance.pairs}"
    closing = _right_links(chance) if chance.is_known else "only reading can show how many are right"
    return f"In {where} {other}links the shared wording is {estimate}; {closing}."


def _right_links(chance: Chance) -> str:
    right = round(chance.pairs * chance.precision)
    if right == chance.pairs:
        return "both are probably right" if right == 2 else "nearly all are estimated to be right"
    return f"{f'about {right}' if right else 'hardly any'} are estimated to be right"


def _about_one(chance: Chance) -> str:
    estimate = "probably no accident" if chance.expected < _EVEN else "perhaps an accident"
    closing = "it is probably right" if chance.is_known else "only reading can show whether it is right"
    return f"the shared wording is {estimate}; {closing}"


def _nearest_counts(estimate: float) -> tuple[int, int]:
    """Return the two numbers that an estimated number of pairs is about halfway between, or the nearest one twice."""
    halves = floor(2 * estimate + 0.5)
    return halves // 2, (halves + 1) // 2


def chance_words(chance: Chance, *, has_links: bool, brief: bool = False) -> str:
    """Return the estimated number of right links in a few words: "about 44 of 45 links right"; brief without the count
    of links.

    Where it is not known, the words are those of `link_estimate` cut short: in how many links the shared wording is
    beyond chance, "perhaps 3 or 4 of 5 links beyond chance".
    """
    if not chance.pairs:
        return "every link is judged" if has_links else "no links; ( lowers it"
    of = "" if brief else f" of {chance.pairs} links"
    if chance.is_known:
        right = round(chance.pairs * chance.precision)
        if right == chance.pairs:
            return _ALL_RIGHT.get(right, "nearly all links right")
        return f"{f'about {right}' if right else 'hardly any'}{of} right"
    if chance.pairs == 1:
        return f"{'' if brief else '1 '}link {'probably beyond' if chance.expected < _EVEN else 'perhaps by'} chance"
    lower, upper = _nearest_counts(chance.pairs - chance.expected)
    if lower == chance.pairs:
        return f"{'' if brief else f'{lower} '}links probably beyond chance"
    if not upper:
        return f"{'' if brief else f'{chance.pairs} '}links perhaps all by chance"
    if lower != upper:
        return f"{'' if brief else 'perhaps '}{lower} or {upper} of {chance.pairs} links beyond chance"
    return f"about {lower} of {chance.pairs} links beyond chance"


def right_count(chance: Chance) -> str:
    """Return the estimated number of right links for a table cell; "?" if it is not known."""
    return _count_cell(chance.pairs, chance.pairs * chance.precision) if chance.is_known else "?"


def not_by_chance_count(chance: Chance) -> str:
    """Return the estimated number of links not due to chance for a table cell; "?" without links to estimate."""
    return _count_cell(chance.pairs, chance.pairs - chance.expected) if chance.pairs else "?"


def _count_cell(pairs: int, estimate: float) -> str:
    if round(estimate) in (0, pairs):
        return "nearly all" if round(estimate) else "hardly any"
    return f"about {estimate:.0f}"


def estimated_share(share: float | None) -> str:
    """Return an estimated share, which is never shown as all or none: ".74", ">.99"; "–" for one that is not known."""
    if share is None:
        return "–"
    text = hundredths(share)
    return {"1.00": ">.99", ".00": "<.01"}.get(text, text)


def right_share(chance: Chance) -> str:
    """Return the estimated share of right links in words."""
    if chance.known_precision is None:
        return "only reading can show how many are right"
    return f"estimated precision {estimated_share(chance.known_precision)}"


def right_range(chance: Chance) -> str:
    """Return the estimated number of right links in words; both estimates if they are far apart."""
    if not chance.pairs:
        return "no link to estimate"
    of_all = f"of {chance.pairs}"
    if chance.is_known:
        return f"{_whole(chance.pairs, chance.pairs * chance.precision)} {of_all}"
    low, high = (_whole(chance.pairs, chance.pairs * share) for share in (chance.at_least, chance.at_most))
    return f"not known; perhaps {f'from {low} to ' if low != high else ''}{high} {of_all}"


def expected_of_all(chance: Chance) -> str:
    """Return how many of the links are expected by chance: "1 or 2 of 6"."""
    if not chance.pairs:
        return "no link to estimate"
    lower, upper = _nearest_counts(chance.expected)
    if lower < upper < chance.pairs:
        return f"{f'{lower} or {upper}' if lower else f'perhaps {upper}'} of {chance.pairs}"
    return f"{_whole(chance.pairs, chance.expected)} of {chance.pairs}"


def _whole(pairs: int, estimate: float) -> str:
    """Return an estimated number of some pairs as a whole number in words, never all or none of them."""
    if round(estimate) in (0, pairs):
        return "nearly all" if round(estimate) else "hardly any"
    return f"about {estimate:.0f}"


def expected_count(chance: Chance) -> str:
    """Return the number of links expected by chance, with one decimal: "1.6", "<0.1"."""
    text = f"{chance.expected:.1f}"
    return "<0.1" if text == "0.0" else text


def expected_words(expected: float) -> str:
    """Return an expected number of links due to chance, in words: "about 3 are expected by chance"."""
    if expected < 1:
        return "fewer than 1 is expected by chance"
    return f"about {expected:.0f} {'is' if expected < 1.5 else 'are'} expected by chance"


def beside_chance(chance: Chance) -> str:
    """Return in a sentence how many links chance alone would give where there are those of `chance`."""
    count = "fewer than 1" if chance.expected < 1 else f"about {chance.expected:.0f}"
    links = "link" if chance.expected < 1.5 else "links"
    there = "there is 1" if chance.pairs == 1 else f"there are {chance.pairs}"
    return f"Chance alone would give {count} {links} scoring this high; {there}."
