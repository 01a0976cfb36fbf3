"""Alerts to sheets: which lines a person is shown, in which order, in which words."""

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from monitor.records import (
    Alert,
    AlertKind,
    Disagreement,
    Leaving,
    Position,
    Rank,
    ScoreReason,
    Stated,
    Statement,
)
from monitor.render.clean import isolated, plain, plain_url
from monitor.render.dates import day_words, deadline_words, instant_words
from monitor.render.headline import (
    BESIDE,
    CLOCK,
    TITLE_LIMIT,
    head_words,
    movement_words,
    topic_words,
)
from monitor.render.phrases import Phrases
from monitor.render.reason import reason_words
from monitor.render.sheet import Line, Sheet, Side

QUOTE_LIMIT = 600
"""Code points of a quote where there is room for it."""
EXCERPT_LIMIT = 200
"""Of a passage that is shown for its likeness, not as proof."""
TERMS_LIMIT = 5
NAMES_LIMIT = 6
SURE, FAIR = 0.8, 0.5
"""From which confidence on it is called high, and fair."""
COMMAND = "monitor"
# Ids of imported archives are anything. What a shell would obey is not offered for pasting.
_TYPEABLE = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.:+-]{0,79}")


def reference(key: str) -> str:
    """Short stable name of an alert or message, by which a receiver tells a repeat: 8 hexadecimal digits."""
    return hashlib.blake2b(key.encode("utf-8"), digest_size=4).hexdigest()


def alert_sheet(alert: Alert, names: Mapping[str, str], phrases: Phrases, page: str = "") -> Sheet:
    """An alert as a person forwards it: it carries its own proof.

    Args:
        alert: what was decided.
        names: milestone id -> name; an unknown id stands for itself.
        phrases: the language.
        page: address of the web page, when it runs.
    """
    coverage = alert.kind is AlertKind.COVERAGE
    reason = reason_words(alert, phrases)
    closing = [
        *(_coverage_lines(alert, phrases) if coverage else ()),
        *_carried(alert, phrases),
        *_confirmed(alert, phrases),
        *_confidence(alert, phrases),
        *((Line(phrases.line["why"], reason),) if reason else ()),
    ]
    ref = reference(alert.key)
    hint = None
    if alert.entry is not None and _TYPEABLE.fullmatch(alert.entry):
        hint = Line(phrases.line["label"], f"{COMMAND} label {alert.entry} irrelevant")
    return Sheet(
        phrases=phrases,
        name=alert.kind.value,
        severity=alert.severity,
        head=head_words(alert, phrases),
        topic=topic_words(alert, names, phrases),
        movement=movement_words(alert, phrases),
        reference=ref,
        opening=_opening(alert, phrases),
        sides=_passages(alert, phrases) if coverage else _positions(alert, phrases),
        closing=tuple(closing),
        link=plain_url(alert.url),
        page=plain_url(f"{page.rstrip('/')}/alerts/{ref}") if page else None,
        hint=hint,
    )


def update_sheet(sheet: Sheet, alert: Alert, known: Sequence[str], confirmed: bool) -> Sheet:
    """What has been added to an alert that was sent: who else carries it.

    Args:
        sheet: of the alert as it is now.
        alert: as it is now.
        known: the origins that were told before.
        confirmed: whether it was unconfirmed when it was told, and is no longer.
    """
    phrases = sheet.phrases
    added = [origin for origin in alert.origins if origin not in known]
    new = (Line(phrases.line["new_origins"], _named(added, phrases)),) if added else ()
    return replace(
        sheet,
        name="update",
        severity=None,
        head=phrases.text["update"].format(kind=sheet.head),
        remark=phrases.text["update_confirmed" if confirmed else "update_why"],
        opening=new,
        sides=(),
        closing=(*_carried(alert, phrases), *(_confirmed(alert, phrases) if confirmed else ())),
        hint=None,
    )


def who_words(statement: Statement, phrases: Phrases) -> str:
    """Who made a statement: a name with its rank, the rank where that says it all, or that it is not said."""
    return _speaker(statement.speaker, statement.rank, phrases)


def disagreement_words(disagreement: Disagreement, phrases: Phrases) -> str:
    """Since when, and who holds what: ``Sides disagree since …: Baghdad: by September 2026 (…); …``."""
    sides = phrases.semicolon.join(
        f"{_side(p, phrases)}: {deadline_words(p.deadline, phrases)} ({_source(p.deadline.set_by, phrases)})"
        for p in disagreement.positions
    )
    since = day_words(disagreement.opened_at.date(), phrases)
    return phrases.text["disagreement"].format(day=since, sides=sides)


