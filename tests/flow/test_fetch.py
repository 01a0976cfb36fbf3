"""HttpFetch against a real server on loopback."""

import gzip
import socket
import ssl
import threading
from datetime import UTC, datetime, timedelta

import brotli
import pytest

from monitor import __version__
from monitor.errors import FetchError
from monitor.fetch import FetchPolicy, HttpFetch, PacePolicy
from monitor.records import Outage, Request
from tests.servers import CERTIFICATE, Answer, Server, conditional

AT_ONCE = PacePolicy(gap=timedelta(0), concurrent=50)
BODY = "<rss>انسحاب</rss>".encode()


def fetcher(*servers: Server, contact: str = "https://reader.example/about", **more) -> HttpFetch:
    allow = tuple(s.allow for s in servers)
    return HttpFetch(FetchPolicy(contact=contact, allow=allow, pace=AT_ONCE), **more)


# -- what is sent --------------------------------------------------------------------------------------


def test_we_say_who_we_are_and_carry_nothing_else(server: Server) -> None:
    url = server.add("/feed", Answer(302, headers={"Location": "/real", "Set-Cookie": "id=1; Path=/"}))
    server.add("/real", Answer(body=BODY, headers={"Set-Cookie": "id=2; Path=/"}))
    fetch = fetcher(server)
    fetch(Request(url, accept="text/xml"))
    fetch(Request(url, accept="text/xml"))
    assert len(server.asked) == 4
    for asked in server.asked:
        assert asked.method == "GET"
        assert asked.headers == {
            "host": server.allow.encode(),
            "user-agent": f"withdrawal-monitor/{__version__} (+https://reader.example/about)".encode(),
            "accept": b"text/xml",
            "accept-encoding": b"gzip, br",
        }


def test_no_contact_no_brackets(server: Server) -> None:
    fetcher(server, contact="")(Request(server.add("/", Answer())))
    assert server.asked[0].headers["user-agent"] == f"withdrawal-monitor/{__version__}".encode()


@pytest.mark.parametrize(
    "etag",
    [b'"plain"', b'W/"weak"', b"unquoted", b'"with \\" quote"', '"عربي"'.encode(), b'"latin \xe9"', b'""'],
    ids=["strong", "weak", "unquoted", "escaped", "utf-8", "latin-1", "empty"],
)
def test_validators_come_back_byte_for_byte(server: Server, etag: bytes) -> None:
    modified = b"Sunday, 05-Jan-20  11:00:00 gmt"
    url = server.add(
        "/feed", Answer(body=BODY, headers={"ETag": etag, "Last-Modified": modified}), Answer(304)
    )
    fetch = fetcher(server)
    first = fetch(Request(url))
    second = fetch(Request(url, first.headers["etag"], first.headers["last-modified"]))
    assert second.status == 304
    assert server.asked[1].headers["if-none-match"] == etag
    assert server.asked[1].headers["if-modified-since"] == modified


def test_a_well_behaved_feed_costs_nothing_the_second_time(server: Server) -> None:
    url = server.add("/feed", conditional(BODY, '"1"'))
    fetch = fetcher(server)
    first = fetch(Request(url))
    again = fetch(Request(url, first.headers["etag"]))
    assert (first.status, again.status, again.body) == (200, 304, b"")


# -- what comes back -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "answer",
    [
        Answer(body=BODY),
        Answer(body=BODY, length=False),
        Answer(body=BODY, chunked=True, piece=3),
        Answer(body=gzip.compress(BODY), headers={"Content-Encoding": "gzip"}),
        Answer(body=gzip.compress(BODY), headers={"Content-Encoding": "gzip"}, chunked=True, piece=1),
        Answer(body=brotli.compress(BODY), headers={"Content-Encoding": "br"}),
        Answer(body=BODY, headers={"Content-Encoding": "gzip"}),
        Answer(body=BODY, piece=1, pause_s=0.001),
    ],
    ids=["plain", "until closed", "chunked", "gzip", "gzip chunked", "brotli", "gzip in name only", "slow"],
)
def test_the_body_arrives_whole_and_decoded(server: Server, answer: Answer) -> None:
    before = datetime.now(UTC)
    response = fetcher(server)(Request(server.add("/feed", answer)))
    assert (response.status, response.body, response.url) == (200, BODY, server.url + "/feed")
    assert response.moved_to is None
    assert before <= response.received_at <= datetime.now(UTC)


