"""A stage for whole-way tests: shipped configuration, feeds of a scripted server, a clock set by hand."""

import html
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from functools import cache
from pathlib import Path

from monitor.fetch import PacePolicy
from monitor.policies import Destination
from monitor.records import Entry, Feed, Score, ScoreReason
from monitor.settings import Settings, load
from tests.servers import Server

CONFIG = Path(__file__).parents[2] / "config"
NOW = datetime(2024, 9, 6, 12, tzinfo=UTC)


class Clock:
    """Stands where it was set."""

    def __init__(self, at: datetime = NOW) -> None:
        self.at = at

    def __call__(self) -> datetime:
        return self.at

    def go_on(self, by: timedelta) -> None:
        self.at += by


@dataclass(frozen=True)
class News:
    """One element of a feed."""

    key: str
    title: str
    teaser: str = ""
    published: datetime = NOW
    link: str | None = None


def rss(*news: News) -> bytes:
    """An RSS document, as a simple site writes it."""
    items = "".join(
        f"<item><guid isPermaLink='false'>{n.key}</guid><title>{html.escape(n.title)}</title>"
        f"<link>{n.link or f'https://site.example/{n.key}'}</link><description>{html.escape(n.teaser)}</description>"
        f"<pubDate>{format_datetime(n.published)}</pubDate></item>"
        for n in news
    )
    return f"<rss version='2.0'><channel><title>Site</title>{items}</channel></rss>".encode()


@cache
def shipped() -> Settings:
    """The settings as shipped, without any secret."""
    return load(CONFIG, env={})


def settings_for(server: Server, state: Path, *feeds: Feed, extra: Sequence[str] = ()) -> Settings:
    """The shipped configuration with other feeds, another state, and no manners towards the server."""
    as_shipped = shipped()
    second = timedelta(seconds=1)
    return replace(
        as_shipped,
        state=state,
        feeds=feeds,
        fetch=replace(
            as_shipped.fetch,
            allow=(server.allow, *extra),
            first_byte=2 * second,
            total=3 * second,
            pace=PacePolicy(concurrent=8, gap=timedelta(0), patience=second),
        ),
        cadence=replace(as_shipped.cadence, trickle=timedelta(0)),
        destinations=(Destination("file", "jsonl:alerts.jsonl"),),
    )


def feed(server: Server, name: str, path: str | None = None, **more: object) -> Feed:
    return Feed(name, f"{server.url}{path or f'/{name}'}", name.title(), name, **more)  # type: ignore[arg-type]


class KeywordScorer:
    """Stands at the encode seam: an entry is relevant when it speaks of the coalition."""

    identity = "keyword"
    degraded = ""
    learning = None
    failure = ""
    ready = False

    def load(self) -> None:
        self.ready = True

    def release(self) -> None:
        """Nothing is held."""

    def __call__(self, entries: Sequence[Entry]) -> Sequence[Score]:
        return [self._score(e) for e in entries]

    def _score(self, entry: Entry) -> Score:
        text = f"{entry.title} {entry.summary}".lower()
        relevant = "coalition" in text or "التحالف" in text
        reason = ScoreReason.ABOVE if relevant else ScoreReason.BELOW
        return Score(0.9 if relevant else 0.01, relevant, reason, None, None, (), self.identity)


def until(condition: Callable[[], bool], seconds: float = 20.0) -> bool:
    """Whether a condition of another thread or process came true in time."""
    import time

    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.02)
    return condition()
