"""Every language with a stemmer can be compared, and the obvious pairs are found in it."""

from __future__ import annotations

import pytest

from evolve import Document, Settings, compare
from evolve.text.languages import STEMMED_LANGUAGES
from evolve.text.words.frequency import zipf_table

_GERMAN = (
    [
        "Die Regierung versprach im Frühjahr neue Verhandlungen über die Pachtverträge der Bauern.",
        "Der Winter war lang und die Vorräte reichten nicht.",
        "Niemand fragte die Fischer an der Küste nach ihrer Meinung.",
        "Am Ende unterschrieb nur der Bürgermeister von Husum den Vertrag.",
        "Die Deiche wurden trotzdem um zwei Meter erhöht.",
    ],
    [
        "Nach der Wahl sprach keiner mehr von Schulen.",
        "Die Fischer der Küste hat bis heute niemand nach ihrer Meinung gefragt.",
        "Verhandlungen über Pachtverträge mit den Bauern hatte die Regierung nur versprochen.",
        "In der Stadt eröffnete ein neues Theater.",
        "Einzig der Husumer Bürgermeister hat den Vertrag am Ende unterschrieben.",
    ],
)


@pytest.mark.parametrize("language", STEMMED_LANGUAGES)
def test_equal_sentences_are_linked_in_every_language(language: str) -> None:
    words = list(zipf_table(language))[300:360]
    sentences = [" ".join(words[at : at + 6]) for at in range(0, 60, 6)]
    comparison = compare(
        Document.from_sentences(sentences),
        Document.from_sentences(sentences[::-1]),
        settings=Settings(language=language),
    )
    assert {(link.before, link.after) for link in comparison.links} == {(n, 9 - n) for n in range(10)}


def test_reworded_german_claims_are_linked() -> None:
    before, after = (Document.from_sentences(sentences) for sentences in _GERMAN)
    best = compare(before, after, settings=Settings(language="german")).at(0).links[:3]
    assert {(link.before, link.after) for link in best} == {(0, 2), (2, 1), (3, 4)}


def test_every_language_has_a_frequency_table() -> None:
    assert {language for language in STEMMED_LANGUAGES if not zipf_table(language)} == set()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "镇上有三座桥。市长批准了新的税。河水每年春天都会上涨。老桥是用木头建造的。",
            "镇上有五座桥。市长没有批准新的税。河水每年春天都会上涨。老桥是用石头建造的。",
        ),
        (
            "町には橋が三つある。市長は新しい税を承認した。川は毎年春に増水する。古い橋は木で作られた。",
            "町には橋が五つある。市長は新しい税を承認しなかった。川は毎年春に増水する。古い橋は石で作られた。",
        ),
    ],
)
def test_an_edited_sentence_without_spaces_is_changed(before: str, after: str) -> None:
    """A sentence of a script without spaces is compared by characters, so that an edit is no other sentence."""
    comparison = compare(Document.from_text(before), Document.from_text(after))
    assert {(link.before, link.after) for link in comparison.links} == {(n, n) for n in range(4)}
    assert [comparison.status_of("before", n).value for n in range(4)] == ["changed", "changed", "persisted", "changed"]
