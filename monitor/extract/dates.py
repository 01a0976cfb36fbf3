"""Date mentions of a reading: lexemes, grammar, relation, days, role (stages 2 to 5 for time)."""

import re
from bisect import bisect_left
from datetime import date, timedelta
from typing import NamedTuple

from monitor.extract.anchor import PARTLY, Period
from monitor.extract.expression import Expression
from monitor.extract.grammar import parse
from monitor.extract.lengths import (
    COUNTED,
    EVENT,
    TOPIC,
    base,
    close,
    counted,
    is_after_event,
    is_compared,
    is_explained,
    is_fresh,
    is_further,
    is_granted,
    is_left,
    is_of,
    is_same,
    is_spoken_of,
    is_term,
    is_whence,
)
from monitor.extract.lexemes import Lexeme, headed, read
from monitor.extract.partial import partly
from monitor.extract.ranges import joined
from monitor.extract.reading import Reading, Sentence
from monitor.extract.relation import bound_of, relation_of
from monitor.extract.resolve import Anchor, Resolved, resolve
from monitor.extract.saying import is_of_word
from monitor.extract.tense import in_verb, tense_of
from monitor.lang import Hit
from monitor.records import Bound, DateMention, DateRole, Edge, Precision

__all__ = ["Mention", "mentions"]

_YEAR = re.compile(r"[12]\d{3}")
"""What may be a year: a sentence without one and without a head of an expression has no date."""
_BESIDE = 8
"""Tokens before a date within which a word tells what was agreed or announced on it."""
_LOOSE = Resolved(None, Precision.UNKNOWN, note="a length", length=True)
"""A further length that is no term of its own."""
_MONTHS = {"day": 1 / 30, "week": 1 / 4, "month": 1, "year": 12}
_AGAINST = 2
"""Tokens from a length to the date that it is measured against."""
_ON = ("on", "within")
"""Relations of the day or month of a word: "said in October"; "said October" names what is said."""
_TOLERANCE = timedelta(days=3)
"""How far apart two calendars may name one day."""
_LIMITS = ("by", "until")
"""Relations of what a past demands to be done yet: "was told to leave by the end of the year"."""
_LONGEST = 24
"""Months: what comes longer "after" a date to come is what went before it ("after two decades")."""


class Mention(NamedTuple):
    """A time expression in its sentence. ``start``/``end`` are offsets into the normal text."""

    start: int
    end: int
    sentence: int
    relation: str
    relation_start: int
    """Where the relation word begins; ``start`` when there is none."""
    kind: str
    resolved: Resolved
    bound: Bound
    role: DateRole
    of_word: bool
    """Whether it is the date of a word: "they will leave in 2026, the minister said in October"."""

    @property
    def first(self) -> date | None:
        return self.resolved.period[0] if self.resolved.period else None

    @property
    def last(self) -> date | None:
        return self.resolved.period[1] if self.resolved.period else None


