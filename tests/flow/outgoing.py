"""Messages as they leave, for tests of senders: samples rendered for an address."""

import json
from dataclasses import replace
from datetime import UTC, datetime

from monitor.errors import SendError
from monitor.formats import alert_object
from monitor.records import AlertKind, Message, MessageKind, MessageState, Picture
from monitor.render import Look, render, room_of, style_of
from monitor.render.samples import sample_names, samples
from monitor.send import Redactor, Sender, open_destination

NOW = datetime(2026, 3, 2, 10, tzinfo=UTC)
PICTURE = Picture("timeline.png", "image/png", b"\x89PNG\r\n\x1a\nimage", "The end of the mission, as stated")


def outgoing(url: str, kind: AlertKind = AlertKind.LATER, language: str = "en", **changes: object) -> Message:
    """The sample of one kind, rendered for the destination of an address."""
    alert = next(one for one in samples(NOW) if one.kind is kind)
    look = Look(language, style_of(url), room_of(url))
    told = render(alert, names=sample_names(language), look=look)
    made = Message(
        key="shift:1@out",
        alert=alert.key,
        destination="out",
        title=told.title,
        body=told.body,
        payload=json.dumps(alert_object(alert), ensure_ascii=False),
        state=MessageState.LEASED,
        attempts=1,
        next_attempt_at=NOW,
        created_at=NOW,
        kind=MessageKind.ALERT,
        severity=alert.severity,
        markup=told.markup,
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def refusal(
    url: str,
    message: Message | None = None,
    *pictures: Picture,
    sender: Sender | None = None,
    redact: Redactor | None = None,
) -> SendError:
    """How an address fails; a test fails when it does not."""
    try:
        (sender or open_destination(url, redact=redact))(message or outgoing(url), pictures)
    except SendError as error:
        return error
    raise AssertionError("it was taken")


def fate(error: SendError) -> str:
    """What becomes of a message, in one word."""
    return "again" if error.retryable else "parked" if error.parks else "refused"
