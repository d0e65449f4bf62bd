"""The Textual screens; the only room that imports Textual.

Importing this package loads nothing of Textual; calling `run` does.
"""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from evolve.document import Document
    from evolve.settings import Settings

_SECONDS_TO_END = 0.3  # for work in the background, when the person quits


def run(
    names: Sequence[str],
    load: Callable[[], Sequence[Document]],
    settings: Settings,
    *,
    origins: Mapping[str, str] | None = None,
    keys: Mapping[str, str] | None = None,
    open_files: Callable[[Sequence[str]], tuple[Sequence[str], Callable[[], Sequence[Document]]]] | None = None,
    has_tour: bool = False,
    propose: Callable[[Path], Sequence[str]] | None = None,
    left_out: tuple[str, str] | None = None,
) -> int:
    """Compare versions on the screen until the person leaves; return the exit code.

    `names` are painted at once, earliest first. `load` gives the documents in the same order, two or more; it runs in a
    thread of its own and again when the person asks to read the texts again. An EvolveError it raises is shown, and its
    exit code returned; anything else ends the screen and is raised from here. `origins` says where each setting came
    from; `keys` are the person's own, by action: raises SettingsError for an action there is none of.
    `open_files` returns the names and the documents' `load` of other files that the person chooses. `has_tour` begins
    with a tour through the example essays. With `propose`, which returns the files of a folder to compare or none, the
    person is first asked which texts to compare; `names` and `load` are then those of the example essays.
    `left_out` is a line on texts that are not compared, in full and in brief; it is shown as long as the others are.
    """
    from evolve.tui.app import EvolveApp
    from evolve.tui.background import unfinished
    from evolve.tui.state.preferences import Memory
    from evolve.tui.watchdog import watched

    app = EvolveApp(
        names,
        load,
        settings,
        origins=origins,
        keys=keys,
        memory=Memory.own(),
        open_files=open_files,
        has_tour=has_tour,
        propose=propose,
        left_out=left_out,
    )
    with watched() as app.watched:
        code = app.run()
        app.watched.beat()
        if app.bug is None and unfinished(_SECONDS_TO_END):
            # Python would wait for a thread that never lets another one run.
            _end_at_once(code or 0)
    if app.bug is not None:
        raise app.bug
    return code if code is not None else 0


def _end_at_once(code: int) -> None:
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError, ValueError):
            stream.flush()
    os._exit(code)
