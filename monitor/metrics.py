"""Figures for Prometheus: one report, in its text format. Names are documented in ``docs/page.md``.

A registry of its own: nothing of the process, nothing of a library, no secret.
"""

from collections.abc import Iterator

from prometheus_client import CollectorRegistry
from prometheus_client.exposition import CONTENT_TYPE_LATEST, generate_latest
from prometheus_client.metrics_core import (
    CounterMetricFamily,
    GaugeMetricFamily,
    InfoMetricFamily,
    Metric,
)
from prometheus_client.registry import Collector

from monitor.records import ConditionKind, Health
from monitor.report import Recorded, Report

CONTENT_TYPE = CONTENT_TYPE_LATEST


def exposition(told: Report, *, alive: bool) -> bytes:
    """The report as metrics.

    Args:
        told: as reported.
        alive: whether work goes on.
    """
    registry = CollectorRegistry(auto_describe=False)
    registry.register(_Collector(told, alive))
    return generate_latest(registry)


class _Collector(Collector):
    def __init__(self, told: Report, alive: bool) -> None:
        self._told = told
        self._alive = alive

    def collect(self) -> Iterator[Metric]:
        told = self._told
        yield InfoMetricFamily(
            "monitor_build",
            "Versions of the program and what it stands on.",
            {name.replace("-", "_"): version for name, version in told.versions.items()},
        )
        yield _gauge("monitor_running", "Whether a process holds the state.", told.holder is not None)
        yield _gauge("monitor_alive", "Whether work goes on: what /healthz tells.", self._alive)
        if told.holder is not None:
            started = told.holder.started_at.timestamp()
            yield _gauge("monitor_start_time_seconds", "When that process started.", started)
        feeds = GaugeMetricFamily("monitor_feeds", "Configured feeds by health.", labels=["health"])
        for health in Health:
            feeds.add_metric([health.value], told.feeds.counts.get(health, 0))
        feeds.add_metric(["paused"], told.feeds.paused)
        yield feeds
        if told.recorded is not None:
            yield from _recorded(told.recorded)


def _recorded(seen: Recorded) -> Iterator[Metric]:
    c, disk, rates = seen.counts, seen.disk, seen.rates
    yield CounterMetricFamily("monitor_entries", "Entries recorded.", c.entries)
    yield CounterMetricFamily("monitor_versions", "Versions of entries recorded.", c.versions)
    yield _gauge("monitor_entries_relevant", "Entries that count as relevant.", c.relevant)
    yield _gauge("monitor_entries_unjudged", "Versions that wait for judging.", c.unjudged)
    yield _gauge("monitor_entries_unscored", "Versions whose scorer failed.", c.unscored)
    yield _gauge("monitor_pages_unread", "Article pages that are to be tried again.", c.unread)
    if c.newest_at is not None:
        newest = c.newest_at.timestamp()
        yield _gauge("monitor_newest_entry_time_seconds", "Publication of the newest entry.", newest)
    yield _gauge("monitor_statements", "Statements in the ledger.", c.statements)
    yield _gauge("monitor_stories", "Stories.", c.stories)
    decisions = CounterMetricFamily("monitor_alerts", "Decisions about news.", labels=["told"])
    decisions.add_metric(["true"], c.alerts)
    decisions.add_metric(["false"], c.suppressed)
    yield decisions
    yield _gauge("monitor_feeds_polled_last_hour", "Feeds asked within an hour.", rates.polled_hour)
    yield _gauge("monitor_entries_published_last_day", "Entries published in a day.", rates.published_day)
    yield _gauge("monitor_alerts_told_last_week", "Alerts told within a week.", rates.told_week)
    yield _gauge("monitor_messages_sent_last_day", "Messages handed over within a day.", rates.sent_day)
    yield _gauge("monitor_sending_failures_last_day", "Attempts that failed in a day.", rates.failed_day)
    outbox = GaugeMetricFamily(
        "monitor_outbox_messages", "Messages not sent yet or given up.", labels=["destination", "state"]
    )
    oldest = GaugeMetricFamily(
        "monitor_outbox_oldest_time_seconds",
        "When the oldest that waits was written.",
        labels=["destination"],
    )
    for waits in seen.outbox:
        outbox.add_metric([waits.destination, "waiting"], waits.waiting)
        outbox.add_metric([waits.destination, "held"], waits.held)
        outbox.add_metric([waits.destination, "dead"], waits.dead)
        if waits.oldest_at is not None:
            oldest.add_metric([waits.destination], waits.oldest_at.timestamp())
    yield outbox
    yield oldest
    parked = GaugeMetricFamily(
        "monitor_destination_parked", "1 for a destination that takes nothing.", labels=["destination"]
    )
    for one in seen.parked:
        parked.add_metric([one.destination], 1)
    yield parked
    wrong = GaugeMetricFamily(
        "monitor_conditions", "What is wrong with the monitor itself and was told.", labels=["kind"]
    )
    for kind in ConditionKind:
        wrong.add_metric([kind.value], sum(one.kind is kind for one in seen.conditions))
    yield wrong
    if seen.heartbeat is not None:
        beat = seen.heartbeat.at.timestamp()
        yield _gauge("monitor_heartbeat_time_seconds", "When the last heartbeat was tried.", beat)
        well = seen.heartbeat.beat == "well" and not seen.heartbeat.error
        yield _gauge("monitor_heartbeat_well", "Whether it told that work is done, and was taken.", well)
    yield _gauge("monitor_requests_waiting", "What was asked for and is not done yet.", seen.requests)
    yield _gauge(
        "monitor_ledger_outdated", "Whether the ledger was read by other rules.", seen.ledger_outdated
    )
    yield _gauge("monitor_encoder_degraded", "Whether another encoder stands in.", seen.degraded is not None)
    yield _gauge("monitor_disk_free_bytes", "Bytes that can still be written.", disk.free)
    yield _gauge("monitor_disk_size_bytes", "Bytes of the whole disk.", disk.total)
    yield _gauge("monitor_database_size_bytes", "Bytes of the database with its log.", disk.database)
    yield _gauge("monitor_backups_size_bytes", "Bytes of its backups.", disk.backups)


def _gauge(name: str, words: str, value: float) -> GaugeMetricFamily:
    return GaugeMetricFamily(name, words, float(value))
