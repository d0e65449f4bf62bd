"""The two themes, and the few colours that mean something.

Each status has a hue of its own, which nothing else has: the accent is a shade of grey. The hues are those of Okabe and
Ito, which differ for every kind of colour vision; red is never used against green. Every text colour has a contrast of
at least 4.5 to 1 on its background and under the cursor, also in the palette of commands and in a field that asks for
text; the bars of a chart have at least 3 to 1.
"""

from __future__ import annotations

from textual.theme import Theme

DARK = Theme(
    name="evolve-dark",
    primary="#F5F5F5",
    foreground="#E0E0E0",
    background="#121212",
    surface="#1C1C1C",
    panel="#222222",
    dark=True,
    variables={"text-disabled": "#A6A6A6", "block-cursor-blurred-background": "#2A2A2A"},
)

LIGHT = Theme(
    name="evolve-light",
    primary="#111111",
    foreground="#1A1A1A",
    background="#FAFAFA",
    surface="#F0F0F0",
    panel="#EBEBEB",
    dark=False,
    variables={"text-disabled": "#555555", "block-cursor-blurred-background": "#DCDCDC"},
)

MEANINGS = {
    True: {
        "persisted": "#4FC9A4",
        "changed": "#EBDD60",
        "unclear": "#C9A8F5",
        "dropped": "#F28C3A",
        "added": "#6CB6FF",
        "quiet": "#A6A6A6",
        "faint": "#979797",
        "hatch": "#333333",
        "area": "#626262",
        "ground": "#2A2A2A",
        "dropped-ground": "#3A2412",
        "added-ground": "#12304D",
    },
    False: {
        "persisted": "#00664A",
        "changed": "#665800",
        "unclear": "#6B3FA0",
        "dropped": "#963A00",
        "added": "#00519E",
        "quiet": "#555555",
        "faint": "#626262",
        "hatch": "#D6D6D6",
        "area": "#909090",
        "ground": "#E6E6E6",
        "dropped-ground": "#FBE6D3",
        "added-ground": "#DCEBFB",
    },
}
"""By whether the theme is dark: the colours of the statuses, of the text of what persisted, of secondary text, of the
hatching of an empty side, of the bars of a chart, and of the backgrounds under the cursor and words that differ."""
