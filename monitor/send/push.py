"""Messages handed to a push service, chat or mailbox by its Apprise address.

Apprise answers yes or no and writes the cause to its log. That log is read here, per thread: it becomes the
cause in the receipt, and tells whether trying again can help.
"""

import logging
import re
import threading
import warnings
from collections.abc import Sequence
from typing import Any

from monitor.errors import SendError
from monitor.records import Message, Picture
from monitor.render import plain, style_of
from monitor.render.style import Style
from monitor.send.http import CAUSE_LIMIT, CLOSED, UNFIT
from monitor.send.redact import Redactor, shown_url

REFUSALS = CLOSED | UNFIT
"""HTTP answers that no retry changes; 408, 425, 429 and 5xx pass with time."""

_HTTP_STATUS = re.compile(r"\berror=(\d{3})\b")
# smtplib shows a permanent failure as (550, b'...').
_SMTP_REFUSED = re.compile(r"\((5\d\d), b['\"]")
_RETRY_AFTER = re.compile(r"retry[_-]?after[^0-9a-zA-Z]{1,6}(\d{1,6}(?:\.\d{1,3})?)", re.IGNORECASE)
_UNREADABLE = re.compile(r"\berror=400\b")
_TELLING = re.compile(r"socket exception|response details|error occurred", re.IGNORECASE)
_FORMATS = {Style.HTML: "html", Style.MATRIX: "html", Style.DISCORD: "markdown"}
"""How Apprise calls the markup of a style; it hands it on as it is."""


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

    One instance serves one thread at a time.

    Args:
        url: an Apprise address, secrets included.
        redact: takes secrets out of causes.
    """

    def __init__(self, url: str, redact: Redactor | None = None) -> None:
        self._url = url
        self._redact = redact if redact is not None else Redactor()
        self._service: Any = None

    def __call__(self, message: Message, pictures: Sequence[Picture] = (), answered: str = "") -> str:
        """Hand one message over.

        Raises:
            SendError: the service did not take it; ``retryable`` unless it said no for good.
        """
        if message.markup and (form := _FORMATS.get(style_of(self._url))) is not None:
            try:
                self._hand_over({"title": "", "body": message.markup, "body_format": form})
                return ""
            except SendError as error:
                if not _UNREADABLE.search(str(error)):
                    raise
                # Whatever is wrong with the markup: the plain lines tell the same.
        self._hand_over({"title": message.title, "body": message.body, "body_format": "text"})
        return ""

    def open(self) -> Any:
        """Load the service now rather than at the first message.

        Raises:
            SendError: no service of that address; retrying cannot help.
        """
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
                f"{shown_url(self._url)}: not an address that Apprise can send to ({cause})",
                retryable=False,
                parks=True,
            )
        return service

    def _hand_over(self, words: dict[str, str]) -> None:
        service = self.open()
        if "overflow=" not in self._url:
            # Too long for the service: in parts rather than cut, unless the address wishes otherwise.
            words = {**words, "overflow": "split"}
        _capture.start()
        try:
            taken = bool(service.notify(**words))
        except Exception as error:  # whatever a plugin raises is the failure of this attempt
            _capture.stop()
            cause = self._cause([f"{type(error).__name__}: {error}"])
            raise SendError(cause, retryable=True, unheard=True) from None
        records = _capture.stop()
        if not taken:
            raise self._refusal(records)

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
            parks=bool(statuses) and all(s in CLOSED for s in statuses),
            retry_after_s=float(wait.group(1)) if wait and not refused else None,
            unheard=not (statuses or refused),
        )

    def _cause(self, told: list[str]) -> str:
        words = " ".join(plain(line) for line in dict.fromkeys(told)) or "the service did not say why"
        return plain(self._redact(words.replace(self._url, shown_url(self._url))), CAUSE_LIMIT)
