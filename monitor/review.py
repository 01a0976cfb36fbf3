"""Use case: judge the entries that polls have recorded.

1. **claim** the entries that wait, and score their teasers in one batch;
2. **read**: where a teaser is near or above the threshold, its article page is fetched by worker threads
   (robots.txt, pace and guards as everywhere); such an entry is judged when its page is there, the others at
   once. Without a page the teaser is judged, and the entry says why;
3. **judge**: score, extract, story, ledger, alerts (:mod:`monitor.judge`);
4. **record** all of it in one transaction, messages included.

A crash before step 4 leaves the entries waiting, and the same is done again: judging is pure, and alerts have
stable keys.
"""

import logging
import threading
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import wait as wait_for
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

from monitor import memory
from monitor.errors import FetchError
from monitor.judge import Judgement, Parts, Sitting, scored
from monitor.policies import ReviewPolicy
from monitor.records import (
    Alert,
    Entry,
    Feed,
    FullText,
    FullTextStatus,
    Outage,
    Request,
    Response,
    Score,
    ScoreReason,
)
from monitor.store import Stage, Store, entries, ledgers, scores

log = logging.getLogger(__name__)

PAGE_TYPES = "text/html, application/xhtml+xml;q=0.9, */*;q=0.1"

_PASSING = frozenset({Outage.DNS, Outage.CONNECT, Outage.TIMEOUT, Outage.WAIT, Outage.TLS, Outage.PROTOCOL})


class Fetch(Protocol):
    """The network: one request, one complete response, or a FetchError."""

    def __call__(self, request: Request) -> Response: ...


@dataclass(frozen=True, slots=True)
class Reviewed:
    """What one call came to."""

    judged: int
    relevant: int
    alerts: tuple[Alert, ...]
    """New alerts, suppressed ones included."""
    reading: int
    """Entries that wait for their page."""


Version = tuple[str, int]