def test_headers_have_lower_case_names_and_raw_values(server: Server) -> None:
    answer = Answer(headers=[("X-Thing", "one"), ("x-thing", "عربي".encode())])
    response = fetcher(server)(Request(server.add("/", answer)))
    assert response.headers["x-thing"] == "عربي".encode()


@pytest.mark.parametrize("status", [304, 400, 401, 403, 404, 410, 429, 451, 500, 503, 599])
def test_every_status_is_an_answer_and_error_pages_are_not_read(server: Server, status: int) -> None:
    answer = Answer(status, b"x" * 300, {"Retry-After": "120"})
    response = fetcher(server)(Request(server.add("/feed", answer)))
    assert (response.status, response.body) == (status, b"")
    assert response.headers["retry-after"] == b"120"


def test_a_fragment_is_not_sent_and_arabic_paths_are(server: Server) -> None:
    server.add("/%D8%A7%D9%84%D8%B9%D8%B1%D8%A7%D9%82", Answer(body=BODY))
    response = fetcher(server)(Request(f"{server.url}/العراق?q=انسحاب#x"))
    assert response.body == BODY
    assert server.paths() == ["/%D8%A7%D9%84%D8%B9%D8%B1%D8%A7%D9%82?q=%D8%A7%D9%86%D8%B3%D8%AD%D8%A7%D8%A8"]


# -- redirects -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("statuses", "moved"),
    [
        ([301], True),
        ([308], True),
        ([302], False),
        ([303], False),
        ([307], False),
        ([301, 308, 301], True),
        ([301, 302], False),
        ([302, 301], False),
    ],
    ids=lambda v: "+".join(map(str, v)) if isinstance(v, list) else str(v),
)
def test_a_move_counts_only_when_every_hop_is_permanent(
    server: Server, statuses: list[int], moved: bool
) -> None:
    for i, status in enumerate(statuses):
        server.add(f"/{i}", Answer(status, headers={"Location": f"/{i + 1}"}))
    server.add(f"/{len(statuses)}", Answer(body=BODY))
    response = fetcher(server)(Request(server.url + "/0"))
    target = f"{server.url}/{len(statuses)}"
    assert (response.body, response.url) == (BODY, target)
    assert response.moved_to == (target if moved else None)


@pytest.mark.parametrize(
    ("location", "path"),
    [
        ("real", "/dir/real"),
        ("../real", "/real"),
        ("//{host}/real", "/real"),
        ("?page=2", "/dir/feed?page=2"),
        ("  /real  ", "/real"),
        ("/العراق".encode(), "/%D8%A7%D9%84%D8%B9%D8%B1%D8%A7%D9%82"),
        (b"/caf\xe9", "/caf%C3%A9"),
        ("/a b", "/a%20b"),
        ("/real#part", "/real"),
    ],
    ids=[
        "relative",
        "up",
        "same scheme",
        "query only",
        "spaces",
        "raw Arabic",
        "latin-1",
        "space",
        "fragment",
    ],
)
def test_locations_as_servers_write_them(server: Server, location: str | bytes, path: str) -> None:
    if isinstance(location, str):
        location = location.format(host=server.allow)
    server.add("/dir/feed", Answer(302, headers={"Location": location}), Answer(body=BODY))
    server.add(
        path.partition("?")[0],
        *(
            [Answer(body=BODY)]
            if "?" not in path
            else [Answer(302, headers={"Location": location}), Answer(body=BODY)]
        ),
    )
    fetcher(server)(Request(server.url + "/dir/feed"))
    assert server.paths() == ["/dir/feed", path]


