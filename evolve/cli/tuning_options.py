"""What can be typed after `evolve tune` and `evolve label`."""

from __future__ import annotations

from argparse import ArgumentParser

EXAMPLES = {
    "tune": """\
examples:
  evolve tune draft1.txt draft2.txt
  evolve tune draft1.txt draft2.txt --html tuning.html
  evolve tune a.txt b.txt --judgements gold.csv --objective "precision>=.9"
  evolve tune --pair a1.txt a2.txt --pair b1.txt b2.txt --judgements gold.csv
  evolve tune a.txt b.txt --judgements other.csv --columns before=source,after=target,verdict=label
  evolve tune a.txt b.txt --write
  evolve tune a.txt b.txt --fail-under f1=0.9
  evolve tune --agreement anna.jsonl ben.jsonl
""",
    "label": """\
examples:
  evolve label draft1.txt draft2.txt
  evolve label draft1.txt draft2.txt --to anna.jsonl --by anna

Two sentences are shown; type whether they make the same claim, and Enter:
  y same claim    n not    u unsure    c show what stands around them
  z take the last answer back    e some words   a note with the next answer    q quit
Every answer is kept at once, and the next time it goes on where it stopped.
""",
}

SUMMARIES = {
    "tune": "find the threshold, and how far to trust it",
    "label": "judge drawn pairs, blind, so that the threshold can be tuned",
}


def _seed(text: str) -> int:
    value = int(text)
    if value < 0:
        raise ValueError(text)
    return value


_seed.__name__ = "whole number from 0"


def add(parser: ArgumentParser, name: str) -> None:
    """The options of one of the two, beside those of every comparison."""
    if name == "label":
        parser.add_argument("files", nargs=2, metavar="FILE", help="two versions, the earlier first")
        parser.add_argument("--seed", type=_seed, default=0, metavar="N", help="another draw; the default is 0")
        parser.add_argument(
            "--to",
            metavar="FILE",
            help="keep the labels there, as for a second person, apart from what was judged before",
        )
        parser.add_argument("--by", metavar="NAME", default="", help="who labels")
        return
    parser.add_argument("files", nargs="*", metavar="FILE", help="versions, earliest first")
    parser.add_argument(
        "--pair", nargs=2, action="append", default=[], metavar=("A", "B"), help="a further pair of texts"
    )
    parser.add_argument(
        "--judgements",
        dest="labels",
        action="append",
        default=[],
        metavar="FILE",
        help="labels as CSV or JSON Lines, in place of what was judged on the screen or with `evolve label`",
    )
    parser.add_argument("--columns", metavar="OURS=THEIRS,…", help="what another tool calls our columns")
    parser.add_argument("--complete", action="store_true", help="a pair that was not judged is not the same")
    parser.add_argument(
        "--objective", default="f1", metavar="WHAT", help="f1, f0.5, f2, precision>=P or recall>=R; the default is f1"
    )
    parser.add_argument("--json", action="store_true", help="data in place of text")
    parser.add_argument("--agreement", nargs=2, metavar=("A", "B"), help="how far two people's labels agree")
    parser.add_argument("--html", metavar="FILE", help="write a page with charts there as well")
    parser.add_argument("--write", action="store_true", help="set the threshold in evolve.toml, with a comment")
    parser.add_argument(
        "--fail-under",
        metavar="F1=X",
        help="end with 1 if f1, precision or recall by labels is lower at the threshold in force",
    )
