"""The same polls by the `reader` library, for comparison: ``pip install reader``, then
``python -m benchmarks.peer --feeds 500``.

The same load server, the same rounds, its own ten workers, a state on disk. It parses in the polling
process, keeps other columns than we do, and does not fetch politely or defend itself: what it shows is the
order of magnitude that a good feed library needs.
"""

import argparse
import resource
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import reader

from benchmarks.documents import BEGIN, ENTRIES, FRESH
from benchmarks.server import LoadServer


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--feeds", type=int, default=500)
    parser.add_argument("--hosts", type=int, default=None, help="default: one per feed")
    parser.add_argument("--workers", type=int, default=10)
    asked = parser.parse_args()
    hosts = min(asked.hosts or asked.feeds, asked.feeds)
    with (
        LoadServer(asked.feeds, hosts, BEGIN) as server,
        tempfile.TemporaryDirectory() as folder,
        reader.make_reader(str(Path(folder) / "reader.db")) as peer,
    ):
        for feed in range(asked.feeds):
            peer.add_feed(server.url(feed))

        def poll() -> None:
            peer.update_feeds(workers=asked.workers, scheduled=False)

        _measure("new", poll, server)
        _measure("unchanged", poll, server)
        tenth = list(range(0, asked.feeds, 10))
        server.publish(tenth, FRESH)
        _measure("10 % changed", poll, server)
        stored = peer.get_entry_counts().total
        expected = asked.feeds * ENTRIES + len(tenth) * FRESH
        if stored != expected:
            raise SystemExit(f"{stored} entries are stored instead of {expected}")


def _measure(name: str, poll: Callable[[], None], server: LoadServer) -> None:
    server.counts()
    wall, cpu = time.perf_counter(), time.process_time()
    poll()
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    counts = server.counts()
    print(
        f"{name:14} wall {wall:6.2f} s  cpu {cpu:6.2f} s  {1000 * cpu / server.feeds:6.2f} ms/feed  "
        f"{counts.requests} requests, {counts.not_modified} of them 304, "
        f"peak {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB"
    )


if __name__ == "__main__":
    main()
