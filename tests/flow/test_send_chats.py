"""Telegram, ntfy and Slack, against their interfaces on loopback."""

import json
from collections.abc import Callable
from dataclasses import replace
from email.message import Message as Parts
from email.parser import BytesParser
from urllib.parse import parse_qs, urlsplit

import pytest

from monitor.errors import SendError
from monitor.records import AlertKind, Message, MessageKind
from monitor.send import open_destination
from monitor.send.rate import rate_of
from tests.flow.outgoing import PICTURE, fate, outgoing, refusal
from tests.servers import Answer, Asked, Server

TOKEN = "123456789:AAE-abcdefghijklmnopqrstuvwxyz01234"
SEND, PHOTO = f"/bot{TOKEN}/sendMessage", f"/bot{TOKEN}/sendPhoto"
BOT = "xoxb-1234-1234-4ddbc191d40ee098cbaae6f3523ada2d"
HOOK = "/services/T1JJ3T3L2/A1BRTD4JD/TIiajkdnlazkcOXrIdevi7FQ"


def telegram(server: Server, chats: str = "4242", more: str = "") -> str:
    return f"tgram://{TOKEN}/{chats}/?api={server.url}{more}"


def ntfy(server: Server, topics: str = "desk", user: str = "", more: str = "") -> str:
    return f"ntfy://{user}{server.host}:{server.port}/{topics}{more}"


def slack(server: Server, path: str) -> str:
    return f"slack://{path}?api={server.url}"


def taken(number: int = 7) -> Answer:
    return Answer(200, json.dumps({"ok": True, "result": {"message_id": number}}).encode())


def bodies(server: Server) -> list[dict[str, object]]:
    return [json.loads(asked.body) for asked in server.asked]


def form(asked: Asked) -> dict[str, Parts]:
    """The fields of a posted form, each by its name."""
    head = b"Content-Type: " + asked.headers["content-type"] + b"\r\n\r\n"
    whole = BytesParser().parsebytes(head + asked.body)
    return {str(part.get_param("name", header="content-disposition")): part for part in whole.get_payload()}


def update(url: str) -> Message:
    return replace(outgoing(url), kind=MessageKind.UPDATE, answers="shift:0@out")


