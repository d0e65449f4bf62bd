"""What can be typed after `evolve batch` and `evolve merge`."""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError

from evolve.report import RENDERERS

EXAMPLES = {
    "batch": """\
examples:
  evolve batch plan.csv -o reports                     before,after[,label,threshold …], a pair a line
  evolve batch texts -o reports                        texts/author/2022.txt, texts/author/2025.txt …
  evolve batch texts --pairs all -f html -f json -o reports
  evolve batch plan.toml -o reports --resume           go on, or do again what has changed since
  evolve batch plan.toml -o part3 --shard 3/8          one job of an array; then: evolve merge part? -o reports
  evolve batch plan.toml -o reports --executor dask:tcp://10.0.0.1:8786
""",
    "merge": """\
examples:
  evolve merge part1 part2 part3 -o reports
""",
}

SUMMARIES = {
    "batch": "compare many pairs and write a report of each, and an index",
    "merge": "join the parts of a batch that was divided with --shard",
}

PAIRINGS = ("consecutive", "all", "first-last")
DEFAULT_FORMAT = "html"


def add_options(parser: ArgumentParser, name: str) -> None:
    """The options of "batch" or "merge"."""
    if name == "batch":
        parser.add_argument("plan", metavar="PLAN|FOLDER", help="a plan in TOML or CSV, or a folder of versions")
    else:
        parser.add_argument("parts", metavar="DIR", nargs="+", help="the folders that the parts went to")
    parser.add_argument("-o", "--output", metavar="DIR", required=True, help="the folder for reports and index")
    if name == "batch":
        _add_doing(parser)
    parser.add_argument("--resume", action="store_true", help="go on in a folder that holds a batch already")
    parser.add_argument(
        "--prune", action="store_true", help="with --resume: remove reports of earlier runs that belong to no pair now"
    )


def _add_doing(parser: ArgumentParser) -> None:
    formats = "; ".join(f"{r.name}: {r.description}" for r in RENDERERS.values())
    parser.add_argument(
        "-f",
        "--format",
        action="append",
        choices=list(RENDERERS),
        help=f"of the reports, may be given several times; {formats} ({DEFAULT_FORMAT})",
    )
    parser.add_argument("--pairs", choices=PAIRINGS, help="which versions in a folder are compared (consecutive)")
    parser.add_argument("--jobs", metavar="N", type=_count, help="workers (as many as there are cores)")
    parser.add_argument(
        "--executor",
        metavar="WHO",
        default="processes",
        help="who does the work: processes, dask:local, or dask:tcp://HOST:PORT, a Dask scheduler (processes)",
    )
    parser.add_argument(
        "--shared-files", action="store_true", help="Dask workers find the texts under the same paths; do not send them"
    )
    parser.add_argument("--shard", metavar="I/N", type=_shard, help="do the Ith of N parts alone")
    parser.add_argument("--json-progress", action="store_true", help="progress as JSON Lines on stdout")
    parser.add_argument("--threshold", metavar="T", help="link from this score, 0 to 1; auto finds it for each pair")
    parser.add_argument("--language", metavar="NAME", help="the texts' language, such as english or german")
    parser.add_argument("--body", metavar="LINES", help="auto, all, or lines such as 5-27")
    parser.add_argument(
        "--no-judgements", dest="judgements", action="store_const", const=False, help="leave out what you have judged"
    )


def _count(text: str) -> int:
    if text.isascii() and text.isdigit() and 0 < int(text) <= 1024:
        return int(text)
    raise ArgumentTypeError(f"{text!r} is not a number from 1 to 1024")


def _shard(text: str) -> tuple[int, int]:
    part, _, parts = text.partition("/")
    if all(word.isascii() and word.isdigit() and len(word) < 7 for word in (part, parts)):
        at, of = int(part), int(parts)
        if 1 <= at <= of:
            return at, of
    raise ArgumentTypeError(f"{text!r} is no part such as 3/8")
