"""Tune: the threshold is moved, what it would do follows, and saving leaves every other byte as it was."""

import re
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from starlette.testclient import TestClient

from monitor import store
from monitor.settings.change import BACKUPS
from monitor.store.tables import versions
from monitor.web import Site, make
from monitor.web import tune as tune_page
from tests.web.conftest import NOW, accessible, looks, post


def figures(text: str) -> dict[str, list[str]]:
    """Row -> what stands in it, without markup."""
    found: dict[str, list[str]] = {}
    for name, cell in re.findall(r'data-figure="(\w+)">(.*?)</td>', text, re.DOTALL):
        found.setdefault(name, []).append(" ".join(re.sub(r"<[^>]+>", " ", cell).split()))
    return found


def hidden(text: str, name: str) -> str:
    return str(re.findall(rf'name="{name}" value="([^"]*)"', text)[0])


def lines(home: Path) -> list[str]:
    return (home / "config/monitor.toml").read_text("utf-8").splitlines()


def saved(before: list[str], threshold: str) -> list[str]:
    """The file with another threshold, and not one other letter."""
    return [line.replace("#threshold = 0.5", f"threshold = {threshold}", 1) for line in before]


@pytest.mark.parametrize(
    ("asked", "columns", "words"),
    [
        ("", ["0.50"], "0.50 is in force."),
        ("?t=0.98", ["0.50", "0.98"], "entries fewer would be told."),
        ("?t=0.01", ["0.50", "0.01"], "entries more would be told."),
        ("?t=0.6", ["0.50", "0.60"], "nothing changes"),
        # What is no threshold is not tried.
        ("?t=7", ["0.50"], "0.50 is in force."),
        ("?t=nan", ["0.50"], "0.50 is in force."),
        ("?t=%3Cscript%3E", ["0.50"], "0.50 is in force."),
    ],
)
@pytest.mark.parametrize("part", ["/tune", "/tune/effect"])
def test_the_page_tells_what_a_threshold_does(
    client: TestClient, part: str, asked: str, columns: list[str], words: str
) -> None:
    text = client.get(f"{part}{asked}").text
    assert words in text
    assert figures(text)["threshold"] == columns
    assert "<script>" not in text


def test_entries_and_alerts_are_named(client: TestClient) -> None:
    text = client.get("/tune?t=0.98").text
    present, fewer = (int(n) for n in figures(text)["told"])
    assert f"{present - fewer} entries would no longer be told" in text
    assert text.count('href="/entries/') == min(12, present - fewer)
    for words in ("NEW DATE: ", "Backtest 0.98", "Save 0.98"):
        assert words in text
    lower = client.get("/tune?t=0.1").text
    assert "Alerts gained" in lower
    assert "more a week" in lower


@pytest.mark.parametrize(
    ("lang", "dir", "words"),
    [
        ("en", "ltr", ("entries told", "labelled relevant", "Save 0.98", "Alerts lost", "Long work")),
        (
            "ar",
            "rtl",
            ("أخبار يُبلَّغ عنها", "موسومة ذات صلة", "احفظ 0.98", "تنبيهات مفقودة", "الأعمال الطويلة"),
        ),
    ],
)
def test_both_languages(client: TestClient, lang: str, dir: str, words: tuple[str, ...]) -> None:
    client.get("/tune", params={"lang": lang})
    text = client.get("/tune?t=0.98").text
    assert f'<html lang="{lang}" dir="{dir}"' in text
    for one in words:
        assert one in text


def test_a_title_is_text(client: TestClient, site: Site) -> None:
    with closing(store.open(site.settings.state, NOW)) as state, state.write() as conn:
        conn.execute(versions.update().values(title="<script>alert(1)</script> <b>عنوان"))
    text = client.get("/tune?t=0.98").text
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &lt;b&gt;عنوان" in text
    assert "<script>alert" not in text


def test_saving_changes_one_line_keeps_a_backup_and_is_in_force(
    client: TestClient, site: Site, home: Path
) -> None:
    before = lines(home)
    page = client.get("/tune?t=0.65").text
    done = post(client, "/tune", {"threshold": hidden(page, "threshold"), "known": hidden(page, "known")})
    assert "The threshold is 0.65 now." in done.text
    assert figures(done.text)["threshold"] == ["0.65"]
    assert site.settings.relevance.threshold == 0.65
    assert lines(home) == saved(before, "0.65") != before
    [kept] = (home / "config" / BACKUPS).iterdir()
    assert kept.read_text("utf-8").splitlines() == before


def test_a_low_threshold_takes_the_other_along(client: TestClient, site: Site) -> None:
    known = hidden(client.get("/tune?t=0.1").text, "known")
    done = post(client, "/tune", {"threshold": "0.1", "known": known})
    assert "digest_threshold with it" in done.text
    assert site.settings.relevance.digest_threshold == 0.1


def test_a_daemon_that_is_busy_takes_it_up_later(
    site: Site, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tune_page, "WAIT_S", 0.0)
    before = lines(home)
    busy = replace(site, again=lambda: None)
    with TestClient(make(busy), base_url="http://127.0.0.1:8787") as client:
        known = hidden(client.get("/tune?t=0.65").text, "known")
        text = post(client, "/tune", {"threshold": "0.65", "known": known}).text
    assert "The threshold 0.65 is written" in text
    assert figures(text)["threshold"] == ["0.50"]
    assert lines(home) == saved(before, "0.65")


