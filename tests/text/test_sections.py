"""Data files of words are read by their headings."""

from __future__ import annotations

from pathlib import Path

import pytest

from evolve.text.sections import sections_of


def test_sections_of_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A heading that recurs continues its section; comments, empty lines and empty sections are left out."""
    package = tmp_path / "words_of_a_test"
    package.mkdir()
    (package / "__init__.py").touch()
    (package / "words.txt").write_text("# comment\nalone\n\n[a]\none two\n[none]\n[b]\nthree\n[a]\nfour\n")
    monkeypatch.syspath_prepend(tmp_path)
    found = sections_of("words_of_a_test", "words.txt")
    assert found == {"": ["alone"], "a": ["one two", "four"], "b": ["three"]}
