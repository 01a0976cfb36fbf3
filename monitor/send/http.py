"""One exchange with a service over HTTP: its status, its words, and whether trying again can help."""

import json
import weakref
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import httpx

from monitor import __version__
from monitor.cadence import retry_after
from monitor.errors import SendError
from monitor.render import plain
from monitor.send.address import CONNECT_S, READ_S
from monitor.send.redact import Redactor

CLOSED = frozenset((400, 401, 402, 403, 404, 405, 410, 451))
"""Answers by which a service says that it takes nothing from us until somebody changes something."""
UNFIT = frozenset((406, 409, 411, 413, 414, 415, 422))
"""Answers by which it says that it does not take this message."""
LOST = frozenset((500, 502, 504))
"""Answers by which it, or what stands before it, says that something broke on the way."""
CAUSE_LIMIT = 400
_BODY_LIMIT = 65_536
_KEPT_S = 4.0
"""How long a connection is kept for the next message: shorter than most servers keep theirs."""


class Http:
    """Connections to one service, kept between messages. One exchange at a time.

    Args:
        redact: takes secrets out of causes.
        connect_s: how long to wait for a connection.
        read_s: how long to wait for each part of the answer.
        verify: whether certificates are checked.
        auth: user and password, if the service wants them.
    """

    def __init__(
        self,
        redact: Redactor,
        *,
        connect_s: float = CONNECT_S,
        read_s: float = READ_S,
        verify: bool = True,
        auth: tuple[str, str] | None = None,
    ) -> None:
        self._redact = redact
        self._client = httpx.Client(
            timeout=httpx.Timeout(read_s, connect=connect_s),
            limits=httpx.Limits(max_connections=2, keepalive_expiry=_KEPT_S),
            verify=verify,
            auth=auth,
            headers={"User-Agent": f"withdrawal-monitor/{__version__}"},
        )
        # Senders are dropped with the settings that they were made from.
        weakref.finalize(self, self._client.close)

    def post(
        self,
        url: str,
        *,
        record: object = None,
        content: bytes | None = None,
        headers: Mapping[str, str] | None = None,
        method: str = "POST",
        **more: Any,
    ) -> "Answered":
        """Hand something over and read what is answered, whatever its status.

        Args:
            url: absolute.
            record: sent as JSON, in UTF-8.
            content: sent as it is, where there is no record.
            headers: beside the usual ones; ASCII.
            method: ``POST``, unless the address says otherwise.
            more: ``params``, ``data`` and ``files`` as httpx takes them.

        Raises:
            SendError: no answer came; trying again may help, and may repeat what was taken unheard.
        """
        sent = dict(headers or {})
        if record is not None:
            text = json.dumps(record, ensure_ascii=False, separators=(",", ":"))
            content = text.encode("utf-8", "backslashreplace")
            sent.setdefault("Content-Type", "application/json; charset=utf-8")
        try:
            with self._client.stream(method, url, content=content, headers=sent, **more) as response:
                body = b""
                for piece in response.iter_bytes():
                    body += piece
                    if len(body) > _BODY_LIMIT:
                        break
        except (httpx.HTTPError, httpx.StreamError) as error:
            words = str(error) or type(error).__name__
            if isinstance(error, httpx.TimeoutException):
                words = f"no answer in time ({type(error).__name__})"
            before = isinstance(error, httpx.ConnectError | httpx.ConnectTimeout | httpx.PoolTimeout)
            raise SendError(self.cause(words), retryable=True, unheard=not before) from None
        except (httpx.InvalidURL, UnicodeError, ValueError) as error:
            cause = self.cause(f"no address to send to: {error}")
            raise SendError(cause, retryable=False, parks=True) from None
        return Answered(response, body[:_BODY_LIMIT])

    def cause(self, words: str) -> str:
        """What a person may read of a failure: one line, without secrets."""
        return plain(self._redact(plain(words)), CAUSE_LIMIT)

    def failure(self, answered: "Answered", words: str = "") -> SendError:
        """The failure that an answer tells of.

        Args:
            answered: not a success.
            words: the service's own, where they are known; the answer's text otherwise.
        """
        status = answered.status
        said = words or answered.text
        moved = f"moved to {answered.headers['location']}; write that address" if answered.moved else ""
        cause = self.cause(f"HTTP {status}: {moved or said}".rstrip(": "))
        parks = status in CLOSED or answered.moved
        refused = parks or status in UNFIT
        return SendError(
            cause,
            retryable=not refused,
            parks=parks,
            retry_after_s=None if refused else answered.wait_s,
            unheard=status in LOST,
        )


class Answered:
    """What a service answered."""

    def __init__(self, response: httpx.Response, body: bytes) -> None:
        self.status = response.status_code
        self.headers = response.headers
        self.text = body.decode("utf-8", "replace")
        self._raw = {name.lower().decode("latin-1"): value for name, value in response.headers.raw}

    @property
    def ok(self) -> bool:
        """Whether it was taken."""
        return 200 <= self.status < 300

    @property
    def moved(self) -> bool:
        """Whether it lives elsewhere. Not followed: what is sent, secrets too, is for the address given."""
        return 300 <= self.status < 400 and "location" in self.headers

    @property
    def wait_s(self) -> float | None:
        """How long it asks to wait, in its header or in its words (``retry_after``); seconds."""
        asked = retry_after(self._raw, datetime.now(UTC))
        if asked is not None:
            return asked.total_seconds()
        record = self.record
        parameters = record.get("parameters")
        for where in (record, parameters if isinstance(parameters, dict) else {}):
            said = where.get("retry_after")
            if isinstance(said, int | float) and 0 <= said < 10**9:
                return float(said)
        return None

    @property
    def record(self) -> dict[str, Any]:
        """The answer as an object; empty when it is none."""
        try:
            loaded = json.loads(self.text)
        except (ValueError, RecursionError):
            return {}
        return loaded if isinstance(loaded, dict) else {}
