"""Lists of entries, newest first, a page at a time: as fast with a million entries as with ten.

A page is made in two steps. An index walks entries in their order, and brings their identities alone; what
else is wanted is asked of some of these at a time, until the page is full. Where :data:`SCAN` of them hold no
full page, the page says where to go on looking.
"""

from collections.abc import Collection, Generator, Iterator, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass
from datetime import datetime
from heapq import merge
from itertools import chain, islice, repeat
from math import nextafter
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, func, select, text, tuple_
from sqlalchemy.sql import FromClause

from monitor.lang.terms import Question
from monitor.store import search, stories
from monitor.store.scores import step
from monitor.store.tables import entries, scores, versions
from monitor.store.tables import labels as said
from monitor.store.tables import stories as told
from monitor.store.upsert import batches

SCAN = 1_500
"""Entries looked at for one page, at most."""
CHUNK = 250
"""Entries of which the rest is asked at a time."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which entries a list holds: those that every part fits."""

    question: Question | None = None
    """Words. What they find comes in the order of arrival, any other list in that of publication."""
    lang: str | None = None
    outlet: str | None = None
    story: str | None = None
    at_least: float | None = None
    below: float | None = None
    """Scores, half open."""
    labelled: bool | None = None
    """Whether a label of the user stands on it."""
    label: bool | None = None
    """Labelled relevant, or labelled not relevant."""
    heads: bool = False
    """Of each story only its newest entry that is wanted."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where an entry stands in the order of its list."""

    entry: str
    published_at: datetime | None = None
    document: int | None = None
    """In the order of arrival."""


@dataclass(frozen=True, slots=True)
class Listed:
    """One entry as a list shows it, in its latest version."""

    entry: str
    published_at: datetime
    title: str
    outlet: str
    lang: str
    url: str | None
    version: int
    score: float | None
    """None before it was judged, and when the scorer failed."""
    relevant: bool | None
    """By score or label; None before it was judged."""
    label: bool | None
    story: str | None


@dataclass(frozen=True, slots=True)
class Page:
    """Some entries of a list."""

    entries: tuple[Listed, ...]
    after: Place | None
    """Where the next page begins; None at the end of the list."""
    cut: bool = False
    """Whether it ends because :data:`SCAN` entries held no more of them."""


def page(conn: Connection, wanted: Wanted, after: Place | None = None, *, size: int = 50) -> Page:
    """One page of a list, newest first.

    Args:
        after: where the page before ended; None for the first one.
        size: entries on a page, at most.
    """
    fits = _conditions(entries, wanted)
    if wanted.heads:
        fits.append(~_newer(wanted).exists())
    found: list[Listed] = []
    last, looked = after, 0
    with closing(_walk(conn, wanted, after)) as walk:
        # Most lists are full with the first few, and where much is left out, many are asked of at a time.
        for many in chain((size + 1,), repeat(CHUNK)):
            some = list(islice(walk, min(many, SCAN - looked)))
            looked += len(some)
            rows = _rows(conn, [place.entry for place in some], fits)
            for place in some:
                row = rows.get(place.entry)
                if row is not None and len(found) == size:
                    return Page(tuple(found), last)
                if row is not None:
                    found.append(row)
                last = place
            if looked == SCAN:
                return Page(tuple(found), last, cut=True)
            if len(some) < many:
                break
    return Page(tuple(found), None)


def siblings(
    conn: Connection, listed: Sequence[Listed], most: int
) -> dict[str, tuple[int, tuple[Listed, ...]]]:
    """Story -> how many other entries tell it, and the newest of these, for the stories of some entries."""
    heads = {one.story: one.entry for one in listed if one.story is not None}
    sizes = select(told.c.story, func.count()).where(told.c.story.in_(heads)).group_by(told.c.story)
    shared = {story: size - 1 for story, size in conn.execute(sizes) if size > 1}
    shown = {story: _told(conn, story, heads[story], most) for story in shared}
    rows = _rows(conn, [id_ for ids in shown.values() for id_ in ids], [])
    return {
        story: (others, tuple(rows[id_] for id_ in shown[story] if id_ in rows))
        for story, others in shared.items()
    }