def mentions(reading: Reading, published: date) -> tuple[Mention, ...]:
    """Every time expression of a reading, in order."""
    found: list[Mention] = []
    starts = reading.offsets
    years = [year.start() for year in _YEAR.finditer(reading.normal.text)]
    mentioned: Period | None = None
    ahead: Period | None = None
    precision = Precision.DAY
    follows = not reading.lexicon.verb_first
    for sentence in reading.sentences:
        hits = reading.unquoted(reading.timed(sentence.first, sentence.last))
        if not headed(hits) and not _between(years, sentence.start, sentence.end):
            continue
        lexemes = read(reading.tokens, starts, hits, sentence.first, sentence.last)
        expressions = parse(lexemes, reading.lexicon)
        if reading.lexicon.solar:
            expressions = [_solar(lexemes, one) for one in expressions]
        if not expressions:
            continue
        cues = reading.cued(sentence.first, sentence.last)
        recap = any(hit.first < sentence.first + 2 for hit in cues.get("background-start", ()))
        expressions = partly(lexemes, expressions, reading.lexicon, reading.normal.text)
        moved = any(label.startswith("change:") for label in cues)
        ties = reading.lexicon.words("and", "or")
        expressions = joined(lexemes, expressions, moved=moved, ties=ties)
        days: dict[int, Resolved] = {}
        against = -_AGAINST - 1
        for number, expression in enumerate(expressions):
            if number in days and close(expressions, number):
                continue  # it only tells what the length before it counts from
            floor = expressions[number - 1].last if number else 0
            relation, at = relation_of(lexemes, expression, floor, reading)
            if relation == "within" and in_verb(cues, bisect_left(starts, lexemes[at].start)):
                relation, at = "", expression.first
            token = bisect_left(starts, lexemes[expression.first].start, sentence.first, sentence.last)
            stop = bisect_left(starts, lexemes[expression.last - 1].end, token, sentence.last)
            length = expression.kind == "duration"
            left = length and not relation and is_left(cues, token, stop)
            if length and not expression.word:
                if left or (not relation and is_granted(cues, token)):
                    relation = "by"
                elif is_term(cues, token, mentioned and mentioned[1], published):
                    expression = expression._replace(word="more")
            ends = expression.unit == "week" and (expression.kind == "close" or expression.edge == "end")
            spoken = expression.kind == "weekday" or ends
            head = bisect_left(starts, lexemes[min(at, expression.first)].start, sentence.first, token)
            tense = tense_of(cues, token, recap=recap, spoken=spoken, length=length, follows=follows)
            bare = expression.edge or expression.relative or reading.lexicon.verb_last
            loose = relation in _ON or (not relation and bare)
            of_word = bool(loose) and is_of_word(reading, sentence, head, stop, named=bool(expression.year))
            story = expression.word == "before" and not expression.first and not tense
            if story or (of_word and not length):
                tense = -1  # "Two months earlier, ..." goes on with a story
            elif moved and relation in ("from", "until"):
                tense = max(tense, 0)  # "has been moved from May to June" moves what is to come
            since = ahead if expression.word == "more" and ahead else mentioned
            anchor = Anchor(published, since, precision, tense)
            resolved = days.get(number) or resolve(expression, anchor, relation)
            start = lexemes[expression.first].start
            if not left:
                resolved = _counted(reading, lexemes, expressions, number, relation, resolved, anchor, days)
            counts = number + 1 in days and close(expressions, number + 1)
            end = lexemes[expressions[number + counts].last - 1].end
            if expression.kind == "plural" and relation == "after" and is_of(lexemes, expression.last):
                resolved = _LOOSE  # "hours after the report"
            if resolved.note == EVENT and (is_fresh(cues, token) or is_whence(cues, stop)):
                resolved = resolve(expression, anchor, relation or "within")
            if expression.word == "more":
                told = found[-1] if found and found[-1].sentence == sentence.number else None
                own = is_further(lexemes, expressions, number, relation) and not (
                    told and is_explained(reading, told.end, token)
                )
                resolved = resolved if own else _LOOSE
                relation = relation if relation == "after" else "until"
            here = bool(found) and found[-1].sentence == sentence.number and resolved is not _LOOSE
            if here and length:
                period = found[-1].resolved.period
                on = _counts_on(cues, found[-1], starts, token, expression, relation, published)
                resolved = counted(expression, "", period, relation) if period and on else resolved
            if length and is_after_event(reading, stop, sentence.last):
                resolved = _LOOSE
            coming = expression.relative == "next" and expression.kind in ("duration", "plural")
            if coming and not (relation or left) and is_spoken_of(reading, cues, token, stop):
                resolved = resolved._replace(note=TOPIC)  # "treat the coming months as a test"
            if length and is_compared(cues, token, stop):
                resolved, against = _LOOSE, stop  # "three months later than planned"
            elif token - _AGAINST <= against <= token:
                relation = "instead"  # "three weeks sooner than the May limit"
            said = left and here and is_same(found[-1].last, resolved)
            if said or (here and _said_again(lexemes, expressions, number, found[-1], resolved)):
                continue
            if expression.partly and resolved.period:
                resolved = resolved._replace(note="; ".join(filter(None, (PARTLY, resolved.note))))
            found.append(
                Mention(
                    start,
                    end,
                    sentence.number,
                    "until" if expression.to is not None and relation == "from" else relation,
                    lexemes[at].start if at < expression.first else start,
                    expression.kind,
                    resolved,
                    bound_of("until" if expression.to and relation == "from" else relation, resolved),
                    _role(resolved, relation, published, tense, sentence, expression),
                    of_word and relation in _ON,
                )
            )
            over = tense < 0 or (here and found[-2].last is not None and found[-2].last < published)
            lasted = relation == "after" and length and over  # "ended after 22 years"
            if resolved.period and not lasted and expression.kind not in ("relative-day", "weekday"):
                mentioned, precision = resolved.period, resolved.precision
                ahead = mentioned if mentioned[0] > published else ahead
    return tuple(found)