class TestTelegram:
    @pytest.mark.parametrize("language", ["en", "ar"])
    def test_markup_and_identity(self, server: Server, language: str) -> None:
        server.add(SEND, taken())
        url = telegram(server)
        message = outgoing(url, language=language)
        assert open_destination(url)(message) == "4242:7"
        [body] = bodies(server)
        assert (body["chat_id"], body["parse_mode"], body["text"]) == (4242, "HTML", message.markup)
        assert "disable_notification" not in body
        assert message.markup != ""

    def test_coverage_and_updates_make_no_sound(self, server: Server) -> None:
        server.add(SEND, taken())
        url = telegram(server)
        send = open_destination(url)
        send(outgoing(url, AlertKind.COVERAGE))
        send(outgoing(url))
        send(update(url))
        assert [body.get("disable_notification") for body in bodies(server)] == [True, None, True]

    def test_an_answer_stands_below_what_it_answers(self, server: Server) -> None:
        server.add(SEND, taken())
        url = telegram(server, "4242/-100777:5")
        open_destination(url)(update(url), (), "4242:31 -100777:90")
        first, second = sorted(bodies(server), key=lambda body: body["chat_id"] == -100777)  # type: ignore[arg-type,return-value]
        assert first["reply_parameters"] == {"message_id": 31, "allow_sending_without_reply": True}
        assert second["reply_parameters"] == {"message_id": 90, "allow_sending_without_reply": True}
        assert second["message_thread_id"] == 5

    def test_markup_that_is_refused_is_followed_by_plain_lines(self, server: Server) -> None:
        server.add(
            SEND, Answer(400, b'{"ok":false,"description":"Bad Request: can\'t parse entities"}'), taken()
        )
        url = telegram(server)
        message = outgoing(url)
        assert open_destination(url)(message) == "4242:7"
        marked, plain = bodies(server)
        assert marked["parse_mode"] == "HTML"
        assert plain["text"] == f"{message.title}\n{message.body}"
        assert "parse_mode" not in plain

    @pytest.mark.parametrize(
        ("status", "words", "then", "wait"),
        [
            (400, "Bad Request: chat not found", "parked", None),
            (400, "Bad Request: message is too long", "refused", None),
            (401, "Unauthorized", "parked", None),
            (403, "Forbidden: bot was blocked by the user", "parked", None),
            (404, "Not Found", "parked", None),
            (429, "Too Many Requests: retry after 35", "again", 35),
            (502, "Bad Gateway", "again", None),
        ],
    )
    def test_what_it_says_no_to(
        self, server: Server, status: int, words: str, then: str, wait: float | None
    ) -> None:
        told = {"ok": False, "error_code": status, "description": words}
        if wait:
            told["parameters"] = {"retry_after": wait}
        server.add(SEND, Answer(status, json.dumps(told).encode()))
        error = refusal(telegram(server))
        assert (fate(error), error.retry_after_s) == (then, wait)
        assert words in str(error)
        assert TOKEN not in str(error)

    def test_a_retry_skips_the_chats_that_have_it(self, server: Server) -> None:
        down = Answer(503, b"{}")
        server.add(SEND, taken(1), down, taken(3))
        url = telegram(server, "11/22")
        send = open_destination(url)
        assert fate(refusal(url, sender=send)) == "again"
        assert send(outgoing(url)) == "11:1 22:3"
        assert [body["chat_id"] for body in bodies(server)] == [11, 22, 22]

    def test_one_chat_that_is_gone_keeps_nothing_from_the_other(
        self, server: Server, caplog: pytest.LogCaptureFixture
    ) -> None:
        gone = Answer(403, b'{"ok":false,"description":"Forbidden: bot was kicked"}')
        server.add(SEND, gone, taken(2))
        url = telegram(server, "11/22")
        assert open_destination(url)(outgoing(url)) == "22:2"
        assert "bot was kicked" in caplog.text

    def test_the_chart_follows_without_a_sound(self, server: Server) -> None:
        server.add(SEND, taken())
        server.add(PHOTO, taken(8))
        url = telegram(server)
        message = outgoing(url)
        open_destination(url)(message, [PICTURE])
        fields = form(server.asked[1])
        assert fields["photo"].get_payload(decode=True) == PICTURE.data
        assert fields["photo"].get_filename() == "timeline.png"
        assert fields["caption"].get_payload(decode=True).decode() == message.title  # type: ignore[union-attr]
        assert fields["disable_notification"].get_payload().strip() == "True"  # type: ignore[union-attr]
        assert json.loads(fields["reply_parameters"].get_payload())["message_id"] == 7  # type: ignore[arg-type]

    def test_a_picture_that_is_refused_fails_nothing(
        self, server: Server, caplog: pytest.LogCaptureFixture
    ) -> None:
        server.add(SEND, taken())
        server.add(PHOTO, Answer(400, b'{"ok":false,"description":"IMAGE_PROCESS_FAILED"}'))
        url = telegram(server)
        assert open_destination(url)(outgoing(url), [PICTURE]) == "4242:7"
        assert "IMAGE_PROCESS_FAILED" in caplog.text