def of(conn: Connection, ids: Sequence[str]) -> tuple[Listed, ...]:
    """Entries as lists show them, in the order asked for; unknown ones are left out."""
    rows = _rows(conn, ids, [])
    return tuple(rows[id_] for id_ in ids if id_ in rows)


def langs(conn: Connection, limit: int = 100) -> tuple[str, ...]:
    """The languages of the entries there are."""
    return _distinct(conn, "lang", limit)


def outlets(conn: Connection, limit: int) -> tuple[str, ...]:
    """The first outlets of the entries there are, by name."""
    return _distinct(conn, "outlet", limit)


def _walk(conn: Connection, wanted: Wanted, after: Place | None) -> Generator[Place]:
    """The entries after a place, in their order, by the index that leaves most out; read as asked for."""
    if wanted.question:
        yield from _found(conn, wanted.question, after.document if after is not None else None)
        return
    if wanted.story is not None:
        yield from _of(conn, stories.members(conn, wanted.story), after)
        return
    if wanted.label is not None or wanted.labelled:
        with closing(conn.execute(_labelled(wanted.label, after))) as rows:
            yield from (Place(row.id, published_at=row.published_at) for row in rows)
        return
    ordered, steps = _ordered(after), _steps(wanted)
    if wanted.outlet is not None:
        walks = [ordered.where(entries.c.outlet == wanted.outlet)]
    elif wanted.lang is not None and 0 in steps:
        walks = [ordered.where(entries.c.lang == wanted.lang)]
    elif wanted.at_least is not None:
        walks = [ordered.where(entries.c.step == n) for n in steps]
    else:
        walks = [ordered]
    with ExitStack() as held:
        found = [held.enter_context(closing(conn.execute(statement))) for statement in walks]
        for row in merge(*found, key=tuple, reverse=True):
            yield Place(row.id, published_at=row.published_at)


def _found(conn: Connection, asked: Question, before: int | None) -> Iterator[Place]:
    """What words find, a few at a time: most lists are full with the first."""
    while True:
        some = search.find(conn, asked, before=before, limit=CHUNK)
        yield from (Place(entry or "", document=number) for number, entry in some)
        if len(some) < CHUNK:
            return
        before = some[-1][0]


def _of(conn: Connection, ids: Sequence[str], after: Place | None) -> Iterator[Place]:
    """A few entries, known by identity, put in their order."""
    rows: list[tuple[datetime, str]] = []
    for some in batches(ids):
        statement = select(entries.c.published_at, entries.c.id).where(entries.c.id.in_(some))
        rows += [(row.published_at, row.id) for row in conn.execute(statement)]
    end = (after.published_at, after.entry) if after is not None else None
    for at, id_ in sorted(rows, reverse=True):
        if end is None or (at, id_) < end:
            yield Place(id_, published_at=at)


def _labelled(label: bool | None, after: Place | None) -> Select[Any]:
    """Entries with a label, all of which are put in order: they are as many as a person has looked at."""
    newest = select(func.max(said.c.id)).group_by(said.c.entry)
    # As they are in a row, the columns lend no index to a walk along all entries.
    at, id_ = (func.coalesce(column, column) for column in (entries.c.published_at, entries.c.id))
    statement = (
        select(entries.c.published_at, entries.c.id)
        .select_from(said.join(entries, entries.c.id == said.c.entry))
        .where(said.c.id.in_(newest))
        .where(said.c.relevant.is_not(None) if label is None else said.c.relevant == label)
    )
    if after is not None:
        statement = statement.where(tuple_(at, id_) < (after.published_at, after.entry))
    return statement.order_by(at.desc(), id_.desc()).limit(SCAN)


def _ordered(after: Place | None) -> Select[Any]:
    statement = select(entries.c.published_at, entries.c.id)
    if after is not None:
        order = tuple_(entries.c.published_at, entries.c.id)
        statement = statement.where(order < (after.published_at, after.entry))
    return statement.order_by(entries.c.published_at.desc(), entries.c.id.desc()).limit(SCAN)


