"""The screen in a browser: what is run for it, and who is turned away."""

from __future__ import annotations

import asyncio
import builtins
import socket
import sys

import pytest

from evolve.cli import main
from evolve.cli.commands.serve import HOST, command_of, port_of, run_server
from evolve.cli.parser import parse
from evolve.errors import UsageError
from evolve.programs import own_command


def test_the_browser_shows_what_the_terminal_would() -> None:
    typed = [
        "--threshold",
        ".3",
        "--label",
        "a b",
        "--label",
        "c",
        "--no-judgements",
        "--no-judge",
        "--ignore",
        "wording",
    ]
    typed += ["--color", "never", "--by-date", "a b.txt", "-c.txt"]
    _, options = parse(["serve", *typed[:-2], "--port", "9000", "--", *typed[-2:]])
    words = command_of(options)
    assert words[:4] == own_command()
    _, again = parse(words[4:])
    shown = {name: value for name, value in vars(options).items() if name != "port"}
    assert vars(again) == shown


def test_without_the_extra_it_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    really = builtins.__import__

    def without(name: str, *args: object, **more: object) -> object:
        if name.startswith(("textual_serve", "evolve.cli.browser")):
            raise ImportError(name)
        return really(name, *args, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(UsageError, match=r"install it: pip install .*\[serve\]"):
        run_server(["true"], 9000)


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


TOKEN = "a-token-for-tests"


def free_port() -> int:
    with socket.socket() as free:
        free.bind((HOST, 0))
        port: int = free.getsockname()[1]
    return port


@pytest.mark.parametrize(
    ("path", "headers", "status"),
    [
        (f"/{TOKEN}/", {}, 200),
        (f"/{TOKEN}/", {"Origin": "http://127.0.0.1:{port}"}, 200),
        (f"/{TOKEN}/", {"Origin": "http://evil.example"}, 403),
        (f"/{TOKEN}/", {"Origin": "null"}, 403),
        (f"/{TOKEN}/", {"Host": "evil.example"}, 403),
        (f"/{TOKEN}/static/js/textual.js", {}, 200),
        (f"/{TOKEN}/download/unknown", {}, 404),
        (f"/{TOKEN}/ws", {}, 400),
        (f"/{TOKEN}", {}, 404),
        (f"/{TOKEN}x/", {}, 403),
        ("/", {}, 403),
        ("/ws", {}, 403),
        ("/download/unknown", {}, 403),
        ("/static/js/textual.js", {}, 403),
        (f"/?token={TOKEN}", {}, 403),
        (f"/%C3%A9{TOKEN}/", {}, 403),
    ],
)
async def test_only_its_own_page_with_the_token_is_answered(
    path: str, headers: dict[str, str], status: int, capsys: pytest.CaptureFixture[str]
) -> None:
    pytest.importorskip("textual_serve")
    client = pytest.importorskip("aiohttp.test_utils")
    from evolve.cli.browser import make_server

    port = free_port()
    server = make_server(["true"], HOST, port, TOKEN)
    async with client.TestClient(client.TestServer(await server.application(), host=HOST, port=port)) as browser:
        answer = await browser.get(path, headers={name: text.format(port=port) for name, text in headers.items()})
        assert answer.status == status
        assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]
        assert "googleapis" not in answer.headers["Content-Security-Policy"]
        assert answer.headers["X-Frame-Options"] == "DENY"
        if path == f"/{TOKEN}/" and status == 200:
            assert f'"ws://{HOST}:{port}/{TOKEN}/ws"' in await answer.text()
    err = capsys.readouterr().err
    assert f"http://{HOST}:{port}/{TOKEN}/ " in err
    assert "Traceback" not in err


async def test_there_are_no_more_screens_than_the_limit(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    pytest.importorskip("textual_serve")
    client = pytest.importorskip("aiohttp.test_utils")
    aiohttp = pytest.importorskip("aiohttp")
    from evolve.cli import browser as module

    monkeypatch.setattr(module, "MAX_SCREENS", 2)
    port = free_port()
    server = module.make_server([sys.executable, "-c", "import time; time.sleep(60)"], HOST, port, TOKEN)
    async with client.TestClient(client.TestServer(await server.application(), host=HOST, port=port)) as browser:
        path = f"/{TOKEN}/ws?width=99999999&height=x"
        monkeypatch.setattr(module, "_GRACE", 0.2)
        first, _ = [await browser.ws_connect(path) for _ in range(2)]
        with pytest.raises(aiohttp.WSServerHandshakeError, match="503"):
            await browser.ws_connect(path)
        assert "2 screens are open" in capsys.readouterr().err
        await first.send_str("no JSON")  # ends that screen alone
        while not first.closed:
            await first.receive()
        for _ in range(500):
            if server.pages < 2:
                break
            await asyncio.sleep(0.02)
        await browser.ws_connect(path)
    assert server.pages == 0
    assert "Traceback" not in capsys.readouterr().err


def test_a_download_goes_through_the_token() -> None:
    pytest.importorskip("textual_serve")
    from evolve.cli.browser import with_token

    assert with_token('["deliver_file_start", "key"]', TOKEN) == f'["deliver_file_start", "../{TOKEN}/download/key"]'
    other = '["open_url", {"url": "x", "new_tab": true}]'
    assert with_token(other, TOKEN) == other
