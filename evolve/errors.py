"""The errors a user can correct.

EvolveError                 an error the user can correct; one line, with a next step; exit code 3
├── InputError              a file that cannot be read as a document: missing, a folder, binary, empty, without prose
└── UsageError              an invalid request: unknown setting, bad threshold; exit code 2
    └── SettingsError       a settings file or environment variable with a wrong key or value

Any other exception is a bug; the command line writes its traceback to a file and exits with 1.
"""

from __future__ import annotations


class EvolveError(Exception):
    """An error the user can correct.

    `what` describes the problem in one clause, `next_step` how to solve it, `where` names the file or setting
    concerned.
    """

    exit_code = 3

    def __init__(self, what: str, *, next_step: str, where: str = "") -> None:
        super().__init__(what, next_step, where)
        self.what = what
        self.next_step = next_step
        self.where = where

    def __str__(self) -> str:
        prefix = f"{self.where}: " if self.where else ""
        return f"{prefix}{self.what}; {self.next_step}"


class InputError(EvolveError):
    """A file that cannot be read as a document."""


class UsageError(EvolveError):
    """An invalid request."""

    exit_code = 2


class SettingsError(UsageError):
    """A settings file or environment variable with a wrong key or value."""
