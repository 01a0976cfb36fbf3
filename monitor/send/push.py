"""Messages handed to a push service, chat or mailbox by its Apprise address.

Apprise answers yes or no and writes the cause to its log. That log is read here, per thread: it becomes the
cause in the receipt, and tells whether trying again can help.
"""

import json
import logging
import re
import threading
import warnings
from typing import Any

from monitor.errors import SendError
from monitor.records import Message
from monitor.render import plain
from monitor.send.redact import Redactor, shown_url

# HTTP answers that no retry changes; 408, 425, 429 and 5xx pass with time.
REFUSALS = frozenset((400, 401, 402, 403, 404, 405, 406, 410, 411, 413, 414, 415, 422, 451))
CAUSE_LIMIT = 400

_HTTP_STATUS = re.compile(r"\berror=(\d{3})\b")
# smtplib shows a permanent failure as (550, b'...').
_SMTP_REFUSED = re.compile(r"\((5\d\d), b['\"]")
_RETRY_AFTER = re.compile(r"retry[_-]?after[^0-9a-zA-Z]{1,6}(\d{1,6}(?:\.\d{1,3})?)", re.IGNORECASE)
_TELLING = re.compile(r"socket exception|response details|error occurred", re.IGNORECASE)
# Services whose messages carry headers of the sender's own.
_KEYED = frozenset(("json", "jsons", "xml", "xmls", "form", "forms", "mailto", "mailtos"))
_RECORDS = frozenset(("json", "jsons"))


class _Capture(logging.Handler):
    """Keeps what Apprise logs in this thread while a message is sent."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self._here = threading.local()

    def start(self) -> None:
        self._here.records = []

    def stop(self) -> list[logging.LogRecord]:
        records: list[logging.LogRecord] = self._here.records
        self._here.records = None
        return records

    def emit(self, record: logging.LogRecord) -> None:
        records = getattr(self._here, "records", None)
        if records is not None:
            records.append(record)


_capture = _Capture()
_opening = threading.Lock()


class AppriseSender:
    """Sends each message to one Apprise address.

    Webhooks and mail carry the message's key as ``Idempotency-Key``; ``json://`` webhooks also the alert as
    an object under ``alert``. One instance serves one thread at a time.

    Args:
        url: an Apprise address, secrets included.
        redact: takes secrets out of causes.
    """

    def __init__(self, url: str, redact: Redactor | None = None) -> None:
        self._url = url
        self._redact = redact if redact is not None else Redactor()
        self._service: Any = None

    def __call__(self, message: Message) -> None:
        """Hand one message over.

        Raises:
            SendError: the service did not take it; ``retryable`` unless it said no for good.
        """
        service = self._open()
        _address(service, message)
        _capture.start()
        try:
            taken = bool(service.notify(**self._words(message)))
        except Exception as error:  # whatever a plugin raises is the failure of this attempt
            _capture.stop()
            cause = self._cause([f"{type(error).__name__}: {error}"])
            raise SendError(cause, retryable=True) from None
        records = _capture.stop()
        if not taken:
            raise self._refusal(records)

    def open(self) -> None:
        """Load the service now rather than at the first message.

        Raises:
            SendError: no service of that address; retrying cannot help.
        """
        self._open()

    def _open(self) -> Any:
        if self._service is None:
            # Apprise loads its plugins once, at the first address, and is not made to do so from two threads.
            with _opening:
                self._service = self._loaded()
        return self._service

    def _loaded(self) -> Any:
        # Its log goes to the receipts, nowhere else: it quotes addresses.
        logger = logging.getLogger("apprise")
        if _capture not in logger.handlers:
            logger.addHandler(_capture)
            logger.setLevel(logging.DEBUG)
            logger.propagate = False
        import apprise

        asset = apprise.AppriseAsset(app_id="monitor", app_desc="Withdrawal monitor", secure_logging=True)
        _capture.start()
        try:
            with warnings.catch_warnings():
                # The first address loads every plugin, and some import what Python means to drop.
                warnings.simplefilter("ignore", DeprecationWarning)
                service = apprise.Apprise.instantiate(self._url, asset=asset)
        finally:
            records = _capture.stop()
        if service is None:
            cause = self._cause([r.getMessage() for r in records if r.levelno >= logging.WARNING])
            raise SendError(
                f"{shown_url(self._url)}: not an address that Apprise can send to ({cause})", retryable=False
            )
        return service

    def _words(self, message: Message) -> dict[str, str]:
        words = {"title": message.title, "body": message.body, "body_format": "text"}
        # Too long for the service: in parts rather than cut, unless the address wishes otherwise.
        return words if "overflow=" in self._url else {**words, "overflow": "split"}

    def _refusal(self, records: list[logging.LogRecord]) -> SendError:
        told = [r.getMessage() for r in records if r.levelno >= logging.WARNING]
        detail = [r.getMessage() for r in records if r.levelno < logging.WARNING]
        everything = "\n".join((*told, *detail))
        statuses = [int(found) for found in _HTTP_STATUS.findall(everything)]
        refused = bool(statuses) and all(s in REFUSALS for s in statuses)
        refused = refused or _SMTP_REFUSED.search(everything) is not None
        wait = _RETRY_AFTER.search(everything)
        return SendError(
            self._cause([*told, *(d for d in detail if _TELLING.search(d))]),
            retryable=not refused,
            retry_after_s=float(wait.group(1)) if wait and not refused else None,
        )

    def _cause(self, told: list[str]) -> str:
        words = " ".join(plain(line) for line in dict.fromkeys(told)) or "the service did not say why"
        return plain(self._redact(words.replace(self._url, shown_url(self._url))), CAUSE_LIMIT)


def _address(service: Any, message: Message) -> None:
    """Put the key, and for JSON webhooks the alert, into what the service sends."""
    schemes = {*_as_names(service.protocol), *_as_names(service.secure_protocol)}
    headers = getattr(service, "headers", None)
    if schemes & _KEYED and isinstance(headers, dict):
        headers["Idempotency-Key"] = message.key.encode("ascii", "replace").decode("ascii")
    extras = getattr(service, "payload_extras", None)
    if schemes & _RECORDS and isinstance(extras, dict):
        extras["key"] = message.key
        extras["alert"] = json.loads(message.payload) if message.payload else None


def _as_names(protocol: str | tuple[str, ...] | None) -> tuple[str, ...]:
    if protocol is None:
        return ()
    return (protocol,) if isinstance(protocol, str) else tuple(protocol)
