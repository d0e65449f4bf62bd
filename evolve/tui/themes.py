"""The two themes, and the few colours that mean something.

Orange and blue differ for every kind of colour vision, and red is never used against green. Every text colour has a
contrast of at least 4.5 to 1 on its background and under the cursor.
"""

from __future__ import annotations

from textual.theme import Theme

DARK = Theme(
    name="evolve-dark",
    primary="#7AA2F7",
    foreground="#E0E0E0",
    background="#121212",
    surface="#1C1C1C",
    panel="#222222",
    dark=True,
)

LIGHT = Theme(
    name="evolve-light",
    primary="#2F55A4",
    foreground="#1A1A1A",
    background="#FAFAFA",
    surface="#F0F0F0",
    panel="#EBEBEB",
    dark=False,
)

MEANINGS = {
    True: {
        "unclear": "#C9A8F5",
        "dropped": "#E8A33D",
        "added": "#6CB6FF",
        "quiet": "#A6A6A6",
        "faint": "#979797",
        "hatch": "#333333",
        "ground": "#2A2A2A",
    },
    False: {
        "unclear": "#6B3FA0",
        "dropped": "#8F4700",
        "added": "#00519E",
        "quiet": "#555555",
        "faint": "#626262",
        "hatch": "#D6D6D6",
        "ground": "#E6E6E6",
    },
}
"""By whether the theme is dark: the colours of unclear, dropped and added text, of persisted and secondary text, of the
hatching of an empty side, and of the background under the cursor."""
