"""One thread's line to the network: an httpx transport over one guarded connection.

A transport and no ``httpx.Client``: what the client adds (cookies, logins, redirects, decompression, a log
of whole URLs) would all have to be turned off again.
"""

import logging
import ssl
from collections.abc import Iterator

import httpcore
import httpx

from monitor.errors import FetchError
from monitor.fetch.network import Deadline, GuardedBackend
from monitor.records import Outage

# At level DEBUG it writes whole requests, logins included, into its log.
logging.getLogger("httpcore").setLevel(logging.WARNING)


class Line:
    """A transport with one connection, for use by one thread.

    Args:
        backend: makes the connections.
        deadline: the end of the exchange under way.
        tls: trusted certificates; may be shared.
    """

    def __init__(self, backend: GuardedBackend, deadline: Deadline, tls: ssl.SSLContext) -> None:
        self.backend = backend
        self.deadline = deadline
        self._transport = _Transport(
            httpcore.ConnectionPool(
                ssl_context=tls, max_connections=1, max_keepalive_connections=1, network_backend=backend
            )
        )

    def send(self, request: httpx.Request) -> httpx.Response:
        """Send a request; return the answer with its body still to be read.

        One second try is made, when a connection kept from the hop before turns out to be dead.

        Raises:
            FetchError: no answer.
        """
        before = self.backend.connections
        try:
            return self._transport.handle_request(request)
        except (httpcore.RemoteProtocolError, httpcore.ReadError, httpcore.WriteError) as exc:
            if self.backend.connections != before:
                raise translated(exc) from None
        except httpcore.ProtocolError as exc:
            raise translated(exc) from None
        try:
            return self._transport.handle_request(request)
        except (httpcore.NetworkError, httpcore.ProtocolError) as exc:
            raise translated(exc) from None

    def hang_up(self) -> None:
        """Close the connection; the next request makes a new one."""
        self._transport.close()


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
