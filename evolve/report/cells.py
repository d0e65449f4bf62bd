"""What tables owe to spreadsheets: their encoding is told, and no cell is calculated."""

from __future__ import annotations

from typing import TypeVar

T = TypeVar("T")

BYTE_ORDER_MARK = "\ufeff"
"""Begins a file; without it Excel takes UTF-8 for another encoding."""
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
"""What a formula begins with; the wide forms do so in Excel for some languages."""


def inert(cell: T) -> T | str:
    """A cell that no spreadsheet calculates: one that it would take for a formula begins with an apostrophe."""
    return f"'{cell}" if isinstance(cell, str) and cell.lstrip().startswith(_FORMULA) else cell
