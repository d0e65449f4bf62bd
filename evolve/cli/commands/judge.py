"""`evolve judge A B`: let a program that the user names judge which claims recur."""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Sequence
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING

from evolve.cli.console import ended_by_signals, put, say, spare
from evolve.cli.inputs import (
    BODY_HELP,
    add_language,
    add_two_files,
    add_view,
    add_voice,
    refuse_no_stdin,
    refuse_stdin_twice,
    settings_of,
    two_documents,
)
from evolve.cli.progress import counter
from evolve.errors import InputError, UsageError
from evolve.storage.atomic import write_atomically
from evolve.text.clean import clean_line

if TYPE_CHECKING:
    from evolve.comparison import Comparison
    from evolve.judges import JudgeStore
    from evolve.judges.answer import Answer, LeftOut
    from evolve.judges.ask import Judge
    from evolve.judges.task import Task
    from evolve.judges.windows import Pair

SUMMARY = "let a program of your choice judge which claims recur"
EXAMPLES = """\
examples:
  evolve judge draft1.txt draft2.txt --with 'llm -m MODEL'
  evolve judge draft1.txt draft2.txt --with 'ollama run MODEL' --passes 2
  evolve judge draft1.txt draft2.txt --with './nli.py' --protocol pairs
  evolve judge draft1.txt draft2.txt --export task.txt     paste it into any assistant …
  evolve judge draft1.txt draft2.txt --import answer.txt   … and import its answer

The command reads a task from stdin and writes its answer to stdout. evolve opens no network connection; what the
command does with your texts is outside its control. Instructions hidden in a text can at worst cause a wrong verdict.
Verdicts are stored apart from your own judgements, which override them; --no-judge excludes them.
"""

PROTOCOLS = ("text", "pairs")
_FEW_SHOWN = 5
_DEFAULT_NAME = "reader"


def add_options(parser: ArgumentParser) -> None:
    """Add the two versions, the judge, and the options for asking it."""
    add_two_files(parser)
    parser.add_argument(
        "--with",
        dest="command",
        metavar="CMD",
        help="the command that judges; reads a task on stdin, answers on stdout",
    )
    parser.add_argument("--export", metavar="FILE", help="write the task to this file, to paste it into an assistant")
    parser.add_argument(
        "--import",
        dest="answers",
        action="append",
        default=[],
        metavar="FILE",
        help="import the answer in this file; repeatable",
    )
    parser.add_argument(
        "--protocol",
        choices=PROTOCOLS,
        default=PROTOCOLS[0],
        help="text: both texts and a guide; pairs: JSON Lines of candidates, for entailment models (default: text)",
    )
    parser.add_argument(
        "--passes",
        type=int,
        choices=(1, 2),
        default=1,
        help="2 asks again with the later text first; pairs named only once become unsure (default: 1)",
    )
    parser.add_argument("--as", dest="name", metavar="NAME", help="the judge's name (default: the command's name)")
    parser.add_argument(
        "--timeout",
        metavar="S",
        type=_seconds,
        default=600.0,
        help="time limit for each task, in seconds (default: 600)",
    )
    parser.add_argument(
        "--limit", metavar="N", type=_count, help="ask about at most N parts or pairs, the most likely first"
    )
    add_language(parser)
    add_voice(parser)
    parser.add_argument("--body", metavar="LINES", help=BODY_HELP)
    add_view(parser)


