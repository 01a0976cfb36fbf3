"""Articles read by several processes side by side: the one long work that needs nothing but the processor."""

import os
import signal
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import connection, get_context, parent_process
from typing import TypeVar

from monitor.errors import MonitorError
from monitor.records import Entry

T = TypeVar("T")

LEAST = 100
"""Fewer articles are read in this process: others take a second to start."""
CHUNK = 25
"""Articles handed to a process at a time."""


@contextmanager
def readers(processes: int) -> Iterator["Callable[[Callable[[Entry], T], Sequence[Entry]], Iterable[T]]"]:
    """What does the same as ``map``, with several processes for long batches.

    They end with this process, even when it is killed, and leave Ctrl-C to it.

    Args:
        processes: how many; they are started with the first long batch.
    """
    # Spawned, not forked: this process may have threads.
    pool = ProcessPoolExecutor(processes, mp_context=get_context("spawn"), initializer=_begin)

    def each(read: Callable[[Entry], T], batch: Sequence[Entry]) -> Iterable[T]:
        if processes < 2 or len(batch) < LEAST:
            return map(read, batch)
        return _gathered(pool.map(read, batch, chunksize=CHUNK))

    try:
        yield each
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _gathered(found: Iterator[T]) -> Iterator[T]:
    try:
        yield from found
    except BrokenProcessPool as error:
        raise MonitorError(
            "a process that reads articles was killed, perhaps for want of memory. What was read before is "
            "kept: run the command again."
        ) from error


def _begin() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(1)
