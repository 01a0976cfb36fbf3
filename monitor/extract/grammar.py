"""Lexemes to time expressions: stage 3. A small recursive-descent grammar, longest reading first.

An :class:`~monitor.extract.expression.Expression` says what the words name ("the end of the following year");
:mod:`monitor.extract.resolve` says which days that is. No reading looks back, so the whole is linear.
"""

import re

from monitor.extract.expression import RELATIVE, Expression
from monitor.extract.lexemes import Lexeme
from monitor.extract.months import Months

__all__ = ["parse"]


class _Grammar(Months):
    """Quarters, parts, weekdays, lengths and the choice among all readings."""

    # periods

    def amount(self, at: int) -> bool:
        """Whether a quarter or half is a share and no time: "cut by a quarter", "بمقدار الربع"."""
        back = at - 1 - (at > 0 and self.tags[at - 1] == "N")
        by = back >= 0 and self.tags[back] == "R" and self.lex[back].value == "by"
        return by and self.tags[at + 1] not in "OTXLFS"

    def fraction(self, at: int) -> Expression | None:
        """ "الربع الأول من العام المقبل", "the second half of 2026"."""
        if self.unit(at, "quarter", "half") and self.tags[at + 1] == "O":
            unit, number = self.lex[at].value, int(self.lex[at + 1].value)
        elif self.tags[at] == "O" and self.unit(at + 1, "quarter", "half"):
            unit, number = self.lex[at + 1].value, int(self.lex[at].value)
        elif self.tags[at] == "P" and self.tags[at + 1] == "O" and "U" in self.lex[at].others:
            unit, number = "half", int(self.lex[at + 1].value)
        elif self.tags[at] == "L" and self.unit(at + 1, "quarter", "half") and self.year(self.linked(at + 2)):
            unit, number = self.lex[at + 1].value, -1  # "the last quarter of 2027"
        elif self.tags[at] == "Q":
            unit, _, place = self.lex[at].value.partition("-")
            number = int(place)
        else:
            return None
        end = at + 2 - (self.tags[at] == "Q")
        size = 4 if unit == "quarter" else 2
        number = size if number == -1 else number
        year = self.year(self.linked(end))
        if number > size:
            # "the fifth quarter of 2027" must not be read as 2027
            return Expression("impossible", at, year[0], unit=unit) if year else None
        found = Expression(unit, at, end, number=number, unit=unit)
        return found._replace(year=year[1], year_relative=year[2], last=year[0]) if year else found

    def season(self, at: int) -> Expression | None:
        """ "summer", "the spring of 2027", "صيف العام المقبل"; a common word only with a year."""
        if self.tags[at] not in "sg":
            return None
        found = Expression("season", at, at + 1, word=self.lex[at].value, unit="season")
        year = self.year(self.linked(at + 1))
        if year:
            return found._replace(year=year[1], year_relative=year[2], last=year[0])
        if self.tags[at] == "g":
            return None
        relative = self.tags[at + 1]
        return found._replace(relative=RELATIVE[relative], last=at + 2) if relative in "XLT" else found

    def period(self, at: int, *, bare: bool) -> Expression | None:
        """A quarter, month, year or relative unit; with ``bare`` also a unit alone ("end of the year")."""
        found = self.part_of_month(at) or self.fraction(at) or self.month(at) or self.season(at)
        if found:
            return found
        relative = self.relative_unit(at)
        if relative and relative[1] == "month":
            # "the same month of the following year"
            year = self.year(self.linked(relative[0]))
            end = year[0] if year else relative[0]
            return Expression(
                "unit", at, end, unit="month", relative=relative[2],
                year=year[1] if year else None, year_relative=year[2] if year else "",
            )  # fmt: skip
        year = self.year(at)
        if year:
            if year[1] is not None:
                if not self.plausible_year(at, year[0], year[1], bare):
                    return None
                return Expression("year", at, year[0], year=year[1], unit="year", hijri=year[1] < 1500)
            return Expression("unit", at, year[0], unit="year", relative=year[2])
        if relative and relative[1] != "hour":
            return Expression("unit", at, relative[0], unit=relative[1], relative=relative[2])
        if bare and self.unit(at, "year", "month", "week", "quarter"):
            return Expression("unit", at, at + 1, unit=self.lex[at].value, relative="this")
        return None

    def plausible_year(self, at: int, end: int, number: int, cued: bool) -> bool:
        """The number guard: 2500 soldiers are no year, and neither is resolution 2170."""
        if self.tags[at] == "U":
            return 1300 <= number < 1500 or 1800 <= number < 2200
        if not 1900 <= number < 2100 and not (self.is_hijri(at, end) and 1300 <= number < 1500):
            return False
        before = self.lex[at - 1] if at else None
        if before is not None and (
            before.tag == "!" or "!" in before.others or before.value in ("$", "€", "£")
        ):
            return cued and before.tag == "P"
        if (self.counted(end) and not (cued and self.tags[end] == "k")) or self.tags[end] in ":%/#y":
            return False  # but "at the end of 2011 American forces left"
        return not (self.tags[at - 1] in "/:" and at > 0)

    def part(self, at: int) -> Expression | None:
        if self.tags[at] != "P":
            return None
        link = at + 1
        link += self.tags[link] == "-"
        link = self.linked(link)
        if self.lex[at].value.endswith("-day") and self.tags[link] == "R" and self.lex[link].value == "on":
            link = self.linked(link + 1)
        link += self.tags[link] == "P" and self.lex[link].value == self.lex[at].value
        found = self.fraction(at) if "U" in self.lex[at].others else None
        found = found or self.period(link, bare=True)
        if found is None or found.kind == "day":
            return None if found is None or found.first != at else found
        if found.first == at:
            return found
        return found._replace(first=at, edge=self.lex[at].value)

    def weekday(self, at: int) -> Expression | None:
        """ "اليوم الأحد", "صباح الخميس 9 ديسمبر", "next Friday": with a date after it, that date decides."""
        first, offset, relative = at, None, ""
        while self.tags[at] in "jed" or (self.tags[at] == "U" and self.lex[at].value == "day"):
            if self.tags[at] == "d":
                offset = int(self.lex[at].value)
            at += 1
        if self.tags[at] in "XLT" and self.tags[at + 1] == "W":
            relative, at = RELATIVE[self.tags[at]], at + 1
        if self.tags[at] == "W":
            weekday, end = int(self.lex[at].value), at + 1
            if self.tags[end] in "XLT" and self.tags[end + 1] != "U":
                relative, end = RELATIVE[self.tags[end]], end + 1
            if self.tags[end] == "e":
                end += 1
            after = end
            while self.tags[after] in ",jo(" and after - end < 2:
                after += 1
            dated = self.numeric(after) or self.day(after) or self.month(after)
            if dated and dated.day is not None:
                return dated._replace(first=first, weekday=weekday)
            return Expression("weekday", first, end, weekday=weekday, relative=relative, number=offset)
        if offset is not None:
            return Expression("relative-day", first, at, number=offset)
        if at > first:
            dated = self.numeric(at) or self.day(at)
            return dated._replace(first=first) if dated else None
        return None

    # lengths

    def length(self, at: int) -> Expression | None:
        """ "12 شهرا", "three years", "عامين", "عدة أشهر", "the next few weeks", "الأيام القليلة المقبلة"."""
        first, relative, few = at, "", False
        while self.tags[at] in "XLTq":
            if self.tags[at] == "q":
                few = True
            else:
                relative = RELATIVE[self.tags[at]]
            at += 1
        number: int | None = None
        if self.tags[at] in "Nn" and self.tags[at + 1] == "b" and self.tags[at + 2] in "uU":
            # "one and a half years"
            found = Expression("duration", first, at + 3, number=int(self.lex[at].value), relative=relative)
            return self.tail(_and_a_half(found, self.lex[at + 2].value))
        if self.tags[at] in "Nn#" and self.tags[at + 1] in "uU":
            number, at = int(self.lex[at].value), at + 1
            if not number or self.lex[at].value == "":
                return None
        elif self.tags[at] == "D":
            unit = self.lex[at].value
            found = Expression("duration", first, at + 1, number=2, unit=unit, relative=relative)
            if self.tags[at + 1] == "b":
                return self.tail(_and_a_half(found._replace(last=at + 2), unit))
            while self.tags[found.last] in "XL" and self.tags[found.last + 1] != "U":
                found = found._replace(last=found.last + 1, relative=RELATIVE[self.tags[found.last]])
            return self.tail(found)
        elif self.tags[at] == "U" and not few:
            return self.single(first, at)
        elif self.tags[at] not in "uU":
            return None
        unit, end = self.lex[at].value, at + 1
        if unit in ("quarter", "half") and self.tags[end] == "o" and not self.year(self.linked(end)):
            return None  # "a quarter of the soldiers"
        if number is None and self.tags[end] in "uw" and self.tags[end + 1] == "u":
            end, unit = end + 2, self.lex[end + 1].value
        elif number is None and self.tags[end] == "u":
            unit, end = self.lex[end].value, end + 1
        if number is not None and self.tags[end] == "b":
            return self.tail(_and_a_half(Expression("duration", first, end + 1, number=number), unit))
        while self.tags[end] in "qXL" and end - at < 4:
            if self.tags[end] in "XL":
                relative = RELATIVE[self.tags[end]]
            else:
                few = True
            end += 1
        if number is None:
            return self.tail(Expression("plural", first, end, unit=unit, relative=relative))
        return self.tail(Expression("duration", first, end, number=number, unit=unit, relative=relative))

    def then(self, at: int) -> Expression | None:
        """ "بعد ذلك بعام": a length that a ب ties to "after that"."""
        head, size = self.lex[at], self.lex[at + 1] if at + 1 < len(self.lex) else None
        if size is None or size.start - head.end != len(" ب"):
            return None
        if self.tags[at + 1] == "U" and size.value not in ("hour", "day"):
            return Expression("duration", at, at + 2, number=1, unit=size.value, word="later")
        found = self.length(at + 1)
        return found._replace(first=at, word="later") if found and found.kind == "duration" else None

    def single(self, first: int, at: int) -> Expression | None:
        """One unit as a length: "خلال عام", "منذ نحو شهر"; with the article it is the current unit."""
        back = at - 1
        while back >= 0 and self.tags[back] == "R" and self.lex[back].value == "around":
            back -= 1
        cued = (
            back >= 0
            and self.tags[back] == "R"
            and self.lex[back].value in ("within", "by", "since", "after", "before")
        )
        if first < at or not cued or "+" in self.lex[at].others or self.lex[at].value == "hour":
            return None
        if self.lex[at].value == "day" or (self.tags[at + 1] == "w" and self.lex[at].value == "quarter"):
            return None
        found = Expression("duration", at, at + 1, number=1, unit=self.lex[at].value)
        if self.tags[at + 1] == "b":
            return self.tail(_and_a_half(found._replace(last=at + 2), found.unit))
        if self.tags[at + 1] in "Nn" and self.lex[at + 1].value == "1":
            found = found._replace(last=at + 2)  # "سنة واحدة"
        return self.tail(found)

    def tail(self, found: Expression) -> Expression:
        """ "ago", "from now", "later" after a length."""
        at = found.last
        for letter, word in (("a", "ago"), ("h", "later"), ("F", "later")):
            if self.tags[at] == letter or (at < len(self.lex) and letter in self.lex[at].others):
                named = "ago" if self.lex[at].value == "" and letter == "a" and self.tags[at] == "a" else word
                return found._replace(last=at + 1, word=named)
        return found

    def closed(self, found: Expression) -> Expression:
        """Turkish names the end of a month or year after it: "2027 yılının sonuna kadar"."""
        last = found.last + (found.kind == "year" and self.unit(found.last, "year"))
        ends = self.tags[last] == "A" and self.lex[last].value == "by:end"
        return found._replace(last=last, edge="end") if ends and found.kind in ("month", "year") else found

    def at(self, at: int) -> Expression | None:
        tag = self.tags[at]
        if tag == "U" and self.unit(at, "quarter", "half") and self.amount(at):
            return None
        if tag in "jedW" or (tag == "U" and self.lex[at].value == "day"):
            found = self.weekday(at)
            if found:
                return found
        if tag in "OLUP":
            found = self.part_of_month(at)
            if found:
                return found
        if tag == "P":
            return self.part(at)
        if tag in "ny":
            found = self.numeric(at)
            if found:
                return found
        if tag in "nO":
            found = self.day(at)
            if found:
                return found
        if tag in "XLT" and self.tags[at + 1] == "W":
            return self.weekday(at)
        if tag == "c":
            year = self.year(self.linked(at + 1))
            found = Expression("close", at, year[0] if year else at + 1, unit="year")
            return found._replace(year=year[1], year_relative=year[2]) if year else found
        if tag in "sgQ":
            return self.period(at, bare=False)
        if tag == "l":
            return self.then(at)
        if tag == "V":
            period = self.period(self.linked(at + 1), bare=False) if self.lex[at].value == "past" else None
            if period and period.kind == "unit":
                return period._replace(first=at)
            return Expression("vague", at, at + 1, word=self.lex[at].value)
        if tag == "U" and self.tags[at + 1] not in "yTXLFSO":
            return self.period(at, bare=False) or self.length(at)
        if tag in "XLTqNn#uD" and not (tag == "N" and self.unit(at + 1, "quarter") and self.amount(at + 1)):
            found = self.length(at)
            if found:
                return found
        if tag in "MmHZyUOXLTFS":
            return self.period(at, bare=False)
        return None


_HALVES = {
    "year": (12, 6, "month"),
    "month": (30, 15, "day"),
    "week": (7, 3, "day"),
    "decade": (10, 5, "year"),
}


def _and_a_half(found: Expression, unit: str) -> Expression:
    """ "a year and a half" in a unit that can say it; "two and a half days" are three."""
    size, half, smaller = _HALVES.get(unit, (1, 1, unit))
    return found._replace(number=(found.number or 1) * size + half, unit=smaller)


_BEGINS = re.compile(r"[^-w.k_!/(),%:oRahEAb]")
"""What an expression can begin with."""


def parse(lexemes: list[Lexeme]) -> list[Expression]:
    """Every time expression in the lexemes, in order, without overlap."""
    grammar = _Grammar(lexemes)
    found: list[Expression] = []
    begin = _BEGINS.search(grammar.tags)
    while begin is not None:
        at = begin.start()
        expression = grammar.at(at)
        if expression is not None and expression.last > at:
            expression = grammar.closed(expression)
            found.append(expression)
            at = expression.last
        else:
            at += 1
        begin = _BEGINS.search(grammar.tags, at)
    return found