def test_a_change_by_hand_in_between_is_noticed_and_kept(client: TestClient, home: Path) -> None:
    known = hidden(client.get("/tune?t=0.65").text, "known")
    file = home / "config/monitor.toml"
    by_hand = file.read_text("utf-8").replace("#seed = 7", "seed = 8")
    file.write_text(by_hand, "utf-8")
    refused = post(client, "/tune", {"threshold": "0.65", "known": known})
    assert "was changed by hand meanwhile" in refused.text
    assert file.read_text("utf-8") == by_hand
    again = post(client, "/tune", {"threshold": "0.65", "known": hidden(refused.text, "known")})
    assert "The threshold is 0.65 now." in again.text
    assert "\nseed = 8 " in file.read_text("utf-8")


@pytest.mark.parametrize("threshold", ["much", "1.2", "-1", "nan"])
def test_what_is_no_threshold_is_not_saved(client: TestClient, home: Path, threshold: str) -> None:
    before = lines(home)
    known = hidden(client.get("/tune?t=0.65").text, "known")
    refused = post(client, "/tune", {"threshold": threshold, "known": known})
    assert "is a number from 0 to 1" in refused.text
    assert lines(home) == before


def test_a_broken_configuration_is_told_and_left(client: TestClient, home: Path) -> None:
    file = home / "config/feeds.toml"
    file.write_text(file.read_text("utf-8") + "\nspeed = 3\n", "utf-8")
    before = lines(home)
    known = hidden(client.get("/tune?t=0.65").text, "known")
    refused = post(client, "/tune", {"threshold": "0.65", "known": known}).text
    assert "Not saved: " in refused
    assert "speed" in refused
    assert lines(home) == before


def test_the_demo_changes_nothing(site: Site, home: Path) -> None:
    before = lines(home)
    with TestClient(make(replace(site, editable=False)), base_url="http://127.0.0.1:8787") as client:
        text = client.get("/tune?t=0.65").text
        assert "Save 0.65" not in text
        assert "This is the demo" in text
        refused = post(client, "/tune", {"threshold": "0.65", "known": "x"}).text
        assert "is not changed by the demo" in refused
    assert lines(home) == before


def test_the_threshold_is_moved_by_the_keyboard_and_saved(page: Page, home: Path) -> None:
    page.goto("/tune")
    before = lines(home)
    slide = page.get_by_role("slider", name="Threshold, over the histogram")
    slide.focus()
    for key in ("PageUp", "PageUp", "PageUp", "PageUp", "ArrowRight"):
        slide.press(key)
    expect(page.locator("#t")).to_have_value("0.91")
    expect(page.locator('[data-figure="threshold"]').last).to_have_text("0.91")
    expect(page.locator(".gist")).to_contain_text("At 0.91")
    for _ in range(7):
        slide.press("ArrowRight")
    expect(page.locator(".gist")).to_contain_text("At 0.98")
    told = page.locator('[data-figure="told"]')
    assert int(told.nth(1).inner_text()) < int(told.nth(0).inner_text())
    expect(page.get_by_role("heading", name=re.compile("entries would no longer be told"))).to_be_visible()
    assert page.url.endswith("/tune?t=0.98")
    page.locator("#t").fill("0.97")
    expect(slide).to_have_value("0.97")
    page.get_by_role("button", name="Save 0.97").click()
    expect(page.locator("#flash")).to_contain_text("The threshold is 0.97 now.")
    expect(page.locator(".gist")).to_have_text("0.97 is in force.")
    assert lines(home) == saved(before, "0.97") != before
    assert len(list((home / "config" / BACKUPS).iterdir())) == 1


@pytest.mark.parametrize(("lang", "width"), [("en", 1280), ("ar", 1280), ("ar", 390)])
def test_the_slider_stands_over_the_columns(page: Page, lang: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"/tune?lang={lang}")
    frame = page.locator("svg.chart path.background").first.bounding_box()
    slide = page.get_by_role("slider").bounding_box()
    assert frame is not None
    assert slide is not None
    half_a_thumb = 20.0
    for ours, theirs in (
        (slide["x"] + half_a_thumb, frame["x"]),
        (slide["x"] + slide["width"] - half_a_thumb, frame["x"] + frame["width"]),
        (slide["y"], frame["y"]),
        (slide["y"] + slide["height"], frame["y"] + frame["height"]),
    ):
        assert ours == pytest.approx(theirs, abs=2)
    # Where the chart is clicked, there the threshold goes.
    page.mouse.click(frame["x"] + 0.25 * frame["width"], frame["y"] + frame["height"] / 2)
    assert float(page.locator("#t").input_value()) == pytest.approx(0.25, abs=0.01)


@looks
@pytest.mark.parametrize("path", ["/tune?t=0.98", "/jobs/rebuild", "/jobs/backtest"])
def test_the_page_is_accessible_and_fits(page: Page, path: str, lang: str, theme: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"/tune?lang={lang}&theme={theme}")
    page.goto(path)
    expect(page.locator("html")).to_have_attribute("dir", "rtl" if lang == "ar" else "ltr")
    assert accessible(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_without_scripts_a_form_tries_and_saves(browser: Browser, address: str) -> None:
    context = browser.new_context(base_url=address, java_script_enabled=False)
    page = context.new_page()
    page.goto("/tune")
    expect(page.get_by_role("slider")).to_have_count(0)
    page.locator("#t").fill("0.98")
    page.get_by_role("button", name="Try").click()
    expect(page.locator(".gist")).to_contain_text("At 0.98")
    page.get_by_role("button", name="Save 0.98").click()
    expect(page.locator("#flash")).to_contain_text("The threshold is 0.98 now.")
    context.close()
