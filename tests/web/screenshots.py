"""Screenshots of every page for the documentation: ``python -m tests.web.screenshots [FOLDER]``.

The demo's story is told once, and every page is taken in both languages and both themes.
"""

import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from itertools import product
from pathlib import Path

from playwright.sync_api import sync_playwright

from monitor import demo, store
from monitor.demo.newswire import WIRES
from monitor.policies import WebPolicy
from monitor.records import Feed
from monitor.settings import load
from monitor.store import alerts, statements
from monitor.web import Server, Site, make
from tests.web.conftest import CHROMIUM, FLAGS, NOW, ROOT

WIDTH, HEIGHT = 1280, 900


def pages(site: Site) -> Iterator[tuple[str, str]]:
    """Name of a picture and path of a page."""
    with site.read() as conn:
        shift = next(a for a in alerts.latest(conn, None) if a.severity.value == "shift")
        stated = statements.by_milestone(conn, "phase2")[-1]
    yield "now", "/"
    yield "milestone", "/milestones/phase2"
    yield "coverage", "/coverage?view=relevant"
    yield "entry", f"/entries/{stated.entry}"
    yield "tune", "/tune?t=0.98"
    yield "feeds", "/feeds"
    yield "alerts", "/alerts"
    yield "alert", f"/alerts/{alerts.ref(shift.key)}"
    yield "silences", "/silences"
    yield "undelivered", "/undelivered"
    yield "status", "/status"


def take(folder: Path) -> None:
    """Take them all into a folder; pictures there are replaced."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as state, sync_playwright() as playwright:
        settings = replace(load(ROOT / "config"), web=WebPolicy(serve=False))
        demo.run(settings, seconds=1.0, state=Path(state))
        feeds = tuple(
            Feed(w.name, f"https://{w.name}.example{w.path}", w.title, w.title, w.lang) for w in WIRES
        )
        settings = replace(settings, state=Path(state), feeds=feeds)
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        with closing(store.open(settings.state, NOW, readonly=True)) as opened:
            site = Site(lambda: settings, opened, lambda kind, payload: False, now=lambda: NOW)
            server = Server(make(site), "127.0.0.1", 0)
            address = server.start().rstrip("/")
            for language, theme in product(("en", "ar"), ("light", "dark")):
                page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
                page.goto(f"{address}/?lang={language}&theme={theme}")
                for name, path in pages(site):
                    page.goto(address + path)
                    page.screenshot(path=folder / f"page-{name}-{language}-{theme}.png")
                page.close()
            server.stop()
        browser.close()


if __name__ == "__main__":
    take(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs" / "screenshots")
