"""One thread's line to the network: an httpx client over one guarded connection."""

import logging
import ssl
from collections.abc import Iterator
from http.cookiejar import CookieJar, DefaultCookiePolicy

import httpcore
import httpx

from monitor.errors import FetchError
from monitor.fetch.network import Deadline, GuardedBackend
from monitor.records import Outage

# Both write whole URLs and headers, tokens and passwords included, into their logs.
logging.getLogger("httpx").setLevel(logging.WARNING)
logging.getLogger("httpcore").setLevel(logging.WARNING)


class Line:
    """A client with one connection, for use by one thread.

    Args:
        backend: makes the connections.
        deadline: the end of the exchange under way.
        tls: trusted certificates; may be shared.
    """

    def __init__(self, backend: GuardedBackend, deadline: Deadline, tls: ssl.SSLContext) -> None:
        self.backend = backend
        self.deadline = deadline
        self._pool = httpcore.ConnectionPool(
            ssl_context=tls, max_connections=1, max_keepalive_connections=1, network_backend=backend
        )
        self._client = httpx.Client(
            transport=_Transport(self._pool),
            cookies=CookieJar(DefaultCookiePolicy(allowed_domains=())),
            timeout=None,
            trust_env=False,
            follow_redirects=False,
        )

    def send(self, request: httpx.Request) -> httpx.Response:
        """Send a request; return the answer with its body still to be read.

        One second try is made, when a connection kept from the hop before turns out to be dead.

        Raises:
            FetchError: no answer.
        """
        before = self.backend.connections
        try:
            return self._client.send(request, stream=True, auth=None)
        except (httpcore.RemoteProtocolError, httpcore.ReadError, httpcore.WriteError) as exc:
            if self.backend.connections != before:
                raise translated(exc) from None
        except httpcore.ProtocolError as exc:
            raise translated(exc) from None
        try:
            return self._client.send(request, stream=True, auth=None)
        except (httpcore.NetworkError, httpcore.ProtocolError) as exc:
            raise translated(exc) from None

    def hang_up(self) -> None:
        """Close the connection; the next request makes a new one."""
        self._pool.close()


def translated(exc: httpcore.NetworkError | httpcore.ProtocolError) -> FetchError:
    """The HTTP library's complaint in our words."""
    if isinstance(exc, httpcore.ProtocolError):
        return FetchError(Outage.PROTOCOL, f"The server does not speak proper HTTP ({exc}).")
    return FetchError(Outage.CONNECT, "The server broke off the connection.")


class _Transport(httpx.BaseTransport):
    """What httpx's own transport does, over a pool whose connections are made by us."""

    def __init__(self, pool: httpcore.ConnectionPool) -> None:
        self._pool = pool

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        url = request.url
        answer = self._pool.handle_request(
            httpcore.Request(
                method=request.method,
                url=httpcore.URL(
                    scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path
                ),
                headers=request.headers.raw,
                extensions=request.extensions,
            )
        )
        return httpx.Response(
            answer.status,
            headers=answer.headers,
            stream=_Stream(answer),
            extensions=answer.extensions,
        )

    def close(self) -> None:
        self._pool.close()


class _Stream(httpx.SyncByteStream):
    def __init__(self, answer: httpcore.Response) -> None:
        self._answer = answer

    def __iter__(self) -> Iterator[bytes]:
        return self._answer.iter_stream()

    def close(self) -> None:
        self._answer.close()
