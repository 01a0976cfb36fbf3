"""Use case: tell somebody outside that work is being done.

An address is asked every few minutes while work is truly done; while it is not, its ``/fail`` is asked
instead, and while that is not certain, nothing. Whoever waits for the next beat notices what a program that
hangs, or a machine that is off, cannot tell (healthchecks.io calls this a dead man's switch).
"""

import json
import logging
from collections.abc import Callable, Mapping
from datetime import datetime
from urllib.parse import urlsplit, urlunsplit

from monitor.errors import FetchError
from monitor.health import Beat, HealthPolicy, HeartbeatPolicy, Pulse, pulse
from monitor.records import Request, Response
from monitor.store import Store, conditions, meta
from monitor.watch import Watch

log = logging.getLogger(__name__)


class Heartbeat:
    """Asks the address, and keeps what came of it.

    Args:
        store: the state.
        watch: looks at it.
        policy: where and how often, secrets filled in.
        health: patience.
        fetch: the guarded network.
        redact: takes secrets out of causes.
    """

    def __init__(
        self,
        store: Store,
        watch: Watch,
        policy: HeartbeatPolicy,
        health: HealthPolicy,
        fetch: Callable[[Request], Response],
        redact: Callable[[str], str] = str,
    ) -> None:
        self._store = store
        self._watch = watch
        self._policy = policy
        self._health = health
        self._fetch = fetch
        self._redact = redact
        self._last: datetime | None = None

    def due(self, now: datetime) -> bool:
        """Whether it is time; a clock set back is no reason to keep quiet."""
        if not self._policy.url:
            return False
        return self._last is None or not self._last <= now < self._last + self._policy.every

    def beat(self, ticks: Mapping[str, datetime], now: datetime, wall: datetime) -> Pulse:
        """Look, ask the address that fits, and record it. An address that fails harms nothing.

        Args:
            ticks: part of the daemon -> when it last finished something.
            now: the instant.
            wall: the same by the clock that dates files.

        Raises:
            StateError: the state cannot be read or written.
        """
        self._last = now
        with self._store.read() as conn:
            sight = self._watch.look(conn, ticks, now, wall)
            known = conditions.followed(conn)
        found = pulse(sight, known, self._health, now)
        error = self._ask(found.beat)
        if error:
            log.warning("the heartbeat's address did not take it: %s", error)
        record = {"at": now.isoformat(), "beat": found.beat, "causes": found.causes, "error": error}
        with self._store.write() as conn:
            meta.put(conn, meta.HEARTBEAT, json.dumps(record, ensure_ascii=False))
        return found

    def _ask(self, beat: Beat) -> str:
        """What went wrong; empty when nothing did."""
        if beat is Beat.REST:
            return ""
        url = self._policy.url if beat is Beat.WELL else self._policy.fail_url or failing(self._policy.url)
        try:
            answer = self._fetch(Request(url))
        except FetchError as error:
            return self._redact(str(error))
        return "" if 200 <= answer.status < 300 else f"HTTP {answer.status}"


def failing(url: str) -> str:
    """The address that is told of a failure: ``/fail`` behind the path, before the query."""
    whole = urlsplit(url)
    return urlunsplit(whole._replace(path=f"{whole.path.rstrip('/')}/fail"))
