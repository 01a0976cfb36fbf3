"""What follows an alert that was sent: it is taken back, holds after all, or is carried by more. Pure.

Everything goes to the destinations that have the alert, and nowhere else, each as an answer to what it has.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from monitor.deliver import look_of
from monitor.formats import alert_object
from monitor.memory import Lately
from monitor.policies import Destination
from monitor.records import (
    Alert,
    Deadline,
    Message,
    MessageKind,
    MessageState,
    Severity,
    Suppression,
)
from monitor.render import Look, Rendered, restored, retraction
from monitor.routing import Calm, Release, Sent, looks_back, release
from monitor.routing.calm import Reason
from monitor.store.followups import Given


@dataclass(frozen=True, slots=True)
class Retold:
    """An alert that is taken back, or holds after all."""

    alert: Alert
    """As it was told."""
    holds: bool
    """Whether it holds after all."""
    given: tuple[Given, ...]
    """What is answered: the messages that told it, or those that took it back."""
    standing: Deadline | None
    """The deadline in force now."""
    number: int
    """Of the label that did it, so that the same label does it once."""


def retold(
    one: Retold,
    destinations: Sequence[Destination],
    now: datetime,
    lately: Lately,
    *,
    names: Mapping[str, Mapping[str, str]],
    language: str = "en",
    looks: Mapping[str, Look] | None = None,
    calm: Calm | None = None,
) -> tuple[Message, ...]:
    """One message for each destination that has what it answers. Of a shift, it waits for nothing.

    Args:
        one: what is told.
        destinations: those configured; others have nobody any more who could tell them.
        now: the instant.
        lately: what left since an instant, and what waits.
        names: language -> milestone id -> name.
        language: of destinations that name none of their own.
        looks: destination name -> how it is written to.
        calm: of destinations that have none of their own.
    """
    known = {d.name: d for d in destinations}
    word, kind = ("restore", MessageKind.UPDATE) if one.holds else ("retract", MessageKind.RETRACTION)
    tell = restored if one.holds else retraction
    state = None if one.holds else Suppression.RETRACTED
    made = []
    for given in one.given:
        destination = known.get(given.message.destination)
        if destination is None:
            continue
        look = (looks or {}).get(destination.name) or look_of(destination, language)
        told = tell(one.alert, one.standing, names=names.get(look.language, {}), look=look)
        message = message_of(
            f"{word}:{one.alert.key}:{one.number}@{destination.name}",
            replace(one.alert, suppressed=state),
            destination,
            told,
            _release(one.alert, destination.calm or calm or Calm(), destination.name, now, lately),
            now,
        )
        made.append(replace(message, kind=kind, answers=given.key))
    return tuple(made)


def message_of(
    key: str, alert: Alert, destination: Destination, told: Rendered, when: Release, now: datetime
) -> Message:
    """Words about an alert as a message."""
    return Message(
        key=key,
        alert=alert.key,
        destination=destination.name,
        title=told.title,
        body=told.body,
        payload=json.dumps(alert_object(alert), ensure_ascii=False, separators=(",", ":")),
        state=MessageState.PENDING,
        attempts=0,
        next_attempt_at=when.at,
        created_at=now,
        severity=alert.severity,
        gather=when.gather,
        markup=told.markup,
    )


def _release(alert: Alert, calm: Calm, name: str, now: datetime, lately: Lately) -> Release:
    if alert.severity is Severity.SHIFT:
        return Release(now, "", Reason.THROUGH)
    back = looks_back(calm)
    sent: Sequence[Sent] = lately(now - back).get(name, ()) if back is not None else ()
    return release(alert, calm, sent, now)
