"""Make CSV files safe for spreadsheets: their encoding is marked, and no cell is calculated.

Where numbers have a decimal comma, Excel divides cells at semicolons, whatever separates them in the file: there the
text after a semicolon begins a cell too, with or without blanks.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from typing import TypeVar

T = TypeVar("T")

BYTE_ORDER_MARK = "\ufeff"
"""Begins a file; without it Excel takes UTF-8 for another encoding."""
_BEGINS = "[=+\\-@\t\r＝＋－＠]"  # the wide forms begin a formula in Excel for some languages
# Apostrophes of the text itself get one more, so that removing one always restores the text.
_FIRST = rf"(?=[\s']*{_BEGINS})"
# After blanks a dash is punctuation, unless something follows it that could be subtracted.
_LATER = rf"(?=[\"']*{_BEGINS}|[\s\"']*(?:[=+@＝＋＠]|[-－](?![-－]*(?:\s|$))))"
_FORMULA = re.compile(rf"^{_FIRST}|(?<=;){_LATER}")
_GUARDED = re.compile(rf"^'{_FIRST}|(?<=;)'{_LATER}")


def inert(cell: T) -> T | str:
    """Return a cell that no spreadsheet calculates: with an apostrophe before each possible formula."""
    return _FORMULA.sub("'", cell) if isinstance(cell, str) else cell


def csv_row(cells: Iterable[object]) -> str:
    """Return a row of a CSV file with its line feed, of cells that no spreadsheet calculates."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerow(map(inert, cells))
    return out.getvalue()


def live(cell: str) -> str:
    """Return the text of a cell that `inert` returned."""
    return _GUARDED.sub("", cell)
