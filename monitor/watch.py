"""Use case: the monitor looks after itself.

1. **look** at feeds, queues, encoder, disk, backups, and at what each part of the daemon finished last;
2. **follow** what is wrong (:mod:`monitor.health`);
3. **record** it in one transaction with the messages that tell it: a notice is neither lost nor repeated.
"""

import logging
import shutil
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime, timedelta
from typing import TypeAlias

from sqlalchemy import Connection

from monitor.health import (
    Backlogged,
    Course,
    HealthPolicy,
    Notice,
    Sight,
    Vitals,
    follow,
    longest_gap,
    quiet_feeds,
    see,
)
from monitor.records import Message
from monitor.store import Store, backups, conditions, feeds, meta, outbox, parking

log = logging.getLogger(__name__)

_NEWEST = 20
"""How many entries tell a feed's rhythm."""

TellHealth: TypeAlias = Callable[[Sequence[Notice], datetime], Sequence[Message]]
"""Notices to messages for those that want them."""


class Watch:
    """Looks at one state.

    Args:
        store: the state.
        destinations: names of those configured.
        policy: patience.
        tell: notices to messages.
    """

    def __init__(
        self, store: Store, destinations: Collection[str], policy: HealthPolicy, tell: TellHealth
    ) -> None:
        self._store = store
        self._destinations = frozenset(destinations)
        self._policy = policy
        self._tell = tell

    def look(self, conn: Connection, ticks: Mapping[str, datetime], now: datetime, wall: datetime) -> Sight:
        """What is wrong now.

        Args:
            conn: reads.
            ticks: part of the daemon -> when it last finished something.
            now: the instant.
            wall: the same by the clock that dates files.
        """
        states = feeds.all(conn)
        newest = backups.newest_at(self._store.path)
        gaps: dict[str, timedelta] = {}
        for feed in quiet_feeds(states, self._policy, now):
            gap = longest_gap(feeds.published(conn, feed.name, _NEWEST))
            if gap is not None:
                gaps[feed.name] = gap
        return see(
            Vitals(
                feeds=states,
                gaps=gaps,
                due=[Backlogged(name, at) for name, at in outbox.due_since(conn).items()],
                destinations=self._destinations - {one.destination for one in parking.all(conn)},
                degraded=meta.get(conn, meta.DEGRADED) or "",
                free_bytes=shutil.disk_usage(self._store.path.parent).free,
                backup_age=None if newest is None else wall - newest,
                ticks=ticks,
            ),
            self._policy,
            now,
        )

    def watch(self, ticks: Mapping[str, datetime], now: datetime, wall: datetime) -> Course:
        """Look, and record what is new with the messages that tell it.

        Raises:
            StateError: nothing was recorded.
        """
        with self._store.read() as conn:
            sight = self.look(conn, ticks, now, wall)
            known, told = conditions.followed(conn), conditions.told(conn)
        course = follow(known, sight, told, self._policy, now)
        if course.changed or course.dropped:
            with self._store.write() as conn:
                conditions.forget(conn, course.dropped)
                conditions.save(conn, course.changed)
                away = {one.destination for one in parking.all(conn)}
                outbox.put(conn, [m for m in self._tell(course.notices, now) if m.destination not in away])
        for notice in course.notices:
            names = ", ".join(one.subject for one in notice.conditions if one.subject)
            told_of = f"{notice.kind}{f' ({names})' if names else ''}"
            if notice.over:
                log.info("well again: %s", told_of)
            else:
                log.warning("something is wrong: %s; `monitor status` shows it", told_of)
        return course
