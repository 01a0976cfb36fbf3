"""Use case: poll the feeds that are due, and record each poll in one transaction.

One poll, in order; the first three steps run in a worker thread, the others in the recording thread:

1. **fetch**: ask conditionally with the validators of the last recorded body;
2. **compare**: 304, or a body equal to the last one, ends here: nothing is parsed;
3. **parse**: in a killable child process, without the items that were read before;
4. **select**: new, changed or known, against what the store knows;
5. **settle**: when to ask again, and what to remember;
6. **record**: entries and validators together, or neither. Unchanged polls have nothing to lose and are
   gathered into one transaction.

The failure of one feed is data kept with that feed. A slow feed holds one worker thread and nothing else: no
more than two of one host are under way, and recording goes on beside it.
"""

import logging
import queue
import time
from collections import Counter
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol
from urllib.parse import urlsplit

from monitor import cadence, novelty
from monitor.errors import FetchError, ParseError
from monitor.fetch import redact
from monitor.policies import PollPolicy
from monitor.records import Entry, Feed, FeedState, Outage, ParsedFeed, Request, Response, Verdict
from monitor.store import Store, entries, feeds

log = logging.getLogger(__name__)

TOO_MANY_REQUESTS = 429
LOOK_S = 1.0
GATHER_S = 1.0
"""How long an unchanged poll waits for others to be recorded with."""


class Fetch(Protocol):
    """The network: one request, one complete response, or a FetchError."""

    def __call__(self, request: Request) -> Response: ...


class Parse(Protocol):
    """A document: body, content type, address and items read before to a feed, or a ParseError."""

    def __call__(
        self, body: bytes, content_type: str | None, url: str, known: frozenset[bytes] = frozenset()
    ) -> ParsedFeed: ...


@dataclass(frozen=True, slots=True)
class Polled:
    """What one poll came to, as recorded."""

    state: FeedState
    new: int = 0
    changed: int = 0


@dataclass(frozen=True, slots=True)
class _Answer:
    """What a worker brought back, to be recorded."""

    feed: Feed
    state: FeedState
    outcome: cadence.Unchanged | cadence.Failed | cadence.Fresh
    parsed: ParsedFeed | None = None
    pause_host: str | None = None


@dataclass(slots=True)
class _Flight:
    """Feeds under way."""

    names: set[str] = field(default_factory=set)
    """Asked, and not yet recorded."""
    hosts: Counter[str] = field(default_factory=Counter)
    """Being asked now."""
    quiet: list[FeedState] = field(default_factory=list)
    """Unchanged, and gathered to be recorded together."""
    quiet_since: float = 0.0


