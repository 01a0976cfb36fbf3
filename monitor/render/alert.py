"""An alert in words: one line that says it all, then the proof, then what to do."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC

from monitor.records import Alert, AlertKind, Bound, Quote, Rank, ScoreReason, Stated, Statement
from monitor.render.clean import isolated, plain, plain_url
from monitor.render.dates import day_words, deadline_words, instant_words
from monitor.render.phrases import Phrases, load_phrases

TITLE_LIMIT = 200
QUOTE_LIMIT = 600
NAMES_LIMIT = 6

# Kinds that say what became of a deadline that stays where it was.
_CLOCK = (AlertKind.LAPSED, AlertKind.REMINDER, AlertKind.SILENCE)
_SELF_TOLD = (AlertKind.DENIED, AlertKind.POSTPONED, AlertKind.BEGUN, AlertKind.COMPLETED)
_STANDING = (*_CLOCK, AlertKind.CONFIRMED)


@dataclass(frozen=True, slots=True)
class Rendered:
    """An alert as plain text, fit for any destination."""

    title: str
    """One line: kind, milestone, old → new, days moved."""
    body: str
    """Lines of ``Label: words``; quotes stand indented below the line they belong to."""


def reference(key: str) -> str:
    """Short stable name of an alert or message, by which a receiver tells a repeat: 8 hexadecimal digits."""
    return hashlib.blake2b(key.encode("utf-8"), digest_size=4).hexdigest()


def render(
    alert: Alert, *, names: Mapping[str, str], language: str = "en", command: str = "monitor"
) -> Rendered:
    """An alert as a person forwards it.

    Args:
        alert: what was decided.
        names: milestone id -> name; an unknown id stands for itself.
        language: one of :func:`monitor.render.languages`.
        command: how the program is called in the hint that labels the entry.

    Raises:
        ValueError: no such language.
    """
    phrases = load_phrases(language)
    lines = (
        _facts_of_coverage(alert, phrases)
        if alert.kind is AlertKind.COVERAGE
        else _facts_of_shift(alert, phrases)
    )
    return Rendered(
        title=headline(alert, names=names, language=language),
        body="\n".join([*lines, *_footer(alert, phrases, command)]),
    )


def headline(alert: Alert, *, names: Mapping[str, str], language: str = "en") -> str:
    """One line that says it all: ``LATER: end of the mission: September 2026 → end of 2026 (+92 days)``."""
    phrases = load_phrases(language)
    kind = phrases.kind[alert.kind]
    if alert.kind is AlertKind.COVERAGE or alert.milestone is None:
        return f"{kind}: {phrases.foreign(alert.title, TITLE_LIMIT)}"
    milestone = phrases.foreign(names.get(alert.milestone, alert.milestone), TITLE_LIMIT)
    movement = _movement(alert, phrases)
    return f"{kind}: {milestone}: {movement}" if movement else f"{kind}: {milestone}"


def _movement(alert: Alert, phrases: Phrases) -> str:
    after = deadline_words(alert.after or alert.before, phrases, bound=False)
    if alert.kind in _CLOCK:
        return after + _distance(alert, phrases)
    if alert.before is None or alert.after is None or alert.kind in _STANDING:
        return "" if _goes_without_saying(alert) else after
    before = deadline_words(alert.before, phrases, bound=False)
    if before == after:
        if _goes_without_saying(alert):
            return ""
        # The limit moved although the short words agree: "by" and "from" tell them apart.
        before = deadline_words(alert.before, phrases)
        after = deadline_words(alert.after, phrases)
    moved = f" ({phrases.count_days(alert.days_moved)})" if alert.days_moved else ""
    return after + moved if before == after else f"{before} {phrases.arrow} {after}{moved}"


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
    form = "due_today" if days == 0 else "due_in" if days > 0 else "due_past"
    return f" ({phrases.text[form].format(days=phrases.amount_of_days(abs(days)))})"


def _facts_of_shift(alert: Alert, phrases: Phrases) -> list[str]:
    line = phrases.line
    lines = [f"{line['said']}: {_who(alert, phrases)}"]
    if alert.entry is not None:
        lines.append(f"{line['where']}: {_where(alert, phrases)}")
    if alert.before is not None:
        label = line["stands"] if alert.after is None or alert.kind in _STANDING else line["was"]
        quote = alert.quote_before or alert.before.set_by.statement.quote
        lines.append(f"{label}: {deadline_words(alert.before, phrases)}")
        lines.append(f"    {_quote(quote, phrases)}")
        lines.append(f"    {_source(alert.before.set_by, phrases)}")
    if alert.after is not None and alert.kind not in (
        AlertKind.LAPSED,
        AlertKind.REMINDER,
        AlertKind.SILENCE,
    ):
        lines.append(f"{line['now']}: {deadline_words(alert.after, phrases)}")
    if alert.quote is not None and alert.kind not in _CLOCK:
        lines.append(f"    {_quote(alert.quote, phrases)}")
    return lines


def _facts_of_coverage(alert: Alert, phrases: Phrases) -> list[str]:
    line = phrases.line
    lines = [f"{line['where']}: {_where(alert, phrases)}"]
    score = alert.score
    if score is None:
        return lines
    value = phrases.text["unscored"] if score.reason is ScoreReason.UNSCORED else f"{score.value:.2f}"
    lines.append(f"{line['score']}: {value}")
    if score.passage is not None:
        lines.append(f"{line['matched']}: {_words(score.passage.text, phrases)}")
    if score.seed is not None:
        lines.append(f"{line['seed']}: {phrases.foreign(score.seed.file)}")
        lines.append(f"    {_words(score.seed.text, phrases)}")
    if score.terms:
        terms = phrases.comma.join(phrases.foreign(t, 60) for t in score.terms[:8])
        lines.append(f"{line['terms']}: {terms}")
    return lines


def _footer(alert: Alert, phrases: Phrases, command: str) -> list[str]:
    line = phrases.line
    lines = []
    if alert.origins:
        lines.append(f"{line['carried']}: {_carried(alert, phrases)}")
    if alert.reason:
        lines.append(f"{line['why']}: {phrases.foreign(alert.reason)}")
    url = plain_url(alert.url)
    if url is not None:
        lines.append(f"{line['read']}: {isolated(url, phrases.direction)}")
    if alert.entry is not None:
        hint = isolated(f"{command} label {plain(alert.entry)} irrelevant", phrases.direction)
        lines.append(f"{line['label']} {hint}")
    lines.append(f"{line['ref']}: {isolated(reference(alert.key), phrases.direction)}")
    return lines


def _who(alert: Alert, phrases: Phrases) -> str:
    if alert.entry is None or alert.kind in _CLOCK:
        return phrases.text["clock"]
    if alert.after is not None and alert.after.set_by.statement.speaker == alert.speaker:
        return who_words(alert.after.set_by.statement, phrases)
    return phrases.foreign(alert.speaker, 120) or phrases.text["nobody"]


def _where(alert: Alert, phrases: Phrases) -> str:
    outlet = phrases.foreign(alert.outlet, 120)
    return f"{outlet}{phrases.comma}{instant_words(alert.published_at.astimezone(UTC), phrases)}"


def who_words(statement: Statement, phrases: Phrases) -> str:
    """Who made a statement: a name with its rank, or the rank alone."""
    named = plain(statement.speaker, 120)
    if not named or named == Rank.SOURCES.value:
        return phrases.rank[statement.rank] if statement.rank is Rank.SOURCES else phrases.text["nobody"]
    return f"{isolated(named, phrases.direction)} ({phrases.rank[statement.rank]})"


def _source(stated: Stated, phrases: Phrases) -> str:
    where = f"{phrases.foreign(stated.outlet, 120)}{phrases.comma}{day_words(stated.said_at.date(), phrases)}"
    return f"{who_words(stated.statement, phrases)}{phrases.comma}{where}"


def _carried(alert: Alert, phrases: Phrases) -> str:
    shown = [phrases.foreign(name, 60) for name in alert.origins[:NAMES_LIMIT]]
    if len(alert.origins) > NAMES_LIMIT:
        shown.append(phrases.text["more"].format(n=len(alert.origins) - NAMES_LIMIT))
    form = phrases.text["origins_one" if len(alert.origins) == 1 else "origins_other"]
    carried = form.format(n=len(alert.origins), names=phrases.comma.join(shown))
    if not alert.also:
        return carried
    also = phrases.text["also_one" if len(alert.also) == 1 else "also_other"].format(n=len(alert.also))
    return f"{carried} ({also})"


def _quote(quote: Quote, phrases: Phrases) -> str:
    return _words(quote.text, phrases)


def _words(text: str, phrases: Phrases) -> str:
    quoted = phrases.text["quote"].format(text=plain(text, QUOTE_LIMIT))
    return isolated(quoted, phrases.direction)
