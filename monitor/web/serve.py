"""The web server beside the daemon, or alone."""

import logging
import socket
import threading
from contextlib import suppress

import uvicorn
from fastapi import FastAPI

from monitor.errors import StateError, WebError
from monitor.web.now import draw_ahead

log = logging.getLogger(__name__)

STOP_S = 3.0
"""How long a stop waits for answers under way."""


class Server:
    """Serves an application in a thread of its own.

    Args:
        app: the application.
        host: to listen on.
        port: to listen on; 0 for any that is free.
    """

    def __init__(self, app: FastAPI, host: str, port: int) -> None:
        self._app = app
        self._host, self._port = host, port
        self._thread: threading.Thread | None = None
        self._server: uvicorn.Server | None = None

    def start(self) -> str:
        """Listen.

        Returns:
            The address for a browser.

        Raises:
            WebError: the port is taken, or the host is none of this machine's.
        """
        listening = _listen(self._host, self._port)
        config = uvicorn.Config(
            self._app,
            log_config=None,
            access_log=False,
            server_header=False,
            proxy_headers=False,
            timeout_graceful_shutdown=1,
            lifespan="off",
        )
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(
            target=self._server.run, args=([listening],), name="page", daemon=True
        )
        self._thread.start()
        threading.Thread(target=self._warm, name="page ahead", daemon=True).start()
        host, port = listening.getsockname()[:2]
        shown = "127.0.0.1" if host in ("0.0.0.0", "::") else host
        return f"http://{f'[{shown}]' if ':' in shown else shown}:{port}/"

    def _warm(self) -> None:
        """Fold the ledgers and draw the charts before the first reader waits for them: with tens of thousands
        of statements that takes seconds."""
        of = self._app.state
        with suppress(StateError):
            kept = of.ledgers.now(of.site)
            for _ in draw_ahead(of.pictures, of.site, [one.ledger for one in kept.values()]):
                if of.closing.is_set():
                    return

    def stop(self) -> None:
        """Close: streams end, answers under way are finished."""
        if self._server is None or self._thread is None:
            return
        self._app.state.closing.set()
        self._server.should_exit = True
        self._thread.join(STOP_S)


def _listen(host: str, port: int) -> socket.socket:
    try:
        family, kind, proto, _, where = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listening = socket.socket(family, kind, proto)
        with suppress(OSError):
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind(where)
            listening.listen(128)
        except OSError:
            listening.close()
            raise
    except OSError as error:
        raise WebError(
            f"The page cannot be served at {host}:{port}: {error.strerror or error}. "
            "Set another `port` in [web] of monitor.toml, or `serve = false` for no page."
        ) from error
    return listening
