"""Fetch one web address: the only module that opens a network connection, used by `evolve fetch` alone.

A page may redirect anywhere, and a name may resolve to one address when it is checked and to another when it is
connected to. So every address is looked up once and checked, and the connection is made to that same address. Addresses
of this machine, of private networks and without public use are refused unless they are allowed. Proxies are not used,
because behind one the address cannot be checked. Redirects, size and time are limited.
"""

from __future__ import annotations

import contextlib
import http.client
import ipaddress
import socket
import ssl
import threading
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote, urljoin, urlsplit

from evolve import __version__
from evolve.errors import InputError, UsageError
from evolve.text.clean import clean_line

MAX_BYTES = 64 << 20
"""Maximum size of the content, after decompression."""
_MAX_REDIRECTS = 10
_SECONDS = 60.0
"""Maximum time for each address, from the connection to the last byte."""
_IDLE_SECONDS = 20.0
"""Maximum time without a byte."""
_MAX_ADDRESS = 4_000
_PIECE = 64 << 10
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_HEADERS = {
    "User-Agent": f"evolve/{__version__}",
    "Accept": "text/html,application/xhtml+xml,application/pdf,text/plain;q=0.9,*/*;q=0.8",
    "Accept-Encoding": "gzip",
    "Connection": "close",
}
_REDIRECTS = (301, 302, 303, 307, 308)


@dataclass(frozen=True, slots=True)
class Fetched:
    """The content at a web address."""

    data: bytes
    final_url: str
    """The address after all redirects."""
    content_type: str
    """The value of the header Content-Type; empty if there was none."""


@dataclass(frozen=True, slots=True)
class _Target:
    scheme: str
    host: str
    port: int
    path: str
    url: str


def fetch(url: str, *, allow_private: bool = False, max_bytes: int = MAX_BYTES) -> Fetched:
    """Return the content at a web address.

    Raises UsageError for an address that is no web address, and InputError for one that must not be connected to, that
    did not answer in time, or whose answer is an error or too large.
    """
    target = _target(url)
    for _ in range(_MAX_REDIRECTS + 1):
        answer = _answer(target, allow_private, max_bytes)
        if isinstance(answer, Fetched):
            return answer
        following = _target(urljoin(target.url, answer))
        if target.scheme == "https" and following.scheme == "http":
            raise _refused("redirects to an address without encryption", "fetch that address itself", following.url)
        target = following
    raise _refused("redirects too often", "open it in a browser and save the page", target.url)


def _target(url: str) -> _Target:
    """Return the parts of a web address. Raises UsageError for any other address."""
    step = "give an address that begins with https:// or http://"
    shown = clean_line(url[:200])
    if len(url) > _MAX_ADDRESS or any(ord(character) < 33 for character in url.strip()):
        raise UsageError("not a web address", next_step=step, where=shown)
    try:
        parts = urlsplit(url.strip())
        host = (parts.hostname or "").rstrip(".").encode("idna").decode("ascii")
        port = parts.port or (443 if parts.scheme == "https" else 80)
    except (ValueError, UnicodeError):
        raise UsageError("not a web address", next_step=step, where=shown) from None
    if parts.scheme not in ("http", "https") or not host:
        raise UsageError("not a web address", next_step=step, where=shown)
    if parts.username is not None:
        raise UsageError("an address with a password in it", next_step="leave out what precedes the @", where=host)
    safe = "/%:=&?~+!$,;'@()*[]|"
    path = quote(parts.path or "/", safe=safe) + (f"?{quote(parts.query, safe=safe)}" if parts.query else "")
    place = f"[{host}]" if ":" in host else host
    place += f":{parts.port}" if parts.port else ""
    return _Target(parts.scheme, host, port, path, f"{parts.scheme}://{place}{path}")


