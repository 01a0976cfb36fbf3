"""The process around the daemon: signals, and leaving even when a foreign library hangs."""

import logging
import os
import sys
import threading
import time

from monitor.daemon.page import served
from monitor.daemon.signals import heard
from monitor.daemon.turns import SCORER, Daemon, utc_now
from monitor.errors import ConfigError
from monitor.settings import Settings, load

log = logging.getLogger(__name__)

LOOK_S = 0.2
"""How often the main thread looks what it was asked for."""


def run(settings: Settings) -> None:
    """Run until SIGTERM or SIGINT.

    Raises:
        StateError: the state cannot be used (any more).
    """
    daemon = Daemon(settings)
    with heard() as asked:
        daemon.open()
        daemon.start()
        log.info("watching %d feeds; state in %s", len(settings.feeds), settings.state)
        with served(daemon, utc_now) as address:
            if address:
                log.info("the page: %s", address)
            while not asked.stop and daemon.broken is None:
                time.sleep(LOOK_S)
                if asked.again or daemon.reload_asked.is_set():
                    asked.again = False
                    daemon.reload_asked.clear()
                    _reload(daemon, settings)
            log.info("stopping")
        daemon.stop()
    if daemon.broken is not None:
        raise daemon.broken
    _leave()


def once(settings: Settings) -> int:
    """Poll every feed that is due, judge what waits, send what is due; the exit code tells trouble.

    Returns:
        0 without trouble; 1 when a feed failed, entries could not be judged, or a message could not be sent.

    Raises:
        StateError: the state cannot be used.
    """
    daemon = Daemon(settings)
    daemon.open(at_once=True)
    try:
        return 1 if daemon.once() else 0
    finally:
        daemon.stop()


def _reload(daemon: Daemon, settings: Settings) -> None:
    """Read the configuration again; keep the old one when the new one is bad."""
    try:
        daemon.reload(load(settings.folder))
    except ConfigError as error:
        log.error("The new configuration is refused and the old one stays:\n%s", error)
    else:
        log.info("the configuration was read again")


def _leave() -> None:
    """End the process even if a worker hangs in a foreign library: what it held is repeated after a start."""
    until = time.monotonic() + 1.0
    for thread in threading.enumerate():
        if thread is not threading.current_thread() and not thread.daemon:
            thread.join(max(0.0, until - time.monotonic()))
    # A thread in the middle of loading the encoder's libraries does not survive an orderly end either.
    hanging = [
        t.name
        for t in threading.enumerate()
        if t is not threading.current_thread() and (not t.daemon or t.name == SCORER)
    ]
    if hanging:
        log.warning(
            "leaving %s behind; what they held is done again after the next start", ", ".join(hanging)
        )
        logging.shutdown()
        sys.stdout.flush()
        os._exit(0)
