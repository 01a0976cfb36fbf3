"""Deadlines as a calendar (iCalendar, RFC 5545): one event per milestone, which moves with its deadline."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from itertools import pairwise

from icalendar import Alarm, Calendar, Event

from monitor.ledger import limit
from monitor.records import Deadline, Milestone, MilestoneLedger, Modality, Shift
from monitor.render import (
    Phrases,
    day_words,
    deadline_words,
    disagreement_words,
    load_phrases,
    plain,
    plain_url,
    who_words,
)

PRODUCT = "-//withdrawal-monitor//deadlines//EN"
DOMAIN = "withdrawal-monitor"
"""What makes a milestone's id unique among the events of other programs."""
NAME_LIMIT, QUOTE_LIMIT = 120, 600
"""Code points."""
HISTORY_LIMIT = 10
"""Deadlines that were in force before, which an event tells."""
ALARM_AT = timedelta(hours=9)
"""Alarms ring in the morning: an event that lasts a day begins at midnight."""


class Status(StrEnum):
    """What a calendar is told of an event."""

    CONFIRMED = "CONFIRMED"
    """The day is in force, or the thing is done."""
    TENTATIVE = "TENTATIVE"
    """The plan is alive without a date, as when it was put off: it stays on the last day in force."""
    CANCELLED = "CANCELLED"
    """The plan is denied."""


@dataclass(frozen=True, slots=True)
class _Stand:
    """Where an event stands. It is revised when this changes, and by nothing else."""

    day: date
    status: Status


def calendar(
    ledgers: Sequence[tuple[Milestone, MilestoneLedger]],
    names: Mapping[str, str],
    language: str,
    reminder_days: Sequence[int] = (),
) -> bytes:
    """One all-day event for every milestone that ever had a date, on the day that counts.

    That is the last day of its due range, or the first one of a range that only says from when. ``SEQUENCE``
    follows from the ledger alone: it counts how often day or status changed.

    Args:
        ledgers: milestones with their ledgers, in order.
        names: milestone id -> name.
        language: of the words around quotes.
        reminder_days: days before the deadline at which a milestone's alarms ring that names none of its own.

    Raises:
        ValueError: no such language.
    """
    phrases = load_phrases(language)
    made = Calendar()
    made.add("prodid", PRODUCT)
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("name", phrases.feed["deadlines"])
    made.add("x-wr-calname", phrases.feed["deadlines"])
    made.add("refresh-interval", timedelta(hours=1), parameters={"VALUE": "DURATION"})
    for milestone, ledger in ledgers:
        event = _event(milestone, ledger, names.get(milestone.id, milestone.name), phrases, reminder_days)
        if event is not None:
            made.add_component(event)
    return bytes(made.to_ical())


def _event(
    milestone: Milestone, ledger: MilestoneLedger, name: str, phrases: Phrases, reminder_days: Sequence[int]
) -> Event | None:
    stands, current = tuple(_stands(ledger)), ledger.current
    if current is None or not stands:
        return None
    stand, said = stands[-1], current.set_by
    move = _set_by(ledger, current)
    summary = f"{phrases.foreign(name, NAME_LIMIT)}{phrases.colon}{deadline_words(current, phrases)}"
    if move is not None and move.unconfirmed:
        summary = phrases.text["unconfirmed"].format(kind=summary)
    made = Event()
    made.add("uid", f"{milestone.id}@{DOMAIN}")
    made.add("sequence", sum(one != before for before, one in pairwise(stands)))
    made.add("dtstart", stand.day)
    made.add("summary", summary)
    made.add("description", "\n".join(_lines(ledger, current, phrases)))
    made.add("status", stand.status.value)
    made.add("transp", "TRANSPARENT")
    made.add("created", _utc(ledger.shifts[0].at))
    made.add("dtstamp", _revised_at(current, move))
    made.add("last-modified", _revised_at(current, move))
    if link := plain_url(said.url):
        made.add("url", link)
    days = reminder_days if milestone.reminder_days is None else milestone.reminder_days
    if current.live and current.due is not None and milestone.tracked and milestone.ended_on is None:
        for before in sorted(set(days), reverse=True):
            alarm = Alarm()
            alarm.add("action", "DISPLAY")
            alarm.add("trigger", ALARM_AT - timedelta(days=before))
            alarm.add("description", summary)
            made.add_component(alarm)
    return made


def _stands(ledger: MilestoneLedger) -> Iterator[_Stand]:
    """Where the event stood under each deadline that was in force, from the first date on."""
    day = None
    for deadline in ledger.history:
        if deadline.due is not None:
            day = limit(deadline.due)
        if day is not None:
            yield _Stand(day, _status(deadline))


def _set_by(ledger: MilestoneLedger, current: Deadline) -> Shift | None:
    """The shift that put the deadline in force: it knows who has confirmed it since."""
    said = current.set_by.key
    return next((s for s in ledger.shifts if s.stated is not None and s.stated.key == said), None)


def _status(deadline: Deadline) -> Status:
    if deadline.modality is Modality.DENIED:
        return Status.CANCELLED
    undated = deadline.due is None and deadline.live
    return Status.TENTATIVE if undated else Status.CONFIRMED


def _lines(ledger: MilestoneLedger, current: Deadline, phrases: Phrases) -> Iterator[str]:
    """Who set the deadline, in which words, and what it was before, the latest first."""
    colon, line = phrases.colon, phrases.line
    said = current.set_by
    quote = phrases.text["quote"].format(text=plain(said.statement.quote.text, QUOTE_LIMIT))
    yield f"{line['said']}{colon}{who_words(said.statement, phrases)}"
    outlet, day = phrases.foreign(said.outlet, NAME_LIMIT), day_words(said.said_at.date(), phrases)
    yield f"{line['where']}{colon}{outlet}{phrases.comma}{day}"
    yield phrases.foreign(quote)
    if ledger.disagreement is not None:
        yield disagreement_words(ledger.disagreement, phrases)
    older = ledger.history[-2::-1]
    for before in older[:HISTORY_LIMIT]:
        told = day_words(before.set_by.said_at.date(), phrases)
        words = f"{deadline_words(before, phrases)} ({who_words(before.set_by.statement, phrases)}"
        yield f"{line['was']}{colon}{words}{phrases.comma}{told})"
    if len(older) > HISTORY_LIMIT:
        yield f"{line['was']}{colon}{phrases.count('more', len(older) - HISTORY_LIMIT)}"
    if link := plain_url(said.url):
        yield f"{line['read']}{colon}{link}"


def _revised_at(current: Deadline, move: Shift | None) -> datetime:
    """When what the event tells changed last: an instant of the ledger, not of the writing."""
    confirmed = move.confirmed_by if move is not None else None
    return _utc(max(said.said_at for said in (current.set_by, confirmed) if said is not None))


def _utc(at: datetime) -> datetime:
    return at.astimezone(UTC).replace(microsecond=0)
