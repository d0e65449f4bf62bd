"""Bodies that a person chose line by line are remembered by the digest of the text."""

import json
from pathlib import Path

import pytest

from evolve.document import Document
from evolve.errors import UsageError
from evolve.judgements.bodies import SUFFIX, forget_choice, keep_choice, read_choice, with_choice, with_choices

TEXT = "Menu\nBread is dear this year.\nProfits rose a lot.\nRoses were cheap in May.\nContact"


def document(text: str = TEXT, body: str = "auto") -> Document:
    return Document.from_text(text, body=body)


def kept(of: Document) -> list[int]:
    return [line.number for line in of.lines if line.kept]


def test_a_choice_is_read_back_for_the_same_text_alone(tmp_path: Path) -> None:
    keep_choice(document(), "2,4", tmp_path)
    chosen, other = with_choices([document(), document(f"{TEXT}!")], tmp_path)
    assert kept(chosen) == [2, 4]
    assert chosen.is_body_remembered
    assert [sentence.text for sentence in chosen.sentences] == ["Bread is dear this year.", "Roses were cheap in May."]
    assert not other.is_body_given


def test_a_body_given_now_is_above_one_that_is_remembered(tmp_path: Path) -> None:
    keep_choice(document(), "2,4", tmp_path)
    assert kept(with_choices([document(body="3")], tmp_path)[0]) == [3]


def test_a_choice_is_replaced_and_forgotten_as_a_whole(tmp_path: Path) -> None:
    keep_choice(document(), "2,4", tmp_path)
    keep_choice(document(), "3", tmp_path)
    assert kept(with_choices([document()], tmp_path)[0]) == [3]
    assert forget_choice(document(), tmp_path)
    assert not forget_choice(document(), tmp_path)
    assert read_choice(document().sha256, tmp_path) is None
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "content",
    [
        "",
        "[]",
        "[" * 100_000,
        '{"schema": "evolve/body/2", "lines": "1", "text_sha256": ""}',
        '{"schema": "evolve/body/1", "lines": "1-", "text_sha256": ""}',
        '{"schema": "evolve/body/1", "lines": 1, "text_sha256": ""}',
    ],
    ids=["empty", "a list", "deep", "another schema", "no lines", "a number"],
)
def test_a_file_that_is_no_choice_is_none(tmp_path: Path, content: str) -> None:
    (tmp_path / f"{document().sha256}{SUFFIX}").write_text(content, encoding="utf-8")
    assert read_choice(document().sha256, tmp_path) is None


def test_lines_outside_the_text_are_no_choice(tmp_path: Path) -> None:
    path = keep_choice(document(), "2", tmp_path)
    path.write_text(json.dumps({**json.loads(path.read_text(encoding="utf-8")), "lines": "2-9"}), encoding="utf-8")
    assert not with_choice(document(), read_choice(document().sha256, tmp_path)).is_body_given


def test_a_digest_from_elsewhere_names_no_path(tmp_path: Path) -> None:
    strange = Document.from_text(TEXT, sha256="../../etc/passwd")
    assert keep_choice(strange, "2", tmp_path / "in").parent == tmp_path / "in"


def test_a_choice_that_cannot_be_saved_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(UsageError, match="the body cannot be saved"):
        keep_choice(document(), "2", tmp_path / "file")


def test_given_sentences_have_no_lines_to_choose() -> None:
    with pytest.raises(UsageError, match="no lines"):
        Document.from_sentences(["One."]).with_body("1")
