"""The ways out, against real receivers: a file, a terminal, a webhook, a mailbox."""

import io
import json
import logging
import re
import socket
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console

from monitor.errors import SendError
from monitor.records import Message, MessageState
from monitor.send import RedactingFilter, Redactor, destination_problem, open_destination, shown_url
from monitor.send.redact import SHORTEST
from monitor.send.terminal import panel
from tests.servers import Answer, Server

NOW = datetime(2026, 3, 2, 10, tzinfo=UTC)
MESSAGE = Message(
    key="shift:1@out",
    alert="shift:1",
    destination="out",
    title="LATER: مهمة التحالف: September 2026 → end of 2026 (+92 days)",
    body="Said by: \u2068وزير الدفاع\u2069 (on record)\n    “[bold]not markup[/bold]”\nRef: 94f39d5e",
    payload='{"key":"shift:1","kind":"later","severity":"shift","quote":"نهاية 2026"}',
    state=MessageState.LEASED,
    attempts=1,
    next_attempt_at=NOW,
    created_at=NOW,
)


def test_a_frame_on_a_terminal_stays_whole_around_arabic() -> None:
    console = Console(file=io.StringIO(), width=60, legacy_windows=False)
    quote = "    \u2068“" + "إنهاء مهمة التحالف في العراق بحلول أيلول 2026 " * 4 + "”\u2069"
    console.print(panel("LATER: x", f"Said by: \u2068وزير الدفاع\u2069\n{quote}\nRef: 94f39d5e", "shift"))
    assert isinstance(console.file, io.StringIO)
    rows = console.file.getvalue().splitlines()
    assert {cell_len(row) for row in rows} == {60}
    arabic = [row for row in rows if "العراق" in row]
    assert len(arabic) > 2
    for row in arabic:
        # The indent stands outside the isolate, the frame behind it.
        assert re.fullmatch("│     [\u2067\u2068][^\u2066-\u2069]+\u2069 *│", row)


def webhook(server: Server, path: str = "/hook", scheme: str = "json", user: str = "") -> str:
    return f"{scheme}://{user}{server.host}:{server.port}{path}"


def test_jsonl_appends_one_object_a_line(tmp_path: Path) -> None:
    send = open_destination("jsonl:new/alerts.jsonl", base=tmp_path)
    send(MESSAGE)
    send(replace(MESSAGE, key="shift:2@out", payload=""))
    lines = (tmp_path / "new/alerts.jsonl").read_text("utf-8").splitlines()
    assert json.loads(lines[0]) == json.loads(MESSAGE.payload)
    assert json.loads(lines[1]) == {"key": "shift:2@out", "title": MESSAGE.title, "body": MESSAGE.body}
    assert "نهاية" in lines[0]


@pytest.mark.parametrize(
    "torn",
    [
        pytest.param(b'{"key":"torn', id="after-a-line"),
        pytest.param(b"x" * 9_000, id="longer-than-a-block"),
    ],
)
@pytest.mark.parametrize("before", [b"", b'{"key":"whole"}\n'])
def test_jsonl_takes_a_torn_line_off(tmp_path: Path, before: bytes, torn: bytes) -> None:
    path = tmp_path / "alerts.jsonl"
    path.write_bytes(before + torn)
    open_destination(f"jsonl:{path}")(MESSAGE)
    written = path.read_bytes()
    assert written.startswith(before)
    assert [json.loads(line)["key"] for line in written[len(before) :].splitlines()] == ["shift:1"]


