"""What a reader of a report must know to check it: which program, which settings, and who chose them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from evolve import __version__
from evolve.errors import SettingsError

_VARIABLE = "SOURCE_DATE_EPOCH"


@dataclass(frozen=True, slots=True)
class Provenance:
    """How an evolution came about, as far as it does not know itself."""

    version: str = __version__
    """Of evolve."""
    origins: Mapping[str, str] = field(default_factory=dict)
    """Where each setting came from, by its name; empty when nobody kept count, as in Python."""
    date: str = ""
    """The day the report says it was made on; empty for none, so that the same input gives the same bytes any day."""


def date_in(environ: Mapping[str, str]) -> str:
    """The day in SOURCE_DATE_EPOCH (https://reproducible-builds.org/specs/source-date-epoch/), the only clock there is.

    Empty where it is not set. Raises SettingsError for one that is no number of seconds.
    """
    seconds = environ.get(_VARIABLE, "").strip()
    if not seconds:
        return ""
    try:
        return datetime.fromtimestamp(int(seconds), UTC).date().isoformat()
    except (ValueError, OverflowError, OSError):
        step = "give seconds since 1970, such as 1700000000, or leave it out"
        raise SettingsError(f"{seconds!r} is no date", next_step=step, where=_VARIABLE) from None
