"""Versions in git are read by the git program, and nothing that a repository names is run."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from evolve.cli import main
from evolve.errors import InputError
from evolve.readers import git, read
from evolve.readers.git import history, is_revision

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="needs git")

TEXTS = [f"The council has met {n} times. The bridge is closed, and nobody knows why.\n" for n in range(4)]


def run_git(folder: Path, *words: str, day: int = 1) -> None:
    environ = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    when = f"2024-03-{day:02}T10:00:00+00:00"
    who = {f"GIT_{role}_{part}": "a@example.org" for role in ("AUTHOR", "COMMITTER") for part in ("NAME", "EMAIL")}
    dates = {"GIT_AUTHOR_DATE": when, "GIT_COMMITTER_DATE": when, "GIT_CONFIG_GLOBAL": os.devnull}
    subprocess.run(["git", *words], cwd=folder, env=environ | who | dates, check=True, capture_output=True)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository: three versions of a text, renamed between the second and the third, and another file."""
    folder = tmp_path_factory.mktemp("git")
    run_git(folder, "init", "-q", "-b", "main")
    for day, text in enumerate(TEXTS[:2], 1):
        (folder / "essay.md").write_text(text, encoding="utf-8")
        run_git(folder, "add", ".")
        run_git(folder, "commit", "-q", "-m", "write", day=day)
    (folder / "part one").mkdir()
    run_git(folder, "mv", "essay.md", "part one/Essäy.md")
    run_git(folder, "commit", "-q", "-m", "rename", day=3)
    (folder / "other.md").write_text("Another text.", encoding="utf-8")
    (folder / "part one" / "Essäy.md").write_text(TEXTS[2], encoding="utf-8")
    run_git(folder, "add", ".")
    run_git(folder, "commit", "-q", "-m", "change", day=4)
    return folder


@pytest.fixture
def repository(made: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(made)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    return made


def text_at(source: str) -> str:
    return read(source).text.rstrip("\n") + "\n"


def test_a_version_is_read(repository: Path) -> None:
    assert [text_at(source) for source in ("HEAD~3:essay.md", "main~2:essay.md", "HEAD:part one/Essäy.md")] == TEXTS[:3]


def test_a_path_may_count_from_the_working_folder(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(repository / "part one")
    assert text_at("HEAD:Essäy.md") == text_at("HEAD:./Essäy.md") == text_at("HEAD:part one/Essäy.md") == TEXTS[2]


def test_a_version_is_called_by_its_short_hash_and_date(repository: Path) -> None:
    """The hash comes first, so that labels of one day stay different where they are cut."""
    short, date = read("HEAD~2:essay.md").label.split()
    assert (date, len(short)) == ("2024-03-02", 8)


@pytest.mark.skipif(os.name == "nt", reason="no file can have such a name")
def test_a_file_of_that_name_wins(repository: Path) -> None:
    path = repository / "HEAD:other.md"
    path.write_text("A file with a strange name.", encoding="utf-8")
    try:
        assert read("HEAD:other.md").text == "A file with a strange name."
    finally:
        path.unlink()


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("HEAD~3:essay.md", True),
        ("main:dir/a b.txt", True),
        ("v1.0^{}:x", True),
        ("essay.md", False),
        (":essay.md", False),
        ("HEAD:", False),
        ("C:essay.md", False),
        ("-x:essay.md", False),
        ("https://example.org/", False),
        ("a b:c", False),
        ("HEAD:a\x00b", False),
        ("-", False),
    ],
)
def test_names_of_versions(name: str, expected: bool) -> None:
    assert is_revision(name) is expected


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("HEAD~30:essay.md", "HEAD~30"),
        ("HEAD:nothing.md", "does not exist in 'HEAD'"),
        ("HEAD:part one", "is a folder in git"),
        ("--help:essay.md", "there is no such file"),
    ],
)
def test_a_version_that_is_not_there_is_refused(repository: Path, source: str, message: str) -> None:
    with pytest.raises(InputError) as caught:
        read(source, label="one")
    assert message in str(caught.value) and "\n" not in str(caught.value)


def test_outside_a_repository_that_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    with pytest.raises(InputError, match="not in a git repository"):
        read("HEAD:essay.md")


