"""What commands and pages ask for: the daemon makes their changes while it holds the state."""

import logging
import time
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any, TypeAlias

from sqlalchemy import Connection

from monitor import memory, store
from monitor.adapt import adapt_now
from monitor.alerts import news_of
from monitor.records import Pin, Silence, StatementLabel
from monitor.relabel import Folding, Tell, relabel, take_back
from monitor.relevance import RelevancePolicy
from monitor.store import (
    Store,
    acknowledgements,
    adaptations,
    alerts,
    codec,
    entries,
    feeds,
    labels,
    outbox,
    parking,
    pins,
    requests,
    silences,
)
from monitor.store.requests import UserRequest

log = logging.getLogger(__name__)

Payload: TypeAlias = Mapping[str, Any]
"""Details of what is asked, JSON values only."""

Again: TypeAlias = tuple[Folding, Tell]
"""How milestones are folded, and their alerts told again."""

LABELLING = frozenset({"label-statement", "unlabel-statement"})
"""Changes of what the ledger is folded from: made while nobody judges."""
RELOAD = "reload"
"""What the daemon is asked for when the configuration is to be read again."""
WAIT_S = 5.0
"""How long the running daemon is waited for."""
_LOOK_S = 0.05


def ask(
    kind: str,
    payload: Payload,
    *,
    folder: Path,
    policy: Callable[[], RelevancePolicy],
    clock: Callable[[], datetime],
    again: Callable[[], Again] | None = None,
) -> bool:
    """Make one change to the state, or have the running daemon make it.

    Args:
        kind: what is asked, one word.
        payload: its details, JSON values only.
        folder: the state directory.
        policy: how scores are made.
        clock: the time now, UTC.
        again: how milestones are folded; nothing of :data:`LABELLING` is granted without.

    Returns:
        Whether it is made; otherwise the daemon is busy and makes it later.

    Raises:
        StateError: the state cannot be written.
    """
    now, asked = clock(), UserRequest(kind, payload)

    def change(held: Store) -> None:
        if kind in LABELLING and again is not None:
            label(held, asked, again(), now)
            return
        with held.write() as conn:
            grant(conn, asked, policy(), now)

    left = make_or_leave(folder, asked, change, now)
    until = time.monotonic() + WAIT_S
    while left is not None and left.exists():
        if time.monotonic() > until:
            return False
        time.sleep(_LOOK_S)
    return True


def make_or_leave(
    folder: Path, asked: UserRequest, change: Callable[[Store], object], now: datetime
) -> Path | None:
    """Make one change while the state is free, or leave it to the daemon that holds the state.

    Args:
        folder: the state directory.
        asked: what the daemon is asked for.
        change: the same change, made on the state held by this process.
        now: the time now, UTC.

    Returns:
        The request, which is gone once the daemon has seen to it; None when the change is made.

    Raises:
        StateError: the state cannot be written.
    """
    try:
        with store.lock(folder, now), closing(store.open(folder, now)) as held:
            change(held)
    except store.LockedError:
        return requests.put(folder, asked.kind, asked.payload)
    return None


def label(state: Store, asked: UserRequest, again: Again, now: datetime) -> None:
    """Label a statement or take its label back. Nobody judges meanwhile; what cannot be done is logged.

    Args:
        asked: one of :data:`LABELLING`.
        again: how milestones are folded, and their alerts told again.

    Raises:
        DiskError: nothing was recorded; trying again can help.
    """
    try:
        with state.write() as conn:
            if asked.kind == "label-statement":
                given = codec.load(StatementLabel, str(asked.payload["label"]))
                done = relabel(conn, replace(given, labelled_at=now), *again, now)
            else:
                done = take_back(conn, str(asked.payload["about"]), *again, now)
    except (KeyError, ValueError) as error:
        log.warning("a label was asked for with %s, which cannot be given: %s", asked.payload, error)
    else:
        log.info("a statement was labelled; alerts retracted: %d", len(done.retracted))


def grant(conn: Connection, asked: UserRequest, policy: RelevancePolicy, now: datetime) -> bool:
    """Make one change, in the caller's transaction. What cannot be made is logged and forgotten.

    Returns:
        Whether scores are to be learnt anew.
    """
    try:
        match asked.kind:
            case "label":
                entry, relevant = str(asked.payload["entry"]), asked.payload["relevant"]
                if entries.get(conn, entry) is None or not (relevant is None or isinstance(relevant, bool)):
                    raise ValueError(f"no entry {entry} to label")
                labels.say(conn, entry, relevant, now)
                return True
            case "adapt":
                return adapt_now(conn, policy, now) is not None
            case "unadapt":
                return adaptations.undo(conn, now) is not None
            case "resend":
                outbox.resend(conn, str(asked.payload["alert"]), now)
            case "resend-dead":
                named = asked.payload["destination"]
                outbox.resend_dead(conn, None if named is None else str(named), now)
            case "unpark":
                parking.unpark(conn, str(asked.payload["destination"]))
            case "pin":
                key = str(asked.payload["alert"])
                alert = alerts.get(conn, key)
                if alert is None:
                    raise ValueError(f"no alert {key} to pin")
                pins.add(conn, Pin(alert.key, news_of(alert), now))
            case "unpin":
                pins.remove(conn, str(asked.payload["alert"]))
            case "silence":
                silences.add(conn, codec.load(Silence, str(asked.payload["silence"])))
            case "expire":
                silences.expire(conn, int(str(asked.payload["silence"])), now)
            case "acknowledge":
                memory.acknowledge(conn, str(asked.payload["milestone"]), now)
            case "unacknowledge":
                acknowledgements.end(conn, [str(asked.payload["milestone"])])
            case _ if asked.kind == RELOAD:
                pass  # nobody runs on the configuration: it is read at the next start
            case "wake":
                feeds.wake(conn, str(asked.payload["feed"]), now)
            case _:
                raise ValueError("this version does not know it")
    except (KeyError, ValueError) as error:
        log.warning(
            "a command asked for %r with %s, which cannot be done: %s", asked.kind, asked.payload, error
        )
    return False
