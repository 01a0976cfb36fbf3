"""What polling costs: ``python -m benchmarks.polling --feeds 500 --hosts 500``.

Runs the program's own use case (``monitor.poll``) with its own network, parser process and store, on a
throw-away state and a load server on loopback, and prints processor seconds and counts. See README.md.
"""

import argparse
import json
import resource
import tempfile
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path

import psutil
from rich.console import Console
from rich.table import Table
from sqlalchemy import Engine, event, func, select

from benchmarks.documents import BEGIN, ENTRIES, FRESH
from benchmarks.server import LoadServer
from monitor import cadence
from monitor import store as stores
from monitor.fetch import FetchPolicy, HttpFetch, PacePolicy
from monitor.parse import ParseWorker
from monitor.policies import PollPolicy
from monitor.poll import Poller
from monitor.records import Feed, ParsedFeed, Request
from monitor.store import Store, feeds
from monitor.store.tables import entries

ROUND = timedelta(hours=7)
"""Between two polls of everything: longer than any wait after a good poll."""


@dataclass(frozen=True)
class Row:
    """One poll of every feed."""

    name: str
    wall_s: float
    cpu_s: float
    """Polling process, all threads."""
    parse_cpu_s: float
    """Parser processes."""
    requests: int
    conditional: int
    not_modified: int
    parses: int
    commits: int
    entries: int
    """Entries in the store afterwards."""
    sent_mb: float
    most_at_once: int
    """Requests under way at one host at the same time."""
    closest_starts_s: float
    """Shortest time between two requests to one host; infinite when each host was asked once."""
    peak_mb: float
    """Largest resident memory of the polling process so far."""
    parser_mb: float
    """Resident memory of all parser processes afterwards."""


class Clock:
    """The time as the use case sees it: it moves from round to round."""

    def __init__(self) -> None:
        self.now = BEGIN

    def __call__(self) -> datetime:
        return self.now


class Counted:
    """The parser, counted."""

    def __init__(self, worker: ParseWorker) -> None:
        self.worker = worker
        self.count = 0
        self._lock = threading.Lock()

    def __call__(
        self, body: bytes, content_type: str | None, url: str, known: frozenset[bytes] = frozenset()
    ) -> ParsedFeed:
        with self._lock:
            self.count += 1
        return self.worker(body, content_type, url, known)


class Bench:
    """The parts of one run, put together as the daemon does, and looked at from outside."""

    def __init__(
        self, server: LoadServer, store: Store, worker: ParseWorker, workers: int, polite: bool
    ) -> None:
        self.server = server
        self.store = store
        self.parse = Counted(worker)
        self.commits = 0
        event.listen(Engine, "commit", self._committed)
        self.clock = Clock()
        configured = [
            Feed(f"feed-{n}", server.url(n), f"Outlet {n}", f"outlet-{n}", "ar") for n in range(server.feeds)
        ]
        pace = PacePolicy() if polite else PacePolicy(concurrent=workers, gap=timedelta(0))
        self.fetch = HttpFetch(FetchPolicy(allow=server.allow(), pace=pace))
        with store.write() as conn:
            feeds.sync(
                conn, configured, self.clock(), lambda feed, now: cadence.first_state(feed, IMMEDIATE, now)
            )
        self.poller = Poller(
            {feed.name: feed for feed in configured},
            fetch=self.fetch,
            parse=self.parse,
            store=store,
            times=IMMEDIATE,
            policy=PollPolicy(workers=workers, per_host=2 if polite else workers),
            clock=self.clock,
            jitter=lambda: 0.5,
        )

    def close(self) -> None:
        self.poller.stop()
        event.remove(Engine, "commit", self._committed)

    def poll_all(self) -> None:
        """Poll every feed once, as the daemon's turns do, without its second of rest between them."""
        self.clock.now += ROUND
        polled = 0
        while True:
            started = self.poller.start()
            done = self.poller.record(wait_s=0.05)
            for one in done:
                if one.state.error:
                    raise SystemExit(f"{one.state.name}: {one.state.error}")
            polled += len(done)
            if not started and not self.poller.busy:
                break
        if polled != self.server.feeds:
            raise SystemExit(f"{polled} of {self.server.feeds} feeds were polled")

    @contextmanager
    def measured(self, name: str, rows: list[Row]) -> Iterator[None]:
        self.server.counts()
        parses, commits = self.parse.count, self.commits
        wall, cpu, parser = time.perf_counter(), time.process_time(), self._parser_cpu()
        yield
        wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
        counts = self.server.counts()
        with self.store.read() as conn:
            stored = conn.execute(select(func.count()).select_from(entries)).scalar_one()
        rows.append(
            Row(
                name,
                wall,
                cpu,
                self._parser_cpu() - parser,
                counts.requests,
                counts.conditional,
                counts.not_modified,
                self.parse.count - parses,
                self.commits - commits,
                stored,
                counts.sent_bytes / 1e6,
                counts.most_at_once,
                counts.closest_starts_s,
                resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
                self._parser_mb(),
            )
        )

    def fetch_all(self, workers: int) -> None:
        """Ask for every feed conditionally, through the guarded network alone."""
        with self.store.read() as conn:
            asked = [cadence.request(state, IMMEDIATE, self.clock()) for state in feeds.all(conn)]

        def one(request: Request) -> int:
            return self.fetch(request).status

        with ThreadPoolExecutor(workers) as pool:
            answers = set(pool.map(one, asked))
        if answers != {304}:
            raise SystemExit(f"the server answered {answers}")

    def _committed(self, _conn: object) -> None:
        self.commits += 1

    def _parsers(self) -> list[psutil.Process]:
        """Child processes but the load server."""
        return [p for p in psutil.Process().children() if p.pid != self.server.pid]

    def _parser_cpu(self) -> float:
        ended = resource.getrusage(resource.RUSAGE_CHILDREN)
        live = [process.cpu_times() for process in self._parsers()]
        return sum(t.user + t.system for t in live) + ended.ru_utime + ended.ru_stime

    def _parser_mb(self) -> float:
        return sum(process.memory_info().rss for process in self._parsers()) / 2**20


