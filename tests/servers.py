"""A real HTTP server on loopback whose routes follow a script: for every test that fetches.

::

    with Server() as server:
        server.add("/feed", Answer(body=b"<rss/>", headers={"ETag": '"1"'}), Answer(304))
        server.add("/drip", Answer(body=b"x" * 100, piece=1, pause_s=0.05))
        fetch = HttpFetch(FetchPolicy(allow=(server.allow,)))
        ...
        assert server.paths() == ["/feed"]

Answers of one path are given in turn, the last one for ever. A callable may stand for an answer: it is
given the request. Unknown paths are 404. Bodies go out with ``Content-Length`` unless told otherwise.
"""

import contextlib
import gzip
import socket
import ssl
import struct
import threading
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

CERTIFICATE = Path(__file__).parent / "tls" / "localhost.pem"
"""Certificate and key of a server with ``tls=True``, for localhost and news.example."""


@dataclass(frozen=True)
class Answer:
    """What to answer, well- or ill-behaved.

    Attributes:
        status: HTTP status.
        headers: name -> value, or pairs where names repeat; str as Latin-1 or bytes as they are.
        body: sent for every status but 304.
        delay_s: seconds before the first byte.
        piece: bytes sent at a time; 0 means all at once.
        pause_s: seconds between pieces.
        chunked: chunked transfer coding instead of Content-Length.
        length: False leaves Content-Length out: the body ends with the connection.
        reset_after: break the connection with a reset after so many bytes of body.
        cut_after: close the connection in order after so many bytes of body.
        raw: these very bytes instead of everything else.
        drip_headers_s: seconds between the bytes of the head.
        keep_alive: False closes the connection after the answer.
    """

    status: int = 200
    body: bytes = b""
    headers: Mapping[str, str | bytes] | Iterable[tuple[str, str | bytes]] = field(default_factory=dict)
    delay_s: float = 0.0
    piece: int = 0
    pause_s: float = 0.0
    chunked: bool = False
    length: bool = True
    reset_after: int | None = None
    cut_after: int | None = None
    raw: bytes | None = None
    drip_headers_s: float = 0.0
    keep_alive: bool = True

    def gzipped(self) -> "Answer":
        """The same with its body compressed and said to be."""
        return replace(
            self,
            body=gzip.compress(self.body),
            headers=[*_pairs(self.headers), ("Content-Encoding", "gzip")],
        )


@dataclass(frozen=True)
class Asked:
    """One request as it arrived. Header names in lower case; values as raw bytes."""

    path: str
    """With query."""
    headers: Mapping[str, bytes]
    at: float
    """Monotonic seconds."""
    method: str = "GET"
    body: bytes = b""


Script = Answer | Callable[[Asked], Answer]


class Server:
    """See the module. ``host`` may be any loopback address, 127.0.0.2 too, to be another host."""

    def __init__(self, host: str = "127.0.0.1", port: int = 0, *, tls: bool = False) -> None:
        self._scripts: dict[str, list[Script]] = {}
        self._lock = threading.Lock()
        self.asked: list[Asked] = []
        """Every request so far, in order."""
        self.most_at_once = 0
        """The largest number of requests under way at the same time."""
        self._under_way = 0
        self.connections = 0
        """How many connections were made to it."""
        self._clients: set[object] = set()
        self._stopping = threading.Event()
        self._http = (_Http6 if ":" in host else _Http)((host, port), _Handler)
        self._http.script = self
        self.host = host
        self.port: int = self._http.server_address[1]
        shown = f"[{host}]" if ":" in host else host
        self.url = f"{'https' if tls else 'http'}://{shown}:{self.port}"
        if tls:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(CERTIFICATE)
            self._http.tls = context
        self.allow = f"{shown}:{self.port}"
        """What an allow list needs to hold."""
        self._thread = threading.Thread(target=self._http.serve_forever, args=(0.01,), daemon=True)

    def __enter__(self) -> "Server":
        self._thread.start()
        return self

    def __exit__(self, *exc: object) -> None:
        self._stopping.set()
        self._http.shutdown()
        self._http.server_close()
        self._thread.join(5)

    def add(self, path: str, *scripts: Script) -> str:
        """Script a path (without query); returns its URL. Adding again replaces."""
        with self._lock:
            self._scripts[path] = list(scripts)
        return self.url + path

    def paths(self) -> list[str]:
        """Paths asked for so far, in order."""
        return [asked.path for asked in self.asked]

    def answer(self, asked: Asked) -> Answer:
        """The next answer for a request, which is recorded."""
        with self._lock:
            self.asked.append(asked)
            scripts = self._scripts.get(asked.path.partition("?")[0])
            if not scripts:
                return Answer(404, b"no such page")
            script = scripts.pop(0) if len(scripts) > 1 else scripts[0]
        return script if isinstance(script, Answer) else script(asked)

    def settle(self) -> None:
        """Wait until every connection made so far is over, and what came through it is in ``asked``.

        A client that was killed has left bytes behind that may not be read yet. Connections are accepted in
        the order they were made: once a new one is, all before it were.
        """
        with socket.create_connection((self.host, self.port)) as probe:
            while probe.getsockname() not in self._clients:
                time.sleep(0.001)
        while self._clients:
            time.sleep(0.001)

    @contextlib.contextmanager
    def under_way(self):
        with self._lock:
            self._under_way += 1
            self.most_at_once = max(self.most_at_once, self._under_way)
        try:
            yield
        finally:
            with self._lock:
                self._under_way -= 1

    def nap(self, seconds: float) -> None:
        """Sleep, but not beyond the end of the server."""
        if seconds > 0:
            self._stopping.wait(seconds)


