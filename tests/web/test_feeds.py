"""Feeds: how each is doing, asked, paused, added with a look first, removed, taken over from readers."""

import tomllib
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from starlette.testclient import TestClient

from monitor import opml, store
from monitor.records import Feed, FeedState, Health, Outage
from monitor.settings import load
from monitor.store import feeds
from monitor.web import Site, make
from monitor.web.feedlist import Mood, Sort, listing, mood_of
from monitor.web.words import load_words
from monitor.wiring import build_score
from tests.servers import Answer, Server
from tests.web.conftest import NOW, accessible, looks, post

RSS = """<?xml version="1.0"?><rss version="2.0"><channel><title>قناة المثال</title><language>ar</language>
<item><guid>1</guid><title>التحالف الدولي ينهي مهمته في العراق بنهاية أيلول 2026</title><link>/one</link>
<description>قال وزير الدفاع إن قوات التحالف الدولي تنسحب من العراق بحلول نهاية أيلول 2026.</description>
<pubDate>Mon, 02 Mar 2026 10:00:00 GMT</pubDate></item>
<item><guid>2</guid><title>Football &lt;script&gt;alert(1)&lt;/script&gt; final</title>
<link>javascript:alert(2)</link></item></channel></rss>""".encode()
OPML = b"""<opml version="2.0"><body>
<outline text="New paper" xmlUrl="https://paper.example/rss" language="en"/>
<outline text="Known" xmlUrl="https://aawsat.com/feed"/>
<outline xmlUrl="javascript:alert(1)"/></body></opml>"""
A, B, C = (Feed(name, f"https://{name}.example/", name.upper(), "Own", "ar") for name in "abc")


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as server:
        server.add("/rss", Answer(200, RSS, {"Content-Type": "application/rss+xml"}))
        server.add("/page", Answer(200, b"<!doctype html><p>news", {"Content-Type": "text/html"}))
        server.add("/gone", Answer(410))
        yield server


@pytest.fixture
def home(home: Path, server: Server) -> Path:
    """The story's home, where the test's server may be asked and some feeds are in trouble."""
    config = home / "config/monitor.toml"
    text = config.read_text("utf-8")
    config.write_text(text.replace("[fetch]\n", f'[fetch]\nallow = ["{server.allow}"]\n', 1), "utf-8")
    settings = load(home / "config", {})
    with closing(store.open(settings.state, NOW)) as state, state.write() as conn:
        feeds.sync(conn, settings.feeds, NOW, lambda f, at: FeedState(f.name, f.url, at))
        for name, health, outage in (
            ("aawsat", Health.FAILING, Outage.DNS),
            ("rt-ar", Health.PARKED, Outage.GONE),
            ("dw-ar", Health.OK, None),
        ):
            known = feeds.some(conn, [name])[name]
            said = "The server of example.org is not known." if outage else None
            feeds.save(
                conn,
                replace(
                    known, health=health, outage=outage, error=said, failures=3 if outage else 0,
                    ok_at=NOW - timedelta(hours=2), next_poll_at=NOW + timedelta(hours=1),
                ),
            )  # fmt: skip
    return home


def names(home: Path) -> dict[str, bool]:
    """Feed -> whether it is paused, as the file says."""
    listed = tomllib.loads((home / "config/feeds.toml").read_text("utf-8"))["feed"]
    return {feed["name"]: feed.get("paused", False) for feed in listed}


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("en", ("33 feeds", "There is no server of this name", "2 hours ago", "every 30 minutes", "Ask now")),
        ("ar", ("33 مصدرًا", "لا خادم بهذا الاسم", "قبل ساعتين", "كل 30 دقيقة", "اسأل الآن")),
    ],
)
def test_the_list_tells_how_feeds_are_doing(client: TestClient, lang: str, words: tuple[str, ...]) -> None:
    text = client.get("/feeds", params={"lang": lang}).text
    for one in words:
        assert one in text
    assert text.index("RT Arabic") < text.index("Asharq Al-Awsat") < text.index("Al-Mada")
    assert "DW Arabic" not in text
    assert "DW Arabic" in client.get("/feeds", params={"at": 2}).text


