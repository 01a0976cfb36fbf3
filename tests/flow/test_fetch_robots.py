"""robots.txt: what a site leaves to us."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from monitor.fetch import FetchPolicy, HostPace, HttpFetch, PacePolicy, Robots
from tests.servers import Answer, Server

AT_ONCE = PacePolicy(gap=timedelta(0), concurrent=50)


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.now += seconds


def fetcher(server: Server) -> HttpFetch:
    return HttpFetch(FetchPolicy(allow=(server.allow,), pace=AT_ONCE))


@pytest.mark.parametrize(
    ("text", "path", "allowed"),
    [
        ("", "/news/1", True),
        ("User-agent: *\nDisallow: /", "/news/1", False),
        ("User-agent: *\nDisallow: /private/", "/news/1", True),
        ("User-agent: *\nDisallow: /private/", "/private/1", False),
        ("User-agent: *\nDisallow: /\nAllow: /news/", "/news/1", True),
        ("User-agent: *\nDisallow: /*.pdf$", "/a.pdf", False),
        ("User-agent: withdrawal-monitor\nDisallow: /\n\nUser-agent: *\nAllow: /", "/news/1", False),
        ("User-agent: withdrawal-monitor\nAllow: /\n\nUser-agent: *\nDisallow: /", "/news/1", True),
        ("User-agent: otherbot\nDisallow: /", "/news/1", True),
        ("User-agent: *\nDisallow: /خبر", "/%D8%AE%D8%A8%D8%B1/1", False),
        ("\ufeffUser-agent: *\nDisallow: /", "/news/1", False),
        ("<html>not robots at all", "/news/1", True),
    ],
    ids=[
        "empty",
        "nobody",
        "elsewhere",
        "here",
        "longest match",
        "pattern",
        "not us",
        "only us",
        "not another",
        "Arabic path",
        "byte order mark",
        "nonsense",
    ],
)
def test_rules(server: Server, text: str, path: str, allowed: bool) -> None:
    server.add("/robots.txt", Answer(body=text.encode()))
    assert Robots(fetcher(server)).allowed(server.url + path) is allowed


@pytest.mark.parametrize(
    ("answer", "allowed"),
    [
        (Answer(404), True),
        (Answer(403), True),
        (Answer(410), True),
        (Answer(429), False),
        (Answer(500), False),
        (Answer(503), False),
        (Answer(raw=b""), False),
    ],
    ids=["404", "403", "410", "429", "500", "503", "unreachable"],
)
def test_without_rules(server: Server, answer: Answer, allowed: bool) -> None:
    server.add("/robots.txt", answer)
    assert Robots(fetcher(server)).allowed(server.url + "/news/1") is allowed


@pytest.mark.parametrize("url", ["ftp://news.example/", "http://10.0.0.1/page", "nonsense", ""])
def test_addresses_that_may_not_be_fetched_are_not_allowed(url: str) -> None:
    assert not Robots(HttpFetch()).allowed(url)


def test_rules_are_kept_for_a_day_and_no_longer(server: Server) -> None:
    server.add("/robots.txt", Answer(body=b"User-agent: *\nDisallow: /"), Answer(404))
    clock = Clock()
    robots = Robots(fetcher(server), clock=clock)
    page = server.url + "/news/1"
    assert [robots.allowed(page), robots.allowed(page + "?x")] == [False, False]
    clock.now = 24 * 3600 - 1
    assert not robots.allowed(page)
    clock.now = 24 * 3600 + 1
    assert robots.allowed(page)
    assert server.paths() == ["/robots.txt", "/robots.txt"]


def test_threads_that_want_the_same_rules_ask_once(server: Server) -> None:
    server.add("/robots.txt", Answer(body=b"User-agent: *\nDisallow: /no", delay_s=0.1))
    robots = Robots(fetcher(server))
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(robots.allowed, [f"{server.url}/{w}" for w in ("yes", "no") * 8]))
    assert found == [True, False] * 8
    assert server.paths() == ["/robots.txt"]


def test_an_unreachable_site_is_asked_again_sooner(server: Server) -> None:
    server.add("/robots.txt", Answer(500), Answer(404))
    clock = Clock()
    robots = Robots(fetcher(server), clock=clock)
    assert not robots.allowed(server.url + "/")
    clock.now = 31 * 60
    assert robots.allowed(server.url + "/")


def test_crawl_delay_slows_pages_and_not_feeds(server: Server) -> None:
    server.add("/robots.txt", Answer(body=b"User-agent: *\nCrawl-delay: 7\nDisallow:"))
    clock = Clock()
    pace = HostPace(AT_ONCE, clock=clock, sleep=clock.sleep)
    fetch = HttpFetch(FetchPolicy(allow=(server.allow,)), pace, crawling=True)
    assert Robots(fetch).allowed(server.url + "/news/1")
    with pace.turn("127.0.0.1") as waited:
        assert waited == 0
    with pace.turn("127.0.0.1", crawling=True) as waited:
        assert waited == 7


def test_a_site_that_wants_very_slow_robots_is_left_alone(server: Server) -> None:
    server.add("/robots.txt", Answer(body=b"User-agent: *\nCrawl-delay: 600\nDisallow:"))
    assert not Robots(fetcher(server)).allowed(server.url + "/news/1")
