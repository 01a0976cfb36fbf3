"""The JSON API: what is recorded, in the forms of ``docs/formats.md``, described by OpenAPI.

It reads; changes are made on the pages. A list is one object: ``items``, and ``next``, the address of what
follows, or null.
"""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from itertools import groupby
from typing import Annotated, Any, TypeVar

from fastapi import APIRouter, HTTPException, Query, Request
from starlette.responses import JSONResponse, Response

from monitor.extract import milestone_of
from monitor.formats import (
    Object,
    alert_object,
    extract_object,
    feed_object,
    ledger_objects,
    score_object,
)
from monitor.ledger import told_rows
from monitor.objects import listed_object, milestone_object, shift_object, story_object
from monitor.records import Extraction, Milestone, Stated
from monitor.render import Phrases, headline, languages, load_phrases
from monitor.report import status_object
from monitor.store import alerts, entries, feeds, labels, pages, scores, statements, stories
from monitor.store.pages import Place, StoryPage
from monitor.web.feedlist import Mood, Sort, listing
from monitor.web.openapi import told
from monitor.web.site import Folded, Here, Site
from monitor.web.status import Told

router = APIRouter(prefix="/api", tags=["What is recorded"])

MOST = 500
T = TypeVar("T")

Limit = Annotated[int, Query(ge=1, le=MOST, description="How many at most.")]
After = Annotated[str, Query(max_length=200, description="Where to go on: part of `next`.")]
Lang = Annotated[str, Query(max_length=20, description="Of the words: `en` or `ar`; else as configured.")]
Of = Annotated[str | None, Query(max_length=100, description="Only about this milestone.")]


NONE: dict[int | str, dict[str, Any]] = {404: {"description": "There is none."}}


@router.get("/milestones", responses=told("milestone", many=True), summary="What is due, and how it stands")
def milestones(site: Here, ledgers: Folded, lang: Lang = "") -> Response:
    """Every configured milestone, in the order of the configuration."""
    phrases = _phrases(site, lang)
    return _items([_milestone(site, ledgers[one.id], phrases, one) for one in _milestones(site)])


@router.get("/milestones/{milestone}", responses=told("milestone") | NONE, summary="One milestone")
def milestone(site: Here, ledgers: Folded, milestone: str, lang: Lang = "") -> Response:
    """One milestone, by its id."""
    [one] = _chosen(site, milestone)
    return JSONResponse(_milestone(site, ledgers[one.id], _phrases(site, lang), one))


@router.get("/ledger", responses=told("ledger", many=True), summary="Who stated what, when")
def ledger(
    request: Request,
    site: Here,
    ledgers: Folded,
    milestone: Of = None,
    everything: Annotated[bool, Query(alias="all", description="Also what changed nothing.")] = False,
    limit: Limit = 100,
    after: Annotated[int, Query(ge=0, description="How many to pass over.")] = 0,
    lang: Lang = "",
) -> Response:
    """The rows of the ledgers, by milestone, then in order of publication."""
    phrases = _phrases(site, lang)
    rows = [
        (one.id, row)
        for one in _chosen(site, milestone)
        for row in told_rows(ledgers[one.id], everything=everything)
    ]

    def tell(some: Sequence[tuple[str, Stated]]) -> list[Object]:
        return [
            told_row
            for id_, of in groupby(some, lambda one: one[0])
            for told_row in ledger_objects(ledgers[id_], phrases, rows=[row for _, row in of])
        ]

    return _counted(request, rows, limit, after, tell)


@router.get("/deadlines", responses=told("ledger", many=True), summary="The deadlines in force")
def deadlines(
    site: Here,
    ledgers: Folded,
    milestone: Of = None,
    history: Annotated[bool, Query(description="Also those that were in force before.")] = False,
    lang: Lang = "",
) -> Response:
    """The statement that set each milestone's deadline."""
    phrases, rows = _phrases(site, lang), []
    for one in _chosen(site, milestone):
        ledger = ledgers[one.id]
        set_by = {past.set_by.key for past in ledger.history} if history else set()
        if ledger.current is not None:
            set_by.add(ledger.current.set_by.key)
        rows += ledger_objects(ledger, phrases, rows=[row for row in ledger.stated if row.key in set_by])
    return _items(rows)


