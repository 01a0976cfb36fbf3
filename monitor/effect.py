"""Use case: what another threshold would do, told while the user moves it.

Counts come from the tally of scores, names from the index over them: the same time for a thousand entries as
for a million. What cannot be told so fast is estimated, and said to be: how often copies of one story are
told once, and what entries that were never read would state. A backtest tells both exactly.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from math import ceil

from sqlalchemy import Connection

from monitor.records import Alert, Entry
from monitor.store import alerts, entries, labels, scores, stories, tally

BARS = 50
"""Bars of the histogram, two hundredths wide."""
SHOWN = 12
"""Entries and alerts that are named, of each kind."""
RECENT_WEEKS = 12
"""Weeks that alerts per week are expected from, unless they brought too little to tell."""
RECENT_LEAST = 200
"""Entries that are enough."""
_STORIES = 2_000
_ALERTED = 400
"""Entries whose alerts are looked up, at most."""


@dataclass(frozen=True, slots=True)
class Named:
    """An entry that would be told, or no longer."""

    entry: Entry
    value: float


@dataclass(frozen=True, slots=True)
class Shown:
    """Scores as a histogram, bars of equal width from 0 to 1."""

    relevant: tuple[int, ...]
    """Entries labelled so, by their measured scores."""
    irrelevant: tuple[int, ...]
    unlabelled: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Effect:
    """What a threshold does."""

    threshold: float
    told: int
    """Entries at or above it."""
    alerts_per_week: float
    """Stories to expect, each an alert of coverage; an estimate."""
    precision: float | None
    """Of measured labels at or above it, the share relevant; None without any."""
    recall: float | None
    """Of measured labels that are relevant, the share at or above it; None without any."""


@dataclass(frozen=True, slots=True)
class Difference:
    """What another threshold changes."""

    present: Effect
    tried: Effect
    entries: int
    """Entries told in addition, or, below zero, no longer."""
    named: tuple[Named, ...]
    """The ones scored highest of those."""
    alerts: tuple[Alert, ...]
    """Alerts already told that came of entries which would not be told any more, newest first."""


@dataclass(frozen=True, slots=True)
class Known:
    """What every threshold is judged by."""

    bins: Sequence[int]
    """Entries per hundredth (:mod:`monitor.store.tally`)."""
    recent: Sequence[int]
    """The same of the last weeks."""
    weeks: int
    stories_per_entry: float
    labels: Mapping[str, bool]
    measured: Mapping[str, float]
    """Labelled entry -> the score that it has without its label."""


def load(conn: Connection, measured: Mapping[str, float], now: datetime) -> Known:
    """What there is to judge thresholds by.

    Args:
        measured: entry -> the score that it has without its label; entries that have none now are left out.
        now: UTC; what is dated later is not recent.
    """
    said = labels.all(conn)
    until = tally.week_of(now)
    first, last = tally.span(conn, until) or (until, until)
    since = max(first, last - RECENT_WEEKS + 1)
    recent = tally.counts(conn, since=since, until=last)
    if sum(recent) < RECENT_LEAST:
        since, recent = first, tally.counts(conn, until=last)
    return Known(
        tally.counts(conn),
        recent,
        last - since + 1,
        stories.per_entry(conn, _STORIES),
        said,
        {entry: value for entry, value in measured.items() if entry in said},
    )


def shown(conn: Connection, known: Known) -> Shown:
    """The histogram."""
    unlabelled = list(known.bins)
    for value in scores.values(conn, known.labels).values():
        unlabelled[tally.bin_of(value)] -= 1
    bars = {True: [0] * BARS, False: [0] * BARS, None: [0] * BARS}
    for bin_, count in enumerate(unlabelled):
        bars[None][_bar(bin_)] += max(0, count)
    for entry, value in known.measured.items():
        bars[known.labels[entry]][_bar(tally.bin_of(value))] += 1
    return Shown(tuple(bars[True]), tuple(bars[False]), tuple(bars[None]))


def difference(conn: Connection, known: Known, present: float, tried: float) -> Difference:
    """What a threshold would do, and to what.

    Args:
        present: the threshold in force.
        tried: the one in question.
    """
    before, after = effect(conn, known, present), effect(conn, known, tried)
    low, high = sorted((present, tried))
    lost: tuple[Alert, ...] = ()
    changed = scores.between(conn, low, high, _ALERTED if tried > present else SHOWN)
    if tried > present:
        lost = alerts.told_of(conn, [id_ for id_, _ in changed], SHOWN)
    of = entries.get_many(conn, [id_ for id_, _ in changed[:SHOWN]])
    named = tuple(Named(of[id_], value) for id_, value in changed[:SHOWN] if id_ in of)
    return Difference(before, after, after.told - before.told, named, lost)


def effect(conn: Connection, known: Known, threshold: float) -> Effect:
    """What one threshold does."""
    labelled = [(known.labels[entry], value >= threshold) for entry, value in known.measured.items()]
    told = [relevant for relevant, above in labelled if above]
    right = [above for relevant, above in labelled if relevant]
    recent = sum(known.recent[_first_bin(threshold) :])
    return Effect(
        threshold,
        _told(conn, known, threshold),
        recent * known.stories_per_entry / known.weeks,
        sum(told) / len(told) if told else None,
        sum(right) / len(right) if right else None,
    )


def _told(conn: Connection, known: Known, threshold: float) -> int:
    """Entries at or above a threshold, of whatever fineness."""
    first = _first_bin(threshold)
    return sum(known.bins[first:]) + scores.count_between(conn, threshold, first / 100)


def _first_bin(threshold: float) -> int:
    """The first bin that lies at or above a threshold whole."""
    return min(tally.BINS, ceil(threshold * 100 - 1e-9))


def _bar(bin_: int) -> int:
    return min(BARS - 1, bin_ * BARS // (tally.BINS - 1))
