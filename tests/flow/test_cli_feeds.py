"""Feeds on the command line: OPML in and out, one address tried."""

from pathlib import Path

import pytest

from tests.flow.cli_home import FEEDS, MONITOR, Run
from tests.servers import Answer, Server

OPML = """<?xml version="1.0"?>
<opml version="2.0"><body>
  <outline text="News">
    <outline text="Second &amp; Third" type="rss" xmlUrl="https://second.example/feed" language="en"/>
    <outline text="وكالة" xmlUrl="http://third.example/rss"/></outline>
  <outline text="Known" xmlUrl="https://www.wire.example/rss/"/>
  <outline text="No feed"/><outline text="Script" xmlUrl="javascript:alert(1)"/>
</body></opml>"""


def test_opml_in_and_out(run: Run, home: Path) -> None:
    (home / "in.opml").write_text(OPML)
    dry = run("feeds", "import", str(home / "in.opml"), "--dry-run")
    assert "https://second.example/feed" in dry.out
    assert len(run("feeds", "--json").rows()) == 1
    told = run("feeds", "import", str(home / "in.opml"))
    assert "2 feeds added, 1 known already" in told.err
    assert "in.opml:7 [xmlUrl]: “javascript:alert(1)” is no web address. It was left out." in told.err
    found = {row["name"]: row for row in run("feeds", "--json").rows()}
    assert set(found) == {"wire", "second-third", "third.example"}
    assert found["second-third"]["lang"] == "en"
    assert found["third.example"]["outlet"] == "وكالة"
    assert found["third.example"]["origin"] == "وكالة"
    assert "0 feeds added, 3 known already" in run("feeds", "import", str(home / "in.opml")).err
    assert FEEDS.strip() in (home / "config/feeds.toml").read_text("utf-8")

    run("feeds", "export", str(home / "out.opml"))
    (home / "config/feeds.toml").write_text("# mine\n" + FEEDS)
    run("feeds", "import", str(home / "out.opml"))
    assert run("feeds", "--json").rows() == list(found.values())
    assert (home / "config/feeds.toml").read_text("utf-8").startswith("# mine\n")


@pytest.mark.parametrize(
    ("document", "message"),
    [
        pytest.param("<opml><body>", "in.opml:1: is no well-formed XML", id="cut-off"),
        pytest.param("<!DOCTYPE a><opml/>", "in.opml: declares a document type", id="doctype"),
        pytest.param("<rss/>", "is no OPML: its root is <rss>", id="no-opml"),
        pytest.param(None, "in.opml: cannot be read: No such file or directory", id="missing"),
    ],
)
def test_bad_opml(run: Run, home: Path, document: str | None, message: str) -> None:
    if document is not None:
        (home / "in.opml").write_text(document)
    told = run("feeds", "import", str(home / "in.opml"))
    assert told.code == 2
    assert message in told.err


RSS = """<?xml version="1.0"?><rss version="2.0"><channel><title>قناة &#x202E;المثال</title>
<item><guid>1</guid><title>خبر أول</title><link>/one</link>
<pubDate>Mon, 02 Mar 2026 10:00:00 GMT</pubDate></item>
<item><guid>2</guid><title>Second</title><link>/two</link></item></channel></rss>""".encode()


def test_a_trial_shows_what_a_poll_would_see(run: Run, home: Path, server: Server) -> None:
    (home / "config/monitor.toml").write_text(MONITOR + f'\n[fetch]\nallow = ["{server.allow}"]\n')
    server.add("/old", Answer(301, headers={"Location": "/rss"}))
    server.add("/rss", Answer(200, RSS, {"Content-Type": "application/rss+xml", "ETag": '"v1"'}))
    told = run("feeds", "test", server.url + "/old")
    assert told.code == 0
    assert "2 entries" in told.out
    assert f"moved for good to {server.url}/rss" in told.out
    assert 'etag: "v1"' in told.out
    assert "\u202e" not in told.out
    rows = run("feeds", "test", server.url + "/rss", "--json").rows()
    assert [row["url"] for row in rows] == [f"{server.url}/one", f"{server.url}/two"]
    assert not (home / "state").exists()


@pytest.mark.parametrize(
    ("status", "message"),
    [
        (404, "knows no such page (status 404)"),
        (500, "internal error (status 500)"),
        (304, "nothing changed (304)"),
    ],
)
def test_a_trial_says_what_the_server_said(
    run: Run, home: Path, server: Server, status: int, message: str
) -> None:
    (home / "config/monitor.toml").write_text(MONITOR + f'\n[fetch]\nallow = ["{server.allow}"]\n')
    server.add("/rss", Answer(status))
    told = run("feeds", "test", server.url + "/rss")
    assert (told.code, told.out) == (1, "")
    assert told.err.startswith(f"monitor: {server.url}/rss: The server")
    assert message in told.err


def test_a_trial_of_a_page_that_is_no_feed(run: Run, home: Path, server: Server) -> None:
    (home / "config/monitor.toml").write_text(MONITOR + f'\n[fetch]\nallow = ["{server.allow}"]\n')
    server.add(
        "/page", Answer(200, b"<!doctype html><html><body>news</body></html>", {"Content-Type": "text/html"})
    )
    told = run("feeds", "test", server.url + "/page")
    assert told.code == 1
    assert told.out == ""
    assert told.err.startswith("monitor: ")
