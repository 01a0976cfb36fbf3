"""What did not get through: messages given up, and destinations that take nothing."""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from starlette.responses import Response

from monitor.render import headline, reference
from monitor.store import alerts, outbox, parking
from monitor.web.alerts import asked
from monitor.web.page import back, language_of, page, phrases_of
from monitor.web.site import Here

router = APIRouter(include_in_schema=False)

SHOWN = 200
"""Messages listed; all are counted, and all are sent again."""


@router.get("/undelivered", name="undelivered")
def listed(request: Request, site: Here) -> Response:
    """Messages given up with the cause of each, and parked destinations with theirs.

    What a message tells stands in the reader's language; its own title may be in another.
    """
    language, names = phrases_of(request).language, site.settings.names_in(language_of(request))
    with site.read() as conn:
        dead = outbox.dead(conn, SHOWN)
        told = alerts.by_keys(conn, {message.alert for message, _ in dead if message.alert is not None})
        parked = parking.all(conn)
        backlog = outbox.backlog(conn, site.now())
    return page(
        request,
        "undelivered.html",
        at="alerts",
        dead=[
            (message, receipt, reference(message.alert) if message.alert is not None else "")
            for message, receipt in reversed(dead)
        ],
        titles={key: headline(alert, names=names, language=language) for key, alert in told.items()},
        total=sum(one.dead for one in backlog),
        destinations=[one.destination for one in backlog if one.dead],
        parked=parked,
        backlog=backlog,
    )


@router.post("/undelivered/resend")
def resend(request: Request, site: Here, destination: Annotated[str, Form()] = "") -> Response:
    """Send what was given up again: for one destination, or for all."""
    with site.read() as conn:
        backlog = outbox.backlog(conn, site.now())
    waiting = sum(one.dead for one in backlog if destination in ("", one.destination))
    if not waiting:
        return back(request, "/undelivered", "alerts.none_dead", good=False)
    payload: dict[str, object] = {"destination": destination or None}
    return asked(request, "resend-dead", payload, "/undelivered", "alerts.dead_resent", n=waiting)


@router.post("/undelivered/unpark")
def unpark(request: Request, site: Here, destination: Annotated[str, Form()]) -> Response:
    """Let a destination have its messages again."""
    with site.read() as conn:
        there = any(one.destination == destination for one in parking.all(conn))
    if not there:
        return back(request, "/undelivered", "alerts.not_parked", good=False)
    return asked(
        request,
        "unpark",
        {"destination": destination},
        "/undelivered",
        "alerts.unparked",
        destination=destination,
    )
