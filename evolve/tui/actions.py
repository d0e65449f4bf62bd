"""Everything a person can do on the screen, each declared once: keys, footer, palette and help are made from it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Action:
    """Something a person can do."""

    id: str
    """Its name for the compare screen, which has `action_<id>`; arguments may follow in brackets."""
    keys: str
    """The keys that do it, comma separated, as Textual names them."""
    shown: str
    """The keys as a person reads them."""
    name: str
    """How the palette calls it: "group: verb"."""
    help: str
    """What it does, in a clause."""
    footer: str = ""
    """Its word in the footer; empty keeps it out."""


ACTIONS = (
    Action("help", "question_mark,f1", "?", "help: show", "explain keys, signs and the threshold", "Help"),
    Action("quit", "q", "q", "evolve: quit", "leave", "Quit"),
    Action("find", "slash", "/", "find: search", "show only rows that contain some words", "Find"),
    Action("threshold(-1)", "left_parenthesis", "(", "threshold: lower", "by .01 lower: more links", "Threshold"),
    Action("threshold(1)", "right_parenthesis", ")", "threshold: raise", "by .01 higher: fewer links"),
    Action("default", "equals_sign", "=", "threshold: reset", "go back to the threshold found for these texts"),
    Action("unlike(1)", "right_square_bracket", "]", "go: next difference", "next row that is not persisted", "Next"),
    Action("unlike(-1)", "left_square_bracket", "[", "go: previous difference", "previous row that is not persisted"),
    Action("explain", "enter", "Enter", "row: explain", "show why: evidence, changes and other candidates", "Why"),
    Action("layout", "l", "l", "view: change layout", "side by side, stacked, or by the window's width", "Layout"),
    Action("move(1)", "j,down", "j ↓", "go: next row", "next row"),
    Action("move(-1)", "k,up", "k ↑", "go: previous row", "previous row"),
    Action("page(1)", "pagedown,space", "PgDn", "go: next page", "a screen further"),
    Action("page(-1)", "pageup", "PgUp", "go: previous page", "a screen back"),
    Action("end(-1)", "g,home", "g", "go: first row", "first row"),
    Action("end(1)", "G,end", "G", "go: last row", "last row"),
    Action("hit(1)", "n", "n", "find: next", "next row that contains the search"),
    Action("hit(-1)", "N", "N", "find: previous", "previous row that contains the search"),
    Action("filter('persisted')", "1", "1", "show: persisted", "only persisted, or no longer"),
    Action("filter('changed')", "2", "2", "show: changed", "only changed, or no longer"),
    Action("filter('dropped')", "3", "3", "show: dropped", "only dropped, or no longer"),
    Action("filter('added')", "4", "4", "show: added", "only added, or no longer"),
    Action("filter('')", "0", "0", "show: all", "every row, whatever its status"),
    Action("pair(1)", "greater_than_sign", ">", "version: next pair", "the next two of several versions"),
    Action("pair(-1)", "less_than_sign", "<", "version: previous pair", "the previous two of several versions"),
    Action("swap", "s", "s", "version: swap", "exchange earlier and later"),
    Action("reload", "r", "r", "version: read again", "read and align the texts again"),
    Action("arguments", "a", "a", "view: arguments", "a row for every argument, or as the texts run"),
    Action("shade", "t", "t", "view: dark or light", "exchange the dark and the light theme"),
    Action("clear", "escape", "Esc", "view: back", "stop, close, or clear what was opened last"),
)
"""In the order in which help and palette name them; those with a footer word stand in the footer in the same order."""
