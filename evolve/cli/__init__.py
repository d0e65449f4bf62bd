"""The command line: results on stdout, everything else on stderr, and a reliable exit code.

| code | meaning |
| --- | --- |
| 0 | done |
| 1 | only with `--exit-code` (something did not persist) or `--fail-under` (a figure is too low); an error in evolve |
| 2 | wrong usage: an unknown option or setting, a file that cannot be written |
| 3 | input that cannot be read or has no prose |
| 130, 141 | interrupted; the reader of a pipe closed it |

Commands import their dependencies inside functions, so that `evolve --help` stays fast. Nothing else is imported here
before the working folder is left out of the path of modules.
"""

import sys

from evolve.programs import leave_out_working_folder

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence


def main(argv: "Sequence[str] | None" = None) -> int:
    """Run one command and return its exit code."""
    leave_out_working_folder()
    from evolve.cli.console import forget_stdout, prepare_streams, put, say
    from evolve.errors import EvolveError

    prepare_streams()
    try:
        try:
            code = _run(list(sys.argv[1:] if argv is None else argv))
        except SystemExit as done:
            code = done.code if isinstance(done.code, int) else 0
        put("")  # Flush what a parser printed.
        return code
    except EvolveError as error:
        say(str(error))
        return error.exit_code
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        forget_stdout()
        return 141
    except Exception as error:
        from evolve.cli.crash import report_crash

        say(report_crash(error))
        return 1


def _run(argv: list[str]) -> int:
    from evolve.cli.commands import command
    from evolve.cli.parser import parse

    name, options = parse(argv)
    return command(name).run(options)
