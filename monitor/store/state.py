"""The open state directory: one writing connection behind a lock, and readers beside it."""

import logging
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection, Engine

from monitor.errors import StateError
from monitor.store import meta, schema, sqlite
from monitor.store.trouble import MissingError, explain_os, translated

log = logging.getLogger(__name__)

FILE = "monitor.db"


class Store:
    """The recorded state. Threads may share it; processes may not write it at the same time.

    Args:
        path: the database file, already of the current schema.
        readonly: whether :meth:`write` is refused.
    """

    def __init__(self, path: Path, *, readonly: bool) -> None:
        self.path = path
        self._lock = threading.Lock()
        self._writing: int | None = None
        self._closed = False
        self._writer: Engine | None = None if readonly else sqlite.writer(path)
        self._reader = sqlite.reader(path)

    @property
    def writable(self) -> bool:
        """Whether :meth:`write` is allowed."""
        return self._writer is not None

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A connection that sees one snapshot and cannot write.

        Raises:
            StateError: the database cannot be read.
        """
        with translated(self.path), self._reader.connect() as conn:
            yield conn

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """The writing connection, inside one transaction: committed at the end, rolled back on an exception.

        Threads take turns. Not the place to fetch or encode: others wait.

        Raises:
            RuntimeError: this thread is inside another ``write`` already.
            DiskError: the disk is full or failing; nothing was recorded.
            StateError: the database cannot be written.
        """
        if self._writer is None:
            raise StateError(f"{self.path}: {'closed' if self._closed else 'opened for reading only'}.")
        me = threading.get_ident()
        if self._writing == me:
            raise RuntimeError("this thread is writing already; pass its connection on")
        with self._lock:
            self._writing = me
            try:
                with translated(self.path), self._writer.begin() as conn:
                    yield conn
            finally:
                self._writing = None

    def close(self) -> None:
        """Note a clean stop, fold the write-ahead log into the file and let go of every connection.

        Raises:
            StateError: the note or the folding failed; what was recorded is safe.
        """
        self._closed = True
        self._reader.dispose()
        with self._lock:
            writer, self._writer = self._writer, None
        if writer is None:
            return
        try:
            with translated(self.path):
                with writer.begin() as conn:
                    meta.remove(conn, meta.OPEN_SINCE)
                sqlite.fold(writer)
        finally:
            writer.dispose()


def open(folder: Path, now: datetime, *, readonly: bool = False) -> Store:
    """Open the state directory; make or migrate what is missing unless ``readonly``.

    A writer holds :func:`monitor.store.lock` on the folder first: two writing processes are not safe.

    Args:
        folder: the state directory; made when missing.
        now: the instant, for the name of a backup and the note of an unclean stop.
        readonly: never write, not even a migration; works beside a running daemon.

    Raises:
        MissingError: ``readonly`` and there is no state yet.
        StateError: read-only, full, damaged, made by a newer version: with what to do.
    """
    path = folder / FILE
    if readonly:
        return _open_readonly(path)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise explain_os(error, folder) from error
    with translated(path):
        schema.prepare(path, now)
        store = Store(path, readonly=False)
        with store.write() as conn:
            unclean = meta.get(conn, meta.OPEN_SINCE)
            if unclean is not None:
                log.warning("the last stop (open since %s) was not clean; checking %s", unclean, path)
                _check_damage(conn, path)
            meta.put(conn, meta.OPEN_SINCE, f"{now.astimezone(UTC).isoformat()} pid {os.getpid()}")
    return store


def _open_readonly(path: Path) -> Store:
    if not path.exists():
        raise MissingError(f"{path}: there is no state yet. Start `monitor run` (or `monitor once`) first.")
    store = Store(path, readonly=True)
    with store.read() as conn:
        schema.check(conn)
    return store


def _check_damage(conn: Connection, path: Path) -> None:
    found = sqlite.damage(conn)
    if found:
        raise StateError(
            f"{path}: the database is damaged ({found}). Keep a copy of {path.parent}, and put the newest "
            f"file of {path.parent / 'backups'} in its place."
        )
