"""Troubles that last: what is told when, so that each is told once when it opens and once when it is over.

What comes and goes is held down: a trouble must last before it is told, its end must last as well, and the
same thing is not told again at once. Many feeds that fall silent are one notice.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from monitor.health.policy import HealthPolicy
from monitor.health.sight import Sight
from monitor.records import Condition, ConditionKind, Trouble

Name = tuple[ConditionKind, str]
"""Kind and subject."""


@dataclass(frozen=True, slots=True)
class Notice:
    """What is told at once: conditions of one kind that open, or that are over."""

    kind: ConditionKind
    over: bool
    conditions: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Course:
    """What one look came to."""

    changed: tuple[Condition, ...]
    """To be recorded, in place of those of the same kind, subject and beginning."""
    dropped: tuple[Condition, ...]
    """To be forgotten: over before anybody was told."""
    notices: tuple[Notice, ...]


def follow(
    known: Sequence[Condition],
    sight: Sight,
    told: Mapping[Name, datetime],
    policy: HealthPolicy,
    now: datetime,
) -> Course:
    """Go on from what was known. Following twice at one instant equals following once.

    Args:
        known: conditions that have not ended, told or not.
        sight: what is seen now.
        told: when something of a kind and subject opened last, ended conditions included.
        policy: patience.
        now: the instant.
    """
    seen = {(trouble.kind, trouble.subject): trouble for trouble in sight.troubles}
    before = {(one.kind, one.subject): one for one in known}
    after: dict[Name, Condition] = {}
    dropped: list[Condition] = []
    for name, trouble in seen.items():
        after[name] = _seen(before.get(name), trouble, now)
    for name, one in before.items():
        if name in seen:
            continue
        if one.kind in sight.blind:
            after[name] = one
        elif one.opened_at is None:
            dropped.append(one)
        elif one.kind not in policy.kinds or one.subject not in sight.subjects.get(one.kind, {one.subject}):
            # What nobody watches any more is neither wrong nor right again.
            after[name] = replace(one, ended_at=now)
        else:
            after[name] = one if one.missed_at is not None else replace(one, missed_at=now)
    notices: list[Notice] = []
    for kind in ConditionKind:
        mine = {name: one for name, one in after.items() if name[0] is kind and one.ended_at is None}
        opened = _opening(mine, told, policy, now)
        over = {
            name: replace(one, ended_at=now)
            for name, one in mine.items()
            if one.missed_at is not None and now - one.missed_at >= policy.after
        }
        for these, are_over in ((opened, False), (over, True)):
            after |= these
            if these:
                notices.append(Notice(kind, are_over, tuple(these.values())))
    changed = tuple(one for name, one in after.items() if one != before.get(name))
    return Course(changed, tuple(dropped), tuple(notices))


def _seen(one: Condition | None, trouble: Trouble, now: datetime) -> Condition:
    if one is None:
        return Condition(trouble.kind, trouble.subject, now, trouble.detail, trouble.since or now)
    # The cause that is told stays the one that was told: only what nobody knows yet is brought up to date.
    if one.opened_at is None:
        one = replace(one, detail=trouble.detail)
    return replace(one, missed_at=None) if one.missed_at is not None else one


def _opening(
    mine: Mapping[Name, Condition], told: Mapping[Name, datetime], policy: HealthPolicy, now: datetime
) -> dict[Name, Condition]:
    """Those of one kind that are told now."""
    ripe = {
        name: one for name, one in mine.items() if one.opened_at is None and now - one.seen_at >= policy.after
    }

    def rests(name: Name) -> bool:
        # Hundreds of feeds may fall silent one after the other: they share their notices.
        alike = [at for other, at in told.items() if other == name or _shared(name, other)]
        return any(now - at < policy.again for at in alike if at <= now)

    return {name: replace(one, opened_at=now) for name, one in ripe.items() if not rests(name)}


def _shared(name: Name, other: Name) -> bool:
    return name[0] is other[0] is ConditionKind.SILENT
