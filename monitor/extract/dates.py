"""Date mentions of a reading: lexemes, grammar, relation, days, role (stages 2 to 5 for time)."""

from bisect import bisect_left
from datetime import date, timedelta

from monitor.extract.anchor import PARTLY, Period, Tense
from monitor.extract.expression import Expression
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
from monitor.extract.lexemes import Lexeme
from monitor.extract.line import Line, Named, lines
from monitor.extract.mention import Mention
from monitor.extract.reading import Reading, Sentence
from monitor.extract.relation import bound_of, relation_of
from monitor.extract.resolve import Anchor, Resolved, resolve
from monitor.extract.saying import is_of_word
from monitor.extract.tense import in_verb, tense_of
from monitor.records import DateRole, Edge, Precision

__all__ = ["mentions"]

_BESIDE = 8
"""Tokens before a date within which a word tells what was agreed or announced on it."""
_LOOSE = Resolved(None, Precision.UNKNOWN, note="a length", length=True)
"""A further length that is no term of its own."""
_MONTHS = {"day": 1 / 30, "week": 1 / 4, "month": 1, "year": 12}
_AGAINST = 2
"""Tokens from a length to the date that it is measured against."""
_MOVES = ("postponed", "change:later", "change:earlier", "change:changed")
"""Labels of words that move a plan to the date right behind them."""
_APPENDED = 6
"""Tokens from a date to the length that says how far away from another date it is."""
_ON = ("on", "within")
"""Relations of the day or month of a word: "said in October"; "said October" names what is said."""
_TOLERANCE = timedelta(days=3)
"""How far apart two calendars may name one day."""
_LIMITS = ("by", "until")
"""Relations of what a past demands to be done yet: "was told to leave by the end of the year"."""
_OVER = 60
"""Months after which nothing is told to come: what ends "after 12 years" has lasted for so long."""
_LONGEST = 24
"""Months: what comes longer "after" a date to come is what went before it ("after two decades")."""


def mentions(reading: Reading, published: date) -> tuple[Mention, ...]:
    """Every time expression of a reading, in order."""
    walk = _Walk(reading, published)
    for line in lines(reading):
        walk.read(line)
    return tuple(walk.found)


