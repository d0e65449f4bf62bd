"""A sentence without an end, which a file may be, takes time in proportion to its length, and differs from its copy."""

from __future__ import annotations

import numpy as np
import pytest

import evolve
from evolve.align.features import extract
from evolve.align.score import score_pairs
from evolve.classify import read_change
from evolve.comparison import evolution_of
from evolve.model import Kind, Status
from evolve.report import RENDERERS, Provenance
from evolve.settings import Settings
from evolve.text.words import diff
from evolve.text.words.equivalents import NONE
from evolve.tui.terminal.wrap import wrap

from .patterns import seconds

PIECES = (
    "not ",
    "12.5 % of 1999, ",
    "“yes” said the mayor, ",
    "the tax is not paid; ",
    "(bread) ",
    "他们不会付面包税",
    "a-",
    "x",
)
"""What such a sentence repeats."""


@pytest.mark.slow
@pytest.mark.parametrize("piece", PIECES)
def test_time_grows_with_the_length_of_a_sentence(piece: str) -> None:
    def use(text: str) -> None:
        changed = f"{text[: len(text) // 3]} bread {text[len(text) // 2 :]}."
        documents = [evolve.Document.from_text(t, body="all") for t in (text, changed)]
        compared = evolve.compare(*documents, settings=Settings(language="english", threshold=0.0))
        RENDERERS["html"].render(evolution_of([compared]), Provenance())
        wrap(text, 60)

    short, long = (seconds(use, piece * (size // len(piece)), rounds=4) for size in (20_000, 40_000))
    assert long < 2.8 * short


@pytest.mark.parametrize("added", ["not", "12", "nobody", "paid"])
def test_a_sentence_too_long_to_be_read_is_changed_by_a_word(added: str) -> None:
    before = "the people of the town pay the tax and " * 300
    found = read_change(f"{before}go.", f"{before}{added} go.")
    assert (found.status, [(c.kind, c.before, c.after) for c in found.changes]) == (
        Status.CHANGED, [(Kind.WORDING, "", added)]
    )  # fmt: skip


def test_sentences_of_many_thousand_words_have_word_edits(monkeypatch: pytest.MonkeyPatch) -> None:
    before = " ".join(f"w{n * n % 97}" for n in range(200))
    after = " ".join(f"w{n * n % 97}" for n in range(7, 180))
    monkeypatch.setattr(diff, "_MAX_COMPARED", 1000)
    edits = diff.word_edits(before, after)
    assert ("".join(e.before for e in edits), "".join(e.after for e in edits)) == (before, after)
    assert sum(e.op == "equal" for e in edits) > 10


def test_sentences_that_differ_far_behind_are_not_in_equal_order(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("evolve.align.score._MAX_ORDERED_WORDS", 8)
    text = "The people of the town will not pay the tax on bread in the bakery."
    other = text.replace("bread in the bakery", "bakery in the bread")
    features = extract([text, text], [other, text], language="english", equivalents=NONE)
    scored = score_pairs(features, np.array([0, 1]), np.array([0, 1]))
    assert scored.verbatim.tolist() == [False, True]
