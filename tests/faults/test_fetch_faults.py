"""Servers and networks that misbehave: every exchange ends in time, with a cause and a clean message."""

import gzip
import socket
import threading
from datetime import timedelta

import brotli
import pytest

from monitor.errors import FetchError
from monitor.fetch import FetchPolicy, HttpFetch, PacePolicy
from monitor.records import Outage, Request
from tests.servers import Answer, Server

AT_ONCE = PacePolicy(gap=timedelta(0), concurrent=50)


def fetcher(*servers: Server, **more) -> HttpFetch:
    limits = {
        "transferred_bytes": 100_000,
        "decoded_bytes": 200_000,
    }
    allow = tuple(s.allow for s in servers)
    return HttpFetch(FetchPolicy(allow=allow, pace=AT_ONCE, **(limits | more)))


HURRIED = {"first_byte": timedelta(seconds=0.25), "total": timedelta(seconds=0.6)}
"""Where the deadline is tested: without one these servers would go on for a minute, and then answer."""

SCENARIOS = [
    pytest.param(Answer(delay_s=30), Outage.TIMEOUT, id="silence"),
    pytest.param(Answer(body=b"x" * 1000, piece=1, pause_s=0.05), Outage.TIMEOUT, id="dripped body"),
    pytest.param(
        Answer(body=b"x" * 1000, chunked=True, piece=1, pause_s=0.05), Outage.TIMEOUT, id="dripped chunks"
    ),
    pytest.param(Answer(drip_headers_s=0.03, body=b"x"), Outage.TIMEOUT, id="dripped headers"),
    pytest.param(Answer(body=b"x" * 10, piece=1, pause_s=30), Outage.TIMEOUT, id="stall in the body"),
    pytest.param(
        Answer(302, headers={"Location": "/"}, delay_s=0.2),
        Outage.TIMEOUT,
        id="slow redirects, one after another",
    ),
    pytest.param(Answer(body=b"x" * 1000, reset_after=10), Outage.CONNECT, id="reset in the body"),
    pytest.param(Answer(body=b"x" * 1000, cut_after=10), Outage.PROTOCOL, id="shorter than announced"),
    pytest.param(
        Answer(body=b"x" * 1000, chunked=True, cut_after=10), Outage.PROTOCOL, id="chunks without an end"
    ),
    pytest.param(Answer(raw=b""), Outage.PROTOCOL, id="hangs up without a word"),
    pytest.param(Answer(raw=b"SSH-2.0-OpenSSH_9\r\n"), Outage.PROTOCOL, id="another protocol"),
    pytest.param(Answer(raw=b"HTTP/1.1 200 OK\r\n: x\r\n\r\n"), Outage.PROTOCOL, id="broken header"),
    pytest.param(
        Answer(raw=b"HTTP/1.1 200 OK\r\nX: " + b"y" * 300_000), Outage.PROTOCOL, id="endless header"
    ),
    pytest.param(
        Answer(raw=b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"),
        Outage.PROTOCOL,
        id="bad chunk",
    ),
    pytest.param(
        Answer(raw=b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello"),
        Outage.PROTOCOL,
        id="two lengths",
    ),
    pytest.param(
        Answer(raw=b"HTTP/1.1 103 Early Hints\r\n\r\n" * 2000), Outage.PROTOCOL, id="hints without an answer"
    ),
    pytest.param(Answer(body=b"x" * 100_001), Outage.TOO_LARGE, id="announced too large"),
    pytest.param(
        Answer(raw=b"HTTP/1.1 200 OK\r\nContent-Length: " + b"9" * 40 + b"\r\n\r\n"),
        Outage.PROTOCOL,
        id="absurd length",
    ),
    pytest.param(
        Answer(body=b"x" * 150_000, length=False), Outage.TOO_LARGE, id="too large without a length"
    ),
    pytest.param(
        Answer(body=b"x" * 150_000, chunked=True, piece=5000), Outage.TOO_LARGE, id="too large in chunks"
    ),
    pytest.param(Answer(body=b"\0" * 30_000_000).gzipped(), Outage.TOO_LARGE, id="gzip bomb"),
    pytest.param(
        Answer(body=brotli.compress(b"\0" * 30_000_000), headers={"Content-Encoding": "br"}),
        Outage.TOO_LARGE,
        id="brotli bomb",
    ),
    pytest.param(
        Answer(body=gzip.compress(bytes(range(256)) * 50)[:-20], headers={"Content-Encoding": "gzip"}),
        Outage.PROTOCOL,
        id="gzip cut short",
    ),
    pytest.param(
        Answer(body=b"x", headers={"Content-Encoding": "zstd"}), Outage.PROTOCOL, id="unknown coding"
    ),
    pytest.param(Answer(302, headers={"Location": "/"}), Outage.REDIRECT, id="circle"),
]


@pytest.mark.parametrize(("answer", "outage"), SCENARIOS)
def test_misbehaviour_has_a_name_and_an_end(server: Server, answer: Answer, outage: Outage) -> None:
    url = server.add("/", answer)
    login = url.replace("//", "//user:hunter2@") + "?token=hunter2"
    with pytest.raises(FetchError) as caught:
        fetcher(server, **(HURRIED if outage is Outage.TIMEOUT else {}))(Request(login))
    assert caught.value.outage is outage, str(caught.value)
    assert "127.0.0.1" in str(caught.value)
    assert "hunter2" not in str(caught.value)
    assert str(caught.value).endswith(".")


def test_a_misbehaving_server_does_not_spoil_the_next_exchange(server: Server) -> None:
    good = server.add("/good", Answer(body=b"fine"))
    fetch = fetcher(server)
    for scenario in SCENARIOS[6:14]:
        with pytest.raises(FetchError):
            fetch(Request(server.add("/bad", scenario.values[0])))
        assert fetch(Request(good)).body == b"fine"


def test_nobody_listens(server: Server) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(FetchError) as caught:
        HttpFetch(FetchPolicy(allow=(f"127.0.0.1:{port}",)))(Request(f"http://127.0.0.1:{port}/"))
    assert caught.value.outage is Outage.CONNECT


def test_a_connection_kept_from_the_hop_before_may_be_dead(server: Server) -> None:
    """The server closes right after a redirect without saying so: the next hop is asked once more."""
    server.add("/old", Answer(302, headers={"Location": "/new"}, keep_alive=False))
    server.add("/new", Answer(body=b"fine"))
    assert fetcher(server)(Request(server.url + "/old")).body == b"fine"


def unknown_name(host: str, port: int) -> tuple[str, ...]:
    raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")


def endless_look_up(host: str, port: int) -> tuple[str, ...]:
    threading.Event().wait(20)
    return ("1.1.1.1",)


@pytest.mark.parametrize(
    "resolver",
    [unknown_name, endless_look_up, lambda host, port: ()],
    ids=["unknown name", "resolver hangs", "no addresses"],
)
def test_name_look_ups_that_fail(resolver) -> None:
    policy = FetchPolicy(first_byte=timedelta(seconds=0.1), total=timedelta(seconds=0.2))
    with pytest.raises(FetchError) as caught:
        HttpFetch(policy, resolver=resolver)(Request("http://news.example/"))
    assert caught.value.outage is Outage.DNS
    assert "news.example" in str(caught.value)


def test_a_name_too_long_for_the_resolver() -> None:
    with pytest.raises(FetchError) as caught:
        HttpFetch()(Request(f"http://{'a' * 300}.example/"))
    assert caught.value.outage in (Outage.DNS, Outage.REFUSED_ADDRESS)


def test_closing_ends_what_is_under_way_and_refuses_more(server: Server) -> None:
    asked = threading.Event()

    def hang(request) -> Answer:
        asked.set()
        return Answer(body=b"x" * 100, piece=1, pause_s=20)

    url = server.add("/", hang)
    fetch = HttpFetch(FetchPolicy(allow=(server.allow,), pace=AT_ONCE))
    errors: list[FetchError] = []

    def poll() -> None:
        with pytest.raises(FetchError) as caught:
            fetch(Request(url))
        errors.append(caught.value)

    thread = threading.Thread(target=poll)
    thread.start()
    assert asked.wait(10)
    fetch.close()
    thread.join(9)
    assert not thread.is_alive()
    assert len(errors) == 1
    with pytest.raises(FetchError) as caught:
        fetch(Request(url))
    # Neither is held against the feed: it is due again soon after the next start.
    assert [(e.outage, e.retry_after_s) for e in (errors[0], caught.value)] == [(Outage.WAIT, 0.0)] * 2
    assert len(server.asked) == 1
