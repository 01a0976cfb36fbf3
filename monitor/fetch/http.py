"""HttpFetch: one GET, complete or not at all."""

import ssl
import threading
import weakref
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from functools import cache

import httpcore
import httpx

from monitor import __version__
from monitor.cadence import retry_after
from monitor.errors import FetchError
from monitor.fetch import urls
from monitor.fetch.address import AllowList
from monitor.fetch.body import decoder
from monitor.fetch.line import Line, translated
from monitor.fetch.network import Deadline, GuardedBackend, Resolve, resolve
from monitor.fetch.pace import HostPace
from monitor.fetch.policy import FetchPolicy
from monitor.fetch.redact import redact
from monitor.records import Outage, Request, Response

PRODUCT = "withdrawal-monitor"
"""Our product token: the name by which a robots.txt may address us."""

_FOLLOWED = frozenset({301, 302, 303, 307, 308})
_PERMANENT = frozenset({301, 308})
_WITH_BODY = frozenset({200, 203})
"""Whose bodies are read: an error page is nobody's news, however long it is."""
_PAUSE = timedelta(minutes=10)
"""How long a host is left alone after 429 without a readable Retry-After."""
_LONGEST_PAUSE = timedelta(days=7)


def user_agent(policy: FetchPolicy) -> str:
    """``name/version (+contact)``."""
    contact = f" (+{policy.contact})" if policy.contact else ""
    return f"{PRODUCT}/{__version__}{contact}"


