"""Versions of a file in a git repository, named `REVISION:PATH` as git names them, read by the `git` program.

A repository may come from a stranger, and its configuration can name programs. So git is started without a shell, only
with commands that read objects, with hooks, monitors, pagers, signatures, external diffs and network access turned off,
and without the environment variables that select another repository.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

from evolve.errors import InputError, UsageError
from evolve.programs import environ_of_user, program_path
from evolve.text.clean import clean_line

DEFAULT_VERSIONS = 10
"""Number of versions of a file that `--git` compares if no other is given."""
_SECONDS = 30.0
_MAX_BYTES = 256 << 20
_MAX_COMMITS = 1_000
"""Number of the latest commits with changes to a file that are looked through for its versions."""
_SHORT_HASH = 8
_REVISION = re.compile(r"(?!-)(?:[^\s:\x00]{2,250}|[^\s:\x00])(?<!^[A-Za-z]):(?!//)[^\x00\n]{1,4000}")
_OFF = {
    "core.fsmonitor": "false",
    "core.hooksPath": os.devnull,
    "core.pager": "cat",
    "core.sshCommand": "false",
    "credential.helper": "",
    "diff.external": "",
    "diff.relative": "false",
    "log.showSignature": "false",
    "gpg.program": "false",
    "protocol.allow": "never",
}
"""Settings that could start a program or open a connection, and others that would change the output."""
_KEPT_VARIABLES = ("GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM", "GIT_CONFIG_NOSYSTEM", "GIT_CEILING_DIRECTORIES")
_LISTING = "`git log --oneline -- FILE` lists the versions of a file"
_LFS_POINTER = b"version https://git-lfs.github.com/spec/"


def is_revision(source: str) -> bool:
    """Return whether a name has the form `REVISION:PATH` and no file has that name."""
    return _REVISION.fullmatch(source) is not None and not os.path.lexists(source)


def content_at(source: str) -> bytes:
    """Return the bytes of a version. Raises InputError if git has no such version or cannot be run."""
    where = clean_line(source)
    blob = _blob(source, where)
    size = int(_run(["cat-file", "-s", blob], where))
    if size > _MAX_BYTES:
        step = "choose a text, or a part of it"
        raise InputError("is too large for a text", next_step=step, where=where)
    data = _run(["cat-file", "blob", blob], where)
    if data.startswith(_LFS_POINTER):
        step = "run `git lfs pull` and name the file itself"
        raise InputError("is a Git LFS pointer, not the file itself", next_step=step, where=where)
    return data


def label_at(source: str) -> str:
    """Return the label of a version: the short hash and the date of its commit, so that a cut keeps the hash.

    Raises InputError as `content_at`.
    """
    revision = source.partition(":")[0]
    shown = _run(["log", "-1", "--no-show-signature", "--format=%H %as", "--end-of-options", revision, "--"], source)
    commit, _, date = shown.decode("ascii", "replace").strip().partition(" ")
    return f"{commit[:_SHORT_HASH]} {date}".strip()


def history(path: str, at_most: int = DEFAULT_VERSIONS) -> list[str]:
    """Return the latest versions of a file, each different from the one before, as `REVISION:PATH`, the earliest first.

    Renames are followed. The file itself is the last version if it differs from the latest commit. Raises InputError
    if git does not know the file, and UsageError if it has one version only.
    """
    where = clean_line(path)
    fields = ["log", "--follow", "--raw", "-z", "--no-abbrev", "--format=%x00%H", f"--max-count={_MAX_COMMITS}"]
    safe = ["--no-ext-diff", "--no-textconv", "--no-show-signature", "--no-mailmap", "--diff-filter=AMRCT"]
    versions: list[tuple[str, str]] = []
    """The content's identifier and the name of each version, the earliest first."""
    for commit, blob, name in reversed(_commits(_run([*fields, *safe, "--", path], where))):
        if not versions or versions[-1][0] != blob:
            versions.append((blob, f"{commit[:12]}:{name}"))
    if not versions:
        step = "commit it, or check its name"
        raise InputError("has no versions in a git repository here", next_step=step, where=where)
    latest = _run(["cat-file", "blob", versions[-1][0]], where).replace(b"\r\n", b"\n")
    sources = [source for _, source in versions] + ([] if _is_unchanged(path, latest) else [path])
    if len(sources) < 2:
        step = "name its other version too, the earlier first"
        raise UsageError(
            "has one version in its git history, so there is nothing to compare", next_step=step, where=where
        )
    return sources[-at_most:]


