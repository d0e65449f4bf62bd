"""`evolve label`: ask about random pairs on a terminal, and save each answer before the next question."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING

from evolve.cli.console import on_terminal, put, refuse_stdout, say, spare, width
from evolve.cli.inputs import add_comparing, comparisons_of, settings_of
from evolve.errors import UsageError

if TYPE_CHECKING:
    from evolve.judgements import Store
    from evolve.tune.session import Question, Session

SUMMARY = "label random pairs to measure accuracy"
EXAMPLES = """\
examples:
  evolve label draft1.txt draft2.txt
  evolve label draft1.txt draft2.txt --to anna.jsonl --by anna

Two sentences are shown, without their score. Do they make the same claim? Type a letter and press Enter:
  y same claim    x not the same    u unsure    Enter alone: show the sentences around them
  z or Ctrl+Z undo the last answer    e TEXT add a note to the next answer    q quit
Each answer is saved at once; the next run continues after the last one.
"""

_KEYS = "y same claim · x not · u unsure · e note · z undo · q quit, each with Enter; Enter alone: context"
_STRANGERS = "Many pairs have nothing in common: they are drawn too, because only they show which links are missed."
_VERDICTS = {"y": "same", "yes": "same", "x": "not", "n": "not", "no": "not", "u": "unsure"}
_UNDO = ("z", "undo", "\x1a")
"""The words that undo an answer; the last is Ctrl+Z."""


def _seed(text: str) -> int:
    value = int(text)
    if value < 0:
        raise ValueError(text)
    return value


_seed.__name__ = "whole number (0 or more)"


def add_options(parser: ArgumentParser) -> None:
    """Add the two versions, the options of every comparison, and the person and the file of the labels."""
    add_comparing(parser)
    parser.add_argument("files", nargs=2, metavar="FILE", help="two versions, the earlier first")
    parser.add_argument("--seed", type=_seed, default=0, metavar="N", help="seed of the random selection (default: 0)")
    parser.add_argument(
        "--to",
        metavar="FILE",
        help="save the labels to this file, apart from your judgements, for example for a second person",
    )
    parser.add_argument("--by", metavar="NAME", default="", help="name of the person who labels")


def run(options: Namespace) -> int:
    """Ask for judgements until all pairs are judged or the user quits."""
    from evolve.judgements import JudgementStore
    from evolve.judgements.store import LabelStore
    from evolve.tune.session import Session

    if not on_terminal(sys.stdin) or not on_terminal(sys.stdout):
        step = "run it in a terminal, or write a CSV file for `evolve tune --judgements`"
        raise UsageError("labelling is interactive and needs a terminal", next_step=step)
    if isinstance(sys.stdin, TextIOWrapper):
        # Input in another encoding must not end the session.
        sys.stdin.reconfigure(errors="replace")
    if options.to:
        refuse_stdout(options.to, "--to", "labels are saved to a file")
        spare(options.files, options.to, "--to")
    (comparison,) = comparisons_of(options, settings_of(options).settings)
    store: Store = (
        LabelStore(Path(options.to)) if options.to else JudgementStore.open(comparison.before, comparison.after)
    )
    session = Session(comparison, options.seed, list(store.all()))
    for warning in store.warnings:
        say(warning)
    _refuse_other_files(store, options.to)
    try:
        with _ctrl_z_as_input():
            ask(session, store, options.by, lambda: input("> "), put)
    except KeyboardInterrupt:
        put("\n")
        _show_next_step(store, options)
        raise
    _show_next_step(store, options)
    return 0


@contextmanager
def _ctrl_z_as_input() -> Iterator[None]:
    """Read Ctrl+Z, which undoes an answer, like any other key; otherwise the terminal would stop the program."""
    try:
        import termios
    except ImportError:  # on Windows the key ends the input
        yield
        return
    try:
        terminal = sys.stdin.fileno()
        before = termios.tcgetattr(terminal)
    except (OSError, termios.error):  # a stream without a terminal
        yield
        return
    keys = [*before[6]]
    keys[termios.VSUSP] = b"\x00"
    termios.tcsetattr(terminal, termios.TCSADRAIN, [*before[:6], keys])
    try:
        yield
    finally:
        termios.tcsetattr(terminal, termios.TCSADRAIN, before)


def _show_next_step(store: Store, options: Namespace) -> None:
    """Show the file of the labels and the command that uses them, if there are any."""
    from evolve.text.clean import clean_line

    if store.all():
        command = "evolve tune " + " ".join(map(_typed, options.files))
        put(f"saved in {clean_line(str(store.path))}\nsee the results with:\n")
        put(f"  {clean_line(command + (f' --judgements {_typed(options.to)}' if options.to else ''))}\n")


def _typed(path: str) -> str:
    """Return a path as typed in a shell, with "./" if it looks like an option."""
    return quote(f"./{path}" if path.startswith("-") else path)


def _refuse_other_files(store: Store, to: str | None) -> None:
    """Refuse to add labels to a file with other contents. Raises UsageError."""
    if to and store.warnings and not store.all():
        step = "choose another file with --to"
        raise UsageError("is not a file of labels, so nothing is added to it", next_step=step, where=to)


def ask(session: Session, store: Store, by: str, answer: Callable[[], str], show: Callable[[str], None]) -> None:
    """Ask about each pair in turn; `answer` returns a typed line and raises EOFError at the end of input."""
    from evolve.model import Verdict

    show(_wrapped(_KEYS, "") + _wrapped(_STRANGERS, "") + _wrapped(session.progress(), ""))
    note = ""
    while (question := session.next()) is not None:
        show(_shown(question))
        while True:
            try:
                typed = answer().strip()
            except EOFError:
                show("\n")
                typed = "q"
            key, _, rest = typed.partition(" ")
            key = key.lower()
            if key in _VERDICTS:
                store.add(question.judged(Verdict(_VERDICTS[key]), note, by))
                note = ""
                session.judgements = list(store.all())
                show(_wrapped(question.result_message, "  ") + _wrapped(session.progress(), "  "))
                break
            if key in ("q", "quit"):
                show(_wrapped(session.progress(), ""))
                return
            if key in _UNDO:
                undone = store.undo()
                session.judgements = list(store.all())
                show(
                    "  nothing to undo\n"
                    if undone is None
                    else f"  undone{', the note is kept for the next answer' * bool(undone.note)}\n"
                )
                if undone is not None:
                    note = undone.note
                    break
            elif key in ("e", "note"):
                note = rest.strip()
                show("  the note will be saved with the next answer\n" if note else "  type e, a space and the note\n")
            elif key in ("", "c", "context"):
                show(_context(session, question))
            else:
                show(_wrapped(_KEYS, "  "))
    show(f"all selected pairs are judged\n{_wrapped(session.progress(), '')}")


def _shown(question: Question) -> str:
    return "\n" + _wrapped(question.texts[0], "  ") + _wrapped(question.texts[1], "→ ")


def _context(session: Session, question: Question) -> str:
    out = []
    for sentences in session.context(question):
        out += [_wrapped(text, "  > " if here else "    ") for here, text in sentences]
        out.append("\n")
    return "".join(out)


def _wrapped(text: str, first: str) -> str:
    from evolve.render.text_page import Look, Page

    page = Page(Look(width()))
    page.put(text, first=first)
    return page.text()