class Poller:
    """Polls feeds with worker threads. :meth:`start` and :meth:`record` belong to one thread.

    Args:
        configured: feed name -> feed.
        fetch, parse: the seams; called from worker threads.
        store: where polls are recorded.
        times: when to ask again.
        policy: how many at a time.
        clock: the time now, UTC.
        jitter: a number in [0, 1), drawn for each poll.
    """

    def __init__(
        self,
        configured: Mapping[str, Feed],
        *,
        fetch: Fetch,
        parse: Parse,
        store: Store,
        times: cadence.CadencePolicy,
        policy: PollPolicy,
        clock: Callable[[], datetime],
        jitter: Callable[[], float],
    ) -> None:
        self._configured = configured
        self._fetch = fetch
        self._parse = parse
        self._store = store
        self._times = times
        self._policy = policy
        self._clock = clock
        self._jitter = jitter
        self._pool = ThreadPoolExecutor(policy.workers, thread_name_prefix="poll")
        # A SimpleQueue waits for ever when a signal keeps its waiter busy beyond the time that it had left.
        self._answers: queue.Queue[_Answer] = queue.Queue()
        self._flight = _Flight()
        self._items: dict[str, frozenset[bytes]] = {}
        self._due: list[FeedState] = []
        self._looked = 0.0
        self._stopped = False

    @property
    def busy(self) -> bool:
        """Whether a poll is under way or waits to be recorded."""
        return bool(self._flight.names)

    def start(self) -> int:
        """Ask every feed that is due and not under way, within the limits; how many were taken up."""
        room = self._policy.workers - self._flight.hosts.total()
        if room <= 0:
            return 0
        self._look()
        started, later = 0, []
        for state in self._due:
            host = _host(state.url)
            if started >= room or self._flight.hosts[host] >= self._policy.per_host:
                later.append(state)
                continue
            self._flight.names.add(state.name)
            self._flight.hosts[host] += 1
            self._pool.submit(self._work, self._configured[state.name], state)
            started += 1
        self._due = later
        return started

    def _look(self) -> None:
        """See which feeds are due, once a second at most while some are still to be taken up."""
        if self._due and time.monotonic() - self._looked < LOOK_S:
            return
        with self._store.read() as conn:
            due = feeds.due(conn, self._clock(), limit=len(self._configured) + len(self._flight.names))
        self._looked = time.monotonic()
        self._due = [s for s in due if s.name in self._configured and s.name not in self._flight.names]

    def record(self, wait_s: float = 0.0) -> tuple[Polled, ...]:
        """Record every answer that has come back.

        Args:
            wait_s: wait so long for the first one when none is there, in seconds.

        Raises:
            StateError: nothing of the polls concerned was recorded; they are due again.
        """
        done: list[Polled] = []
        for answer in self._collect(wait_s):
            self._flight.hosts[_host(answer.state.url)] -= 1
            if self._stopped and isinstance(answer.outcome, cadence.Failed):
                # Broken off by the stop itself: no fault of the feed, which is due again after a start.
                self._flight.names.discard(answer.state.name)
                continue
            if isinstance(answer.outcome, cadence.Unchanged):
                self._gather(self._settle(answer, answer.outcome))
                continue
            try:
                done.append(self._record(answer))
            finally:
                self._flight.names.discard(answer.state.name)
        done.extend(self._record_quiet())
        return tuple(done)

    def _gather(self, state: FeedState) -> None:
        if not self._flight.quiet:
            self._flight.quiet_since = time.monotonic()
        self._flight.quiet.append(state)

    def _record_quiet(self) -> list[Polled]:
        """The unchanged polls, once they are many, a while old, or all that is left to record."""
        quiet = self._flight.quiet
        old = time.monotonic() - self._flight.quiet_since >= GATHER_S
        if not quiet or not (
            len(quiet) >= self._policy.gather or old or len(quiet) == len(self._flight.names)
        ):
            return []
        self._flight.quiet = []
        try:
            with self._store.write() as conn:
                feeds.save_many(conn, quiet)
        finally:
            self._flight.names.difference_update(state.name for state in quiet)
        return [Polled(state) for state in quiet]

    def finish(self, within_s: float) -> tuple[Polled, ...]:
        """Record what is under way, for so many seconds at most; what does not come back is due again."""
        until = time.monotonic() + within_s
        done: list[Polled] = []
        while self.busy and (left := until - time.monotonic()) > 0:
            done.extend(self.record(wait_s=min(left, 0.2)))
        return tuple(done)

    def stop(self) -> None:
        """Take up nothing more and let the worker threads end; no feed is blamed for it."""
        self._stopped = True
        self._pool.shutdown(wait=False, cancel_futures=True)

    def _collect(self, wait_s: float) -> list[_Answer]:
        answers: list[_Answer] = []
        try:
            answers.append(self._answers.get(timeout=wait_s) if wait_s > 0 else self._answers.get_nowait())
            while True:
                answers.append(self._answers.get_nowait())
        except queue.Empty:
            return answers

    def _work(self, feed: Feed, state: FeedState) -> None:
        """Steps 1 to 3, in a worker thread."""
        try:
            answer = self._ask(feed, state)
        except Exception as error:
            # A programming error in one poll is loud in the log and must not leave the feed under way.
            log.exception("polling %s failed unexpectedly", feed.name)
            detail = redact(f"{state.url}: unexpected {type(error).__name__}: {error}. Please report this.")
            answer = _Answer(feed, state, cadence.failure(ParseError(Outage.PARSE, detail)))
        self._answers.put(answer)

    def _ask(self, feed: Feed, state: FeedState) -> _Answer:
        request = cadence.request(state, self._times, self._clock())
        try:
            response = self._fetch(request)
        except FetchError as error:
            return _Answer(feed, state, cadence.failure(error))
        outcome = cadence.outcome_of(request, response, state)
        if not isinstance(outcome, cadence.Fresh):
            pause = _host(response.url) if response.status == TOO_MANY_REQUESTS else None
            return _Answer(feed, state, outcome, pause_host=pause)
        kind = response.headers.get("content-type")
        try:
            parsed = self._parse(
                outcome.body, _text(kind), outcome.url, self._items.get(feed.name, frozenset())
            )
        except ParseError as error:
            return _Answer(feed, state, cadence.failure(ParseError(error.outage, redact(str(error)))))
        return _Answer(feed, state, outcome, parsed)

    def _record(self, answer: _Answer) -> Polled:
        """Steps 4 to 6: one poll, one transaction."""
        feed, state, outcome = answer.feed, answer.state, answer.outcome
        selected: list[Entry] = []
        verdicts: Counter[Verdict] = Counter()
        with self._store.write() as conn:
            if isinstance(outcome, cadence.Fresh) and answer.parsed is not None:
                names = [name for e in answer.parsed.entries for name in novelty.aliases(e, feed.name)]
                known = entries.known(conn, feed.name, names)
                selections = novelty.select(answer.parsed, feed, known, self._clock())
                verdicts.update(s.verdict for s in selections)
                selected = [s.entry for s in selections if s.entry is not None]
                entries.add(conn, selected, first_poll=state.ok_at is None)
                settled = self._settle(answer, cadence.read(outcome, answer.parsed, len(selected)))
            else:
                assert isinstance(outcome, cadence.Failed)
                settled = self._settle(answer, outcome)
                if answer.pause_host is not None:
                    feeds.pause(conn, answer.pause_host, settled.next_poll_at, outcome.detail)
            feeds.save(conn, settled)
        if answer.parsed is not None:
            # Only after the commit: an item skipped before it was recorded would be lost.
            self._items[feed.name] = frozenset(answer.parsed.items)
        if settled.error is not None:
            log.info(
                "%s: %s Next try %s.", feed.name, settled.error, f"{settled.next_poll_at:%Y-%m-%d %H:%M} UTC"
            )
        return Polled(settled, verdicts[Verdict.NEW], verdicts[Verdict.CHANGED])

    def _settle(self, answer: _Answer, outcome: cadence.Outcome) -> FeedState:
        return cadence.settle(
            answer.state, outcome, self._times, self._clock(), self._jitter(), feed=answer.feed
        )


def _host(url: str) -> str:
    return (urlsplit(url).hostname or "").lower()


def _text(value: bytes | None) -> str | None:
    return None if value is None else value.decode("latin-1")
