"""Long work from the page: begun, watched, cancelled, and told plainly when it fails."""

import json
import re
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from starlette.testclient import TestClient

from monitor.jobs import Job, JobKind, JobState
from monitor.store import entries
from monitor.web import Site, make
from monitor.web.jobs import jobs_of
from tests.web.conftest import accessible, post

PATIENCE_S = 120


def ended(site: Site, kind: JobKind) -> Job:
    until = time.monotonic() + PATIENCE_S
    while time.monotonic() < until:
        job = jobs_of(site).look(kind)
        if job is not None and not job.running:
            return job
        time.sleep(0.1)
    raise AssertionError(jobs_of(site).look(kind))


@pytest.fixture
def end(site: Site) -> Callable[[JobKind], None]:
    """Ends a job that a test needs only while it runs."""

    def cancelled(kind: JobKind) -> None:
        jobs_of(site).cancel(kind)
        jobs_of(site).cancel(kind)
        ended(site, kind)

    return cancelled


def test_a_backtest_names_what_would_be_lost(client: TestClient, site: Site) -> None:
    begun = post(client, "/jobs/backtest", {"threshold": "0.98"})
    assert "It has begun." in begun.text
    assert ended(site, JobKind.BACKTEST).state is JobState.DONE
    text = client.get("/jobs/backtest").text
    assert re.search(r"\d+ entries, judged under the threshold in force and under 0\.98", text)
    [lost] = re.findall(r"<h3>(\d+) lost</h3>", text)
    assert int(lost) > 0
    assert text.count("<li><p>") >= int(lost)
    assert 'href="/entries/' in text
    assert "done" in client.get("/tune").text


def test_a_rebuild_is_shown_then_put_in_force(client: TestClient, site: Site) -> None:
    post(client, "/jobs/rebuild")
    assert ended(site, JobKind.REBUILD).state is JobState.DONE
    text = client.get("/jobs/rebuild").text
    assert "Nothing is changed yet." in text
    assert "Put the new ledger in force" in text
    post(client, "/jobs/rebuild", {"in_force": "1"})
    assert ended(site, JobKind.REBUILD).state is JobState.DONE
    words = "The ledger in force holds the same|The new ledger is in force"
    assert re.search(words, client.get("/jobs/rebuild").text)


def measured(site: Site, labelled: list[tuple[str, bool, float]]) -> None:
    """Leave the outcome of measuring, which takes a minute."""
    folder = site.settings.state / "jobs"
    folder.mkdir()
    about = {"options": {}, "started_at": "2026-10-14T00:00:00+00:00", "pid": 1}
    (folder / "measure.json").write_text(json.dumps(about))
    cut = {"threshold": 0.75, "told": 9, "stories_per_week": 0.1, "precision": 1.0, "recall": None}
    outcome = {
        "labelled": [{"id": id_, "relevant": relevant, "score": score} for id_, relevant, score in labelled],
        "suggested": {"threshold": 0.75},
        "entries": 117,
        "cuts": [cut],
    }
    (folder / "measure.out").write_text(json.dumps(outcome) + "\n")


def test_measured_labels_give_precision_and_recall(client: TestClient, site: Site) -> None:
    with site.read() as conn:
        ids = [entry.id for entry in entries.latest(conn, 4, relevant=True)]
    labels = list(zip(ids, (True, True, True, False), (0.9, 0.8, 0.4, 0.7), strict=True))
    for id_, relevant, _ in labels:
        site.ask("label", {"entry": id_, "relevant": relevant})
    assert "4 labels decide about their own entries" in client.get("/tune").text
    measured(site, labels)
    text = client.get("/tune?t=0.75").text
    assert "By 4 measured labels of 4" in text
    assert "By your labels, 0.75 is better." in text
    cells = re.findall(r'data-figure="(precision|recall)">([^<]*)<', text)
    assert [(name, cell.strip()) for name, cell in cells] == [
        ("precision", "67%"),
        ("precision", "100%"),
        ("recall", "67%"),
        ("recall", "67%"),
    ]
    assert "by 4 labels among 117 entries" in client.get("/jobs/measure").text
    assert "بحسب 4 وسوم مقيسة من 4" in client.get("/tune?lang=ar").text


def test_one_of_a_kind_at_a_time(client: TestClient, site: Site, end: Callable[[JobKind], None]) -> None:
    post(client, "/jobs/measure")
    assert "Not started: a job of this kind" in post(client, "/jobs/measure").text
    end(JobKind.MEASURE)
    assert "cancelled" in client.get("/jobs/measure").text


@pytest.mark.parametrize(
    ("lang", "words"), [("en", ("It failed:", "unknown key")), ("ar", ("أخفق:", "unknown key"))]
)
def test_a_failure_is_told_in_the_words_of_the_command(
    client: TestClient, site: Site, home: Path, lang: str, words: tuple[str, ...]
) -> None:
    client.get("/jobs/backtest", params={"lang": lang})
    file = home / "config/feeds.toml"
    file.write_text(file.read_text("utf-8") + "\nspeed = 3\n", "utf-8")
    post(client, "/jobs/backtest", {"threshold": "0.6"})
    assert ended(site, JobKind.BACKTEST).state is JobState.FAILED
    text = client.get("/jobs/backtest").text
    for one in words:
        assert one in text
    assert "Traceback" not in text


def test_no_other_kinds(client: TestClient) -> None:
    assert client.get("/jobs/mine").status_code == 404
    assert post(client, "/jobs/mine").status_code == 404


def test_over_is_over(client: TestClient) -> None:
    assert "It was over already." in post(client, "/jobs/measure/cancel").text
    assert "hx-get" not in client.get("/jobs/measure").text
    assert client.get("/jobs/measure/progress").headers["HX-Refresh"] == "true"


def test_the_demo_starts_nothing(site: Site) -> None:
    with TestClient(make(replace(site, editable=False)), base_url="http://127.0.0.1:8787") as client:
        assert "is not changed by the demo" in post(client, "/jobs/rebuild").text
    assert jobs_of(site).look(JobKind.REBUILD) is None


def test_a_job_is_watched_and_cancelled(page: Page, site: Site) -> None:
    page.goto("/jobs/measure")
    page.get_by_role("button", name="Measure").click()
    expect(page.locator("#progress")).to_contain_text("running")
    expect(page.locator("#progress")).to_contain_text("loading the encoder", timeout=60_000)
    assert accessible(page) == []
    page.reload()
    expect(page.locator("#progress")).to_contain_text("running")
    page.get_by_role("button", name="Cancel").click()
    expect(page.locator("#progress")).to_contain_text("cancelled", timeout=30_000)
    expect(page.get_by_role("button", name="Measure")).to_be_visible()
    assert ended(site, JobKind.MEASURE).state is JobState.CANCELLED


def test_the_outcome_appears_by_itself(page: Page) -> None:
    page.goto("/tune?t=0.98")
    page.get_by_role("button", name="Backtest 0.98").click()
    expect(page.get_by_role("heading", name="Outcome")).to_be_visible(timeout=PATIENCE_S * 1000)
    expect(page.get_by_role("heading", name=re.compile(r"\d+ lost"))).to_be_visible()
    assert accessible(page) == []
