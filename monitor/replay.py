"""Use case: run the pipeline over an archive with a simulated clock, in memory, sending nothing.

1. put the entries in order of the simulated clock: that of publication, unless told otherwise;
2. score them in batches;
3. let the clock tick, day by day, up to the next entry (when asked);
4. judge the entry at its instant.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from monitor.alerts import corroborated
from monitor.judge import Memory, Parts, Sitting, Version, scored
from monitor.records import Alert, Entry, MilestoneLedger, Score, StatementLabel

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class ReplayCounts:
    """What a replay came to, in numbers."""

    entries: int
    relevant: int
    unscored: int
    statements: int
    failures: int
    alerts: int
    """Told ones."""
    suppressed: int


@dataclass(frozen=True, slots=True)
class Replayed:
    """The outcome of a replay."""

    alerts: tuple[Alert, ...]
    """In order of deciding, suppressed ones included, each with all that came to carry its news."""
    ledgers: Mapping[str, MilestoneLedger]
    scores: Mapping[Version, Score]
    failures: Mapping[Version, str]
    counts: ReplayCounts


def _published(entry: Entry) -> datetime:
    return entry.published_at


def replay(
    entries: Iterable[Entry],
    parts: Parts,
    *,
    on_progress: Callable[[int, int], None] | None = None,
    batch: int = 256,
    clock: bool = False,
    at: Callable[[Entry], datetime] = _published,
    labels: Sequence[StatementLabel] = (),
) -> Replayed:
    """Replay an archive.

    Args:
        entries: in any order.
        parts: readers and policies.
        on_progress: called with (entries judged, entries in all) after every batch.
        batch: entries scored at a time.
        clock: whether the clock speaks too: reminders, lapsed deadlines, silences. Off, only what was
            published is judged.
        at: when an entry is judged.
        labels: what is known to be read rightly or wrongly, from the start.
    """
    queue = sorted(entries, key=lambda e: (at(e), e.published_at, e.id, e.version))
    sitting = Sitting(Memory(labels=labels), parts)
    ticked: datetime | None = None
    for start in range(0, len(queue), batch):
        some: Sequence[Entry] = queue[start : start + batch]
        for entry, score in zip(some, scored(some, parts), strict=True):
            if clock:
                ticked = _tick(sitting, ticked, at(entry))
            sitting.admit(entry, score)
            sitting.hear(at(entry))
        if on_progress is not None:
            on_progress(min(start + batch, len(queue)), len(queue))
    judgement = sitting.judgement()
    more = {c.key: c for c in judgement.corroborated}
    alerts = tuple(corroborated(a, more[a.key]) if a.key in more else a for a in judgement.alerts)
    told = sum(a.suppressed is None for a in alerts)
    return Replayed(
        alerts=alerts,
        ledgers=dict(sitting.ledgers),
        scores=judgement.scores,
        failures=judgement.failures,
        counts=ReplayCounts(
            entries=len(queue),
            relevant=sum(s.relevant for s in judgement.scores.values()),
            unscored=sum(s.reason.value == "unscored" for s in judgement.scores.values()),
            statements=len(judgement.stated),
            failures=len(judgement.failures),
            alerts=told,
            suppressed=len(alerts) - told,
        ),
    )


def _tick(sitting: Sitting, ticked: datetime | None, until: datetime) -> datetime:
    """Let the days between two entries pass, each with one look at the clock."""
    day = until if ticked is None else ticked
    while day + _DAY <= until:
        day += _DAY
        sitting.tick(day)
    return day