@pytest.mark.parametrize(
    ("query", "shown", "hidden"),
    [
        ({"q": "asharq"}, "Asharq Al-Awsat", "DW Arabic"),
        ({"health": "parked"}, "RT Arabic", "Asharq Al-Awsat"),
        ({"q": "no such"}, "No feed fits.", "DW Arabic"),
        ({"at": "9"}, "No feed fits.", "DW Arabic"),
    ],
)
def test_the_list_can_be_narrowed(client: TestClient, query: dict[str, str], shown: str, hidden: str) -> None:
    text = client.get("/feeds", params=query).text
    assert shown in text
    assert hidden not in text


@pytest.mark.parametrize("query", ["health=well", "sort=up", "at=0", "q=" + "x" * 201])
def test_what_is_no_question_is_refused(client: TestClient, query: str) -> None:
    assert client.get(f"/feeds?{query}").status_code == 422


@pytest.mark.parametrize(
    ("sort", "mood", "q", "expected"),
    [
        (Sort.NAME, None, "", "abc"),
        (Sort.TROUBLE, None, "", "bca"),
        (Sort.NEXT, None, "", "cab"),
        (Sort.NAME, Mood.OK, "", "a"),
        (Sort.NAME, None, "B.EXAMPLE", "b"),
        (Sort.NAME, None, "own", "abc"),
        (Sort.NAME, Mood.PAUSED, "", ""),
    ],
)
def test_which_feeds_are_listed_in_which_order(sort: Sort, mood: Mood | None, q: str, expected: str) -> None:
    healths = {"c": Health.NEW, "a": Health.OK, "b": Health.FAILING}
    found = listing((A, B, C), healths, q=q, mood=mood, sort=sort)
    assert "".join(feed.name for feed in found.feeds) == expected


def test_every_mood_and_outage_has_words() -> None:
    for health in Health:
        assert mood_of(A, health).value == health.value
    assert mood_of(replace(A, paused=True), Health.OK) is Mood.PAUSED
    for lang in ("en", "ar"):
        words = load_words(lang)
        for outage in Outage:
            assert words(f"outage.{outage.value}")
            assert words(f"outage_remedy.{outage.value}")
        for mood in Mood:
            assert words(f"mood.{mood.value}")


def test_a_feed_is_asked_now(client: TestClient, site: Site) -> None:
    told = post(client, "/feeds/poll", {"name": "rt-ar"})
    assert "“RT Arabic” is asked at once." in told.text
    with site.read() as conn:
        state = feeds.some(conn, ["rt-ar"])["rt-ar"]
    assert (state.health, state.next_poll_at) == (Health.FAILING, NOW)
    assert "There is no feed “nothing” to ask." in post(client, "/feeds/poll", {"name": "nothing"}).text


def test_a_feed_is_paused_and_asked_again(client: TestClient, home: Path, site: Site) -> None:
    before = (home / "config/feeds.toml").read_bytes()
    told = post(client, "/feeds/pause", {"name": "dw-ar"})
    assert "“DW Arabic” is paused." in told.text
    assert names(home)["dw-ar"] is True
    listed = client.get("/feeds", params={"q": "dw-ar"}).text
    assert "Resume DW Arabic" in listed
    assert "Ask DW Arabic now" not in listed
    assert [feed.name for feed in site.settings.feeds if feed.paused] == ["dw-ar"]
    assert "“DW Arabic” is asked again." in post(client, "/feeds/resume", {"name": "dw-ar"}).text
    assert (home / "config/feeds.toml").read_bytes() == before
    assert len(list((home / "config/backups").iterdir())) >= 1


