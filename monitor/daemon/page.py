"""The page beside a running daemon."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime

from monitor import wiring, wishes
from monitor.daemon.turns import Daemon
from monitor.errors import WebError

log = logging.getLogger(__name__)


@contextmanager
def served(daemon: Daemon, clock: Callable[[], datetime], *, editable: bool = True) -> Iterator[str]:
    """Serve the page over an open daemon until the block ends.

    Yields:
        Its address; empty when it is not to be served, or cannot be, which is logged: the news goes on.
    """
    web = daemon.settings.web
    if not web.serve:
        yield ""
        return
    # Heavy, and not needed by a daemon without a page.
    from monitor.web import Server, Site, make

    def ask(kind: str, payload: wishes.Payload) -> bool:
        return wishes.ask(
            kind,
            payload,
            folder=daemon.settings.state,
            policy=lambda: daemon.settings.relevance,
            clock=clock,
            again=lambda: wiring.build_relabel(daemon.settings, clock),
        )

    def again() -> None:
        ask(wishes.RELOAD, {})

    site = Site(
        lambda: daemon.settings,
        daemon.store,
        ask,
        now=clock,
        again=again,
        editable=editable,
        alive=lambda: daemon.broken is None and not daemon.ticks.hanging(daemon.settings.health.stalled),
        scorer=lambda: scorer if (scorer := daemon.running.scorer).ready else None,
    )
    server = Server(make(site), web.host, web.port)
    try:
        address = server.start()
    except WebError as error:
        log.warning("%s", error)
        yield ""
        return
    try:
        yield web.address or address
    finally:
        server.stop()
