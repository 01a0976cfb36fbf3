"""Messages to Telegram chats through the Bot API: ``tgram://TOKEN/CHAT/…``.

Every message ends in its reference, by which a reader tells a repeat. Telegram names no idempotency key.
"""

import json
import logging
from collections.abc import Sequence
from typing import Any, TypeAlias

from monitor.errors import SendError
from monitor.records import Message, MessageKind, Picture, Severity
from monitor.render import CAPTION, style_of
from monitor.render.style import Style
from monitor.send.address import Address, read_address
from monitor.send.http import Answered, Http
from monitor.send.recipients import Recipients
from monitor.send.redact import Redactor

log = logging.getLogger(__name__)

API = "https://api.telegram.org"
UNFIT = (
    "message is too long",
    "message text is empty",
    "can't parse entities",
    "unsupported start tag",
    "message to edit not found",
    "message can't be edited",
    "message_id_invalid",
)
"""What a 400 says about the message; about anything else it is about chat or bot."""
_QUIET = (MessageKind.UPDATE, MessageKind.SAMPLE)

Chat: TypeAlias = tuple[int | str, int | None]
"""A chat, and a topic in it."""


class TelegramSender:
    """Sends each message to the chats of one address.

    Args:
        url: an address as Apprise writes it; ``api=`` names a Bot API server of one's own.
        redact: takes secrets out of causes.
    """

    pictures = True

    def __init__(self, url: str, redact: Redactor) -> None:
        self._url = url
        self._redact = redact
        self._address: Address | None = None
        self._recipients = Recipients()
        self._http: Http
        self._api = ""

    def __call__(self, message: Message, pictures: Sequence[Picture] = (), answered: str = "") -> str:
        """Hand one message over; ``CHAT:ID`` of what stands in each chat.

        Raises:
            SendError: it was not taken.
        """
        address = self.open()
        if not address.service.targets:
            raise SendError(f"{API}: the address names no chat", retryable=False, parks=True)
        before = dict(one.rsplit(":", 1) for one in answered.split() if ":" in one)

        def hand_over(chat: Chat) -> str:
            return self._send(chat, message, pictures, before.get(str(chat[0]), ""))

        return self._recipients.each(message.key, address.service.targets, hand_over)

    def open(self) -> Address:
        """Read the address now rather than at the first message.

        Raises:
            SendError: it is none.
        """
        if self._address is None:
            address = read_address(self._url, "tgram", self._redact, "bot_token")
            self._api = f"{address.api or API}/bot{address.service.bot_token}"
            self._http = Http(
                address.redact, connect_s=address.connect_s, read_s=address.read_s, verify=address.verify
            )
            self._address = address
        return self._address

    def _send(self, chat: Chat, message: Message, pictures: Sequence[Picture], before: str) -> str:
        if message.kind is MessageKind.EDIT:
            return self._edit(chat, message, before)
        common = self._common(chat, message)
        if before.isdecimal():
            # The news is told even where what it answers is gone.
            answer = {"message_id": int(before), "allow_sending_without_reply": True}
            common["reply_parameters"] = answer
        marked = message.markup if style_of(self._url) is Style.TELEGRAM else ""
        told: Answered | None = None
        if marked:
            told = self._post("sendMessage", {**common, "text": marked, "parse_mode": "HTML"})
        if told is None or told.status == 400:
            # Whatever is wrong with the markup: the plain lines tell the same.
            told = self._post("sendMessage", {**common, "text": f"{message.title}\n{message.body}"})
        if not told.ok or told.record.get("ok") is False:
            raise self._failure(told)
        number = _number(told)
        for picture in pictures:
            self._show(chat, message, picture, number)
        return f"{chat[0]}:{number}" if number else ""

    def _edit(self, chat: Chat, message: Message, number: str) -> str:
        """Change what stands in a chat. It makes no sound, and needs no other message."""
        if not number.isdecimal():
            raise SendError("the message to be changed is not known by its number", retryable=False)
        place = {"chat_id": chat[0], "message_id": int(number), "link_preview_options": {"is_disabled": True}}
        told: Answered | None = None
        if message.markup and style_of(self._url) is Style.TELEGRAM:
            told = self._post("editMessageText", {**place, "text": message.markup, "parse_mode": "HTML"})
        if told is None or (told.status == 400 and not _unchanged(told)):
            told = self._post("editMessageText", {**place, "text": f"{message.title}\n{message.body}"})
        if not _unchanged(told) and (not told.ok or told.record.get("ok") is False):
            raise self._failure(told)
        return f"{chat[0]}:{number}"

    def _common(self, chat: Chat, message: Message) -> dict[str, Any]:
        silent = self.open().service.silent or message.kind in _QUIET
        common: dict[str, Any] = {"chat_id": chat[0]}
        if chat[1] is not None:
            common["message_thread_id"] = chat[1]
        if silent or message.severity in (None, Severity.COVERAGE):
            common["disable_notification"] = True
        return common | {"link_preview_options": {"is_disabled": True}}

    def _show(self, chat: Chat, message: Message, picture: Picture, number: str) -> None:
        """Below the news, without a sound. The news is told: a picture that fails is no failure of it."""
        fields = self._common(chat, message) | {"disable_notification": True}
        fields.pop("link_preview_options")
        if CAPTION.holds(message.title):
            fields["caption"] = message.title
        if number:
            fields["reply_parameters"] = json.dumps(
                {"message_id": int(number), "allow_sending_without_reply": True}
            )
        data = {name: str(value) for name, value in fields.items()}
        try:
            shown = self._http.post(
                f"{self._api}/sendPhoto",
                data=data,
                files={"photo": (picture.name, picture.data, picture.mime)},
            )
            if not shown.ok:
                log.warning("a picture was not taken: %s", self._failure(shown))
        except SendError as error:
            log.warning("a picture was not taken: %s", error)

    def _post(self, method: str, record: dict[str, Any]) -> Answered:
        return self._http.post(f"{self._api}/{method}", record=record)

    def _failure(self, told: Answered) -> SendError:
        words = str(told.record.get("description", ""))
        error = self._http.failure(told, words)
        about_this = told.status == 400 and any(unfit in words.lower() for unfit in UNFIT)
        return SendError(str(error), retryable=False) if about_this else error


def _unchanged(told: Answered) -> bool:
    """Whether the change is there already: it was made before a crash."""
    return "message is not modified" in str(told.record.get("description", "")).lower()


def _number(told: Answered) -> str:
    result = told.record.get("result")
    number = result.get("message_id", "") if isinstance(result, dict) else ""
    return str(number) if isinstance(number, int) else ""
