"""Entry: the words that were read, what they were read as, and the reader's word on both."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from starlette.testclient import TestClient

from monitor import store
from monitor.evaluation.cases import cases
from monitor.records import Alert, Entry, Field, Stated, StatementVerdict
from monitor.store import alerts, entries, labels, scores, statements, stories
from monitor.web import entry as module
from monitor.web.site import Site
from monitor.web.verdicts import said as labels_of
from tests.web.conftest import NOW, accessible, looks, post


@dataclass(frozen=True)
class Shifted:
    """The entry that brought a shift, and the statement that the alert rests on."""

    entry: Entry
    alert: Alert
    row: Stated


@pytest.fixture
def shifted(site: Site) -> Shifted:
    """The newest that moved a deadline."""
    return next(one for one in _told(site) if one.alert.days_moved)


@pytest.fixture
def alone(site: Site) -> Shifted:
    """The newest that nothing else carries: its alert falls with its statement."""
    return next(one for one in _told(site) if {one.entry.id} >= set(one.alert.also))


def _told(site: Site) -> Iterator[Shifted]:
    with site.read() as conn:
        for alert in alerts.latest(conn, None):
            found = entries.get(conn, alert.entry) if alert.entry is not None else None
            rows = statements.of_entry(conn, found.id, found.version) if found is not None else ()
            for row in rows:
                if found is not None and row.statement.quote == alert.quote:
                    yield Shifted(found, alert, row)


def plain(html: str) -> str:
    """The text of some HTML, white space as a browser shows it within a line."""
    text = re.sub(r"<[^>]+>", "", html)
    for sign, name in (("<", "&lt;"), (">", "&gt;"), ('"', "&#34;"), ("'", "&#39;"), ("&", "&amp;")):
        text = text.replace(name, sign)
    return text


def test_every_reading_is_marked_where_it_stands(client: TestClient, site: Site) -> None:
    with site.read() as conn:
        told = sorted({row.entry for row in statements.by_milestone(conn)})[:12]
        found = [one for id_ in told if (one := entries.get(conn, id_)) is not None]
    for one in found:
        html = client.get(f"/entries/{one.id}").text
        for field in (Field.SUMMARY, Field.BODY):
            shown = re.search(rf'<p class="{field}"[^>]*>(.*?)</p>', html, re.DOTALL)
            assert (plain(shown[1]) if shown else "").strip() == one.text(field).strip()
        marked = set(re.findall(r'data-of="([^"]+)"', html))
        names = {name for group in marked for name in group.split()}
        assert names == set(re.findall(r'<li id="([sdcp]\d+)"', html))


def test_it_tells_why_it_counts_and_what_came_of_it(client: TestClient, shifted: Shifted, site: Site) -> None:
    html = client.get(f"/entries/{shifted.entry.id}").text
    with site.read() as conn:
        score = scores.get(conn, shifted.entry.id)
        siblings = [m for m in stories.members(conn, shifted.row.story) if m != shifted.entry.id]
    assert score is not None
    assert score.passage is not None
    assert score.seed is not None
    for words in (
        f"{score.value:.2f}",
        score.passage.text.split("\n")[0],
        score.seed.file,
        score.contributions[0].meaning,
        f"{score.contributions[0].amount:+.2f}",
        alerts.ref(shifted.alert.key),
        f"http://127.0.0.1:8787/entries/{shifted.entry.id}",
        *(f"/entries/{one}" for one in siblings),
    ):
        assert words in plain(html) or words in html


def test_another_s_address_leads_to_it_or_nowhere(client: TestClient, shifted: Shifted) -> None:
    id_ = shifted.entry.id
    assert str(client.get(f"/entries/{id_[:-1]}").url).endswith(f"/entries/{id_}")
    for path in ("/entries/nothing-like-it", f"/entries/{id_}?version=99"):
        assert client.get(path).status_code == 404


@pytest.mark.parametrize(
    ("verdict", "label", "said"),
    [
        ("relevant", True, "Labelled relevant"),
        ("irrelevant", False, "Labelled not relevant"),
        ("undo", None, "taken back"),
    ],
)
def test_labels_of_entries(
    client: TestClient, site: Site, shifted: Shifted, verdict: str, label: bool | None, said: str
) -> None:
    path = f"/entries/{shifted.entry.id}"
    post(client, f"{path}/label", {"verdict": "relevant"})
    assert said in post(client, f"{path}/label", {"verdict": verdict}).text
    with site.read() as conn:
        assert labels.get(conn, shifted.entry.id) is label


@pytest.mark.parametrize("verdict", ["right", "wrong-date", "wrong-speaker", "not-a-deadline", "background"])
def test_labels_of_statements(client: TestClient, site: Site, alone: Shifted, verdict: str) -> None:
    path, key = f"/entries/{alone.entry.id}/statements", alone.row.key
    assert "Labelled: " in post(client, path, {"key": key, "verdict": verdict}).text
    with site.read() as conn:
        assert [one.verdict for one in labels_of(conn, [alone.row]).values()] == [StatementVerdict(verdict)]
        suppressed = alerts.by_keys(conn, [alone.alert.key])[alone.alert.key].suppressed
    assert (suppressed is None) is (verdict == "right")
    assert "taken back, and the ledger follows" in post(client, path, {"key": key, "verdict": "undo"}).text
    with site.read() as conn:
        assert labels_of(conn, [alone.row]) == {}
        assert alerts.by_keys(conn, [alone.alert.key])[alone.alert.key].suppressed is None


@pytest.mark.parametrize(
    ("path", "data", "status"),
    [
        ("label", {"verdict": "splendid"}, 422),
        ("statements", {"key": "x", "verdict": "splendid"}, 422),
        ("statements", {"verdict": "right"}, 422),
        ("statements", {"key": "x", "verdict": "right", "correcting": "true"}, 422),
    ],
)
def test_what_nobody_can_mean_is_refused(
    client: TestClient, shifted: Shifted, path: str, data: dict[str, str], status: int
) -> None:
    assert post(client, f"/entries/{shifted.entry.id}/{path}", data).status_code == status


@pytest.mark.parametrize(
    ("verdict", "typed", "shown", "last_day", "speaker"),
    [
        (
            "wrong-date",
            {"date": "2027-02"},
            "Says: .*February 2027",
            date(2027, 2, 28),
            "",
        ),
        (
            "wrong-date",
            {"date": "٢٠٢٧-٠٢"},
            "Says: .*February 2027",
            date(2027, 2, 28),
            "",
        ),
        ("not-a-deadline", {"date": " 2027 "}, "Says: .*2027", date(2027, 12, 31), ""),
        ("wrong-speaker", {"speaker": " وزير  الدفاع"}, "Said by: وزير الدفاع", None, "وزير الدفاع"),
    ],
)
def test_what_would_be_right_is_said_shown_and_kept(
    client: TestClient,
    site: Site,
    alone: Shifted,
    verdict: str,
    typed: dict[str, str],
    shown: str,
    last_day: date | None,
    speaker: str,
) -> None:
    path, key = f"/entries/{alone.entry.id}/statements", alone.row.key
    assert "What would be right?" in post(client, path, {"key": key, "verdict": verdict}).text
    correcting = {"key": key, "verdict": verdict, "correcting": "true"}
    assert re.search(shown, plain(post(client, path, correcting | typed).text))
    # The button again takes nothing away; the form left empty does.
    assert re.search(shown, plain(post(client, path, {"key": key, "verdict": verdict}).text))
    with site.read() as conn:
        right = labels_of(conn, [alone.row])[key].correction
    assert right is not None
    assert (right.due and right.due.last_day, right.speaker) == (last_day, speaker)
    assert not re.search(shown, plain(post(client, path, correcting).text))
    with site.read() as conn:
        assert labels_of(conn, [alone.row])[key].correction is None


@pytest.mark.parametrize(
    ("typed", "field", "english", "arabic"),
    [
        ({"date": "spring"}, "date", "“spring” is no date. Write 2026", "«spring» ليس تاريخًا. اكتب 2026"),
        ({"date": "٢٠٢٦-١٣"}, "date", "“٢٠٢٦-١٣” is no date.", "«٢٠٢٦-١٣» ليس تاريخًا."),
        ({"speaker": "x" * 201}, "speaker", "at most 200 characters", "لا يزيد الاسم على 200"),
        ({"milestone": "elsewhere"}, "milestone", "no such milestone", "لا محطة بهذا الاسم"),
    ],
)
def test_what_cannot_be_right_is_told_at_its_field(
    client: TestClient,
    site: Site,
    alone: Shifted,
    typed: dict[str, str],
    field: str,
    english: str,
    arabic: str,
) -> None:
    path = f"/entries/{alone.entry.id}/statements"
    data = {"key": alone.row.key, "verdict": "wrong-date"}
    post(client, path, data)
    for lang, words in (("en", english), ("ar", arabic)):
        client.get("/", params={"lang": lang})
        answer = post(client, path, {**data, **typed, "correcting": "true"})
        assert answer.status_code == 422
        assert words in plain(answer.text)
        wrong = re.search(rf'<(?:input|select)[^>]* name="{field}"[^>]*aria-invalid="true"', answer.text)
        assert wrong is not None
        assert '<details class="correction" open>' in answer.text
    with site.read() as conn:
        assert labels_of(conn, [alone.row])[alone.row.key].correction is None


def test_a_statement_that_is_gone_is_told(client: TestClient, shifted: Shifted) -> None:
    path = f"/entries/{shifted.entry.id}/statements"
    assert "not on record any more" in post(client, path, {"key": "x", "verdict": "right"}).text
    assert post(client, "/entries/nothing/label", {"verdict": "relevant"}).status_code == 404


def edited(home: Path, old: Entry, **changes: str) -> None:
    """A later version of an entry."""
    with store.lock(home / "state", NOW):
        opened = store.open(home / "state", NOW)
        with opened.write() as conn:
            entries.add(
                conn, [replace(old, version=old.version + 1, digest="edited", seen_at=NOW, **changes)]
            )
        opened.close()


def test_versions_are_told_apart(client: TestClient, home: Path, shifted: Shifted) -> None:
    old = shifted.entry
    edited(home, old, title=f"{old.title} UPDATED", summary="")
    html = client.get(f"/entries/{old.id}").text
    assert "What changed since version 1" in html
    assert "<ins> UPDATED</ins>" in html
    assert "<del>" in html
    assert "What changed" not in client.get(f"/entries/{old.id}?version=1").text


def test_a_long_text_is_cut_until_the_whole_is_asked_for(
    client: TestClient, shifted: Shifted, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "SHOWN", 40)
    end, path = shifted.entry.body[-30:], f"/entries/{shifted.entry.id}"
    cut = client.get(path).text
    assert "more characters" in cut
    text = re.search(r'<p class="body".*?</p>', cut, re.DOTALL)
    assert text is not None
    assert end not in plain(text[0])
    assert end in plain(client.get(f"{path}?whole=true").text)


class TestRead:
    """As a person reads it, in a browser."""

    def test_from_search_to_the_quote_and_the_labels(self, page: Page, shifted: Shifted) -> None:
        words = " ".join(re.findall(r"\w{4,}", shifted.entry.title)[:4])
        page.goto("/coverage")
        page.get_by_label("Words").fill(words)
        page.get_by_role("button", name="Find").click()
        page.locator(f'.entries a.title[href="/entries/{shifted.entry.id}"]').click()
        marks = page.locator("a.mark.statement")
        expect(marks.first).to_be_visible()  # text contents do not wait for the page of a click
        quoted = "".join(marks.all_text_contents())
        assert shifted.row.statement.quote.text.replace("\n", "") in quoted.replace("\n", "")
        page.locator("a.mark.date").first.hover()
        tip = page.get_by_role("tooltip")
        expect(tip).to_contain_text("Days")
        page.keyboard.press("Escape")
        expect(tip).to_be_hidden()
        page.locator("a.mark.statement").first.focus()
        expect(tip).to_contain_text("Confidence")
        page.get_by_role("button", name="Not relevant").click()
        expect(page.get_by_role("status").first).to_contain_text("Labelled not relevant")
        page.get_by_role("button", name="Relevant", exact=True).click()
        expect(page.get_by_text("You said: relevant.")).to_be_visible()

    def test_a_wrong_statement_is_labelled_and_its_alert_taken_back(
        self, page: Page, site: Site, alone: Shifted
    ) -> None:
        page.goto(f"/entries/{alone.entry.id}")
        reading = page.locator(".readings li.statement").filter(
            has=page.locator(f'input[value="{alone.row.key}"]')
        )
        reading.get_by_role("button", name="Wrong date").click()
        expect(page.get_by_role("status").first).to_contain_text("Labelled: Wrong date")
        expect(page.get_by_text("You said: wrong date.")).to_be_visible()
        expect(page.get_by_text("taken back: what it rested on was read wrongly").first).to_be_visible()
        reading.get_by_role("button", name="Take it back").click()
        expect(page.get_by_role("status").first).to_contain_text("taken back, and the ledger follows")

    @pytest.mark.parametrize("javascript", [True, False])
    def test_a_wrong_date_is_put_right_and_becomes_a_test_case(
        self, page: Page, browser: Browser, address: str, site: Site, alone: Shifted, javascript: bool
    ) -> None:
        if not javascript:
            page = browser.new_context(base_url=address, java_script_enabled=False).new_page()
        page.goto(f"/entries/{alone.entry.id}")
        reading = page.locator(".readings li.statement").filter(
            has=page.locator(f'input[value="{alone.row.key}"]')
        )
        reading.get_by_role("button", name="Wrong date").click()
        reading.get_by_text("What would be right?").click()
        date_field = reading.get_by_label("The right date")
        date_field.fill("soon")
        reading.get_by_role("button", name="Put it right").click()
        expect(reading.get_by_text("“soon” is no date.")).to_be_visible()
        assert date_field.get_attribute("aria-invalid") == "true"
        if javascript:
            assert accessible(page) == []
        date_field.fill("2027-02")
        reading.get_by_role("button", name="Put it right").click()
        expect(reading.get_by_text(re.compile("Says: .*February 2027"))).to_be_visible()
        page.reload()
        expect(reading.get_by_text(re.compile("Says: .*February 2027"))).to_be_visible()
        with site.read() as conn:
            made = cases(
                [alone.entry],
                {alone.entry.id: statements.of_entry(conn, alone.entry.id)},
                {},
                {},
                list(labels_of(conn, [alone.row]).values()),
            )
        right = {"milestone": alone.row.statement.milestone, "end": "2027-02-28", "checked": True}
        assert any(right.items() <= one.items() for one in made[0]["statements"])
        if not javascript:
            page.context.close()

    @looks
    def test_anyone_can_use_it(self, page: Page, shifted: Shifted, lang: str, theme: str, width: int) -> None:
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(f"/entries/{shifted.entry.id}?lang={lang}&theme={theme}")
        assert page.locator("html").get_attribute("dir") == ("rtl" if lang == "ar" else "ltr")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert accessible(page) == []

    def test_the_text_runs_in_its_own_direction(self, page: Page, site: Site) -> None:
        with site.read() as conn:
            rows = statements.by_milestone(conn)
        for lang, direction in (("ar", "rtl"), ("en", "ltr")):
            page.goto(f"/entries/{next(row.entry for row in rows if row.lang == lang)}")
            style = "getComputedStyle(document.querySelector('.reading .body')).direction"
            assert page.evaluate(style) == direction

    def test_without_javascript_a_mark_leads_to_its_reading(self, page: Page, shifted: Shifted) -> None:
        page.route("**/entry.js*", lambda route: route.fulfill(body="", content_type="text/javascript"))
        page.goto(f"/entries/{shifted.entry.id}")
        mark = page.locator("a.mark.statement").first
        mark.click()
        assert page.url.endswith(str(mark.get_attribute("href")))
        expect(page.locator(".readings li:target")).to_be_visible()