def test_a_feed_is_removed_after_a_question(client: TestClient, home: Path) -> None:
    before = (home / "config/feeds.toml").read_text("utf-8")
    asked = client.get("/feeds", params={"remove": "dw-ar"}).text
    assert "Remove DW Arabic?" in asked
    assert (home / "config/feeds.toml").read_text("utf-8") == before
    told = post(client, "/feeds/remove", {"name": "dw-ar"})
    assert "“DW Arabic” is removed." in told.text
    after = (home / "config/feeds.toml").read_text("utf-8")
    assert set(before.splitlines()) - set(after.splitlines()) == {
        'name = "dw-ar"',
        'url = "https://rss.dw.com/xml/rss-ar-all"',
        'outlet = "DW Arabic"',
        'origin = "DW"',
    }
    assert "Nothing was changed." in post(client, "/feeds/remove", {"name": "dw-ar"}).text


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/gone", ("The feed is gone for good", "Look for a new address", "status 410")),
        ("/page", ("This is no feed", "Look for a link called RSS")),
        ("/nothing", ("The server does not give the feed", "knows no such page")),
    ],
)
def test_a_broken_feed_says_why_before_anything_is_saved(
    client: TestClient, home: Path, server: Server, path: str, words: tuple[str, ...]
) -> None:
    before = (home / "config/feeds.toml").read_bytes()
    text = post(client, "/feeds/preview", {"url": server.url + path}).text
    for one in words:
        assert one in text
    assert 'action="/feeds/add"' not in text
    assert (home / "config/feeds.toml").read_bytes() == before


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("http://192.168.0.1/rss", "This address may not be asked"),
        ("http://169.254.169.254/latest", "This address may not be asked"),
        ("file:///etc/passwd", "That is no address of a feed"),
        ("no address", "That is no address of a feed"),
        ("https://aawsat.com/feed", "“Asharq Al-Awsat” is a feed with this address already."),
    ],
)
def test_what_may_not_be_asked_is_not(client: TestClient, url: str, words: str) -> None:
    assert words in post(client, "/feeds/preview", {"url": url}).text


def test_a_good_feed_is_looked_at_scored_and_added(site: Site, home: Path, server: Server) -> None:
    score = build_score(site.settings)
    with TestClient(
        make(replace(site, scorer=lambda: score)), base_url="http://127.0.0.1:8787", follow_redirects=True
    ) as client:
        text = post(client, "/feeds/preview", {"url": f"{server.url}/rss"}).text
        assert "It answered with 2 entries" in text
        assert "Of the first 2, 1 is on the topic." in text
        assert 'value="قناة المثال"' in text
        assert "alert(2)" not in text
        assert "<script>alert" not in text
        form = {"url": f"{server.url}/rss", "outlet": "قناة", "name": "channel", "lang": "ar", "every": "45m"}
        told = post(client, "/feeds/add", form | {"fulltext": "true"})
        assert "“قناة” is added" in told.text
    [new] = [feed for feed in load(home / "config", {}).feeds if feed.name == "channel"]
    assert new == Feed("channel", form["url"], "قناة", "قناة", "ar", timedelta(minutes=45))
    assert site.settings.feeds[-1] == new


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"name": "dw-ar"}, "is already feed"),
        ({"name": "a b"}, "is no feed name"),
        ({"outlet": " "}, "outlet: is empty."),
        ({"lang": "arabic"}, "is no language code"),
        ({"every": "5"}, "“5” is no time."),
        ({"every": "1s"}, "is too often"),
        ({"url": "ftp://x.example/"}, "is no web address"),
    ],
)
def test_a_form_that_is_wrong_says_so_and_keeps_what_was_written(
    client: TestClient, home: Path, changed: dict[str, str], words: str
) -> None:
    before = (home / "config/feeds.toml").read_bytes()
    form = {"url": "https://new.example/rss", "outlet": "New outlet", "name": "new", "lang": "", "every": ""}
    text = post(client, "/feeds/add", form | changed).text
    assert words in text
    assert 'value="New outlet"' in text or "outlet" in changed
    assert (home / "config/feeds.toml").read_bytes() == before


