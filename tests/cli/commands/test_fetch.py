"""`evolve fetch` saves what is at an address, and connects to nothing that it must not."""

from __future__ import annotations

import gzip
import hashlib
import json
import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar

import pytest

from evolve.cli import fetching, main
from evolve.cli.fetching import is_public
from evolve.readers import read

PAGE = b"<!doctype html><html><title>One</title><p>The council has met, and the bridge is closed.</html>"


class Handler(BaseHTTPRequestHandler):
    """Answers by the path that is asked for."""

    seen: ClassVar[list[str]] = []

    def do_GET(self) -> None:
        Handler.seen.append(self.path)
        redirects = {
            "/moved": "/page?a=1",
            "/circle": "/circle",
            "/file": "file:///etc/passwd",
            "/inside": f"http://localhost:{self.server.server_port}/page",  # type: ignore[attr-defined]
        }
        if self.path in redirects:
            self.send_response(302)
            self.send_header("Location", redirects[self.path])
            self.end_headers()
        elif self.path.startswith("/page"):
            self.answer(PAGE)
        elif self.path == "/packed":
            self.answer(gzip.compress(PAGE), "gzip")
        elif self.path == "/bomb":
            self.answer(gzip.compress(bytes(5_000_000)), "gzip")
        elif self.path == "/odd":
            self.answer(PAGE, "br")
        elif self.path == "/endless":
            self.send_response(200)
            self.end_headers()
            try:
                for _ in range(1_000):
                    self.wfile.write(bytes(65_536))
            except OSError:
                pass
        elif self.path == "/short":
            self.send_response(200)
            self.send_header("Content-Length", "1000")
            self.end_headers()
            self.wfile.write(b"short")
        elif self.path == "/slow":
            self.send_response(200)
            self.end_headers()
            self.server.over.wait(5)  # type: ignore[attr-defined]
        else:
            self.send_error(404)

    def answer(self, content: bytes, coding: str = "") -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        if coding:
            self.send_header("Content-Encoding", coding)
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *values: object) -> None:
        pass


