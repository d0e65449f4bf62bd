"""What can go wrong with a person's input, drawn once.

EvolveError                 anything a user can mend; one line, with a next step; exit code 3
├── InputError              a file that cannot be read as a document: missing, a folder, binary, empty, without prose
└── UsageError              a request that makes no sense: unknown setting, bad threshold; exit code 2
    └── SettingsError       a settings file or environment variable with a wrong key or value

Anything else that is raised is a bug, and shows its traceback.
"""

from __future__ import annotations


class EvolveError(Exception):
    """Something the user can mend.

    `what` says what is wrong in one clause, `next_step` what to do about it, `where` the file or setting it is about.
    """

    exit_code = 3

    def __init__(self, what: str, *, next_step: str, where: str = "") -> None:
        super().__init__(what, next_step, where)
        self.what = what
        self.next_step = next_step
        self.where = where

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        return f"{place}{self.what}; {self.next_step}"


class InputError(EvolveError):
    """A file that cannot be read as a document."""


class UsageError(EvolveError):
    """A request that makes no sense as it stands."""

    exit_code = 2


class SettingsError(UsageError):
    """A settings file or environment variable with a wrong key or value."""