class TestNtfy:
    def test_title_priority_tags_and_link(self, server: Server) -> None:
        server.add("/", Answer(200, b'{"id":"hwQ2YpKdmg"}'))
        url = ntfy(server)
        message = outgoing(url)
        assert open_destination(url)(message) == "hwQ2YpKdmg"
        [body] = bodies(server)
        assert body == {**json.loads(message.markup), "topic": "desk"}
        assert (body["title"], body["priority"]) == (message.title, 4)
        assert body["click"] == "https://example.org/later?page=1&from=feed"

    @pytest.mark.parametrize(
        ("user", "more", "sent"),
        [
            ("bob:word@", "", b"Basic Ym9iOndvcmQ="),
            ("", "?auth=token&token=tk_abc123", b"Bearer tk_abc123"),
            ("tk_abc123@", "", b"Bearer tk_abc123"),
        ],
    )
    def test_who_may_publish(self, server: Server, user: str, more: str, sent: bytes) -> None:
        server.add("/", Answer(200))
        url = ntfy(server, user=user, more=more)
        open_destination(url)(outgoing(url))
        assert server.asked[0].headers["authorization"] == sent

    def test_a_priority_of_the_address_wins(self, server: Server) -> None:
        server.add("/", Answer(200))
        url = ntfy(server, more="?priority=max")
        open_destination(url)(outgoing(url))
        assert bodies(server)[0]["priority"] == 5

    def test_the_public_server_is_reached_elsewhere_when_asked(self, server: Server) -> None:
        server.add("/", Answer(200))
        url = f"ntfy://desk?api={server.url}"
        open_destination(url)(outgoing(url))
        assert bodies(server)[0]["topic"] == "desk"

    def test_a_refused_object_is_followed_by_plain_lines(self, server: Server) -> None:
        server.add("/", Answer(400, b'{"error":"invalid tags"}'), Answer(200, b'{"id":"x"}'))
        url = ntfy(server)
        message = outgoing(url)
        assert open_destination(url)(message) == "x"
        assert bodies(server)[1] == {"title": message.title, "message": message.body, "topic": "desk"}

    @pytest.mark.parametrize(
        ("answer", "then", "wait"),
        [
            (Answer(429, headers={"Retry-After": "5"}), "again", 5),
            (Answer(403, b'{"error":"forbidden"}'), "parked", None),
            (Answer(413), "refused", None),
            (Answer(500), "again", None),
        ],
    )
    def test_what_it_says_no_to(self, server: Server, answer: Answer, then: str, wait: float | None) -> None:
        server.add("/", answer)
        error = refusal(ntfy(server, "s3cr3t-topic"))
        assert (fate(error), error.retry_after_s) == (then, wait)
        assert "s3cr3t" not in str(error)

    def test_the_chart_follows_without_a_sound(self, server: Server) -> None:
        server.add("/", Answer(200, b'{"id":"x"}'))
        server.add("/desk", Answer(200))
        url = ntfy(server)
        message = outgoing(url)
        open_destination(url)(message, [PICTURE])
        shown = server.asked[1]
        told = parse_qs(urlsplit(shown.path).query)
        assert (shown.method, shown.body) == ("PUT", PICTURE.data)
        assert (told["title"], told["filename"], told["priority"]) == (
            [message.title],
            ["timeline.png"],
            ["1"],
        )