def _solar(lexemes: list[Lexeme], found: Expression) -> Expression:
    """A year before 1500 as Persian has it: of the Solar Hijri calendar, unless it is marked as lunar."""
    early = found.year is not None and found.year < 1500 and found.kind in ("year", "day", "quarter", "half")
    if not early or any(one.tag == "E" for one in lexemes[found.first : found.last]):
        return found
    return found._replace(hijri=False, solar=True)


def _between(places: list[int], start: int, end: int) -> bool:
    """Whether one of the sorted places lies in a range."""
    at = bisect_left(places, start)
    return at < len(places) and places[at] < end


def _said_again(
    lexemes: list[Lexeme], found: list[Expression], number: int, last: Mention, resolved: Resolved
) -> bool:
    """Whether a date in brackets is the one before it in another calendar: "30 September (8 Mehr)"."""
    one, before = found[number], found[number - 1]
    if (one.hijri, one.solar) == (before.hijri, before.solar) or not resolved.period or not last.last:
        return False
    bracketed = before.last == one.first - 1 and lexemes[one.first - 1].tag == "("
    return bracketed and resolved.period[0] - _TOLERANCE <= last.last <= resolved.period[1] + _TOLERANCE


def _counted(
    reading: Reading,
    lexemes: list[Lexeme],
    expressions: list[Expression],
    number: int,
    relation: str,
    resolved: Resolved,
    anchor: Anchor,
    days: dict[int, Resolved],
) -> Resolved:
    """The days of a length, from an event or date if it counts from one; that is read ahead into ``days``."""
    event, dated = base(lexemes, expressions, number, relation, reading.lexicon)
    if not event:
        return resolved
    expression = expressions[number]
    if dated is not None:
        start = days[dated] = resolve(expressions[dated], anchor, "")
        if start.period:
            return counted(expression, lexemes[expression.last].value, start.period, relation)
    return Resolved(None, resolved.precision, note=EVENT, length=True)


def _counts_on(
    cues: dict[str, list[Hit]],
    last: Mention,
    starts: list[int],
    at: int,
    found: Expression,
    relation: str,
    published: date,
) -> bool:
    """Whether a length counts on from the date before it in its sentence.

    A further length ("in May, and then for another year"); one from a first day ("from 31 December and within
    one year"), after a date that is to come ("the first in May, the second after a year"), or of a mandate
    that ends on that date; in a recap one that was agreed then ("agreed in May to end it within a year").
    """
    more = found.word == "more"
    if last.last is None or (not more and (last.resolved.length or found.relative)):
        return False
    if found.word:
        return more
    if last.last > published:
        if relation == "after":
            return (found.number or 0) * _MONTHS.get(found.unit, 120) <= _LONGEST
        expires = last.relation == "from" or any(hit.first < at for hit in cues.get("expiry", ()))
        return expires and relation in ("within", "by", "until", "")
    token = bisect_left(starts, last.start)
    sealed = any(
        token - _BESIDE <= hit.first < at for label in ("agreed", "announce") for hit in cues.get(label, ())
    )
    return sealed and relation in ("within", "by") and last.relation != "since"


def _role(
    resolved: Resolved, relation: str, published: date, tense: int, sentence: Sentence, found: Expression
) -> DateRole:
    if found.kind == "vague":
        return DateRole.DEADLINE if found.word in ("future", "near") else DateRole.BACKGROUND
    if found.kind in ("relative-day", "weekday") and found.number == 0:
        return DateRole.PUBLICATION
    if resolved.period is None or resolved.note == TOPIC:
        return DateRole.BACKGROUND
    if (
        sentence.number == 0
        and sentence.start == 0
        and found.first == 0
        and found.weekday is not None
        and found.year
    ):
        return DateRole.PUBLICATION
    first, last = resolved.period
    if relation == "since" or last < published:
        return DateRole.PAST
    counts = resolved.length and resolved.note == COUNTED  # "agreed last May to end it within a year"
    limit = counts or (relation in _LIMITS and resolved.edge is not Edge.EARLY)
    if first <= published and tense < 0 and not limit:
        return DateRole.PAST
    return DateRole.DEADLINE


def to_record(reading: Reading, mention: Mention) -> DateMention:
    """The mention as the record that callers see."""
    return DateMention(
        reading.quote(mention.start, mention.end),
        mention.first,
        mention.last,
        mention.resolved.precision,
        mention.bound,
        mention.role,
        mention.resolved.edge,
        mention.resolved.fuzzy,
        mention.resolved.note,
    )
