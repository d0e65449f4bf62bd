"""The help: the keys needed first, signs and the threshold in plain words, and all keys."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from evolve.model import Status
from evolve.render.status_names import ALIKE, status_name
from evolve.tui.declaration import AnyCommand

STATUSES = {
    Status.PERSISTED: "the same claim; only its form differs",
    Status.CHANGED: "the same claim, said differently",
    Status.UNCLEAR: "no link, but a candidate worth a look",
    Status.DROPPED: "no match found in the later text",
    Status.ADDED: "no match found in the earlier text",
}

THRESHOLD = (
    "Every pair of sentences has a score from 0 to 1: how many unusual words they share. A pair that reaches the "
    "threshold is linked, unless one of the two has a better partner. evolve finds a threshold for these two texts by "
    "shuffling their words and counting how many pairs reach it by chance. Lower it to see more and weaker links, of "
    "which more are due to chance; raise it to keep only the surest. The bars show how many links have each score; "
    "the line between them is the threshold. Raising it only ever takes links away. A sentence is unclear if it would "
    "be linked at a lower threshold that is still better than chance, or if its best partner is linked to another."
)

RIGHT = (
    "“about 44 of 45 links right” is an estimate: it leaves out links due to chance, and links no better than those "
    "found within one of the texts. Where there is no such estimate, as with most rewritten texts, “perhaps 3 or 4 of "
    "5 links beyond chance” is the number of links in which the shared wording is no accident; only reading shows how "
    "many are right. “5→4 changed”: 5 sentences of the earlier text, 4 of the later one; for each text the numbers "
    "add up to all its sentences."
)

GROUPS = (
    "go",
    "row",
    "show",
    "find",
    "view",
    "judge",
    "threshold",
    "tuning",
    "line",
    "body",
    "text",
    "version",
    "help",
    "program",
)
"""The groups of commands in the order of the help."""

FIRST: tuple[tuple[tuple[str, ...], str], ...] = (
    (("explain",), "why it is linked, or why not; an argument is opened first"),
    (("same", "not", "unsure"), "judge: same claim, not the same, unsure"),
    (("undo",), "undo the last judgement"),
    (("unclear", "all"), "only what is possible; all again"),
    (("next-link", "previous-link"), "next and previous link"),
    (("turn",), "next view: rows, arguments, …"),
    (("clear",), "go back: close or clear what was opened last"),
    (("save",), "save a report"),
)
"""The keys that a person needs first: the commands that have them, and what these do together."""

FIRST_TUNING: tuple[tuple[tuple[str, ...], str], ...] = (
    (("lower", "raise"), "lower or raise the threshold by .01"),
    (("previous", "next"), "next threshold that gains or loses a link"),
    (("advised",), "go to the recommended threshold"),
    (("put-back",), "go back to the threshold you started with"),
    (("clear",), "done: keep the threshold and go back"),
)
"""The same on the screen on which the threshold is tuned."""

BODY_EXPLAINED = (
    "The lines with ✓ are read as the essay, those with · are left out, by the rule beside them or by you; "
    "below is the whole line under the cursor with the reason. What you choose is remembered for this text and applies "
    "to reports and batches that are not given a body. “As found” undoes that, and the rules decide again."
)

TUNING_EXPLAINED = (
    (
        "The chart",
        "The thresholds go up from left to right, from just below the first that is worth checking. "
        "The height of a bar is the number of links at a threshold; its lower "
        "part is the number expected by chance. Dots show the share of the links not by chance; these need not all "
        "be right. If you have judged pairs, a second chart shows precision, recall and F1 by your labels, F1 with its "
        "95 % interval. The keys below the axis move the threshold to where they are. Or click the chart, or turn the "
        "wheel.",
    ),
    (
        "The figures",
        "± .02: links that come or go when the threshold moves by .02 in either direction; if they are few, the "
        "threshold is stable. right, wrong: links you labelled; missed: pairs you called the same that are not linked.",
    ),
    (
        "The pairs",
        "The pairs above the line are the weakest links, those below it the strongest pairs that are not linked. Move "
        "the threshold until those above make the same claim and those below do not. ✓ ✗ ? are your judgements.",
    ),
)

READING = (
    "After the sign comes the number of the sentence; at the end of a row are the kinds of change and the score. "
    "↔ 37: the sentence is also linked to sentence 37, in another row. perhaps 2: the best candidate is sentence 2. "
    "The bar on the right is the whole text: click it to go there. ✓ ✗ ? are your judgements, ◇ is a link by a judge "
    "(evolve judge), ≠ a pair on which you disagree with a judge: a review (R) begins with those."
)


class Help(ModalScreen[None]):
    """Keys, signs and the threshold, in plain words."""

    DEFAULT_CSS = """
    Help { align: center middle; }
    Help > VerticalScroll {
        width: 78; max-width: 96%; height: auto; max-height: 96%;
        border: round $primary; padding: 0 2; background: $surface;
    }
    Help Static { height: auto; padding-right: 1; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,question_mark,f1,enter", "dismiss", "Close"),
        Binding("j", "scroll(1)", "Down"),
        Binding("k", "scroll(-1)", "Up"),
    ]

    def __init__(self, text: Content) -> None:
        super().__init__()
        self._text = text

    def compose(self) -> ComposeResult:
        with VerticalScroll():
            yield Static(self._text)

    def action_scroll(self, step: int) -> None:
        self.query_one(VerticalScroll).scroll_relative(y=step, animate=False)


