"""A warm child process that reads feed documents and may be killed without harm."""

import contextlib
import json
import os
import selectors
import signal
import subprocess
import sys
import threading
import time
from typing import Any

from monitor.errors import ParseError
from monitor.parse.limits import ParseLimits
from monitor.parse.wire import PREFIX, frame, pack_limits, unpack_feed
from monitor.records import Outage, ParsedFeed

_CHUNK = 1 << 16
_START_S = 60.0
"""A child on a busy machine may need seconds to import its libraries; this long at most."""


class _DiedError(Exception):
    """The child ended or fell silent while it had a document."""


class ParseWorker:
    """Reads documents in one child process; safe to call from many threads, which then take turns.

    The child starts with the first document and is reused. It limits its own processor time and memory
    per document; a child that overruns, dies or does not answer in time is killed, the document is
    reported as unreadable, and the next one gets a new child.
    """

    def __init__(self, limits: ParseLimits | None = None) -> None:
        self._limits = limits or ParseLimits()
        self._turn = threading.Lock()
        self._child: subprocess.Popen[bytes] | None = None
        self._served = 0
        self._closed = False

    def __call__(
        self, body: bytes, content_type: str | None, url: str, known: frozenset[bytes] = frozenset()
    ) -> ParsedFeed:
        """Read one document; the arguments are those of ``monitor.parse.parse``.

        Raises:
            ParseError: it is no feed, cannot be read, or cost too much.
        """
        if len(body) > self._limits.max_bytes:
            size, most = len(body) / 1e6, self._limits.max_bytes / 1e6
            raise ParseError(Outage.TOO_LARGE, f"{url} holds {size:.1f} MB; at most {most:.1f} MB are read")
        head = {
            "content_type": content_type,
            "url": url,
            "limits": pack_limits(self._limits),
            "known": b"".join(known).hex(),
        }
        request = frame(head, body)
        with self._turn:
            answer = self._ask(request, url)
        if "feed" in answer:
            return unpack_feed(answer["feed"])
        raise ParseError(Outage(answer["outage"]), answer["detail"])

    def close(self) -> None:
        """End the child. A call after this raises ``RuntimeError``."""
        with self._turn:
            self._closed = True
            self._end()

    def __enter__(self) -> "ParseWorker":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def pid(self) -> int | None:
        """The child's process id while there is one."""
        child = self._child
        return child.pid if child is not None and child.poll() is None else None

    def _ask(self, request: bytes, url: str) -> dict[str, Any]:
        if self._closed:
            raise RuntimeError("the parse worker is closed")
        # A child may have died between two documents (killed from outside): that is no fault of this one.
        if self._child is not None and self._child.poll() is not None:
            self._end()
        if self._child is None:
            self._child = self._started()
            self._served = 0
        allowed = self._limits.wall_s + (_START_S if self._served == 0 else 0.0)
        try:
            answer = _exchange(self._child, request, time.monotonic() + allowed)
        except _DiedError as error:
            cause = self._cause(str(error))
            self._end()
            raise ParseError(Outage.PARSE, f"the document at {url} could not be read: {cause}") from error
        self._served += 1
        if answer.get("retiring"):
            self._end()
        return answer

    @staticmethod
    def _started() -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [sys.executable, "-m", "monitor.parse.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            bufsize=0,
            # Ctrl-C in the terminal is for the daemon, which ends the child itself.
            start_new_session=True,
        )

    def _cause(self, detail: str) -> str:
        assert self._child is not None
        try:
            code = self._child.wait(timeout=0.5)
        except subprocess.TimeoutExpired:
            return detail
        xcpu = getattr(signal, "SIGXCPU", None)
        if xcpu is not None and code == -xcpu:
            return f"it took more than {self._limits.cpu_s} s of processor time"
        if code < 0:
            return f"the reading process was killed by signal {-code}"
        return f"the reading process ended with code {code}"

    def _end(self) -> None:
        child, self._child = self._child, None
        if child is None:
            return
        with contextlib.suppress(OSError):
            child.kill()
        for pipe in (child.stdin, child.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()
        with contextlib.suppress(subprocess.TimeoutExpired):
            child.wait(timeout=5)


def _exchange(child: subprocess.Popen[bytes], request: bytes, deadline: float) -> dict[str, Any]:
    """Write a request and read its answer, never longer than until ``deadline`` (monotonic seconds)."""
    assert child.stdin is not None
    assert child.stdout is not None
    to_child, from_child = child.stdin.fileno(), child.stdout.fileno()
    os.set_blocking(to_child, False)
    os.set_blocking(from_child, False)
    waiting = memoryview(request)
    answer = bytearray()
    with selectors.DefaultSelector() as selector:
        selector.register(to_child, selectors.EVENT_WRITE)
        selector.register(from_child, selectors.EVENT_READ)
        while True:
            left = deadline - time.monotonic()
            if left <= 0:
                raise _DiedError("it took too long and was stopped")
            for key, _ in selector.select(left):
                if key.fd == to_child:
                    try:
                        waiting = waiting[os.write(to_child, waiting[:_CHUNK]) :]
                    except BlockingIOError:
                        continue
                    except OSError:
                        waiting = waiting[len(waiting) :]
                    if not waiting:
                        selector.unregister(to_child)
                else:
                    chunk = os.read(from_child, _CHUNK)
                    if not chunk:
                        raise _DiedError("the reading process ended")
                    answer += chunk
                    if (complete := _complete(answer)) is not None:
                        return complete


def _complete(answer: bytearray) -> dict[str, Any] | None:
    if len(answer) < PREFIX.size:
        return None
    size, _ = PREFIX.unpack_from(answer)
    if len(answer) < PREFIX.size + size:
        return None
    decoded: dict[str, Any] = json.loads(answer[PREFIX.size :])
    return decoded
