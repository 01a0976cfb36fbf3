"""Connections for the HTTP library: every address checked before it is spoken to, every wait bounded.

The name is looked up once, all its addresses are checked, and the connection goes to one of those very
addresses; a name that answers differently a moment later gains nothing. Host header and TLS name stay
those of the URL, because only this lowest layer ever sees the address.
"""

# ruff: noqa: ARG002  the signatures are the HTTP library's; our waits follow the deadline instead

import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import httpcore

from monitor.errors import FetchError
from monitor.fetch.address import AllowList, refusal, usual_port
from monitor.records import Outage

Resolve = Callable[[str, int], Sequence[str]]
"""Addresses of a host name, best first. Raises OSError when there are none."""

_TRIED = 4
"""Addresses tried at most."""
_EARLY_TRY = 5.0
"""Seconds given to an address while others are left to try."""


def resolve(host: str, port: int) -> tuple[str, ...]:
    """Look a name up with the system's resolver."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(address[0]) for *_, address in found))


class Deadline:
    """The end of one exchange, in monotonic seconds; time spent waiting for our own turn is given back."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._at = 0.0
        self._total = 0.0

    def start(self, seconds: float) -> None:
        self._total = seconds
        self._at = self._clock() + seconds

    def extend(self, seconds: float) -> None:
        self._at += seconds

    def within(self, seconds: float) -> float:
        """The shorter of ``seconds`` and what is left.

        Raises:
            FetchError: ``timeout`` when nothing is left.
        """
        left = self._at - self._clock()
        if left <= 0:
            raise FetchError(Outage.TIMEOUT, f"The answer was not complete within {self._total:.0f} seconds.")
        return min(seconds, left)


class GuardedBackend(httpcore.NetworkBackend):
    """Makes the connections of one client, used by one thread.

    Args:
        allow: servers that may be asked although their address or port is not public.
        deadline: the end of the exchange under way; shared with whoever starts it.
        patience: longest wait in seconds for a connection and for each read.
        resolver: looks names up.
    """

    def __init__(
        self, allow: AllowList, deadline: Deadline, patience: float, resolver: Resolve = resolve
    ) -> None:
        self._allow = allow
        self._deadline = deadline
        self._patience = patience
        self._resolve = resolver
        self._open: set[socket.socket] = set()
        self.connections = 0
        """How many were made so far: tells a fresh connection from a reused one."""

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        addresses = self._checked(host, port)
        self.connections += 1
        error: OSError | None = None
        for left, address in zip(range(len(addresses) - 1, -1, -1), addresses, strict=True):
            wait = self._deadline.within(min(self._patience, _EARLY_TRY) if left else self._patience)
            try:
                sock = socket.create_connection((address, port), wait)
            except OSError as exc:
                error = exc
                continue
            sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self._open.add(sock)
            return _BoundedStream(sock, self._deadline, self._patience, self._open)
        if isinstance(error, TimeoutError):
            raise FetchError(Outage.TIMEOUT, f"{host} could not be reached: it did not answer in time.")
        why = (error.strerror or "no answer") if error is not None else "it has no address"
        raise FetchError(Outage.CONNECT, f"{host} could not be reached on port {port}: {why}.")

    def abort(self) -> None:
        """Break what is under way, from another thread: blocked reads end at once."""
        for sock in tuple(self._open):
            try:
                # Not SSLSocket.shutdown, which would pull the TLS state from under the reading thread.
                socket.socket.shutdown(sock, socket.SHUT_RDWR)
            except OSError:
                continue

    def _checked(self, host: str, port: int) -> Sequence[str]:
        """The addresses of ``host``, all of them fit to be spoken to."""
        allowed = (host, port) in self._allow
        entry = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
        if not allowed and not usual_port(port):
            raise FetchError(
                Outage.REFUSED_ADDRESS,
                f"Port {port} of {host} is not a port of the web, so it was not asked. "
                f'If it is meant, add "{entry}" to the allow list.',
            )
        addresses = self._looked_up(host, port)
        if not allowed:
            for address in addresses:
                kind = refusal(address)
                if kind is not None:
                    raise FetchError(
                        Outage.REFUSED_ADDRESS,
                        f"{host} leads to {address}, which is {kind}, so it was not asked. "
                        f'If it is meant, add "{entry}" to the allow list.',
                    )
        return addresses[:_TRIED]

    def _looked_up(self, host: str, port: int) -> Sequence[str]:
        try:
            socket.inet_pton(socket.AF_INET6 if ":" in host else socket.AF_INET, host)
        except OSError:
            pass
        else:
            return (host,)
        try:
            addresses = _bounded(lambda: self._resolve(host, port), self._deadline.within(self._patience))
        except TimeoutError:
            raise FetchError(
                Outage.DNS, f"The name {host} could not be looked up in time; is the network up?"
            ) from None
        except (OSError, UnicodeError) as exc:
            why = getattr(exc, "strerror", None) or "it is no valid name"
            raise FetchError(
                Outage.DNS,
                f"The name {host} could not be looked up ({why}); check its spelling and the network.",
            ) from None
        if not addresses:
            raise FetchError(Outage.DNS, f"The name {host} has no address.")
        return addresses


