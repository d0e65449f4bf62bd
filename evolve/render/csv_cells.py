"""What tables owe to spreadsheets: their encoding is told, and no cell is calculated.

Where a comma stands in numbers, Excel parts cells at semicolons, whatever parts them in the file: there what follows
one begins a cell too, with or without blanks.
"""

from __future__ import annotations

import re
from typing import TypeVar

T = TypeVar("T")

BYTE_ORDER_MARK = "\ufeff"
"""Begins a file; without it Excel takes UTF-8 for another encoding."""
_BEGINS = "[=+\\-@\t\r＝＋－＠]"  # the wide forms begin a formula in Excel for some languages
# Apostrophes that a text has of its own get one more, so that taking one off always gives the text back.
_FIRST = rf"(?=[\s']*{_BEGINS})"
# After blanks a dash is a dash of prose, unless something follows it that could be subtracted.
_LATER = rf"(?=[\"']*{_BEGINS}|[\s\"']*(?:[=+@＝＋＠]|[-－](?![-－]*(?:\s|$))))"
_FORMULA = re.compile(rf"^{_FIRST}|(?<=;){_LATER}")
_GUARDED = re.compile(rf"^'{_FIRST}|(?<=;)'{_LATER}")


def inert(cell: T) -> T | str:
    """A cell that no spreadsheet calculates: an apostrophe stands before what it would take for a formula."""
    return _FORMULA.sub("'", cell) if isinstance(cell, str) else cell


def live(cell: str) -> str:
    """The text of a cell that was made inert, or of one that had no need to be."""
    return _GUARDED.sub("", cell)
