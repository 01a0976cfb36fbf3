"""Alerts, silences and what did not get through: read, filtered, acted on, in both languages."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import event
from starlette.testclient import TestClient

from monitor import store
from monitor.records import (
    Alert,
    AlertKind,
    MessageState,
    Outcome,
    Parked,
    Receipt,
    Severity,
    Suppression,
)
from monitor.render import reference
from monitor.store import acknowledgements, alerts, decisions, outbox, parking, pins, silences
from monitor.store.decisions import Sought
from monitor.web import Site
from monitor.web.hush import end_of
from monitor.web.words import load_words
from tests.web.conftest import NOW, accessible, looks, post


@contextmanager
def writing(site: Site) -> Iterator[Any]:
    state = store.open(site.settings.state, NOW)
    try:
        with state.write() as conn:
            yield conn
    finally:
        state.close()


def newest(site: Site, **fits: object) -> Alert:
    """The newest alert told whose fields are as given."""
    with site.read() as conn:
        return next(a for a in alerts.latest(conn, None) if all(getattr(a, k) == v for k, v in fits.items()))


def at(alert: Alert) -> str:
    return f"/alerts/{reference(alert.key)}"


@pytest.mark.parametrize(
    ("query", "some", "fits"),
    [
        ("", True, lambda a: True),
        ("severity=shift", True, lambda a: a.severity is Severity.SHIFT),
        ("kind=later", True, lambda a: a.kind is AlertKind.LATER),
        ("milestone=mission_end", True, lambda a: a.milestone == "mission_end"),
        ("told=told", True, lambda a: a.suppressed is None),
        ("told=not", True, lambda a: a.suppressed is not None),
        ("told=same-news", True, lambda a: a.suppressed is Suppression.SAME_NEWS),
        ("told=held", False, lambda a: False),
        ("text=%25", False, lambda a: "%" in a.title),
        ("severity=nonsense&kind=%27;--", True, lambda a: True),
    ],
)
def test_the_list_shows_what_fits_newest_first(
    client: TestClient, site: Site, query: str, some: bool, fits: Any
) -> None:
    with site.read() as conn:
        every = alerts.latest(conn, None, suppressed=True)
    expected = [reference(a.key) for a in every if fits(a)][:50]
    shown = re.findall(r'<td><a href="/alerts/([0-9a-f]{8})">', client.get(f"/alerts?{query}").text)
    assert shown == expected
    assert bool(shown) is some


def test_text_is_found_in_the_words_in_any_script(client: TestClient, site: Site) -> None:
    for lang in ("ar", "en"):
        alert = newest(site, kind=AlertKind.NEW, lang=lang)
        assert alert.quote is not None
        shown = client.get("/alerts", params={"text": alert.quote.text[:12]}).text
        assert at(alert) in shown


def test_pages_of_the_list_tell_every_decision_once(client: TestClient, site: Site) -> None:
    with site.read() as conn:
        every = [reference(a.key) for a in alerts.latest(conn, None, suppressed=True)]
    seen: list[str] = []
    path = "/alerts"
    while path:
        text = client.get(path).text
        seen += re.findall(r'<td><a href="/alerts/([0-9a-f]{8})">', text)
        older = re.search(r'href="([^"]+)" rel="next"', text)
        path = older.group(1).replace("&amp;", "&") if older else ""
    assert seen == every


def test_a_rare_find_does_not_cost_a_look_at_everything(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(decisions, "SPAN", 10)
    with site.read() as conn:
        oldest = alerts.latest(conn, None, suppressed=True)[-1]
        found, pages = decisions.page(conn, Sought(text=oldest.title), 5), 1
        while found.more is not None:
            before = found.alerts
            found = decisions.page(conn, Sought(text=oldest.title), 5, found.more)
            found = replace(found, alerts=before + found.alerts)
            pages += 1
    assert oldest in found.alerts
    assert pages > 3


@pytest.mark.parametrize(
    "sought",
    [
        Sought(),
        Sought(text="تموز"),
        Sought(severity=Severity.SHIFT, kind=AlertKind.LATER, milestone="mission_end", told=True),
        Sought(why=Suppression.SAME_NEWS),
        Sought(told=False),
    ],
)
def test_no_look_through_the_list_reads_all_decisions(site: Site, sought: Sought) -> None:
    asked: list[tuple[str, Any]] = []

    def note(conn: Any, cursor: Any, statement: str, parameters: Any, *rest: Any) -> None:
        asked.append((statement, parameters))

    with site.read() as conn:
        event.listen(conn, "before_cursor_execute", note)
        found = decisions.page(conn, sought, 5)
        decisions.states(conn, [alert.key for alert in found.alerts])
        event.remove(conn, "before_cursor_execute", note)
        plans = [
            (statement, row.detail)
            for statement, parameters in asked
            for row in conn.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
        ]
    assert len(asked) >= 3
    # The newest and the oldest are looked up at the ends of the table.
    plans = [row for row in plans if not row[0].startswith(("SELECT max(", "SELECT min("))]
    scans = [row for row in plans if row[1].startswith(("SCAN alerts", "SCAN messages"))]
    assert scans == []


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        (
            "en",
            ("LATER", "Was", "Now", "Said by", "Confidence", "Why", "Where it went", "Send again"),
        ),
        ("ar", ("كان", "قال", "إلى أين أُرسل", "أُرسل", "أعد الإرسال")),
    ],
)
def test_one_alert_carries_its_proof_and_its_receipts(
    client: TestClient, site: Site, lang: str, words: tuple[str, ...]
) -> None:
    alert = newest(site, kind=AlertKind.LATER)
    text = client.get(at(alert), params={"lang": lang}).text
    for one in words:
        assert one in text
    assert text.count('<blockquote dir="auto"') == 2
    with site.read() as conn:
        receipts = outbox.receipts_of(conn, alert.key)
    assert receipts
    assert text.count("<time") > len(receipts)


def test_what_does_not_exist_is_not_found(client: TestClient) -> None:
    for path in ("/alerts/00000000", "/alerts/~", "/milestones/none/acknowledge"):
        assert client.get(path).status_code in (404, 405)
    assert post(client, "/alerts/00000000/resend").status_code == 404
    assert post(client, "/milestones/none/acknowledge").status_code == 404


def test_actions_on_an_alert_change_the_state_and_say_so(client: TestClient, site: Site) -> None:
    alert = newest(site, kind=AlertKind.LATER)
    assert alert.milestone is not None

    text = post(client, f"{at(alert)}/resend").text
    assert "It is being sent again." in text
    with site.read() as conn:
        assert {m.state for m in outbox.of_alert(conn, alert.key)} == {MessageState.PENDING}

    assert "Pinned." in post(client, f"{at(alert)}/pin").text
    with site.read() as conn:
        assert [pin.alert for pin in pins.all(conn)] == [alert.key]
    assert "No longer pinned." in post(client, f"{at(alert)}/pin", {"off": "true"}).text
    with site.read() as conn:
        assert pins.all(conn) == ()

    acknowledge, ref = f"/milestones/{alert.milestone}/acknowledge", reference(alert.key)
    assert "Acknowledged since" in post(client, acknowledge, {"ref": ref}).text
    with site.read() as conn:
        assert list(acknowledgements.all(conn)) == [alert.milestone]
    assert "No longer acknowledged." in post(client, acknowledge, {"ref": ref, "off": "true"}).text
    with site.read() as conn:
        assert acknowledgements.all(conn) == {}


def test_a_silence_is_made_listed_and_ended(client: TestClient, site: Site) -> None:
    alert = newest(site, kind=AlertKind.LATER)
    form = {"ref": reference(alert.key), "milestone": alert.milestone, "kind": "later", "span": "2w"}
    assert "Silenced." in post(client, "/silences", {**form, "reason": "حتى العطلة <b>"}).text
    with site.read() as conn:
        (made,) = silences.running(conn, NOW)
    assert made.until == NOW + timedelta(weeks=2)
    assert (made.matcher.milestone, made.matcher.kind) == ((alert.milestone,), (AlertKind.LATER,))
    text = client.get("/silences").text
    assert "حتى العطلة &lt;b&gt;" in text
    assert "Kind: LATER" in text
    assert "The silence is over." in post(client, f"/silences/{made.id}/expire").text
    assert "not in force any more" in post(client, f"/silences/{made.id}/expire").text
    with site.read() as conn:
        assert silences.running(conn, NOW) == ()


@pytest.mark.parametrize(
    ("form", "status", "said"),
    [
        ({"span": "3d", "reason": "x"}, 200, "Say what to be silent about"),
        ({"span": "3d", "kind": "later", "reason": " "}, 200, "Say why"),
        ({"span": "0s", "kind": "later", "reason": "x"}, 200, "Its end cannot be read"),
        (
            {"span": "1d", "until": "2026-10-14", "kind": "later", "reason": "x"},
            200,
            "Its end cannot be read",
        ),
        ({"span": "1d", "kind": "nothing", "reason": "x"}, 422, "no such severity or kind"),
        ({"span": "1d", "milestone": "nothing", "reason": "x"}, 422, "no such milestone"),
    ],
)
def test_a_silence_that_says_too_little_is_not_made(
    client: TestClient, site: Site, form: dict[str, str], status: int, said: str
) -> None:
    answer = post(client, "/silences", form)
    assert (answer.status_code, said in answer.text) == (status, True)
    with site.read() as conn:
        assert silences.all(conn) == ()


@pytest.mark.parametrize(
    ("span", "until", "hours"),
    [
        ("12h", "", 12),
        ("12h", "2026-10-16", 24),
        ("", "2026-10-15T06:00", 6),
        ("", "2026-10-15T06:00+03:00", 3),
        ("nonsense", "", None),
        ("", "", None),
        ("", "2026-10-15", None),
        ("", "2126-10-15", None),
        ("999999999w", "", None),
    ],
)
def test_the_end_of_a_silence(span: str, until: str, hours: int | None) -> None:
    assert end_of(span, until, NOW) == (None if hours is None else NOW + timedelta(hours=hours))


def test_what_was_given_up_and_who_is_parked_can_be_set_going(client: TestClient, site: Site) -> None:
    alert = newest(site, kind=AlertKind.LATER)
    with writing(site) as conn:
        outbox.resend(conn, alert.key, NOW)
        for message in outbox.lease(conn, NOW, 9, 60, "test"):
            outbox.settle(conn, Receipt(message.key, NOW, Outcome.REFUSED, "550 <no> such user"), None)
        parking.park(conn, Parked("file", NOW, "the token was revoked", "x"))
    text = client.get("/undelivered").text
    for words in ("550 &lt;no&gt; such user", "the token was revoked", "2 messages given up", at(alert)):
        assert words in text
    assert "2 messages given up" in client.get("/alerts").text
    assert "takes nothing now" in client.get(at(alert)).text

    assert (
        "1 message is being sent again."
        in post(client, "/undelivered/resend", {"destination": "terminal"}).text
    )
    assert "1 message is being sent again." in post(client, "/undelivered/resend").text
    assert "Nothing was given up." in post(client, "/undelivered/resend").text
    assert "has its messages again" in post(client, "/undelivered/unpark", {"destination": "file"}).text
    assert "is not parked" in post(client, "/undelivered/unpark", {"destination": "file"}).text
    with site.read() as conn:
        assert parking.all(conn) == ()
        assert {m.state for m in outbox.of_alert(conn, alert.key)} == {MessageState.PENDING}


def test_a_busy_monitor_is_told_as_that(site: Site) -> None:
    from monitor.web import make

    busy = replace(site, ask=lambda kind, payload: False)
    with TestClient(make(busy), base_url="http://127.0.0.1:8787") as client:
        assert "as soon as it can" in post(client, f"{at(newest(site))}/resend").text


@pytest.mark.parametrize(("lang", "dir"), [("en", "ltr"), ("ar", "rtl")])
def test_from_the_first_page_to_a_shift_and_its_controls(page: Page, site: Site, lang: str, dir: str) -> None:
    t = load_words(lang)
    page.goto(f"/?lang={lang}")
    page.get_by_role("link", name=t("now.all_alerts")).click()
    page.get_by_label(t("alerts.severity")).select_option("shift")
    page.get_by_role("button", name=t("alerts.show")).click()
    page.locator("table.alerts tbody a").first.click()
    expect(page.locator("html")).to_have_attribute("dir", dir)
    expect(page.locator(".side blockquote")).to_have_count(2)
    expect(page.locator(".receipts li").first).to_be_visible()
    page.get_by_text(t("alerts.silence_such")).click()
    page.locator("#s-reason").fill("test")
    page.get_by_role("button", name=t("alerts.silence"), exact=True).click()
    expect(page.locator("#flash")).to_contain_text(t("alerts.silenced"))
    page.get_by_role("button", name=t("alerts.acknowledge"), exact=True).click()
    expect(page.locator("#flash")).to_contain_text(t("alerts.acknowledged"))
    page.get_by_role("button", name=t("alerts.resend"), exact=True).click()
    expect(page.locator("#flash")).to_contain_text(t("alerts.resent"))
    with site.read() as conn:
        assert len(silences.running(conn, NOW)) == len(acknowledgements.all(conn)) == 1


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_what_a_filter_offers_to_press_stands_in_one_row(page: Page, lang: str) -> None:
    t = load_words(lang)
    page.goto(f"/alerts?lang={lang}")
    filters = page.get_by_role("search")
    show = filters.get_by_role("button", name=t("alerts.show")).bounding_box()
    reset = filters.get_by_role("link", name=t("alerts.reset")).bounding_box()
    assert show is not None
    assert reset is not None
    assert show["y"] == pytest.approx(reset["y"], abs=1)


@looks
def test_the_pages_are_accessible_and_fit(page: Page, site: Site, lang: str, theme: str, width: int) -> None:
    alert = newest(site, kind=AlertKind.LATER)
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"/alerts?lang={lang}&theme={theme}")
    for path in ("/alerts", at(alert), "/silences", "/undelivered"):
        page.goto(path)
        for closed in page.locator("details").all():
            closed.locator("summary").click()
        assert accessible(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), path
