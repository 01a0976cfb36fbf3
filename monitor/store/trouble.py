"""What can go wrong with a state directory, in words for the person who owns it.

::

    StateError
    ├── DiskError      full, over quota or failing: nothing was recorded; trying again later can help
    ├── LockedError    another monitor uses this state directory
    ├── MissingError   there is no state yet
    └── StateError     read-only, corrupt, not ours, newer or older: a person has to act

Every exception of the database is translated here and nowhere else.
"""

import errno
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DBAPIError, OperationalError

from monitor.errors import StateError


class DiskError(StateError):
    """The disk is full, over quota or failing; the transaction was rolled back whole."""

    retryable = True


class LockedError(StateError):
    """Another monitor uses this state directory."""


class MissingError(StateError):
    """There is no state in this directory yet."""


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Turn the database's and the file system's exceptions about ``path`` into :class:`StateError`."""
    try:
        yield
    except OperationalError as error:
        raise explain(error.orig, path) from error
    except DBAPIError as error:
        # Integrity and programming errors are bugs and stay what they are.
        if isinstance(error.orig, sqlite3.DatabaseError) and _code(error.orig) in _DAMAGE:
            raise explain(error.orig, path) from error
        raise
    except sqlite3.DatabaseError as error:
        raise explain(error, path) from error


def explain(error: BaseException | None, path: Path) -> StateError:
    """The :class:`StateError` that says what happened to the database at ``path`` and what to do."""
    name = _name(error)
    match name.removeprefix("SQLITE_"):
        case "FULL":
            return DiskError(
                f"{path}: no space left on the disk. Nothing was recorded. Free some space; "
                "a running monitor tries again by itself."
            )
        case "IOERR_FSYNC" | "IOERR_DIR_FSYNC":
            # A failed fsync may have dropped written pages: trying again would believe a lie.
            return StateError(
                f"{path}: the disk failed to confirm a write ({name}). Stop the monitor, check the disk and "
                "the system log, then start it again."
            )
        case kind if kind.startswith("IOERR"):
            return DiskError(
                f"{path}: reading or writing failed ({name}). Nothing was recorded. Check free space, quota "
                "and the disk; a running monitor tries again by itself."
            )
        case kind if kind.startswith("READONLY"):
            return StateError(
                f"{path}: the state cannot be written. Check the owner and the permissions of "
                f"{path.parent} and the files in it."
            )
        case kind if kind.startswith("CORRUPT"):
            return StateError(
                f"{path}: the database is damaged. Stop the monitor, keep a copy of {path.parent}, and put "
                f"the newest file of {path.parent / 'backups'} in its place."
            )
        case "NOTADB":
            return StateError(
                f"{path}: this file is not a database. Move it away, or set another state directory."
            )
        case kind if kind.startswith("CANTOPEN"):
            return StateError(
                f"{path}: cannot be opened. Check that {path.parent} is a directory that you may "
                "read and write."
            )
        case kind if kind.startswith(("BUSY", "LOCKED")):
            return DiskError(
                f"{path}: another program keeps the database busy. Close it (backup tool, database browser); "
                "a running monitor tries again by itself."
            )
        case _:
            return StateError(f"{path}: the database failed ({name or 'unknown'}: {error}).")


def explain_os(error: OSError, path: Path) -> StateError:
    """The :class:`StateError` for a file-system error at ``path``."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return DiskError(f"{path}: no space left on the disk. Free some space and try again.")
    if error.errno in (errno.EROFS, errno.EACCES, errno.EPERM):
        return StateError(f"{path}: cannot be written. Check the owner and the permissions.")
    if error.errno in (errno.ENOTDIR, errno.EEXIST):
        return StateError(f"{path}: is not a directory. Move the file away, or set another state directory.")
    return StateError(f"{path}: {os.strerror(error.errno) if error.errno else error}.")


_DAMAGE = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})


def _code(error: BaseException | None) -> int:
    return getattr(error, "sqlite_errorcode", 0) & 0xFF


def _name(error: BaseException | None) -> str:
    return str(getattr(error, "sqlite_errorname", ""))