def test_without_git_that_is_said(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(git, "program_path", lambda name: None)
    with pytest.raises(InputError, match="git is not installed"):
        read("HEAD:other.md")


def test_a_pointer_to_large_files_is_refused(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(git, "_LFS_POINTER", b"Another")
    with pytest.raises(InputError, match="Git LFS pointer"):
        read("HEAD:other.md", label="one")


def test_the_history_follows_renames_and_leaves_out_what_did_not_change(repository: Path) -> None:
    path = "part one/Essäy.md"
    sources = history(path)
    assert [text_at(source) for source in sources] == TEXTS[:3]
    assert [source.partition(":")[2] for source in sources] == ["essay.md", "essay.md", path]
    assert history(path, 2) == sources[1:]


def test_the_file_itself_is_the_last_version_if_it_was_changed(repository: Path) -> None:
    path = repository / "part one" / "Essäy.md"
    path.write_text(TEXTS[3], encoding="utf-8")
    try:
        assert history(str(path))[-1] == str(path)
        assert len(history(str(path))) == 4
        path.write_bytes(TEXTS[2].replace("\n", "\r\n").encode())
        assert len(history(str(path))) == 3
    finally:
        path.write_text(TEXTS[2], encoding="utf-8")


def test_a_report_on_the_history(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report", "--git", "part one/Essäy.md", "--versions", "2", "--no-judgements"]) == 0
    assert [word for word in capsys.readouterr().out.split() if word.startswith("2024-03-")][:2] == [
        "2024-03-02",
        "2024-03-04",
    ]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--git", "other.md"], "has one version in its git history"),
        (["--git", "nothing.md"], "has no versions in a git repository here"),
        (["--git", "/nothing.md"], "outside the git repository"),
        (["--git", "other.md", "part one/Essäy.md"], "--git compares the versions of one file"),
        (["--git", "other.md", "--versions", "1"], "from 2 to 999"),
        (["other.md", "other.md", "--versions", "3"], "add --git FILE"),
    ],
)
def test_a_history_that_cannot_be_compared_is_refused(
    repository: Path, words: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["report", *words]) in (2, 3)
    assert message in capsys.readouterr().err


@pytest.mark.skipif(os.name == "nt", reason="the trap is a shell script")
def test_nothing_that_the_repository_names_is_run(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "hostile"
    shutil.copytree(made, folder)
    trap = tmp_path / "trap.sh"
    trap.write_text(f"#!/bin/sh\ntouch '{tmp_path}/run'\ncat\n", encoding="utf-8")
    trap.chmod(0o755)
    settings = [
        "core.fsmonitor", "core.pager", "core.sshCommand", "diff.external", "diff.x.textconv", "diff.x.command",
        "filter.x.smudge", "filter.x.clean", "gpg.program", "pager.log", "core.askPass", "core.editor",
        "uploadpack.packObjectsHook",
    ]  # fmt: skip
    for name in settings:
        run_git(folder, "config", name, str(trap))
    for name, value in (("log.showSignature", "true"), ("core.hooksPath", str(tmp_path)), ("alias.cat-file", "!false")):
        run_git(folder, "config", name, value)
    (folder / ".gitattributes").write_text("* diff=x filter=x\n", encoding="utf-8")
    (folder / "git").write_bytes(trap.read_bytes())
    (folder / "git").chmod(0o755)
    monkeypatch.chdir(folder)
    monkeypatch.setenv("PATH", f".{os.pathsep}{os.environ['PATH']}")
    for name in ("GIT_EXTERNAL_DIFF", "GIT_PAGER", "GIT_SSH_COMMAND", "GIT_ASKPASS", "PAGER"):
        monkeypatch.setenv(name, str(trap))
    assert [text_at(source) for source in history("part one/Essäy.md")] == TEXTS[:3]
    assert not (tmp_path / "run").exists()


@pytest.mark.slow
def test_git_starts_it_as_a_tool_for_differences(repository: Path, tmp_path: Path) -> None:
    """The two lines of configuration in the help work as they are."""
    from evolve.cli.topics import source_of

    lines = [line.strip() for line in source_of("git").splitlines() if line.strip().startswith("git config")]
    command = tmp_path / "evolve"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m evolve "$@"\n', encoding="utf-8")
    command.chmod(0o755)
    environ = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")} | {
        "PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}",
        "GIT_CONFIG_GLOBAL": str(tmp_path / "gitconfig"),
        "XDG_CONFIG_HOME": str(tmp_path),
        "XDG_DATA_HOME": str(tmp_path),
        "HOME": str(tmp_path),
    }
    script = "\n".join([*lines, "git difftool -t evolve HEAD~3 HEAD~2 -- essay.md"])
    done = subprocess.run(["sh", "-euc", script], env=environ, capture_output=True, text=True, check=False)
    assert (len(lines), done.returncode) == (2, 0), done.stderr
    assert "2 sentences → 2 sentences" in done.stdout
