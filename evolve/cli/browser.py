"""The server of the screen in a browser: who is answered, how many screens there are, and how they end.

Every address begins with a token, made anew at each start: the page, its WebSocket and its downloads are not found
without it. Requests by other websites through the user's browser are refused, no other page may frame the screen, and
it loads nothing from any other machine. Importing this module needs the extra `serve`.
"""

from __future__ import annotations

import asyncio
import contextlib
import hmac
import json
import logging
import os
import secrets
import signal
from collections.abc import Awaitable, Callable, Sequence

from aiohttp import web
from rich.console import Console
from textual_serve.app_service import AppService
from textual_serve.server import Server

from evolve.cli.console import say

MAX_SCREENS = 8
"""Maximum number of screens open at a time; each is a process of about 80 MB."""
_MAX_CELLS = 1000  # columns or lines of a screen
_GRACE = 3.0  # seconds for a screen to end

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
Guard = Callable[[web.Request, Handler], Awaitable[web.StreamResponse]]


def make_server(words: Sequence[str], host: str, port: int, token: str | None = None) -> ScreenServer:
    """Return the server of the screen that a command shows, under a new token unless one is given."""
    return ScreenServer(tuple(words), host, port, token or secrets.token_urlsafe(16))


def guard(host: str, port: int, token: str) -> Guard:
    """Return the middleware that answers only requests with the token, and only those of its own page."""
    hosts = {f"{name}:{port}" for name in (host, "localhost")}
    origins = {f"http://{name}" for name in hosts}
    own = " ".join(sorted(f"{kind}://{name}" for name in hosts for kind in ("http", "ws")))
    headers = {
        "Content-Security-Policy": f"default-src 'self' 'unsafe-inline' data: {own}; frame-ancestors 'none'; "
        "base-uri 'none'; form-action 'none'; object-src 'none'",
        "X-Frame-Options": "DENY",
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
        "Cache-Control": "no-store",
    }

    async def answer(request: web.Request, handler: Handler) -> web.StreamResponse:
        origin = request.headers.get("Origin")
        given = request.path.split("/")[1]
        try:
            if request.headers.get("Host") not in hosts or (origin is not None and origin not in origins):
                raise web.HTTPForbidden(text="only requests from evolve's own page are answered")
            if not hmac.compare_digest(given.encode("utf-8", "replace"), token.encode()):
                raise web.HTTPForbidden(text="open the whole address that evolve has printed")
            response = await handler(request)
        except web.HTTPException as refusal:
            refusal.headers.update(headers)
            raise
        if not response.prepared:
            response.headers.update(headers)
        return response

    made: Guard = web.middleware(answer)
    return made


def with_token(message: str, token: str) -> str:
    """Return a message to the page, in which the address of a download goes through the token.

    The page puts it after "/download/" of the server.
    """
    kind, value, *rest = json.loads(message)
    if kind == "deliver_file_start":
        value = f"../{token}/download/{value}"
    return json.dumps([kind, value, *rest])


class _Screen(AppService):  # type: ignore[misc]  # known only where the extra is installed
    """One screen: a process of its own group, started without a shell."""

    def __init__(self, words: Sequence[str], **more: object) -> None:
        super().__init__("", **more)
        self._words = words

    async def _open_app_process(self, width: int = 80, height: int = 24) -> asyncio.subprocess.Process:
        pipe = asyncio.subprocess.PIPE
        process = await asyncio.create_subprocess_exec(
            *self._words,
            stdin=pipe,
            stdout=pipe,
            stderr=pipe,
            env=self._build_environment(width=width, height=height),
            start_new_session=True,
        )
        self._process, self._stdin = process, process.stdin
        return process

    async def end(self) -> None:
        """Ask the process to end, and kill it if it does not."""
        with contextlib.suppress(Exception):
            await asyncio.wait_for(self.stop(), _GRACE)
        self.kill()

    def kill(self) -> None:
        """Kill the process and all that it started."""
        if self._process is not None and self._process.returncode is None:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                if hasattr(os, "killpg"):
                    os.killpg(self._process.pid, signal.SIGKILL)
                else:
                    self._process.kill()


class ScreenServer(Server):  # type: ignore[misc]  # known only where the extra is installed
    """Shows screens under a token, a limited number at a time."""

    def __init__(self, words: Sequence[str], host: str, port: int, token: str) -> None:
        super().__init__("", host=host, port=port, title="evolve")
        self.console = Console(stderr=True)
        self._words = words
        self._token = token
        self._screens: set[_Screen] = set()
        self._is_ending = False
        self.pages = 0
        """The number of pages that show a screen or wait for one."""

    async def _make_app(self) -> web.Application:
        return await self.application()

    async def application(self) -> web.Application:
        """Return the application that answers requests under the token."""
        under_token: web.Application = await super()._make_app()
        app = web.Application(middlewares=[guard(self.host, self.port, self._token)])
        app.add_subapp(f"/{self._token}", under_token)
        return app

    def initialize_logging(self) -> None:
        """Log nothing: stderr is for messages to the user."""
        for name in ("textual-serve", "aiohttp", "asyncio"):
            logging.getLogger(name).setLevel(logging.CRITICAL + 1)

    async def on_startup(self, app: web.Application) -> None:
        say(f"open {self.public_url}/{self._token}/ in a browser on this machine; Ctrl+C stops the server")
        say("there is no log-in: everyone on this machine who has that address can open it")

    async def on_shutdown(self, app: web.Application) -> None:
        await asyncio.gather(*(screen.end() for screen in [*self._screens]))

    def request_exit(self) -> None:
        """End the server and its screens; when asked a second time, at once."""
        if self._is_ending:
            for screen in self._screens:
                screen.kill()
            os._exit(130)
        self._is_ending = True
        super().request_exit()

    async def handle_websocket(self, request: web.Request) -> web.WebSocketResponse:
        """Show one screen until its page is closed."""
        websocket = web.WebSocketResponse(heartbeat=15)
        if not websocket.can_prepare(request).ok:
            raise web.HTTPBadRequest(text="this address is only for evolve's own page")
        if self.pages >= MAX_SCREENS:
            say(f"{MAX_SCREENS} screens are open, and no more are opened; close one")
            raise web.HTTPServiceUnavailable(text="too many screens are open")
        self.pages += 1
        try:
            await websocket.prepare(request)
            await self._show(websocket, *(_cells(request.query.get(side)) for side in ("width", "height")))
        finally:
            self.pages -= 1
        return websocket

    async def _show(self, websocket: web.WebSocketResponse, width: int | None, height: int | None) -> None:
        async def write_text(text: str) -> None:
            await websocket.send_str(with_token(text, self._token))

        screen = _Screen(
            self._words,
            write_bytes=websocket.send_bytes,
            write_str=write_text,
            close=websocket.close,
            download_manager=self.download_manager,
        )
        self._screens.add(screen)
        try:
            await screen.start(width or 80, height or 24)
            await self._process_messages(websocket, screen)
        except Exception:  # a message that is none, or a page that is gone: this screen ends, not the server
            with contextlib.suppress(Exception):
                await websocket.close()
        finally:
            try:
                await screen.end()
            finally:
                screen.kill()
                self._screens.discard(screen)


def _cells(text: str | None) -> int | None:
    """Return a number of columns or lines; None for text that is none."""
    if text is None or not text.isascii() or not text.isdigit() or len(text) > 4:
        return None
    return min(max(int(text), 1), _MAX_CELLS)