def _commits(log: bytes) -> list[tuple[str, str, str]]:
    """Return the commit, the content's identifier and the path of each change, the latest first."""
    tokens = log.decode("utf-8", "surrogateescape").split("\x00")
    found = []
    commit, at = "", 0
    while at < len(tokens):
        token = tokens[at].lstrip("\n")
        if re.fullmatch(r"[0-9a-f]{40,64}", token):
            commit = token
        elif token.startswith(":") and commit:
            _, _, _, blob, status = (token.split(" ") + [""] * 5)[:5]
            at += 2 if status[:1] in ("R", "C") else 1
            if at < len(tokens) and re.fullmatch(r"[0-9a-f]{40,64}", blob):
                found.append((commit, blob, tokens[at]))
        at += 1
    return found


def _is_unchanged(path: str, latest: bytes) -> bool:
    """Return whether the file is gone or has the content of its latest version."""
    try:
        with Path(path).open("rb") as file:
            return file.read(_MAX_BYTES).replace(b"\r\n", b"\n") == latest
    except OSError:
        return True


def _blob(source: str, where: str) -> str:
    """Return the identifier of a version's content; its path counts from the top of the repository or from here."""
    revision, _, path = source.partition(":")
    try:
        blob = _object(source, where)
    except InputError as error:
        if path.startswith(("./", "../", "/")):
            raise
        try:
            blob = _object(f"{revision}:./{path}", where)
        except InputError:
            raise error from None
    if _run(["cat-file", "-t", blob], where).strip() != b"blob":
        raise InputError("is a folder in git", next_step="name a file in it", where=where)
    return blob


def _object(name: str, where: str) -> str:
    """Return the hash of the object that a name refers to in git."""
    lines = _run(["rev-parse", "--end-of-options", name], where).decode("ascii", "replace").split()
    if not lines or not re.fullmatch(r"[0-9a-f]{40,64}", lines[-1]):
        raise InputError("is not a version in git", next_step=_LISTING, where=where)
    return lines[-1]


def _run(arguments: list[str], where: str) -> bytes:
    """Return the output of git. Raises InputError with what git reports."""
    import subprocess  # slow to import, and few texts are in git

    program = program_path("git")
    if program is None:
        step = "install git, or name a file"
        raise InputError("names a version in git, but git is not installed", next_step=step, where=where)
    words = [program, "--no-pager", "--literal-pathspecs"]
    for name, value in _OFF.items():
        words += ["-c", f"{name}={value}"]
    try:
        done = subprocess.run(
            [*words, *arguments],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            env=_environ(),
            timeout=_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise InputError(
            "git takes too long", next_step="try again, or save the version in a file", where=where
        ) from None
    except (OSError, ValueError) as error:
        reason = clean_line(getattr(error, "strerror", None) or str(error)).lower()
        raise InputError(f"git cannot be run: {reason}", next_step="check the name", where=where) from None
    if done.returncode:
        raise _refusal(done.stderr.decode("utf-8", "replace"), where)
    return done.stdout


def _environ() -> dict[str, str]:
    environ = {
        name: value
        for name, value in environ_of_user().items()
        if not name.startswith("GIT_") or name in _KEPT_VARIABLES
    }
    return environ | {
        "GIT_OPTIONAL_LOCKS": "0",
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_NO_LAZY_FETCH": "1",
        "GIT_ALLOW_PROTOCOL": "none",
        "LC_ALL": "C",
    }


def _refusal(message: str, where: str) -> InputError:
    """Return the error that a message of git describes."""
    lines = [line.partition("fatal: ")[2] or line for line in message.splitlines() if line.strip()]
    reason = clean_line(next(iter(lines), "git failed"))[:200].rstrip(".")
    step = _LISTING
    if "dubious ownership" in reason:
        step = "if you trust that repository, see safe.directory in `git help config`"
    elif "not a git repository" in reason:
        reason, step = "this folder is not in a git repository", "change into the folder of the file"
    elif "outside repository" in reason:
        reason, step = "is outside the git repository of this folder", "change into the folder of the file"
    return InputError(reason, next_step=step, where=where)
