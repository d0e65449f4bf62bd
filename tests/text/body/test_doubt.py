"""When the body that the rules found may be the wrong one."""

from evolve.document import Document
from evolve.readers import seeds
from evolve.text.body import find_body
from evolve.text.body.doubt import body_doubt
from evolve.text.clean import clean

SENTENCE = "The bridge over the river was closed in the spring, and nobody has said when it will be open to us again."
OTHER = "A second story of the day is about the harbour, which the town would like to sell to a man from the city."
MENU = ["Skip to content", "Sign in", "Subscribe"]
RUN = ["News", "Sport", "Weather", "Culture", "Travel", "Jobs", "Motors", "Property", "Puzzles", "Letters"] * 3


def text_of(*lines: str) -> str:
    numbered = [f"{line[:-1]} {n}." if line in (SENTENCE, OTHER) else line for n, line in enumerate(lines)]
    return "\n".join(numbered)


def test_the_seeds_are_not_in_doubt() -> None:
    for path in seeds():
        text = clean(path.read_text(encoding="utf-8"))
        assert body_doubt(text, find_body(text)) is None


def test_a_text_that_is_kept_whole_is_not_in_doubt() -> None:
    text = text_of("A title", *[SENTENCE] * 5)
    assert body_doubt(text, find_body(text)) is None


def test_two_runs_alike_in_size_are_in_doubt() -> None:
    text = text_of(*MENU, *[SENTENCE] * 5, *RUN, *[OTHER] * 4)
    doubt = body_doubt(text, find_body(text))
    assert doubt is not None
    assert doubt.rival == (39, 42)


def test_a_small_share_is_in_doubt() -> None:
    text = text_of(*MENU, *[SENTENCE] * 5, "Comments", *[OTHER] * 9)
    doubt = body_doubt(text, find_body(text))
    assert doubt is not None
    assert doubt.rival is None
    assert doubt.kept < 0.4


def test_the_note_names_the_lines_and_the_next_step() -> None:
    text = text_of(*MENU, *[SENTENCE] * 5, "Comments", *[OTHER] * 9)
    document = Document.from_text(text, source="my page.txt")
    assert document.body_note() == (
        "the body is in doubt: lines 4-8 of 18 (34% of the words); see `evolve extract 'my page.txt' --explain`"
    )


def test_a_body_that_was_chosen_is_not_in_doubt() -> None:
    text = text_of(*MENU, *[SENTENCE] * 5, "Comments", *[OTHER] * 9)
    assert Document.from_text(text, body="4").body_note() == ""
