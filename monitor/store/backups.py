"""Copies of the state beside it, in ``backups/``: daily, and before each migration."""

import logging
import re
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

from monitor.errors import StateError
from monitor.store import sqlite
from monitor.store.trouble import explain_os, translated

log = logging.getLogger(__name__)

FOLDER = "backups"
DAILY = "daily"
EVERY = timedelta(days=1)
KEPT = {DAILY: 2}
"""How many of a kind are kept; of any other kind :data:`KEPT_OTHERWISE`. A copy is as large as the state."""
KEPT_OTHERWISE = 3

_STAMP = "%Y%m%dT%H%M%SZ"
_NAME = re.compile(r".+-(\d{8}T\d{6}Z)-(.+)\.db")


def daily(path: Path, now: datetime) -> Path | None:
    """Copy the database at ``path`` unless there is a copy younger than a day; safe beside the writer.

    Returns:
        The new copy; None when none was due, or when the disk has too little room for it, which is logged.

    Raises:
        StateError: copying failed, or the copy is damaged, and with it probably the state.
    """
    newest = newest_at(path)
    # A copy from the future is one from before the clock was set back.
    if newest is not None and timedelta(0) <= now - newest < EVERY:
        return None
    size = path.stat().st_size
    free = shutil.disk_usage(path.parent).free
    if free < 2 * size:
        log.warning(
            "no backup of %s: %d MB are free, %d MB are wanted", path, free // 2**20, 2 * size // 2**20
        )
        return None
    return take(path, now, DAILY)


def newest_at(path: Path) -> datetime | None:
    """When the newest daily copy of the database at ``path`` was taken; None when there is none."""
    return max((_taken_at(copy) for copy in _copies(path, DAILY)), default=None)


def take(path: Path, now: datetime, kind: str) -> Path:
    """Copy the database at ``path``, prove that the copy opens and is sound, and drop the oldest of its kind.

    Args:
        kind: why, one word; part of the name.

    Raises:
        StateError: copying failed, or the copy is damaged.
    """
    folder = path.parent / FOLDER
    whole = folder / f"{path.stem}-{now.astimezone(UTC):{_STAMP}}-{kind}.db"
    part = whole.with_suffix(".part")
    try:
        folder.mkdir(exist_ok=True)
        part.unlink(missing_ok=True)
        try:
            with translated(path):
                sqlite.backup(path, part)
                _prove(part, path)
            part.replace(whole)
        finally:
            part.unlink(missing_ok=True)
        for old in _copies(path, kind)[: -KEPT.get(kind, KEPT_OTHERWISE)]:
            old.unlink()
    except OSError as error:
        raise explain_os(error, folder) from error
    return whole


def _prove(copy: Path, path: Path) -> None:
    reading = sqlite.reader(copy, at_rest=True)
    try:
        with reading.connect() as conn:
            found = sqlite.damage(conn)
    finally:
        reading.dispose()
    if found:
        raise StateError(f"{path}: the backup is damaged ({found}); check the disk and the state.")


def _copies(path: Path, kind: str) -> list[Path]:
    """Copies of one kind, oldest first."""
    return sorted(
        copy
        for copy in (path.parent / FOLDER).glob(f"{path.stem}-*.db")
        if (named := _NAME.fullmatch(copy.name)) and named[2] == kind
    )


def _taken_at(copy: Path) -> datetime:
    named = _NAME.fullmatch(copy.name)
    assert named is not None
    return datetime.strptime(named[1], _STAMP).replace(tzinfo=UTC)