class TestSlack:
    def test_webhook(self, server: Server) -> None:
        server.add(HOOK, Answer(200, b"ok"))
        url = slack(server, HOOK.removeprefix("/services/"))
        message = outgoing(url)
        assert open_destination(url)(message) == ""
        [body] = bodies(server)
        assert body == {"text": message.markup, "mrkdwn": True, "unfurl_links": False, "unfurl_media": False}

    def test_bot(self, server: Server) -> None:
        server.add("/chat.postMessage", Answer(200, b'{"ok":true,"channel":"C9","ts":"17.01"}'))
        url = slack(server, f"{BOT}/news")
        assert open_destination(url)(outgoing(url)) == "C9:17.01"
        [asked] = server.asked
        assert asked.headers["authorization"] == f"Bearer {BOT}".encode()
        assert json.loads(asked.body)["channel"] == "#news"

    def test_an_answer_stands_in_the_thread(self, server: Server) -> None:
        server.add("/chat.postMessage", Answer(200, b'{"ok":true,"channel":"C9","ts":"18.01"}'))
        url = slack(server, f"{BOT}/news")
        open_destination(url)(update(url), (), "C9:17.01")
        assert bodies(server)[0]["thread_ts"] == "17.01"

    def test_of_several_channels_none_is_answered_in_the_thread_of_another(self, server: Server) -> None:
        server.add("/chat.postMessage", Answer(200, b'{"ok":true,"channel":"C9","ts":"18.01"}'))
        url = slack(server, f"{BOT}/news/desk")
        open_destination(url)(update(url), (), "C9:17.01 C8:17.02")
        assert {body["channel"] for body in bodies(server)} == {"#news", "#desk"}
        assert not any("thread_ts" in body for body in bodies(server))

    @pytest.mark.parametrize(
        ("answer", "then", "wait"),
        [
            (Answer(200, b'{"ok":false,"error":"invalid_auth"}'), "parked", None),
            (Answer(200, b'{"ok":false,"error":"channel_not_found"}'), "parked", None),
            (Answer(200, b'{"ok":false,"error":"msg_too_long"}'), "refused", None),
            (Answer(200, b'{"ok":false,"error":"internal_error"}'), "again", None),
            (Answer(429, b'{"ok":false,"error":"ratelimited"}', {"Retry-After": "30"}), "again", 30),
            (Answer(503), "again", None),
        ],
    )
    def test_what_it_says_no_to(self, server: Server, answer: Answer, then: str, wait: float | None) -> None:
        server.add("/chat.postMessage", answer)
        error = refusal(slack(server, f"{BOT}/news"))
        assert (fate(error), error.retry_after_s) == (then, wait)
        assert BOT not in str(error)

    @pytest.mark.parametrize(
        ("answer", "then"),
        [
            (Answer(400, b"invalid_payload"), "refused"),
            (Answer(403, b"action_prohibited"), "parked"),
            (Answer(404, b"no_service"), "parked"),
            (Answer(410, b"channel_is_archived"), "parked"),
            (Answer(500, b"rollup_error"), "again"),
        ],
    )
    def test_what_its_webhook_says_no_to(self, server: Server, answer: Answer, then: str) -> None:
        server.add(HOOK, answer)
        assert fate(refusal(slack(server, HOOK.removeprefix("/services/")))) == then

    def test_a_bot_shows_the_chart_in_the_thread(self, server: Server) -> None:
        server.add("/chat.postMessage", Answer(200, b'{"ok":true,"channel":"C9","ts":"17.01"}'))
        place = {"ok": True, "upload_url": f"{server.url}/upload/v1/ABC", "file_id": "F1"}
        server.add("/files.getUploadURLExternal", Answer(200, json.dumps(place).encode()))
        server.add("/upload/v1/ABC", Answer(200, b"OK - 14"))
        server.add("/files.completeUploadExternal", Answer(200, b'{"ok":true,"files":[{"id":"F1"}]}'))
        url = slack(server, f"{BOT}/news")
        assert open_destination(url)(outgoing(url), [PICTURE]) == "C9:17.01"
        _told, asked, upload, shared = server.asked
        assert parse_qs(asked.body.decode()) == {
            "filename": ["timeline.png"],
            "length": [str(len(PICTURE.data))],
            "alt_txt": [PICTURE.words],
        }
        assert upload.body == PICTURE.data
        assert "authorization" not in upload.headers
        assert json.loads(shared.body) == {
            "files": [{"id": "F1", "title": PICTURE.words}],
            "channel_id": "C9",
            "thread_ts": "17.01",
        }
        # An update goes to the thread of what it answers, and so does its chart.
        open_destination(url)(update(url), [PICTURE], "C9:11.11")
        assert json.loads(server.asked[-1].body)["thread_ts"] == "11.11"

    @pytest.mark.parametrize(
        ("path", "answer"),
        [
            ("/files.getUploadURLExternal", Answer(200, b'{"ok":false,"error":"missing_scope"}')),
            ("/files.getUploadURLExternal", Answer(200, b'{"ok":true}')),
            ("/files.completeUploadExternal", Answer(500)),
            ("/upload", Answer(reset_after=0, body=b"x")),
        ],
    )
    def test_a_picture_that_is_refused_fails_nothing(
        self, server: Server, path: str, answer: Answer, caplog: pytest.LogCaptureFixture
    ) -> None:
        server.add("/chat.postMessage", Answer(200, b'{"ok":true,"channel":"C9","ts":"17.01"}'))
        place = {"ok": True, "upload_url": f"{server.url}/upload", "file_id": "F1"}
        server.add("/files.getUploadURLExternal", Answer(200, json.dumps(place).encode()))
        server.add("/upload", Answer(200))
        server.add(path, answer)
        url = slack(server, f"{BOT}/news")
        assert open_destination(url)(outgoing(url), [PICTURE]) == "C9:17.01"
        assert "a picture was not taken" in caplog.text
        assert BOT not in caplog.text

    def test_plain_lines_call_nobody(self, server: Server) -> None:
        server.add(HOOK, Answer(400, b"invalid_blocks"), Answer(200, b"ok"))
        url = slack(server, HOOK.removeprefix("/services/"))
        open_destination(url)(outgoing(url, body="<!channel> & <@U1>"))
        assert str(bodies(server)[1]["text"]).endswith("&lt;!channel&gt; &amp; &lt;@U1&gt;")


