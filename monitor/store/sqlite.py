"""SQLite as we use it: WAL, full fsync, one writing connection, readers that cannot write.

One writer is not a matter of taste. In SQLite 3.7.0 to 3.51.2 (but not 3.44.6+ and 3.50.7+ of their
branches) two connections that write or checkpoint a WAL file at the same instant can lose an acknowledged
commit. Debian 12 ships 3.40.1. So the daemon owns the only connection that writes, readers open the file
with ``mode=ro`` and so never checkpoint, and commands hand their writes to the daemon
(:mod:`monitor.store.requests`).
"""

import os
import sqlite3
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import QueuePool, StaticPool

BUSY_MS = 5_000
LOG_BYTES = 16 * 2**20
"""Size that the write-ahead log is cut back to after a large transaction."""
OLDEST = (3, 35, 0)
"""First version with RETURNING."""


def at_risk(version: tuple[int, int, int] = sqlite3.sqlite_version_info) -> bool:
    """Whether this SQLite has the WAL-reset bug, so that a second writing connection is never safe."""
    if version < (3, 7, 0) or version >= (3, 51, 3):
        return False
    if version[:2] == (3, 44):
        return version < (3, 44, 6)
    if version[:2] == (3, 50):
        return version < (3, 50, 7)
    return True


def writer(path: Path, *, foreign_keys: bool = True) -> Engine:
    """The writing side of a database file: one connection, every transaction ``BEGIN IMMEDIATE``."""
    engine = create_engine(
        "sqlite+pysqlite://",
        creator=lambda: _connect(path, "rwc"),
        poolclass=StaticPool,
    )

    def prepare(dbapi: Any, _record: Any) -> None:
        _pragmas(
            dbapi,
            "journal_mode=WAL",
            "synchronous=FULL",
            f"foreign_keys={'ON' if foreign_keys else 'OFF'}",
            f"journal_size_limit={LOG_BYTES}",
        )

    event.listen(engine, "connect", prepare)
    event.listen(engine, "begin", _begin_immediate)
    return engine


def reader(path: Path, *, at_rest: bool = False) -> Engine:
    """The reading side of a database file: connections that cannot write, each reading one snapshot.

    Args:
        at_rest: nobody writes the file: read it as it lies and leave nothing beside it.
    """
    engine = create_engine(
        "sqlite+pysqlite://",
        creator=lambda: _connect(path, "ro&immutable=1" if at_rest or not _shared(path) else "ro"),
        poolclass=QueuePool,
    )
    event.listen(engine, "connect", lambda dbapi, _record: _pragmas(dbapi, "query_only=ON"))
    event.listen(engine, "begin", lambda conn: conn.exec_driver_sql("BEGIN"))
    return engine


def backup(source: Path, target: Path) -> None:
    """Copy a database, consistently, with SQLite's own backup."""
    old = _connect(source, "ro")
    try:
        new = sqlite3.connect(target)
        try:
            old.backup(new)
        finally:
            new.close()
    finally:
        old.close()


def fold(writing: Engine) -> None:
    """Move what the write-ahead log holds into the file and empty the log, as far as readers let it."""
    with writing.connect() as conn:
        raw = conn.connection.dbapi_connection
        assert raw is not None
        # Outside any transaction: a checkpoint inside one is refused.
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").close()


def damage(conn: Connection) -> str | None:
    """What SQLite's quick check finds wrong; None when nothing is."""
    found = str(conn.exec_driver_sql("PRAGMA quick_check(1)").scalar_one())
    return None if found == "ok" else found


def _connect(path: Path, mode: str) -> sqlite3.Connection:
    # isolation_level None: the driver starts no transaction of its own; the "begin" listeners do.
    return sqlite3.connect(
        f"file:{quote(str(path))}?mode={mode}",
        uri=True,
        isolation_level=None,
        check_same_thread=False,
        timeout=BUSY_MS / 1000,
    )


def _shared(path: Path) -> bool:
    # A reader of a WAL file needs its index, which somebody without rights on the folder cannot make. Without
    # a log beside it the file is closed, and reading it as it lies is all there is to do.
    return os.access(path.parent, os.W_OK) or path.with_name(f"{path.name}-wal").exists()


def _pragmas(dbapi: Any, *pragmas: str) -> None:
    cursor = dbapi.cursor()
    for pragma in (*pragmas, "trusted_schema=OFF"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_immediate(conn: Connection) -> None:
    conn.exec_driver_sql("BEGIN IMMEDIATE")
