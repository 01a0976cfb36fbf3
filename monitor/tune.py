"""Use case: what the threshold does, told from scores and labels, and which one the labels speak for. Pure.

1. **cuts**: at each threshold, what would be told, and how right that is by the labels;
2. **suggest** the cheapest cut, when there are labels enough;
3. **name** what is near the threshold and unlabelled, and what the suggestion would change.

The cost is that of topic tracking, ``P_miss + 4.9 P_false_alarm``. Misses are counted among entries labelled
relevant; false alarms among those labelled irrelevant and the unlabelled ones far below every threshold,
since nearly all of these are off the topic.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from monitor.novelty import Shelf, StoryPolicy, assign, tell
from monitor.records import Entry, Score
from monitor.relevance.rules import FALSE_ALARM_COST

THRESHOLDS = tuple(round(0.05 * i, 2) for i in range(1, 20))
BINS = 20
ENOUGH = 5
"""Labels of either kind that a suggestion needs."""
SHOWN = 10
_BATCH = 200
_WORTH = 0.01
"""A suggestion saves at least so much cost, or none is made."""


@dataclass(frozen=True, slots=True)
class Scored:
    """An entry with its score, made without its own label."""

    entry: Entry
    value: float
    relevant: bool | None
    """The user's word on it; None when there is none."""
    vector: str = ""
    """That of the score, by which reports of one news are found."""


@dataclass(frozen=True, slots=True)
class Cut:
    """What one threshold does."""

    threshold: float
    told: int
    """Entries at or above it."""
    stories_per_week: float
    """Alerts of coverage to expect: one per story."""
    precision: float | None
    """Of labelled entries at or above it, the share labelled relevant; None without any."""
    recall: float | None
    """Of entries labelled relevant, the share at or above it; None without any."""
    cost: float | None
    """None without labels of both kinds."""


@dataclass(frozen=True, slots=True)
class Tuning:
    """What there is to know before touching the threshold."""

    entries: int
    weeks: float
    relevant: int
    irrelevant: int
    histogram: dict[str, tuple[int, ...]]
    """``relevant``, ``irrelevant``, ``unlabelled`` -> entries per bin of equal width from 0 to 1."""
    cuts: tuple[Cut, ...]
    current: Cut
    suggested: Cut | None
    reason: str
    """Why that one, or why none."""
    near: tuple[Scored, ...]
    """Unlabelled entries nearest to the threshold: labels on these teach most."""
    gained: tuple[Scored, ...]
    """What the suggestion would tell in addition."""
    lost: tuple[Scored, ...]
    """What it would no longer tell."""


FOLDS = 5


def held_out(
    entries: Sequence[Entry],
    labels: Mapping[str, bool],
    without: Callable[[Collection[str]], Callable[[Sequence[Entry]], Sequence[Score]]],
    on_progress: Callable[[int, int], None] = lambda _done, _total: None,
) -> list[Scored]:
    """Score entries, each labelled one by a topic learnt without its label (and those of its fold).

    Args:
        labels: entry id to the user's word.
        without: labels to leave out -> a scorer.
        on_progress: called with (entries scored, entries in all).
    """
    order = sorted(labels)
    folds = [set(order[i::FOLDS]) for i in range(min(FOLDS, len(order)))]
    found: list[Scored] = []
    for held in (set[str](), *folds):
        batch = [e for e in entries if (e.id in held if held else e.id not in labels)]
        if not batch:
            continue
        score = without(held)
        for start in range(0, len(batch), _BATCH):
            some = batch[start : start + _BATCH]
            scores = zip(some, score(some), strict=True)
            found += [Scored(e, s.value, labels.get(e.id), s.vector) for e, s in scores]
            on_progress(len(found), len(entries))
    return found


