"""The marks of list items: numbers in the forms that word processors know."""

from __future__ import annotations

BULLET = "- "
"""The mark of an item without a number, whatever sign its program shows."""
_MAX_DIGITS = 4
_MAX_MARK_LENGTH = 20
_ROMAN = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)


def small_number(value: str) -> int:
    """Return the whole number that an attribute holds, at most four digits; 1 if it holds none."""
    return int(value) if value.isascii() and value.isdigit() and len(value) <= _MAX_DIGITS else 1


def in_form(number: int, form: str) -> str:
    """Return a number in a form: "lowerLetter", "upperLetter", "lowerRoman", "upperRoman", "decimalZero", "decimal"."""
    if number < 1:
        return str(number)
    if form in ("lowerLetter", "upperLetter"):
        letters = chr(ord("a") + (number - 1) % 26) * min((number - 1) // 26 + 1, _MAX_MARK_LENGTH)
        return letters if form == "lowerLetter" else letters.upper()
    if form in ("lowerRoman", "upperRoman"):
        written = ""
        for value, letters in _ROMAN:
            written += letters * (number // value)
            number %= value
        return written if form == "lowerRoman" else written.upper()
    return f"{number:02}" if form == "decimalZero" else str(number)
