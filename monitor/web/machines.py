"""For programs: is it alive, is it ready, its metrics; alerts as feeds, deadlines as a calendar, tables."""

from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from hashlib import blake2b
from threading import Lock
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, HTTPException, Query, Request
from starlette.responses import PlainTextResponse, Response

from monitor.errors import StateError
from monitor.export import What
from monitor.metrics import CONTENT_TYPE, exposition
from monitor.policies import ExportForm
from monitor.publish import one
from monitor.render import languages
from monitor.store import meta
from monitor.web.site import Here, Site, kept_of
from monitor.web.status import Told
from monitor.wiring import build_telling

router = APIRouter(include_in_schema=False)
READ = ["GET", "HEAD"]

TYPES = {
    ExportForm.RSS: "application/rss+xml",
    ExportForm.ATOM: "application/atom+xml",
    ExportForm.ICAL: "text/calendar",
    ExportForm.CSV: "text/csv",
    ExportForm.JSON: "application/json",
}

Lang = Annotated[str, Query(max_length=20)]
Everything = Annotated[bool, Query(alias="all")]


@dataclass(frozen=True, slots=True)
class _Version:
    tag: str
    at: datetime
    """When it was first served: it is no older than what it tells."""


class Versions:
    """Which bytes each document had last, and since when. Threads share it."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._known: dict[tuple[object, ...], _Version] = {}

    def of(self, document: tuple[object, ...], data: bytes, now: datetime) -> _Version:
        """The version of a document that these bytes are."""
        tag = f'"{blake2b(data, digest_size=12).hexdigest()}"'
        with self._lock:
            known = self._known.get(document)
            if known is None or known.tag != tag:
                known = self._known[document] = _Version(tag, now.astimezone(UTC).replace(microsecond=0))
            return known


@router.api_route("/healthz", methods=READ, name="healthz")
def healthz(site: Here) -> Response:
    """Whether work goes on."""
    return PlainTextResponse("ok\n") if site.alive() else PlainTextResponse("work stands still\n", 503)


@router.api_route("/readyz", methods=READ, name="readyz")
def readyz(site: Here) -> Response:
    """Whether the state can be read and entries can be scored."""
    try:
        with site.read() as conn:
            meta.get(conn, meta.APP_VERSION)
    except StateError:
        return PlainTextResponse("the state cannot be read\n", 503)
    if site.scorer() is None:
        return PlainTextResponse("the scorer is not loaded\n", 503)
    return PlainTextResponse("ready\n")


@router.api_route("/metrics", methods=READ, name="metrics")
def metrics(site: Here, told: Told) -> Response:
    """Figures for Prometheus."""
    return Response(exposition(told[0], alive=site.alive()), media_type=CONTENT_TYPE)


@router.api_route("/feeds/alerts.xml", methods=READ, name="alerts_rss")
def alerts_rss(request: Request, site: Here, lang: Lang = "") -> Response:
    """The newest alerts as RSS."""
    return _document(request, site, ExportForm.RSS, What.ALERTS, "alerts.xml", lang)


@router.api_route("/feeds/alerts.atom", methods=READ, name="alerts_atom")
def alerts_atom(request: Request, site: Here, lang: Lang = "") -> Response:
    """The newest alerts as Atom."""
    return _document(request, site, ExportForm.ATOM, What.ALERTS, "alerts.atom", lang)


@router.api_route("/calendar.ics", methods=READ, name="calendar")
def calendar(request: Request, site: Here, lang: Lang = "") -> Response:
    """Every deadline as a calendar."""
    return _document(request, site, ExportForm.ICAL, What.LEDGER, "deadlines.ics", lang)


@router.api_route("/milestones/{milestone}/deadlines.ics", methods=READ, name="milestone_calendar")
def milestone_calendar(request: Request, site: Here, milestone: str, lang: Lang = "") -> Response:
    """One milestone's deadline as a calendar."""
    return _document(request, site, ExportForm.ICAL, What.LEDGER, f"{milestone}.ics", lang, milestone)


@router.api_route("/milestones/{milestone}/ledger.{form}", methods=READ, name="milestone_ledger")
def milestone_ledger(
    request: Request, site: Here, milestone: str, form: str, lang: Lang = "", everything: Everything = False
) -> Response:
    """One milestone's ledger as a table."""
    return _table(request, site, What.LEDGER, form, lang, everything, milestone)


@router.api_route("/downloads/{what}.{form}", methods=READ, name="download")
def download(
    request: Request,
    site: Here,
    what: What,
    form: str,
    lang: Lang = "",
    everything: Everything = False,
) -> Response:
    """All alerts or the whole ledger as a table."""
    return _table(request, site, what, form, lang, everything, None)


def _table(
    request: Request, site: Site, what: What, form: str, lang: str, everything: bool, milestone: str | None
) -> Response:
    if form not in (ExportForm.CSV, ExportForm.JSON):
        raise HTTPException(404)
    name = f"{milestone}.{form}" if milestone else f"{what}.{form}"
    return _document(request, site, ExportForm(form), what, name, lang, milestone, everything)


def _document(
    request: Request,
    site: Site,
    form: ExportForm,
    what: What,
    name: str,
    lang: str,
    milestone: str | None = None,
    everything: bool = False,
) -> Response:
    """A document as ``monitor export`` makes it; 304 for whoever has it already."""
    settings = site.settings
    if milestone is not None and milestone not in settings.milestone_names:
        raise HTTPException(404)
    if lang and lang.partition("-")[0] not in languages():
        raise HTTPException(404, f"There are no words in {lang!r}.")
    telling = build_telling(settings, lang or request.session.get("language", ""))
    folded = None
    if what is What.LEDGER:
        folded = {id_: (kept.ledger, kept.said) for id_, kept in kept_of(request).items()}
    data = one(site.store, telling, form, what, everything=everything, milestone=milestone, folded=folded)
    versions: Versions = request.app.state.versions
    version = versions.of((form, what, telling.language, milestone, everything), data, site.now())
    headers = {
        "ETag": version.tag,
        "Last-Modified": format_datetime(version.at, usegmt=True),
        "Cache-Control": "private, no-cache",
    }
    if _has(request, version):
        return Response(status_code=304, headers=headers)
    if form in (ExportForm.CSV, ExportForm.JSON, ExportForm.ICAL):
        headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    return Response(data, media_type=f"{TYPES[form]}; charset=utf-8", headers=headers)


def _has(request: Request, version: _Version) -> bool:
    """Whether the asker has this version. A tag, where one is sent, decides alone (RFC 9110)."""
    tags = request.headers.get("if-none-match")
    if tags is not None:
        return tags.strip() == "*" or version.tag in {t.strip().removeprefix("W/") for t in tags.split(",")}
    since = request.headers.get("if-modified-since")
    if since is None:
        return False
    try:
        return version.at <= parsedate_to_datetime(since).astimezone(UTC)
    except (ValueError, TypeError):
        return False
