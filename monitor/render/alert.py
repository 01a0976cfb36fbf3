"""An alert in words: one line that says it all, then the proof, then what to do."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC

from monitor.records import (
    Alert,
    AlertKind,
    Bound,
    Disagreement,
    Leaving,
    Quote,
    Rank,
    ScoreReason,
    Stated,
    Statement,
)
from monitor.render.clean import isolated, plain, plain_url
from monitor.render.dates import day_words, deadline_words, instant_words
from monitor.render.phrases import Phrases, load_phrases

TITLE_LIMIT = 200
QUOTE_LIMIT = 600
EXCERPT_LIMIT = 200
"""Of a passage that is shown for its likeness, not as proof."""
TERMS_LIMIT = 5
NAMES_LIMIT = 6

# Kinds that say what became of a deadline that stays where it was.
_CLOCK = (AlertKind.LAPSED, AlertKind.REMINDER, AlertKind.SILENCE)
_SELF_TOLD = (AlertKind.DENIED, AlertKind.POSTPONED, AlertKind.BEGUN, AlertKind.COMPLETED)
# Kinds that set another position beside a deadline that stays where it was.
_APART = (AlertKind.DIVERGENCE, AlertKind.DISAGREEMENT)
_STANDING = (*_CLOCK, *_APART, AlertKind.CONFIRMED)


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
    if alert.unconfirmed:
        kind = f"{kind} ({phrases.text['unconfirmed']})"
    if alert.kind is AlertKind.COVERAGE or alert.milestone is None:
        return f"{kind}: {phrases.foreign(alert.title, TITLE_LIMIT)}"
    milestone = phrases.foreign(names.get(alert.milestone, alert.milestone), TITLE_LIMIT)
    movement = _movement(alert, phrases)
    return f"{kind}: {milestone}: {movement}" if movement else f"{kind}: {milestone}"


def _movement(alert: Alert, phrases: Phrases) -> str:
    after = deadline_words(alert.after or alert.before, phrases, bound=False)
    if alert.kind in _CLOCK:
        return after + _distance(alert, phrases)
    if alert.kind in _APART and alert.before is not None:
        return f"{deadline_words(alert.before, phrases, bound=False)} ↔ {after}"
    if alert.before is None or alert.after is None or alert.kind in _STANDING:
        return "" if _goes_without_saying(alert) else after
    before = deadline_words(alert.before, phrases, bound=False)
    if before == after:
        if _goes_without_saying(alert):
            return ""
        # The limit moved although the short words agree: "by" and "from" tell them apart.
        before = deadline_words(alert.before, phrases)
        after = deadline_words(alert.after, phrases)
    moved = _moved(alert, phrases)
    return after + moved if before == after else f"{before} {phrases.arrow} {after}{moved}"


def _moved(alert: Alert, phrases: Phrases) -> str:
    """How far the limit moved, in brackets; for a completion, how it kept to the date."""
    days = alert.days_moved
    if not days:
        return ""
    if alert.kind is not AlertKind.COMPLETED:
        return f" ({phrases.count_days(days)})"
    form = "done_early" if days < 0 else "done_late"
    return f" ({phrases.text[form].format(days=phrases.amount_of_days(abs(days)))})"


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
    lines = []
    clock = alert.kind in _CLOCK
    if alert.entry is not None and not clock:
        lines.append(f"{line['said']}: {_who(alert, phrases)}")
        lines.append(f"{line['where']}: {_where(alert, phrases)}")
        if not _quotes_title(alert):
            lines.append(f"{line['headline']}: {phrases.foreign(alert.title, TITLE_LIMIT)}")
    standing = alert.kind in _STANDING or alert.after is None or alert.kind is AlertKind.BEGUN
    if alert.before is not None:
        quote = alert.quote_before or alert.before.set_by.statement.quote
        lines.append(f"{line['stands' if standing else 'was']}: {deadline_words(alert.before, phrases)}")
        lines.append(f"    {_quote(quote, phrases)}")
        lines.append(f"    {_source(alert.before.set_by, phrases)}")
    if alert.after is not None and not clock:
        begun = alert.kind is AlertKind.BEGUN
        words = phrases.undated["begun"] if begun else deadline_words(alert.after, phrases)
        lines.append(f"{line['against' if alert.kind in _APART else 'now']}: {words}")
    if alert.quote is not None and not clock:
        lines.append(f"    {_quote(alert.quote, phrases)}")
    return lines


def _quotes_title(alert: Alert) -> bool:
    """Whether the quote says the article's title already."""
    title = plain(alert.title).casefold()
    quote = plain(alert.quote.text).casefold() if alert.quote is not None else ""
    return not title or title in quote or (bool(quote) and quote in title)