@pytest.fixture
def server() -> Iterator[str]:
    """The address of a server on this machine."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    server.over = threading.Event()  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    Handler.seen.clear()
    yield f"http://127.0.0.1:{server.server_port}"
    server.over.set()  # type: ignore[attr-defined]
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "essay.html"


def fetch(url: str, target: Path, *more: str) -> int:
    return main(["fetch", url, "-o", str(target), "--allow-private", *more])


def test_a_page_is_saved_with_where_it_came_from(server: str, target: Path) -> None:
    assert fetch(f"{server}/moved#top", target) == 0
    assert target.read_bytes() == PAGE
    source = json.loads(target.with_name("essay.html.source.json").read_text(encoding="utf-8"))
    assert source.pop("time").endswith("+00:00")
    assert source == {
        "url": f"{server}/moved#top",
        "final_url": f"{server}/page?a=1",
        "content_type": "text/html; charset=utf-8",
        "sha256": hashlib.sha256(PAGE).hexdigest(),
    }


def test_the_address_is_known_until_the_file_changes(server: str, target: Path) -> None:
    fetch(f"{server}/page", target)
    assert read(target).metadata.address == f"{server}/page"
    target.write_bytes(PAGE + b" ")
    assert read(target).metadata.address == ""


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"final_url": 1, "sha256": []}', "[" * 60_000, "\x00"])
def test_a_damaged_sidecar_is_ignored(content: str, target: Path) -> None:
    target.write_bytes(PAGE)
    target.with_name("essay.html.source.json").write_text(content, encoding="utf-8")
    assert read(target).metadata.address == ""


def test_reports_show_the_address(server: str, target: Path, capsys: pytest.CaptureFixture[str]) -> None:
    fetch(f"{server}/page", target)
    assert main(["report", str(target), str(target), "-f", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["documents"][0]["metadata"]["address"] == f"{server}/page"
    assert main(["report", str(target), str(target), "-f", "tei"]) == 0
    assert f'<idno type="URI">{server}/page</idno>' in capsys.readouterr().out


def test_a_packed_answer_is_unpacked(server: str, target: Path) -> None:
    assert fetch(f"{server}/packed", target) == 0
    assert target.read_bytes() == PAGE


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("/none", "the server answered 404"),
        ("/circle", "redirects too often"),
        ("/file", "not a web address"),
        ("/bomb", "too much for a text"),
        ("/endless", "too much for a text"),
        ("/odd", "is compressed as br"),
        ("/short", "ended too early"),
    ],
)
def test_an_answer_that_is_no_page_is_refused(
    path: str,
    message: str,
    server: str,
    target: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(fetching.fetch, "__kwdefaults__", {"allow_private": False, "max_bytes": 1 << 20})
    assert fetch(server + path, target) in (2, 3)
    error = capsys.readouterr().err
    assert message in error and error.count("\n") == 1
    assert not target.exists()


def test_a_server_that_sends_nothing_is_left_in_time(
    server: str, target: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(fetching, "_SECONDS", 0.05)
    assert fetch(f"{server}/slow", target) == 3
    assert "did not answer in time" in capsys.readouterr().err


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "ftp://example.org/",
        "essay.html",
        "http://",
        "http://a b/",
        "https://x\x00y/",
        "http://[::1/",
    ],
)
def test_what_is_no_web_address_is_refused(url: str, target: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert fetch(url, target) == 2
    assert "not a web address" in capsys.readouterr().err


def test_a_password_in_an_address_is_refused(target: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert fetch("https://me:secret@example.org/", target) == 2
    assert "secret" not in capsys.readouterr().err


def test_this_machine_is_not_connected_to(server: str, target: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["fetch", f"{server}/page", "-o", str(target)]) == 3
    assert "--allow-private" in capsys.readouterr().err
    assert Handler.seen == []


def test_the_address_that_was_checked_is_connected_to(
    server: str, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name that would resolve to another address when it is looked up again is looked up once."""
    port = int(server.rpartition(":")[2])
    places = iter([("127.0.0.1", port), ("127.0.0.2", 1)])
    monkeypatch.setattr(
        socket, "getaddrinfo", lambda *_, **__: [(socket.AF_INET, socket.SOCK_STREAM, 6, "", next(places))]
    )
    assert fetch(f"http://changing.example:{port}/page", target) == 0


def test_a_name_of_a_private_address_is_refused_after_a_redirect(
    server: str, target: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(fetching, "is_public", lambda address: "/inside" not in Handler.seen)
    assert main(["fetch", f"{server}/inside", "-o", str(target)]) == 3
    assert Handler.seen == ["/inside"]
    assert "localhost is an address of this machine" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.216.34", True),
        ("2606:2800:220:1::1", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),
        ("224.0.0.1", False),
        ("255.255.255.255", False),
        ("240.0.0.1", False),
        ("192.0.2.1", False),
        ("::1", False),
        ("::", False),
        ("fe80::1%eth0", False),
        ("fc00::1", False),
        ("fec0::1", False),
        ("ff02::1", False),
        ("::ffff:127.0.0.1", False),
        ("::ffff:93.184.216.34", True),
        ("64:ff9b::7f00:1", False),
        ("2002:7f00:1::", False),
        ("localhost", False),
    ],
)
def test_addresses_that_are_public(address: str, public: bool) -> None:
    assert is_public(address) is public


def test_a_file_is_not_overwritten_unless_asked(server: str, target: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target.write_text("mine", encoding="utf-8")
    assert fetch(f"{server}/page", target) == 2
    assert "already exists" in capsys.readouterr().err
    assert (target.read_text(encoding="utf-8"), Handler.seen) == ("mine", [])
    assert fetch(f"{server}/page", target, "--force") == 0
    assert target.read_bytes() == PAGE
