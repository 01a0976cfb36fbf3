"""Webhooks, against a server that fails in every way."""

import base64
import json
import time
from dataclasses import replace

import pytest
from jsonschema import Draft202012Validator

from monitor.records import AlertKind, MessageKind
from monitor.schemas import schema
from monitor.send import Redactor, open_destination
from tests.flow.outgoing import fate, outgoing, refusal
from tests.servers import CERTIFICATE, Answer, Server


def hook(server: Server, more: str = "", scheme: str = "json", user: str = "") -> str:
    return f"{scheme}://{user}{server.host}:{server.port}/hook{more}"


@pytest.mark.parametrize("kind", [AlertKind.LATER, AlertKind.COVERAGE, AlertKind.DENIED])
@pytest.mark.parametrize("behind", [False, True], ids=["json", "webhook"])
def test_what_is_posted_is_what_is_documented(server: Server, kind: AlertKind, behind: bool) -> None:
    server.add("/hook", Answer(200, b'{"id": "m-7"}'))
    url = f"webhook:{server.url}/hook" if behind else hook(server)
    message = outgoing(url, kind)
    assert open_destination(url)(message) == "m-7"
    [asked] = server.asked
    sent = json.loads(asked.body)
    Draft202012Validator(schema("message")).validate(sent)
    Draft202012Validator(schema("alert")).validate(sent["alert"])
    assert asked.headers["idempotency-key"] == b"shift:1@out"
    assert asked.headers["content-type"] == b"application/json; charset=utf-8"
    assert (sent["key"], sent["title"], sent["text"]) == (message.key, message.title, message.body)


def test_a_digest_and_an_update_say_what_they_are(server: Server) -> None:
    server.add("/hook", Answer(200))
    send = open_destination(hook(server))
    first = outgoing(hook(server))
    send(replace(first, kind=MessageKind.DIGEST, payload='{"alerts":[{"key":"a"},{"key":"b"}]}'))
    send(replace(first, kind=MessageKind.UPDATE, answers="shift:0@out"))
    digest, update = (json.loads(asked.body) for asked in server.asked)
    assert (digest["kind"], digest["alert"], [a["key"] for a in digest["alerts"]]) == (
        "digest",
        None,
        ["a", "b"],
    )
    assert (update["kind"], update["answers"]) == ("update", "shift:0@out")


@pytest.mark.parametrize(
    ("answer", "then", "wait"),
    [
        pytest.param(Answer(500, b"oops"), "again", None, id="500"),
        pytest.param(Answer(502), "again", None, id="502"),
        pytest.param(Answer(503, headers={"Retry-After": "17"}), "again", 17, id="503-retry-after"),
        pytest.param(Answer(408), "again", None, id="408"),
        pytest.param(Answer(425), "again", None, id="425"),
        pytest.param(Answer(429, headers={"Retry-After": "90"}), "again", 90, id="429-retry-after"),
        pytest.param(
            Answer(
                429,
                headers={
                    "Retry-After": "Mon, 02 Mar 2026 10:02:00 GMT",
                    "Date": "Mon, 02 Mar 2026 10:00:00 GMT",
                },
            ),
            "again",
            120,
            id="429-until-a-date",
        ),
        pytest.param(Answer(429, b'{"retry_after": 1.5}'), "again", 1.5, id="429-in-words"),
        pytest.param(
            Answer(429, b'{"parameters":{"retry_after":37}}'), "again", 37, id="429-telegram's-words"
        ),
        pytest.param(Answer(429, b'{"retry_after": "soon"}'), "again", None, id="429-unreadable"),
        pytest.param(Answer(400, b"bad"), "parked", None, id="400"),
        pytest.param(Answer(401), "parked", None, id="401"),
        pytest.param(Answer(403, headers={"Retry-After": "5"}), "parked", None, id="403"),
        pytest.param(Answer(404), "parked", None, id="404"),
        pytest.param(Answer(410), "parked", None, id="410"),
        pytest.param(
            Answer(301, headers={"Location": "https://elsewhere.example/"}), "parked", None, id="301"
        ),
        pytest.param(Answer(413), "refused", None, id="413"),
        pytest.param(Answer(422), "refused", None, id="422"),
        pytest.param(Answer(raw=b""), "again", None, id="hangs-up"),
        pytest.param(Answer(raw=b"not http\r\n\r\n"), "again", None, id="not-http"),
        pytest.param(Answer(200, b"x" * 100, reset_after=10), "again", None, id="reset-after-accepting"),
        pytest.param(Answer(delay_s=5), "again", None, id="silent"),
        pytest.param(Answer(200, b"ok" * 50, piece=1, pause_s=1), "again", None, id="drips"),
    ],
)
def test_every_failure_says_what_becomes_of_the_message(
    server: Server, answer: Answer, then: str, wait: float | None
) -> None:
    server.add("/hook", answer)
    patience = 0.3 if answer.delay_s or answer.pause_s else 10
    error = refusal(hook(server, f"?rto={patience}&cto={patience}"))
    assert (fate(error), error.retry_after_s) == (then, wait)
    assert str(error)


