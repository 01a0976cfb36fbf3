"""The way in, where a password is set."""

import time
from collections import deque
from typing import Annotated

from fastapi import APIRouter, Form, Request
from starlette.responses import RedirectResponse, Response

from monitor.web.guard import IN, same_secret
from monitor.web.page import back, page

router = APIRouter(include_in_schema=False)

TRIES = 5
WITHIN_S = 300.0
"""So many wrong passwords in so many seconds, from wherever, and nobody is let in until the time is over."""


class Tries:
    """The wrong passwords of the last minutes."""

    def __init__(self) -> None:
        self._at: deque[float] = deque(maxlen=TRIES)

    def exhausted(self, now: float) -> bool:
        """Whether too many were wrong lately."""
        return len(self._at) == TRIES and now - self._at[0] < WITHIN_S

    def wrong(self, now: float) -> None:
        """Take note of one."""
        self._at.append(now)


@router.get("/login", name="login")
def ask(request: Request) -> Response:
    """Ask for the password."""
    if not request.app.state.password or request.session.get(IN):
        return RedirectResponse("/", 303)
    return page(request, "login.html")


@router.post("/login")
def enter(request: Request, password: Annotated[str, Form()] = "") -> Response:
    """Let in, or not."""
    tries: Tries = request.app.state.tries
    if tries.exhausted(time.monotonic()):
        return page(request, "login.html", 429, wrong="login.wait")
    if not same_secret(password, request.app.state.password):
        tries.wrong(time.monotonic())
        return page(request, "login.html", 401, wrong="login.wrong")
    # A new session: nothing of one that somebody else may have begun.
    kept = {key: request.session[key] for key in ("language", "theme") if key in request.session}
    request.session.clear()
    request.session.update(kept | {IN: True})
    return RedirectResponse("/", 303)


@router.post("/logout", name="logout")
def leave(request: Request) -> Response:
    """End the session."""
    request.session.pop(IN, None)
    return back(request, "/login", "login.left")
