"""Labels: the most characteristic clause of an argument, in each version."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evolve import Document, Settings, compare, evolution
from evolve.comparison import Comparison
from evolve.comparison.labels import casing_of, recased

WORDS = st.sampled_from(["the", "talks", "failed", "in", "spring", "because", "London", "refused", "15", "regions,"])
SENTENCES = st.lists(st.lists(WORDS, min_size=1, max_size=20).map(" ".join), max_size=5)

FERRY = (
    "However, the council has at last explained why the ferry to the northern islands must be closed in winter, and it "
    "did so in a letter.",
    "The islanders ask once more why the ferry to the northern islands must be closed in winter.",
)
NIGHT_BUS = (
    "And yet the well-tried night-bus carried nine thousand people last year.",
    "Nine thousand people took the well-tried night-bus last year, more than ever before, and most of them were young.",
)


def compared(before: list[str], after: list[str], language: str = "english", threshold: float = 0.15) -> Comparison:
    documents = Document.from_sentences(before), Document.from_sentences(after)
    return compare(*documents, settings=Settings(language=language, threshold=threshold))


@pytest.mark.parametrize(
    ("language", "before", "after", "labels"),
    [
        (
            "english",
            *FERRY,
            (
                "… the ferry to the northern islands must be closed in winter …",
                "… the ferry to the northern islands must be closed in winter",
            ),
        ),
        (
            "english",
            *NIGHT_BUS,
            (
                "… the well-tried night-bus carried nine thousand people last year",
                "Nine thousand people took the well-tried night-bus last year …",
            ),
        ),
        (
            "german",
            "Die Gemeinde darf das Schwimmbad nicht schließen, auch wenn die Heizung wieder teurer wird.",
            "Auch nach der Wahl bleibt richtig, dass die Gemeinde das Schwimmbad nicht schließen darf.",
            (
                "Die Gemeinde darf das Schwimmbad nicht schließen …",
                "… die Gemeinde das Schwimmbad nicht schließen darf",
            ),
        ),
        (
            "french",
            "Le maire a promis que la bibliothèque resterait ouverte le samedi, "
            "mais il n'a jamais expliqué comment il paierait le personnel.",
            "La bibliothèque n'est plus ouverte le samedi, parce que la commune n'a plus d'argent.",
            ("… la bibliothèque resterait ouverte le samedi …", "La bibliothèque n'est plus ouverte le samedi …"),
        ),
        (
            "spanish",
            "Sabemos que la presa no resolverá la sequía de los pueblos de la sierra, digan lo que digan.",
            "La presa, que costó el doble de lo previsto, no resolvió la sequía de los pueblos de la sierra.",
            (
                "… la presa no resolverá la sequía de los pueblos de la sierra …",
                "… no resolvió la sequía de los pueblos de la sierra",
            ),
        ),
    ],
)
def test_labels_quote_what_both_sides_share(language: str, before: str, after: str, labels: tuple[str, str]) -> None:
    assert compared([before], [after], language).arguments[0].labels == labels


def test_label_without_spaces() -> None:
    """In a script without spaces, a label quotes the shared characters."""
    before = "我们认为，和平谈判是唯一的出路，因为战争已经持续了三年。"
    after = "和平谈判是唯一的出路，虽然双方的要求相差很远，没有人知道战争还要持续多久。"
    texts = Document.from_sentences([before]), Document.from_sentences([after])
    argument = compare(*texts).judged([]).at(0.0).arguments[0]
    assert all("和平谈判是唯一的出路" in label for label in argument.labels)


def test_label_of_one_version() -> None:
    """The label of an argument in one version quotes its own most characteristic words."""
    arguments = compared([FERRY[0]], [NIGHT_BUS[1]], threshold=0.9).arguments
    assert [argument.labels for argument in arguments] == [
        ("… the ferry to the northern islands must be closed in winter …", ""),
        ("", "Nine thousand people took the well-tried night-bus last year …"),
    ]


def test_label_is_that_of_the_first_version() -> None:
    [argument] = compared([FERRY[0]], [FERRY[1]]).arguments
    assert argument.label == argument.labels[0]


def test_label_for_each_version() -> None:
    """An argument has a label for each version that has it."""
    versions = [Document.from_sentences(texts) for texts in ([FERRY[0]], [FERRY[1], NIGHT_BUS[0]], [NIGHT_BUS[1]])]
    arguments = evolution(versions, settings=Settings(threshold=0.15)).arguments
    found = [(argument.sentences, tuple(map(bool, argument.labels))) for argument in arguments]
    assert found == [(((0,), (0,), ()), (True, True, False)), (((), (1,), (0,)), (False, True, True))]


@given(SENTENCES, SENTENCES)
@pytest.mark.slow
def test_swapping_the_versions_swaps_the_labels(before: list[str], after: list[str]) -> None:
    one, two = compared(before, after), compared(after, before)
    assert {argument.labels for argument in one.arguments} == {argument.labels[::-1] for argument in two.arguments}


@given(SENTENCES, SENTENCES, st.floats(0, 1))
@pytest.mark.slow
def test_labels_do_not_depend_on_when_they_are_read(before: list[str], after: list[str], threshold: float) -> None:
    moved = compared(before, after).at(threshold)
    assert [a.labels for a in moved.arguments] == [
        a.labels for a in compared(before, after, threshold=threshold).arguments
    ]


def test_label_of_a_sentence_in_capitals() -> None:
    """The label of a sentence in capitals has the case of running text."""
    comparison = compared(["THE NATO FERRY IS LATE AGAIN", "Everyone knows that NATO runs it."], [])
    assert comparison.arguments[0].label == "The NATO ferry is late again"


@pytest.mark.parametrize("text", ["NATO", "NATO!", "15 %", ""])
def test_single_word_in_capitals_is_unchanged(text: str) -> None:
    assert recased(text, casing_of(["Then nato came."])) == text
