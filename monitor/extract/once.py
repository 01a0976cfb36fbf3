"""One statement once: what title, teaser and body say alike is told by its best evidence (stage 9)."""

from monitor.extract.milestone import MilestoneRule
from monitor.records import Field, Modality, Statement

__all__ = ["once"]

_PRINCIPLE = (Modality.AGREED, Modality.PROPOSED, Modality.PLANNED, Modality.ANNOUNCED)
_EVENTS = (Modality.BEGUN, Modality.COMPLETED)
_FIELDS = {Field.BODY: 0, Field.SUMMARY: 1, Field.TITLE: 2}


def once(found: tuple[Statement, ...], rules: tuple[MilestoneRule, ...]) -> tuple[Statement, ...]:
    """Statements without repetition: the best evidence of each milestone, last day and kind, in order of the
    text.

    The body proves better than the teaser, the teaser better than the title; the foreground better than a
    recap. A length of time in a heading ("within two years") gives way to a calendar date in the body.
    """
    kept: list[Statement] = []
    wide = {rule.id for rule in rules if not rule.narrow}
    ranked = sorted(
        found,
        key=lambda s: (
            s.due is None,
            s.modality in _PRINCIPLE,
            s.background,
            s.commentary,
            _FIELDS[s.quote.field],
            s.quote.start,
        ),
    )
    body_dates = {s.milestone for s in found if s.due and not s.due.fuzzy and s.quote.field is Field.BODY}
    calendar = bool(body_dates)
    for statement in ranked:
        if (
            statement.due is None
            and statement.modality in _PRINCIPLE
            and (kept_dated(kept) or _principled(kept))
        ):
            continue
        if (
            statement.due is None
            and statement.modality is Modality.BEGUN
            and any(k.milestone == statement.milestone and k.modality is Modality.COMPLETED for k in kept)
        ):
            continue
        if statement.modality in _EVENTS and any(
            k.milestone != statement.milestone
            and k.modality is statement.modality
            and _ranks(k, statement, wide)
            for k in kept
        ):
            continue
        if statement.modality is Modality.DENIED and any(
            k.modality is Modality.DENIED and k.background == statement.background for k in kept
        ):
            continue
        if (
            statement.due is None
            and statement.modality is Modality.AGREED
            and any(k.modality is Modality.DENIED for k in kept)
        ):
            continue
        heading = statement.quote.field is not Field.BODY
        if heading and statement.due and statement.due.fuzzy and calendar:
            continue
        if heading and statement.due is None and any(k.milestone == statement.milestone for k in kept):
            continue
        if any(_same(statement, other) for other in kept):
            continue
        kept.append(statement)
    return tuple(sorted(kept, key=lambda s: (-_FIELDS[s.quote.field], s.quote.start)))


def _ranks(kept: Statement, other: Statement, wide: set[str]) -> bool:
    """Whether an event told already makes another of its kind in the same article a detail of it."""
    return other.milestone in wide or kept.quote.start <= other.quote.start


def kept_dated(kept: list[Statement]) -> bool:
    """Whether a date stands already: then an agreement or wish without one adds nothing."""
    return any(s.due and s.milestone != "other" for s in kept)


def _principled(kept: list[Statement]) -> bool:
    return any(s.due is None and s.modality in _PRINCIPLE for s in kept)


def _same(one: Statement, other: Statement) -> bool:
    if one.milestone != other.milestone:
        return False
    if one.due is None or other.due is None:
        return one.due is None and other.due is None and _event(one) == _event(other)
    if one.due.last_day == other.due.last_day:
        return True
    return (
        one.due.first_day <= other.due.first_day
        and other.due.last_day <= one.due.last_day
        and one.due.fuzzy
        and one.quote.field is not other.quote.field
    )


def _event(statement: Statement) -> Modality:
    return statement.modality