def test_lists_of_readers_go_in_and_out(client: TestClient, home: Path) -> None:
    told = post(client, "/feeds/import", files={"file": ("list.opml", OPML, "text/x-opml")})
    assert "1 feed was added; 1 were known already." in told.text
    assert "is no web address" in told.text
    assert "new-paper" in names(home)
    out = client.get("/feeds/opml")
    assert out.headers["content-disposition"] == 'attachment; filename="feeds.opml"'
    found, problems = opml.read(out.content, "feeds.opml")
    assert ([feed.name for feed in found], problems) == (list(names(home)), ())
    told = post(client, "/feeds/import", files={"file": ("x.opml", b"<rss/>", "text/xml")})
    assert "Nothing was taken over." in told.text
    assert "is no OPML" in told.text


@pytest.mark.parametrize("path", ["poll", "pause", "resume", "remove", "preview", "add", "import"])
def test_no_other_page_can_change_feeds(client: TestClient, home: Path, path: str) -> None:
    before = (home / "config/feeds.toml").read_bytes()
    form = {"name": "dw-ar", "url": "https://x.example/"}
    headers = {"origin": "https://evil.example"}
    assert client.post(f"/feeds/{path}", data=form, headers=headers).status_code == 403
    assert client.post(f"/feeds/{path}", data=form).status_code == 403
    assert (home / "config/feeds.toml").read_bytes() == before


def test_the_demo_changes_no_feeds(site: Site, home: Path) -> None:
    before = (home / "config/feeds.toml").read_bytes()
    with TestClient(
        make(replace(site, editable=False)), base_url="http://127.0.0.1:8787", follow_redirects=True
    ) as client:
        assert 'action="/feeds/pause"' not in client.get("/feeds").text
        assert "is not changed by the demo" in post(client, "/feeds/pause", {"name": "dw-ar"}).text
    assert (home / "config/feeds.toml").read_bytes() == before


def test_in_a_browser_feeds_are_read_added_paused_and_removed(page: Page, home: Path, server: Server) -> None:
    page.goto("/feeds")
    trouble = page.locator("tr", has_text="Asharq Al-Awsat")
    expect(trouble).to_contain_text("failing")
    trouble.get_by_text("What does that mean?").click()
    expect(trouble).to_contain_text("Check the spelling.")
    trouble.get_by_role("button", name="Ask Asharq Al-Awsat now").click()
    expect(page.locator("#flash")).to_contain_text("“Asharq Al-Awsat” is asked at once.")

    page.get_by_label("Address").fill(f"{server.url}/page")
    page.get_by_role("button", name="Look at it").click()
    expect(page.get_by_role("alert")).to_contain_text("This is no feed")
    page.get_by_label("Address").fill(f"{server.url}/rss")
    page.keyboard.press("Enter")
    expect(page.locator(".found li")).to_have_count(2)
    assert accessible(page) == []
    page.get_by_label("Outlet: who publishes it").fill("Example channel")
    page.get_by_role("button", name="Add this feed").click()
    expect(page.locator("#flash")).to_contain_text("“Example channel” is added")

    page.get_by_label("Find").fill("example channel")
    page.get_by_role("button", name="Show").click()
    expect(page.locator("table.feeds tbody tr")).to_have_count(1)
    page.get_by_role("button", name="Pause Example channel").click()
    expect(page.locator("table.feeds tbody tr")).to_contain_text("paused")
    page.get_by_role("link", name="Remove Example channel").click()
    page.get_by_role("button", name="Remove", exact=True).click()
    expect(page.locator("#flash")).to_contain_text("“Example channel” is removed.")

    page.goto("/feeds")
    page.locator("#file").set_input_files({"name": "list.opml", "mimeType": "text/xml", "buffer": OPML})
    page.get_by_role("button", name="Take over").click()
    expect(page.locator("#flash")).to_contain_text("1 feed was added")
    assert "new-paper" in names(home)


@looks
def test_the_pages_are_accessible_and_fit(page: Page, lang: str, theme: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"/?lang={lang}&theme={theme}")
    for path in ("/feeds?remove=dw-ar", "/status", "/api/"):
        page.goto(path)
        expect(page.locator("html")).to_have_attribute("dir", "rtl" if lang == "ar" else "ltr")
        assert accessible(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