IMMEDIATE = cadence.CadencePolicy(trickle=timedelta(0))


def run(server: LoadServer, workers: int, polite: bool) -> list[Row]:
    """One run on a state of its own: every poll of the table, checked for completeness."""
    rows: list[Row] = []
    tenth = list(range(0, server.feeds, 10))
    expected = server.feeds * ENTRIES
    with tempfile.TemporaryDirectory() as folder, ParseWorker() as worker:
        store = stores.open(Path(folder), BEGIN)
        bench = Bench(server, store, worker, workers, polite)
        try:
            with bench.measured("new", rows):
                bench.poll_all()
            _check(rows[-1], expected)
            with bench.measured("unchanged", rows):
                bench.poll_all()
            _check(rows[-1], expected, parses=0, not_modified=server.feeds)
            server.publish(tenth, FRESH)
            expected += len(tenth) * FRESH
            with bench.measured("10 % changed", rows):
                bench.poll_all()
            _check(rows[-1], expected, parses=len(tenth), not_modified=server.feeds - len(tenth))
            with bench.measured("unchanged, fetch alone", rows):
                bench.fetch_all(workers)
            server.bare(True)
            with bench.measured("unchanged, no validators", rows):
                bench.poll_all()
            _check(rows[-1], expected, parses=0)
        finally:
            server.bare(False)
            bench.close()
            store.close()
    return rows


def _check(row: Row, stored: int, *, parses: int | None = None, not_modified: int | None = None) -> None:
    """A figure for work that was not done right is worth nothing."""
    if row.entries != stored:
        raise SystemExit(f"{row.name}: {row.entries} entries are stored instead of {stored}")
    if parses is not None and row.parses != parses:
        raise SystemExit(f"{row.name}: {row.parses} documents were parsed instead of {parses}")
    if not_modified is not None and row.not_modified != not_modified:
        raise SystemExit(f"{row.name}: {row.not_modified} answers were 304 instead of {not_modified}")


def table(rows: list[Row], server: LoadServer, workers: int) -> Table:
    made = Table(
        title=f"{server.feeds} feeds on {server.hosts} hosts, {workers} workers, "
        f"{server.latency_s * 1000:.0f} ms latency",
        caption="cpu: polling process; parser: its child processes; ms/feed: processor time of both",
    )
    made.add_column("poll", no_wrap=True)
    for name in (
        "wall s", "cpu s", "parser s", "ms/feed", "requests", "conditional", "304", "parses", "commits",
        "MB sent", "at once", "closest s", "peak MB", "parser MB",
    ):  # fmt: skip
        made.add_column(name, justify="right")
    for row in rows:
        made.add_row(
            row.name,
            f"{row.wall_s:.2f}",
            f"{row.cpu_s:.2f}",
            f"{row.parse_cpu_s:.2f}",
            f"{1000 * (row.cpu_s + row.parse_cpu_s) / server.feeds:.2f}",
            str(row.requests),
            f"{row.conditional / max(1, row.requests):.0%}",
            str(row.not_modified),
            str(row.parses),
            str(row.commits),
            f"{row.sent_mb:.1f}",
            str(row.most_at_once),
            "-" if row.closest_starts_s == float("inf") else f"{row.closest_starts_s:.2f}",
            f"{row.peak_mb:.0f}",
            f"{row.parser_mb:.0f}",
        )
    return made


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--feeds", type=int, default=500)
    parser.add_argument("--hosts", type=int, default=None, help="default: one per feed")
    parser.add_argument("--workers", type=int, default=PollPolicy().workers)
    parser.add_argument("--latency", type=float, default=0.0, metavar="MS", help="before each answer")
    parser.add_argument("--polite", action="store_true", help="keep the default pace at each host")
    parser.add_argument("--json", action="store_true", help="print one object per poll instead of a table")
    asked = parser.parse_args()
    hosts = min(asked.hosts or asked.feeds, asked.feeds)
    with LoadServer(asked.feeds, hosts, BEGIN, asked.latency / 1000) as server:
        rows = run(server, asked.workers, asked.polite)
        if asked.json:
            for row in rows:
                print(json.dumps({k: v for k, v in asdict(row).items() if v != float("inf")}))
        else:
            Console(width=180).print(table(rows, server, asked.workers))


if __name__ == "__main__":
    main()
