"""Writes of commands: done here when the state is free, handed to the daemon when it runs."""

import json
import secrets
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from monitor.cli.context import now

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from monitor.settings import Settings
    from monitor.store import Store

WAIT_S = 120.0
"""How long the running daemon is waited for."""
_LOOK_S = 0.2


def write(
    settings: "Settings",
    kind: str,
    payload: Mapping[str, Any],
    change: "Callable[[Connection], object] | None" = None,
) -> bool:
    """Make one change to the state as the daemon would, or have the running daemon make it.

    Args:
        settings: with the state directory; there is a state in it.
        kind: what is asked, one word.
        payload: its details.
        change: the same change, for a command that tells what came of it.

    Returns:
        True when it is made, False when the daemon was asked and makes it soon.

    Raises:
        StateError: the state cannot be written.
    """
    from monitor import wishes
    from monitor.store.requests import UserRequest

    at, asked = now(), UserRequest(kind, payload)

    def make(held: "Store") -> None:
        with held.write() as conn:
            if change is None:
                wishes.grant(conn, asked, settings.relevance, at)
            else:
                change(conn)

    return wishes.make_or_leave(settings.state, asked, make, at) is None


def write_and_wait(
    folder: Path, reading: "Store", kind: str, payload: Mapping[str, Any], change: "Callable[[Store], object]"
) -> bool:
    """Make a large change to the state, or have the running daemon make it and wait for its answer.

    Args:
        folder: the state directory.
        reading: the same state, open for reading.
        kind: what the daemon is asked for.
        payload: its details.
        change: the same change, made on the state held by this process.

    Returns:
        True when it is made, False when the daemon is still busy and makes it later.

    Raises:
        StateError: the state cannot be written, or the daemon refused, with its reason.
    """
    from monitor import wishes
    from monitor.store.requests import UserRequest

    while True:
        asked = secrets.token_hex(8)
        left = wishes.make_or_leave(folder, UserRequest(kind, {**payload, "asked": asked}), change, now())
        if left is None:
            return True
        answered = _answered(folder, reading, left, asked)
        if answered is not None:
            return answered


def _answered(folder: Path, reading: "Store", left: Path, asked: str) -> bool | None:
    """Whether the daemon made the change, in time; None when it stopped without an answer."""
    from monitor import store
    from monitor.errors import StateError
    from monitor.store import meta

    until = time.monotonic() + WAIT_S
    while True:
        running = store.holder(folder) is not None
        with reading.read() as conn:
            answer = json.loads(meta.get(conn, meta.ANSWER) or "{}")
        if answer.get("asked") == asked:
            if answer["refused"]:
                raise StateError(answer["refused"])
            return True
        if not running:
            left.unlink(missing_ok=True)
            return None
        if time.monotonic() > until:
            return False
        time.sleep(_LOOK_S)
