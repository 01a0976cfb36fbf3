"""Messages to Slack: incoming webhooks (``slack://A/B/C``) and bots (``slack://xoxb-…/CHANNEL``).

Every message ends in its reference, by which a reader tells a repeat. Slack names no idempotency key. A bot
shows pictures in the thread of the message (https://docs.slack.dev/messaging/working-with-files, scope
``files:write``); a webhook takes none.
"""

import logging
from collections.abc import Sequence
from typing import Any

from monitor.errors import SendError
from monitor.records import Message, MessageKind, Picture
from monitor.render import style_of
from monitor.render.style import Style
from monitor.send.address import Address, read_address
from monitor.send.http import Answered, Http
from monitor.send.recipients import Recipients
from monitor.send.redact import Redactor

log = logging.getLogger(__name__)

HOOKS, API = "https://hooks.slack.com", "https://slack.com/api"

_GONE = frozenset(["message_not_found", "cant_update_message", "edit_window_closed"])
"""What Slack says about a message that cannot be changed any more."""
_UNFIT = _GONE | frozenset(
    [
        "msg_too_long",
        "no_text",
        "invalid_blocks",
        "invalid_blocks_format",
        "invalid_payload",
        "restricted_action",
    ]
)
"""What Slack says about a message."""
_PASSING = frozenset(
    [
        "ratelimited",
        "rate_limited",
        "message_limit_exceeded",
        "internal_error",
        "fatal_error",
        "service_unavailable",
        "request_timeout",
        "rollup_error",
        "external_channel_migrating",
    ]
)
"""What Slack says when it is not well itself; anything else is about token or channel."""


