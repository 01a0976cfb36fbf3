"""Ways out: a destination is a callable that takes a message or says why it could not.

``terminal`` prints and ``jsonl:PATH`` appends records to a file. Webhooks, mail, Telegram, ntfy and Slack are
spoken to directly, because their status codes tell a refusal from a bad moment; anything else is an Apprise
address (https://github.com/caronc/apprise/wiki lists over a hundred services). At most one message is under
way per sender; each is handed over when the call returns, and not handed over when it raises.
"""

import importlib
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import IO, Any, Protocol
from urllib.parse import urlsplit

from monitor.errors import SendError
from monitor.records import Message, Picture
from monitor.send.redact import RedactingFilter, Redactor, shown_url


class Sender(Protocol):
    """Hands one message over."""

    def __call__(self, message: Message, pictures: Sequence[Picture] = (), answered: str = "") -> str:
        """Hand one message over.

        Args:
            message: as rendered for this destination.
            pictures: beside it; looked at only where the sender says ``pictures = True``.
            answered: what the destination calls the message that this one answers, where that is known.

        Returns:
            What the destination calls the message; empty where it does not say.

        Raises:
            SendError: it was not taken.
        """
        ...


TERMINAL = "terminal"
JSONL = "jsonl:"
_OWN = {
    "json": ("webhook", "WebhookSender"),
    "jsons": ("webhook", "WebhookSender"),
    "webhook": ("webhook", "WebhookSender"),
    "mailto": ("mail", "MailSender"),
    "mailtos": ("mail", "MailSender"),
    "tgram": ("telegram", "TelegramSender"),
    "ntfy": ("ntfy", "NtfySender"),
    "ntfys": ("ntfy", "NtfySender"),
    "slack": ("slack", "SlackSender"),
}
_HOSTS = {"hooks.slack.com": "slack", "ntfy.sh": "ntfys"}
"""Addresses as services hand them out: host -> scheme."""
# What our own senders leave to Apprise: encrypted mail, and workflows of Slack.
_LEFT = re.compile(r"[?&]pgp=(?!no\b)|^https://hooks\.slack\.com/(?:workflows|triggers)/", re.IGNORECASE)


def open_destination(
    url: str, *, base: Path | None = None, stream: IO[str] | None = None, redact: Redactor | None = None
) -> Sender:
    """The sender for a destination's address. Apprise is imported at its first message, or by ``open``.

    Args:
        url: ``terminal``, ``jsonl:PATH``, ``webhook:ADDRESS`` or an Apprise address, secrets filled in.
        base: folder that a relative PATH counts from; the working directory when None.
        stream: what ``terminal`` writes to; standard output when None.
        redact: takes secrets out of causes.

    Raises:
        SendError: the address has no form of these; retrying cannot help.
    """
    if url == TERMINAL:
        from monitor.send.terminal import TerminalSender

        return TerminalSender(stream)
    if url.startswith(JSONL):
        from monitor.send.jsonl import JsonlSender

        named = url.removeprefix(JSONL).removeprefix("//")
        if not named:
            raise SendError("jsonl: names no file; write jsonl:alerts.jsonl", retryable=False, parks=True)
        return JsonlSender((base or Path()) / Path(named).expanduser())
    redact = redact if redact is not None else Redactor()
    scheme = scheme_of(url)
    if scheme in _OWN and not _LEFT.search(url):
        module, name = _OWN[scheme]
        kind: Callable[[str, Redactor], Any] = getattr(
            importlib.import_module(f"monitor.send.{module}"), name
        )
        sender: Sender = kind(url, redact)
        return sender
    if "://" not in url:
        raise SendError(
            f"{shown_url(url)!r} is no destination; write terminal, jsonl:PATH, webhook:https://… or an "
            "Apprise address such as ntfys://host/topic",
            retryable=False,
            parks=True,
        )
    from monitor.send.push import AppriseSender

    return AppriseSender(url, redact)


def scheme_of(url: str) -> str:
    """The scheme that a destination's address is known by, lower case."""
    scheme = url.partition(":")[0].lower()
    return _HOSTS.get(urlsplit(url).hostname or "", scheme) if scheme in ("http", "https") else scheme


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
    "scheme_of",
    "shown_url",
]
