"""Two versions made up for tuning: some sentences kept, some retold, some dropped and added."""

from __future__ import annotations

from functools import cache

from evolve.comparison import Comparison, compare
from evolve.document import Document

BEFORE = (
    "The treaty was signed in Geneva on the third of May by both of the warring parties.",
    "Grain prices rose by ten percent in a year, and nobody in the ministry had expected it.",
    "Nobody asked the farmers of the valley what they thought of the reservoir.",
    "The bridge over the river Aller was closed for repairs during the whole of the winter.",
    "Teachers in the capital have been on strike since the end of the summer holidays.",
    "The harbour was dredged twice, at a cost that the council refuses to publish.",
    "A museum of clocks has opened in the old railway station near the market.",
    "The orchestra will tour Norway with two symphonies by a forgotten composer.",
    "Bees died in great numbers after the orchards were sprayed in April.",
    "The mayor promised that no tree in the park would be felled before the election.",
)
AFTER = (
    "The treaty was signed in Geneva on the third of May by both of the warring parties.",
    "Grain prices rose by twenty percent in a year, and nobody in the ministry had expected it.",
    "The farmers of the valley were at last asked what they thought of the reservoir.",
    "Because of repairs the river Aller could not be crossed by the bridge all winter.",
    "The minister of agriculture has resigned over the whole affair of the subsidies.",
    "A museum of clocks has opened in the old railway station near the market.",
    "Orchards that were sprayed in April killed great numbers of bees.",
    "Trees in the park were felled a week after the election, whatever the mayor promised.",
    "A cable car now takes skiers to the glacier in eleven minutes.",
    "The library lends tools, from drills to sewing machines, to anyone with a card.",
)
SAME = {(0, 0), (1, 1), (2, 2), (3, 3), (6, 5), (8, 6), (9, 7)}


@cache
def made() -> Comparison:
    """The pair compared."""
    documents = (Document.from_sentences(BEFORE, label="one"), Document.from_sentences(AFTER, label="two"))
    return compare(*documents)
