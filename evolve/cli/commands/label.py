"""`evolve label`: pairs shown one after the other on a terminal; each answer is kept before the next is asked."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable
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

SUMMARY = "judge drawn pairs, blind, so that the threshold can be tuned"
EXAMPLES = """\
examples:
  evolve label draft1.txt draft2.txt
  evolve label draft1.txt draft2.txt --to anna.jsonl --by anna

Two sentences are shown; type whether they make the same claim, and Enter:
  y same claim    n not    u unsure    c show what stands around them
  z take the last answer back    e some words   a note with the next answer    q quit
Every answer is kept at once, and the next time it goes on where it stopped.
"""

_KEYS = "y same claim · n not · u unsure · c context · e note · z undo · q quit, each with Enter"
_VERDICTS = {"y": "same", "yes": "same", "n": "not", "no": "not", "x": "not", "u": "unsure"}


def _seed(text: str) -> int:
    value = int(text)
    if value < 0:
        raise ValueError(text)
    return value


_seed.__name__ = "whole number from 0"


def add_options(parser: ArgumentParser) -> None:
    """Add the two versions, the options of every comparison, and whose labels are kept where."""
    add_comparing(parser)
    parser.add_argument("files", nargs=2, metavar="FILE", help="two versions, the earlier first")
    parser.add_argument("--seed", type=_seed, default=0, metavar="N", help="another draw; the default is 0")
    parser.add_argument(
        "--to",
        metavar="FILE",
        help="keep the labels there, as for a second person, apart from what was judged before",
    )
    parser.add_argument("--by", metavar="NAME", default="", help="who labels")


def run(options: Namespace) -> int:
    """Ask for judgements, one after the other, until somebody has had enough."""
    from evolve.judgements import JudgementStore
    from evolve.judgements.store import LabelStore
    from evolve.tune.session import Session

    if not on_terminal(sys.stdin) or not on_terminal(sys.stdout):
        step = "run it on a terminal, or write a CSV file for `evolve tune --judgements`"
        raise UsageError("labelling asks questions, and nobody is there to answer", next_step=step)
    if isinstance(sys.stdin, TextIOWrapper):
        # what is typed may be in another encoding, and a slip of a key is no reason to end
        sys.stdin.reconfigure(errors="replace")
    if options.to:
        refuse_stdout(options.to, "--to", "labels are kept in a file")
        spare(options.files, options.to, "--to")
    (comparison,) = comparisons_of(options, settings_of(options).settings)
    store: Store = (
        LabelStore(Path(options.to)) if options.to else JudgementStore.open(comparison.before, comparison.after)
    )
    session = Session(comparison, options.seed, list(store.all()))
    for warning in store.warnings:
        say(warning)
    _refuse_strangers(store, options.to)
    try:
        ask(session, store, options.by, lambda: input("> "), put)
    except KeyboardInterrupt:
        put("\n")
        _tell_where(store, options)
        raise
    _tell_where(store, options)
    return 0


def _tell_where(store: Store, options: Namespace) -> None:
    """Say where the labels are, and what can be done with them; nothing where there are none."""
    from evolve.text.clean import clean_line

    if store.all():
        command = "evolve tune " + " ".join(map(_typed, options.files))
        put(f"kept in {clean_line(str(store.path))}\nto see what they say:\n")
        put(f"  {clean_line(command + (f' --judgements {_typed(options.to)}' if options.to else ''))}\n")


def _typed(path: str) -> str:
    """A path as it is typed, so that it is not taken for an option."""
    return quote(f"./{path}" if path.startswith("-") else path)


def _refuse_strangers(store: Store, to: str | None) -> None:
    """Nothing is added to a file that holds something else than labels."""
    if to and store.warnings and not store.all():
        step = "choose another place with --to"
        raise UsageError("holds no labels as they are kept, so none is added", next_step=step, where=to)


def ask(session: Session, store: Store, by: str, answer: Callable[[], str], show: Callable[[str], None]) -> None:
    """Ask one pair after the other; `answer` gives what was typed and raises EOFError where nobody types any more."""
    from evolve.model import Verdict

    show(_wrapped(_KEYS, "") + _wrapped(session.progress(), ""))
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
            if key in ("z", "undo"):
                taken = store.undo()
                session.judgements = list(store.all())
                show(
                    "  nothing to take back\n"
                    if taken is None
                    else f"  taken back{', its note kept' * bool(taken.note)}\n"
                )
                if taken is not None:
                    note = taken.note
                    break
            elif key in ("e", "note"):
                note = rest.strip()
                show("  the note goes with the next answer\n" if note else "  type e and the note behind it\n")
            elif key in ("c", "context"):
                show(_context(session, question))
            else:
                show(_wrapped(_KEYS, "  "))
    show(f"every pair of the draw was judged\n{_wrapped(session.progress(), '')}")


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
