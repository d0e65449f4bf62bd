"""The command line: results on stdout, everything else on stderr, and an exit code that can be relied on.

| code | meaning |
| --- | --- |
| 0 | done |
| 1 | only when asked for with `--exit-code`: something is not persisted |
| 2 | wrong usage: an unknown option or setting, a file that cannot be written |
| 3 | input that cannot be read or has no prose |
| 130, 141 | interrupted; the reader of a pipe went away |

What a command needs is imported inside it, so that `evolve --help` answers at once.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

from evolve.cli.console import forget_stdout, prepare_streams, put, say
from evolve.errors import EvolveError


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and give its exit code."""
    prepare_streams()
    try:
        try:
            code = _run(list(sys.argv[1:] if argv is None else argv))
        except SystemExit as done:
            code = done.code if isinstance(done.code, int) else 0
        put("")  # What a parser printed may still be on its way.
        return code
    except EvolveError as error:
        say(str(error))
        return error.exit_code
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        forget_stdout()
        return 141


def _run(argv: list[str]) -> int:
    from evolve.cli.commands import command
    from evolve.cli.parser import parse

    name, options = parse(argv)
    return command(name).run(options)