def _facts_of_coverage(alert: Alert, phrases: Phrases) -> list[str]:
    line = phrases.line
    lines = [f"{line['where']}: {_where(alert, phrases)}"]
    score = alert.score
    if score is None:
        return lines
    if score.passage is not None and (passage := _beyond(score.passage.text, alert.title)):
        lines.append(f"{line['matched']}: {_words(passage, phrases, EXCERPT_LIMIT)}")
    if score.seed is not None:
        seed = _words(score.seed.text, phrases, EXCERPT_LIMIT)
        lines.append(f"{line['seed']} {phrases.foreign(score.seed.file)}: {seed}")
    if score.leaving is not None and score.leaving.who and score.leaving.where:
        lines.append(f"{line['leaving']}: {_leaving(score.leaving, phrases)}")
    value = phrases.text["unscored"] if score.reason is ScoreReason.UNSCORED else f"{score.value:.2f}"
    if score.terms:
        terms = phrases.comma.join(phrases.foreign(t, 60) for t in score.terms[:TERMS_LIMIT])
        value = f"{value}{phrases.semicolon}{line['terms']}: {terms}"
    lines.append(f"{line['score']}: {value}")
    return lines


def _leaving(leaving: Leaving, phrases: Phrases) -> str:
    """What leaves, who and from where: a person sees at once when the words were bound wrongly."""
    who, where, words = (phrases.foreign(n, 60) for n in (leaving.who, leaving.where, leaving.words))
    return phrases.text["leaving"].format(who=who, where=where, words=words)


def _beyond(passage: str, title: str) -> str:
    """What a passage says beyond the title that the headline shows already."""
    return plain(passage).removeprefix(plain(title)).lstrip(" .:-–—|")


def _why(alert: Alert) -> str:
    """The reason as far as the lines above do not tell it: they show a deadline's distance, and a score."""
    told = alert.kind is AlertKind.REMINDER or (
        alert.score is not None and alert.reason == alert.score.detail
    )
    return "" if told else alert.reason


def _footer(alert: Alert, phrases: Phrases, command: str) -> list[str]:
    line = phrases.line
    lines = []
    if alert.origins and (alert.kind is not AlertKind.COVERAGE or len(alert.origins) > 1 or alert.also):
        lines.append(f"{line['carried']}: {_carried(alert, phrases)}")
    if alert.unconfirmed or alert.confirmed is not None:
        lines.append(f"{line['confirmed']}: {_confirmed(alert, phrases)}")
    if reason := _why(alert):
        lines.append(f"{line['why']}: {phrases.foreign(reason)}")
    url = plain_url(alert.url)
    if url is not None:
        lines.append(f"{line['read']}: {isolated(url, phrases.direction)}")
    if alert.entry is not None:
        hint = isolated(f"{command} label {plain(alert.entry)} irrelevant", phrases.direction)
        lines.append(f"{line['label']} {hint}")
    lines.append(f"{line['ref']}: {isolated(reference(alert.key), phrases.direction)}")
    return lines


