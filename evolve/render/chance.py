"""What is expected by luck, in words: the figure a reader needs before believing a link."""

from __future__ import annotations

from evolve.model import Chance


def chance_words(chance: Chance, *, has_links: bool, brief: bool = False) -> str:
    """How many of the links are expected by luck: "~3 of 13 by chance"; brief without the count of links."""
    if not chance.pairs:
        return "every link is judged" if has_links else "no links: ( lowers it"
    of = "" if brief else f" of {chance.pairs}"
    return f"{_expected(chance)}{of} by chance"


def luck_words(chance: Chance) -> str:
    """How many of some links are luck: "~3 are there by chance"."""
    if not chance.expected:
        return "none is there by chance"
    return f"{_expected(chance)} {'is' if chance.expected < 1.5 else 'are'} there by chance"


def _expected(chance: Chance) -> str:
    return "<1" if 0 < chance.expected < 1 else f"~{chance.expected:.0f}"
