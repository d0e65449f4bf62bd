"""`evolve serve`: the screen in a browser, for whoever sits at this machine.

Listens on the machine's own address alone. There is no log-in, so whoever can reach that address can read the texts
and judge them; pages from elsewhere that try, by way of the person's own browser, are refused. The page asks nothing of
any other machine.
"""

from __future__ import annotations

import shlex
import subprocess
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Awaitable, Callable, Sequence
from typing import TYPE_CHECKING

from evolve.cli.console import say
from evolve.cli.inputs import add_comparing, add_files, files_or_seeds, loader_of, settings_of
from evolve.errors import UsageError

if TYPE_CHECKING:
    from aiohttp import web

    Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
    Guard = Callable[[web.Request, Handler], Awaitable[web.StreamResponse]]

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
    parser.add_argument("--port", metavar="N", help="where it listens on this machine, 8421 unless told")


def run(options: Namespace) -> int:
    """Show the screen in a browser on this machine, until interrupted."""
    options.files = files_or_seeds(options.files)
    check_files(options.files)
    loader_of(options.files, options, settings_of(options).settings)
    run_server(command_of(options), port_of(options.port))
    return 0


def command_of(options: Namespace) -> str:
    """The command line that shows on a terminal what is to be shown in the browser."""
    words = [sys.executable, "-m", "evolve"]
    for flag in ("threshold", "language"):
        value = getattr(options, flag)
        words += [] if value is None else [f"--{flag}={value}"]
    for flag in ("body", "label"):
        words += [f"--{flag}={value}" for value in getattr(options, flag) or ()]
    words += ["--no-judgements"] if options.judgements is False else []
    words += ["--", *options.files]
    return subprocess.list2cmdline(words) if sys.platform == "win32" else shlex.join(words)


def port_of(text: str | None) -> int:
    """The port asked for. Raises UsageError for what is none, and for one that is taken."""
    import socket

    try:
        port = PORT if text is None else int(text)
        if not 1 <= port <= 65535:
            raise ValueError
    except ValueError:
        raise UsageError("no port", next_step="choose a number from 1 to 65535", where=str(text)) from None
    with socket.socket() as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((HOST, port))
        except OSError as error:
            step = "choose another with --port"
            raise UsageError(f"port {port} is not free ({error.strerror})", next_step=step) from None
    return port


def run_server(command: str, port: int) -> None:
    """Show what a command shows, until interrupted. Raises UsageError where what it takes is not installed."""
    try:
        from textual_serve.server import Server
    except ImportError:
        step = "install it: pip install 'evolve[serve]'"
        raise UsageError("the screen in a browser needs textual-serve", next_step=step) from None
    from rich.console import Console

    class Ours(Server):  # type: ignore[misc]  # known only where the extra is installed
        """Says on stderr where it is, and turns away what does not come from its own page."""

        async def _make_app(self) -> web.Application:
            app: web.Application = await super()._make_app()
            app.middlewares.append(guard(port))
            return app

        def initialize_logging(self) -> None:
            """Nothing is logged: stderr is for what a person wants to know."""

        async def on_startup(self, app: web.Application) -> None:
            say(f"{self.public_url} shows it in a browser on this machine; Ctrl+C ends it")
            say("there is no log-in: everyone who uses this machine can open that address")

    server = Ours(command, host=HOST, port=port, title="evolve")
    server.console = Console(stderr=True)
    server.serve()


def guard(port: int) -> Guard:
    """What stands before every answer: only our own page is answered, and it may ask no other machine for anything."""
    from aiohttp import web

    hosts = {f"{name}:{port}" for name in (HOST, "localhost")}
    origins = {f"http://{host}" for host in hosts}
    own = " ".join(sorted(f"{kind}://{host}" for host in hosts for kind in ("http", "ws")))
    policy = f"default-src 'self' 'unsafe-inline' data: {own}"

    async def answer(request: web.Request, handler: Handler) -> web.StreamResponse:
        origin = request.headers.get("Origin")
        if request.headers.get("Host") not in hosts or (origin is not None and origin not in origins):
            raise web.HTTPForbidden(text="evolve answers its own page alone")
        response = await handler(request)
        if not response.prepared:
            response.headers["Content-Security-Policy"] = policy
        return response

    made: Guard = web.middleware(answer)
    return made


def check_files(files: Sequence[str]) -> None:
    """What a browser's screen cannot read. Raises UsageError."""
    if "-" in files:
        raise UsageError("a browser's screen has no standard input", next_step="name files", where="-")
