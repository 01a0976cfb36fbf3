"""Shifts and coverage into alerts, told or suppressed, each with its reason.

1. every shift becomes an alert of its kind and severity, under the shift's own stable key;
2. of several shifts that one entry causes on a milestone the loudest is told, and of one date or
   event told under two milestones the first: one news, one alert;
3. the first relevant article of a story is told as coverage, unless a shift alert of it tells more;
4. what is switched off, stale, untracked or repeated is suppressed, with the reason.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from monitor.alerts.corroboration import confirmation
from monitor.alerts.lately import STEPS
from monitor.alerts.policy import AlertPolicy
from monitor.records import (
    Alert,
    AlertKind,
    Entry,
    Rank,
    Score,
    ScoreReason,
    Severity,
    Shift,
    ShiftKind,
    Suppression,
)

_SEVERITIES = {
    ShiftKind.LATER: Severity.SHIFT,
    ShiftKind.EARLIER: Severity.SHIFT,
    ShiftKind.DENIED: Severity.SHIFT,
    ShiftKind.POSTPONED: Severity.SHIFT,
    ShiftKind.CORRECTED: Severity.SHIFT,
    ShiftKind.NEW: Severity.NEW_DATE,
}
MOVES = frozenset({*_SEVERITIES, ShiftKind.COMPLETED})
"""Kinds after which what was said before is no longer what holds."""
_AGED = frozenset({Suppression.STALE, Suppression.FIRST_POLL})
_DATED = frozenset({ShiftKind.NEW, ShiftKind.LATER, ShiftKind.EARLIER, ShiftKind.REFINED})
_LOUDNESS = {severity: place for place, severity in enumerate(Severity)}
_AUTHORITY = {rank: place for place, rank in enumerate(Rank)}


@dataclass(frozen=True, slots=True)
class Coverage:
    """One relevant (or unscored) article, and its place in its story."""

    entry: Entry
    score: Score
    story: str
    others: tuple[str, ...] = ()
    """Other entries of the same story known so far."""
    states: bool = False
    """Whether it states something about a tracked milestone."""
    facts: tuple[str, ...] = ()
    """Dates, numbers and places that it gives, in its own words."""
    credited: str = ""
    """The wire or outlet that the article credits with its news."""
    heard: bool = False
    """Whether an earlier version of the entry was judged: an edit is no new coverage."""
    why: str = ""
    """Why it belongs to its story, as part of a sentence; empty for the first article of one."""


@dataclass(frozen=True, slots=True)
class _Silence:
    """A reason not to tell."""

    why: Suppression
    words: str


def decide(
    shifts: Iterable[Shift],
    coverage: Sequence[Coverage],
    known_keys: Collection[str],
    policy: AlertPolicy,
    now: datetime,
    *,
    untracked: Collection[str] = (),
    first_poll: Collection[str] = (),
) -> tuple[Alert, ...]:
    """Decide what a person should know now.

    Args:
        shifts: the shifts of all milestones, known ones included: those are how repeated news is recognised.
        coverage: relevant and unscored articles of the batch.
        known_keys: keys of all alerts decided before, told or suppressed: those are not decided again.
        policy: switches and ages.
        now: the instant of deciding.
        untracked: milestones that never alert.
        first_poll: entries that their feed already held when it was polled for the first time.

    Returns:
        New alerts, suppressed ones included: first those of shifts in order of time, loudest first, then
        coverage in the order given.
    """
    scores = {c.entry.id: c.score for c in coverage}
    ranked = sorted(shifts, key=_precedence)
    told: list[Shift] = []
    alerts: list[Alert] = []
    for shift in ranked:
        waited = held_key(shift) in known_keys
        silence = (
            _switched_off(shift, policy, untracked)
            # What was held was fresh when it came.
            or (None if waited else _shift_too_old(shift, policy, now, first_poll))
            or _same_news(shift, told, policy)
            or _held(shift, ranked, policy, now)
        )
        key = held_key(shift) if silence and silence.why is Suppression.HELD else shift.key
        if silence is None or (shift.key in known_keys and silence.why in _AGED):
            told.append(shift)
        if key not in known_keys and shift.key not in known_keys:
            score = scores.get(shift.stated.entry) if shift.stated else None
            alerts.append(_quiet(of_shift(shift, score, now, key), silence))
    # What corroborates a shift adds to its alert; it is no news of its own.
    tellers = {row.entry: s for s in told for row in (*s.also, s.stated) if row is not None}
    keys = set(known_keys)
    for article in coverage:
        silence = _coverage_silence(article, tellers, keys, policy, now, first_poll)
        story_told = silence is None or silence.why is Suppression.SHIFT_ALERTED
        key = story_key(article.story) if story_told else f"{story_key(article.story)}:{article.entry.id}"
        if key not in keys and not article.heard:
            keys.add(key)
            alerts.append(_quiet(_of_coverage(article, now, key), silence))
    return tuple(alerts)


def held_key(shift: Shift) -> str:
    """The key of the decision to hold a shift back; the shift's own is free for telling it later."""
    return f"{shift.key}:held"