def tune(scored: Sequence[Scored], threshold: float, ordinary_below: float, stories: StoryPolicy) -> Tuning:
    """Report on a threshold.

    Args:
        scored: entries in any order.
        threshold: the one in force.
        ordinary_below: unlabelled entries below it are taken as off the topic.
        stories: which entries tell one news.
    """
    weeks = _weeks(scored)
    cuts = tuple(_cut(scored, t, ordinary_below, weeks, stories) for t in THRESHOLDS)
    current = _cut(scored, threshold, ordinary_below, weeks, stories)
    suggested, reason = _suggest(scored, cuts, current)
    low, high = sorted((threshold, suggested.threshold if suggested else threshold))
    moved = tuple(s for s in _by_value(scored) if low <= s.value < high)
    raised = suggested is not None and suggested.threshold > threshold
    unlabelled = [s for s in scored if s.relevant is None]
    return Tuning(
        entries=len(scored),
        weeks=weeks,
        relevant=sum(s.relevant is True for s in scored),
        irrelevant=sum(s.relevant is False for s in scored),
        histogram={
            name: _bins(s.value for s in scored if s.relevant is label)
            for name, label in (("relevant", True), ("irrelevant", False), ("unlabelled", None))
        },
        cuts=cuts,
        current=current,
        suggested=suggested,
        reason=reason,
        near=tuple(sorted(unlabelled, key=lambda s: (abs(s.value - threshold), s.entry.id))[:SHOWN]),
        gained=() if raised else moved,
        lost=moved if raised else (),
    )


def _weeks(scored: Sequence[Scored]) -> float:
    if not scored:
        return 0.0
    times = sorted(s.entry.published_at for s in scored)
    # The oldest tenth is left out: feeds hold a few old entries when they are polled first.
    span = times[-1] - times[len(times) // 10]
    return max(span / timedelta(weeks=1), 1 / 7)


def _cut(
    scored: Sequence[Scored], threshold: float, ordinary_below: float, weeks: float, stories: StoryPolicy
) -> Cut:
    told = [s for s in scored if s.value >= threshold]
    right = [s for s in scored if s.relevant is True]
    wrong = [s for s in scored if s.relevant is False or (s.relevant is None and s.value < ordinary_below)]
    labelled = [s for s in told if s.relevant is not None]
    hits = sum(s.relevant is True for s in told)
    cost = None
    if right and any(s.relevant is False for s in scored):
        false_alarms = sum(s.value >= threshold for s in wrong) / len(wrong)
        cost = 1 - hits / len(right) + FALSE_ALARM_COST * false_alarms
    return Cut(
        threshold,
        len(told),
        _stories(told, stories) / weeks if weeks else 0.0,
        hits / len(labelled) if labelled else None,
        hits / len(right) if right else None,
        cost,
    )


def _stories(scored: Sequence[Scored], policy: StoryPolicy) -> int:
    recent = Shelf()
    begun: dict[str, datetime] = {}
    for one in sorted(scored, key=lambda s: (s.entry.published_at, s.entry.id)):
        told = tell(one.entry, vector=one.vector)
        recent.drop(told.published_at - policy.window)
        story = assign(one.entry, recent, policy, told).story
        begun_at = begun.setdefault(story, told.published_at)
        recent.add(replace(told, story=story, begun_at=begun_at))
    return len(begun)


def _suggest(scored: Sequence[Scored], cuts: Sequence[Cut], current: Cut) -> tuple[Cut | None, str]:
    relevant = sum(s.relevant is True for s in scored)
    irrelevant = sum(s.relevant is False for s in scored)
    if min(relevant, irrelevant) < ENOUGH:
        return None, (
            f"{relevant} labels relevant and {irrelevant} irrelevant are too few to judge a threshold by: "
            f"{ENOUGH} of each are needed."
        )
    assert current.cost is not None
    best = min(cuts, key=lambda c: (c.cost, abs(c.threshold - current.threshold)))
    assert best.cost is not None
    if current.cost - best.cost < _WORTH:
        return None, f"No other threshold costs less than {current.cost:.2f} by the labels."
    return best, f"By the labels it costs {best.cost:.2f} instead of {current.cost:.2f}."


def _by_value(scored: Sequence[Scored]) -> list[Scored]:
    return sorted(scored, key=lambda s: (-s.value, s.entry.id))


def _bins(values: Iterable[float]) -> tuple[int, ...]:
    counts = [0] * BINS
    for value in values:
        counts[min(int(value * BINS), BINS - 1)] += 1
    return tuple(counts)
