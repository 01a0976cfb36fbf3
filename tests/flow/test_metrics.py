"""Metrics as Prometheus reads them, and the report that they and the status tell."""

import json
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from prometheus_client.parser import text_string_to_metric_families

from monitor import store
from monitor.metrics import exposition
from monitor.records import Condition, ConditionKind, Feed, FeedState, Health, Outage, Parked
from monitor.report import report, status_object
from monitor.schemas import schema
from monitor.store import Holder, conditions, feeds, meta, parking, requests
from tests.flow.cli_home import NOW

FEEDS = tuple(Feed(name, f"https://{name}.example/", name, name) for name in ("a", "b", "c"))
OFF = Feed("off", "https://off.example/", "off", "off", paused=True)
DESTINATION = 'desk "1"\n\\'


@pytest.fixture
def busy(recorded: Path) -> Path:
    """The recorded story with two feeds in trouble, one new, one paused, and a destination parked."""
    with closing(store.open(recorded / "state", NOW)) as state, state.write() as conn:
        feeds.sync(conn, [*FEEDS[:2], OFF], NOW, lambda f, at: FeedState(f.name, f.url, at))
        for name, health in (("a", Health.FAILING), ("b", Health.PARKED)):
            feeds.save(conn, FeedState(name, "u", NOW, health, polled_at=NOW, outage=Outage.DNS, error="No."))
        conditions.save(
            conn, [Condition(ConditionKind.SILENT, name, NOW, "", NOW, NOW) for name in ("a", "b")]
        )
        beat = {"at": NOW.isoformat(), "beat": "fail", "causes": ["feeds"], "error": ""}
        meta.put(conn, meta.HEARTBEAT, json.dumps(beat))
        parking.park(conn, Parked(DESTINATION, NOW, "no such chat", "print"))
    requests.put(recorded / "state", "wake", {"feed": "a"})
    return recorded / "state"


def families(text: bytes) -> dict[str, dict[tuple[str, ...], float]]:
    return {
        sample.name: {
            tuple(other.labels.values()): other.value for other in family.samples if other.name == sample.name
        }
        for family in text_string_to_metric_families(text.decode("utf-8"))
        for sample in family.samples
    }


def test_metrics_tell_what_the_report_tells(busy: Path) -> None:
    with closing(store.open(busy, NOW, readonly=True)) as state:
        told = report(busy, state, [*FEEDS, OFF], NOW + timedelta(hours=2))
    found = families(exposition(told, alive=True))
    assert found["monitor_feeds"] == {
        ("new",): 1.0, ("ok",): 0.0, ("failing",): 1.0, ("waiting",): 0.0, ("parked",): 1.0, ("paused",): 1.0,
    }  # fmt: skip
    assert found["monitor_entries_total"] == {(): 2.0}
    assert found["monitor_alerts_total"] == {("true",): 1.0, ("false",): 0.0}
    assert found["monitor_outbox_messages"] == {
        ("desk", "waiting"): 1.0,
        ("desk", "held"): 0.0,
        ("desk", "dead"): 0.0,
    }
    assert found["monitor_destination_parked"] == {(DESTINATION,): 1.0}
    assert found["monitor_newest_entry_time_seconds"] == {(): NOW.timestamp()}
    assert found["monitor_requests_waiting"] == {(): 1.0}
    assert found["monitor_feeds_polled_last_hour"] == {(): 0.0}
    assert found["monitor_entries_published_last_day"] == {(): 1.0}
    assert found["monitor_conditions"][("silent",)] == 2.0
    assert found["monitor_conditions"][("disk",)] == 0.0
    assert found["monitor_heartbeat_well"] == {(): 0.0}
    assert found["monitor_alive"] == {(): 1.0}
    assert found["monitor_running"] == {(): 0.0}
    assert found["monitor_database_size_bytes"][()] > 10_000
    assert found["monitor_disk_free_bytes"][()] > 0


def test_the_status_keeps_to_its_schema(busy: Path) -> None:
    with closing(store.open(busy, NOW, readonly=True)) as state:
        told = status_object(report(busy, state, [*FEEDS, OFF], NOW), {}, "en")
    Draft202012Validator(schema("status")).validate(told)
    assert set(told) == set(schema("status")["properties"])
    assert set(told["counts"]) == set(schema("status")["properties"]["counts"]["properties"])
    assert told["health"] == {"failing": 1, "parked": 1, "new": 1, "paused": 1}
    assert told["unreached"] is False
    assert [one["subject"] for one in told["conditions"]] == ["a", "b"]
    assert len(told["wrong"]) == 1
    assert told["heartbeat"] == {"at": NOW.isoformat(), "beat": "fail", "causes": ["feeds"], "error": ""}


def test_before_the_first_run_there_is_little_to_tell(tmp_path: Path) -> None:
    told = report(tmp_path, None, FEEDS, NOW)
    found = families(exposition(told, alive=False))
    assert found["monitor_feeds"][("new",)] == 3.0
    assert "monitor_entries_total" not in found
    assert found["monitor_alive"] == {(): 0.0}


def test_no_feed_reached_is_no_network(busy: Path) -> None:
    with closing(store.open(busy, NOW, readonly=True)) as state:
        assert report(busy, state, [*FEEDS[:2], OFF], NOW).feeds.unreached is True


def test_every_metric_is_documented(busy: Path) -> None:
    with closing(store.open(busy, NOW, readonly=True)) as state:
        told = replace(report(busy, state, FEEDS, NOW), holder=Holder(1, NOW))
    documented = (Path(__file__).parents[2] / "docs/page.md").read_text("utf-8")
    found = families(exposition(told, alive=True))
    assert len(found) > 30
    assert [name for name in found if f"`{name}" not in documented] == []
