"""How long each page takes over a large state: ``python -m benchmarks.web --state /tmp/million``.

Makes a state of a million entries, 5,000 feeds and 50,000 statements in the folder when it holds none, serves
it as ``monitor web`` does and asks for every page over HTTP. Prints, in milliseconds, the first answer, the
median and the worst of the later ones, and the least processor time of one (of the whole process, with
the asking). See README.md.
"""

import argparse
import re
import statistics
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from html import unescape
from pathlib import Path
from typing import cast
from urllib.parse import quote

import httpx
from rich.console import Console
from rich.table import Table

from benchmarks.generated import RARE, end, made, make, tell
from monitor import store
from monitor.policies import WebPolicy
from monitor.records import Feed
from monitor.scorer import Scorer
from monitor.settings import Settings, load
from monitor.store import Store, alerts, coverage, pages, statements
from monitor.store.coverage import Wanted
from monitor.web import Server, Site
from monitor.web import make as application

ROOT = Path(__file__).parents[1]
LIMIT_MS = 100
"""What a page may take."""
FOLLOWED = "next: "
"""Begins the name of a page that the page before links to."""


def configured(settings: Settings, folder: Path, outlets: int = 5_000) -> Settings:
    """The settings over such a state: a feed for every outlet, one in a hundred of them paused."""
    made = tuple(
        Feed(
            f"Outlet {n}",
            f"https://outlet-{n}.example/feed",
            f"Outlet {n}",
            f"Outlet {n}",
            paused=n % 100 == 9,
        )
        for n in range(outlets)
    )
    return replace(settings, state=folder, feeds=made)


def paths(state: Store) -> Iterator[tuple[str, str]]:
    """Name and address of each page; of the next page of a list, what its link looks like."""
    with state.read() as conn:
        stated = statements.by_milestone(conn, "mission_end")[-1]
        told = alerts.latest(conn, 1)[0]
        shift = alerts.latest(conn, 1, milestone="mission_end")[0]
        story = pages.stories_page(conn, 1)[0].story
        plain = coverage.page(conn, Wanted(), size=1).entries[0].entry
    yield "now", "/"
    yield "now, drift of 30 days", "/?drift=30"
    yield "now: latest alerts alone", "/now/alerts"
    yield "milestone", "/milestones/mission_end"
    yield "milestone, another", "/milestones/phase1"
    yield "milestone, drift of 30 days", "/milestones/mission_end?drift=30"
    yield "milestone, every statement", "/milestones/mission_end?everything=true"
    yield FOLLOWED + "older statements", r'href="([^"]*before=\d+[^"]*)"'
    yield "milestone, last statements", "/milestones/mission_end?everything=true&before=20000"
    yield "coverage", "/coverage"
    yield FOLLOWED + "coverage", r'href="([^"]*after=[^"]*)"'
    for name, asked in (
        ("as one list", "flat=1"),
        ("relevant", "least=0.5"),
        ("near misses", "least=0.35&below=0.5&flat=1"),
        ("labelled", "label=any&flat=1"),
        ("labelled relevant", "label=relevant"),
        ("not labelled", "label=none"),
        ("one language", "language=ar"),
        ("a rare language", "language=ckb"),
        ("relevant, a rare language", "least=0.5&language=ckb"),
        ("one outlet", "outlet=Outlet+17"),
        ("one story", f"story={quote(story)}"),
        ("a common word", f"q={quote('العراق')}"),
        ("a phrase", f"q={quote(chr(34) + 'العراق انسحاب' + chr(34))}"),
        ("a rare word", f"q={quote(RARE)}"),
        ("a word and a rare language", f"q={quote('العراق')}&language=ckb"),
    ):
        yield f"coverage, {name}", f"/coverage?{asked}"
        if name in ("relevant", "labelled", "a common word"):
            yield f"{FOLLOWED}coverage, {name}", r'href="([^"]*after=[^"]*)"'
    yield "entry, states a deadline", f"/entries/{stated.entry}"
    yield "entry, its first version", f"/entries/{stated.entry}?version=1"
    yield "entry, off the topic", f"/entries/{plain}"
    yield "tune", "/tune"
    yield "tune, higher", "/tune?t=0.7"
    yield "tune, lower", "/tune?t=0.3"
    yield "tune: effect alone", "/tune/effect?t=0.6"
    yield "feeds", "/feeds"
    yield "feeds, page 2", "/feeds?at=2"
    yield "feeds, page 150", "/feeds?at=150"
    yield "feeds, searched", "/feeds?q=outlet+17"
    yield "feeds, failing", "/feeds?health=failing"
    yield "feeds, next first", "/feeds?sort=next"
    yield "feeds, longest silent first", "/feeds?sort=ok"
    yield "feeds, by name", "/feeds?sort=name"
    yield "feeds, removing one", "/feeds?remove=Outlet+17"
    yield "alerts", "/alerts"
    yield FOLLOWED + "alerts", r'href="([^"]*before=\d+[^"]*)"'
    for asked in ("severity=shift", "kind=later", "milestone=mission_end", "told=told", "told=same-news"):
        yield f"alerts, {asked}", f"/alerts?{asked}"
    yield "alerts, searched", f"/alerts?text={quote('العراق')}"
    yield "alerts, searched in vain", "/alerts?text=unheard"
    yield "one alert", f"/alerts/{alerts.ref(told.key)}"
    yield "one alert of a shift", f"/alerts/{alerts.ref(shift.key)}"
    yield "silences", "/silences"
    yield "undelivered", "/undelivered"
    yield "status", "/status"
    yield "API described", "/api/"
    yield "log in", "/login"
    for path in (
        "/healthz",
        "/readyz",
        "/metrics",
        "/feeds/alerts.xml",
        "/feeds/alerts.atom",
        "/calendar.ics",
    ):
        yield path, path
    yield "calendar of one", "/milestones/mission_end/deadlines.ics"
    for path in (
        "openapi.json",
        "milestones",
        "milestones/mission_end",
        "ledger",
        "ledger?all=true",
        "deadlines?history=true",
        "shifts",
        "alerts",
        f"alerts/{alerts.ref(told.key)}",
        "entries",
        "entries?relevant=true",
        "entries?feed=Outlet+17",
        f"entries/{stated.entry}",
        "stories",
        f"stories/{quote(story)}",
        "feeds",
        "feeds?q=17&health=failing",
        "status",
    ):
        yield f"/api/{path.partition('/')[0]}{'/…' if '/' in path else ''}", f"/api/{path}"
    for path in (
        "/feeds/opml",
        "/milestones/mission_end/ledger.csv",
        "/milestones/mission_end/ledger.json?all=true",
        "/downloads/alerts.csv",
        "/downloads/ledger.csv",
        "/downloads/ledger.json?all=true",
    ):
        yield f"download {path}", path