def test_five_redirects_are_followed_and_six_are_not(server: Server) -> None:
    for i in range(7):
        server.add(f"/{i}", Answer(302, headers={"Location": f"/{i + 1}"}))
    server.add("/7", Answer(body=BODY))
    assert fetcher(server)(Request(server.url + "/2")).body == BODY
    with pytest.raises(FetchError) as caught:
        fetcher(server)(Request(server.url + "/1"))
    assert caught.value.outage is Outage.REDIRECT
    assert server.paths().count("/7") == 1


def test_a_redirect_without_a_target_is_an_answer(server: Server) -> None:
    response = fetcher(server)(Request(server.add("/", Answer(302))))
    assert (response.status, response.moved_to) == (302, None)


@pytest.mark.parametrize(
    "location",
    [
        "ftp://{host}/x",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "http://",
        "http://[::1",
        "http://x:99999/",
    ],
)
def test_redirects_that_lead_astray_are_refused(server: Server, location: str) -> None:
    url = server.add("/", Answer(302, headers={"Location": location.format(host=server.allow)}))
    with pytest.raises(FetchError) as caught:
        fetcher(server)(Request(url))
    assert caught.value.outage in (Outage.REDIRECT, Outage.REFUSED_ADDRESS)


def test_a_redirect_into_the_private_network_is_not_followed(server: Server) -> None:
    with Server("127.0.0.2") as trap:
        trap.add("/", Answer(body=b"secret"))
        url = server.add("/", Answer(301, headers={"Location": trap.url + "/"}))
        with pytest.raises(FetchError) as caught:
            fetcher(server)(Request(url))
        assert caught.value.outage is Outage.REFUSED_ADDRESS
        assert trap.asked == []


def test_a_login_goes_to_its_own_origin_and_no_further(server: Server) -> None:
    with Server("127.0.0.2") as other:
        other.add("/", Answer(302, headers={"Location": server.url + "/back"}))
        server.add("/start", Answer(301, headers={"Location": "/next"}))
        server.add("/next", Answer(302, headers={"Location": other.url.replace("//", "//evil:x@") + "/"}))
        server.add("/back", Answer(body=BODY))
        login = server.url.replace("//", "//user:p%40ss@")
        response = fetcher(server, other)(Request(login + "/start"))
    sent = [asked.headers.get("authorization") for asked in server.asked]
    assert sent == [b"Basic dXNlcjpwQHNz"] * 3
    assert "authorization" not in other.asked[0].headers
    assert "user" not in response.url


def test_a_permanent_move_within_the_origin_keeps_its_login(server: Server) -> None:
    server.add("/old", Answer(301, headers={"Location": "/new"}))
    server.add("/new", Answer(body=BODY))
    login = server.url.replace("//", "//user:pw@")
    assert fetcher(server)(Request(login + "/old")).moved_to == login + "/new"


def test_a_permanent_move_to_another_origin_leaves_its_login(server: Server) -> None:
    with Server("127.0.0.2") as other:
        planted = other.url.replace("//", "//evil:x@") + "/new"
        server.add("/old", Answer(301, headers={"Location": planted}))
        other.add("/new", Answer(body=BODY))
        login = server.url.replace("//", "//user:pw@")
        assert fetcher(server, other)(Request(login + "/old")).moved_to == other.url + "/new"