class _Walk:
    """One way through a reading, from date to date: each may count from those before it."""

    def __init__(self, reading: Reading, published: date) -> None:
        self.reading = reading
        self.published = published
        self.found: list[Mention] = []
        self.mentioned: Period | None = None
        """The date named last."""
        self.ahead: Period | None = None
        """The date to come named last."""
        self.precision = Precision.DAY

    def read(self, line: Line) -> None:
        """The mentions of a line, added to those found."""
        days: dict[int, Resolved] = {}
        against = -_AGAINST - 1
        for number in range(len(line.expressions)):
            if number in days and close(line.expressions, number):
                continue  # it only tells what the length before it counts from
            named = self.named(line, number)
            tense, of_word = self.tense(named)
            resolved = self.resolved(named, tense, days)
            more = named.expression.word == "more"
            relation = "until" if more and named.relation != "after" else named.relation
            last = self.last(line)
            here = last is not None and resolved is not _LOOSE
            if last is not None and here and named.length and self.counts_on(named, relation, last):
                period = last.resolved.period
                resolved = counted(named.expression, "", period, relation) if period else resolved
            resolved = self.due(named, relation, resolved)
            if named.length and is_compared(line.cues, named.token, named.stop):
                resolved, against = _LOOSE, named.stop  # "three months later than planned"
            elif (
                not relation
                and named.token - _AGAINST <= against <= named.token
                and self.than(against, named.token)
            ):
                relation = "instead"  # "three weeks sooner than the May limit", not "sooner, in May"
            if last is not None and here and self.again(named, last, resolved):
                continue
            self.add(named, relation, tense, of_word, resolved, days)
            over = tense < 0 or (here and last is not None and _is_over(last, self.published))
            lasted = relation == "after" and named.length and over  # "ended after 22 years"
            if resolved.period and not lasted and named.expression.kind not in ("relative-day", "weekday"):
                self.mentioned, self.precision = resolved.period, resolved.precision
                if resolved.period[0] > self.published:
                    self.ahead = resolved.period

    def than(self, first: int, last: int) -> bool:
        """Whether what follows is measured against: no comma or preposition of its own stands between."""
        return not any(word.low == "," for word in self.reading.tokens[first:last])

    def last(self, line: Line) -> Mention | None:
        """The mention before the next one, if it is of the same line."""
        return self.found[-1] if self.found and self.found[-1].sentence == line.sentence.number else None

    def named(self, line: Line, number: int) -> Named:
        """An expression with its relation; a length that a term, an ultimatum or what is left makes one."""
        sentence, cues, lexemes, expression = line.sentence, line.cues, line.lexemes, line.expressions[number]
        starts = self.reading.offsets
        floor = line.expressions[number - 1].last if number else 0
        relation, at = relation_of(lexemes, expression, floor, self.reading)
        if relation == "within" and in_verb(cues, bisect_left(starts, lexemes[at].start)):
            relation, at = "", expression.first
        token = bisect_left(starts, lexemes[expression.first].start, sentence.first, sentence.last)
        stop = bisect_left(starts, lexemes[expression.last - 1].end, token, sentence.last)
        length = expression.kind == "duration"
        left = length and not relation and is_left(cues, token, stop)
        if length and not expression.word:
            if left or (not relation and is_granted(cues, token)):
                relation = "by"
            elif is_term(cues, token, self.mentioned and self.mentioned[1], self.published):
                expression = expression._replace(word="more")
        return Named(line, number, expression, relation, at, token, stop, left)

    def tense(self, named: Named) -> tuple[Tense, bool]:
        """Whether a date is to come or gone by, and whether it is the date of a word about something."""
        line, expression, relation = named.line, named.expression, named.relation
        lexicon, sentence = self.reading.lexicon, line.sentence
        ends = expression.unit == "week" and (expression.kind == "close" or expression.edge == "end")
        tense = tense_of(
            line.cues, named.token,
            recap=line.recap, spoken=expression.kind == "weekday" or ends, length=named.length,
            follows=not lexicon.verb_first,
        )  # fmt: skip
        bare = expression.edge or expression.relative or lexicon.verb_last
        of_word = False
        if relation in _ON or (not relation and bare):
            first = line.lexemes[min(named.at, expression.first)].start
            head = bisect_left(self.reading.offsets, first, sentence.first, named.token)
            of_word = is_of_word(self.reading, sentence, head, named.stop, named=bool(expression.year))
        story = expression.word == "before" and not expression.first and not tense
        if story or (of_word and not named.length):
            return -1, of_word  # "Two months earlier, ..." goes on with a story
        counted = expression.kind in ("duration", "plural")  # "delayed by several months"
        if line.moved and (
            relation in ("from", "until") or (relation and not counted and self.moved_to(named))
        ):
            return max(tense, 0), of_word  # "has been moved from May to June" moves what is to come
        return tense, of_word

    def moved_to(self, named: Named) -> bool:
        """Whether a word for putting off stands right before a date: "rescheduled for 20 January"."""
        at = bisect_left(
            self.reading.offsets, named.line.lexemes[min(named.at, named.expression.first)].start
        )
        return any(hit.last == at for label in _MOVES for hit in named.line.cues.get(label, ()))

    def resolved(self, named: Named, tense: Tense, days: dict[int, Resolved]) -> Resolved:
        """The days of an expression; the date that a length counts from is read ahead into ``days``."""
        line, number, expression, relation = named.line, named.number, named.expression, named.relation
        more = expression.word == "more"
        anchor = Anchor(
            self.published, self.ahead if more and self.ahead else self.mentioned, self.precision, tense
        )
        resolved = days.get(number) or resolve(expression, anchor, relation)
        if not named.left:
            resolved = self.counted(named, resolved, anchor, days)
        if expression.kind == "plural" and relation == "after" and is_of(line.lexemes, expression.last):
            resolved = _LOOSE  # "hours after the report"
        if resolved.note == EVENT and (is_fresh(line.cues, named.token) or is_whence(line.cues, named.stop)):
            resolved = resolve(expression, anchor, relation or "within")
        if not more:
            return resolved
        told = self.last(line)
        explained = told is not None and is_explained(self.reading, told.end, named.token)
        own = is_further(line.lexemes, line.expressions, number, relation) and not explained
        return resolved if own else _LOOSE

    def counted(
        self, named: Named, resolved: Resolved, anchor: Anchor, days: dict[int, Resolved]
    ) -> Resolved:
        """The days of a length, from an event or date if it counts from one; that one goes into ``days``."""
        lexemes, expressions, number = named.line.lexemes, named.line.expressions, named.number
        event, dated = base(lexemes, expressions, number, named.relation, self.reading.lexicon)
        if not event or self.reading.tokens[named.stop].low in self.reading.lexicon.words("the"):
            return resolved  # "within two months the coalition will leave"
        if dated is not None:
            start = days[dated] = resolve(expressions[dated], anchor, "")
            if start.period:
                behind = lexemes[named.expression.last].value
                return counted(named.expression, behind, start.period, named.relation)
        return Resolved(None, resolved.precision, note=EVENT, length=True)

    def counts_on(self, named: Named, relation: str, last: Mention) -> bool:
        """Whether a length counts on from the date before it in its sentence.

        A further length ("in May, and then for another year"); one from a first day ("from 31 December and
        within one year"), after a date that is to come ("the first in May, the second after a year"), or of
        a mandate that ends on that date; in a recap one that was agreed then ("agreed in May to end it within
        a year").
        """
        found, cues = named.expression, named.line.cues
        more = found.word == "more"
        if last.last is None or (not more and (last.resolved.length or found.relative)):
            return False
        if last.relation == relation == "after" and last.kind == "duration" and not more:
            return False  # "Baghdad after four months, Erbil after sixteen"
        if found.word:
            return more
        if last.last > self.published:
            if relation == "after":
                return (found.number or 0) * _MONTHS.get(found.unit, 120) <= _LONGEST
            expires = last.relation == "from" or any(
                hit.first < named.token for hit in cues.get("expiry", ())
            )
            return expires and relation in ("within", "by", "until", "")
        token = bisect_left(self.reading.offsets, last.start)
        sealed = any(
            token - _BESIDE <= hit.first < named.token
            for label in ("agreed", "announce")
            for hit in cues.get(label, ())
        )
        return sealed and relation in ("within", "by") and last.relation != "since"

    def due(self, named: Named, relation: str, resolved: Resolved) -> Resolved:
        """The days of a length that may be none by which anything is due."""
        expression, token, stop = named.expression, named.token, named.stop
        if named.length and is_after_event(self.reading, stop, named.line.sentence.last):
            resolved = _LOOSE
        if named.length and relation == "before" and self.is_appended(named):
            return resolved._replace(note=TOPIC)  # "on 20 August, forty days before the end of September"
        if (
            named.length
            and relation == "after"
            and (expression.number or 0) * _MONTHS.get(expression.unit, 0) > _OVER
        ):
            return resolved._replace(note=TOPIC)  # "the mission ends after 12 years"
        coming = expression.relative == "next" and expression.kind in ("duration", "plural")
        if (
            coming
            and not (relation or named.left)
            and is_spoken_of(self.reading, named.line.cues, token, stop)
        ):
            return resolved._replace(note=TOPIC)  # "treat the coming months as a test"
        return resolved

    def is_appended(self, named: Named) -> bool:
        """Whether a length only says how far away the date to come is that stands right before it."""
        last = self.last(named.line)
        if last is None or last.last is None or last.last <= self.published:
            return False
        return named.token - bisect_left(self.reading.offsets, last.end) <= _APPENDED

    def again(self, named: Named, last: Mention, resolved: Resolved) -> bool:
        """Whether a date only says again what the one before it says."""
        said = named.left and is_same(last.last, resolved)
        return said or _said_again(named.line.lexemes, named.line.expressions, named.number, last, resolved)

    def add(
        self, named: Named, relation: str, tense: Tense, of_word: bool, resolved: Resolved,
        days: dict[int, Resolved],
    ) -> None:  # fmt: skip
        """One mention more."""
        line, number, expression = named.line, named.number, named.expression
        if expression.partly and resolved.period:
            resolved = resolved._replace(note="; ".join(filter(None, (PARTLY, resolved.note))))
        counts = number + 1 in days and close(line.expressions, number + 1)
        role = _role(resolved, relation, self.published, tense, line.sentence, expression)
        on = of_word and relation in _ON
        if expression.to is not None and relation == "from":
            relation = "until"
        self.found.append(
            Mention(
                named.start,
                line.lexemes[line.expressions[number + counts].last - 1].end,
                line.sentence.number,
                relation,
                line.lexemes[named.at].start if named.at < expression.first else named.start,
                expression.kind,
                resolved,
                bound_of(relation, resolved),
                role,
                on,
            )
        )


def _is_over(one: Mention, published: date) -> bool:
    return one.last is not None and one.last < published


def _said_again(
    lexemes: list[Lexeme], found: list[Expression], number: int, last: Mention, resolved: Resolved
) -> bool:
    """Whether a date in brackets is the one before it in another calendar: "30 September (8 Mehr)"."""
    one, before = found[number], found[number - 1]
    if (one.hijri, one.solar) == (before.hijri, before.solar) or not resolved.period or not last.last:
        return False
    bracketed = before.last == one.first - 1 and lexemes[one.first - 1].tag == "("
    first, end = resolved.period
    return bracketed and first - _TOLERANCE <= last.last and (last.first or last.last) <= end + _TOLERANCE


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
