"""`evolve serve`: the screen in a browser on this machine.

The server listens only on the local address. There is no log-in, so everyone who can reach that address can read the
texts and judge them; requests by other websites through the user's browser are refused. The page loads nothing from
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
from evolve.extras import install_command
from evolve.programs import own_command

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
    parser.add_argument("--port", metavar="N", help="port on this machine (default: 8421)")


def run(options: Namespace) -> int:
    """Show the screen in a browser on this machine, until interrupted."""
    options.files = files_or_seeds(options.files)
    check_files(options.files)
    loader_of(options.files, options, settings_of(options).settings)
    run_server(command_of(options), port_of(options.port))
    return 0


def command_of(options: Namespace) -> str:
    """Return the command line that shows the same screen on a terminal."""
    words = own_command()
    for flag in ("threshold", "language", "voice", "ignore"):
        value = getattr(options, flag)
        words += [] if value is None else [f"--{flag}={value}"]
    for flag in ("body", "label"):
        words += [f"--{flag}={value}" for value in getattr(options, flag) or ()]
    words += ["--no-judgements"] if options.judgements is False else []
    words += ["--", *options.files]
    return subprocess.list2cmdline(words) if sys.platform == "win32" else shlex.join(words)


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


def run_server(command: str, port: int) -> None:
    """Serve the screen of a command until interrupted. Raises UsageError if textual-serve is not installed."""
    try:
        from textual_serve.server import Server
    except ImportError:
        step = f"install it: {install_command('serve')}"
        raise UsageError("the screen in a browser needs textual-serve", next_step=step) from None
    from rich.console import Console

    class Ours(Server):  # type: ignore[misc]  # known only where the extra is installed
        """Write the address to stderr, and refuse requests that do not come from its own page."""

        async def _make_app(self) -> web.Application:
            app: web.Application = await super()._make_app()
            app.middlewares.append(guard(port))
            return app

        def initialize_logging(self) -> None:
            """Log nothing: stderr is for messages to the user."""

        async def on_startup(self, app: web.Application) -> None:
            say(f"open {self.public_url} in a browser on this machine; Ctrl+C stops the server")
            say("there is no log-in: everyone on this machine can open that address")

    server = Ours(command, host=HOST, port=port, title="evolve")
    server.console = Console(stderr=True)
    server.serve()


def guard(port: int) -> Guard:
    """Return the middleware that answers only its own page and forbids that page to load from other machines."""
    from aiohttp import web

    hosts = {f"{name}:{port}" for name in (HOST, "localhost")}
    origins = {f"http://{host}" for host in hosts}
    own = " ".join(sorted(f"{kind}://{host}" for host in hosts for kind in ("http", "ws")))
    policy = f"default-src 'self' 'unsafe-inline' data: {own}"

    async def answer(request: web.Request, handler: Handler) -> web.StreamResponse:
        origin = request.headers.get("Origin")
        if request.headers.get("Host") not in hosts or (origin is not None and origin not in origins):
            raise web.HTTPForbidden(text="only the page of evolve itself is answered")
        response = await handler(request)
        if not response.prepared:
            response.headers["Content-Security-Policy"] = policy
        return response

    made: Guard = web.middleware(answer)
    return made


def check_files(files: Sequence[str]) -> None:
    """Refuse stdin, which a screen in a browser cannot read. Raises UsageError."""
    if "-" in files:
        raise UsageError("the screen in a browser cannot read stdin", next_step="name files", where="-")
