"""What a person can do in the tuning view."""

from __future__ import annotations

from evolve.tui.command import Command

TUNING = (
    Command("help", "help", "question_mark,f1", "?", "help: show", "explain the chart and the figures", "Help"),
    Command(
        "clear", "done", "escape,enter", "Esc", "tuning: done", "go back; the threshold stays as it is here", "Done"
    ),
    Command("lower", "step(-1)", "left_parenthesis", "(", "tuning: lower", "by .01, as ← does", "Threshold"),
    Command("raise", "step(1)", "right_parenthesis", ")", "tuning: raise", "by .01, as → does"),
    Command("put-back", "mark('b')", "b", "b", "tuning: put back", "to what it was when this was opened", "Put back"),
    Command(
        "reset", "mark('=')", "equals_sign", "=", "tuning: default", "to the one the texts were opened with", "Default"
    ),
    Command("advised", "mark('r')", "r", "r", "tuning: recommended", "to the one that is recommended", "Recommended"),
    Command("review-from", "mark('v')", "v", "v", "tuning: review cut-off", "from where pairs are worth a look"),
    Command("next", "change(1)", "right_square_bracket", "]", "tuning: next change", "up to where a link goes"),
    Command("previous", "change(-1)", "left_square_bracket", "[", "tuning: previous change", "down to where one comes"),
    Command("down", "step(1)", "j,down", "j ↓", "tuning: next row", "the next threshold of the table, up by .01"),
    Command("up", "step(-1)", "k,up", "k ↑", "tuning: previous row", "the one before it, down by .01"),
    Command("page", "leap(1)", "pagedown,space", "PgDn", "tuning: further up", "by .05"),
    Command("page-back", "leap(-1)", "pageup", "PgUp", "tuning: further down", "by .05"),
    Command("first", "end(-1)", "g,home", "g", "tuning: lowest", "to the lowest score"),
    Command("last", "end(1)", "G,end", "G", "tuning: highest", "to the highest score"),
)
"""The same for the view in which the threshold is tuned; an action that is among the others too has their keys."""
