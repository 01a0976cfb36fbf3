"""The application: its pages, and what stands before them."""

import hashlib
import logging
import os
import secrets
import threading
from importlib import import_module
from importlib.resources import files
from pathlib import Path
from urllib.parse import urlsplit

from fastapi import Depends, FastAPI, Request
from starlette.exceptions import HTTPException
from starlette.middleware.sessions import SessionMiddleware
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from monitor import __version__
from monitor.errors import MonitorError
from monitor.policies import WebPolicy
from monitor.render import languages
from monitor.web.drawing import Pictures
from monitor.web.guard import Guard, genuine
from monitor.web.ledgers import Ledgers
from monitor.web.login import Tries
from monitor.web.machines import Versions
from monitor.web.openapi import openapi
from monitor.web.page import THEMES, page, with_query
from monitor.web.site import Site
from monitor.web.status import Figures

log = logging.getLogger(__name__)

PAGES = (
    "now",
    "milestone",
    "coverage",
    "entry",
    "tune",
    "jobs",
    "feeds",
    "alerts",
    "hush",
    "undelivered",
    "status",
    "machines",
    "api",
    "openapi",
    "login",
    "live",
)
"""Modules with a router, in the order in which their paths are tried."""
MACHINES = ("/api", "/static/", "/metrics", "/live")
DOCUMENTS = (".csv", ".json", ".ics", ".xml", ".atom")
"""What programs read: beginnings and ends of paths whose query is their own."""
BODY_BYTES = 8_000_000
"""The largest form taken: a long list of feeds."""
KEY = "page.key"
"""File in the state directory: what sessions are signed with."""


def make(site: Site) -> FastAPI:
    """The application over a site.

    Raises:
        StateError: the key of its sessions cannot be kept.
    """
    settings = site.settings
    web = settings.web
    password, access = (settings.address(secret) for secret in (web.password, web.token))
    app = FastAPI(
        title="Withdrawal-coverage monitor",
        version=__version__,
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/openapi.json",
        dependencies=[Depends(genuine)],
        max_body_size=BODY_BYTES,
    )
    app.state.site = site
    app.state.ledgers = Ledgers()
    app.state.figures = Figures()
    app.state.pictures = Pictures()
    app.state.versions = Versions()
    app.state.password = password
    app.state.tries = Tries()
    app.state.closing = threading.Event()
    for name in PAGES:
        app.include_router(import_module(f"monitor.web.{name}").router)
    app.openapi = openapi(app)  # type: ignore[method-assign]
    app.mount("/static", StaticFiles(directory=str(files("monitor.web").joinpath("static"))), "static")
    app.mount("/fonts", StaticFiles(directory=str(files("monitor.charts").joinpath("fonts"))), "fonts")
    # The last one added stands first.
    app.add_middleware(_Caught)
    app.add_middleware(_Choice)
    app.add_middleware(Guard, names=_names(web), locked=bool(password or access), access=access)
    app.add_middleware(
        SessionMiddleware,
        # Another password ends every session.
        secret_key=hashlib.sha256(_key(settings.state) + password.encode()).hexdigest(),
        session_cookie="monitor",
        max_age=int(web.session.total_seconds()),
        same_site="lax",
        https_only=web.address.startswith("https:"),
    )
    app.add_exception_handler(HTTPException, _refused)
    app.add_exception_handler(MonitorError, _failed)
    return app


class _Choice:
    """``?lang=`` and ``?theme=`` on any page are the reader's choice from then on."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = Request(scope)
        chosen = {"lang": languages(), "theme": THEMES}
        asked = request.method == "GET" and not _for_programs(request.url.path)
        given = [key for key in chosen if asked and key in request.query_params]
        if not given:
            await self._app(scope, receive, send)
            return
        for key in given:
            if request.query_params[key] in chosen[key]:
                request.session["language" if key == "lang" else key] = request.query_params[key]
        await RedirectResponse(with_query(request, **dict.fromkeys(given)), 303)(scope, receive, send)


def _for_programs(path: str) -> bool:
    return path.endswith(DOCUMENTS) or (path.startswith(MACHINES) and path != "/api/")


class _Caught:
    """What failed is answered here, behind the guard: its headers stand on that answer too."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        begun = False

        async def noted(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self._app(scope, receive, noted)
        except Exception as error:
            if begun or scope["type"] != "http":
                raise
            await _broken(Request(scope), error)(scope, receive, send)


def _names(web: WebPolicy) -> tuple[str, ...]:
    own = urlsplit(web.address).hostname
    return (*web.names, *((own,) if own else ()), *((web.host,) if web.host else ()))


def _key(state: Path) -> bytes:
    """The key of the sessions; made when there is none."""
    path = state / KEY
    try:
        return path.read_bytes()
    except FileNotFoundError:
        pass
    made = secrets.token_bytes(32)
    part = path.with_name(f".{KEY}.{secrets.token_hex(4)}")
    try:
        # Nobody else may read it, from its first byte on; and whoever was first, all sign with the one there.
        with open(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(made)
        try:
            os.link(part, path)
        finally:
            part.unlink()
    except FileExistsError:
        return path.read_bytes()
    except OSError:
        # A state that may only be read: sessions end with the process.
        log.warning("%s cannot be written: who logged in must do so again after a restart", path)
    return made


def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    if request.url.path.startswith("/api"):
        return PlainTextResponse(f"{error.detail}\n", error.status_code, error.headers)
    known = error.status_code in (403, 404)
    said = f"error.{error.status_code}" if known else "error.other"
    return page(
        request,
        "error.html",
        error.status_code,
        said=(),
        said_by=said,
        detail="" if known else str(error.detail),
    )


def _failed(request: Request, error: Exception) -> Response:
    """What the program itself says about its trouble, in its own words."""
    return page(request, "error.html", 503, said=(), said_by="error.failed", detail=str(error))


def _broken(request: Request, error: Exception) -> Response:
    log.error("%s %s failed", request.method, request.url.path, exc_info=error)
    try:
        return page(request, "error.html", 500, said=(), said_by="error.500", detail="")
    except Exception:
        # The page around the words fails as well.
        return PlainTextResponse("The program failed. Its log has the details.\n", 500)
