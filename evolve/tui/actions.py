"""Everything a person can do on the screen, each declared once: keys, footer, palette and help are made from it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Action:
    """Something a person can do."""

    id: str
    """What it is called in a settings file."""
    run: str
    """The screen has `action_` before this; arguments may follow in brackets."""
    keys: str
    """The keys that do it, comma separated, as Textual names them; empty when all were given away."""
    shown: str
    """The keys as a person reads them."""
    name: str
    """How the palette calls it: "group: verb"."""
    help: str
    """What it does, in a clause."""
    footer: str = ""
    """Its word in the footer; empty keeps it out."""


ACTIONS = (
    Action("help", "help", "question_mark,f1", "?", "help: show", "explain keys, signs and the threshold", "Help"),
    Action("quit", "quit", "q", "q", "evolve: quit", "leave", "Quit"),
    Action("find", "find", "slash", "/", "find: search", "show only rows that contain some words", "Find"),
    Action("lower", "threshold(-1)", "left_parenthesis", "(", "threshold: lower", "by .01: more links", "Threshold"),
    Action("raise", "threshold(1)", "right_parenthesis", ")", "threshold: raise", "by .01: fewer links"),
    Action("reset", "default", "equals_sign", "=", "threshold: reset", "go back to the one found for these texts"),
    Action("tune", "tune", "t", "t", "threshold: tune", "a chart of all thresholds, and the pairs at the cut"),
    Action("next", "unlike(1)", "right_square_bracket", "]", "go: next difference", "next not persisted", "Next"),
    Action("previous", "unlike(-1)", "left_square_bracket", "[", "go: previous difference", "last not persisted"),
    Action("explain", "explain", "enter", "Enter", "row: explain", "why it is so; opens an argument"),
    Action("same", "judge('same')", "y", "y", "judge: same claim", "the two sentences make the same claim"),
    Action("not", "judge('not')", "x", "x", "judge: not the same", "they do not"),
    Action("unsure", "judge('unsure')", "u", "u", "judge: unsure", "it cannot be said"),
    Action("note", "note", "e", "e", "judge: note", "write a note on the link"),
    Action("pick", "pick", "m", "m", "judge: link by hand", "link the sentence with one that you pick"),
    Action("undo", "undo", "ctrl+z", "^z", "judge: take back", "take the last judgement back"),
    Action("review", "review", "R", "R", "judge: review", "walk through the links nearest the threshold"),
    Action("arguments", "shape('arguments')", "a", "a", "view: arguments", "what became of each", "Arguments"),
    Action("order", "order", "o", "o", "view: order of arguments", "by weight, by either text, or by status"),
    Action("turn", "turn(1)", "v", "v", "view: next", "the next of the views below"),
    Action("back", "turn(-1)", "V", "V", "view: previous", "the one before it"),
    Action("rows", "shape('rows')", "f2", "F2", "view: rows", "every sentence, the two texts level"),
    Action("changes", "shape('changes only')", "f3", "F3", "view: changes only", "rows without what persisted"),
    Action("earlier", "shape('earlier text')", "f4", "F4", "view: earlier text", "as it reads, its fate in the margin"),
    Action("later", "shape('later text')", "f5", "F5", "view: later text", "as it reads, its origin in the margin"),
    Action("slope", "shape('slope')", "f6", "F6", "view: slope", "a line for every link, from place to place"),
    Action("timeline", "shape('timeline')", "f7", "F7", "view: timeline", "arguments through three or more versions"),
    Action("layout", "layout", "l", "l", "view: layout", "side by side, stacked, or by the window's width"),
    Action("shade", "shade", "d", "d", "view: dark or light", "exchange the dark and the light theme"),
    Action("clear", "clear", "escape", "Esc", "view: back", "stop, close, or clear what was opened last"),
    Action("down", "move(1)", "j,down", "j ↓", "go: next row", "next row"),
    Action("up", "move(-1)", "k,up", "k ↑", "go: previous row", "previous row"),
    Action("page", "page(1)", "pagedown,space", "PgDn", "go: next page", "a screen further"),
    Action("page-back", "page(-1)", "pageup", "PgUp", "go: previous page", "a screen back"),
    Action("first", "end(-1)", "g,home", "g", "go: first row", "first row"),
    Action("last", "end(1)", "G,end", "G", "go: last row", "last row"),
    Action("to-text", "to_text", "right", "→", "go: argument in the texts", "from an argument to its rows"),
    Action("to-arguments", "to_argument", "left", "←", "go: row among arguments", "from a row to its argument"),
    Action("hit", "hit(1)", "n", "n", "find: next", "next row that contains the search"),
    Action("hit-back", "hit(-1)", "N", "N", "find: previous", "previous row that contains the search"),
    Action("persisted", "filter('persisted')", "1", "1", "show: persisted", "only persisted, or no longer"),
    Action("changed", "filter('changed')", "2", "2", "show: changed", "only changed, or no longer"),
    Action("dropped", "filter('dropped')", "3", "3", "show: dropped", "only dropped, or no longer"),
    Action("added", "filter('added')", "4", "4", "show: added", "only added, or no longer"),
    Action("all", "filter('')", "0", "0", "show: all", "every row, whatever its status"),
    Action("copy", "copy", "c", "c", "text: copy", "copy the sentences under the cursor"),
    Action("save", "save", "w", "w", "text: save a report", "write a report, in any of the formats", "Save"),
    Action("next-pair", "pair(1)", "greater_than_sign", ">", "version: next pair", "the next two of several versions"),
    Action("previous-pair", "pair(-1)", "less_than_sign", "<", "version: previous pair", "the previous two of several"),
    Action("swap", "swap", "s", "s", "version: swap", "exchange earlier and later"),
    Action("reload", "reload", "r", "r", "version: read again", "read and align the texts again"),
)
"""In the order in which help and palette name them; those with a footer word stand in the footer in the same order."""

TUNING = (
    Action("help", "help", "question_mark,f1", "?", "help: show", "explain the chart and the figures", "Help"),
    Action(
        "clear", "done", "escape,enter", "Esc", "tuning: done", "go back; the threshold stays as it is here", "Done"
    ),
    Action("lower", "step(-1)", "left_parenthesis", "(", "tuning: lower", "by .01, as ← does", "Threshold"),
    Action("raise", "step(1)", "right_parenthesis", ")", "tuning: raise", "by .01, as → does"),
    Action("put-back", "mark('b')", "b", "b", "tuning: put back", "to what it was when this was opened", "Put back"),
    Action(
        "reset", "mark('=')", "equals_sign", "=", "tuning: default", "to the one the texts were opened with", "Default"
    ),
    Action("advised", "mark('r')", "r", "r", "tuning: recommended", "to the one that is recommended", "Recommended"),
    Action("review-from", "mark('v')", "v", "v", "tuning: review cut-off", "from where pairs are worth a look"),
    Action("next", "change(1)", "right_square_bracket", "]", "tuning: next change", "up to where a link goes"),
    Action("previous", "change(-1)", "left_square_bracket", "[", "tuning: previous change", "down to where one comes"),
    Action("down", "step(1)", "j,down", "j ↓", "tuning: next row", "the next threshold of the table, up by .01"),
    Action("up", "step(-1)", "k,up", "k ↑", "tuning: previous row", "the one before it, down by .01"),
    Action("page", "leap(1)", "pagedown,space", "PgDn", "tuning: further up", "by .05"),
    Action("page-back", "leap(-1)", "pageup", "PgUp", "tuning: further down", "by .05"),
    Action("first", "end(-1)", "g,home", "g", "tuning: lowest", "to the lowest score"),
    Action("last", "end(1)", "G,end", "G", "tuning: highest", "to the highest score"),
)
"""The same for the view in which the threshold is tuned; an action that is among the others too has their keys."""