def _seconds(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = 0.0
    if not 0 < value <= 1_000_000:
        raise ArgumentTypeError(f"{text!r} is not a number of seconds")
    return value


def _count(text: str) -> int:
    if text.isascii() and text.isdigit() and int(text[:9]) > 0 and len(text) < 9:
        return int(text)
    raise ArgumentTypeError(f"{text!r} is not a whole number of 1 or more")


def run(options: Namespace) -> int:
    """Ask the judge, export the task, or import an answer."""
    chosen = [name for name in ("command", "export", "answers") if getattr(options, name)]
    if options.command is not None and not options.command.strip():
        step = "name a command that reads a task on stdin and answers on stdout"
        raise UsageError("no command is named", next_step=step, where="--with")
    if len(chosen) != 1:
        step = "choose one of --with CMD, --export FILE and --import FILE"
        what = "--with, --export and --import cannot be combined" if chosen else "no judge is named"
        raise UsageError(what, next_step=step)
    if options.protocol == "pairs" and not options.command:
        raise UsageError("works only with a command", next_step="name one with --with", where="--protocol pairs")
    judge = judge_of(options.command, options.name, options.timeout)
    comparison, store = _opened(options)
    if options.export:
        return _export(comparison, options)
    work = _import if options.answers else _ask_pairs if options.protocol == "pairs" else _ask
    with ended_by_signals():
        try:
            left_out = work(comparison, judge, store, options)
        except KeyboardInterrupt:
            say("interrupted; the answers so far are saved, and the same command continues from there")
            raise
    _report(comparison, judge, store, left_out, options)
    return 0


def judge_of(command: str, name: str | None = None, timeout: float | None = None) -> Judge:
    """Return the judge for a command. Raises UsageError for a command that cannot be run, and for an invalid name."""
    from evolve.judges.ask import TIMEOUT, Judge
    from evolve.judges.run import words_of
    from evolve.judges.store import judge_name

    words = words_of(command) if command else ()
    default = Path(words[0]).name if words else _DEFAULT_NAME
    cleaned = judge_name(default if name is None else name)
    if not cleaned:
        raise UsageError("is not a name", next_step="use at least one visible character", where="--as")
    return Judge(cleaned, words, timeout or TIMEOUT)


def _opened(options: Namespace) -> tuple[Comparison, JudgeStore]:
    """Return the comparison of the two versions, and the store of verdicts on them."""
    from evolve.comparison import compare
    from evolve.judges import JudgeStore

    settings = settings_of(options).settings
    before, after = two_documents(options, settings)
    store = JudgeStore.open(before, after)
    for warning in store.warnings:
        say(warning)
    return compare(before, after, settings=settings), store


def _ask(comparison: Comparison, judge: Judge, store: JudgeStore, options: Namespace) -> list[LeftOut]:
    """Send the tasks not answered yet; return the unusable parts of the answers."""
    from evolve.judges.ask import Outcome, ask, conclude, tasks_of, unanswered

    tasks = tasks_of(comparison, passes=options.passes, limit=options.limit)
    missing = unanswered(tasks, judge, store)
    outcome = Outcome()
    if _announce(options, len(missing), len(tasks), sum(task.words for task in missing), "task"):
        with counter(len(missing), "tasks answered") as advance:
            outcome = ask(comparison, missing, judge, store, advance)
    if options.passes == 2:
        passes = [[judge.key(task.id) for task in tasks if task.later_first is swapped] for swapped in (False, True)]
        conclude(comparison, passes, judge, store)
    if outcome.unended:
        one = outcome.unended == 1
        answers = "one answer lacks its last line and" if one else f"{outcome.unended} answers lack their last line and"
        say(f"{answers} may be incomplete")
    return outcome.left_out


def _ask_pairs(comparison: Comparison, judge: Judge, store: JudgeStore, options: Namespace) -> list[LeftOut]:
    """Send the pairs not answered yet; return the unusable parts of the answers."""
    from evolve.judges.ask import ask_pairs, conclude, pair_keys, unanswered_pairs
    from evolve.judges.pairs import LIMIT, candidate_pairs

    pairs = candidate_pairs(comparison, options.limit or LIMIT)
    turns = (False, True)[: options.passes]
    missing = [(swapped, unanswered_pairs(comparison, pairs, judge, store, swapped=swapped)) for swapped in turns]
    count = sum(len(found) for _, found in missing)
    left_out: list[LeftOut] = []
    if _announce(
        options, count, len(pairs) * len(turns), sum(_words(comparison, found) for _, found in missing), "pair"
    ):
        with counter(count, "pairs answered") as advance:
            outcomes = [
                ask_pairs(comparison, found, judge, store, swapped=swapped, watch=advance)
                for swapped, found in missing
                if found
            ]
        left_out = [piece for outcome in outcomes for piece in outcome.left_out]
        if unanswered := sum(outcome.unended for outcome in outcomes):
            say(f"{unanswered} of {count} pairs were not answered")
    if options.passes == 2:
        conclude(comparison, [pair_keys(comparison, pairs, judge, swapped=swapped) for swapped in turns], judge, store)
    return left_out


def _words(comparison: Comparison, pairs: Sequence[Pair]) -> int:
    """Return the number of words in the sentences of some pairs."""
    one, two = comparison.pair.sentence_texts
    return sum(len(one[b].split()) + len(two[a].split()) for b, a in pairs)


def _announce(options: Namespace, missing: int, every: int, words: int, unit: str) -> bool:
    """Show what will be sent, before anything is; return whether there is anything to send."""
    if not every:
        say("nothing to ask: one of the texts has no sentences")
    elif not missing:
        say(f"nothing to ask: {options.command!r} has already answered everything")
    else:
        known = f"; {every - missing} of {every} already answered" if missing < every else ""
        units = unit if missing == 1 else f"{unit}s"
        say(f"{options.command!r} gets {words:,} words of prompt and text in {missing:,} {units}{known}")
    return bool(missing)


def _export(comparison: Comparison, options: Namespace) -> int:
    """Write the tasks, each to its own file."""
    from evolve.judges.ask import tasks_of

    tasks = tasks_of(comparison, passes=options.passes, limit=options.limit)
    if not tasks:
        step = "name two versions that contain sentences"
        raise InputError("nothing to ask: one of the texts has no sentences", next_step=step)
    if options.export == "-":
        if len(tasks) > 1:
            step = "name a file with --export; each task gets its own, numbered"
            raise UsageError(f"stdout can hold only one of the {len(tasks)} tasks", next_step=step, where="--export -")
        put(tasks[0].prompt, exact=True, elsewhere="choose another file with --export")
        return 0
    target = Path(options.export)
    targets = [target if len(tasks) == 1 else _numbered(target, n) for n in range(1, len(tasks) + 1)]
    for path in targets:
        spare([options.before, options.after], str(path), "--export", "is one of the versions")
    for path, task in zip(targets, tasks, strict=True):
        write_atomically(path, task.prompt)
        put(f"{clean_line(str(path))}  {task.words:,} words\n")
    put("give it to an assistant, save the answer, and import it with --import FILE\n")
    return 0


def _numbered(path: Path, number: int) -> Path:
    return path.with_name(f"{path.stem}-{number}{path.suffix}")


def _import(comparison: Comparison, judge: Judge, store: JudgeStore, options: Namespace) -> list[LeftOut]:
    """Import answers; return their unusable parts."""
    from evolve.judgements.parse import text_of
    from evolve.judges.answer import read_answer
    from evolve.judges.ask import conclude, keep_answer, tasks_of, unanswered
    from evolve.readers import content_of

    refuse_stdin_twice(options.answers)
    tasks = tasks_of(comparison, passes=2, limit=options.limit)
    every = range(len(comparison.before.sentences)), range(len(comparison.after.sentences))
    left_out: list[LeftOut] = []
    for file in options.answers:
        refuse_no_stdin(file, "an answer")
        text = text_of(content_of(file), clean_line(file))
        answer = read_answer(text, *every)
        if answer.repeats_task:
            raise InputError(
                "contains the task, not only its answer", next_step="save the answer alone", where=clean_line(file)
            )
        if answer.is_empty:
            step = "save the whole answer, unchanged"
            raise InputError("contains no verdict", next_step=step, where=clean_line(file))
        task = _answered(file, answer, tasks)
        if answer.done is not None:
            answer = read_answer(text, range(*task.window.before), range(*task.window.after))
        keep_answer(comparison, task, answer, judge, store, finished=answer.done is not None)
        left_out += answer.left_out
    if options.passes == 2:
        if missing := unanswered(tasks, judge, store):
            say(f"{len(missing)} of {len(tasks)} tasks are not answered yet; until then, verdicts of one pass count")
        else:
            passes = [
                [judge.key(task.id) for task in tasks if task.later_first is swapped] for swapped in (False, True)
            ]
            conclude(comparison, passes, judge, store)
    return left_out


def _answered(file: str, answer: Answer, tasks: Sequence[Task]) -> Task:
    """Return the task of an answer; the first one if the answer names none. Raises InputError for an unknown task."""
    if answer.done is None:
        say(f"{file}: the answer lacks its last line and may be incomplete; its numbers are taken to mean these texts")
        return tasks[0]
    for task in tasks:
        if task.id == answer.done:
            return task
    step = "export the task again with --export and have it answered again"
    what = "answers another task: the texts are different or have changed, so its numbers refer to other sentences"
    raise InputError(what, next_step=step, where=clean_line(file))


def _report(
    comparison: Comparison, judge: Judge, store: JudgeStore, left_out: Sequence[LeftOut], options: Namespace
) -> None:
    """Print the numbers of verdicts on these two texts, and their file."""
    from evolve.judges.answer import summary_of
    from evolve.judges.ask import counted
    from evolve.model import Verdict
    from evolve.render.numbers import many

    if left_out:
        say(f"{many(len(left_out), 'verdict')} ignored: {summary_of(left_out)}")
        for piece in left_out[:_FEW_SHOWN]:
            say(f"  {piece.reason}: {piece.piece}")
        if len(left_out) > _FEW_SHOWN:
            say(f"  … and {len(left_out) - _FEW_SHOWN} more")
    counts = counted(comparison, judge.name, store)
    found = ", ".join(f"{counts[verdict]} {verdict}" for verdict in Verdict if counts[verdict]) or "no pair"
    put(f"judged by {judge.name}: {found}\n")
    if counts:
        files = " ".join(
            quote(f"./{file}" if file.startswith("-") else file) for file in (options.before, options.after)
        )
        put(f"saved in {clean_line(str(store.path))}\nsee it with: evolve report {clean_line(files)}\n")
