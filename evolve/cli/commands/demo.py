"""`evolve demo [lives]`: the example texts, on the screen or as a text report."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from evolve.cli.commands import compare

SUMMARY = "take a tour of the example essays, or see four drafts of one letter"
EXAMPLES = """\
examples:
  evolve demo              a tour in six steps: two essays by the same authors, of 2022 and 2025
  evolve demo lives        four drafts of a letter; F7 shows their timeline
"""


def add_options(parser: ArgumentParser) -> None:
    """Add the name of the example."""
    parser.add_argument(
        "example", nargs="?", choices=("essays", "lives"), default="essays", help="the demo to show (default: essays)"
    )


def run(options: Namespace) -> int:
    """Compare the versions of an example, as `evolve FILE FILE` does; on a terminal the essays have a tour."""
    from evolve.demo import lives

    drafts = lives() if options.example == "lives" else ()
    options.files = [str(file) for file, _ in drafts]
    options.label = [label for _, label in drafts] or None
    for name in ("threshold", "language", "voice", "body", "ignore", "judgements", "judge", "view", "git", "versions"):
        setattr(options, name, None)
    options.by_date, options.has_tour = False, not drafts
    return compare.run(options)