# -- where we go ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:{port}/",
        "http://localhost:{port}/",
        "http://localhost:80/",
        "http://127.1:8080/",
        "http://0x7f000001:8080/",
        "http://2130706433:8080/",
        "http://017700000001:8080/",
        "http://[::1]:8080/",
        "http://[::ffff:127.0.0.1]:8080/",
        "http://[64:ff9b::7f00:1]:8080/",
        "http://0.0.0.0:8080/",
        "http://169.254.169.254/latest/meta-data/",
        "http://10.0.0.1/",
        "http://8.8.8.8:22/",
        "ftp://news.example/",
        "file:///etc/passwd",
        "gopher://news.example/",
        "news.example/feed",
        "",
        "http://",
        "http://[::1",
        "http://a b/",
    ],
)
def test_refused_before_anything_is_sent(server: Server, url: str) -> None:
    server.add("/", Answer(body=b"secret"))
    with pytest.raises(FetchError) as caught:
        HttpFetch(FetchPolicy(pace=AT_ONCE))(Request(url.format(port=server.port)))
    assert caught.value.outage is Outage.REFUSED_ADDRESS
    assert server.asked == []


def test_a_name_is_looked_up_once_and_that_answer_is_used(server: Server) -> None:
    """Rebinding: the first answer is checked and used; a second, different one is never asked for."""
    answers = [("127.0.0.1",), ("10.0.0.1",)]
    asked: list[str] = []

    def resolver(host: str, port: int) -> tuple[str, ...]:
        asked.append(host)
        return answers[len(asked) - 1]

    server.add("/", Answer(body=BODY))
    policy = FetchPolicy(allow=(f"news.example:{server.port}",), pace=AT_ONCE)
    response = HttpFetch(policy, resolver=resolver)(Request(f"http://news.example:{server.port}/"))
    assert response.body == BODY
    assert asked == ["news.example"]
    assert server.asked[0].headers["host"] == f"news.example:{server.port}".encode()


def test_a_name_that_turns_private_is_refused_at_the_next_request() -> None:
    """Rebinding between polls: public first, private second; nothing is connected to in either case."""
    answers = iter([("203.0.112.1",), ("192.168.0.1",)])
    connected: list[tuple[str, int]] = []

    fetch = HttpFetch(
        FetchPolicy(pace=AT_ONCE, total=timedelta(seconds=0.2), first_byte=timedelta(seconds=0.2)),
        resolver=lambda host, port: next(answers),
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            "monitor.fetch.network.socket.create_connection",
            lambda address, timeout: connected.append(address) or (_ for _ in ()).throw(TimeoutError()),
        )
        with pytest.raises(FetchError) as first:
            fetch(Request("http://news.example/"))
        with pytest.raises(FetchError) as second:
            fetch(Request("http://news.example/"))
    assert first.value.outage is Outage.TIMEOUT
    assert second.value.outage is Outage.REFUSED_ADDRESS
    assert connected == [("203.0.112.1", 80)]


@pytest.mark.parametrize(
    "addresses",
    [("1.1.1.1", "10.0.0.1"), ("10.0.0.1", "1.1.1.1"), ("1.1.1.1", "::1"), ("1.1.1.1", "::ffff:8.8.8.8")],
)
def test_one_private_address_among_public_ones_refuses_the_name(addresses: tuple[str, ...]) -> None:
    fetch = HttpFetch(FetchPolicy(pace=AT_ONCE), resolver=lambda host, port: addresses)
    with pytest.raises(FetchError) as caught:
        fetch(Request("http://news.example/"))
    assert caught.value.outage is Outage.REFUSED_ADDRESS
    assert "news.example:80" in str(caught.value)


def test_the_next_address_is_tried_when_one_is_dead(server: Server) -> None:
    server.add("/", Answer(body=BODY))
    policy = FetchPolicy(allow=(f"news.example:{server.port}",), pace=AT_ONCE)
    fetch = HttpFetch(policy, resolver=lambda host, port: ("127.0.0.9", "127.0.0.1"))
    assert fetch(Request(f"http://news.example:{server.port}/")).body == BODY


def test_the_allow_list_is_for_one_port(server: Server) -> None:
    with Server() as other:
        other.add("/", Answer())
        with pytest.raises(FetchError) as caught:
            fetcher(server)(Request(other.url + "/"))
        assert caught.value.outage is Outage.REFUSED_ADDRESS
        assert other.allow in str(caught.value)