class SlackSender:
    """Sends each message to the channels of one address.

    Args:
        url: an address as Apprise or Slack writes it; ``api=`` names a server of one's own.
        redact: takes secrets out of causes.
    """

    pictures = True

    def __init__(self, url: str, redact: Redactor) -> None:
        self._url = url
        self._redact = redact
        self._address: Address | None = None
        self._recipients = Recipients()
        self._http: Http

    def __call__(self, message: Message, pictures: Sequence[Picture] = (), answered: str = "") -> str:
        """Hand one message over; ``CHANNEL:TS`` of what stands in each channel, from a bot.

        Raises:
            SendError: it was not taken.
        """
        address = self.open()
        channels: Sequence[str | None] = address.service.channels
        if not channels:
            raise SendError("slack: the address names no channel", retryable=False, parks=True)
        before = dict(one.rsplit(":", 1) for one in answered.split() if ":" in one)
        if message.kind is MessageKind.EDIT and not (before and address.service.mode == "bot"):
            raise SendError("slack: the message to be changed is not known by its time", retryable=False)
        if message.kind is MessageKind.EDIT:
            return self._recipients.each(
                message.key, before.items(), lambda place: self._edit(*place, message)
            )

        def hand_over(channel: str | None) -> str:
            return self._send(channel, message, pictures, before)

        return self._recipients.each(message.key, channels, hand_over)

    def open(self) -> Address:
        """Read the address now rather than at the first message.

        Raises:
            SendError: it is none.
        """
        if self._address is None:
            secrets = ("access_token", "token_a", "token_b", "token_c")
            address = read_address(self._url, "slack", self._redact, *secrets)
            if address.service.mode not in ("hook", "bot"):
                words = "slack: workflows are no channel; write the address of an incoming webhook or a bot"
                raise SendError(words, retryable=False, parks=True)
            self._http = Http(
                address.redact, connect_s=address.connect_s, read_s=address.read_s, verify=address.verify
            )
            self._address = address
        return self._address

    def _send(
        self, channel: str | None, message: Message, pictures: Sequence[Picture], before: dict[str, str]
    ) -> str:
        common: dict[str, Any] = {"unfurl_links": False, "unfurl_media": False}
        name, _, thread = (channel or "").partition(":")
        if name:
            common["channel"] = name[1:] if name[0] == "+" else name if name[0] in "#@" else f"#{name}"
        # A bot is told the channel's identity, not its name: of several, who is who is not known.
        if len(before) == 1:
            (thread,) = before.values()
        if thread:
            common["thread_ts"] = thread
        told: Answered | None = None
        if message.markup and style_of(self._url) is Style.SLACK:
            told = self._post({**common, "text": message.markup, "mrkdwn": True})
        if told is None or told.status == 400 or _error(told) in _UNFIT:
            plain = _escaped(f"{message.title}\n{message.body}")
            told = self._post({**common, "text": plain, "mrkdwn": False})
        if not told.ok or told.record.get("ok") is False:
            raise self._failure(told)
        where, ts = told.record.get("channel", ""), told.record.get("ts", "")
        if not (where and ts):
            return ""
        for picture in pictures:
            self._show(picture, str(where), thread or str(ts))
        return f"{where}:{ts}"

    def _show(self, picture: Picture, channel: str, thread: str) -> None:
        """Below the news: it is told, so a picture that fails is no failure of it."""
        asked = {"filename": picture.name, "length": str(len(picture.data)), "alt_txt": picture.words}
        try:
            place = self._taken(self._call("files.getUploadURLExternal", data=asked))
            sent = {"Content-Type": "application/octet-stream"}
            # The address is made for this one picture; the token is none of its business.
            self._taken(self._http.post(str(place["upload_url"]), content=picture.data, headers=sent))
            shared = {
                "files": [{"id": place["file_id"], "title": picture.words}],
                "channel_id": channel,
                "thread_ts": thread,
            }
            self._taken(self._call("files.completeUploadExternal", record=shared))
        except KeyError as error:
            log.warning("a picture was not taken: Slack named no %s", error)
        except SendError as error:
            log.warning("a picture was not taken: %s", error)

    def _taken(self, told: Answered) -> dict[str, Any]:
        """What was answered to what was taken.

        Raises:
            SendError: it was not.
        """
        if not told.ok or told.record.get("ok") is False:
            raise self._failure(told)
        return told.record

    def _call(self, method: str, **sent: Any) -> Answered:
        """A method of the interface of bots."""
        address = self.open()
        headers = {"Authorization": f"Bearer {address.service.access_token}"}
        return self._http.post(f"{address.api or API}/{method}", headers=headers, **sent)

    def _edit(self, channel: str, ts: str, message: Message) -> str:
        """Change what stands in a channel."""
        place = {"channel": channel, "ts": ts}
        told: Answered | None = None
        if message.markup and style_of(self._url) is Style.SLACK:
            told = self._post({**place, "text": message.markup}, "chat.update")
        if told is None or _error(told) in _UNFIT - _GONE:
            told = self._post({**place, "text": _escaped(f"{message.title}\n{message.body}")}, "chat.update")
        if not told.ok or told.record.get("ok") is False:
            raise self._failure(told)
        return f"{channel}:{ts}"

    def _post(self, record: dict[str, Any], method: str = "chat.postMessage") -> Answered:
        address = self.open()
        service = address.service
        if service.mode == "bot":
            return self._call(method, record=record)
        tokens = f"{service.token_a}/{service.token_b}/{service.token_c}"
        return self._http.post(f"{address.api or HOOKS}/services/{tokens}", record=record)

    def _failure(self, told: Answered) -> SendError:
        error = self._http.failure(told)
        said = _error(told)
        if told.status == 200 or said in _UNFIT:
            cause = self._http.cause(f"Slack: {said}")
            if said in _PASSING:
                return SendError(cause, retryable=True, retry_after_s=told.wait_s)
            return SendError(cause, retryable=False, parks=said not in _UNFIT)
        return error


def _error(told: Answered) -> str:
    """Slack's word for what is wrong: of a bot in a record, of a webhook as plain text."""
    if told.status == 200:
        return str(told.record.get("error", ""))
    return told.text.strip() if told.status in (400, 403, 404, 410) else ""


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
