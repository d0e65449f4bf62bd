"""Format numbers for people: scores, percentages, sentence numbers, counts with their noun."""

from __future__ import annotations

from collections.abc import Sequence

_MOST_DIGITS = 6  # maximum number of decimals of a score just below a threshold


def hundredths(share: float) -> str:
    """Return a score, a change or a threshold, 0..1, with two decimals: ".48"; "1.00" only for 1 itself."""
    return _decimals(share, 2)


def score_beside(score: float, threshold: float) -> str:
    """Return a score with two decimals, or with more if it is below the threshold and would look equal to it."""
    return _decimals(score, _digits(score, threshold))


def threshold_beside(threshold: float, score: float) -> str:
    """Return a threshold with as many decimals as `score_beside` gives the score, but no zeros beyond hundredths."""
    text = _decimals(threshold, _digits(score, threshold))
    least = text.index(".") + 3
    return text[:least] + text[least:].rstrip("0")


def _decimals(share: float, digits: int) -> str:
    """Return a share, 0..1, with this number of decimals; a share below 1 is never rounded up to 1."""
    text = f"{share:.{digits}f}"
    if share < 1 and text.startswith("1"):
        text = "0." + "9" * digits
    return text.removeprefix("0")


def _digits(score: float, threshold: float) -> int:
    digits = 2
    while digits < _MOST_DIGITS and score < threshold and _decimals(score, digits) == _decimals(threshold, digits):
        digits += 1
    return digits


def percent(share: float | None) -> str:
    """Return a share, 0..1, as a whole percentage: "31 %"; "" for None."""
    return "" if share is None else f"{100 * share:.0f} %"


def signed_percent(difference: float | None) -> str:
    """Return a difference of shares, -1..1, as a whole percentage with its sign: "−8 %"; "" for None."""
    return "" if difference is None else f"{100 * difference:+.0f} %".replace("-", "−")


def spread(items: Sequence[int]) -> str:
    """Return ascending indices as numbers from 1, with runs joined: (0, 1, 2, 6) gives "1-3, 7"."""
    out: list[str] = []
    at = 0
    while at < len(items):
        end = at
        while end + 1 < len(items) and items[end + 1] == items[end] + 1:
            end += 1
        out.append(str(items[at] + 1) if end == at else f"{items[at] + 1}-{items[end] + 1}")
        at = end + 1
    return ", ".join(out)


def many(count: int, noun: str) -> str:
    """Return a count with its noun, singular or plural: "1 pair", "1,200 pairs"."""
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"
