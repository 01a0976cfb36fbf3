"""Coverage: lists, filters and words, page after page, as a program and as a person reads them."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from starlette.testclient import TestClient

from monitor import store
from monitor.records import Entry
from monitor.store import coverage as lists
from monitor.store import entries
from monitor.store.coverage import Wanted
from monitor.web import coverage
from monitor.web.site import Site
from tests.web.conftest import NOW, accessible

TITLE = re.compile(r'<a class="title" href="/entries/([^"]+)">')


def shown(text: str) -> list[str]:
    """Identities of the entries that a page lists, stories by their newest first."""
    heads = re.sub(r"<details>.*?</details>", "", text.partition('<ol class="entries">')[2], flags=re.DOTALL)
    return TITLE.findall(heads)


def wanted(site: Site, what: Wanted) -> list[str]:
    with site.read() as conn:
        return [one.entry for one in lists.page(conn, what, size=1_000).entries]


@pytest.mark.parametrize(
    ("query", "what"),
    [
        ("", Wanted(heads=True)),
        ("?flat=1", Wanted()),
        ("?least=0.5", Wanted(at_least=0.5, heads=True)),
        ("?least=0.2&below=0.5&flat=1", Wanted(at_least=0.2, below=0.5)),
        ("?language=ckb", Wanted(lang="ckb", heads=True)),
        ("?outlet=shafaq.com", Wanted(outlet="shafaq.com", heads=True)),
        ("?label=none&language=ckb", Wanted(lang="ckb", labelled=False, heads=True)),
        ("?label=any", Wanted(labelled=True, heads=True)),
        ("?least=much&below=7", Wanted(heads=True)),
        ("?after=nonsense", Wanted(heads=True)),
        ("?after=2020-01-01~x", Wanted(heads=True)),
    ],
)
def test_filters(client: TestClient, site: Site, query: str, what: Wanted) -> None:
    found = shown(client.get(f"/coverage{query}").text)
    assert found == wanted(site, what)[: coverage.SIZE]
    assert found or query == "?label=any"


def test_pages_hold_everything_once(client: TestClient, site: Site) -> None:
    path, met = "/coverage?flat=1", []
    while path:
        text = client.get(path).text
        met += shown(text)
        more = re.search(r'href="([^"]+)" hx-get', text)
        path = more[1].replace("&amp;", "&") if more else ""
    assert met == wanted(site, Wanted())
    assert len(met) == len(set(met)) > 2 * coverage.SIZE


def test_a_story_is_shown_with_the_others_that_tell_it(client: TestClient, site: Site) -> None:
    with site.read() as conn:
        rows = lists.page(conn, Wanted(heads=True), size=1_000).entries
        told = lists.siblings(conn, rows, coverage.SIBLINGS)
    story, (others, siblings) = max(told.items(), key=lambda one: one[1][0])
    (head,) = (row.entry for row in rows if row.story == story)
    text = client.get("/coverage?least=0.1").text
    assert head in shown(text)
    assert f"{others} more articles tell it" in text
    assert all(f"/entries/{one.entry}" in text for one in siblings)
    whole = client.get("/coverage", params={"story": story}).text
    assert shown(whole) == wanted(site, Wanted(story=story))
    assert "Every article of one story." in whole


@pytest.mark.parametrize("word", ["انسحاب", "إنسحاب", "وَالانسِحاب"])
def test_arabic_words_are_found_however_they_are_written(client: TestClient, site: Site, word: str) -> None:
    text = client.get("/coverage", params={"q": word}).text
    found = shown(text)
    assert len(found) > 3
    with site.read() as conn:
        assert all("نسحاب" in _text(entries.get(conn, id_)) for id_ in found)


def _text(entry: Entry | None) -> str:
    assert entry is not None
    return f"{entry.title} {entry.summary} {entry.body}"


def test_further_rows_alone_for_htmx(client: TestClient) -> None:
    more = re.search(r'hx-get="([^"]+)"', client.get("/coverage?flat=1").text)
    assert more is not None
    text = client.get(more[1].replace("&amp;", "&"), headers={"hx-request": "true"}).text
    assert text.lstrip().startswith("<li>")
    assert "<html" not in text


def test_without_full_text_search_there_is_no_search(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("monitor.store.search._built", lambda: False)
    text = client.get("/coverage?q=iraq").text
    assert "built without full-text search" in text
    assert shown(text) == shown(client.get("/coverage").text)


HOSTILE = '<script>alert("x")</script><img src=x onerror=alert(1)>'


def hostile(home: Path) -> None:
    """An article whose words and address are an attack."""
    with store.lock(home / "state", NOW):
        opened = store.open(home / "state", NOW)
        with opened.write() as conn:
            entries.add(
                conn,
                [
                    Entry(
                        id="hostile",
                        version=1,
                        feed="x",
                        outlet=HOSTILE,
                        origin="x",
                        lang="en",
                        published_at=NOW,
                        seen_at=NOW,
                        title=HOSTILE,
                        summary=f"{HOSTILE} by September 2026",
                        body="",
                        url="javascript:alert(1)",
                        digest="",
                    )
                ],
            )
        opened.close()


class TestRead:
    """As a person reads it, in a browser."""

    def test_find_filter_and_open(self, page: Page) -> None:
        page.goto("/coverage")
        page.get_by_label("Words").fill("kurdistan coalition")
        page.get_by_role("button", name="Find").click()
        expect(page.locator(".entries > li").first).to_be_visible()
        page.get_by_text("Filters").click()
        page.get_by_label("Language", exact=True).select_option("en")
        page.get_by_role("button", name="Apply").click()
        assert "language=en" in page.url
        assert "q=kurdistan" in page.url
        page.locator(".entries a.title").first.click()
        expect(page.get_by_role("heading", level=2, name="What was read")).to_be_visible()
        assert accessible(page) == []

    def test_more_is_added_below(self, page: Page) -> None:
        page.goto("/coverage?flat=1")
        before = page.locator(".entries > li").count()
        page.get_by_role("link", name="More", exact=True).click()
        expect(page.locator(".entries > li")).to_have_count(2 * coverage.SIZE + 1)
        assert before == coverage.SIZE + 1

    @pytest.mark.parametrize("theme", ["light", "dark"])
    @pytest.mark.parametrize(("lang", "direction"), [("en", "ltr"), ("ar", "rtl")])
    def test_anyone_can_use_it(self, page: Page, lang: str, direction: str, theme: str) -> None:
        page.goto(f"/coverage?lang={lang}")
        page.goto(f"/coverage?theme={theme}")
        page.goto("/coverage?least=0.5")
        assert page.locator("html").get_attribute("dir") == direction
        assert accessible(page) == []

    def test_a_phone_shows_it_whole(self, page: Page) -> None:
        page.set_viewport_size({"width": 360, "height": 740})
        page.goto("/coverage?least=0.3")
        assert page.evaluate("document.documentElement.scrollWidth") <= 360

    def test_script_in_a_title_is_shown_as_text(self, home: Path, page: Page) -> None:
        hostile(home)
        page.goto("/coverage")
        expect(page.locator(".entries a.title").first).to_have_text(HOSTILE)
        page.locator(".entries a.title").first.click()
        expect(page.get_by_role("heading", level=1)).to_have_text(HOSTILE)
        assert page.locator('a[href^="javascript:"]').count() == 0
        assert page.locator("img").count() == 0
