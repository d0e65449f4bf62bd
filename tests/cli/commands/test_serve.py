"""The screen in a browser: what is run for it, and who is turned away."""

from __future__ import annotations

import builtins
import shlex
import socket

import pytest

from evolve.cli import main
from evolve.cli.commands.serve import HOST, command_of, guard, port_of, run_server
from evolve.cli.parser import parse
from evolve.errors import UsageError
from evolve.programs import own_command


def test_the_browser_shows_what_the_terminal_would() -> None:
    typed = ["--threshold", ".3", "--label", "a b", "--label", "c", "--no-judgements", "a b.txt", "-c.txt"]
    _, options = parse(["serve", *typed[:-2], "--port", "9000", "--", *typed[-2:]])
    words = shlex.split(command_of(options))
    assert words[:4] == own_command()
    _, again = parse(words[4:])
    shown = {name: value for name, value in vars(options).items() if name != "port"}
    assert vars(again) == shown


def test_without_the_extra_it_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    really = builtins.__import__

    def without(name: str, *args: object, **more: object) -> object:
        if name.startswith("textual_serve"):
            raise ImportError(name)
        return really(name, *args, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(UsageError, match=r"install it: pip install .*\[serve\]"):
        run_server("true", 9000)


@pytest.mark.parametrize("text", ["0", "65536", "web", ""])
def test_what_is_no_port_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="1 to 65535"):
        port_of(text)


def test_a_port_in_use_is_refused_with_a_next_step() -> None:
    with socket.socket() as taken:
        taken.bind((HOST, 0))
        taken.listen()
        with pytest.raises(UsageError, match="--port"):
            port_of(str(taken.getsockname()[1]))


def test_standard_input_cannot_be_shown_in_a_browser(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["serve", "-", "b.txt"]) == 2
    assert "name files" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"Origin": "http://127.0.0.1:{port}"}, 200),
        ({"Origin": "http://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Host": "evil.example"}, 403),
    ],
)
async def test_pages_from_elsewhere_are_turned_away(headers: dict[str, str], status: int) -> None:
    web = pytest.importorskip("aiohttp.web")
    client = pytest.importorskip("aiohttp.test_utils")

    async def hello(request: object) -> object:
        return web.Response(text="hello")

    with socket.socket() as free:
        free.bind((HOST, 0))
        port = free.getsockname()[1]
    app = web.Application(middlewares=[guard(port)])
    app.add_routes([web.get("/", hello)])
    async with client.TestClient(client.TestServer(app, host=HOST, port=port)) as browser:
        answer = await browser.get("/", headers={name: text.format(port=port) for name, text in headers.items()})
        assert answer.status == status
        if status == 200:
            assert "googleapis" not in answer.headers["Content-Security-Policy"]
