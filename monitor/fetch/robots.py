"""What a site leaves to robots (RFC 9309): asked before any article page, never for feeds."""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import httpx
from protego import Protego

from monitor.errors import FetchError
from monitor.fetch import urls
from monitor.fetch.http import PRODUCT, HttpFetch
from monitor.records import Request

_READ = 500 * 1024
"""Bytes of a robots.txt that count; RFC 9309 asks for at least as many."""
_KEPT = 2000
"""Sites remembered."""
_UNREACHED_FOR = timedelta(minutes=30)
"""How long a site whose robots.txt cannot be had is left alone before it is asked again."""
_LONGEST = timedelta(hours=24)


_Site = tuple[str, bytes, int]
"""Scheme, host and port."""


@dataclass(frozen=True, slots=True)
class _Rules:
    until: float
    parsed: Protego | None
    """None: nothing may be fetched."""


class Robots:
    """Answers from each site's robots.txt, kept for a day. Safe between threads.

    Args:
        fetch: fetches robots.txt, under the same guards as everything else.
        clock: monotonic seconds.
    """

    def __init__(self, fetch: HttpFetch, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._fetch = fetch
        self._clock = clock
        self._lock = threading.Lock()
        self._sites: OrderedDict[_Site, _Rules] = OrderedDict()
        self._asking: dict[_Site, threading.Lock] = {}

    def allowed(self, url: str) -> bool:
        """Whether the site lets us fetch the page.

        No robots.txt (4xx) means yes; one that cannot be had (5xx, unreachable) means no for now. A
        ``Crawl-delay`` is handed to the host's pace; one beyond the policy's limit means no.
        """
        try:
            page = urls.parsed(url)
        except FetchError:
            return False
        rules = self._rules(page)
        if rules.parsed is None:
            return False
        delay = rules.parsed.crawl_delay(PRODUCT)
        if delay is not None:
            gap = timedelta(seconds=min(max(0.0, float(delay)), 1e6))
            if gap > self._fetch.policy.crawl_delay:
                return False
            self._fetch.pace.slow(urls.host(page), gap)
        return bool(rules.parsed.can_fetch(str(urls.bare(page)), PRODUCT))

    def _rules(self, page: httpx.URL) -> _Rules:
        site = urls.origin(page)
        known = self._known(site)
        if known is not None:
            return known
        with self._lock:
            asking = self._asking.setdefault(site, threading.Lock())
        # One thread asks; the others wait for what it brings, instead of asking the same.
        with asking:
            known = self._known(site)
            if known is None:
                known = self._fetched(page)
                with self._lock:
                    self._sites[site] = known
                    while len(self._sites) > _KEPT:
                        self._sites.popitem(last=False)
                    self._asking.pop(site, None)
        return known

    def _known(self, site: _Site) -> _Rules | None:
        with self._lock:
            known = self._sites.get(site)
            if known is None or known.until <= self._clock():
                return None
            self._sites.move_to_end(site)
            return known

    def _fetched(self, page: httpx.URL) -> _Rules:
        kept = min(self._fetch.policy.robots_for, _LONGEST).total_seconds()
        retried = self._clock() + min(kept, _UNREACHED_FOR.total_seconds())
        try:
            answer = self._fetch(Request(str(page.join("/robots.txt")), accept="text/plain, */*;q=0.1"))
        except FetchError:
            return _Rules(retried, None)
        if answer.status in (200, 203):
            text = answer.body[:_READ].decode("utf-8-sig", "replace")
            return _Rules(self._clock() + kept, Protego.parse(text))
        # Too many requests (429) is a plea for silence, not the absence of rules.
        if 400 <= answer.status < 500 and answer.status != 429:
            return _Rules(self._clock() + kept, Protego.parse(""))
        return _Rules(retried, None)
