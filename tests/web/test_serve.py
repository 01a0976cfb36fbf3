"""The page beside the daemon: a port that is taken, and the link to it in alerts."""

import logging
import socket
import urllib.request
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from monitor import store
from monitor.daemon import Daemon
from monitor.daemon.page import served
from monitor.policies import WebPolicy
from monitor.settings import load
from monitor.store import alerts
from monitor.writing import build_looks
from tests.web.conftest import NOW


@pytest.fixture
def busy() -> Iterator[int]:
    """A port that somebody else listens on."""
    with closing(socket.create_server(("127.0.0.1", 0))) as other:
        yield other.getsockname()[1]


def test_a_taken_port_is_a_warning_and_the_news_goes_on(
    home: Path, busy: int, caplog: pytest.LogCaptureFixture
) -> None:
    settings = replace(load(home / "config"), web=WebPolicy(port=busy))
    daemon = Daemon(settings, clock=lambda: NOW)
    daemon.open()
    try:
        with caplog.at_level(logging.WARNING), served(daemon, lambda: NOW) as address:
            assert address == ""
            assert daemon.broken is None
        [warning] = [record for record in caplog.records if record.name == "monitor.daemon.page"]
        assert f"127.0.0.1:{busy}" in warning.getMessage()
        assert "serve = false" in warning.getMessage()
        daemon.settings = replace(settings, web=WebPolicy(port=0))
        with served(daemon, lambda: NOW) as address, urllib.request.urlopen(address) as answer:
            assert answer.status == 200
    finally:
        daemon.stop()


@pytest.mark.parametrize(
    ("web", "link"),
    [
        (WebPolicy(serve=False), ""),
        (WebPolicy(), "http://127.0.0.1:8787/alerts/"),
        (WebPolicy(address="https://page.example.org/m"), "https://page.example.org/m/alerts/"),
        (WebPolicy(serve=False, address="https://page.example.org/"), ""),
    ],
)
def test_alerts_link_to_the_page_where_it_is_served(home: Path, web: WebPolicy, link: str) -> None:
    from monitor.render import reference, render

    settings = replace(load(home / "config"), web=web)
    with closing(store.open(settings.state, NOW, readonly=True)) as state, state.read() as conn:
        [alert] = alerts.latest(conn, 1)
    look = build_looks(settings)["terminal"]
    body = render(alert, names=settings.milestone_names, look=look).body
    assert ("Show and label" in body) is bool(link)
    assert (f"/alerts/{reference(alert.key)}" in body) is bool(link)
    assert link in body
