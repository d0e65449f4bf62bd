"""Judgements on disk: nothing that was said to be saved is lost, whoever else writes and however a program ends."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evolve import Document, EvolveError, Judgement, JudgementStore, Kind, Verdict, read
from evolve.judgements import data_folder
from evolve.readers import seeds
from evolve.storage import durable_log

TALKS, HARVEST = "The talks have failed.", "The harvest was poor."
SAME = Judgement(TALKS, HARVEST, Verdict.SAME, (Kind.NUMBER, Kind.ACTOR), "a note — “so”", "me")
NOT = Judgement(TALKS, HARVEST, Verdict.NOT)
OTHER = Judgement(HARVEST, TALKS, Verdict.UNSURE)

WRITER = """
import sys
from pathlib import Path
from evolve import Document, Judgement, JudgementStore, Verdict
store = JudgementStore.open(*(Document.from_sentences([text]) for text in ("One.", "Two.")), folder=Path(sys.argv[1]))
for number in range(int(sys.argv[3])):
    store.add(Judgement(f"{sys.argv[2]} {number}", "x" * 5000, Verdict.SAME))
    print(number, flush=True)
"""


@pytest.fixture(autouse=True)
def own(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The data folder of somebody who has judged nothing yet."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path_factory.mktemp("own")))
    return data_folder()


@pytest.fixture
def pair(tmp_path: Path) -> tuple[Document, Document]:
    (tmp_path / "one.txt").write_text(f"{TALKS} One is here.", encoding="utf-8")
    (tmp_path / "two.txt").write_text(f"{HARVEST} Two is here.", encoding="utf-8")
    return read(tmp_path / "one.txt"), read(tmp_path / "two.txt")


def in_memory(folder: Path) -> JudgementStore:
    return JudgementStore.open(*(Document.from_sentences([text]) for text in ("One.", "Two.")), folder=folder)


def writing(folder: Path, name: str, count: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", WRITER, str(folder), name, str(count)], stdout=subprocess.PIPE, text=True
    )


class TestWords:
    def test_opening_creates_nothing(self, tmp_path: Path, pair: tuple[Document, Document]) -> None:
        before = sorted(tmp_path.iterdir())
        store = JudgementStore.open(*pair)
        assert (store.all(), store.warnings, store.undo(), sorted(tmp_path.iterdir())) == ((), (), None, before)

    def test_a_word_is_there_for_the_next_to_open_it(self, pair: tuple[Document, Document]) -> None:
        JudgementStore.open(*pair).add(SAME)
        assert JudgementStore.open(*pair).all() == (SAME,)

    def test_the_last_word_on_a_pair_counts(self, tmp_path: Path) -> None:
        store = in_memory(tmp_path)
        for record in (SAME, OTHER, NOT):
            store.add(record)
        assert store.all() == (OTHER, NOT)

    def test_taking_back_restores_what_was_said_before(self, tmp_path: Path) -> None:
        in_memory(tmp_path).add(SAME)
        store = in_memory(tmp_path)
        store.add(NOT)
        assert (store.undo(), store.all(), store.undo()) == (NOT, (SAME,), None)

    def test_drawn_pair_stays_drawn(self, tmp_path: Path) -> None:
        """A drawn pair stays drawn when it is judged again."""
        store = in_memory(tmp_path)
        store.add(replace(SAME, drawn="near of 5 at 0.31"))
        store.add(NOT)
        assert store.all() == (replace(NOT, drawn="near of 5 at 0.31"),)

    def test_a_pair_judged_before_it_was_drawn_is_drawn(self, tmp_path: Path) -> None:
        store = in_memory(tmp_path)
        store.add(NOT)
        store.add(replace(SAME, drawn="near of 5 at 0.31"))
        assert store.all() == (replace(SAME, drawn="near of 5 at 0.31"),)

    def test_a_draw_that_was_taken_back_leaves_no_mark(self, tmp_path: Path) -> None:
        store = in_memory(tmp_path)
        store.add(replace(SAME, drawn="near of 5 at 0.31"))
        store.undo()
        store.add(NOT)
        assert store.all() == (NOT,)

    def test_taking_back_adds_a_line_and_changes_none(self, tmp_path: Path) -> None:
        store = in_memory(tmp_path)
        store.add(SAME)
        before = store.path.read_bytes()
        store.undo()
        after = store.path.read_bytes()
        assert after.startswith(before) and after.count(b"\n") == 2

    def test_nobody_takes_back_another_ones_word(self, tmp_path: Path) -> None:
        mine, theirs = in_memory(tmp_path), in_memory(tmp_path)
        mine.add(SAME)
        theirs.add(NOT)
        mine.undo()
        assert mine.all() == theirs.all() == (NOT,)

    def test_a_store_sees_what_another_adds(self, tmp_path: Path) -> None:
        one, two = in_memory(tmp_path), in_memory(tmp_path)
        one.add(SAME)
        assert two.all() == (SAME,)
        two.add(OTHER)
        assert one.all() == (SAME, OTHER)

    def test_a_store_sees_what_a_person_edits(self, tmp_path: Path) -> None:
        store = in_memory(tmp_path)
        store.add(SAME)
        store.add(OTHER)
        assert store.all() == (SAME, OTHER)
        edited = store.path.read_text("utf-8").replace('"same"', '"not"')
        store.path.write_text("\ufeff" + edited.rstrip("\n"), encoding="utf-8")
        assert [record.verdict for record in store.all()] == [Verdict.NOT, Verdict.UNSURE]
        assert store.warnings == ()

    def test_a_line_is_plain_to_read(self, pair: tuple[Document, Document]) -> None:
        store = JudgementStore.open(*pair)
        store.add(SAME)
        assert store.path.read_text("utf-8") == (
            '{"before": "The talks have failed.", "after": "The harvest was poor.", "verdict": "same", '
            '"kinds": ["number", "actor"], "note": "a note — “so”", "by": "me"}\n'
        )

    @given(st.lists(st.builds(Judgement, st.text(), st.text(), st.sampled_from(Verdict), note=st.text(), by=st.text())))
    def test_any_text_comes_back_on_one_line_and_tame(
        self, tmp_path_factory: pytest.TempPathFactory, records: list[Judgement]
    ) -> None:
        store = in_memory(tmp_path_factory.mktemp("any"))
        for record in records:
            store.add(record)
        found = store.all()
        assert store.warnings == ()
        if records:
            assert store.path.read_bytes().count(b"\n") == len(records)
        for record in found:
            for text in (record.before, record.after, record.note, record.by):
                assert all(character.isprintable() or ord(character) > 0x9F for character in text)


class TestEnds:
    def test_killed_program_loses_nothing(self, tmp_path: Path) -> None:
        """A killed program loses nothing that it reported as saved."""
        writer = writing(tmp_path, "a", 100_000)
        assert writer.stdout is not None
        for _ in range(20):
            writer.stdout.readline()
        writer.kill()
        given = 20 + len(writer.stdout.read().splitlines())
        writer.wait()
        kept = {record.before for record in in_memory(tmp_path).all()}
        assert {f"a {number}" for number in range(given)} <= kept

    def test_two_writers_lose_nothing(self, tmp_path: Path) -> None:
        """Two programs at once lose none of each other's judgements."""
        writers = [writing(tmp_path, name, 40) for name in "ab"]
        assert [writer.wait() for writer in writers] == [0, 0]
        for writer in writers:
            assert writer.stdout is not None
            writer.stdout.close()
        store = in_memory(tmp_path)
        assert {record.before for record in store.all()} == {f"{name} {n}" for name in "ab" for n in range(40)}
        assert store.warnings == ()

    @pytest.mark.parametrize("torn", [b'{"before": "The ta', b"\xe2\x80", b"\0\0\0", b'{"before": 1}', b"[" * 100_000])
    def test_a_torn_line_is_told_and_costs_no_other(self, tmp_path: Path, torn: bytes) -> None:
        store = in_memory(tmp_path)
        store.add(SAME)
        with store.path.open("ab") as file:
            file.write(torn)
        assert store.all() == (SAME,)
        assert len(store.warnings) == 1 and "the last line is incomplete" in store.warnings[0]
        store.add(OTHER)
        assert store.all() == in_memory(tmp_path).all() == (SAME, OTHER)
        assert len(store.warnings) == 1 and "line 2 is not a judgement" in store.warnings[0]
        assert torn in store.path.read_bytes()

    def test_a_word_whose_line_lacks_only_its_end_counts(self, tmp_path: Path) -> None:
        store = in_memory(tmp_path)
        store.add(SAME)
        store.path.write_bytes(store.path.read_bytes().rstrip(b"\n"))
        store.add(OTHER)
        assert (store.all(), store.warnings) == ((SAME, OTHER), ())

    def test_full_disk_leaves_the_file(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """A full disk is reported, and leaves the file as it was."""
        store = in_memory(tmp_path)
        store.add(SAME)
        before = store.path.read_bytes()

        def full(handle: int) -> None:
            raise OSError(errno.ENOSPC, "No space left on device")

        monkeypatch.setattr(durable_log.os, "fsync", full)
        with pytest.raises(EvolveError, match=r"cannot be saved \(no space left on device\)"):
            store.add(NOT)
        monkeypatch.undo()
        assert (store.path.read_bytes(), store.all(), store.undo()) == (before, (SAME,), SAME)


class TestPlaces:
    def test_file_is_beside_the_earlier_text(self, tmp_path: Path, pair: tuple[Document, Document]) -> None:
        """The file is beside the earlier text and named after both."""
        assert JudgementStore.open(*pair).path == tmp_path / "one.txt--two.txt.judgements.jsonl"

    def test_swapped_texts_share_a_file(self, pair: tuple[Document, Document]) -> None:
        """With the texts swapped it is the same file, and the judgements are swapped too."""
        forth, back = JudgementStore.open(*pair), JudgementStore.open(*pair[::-1])
        forth.add(SAME)
        back = JudgementStore.open(*pair[::-1])
        assert (back.path, back.all()) == (forth.path, (SAME.swapped(),))
        back.add(NOT.swapped())
        assert forth.all() == (NOT,)
        back.undo()
        assert forth.all() == (SAME,)

    def test_judgements_of_both_orders_count(self, pair: tuple[Document, Document]) -> None:
        """Judgements of both orders count, whichever file was there first."""
        forth, back = JudgementStore.open(*pair), JudgementStore.open(*pair[::-1])
        forth.add(SAME)
        back.add(Judgement("Two is here.", "One is here.", Verdict.NOT))
        assert set(JudgementStore.open(*pair).all()) == {SAME, Judgement("One is here.", "Two is here.", Verdict.NOT)}

    def test_text_in_memory_uses_own_folder(self) -> None:
        """Judgements of a text made in memory are in the person's own folder."""
        one, two = (Document.from_text(text, source="-") for text in ("One is here.", "Two is here."))
        forth, back = JudgementStore.open(one, two), JudgementStore.open(two, one)
        forth.add(SAME)
        assert forth.path == back.path and forth.path.parent == data_folder()
        assert back.all() == (SAME.swapped(),)

    def test_seeds_use_own_folder(self) -> None:
        """Judgements of the essays that come along are in the person's own folder."""
        assert JudgementStore.open(*(read(path) for path in seeds())).path.parent == data_folder()

    def test_closed_folder_uses_own_folder(
        self, tmp_path: Path, pair: tuple[Document, Document], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Where a folder cannot be written to, judgements go to the person's own."""
        JudgementStore.open(*pair).add(SAME)
        monkeypatch.setattr(os, "access", lambda *_: False)
        store = JudgementStore.open(*pair)
        store.add(OTHER)
        assert store.path.parent == data_folder()
        assert store.all() == (SAME, OTHER)
        assert len(list(tmp_path.glob("*.jsonl"))) == 1

    def test_folder_found_closed_when_writing(
        self, tmp_path: Path, pair: tuple[Document, Document], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """A folder found closed only when it is written to does the same."""
        really = os.open

        def closed(path: str | Path, flags: int, mode: int = 0o777) -> int:
            if Path(path).parent == tmp_path and flags & os.O_CREAT:
                raise PermissionError(errno.EACCES, "Permission denied")
            return really(path, flags, mode)

        monkeypatch.setattr(os, "open", closed)
        store = JudgementStore.open(*pair)
        store.add(SAME)
        assert store.path.parent == data_folder() and store.all() == (SAME,)
        assert store.undo() == SAME

    @pytest.mark.parametrize("make", [os.mkdir, os.mkfifo, lambda path: Path(path).symlink_to("elsewhere")])
    def test_what_is_no_plain_file_is_left_alone(
        self, tmp_path: Path, pair: tuple[Document, Document], make: object
    ) -> None:
        path = JudgementStore.open(*pair).path
        make(path)  # type: ignore[operator]
        store = JudgementStore.open(*pair)
        store.add(SAME)
        assert store.path.parent == data_folder() and store.all() == (SAME,)
        assert len(store.warnings) == 1 and "is not a regular file" in store.warnings[0]
        assert not (tmp_path / "elsewhere").exists()

    def test_files_of_one_name_are_separate(self, tmp_path: Path, pair: tuple[Document, Document]) -> None:
        """Files of one name in other folders have other judgements."""
        later = []
        for folder in ("a", "b"):
            (tmp_path / folder).mkdir()
            (tmp_path / folder / "two.txt").write_text("Two is here.", encoding="utf-8")
            later.append(read(tmp_path / folder / "two.txt"))
        paths = {JudgementStore.open(pair[0], document).path for document in (pair[1], *later)}
        assert len(paths) == 3 and {path.parent for path in paths} == {tmp_path}

    @pytest.mark.parametrize("name", ["-rf", "a\nb.txt", "\x1b[31m.txt", "…" * 80, "\udcff.txt", "\u202etxt.exe", ".x"])
    def test_a_hostile_file_name_makes_a_tame_one(self, tmp_path: Path, name: str) -> None:
        try:
            (tmp_path / name).write_text("One is here.", encoding="utf-8")
        except (OSError, UnicodeError):
            pytest.skip("this system has no such names")
        (tmp_path / "two.txt").write_text("Two is here.", encoding="utf-8")
        store = JudgementStore.open(read(tmp_path / name), read(tmp_path / "two.txt"))
        store.add(SAME)
        assert store.path.parent == tmp_path and store.all() == (SAME,)
        assert store.path.name.isprintable() and store.path.name[0] not in "-."

    def test_swapped_file_keeps_its_sides(self, pair: tuple[Document, Document]) -> None:
        """Every line of a swapped file is of the version it is named after."""
        JudgementStore.open(*pair).add(SAME)
        back = JudgementStore.open(*pair[::-1])
        back.add(NOT.swapped())
        befores = [json.loads(line)["before"] for line in back.path.read_text("utf-8").splitlines()]
        assert befores == [TALKS, TALKS]
