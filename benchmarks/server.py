"""A load server: many feeds on many loopback hosts, in a process of its own.

Each host is an address of 127.0.0.0/8 on one port. Feed ``n`` lives on host ``n % hosts`` at ``/n``, has
an ETag, and is sent gzipped to those who ask for it. The server counts what it is asked.
"""

import asyncio
import gzip
import multiprocessing
import resource
import socket
import time
from collections import Counter
from dataclasses import asdict, dataclass, field
from datetime import datetime
from multiprocessing.connection import Connection
from types import TracebackType
from typing import Any

from benchmarks.documents import ENTRIES, document


@dataclass
class Counts:
    """What was asked since the last look."""

    requests: int = 0
    conditional: int = 0
    not_modified: int = 0
    sent_bytes: int = 0
    most_at_once: int = 0
    """Requests under way at one host at the same time."""
    closest_starts_s: float = float("inf")
    """Shortest time between two requests to one host."""


@dataclass
class LoadServer:
    """Runs the server in a child process; use in a ``with`` block.

    Attributes:
        feeds: how many.
        hosts: over how many addresses.
        now: when the newest entry of each first document was published.
        latency_s: time before each answer.
    """

    feeds: int
    hosts: int
    now: datetime
    latency_s: float = 0.0
    port: int = 0
    _pipe: Any = field(default=None, repr=False)
    _process: Any = field(default=None, repr=False)

    def __enter__(self) -> "LoadServer":
        context = multiprocessing.get_context("spawn")
        self._pipe, theirs = context.Pipe()
        args = (theirs, self.hosts, self.now, self.latency_s)
        self._process = context.Process(target=_serve, args=args, daemon=True)
        self._process.start()
        self.port = self._pipe.recv()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._pipe.send(("stop", None))
        self._process.join(10)

    @property
    def pid(self) -> int | None:
        """The child's process id while it runs."""
        pid: int | None = self._process.pid
        return pid

    def url(self, feed: int) -> str:
        return f"http://{address(feed % self.hosts)}:{self.port}/{feed}"

    def allow(self) -> tuple[str, ...]:
        return tuple(f"{address(host)}:{self.port}" for host in range(self.hosts))

    def publish(self, feeds: range | list[int], entries: int) -> None:
        """Let each of the feeds have so many more entries."""
        self._ask("publish", (list(feeds), entries))

    def bare(self, on: bool) -> None:
        """Send no validators from now on, and honour none."""
        self._ask("bare", on)

    def counts(self) -> Counts:
        """What was asked since the last look."""
        return Counts(**self._ask("counts", None))

    def _ask(self, command: str, argument: object) -> Any:
        self._pipe.send((command, argument))
        return self._pipe.recv()


def address(host: int) -> str:
    """The loopback address of a host."""
    return f"127.{10 + host // 62500}.{host // 250 % 250}.{host % 250 + 1}"


def _serve(pipe: Connection, hosts: int, now: datetime, latency_s: float) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, min(hard, hosts * 2 + 4096)), hard))
    asyncio.run(_run(pipe, hosts, _Site(now, latency_s)))


async def _run(pipe: Connection, hosts: int, site: "_Site") -> None:
    loop = asyncio.get_running_loop()
    port, servers = 0, []
    for host in range(hosts):
        listener = socket.create_server((address(host), port), backlog=256)
        port = listener.getsockname()[1]
        servers.append(await loop.create_server(lambda: _Peer(site, loop), sock=listener))
    stop = asyncio.Event()

    def obey() -> None:
        command, argument = pipe.recv()
        match command:
            case "publish":
                for feed in argument[0]:
                    site.newest[feed] = site.newest.get(feed, ENTRIES) + argument[1]
                pipe.send(None)
            case "bare":
                site.is_bare = argument
                pipe.send(None)
            case "counts":
                pipe.send(asdict(site.counts))
                site.forget()
            case _:
                stop.set()

    loop.add_reader(pipe.fileno(), obey)
    pipe.send(port)
    await stop.wait()
    for server in servers:
        server.close()


class _Site:
    """What is published, and what was asked."""

    def __init__(self, now: datetime, latency_s: float) -> None:
        self.now = now
        self.latency_s = latency_s
        self.newest: dict[int, int] = {}
        self.is_bare = False
        self._made: dict[int, tuple[int, bytes]] = {}
        self.under_way: Counter[str] = Counter()
        self.forget()

    def forget(self) -> None:
        self.counts = Counts()
        self.started: dict[str, float] = {}

    def gzipped(self, feed: int) -> bytes:
        newest = self.newest.get(feed, ENTRIES)
        made = self._made.get(feed)
        if made is None or made[0] != newest:
            made = (newest, gzip.compress(document(feed, newest, self.now), 6, mtime=0))
            self._made[feed] = made
        return made[1]

    def answer(self, host: str, head: bytes) -> bytes:
        counts, now = self.counts, time.monotonic()
        counts.requests += 1
        counts.closest_starts_s = min(counts.closest_starts_s, now - self.started.get(host, float("-inf")))
        self.started[host] = now
        lines = head.split(b"\r\n")
        feed = int(lines[0].split(b" ")[1][1:])
        headers = {name.lower(): value.strip() for name, _, value in (x.partition(b":") for x in lines[1:])}
        asked = headers.get(b"if-none-match")
        counts.conditional += asked is not None
        etag = b'"%d-%d"' % (feed, self.newest.get(feed, ENTRIES))
        if asked == etag and not self.is_bare:
            counts.not_modified += 1
            return b"HTTP/1.1 304 Not Modified\r\nETag: %s\r\n\r\n" % etag
        body, coding = self.gzipped(feed), b"Content-Encoding: gzip\r\n"
        if b"gzip" not in headers.get(b"accept-encoding", b""):
            body, coding = gzip.decompress(body), b""
        counts.sent_bytes += len(body)
        validator = b"" if self.is_bare else b"ETag: %s\r\n" % etag
        return (
            b"HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\n%s%sContent-Length: %d\r\n\r\n"
            % (validator, coding, len(body))
        ) + body


class _Peer(asyncio.Protocol):
    """One connection."""

    def __init__(self, site: _Site, loop: asyncio.AbstractEventLoop) -> None:
        self._site = site
        self._loop = loop
        self._buffer = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport: Any = transport
        self._host: str = self._transport.get_extra_info("sockname")[0]

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        while b"\r\n\r\n" in self._buffer:
            head, _, self._buffer = self._buffer.partition(b"\r\n\r\n")
            answer = self._site.answer(self._host, head)
            self._site.under_way[self._host] += 1
            counts = self._site.counts
            counts.most_at_once = max(counts.most_at_once, self._site.under_way[self._host])
            if self._site.latency_s:
                self._loop.call_later(self._site.latency_s, self._send, answer)
            else:
                self._send(answer)

    def _send(self, answer: bytes) -> None:
        self._site.under_way[self._host] -= 1
        self._transport.write(answer)
