"""Now and Milestone: what is due, what moved, in both languages, themes and widths."""

import re
from dataclasses import replace
from importlib.resources import files

import pytest
from playwright.sync_api import Page, expect
from starlette.testclient import TestClient

from monitor import store
from monitor.records import StatementVerdict
from monitor.store import alerts, statements
from monitor.web import Site, verdicts
from monitor.web import milestone as milestone_page
from monitor.web.words import load_words
from tests.web.conftest import accessible, looks


def test_the_first_page_says_what_is_due_who_says_so_and_what_moved(client: TestClient) -> None:
    text = client.get("/").text
    for words in ("by end of 2026", "77 days left", "moved once: +92 days", "3 origins", "All alerts"):
        assert words in text
    # The quote, in its own direction.
    assert '<bdi dir="auto">وتقضي الخطة' in text


@pytest.mark.parametrize("path", ["/", "/milestones/combat_end?everything=true"])
def test_an_arabic_name_does_not_turn_its_rank_around(client: TestClient, path: str) -> None:
    text = client.get(path).text
    assert "\u2068قاسم الأعرجي\u2069 (on record)" in text
    assert '<bdi dir="auto">\u2068قاسم الأعرجي' not in text


@pytest.mark.parametrize(
    ("lang", "dir", "words"),
    [
        ("en", "ltr", ("What is due", "77 days left", "All alerts")),
        ("ar", "rtl", ("المستحقّ", "بقي 77 يومًا", "كل التنبيهات")),
    ],
)
def test_the_language_is_a_choice_that_stays(
    client: TestClient, lang: str, dir: str, words: tuple[str, ...]
) -> None:
    client.get("/", params={"lang": lang})
    text = client.get("/").text
    assert f'<html lang="{lang}" dir="{dir}"' in text
    for one in words:
        assert one in text


def test_a_milestone_tells_its_history_with_every_quote(client: TestClient) -> None:
    text = client.get("/milestones/mission_end", params={"everything": "true"}).text
    assert "What became of it" in text
    assert text.count("<blockquote") > 3
    assert "statements, newest first" in text
    assert client.get("/milestones/nothing").status_code == 404


def test_a_statement_that_was_read_wrongly_is_marked_in_the_history(client: TestClient, site: Site) -> None:
    with site.read() as conn:
        row = statements.by_milestone(conn, "phase2")[-1]
    tag = load_words("en")("verdict.now_wrong-date")
    path = "/milestones/phase2?everything=true"
    assert tag not in client.get(path).text
    assert verdicts.give(site, row, StatementVerdict.WRONG_DATE)
    assert tag in client.get(path).text


def test_small_moves_can_be_left_out_of_the_chart(client: TestClient) -> None:
    everything, large = (client.get("/", params={"drift": days}).text for days in (0, 365))
    assert everything.count("<title>") > large.count("<title>") > 0


def test_every_block_of_the_style_sheet_ends() -> None:
    style = files("monitor.web").joinpath("static", "style.css").read_text("utf-8")
    assert style.count("{") == style.count("}")


def test_shifts_come_a_page_at_a_time(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def told(path: str) -> tuple[list[str], list[str]]:
        text = client.get(path).text
        history = text.partition('id="history"')[2].partition("</section>")[0]
        return re.findall(r'<li class="([\w-]+)">', history), re.findall(
            r'href="([^"]*earlier=\d+)#', history
        )

    whole, further = told("/milestones/mission_end")
    assert len(whole) > 3
    assert further == []
    monkeypatch.setattr(milestone_page, "MOVES", 3)
    found: list[str] = []
    following = ["/milestones/mission_end"]
    while following:
        shown, following = told(following[0])
        assert 0 < len(shown) <= 3
        found += shown
    assert found == whole


@looks
@pytest.mark.parametrize("path", ["/", "/milestones/mission_end?everything=true"])
def test_the_page_is_accessible_and_fits(page: Page, path: str, lang: str, theme: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"/?lang={lang}&theme={theme}")
    page.goto(path)
    expect(page.locator("html")).to_have_attribute("dir", "rtl" if lang == "ar" else "ltr")
    assert accessible(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_a_mark_of_the_chart_leads_to_its_article(page: Page) -> None:
    page.goto("/")
    mark = page.locator("svg.chart a").first
    title = mark.locator("title").text_content() or ""
    assert "202" in title
    assert (mark.get_attribute("href") or "").startswith("/entries/")


def test_a_label_that_is_wider_in_the_browsers_font_is_shown_whole(page: Page) -> None:
    page.goto("/")
    cut = """() => [...document.querySelectorAll("svg.chart")].flatMap(svg => {
        const texts = [...svg.querySelectorAll("text")];
        texts.forEach(text => { text.style.fontSize = "18px"; });
        const edge = svg.getBoundingClientRect().right + 1;
        const over = texts.filter(text => text.getBoundingClientRect().right > edge);
        return getComputedStyle(svg).overflow === "visible" ? [] : over;
    }).length"""
    assert page.evaluate(cut) == 0


def test_new_alerts_appear_without_a_reload(page: Page, site: Site) -> None:

    page.goto("/")
    expect(page.locator("#latest li")).to_have_count(8)
    with site.read() as conn:
        newest = alerts.latest(conn, 1)[0]

    with page.expect_response("**/now/alerts"):
        writing = store.open(site.settings.state, site.now())
        try:
            with writing.write() as conn:
                alerts.add(conn, [replace(newest, key="another", outlet="An outlet of the test")])
        finally:
            writing.close()
    expect(page.locator("#latest")).to_contain_text("An outlet of the test")