class _BoundedStream(httpcore.NetworkStream):
    """One connection whose every wait ends with the exchange's deadline."""

    def __init__(
        self, sock: socket.socket, deadline: Deadline, patience: float, registry: set[socket.socket]
    ) -> None:
        self._sock = sock
        self._deadline = deadline
        self._patience = patience
        self._registry = registry

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        self._sock.settimeout(self._deadline.within(self._patience))
        try:
            return self._sock.recv(max_bytes)
        except TimeoutError:
            self._deadline.within(self._patience)
            raise FetchError(
                Outage.TIMEOUT, f"The server sent nothing for {self._patience:.0f} seconds."
            ) from None
        except OSError as exc:
            raise httpcore.ReadError(str(exc)) from exc

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        if not buffer:
            return
        self._sock.settimeout(self._deadline.within(self._patience))
        try:
            self._sock.sendall(buffer)
        except TimeoutError:
            raise FetchError(Outage.TIMEOUT, "The server did not take our request in time.") from None
        except OSError as exc:
            raise httpcore.WriteError(str(exc)) from exc

    def close(self) -> None:
        self._registry.discard(self._sock)
        self._sock.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        self._sock.settimeout(self._deadline.within(self._patience))
        name = server_hostname or "the server"
        self._registry.discard(self._sock)
        try:
            sock = ssl_context.wrap_socket(self._sock, server_hostname=server_hostname)
        except TimeoutError:
            self._sock.close()
            raise FetchError(Outage.TIMEOUT, f"{name} did not finish the secure handshake in time.") from None
        except ssl.SSLCertVerificationError as exc:
            self._sock.close()
            raise FetchError(
                Outage.TLS, f"The certificate of {name} cannot be trusted: {exc.verify_message}."
            ) from None
        except (ssl.SSLError, OSError) as exc:
            self._sock.close()
            why = getattr(exc, "reason", None) or exc.strerror or "it hung up"
            raise FetchError(Outage.TLS, f"No secure connection to {name} could be made: {why}.") from None
        self._registry.add(sock)
        return _BoundedStream(sock, self._deadline, self._patience, self._registry)

    def get_extra_info(self, info: str) -> Any:
        match info:
            case "ssl_object":
                return self._sock if isinstance(self._sock, ssl.SSLSocket) else None
            case "client_addr":
                return self._sock.getsockname()
            case "server_addr":
                return self._sock.getpeername()
            case "socket":
                return self._sock
            case "is_readable":
                return self._readable()
        return None

    def _readable(self) -> bool:
        """Whether an idle connection has something to read: it can only be the server hanging up."""
        self._sock.settimeout(0)
        try:
            socket.socket.recv(self._sock, 1, socket.MSG_PEEK)
        except BlockingIOError:
            return False
        except OSError:
            return True
        return True


def _bounded(look_up: Callable[[], Sequence[str]], seconds: float) -> Sequence[str]:
    """Run a look-up that cannot be interrupted, and stop waiting for it after so many seconds.

    The system's resolver knows no timeout of ours. A look-up that hangs is left behind in its thread,
    which ends when the resolver gives up and does not hold up the end of the program.
    """
    found: list[Sequence[str]] = []
    failed: list[BaseException] = []

    def run() -> None:
        try:
            found.append(look_up())
        except (OSError, UnicodeError) as exc:
            failed.append(exc)

    thread = threading.Thread(target=run, name="look-up", daemon=True)
    thread.start()
    thread.join(seconds)
    if failed:
        raise failed[0]
    if not found:
        raise TimeoutError
    return found[0]