def story_key(story: str) -> str:
    """The key of the alert that tells of a story's coverage."""
    return f"coverage:{story}"


def _precedence(shift: Shift) -> tuple[datetime, int, int]:
    """Which of several shifts of one article is told: the loudest, then the one on the best authority."""
    authority = _AUTHORITY[shift.stated.statement.rank] if shift.stated else 0
    return shift.at, _LOUDNESS[severity(shift.kind)], authority


def severity(kind: ShiftKind) -> Severity:
    """How loud a kind of shift is."""
    return _SEVERITIES.get(kind, Severity.EVENT)


def _switched_off(shift: Shift, policy: AlertPolicy, untracked: Collection[str]) -> _Silence | None:
    kinds = policy.kinds
    if shift.milestone in untracked:
        return _Silence(Suppression.UNTRACKED, f"The milestone {shift.milestone} is not tracked.")
    if shift.kind is ShiftKind.DIVERGENCE and not kinds.divergence:
        return _Silence(Suppression.DIVERGENCE, "Divergences are noted, not told.")
    # A disagreement that is told when it opens is told when it is over.
    name = (ShiftKind.DISAGREEMENT if shift.kind is ShiftKind.SETTLED else shift.kind).value
    on = bool(getattr(kinds, name))
    if shift.kind is ShiftKind.NEW and (shift.after is None or shift.after.due is None):
        on, name = kinds.new_undated, "new_undated"
    elif shift.kind is ShiftKind.REFINED and shift.days_moved == 0:
        on, name = kinds.refined_same_day, "refined_same_day"
    return None if on else _Silence(Suppression.KIND_OFF, f"Alerts of kind {name} are switched off.")


def _too_old(
    at: datetime, entry: str | None, policy: AlertPolicy, now: datetime, first_poll: Collection[str]
) -> _Silence | None:
    age = now - at
    if entry is not None and entry in first_poll and age > policy.first_poll_max_age:
        return _Silence(Suppression.FIRST_POLL, "The feed already held it when it was first polled.")
    if age > policy.max_age:
        return _Silence(Suppression.STALE, f"It was {_days(age)} old when it was first judged.")
    return None


def _shift_too_old(
    shift: Shift, policy: AlertPolicy, now: datetime, first_poll: Collection[str]
) -> _Silence | None:
    """A deadline that was watched when it passed is told as lapsed however late: nobody else says so."""
    watched = shift.before is not None and shift.before.set_by.seen_at <= shift.at
    if shift.kind is ShiftKind.LAPSED and watched:
        return None
    return _too_old(shift.at, shift.stated.entry if shift.stated else None, policy, now, first_poll)


def _same_news(shift: Shift, told: Sequence[Shift], policy: AlertPolicy) -> _Silence | None:
    if shift.stated is None or shift.kind is ShiftKind.CORRECTED:
        return None
    for other in told:
        if other.stated is None:
            continue
        if other.milestone != shift.milestone and _tells(other, shift, policy):
            return _Silence(Suppression.SAME_NEWS, f"The same news is told under {other.milestone}.")
        if other.milestone == shift.milestone and other.stated.entry == shift.stated.entry:
            return _Silence(Suppression.SAME_NEWS, f"The same article is told as {other.kind.value}.")
    return None


def _tells(told: Shift, shift: Shift, policy: AlertPolicy) -> bool:
    """Whether a shift told shortly before already says, of another milestone, what this one says.

    The wording drifts: what one article calls the end of the mission another calls its second phase. The same
    new date told a few days apart is one news, and so is the same step from the same date to it, however late
    it reaches the other milestone; so is the same event without a date, told the same day.
    """
    if _LOUDNESS[severity(told.kind)] > _LOUDNESS[severity(shift.kind)]:
        return False
    day, apart = _last_day(shift), shift.at - told.at
    if day is not None and {told.kind, shift.kind} <= _DATED:
        step = told.kind is shift.kind in STEPS and _left(told) == _left(shift)
        return day == _last_day(told) and (step or apart <= policy.same_date_window)
    return told.kind is shift.kind and day == _last_day(told) and apart <= policy.same_event_window


