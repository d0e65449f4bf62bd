"""Voices that packages register: how they are found, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from evolve import Document, Settings, compare
from evolve.errors import SettingsError, UsageError
from evolve.settings.sources import load_settings
from evolve.settings.voices import find_voice

_CODE = """\
def topics(sentences):
    return [[float("boat" in s or "ship" in s), float("tea" in s or "cup" in s), 0.1] for s in sentences]

def broken(sentences):
    return []

number = 7
"""
_POINTS = """\
[evolve.voices]
topics = made_up_voices:topics
broken = made_up_voices:broken
number = made_up_voices:number
gone = made_up_voices:gone
away = no_such_module_at_all:voice
"""


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An installed package that registers voices."""
    folder = tmp_path / "site"
    info = folder / "made_up_voices-1.0.dist-info"
    info.mkdir(parents=True)
    (folder / "made_up_voices.py").write_text(_CODE, encoding="utf-8")
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: made-up-voices\nVersion: 1.0\n", encoding="utf-8")
    (info / "entry_points.txt").write_text(_POINTS, encoding="utf-8")
    monkeypatch.syspath_prepend(str(folder))
    return folder


@pytest.mark.usefixtures("package")
def test_registered_voice_raises_a_pair() -> None:
    before = Document.from_sentences(["The boat left at noon.", "She drank her tea.", "Rain fell all day."])
    after = Document.from_sentences(["At noon a ship set sail.", "The cup was empty.", "All day long it was wet."])
    score = {
        voice: {(c.before, c.after): c.score for c in compare(before, after, settings=Settings(voice=voice)).candidates}
        for voice in ("none", "topics")
    }
    assert score["topics"][0, 0] > score["none"][0, 0]


@pytest.mark.usefixtures("package")
def test_evidence_has_the_part_of_the_voice() -> None:
    """The parts of the score, that of the registered voice among them, add up to it."""
    before = Document.from_sentences(["The boat left at noon.", "She drank her tea.", "Rain fell all day."])
    after = Document.from_sentences(["At noon a ship set sail.", "The cup was empty.", "All day long it was wet."])
    link = compare(before, after, settings=Settings(voice="topics")).candidates[0]
    assert "voice" in {part.name for part in link.evidence}
    assert sum(part.points for part in link.evidence) == pytest.approx(link.score, abs=1e-12)


@pytest.mark.usefixtures("package")
def test_unknown_voice_lists_the_known_ones(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="known: none, away, broken, gone, number, topics") as caught:
        load_settings({"voice": "topcis"}, folder=tmp_path, environ={}, user_file=tmp_path / "no.toml")
    assert "did you mean topics?" in str(caught.value.next_step)


def test_no_voice_is_known_without_packages(tmp_path: Path) -> None:
    assert Settings().voice == "none"
    assert find_voice("none") is None
    with pytest.raises(SettingsError, match="known: none"):
        Settings(voice="minilm")


@pytest.mark.usefixtures("package")
@pytest.mark.parametrize("name", ["gone", "away", "number"])
def test_voice_that_does_not_load_is_refused(name: str) -> None:
    with pytest.raises(SettingsError, match=name):
        find_voice(name)


@pytest.mark.usefixtures("package")
def test_voice_without_vectors_is_refused() -> None:
    one = Document.from_sentences(["The boat left at noon."])
    with pytest.raises(UsageError, match="voice"):
        compare(one, one, settings=Settings(voice="broken"))


def test_working_folder_registers_nothing(package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A package that lies in the working folder registers no voice, though Python would import it."""
    monkeypatch.chdir(package)
    with pytest.raises(SettingsError, match="known: none"):
        Settings(voice="topics")


@pytest.mark.usefixtures("package")
def test_origin_of_a_voice_is_known(tmp_path: Path) -> None:
    loaded = load_settings({}, folder=tmp_path, environ={"EVOLVE_VOICE": "topics"}, user_file=tmp_path / "no.toml")
    assert (loaded.settings.voice, loaded.origins["voice"]) == ("topics", "EVOLVE_VOICE")
