"""More of the news that an alert told: a quiet update of it, never a second alert."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from monitor.records import Alert, Confirmation, Shift, Stated


@dataclass(frozen=True, slots=True)
class Corroboration:
    """Everything that carries the news of an alert decided before."""

    key: str
    also: tuple[str, ...]
    """All entries that carry it, the one that brought the alert among them."""
    origins: tuple[str, ...]
    """Their distinct origins, the first one first."""
    outlets: tuple[str, ...]
    """Their distinct outlets, the first one first."""
    confirmed: Confirmation | None = None
    """What made news of unnamed sources more than that."""


def carried_by(shift: Shift) -> Corroboration:
    """Everything that carries a shift."""
    return Corroboration(
        shift.key,
        tuple(dict.fromkeys(row.entry for row in shift.carriers)),
        shift.origins,
        shift.outlets,
        confirmation(shift.confirmed_by),
    )


def confirmation(stated: Stated | None) -> Confirmation | None:
    """A statement as what confirms."""
    if stated is None:
        return None
    said = stated.statement
    return Confirmation(stated.said_at, stated.entry, stated.outlet, said.speaker, said.rank)


def corroborated(alert: Alert, more: Corroboration) -> Alert:
    """The alert as carried by more. Doing it twice is doing it once.

    What is known of a story's coverage may be less than the alert knew: then nothing is taken away.
    """
    known = {alert.entry, *alert.also} <= set(more.also)
    also = (*alert.also, *(entry for entry in more.also if entry != alert.entry))
    return replace(
        alert,
        also=tuple(dict.fromkeys(also)),
        origins=more.origins if known else _joined(alert.origins, more.origins),
        outlets=_joined(alert.outlets, more.outlets),
        unconfirmed=alert.unconfirmed and more.confirmed is None,
        confirmed=more.confirmed if alert.unconfirmed else alert.confirmed,
    )


def _joined(one: Sequence[str], other: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*one, *other)))