def conditional(body: bytes, etag: str, *, last_modified: str | None = None, **more: object) -> Script:
    """A well-behaved resource: 304 when its exact validator comes back, else the body with it."""
    headers: dict[str, str | bytes] = {"ETag": etag}
    if last_modified is not None:
        headers["Last-Modified"] = last_modified

    def answer(asked: Asked) -> Answer:
        if asked.headers.get("if-none-match") == etag.encode("latin-1"):
            return Answer(304, headers=headers)
        return Answer(200, body, headers, **more)  # type: ignore[arg-type]

    return answer


class _Http(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    request_queue_size = 128
    script: Server
    tls: ssl.SSLContext | None = None

    def process_request(self, request: socket.socket, client_address: object) -> None:
        """In the thread that accepts, in the order of arrival."""
        self.script.connections += 1
        self.script._clients.add(client_address)
        super().process_request(request, client_address)

    def process_request_thread(self, request: socket.socket, client_address: object) -> None:
        try:
            super().process_request_thread(request, client_address)
        finally:
            self.script._clients.discard(client_address)

    def finish_request(self, request: socket.socket, client_address: object) -> None:
        """In the connection's own thread, so that a client that refuses us holds up nobody."""
        if self.tls is None:
            super().finish_request(request, client_address)
            return
        with contextlib.suppress(OSError), self.tls.wrap_socket(request, server_side=True) as secure:
            super().finish_request(secure, client_address)

    def handle_error(self, request: object, client_address: object) -> None:
        """Clients that hang up are part of the tests."""


class _Http6(_Http):
    address_family = socket.AF_INET6


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = 30
    server: _Http

    def handle_one_request(self) -> None:
        try:
            super().handle_one_request()
        except OSError:
            self.close_connection = True

    def do_GET(self) -> None:
        script = self.server.script
        length = int(self.headers.get("Content-Length") or 0)
        asked = Asked(
            self.path,
            {name.lower(): value.encode("latin-1") for name, value in self.headers.items()},
            time.monotonic(),
            self.command,
            self.rfile.read(length) if length else b"",
        )
        with script.under_way():
            self._send(script, script.answer(asked))

    do_POST = do_GET  # noqa: N815  the names are the standard library's
    do_PUT = do_GET  # noqa: N815

    def _send(self, script: Server, answer: Answer) -> None:
        script.nap(answer.delay_s)
        if answer.raw is not None:
            self.wfile.write(answer.raw)
            self.close_connection = True
            return
        head, body = self._head(answer), b"" if answer.status == 304 else answer.body
        if answer.drip_headers_s:
            for i in range(len(head)):
                self.wfile.write(head[i : i + 1])
                script.nap(answer.drip_headers_s)
        else:
            self.wfile.write(head)
        sent = 0
        stop = next((n for n in (answer.reset_after, answer.cut_after) if n is not None), None)
        size = answer.piece or max(1, len(body))
        for start in range(0, len(body), size):
            piece = body[start : start + size]
            if stop is not None:
                piece = piece[: max(0, stop - sent)]
            if answer.chunked and piece:
                self.wfile.write(b"%x\r\n%s\r\n" % (len(piece), piece))
            else:
                self.wfile.write(piece)
            sent += len(piece)
            if stop is not None and sent >= stop:
                break
            script.nap(answer.pause_s)
        if answer.reset_after is not None:
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self.close_connection = True
            self.connection.close()
            return
        if answer.chunked and answer.cut_after is None:
            self.wfile.write(b"0\r\n\r\n")
        if answer.cut_after is not None or not answer.keep_alive or not (answer.length or answer.chunked):
            self.close_connection = True

    def _head(self, answer: Answer) -> bytes:
        lines = [b"HTTP/1.1 %d Scripted" % answer.status]
        pairs = _pairs(answer.headers)
        names = {name.lower() for name, _ in pairs}
        if answer.chunked:
            pairs.append(("Transfer-Encoding", "chunked"))
        elif answer.length and answer.status != 304 and "content-length" not in names:
            pairs.append(("Content-Length", str(len(answer.body))))
        for name, value in pairs:
            raw = value if isinstance(value, bytes) else value.encode("latin-1")
            lines.append(name.encode("latin-1") + b": " + raw)
        return b"\r\n".join(lines) + b"\r\n\r\n"

    def log_message(self, format: str, *args: object) -> None:
        """Quiet."""


def _pairs(
    headers: Mapping[str, str | bytes] | Iterable[tuple[str, str | bytes]],
) -> list[tuple[str, str | bytes]]:
    return list(headers.items()) if isinstance(headers, Mapping) else list(headers)