def _side(position: Position, phrases: Phrases) -> str:
    """Who holds a position: a side as the ledger's settings name it, or the text that both have signed."""
    if position.deadline.rank is Rank.JOINT:
        return phrases.rank[Rank.JOINT]
    return phrases.foreign(position.side, 60)


def _speaker(speaker: str, rank: Rank | None, phrases: Phrases) -> str:
    if rank is Rank.JOINT:
        return phrases.rank[Rank.JOINT]
    named = plain(speaker, 120)
    if named == Rank.SOURCES.value:
        return phrases.rank[Rank.SOURCES]
    if not named:
        return phrases.text["nobody"]
    shown = isolated(named, phrases.direction)
    return shown if rank is None else f"{shown} ({phrases.rank[rank]})"


def _opening(alert: Alert, phrases: Phrases) -> tuple[Line, ...]:
    line = phrases.line
    if alert.kind is AlertKind.COVERAGE:
        return (Line(line["where"], _where(alert, phrases)),)
    if alert.entry is None or alert.kind in CLOCK:
        return ()
    lines = [Line(line["said"], _who(alert, phrases)), Line(line["where"], _where(alert, phrases))]
    if not _quotes_title(alert):
        lines.append(Line(line["headline"], phrases.foreign(alert.title, TITLE_LIMIT)))
    return tuple(lines)


def _positions(alert: Alert, phrases: Phrases) -> tuple[Side, ...]:
    """What stood, and what is said now."""
    line, before, after = phrases.line, alert.before, alert.after
    beside = alert.kind in (*BESIDE, AlertKind.CONFIRMED)
    sooner = alert.kind is AlertKind.EARLIER and after == before
    stays = beside or alert.kind in CLOCK or after is None or alert.kind is AlertKind.BEGUN or sooner
    sides = []
    if before is not None:
        quote = alert.quote_before or before.set_by.statement.quote
        sides.append(
            Side(
                label=line["stands" if stays else "was"],
                when=deadline_words(before, phrases),
                quote=plain(quote.text, QUOTE_LIMIT),
                lang=before.set_by.lang,
                source=_source(before.set_by, phrases),
            )
        )
    if alert.kind in CLOCK or (after is None and alert.quote is None):
        return tuple(sides)
    when = deadline_words(after, phrases) if after is not None else ""
    if alert.kind is AlertKind.BEGUN:
        when = phrases.undated["begun"]
    elif sooner:
        when = phrases.undated["earlier"]
    elif beside and after == before:
        when = ""
    fresh = Side(
        label=line["against" if alert.kind in BESIDE else "says" if beside else "now"],
        when=when,
        quote=plain(alert.quote.text, QUOTE_LIMIT) if alert.quote is not None else "",
        lang=alert.lang,
        source=f"{_who(alert, phrases)}{phrases.comma}{_place(alert.outlet, alert.published_at, phrases)}",
        fresh=True,
    )
    return (*sides, fresh)


def _passages(alert: Alert, phrases: Phrases) -> tuple[Side, ...]:
    """The passage that matched, and the example it is like."""
    score, sides = alert.score, []
    if score is None:
        return ()
    if score.passage is not None and (passage := _beyond(score.passage.text, alert.title)):
        label = phrases.line["matched"]
        sides.append(Side(label, "", plain(passage, EXCERPT_LIMIT), alert.lang, fresh=True))
    if score.seed is not None:
        label = phrases.line["seed"].format(file=phrases.foreign(score.seed.file, 60))
        sides.append(Side(label, "", plain(score.seed.text, EXCERPT_LIMIT), "und"))
    return tuple(sides)


def _coverage_lines(alert: Alert, phrases: Phrases) -> list[Line]:
    line, score, lines = phrases.line, alert.score, []
    if alert.facts:
        facts = (phrases.text["quote"].format(text=plain(fact, 60)) for fact in alert.facts)
        words = phrases.comma.join(isolated(fact, phrases.direction) for fact in facts)
        lines.append(Line(line["facts"], words))
    if score is None:
        return lines
    if score.leaving is not None and score.leaving.who and score.leaving.where:
        lines.append(Line(line["leaving"], _leaving(score.leaving, phrases)))
    value = phrases.share(score.value)
    if score.reason is ScoreReason.UNSCORED:
        value = phrases.text["unscored"]
    if score.terms:
        terms = phrases.comma.join(phrases.foreign(t, 60) for t in score.terms[:TERMS_LIMIT])
        value = f"{value}{phrases.semicolon}{line['terms']}{phrases.colon}{terms}"
    lines.append(Line(line["score"], value))
    return lines