class Reviewer:
    """Judges entries in batches. :meth:`review` belongs to one thread.

    Args:
        feeds: feed name -> feed.
        fetch: the network, at the pace of a crawler.
        allowed: whether a site leaves a page to us.
        read: page bytes, content type and address to its main text.
        store: the state.
        parts: readers and policies of judging.
        render: alerts to messages.
        follow: alerts that more carry to messages.
        near: teasers scored at least so high have their article page fetched.
        policy: how many at a time.
        clock: the time now, UTC.
    """

    def __init__(
        self,
        feeds: Mapping[str, Feed],
        *,
        fetch: Fetch,
        allowed: Callable[[str], bool],
        read: Callable[[bytes, str | None, str], FullText],
        store: Store,
        parts: Parts,
        render: memory.Render,
        follow: memory.Follow | None = None,
        near: float,
        policy: ReviewPolicy,
        clock: Callable[[], datetime],
    ) -> None:
        self._feeds = feeds
        self._fetch = fetch
        self._allowed = allowed
        self._read = read
        self._store = store
        self._parts = parts
        self._render = render
        self._follow = follow
        self._near = near
        self._policy = policy
        self._clock = clock
        self._pool = ThreadPoolExecutor(policy.workers, thread_name_prefix="page")
        self._reading: dict[Version, tuple[Entry, Future[FullText]]] = {}

    def review(self, *, wait_s: float = 0.0) -> Reviewed:
        """Judge what waits, as far as it is ready.

        Args:
            wait_s: how long to wait for pages under way when nothing else is ready, in seconds.

        Raises:
            StateError: nothing was recorded; the entries wait on.
        """
        waiting = self._claim()
        self._send_for_pages(waiting)
        ready = [e for e in waiting if (e.id, e.version) not in self._reading]
        if not ready and wait_s > 0 and self._reading:
            wait_for(
                [page for _, page in self._reading.values()], timeout=wait_s, return_when="FIRST_COMPLETED"
            )
        pages = self._collect_pages()
        if not ready and not pages:
            return Reviewed(0, 0, (), len(self._reading))
        return self._judge([*ready, *(entry for entry, _ in pages)], dict(self._versioned(pages)))

    def retry_pages(self, stop: threading.Event | None = None) -> int:
        """Try again the pages whose failure may pass; those that come make their entries wait for judging."""
        now = self._clock()
        with self._store.read() as conn:
            unread = entries.unread(conn, now, self._policy.batch)
        for entry, tries in unread:
            if stop is not None and stop.is_set():
                break
            page = self._page(entry)
            with self._store.write() as conn:
                entries.read_page(
                    conn, entry.id, entry.version, page, retry_at=self._retry_at(page, tries + 1)
                )
        return len(unread)

    def stop(self) -> None:
        """Take up nothing more; pages under way are dropped, and their entries wait on."""
        self._pool.shutdown(wait=False, cancel_futures=True)

    def _claim(self) -> list[Entry]:
        """Step 1: what waits and is not on its way already."""
        room = self._policy.batch + len(self._reading)
        with self._store.read() as conn:
            waiting = entries.unjudged(conn, room)
        return [e for e in waiting if (e.id, e.version) not in self._reading]

    def _send_for_pages(self, waiting: Sequence[Entry]) -> None:
        """Step 2: have the pages of promising teasers fetched."""
        open_ones = [e for e in waiting if self._may_read(e)]
        teasers = [replace(e, body="") for e in open_ones]
        for entry, score in zip(open_ones, scored(teasers, self._parts), strict=True):
            if score.value >= self._near or score.relevant or score.reason is ScoreReason.UNSCORED:
                self._reading[entry.id, entry.version] = (entry, self._pool.submit(self._page, entry))

    def _may_read(self, entry: Entry) -> bool:
        feed = self._feeds.get(entry.feed)
        return (
            self._policy.pages
            and entry.url is not None
            and (feed is None or feed.fulltext)
            and entry.fulltext in (FullTextStatus.NOT_TRIED, FullTextStatus.FEED)
            and len(entry.body) < self._policy.whole_chars
        )

    def _collect_pages(self) -> list[tuple[Entry, FullText]]:
        pages: list[tuple[Entry, FullText]] = []
        for version, (entry, reading) in list(self._reading.items()):
            if reading.done():
                del self._reading[version]
                pages.append(_joined(entry, reading.result()))
        return pages

    def _page(self, entry: Entry) -> FullText:
        """The page of one entry, in a worker thread. Never raises."""
        assert entry.url is not None
        try:
            if not self._allowed(entry.url):
                return FullText(FullTextStatus.ROBOTS, detail="The site's robots.txt asks not to fetch it.")
            response = self._fetch(Request(entry.url, accept=PAGE_TYPES))
        except FetchError as error:
            passing = error.outage in _PASSING
            return FullText(FullTextStatus.FAILED, detail=str(error), passing=passing)
        except Exception as error:
            log.exception("fetching the page of %s failed unexpectedly", entry.id)
            return FullText(FullTextStatus.FAILED, detail=f"unexpected {type(error).__name__}: {error}")
        if response.status != 200:
            detail = f"The server answered with status {response.status}."
            return FullText(
                FullTextStatus.FAILED, detail=detail, passing=response.status in (429, 500, 502, 503, 504)
            )
        kind = response.headers.get("content-type")
        return self._read(response.body, None if kind is None else kind.decode("latin-1"), response.url)

    def _judge(self, batch: Sequence[Entry], pages: Mapping[Version, FullText]) -> Reviewed:
        """Steps 3 and 4."""
        now = self._clock()
        score_of = dict(zip(((e.id, e.version) for e in batch), scored(batch, self._parts), strict=True))
        telling = [e for e in batch if score_of[e.id, e.version].relevant]
        judgement = self._hear(telling, score_of, now)
        for (id_, _), cause in judgement.failures.items():
            log.error("entry %s could not be read for statements: %s", id_, cause)
        with self._store.write() as conn:
            for (id_, version), page in pages.items():
                entries.read_page(conn, id_, version, page, retry_at=self._retry_at(page, 1))
            if judgement.extractions:
                ledgers.read_by(conn, self._parts.rules)
            heard = {(e.id, e.version): e for e in telling}
            new = memory.record(conn, judgement, heard, self._render, now, self._follow)
            dull = [(*version, s) for version, s in score_of.items() if version not in judgement.scores]
            scores.save(conn, dull, now)
            for stage, reasons in ((Stage.UNSCORED, True), (Stage.JUDGED, False)):
                marked = [v for v, s in score_of.items() if (s.reason is ScoreReason.UNSCORED) is reasons]
                entries.mark(conn, marked, stage, now)
        return Reviewed(len(batch), len(telling), new, len(self._reading))

    def _hear(self, telling: Sequence[Entry], score_of: Mapping[Version, Score], now: datetime) -> Judgement:
        if not telling:
            return Sitting(memory.EMPTY, self._parts).judgement()
        with self._store.read() as conn:
            known = memory.load(conn, self._parts, telling)
        sitting = Sitting(known, self._parts)
        for entry in telling:
            sitting.admit(entry, score_of[entry.id, entry.version])
        sitting.hear(now)
        return sitting.judgement()

    def _retry_at(self, page: FullText, tries: int) -> datetime | None:
        if not page.passing or tries >= self._policy.tries:
            return None
        return self._clock() + self._policy.again * (1 << (tries - 1))

    @staticmethod
    def _versioned(pages: Sequence[tuple[Entry, FullText]]) -> list[tuple[Version, FullText]]:
        return [((entry.id, entry.version), page) for entry, page in pages]


def _joined(entry: Entry, page: FullText) -> tuple[Entry, FullText]:
    """The entry with the body as it will be recorded; a page with less text than the feed is not taken."""
    if page.status is FullTextStatus.PAGE and len(page.body) <= len(entry.body):
        page = replace(page, status=FullTextStatus.FEED, body="", detail="The page holds less than the feed.")
    if page.status is FullTextStatus.PAGE:
        return replace(entry, body=page.body, fulltext=page.status), page
    return (entry if entry.body else replace(entry, fulltext=page.status)), page
