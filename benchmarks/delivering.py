"""How fast a full outbox is drained to a local webhook, and how long news waits for its first send.

    python -m benchmarks.delivering [MESSAGES]

The receiver runs in a process of its own. Every message is settled, with the disk's own flush, before the
next is sent; so a kill repeats one message at most.
"""

import multiprocessing
import sys
import tempfile
import time
from contextlib import closing
from datetime import UTC, datetime
from multiprocessing.queues import Queue
from pathlib import Path

from monitor import store
from monitor.deliver import deliver, messages
from monitor.policies import DeliverPolicy, Destination
from monitor.records import Alert, AlertKind, Message
from monitor.render.samples import sample_names, samples
from monitor.send import open_destination
from monitor.store import alerts, outbox

WITHIN_S = 1.0
"""What news may take from its decision to its first send."""


def receive(port: "Queue[int]", keys: "Queue[list[str]]", count: int) -> None:
    """Take so many messages, then tell their keys in order."""
    from http.server import BaseHTTPRequestHandler, HTTPServer

    taken: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            taken.append(self.headers["Idempotency-Key"])
            self.wfile.write(b"HTTP/1.1 204 Taken\r\n\r\n")
            if len(taken) == count:
                keys.put(taken)

        def log_message(self, *_: object) -> None:
            """Quiet."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    port.put(server.server_port)
    server.serve_forever()


def made(count: int, url: str) -> tuple[list[Alert], list[Message]]:
    """So many alerts, and their messages for a webhook."""
    from dataclasses import replace

    now = datetime.now(UTC)
    later = next(alert for alert in samples(now) if alert.kind is AlertKind.LATER)
    decided = [replace(later, key=f"sample:{n}", entry=None) for n in range(count)]
    names = {"en": sample_names("en")}
    return decided, list(messages(decided, [Destination("hook", url)], now, names=names))


def main(count: int) -> int:
    """Print the figures; 1 when keys are missing or repeated."""
    port: Queue[int] = multiprocessing.Queue()
    keys: Queue[list[str]] = multiprocessing.Queue()
    receiver = multiprocessing.Process(target=receive, args=(port, keys, count + 1), daemon=True)
    receiver.start()
    url = f"json://127.0.0.1:{port.get()}/hook"
    send = open_destination(url)
    send.open()  # type: ignore[attr-defined]
    decided, waiting = made(count + 1, url)
    with (
        tempfile.TemporaryDirectory() as folder,
        closing(store.open(Path(folder) / "state", datetime.now(UTC))) as state,
    ):

        def drain() -> float:
            start = time.perf_counter()
            deliver(
                state, {"hook": send}, DeliverPolicy(), clock=lambda: datetime.now(UTC), jitter=lambda: 1.0
            )
            return time.perf_counter() - start

        with state.write() as conn:
            alerts.add(conn, decided)
        start = time.perf_counter()
        with state.write() as conn:
            outbox.put(conn, waiting[:1])
        drain()
        first = time.perf_counter() - start
        with state.write() as conn:
            outbox.put(conn, waiting[1:])
        took = drain()
    told = keys.get(timeout=30)
    receiver.terminate()
    exact = told == [message.key for message in waiting]
    print(f"decision to first send, idle outbox: {first * 1000:.0f} ms")
    print(f"{count} messages drained in {took:.2f} s: {count / took:.0f} a second; keys intact: {exact}")
    return 0 if exact and first < WITHIN_S else 1


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000))
