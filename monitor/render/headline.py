"""The one line that says it all: kind, milestone, old → new, days moved."""

from collections.abc import Mapping

from monitor.records import Alert, AlertKind, Bound
from monitor.render.dates import deadline_words
from monitor.render.phrases import Phrases, load_phrases

TITLE_LIMIT = 200
"""Code points of an article's title."""
NAME_LIMIT = 120
"""Code points of a milestone's name."""

CLOCK = (AlertKind.LAPSED, AlertKind.REMINDER, AlertKind.SILENCE)
"""Kinds that say what became of a deadline that stays where it was."""
BESIDE = (AlertKind.DIVERGENCE, AlertKind.DISAGREEMENT)
"""Kinds that set another position beside the one in force."""
_SELF_TOLD = (AlertKind.DENIED, AlertKind.POSTPONED, AlertKind.BEGUN, AlertKind.COMPLETED)


def headline(alert: Alert, *, names: Mapping[str, str], language: str = "en") -> str:
    """One line that says it all: ``LATER: end of the mission: September 2026 → end of 2026 (+92 days)``."""
    phrases = load_phrases(language)
    parts = (head_words(alert, phrases), topic_words(alert, names, phrases), movement_words(alert, phrases))
    return phrases.colon.join(part for part in parts if part)


def head_words(alert: Alert, phrases: Phrases) -> str:
    """The kind, and whether it is unconfirmed."""
    kind = phrases.kind[alert.kind]
    return phrases.text["unconfirmed"].format(kind=kind) if alert.unconfirmed else kind


def topic_words(alert: Alert, names: Mapping[str, str], phrases: Phrases) -> str:
    """What it is about: the milestone, or an article's title."""
    if alert.kind is AlertKind.COVERAGE or alert.milestone is None:
        return phrases.foreign(alert.title, TITLE_LIMIT)
    return phrases.foreign(names.get(alert.milestone, alert.milestone), NAME_LIMIT)


def movement_words(alert: Alert, phrases: Phrases) -> str:
    """What became of the deadline; empty for coverage, and where the kind says it."""
    if alert.kind is AlertKind.COVERAGE or alert.milestone is None:
        return ""
    after = deadline_words(alert.after or alert.before, phrases, bound=False)
    if alert.kind in CLOCK:
        return after + _distance(alert, phrases)
    if alert.kind in BESIDE:
        return _beside(alert, phrases)
    if alert.kind is AlertKind.BEGUN and alert.after == alert.before:
        return phrases.text["standing"].format(date=after)
    if alert.kind is AlertKind.EARLIER and alert.after == alert.before:
        return phrases.text["sooner"].format(date=after)
    if alert.before is None or alert.after is None or alert.kind is AlertKind.CONFIRMED:
        return "" if _goes_without_saying(alert) else after
    before = deadline_words(alert.before, phrases, bound=False)
    if before == after:
        if _goes_without_saying(alert):
            return ""
        # The limit moved although the short words agree: "by" and "from" tell them apart.
        before = deadline_words(alert.before, phrases)
        after = deadline_words(alert.after, phrases)
    moved = f" ({words})" if (words := moved_words(alert.kind, alert.days_moved, phrases)) else ""
    return after + moved if before == after else f"{before} {phrases.arrow} {after}{moved}"


def moved_words(kind: str, days: int | None, phrases: Phrases) -> str:
    """How far the limit moved; for a completion, how it kept to the date. Empty when it did not move."""
    if not days:
        return ""
    if kind != AlertKind.COMPLETED:
        return phrases.moved(days)
    return phrases.count("done_early" if days < 0 else "done_late", abs(days))


def _beside(alert: Alert, phrases: Phrases) -> str:
    """Nothing moved: an arrow would say so."""
    before = deadline_words(alert.before, phrases, bound=False)
    after = deadline_words(alert.after, phrases, bound=False)
    if alert.before is None or alert.after is None or before == after:
        return phrases.text["standing"].format(date=before if alert.before is not None else after)
    return f"{before} ↔ {after}"


def _goes_without_saying(alert: Alert) -> bool:
    """Whether the kind alone says what the deadline is now: "DENIED: …: denied" says it twice."""
    standing = alert.after or alert.before
    return alert.kind in _SELF_TOLD and standing is not None and (standing.due is None or not standing.live)


def _distance(alert: Alert, phrases: Phrases) -> str:
    """How far a deadline lies ahead of the day of deciding, or behind it."""
    standing = alert.after or alert.before
    if alert.kind is AlertKind.SILENCE or standing is None or standing.due is None:
        return ""
    due = standing.due
    limit = due.first_day if due.bound is Bound.FROM else due.last_day
    days = (limit - alert.decided_at.date()).days
    if days == 0:
        return f" ({phrases.text['due_today']})"
    return f" ({phrases.count('due_in' if days > 0 else 'due_past', abs(days))})"
