"""Decisions as people look through them: a page at a time, the newest first, by what they look for."""

import json
from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, func, select

from monitor.records import Alert, AlertKind, MessageState, Severity, Suppression
from monitor.store import codec
from monitor.store.tables import alerts, messages

SPAN = 20_000
"""Decisions looked at for one page: a rare find is on a later page, not at the end of a long wait."""
_SAID = ("$.title", "$.outlet", "$.speaker", "$.quote.text", "$.quote_before.text")


@dataclass(frozen=True, slots=True)
class Sought:
    """Which decisions are looked for; what is not given fits all."""

    severity: Severity | None = None
    kind: AlertKind | None = None
    milestone: str | None = None
    told: bool | None = None
    why: Suppression | None = None
    """Not told, for this reason."""
    text: str = ""
    """Stands in the title, the words, the outlet or the speaker."""


@dataclass(frozen=True, slots=True)
class Found:
    """A page of decisions."""

    alerts: tuple[Alert, ...]
    more: int | None
    """Where the next page begins: its ``before``; None after the last."""


def page(conn: Connection, sought: Sought, limit: int, before: int | None = None) -> Found:
    """The newest decisions that fit, newest first.

    Args:
        sought: which.
        limit: at most so many.
        before: only those recorded before this number; None from the newest on.
    """
    newest = conn.execute(select(func.max(alerts.c.id))).scalar_one() or 0
    start = min(before, newest + 1) if before is not None else newest + 1
    end = max(start - SPAN, 0)
    statement = (
        select(alerts.c.id, alerts.c.record)
        .where(alerts.c.id < start, alerts.c.id >= end, *_fits(sought))
        .order_by(alerts.c.id.desc())
        .limit(limit + 1)
    )
    rows = list(conn.execute(statement))
    found = tuple(codec.load(Alert, row.record) for row in rows[:limit])
    if len(rows) > limit:
        return Found(found, rows[limit - 1].id)
    first = conn.execute(select(func.min(alerts.c.id))).scalar_one()
    return Found(found, end if first is not None and first < end else None)


def states(conn: Connection, keys: Collection[str]) -> dict[str, dict[str, MessageState]]:
    """Alert -> destination -> where its news is; of what leaves within a digest, where the digest is."""
    digest = messages.alias("digest")
    statement = (
        select(
            messages.c.alert,
            messages.c.destination,
            func.coalesce(digest.c.state, messages.c.state, type_=messages.c.state.type).label("at"),
        )
        .outerjoin(digest, digest.c.key == messages.c.within)
        .where(messages.c.alert.in_(list(keys)), messages.c.answers.is_(None))
        .order_by(messages.c.id)
    )
    found: dict[str, dict[str, MessageState]] = {}
    for row in conn.execute(statement):
        found.setdefault(row.alert, {})[row.destination] = row.at
    return found


def _fits(sought: Sought) -> list[ColumnElement[bool]]:
    wanted: list[ColumnElement[bool]] = []
    if sought.severity is not None:
        wanted.append(alerts.c.severity == sought.severity)
    if sought.kind is not None:
        wanted.append(alerts.c.kind == sought.kind)
    if sought.milestone is not None:
        wanted.append(alerts.c.milestone == sought.milestone)
    if sought.why is not None:
        wanted.append(alerts.c.suppressed == sought.why)
    elif sought.told is not None:
        quiet = alerts.c.suppressed.is_not(None)
        wanted.append(~quiet if sought.told else quiet)
    if sought.text:
        # The record as a whole rules most out before any of it is read.
        written = json.dumps(sought.text, ensure_ascii=False)[1:-1]
        wanted.append(alerts.c.record.contains(written, autoescape=True))
        said = [
            func.json_extract(alerts.c.record, path).contains(sought.text, autoescape=True) for path in _SAID
        ]
        wanted.append(said[0] | said[1] | said[2] | said[3] | said[4])
    return wanted
