"""Words that a printer divided are the same words."""

import pytest

import evolve
from evolve.model import Status
from evolve.readers import read_content
from evolve.text.whole_words import with_whole_words


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("The coun-\ncil has met. The council agreed.", "The council\nhas met. The council agreed."),
        ("We need infor-\nmation about it.", "We need information\nabout it."),
        ("It is a well-\nknown mill.", "It is a well-known\nmill."),
        ("A half-timbered house, and a half-\ntimbered barn.", "A half-timbered house, and a half-timbered\nbarn."),
        ("Two-\nand threefold.", "Two-\nand threefold."),
        ("Holt-\nReed is a name.", "Holt-\nReed is a name."),
        ("The range is 3-\nfold.", "The range is 3-\nfold."),
        ("It was a flou-\nrish!\n\nThen it ended.", "It was a flourish!\n\n\nThen it ended."),
        ("It costs money -\nlots of it.", "It costs money -\nlots of it."),
        ("The ofﬁce is ﬂooded.", "The office is flooded."),
        ("A state-of-the-\nart mill.", "A state-of-the-art\nmill."),
        ("Die Müh-\nle und die Ein-\nund Ausfuhr der Mühle.", "Die Mühle\nund die Ein-\nund Ausfuhr der Mühle."),
    ],
)
def test_divided_words_are_put_together(written: str, read: str) -> None:
    assert with_whole_words(written) == read


def test_soft_hyphens_at_the_ends_of_lines_divide_words() -> None:
    document = read_content("The quag\u00ad\r\nmire floods in the au\u00adtumn.".encode(), "draft.txt")
    assert [sentence.text for sentence in document.sentences] == ["The quagmire\nfloods in the autumn."]


def test_a_text_set_in_other_lines_persists() -> None:
    one = "The council of the valley has de-\ncided that the office will be closed until\nthe first of May."
    two = "The council of the valley has decided that the of-\nﬁce will be closed until the ﬁrst of May."
    before, after = read_content(one.encode(), "one.txt"), read_content(two.encode(), "two.txt")
    comparison = evolve.compare(before, after)
    assert [link.status for link in comparison.links] == [Status.PERSISTED]
    assert comparison.links[0].change == 0
