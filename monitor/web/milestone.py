"""One milestone: everything that was ever stated about it, and what came of it."""

from typing import Annotated

from fastapi import APIRouter, HTTPException, Query, Request
from starlette.responses import Response

from monitor.formats import ledger_objects
from monitor.ledger import told_rows
from monitor.web.card import ARROWS, card_of, moves_of
from monitor.web.now import DRIFTS, chart
from monitor.web.page import language_of, page, phrases_of, words_of
from monitor.web.site import Here, kept_of

router = APIRouter(include_in_schema=False)

SHOWN = 100
"""Statements on one page, the newest first."""
MOVES = 50
"""Shifts on one page, the newest first."""


@router.get("/milestones/{milestone}", name="milestone")
def milestone(
    request: Request,
    site: Here,
    milestone: str,
    everything: Annotated[bool, Query()] = False,
    drift: Annotated[int, Query(ge=0, le=36500)] = 0,
    before: Annotated[int, Query(ge=0)] = 0,
    earlier: Annotated[int, Query(ge=0)] = 0,
) -> Response:
    """Its card, its chart, its shifts and, on demand, every statement."""
    kept = kept_of(request).get(milestone)
    if kept is None:
        raise HTTPException(404)
    ledger, said = kept.ledger, kept.said
    phrases, names = phrases_of(request), site.settings.names_in(language_of(request))
    rule = next(rule for rule in site.settings.milestones if rule.id == milestone)
    rows = told_rows(ledger, everything=True, said=said)[::-1] if everything else []
    return page(
        request,
        "milestone.html",
        at="now",
        card=card_of(ledger, names, phrases, site.now(), tracked=rule.tracked),
        arrows=ARROWS,
        chart=chart(request.app.state.pictures, site, [ledger], words_of(request), drift),
        drift=drift,
        drifts=DRIFTS,
        moves=moves_of(ledger, phrases, earlier, MOVES),
        earlier=earlier + MOVES if earlier + MOVES < len(ledger.shifts) else None,
        ledger=ledger,
        rows=ledger_objects(ledger, phrases, said=said, rows=rows[before : before + SHOWN]),
        more=before + SHOWN if before + SHOWN < len(rows) else None,
        total=len(rows),
        everything=everything,
    )
