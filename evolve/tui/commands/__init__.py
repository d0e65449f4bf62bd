"""Everything a person can do on the screen, each declared once: keys, footer, palette and help are made from it."""

from __future__ import annotations

from evolve.tui.command import Command

ACTIONS = (
    Command("help", "help", "question_mark,f1", "?", "help: show", "explain keys, signs and the threshold", "Help"),
    Command("quit", "quit", "q", "q", "evolve: quit", "leave", "Quit"),
    Command("find", "find", "slash", "/", "find: search", "show only rows that contain some words", "Find"),
    Command("lower", "threshold(-1)", "left_parenthesis", "(", "threshold: lower", "by .01: more links", "Threshold"),
    Command("raise", "threshold(1)", "right_parenthesis", ")", "threshold: raise", "by .01: fewer links"),
    Command("reset", "default", "equals_sign", "=", "threshold: reset", "go back to the one found for these texts"),
    Command("tune", "tune", "t", "t", "threshold: tune", "a chart of all thresholds, and the pairs at the cut"),
    Command("next", "unlike(1)", "right_square_bracket", "]", "go: next difference", "next not persisted", "Next"),
    Command("previous", "unlike(-1)", "left_square_bracket", "[", "go: previous difference", "last not persisted"),
    Command("explain", "explain", "enter", "Enter", "row: explain", "why it is so; opens an argument"),
    Command("same", "judge('same')", "y", "y", "judge: same claim", "the two sentences make the same claim"),
    Command("not", "judge('not')", "x", "x", "judge: not the same", "they do not"),
    Command("unsure", "judge('unsure')", "u", "u", "judge: unsure", "it cannot be said"),
    Command("note", "note", "e", "e", "judge: note", "write a note on the link"),
    Command("pick", "pick", "m", "m", "judge: link by hand", "link the sentence with one that you pick"),
    Command("undo", "undo", "ctrl+z", "^z", "judge: take back", "take the last judgement back"),
    Command("review", "review", "R", "R", "judge: review", "walk through the links nearest the threshold"),
    Command("arguments", "shape('arguments')", "a", "a", "view: arguments", "what became of each", "Arguments"),
    Command("order", "order", "o", "o", "view: order of arguments", "by weight, by either text, or by status"),
    Command("turn", "turn(1)", "v", "v", "view: next", "the next of the views below"),
    Command("back", "turn(-1)", "V", "V", "view: previous", "the one before it"),
    Command("rows", "shape('rows')", "f2", "F2", "view: rows", "every sentence, the two texts level"),
    Command("changes", "shape('changes only')", "f3", "F3", "view: changes only", "rows without what persisted"),
    Command(
        "earlier", "shape('earlier text')", "f4", "F4", "view: earlier text", "as it reads, its fate in the margin"
    ),
    Command("later", "shape('later text')", "f5", "F5", "view: later text", "as it reads, its origin in the margin"),
    Command("slope", "shape('slope')", "f6", "F6", "view: slope", "a line for every link, from place to place"),
    Command("timeline", "shape('timeline')", "f7", "F7", "view: timeline", "arguments through three or more versions"),
    Command("layout", "layout", "l", "l", "view: layout", "side by side, stacked, or by the window's width"),
    Command("shade", "shade", "d", "d", "view: dark or light", "exchange the dark and the light theme"),
    Command("clear", "clear", "escape", "Esc", "view: back", "stop, close, or clear what was opened last"),
    Command("down", "move(1)", "j,down", "j ↓", "go: next row", "next row"),
    Command("up", "move(-1)", "k,up", "k ↑", "go: previous row", "previous row"),
    Command("page", "page(1)", "pagedown,space", "PgDn", "go: next page", "a screen further"),
    Command("page-back", "page(-1)", "pageup", "PgUp", "go: previous page", "a screen back"),
    Command("first", "end(-1)", "g,home", "g", "go: first row", "first row"),
    Command("last", "end(1)", "G,end", "G", "go: last row", "last row"),
    Command("to-text", "to_text", "right", "→", "go: argument in the texts", "from an argument to its rows"),
    Command("to-arguments", "to_argument", "left", "←", "go: row among arguments", "from a row to its argument"),
    Command("hit", "hit(1)", "n", "n", "find: next", "next row that contains the search"),
    Command("hit-back", "hit(-1)", "N", "N", "find: previous", "previous row that contains the search"),
    Command("persisted", "filter('persisted')", "1", "1", "show: persisted", "only persisted, or no longer"),
    Command("changed", "filter('changed')", "2", "2", "show: changed", "only changed, or no longer"),
    Command("dropped", "filter('dropped')", "3", "3", "show: dropped", "only dropped, or no longer"),
    Command("added", "filter('added')", "4", "4", "show: added", "only added, or no longer"),
    Command("all", "filter('')", "0", "0", "show: all", "every row, whatever its status"),
    Command("copy", "copy", "c", "c", "text: copy", "copy the sentences under the cursor"),
    Command("save", "save", "w", "w", "text: save a report", "write a report, in any of the formats", "Save"),
    Command("next-pair", "pair(1)", "greater_than_sign", ">", "version: next pair", "the next two of several versions"),
    Command(
        "previous-pair", "pair(-1)", "less_than_sign", "<", "version: previous pair", "the previous two of several"
    ),
    Command("swap", "swap", "s", "s", "version: swap", "exchange earlier and later"),
    Command("reload", "reload", "r", "r", "version: read again", "read and align the texts again"),
)
"""In the order in which help and palette name them; those with a footer word stand in the footer in the same order."""
