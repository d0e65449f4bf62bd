"""Names of versions where there is little room."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evolve.render.short_names import column_heads, fitting_names


@pytest.mark.parametrize(
    ("names", "room", "shown"),
    [
        (["one", "two"], 8, ("one", "two")),
        (["charter-1939", "charter-1947"], 12, ("charter-1939", "charter-1947")),
        (["charter-1939", "charter-1947"], 8, ("…1939", "…1947")),
        (["1939 charter", "1947 charter"], 8, ("1939…", "1947…")),
        (["The Charter, edition of 1939", "The Charter, edition of 1947, revised"], 9, ("…1939", "…1947, r…")),
        (["minutes of May", "minutes of March"], 9, ("…May", "…March")),
        (["a long name", "a long name that goes on"], 8, ("…name", "…name t…")),
        (["oneandtwo", "oneandtwothree"], 8, ("1 onean…", "2 onean…")),
        (["the same name", "the same name"], 8, ("the sam…", "the sam…")),
    ],
    ids=["short", "fits", "beginning", "end", "cut", "words", "goes on", "numbered", "equal"],
)
def test_names_that_differ_stay_different(names: list[str], room: int, shown: tuple[str, ...]) -> None:
    """What all names share is left out before what tells them apart."""
    assert fitting_names(names, room) == shown


@given(st.lists(st.text(alphabet="ab -1", min_size=1, max_size=30), min_size=1, max_size=9), st.integers(8, 24))
def test_names_fit_and_stay_different(names: list[str], room: int) -> None:
    """No name is wider than there is room for, and different names are shown differently."""
    shown = fitting_names(names, room)
    assert len(shown) == len(names)
    assert all(len(name) <= room for name in shown)
    assert len(set(shown)) >= len(set(names))


COLUMNS = ("Column of 05 March 2011", "Column of 02 April 2011", "Column of 07 May 2012")
DAYS = ("2011-03-05", "2011-04-02", "2012-05-07")


@pytest.mark.parametrize(
    ("names", "dates", "room", "shown"),
    [
        (COLUMNS, DAYS, 30, COLUMNS),
        (COLUMNS, DAYS, 8, ("2011-03", "2011-04", "2012-05")),
        (COLUMNS[1:], DAYS[1:], 8, ("2011", "2012")),
        (COLUMNS[:2], ("2011-03-05", "2011-03-12"), 10, ("2011-03-05", "2011-03-12")),
        (COLUMNS[:2], ("2011-03-05", "2011-03-12"), 8, ("…05 Mar…", "…02 Apr…")),
        (COLUMNS[:2], ("2011-03-05", ""), 8, ("…05 Mar…", "…02 Apr…")),
        (COLUMNS[:2], ("2011", "2011"), 8, ("…05 Mar…", "…02 Apr…")),
    ],
    ids=["fits", "months", "years", "days", "no room", "no date", "same date"],
)
def test_dates_are_shown_where_names_do_not_fit(
    names: tuple[str, ...], dates: tuple[str, ...], room: int, shown: tuple[str, ...]
) -> None:
    """Dates are as short as distinguishes them, and only where every version has one of its own."""
    assert column_heads(names, dates, room) == shown
