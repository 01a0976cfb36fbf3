"""What is wrong with the monitor itself, or right again, in words."""

from collections.abc import Iterator, Sequence

from monitor.records import Condition, ConditionKind, Severity
from monitor.render.dates import instant_words
from monitor.render.phrases import Phrases, load_phrases
from monitor.render.rendering import Look, Rendered, notice

NAMED = 3
"""How many subjects are named; the rest are counted."""
_COUNTED = frozenset({ConditionKind.SILENT, ConditionKind.OUTBOX, ConditionKind.WORK})
"""Kinds that are about one of several."""


def health(
    kind: ConditionKind, conditions: Sequence[Condition], *, over: bool, key: str, look: Look
) -> Rendered:
    """A notice that something is wrong with the monitor, or is right again: one for all of a kind.

    Args:
        kind: of all the conditions.
        conditions: what opens at once, or is over at once.
        over: whether it is right again.
        key: of the message; gives the reference.
        look: of the destination that is told.
    """
    phrases = load_phrases(look.language)
    words = phrases.health
    if over:
        lines = [(words["was"], instant_words(min(one.since for one in conditions), phrases))]
    else:
        lines = [*_causes(conditions, phrases), (words["remedy"], words[f"{kind}_remedy"])]
    return notice(
        words["over" if over else "head"],
        health_words(kind, [one.subject for one in conditions], phrases, over=over),
        lines,
        key=key,
        look=look,
        severity=None if over else Severity.EVENT,
    )


def health_words(
    kind: ConditionKind, subjects: Sequence[str], phrases: Phrases, *, over: bool = False
) -> str:
    """What is wrong, or right again, in one line."""
    name = f"{kind}_over" if over else kind.value
    if kind not in _COUNTED:
        return phrases.health[name]
    shown = [phrases.health.get(f"part_{one}", one) for one in subjects]
    return phrases.count(name, len(shown), names=_shortened(shown, phrases))


def _shortened(names: Sequence[str], phrases: Phrases) -> str:
    """``a, b, c and 9 more``."""
    listed = phrases.comma.join(phrases.foreign(name, 60) for name in names[:NAMED])
    more = len(names) - NAMED
    return listed if more <= 0 else phrases.count("and_more", more, names=listed)


def _causes(conditions: Sequence[Condition], phrases: Phrases) -> Iterator[tuple[str, str]]:
    """Since when, and why, of those that are named."""
    label = phrases.health["since"]
    for one in conditions[:NAMED]:
        parts = [instant_words(one.since, phrases)]
        if len(conditions) > 1:
            # Behind the date: a name in another script must not turn the line around.
            parts.append(phrases.foreign(one.subject, 60))
        yield label, phrases.semicolon.join(parts)
        if one.detail:
            named = "left" if one.kind is ConditionKind.DISK else "cause"
            yield phrases.health[named], one.detail
