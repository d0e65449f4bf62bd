"""`evolve merge`: the parts of a divided batch as one."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from evolve.cli.commands.batch import add_resuming, ended
from evolve.cli.console import put
from evolve.text.clean import clean_line

SUMMARY = "join the parts of a batch that was divided with --shard"
EXAMPLES = """\
examples:
  evolve merge part1 part2 part3 -o reports
"""


def add_options(parser: ArgumentParser) -> None:
    """Add the folders of the parts, and the folder they are joined in."""
    parser.add_argument("parts", metavar="DIR", nargs="+", help="the folders that the parts went to")
    parser.add_argument("-o", "--output", metavar="DIR", required=True, help="the folder for reports and index")
    add_resuming(parser)


def run(options: Namespace) -> int:
    """Join the parts of a divided plan."""
    from evolve.batch import merge
    from evolve.batch.output.folder import Output

    target = Path(options.output)
    with Output(target, resume=options.resume) as output:
        summary = merge([Path(part) for part in options.parts], output, prune=options.prune)
    put(f"{clean_line(str(target / 'index.html'))}\n")
    return ended(summary, target)
