"""Messages as JSON to a web address: ``json://``, ``jsons://``, or any address behind ``webhook:``."""

import re
from collections.abc import Sequence
from urllib.parse import unquote, urlsplit, urlunsplit

from monitor.errors import SendError
from monitor.formats import message_object
from monitor.records import Message, Picture
from monitor.send.address import read_address
from monitor.send.http import Http
from monitor.send.redact import Redactor

WEBHOOK = "webhook:"


class WebhookSender:
    """Posts each message as one object (docs/formats.md), its key also as the header ``Idempotency-Key``.

    Args:
        url: ``json://…``, ``jsons://…`` or ``webhook:https://…``.
        redact: takes secrets out of causes.
    """

    pictures = False

    def __init__(self, url: str, redact: Redactor) -> None:
        self._url = url
        self._redact = redact
        self._http: Http | None = None
        self._to = ""
        self._method = "POST"
        self._headers: dict[str, str] = {}
        self._params: dict[str, str] | None = None
        self._extras: dict[str, str] = {}

    def __call__(self, message: Message, pictures: Sequence[Picture] = (), answered: str = "") -> str:
        """Hand one message over; the ``id`` of the receiver's answer, if it gives one.

        Raises:
            SendError: it was not taken.
        """
        http = self.open()
        answer = http.post(
            self._to,
            method=self._method,
            record={**message_object(message), **self._extras},
            headers={**self._headers, "Idempotency-Key": ascii_key(message.key)},
            params=self._params,
        )
        if not answer.ok:
            raise http.failure(answer)
        given = answer.record.get("id", "")
        return str(given)[:200] if isinstance(given, str | int) else ""

    def open(self) -> Http:
        """Read the address now rather than at the first message.

        Raises:
            SendError: it is none.
        """
        if self._http is None:
            plain = self._url.startswith(WEBHOOK)
            self._http = self._behind() if plain else self._as_apprise()
        return self._http

    def _behind(self) -> Http:
        whole = self._url.removeprefix(WEBHOOK)
        parts = urlsplit(whole)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            words = "webhook: names no web address; write webhook:https://example.org/hook"
            raise SendError(words, retryable=False, parks=True)
        auth = None
        if parts.username is not None:
            auth = (unquote(parts.username), unquote(parts.password or ""))
        self._to = urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))
        # Whoever knows the rest of the address may post there: it is kept out of causes.
        own = [part for part in (parts.path, parts.query, auth[1] if auth else "") if len(part) > 1]
        return Http(self._redact.knowing(own), auth=auth)

    def _as_apprise(self) -> Http:
        address = read_address(self._url, "json", self._redact)
        service = address.service
        scheme = "https" if service.secure else "http"
        port = f":{service.port}" if service.port else ""
        self._to = f"{scheme}://{service.host}{port}{service.fullpath or '/'}"
        self._method = service.method
        self._headers = {str(name): str(value) for name, value in service.headers.items()}
        self._params = dict(service.params) or None
        self._extras = {k: v for k, v in service.payload_extras.items() if v}
        return Http(
            address.redact.knowing(self._headers.values()),
            connect_s=address.connect_s,
            read_s=address.read_s,
            verify=address.verify,
            auth=(service.user, service.password or "") if service.user else None,
        )


def ascii_key(key: str) -> str:
    """A key as a header takes it."""
    return re.sub(r"[^ -~]", "?", key)
