"""Ways out: a destination is a callable that takes a message or says why it could not.

``terminal`` prints, ``jsonl:PATH`` appends records to a file, anything else is an Apprise address
(https://github.com/caronc/apprise/wiki lists over a hundred services). At most one message is under way per
sender; each is handed over when the call returns, and not handed over when it raises.
"""

from collections.abc import Callable
from pathlib import Path
from typing import IO

from monitor.errors import SendError
from monitor.records import Message
from monitor.send.redact import RedactingFilter, Redactor, shown_url

Sender = Callable[[Message], None]
"""Hands one message over; raises SendError."""

TERMINAL = "terminal"
JSONL = "jsonl:"


def open_destination(
    url: str, *, base: Path | None = None, stream: IO[str] | None = None, redact: Redactor | None = None
) -> Sender:
    """The sender for a destination's address. Apprise is imported at its first message.

    Args:
        url: ``terminal``, ``jsonl:PATH`` or an Apprise address, secrets filled in.
        base: folder that a relative PATH counts from; the working directory when None.
        stream: what ``terminal`` writes to; standard output when None.
        redact: takes secrets out of causes.

    Raises:
        SendError: the address has no form of these three; retrying cannot help.
    """
    if url == TERMINAL:
        from monitor.send.terminal import TerminalSender

        return TerminalSender(stream)
    if url.startswith(JSONL):
        from monitor.send.jsonl import JsonlSender

        named = url.removeprefix(JSONL).removeprefix("//")
        if not named:
            raise SendError("jsonl: names no file; write jsonl:alerts.jsonl", retryable=False)
        return JsonlSender((base or Path()) / Path(named).expanduser())
    if "://" not in url:
        raise SendError(
            f"{shown_url(url)!r} is no destination; write terminal, jsonl:PATH or an Apprise address "
            "such as ntfys://host/topic",
            retryable=False,
        )
    from monitor.send.push import AppriseSender

    return AppriseSender(url, redact)


def destination_problem(url: str, *, base: Path | None = None) -> str | None:
    """What is wrong with a destination's address, or None. Sends nothing; loads Apprise if it needs to."""
    if url == TERMINAL:
        return None
    try:
        sender = open_destination(url, base=base)
    except SendError as error:
        return str(error)
    opened = getattr(sender, "open", None)
    if opened is None:
        return None
    try:
        opened()
    except SendError as error:
        return str(error)
    return None


__all__ = [
    "RedactingFilter",
    "Redactor",
    "Sender",
    "destination_problem",
    "open_destination",
    "shown_url",
]
