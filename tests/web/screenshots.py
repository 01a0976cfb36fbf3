"""Every picture of the documentation: ``python -m tests.web.screenshots [FOLDER]``.

The demo's story is told once, and every page is taken in both languages and both themes; mails are the files
of ``tests/golden/alerts``, the slip chart is the second story's. A machine with the Noto fonts shows them so.
What is committed was then reduced to 256 colours: half as large, and no difference is seen.
"""

import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from itertools import product
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright
from sqlalchemy import case, update

from monitor import archive, charts, demo, store
from monitor.demo.newswire import WIRES
from monitor.policies import WebPolicy
from monitor.records import Feed
from monitor.replay import replay
from monitor.settings import load
from monitor.store import alerts, statements, tables
from monitor.web import Server, Site, make
from monitor.wiring import build_parts
from tests.web.conftest import CHROMIUM, FLAGS, NOW, ROOT

WIDTH, HEIGHT = 1280, 900
MAILS = {
    "mail-en": ("en/html/later.html", "light", 690),
    "mail-ar": ("ar/html/earlier.html", "light", 640),
    "mail-ar-dark": ("ar/html/coverage.html", "dark", 520),
    "mail-digest": ("en/html/digest.html", "light", 840),
}
"""Name of a picture, the mail, its theme, and how high it is."""
MAIL_WIDTH = 720


def pages(site: Site) -> Iterator[tuple[str, str]]:
    """Name of a picture and path of a page."""
    with site.read() as conn:
        shift = next(a for a in alerts.latest(conn, None) if a.severity.value == "shift")
        stated = statements.by_milestone(conn, "phase2")[-1]
    yield "now", "/"
    yield "milestone", "/milestones/phase2"
    yield "coverage", f"/coverage?least={site.settings.relevance.threshold:g}"
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
        # The sample newswire's port is another one each time.
        urls = {w.name: f"https://{w.name}.example{w.path}" for w in WIRES}
        feeds = tuple(Feed(w.name, urls[w.name], w.title, w.title, w.lang) for w in WIRES)
        with closing(store.open(Path(state), NOW)) as opened, opened.write() as conn:
            conn.execute(update(tables.feeds).values(url=case(urls, value=tables.feeds.c.name)))
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
        mails(browser, folder)
        browser.close()


def mails(browser: Browser, folder: Path) -> None:
    """Take the mails."""
    for name, (file, theme, height) in MAILS.items():
        page = browser.new_page(viewport={"width": MAIL_WIDTH, "height": height}, color_scheme=theme)
        page.goto((ROOT / "tests" / "golden" / "alerts" / file).as_uri())
        page.screenshot(path=folder / f"{name}.png")
        page.close()


def chart(file: Path) -> None:
    """Draw the slip chart of the second story."""
    story = ROOT / "docs" / "another-story"
    with tempfile.TemporaryDirectory() as state:
        settings = replace(load(story / "config"), state=Path(state))
        replayed = replay(archive.read(story / "archive.jsonl"), build_parts(settings))
    at = datetime(2027, 1, 17, tzinfo=UTC)
    lines = charts.slip([replayed.ledgers["withdrawal"]], settings.milestone_names, "en", at)
    file.write_bytes(charts.png(charts.slip_chart(lines, "en"), scale=1.5))


if __name__ == "__main__":
    docs = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs"
    take(docs / "screenshots")
    chart(docs / "slip-chart.png")
