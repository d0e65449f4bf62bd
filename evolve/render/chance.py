"""What is estimated of the links, in words: in how many the shared wording is no accident, and how many are right."""

from __future__ import annotations

from evolve.model import Chance

_EVEN = 0.5  # at this number expected by chance, a single link is as likely an accident as not


def link_estimate(chance: Chance, *, confirmed: int = 0) -> str:
    """How far to trust the links that nobody judged, in a sentence; `confirmed` counts those that somebody did judge.

    "In about 5 of the 8 links the shared wording is no accident; how many are right, only reading can show."
    """
    if not chance.pairs:
        return "Every link was judged." if confirmed else ""
    other = "other " if confirmed else ""
    if chance.pairs == 1:
        return f"In {f'the only {other}link' if other else 'this link'} {_about_one(chance)}."
    sound, right = round(chance.pairs - chance.expected), round(chance.pairs * chance.precision)
    if sound == chance.pairs:
        where = f"both {other}links" if sound == 2 else f"all {sound} {other}links"
    else:
        where = f"{f'about {sound}' if sound else 'none'} of the {chance.pairs} {other}links"
    if not chance.is_known:
        closing = "how many are right, only reading can show"
    elif right == chance.pairs:
        closing = f"{'both' if right == 2 else 'nearly all'} are estimated to be right"
    else:
        closing = f"{f'about {right}' if right else 'hardly any'} are estimated to be right"
    return f"In {where} the shared wording is no accident; {closing}."


def _about_one(chance: Chance) -> str:
    sound = "no accident" if chance.expected < _EVEN else "perhaps an accident"
    if not chance.is_known:
        return f"the shared wording is {sound}; whether it is right, only reading can show"
    return f"the shared wording is {sound}; it is probably right"


def chance_words(chance: Chance, *, has_links: bool, brief: bool = False) -> str:
    """How many of the links are right, in a word or two: "~44 of 45 right"; brief without the count of links.

    Where the share is not known it is the number that can be right at most: "≤5 of 8 right".
    """
    if not chance.pairs:
        return "every link is judged" if has_links else "no links: ( lowers it"
    of = "" if brief else f" of {chance.pairs}"
    if chance.is_known:
        return f"~{chance.pairs * chance.precision:.0f}{of} right"
    return f"≤{chance.pairs * chance.at_most:.0f}{of} right"


def links_by_chance(chance: Chance) -> str:
    """How many of some links are expected by chance: "~3 are there by chance"."""
    if not chance.expected:
        return "none is there by chance"
    return f"{_expected(chance)} {'is' if chance.expected < 1.5 else 'are'} there by chance"


def _expected(chance: Chance) -> str:
    return "<1" if 0 < chance.expected < 1 else f"~{chance.expected:.0f}"
