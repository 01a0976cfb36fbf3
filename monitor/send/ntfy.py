"""Push notifications through ntfy: ``ntfy://…``, ``ntfys://…``.

The reference stands among the tags and in the text, by which a reader tells a repeat.
"""

import json
import logging
from collections.abc import Sequence
from typing import Any

from monitor.errors import SendError
from monitor.records import Message, MessageKind, Picture
from monitor.send.address import Address, read_address
from monitor.send.http import Answered, Http
from monitor.send.recipients import Recipients
from monitor.send.redact import Redactor

log = logging.getLogger(__name__)

CLOUD = "https://ntfy.sh"
_MIN = "1"
"""The priority that makes no sound and shows nothing on the screen."""


class NtfySender:
    """Publishes each message to the topics of one address.

    Args:
        url: an address as Apprise writes it; ``api=`` names a server in another way.
        redact: takes secrets out of causes.
    """

    pictures = True

    def __init__(self, url: str, redact: Redactor) -> None:
        self._url = url
        self._redact = redact
        self._address: Address | None = None
        self._recipients = Recipients()
        self._http: Http
        self._server = ""
        self._headers: dict[str, str] = {}

    def __call__(self, message: Message, pictures: Sequence[Picture] = (), answered: str = "") -> str:
        """Hand one message over; ntfy's identity of it.

        Raises:
            SendError: it was not taken.
        """
        address = self.open()
        if not address.service.topics:
            raise SendError("ntfy: the address names no topic", retryable=False, parks=True)

        edit = message.kind is MessageKind.EDIT
        if edit and (not answered or " " in answered):
            raise SendError("ntfy: the message to be changed is not known by its identity", retryable=False)

        def hand_over(topic: str) -> str:
            return self._send(topic, message, pictures, answered if edit else "")

        return self._recipients.each(message.key, address.service.topics, hand_over)

    def open(self) -> Address:
        """Read the address now rather than at the first message.

        Raises:
            SendError: it is none.
        """
        if self._address is None:
            address = read_address(self._url, "ntfy", self._redact, "token")
            service = address.service
            port = f":{service.port}" if service.port else ""
            own = f"{'https' if service.secure else 'http'}://{service.host}{port}"
            self._server = address.api or (CLOUD if service.mode == "cloud" else own)
            with_token = service.auth == "token" and service.token
            self._headers = {"Authorization": f"Bearer {service.token}"} if with_token else {}
            self._http = Http(
                # Whoever knows a topic can read it.
                address.redact.knowing(service.topics),
                connect_s=address.connect_s,
                read_s=address.read_s,
                verify=address.verify,
                auth=(service.user, service.password or "") if service.user and not with_token else None,
            )
            self._address = address
        return self._address

    def _send(self, topic: str, message: Message, pictures: Sequence[Picture], edited: str) -> str:
        # From version 2.16, a message that names another one takes its place.
        of = {"sequence_id": edited} if edited else {}
        told: Answered | None = None
        if message.markup:
            told = self._post(topic, {**json.loads(message.markup), **of})
        if told is None or told.status == 400:
            told = self._post(topic, {"title": message.title, "message": message.body, **of})
        if not told.ok:
            raise self._http.failure(told, str(told.record.get("error", "")))
        for picture in pictures:
            self._show(topic, message, picture)
        given = edited or told.record.get("id", "")
        return given if isinstance(given, str) else ""

    def _post(self, topic: str, record: dict[str, Any]) -> Answered:
        wished = getattr(self.open().service, "priority", "default")
        chosen = {"priority": _PRIORITIES[wished]} if wished in _PRIORITIES else {}
        return self._http.post(
            f"{self._server}/", record={**record, **chosen, "topic": topic}, headers=self._headers
        )

    def _show(self, topic: str, message: Message, picture: Picture) -> None:
        """Behind the news, without a sound. The news is told: a picture that fails is no failure of it."""
        words = {"title": message.title, "message": picture.words, "filename": picture.name, "priority": _MIN}
        try:
            shown = self._http.post(
                f"{self._server}/{topic}",
                method="PUT",
                content=picture.data,
                params=words,
                headers={**self._headers, "Content-Type": picture.mime},
            )
            if not shown.ok:
                log.warning("a picture was not taken: %s", self._http.failure(shown))
        except SendError as error:
            log.warning("a picture was not taken: %s", error)


_PRIORITIES = {"max": 5, "high": 4, "low": 2, "min": 1}
"""As an address may ask for all its messages; without it, severity decides."""
