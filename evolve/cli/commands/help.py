"""`evolve help [TOPIC]`: pages about one subject each, from Markdown files in the package."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from difflib import get_close_matches

from evolve.cli.console import put, width
from evolve.errors import UsageError

SUMMARY = "show a page about a topic, such as formats"
EXAMPLES = """\
examples:
  evolve help
  evolve help formats
"""


def add_options(parser: ArgumentParser) -> None:
    """Add the topic."""
    parser.add_argument("topic", metavar="TOPIC", nargs="?", help="the topic; without one, the topics are listed")


def run(options: Namespace) -> int:
    """Print the page of a topic or the list of topics."""
    from evolve.cli.commands import NAMES
    from evolve.cli.topics import TOPICS, source_of, summary_of

    if options.topic is None:
        column = max(map(len, TOPICS)) + 2
        lines = [f"  {topic:<{column}}{summary_of(source_of(topic))}" for topic in TOPICS]
        put("\n".join(["topics:", *lines, "", "evolve help TOPIC shows one; evolve --help lists the commands", ""]))
        return 0
    topic = options.topic.lower()
    if topic in TOPICS:
        from evolve.cli.markdown_page import as_page

        put(as_page(source_of(topic), width()))
        return 0
    if topic in NAMES:
        from evolve.cli.parser import parser_of

        put(parser_of(topic).format_help())
        return 0
    near = get_close_matches(topic, [*TOPICS, *NAMES], 1)
    step = f"did you mean `evolve help {near[0]}`?" if near else "`evolve help` lists the topics"
    raise UsageError("no such topic", next_step=step, where=options.topic)
