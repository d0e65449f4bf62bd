"""How sure a link is, in words."""

from __future__ import annotations

from dataclasses import replace

import evolve
from evolve.model import Verdict
from evolve.readers import seeds
from evolve.report.certainty import Certainty

from .versions import evolution

OF_REWRITTEN = ("alike, perhaps by chance", "alike, probably not by chance")


def test_a_higher_score_is_never_called_less_sure() -> None:
    """Words follow the score; of rewritten texts none claims that a link is likely right."""
    comparison = evolve.compare(*(evolve.read(path) for path in seeds()), settings=evolve.Settings(threshold=0.05))
    certainty = Certainty(comparison)
    links = sorted(comparison.links, key=lambda link: link.score)
    ranks = [OF_REWRITTEN.index(certainty.words([link])) for link in links]
    assert comparison.needs_reading and ranks == sorted(ranks)
    assert set(ranks) == {0, 1}


def test_words_name_who_or_what_decides() -> None:
    """A judged link is judged so, and both sentences of a persisted one say the same."""
    (comparison,) = evolution(["The treaty was signed in May."], ["The treaty was signed in May."]).comparisons
    (link,) = comparison.links
    assert Certainty(comparison).words([link]) == "both say the same"
    assert Certainty(comparison).words([replace(link, verdict=Verdict.SAME)]) == "judged the same claim"
    assert Certainty(comparison).words([replace(link, verdict=Verdict.SAME), link]) == "partly judged the same claim"
