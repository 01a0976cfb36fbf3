"""What commands ask of a running daemon, as files in ``state/requests/``: so there is one writer.

A command writes a file whole and moves it in; the daemon handles the files in order and removes each after
it was handled. A crash in between handles a request twice, so every kind must bear that.
"""

import json
import logging
import os
import secrets
import time
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from monitor.store.trouble import explain_os

log = logging.getLogger(__name__)

FOLDER = "requests"


@dataclass(frozen=True, slots=True)
class UserRequest:
    """One thing that a command asks the daemon to write."""

    kind: str
    payload: Mapping[str, Any]


def put(folder: Path, kind: str, payload: Mapping[str, Any]) -> Path:
    """Leave a request for the daemon; it is durable when this returns.

    Args:
        folder: the state directory.
        kind: what is asked, one word: ``label``, ``resend``, …
        payload: its details, JSON values only.

    Raises:
        StateError: the directory cannot be written.
    """
    spool = folder / FOLDER
    # Nanoseconds first: names sort in the order of asking, whoever asks.
    name = f"{time.time_ns():020d}-{secrets.token_hex(4)}"
    part, whole = spool / f"{name}.part", spool / f"{name}.json"
    try:
        spool.mkdir(parents=True, exist_ok=True)
        with part.open("x", encoding="utf-8") as file:
            json.dump({"kind": kind, "payload": dict(payload)}, file, ensure_ascii=False)
            file.flush()
            os.fsync(file.fileno())
        part.replace(whole)
        _sync(spool)
    except OSError as error:
        with suppress(OSError):
            part.unlink()
        raise explain_os(error, spool) from error
    return whole


def take(folder: Path) -> Iterator[UserRequest]:
    """The waiting requests in order; each is removed when the next one is asked for.

    A file that cannot be read is moved to ``requests/refused/`` and logged. An exception in the loop's body
    leaves its request where it is.
    """
    spool = folder / FOLDER
    if not spool.is_dir():
        return
    for file in sorted(spool.glob("*.json")):
        request = _read(file)
        if request is None:
            continue
        yield request
        file.unlink(missing_ok=True)


def waiting(folder: Path) -> int:
    """How many requests wait."""
    return sum(1 for _ in (folder / FOLDER).glob("*.json"))


def _read(file: Path) -> UserRequest | None:
    try:
        told = json.loads(file.read_text(encoding="utf-8"))
        kind, payload = told["kind"], told["payload"]
        if isinstance(kind, str) and isinstance(payload, dict):
            return UserRequest(kind, payload)
    except FileNotFoundError:
        return None
    except (ValueError, KeyError, TypeError):
        pass
    refused = file.parent / "refused"
    refused.mkdir(exist_ok=True)
    file.replace(refused / file.name)
    log.warning("%s is not a request of ours; moved to %s", file, refused)
    return None


def _sync(folder: Path) -> None:
    # The new name itself must survive a power cut.
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