def test_addresses_as_services_hand_them_out() -> None:
    assert type(open_destination(f"https://hooks.slack.com{HOOK}")).__name__ == "SlackSender"
    assert type(open_destination("https://ntfy.sh/desk")).__name__ == "NtfySender"
    for url in (f"https://hooks.slack.com{HOOK}", "https://ntfy.sh/desk"):
        open_destination(url).open()  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("url", "every_s"),
    [
        (f"tgram://{TOKEN}/4242/", 1.0),
        (f"tgram://{TOKEN}/-100777:5/", 3.0),
        (f"tgram://{TOKEN}/@channel/", 3.0),
        ("ntfys://ntfy.sh/desk", 5.0),
        ("https://ntfy.sh/desk", 5.0),
        (f"slack://{BOT}/news", 1.0),
        ("json://localhost/hook", None),
        ("terminal", None),
    ],
)
def test_how_fast_services_are_written_to(url: str, every_s: float | None) -> None:
    rate = rate_of(url)
    assert (rate and rate.every_s) == every_s


def edit(url: str, **changes: object) -> Message:
    return replace(outgoing(url, **changes), kind=MessageKind.EDIT, answers="shift:0@out")  # type: ignore[arg-type]


EDIT = SEND.replace("sendMessage", "editMessageText")


class TestEditing:
    @pytest.mark.parametrize(
        ("answers", "then"),
        [
            ([Answer(200, b'{"ok":true,"result":{"message_id":7}}')], "4242:7"),
            (
                [
                    Answer(400, b'{"ok":false,"description":"Bad Request: can\'t parse entities"}'),
                    Answer(200, b'{"ok":true,"result":{"message_id":7}}'),
                ],
                "4242:7",
            ),
            ([Answer(400, b'{"ok":false,"description":"Bad Request: message is not modified"}')], "4242:7"),
            (
                [Answer(400, b'{"ok":false,"description":"message to edit not found"}')],
                "refused",
            ),
            ([Answer(429, b'{"ok":false,"parameters":{"retry_after":5}}')], "again"),
            ([Answer(401, b'{"ok":false,"description":"Unauthorized"}')], "parked"),
        ],
    )
    def test_telegram(self, server: Server, answers: list[Answer], then: str) -> None:
        server.add(EDIT, *answers)
        url = telegram(server)
        message = edit(url)
        try:
            told = open_destination(url)(message, (), "4242:7")
        except SendError as error:
            told = fate(error)
        assert told == then
        first = bodies(server)[0]
        assert (first["chat_id"], first["message_id"], first["text"]) == (4242, 7, message.markup)
        assert {asked.path for asked in server.asked} == {EDIT}

    def test_each_of_several_channels_of_slack(self, server: Server) -> None:
        server.add("/chat.update", Answer(200, b'{"ok":true,"channel":"C9","ts":"17.01"}'))
        url = slack(server, f"{BOT}/news/desk")
        assert open_destination(url)(edit(url), (), "C9:17.01 C8:17.02") == "C9:17.01 C8:17.02"
        assert [(b["channel"], b["ts"]) for b in bodies(server)] == [("C9", "17.01"), ("C8", "17.02")]

    def test_slack_that_changes_it_no_more(self, server: Server) -> None:
        server.add("/chat.update", Answer(200, b'{"ok":false,"error":"edit_window_closed"}'))
        url = slack(server, f"{BOT}/news")
        with pytest.raises(SendError) as raised:
            open_destination(url)(edit(url), (), "C9:17.01")
        assert fate(raised.value) == "refused"

    def test_ntfy_names_what_it_replaces(self, server: Server) -> None:
        server.add("/", Answer(200, b'{"id":"new"}'))
        url = ntfy(server)
        assert open_destination(url)(edit(url), (), "abc") == "abc"
        assert bodies(server)[0]["sequence_id"] == "abc"

    @pytest.mark.parametrize("make", [telegram, ntfy, lambda s: slack(s, f"{BOT}/news")])
    def test_what_is_not_known_is_not_edited(self, server: Server, make: Callable[[Server], str]) -> None:
        url = make(server)
        with pytest.raises(SendError) as raised:
            open_destination(url)(edit(url))
        assert fate(raised.value) == "refused"
        assert server.asked == []