def _steps(wanted: Wanted) -> range:
    """The steps of score that wanted ones may lie on."""
    low = 0.0 if wanted.at_least is None else wanted.at_least
    high = 1.0 if wanted.below is None else nextafter(wanted.below, 0.0)
    return range(step(max(low, 0.0)), step(max(high, 0.0)) + 1)


def _conditions(of: FromClause, wanted: Wanted) -> list[ColumnElement[bool]]:
    """What is asked of the row of one entry."""
    fits: list[ColumnElement[bool]] = []
    # Asked of rows that are found already: joined to nothing, these columns lend no index to another way.
    if wanted.lang is not None:
        fits.append(of.c.lang.concat("") == wanted.lang)
    if wanted.outlet is not None:
        fits.append(of.c.outlet.concat("") == wanted.outlet)
    if wanted.story is not None:
        own = told.alias()
        fits.append(select(own.c.story).where(own.c.entry == of.c.id).scalar_subquery() == wanted.story)
    if wanted.at_least is not None:
        fits.append(of.c.score >= wanted.at_least)
    if wanted.below is not None:
        fits.append(of.c.score < wanted.below)
    if wanted.labelled is not None:
        fits.append(_label(of).is_not(None) if wanted.labelled else _label(of).is_(None))
    if wanted.label is not None:
        fits.append(_label(of) == wanted.label)
    return fits


def _label(of: FromClause) -> ColumnElement[bool | None]:
    """The label that holds now of an entry."""
    found = select(said.c.relevant).where(said.c.entry == of.c.id)
    return found.order_by(said.c.id.desc()).limit(1).scalar_subquery()


def _newer(wanted: Wanted) -> Select[Any]:
    """Newer entries of the same story that are wanted too."""
    own, other, newer = told.alias("own"), told.alias("other"), entries.alias("newer")
    return (
        select(newer.c.id)
        .select_from(own.join(other, other.c.story == own.c.story).join(newer, newer.c.id == other.c.entry))
        .where(own.c.entry == entries.c.id)
        .where(tuple_(newer.c.published_at, newer.c.id) > tuple_(entries.c.published_at, entries.c.id))
        .where(*_conditions(newer, wanted))
        .correlate(entries)
    )


def _rows(conn: Connection, ids: Collection[str], fits: Sequence[ColumnElement[bool]]) -> dict[str, Listed]:
    """Those of some entries that fit, by identity."""
    statement = (
        select(
            entries.c.id,
            entries.c.published_at,
            versions.c.title,
            entries.c.outlet,
            entries.c.lang,
            versions.c.url,
            entries.c.version,
            entries.c.score,
            scores.c.relevant,
            _label(entries),
            told.c.story,
        )
        .select_from(
            entries.join(
                versions, (versions.c.entry == entries.c.id) & (versions.c.version == entries.c.version)
            )
            .outerjoin(scores, (scores.c.entry == entries.c.id) & (scores.c.version == entries.c.version))
            .outerjoin(told, told.c.entry == entries.c.id)
        )
        .where(entries.c.id.in_(ids), *fits)
    )
    return {row[0]: Listed(*row) for row in conn.execute(statement)} if ids else {}


def _told(conn: Connection, story: str, but: str, most: int) -> Sequence[str]:
    statement = select(told.c.entry).where(told.c.story == story, told.c.entry != but)
    newest = statement.order_by(told.c.published_at.desc(), told.c.entry.desc()).limit(most)
    return conn.execute(newest).scalars().all()


def _distinct(conn: Connection, column: str, limit: int) -> tuple[str, ...]:
    """The first values of an indexed column: a step of the index each, not a walk over every entry."""
    statement = text(
        f"WITH RECURSIVE found (value) AS (SELECT min({column}) FROM entries"
        f" UNION ALL SELECT (SELECT min({column}) FROM entries WHERE {column} > found.value) FROM found"
        " WHERE found.value IS NOT NULL) SELECT value FROM found WHERE value IS NOT NULL LIMIT :limit"
    )
    return tuple(conn.execute(statement, {"limit": limit}).scalars())
