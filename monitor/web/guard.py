"""Who may ask, from where, and what a browser may do with the answer.

1. ``Host`` must be this machine, an IP address or a configured name: another site's name that was pointed
   here (DNS rebinding) is refused;
2. what changes something must come from a page of ours: same origin, and with the session's token;
3. with a password, everything but the way in needs a session or the access token;
4. every answer says that a browser may load nothing but our own files, and run no script within a page.
"""

import hmac
import secrets
from collections.abc import Iterable
from ipaddress import ip_address
from urllib.parse import urlsplit

from fastapi import HTTPException, Request
from starlette.datastructures import MutableHeaders
from starlette.responses import PlainTextResponse, RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
OPEN = ("/login", "/healthz")
"""Paths that need no session."""
OPEN_UNDER = ("/static/", "/fonts/")
"""Nor does anything under these."""
TOKEN = "token"
"""Key of the session, and name of the form field, that proves where a change comes from."""
IN = "in"
"""Key of the session: whether the password was given."""

HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; "
    "img-src 'self' data:; font-src 'self'; connect-src 'self'; manifest-src 'self'; "
    "form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # Not "no-referrer": browsers would then hide the origin of our own forms.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
LASTING_S = 3600 * 24 * 365
"""Of files whose address changes with them."""


def host_name(host: str) -> str:
    """The name in a ``Host`` header, without its port; empty when it is none."""
    try:
        return (urlsplit(f"//{host}").hostname or "").lower()
    except ValueError:
        return ""


def known_host(name: str, names: Iterable[str]) -> bool:
    """Whether a host name is ours: this machine, one of ``names``, or an address, which nobody can point."""
    if name == "localhost" or name in names:
        return True
    try:
        ip_address(name)
    except ValueError:
        return False
    return True


class Guard:
    """The ASGI middleware that stands before every page.

    Args:
        names: host names that are ours beside this machine's.
        locked: whether a session or token is needed.
        access: the access token of programs; empty for none.
    """

    def __init__(self, app: ASGIApp, *, names: Iterable[str], locked: bool, access: str) -> None:
        self._app = app
        self._names = frozenset(name.lower() for name in names)
        self._locked = locked
        self._access = access

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse, or answer with the headers that keep a browser in bounds."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = Request(scope)

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
                lasting = scope["path"].startswith("/static/") and scope["query_string"]
                headers.setdefault(
                    "Cache-Control", f"max-age={LASTING_S}, immutable" if lasting else "private, no-cache"
                )
            await send(message)

        refusal = self._refusal(request)
        await (refusal or self._app)(scope, receive, guarded)

    def _refusal(self, request: Request) -> PlainTextResponse | RedirectResponse | None:
        host = request.headers.get("host", "")
        if not known_host(host_name(host), self._names):
            return PlainTextResponse(
                f"This page is not served under the name {host!r}. "
                "Add it to `names` in [web] if it is yours.\n",
                421,
            )
        if request.method not in SAFE and not _from_here(request, host):
            return PlainTextResponse("This change was asked for by a page of another site.\n", 403)
        path = request.url.path
        if not self._locked or path in OPEN or path.startswith(OPEN_UNDER):
            return None
        if request.session.get(IN) or self._has_access(request):
            return None
        if request.url.path.startswith("/api") or "html" not in request.headers.get("accept", ""):
            return PlainTextResponse(
                "Log in, or send the access token as `Authorization: Bearer …`.\n",
                401,
                {"WWW-Authenticate": "Bearer"},
            )
        return RedirectResponse("/login", 303)

    def _has_access(self, request: Request) -> bool:
        kind, _, given = request.headers.get("authorization", "").partition(" ")
        return bool(self._access) and kind.lower() == "bearer" and same_secret(given.strip(), self._access)


def _from_here(request: Request, host: str) -> bool:
    """Whether a browser says that the request comes from a page of ours; other programs say nothing."""
    if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return False
    origin = request.headers.get("origin")
    return origin is None or urlsplit(origin).netloc.lower() == host.lower()


def token_of(request: Request) -> str:
    """The token that forms of this session carry."""
    return str(request.session.setdefault(TOKEN, secrets.token_urlsafe(24)))


async def genuine(request: Request) -> None:
    """Refuse a change that does not carry the session's token. A dependency of every route.

    Raises:
        HTTPException: 403.
    """
    if request.method in SAFE:
        return
    given = request.headers.get("x-token") or (await request.form()).get(TOKEN)
    if not (isinstance(given, str) and same_secret(given, str(request.session.get(TOKEN, "")))):
        raise HTTPException(403, "stale")


def same_secret(given: str, kept: str) -> bool:
    """Compare secrets in a time that tells nothing about them; an empty one is never right."""
    return bool(kept) and hmac.compare_digest(given.encode(), kept.encode())