@router.get("/shifts", responses=told("shift", many=True), summary="What moved")
def shifts(
    request: Request,
    site: Here,
    ledgers: Folded,
    milestone: Of = None,
    limit: Limit = 100,
    after: Annotated[int, Query(ge=0, description="How many to pass over.")] = 0,
) -> Response:
    """Every shift, alerted or not, newest first."""
    found = [shift for one in _chosen(site, milestone) for shift in ledgers[one.id].shifts]
    found.sort(key=lambda shift: (shift.at, shift.key), reverse=True)
    return _counted(request, found, limit, after, lambda some: [shift_object(shift) for shift in some])


@router.get("/alerts", responses=told("alert", many=True), summary="What was told")
def alert_list(
    request: Request,
    site: Here,
    milestone: Of = None,
    everything: Annotated[bool, Query(alias="all", description="Also what nobody was told.")] = False,
    limit: Limit = 100,
    after: After = "",
    lang: Lang = "",
) -> Response:
    """Decisions about news, newest first, each with its `headline`."""
    with site.read() as conn:
        found = pages.alerts_page(conn, limit, after or None, suppressed=everything, milestone=milestone)
    tell = _headlined(site, lang)
    last = alerts.ref(found[-1].key) if len(found) == limit else None
    return _items([tell(alert) for alert in found], request, last)


@router.get("/alerts/{ref}", responses=told("alert") | NONE, summary="One alert")
def alert_one(site: Here, ref: str, lang: Lang = "") -> Response:
    """One decision, by the reference that messages show."""
    with site.read() as conn:
        found = alerts.matching(conn, ref) if ref else ()
    if len(found) != 1:
        raise HTTPException(404, f"There is no alert {ref!r}.")
    return JSONResponse(_headlined(site, lang)(found[0]))


@router.get("/entries", responses=told("listed", many=True), summary="What was published")
def entry_list(
    request: Request,
    site: Here,
    feed: Annotated[str | None, Query(max_length=100, description="Only of this feed.")] = None,
    relevant: Annotated[bool | None, Query(description="Only those scored so.")] = None,
    since: Annotated[datetime | None, Query(description="Published at or after this instant.")] = None,
    limit: Limit = 100,
    after: After = "",
) -> Response:
    """Entries without their text, newest publication first."""
    if since is not None and since.tzinfo is None:
        since = since.replace(tzinfo=UTC)
    with site.read() as conn:
        found = pages.entries_page(conn, limit, _place(after), feed=feed, relevant=relevant, since=since)
        ids = [entry.id for entry in found]
        scored, told_by = scores.of(conn, ids), stories.of(conn, ids)
        labelled = labels.of(conn, ids)
    rows = [
        listed_object(entry, scored.get(entry.id), labelled.get(entry.id), told_by.get(entry.id))
        for entry in found
    ]
    last = _mark((found[-1].published_at, found[-1].id)) if len(found) == limit else None
    return _items(rows, request, last)


@router.get("/entries/{id}", responses=told("listed") | NONE, summary="One entry, with its text")
def entry_one(site: Here, id: str, lang: Lang = "") -> Response:
    """The keys of `listed.json`, and `body`, `statements`, `detail` (its score) and `alerts`."""
    with site.read() as conn:
        found = entries.get(conn, id)
        if found is None:
            raise HTTPException(404, f"There is no entry {id!r}.")
        score, label = scores.get(conn, id), labels.get(conn, id)
        story = stories.of(conn, [id]).get(id)
        stated = statements.of_entry(conn, id, found.version)
        raised = alerts.of_entry(conn, id)
    read = extract_object(found, Extraction(statements=tuple(row.statement for row in stated)))
    tell = _headlined(site, lang)
    return JSONResponse(
        {
            **listed_object(found, score, label, story),
            "body": found.body,
            "statements": read["statements"],
            "detail": None if score is None else score_object(found, score),
            "alerts": [tell(alert) for alert in raised],
        }
    )


