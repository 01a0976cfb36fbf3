"""What the user asked to be quiet about: silences with an end, and acknowledgements until something changes.

An alert that is hushed is recorded with the reason, not told. Of what a silence kept back, the shifts that
still hold when it ends are told then, once.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from monitor.records import Acknowledgement, Alert, AlertKind, Silence, Suppression
from monitor.routing.match import fits

STANDING = frozenset(
    {
        AlertKind.CONFIRMED,
        AlertKind.REMINDER,
        AlertKind.SILENCE,
        AlertKind.DIVERGENCE,
        AlertKind.DISAGREEMENT,
        AlertKind.SETTLED,
    }
)
"""Kinds that leave a milestone where it is: an acknowledgement keeps them back, any other kind ends it."""
_PASSING = frozenset({AlertKind.COVERAGE, AlertKind.CONFIRMED, AlertKind.REMINDER, AlertKind.SILENCE})
"""Kinds that are no news any more when a silence ends."""
_MOVES = frozenset(AlertKind) - STANDING - _PASSING - {AlertKind.BEGUN, AlertKind.LAPSED}
_REAL = frozenset(
    {
        None,
        Suppression.SILENCED,
        Suppression.ACKNOWLEDGED,
        Suppression.KIND_OFF,
        Suppression.STALE,
        Suppression.FIRST_POLL,
        Suppression.REBUILT,
        Suppression.LABELLED,
    }
)
"""Told or not, after these a deadline is where the alert says."""


@dataclass(frozen=True, slots=True)
class Hushed:
    """Decisions after what the user asked for."""

    alerts: tuple[Alert, ...]
    """In the order given."""
    ended: tuple[str, ...]
    """Milestones whose acknowledgement is over: they changed."""


def hush(
    alerts: Sequence[Alert],
    silences: Sequence[Silence],
    acknowledgements: Mapping[str, Acknowledgement],
    now: datetime,
) -> Hushed:
    """Keep back what the user asked to be quiet about.

    Args:
        alerts: new decisions, in order; suppressed ones are left as they are.
        silences: those in force.
        acknowledgements: milestone -> the one that holds.
        now: the instant.
    """
    decided: list[Alert] = []
    ended: dict[str, None] = {}
    for alert in alerts:
        acknowledged = alert.milestone in acknowledgements and alert.milestone not in ended
        changes = alert.kind not in STANDING and alert.suppressed in _REAL
        if acknowledged and alert.milestone is not None and changes:
            ended[alert.milestone] = None
            acknowledged = False
        if alert.suppressed is not None:
            decided.append(alert)
            continue
        silence = next((s for s in silences if _covers(s, now) and fits(alert, s.matcher)), None)
        if silence is not None:
            decided.append(replace(alert, suppressed=Suppression.SILENCED))
        elif acknowledged:
            decided.append(replace(alert, suppressed=Suppression.ACKNOWLEDGED))
        else:
            decided.append(alert)
    return Hushed(tuple(decided), tuple(ended))


def still_holding(
    over: Sequence[Silence],
    running: Sequence[Silence],
    decisions: Sequence[Alert],
    gone: Collection[str],
) -> tuple[Alert, ...]:
    """What silences kept back that is to be told now that they are over, each as an alert to tell.

    A shift holds while nothing later moved its milestone. One that only leads back to where its milestone was
    before the silence is no news.

    Args:
        over: silences whose end is being handled.
        running: silences in force now: what fits one of them goes on waiting.
        decisions: about the milestones concerned, in the order of deciding, suppressed ones included.
        gone: entries whose words do not count any more.
    """
    told: list[Alert] = []
    for at, alert in enumerate(decisions):
        if not (_kept_back(alert, over) and alert.entry not in gone) or any(
            fits(alert, silence.matcher) for silence in running
        ):
            continue
        same = [other for other in decisions if other.milestone == alert.milestone]
        later = [other for other in decisions[at + 1 :] if other.milestone == alert.milestone]
        if any(other.kind in _MOVES and other.suppressed in _REAL for other in later):
            continue
        if alert.kind in _MOVES and _led_back(alert, [a for a in same if _kept_back(a, over)]):
            continue
        told.append(replace(alert, suppressed=None))
    return tuple(told)


def shift_that_stands(decisions: Sequence[Alert]) -> str | None:
    """Key of the last of some decisions that moved its milestone; None when none did."""
    keys = [a.key for a in decisions if a.kind not in STANDING | _PASSING and a.suppressed in _REAL]
    return keys[-1] if keys else None


def _covers(silence: Silence, at: datetime) -> bool:
    return silence.ended_at is None and silence.made_at <= at < silence.until


def _kept_back(alert: Alert, over: Sequence[Silence]) -> bool:
    return (
        alert.suppressed is Suppression.SILENCED
        and alert.milestone is not None
        and alert.kind not in _PASSING
        and any(s.made_at <= alert.decided_at <= s.until and fits(alert, s.matcher) for s in over)
    )


def _led_back(alert: Alert, kept: Sequence[Alert]) -> bool:
    """Whether several moves in the silence end where the first of them began."""
    moves = [a for a in kept if a.kind in _MOVES]
    before, after = moves[0].before, alert.after
    if len(moves) < 2 or before is None or after is None:
        return False
    return before.due == after.due and before.live == after.live
