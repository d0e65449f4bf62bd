"""The reason, in words, why a pair that reaches the threshold is no link."""

from __future__ import annotations

from collections.abc import Sequence

from evolve.model import Link
from evolve.render.numbers import spread


def unlinked_reason(candidate: Link, links_of_before: Sequence[Link], links_of_after: Sequence[Link]) -> str:
    """Return why a candidate is no link although it reaches the threshold: "19 is already linked to 20".

    The other arguments are the links of its earlier and of its later sentence.
    """
    if links_of_after:
        return f"{candidate.after + 1} is already linked to {spread(sorted(link.before for link in links_of_after))}"
    if links_of_before:
        return f"{candidate.before + 1} is already linked to {spread(sorted(link.after for link in links_of_before))}"
    return "one of the two is too short to be linked by itself"
