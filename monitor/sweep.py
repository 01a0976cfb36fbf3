"""Use case: what the passing of time alone causes.

1. **remember** every milestone's ledger;
2. **tick**: reminders, lapsed deadlines, silences, decided like any other news;
3. **record** the decisions and their messages in one transaction; what the user's silences kept back and
   still holds is told when they are over; pauses of hosts that are over are forgotten, and due times made
   absurd by a clock set back are counted anew.
"""

from dataclasses import dataclass
from datetime import datetime

from monitor import cadence, memory
from monitor.judge import Parts, Sitting
from monitor.records import Alert
from monitor.store import Store, feeds, silences


@dataclass(frozen=True, slots=True)
class Swept:
    """What one sweep came to."""

    alerts: tuple[Alert, ...]
    """New alerts, suppressed ones included."""


def sweep(
    store: Store, parts: Parts, render: memory.Render, times: cadence.CadencePolicy, now: datetime
) -> Swept:
    """Let the clock speak. Sweeping twice at the same instant equals sweeping once.

    Args:
        store: the state.
        parts: milestones and policies; nothing is scored or extracted.
        render: alerts to messages.
        times: what the due times of feeds obey.
        now: the instant.

    Raises:
        StateError: nothing was recorded.
    """
    with store.read() as conn:
        known = memory.load(conn, parts, ())
        polled = feeds.all(conn)
        pauses = bool(feeds.paused(conn, now))
        unsilenced = bool(silences.over(conn, now))
    sitting = Sitting(known, parts)
    sitting.tick(now)
    judgement = sitting.judgement()
    moved = [state for old in polled if (state := cadence.after_clock_jump(old, times, now)) != old]
    if not (judgement.alerts or moved or pauses or unsilenced):
        return Swept(())
    with store.write() as conn:
        new = (*memory.after_silence(conn, render, now), *memory.record(conn, judgement, {}, render, now))
        feeds.save_many(conn, moved)
        feeds.resume(conn, now)
    return Swept(new)