def test_jsonl_that_cannot_be_written_is_to_be_retried(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(SendError, match=r"alerts\.jsonl: cannot be written: ") as raised:
        open_destination(f"jsonl:{tmp_path}/file/alerts.jsonl")(MESSAGE)
    assert raised.value.retryable


def test_terminal_prints_words_not_markup() -> None:
    stream = io.StringIO()
    open_destination("terminal", stream=stream)(MESSAGE)
    shown = stream.getvalue()
    assert "[bold]not markup[/bold]" in shown
    assert "وزير الدفاع" in shown
    assert "\x1b" not in shown  # no colours where there is no terminal


def test_a_closed_terminal_is_no_crash() -> None:
    stream = io.StringIO()
    stream.close()
    with pytest.raises(SendError, match="terminal cannot be written"):
        open_destination("terminal", stream=stream)(MESSAGE)


def test_nobody_listening_is_to_be_retried_and_says_why() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
    with pytest.raises(SendError, match="Connection refused") as raised:
        open_destination(f"json://127.0.0.1:{port}")(MESSAGE)
    assert raised.value.retryable


def test_neither_causes_nor_logs_hold_secrets(server: Server) -> None:
    server.add("/hook/s3cr3t-path", Answer(500, b"you sent token=s3cr3t-path and s3cr3t-word"))
    url = webhook(server, "/hook/s3cr3t-path", user="bob:s3cr3t-word@") + "?+Authorization=s3cr3t-head"
    redact = Redactor(["s3cr3t-path", "s3cr3t-word", "s3cr3t-head"])
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.addFilter(RedactingFilter(redact))
    root, level = logging.getLogger(), logging.getLogger().level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    try:
        with pytest.raises(SendError, match="500") as raised:
            open_destination(url, redact=redact)(MESSAGE)
    finally:
        root.removeHandler(handler)
        root.setLevel(level)
    assert "s3cr3t" not in str(raised.value)
    assert "/hook/***" in stream.getvalue()
    assert "s3cr3t" not in stream.getvalue()


@pytest.mark.parametrize(
    ("url", "words"),
    [
        pytest.param("carrier-pigeon", "is no destination", id="no-address"),
        pytest.param("pigeon://loft/secret", "not an address that Apprise can send to", id="unknown-service"),
        pytest.param("jsonl:", "names no file", id="no-file"),
    ],
)
def test_addresses_that_lead_nowhere(url: str, words: str) -> None:
    problem = destination_problem(url)
    assert problem is not None
    assert words in problem
    assert "secret" not in problem


@pytest.mark.parametrize(
    "url", ["terminal", "jsonl:a.jsonl", "json://localhost", "ntfys://ntfy.example/topic"]
)
def test_addresses_that_can_be_used(url: str) -> None:
    assert destination_problem(url) is None


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("GET https://bob:pw@example.org/x", "GET https://***@example.org/x", id="userinfo"),
        pytest.param("https://bob:p@w@example.org/", "https://***@example.org/", id="at-in-password"),
        pytest.param("https://e.org/?a=1&token=abc&b=2", "https://e.org/?a=1&token=***&b=2", id="token"),
        pytest.param(
            "https://e.org/?access_token=abc#x", "https://e.org/?access_token=***#x", id="access-token"
        ),
        pytest.param("https://e.org/?sig=a%20b c", "https://e.org/?sig=*** c", id="signature"),
        pytest.param("https://e.org/?design=9", "https://e.org/?design=9", id="design-is-no-signature"),
        pytest.param(
            "https://api.telegram.org/bot123456:AAE-x_y/sendMessage",
            "https://api.telegram.org/bot***/sendMessage",
            id="telegram",
        ),
        pytest.param("Authorization: Bearer abc.def", "Authorization: Bearer ***", id="header"),
        pytest.param("key hunter2 and hunter2%21", "key *** and ***%21", id="known"),
        pytest.param("percent p%40ss%21word", "percent ***", id="known-encoded"),
        pytest.param(
            "https://example.org/2026/03/02/news", "https://example.org/2026/03/02/news", id="innocent"
        ),
    ],
)
def test_redaction(text: str, shown: str) -> None:
    assert Redactor(["hunter2", "p@ss!word", "abc"])(text) == shown


LETTERS = st.text("abcdefghijklmnopqrstuvwxyz0123456789", min_size=SHORTEST, max_size=20)


@given(st.text(), LETTERS, st.text())
def test_no_known_secret_survives(before: str, secret: str, after: str) -> None:
    assert secret not in Redactor([secret])(before + secret + after)


def test_logs_hold_no_secrets_even_in_tracebacks() -> None:
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(logging.Formatter("%(message)s"))
    handler.addFilter(RedactingFilter(Redactor(["hunter2"])))
    log = logging.Logger("tried")
    log.addHandler(handler)
    log.warning("asked %s", "https://e.org/?token=abc")
    try:
        raise ValueError("https://bob:hunter2@e.org refused")
    except ValueError:
        log.exception("failed with %s", "hunter2", stack_info=True)
    written = stream.getvalue()
    assert "ValueError: https://***@e.org refused" in written
    assert not re.search(r"hunter2|abc", written.replace('hunter2", stack_info', ""))


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("terminal", "terminal"),
        ("jsonl:/home/me/a.jsonl", "jsonl"),
        ("ntfys://user:pw@ntfy.example/topic", "ntfys://ntfy.example"),
        ("tgram://123:abc/42", "tgram://***"),
        ("json://127.0.0.1:8080/x?y", "json://127.0.0.1:8080"),
    ],
)
def test_a_destination_shows_its_host_only(url: str, shown: str) -> None:
    assert shown_url(url) == shown
