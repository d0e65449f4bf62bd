"""The bodies of two versions agree about lines of the same words."""

import evolve
from evolve import Document

PROSE = "The harbour master has closed the port, and no ship may leave before the morning of the third day."
MORE = "The last ferry turned back after an hour, and its captain called the sea a wall of stone."


def compared_texts(before: str, after: str) -> tuple[list[str], list[str]]:
    comparison = evolve.compare(Document.from_text(before), Document.from_text(after))
    earlier, later = ([s.text for s in document.sentences] for document in (comparison.before, comparison.after))
    return earlier, later


def test_a_heading_of_one_version_is_no_title_of_the_other() -> None:
    before, after = compared_texts(f"The storm\n\n{PROSE}", f"{MORE}\n\nThe storm\n\n{PROSE}")
    assert before == ["The storm", PROSE]
    assert after == [MORE, "The storm", PROSE]


def test_what_one_version_recognises_as_a_phrase_of_the_page_is_left_out_of_both() -> None:
    page = f"Skip to content\n\nSubscribe\n\n{PROSE}\n\nShare this with your friends\n\n{MORE}\n\nRead more"
    before, after = compared_texts(page, f"{PROSE}\n\nShare this with your friends\n\n{MORE}")
    assert before == after == [PROSE, MORE]


def test_titles_of_both_versions_are_left_out() -> None:
    before, after = compared_texts(f"The storm\n\n{PROSE}", f"The storm\n\n{PROSE}\n\n{MORE}")
    assert (before, after) == ([PROSE], [PROSE, MORE])


def test_lines_that_a_person_chose_stay_as_they_are() -> None:
    chosen = Document.from_text(f"The storm\n\n{PROSE}", body="3")
    other = Document.from_text(f"{MORE}\n\nThe storm\n\n{PROSE}")
    assert [s.text for s in evolve.compare(chosen, other).before.sentences] == [PROSE]


def test_a_line_that_occurs_twice_is_taken_in_once() -> None:
    before, _ = compared_texts(f"The storm\n\nThe storm\n\n{PROSE}", f"{MORE}\n\nThe storm\n\n{PROSE}")
    assert before == ["The storm", PROSE]


def test_a_title_that_is_repeated_inside_the_text_stays_a_title() -> None:
    before, _ = compared_texts(f"The storm\n\n{PROSE}", f"The storm\n\n{MORE}\n\nThe storm\n\n{PROSE}")
    assert before == [PROSE]
