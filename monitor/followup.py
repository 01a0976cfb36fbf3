"""What follows an alert that was sent: it is taken back, holds after all, or is carried by more. Pure.

Everything goes to the destinations that have the alert, and nowhere else, each as an answer to what it has.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from monitor.deliver import look_of, message_of
from monitor.memory import Followed, Lately
from monitor.policies import Destination, Updates
from monitor.records import (
    Alert,
    Deadline,
    Message,
    MessageKind,
    MessageState,
    Severity,
    Suppression,
)
from monitor.render import Look, render, restored, retraction, update
from monitor.routing import Calm, Release, Sent, looks_back, release
from monitor.routing.calm import Reason
from monitor.send.address import Editing, edits
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


def followed(
    one: Followed,
    destinations: Sequence[Destination],
    now: datetime,
    lately: Lately,
    *,
    names: Mapping[str, Mapping[str, str]],
    looks: Mapping[str, Look],
    every: timedelta,
    calm: Calm | None = None,
    urls: Mapping[str, str] | None = None,
) -> tuple[Message, ...]:
    """What becomes of the messages of an alert that more carry: see :func:`renewed` and :func:`updated`."""
    news = updated(
        one.alert,
        one.given,
        one.updates,
        destinations,
        now,
        lately,
        names=names,
        every=every,
        looks=looks,
        calm=calm,
        urls=urls,
    )
    return (*renewed(one.alert, one.unsent, destinations, names=names, looks=looks), *news)


def updated(
    alert: Alert,
    given: Sequence[Given],
    earlier: Sequence[Message],
    destinations: Sequence[Destination],
    now: datetime,
    lately: Lately,
    *,
    names: Mapping[str, Mapping[str, str]],
    every: timedelta,
    language: str = "en",
    looks: Mapping[str, Look] | None = None,
    calm: Calm | None = None,
    urls: Mapping[str, str] | None = None,
) -> tuple[Message, ...]:
    """One quiet message at most for each destination that has an alert which more carry by now.

    An update that still waits is told anew under its key; the next one leaves ``every`` after the last.

    Args:
        alert: as it is now.
        given: the messages that told it.
        earlier: its updates so far, in order.
        destinations: those configured.
        now: the instant.
        lately: what left since an instant, and what waits.
        names: language -> milestone id -> name.
        every: least time between two.
        language: of destinations that name none of their own.
        looks: destination name -> how it is written to.
        calm: of destinations that have none of their own.
        urls: destination name -> its address with the secrets filled in.
    """
    known = {d.name: d for d in destinations}
    made = []
    for one in given:
        destination = known.get(one.message.destination)
        if destination is None:
            continue
        mode = updates_of(destination, (urls or {}).get(destination.name, destination.url))
        before = [m for m in earlier if m.destination == destination.name]
        waits = bool(before) and before[-1].state is MessageState.PENDING and not before[-1].attempts
        last = before[-2:-1] if waits else before[-1:]
        told = _told(last[0] if last else one.message)
        confirmed = told.unconfirmed and not alert.unconfirmed
        # A digest holds other news as well: it is not changed for one of them.
        inside = mode is Updates.EDIT and one.key != one.message.key
        if mode is Updates.NONE or inside or not (set(alert.origins) - set(told.origins) or confirmed):
            continue
        look = (looks or {}).get(destination.name) or look_of(destination, language)
        of = names.get(look.language, {})
        at = max(now, (last[0].next_attempt_at if last else one.message.created_at) + every)
        when = Release(at, "", Reason.GROUP)
        if mode is Updates.EDIT:
            words = render(alert, names=of, look=look)
        else:
            words = update(alert, told.origins, names=of, look=look, was_unconfirmed=told.unconfirmed)
            soft = replace(alert, severity=Severity.EVENT)
            free = _release(soft, destination.calm or calm or Calm(), destination.name, now, lately)
            if free.at > at:
                when = free
        key = f"update:{alert.key}:{len(before) - waits + 1}@{destination.name}"
        made.append(
            replace(
                message_of(key, alert, destination, words, when, now),
                kind=MessageKind.EDIT if mode is Updates.EDIT else MessageKind.UPDATE,
                severity=None,
                answers=None if mode is Updates.FOLLOW_UP else one.key,
            )
        )
    return tuple(made)


def renewed(
    alert: Alert,
    waiting: Sequence[Message],
    destinations: Sequence[Destination],
    *,
    names: Mapping[str, Mapping[str, str]],
    language: str = "en",
    looks: Mapping[str, Look] | None = None,
) -> tuple[Message, ...]:
    """Messages that have not left yet, telling the alert as it is now."""
    known = {d.name: d for d in destinations}
    made = []
    for message in waiting:
        destination = known.get(message.destination)
        if destination is not None:
            look = (looks or {}).get(destination.name) or look_of(destination, language)
            told = render(alert, names=names.get(look.language, {}), look=look)
            when = Release(message.next_attempt_at, message.gather, Reason.GROUP)
            made.append(message_of(message.key, alert, destination, told, when, message.created_at))
    return tuple(made)


def updates_of(destination: Destination, url: str) -> Updates:
    """How a destination is told of more carriers: as it wishes, as far as its address allows."""
    if destination.updates is None:
        return Updates.EDIT if edits(url) is Editing.SURE else Updates.NONE
    if destination.updates is Updates.EDIT and edits(url) is Editing.NEVER:
        return Updates.NONE
    return destination.updates


@dataclass(frozen=True, slots=True)
class _Told:
    """What a message told of who carries its news."""

    origins: tuple[str, ...]
    unconfirmed: bool


def _told(message: Message) -> _Told:
    record = json.loads(message.payload)
    return _Told(tuple(record["origins"]), bool(record["unconfirmed"]))


def _release(alert: Alert, calm: Calm, name: str, now: datetime, lately: Lately) -> Release:
    if alert.severity is Severity.SHIFT:
        return Release(now, "", Reason.THROUGH)
    back = looks_back(calm)
    sent: Sequence[Sent] = lately(now - back).get(name, ()) if back is not None else ()
    return release(alert, calm, sent, now)
