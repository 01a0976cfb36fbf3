"""For programs: alive, ready, metrics, documents that are sent again only when they tell something else."""

import csv
import io
import json
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from email.utils import format_datetime, parsedate_to_datetime

import feedparser
import icalendar
import pytest
from prometheus_client.parser import text_string_to_metric_families
from starlette.testclient import TestClient

from monitor import store
from monitor.daemon.ticks import Ticks
from monitor.render import load_phrases
from monitor.store import alerts
from monitor.web import Site, make
from monitor.web.status import Figures
from tests.web.conftest import NOW, Open

BASE = "http://127.0.0.1:8787"


@pytest.mark.parametrize(
    ("changed", "path", "status", "words"),
    [
        ({}, "/healthz", 200, "ok"),
        ({"alive": lambda: False}, "/healthz", 503, "work stands still"),
        ({}, "/readyz", 503, "the scorer is not loaded"),
        ({"scorer": lambda: object()}, "/readyz", 200, "ready"),
    ],
)
def test_alive_and_ready(site: Site, changed: dict[str, object], path: str, status: int, words: str) -> None:
    with TestClient(make(replace(site, **changed)), base_url=BASE) as client:
        told = client.get(path)
        assert (told.status_code, told.text.strip()) == (status, words)
        assert client.head(path).status_code == status


def test_a_state_that_cannot_be_read_is_not_ready(site: Site) -> None:
    with TestClient(make(replace(site, scorer=lambda: object())), base_url=BASE) as client:
        path = site.store.path
        path.write_bytes(b"no database" * 1000)
        told = client.get("/readyz")
    assert (told.status_code, told.text.strip()) == (503, "the state cannot be read")


def test_a_part_that_hangs_is_not_alive() -> None:
    ticks = Ticks()
    assert ticks.hanging(timedelta(0)) is False
    ticks.note("poll")
    assert ticks.hanging(timedelta(minutes=1)) is False
    assert ticks.hanging(timedelta(seconds=-1)) is True


def test_metrics_hold_what_the_status_tells(client: TestClient) -> None:
    told = client.get("/metrics")
    assert told.headers["content-type"].startswith("text/plain; version=1.0.0")
    found = {
        sample.name: sample.value
        for family in text_string_to_metric_families(told.text)
        for sample in family.samples
        if not sample.labels
    }
    counts = client.get("/api/status").json()["counts"]
    assert found["monitor_entries_total"] == counts["entries"] > 100
    assert found["monitor_statements"] == counts["statements"]
    assert found["monitor_alive"] == 1


@pytest.mark.parametrize(
    "path", ["/metrics", "/status", "/api/status", "/api/feeds", "/api/openapi.json", "/feeds", "/api/"]
)
def test_no_secret_is_shown(open_site: Open, path: str) -> None:
    site = open_site(token="token-4711", password="word-4711")
    with TestClient(make(site), base_url=BASE) as client:
        assert client.get(path, headers={"accept": "application/json"}).status_code == 401
        told = client.get(path, headers={"authorization": "Bearer token-4711"})
    assert told.status_code == 200
    assert "4711" not in told.text


@pytest.mark.parametrize("path", ["/feeds/alerts.xml", "/feeds/alerts.atom"])
@pytest.mark.parametrize("lang", ["en", "ar"])
def test_alerts_are_a_feed(client: TestClient, path: str, lang: str) -> None:
    told = client.get(path, params={"lang": lang})
    found = feedparser.parse(told.content)
    assert not found.bozo
    assert len(found.entries) > 20
    assert found.feed.title == load_phrases(lang).feed["alerts"]


