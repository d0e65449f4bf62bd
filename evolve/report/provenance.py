"""The provenance of a report: the version of the program, the origin of each setting, and the date."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from evolve import __version__
from evolve.errors import SettingsError

_VARIABLE = "SOURCE_DATE_EPOCH"
"""The environment variable that sets the date of reports."""


@dataclass(frozen=True, slots=True)
class Provenance:
    """Facts about a report that the evolution itself does not contain."""

    version: str = __version__
    """The version of evolve."""
    origins: Mapping[str, str] = field(default_factory=dict)
    """The origin of each setting, by name; empty if the origins were not recorded, as in Python."""
    date: str = ""
    """The date of the report, as YYYY-MM-DD; "" leaves it out, so that the same input gives the same bytes on any
    day."""


def date_in(environ: Mapping[str, str]) -> str:
    """Return the date in the variable SOURCE_DATE_EPOCH, or "" if it is not set.

    It is the only clock there is (https://reproducible-builds.org/specs/source-date-epoch/). Raises SettingsError if
    its value is not a number of seconds.
    """
    seconds = environ.get(_VARIABLE, "").strip()
    if not seconds:
        return ""
    try:
        return datetime.fromtimestamp(int(seconds), UTC).date().isoformat()
    except (ValueError, OverflowError, OSError):
        step = "give seconds since 1970, such as 1700000000, or leave it out"
        raise SettingsError(f"{seconds!r} is not a date", next_step=step, where=_VARIABLE) from None
