"""The gate itself, and what it says of the aligner as it is."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from .gate import FLOORS, digest, measured, pin, shared, shortfalls

_PINNED = {"drafts": {"F1": 0.95, "chance": 0.06}}


@pytest.mark.parametrize(
    ("reached", "words"),
    [
        ({"drafts": {"F1": 0.95, "chance": 0.06}}, []),
        ({"drafts": {"F1": 0.97, "chance": 0.01}}, []),
        ({"drafts": {"F1": 0.94, "chance": 0.06}}, ["drafts F1: 0.94, floor 0.95"]),
        ({"drafts": {"F1": 0.95, "chance": 0.09}}, ["drafts chance: 0.09, floor 0.06"]),
        ({"drafts": {"F1": 0.95}}, ["drafts chance: not measured, floor 0.06"]),
        ({}, ["drafts F1: not measured, floor 0.95", "drafts chance: not measured, floor 0.06"]),
    ],
)
def test_a_figure_worse_than_its_floor_is_named(reached: dict[str, dict[str, float]], words: list[str]) -> None:
    assert shortfalls(_PINNED, reached) == words


def test_pinning_refuses_to_lower_a_floor(tmp_path: Path) -> None:
    floors = tmp_path / "floors.json"
    assert pin(floors, _PINNED, "d", lower=False) == []
    worse = {"drafts": {"F1": 0.9499, "chance": 0.06}}
    assert pin(floors, worse, "d", lower=False) == ["drafts F1: 0.9499, floor 0.95"]
    assert json.loads(floors.read_text())["floors"] == _PINNED


def test_pinning_lowers_a_floor_when_told_to(tmp_path: Path) -> None:
    floors = tmp_path / "floors.json"
    worse = {"drafts": {"F1": 0.9, "chance": 0.06}}
    assert pin(floors, _PINNED, "d", lower=False) == []
    assert pin(floors, worse, "d", lower=True) == []
    assert json.loads(floors.read_text())["floors"] == worse


@pytest.mark.slow
@pytest.mark.skipif(not (shared() / "data").is_dir(), reason="the labelled documents are not beside this checkout")
def test_every_floor_is_held() -> None:
    pinned = json.loads(FLOORS.read_text(encoding="utf-8"))
    assert digest(shared() / "data") == pinned["digest"], "these are not the documents the floors were pinned on"
    assert shortfalls(pinned["floors"], measured(shared())) == []
