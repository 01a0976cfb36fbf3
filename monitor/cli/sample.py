"""What ``alerts test`` sends: a message of every kind, marked as samples, and the picture beside them."""

import json
from collections.abc import Iterator
from datetime import datetime

from monitor.formats import alert_object
from monitor.ledger import LedgerPolicy, fold
from monitor.records import AlertKind, Message, MessageKind, MessageState, Milestone, Picture
from monitor.render import Look, render
from monitor.render.invented import MILESTONE
from monitor.render.samples import sample_names, samples


def sample_picture(language: str, now: datetime) -> Picture:
    """The slip chart of the invented mission, as far as samples tell of it."""
    from monitor import charts

    by_kind = {alert.kind: alert for alert in samples(now)}
    later = by_kind[AlertKind.LATER]
    stated = [one.set_by for one in (later.before, later.after) if one is not None]
    milestone = Milestone(MILESTONE, sample_names(language)[MILESTONE])
    lines = charts.slip([fold(milestone, stated, LedgerPolicy())], sample_names(language), language, now)
    return Picture(
        "timeline.png", "image/png", charts.png(charts.slip_chart(lines, language)), milestone.name
    )


def sample_messages(
    destination: str, look: Look, now: datetime, kind: AlertKind | None = None
) -> Iterator[Message]:
    """Messages that no recorded alert stands behind.

    Args:
        destination: name of where they go.
        look: how it is written to.
        now: the instant; the dates spoken of lie in the year after.
        kind: only this one.
    """
    names = sample_names(look.language)
    for alert in samples(now):
        if kind not in (None, alert.kind):
            continue
        told = render(alert, names=names, look=look, sample=True)
        key = f"sample:{alert.kind}:{now:%Y%m%dT%H%M%SZ}"
        yield Message(
            key=f"{key}@{destination}",
            alert=None,
            destination=destination,
            title=told.title,
            body=told.body,
            payload=json.dumps({**alert_object(alert), "key": key}, ensure_ascii=False),
            state=MessageState.LEASED,
            attempts=1,
            next_attempt_at=now,
            created_at=now,
            kind=MessageKind.SAMPLE,
            severity=alert.severity,
            markup=told.markup,
        )
