"""What is due, and what moved: the first page."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from monitor import charts
from monitor.records import Alert, Condition, ConditionKind, MilestoneLedger
from monitor.render import Phrases, headline, languages
from monitor.render.health import health_words
from monitor.store import alerts, conditions, counts
from monitor.web.card import ARROWS, card_of
from monitor.web.drawing import Pictures
from monitor.web.page import language_of, page, phrases_of, words_of
from monitor.web.site import Folded, Here, Site
from monitor.web.words import Words, load_words

router = APIRouter(include_in_schema=False)

LATEST = 8
DRIFTS = (0, 7, 30, 90, 365)
"""Choices of the least drift shown, days."""
LINK = "/entries/{entry}"


@router.get("/", name="now")
def now(
    request: Request, site: Here, ledgers: Folded, drift: Annotated[int, Query(ge=0, le=36500)] = 0
) -> Response:
    """Cards, the slip chart, the latest alerts, and whether all is well."""
    phrases, names = phrases_of(request), site.settings.names_in(language_of(request))
    tracked = {rule.id for rule in site.settings.milestones if rule.tracked}
    cards = [
        card_of(ledger, names, phrases, site.now(), tracked=ledger.milestone in tracked)
        for ledger in ledgers.values()
    ]
    followed = [ledger for ledger in ledgers.values() if ledger.milestone in tracked]
    with site.read() as conn:
        wrong = conditions.open(conn)
        entries = counts.entries(conn)
    return page(
        request,
        "now.html",
        at="now",
        cards=[card for card in cards if card.tracked],
        others=[card for card in cards if not card.tracked and card.since is not None],
        arrows=ARROWS,
        chart=chart(request.app.state.pictures, site, followed, words_of(request), drift),
        drift=drift,
        drifts=DRIFTS,
        latest=latest(site, phrases, names),
        wrong=wrong_words(wrong, phrases),
        entries=entries,
        feeds=len(site.settings.feeds),
    )


@router.get("/now/alerts", name="latest_alerts")
def latest_alerts(request: Request, site: Here) -> Response:
    """The list of the latest alerts alone, for a page that is open."""
    names = site.settings.names_in(language_of(request))
    return page(request, "_latest.html", latest=latest(site, phrases_of(request), names))


def latest(site: Site, phrases: Phrases, names: dict[str, str]) -> Sequence[tuple[Alert, str]]:
    """The newest alerts with their headlines."""
    with site.read() as conn:
        found = alerts.latest(conn, LATEST)
    return [(alert, headline(alert, names=names, language=phrases.language)) for alert in found]


def chart(
    pictures: Pictures, site: Site, ledgers: Sequence[MilestoneLedger], words: Words, drift: int = 0
) -> str:
    """The slip chart of some milestones as SVG; empty when nothing is on record.

    Lines end with the day, not the minute: until there is news, it is drawn once a day.
    """
    language = words.phrases.language
    today = site.now().replace(hour=0, minute=0, second=0, microsecond=0)
    names = site.settings.names_in(language)
    told = [ledger for ledger in ledgers if any(shift.stated for shift in ledger.shifts)]
    if not told:
        return ""
    look = ("slip", language, drift, tuple(ledger.milestone for ledger in told))
    return pictures.show(
        look,
        (today, names, *map(_Same, told)),
        lambda: charts.slip_chart(
            charts.slip(told, names, language, today, drift=drift), language, link=LINK
        ),
        words("now.chart"),
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Same:
    """A ledger that equals itself alone: a change folds another one, and comparing thousands of rows takes
    long."""

    ledger: MilestoneLedger

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.ledger is self.ledger


def draw_ahead(pictures: Pictures, site: Site, ledgers: Sequence[MilestoneLedger]) -> Iterator[str]:
    """Draw what is asked for first, one chart after the other, before somebody waits for it: the first page
    in every language, and each milestone in that of the configuration."""
    own = site.settings.language.partition("-")[0]
    tracked = {rule.id for rule in site.settings.milestones if rule.tracked}
    followed = [ledger for ledger in ledgers if ledger.milestone in tracked]
    for language in sorted(languages(), key=lambda one: one != own):
        yield chart(pictures, site, followed, load_words(language))
    for ledger in ledgers:
        yield chart(pictures, site, [ledger], load_words(own))


def wrong_words(open_: Sequence[Condition], phrases: Phrases) -> list[str]:
    """What is wrong with the monitor itself, a line for each kind."""
    kinds: dict[ConditionKind, list[str]] = {}
    for one in open_:
        kinds.setdefault(one.kind, []).append(one.subject)
    return [health_words(kind, subjects, phrases) for kind, subjects in kinds.items()]
