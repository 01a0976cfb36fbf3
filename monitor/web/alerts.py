"""Alerts: every decision with what became of it, and one in full with its controls."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Any, TypeVar

from fastapi import APIRouter, Form, HTTPException, Query, Request
from sqlalchemy import Connection
from starlette.responses import Response

from monitor.records import Alert, AlertKind, Message, MessageState, Receipt, Severity, Suppression
from monitor.render import alert_sheet, headline, reference
from monitor.store import acknowledgements, alerts, decisions, outbox, parking, pins, silences
from monitor.store.decisions import Sought
from monitor.web.page import back, language_of, page, phrases_of
from monitor.web.site import Here, site_of

router = APIRouter(include_in_schema=False)

SHOWN = 50
"""Alerts on one page."""
TOLD, QUIET = "told", "not"
"""Choices of the filter beside the reasons for not telling."""
SPANS = ("12h", "3d", "2w", "30d")
"""Lengths of a silence that are offered."""
E = TypeVar("E", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Sending:
    """One message of an alert, and how its sending went."""

    message: Message
    digest: bool
    """Whether it leaves within a digest."""
    state: MessageState
    receipts: tuple[Receipt, ...]


@router.get("/alerts", name="alerts")
def listed(
    request: Request,
    site: Here,
    severity: Annotated[str, Query()] = "",
    kind: Annotated[str, Query()] = "",
    milestone: Annotated[str, Query()] = "",
    told: Annotated[str, Query()] = "",
    text: Annotated[str, Query(max_length=200)] = "",
    before: Annotated[int | None, Query(ge=0)] = None,
) -> Response:
    """Every decision, the newest first."""
    phrases, names = phrases_of(request), site.settings.names_in(language_of(request))
    sought = Sought(
        severity=_member(Severity, severity),
        kind=_member(AlertKind, kind),
        milestone=milestone or None,
        told={TOLD: True, QUIET: False}.get(told),
        why=_member(Suppression, told),
        text=text.strip(),
    )
    with site.read() as conn:
        found = decisions.page(conn, sought, SHOWN, before)
        states = decisions.states(conn, [alert.key for alert in found.alerts])
        pinned = {pin.alert for pin in pins.all(conn)}
        waiting = {
            "silences": len(silences.running(conn, site.now())),
            "acknowledged": len(acknowledgements.all(conn)),
            "dead": sum(one.dead for one in outbox.backlog(conn, site.now())),
            "parked": len(parking.all(conn)),
        }
    return page(
        request,
        "alerts.html",
        at="alerts",
        rows=[
            (alert, headline(alert, names=names, language=phrases.language), states.get(alert.key, {}))
            for alert in found.alerts
        ],
        more=found.more,
        before=before,
        pinned=pinned,
        waiting=waiting,
        sought=sought,
        told=told,
        severities=Severity,
        kinds=AlertKind,
        reasons=Suppression,
    )


@router.get("/alerts/{ref}", name="alert")
def shown(request: Request, site: Here, ref: str) -> Response:
    """One decision in full, with every attempt at telling it."""
    names = site.settings.names_in(language_of(request))
    with site.read() as conn:
        alert = the_alert(conn, ref)
        sendings = tuple(_sendings(conn, alert.key))
        acknowledged = acknowledgements.all(conn).get(alert.milestone or "")
        pinned = any(pin.alert == alert.key for pin in pins.all(conn))
        parked = {one.destination: one for one in parking.all(conn)}
    return page(
        request,
        "alert.html",
        at="alerts",
        alert=alert,
        sheet=alert_sheet(alert, names, phrases_of(request)),
        ref=reference(alert.key),
        tellings=[one for one in sendings if one.message.answers is None],
        answers=[one for one in sendings if one.message.answers is not None],
        acknowledged=acknowledged,
        pinned=pinned,
        parked=parked,
        also=alert.also,
        spans=SPANS,
        severities=Severity,
        kinds=AlertKind,
    )


@router.post("/alerts/{ref}/resend")
def resend(request: Request, site: Here, ref: str) -> Response:
    """Tell it again, wherever it was told."""
    with site.read() as conn:
        alert = the_alert(conn, ref)
        meant = outbox.of_alert(conn, alert.key)
    if not meant:
        return back(request, _at(alert), "alerts.no_destination", good=False)
    return asked(request, "resend", {"alert": alert.key}, _at(alert), "alerts.resent")


@router.post("/alerts/{ref}/pin")
def pin(request: Request, site: Here, ref: str, off: Annotated[bool, Form()] = False) -> Response:
    """Never lose it to a changed setting; or take that back."""
    with site.read() as conn:
        alert = the_alert(conn, ref)
    said = "alerts.unpinned" if off else "alerts.pinned"
    return asked(request, "unpin" if off else "pin", {"alert": alert.key}, _at(alert), said)


def the_alert(conn: Connection, ref: str) -> Alert:
    """The alert of an address.

    Raises:
        HTTPException: 404, there is none, or there are several.
    """
    found = alerts.get(conn, ref)
    if found is None:
        raise HTTPException(404)
    return found


def asked(
    request: Request, kind: str, payload: dict[str, object], to: str, said: str, **filled: Any
) -> Response:
    """Make a change and go to a page that says so; a busy daemon makes it later, and the page says that."""
    done = site_of(request).ask(kind, payload)
    return back(request, to, said, good=True, **filled) if done else back(request, to, "alerts.later")


def _sendings(conn: Connection, key: str) -> Iterable[Sending]:
    attempts = outbox.receipts_of(conn, key)
    for message in outbox.of_alert(conn, key):
        yield Sending(
            message,
            message.within is not None,
            outbox.states(conn, [message])[message.destination],
            tuple(one for one in attempts if one.message in (message.key, message.within)),
        )


def _member(kind: type[E], value: str) -> E | None:
    """None for what no link of ours asks for."""
    return kind(value) if value in {one.value for one in kind} else None


def _at(alert: Alert) -> str:
    return f"/alerts/{reference(alert.key)}"