def asked(client: httpx.Client, path: str, runs: int) -> tuple[list[float], list[float], httpx.Response]:
    """Milliseconds of each answer, by the clock and of the processor, and the last answer."""
    walls, works = [], []
    for _ in range(runs + 1):
        wall, work = time.perf_counter(), time.process_time()
        answer = client.get(path)
        walls.append((time.perf_counter() - wall) * 1_000)
        works.append((time.process_time() - work) * 1_000)
    return walls, works, answer


def measure(client: httpx.Client, state: Store, runs: int, only: str) -> tuple[Table, int]:
    """The table, and how many pages are too slow."""
    table = Table("page", "status", "kB", "first ms", "median ms", "worst ms", "processor ms", title="pages")
    slow, text = 0, ""
    for name, path in paths(state):
        if name.startswith(FOLLOWED):
            link = re.search(path, text)
            if link is None:
                continue
            path = unescape(link[1])
        if only not in name:
            continue
        download = name.startswith("download")
        walls, works, answer = asked(client, path, 2 if download else runs)
        text = answer.text
        first, later = walls[0], walls[1:]
        median = statistics.median(later)
        over = median > LIMIT_MS and not download
        slow += over
        table.add_row(
            name,
            str(answer.status_code),
            f"{len(answer.content) / 1_000:.0f}",
            f"{first:.0f}",
            f"{median:.0f}",
            f"{max(later):.0f}",
            f"{min(works[1:]):.0f}",
            style="bold red" if over or answer.status_code != 200 else "",
        )
    return table, slow


def main() -> None:
    parse = argparse.ArgumentParser(description=__doc__)
    parse.add_argument("--state", type=Path, required=True, help="folder: made when it holds none, and kept")
    parse.add_argument("--entries", type=int, default=1_000_000)
    parse.add_argument("--runs", type=int, default=7, help="answers after the first one")
    parse.add_argument("--only", default="", help="pages whose name holds this")
    args = parse.parse_args()
    console = Console(width=120)
    settings = replace(configured(load(ROOT / "config"), args.state), web=WebPolicy(serve=True))
    now = end(args.entries)
    if not made(args.state):
        make(args.state, args.entries, console)
    with closing(store.open(args.state, now, readonly=True)) as state, state.read() as conn:
        told = bool(alerts.latest(conn, 1))
    if not told:
        tell(settings, args.entries, console)
    with closing(store.open(args.state, now, readonly=True)) as state:
        ready = cast(Scorer, object())
        site = Site(lambda: settings, state, lambda *_: False, now=lambda: now, scorer=lambda: ready)
        server = Server(application(site), "127.0.0.1", 0)
        begun = time.perf_counter()
        address = server.start()
        with httpx.Client(base_url=address, timeout=300, trust_env=False) as client:
            client.get("/healthz")
            console.print(f"listening after {time.perf_counter() - begun:.1f} s", style="dim")
            table, slow = measure(client, state, args.runs, args.only)
        server.stop()
    console.print(table)
    console.print(f"{slow} pages take over {LIMIT_MS} ms")


if __name__ == "__main__":
    main()
