"""Records as objects for programs: the stable, machine-readable forms of ``docs/formats.md``.

Plain dictionaries that ``json.dumps`` takes as they are: enums and days as their texts, offsets as code
points into the named field of the entry. Keys are never renamed or removed, and every key is always there,
``None`` where nothing is known. :mod:`monitor.schemas` holds the JSON Schema of each.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any, TypeAlias

from monitor.ledger import Labelled, told_rows
from monitor.records import (
    Alert,
    Confirmation,
    Count,
    DateMention,
    Deadline,
    DueRange,
    Entry,
    Extraction,
    Feed,
    FeedState,
    Health,
    Message,
    MilestoneLedger,
    Quote,
    Score,
    Shift,
    Site,
    Stated,
    Statement,
    StatementLabel,
)
from monitor.render import Phrases, reference, stated_words, who_words

Object: TypeAlias = dict[str, Any]


def feed_object(feed: Feed, state: FeedState | None) -> Object:
    """One configured feed and how it is doing; ``state`` is None for one that no poll has met yet."""
    return {
        "name": feed.name,
        "url": feed.url,
        "outlet": feed.outlet,
        "origin": feed.origin,
        "lang": feed.lang,
        "paused": feed.paused,
        "health": state.health.value if state is not None else Health.NEW.value,
        "polled_at": _instant(state.polled_at) if state is not None else None,
        "ok_at": _instant(state.ok_at) if state is not None else None,
        "new_at": _instant(state.new_at) if state is not None else None,
        "next_poll_at": _instant(state.next_poll_at) if state is not None and not feed.paused else None,
        "interval_s": state.interval.total_seconds() if state is not None else None,
        "fixed_interval_s": feed.interval.total_seconds() if feed.interval is not None else None,
        "adopted_url": state.url if state is not None and state.url != feed.url else None,
        "failures": state.failures if state is not None else 0,
        "outage": state.outage.value if state is not None and state.outage is not None else None,
        "error": state.error if state is not None else None,
    }


def score_object(entry: Entry, score: Score) -> Object:
    """The relevance of one entry, with the passage and the seed passage that explain it."""
    passage, seed = score.passage, score.seed
    return {
        "id": entry.id,
        "score": score.value,
        "relevant": score.relevant,
        "reason": score.reason.value,
        "passage": None
        if passage is None
        else {"text": passage.text, "start": passage.start, "end": passage.end, "field": passage.field.value},
        "seed": None if seed is None else {"file": seed.file, "text": seed.text},
        "terms": list(score.terms),
        "leaving": None if score.leaving is None else asdict(score.leaving),
        "contributions": [asdict(c) for c in score.contributions],
        "detail": score.detail,
    }


def extract_object(entry: Entry, extraction: Extraction) -> Object:
    """Everything read out of one entry, each with the words that prove it."""
    return {
        "id": entry.id,
        "dates": [_date(d) for d in extraction.dates],
        "statements": [_statement(s) for s in extraction.statements],
        "counts": [_count(c) for c in extraction.counts],
        "sites": [_site(s) for s in extraction.sites],
    }


def alert_object(alert: Alert) -> Object:
    """One decision: what moved, from where to where, and who says so."""
    return {
        "entry": alert.entry,
        "published": alert.published_at.isoformat(),
        "severity": alert.severity.value,
        "kind": alert.kind.value,
        "milestone": alert.milestone,
        "before": deadline_object(alert.before),
        "after": deadline_object(alert.after),
        "quote": None if alert.quote is None else alert.quote.text,
        "speaker": alert.speaker,
        "key": alert.key,
        "suppressed": None if alert.suppressed is None else alert.suppressed.value,
        "also": list(alert.also),
        "origins": list(alert.origins),
        "outlets": list(alert.outlets),
        "credited": alert.credited,
        "unconfirmed": alert.unconfirmed,
        "confirmed": None if alert.confirmed is None else _confirmation(alert.confirmed),
        "ref": reference(alert.key),
        "title": alert.title,
        "outlet": alert.outlet,
        "url": alert.url,
        "days_moved": alert.days_moved,
        "speaker_rank": None if alert.rank is None else alert.rank.value,
        "confidence": alert.confidence,
        "doubts": list(alert.doubts),
        "facts": list(alert.facts),
        "rule": alert.rule,
        "reason": alert.reason,
    }


def message_object(message: Message) -> Object:
    """What a webhook is sent: a message in words, and the records behind it."""
    payload = json.loads(message.payload) if message.payload else None
    several = payload.get("alerts") if isinstance(payload, dict) else None
    return {
        "key": message.key,
        "kind": message.kind.value,
        "severity": None if message.severity is None else message.severity.value,
        "created": message.created_at.isoformat(),
        "answers": message.answers,
        "title": message.title,
        "text": message.body,
        "alert": payload if several is None else None,
        "alerts": several,
    }


def ledger_objects(
    ledger: MilestoneLedger,
    phrases: Phrases,
    *,
    everything: bool = False,
    said: Labelled | None = None,
    rows: Sequence[Stated] | None = None,
) -> list[Object]:
    """The rows of a milestone's ledger, in order of publication.

    Args:
        ledger: as folded.
        phrases: language of ``deadline`` and ``who``.
        everything: as :func:`monitor.ledger.told_rows` takes it.
        said: what a person said about statements.
        rows: only these of :func:`monitor.ledger.told_rows`, in this order.
    """
    out, lost = (said.out, {row.key for row in said.lost}) if said is not None else ({}, set())
    setting = {deadline.set_by.key for deadline in ledger.history}
    holds = ledger.current.set_by.key if ledger.current is not None else None
    # What ends a disagreement moves the deadline first, and that is what the row tells.
    shifts = {shift.stated.key: shift for shift in reversed(ledger.shifts) if shift.stated is not None}
    return [
        _ledger_row(
            stated,
            shifts.get(stated.key),
            phrases,
            sets=stated.key in setting,
            holds=stated.key == holds,
            label=out.get(stated.key),
            counts=stated.key not in lost,
        )
        for stated in (told_rows(ledger, everything=everything, said=said) if rows is None else rows)
    ]


def _ledger_row(
    stated: Stated,
    shift: Shift | None,
    phrases: Phrases,
    *,
    sets: bool,
    holds: bool,
    label: StatementLabel | None,
    counts: bool,
) -> Object:
    statement = stated.statement
    due = statement.due
    return {
        "milestone": statement.milestone,
        "sets_deadline": sets or holds,
        "holds": holds,
        "shift": shift.kind.value if shift is not None else None,
        "days_moved": shift.days_moved if shift is not None else None,
        "unconfirmed": shift is not None and shift.unconfirmed,
        "said_at": stated.said_at.isoformat(),
        "deadline": stated_words(statement, phrases),
        **_due(due),
        "modality": statement.modality.value,
        "speaker": statement.speaker,
        "speaker_rank": statement.rank.value,
        "who": who_words(statement, phrases),
        "background": statement.background,
        "commentary": statement.commentary,
        "confidence": statement.confidence,
        "doubts": list(statement.doubts),
        "quote": statement.quote.text,
        "outlet": stated.outlet,
        "entry": stated.entry,
        "url": stated.url,
        "counts": counts,
        "label": None if label is None else label.verdict.value,
        "note": "" if label is None else label.note,
    }


def deadline_object(deadline: Deadline | None) -> Object | None:
    """A deadline within another object; None for none."""
    if deadline is None:
        return None
    statement = deadline.set_by.statement
    return {
        **_due(deadline.due),
        "modality": deadline.modality.value,
        "speaker": statement.speaker,
        "quote": statement.quote.text,
        "entry": deadline.set_by.entry,
    }


def _confirmation(by: Confirmation) -> Object:
    return {
        "at": by.at.isoformat(),
        "entry": by.entry,
        "outlet": by.outlet,
        "speaker": by.speaker,
        "speaker_rank": by.rank.value,
    }


def _date(mention: DateMention) -> Object:
    return {
        "text": mention.quote.text,
        **_span(mention.quote),
        "first_day": None if mention.first_day is None else mention.first_day.isoformat(),
        "last_day": None if mention.last_day is None else mention.last_day.isoformat(),
        "precision": mention.precision.value,
        "bound": mention.bound.value,
        "role": mention.role.value,
        "note": mention.note,
    }


def _statement(statement: Statement) -> Object:
    return {
        "milestone": statement.milestone,
        "action": statement.action,
        "actor": statement.actor,
        "scope": statement.scope,
        "place": statement.place,
        "quote": statement.quote.text,
        **_span(statement.quote),
        **_due(statement.due),
        "modality": statement.modality.value,
        "speaker": statement.speaker,
        "speaker_rank": statement.rank.value,
        "background": statement.background,
        "commentary": statement.commentary,
        "rule": statement.rule,
        "confidence": statement.confidence,
        "doubts": list(statement.doubts),
    }


def _count(count: Count) -> Object:
    return {
        "n": count.n,
        "n_max": count.n_max,
        "who": count.who,
        "place": count.place,
        "text": count.quote.text,
        **_span(count.quote),
    }


def _site(site: Site) -> Object:
    return {"name": site.name, "text": site.quote.text, **_span(site.quote)}


def _due(due: DueRange | None) -> Object:
    return {
        "first_day": None if due is None else due.first_day.isoformat(),
        "last_day": None if due is None else due.last_day.isoformat(),
        "precision": None if due is None else due.precision.value,
        "bound": None if due is None else due.bound.value,
    }


def _instant(at: datetime | None) -> str | None:
    return None if at is None else at.isoformat()


def _span(quote: Quote) -> Object:
    return {"start": quote.start, "end": quote.end, "field": quote.field.value}