@pytest.mark.parametrize("status", [200, 201, 202, 204])
def test_any_2xx_is_a_yes(server: Server, status: int) -> None:
    server.add("/hook", Answer(status))
    assert open_destination(hook(server))(outgoing(hook(server))) == ""


def test_a_slow_yes_is_a_yes(server: Server) -> None:
    server.add("/hook", Answer(200, b"{}", delay_s=0.5, piece=1, pause_s=0.1))
    open_destination(hook(server))(outgoing(hook(server)))


def test_an_endless_answer_ends(server: Server) -> None:
    server.add("/hook", Answer(200, b"x" * 5_000_000))
    start = time.monotonic()
    open_destination(hook(server))(outgoing(hook(server)))
    assert time.monotonic() - start < 5


def test_nothing_is_sent_to_where_it_moved(server: Server) -> None:
    server.add("/hook", Answer(307, headers={"Location": f"{server.url}/other"}))
    error = refusal(hook(server))
    assert server.paths() == ["/hook"]
    assert "moved to" in str(error)


def test_what_an_address_may_say(server: Server) -> None:
    server.add("/hook", Answer(200))
    url = hook(server, "?+X-Desk=a%20b&-page=7&method=put&:team=east", user="bob:p%40ss@")
    open_destination(url)(outgoing(url))
    [asked] = server.asked
    assert (asked.method, asked.path) == ("PUT", "/hook?page=7")
    assert asked.headers["x-desk"] == b"a b"
    assert asked.headers["authorization"] == b"Basic " + base64.b64encode(b"bob:p@ss")
    assert json.loads(asked.body)["team"] == "east"


def test_a_header_cannot_be_injected_by_a_key(server: Server) -> None:
    server.add("/hook", Answer(200))
    message = outgoing(hook(server), key="shift:1\r\nX-Evil: yes@مكتب")
    open_destination(hook(server))(message)
    [asked] = server.asked
    assert "x-evil" not in asked.headers
    assert json.loads(asked.body)["key"] == message.key


def test_connections_are_kept_between_messages(server: Server) -> None:
    server.add("/hook", Answer(200))
    send = open_destination(hook(server))
    for _ in range(5):
        send(outgoing(hook(server)))
    assert len(server.asked) == 5
    assert server.connections == 1


def test_certificates_are_checked_unless_the_address_says_otherwise() -> None:
    assert CERTIFICATE.exists()
    with Server(tls=True) as server:
        server.add("/hook", Answer(200))
        assert fate(refusal(hook(server, scheme="jsons"))) == "again"
        assert server.asked == []
        url = hook(server, "?verify=no", scheme="jsons")
        assert open_destination(url)(outgoing(url)) == ""


def test_causes_hold_no_secrets(server: Server) -> None:
    server.add("/hook", Answer(500, b"you sent s3cr3t-head as bob:s3cr3t-word to /hook?key=s3cr3t-query"))
    url = hook(server, "?+Authorization=s3cr3t-head", user="bob:s3cr3t-word@")
    assert "s3cr3t-head" not in str(refusal(url))
    assert "s3cr3t-word" not in str(refusal(url))
    behind = f"webhook:{server.url}/hook?key=s3cr3t-query"
    assert "s3cr3t-query" not in str(refusal(behind))
    known = refusal(hook(server), redact=Redactor(["s3cr3t-head", "s3cr3t-word", "s3cr3t-query"]))
    assert "s3cr3t" not in str(known)
    assert "HTTP 500: you sent ***" in str(known)
