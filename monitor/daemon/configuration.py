"""What a configuration brings into the state, and what it cannot change while the daemon runs."""

from dataclasses import replace
from datetime import datetime

from monitor import cadence
from monitor.daemon.succession import note_rules
from monitor.errors import Problem
from monitor.records import Feed, FeedState
from monitor.settings import Settings
from monitor.store import Store, feeds, parking
from monitor.wiring import Running


def take_up(state: Store, running: Running, now: datetime, *, at_once: bool = False) -> None:
    """Make the stored feeds and rules those configured, and spread the overdue feeds.

    Args:
        state: changed.
        running: the parts made from the settings.
        now: the instant.
        at_once: overdue and new feeds are due now, instead of one by one over the next minute.
    """
    note_rules(state, running.parts.rules)
    times = running.settings.cadence

    def first(feed: Feed, at: datetime) -> FeedState:
        made = cadence.first_state(feed, times, at)
        return replace(made, next_poll_at=at) if at_once else made

    with state.write() as conn:
        parking.readmit(conn, running.senders, running.fingerprint)
        feeds.sync(conn, running.settings.feeds, now, first)
        if not at_once:
            feeds.save_many(conn, cadence.trickle(feeds.all(conn), times, now))


def moved_state(new: Settings, old: Settings) -> Problem:
    """The complaint about another state folder."""
    return Problem(
        str(new.folder / "monitor.toml"),
        "monitor.state",
        f"the state folder cannot change from {old.state} to {new.state} while the daemon runs.",
        "Stop it and start it again.",
    )
