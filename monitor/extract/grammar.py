"""Lexemes to time expressions: stage 3. A small recursive-descent grammar, longest reading first.

An :class:`Expression` says what the words name ("the end of the following year");
:mod:`monitor.extract.resolve` says which days that is. No reading looks back, so the whole is linear.
"""

from dataclasses import dataclass, replace

from monitor.extract.lexemes import Lexeme, tags

__all__ = ["Expression", "parse"]


@dataclass(frozen=True, slots=True)
class Expression:
    """What a stretch of lexemes names. ``first``/``last`` are a half-open range of lexemes."""

    kind: str
    """day, month, quarter, half, year, unit, weekday, relative-day, duration, plural, season, close, vague"""
    first: int
    last: int
    day: int | None = None
    day_to: int | None = None
    """Last day of a range that shares its month: "3 to 7 November"."""
    month: int | None = None
    year: int | None = None
    number: int | None = None
    """Ordinal of a quarter or half; length of a duration; offset of a relative day."""
    weekday: int | None = None
    unit: str = ""
    relative: str = ""
    """this, next, last, following, same: of the unit, month or weekday."""
    year_relative: str = ""
    """The same, of the year that a month, quarter or half belongs to."""
    edge: str = ""
    hijri: bool = False
    solar: bool = False
    word: str = ""


_RELATIVE = {"T": "this", "X": "next", "L": "last", "F": "following", "S": "same"}


