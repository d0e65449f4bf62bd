"""`evolve serve`: the screen in a browser on this machine.

The server listens only on the local address, under a path that nobody can guess and that is printed once: who has the
whole address can read the texts and judge them.
"""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Sequence

from evolve.cli.inputs import add_comparing, add_files, files_of, loader_of, settings_of
from evolve.errors import UsageError
from evolve.extras import install_command
from evolve.programs import own_command

SUMMARY = "show the screen in a browser on this machine"
EXAMPLES = """\
examples:
  evolve serve draft1.txt draft2.txt
  evolve serve draft1.txt draft2.txt --port 8500
"""

HOST = "127.0.0.1"
PORT = 8421


def add_options(parser: ArgumentParser) -> None:
    """Add the files, the options of every comparison, and the port."""
    add_files(parser)
    add_comparing(parser)
    parser.add_argument("--port", metavar="N", help="port on this machine (default: 8421)")


def run(options: Namespace) -> int:
    """Show the screen in a browser on this machine, until interrupted."""
    options.files = files_of(options)
    check_files(options.files)
    loader_of(options.files, options, settings_of(options).settings)
    run_server(command_of(options), port_of(options.port))
    return 0


def command_of(options: Namespace) -> list[str]:
    """Return the words of the command that shows the same screen on a terminal."""
    words = own_command()
    for flag in ("threshold", "language", "voice", "ignore"):
        value = getattr(options, flag)
        words += [] if value is None else [f"--{flag}={value}"]
    for flag in ("body", "label", "view"):
        words += [f"--{flag}={value}" for value in getattr(options, flag) or ()]
    words += ["--no-judgements"] if options.judgements is False else []
    words += ["--no-judge"] if options.judge is False else []
    words += ["--by-date"] if options.by_date else []
    words += [f"--color={options.color}"] if options.color != "auto" else []
    return [*words, "--", *options.files]


def port_of(text: str | None) -> int:
    """Return the requested port. Raises UsageError for an invalid one, and for one in use."""
    import socket

    try:
        port = PORT if text is None else int(text)
        if not 1 <= port <= 65535:
            raise ValueError
    except ValueError:
        raise UsageError("not a valid port", next_step="choose a number from 1 to 65535", where=str(text)) from None
    with socket.socket() as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((HOST, port))
        except OSError as error:
            step = "choose another with --port"
            raise UsageError(f"port {port} cannot be used ({error.strerror})", next_step=step) from None
    return port


def run_server(words: Sequence[str], port: int) -> None:
    """Serve the screen of a command until interrupted. Raises UsageError if textual-serve is not installed."""
    try:
        from evolve.cli.browser import make_server
    except ImportError:
        step = f"install it: {install_command('serve')}"
        raise UsageError("the screen in a browser needs textual-serve", next_step=step) from None
    make_server(words, HOST, port).serve()


def check_files(files: Sequence[str]) -> None:
    """Refuse stdin, which a screen in a browser cannot read. Raises UsageError."""
    if "-" in files:
        raise UsageError("the screen in a browser cannot read stdin", next_step="name files", where="-")
