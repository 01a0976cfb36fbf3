"""The parsing child: reads documents from standard input, writes records to standard output.

Run as ``python -m monitor.parse.worker`` by ``ParseWorker``. It limits itself: processor time per document,
address space over what it needs when idle, no core files. Whatever goes wrong beyond that kills it, and the
parent starts another.
"""

import os
import signal
import sys
from typing import BinaryIO

from monitor.errors import ParseError
from monitor.parse.limits import ParseLimits
from monitor.parse.wire import PREFIX, frame, pack_feed, split_digests, unpack_limits
from monitor.records import Outage

MAX_DOCUMENTS = 20_000
"""So many documents, and the child retires: memory that the interpreter has scattered comes back."""


def main() -> None:
    """Serve documents until standard input ends."""
    import json

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # Whatever a library prints must not break the protocol.
    source = os.fdopen(os.dup(0), "rb")
    sink = os.fdopen(os.dup(1), "wb", buffering=0)
    os.dup2(2, 1)

    from monitor.parse.document import read

    _warm()
    baseline = _address_space()
    fenced: int | None = None
    for number in range(1, MAX_DOCUMENTS + 1):
        prefix = _exactly(source, PREFIX.size)
        if prefix is None:
            return
        head_size, body_size = PREFIX.unpack(prefix)
        head, body = _exactly(source, head_size), _exactly(source, body_size)
        if head is None or body is None:
            return
        request = json.loads(head)
        limits = unpack_limits(request["limits"])
        known = frozenset(split_digests(request["known"]))
        if fenced != limits.memory_bytes:
            _limit_memory(baseline, limits)
            fenced = limits.memory_bytes
        _limit_time(limits)
        retiring = number == MAX_DOCUMENTS
        try:
            feed = read(body, request["content_type"], request["url"], limits, known)
            answer = frame({"feed": pack_feed(feed), "retiring": retiring})
        except ParseError as error:
            answer = frame({"outage": error.outage.value, "detail": str(error), "retiring": retiring})
        except MemoryError:
            retiring = True
            most = limits.memory_bytes // 1_000_000
            detail = f"the document at {request['url']} needs more than {most} MB of memory"
            answer = frame({"outage": Outage.PARSE.value, "detail": detail, "retiring": True})
        del body
        view = memoryview(answer)
        while view:
            view = view[sink.write(view) :]
        if retiring:
            return


def _warm() -> None:
    """Import what the first document would, so that it is part of the baseline."""
    from monitor.parse import parse

    sample = b"<rss><channel><item><title>&lt;b&gt;a&lt;/b&gt;</title></item><item></channel></rss>"
    parse(sample, None, "http://localhost/")


def _exactly(source: BinaryIO, size: int) -> bytes | None:
    data = source.read(size)
    return data if len(data) == size else None


def _address_space() -> int | None:
    """Virtual memory of this process in bytes, where the system tells (Linux)."""
    try:
        with open("/proc/self/statm", encoding="ascii") as statm:
            return int(statm.read().split()[0]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError):
        return None


def _limit_memory(baseline: int | None, limits: ParseLimits) -> None:
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        if baseline is not None:
            _, hard = resource.getrlimit(resource.RLIMIT_AS)
            wanted = baseline + limits.memory_bytes
            if hard != resource.RLIM_INFINITY:
                wanted = min(wanted, hard)
            resource.setrlimit(resource.RLIMIT_AS, (wanted, hard))
    except (ImportError, OSError, ValueError):
        # A system without these limits still has the parent's wall clock.
        return


def _limit_time(limits: ParseLimits) -> None:
    try:
        import resource

        used = resource.getrusage(resource.RUSAGE_SELF)
        _, hard = resource.getrlimit(resource.RLIMIT_CPU)
        wanted = int(used.ru_utime + used.ru_stime) + 1 + limits.cpu_s
        if hard != resource.RLIM_INFINITY:
            wanted = min(wanted, hard)
        resource.setrlimit(resource.RLIMIT_CPU, (wanted, hard))
    except (ImportError, OSError, ValueError):
        return


if __name__ == "__main__":
    main()
    sys.exit(0)