class HttpFetch:
    """Fetches over HTTP under the rules of a policy. Callable; share one between any number of threads.

    Each thread gets a transport of its own with one connection, closed after each exchange: feeds are
    polled minutes apart, and idle connections would count against the limit at their host.

    Args:
        policy: limits and manners.
        pace: turns at hosts; share one among all fetchers. A new one is made when missing.
        crawling: keep to the crawl delay of hosts (article pages, not feeds).
        resolver: looks names up.
        tls: trusted certificates; Mozilla's, as httpx brings them, when missing.
    """

    def __init__(
        self,
        policy: FetchPolicy | None = None,
        pace: HostPace | None = None,
        *,
        crawling: bool = False,
        resolver: Resolve = resolve,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self.policy = policy or FetchPolicy()
        self.pace = pace or HostPace(self.policy.pace)
        self._crawling = crawling
        self._resolve = resolver
        self._tls = tls or _mozilla()
        self._allow = AllowList(self.policy.allow)
        self._agent = user_agent(self.policy).encode("ascii", "ignore")
        self._own = threading.local()
        self._lines: weakref.WeakSet[Line] = weakref.WeakSet()
        self._lock = threading.Lock()
        self._closed = False

    def __call__(self, request: Request) -> Response:
        """Fetch one URL, following redirects, and return the answer whatever its status.

        1. check the URL; 2. wait for a turn at its host; 3. look up, check and connect; 4. ask;
        5. follow a redirect from 1, or read the body, counted and decompressed in steps.

        Returns:
            The last answer. Its body is empty unless the status is 200 or 203. ``moved_to`` keeps a
            login of the requested URL when it leads to the same origin.

        Raises:
            FetchError: no complete answer within the limits; the outage says why, the message tells a
                person and holds no password or token.
        """
        try:
            return self._follow(request)
        except FetchError as exc:
            if self._closed:
                # Our own doing: no reason to leave the feed alone for longer than it takes to start again.
                detail = _naming(request.url, "The program stopped before the answer was complete.")
                raise FetchError(Outage.WAIT, detail, retry_after_s=0.0) from None
            raise FetchError(
                exc.outage, _naming(request.url, str(exc)), retry_after_s=exc.retry_after_s
            ) from None

    def close(self) -> None:
        """End every exchange under way with a FetchError (``wait``), and refuse further ones."""
        self._closed = True
        self.pace.close()
        with self._lock:
            lines = tuple(self._lines)
        for line in lines:
            line.backend.abort()

    def _follow(self, request: Request) -> Response:
        asked = urls.parsed(request.url)
        login, home = urls.login(asked), urls.origin(asked)
        target, permanent = urls.bare(asked), True
        line = self._line()
        line.deadline.start(self.policy.total.total_seconds())
        try:
            for hop in range(self.policy.redirects + 1):
                host = urls.host(target)
                headers = self._headers(request, login if urls.origin(target) == home else None)
                with self.pace.turn(host, crawling=self._crawling) as waited:
                    line.deadline.extend(waited)
                    status, said, body = self._ask(line, target, headers)
                now = datetime.now(UTC)
                if status == 429:
                    wait = retry_after(said, now)
                    self.pace.pause(
                        host, min(_PAUSE if wait is None else wait, _LONGEST_PAUSE).total_seconds()
                    )
                location = said.get("location")
                if status not in _FOLLOWED or not location:
                    moved = target if hop and permanent else None
                    if moved is not None and urls.origin(moved) == home:
                        moved = moved.copy_with(userinfo=asked.userinfo)
                    return Response(status, str(target), said, body, _text(moved), now)
                permanent = permanent and status in _PERMANENT
                target = urls.joined(target, location)
        finally:
            line.hang_up()
        raise FetchError(
            Outage.REDIRECT,
            f"{host} redirects more than {self.policy.redirects} times; it may lead in circles.",
        )

    def _ask(
        self, line: Line, url: httpx.URL, headers: list[tuple[bytes, bytes]]
    ) -> tuple[int, Mapping[str, bytes], bytes]:
        """One request and its answer: status, headers, decoded body."""
        answer = line.send(httpx.Request("GET", url, headers=headers))
        try:
            said = {name.lower().decode("latin-1"): value for name, value in answer.headers.raw}
            body = self._body(answer, said) if answer.status_code in _WITH_BODY else b""
        except (httpcore.NetworkError, httpcore.ProtocolError) as exc:
            raise translated(exc) from None
        finally:
            answer.close()
        return answer.status_code, said, body

    def _body(self, answer: httpx.Response, said: Mapping[str, bytes]) -> bytes:
        """The decoded body, never larger in memory than the limits allow."""
        policy = self.policy
        length = said.get("content-length", b"")
        if length.isdigit() and (len(length) > 15 or int(length) > policy.transferred_bytes):
            raise _too_large(policy.transferred_bytes)
        decode = decoder(said.get("content-encoding", b""))
        body = bytearray()
        transferred = 0
        for piece in answer.iter_raw():
            transferred += len(piece)
            if transferred > policy.transferred_bytes:
                raise _too_large(policy.transferred_bytes)
            for made in decode.feed(piece):
                body += made
                if len(body) > policy.decoded_bytes:
                    raise _too_large(policy.decoded_bytes)
        decode.finish()
        return bytes(body)

    def _headers(self, request: Request, login: bytes | None) -> list[tuple[bytes, bytes]]:
        headers = [
            (b"User-Agent", self._agent),
            (b"Accept", request.accept.encode("latin-1", "ignore")),
            (b"Accept-Encoding", b"gzip, br"),
        ]
        if request.etag is not None:
            headers.append((b"If-None-Match", request.etag))
        if request.last_modified is not None:
            headers.append((b"If-Modified-Since", request.last_modified))
        if login is not None:
            headers.append((b"Authorization", login))
        return headers

    def _line(self) -> Line:
        """This thread's line."""
        line: Line | None = getattr(self._own, "line", None)
        if line is None:
            deadline = Deadline()
            patience = self.policy.first_byte.total_seconds()
            backend = GuardedBackend(self._allow, deadline, patience, self._resolve)
            line = self._own.line = Line(backend, deadline, self._tls)
            with self._lock:
                self._lines.add(line)
        return line


@cache
def _mozilla() -> ssl.SSLContext:
    """Mozilla's certificates: read once, because reading them takes longer than ten exchanges."""
    return httpx.create_ssl_context(trust_env=False)


def _too_large(limit: int) -> FetchError:
    return FetchError(
        Outage.TOO_LARGE, f"The answer is larger than {limit / 1e6:g} MB, so it was not read to its end."
    )


def _naming(url: str, detail: str) -> str:
    """The detail, redacted, with the host in front unless it names it."""
    host = redact(url).partition("://")[2].partition("/")[0] or redact(url)
    named = detail if host.partition(":")[0] in detail else f"{host}: {detail}"
    return redact(named)


def _text(url: httpx.URL | None) -> str | None:
    return None if url is None else str(url)