def help_text(commands: Sequence[AnyCommand], *, is_rewritten: bool = False) -> Content:
    """Return the help of the screen that compares; in rewritten texts two statuses have another name."""
    parts = _first(commands, FIRST)
    parts.append(("What you see\n", "bold $primary"))
    for status, words in STATUSES.items():
        if is_rewritten and status is Status.CHANGED:
            words = ALIKE
        parts += [
            (f"  {status.glyph} {status_name(status, is_rewritten=is_rewritten):<10}", "bold"),
            (f"{words}\n", ""),
        ]
    parts.append(("    Changed words are marked, unless most of the sentence changed.\n", ""))
    parts += [("\n", ""), (f"{READING}\n", ""), ("\nThe threshold\n", "bold $primary"), (f"{THRESHOLD}\n", "")]
    parts += [("\nHow many links are right\n", "bold $primary"), (f"{RIGHT}\n", "")]
    parts += _listed(commands)
    parts += [("\n  ^p    ", "bold"), ("every action by name\n", "")]
    parts += [("  Tab   ", "bold"), ("go to the explanation and back", "")]
    return Content.assemble(*parts)


def tuning_help(commands: Sequence[AnyCommand]) -> Content:
    """Return the help of the screen on which the threshold is tuned."""
    parts = _first(commands, FIRST_TUNING)
    for title, words in TUNING_EXPLAINED:
        parts += [(f"{title}\n", "bold $primary"), (f"{words}\n\n", "")]
    return Content.assemble(*parts[:-1], (f"{parts[-1][0].rstrip()}\n", ""), *_listed(commands))


def body_help(commands: Sequence[AnyCommand]) -> Content:
    """Return the help of the screen on which the lines of a body are chosen."""
    moving = [
        ("\ngo\n", "bold $primary"),
        ("  j k   ", "bold"),
        ("next and previous line; J and K take a range along\n", ""),
    ]
    moving += [("  g G   ", "bold"), ("first and last line\n", "")]
    return Content.assemble(("The lines\n", "bold $primary"), f"{BODY_EXPLAINED}\n", *moving, *_listed(commands))


def _first(commands: Sequence[AnyCommand], needed: Sequence[tuple[Sequence[str], str]]) -> list[tuple[str, str]]:
    """Return the lines on the keys that are needed first; without those that no command has."""
    shown = {command.id: command.shown.split()[0] for command in commands if command.shown}
    lines = [(" ".join(shown[name] for name in names if name in shown), words) for names, words in needed]
    if not any(keys for keys, _ in lines):
        return []
    parts = [("Keys to begin with", "bold $primary"), ("   all are below\n", "$faint")]
    for keys, words in lines:
        parts += [(f"  {keys:<6}", "bold"), (f"{words}\n", "")] if keys else []
    return [*parts, ("\n", "")]


def _listed(commands: Sequence[AnyCommand]) -> list[tuple[str, str]]:
    groups: dict[str, list[AnyCommand]] = {name: [] for name in GROUPS}
    for command in commands:
        groups.setdefault(command.name.split(": ")[0], []).append(command)
    parts: list[tuple[str, str]] = []
    for name, group in groups.items():
        if group:
            parts.append((f"\n{name}\n", "bold $primary"))
        for command in group:
            parts += [(f"  {command.shown:<6}", "bold"), (f"{command.help}\n", "")]
    return parts
