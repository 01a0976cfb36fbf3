"""Writes of commands: done here when the state is free, handed to the daemon when it runs."""

import json
import secrets
import time
from collections.abc import Callable, Mapping
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

from monitor.cli.context import now

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from monitor.store import Store

WAIT_S = 120.0
"""How long the running daemon is waited for."""
_LOOK_S = 0.2


def write(
    folder: Path, kind: str, payload: Mapping[str, Any], change: "Callable[[Connection], object]"
) -> bool:
    """Make one change to the state, or have the running daemon make it.

    Args:
        folder: the state directory; there is a state in it.
        kind: what the daemon is asked for, one word.
        payload: its details.
        change: the same change, made on the writing connection.

    Returns:
        True when it is made, False when the daemon was asked and makes it soon.

    Raises:
        StateError: the state cannot be written.
    """
    from monitor import store
    from monitor.store import requests

    at = now()
    try:
        with store.lock(folder, at), closing(store.open(folder, at)) as opened, opened.write() as conn:
            change(conn)
    except store.LockedError:
        requests.put(folder, kind, payload)
        return False
    return True


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
    from monitor import store

    while True:
        at = now()
        try:
            with store.lock(folder, at), closing(store.open(folder, at)) as held:
                change(held)
        except store.LockedError:
            answered = _answered(folder, reading, kind, payload)
            if answered is not None:
                return answered
        else:
            return True


def _answered(folder: Path, reading: "Store", kind: str, payload: Mapping[str, Any]) -> bool | None:
    """Whether the daemon made the change, in time; None when it stopped without an answer."""
    from monitor import store
    from monitor.errors import StateError
    from monitor.store import meta, requests

    asked = secrets.token_hex(8)
    file = requests.put(folder, kind, {**payload, "asked": asked})
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
            file.unlink(missing_ok=True)
            return None
        if time.monotonic() > until:
            return False
        time.sleep(_LOOK_S)
