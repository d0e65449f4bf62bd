"""What became of each argument of an archive, text by text and period by period."""

from __future__ import annotations

from evolve.batch.archive.arguments import arguments_over_time
from evolve.batch.archive.joining import Joined, Wordings
from evolve.batch.archive.periods import periods_of
from evolve.model import Event, Kind
from evolve.settings import Settings

from .archives import SETTINGS, dated

CLOSED = "The harbour was closed by the council for 12 days."
LONGER = "The harbour was closed by the council for 30 days."
OTHER = "Nobody remembers who planted the old chestnut trees."


def argument(texts: list[list[str]], settings: Settings = SETTINGS, **lists: object):  # type: ignore[no-untyped-def]
    """Return the argument of all sentences about the harbour."""
    made = [dated(number, sentences) for number, sentences in enumerate(texts)]
    wordings = Wordings.of(made)
    group = tuple(n for n, text in enumerate(wordings.texts) if "harbour" in text)
    claims = Joined(0.4, 0.0, (group,), lists.get("refused", ()), lists.get("below", ()))  # type: ignore[arg-type]
    (found,) = arguments_over_time(made, wordings, claims, periods_of([t.date for t in made]), settings)
    return found


def test_events_by_period() -> None:
    found = argument([[OTHER], [CLOSED], [CLOSED, OTHER], [OTHER, LONGER], [OTHER], [OTHER], [LONGER], [OTHER]])
    assert found.events == (
        Event.ABSENT, Event.ADDED, Event.PERSISTED, Event.CHANGED, Event.DROPPED, Event.ABSENT, Event.REVIVED,
        Event.DROPPED,
    )  # fmt: skip


def test_a_change_has_its_kinds_and_the_sentence_it_was_compared_with() -> None:
    found = argument([[CLOSED], [OTHER, LONGER]])
    assert (found.occurrences[0].event, found.occurrences[1].kinds, found.occurrences[1].since) == (
        Event.FIRST, (Kind.NUMBER,), (0, 0)
    )  # fmt: skip


def test_the_most_similar_sentences_are_compared() -> None:
    found = argument([[LONGER, CLOSED], [OTHER, CLOSED, LONGER + " Perhaps."]])
    assert (found.occurrences[1].since, found.occurrences[1].sentence) == ((0, 1), 1)


def test_an_ignored_kind_of_change_is_no_change() -> None:
    other_word = CLOSED.replace("closed", "shut")
    events = [
        argument([[CLOSED], [other_word]], Settings(language="english", ignore=ignore)).events[1]
        for ignore in ("none", "wording")
    ]
    assert events == [Event.CHANGED, Event.PERSISTED]


def test_possible_sentences_are_shown_refused_ones_first() -> None:
    found = argument([[CLOSED], [LONGER, OTHER, "Trees!"]], refused=((0.5, 0, 3),), below=((0.6, 0, 2),))
    assert [(p.sentence, p.own, p.is_refused) for p in found.possible] == [((1, 2), (0, 0), True),
                                                                           ((1, 1), (0, 0), False)]  # fmt: skip


def test_the_number_of_texts_decides_the_order() -> None:
    made = [dated(n, [CLOSED, OTHER] if n else [CLOSED, "x y z", LONGER]) for n in range(3)]
    wordings = Wordings.of(made)
    groups = tuple((n,) for n, sentences in enumerate(wordings.sentences) if len(sentences) > 1)
    claims = Joined(0.4, 0.0, groups[::-1], (), ())
    found = arguments_over_time(made, wordings, claims, periods_of([t.date for t in made]), SETTINGS)
    assert [len(a.occurrences) for a in found] == [3, 2]