class _Grammar:
    def __init__(self, lexemes: list[Lexeme]) -> None:
        self.lex = lexemes
        self.tags = tags(lexemes) + "........"

    def linked(self, at: int, limit: int = 2) -> int:
        """Past up to ``limit`` connectors: of, the, in, from (as "of"), a comma."""
        end = at
        while end - at < limit and (
            self.tags[end] == "o" or (self.tags[end] == "R" and "o" in self.lex[end].others)
        ):
            end += 1
        return end

    def unit(self, at: int, *names: str) -> bool:
        return self.tags[at] == "U" and self.lex[at].value in names

    # years

    def relative_unit(self, at: int) -> tuple[int, str, str] | None:
        """ "العام المقبل", "next year", "هذا الشهر": end, unit, relative word."""
        if self.tags[at] == "U" and self.tags[at + 1] in _RELATIVE and self.lex[at].value != "decade":
            return at + 2, self.lex[at].value, _RELATIVE[self.tags[at + 1]]
        if self.tags[at] in _RELATIVE and self.tags[at + 1] == "U":
            return at + 2, self.lex[at + 1].value, _RELATIVE[self.tags[at]]
        return None

    def year(self, at: int) -> tuple[int, int | None, str] | None:
        """A year, named or relative: end, number, relative word."""
        if self.tags[at] == "y":
            return self.era(at + 1), int(self.lex[at].value), ""
        if self.unit(at, "year") and self.tags[at + 1] == "y":
            return self.era(at + 2), int(self.lex[at + 1].value), ""
        relative = self.relative_unit(at)
        if relative and relative[1] == "year":
            end = relative[0]
            if self.tags[end] == "y":
                return self.era(end + 1), int(self.lex[end].value), ""
            return end, None, relative[2]
        return None

    def era(self, at: int) -> int:
        if self.tags[at] == "E":
            return at + 1
        if self.tags[at] == "(" and self.tags[at + 1] == "E" and self.tags[at + 2] == ")":
            return at + 3
        return at

    def is_hijri(self, first: int, last: int) -> bool:
        return any(lexeme.tag == "E" and lexeme.value == "h" for lexeme in self.lex[first:last])

    # months and days

    def month(self, at: int) -> Expression | None:
        """A month with what follows it: its other name, a year, a relative word."""
        first, relative = at, ""
        if self.tags[at] in "XLT" and self.tags[at + 1] in "Mm":
            relative = _RELATIVE[self.tags[at]]
            at += 1
        elif self.unit(at, "month") and self.tags[at + 1] in "MmHZ":
            at += 1
        if self.tags[at] not in "MmHZ":
            return None
        head = self.lex[at]
        names, end = 1, at + 1
        for shape, length in (("M", 1), ("/M", 2), ("-M", 2), ("(M)", 3)):
            ahead = self.tags[end : end + length].replace("m", "M")
            other = self.lex[end + length - (2 if length == 3 else 1)] if ahead == shape else None
            if other is not None and other.value == head.value and head.tag not in "HZ":
                end, names = end + length, 2
                break
        found = Expression(
            "month",
            first,
            end,
            month=int(head.value),
            relative=relative,
            hijri=head.tag == "H",
            solar=head.tag == "Z",
        )
        if self.tags[end] == "n" and head.tag not in "HZ" and self.english(end):
            # "January 15, 2021"
            found = replace(found, kind="day", day=int(self.lex[end].value), last=end + 1)
            end += 1
            if self.tags[end] == "," and self.tags[end + 1] == "y" and not self.counted(end + 2):
                end += 1
        link = self.linked(end)
        link += self.tags[link] == ","
        year = self.year(link if self.tags[link - 1] != "," or self.tags[link] == "y" else end)
        if year and not (year[1] and self.counted(year[0])):
            found = replace(found, year=year[1], year_relative=year[2], last=year[0])
            found = replace(found, hijri=found.hijri or self.is_hijri(end, year[0]))
        elif self.tags[end] in "TXLSF" and self.tags[end + 1] != "U":
            found = replace(found, relative=_RELATIVE[self.tags[end]], last=end + 1)
        if head.tag == "m" and names == 1 and not self.cued(first, at, found):
            return None
        return found

    def english(self, at: int) -> bool:
        """Whether the number at ``at`` can be the day after an English month name."""
        value = int(self.lex[at].value)
        return 1 <= value <= 31 and not self.counted(at + 1) and self.tags[at + 1] not in ":%/"

    def cued(self, first: int, at: int, found: Expression) -> bool:
        """Whether a month name that is also a common word stands where a month stands."""
        before = self.tags[first - 1] if first else "."
        return (
            found.year is not None
            or bool(found.relative or found.year_relative)
            or found.day is not None
            or first < at
            or before in "POn"
            or (
                before == "R"
                and self.lex[first - 1].value in ("by", "since", "until", "on", "within", "from")
            )
        )

    def counted(self, at: int) -> bool:
        return (
            self.tags[at] == "k"
            or (self.tags[at] in "NqU#" and self.tags[at + 1] == "k")
            or self.tags[at] == "%"
        )

    def day(self, at: int) -> Expression | None:
        """A day of a month: number or ordinal, then the month or "of this month"."""
        start = at
        if self.tags[at] == "o" and self.tags[at + 1] in "nO":
            at += 1
        if self.tags[at] not in "nO":
            return None
        number = int(self.lex[at].value)
        if not 1 <= number <= 31:
            return None
        to, end = None, at + 1
        joint = self.tags[end]
        if joint in "-w" or (joint == "R" and self.lex[end].value == "until"):
            follow = self.tags[end + 1]
            if follow in "nO" and (joint != "w" or self.lex[end].value in ("و", "and")):
                to, end = int(self.lex[end + 1].value), end + 2
        link = self.linked(end)
        month = self.month(link)
        if month is None and self.tags[end] == "/" and self.tags[end + 1] == "M":
            month = self.month(end + 1)
        if month is not None and month.day is None:
            return replace(month, kind="day", first=start, day=number, day_to=to)
        if month is None and self.tags[link] == "m":
            name = self.lex[link]
            return Expression("day", start, link + 1, day=number, day_to=to, month=int(name.value))
        relative = self.relative_unit(link)
        if relative and relative[1] == "month":
            return Expression(
                "day", start, relative[0], day=number, day_to=to, relative=relative[2], unit="month"
            )
        return None

    def numeric(self, at: int) -> Expression | None:
        """30/06/2025, 15.03.2025, 2025-06-30, 8/7/1436."""
        pattern = self.tags[at : at + 5]
        values = [self.lex[i].value for i in range(at, min(at + 5, len(self.lex)))]
        if len(values) < 5 or values[1] != values[3] or values[1] not in "/-.":
            return None
        if pattern[0] == "n" and pattern[2] == "n" and pattern[4] == "y":
            day, month, year = int(values[0]), int(values[2]), int(values[4])
        elif pattern[0] == "y" and pattern[2] == "n" and pattern[4] == "n":
            year, month, day = int(values[0]), int(values[2]), int(values[4])
        else:
            return None
        if month > 12 and day <= 12:
            day, month = month, day
        if not 1 <= month <= 12 or not 1 <= day <= 31:
            return None
        end = self.era(at + 5)
        return Expression(
            "day", at, end, day=day, month=month, year=year, hijri=year < 1500 or self.is_hijri(at, end)
        )

    # periods

    def fraction(self, at: int) -> Expression | None:
        """ "الربع الأول من العام المقبل", "the second half of 2026"."""
        if self.unit(at, "quarter", "half") and self.tags[at + 1] == "O":
            unit, number = self.lex[at].value, int(self.lex[at + 1].value)
        elif self.tags[at] == "O" and self.unit(at + 1, "quarter", "half"):
            unit, number = self.lex[at + 1].value, int(self.lex[at].value)
        elif self.tags[at] == "P" and self.tags[at + 1] == "O" and "U" in self.lex[at].others:
            unit, number = "half", int(self.lex[at + 1].value)
        else:
            return None
        if number > (4 if unit == "quarter" else 2):
            return None
        year = self.year(self.linked(at + 2))
        found = Expression(unit, at, at + 2, number=number, unit=unit)
        return replace(found, year=year[1], year_relative=year[2], last=year[0]) if year else found

    def period(self, at: int, *, bare: bool) -> Expression | None:
        """A quarter, month, year or relative unit; with ``bare`` also a unit alone ("end of the year")."""
        found = self.fraction(at) or self.month(at)
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
        if self.counted(end) or self.tags[end] in ":%/":
            return False
        return not (self.tags[at - 1] in "/:" and at > 0)

    def part(self, at: int) -> Expression | None:
        if self.tags[at] != "P":
            return None
        link = at + 1
        link += self.tags[link] == "-"
        link = self.linked(link)
        link += self.tags[link] == "P" and self.lex[link].value == self.lex[at].value
        found = self.fraction(at) if "U" in self.lex[at].others else None
        found = found or self.period(link, bare=True)
        if found is None or found.kind == "day":
            return None if found is None or found.first != at else found
        if found.first == at:
            return found
        return replace(found, first=at, edge=self.lex[at].value)

    def weekday(self, at: int) -> Expression | None:
        """ "اليوم الأحد", "صباح الخميس 9 ديسمبر", "next Friday": with a date after it, that date decides."""
        first, offset, relative = at, None, ""
        while self.tags[at] in "jed" or (self.tags[at] == "U" and self.lex[at].value == "day"):
            if self.tags[at] == "d":
                offset = int(self.lex[at].value)
            at += 1
        if self.tags[at] in "XLT" and self.tags[at + 1] == "W":
            relative, at = _RELATIVE[self.tags[at]], at + 1
        if self.tags[at] == "W":
            weekday, end = int(self.lex[at].value), at + 1
            if self.tags[end] in "XLT" and self.tags[end + 1] != "U":
                relative, end = _RELATIVE[self.tags[end]], end + 1
            if self.tags[end] == "e":
                end += 1
            after = end
            while self.tags[after] in ",jo(" and after - end < 2:
                after += 1
            dated = self.numeric(after) or self.day(after) or self.month(after)
            if dated and dated.day is not None:
                return replace(dated, first=first, weekday=weekday)
            return Expression("weekday", first, end, weekday=weekday, relative=relative, number=offset)
        if offset is not None:
            return Expression("relative-day", first, at, number=offset)
        if at > first:
            dated = self.numeric(at) or self.day(at)
            return replace(dated, first=first) if dated else None
        return None

    # lengths

    def length(self, at: int) -> Expression | None:
        """ "12 شهرا", "three years", "عامين", "عدة أشهر", "the next few weeks", "الأيام القليلة المقبلة"."""
        first, relative, few = at, "", False
        while self.tags[at] in "XLTq":
            if self.tags[at] == "q":
                few = True
            else:
                relative = _RELATIVE[self.tags[at]]
            at += 1
        number: int | None = None
        if self.tags[at] in "Nn#" and self.tags[at + 1] in "uU":
            number, at = int(self.lex[at].value), at + 1
            if not number or self.lex[at].value == "":
                return None
        elif self.tags[at] == "D":
            unit = self.lex[at].value
            return self.tail(Expression("duration", first, at + 1, number=2, unit=unit, relative=relative))
        elif self.tags[at] == "U" and not few:
            return self.single(first, at)
        elif self.tags[at] not in "uU":
            return None
        unit, end = self.lex[at].value, at + 1
        if number is None and self.tags[end] in "uw" and self.tags[end + 1] == "u":
            end, unit = end + 2, self.lex[end + 1].value
        elif number is None and self.tags[end] == "u":
            unit, end = self.lex[end].value, end + 1
        while self.tags[end] in "qXL" and end - at < 4:
            if self.tags[end] in "XL":
                relative = _RELATIVE[self.tags[end]]
            else:
                few = True
            end += 1
        if number is None:
            return self.tail(Expression("plural", first, end, unit=unit, relative=relative))
        return self.tail(Expression("duration", first, end, number=number, unit=unit, relative=relative))

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
        return self.tail(Expression("duration", at, at + 1, number=1, unit=self.lex[at].value))

    def tail(self, found: Expression) -> Expression:
        """ "ago", "from now", "later" after a length."""
        at = found.last
        for letter, word in (("a", "ago"), ("h", "later"), ("F", "later")):
            if self.tags[at] == letter or (at < len(self.lex) and letter in self.lex[at].others):
                named = "ago" if self.lex[at].value == "" and letter == "a" and self.tags[at] == "a" else word
                return replace(found, last=at + 1, word=named)
        return found

    def at(self, at: int) -> Expression | None:
        tag = self.tags[at]
        if tag in "jedW" or (tag == "U" and self.lex[at].value == "day"):
            found = self.weekday(at)
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
            return replace(found, year=year[1], year_relative=year[2]) if year else found
        if tag == "s":
            relative = self.tags[at + 1]
            end = at + 2 if relative in "XLT" else at + 1
            return Expression(
                "season", at, end, word=self.lex[at].value, relative=_RELATIVE.get(relative, "")
            )
        if tag == "V":
            period = self.period(self.linked(at + 1), bare=False) if self.lex[at].value == "past" else None
            if period and period.kind == "unit":
                return replace(period, first=at)
            return Expression("vague", at, at + 1, word=self.lex[at].value)
        if tag == "U" and self.tags[at + 1] not in "yTXLFSO":
            return self.period(at, bare=False) or self.length(at)
        if tag in "XLTqNn#uD":
            found = self.length(at)
            if found:
                return found
        if tag in "MmHZyUOXLTFS":
            return self.period(at, bare=False)
        return None


def parse(lexemes: list[Lexeme]) -> list[Expression]:
    """Every time expression in the lexemes, in order, without overlap."""
    grammar = _Grammar(lexemes)
    found: list[Expression] = []
    at = 0
    while at < len(lexemes):
        expression = grammar.at(at) if grammar.tags[at] not in "w.k_!" else None
        if expression is not None and expression.last > at:
            found.append(expression)
            at = expression.last
        else:
            at += 1
    return found
