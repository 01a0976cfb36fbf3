"""Short-hand for ledger rows: ``row("2024-09-06", "2026-12", speaker="Minister")``."""

import calendar
from datetime import UTC, date, datetime, timedelta

from monitor.records import (
    Bound,
    Change,
    DueRange,
    Edge,
    Field,
    Milestone,
    Modality,
    Precision,
    Quote,
    Rank,
    Stated,
    Statement,
)

END = Milestone("mission_end", "end of the mission")


def day_of(text: str) -> date:
    """``2024-09-06`` as a date."""
    return date.fromisoformat(text)


def due(text: str, bound: Bound = Bound.BY, *, fuzzy: bool = False) -> DueRange:
    """A calendar range: ``2026``, ``2026-end``, ``2026-09``, ``2026-09-early``, ``2026-09-30``."""
    parts = text.split("-")
    year = int(parts[0])
    if len(parts) == 1:
        return DueRange(date(year, 1, 1), date(year, 12, 31), Precision.YEAR, bound, fuzzy=fuzzy)
    if parts[1] == "end":
        return DueRange(date(year, 12, 1), date(year, 12, 31), Precision.YEAR, bound, Edge.END, fuzzy)
    month = int(parts[1])
    last = calendar.monthrange(year, month)[1]
    if len(parts) == 2:
        return DueRange(date(year, month, 1), date(year, month, last), Precision.MONTH, bound, fuzzy=fuzzy)
    if parts[2] in ("early", "mid", "late"):
        first, end = {"early": (1, 10), "mid": (11, 20), "late": (21, last)}[parts[2]]
        return DueRange(date(year, month, first), date(year, month, end), Precision.MONTH, bound, None, fuzzy)
    day = date(year, month, int(parts[2]))
    return DueRange(day, day, Precision.DAY, bound, fuzzy=fuzzy)


def within(said: str, days: int, precision: Precision = Precision.YEAR) -> DueRange:
    """``within N``: from the day it is said to N days later."""
    first = day_of(said)
    return DueRange(first, first + timedelta(days=days), precision, Bound.BY)


def row(
    said: str,
    when: str | DueRange | None = None,
    modality: Modality = Modality.PLANNED,
    rank: Rank = Rank.OFFICIAL,
    *,
    entry: str = "",
    version: int = 1,
    milestone: str = END.id,
    change: Change | None = None,
    background: bool = False,
    commentary: bool = False,
    speaker: str = "Minister",
    outlet: str = "",
    story: str = "",
    at: int = 0,
    field: Field = Field.BODY,
    seen: str | None = None,
) -> Stated:
    """One row. ``said`` is a day or an instant; the entry is named after it unless told otherwise."""
    said_at = datetime.fromisoformat(said)
    said_at = said_at if said_at.tzinfo else said_at.replace(tzinfo=UTC)
    name = entry or f"entry {said} {when} {modality.value}"
    outlet = outlet or f"outlet of {name}"
    words = Quote(field, at, at + 5, "words")
    dated = due(when) if isinstance(when, str) else when
    statement = Statement(
        milestone=milestone,
        action="end",
        actor="coalition",
        scope="",
        place="Iraq",
        due=dated,
        modality=modality,
        speaker="sources" if rank is Rank.SOURCES else speaker,
        rank=rank,
        background=background,
        commentary=commentary,
        quote=words,
        date=words if dated else None,
        rule="test",
        change=change,
    )
    return Stated(
        key=f"{name}|{version}|{milestone}|{field.value}|{at}|{modality.value}",
        statement=statement,
        entry=name,
        version=version,
        said_at=said_at,
        seen_at=datetime.fromisoformat(seen).replace(tzinfo=UTC) if seen else said_at,
        outlet=outlet,
        origin=outlet,
        lang="en",
        title=name,
        url=None,
        story=story,
    )
