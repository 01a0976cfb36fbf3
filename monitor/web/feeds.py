"""The feeds: how each is doing and what it brings; added, paused, removed; OPML in and out."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Annotated

from fastapi import APIRouter, Form, Query, Request, UploadFile
from starlette.responses import Response

from monitor import opml
from monitor.errors import ArchiveError, ConfigError, FetchError, ParseError
from monitor.records import Feed
from monitor.settings.change import change
from monitor.settings.duration import parse_duration
from monitor.settings.feedlist import url_trouble
from monitor.settings.feedtext import FILE, with_feeds, with_paused, without_feed
from monitor.store import feeds as recorded
from monitor.store import yields
from monitor.web.feedlist import PAGE, Mood, Sort, listing, row_of
from monitor.web.page import back, page, tell, words_of
from monitor.web.preview import preview
from monitor.web.site import Here, Site

router = APIRouter(include_in_schema=False)

HOME = "/feeds"
LEFT_OUT = 3
"""Problems of an OPML file that are told one by one."""


@router.get(HOME, name="feeds")
def feeds(
    request: Request,
    site: Here,
    q: Annotated[str, Query(max_length=200)] = "",
    health: Annotated[Mood | None, Query()] = None,
    sort: Annotated[Sort, Query()] = Sort.TROUBLE,
    at: Annotated[int, Query(ge=1, le=100_000)] = 1,
    remove: Annotated[str, Query(max_length=100)] = "",
) -> Response:
    """A page of the list."""
    now, configured = site.now(), site.settings.feeds
    with site.read() as conn:
        found = listing(configured, recorded.healths(conn, sort.order), q=q, mood=health, sort=sort)
        shown = found.feeds[(at - 1) * PAGE : at * PAGE]
        names = [feed.name for feed in shown]
        states, brought = recorded.some(conn, names), yields.of(conn, names, now)
    return page(
        request,
        "feeds.html",
        at="feeds",
        rows=[row_of(feed, states.get(feed.name), brought.get(feed.name), now) for feed in shown],
        counts=found.counts,
        moods=[mood for mood in Mood if found.counts.get(mood)],
        total=len(configured),
        matching=len(found.feeds),
        first=(at - 1) * PAGE + 1,
        number_at=at,
        pages=-(-len(found.feeds) // PAGE),
        q=q,
        health=health,
        sort=sort,
        sorts=list(Sort),
        removing=next((feed for feed in configured if feed.name == remove), None),
    )


@router.post("/feeds/poll", name="poll_feed")
def poll(request: Request, site: Here, name: Annotated[str, Form()]) -> Response:
    """Ask a feed at the next chance, parked or not."""
    feed = next((feed for feed in site.settings.feeds if feed.name == name), None)
    if feed is None or feed.paused:
        return back(request, HOME, "feeds.unknown", good=False, feed=name)
    made = site.ask("wake", {"feed": name})
    return back(request, _home(request), "feeds.woken" if made else "feeds.asked", feed=feed.outlet)


@router.post("/feeds/pause", name="pause_feed")
def pause(request: Request, site: Here, name: Annotated[str, Form()]) -> Response:
    """Leave a feed alone from now on."""
    return _edited(request, site, lambda text: with_paused(text, name, True), "feeds.paused", name)


@router.post("/feeds/resume", name="resume_feed")
def resume(request: Request, site: Here, name: Annotated[str, Form()]) -> Response:
    """Ask a paused feed again."""
    return _edited(request, site, lambda text: with_paused(text, name, False), "feeds.resumed", name)


@router.post("/feeds/remove", name="remove_feed")
def remove(request: Request, site: Here, name: Annotated[str, Form()]) -> Response:
    """Take a feed out of the list; what it brought stays."""
    return _edited(request, site, lambda text: without_feed(text, name), "feeds.removed", name)


@router.post("/feeds/preview", name="preview_feed")
def look(request: Request, site: Here, url: Annotated[str, Form(max_length=2_000)]) -> Response:
    """What an address answers, before anything is saved."""
    url = url.strip()
    found, trouble, outage = None, url_trouble(url) or "", ""
    known = [feed for feed in site.settings.feeds if feed.url == url]
    if not trouble and not known:
        try:
            found = preview(site, url)
        except (FetchError, ParseError) as error:
            trouble, outage = str(error), error.outage.value
    return page(
        request,
        "feeds_preview.html",
        at="feeds",
        url=url,
        found=found,
        trouble=trouble,
        outage=outage,
        known=known[0] if known else None,
        given=found.feed if found else None,
        every="",
        problems=(),
    )


@router.post("/feeds/add", name="add_feed")
def add(
    request: Request,
    site: Here,
    url: Annotated[str, Form(max_length=2_000)],
    name: Annotated[str, Form(max_length=100)] = "",
    outlet: Annotated[str, Form(max_length=200)] = "",
    origin: Annotated[str, Form(max_length=200)] = "",
    lang: Annotated[str, Form(max_length=10)] = "",
    every: Annotated[str, Form(max_length=20)] = "",
    fulltext: Annotated[bool, Form()] = False,
) -> Response:
    """Add a feed as the form says."""
    outlet, origin, every = outlet.strip(), origin.strip(), every.strip()
    problems: Sequence[str] = ()
    interval: timedelta | None = None
    if every:
        try:
            interval = parse_duration(every)
        except ValueError:
            problems = (words_of(request)("feeds.no_duration", given=every),)
    new = Feed(
        name.strip(), url.strip(), outlet, origin or outlet, lang.strip().lower() or None, interval, fulltext
    )
    if not problems:
        try:
            _change(site, lambda text: with_feeds(text, [new]))
        except ConfigError as error:
            problems = tuple(f"{p.key.rpartition('.')[2]}: {p.message} {p.fix}" for p in error.problems)
    if problems:
        return page(
            request,
            "feeds_preview.html",
            at="feeds",
            url=new.url,
            found=None,
            trouble="",
            outage="",
            known=None,
            given=new,
            every=every,
            problems=problems,
        )
    return back(request, HOME, "feeds.added", feed=outlet)


@router.get("/feeds/opml", name="feeds_opml")
def export(site: Here) -> Response:
    """The list for any feed reader."""
    document = opml.write(site.settings.feeds, site.now())
    headers = {"Content-Disposition": 'attachment; filename="feeds.opml"'}
    return Response(document, media_type="text/x-opml; charset=utf-8", headers=headers)


@router.post("/feeds/import", name="import_feeds")
def take(request: Request, site: Here, file: UploadFile) -> Response:
    """Add the feeds of an OPML file that are not in the list yet."""
    try:
        found, problems = opml.read(file.file.read(opml.LARGEST + 1), file.filename or "OPML")
        new = opml.additions(found, site.settings.feeds)
        if new:
            _change(site, lambda text: with_feeds(text, new))
    except (ArchiveError, ConfigError) as error:
        tell(request, str(error), good=False)
        return back(request, HOME, "feeds.nothing_taken", good=False)
    for problem in problems[:LEFT_OUT]:
        tell(request, str(problem), good=False)
    if len(problems) > LEFT_OUT:
        tell(request, words_of(request)("feeds.left_out", len(problems) - LEFT_OUT), good=False)
    return back(request, HOME, "feeds.taken", n=len(new), known=len(found) - len(new))


def _edited(request: Request, site: Site, edit: Callable[[str], str], said: str, name: str) -> Response:
    outlet = next((feed.outlet for feed in site.settings.feeds if feed.name == name), name)
    try:
        _change(site, edit)
    except ConfigError as error:
        tell(request, str(error), good=False)
        return back(request, _home(request), "feeds.unchanged", good=False)
    return back(request, _home(request), said, feed=outlet)


def _change(site: Site, edit: Callable[[str], str]) -> None:
    """Change the feed list and put it in force.

    Raises:
        ConfigError: it would be wrong, or cannot be written. It is as it was.
    """
    site.check_editable()
    site.reload(change(site.folder, FILE, edit, site.now()))


def _home(request: Request) -> str:
    """The page of the list that a change was asked from."""
    asked = str(request.headers.get("referer", ""))
    _, _, query = asked.partition(f"{HOME}?")
    kept = "&".join(part for part in query.split("&") if part and not part.startswith("remove="))
    return f"{HOME}?{kept}" if kept and "#" not in kept else HOME