def _leaving(leaving: Leaving, phrases: Phrases) -> str:
    """What leaves, who and from where: a person sees at once when the words were bound wrongly."""
    who, where, words = (phrases.foreign(n, 60) for n in (leaving.who, leaving.where, leaving.words))
    return phrases.text["leaving"].format(who=who, where=where, words=words)


def _carried(alert: Alert, phrases: Phrases) -> list[Line]:
    """Who carries it: independent origins, the first one first, and the outlets where these are others."""
    alone = len(alert.origins) == 1 and not alert.also
    if not alert.origins or (alert.kind is AlertKind.COVERAGE and alone):
        return []
    origins = phrases.count("origins", len(alert.origins), names=_named(alert.origins, phrases))
    if first := _first(alert, phrases):
        origins = f"{origins}{phrases.semicolon}{first}"
    also = f" ({phrases.count('also', len(alert.also))})" if alert.also else ""
    if len(alert.outlets) < 2 or set(alert.outlets) == set(alert.origins):
        return [Line(phrases.line["carried"], origins + also)]
    outlets = phrases.count("outlets", len(alert.outlets), names=_named(alert.outlets, phrases))
    return [Line(phrases.line["carried"], outlets + also), Line(phrases.line["origins"], origins)]


def _first(alert: Alert, phrases: Phrases) -> str:
    """Which of several outlets was first, and after whom."""
    if not alert.credited and len(alert.outlets) < 2:
        return ""
    first = phrases.foreign(alert.outlet, 60)
    if alert.credited:
        first = phrases.text["credited"].format(outlet=first, wire=phrases.foreign(alert.credited, 60))
    return phrases.text["first"].format(outlet=first)


def _named(names: Sequence[str], phrases: Phrases) -> str:
    shown = [phrases.foreign(name, 60) for name in names[:NAMES_LIMIT]]
    if len(names) > NAMES_LIMIT:
        shown.append(phrases.count("more", len(names) - NAMES_LIMIT))
    return phrases.comma.join(shown)


def _confirmed(alert: Alert, phrases: Phrases) -> list[Line]:
    """Who confirmed what unnamed sources had told, or that nobody did; nothing for other news."""
    by, label = alert.confirmed, phrases.line["confirmed"]
    if by is None:
        return [Line(label, phrases.text["not_confirmed"])] if alert.unconfirmed else []
    who = _speaker(by.speaker, by.rank, phrases)
    return [Line(label, f"{who}{phrases.comma}{_place(by.outlet, by.at, phrases)}")]


def _confidence(alert: Alert, phrases: Phrases) -> list[Line]:
    if alert.confidence is None:
        return []
    name = "high" if alert.confidence >= SURE else "fair" if alert.confidence >= FAIR else "low"
    words = phrases.text[name].format(percent=phrases.share(alert.confidence))
    doubts = phrases.comma.join(phrases.doubt.get(d) or phrases.foreign(d, 120) for d in alert.doubts)
    return [Line(phrases.line["confidence"], f"{words}{phrases.colon}{doubts}" if doubts else words)]


def _who(alert: Alert, phrases: Phrases) -> str:
    rank = alert.rank
    if rank is None and alert.after is not None and alert.after.set_by.statement.speaker == alert.speaker:
        # Recorded before alerts knew the rank.
        rank = alert.after.set_by.statement.rank
    return _speaker(alert.speaker, rank, phrases)


def _where(alert: Alert, phrases: Phrases) -> str:
    outlet = phrases.foreign(alert.outlet, 120)
    return f"{outlet}{phrases.comma}{instant_words(alert.published_at.astimezone(UTC), phrases)}"


def _source(stated: Stated, phrases: Phrases) -> str:
    who = who_words(stated.statement, phrases)
    return f"{who}{phrases.comma}{_place(stated.outlet, stated.said_at, phrases)}"


def _place(outlet: str, at: datetime, phrases: Phrases) -> str:
    return f"{phrases.foreign(outlet, 120)}{phrases.comma}{day_words(at.date(), phrases)}"


def _quotes_title(alert: Alert) -> bool:
    """Whether the quote says the article's title already."""
    title = plain(alert.title).casefold()
    quote = plain(alert.quote.text).casefold() if alert.quote is not None else ""
    return not title or title in quote or (bool(quote) and quote in title)


def _beyond(passage: str, title: str) -> str:
    """What a passage says beyond the title that the headline shows already."""
    return plain(passage).removeprefix(plain(title)).lstrip(" .:-–—|")