@router.get("/stories", responses=told("story", many=True), summary="What tells the same news")
def story_list(request: Request, site: Here, limit: Limit = 20, after: After = "") -> Response:
    """Stories, that with the newest entry first. `ids` and outlets are of their first entries."""
    with site.read() as conn:
        found = pages.stories_page(conn, limit, _place(after))
    last = _mark(found[-1].newest) if len(found) == limit else None
    return _items([_story(one) for one in found], request, last)


@router.get("/stories/{story}", responses=told("story") | NONE, summary="One story")
def story_one(site: Here, story: str) -> Response:
    """One story, by its identity, with its first thousand entries."""
    with site.read() as conn:
        found = pages.story(conn, story)
    if found is None:
        raise HTTPException(404, f"There is no story {story!r}.")
    return JSONResponse(_story(found))


@router.get("/feeds", responses=told("feed", many=True), summary="The feeds, and how they are doing")
def feed_list(
    request: Request,
    site: Here,
    q: Annotated[str, Query(max_length=200, description="Part of name, outlet or address.")] = "",
    health: Annotated[Mood | None, Query(description="Only those that are doing so.")] = None,
    limit: Limit = 100,
    after: Annotated[int, Query(ge=0, description="How many to pass over.")] = 0,
) -> Response:
    """Every configured feed, by outlet."""
    with site.read() as conn:
        found = listing(site.settings.feeds, feeds.healths(conn), q=q, mood=health, sort=Sort.NAME).feeds
        shown = found[after : after + limit]
        states = feeds.some(conn, [feed.name for feed in shown])
    rows = [feed_object(feed, states.get(feed.name)) for feed in shown]
    return _items(rows, request, str(after + limit) if after + limit < len(found) else None)


@router.get("/status", responses=told("status"), summary="How the monitor is doing")
def status(site: Here, told: Told) -> Response:
    """The report of `monitor status --json`, without the feeds."""
    settings = site.settings
    return JSONResponse(status_object(told[0], settings.milestone_names, settings.language))


def _items(rows: Sequence[Object], request: Request | None = None, last: str | None = None) -> Response:
    following = None
    if request is not None and last is not None:
        following = str(request.url.include_query_params(after=last).replace(scheme="", netloc=""))
    return JSONResponse({"items": list(rows), "next": following})


def _counted(
    request: Request, rows: Sequence[T], limit: int, after: int, tell: Callable[[Sequence[T]], list[Object]]
) -> Response:
    """A part of a list that is held whole."""
    last = str(after + limit) if after + limit < len(rows) else None
    return _items(tell(rows[after : after + limit]), request, last)


def _milestones(site: Site) -> list[Milestone]:
    return [milestone_of(rule) for rule in site.settings.milestones]


def _chosen(site: Site, wanted: str | None) -> list[Milestone]:
    found = [one for one in _milestones(site) if wanted is None or one.id == wanted]
    if not found:
        raise HTTPException(404, f"There is no milestone {wanted!r}.")
    return found


def _milestone(site: Site, ledger: Any, phrases: Phrases, one: Milestone) -> Object:
    names = {language: site.settings.names_in(language)[one.id] for language in languages()}
    return milestone_object(one, ledger, names, phrases)


def _phrases(site: Site, lang: str) -> Phrases:
    language = lang or site.settings.language
    if language.partition("-")[0] not in languages():
        raise HTTPException(404, f"There are no words in {lang!r}.")
    return load_phrases(language)


def _headlined(site: Site, lang: str) -> Callable[[Any], Object]:
    language = lang or site.settings.language
    _phrases(site, lang)
    names = site.settings.names_in(language)
    return lambda alert: {
        "headline": headline(alert, names=names, language=language),
        **alert_object(alert),
    }


def _story(found: StoryPage) -> Object:
    return story_object(found.story, found.told, found.size) | {"last": found.newest[0].isoformat()}


def _mark(place: Place) -> str:
    """A place in a list as one word."""
    return f"{place[0].isoformat()}_{place[1]}"


def _place(mark: str) -> Place | None:
    if not mark:
        return None
    at, _, id_ = mark.partition("_")
    try:
        when = datetime.fromisoformat(at)
    except ValueError:
        raise HTTPException(422, "`after` is no place in this list.") from None
    if when.tzinfo is None:
        raise HTTPException(422, "`after` is no place in this list.")
    return when, id_
