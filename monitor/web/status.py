"""How the monitor is doing: the same report as ``monitor status``."""

import threading
import time
from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

from monitor.records import ConditionKind
from monitor.render import Phrases, headline, health_words
from monitor.report import Report, condition_lines, report
from monitor.store.counts import Counts, counts
from monitor.web.page import language_of, page, phrases_of
from monitor.web.site import Here, Site

router = APIRouter(include_in_schema=False)

QUICK_S = 0.02
"""Counting that takes no longer is done for each request."""
SHARE = 50
"""What takes longer is counted again after so many times as long, beside the requests."""


class Figures:
    """Counts of everything as last counted: a large state takes a second for it. Threads share it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._counting = threading.Lock()
        self._kept: tuple[Counts, datetime] | None = None
        self._took_s = 0.0
        self._fresh_until = 0.0

    def now(self, site: Site) -> tuple[Counts, datetime]:
        """The counts, and when they were counted."""
        with self._lock:
            kept, stale = self._kept, time.monotonic() >= self._fresh_until
        if kept is None or self._took_s <= QUICK_S:
            return self._count(site)
        if stale and self._counting.acquire(blocking=False):
            threading.Thread(target=self._count_beside, args=(site,), name="figures", daemon=True).start()
        return kept

    def _count_beside(self, site: Site) -> None:
        try:
            self._count(site)
        finally:
            self._counting.release()

    def _count(self, site: Site) -> tuple[Counts, datetime]:
        started, at = time.monotonic(), site.now()
        with site.read() as conn:
            found = counts(conn)
        with self._lock:
            self._took_s = time.monotonic() - started
            self._fresh_until = time.monotonic() + self._took_s * SHARE
            self._kept = (found, at)
            return self._kept


def report_of(request: Request, site: Here) -> tuple[Report, datetime]:
    """How the monitor is doing, and when everything was counted."""
    figures: Figures = request.app.state.figures
    counted, at = figures.now(site)
    settings = site.settings
    return report(settings.state, site.store, settings.feeds, site.now(), counted), at


Told = Annotated[tuple[Report, datetime], Depends(report_of)]
"""A handler's report."""


@router.get("/status", name="status")
def status(request: Request, site: Here, told: Told) -> Response:
    """The report for people."""
    found, counted_at = told
    phrases, names = phrases_of(request), site.settings.names_in(language_of(request))
    seen = found.recorded
    assert seen is not None  # the page stands on a state
    return page(
        request,
        "status.html",
        at="status",
        told=found,
        seen=seen,
        counted_at=counted_at,
        causes=[_cause(one, phrases) for one in seen.heartbeat.causes] if seen.heartbeat else [],
        wrong=condition_lines(seen.conditions, phrases),
        alive=site.alive(),
        ready=site.scorer() is not None,
        latest=[(alert, headline(alert, names=names, language=phrases.language)) for alert in seen.alerts],
    )


def _cause(told: str, phrases: Phrases) -> str:
    """What a heartbeat tells is wrong, ``kind`` or ``kind: subject``, in words."""
    kind, _, subject = told.partition(": ")
    return health_words(ConditionKind(kind), [subject] if subject else [], phrases)
