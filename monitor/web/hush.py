"""What the reader does not want to hear: silences until an instant, acknowledgements until it moves."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Annotated

from fastapi import APIRouter, Form, HTTPException, Request
from starlette.responses import Response

from monitor.records import AlertKind, Matcher, Severity, Silence
from monitor.render import Phrases, reference
from monitor.settings.duration import parse_duration
from monitor.store import acknowledgements, codec, silences
from monitor.web.alerts import SPANS, asked, the_alert
from monitor.web.page import back, language_of, page, words_of
from monitor.web.site import Here
from monitor.web.words import Words

router = APIRouter(include_in_schema=False)

LONGEST = timedelta(days=3660)
PAST = 20
"""Silences shown that are over."""


@router.get("/silences", name="silences")
def listed(request: Request, site: Here) -> Response:
    """Silences in force, the last ones that are over, and what is acknowledged."""
    words, names = words_of(request), site.settings.names_in(language_of(request))
    with site.read() as conn:
        every = silences.all(conn)
        acknowledged = acknowledgements.all(conn)
    rows = [(one, matcher_words(one.matcher, words, names)) for one in reversed(every)]
    running = [row for row in rows if row[0].ended_at is None and row[0].until > site.now()]
    over = [row for row in rows if row not in running]
    return page(
        request,
        "silences.html",
        at="alerts",
        running=running,
        over=over[:PAST],
        acknowledged=acknowledged.values(),
        tracked=[rule.id for rule in site.settings.milestones if rule.tracked],
        spans=SPANS,
        severities=Severity,
        kinds=AlertKind,
    )


@router.post("/silences")
def add(
    request: Request,
    site: Here,
    reason: Annotated[str, Form(max_length=400)] = "",
    span: Annotated[str, Form()] = "",
    until: Annotated[str, Form()] = "",
    severity: Annotated[str, Form()] = "",
    kind: Annotated[str, Form()] = "",
    milestone: Annotated[str, Form()] = "",
    outlet: Annotated[str, Form(max_length=200)] = "",
    ref: Annotated[str, Form()] = "",
) -> Response:
    """Be silent about what fits. What is wrong with the form is said on the page it came from."""
    to = "/silences"
    if ref:
        with site.read() as conn:
            to = f"/alerts/{reference(the_alert(conn, ref).key)}"
    try:
        matcher = Matcher(
            severity=(Severity(severity),) if severity else (),
            kind=(AlertKind(kind),) if kind else (),
            milestone=(milestone,) if milestone else (),
            outlet=(outlet.strip(),) if outlet.strip() else (),
        )
    except ValueError:
        raise HTTPException(422, "no such severity or kind") from None
    if milestone and milestone not in {rule.id for rule in site.settings.milestones}:
        raise HTTPException(422, "no such milestone")
    now = site.now()
    end = end_of(span, until, now)
    wrong = (
        "alerts.silence_all"
        if matcher == Matcher()
        else "alerts.silence_reason"
        if not reason.strip()
        else "alerts.silence_end"
        if end is None
        else ""
    )
    if wrong or end is None:
        return back(request, to, wrong, good=False)
    silence = Silence(0, matcher, end, reason.strip(), now)
    return asked(request, "silence", {"silence": codec.dump(silence)}, to, "alerts.silenced")


@router.post("/silences/{number}/expire")
def expire(request: Request, site: Here, number: int) -> Response:
    """End one now."""
    with site.read() as conn:
        if not any(one.id == number for one in silences.running(conn, site.now())):
            return back(request, "/silences", "alerts.silence_gone", good=False)
    return asked(request, "expire", {"silence": number}, "/silences", "alerts.silence_ended")


@router.post("/milestones/{milestone}/acknowledge")
def acknowledge(
    request: Request,
    site: Here,
    milestone: str,
    off: Annotated[bool, Form()] = False,
    ref: Annotated[str, Form()] = "",
) -> Response:
    """Know how a milestone stands; or take that back."""
    if milestone not in {rule.id for rule in site.settings.milestones}:
        raise HTTPException(404)
    to = "/silences"
    if ref:
        with site.read() as conn:
            to = f"/alerts/{reference(the_alert(conn, ref).key)}"
    kind, said = ("unacknowledge", "alerts.unacknowledged") if off else ("acknowledge", "alerts.acknowledged")
    return asked(request, kind, {"milestone": milestone}, to, said)


def end_of(span: str, until: str, now: datetime) -> datetime | None:
    """When a silence ends: a day or an instant (UTC if not said), else its length; None when neither can be.

    Args:
        span: a length, as ``3d``.
        until: ``2026-03-02`` or ``2026-03-02T18:00``, as forms of browsers send it.
        now: what the length is counted from.
    """
    try:
        if until.strip():
            end = datetime.fromisoformat(until.strip())
            end = (end if end.tzinfo is not None else end.replace(tzinfo=UTC)).astimezone(UTC)
        else:
            end = now + parse_duration(span)
    except (ValueError, OverflowError):
        return None
    return end if now < end < now + LONGEST else None


def matcher_words(matcher: Matcher, words: Words, names: dict[str, str]) -> str:
    """What a silence is about, in words."""
    phrases: Phrases = words.phrases
    given: Sequence[tuple[str, Sequence[str]]] = (
        ("severity", [words(f"severity.{one.value}") for one in matcher.severity]),
        ("kind", [phrases.kind[one.value] for one in matcher.kind]),
        ("milestone", [phrases.foreign(names.get(one, one)) for one in matcher.milestone]),
        ("language", matcher.language),
        ("outlet", [phrases.foreign(one) for one in matcher.outlet]),
        ("origins", [phrases.number(matcher.origins)] if matcher.origins else []),
    )
    parts = [
        f"{words(f'alerts.{name}')}{phrases.colon}{phrases.comma.join(ones)}" for name, ones in given if ones
    ]
    return phrases.semicolon.join(parts) or words("alerts.everything")