def test_deadlines_are_a_calendar_whole_and_one_by_one(client: TestClient) -> None:
    whole = icalendar.Calendar.from_ical(client.get("/calendar.ics").content)
    uids = {str(event["uid"]) for event in whole.events}
    assert "mission_end@withdrawal-monitor" in uids
    assert len(uids) > 2
    one = icalendar.Calendar.from_ical(client.get("/milestones/mission_end/deadlines.ics").content)
    assert [str(event["uid"]) for event in one.events] == ["mission_end@withdrawal-monitor"]
    for path in ("/milestones/nothing/deadlines.ics", "/calendar.ics?lang=xx", "/downloads/alerts.rss"):
        assert client.get(path).status_code == 404


def test_tables_are_those_of_the_export(client: TestClient) -> None:
    rows = list(csv.DictReader(io.StringIO(client.get("/downloads/ledger.csv").content.decode("utf-8-sig"))))
    everything = client.get("/downloads/ledger.json?all=true").json()
    one = client.get("/milestones/mission_end/ledger.json").json()
    assert len(everything) > len(rows) > len(one) > 2
    assert {row["milestone"] for row in one} == {"mission_end"}
    told = client.get("/downloads/alerts.json")
    assert told.headers["content-disposition"] == "attachment; filename*=UTF-8''alerts.json"
    assert all(alert["headline"] for alert in json.loads(told.content))


def test_the_language_of_a_document_is_asked_or_chosen(client: TestClient) -> None:
    def words(**query: str) -> str:
        return str(client.get("/milestones/mission_end/ledger.json", params=query).json()[-1]["deadline"])

    english, arabic = words(), words(lang="ar")
    assert english != arabic
    client.get("/", params={"lang": "ar"})
    assert words() == arabic
    assert words(lang="en") == english


@pytest.mark.parametrize("path", ["/feeds/alerts.xml", "/calendar.ics", "/downloads/alerts.csv"])
def test_a_document_is_sent_again_only_when_it_tells_something_else(
    client: TestClient, site: Site, path: str
) -> None:
    first = client.get(path)
    tag, at = first.headers["etag"], first.headers["last-modified"]
    before = format_datetime(parsedate_to_datetime(at) - timedelta(seconds=1), usegmt=True)
    for headers, status in (
        ({"if-none-match": tag}, 304),
        ({"if-none-match": f'"x", W/{tag}'}, 304),
        ({"if-none-match": '"x"', "if-modified-since": at}, 200),
        ({"if-modified-since": at}, 304),
        ({"if-modified-since": before}, 200),
        ({"if-modified-since": "yesterday"}, 200),
    ):
        told = client.get(path, headers=headers)
        assert told.status_code == status
        assert told.headers["etag"] == tag
        assert bool(told.content) is (status == 200)
    if "alerts" in path:
        with closing(store.open(site.settings.state, NOW)) as state, state.write() as conn:
            newest = alerts.latest(conn, 1)[0]
            alerts.add(conn, [replace(newest, key="another", title="Another")])
        assert client.get(path, headers={"if-none-match": tag}).status_code == 200


def test_large_counts_are_counted_beside_the_page(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    from monitor.web import status

    counted = status.counts

    def slow(conn):
        asked.append(1)
        return counted(conn)

    monkeypatch.setattr(status, "counts", slow)
    monkeypatch.setattr(status, "QUICK_S", 600.0)
    figures = Figures()
    figures.now(site)
    figures.now(site)
    assert len(asked) == 2
    # As if counting had taken long: what is there is told, and nobody waits.
    monkeypatch.setattr(status, "QUICK_S", 0.0)
    figures._fresh_until = float("inf")
    kept = figures.now(site)
    assert len(asked) == 2
    figures._fresh_until = 0.0
    assert figures.now(site) == kept


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_the_status_tells_how_it_goes(client: TestClient, lang: str) -> None:
    text = client.get("/status", params={"lang": lang}).text
    words = {
        "en": ("The monitor does not run", "Nothing is wrong", "118", "Learnt from 5 seeds", "not asked yet"),
        "ar": ("الراصد لا يعمل", "لا خلل", "118", "تُعلّم من 5", "لم يُسأل بعد"),
    }
    for one in words[lang]:
        assert one in text
