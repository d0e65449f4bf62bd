"""Files are written whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from evolve.errors import UsageError
from evolve.storage.atomic import write_atomically

OLD = "The treaty was signed.\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a file to write over, in which the test runs."""
    (tmp_path / "one.txt").write_text(OLD, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_failed_write_leaves_the_old_file(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A failed write leaves the old file and no other."""

    def broken(fd: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", broken)
    before = sorted(folder.iterdir())
    with pytest.raises(UsageError, match=r"^one\.txt: cannot be written \(no space left on device\); "):
        write_atomically(Path("one.txt"), "new")
    assert Path("one.txt").read_text(encoding="utf-8") == OLD
    assert sorted(folder.iterdir()) == before


def test_what_a_killed_writer_left_behind_stops_nobody(folder: Path) -> None:
    # In a container every writer is the same number of process.
    (folder / f".evolve-{os.getpid()}.part").write_text("half a rep", encoding="utf-8")
    write_atomically(Path("one.txt"), "new")
    assert Path("one.txt").read_text(encoding="utf-8") == "new"


def test_mode_and_link_are_kept(folder: Path) -> None:
    """A rewritten file keeps its mode, and a link stays a link."""
    (folder / "one.txt").chmod(0o640)
    (folder / "link").symlink_to("one.txt")
    write_atomically(Path("link"), "new")
    assert (folder / "link").is_symlink()
    assert (folder / "one.txt").read_text() == "new"
    assert (folder / "one.txt").stat().st_mode & 0o777 == 0o640


def test_a_link_to_itself_is_refused_and_stays(folder: Path) -> None:
    (folder / "loop").symlink_to("loop")
    with pytest.raises(UsageError, match=r"^loop: cannot be written \(too many levels"):
        write_atomically(Path("loop"), "new")
    assert (folder / "loop").is_symlink()


def test_a_pipe_is_written_to(folder: Path) -> None:
    reading, writing = os.pipe()
    write_atomically(Path(f"/dev/fd/{writing}"), "new")
    os.close(writing)
    with os.fdopen(reading) as pipe:
        assert pipe.read() == "new"


def test_a_device_is_written_to_and_not_replaced() -> None:
    write_atomically(Path(os.devnull), "gone")
    assert not Path(os.devnull).is_file()
