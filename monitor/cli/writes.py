"""Writes of commands: done here when the state is free, handed to the daemon when it runs."""

from collections.abc import Callable, Mapping
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

from monitor.cli.context import now

if TYPE_CHECKING:
    from sqlalchemy import Connection


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