def _who(alert: Alert, phrases: Phrases) -> str:
    if alert.after is not None and alert.after.set_by.statement.speaker == alert.speaker:
        return who_words(alert.after.set_by.statement, phrases)
    if alert.speaker == Rank.SOURCES.value:
        return phrases.rank[Rank.SOURCES]
    return phrases.foreign(alert.speaker, 120) or phrases.text["nobody"]


def _where(alert: Alert, phrases: Phrases) -> str:
    outlet = phrases.foreign(alert.outlet, 120)
    return f"{outlet}{phrases.comma}{instant_words(alert.published_at.astimezone(UTC), phrases)}"


def who_words(statement: Statement, phrases: Phrases) -> str:
    """Who made a statement: a name with its rank, the rank where that says it all, or that it is not said."""
    return _speaker_words(statement.speaker, statement.rank, phrases)


def _speaker_words(speaker: str, rank: Rank, phrases: Phrases) -> str:
    if rank is Rank.JOINT:
        return phrases.rank[Rank.JOINT]
    named = plain(speaker, 120)
    if named == Rank.SOURCES.value:
        return phrases.rank[Rank.SOURCES]
    if not named:
        return phrases.text["nobody"]
    return f"{isolated(named, phrases.direction)} ({phrases.rank[rank]})"


def disagreement_words(disagreement: Disagreement, phrases: Phrases) -> str:
    """Since when, and who holds what: ``Sides disagree since …: Baghdad: by September 2026 (…); …``."""
    sides = phrases.semicolon.join(
        f"{phrases.foreign(p.side, 60)}: {deadline_words(p.deadline, phrases)}"
        f" ({_source(p.deadline.set_by, phrases)})"
        for p in disagreement.positions
    )
    since = day_words(disagreement.opened_at.date(), phrases)
    return phrases.text["disagreement"].format(day=since, sides=sides)


def _confirmed(alert: Alert, phrases: Phrases) -> str:
    by = alert.confirmed
    if by is None:
        return phrases.text["not_confirmed"]
    who = _speaker_words(by.speaker, by.rank, phrases)
    outlet = phrases.foreign(by.outlet, 120)
    return phrases.comma.join((who, outlet, day_words(by.at.date(), phrases)))


def _source(stated: Stated, phrases: Phrases) -> str:
    where = f"{phrases.foreign(stated.outlet, 120)}{phrases.comma}{day_words(stated.said_at.date(), phrases)}"
    return f"{who_words(stated.statement, phrases)}{phrases.comma}{where}"


def _carried(alert: Alert, phrases: Phrases) -> str:
    """By how many outlets and independent origins, which ones, and who was first, after whom."""
    words = phrases.text
    shown = [phrases.foreign(name, 60) for name in alert.origins[:NAMES_LIMIT]]
    if len(alert.origins) > NAMES_LIMIT:
        shown.append(words["more"].format(n=len(alert.origins) - NAMES_LIMIT))
    form = words["origins_one" if len(alert.origins) == 1 else "origins_other"]
    carried = form.format(n=len(alert.origins), names=phrases.comma.join(shown))
    if len(alert.outlets) > 1:
        count = words["outlets"].format(n=len(alert.outlets))
        carried = f"{count}{phrases.comma}{carried}"
    if alert.credited or len(alert.outlets) > 1:
        first = phrases.foreign(alert.outlet, 60)
        if alert.credited:
            first = words["credited"].format(outlet=first, wire=phrases.foreign(alert.credited, 60))
        carried = f"{carried}{phrases.semicolon}{words['first'].format(outlet=first)}"
    if not alert.also:
        return carried
    also = words["also_one" if len(alert.also) == 1 else "also_other"].format(n=len(alert.also))
    return f"{carried} ({also})"


def _quote(quote: Quote, phrases: Phrases) -> str:
    return _words(quote.text, phrases)


def _words(text: str, phrases: Phrases, limit: int = QUOTE_LIMIT) -> str:
    quoted = phrases.text["quote"].format(text=plain(text, limit))
    return isolated(quoted, phrases.direction)
