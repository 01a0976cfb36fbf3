"""Whether work is truly being done, for somebody who watches from outside."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from monitor.health.policy import HealthPolicy
from monitor.health.sight import Sight
from monitor.records import Condition, ConditionKind

VITAL = frozenset({ConditionKind.FEEDS, ConditionKind.OUTBOX, ConditionKind.DISK, ConditionKind.WORK})
"""What stops the work. A silent feed, a smaller encoder or an old backup do not."""


class Beat(StrEnum):
    """What is told to the heartbeat's address."""

    WELL = "well"
    FAIL = "fail"
    REST = "rest"
    """Nothing: it is not certain that work is done, and too early to call it a failure."""


@dataclass(frozen=True, slots=True)
class Pulse:
    """What is told, and why."""

    beat: Beat
    causes: tuple[str, ...] = ()
    """``KIND`` or ``KIND: SUBJECT``, of what is wrong."""


def pulse(sight: Sight, known: Sequence[Condition], policy: HealthPolicy, now: datetime) -> Pulse:
    """Whether work is done.

    Args:
        sight: what is wrong now.
        known: conditions that have not ended, told or not: they say since when.
        policy: patience.
        now: the instant.
    """
    since = {(one.kind, one.subject): one.seen_at for one in known}
    wrong = [one for one in sight.troubles if one.kind in VITAL]
    lasting = [one for one in wrong if now - since.get((one.kind, one.subject), now) >= policy.after]
    causes = tuple(
        f"{one.kind}: {one.subject}" if one.subject else one.kind.value for one in lasting or wrong
    )
    return Pulse(Beat.FAIL if lasting else Beat.REST if wrong else Beat.WELL, causes)