def _last_day(shift: Shift) -> date | None:
    return shift.after.due.last_day if shift.after is not None and shift.after.due is not None else None


def _left(shift: Shift) -> date | None:
    return shift.before.due.last_day if shift.before is not None and shift.before.due is not None else None


def _held(shift: Shift, ranked: Sequence[Shift], policy: AlertPolicy, now: datetime) -> _Silence | None:
    if not policy.hold_unconfirmed or not shift.unconfirmed:
        return None
    if now - shift.at < policy.hold_for:
        return _Silence(Suppression.HELD, "It waits for a second origin.")
    if any(s.milestone == shift.milestone and s.at > shift.at and s.kind in MOVES for s in ranked):
        return _Silence(Suppression.HELD, "Nobody confirmed it before the deadline moved on.")
    return None


def _coverage_silence(
    article: Coverage,
    tellers: dict[str, Shift],
    keys: Collection[str],
    policy: AlertPolicy,
    now: datetime,
    first_poll: Collection[str],
) -> _Silence | None:
    entry = article.entry
    if story_key(article.story) in keys:
        why = f"; {article.why}" if article.why else ""
        return _Silence(Suppression.SAME_NEWS, f"The story has been told ({_articles(article.others)}{why}).")
    if entry.id in tellers:
        return _Silence(Suppression.SHIFT_ALERTED, f"It is told as {tellers[entry.id].kind.value}.")
    if not policy.kinds.coverage:
        return _Silence(Suppression.KIND_OFF, "Alerts of kind coverage are switched off.")
    unscored = article.score.reason is ScoreReason.UNSCORED
    if unscored and not article.states and not policy.unscored_coverage:
        return _Silence(Suppression.UNSCORED, "It could not be scored, and states nothing that is tracked.")
    return _too_old(entry.published_at, entry.id, policy, now, first_poll)


def _quiet(alert: Alert, silence: _Silence | None) -> Alert:
    if silence is None:
        return alert
    return replace(alert, suppressed=silence.why, reason=f"{alert.reason} {silence.words}".strip())


def of_shift(shift: Shift, score: Score | None, now: datetime, key: str) -> Alert:
    """The alert that tells a shift, decided at ``now``.

    Args:
        score: of the entry that brought it, where it is at hand.
        key: the shift's own, or that of the shift held back.
    """
    stated = shift.stated
    source = stated or (shift.before.set_by if shift.before else None)
    before = shift.before.set_by if shift.before else None
    return Alert(
        key=key,
        severity=severity(shift.kind),
        kind=AlertKind(shift.kind.value),
        milestone=shift.milestone,
        entry=stated.entry if stated else None,
        title=source.title if source else "",
        outlet=source.outlet if source else "",
        lang=source.lang if source else "und",
        url=source.url if source else None,
        published_at=stated.said_at if stated else shift.at,
        decided_at=now,
        before=shift.before,
        after=shift.after,
        days_moved=shift.days_moved,
        quote=source.statement.quote if source else None,
        quote_before=before.statement.quote if before and before is not source else None,
        speaker=source.statement.speaker if source else "",
        reason=shift.reason,
        also=tuple(dict.fromkeys(row.entry for row in shift.also)),
        origins=shift.origins,
        outlets=shift.outlets,
        credited=stated.credited if stated else "",
        unconfirmed=shift.unconfirmed,
        confirmed=confirmation(shift.confirmed_by),
        score=score,
        rank=source.statement.rank if source else None,
        rule=shift.rule,
        confidence=stated.statement.confidence if stated else None,
        doubts=stated.statement.doubts if stated else (),
    )


def _of_coverage(article: Coverage, now: datetime, key: str) -> Alert:
    entry, score = article.entry, article.score
    reason = "Not scored: passed on unjudged." if score.reason is ScoreReason.UNSCORED else score.detail
    return Alert(
        key=key,
        severity=Severity.COVERAGE,
        kind=AlertKind.COVERAGE,
        milestone=None,
        entry=entry.id,
        title=entry.title,
        outlet=entry.outlet,
        lang=entry.lang,
        url=entry.url,
        published_at=entry.published_at,
        decided_at=now,
        before=None,
        after=None,
        days_moved=None,
        quote=None,
        quote_before=None,
        speaker="",
        reason=reason or "First relevant article of a story.",
        origins=(entry.origin,),
        outlets=(entry.outlet,),
        credited=article.credited,
        score=score,
        facts=article.facts,
    )


def _articles(others: Sequence[str]) -> str:
    return "1 other article" if len(others) == 1 else f"{len(others)} other articles"


def _days(age: timedelta) -> str:
    return "1 day" if age.days == 1 else f"{age.days} days"