def _answer(target: _Target, allow_private: bool, max_bytes: int) -> Fetched | str:
    """Return the content at an address, or the address to which it redirects."""
    try:
        with _connected(target, allow_private) as connection:
            connection.request("GET", target.path, headers=_HEADERS)
            response = connection.getresponse()
            location = response.headers.get("Location", "")
            if response.status in _REDIRECTS and location:
                return location
            if response.status != 200:
                reason = clean_line(f"{response.status} {response.reason}"[:80])
                raise _refused(f"the server answered {reason}", "check the address in a browser", target.url)
            data = _body(response, target, max_bytes)
            return Fetched(data, target.url, clean_line(response.headers.get("Content-Type", "")[:200]))
    except (OSError, http.client.HTTPException, ValueError, zlib.error) as error:
        if isinstance(error, ssl.SSLCertVerificationError):
            raise _refused("its certificate is not valid", "check the address in a browser", target.url) from None
        if isinstance(error, TimeoutError):
            raise _refused("did not answer in time", "try again later", target.url) from None
        reason = clean_line(getattr(error, "strerror", None) or str(error) or type(error).__name__)[:120]
        raise _refused(f"cannot be fetched: {reason}", "check the address and the network", target.url) from None


@contextlib.contextmanager
def _connected(target: _Target, allow_private: bool) -> Iterator[http.client.HTTPConnection]:
    """Open a connection to the address that was checked; it is closed when its time is over."""
    plain = _open_socket(target, allow_private)
    is_over = threading.Event()

    def cut() -> None:
        is_over.set()
        with contextlib.suppress(OSError):
            plain_or_secure[0].shutdown(socket.SHUT_RDWR)

    plain_or_secure = [plain]
    timer = threading.Timer(_SECONDS, cut)
    timer.daemon = True
    timer.start()
    connection = http.client.HTTPConnection(target.host, target.port)
    try:
        if target.scheme == "https":
            plain_or_secure[0] = ssl.create_default_context().wrap_socket(plain, server_hostname=target.host)
        connection.sock = plain_or_secure[0]
        yield connection
    except (OSError, http.client.HTTPException, ValueError):
        if is_over.is_set():
            raise TimeoutError from None
        raise
    finally:
        timer.cancel()
        connection.close()
        plain_or_secure[0].close()
    if is_over.is_set():
        raise TimeoutError


def _open_socket(target: _Target, allow_private: bool) -> socket.socket:
    """Return a socket that is connected to the first address of the host that answers and may be connected to."""
    try:
        found = socket.getaddrinfo(target.host, target.port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        step = "check the address and the network"
        raise _refused(f"no server was found for {target.host}", step, target.url) from None
    allowed = [entry for entry in found if allow_private or is_public(str(entry[4][0]))]
    if not allowed:
        step = "add --allow-private if this is intended"
        raise _refused(f"{target.host} is an address of this machine or of a private network", step, target.url)
    failure: OSError = OSError("no address")
    for family, kind, protocol, _, place in allowed[:4]:
        connected = socket.socket(family, kind, protocol)
        try:
            connected.settimeout(_IDLE_SECONDS)
            connected.connect(place)
            return connected
        except OSError as error:
            connected.close()
            failure = error
    raise failure


def is_public(address: str) -> bool:
    """Return whether a numeric address is one of the public internet; those that contain another count as that one."""
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if ip in _NAT64:
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
        if ip.is_site_local:
            return False
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or ip.is_unspecified or ip.is_loopback)


def _body(response: http.client.HTTPResponse, target: _Target, max_bytes: int) -> bytes:
    """Return the content of an answer, decompressed. Raises InputError if it is too large."""
    coding = response.headers.get("Content-Encoding", "identity").strip().lower()
    if coding not in ("identity", "", "gzip", "x-gzip"):
        raise _refused(f"is compressed as {clean_line(coding[:40])}", "save the page in a browser", target.url)
    decompressor = zlib.decompressobj(zlib.MAX_WBITS | 16) if "gzip" in coding else None
    parts = []
    size = 0
    while piece := response.read(_PIECE):
        content = decompressor.decompress(piece, max_bytes - size + 1) if decompressor else piece
        size += len(content)
        if size > max_bytes or (decompressor and decompressor.unconsumed_tail):
            step = "save the part that is the text"
            raise _refused(f"has more than {max_bytes >> 20} megabytes, too much for a text", step, target.url)
        parts.append(content)
    if response.length:
        raise OSError("the connection ended too early")
    return b"".join(parts)


def _refused(what: str, step: str, url: str) -> InputError:
    return InputError(what, next_step=step, where=clean_line(url[:300]))
