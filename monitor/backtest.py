"""Use case: the user's own recorded entries, replayed under two configurations, and what the difference is.

1. **load** what is recorded: entries, scores, statements, labels, pins;
2. **replay** all of it twice, each time with the readers and policies of one configuration. Both sides are
   treated alike: the same entries in the same order, the clock on, nothing told before. What was recorded
   stands in for reading and scoring anew wherever a side would come to the same;
3. **compare** what is told: alerts of both sides are the same when their keys are, or when they tell the same
   news (:func:`monitor.alerts.same_news`);
4. **look** for every pinned alert among what the changed configuration tells.

An entry is judged when it came to be known, as in life; one that a feed already held when it was first
polled, when it was published: nobody wants to know how late a configuration was switched on.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from statistics import median

from sqlalchemy import Connection

from monitor.alerts import news_of, same_news
from monitor.judge import Parts, Version
from monitor.records import (
    Alert,
    Entry,
    Extraction,
    Pin,
    Score,
    ScoreReason,
    Severity,
    Statement,
    StatementLabel,
    Suppression,
)
from monitor.replay import Replayed, replay
from monitor.store import alerts, entries, labels, meta, pins, scores, statement_labels, statements

_BY_THRESHOLD = frozenset({ScoreReason.ABOVE, ScoreReason.BELOW})
_WEEK = timedelta(weeks=1)


@dataclass(frozen=True, slots=True)
class Recorded:
    """What the state holds that a replay can use."""

    entries: Sequence[Entry]
    """Every version that was judged or waits for it."""
    first_poll: frozenset[str] = frozenset()
    """Entries that their feed already held when it was polled for the first time."""
    scores: Mapping[Version, Score] = field(default_factory=dict)
    statements: Mapping[Version, Sequence[Statement]] = field(default_factory=dict)
    rules: str | None = None
    """Identity of the rules that all statements were read by; None before any was noted."""
    labels: Mapping[str, bool] = field(default_factory=dict)
    statement_labels: Sequence[StatementLabel] = ()
    """Those in force count on both sides, whoever reads the statements."""
    pins: Sequence[tuple[Pin, Alert]] = ()
    """With the alerts as they were told."""


@dataclass(frozen=True, slots=True)
class Variant:
    """One configuration, and how far what is recorded is what it would find."""

    parts: Parts
    threshold: float
    """Scores at or above it are relevant."""
    scored_by: str | None = None
    """Recorded scores of this encoder and topic hold; None: all do."""


@dataclass(frozen=True, slots=True)
class Side:
    """What one configuration makes of the entries."""

    told: tuple[Alert, ...]
    relevant: int
    per_week: Mapping[Severity, float]
    """Alerts to expect."""
    suppressed: Mapping[Suppression, int]
    """Decisions not to tell, by reason."""
    delay: timedelta | None
    """Median time from the publication of the first entry that carries the news to the decision to tell it;
    None when no entry brought any."""
    delay_seen: timedelta | None
    """The same from when the first of these entries came to be known."""


@dataclass(frozen=True, slots=True)
class PinFate:
    """A pinned alert, and who would tell it."""

    alert: Alert
    """As it was told."""
    present: bool
    changed: bool


@dataclass(frozen=True, slots=True)
class Backtest:
    """The difference that a changed configuration makes."""

    entries: int
    weeks: float
    """The span that alerts per week are counted in."""
    present: Side
    changed: Side
    gained: tuple[Alert, ...]
    """Told by the changed configuration alone, in order of deciding."""
    lost: tuple[Alert, ...]
    """Told by the present configuration alone."""
    kept: int
    pins: tuple[PinFate, ...]
    read_anew: bool
    """Whether recorded statements did not do: both sides read by the same rules, and so does the ledger, or
    all is read anew for both."""

    @property
    def pins_lost(self) -> tuple[PinFate, ...]:
        """Pinned alerts that the changed configuration does not tell."""
        return tuple(fate for fate in self.pins if not fate.changed)


def load(conn: Connection) -> Recorded:
    """Everything recorded that a replay can use."""
    stated: dict[Version, list[Statement]] = defaultdict(list)
    for row in statements.by_milestone(conn):
        stated[row.entry, row.version].append(row.statement)
    return Recorded(
        entries=entries.judged(conn),
        first_poll=entries.of_first_polls(conn),
        scores=scores.all(conn),
        statements=stated,
        rules=meta.get(conn, meta.RULES),
        labels=labels.all(conn),
        statement_labels=statement_labels.in_force(conn),
        pins=[(p, alert) for p in pins.all(conn) if (alert := alerts.get(conn, p.alert)) is not None],
    )


def unscored(recorded: Recorded, scored_by: str | None) -> int:
    """How many entries a side whose recorded scores are of ``scored_by`` (None: any) has to score."""
    return sum(_score_of(e, recorded, scored_by) is None for e in recorded.entries)


def backtest(
    recorded: Recorded,
    present: Variant,
    changed: Variant,
    *,
    since: datetime | None = None,
    on_progress: Callable[[int, int], None] = lambda _done, _total: None,
) -> Backtest:
    """Replay under both configurations and compare what is told.

    Args:
        since: decisions before it are left out of all figures and lists, pins aside. Everything is replayed
            all the same: deadlines hang on what came before.
        on_progress: called with (entries judged, entries to judge) over both replays.
    """
    total = len(recorded.entries)
    read_anew = present.parts.rules != changed.parts.rules or recorded.rules not in (
        None,
        present.parts.rules,
    )
    arrived = {(e.id, e.version): _arrived(e, recorded.first_poll) for e in recorded.entries}

    def run(variant: Variant, before: int) -> Replayed:
        return replay(
            recorded.entries,
            _recalling(recorded, variant, read_anew),
            on_progress=lambda done, _: on_progress(before + done, 2 * total),
            clock=True,
            at=lambda e: arrived[e.id, e.version],
            labels=recorded.statement_labels,
        )

    both = run(present, 0), run(changed, total)
    told = [[a for a in side.alerts if a.suppressed is None] for side in both]
    fates = tuple(PinFate(alert, _tells(told[0], p), _tells(told[1], p)) for p, alert in recorded.pins)
    pairs = _pairs(*([a for a in some if since is None or a.decided_at >= since] for some in told))
    times = sorted(at for at in arrived.values() if since is None or at >= since)
    # The oldest tenth is left out: feeds hold a few old entries when they are polled first.
    begin = times[len(times) // 10] if times else None
    weeks = max((times[-1] - begin) / _WEEK, 1 / 7) if begin else 0.0
    origin = _Origin(recorded.entries, arrived)
    return Backtest(
        entries=total,
        weeks=weeks,
        present=_side(both[0], pairs, 0, since, begin, weeks, origin),
        changed=_side(both[1], pairs, 1, since, begin, weeks, origin),
        gained=tuple(new for old, new in pairs if new is not None and old is None),
        lost=tuple(old for old, new in pairs if old is not None and new is None),
        kept=sum(old is not None and new is not None for old, new in pairs),
        pins=fates,
        read_anew=read_anew,
    )


_Pair = tuple[Alert | None, Alert | None]
"""What the present and the changed configuration tell of one news."""


class _Origin:
    """When news was first out, and first known."""

    def __init__(self, known: Iterable[Entry], arrived: Mapping[Version, datetime]) -> None:
        self._times: dict[str, tuple[datetime, datetime]] = {}
        for e in known:
            at = arrived[e.id, e.version]
            published, came = self._times.get(e.id, (e.published_at, at))
            self._times[e.id] = (min(published, e.published_at), min(came, at))

    def of(self, pair: _Pair) -> tuple[datetime, datetime] | None:
        """Publication and arrival of the first entry that either side knows to carry it."""
        carriers = {e for alert in pair if alert is not None for e in news_of(alert).entries}
        return min((self._times[e] for e in carriers if e in self._times), default=None)


def _arrived(entry: Entry, first_poll: Collection[str]) -> datetime:
    return entry.published_at if entry.id in first_poll else entry.seen_at


def _side(
    replayed: Replayed,
    pairs: Sequence[_Pair],
    place: int,
    since: datetime | None,
    begin: datetime | None,
    weeks: float,
    origin: _Origin,
) -> Side:
    told: list[Alert] = []
    waits: list[tuple[timedelta, timedelta]] = []
    for pair in pairs:
        alert = pair[place]
        if alert is None:
            continue
        told.append(alert)
        if (times := origin.of(pair)) is not None:
            waits.append((alert.decided_at - times[0], alert.decided_at - times[1]))
    often = Counter(a.severity for a in told if begin is not None and a.decided_at >= begin)
    quiet = [a.suppressed for a in replayed.alerts if since is None or a.decided_at >= since]
    return Side(
        told=tuple(sorted(told, key=lambda a: a.decided_at)),
        relevant=replayed.counts.relevant,
        per_week={severity: often[severity] / weeks if weeks else 0.0 for severity in Severity},
        suppressed=Counter(reason for reason in quiet if reason is not None),
        delay=_median(published for published, _ in waits),
        delay_seen=_median(seen for _, seen in waits),
    )


def _median(waits: Iterable[timedelta]) -> timedelta | None:
    seconds = [wait.total_seconds() for wait in waits]
    return timedelta(seconds=median(seconds)) if seconds else None


def _pairs(present: Iterable[Alert], changed: Iterable[Alert]) -> list[_Pair]:
    """Every alert of either side with the one of the other side that tells the same: in order of deciding.

    Keys come first: they hold for whatever a key can tell apart.
    """
    new = {a.key: a for a in changed}
    paired: list[_Pair] = [(a, new.pop(a.key, None)) for a in present]
    carried: dict[str, list[Alert]] = defaultdict(list)
    for alert in new.values():
        for entry in news_of(alert).entries:
            carried[entry].append(alert)
    for place, (old, other) in enumerate(paired):
        if old is not None and other is None and (found := _same(old, carried, new)) is not None:
            paired[place] = (old, new.pop(found.key))
    alone: list[_Pair] = [(None, alert) for alert in new.values()]
    return sorted([*paired, *alone], key=lambda pair: next(a.decided_at for a in pair if a is not None))


def _same(old: Alert, carried: Mapping[str, Sequence[Alert]], free: Collection[str]) -> Alert | None:
    news = news_of(old)
    near = (alert for entry in news.entries for alert in carried.get(entry, ()))
    return next((a for a in near if a.key in free and same_news(news_of(a), news)), None)


def _tells(told: Sequence[Alert], pin: Pin) -> bool:
    return any(a.key == pin.alert for a in told) or any(same_news(news_of(a), pin.news) for a in told)


def _recalling(recorded: Recorded, variant: Variant, read_anew: bool) -> Parts:
    """The parts of a configuration, with what is recorded in place of what would come out the same."""
    parts = variant.parts

    def score(batch: Sequence[Entry]) -> Sequence[Score]:
        known = [_score_of(e, recorded, variant.scored_by) for e in batch]
        new = [e for e, one in zip(batch, known, strict=True) if one is None]
        fresh = iter(parts.score(new) if new else ())
        found = [next(fresh) if one is None else one for one in known]
        return [_judged(s, recorded.labels.get(e.id), variant) for e, s in zip(batch, found, strict=True)]

    def extract(entry: Entry) -> Extraction:
        version = (entry.id, entry.version)
        score = recorded.scores.get(version)
        # What was irrelevant was never read.
        was_read = version in recorded.statements or (score is not None and score.relevant)
        if read_anew or not was_read:
            return parts.extract(entry)
        return Extraction(statements=tuple(recorded.statements.get(version, ())))

    return replace(parts, score=score, extract=extract)


def _score_of(entry: Entry, recorded: Recorded, scored_by: str | None) -> Score | None:
    """The recorded score of an entry, where it holds; never one that a label took the place of."""
    score = recorded.scores.get((entry.id, entry.version))
    if score is None or score.reason is ScoreReason.UNSCORED or scored_by not in (None, score.encoder):
        return None
    labelled = score.reason not in (*_BY_THRESHOLD, ScoreReason.EMPTY)
    return None if labelled and entry.id not in recorded.labels else score


def _judged(score: Score, label: bool | None, variant: Variant) -> Score:
    """A score as the label has it, or else the threshold."""
    if label is not None:
        reason = ScoreReason.LABELLED_RELEVANT if label else ScoreReason.LABELLED_IRRELEVANT
        return replace(score, relevant=label, reason=reason)
    if score.reason not in _BY_THRESHOLD:
        return score
    relevant = score.value >= variant.threshold
    return replace(score, relevant=relevant, reason=ScoreReason.ABOVE if relevant else ScoreReason.BELOW)