def has_ipv6() -> bool:
    try:
        with socket.socket(socket.AF_INET6) as probe:
            probe.bind(("::1", 0))
    except OSError:
        return False
    return True


@pytest.mark.skipif(not has_ipv6(), reason="this machine has no IPv6")
def test_an_ipv6_server_on_the_allow_list_is_asked() -> None:
    with Server("::1") as server:
        server.add("/old", Answer(301, headers={"Location": "/new"}))
        server.add("/new", Answer(body=BODY))
        response = fetcher(server)(Request(server.url + "/old"))
    assert (response.body, response.moved_to) == (BODY, server.url + "/new")
    assert server.asked[0].headers["host"] == server.allow.encode()


# -- TLS -----------------------------------------------------------------------------------------------


def test_a_trusted_certificate_for_the_name_is_accepted() -> None:
    with Server(tls=True) as secure:
        secure.add("/", Answer(body=BODY))
        policy = FetchPolicy(allow=(f"news.example:{secure.port}",), pace=AT_ONCE)
        fetch = HttpFetch(
            policy,
            resolver=lambda host, port: ("127.0.0.1",),
            tls=ssl.create_default_context(cafile=str(CERTIFICATE)),
        )
        assert fetch(Request(f"https://news.example:{secure.port}/")).body == BODY


@pytest.mark.parametrize("trusted", [False, True], ids=["unknown issuer", "other name"])
def test_a_certificate_that_proves_nothing_is_refused(trusted: bool) -> None:
    with Server(tls=True) as secure:
        policy = FetchPolicy(allow=(f"other.example:{secure.port}",), pace=AT_ONCE)
        fetch = HttpFetch(
            policy,
            resolver=lambda host, port: ("127.0.0.1",),
            tls=ssl.create_default_context(cafile=str(CERTIFICATE)) if trusted else None,
        )
        with pytest.raises(FetchError) as caught:
            fetch(Request(f"https://other.example:{secure.port}/"))
        assert caught.value.outage is Outage.TLS
        assert "other.example" in str(caught.value)
        assert secure.asked == []


def test_http_spoken_where_https_is_expected_is_a_tls_failure(server: Server) -> None:
    with pytest.raises(FetchError) as caught:
        fetcher(server)(Request(server.url.replace("http:", "https:") + "/"))
    assert caught.value.outage is Outage.TLS


# -- pace ----------------------------------------------------------------------------------------------


def test_too_many_requests_silences_the_whole_host(server: Server) -> None:
    url = server.add("/a", Answer(429, headers={"Retry-After": "3600"}))
    server.add("/b", Answer(body=BODY))
    fetch = fetcher(server)
    assert fetch(Request(url)).status == 429
    with pytest.raises(FetchError) as caught:
        fetch(Request(server.url + "/b"))
    assert caught.value.outage is Outage.WAIT
    assert caught.value.retry_after_s == pytest.approx(3600, abs=60)
    assert server.paths() == ["/a"]


def test_service_unavailable_concerns_one_feed(server: Server) -> None:
    server.add("/a", Answer(503, headers={"Retry-After": "3600"}))
    server.add("/b", Answer(body=BODY))
    fetch = fetcher(server)
    assert fetch(Request(server.url + "/a")).status == 503
    assert fetch(Request(server.url + "/b")).body == BODY


def test_many_threads_keep_to_the_limit_of_one_host(server: Server) -> None:
    server.add("/", Answer(body=BODY, delay_s=0.01))
    policy = FetchPolicy(allow=(server.allow,), pace=PacePolicy(gap=timedelta(milliseconds=2)))
    fetch = HttpFetch(policy)
    bodies: list[bytes] = []
    threads = [
        threading.Thread(target=lambda: bodies.append(fetch(Request(server.url + "/")).body))
        for _ in range(12)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert bodies == [BODY] * 12
    assert server.most_at_once <= 2
    starts = sorted(asked.at for asked in server.asked)
    assert len(starts) == 12
