"""The page over the demo's story, copied for whoever changes it."""

import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, closing
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright
from starlette.testclient import TestClient

from monitor import store, wiring, wishes
from monitor.settings import Settings, load
from monitor.web import Server, Site, make

ROOT = Path(__file__).parents[2]
NOW = datetime(2026, 10, 15, tzinfo=UTC)
"""Where the demo's story ends."""
CHROMIUM = os.environ.get("CHROMIUM") or next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)
"""The machine's browser; None for Playwright's own."""
looks = pytest.mark.parametrize(
    ("lang", "theme", "width"),
    [("en", "light", 1280), ("ar", "dark", 1280), ("ar", "light", 390), ("en", "dark", 390)],
)
"""Every two of language, theme and width together, in half of all combinations."""
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture
def home(told: Path, tmp_path: Path) -> Path:
    """A copy of it that may be changed."""
    shutil.copytree(told, tmp_path / "home")
    return tmp_path / "home"


Open = Callable[..., Site]


@pytest.fixture(scope="session")
def as_told(told: Path) -> Settings:
    """The story's settings. Reading them takes longer than most tests, so it is done once."""
    return load(told / "config")


@pytest.fixture
def open_site(home: Path, told: Path, as_told: Settings) -> Iterator[Open]:
    """Opens the site of ``home``; what is named changes its ``[web]``."""
    with ExitStack() as held:

        def opened(**web: Any) -> Site:
            if _files(home / "config") == _files(told / "config"):
                there = replace(as_told, folder=home / "config", seeds=home / "seeds", state=home / "state")
            else:
                there = load(home / "config")
            current = [_with(there, web)]
            state = held.enter_context(closing(store.open(current[0].state, NOW, readonly=True)))

            def again() -> None:
                current[0] = _with(load(home / "config"), web)

            ask = partial(
                wishes.ask,
                folder=current[0].state,
                policy=lambda: current[0].relevance,
                clock=lambda: NOW,
                again=lambda: wiring.build_relabel(current[0], lambda: NOW),
            )
            return Site(lambda: current[0], state, ask, now=lambda: NOW, again=again)

        yield opened


@pytest.fixture
def site(open_site: Open) -> Site:
    """The site of ``home``, as configured."""
    return open_site()


@pytest.fixture
def client(site: Site) -> Iterator[TestClient]:
    """A browser without JavaScript, on this machine."""
    with TestClient(make(site), base_url="http://127.0.0.1:8787", follow_redirects=True) as client:
        yield client


def post(client: TestClient, path: str, data: Mapping[str, Any] | None = None, **more: Any) -> Any:
    """What a form of our own page sends."""
    headers = {"origin": "http://127.0.0.1:8787"} | more.pop("headers", {})
    return client.post(path, data={**(data or {}), "token": token_of(client)}, headers=headers, **more)


def token_of(client: TestClient) -> str:
    """The token in the forms of this session."""
    text = client.get("/").text
    return text.partition('"X-Token": "')[2].partition('"')[0]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A headless Chromium. `make test` sees to it that there is one."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture
def address(site: Site) -> Iterator[str]:
    """Where the page of ``site`` is served, without a slash at the end."""
    server = Server(make(site), "127.0.0.1", 0)
    yield server.start().rstrip("/")
    server.stop()


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """A page in a fresh browser profile; any error in its console fails the test."""
    context = browser.new_context(base_url=address, viewport={"width": 1280, "height": 900}, locale="en-GB")
    context.set_default_timeout(20_000)
    page = context.new_page()
    wrong: list[str] = []
    page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    yield page
    context.close()
    assert wrong == []


def accessible(page: Page) -> list[str]:
    """What axe finds wrong with a page, a line each."""
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page)
    return [
        f"{one['id']} ({one['impact']}): {one['nodes'][0]['html'][:160]}"
        for one in found.response["violations"]
    ]


def _files(folder: Path) -> dict[Path, bytes]:
    return {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def _with(settings: Settings, web: Mapping[str, Any]) -> Settings:
    return replace(settings, web=replace(settings.web, **web)) if web else settings
