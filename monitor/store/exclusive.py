"""One daemon per state directory."""

import json
import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from filelock import FileLock, Timeout

from monitor.store.trouble import LockedError, explain_os

log = logging.getLogger(__name__)

LOCK = "lock"
HOLDER = "lock.json"
PATIENCE_S = 0.3
"""How long to wait for the lock: longer than :func:`holder` keeps it while it looks."""

NETWORK_KINDS = frozenset(
    {
        "9p",
        "afs",
        "beegfs",
        "ceph",
        "cifs",
        "fuse.sshfs",
        "glusterfs",
        "lustre",
        "nfs",
        "nfs4",
        "smb3",
        "smbfs",
    }
)


@dataclass(frozen=True, slots=True)
class Holder:
    """Who uses a state directory."""

    pid: int
    started_at: datetime


@contextmanager
def lock(folder: Path, now: datetime) -> Iterator[None]:
    """Keep the state directory to this process until the block ends. The system lets go of it after a crash.

    Args:
        folder: the state directory; made when missing.
        now: the start time that others are told.

    Raises:
        LockedError: another monitor has it, named by process id and start time; raised at once.
        StateError: the directory cannot be made or written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        held = FileLock(folder / LOCK, timeout=PATIENCE_S, poll_interval=0.02, is_singleton=False)
        held.acquire()
    except Timeout as error:
        raise LockedError(_who(folder)) from error
    except OSError as error:
        raise explain_os(error, folder) from error
    try:
        _warn_of_network(folder)
        _tell(folder, now)
        yield
    finally:
        (folder / HOLDER).unlink(missing_ok=True)
        held.release()


def holder(folder: Path) -> Holder | None:
    """The running monitor of a state directory; None when there is none."""
    if not (folder / LOCK).exists():
        return None
    probe = FileLock(folder / LOCK, timeout=0, is_singleton=False)
    try:
        probe.acquire()
    except Timeout:
        return _read(folder)
    except OSError:
        # Somebody without rights on the lock cannot try it; the system still knows whether the process lives.
        told = _read(folder)
        return told if told and _lives(told.pid) else None
    probe.release()
    return None


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _tell(folder: Path, now: datetime) -> None:
    # The lock file itself is truncated by whoever tries to take it, so the holder is told beside it.
    part = folder / f"{HOLDER}.part"
    try:
        part.write_text(json.dumps({"pid": os.getpid(), "started_at": now.isoformat()}), encoding="utf-8")
        part.replace(folder / HOLDER)
    except OSError as error:
        raise explain_os(error, part) from error


def _who(folder: Path) -> str:
    found = _read(folder)
    who = f" (pid {found.pid}, started {found.started_at:%Y-%m-%d %H:%M:%S %Z})" if found else ""
    return (
        f"another monitor{who} is using the state directory {folder}. "
        "Stop it first, or set another state directory."
    )


def _read(folder: Path) -> Holder | None:
    try:
        told = json.loads((folder / HOLDER).read_text(encoding="utf-8"))
        return Holder(int(told["pid"]), datetime.fromisoformat(told["started_at"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _warn_of_network(folder: Path) -> None:
    kind = file_system(folder)
    if kind in NETWORK_KINDS:
        log.warning(
            "%s is on a network file system (%s): locks and the database are not safe there. "
            "Use a directory on a local disk.",
            folder,
            kind,
        )


def file_system(folder: Path, mounts: Path = Path("/proc/self/mounts")) -> str | None:
    """The kind of file system that holds ``folder``; None where the system does not tell."""
    try:
        lines = mounts.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return None
    target = folder.resolve()
    best: tuple[int, str] | None = None
    for line in lines:
        _device, point, kind, *_ = line.split(" ")
        mounted = Path(point.encode().decode("unicode_escape"))
        if target.is_relative_to(mounted) and (best is None or len(mounted.parts) >= best[0]):
            best = (len(mounted.parts), kind)
    return best[1] if best else None
