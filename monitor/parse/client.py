"""Warm child processes that read feed documents and may be killed without harm."""

import contextlib
import json
import os
import queue
import selectors
import signal
import subprocess
import sys
import time
from typing import Any

from monitor.errors import ParseError
from monitor.parse.limits import ParseLimits
from monitor.parse.wire import PREFIX, frame, pack_limits, unpack_feed
from monitor.records import Outage, ParsedFeed

_CHUNK = 1 << 16
_START_S = 60.0
"""A child on a busy machine may need seconds to import its libraries; this long at most."""
_ENVIRONMENT = (
    "PATH",
    "PYTHON",
    "VIRTUAL_ENV",
    "LANG",
    "LC_",
    "LD_LIBRARY_PATH",
    "DYLD_",
    "TMP",
    "TEMP",
    "SYSTEMROOT",
)
"""Beginnings of the names of environment variables that the child is given."""


class _DiedError(Exception):
    """The child ended or fell silent while it had a document."""


class ParseWorker:
    """Reads documents in child processes; safe to call from many threads.

    A child starts when a document finds none idle, and is kept and reused; at most ``children`` run, so that
    one hostile document does not keep the others waiting. A child limits its own processor time and memory
    per document; one that overruns, dies or does not answer in time is killed, the document is reported as
    unreadable, and the next one gets a new child.

    Args:
        limits: what one document may cost.
        children: how many documents are read at the same time, each in a process of some 35 MB.
    """

    def __init__(self, limits: ParseLimits | None = None, children: int = 2) -> None:
        self._limits = limits or ParseLimits()
        self._children = tuple(_Child(self._limits) for _ in range(children))
        # Last in, first out: a quiet daemon keeps using one child and never starts another.
        self._idle: queue.LifoQueue[_Child] = queue.LifoQueue()
        for child in self._children:
            self._idle.put(child)
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
        child = self._idle.get()
        try:
            if self._closed:
                raise RuntimeError("the parse worker is closed")
            answer = child.ask(request, url)
        finally:
            self._idle.put(child)
        if "feed" in answer:
            return unpack_feed(answer["feed"])
        raise ParseError(Outage(answer["outage"]), answer["detail"])

    def close(self, within_s: float = 2.0) -> None:
        """End the children. A call after this raises ``RuntimeError``; closing twice does no harm.

        Args:
            within_s: how long documents under way may take to finish, in seconds; then they are broken off.
        """
        self._closed = True
        deadline = time.monotonic() + within_s
        held: list[_Child] = []
        with contextlib.suppress(queue.Empty):
            while len(held) < len(self._children):
                held.append(self._idle.get(timeout=max(0.0, deadline - time.monotonic())))
        for child in self._children:
            if child in held:
                child.end()
                self._idle.put(child)
            else:
                # Its pipes belong to the thread that waits on them, which learns of the death from them.
                child.kill()

    def __enter__(self) -> "ParseWorker":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def idle(self) -> int:
        """How many more documents could be read right now."""
        return self._idle.qsize()

    @property
    def pids(self) -> tuple[int, ...]:
        """Process ids of the children that run."""
        return tuple(pid for child in self._children if (pid := child.pid) is not None)


class _Child:
    """One child process, started on demand; used by one thread at a time."""

    def __init__(self, limits: ParseLimits) -> None:
        self._limits = limits
        self._process: subprocess.Popen[bytes] | None = None
        self._served = 0

    @property
    def pid(self) -> int | None:
        process = self._process
        return process.pid if process is not None and process.poll() is None else None

    def ask(self, request: bytes, url: str) -> dict[str, Any]:
        """The answer to one request, or a ParseError that says how the child came to grief."""
        # A child may have died between two documents (killed from outside): that is no fault of this one.
        if self._process is not None and self._process.poll() is not None:
            self.end()
        if self._process is None:
            self._process = _started()
            self._served = 0
        allowed = self._limits.wall_s + (_START_S if self._served == 0 else 0.0)
        try:
            answer = _exchange(self._process, request, time.monotonic() + allowed)
        except _DiedError as error:
            cause = self._cause(self._process, str(error))
            self.end()
            raise ParseError(Outage.PARSE, f"the document at {url} could not be read: {cause}") from error
        self._served += 1
        if answer.get("retiring"):
            self.end()
        return answer

    def kill(self) -> None:
        """Kill the process, if there is one; may be called from another thread."""
        process = self._process
        if process is not None:
            with contextlib.suppress(OSError):
                process.kill()

    def end(self) -> None:
        """Kill the process, if there is one, and collect it."""
        process, self._process = self._process, None
        if process is None:
            return
        with contextlib.suppress(OSError):
            process.kill()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(timeout=5)

    def _cause(self, process: subprocess.Popen[bytes], detail: str) -> str:
        try:
            code = process.wait(timeout=0.5)
        except subprocess.TimeoutExpired:
            return detail
        xcpu = getattr(signal, "SIGXCPU", None)
        if xcpu is not None and code == -xcpu:
            return f"it took more than {self._limits.cpu_s} s of processor time"
        if code < 0:
            return f"the reading process was killed by signal {-code}"
        return f"the reading process ended with code {code}"


def _started() -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "monitor.parse.worker"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        bufsize=0,
        # It reads what strangers wrote: it gets no secrets.
        env={name: value for name, value in os.environ.items() if name.upper().startswith(_ENVIRONMENT)},
        # Ctrl-C in the terminal is for the daemon, which ends the child itself.
        start_new_session=True,
    )


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
