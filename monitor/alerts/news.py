"""Which decisions tell the same news, though their keys may differ."""

from monitor.records import Alert, News


def news_of(alert: Alert) -> News:
    """What an alert tells."""
    due = alert.after.due if alert.after is not None else None
    first = (alert.entry,) if alert.entry is not None else ()
    return News(
        kind=alert.kind,
        milestone=alert.milestone,
        last_day=due.last_day if due is not None else None,
        entries=tuple(dict.fromkeys((*first, *alert.also))),
    )


def same_news(one: News, other: News) -> bool:
    """The same kind of news of the same milestone with the same last day, carried by an entry in common.

    What the clock says is carried by no entry: its keys alone tell it apart.
    """
    if (one.kind, one.milestone, one.last_day) != (other.kind, other.milestone, other.last_day):
        return False
    return not set(one.entries).isdisjoint(other.entries)
