"""What workers are asked to do in the tests: a module that loads fast, because every worker loads it."""

from __future__ import annotations

import os
import re
import signal
from multiprocessing.connection import Connection
from pathlib import Path


def call_or_die(label: str, deadly: str, scar: str) -> str:
    """Gives the label, and ends its worker for one label: always, or once where there is a place for a scar."""
    if label == deadly and not (scar and Path(scar).exists()):
        if scar:
            Path(scar).touch()
        os._exit(9)
    return label


def hang() -> None:
    """Never ends, and never lets another thread of its process run."""
    re.match("(a+)+$", "a" * 60 + "b")


def refuse(label: str) -> str:
    raise LookupError(label)


class Torn:
    """An answer that ends its worker when it is to be sent."""

    def __reduce__(self) -> tuple[object, ...]:
        os._exit(9)


def torn() -> Torn:
    return Torn()


def half_an_answer(scar: str) -> str:
    """An answer of which the pipe gets the length and the first half before SIGKILL: always, or once with a scar."""
    if scar and Path(scar).exists():
        return "whole"
    if scar:
        Path(scar).touch()

    def send(self: Connection, data: bytes) -> None:
        is_length = len(data) < 16
        os.write(self.fileno(), data if is_length else data[: len(data) // 2])
        if not is_length:
            os.kill(os.getpid(), signal.SIGKILL)

    Connection._send = send  # type: ignore[attr-defined]
    # Beyond 16 KiB the length and the answer are written apart.
    return "x" * 60_000
