"""Lexemes to time expressions: stage 3. A small recursive-descent grammar, longest reading first.

An :class:`~monitor.extract.expression.Expression` says what the words name ("the end of the following year");
:mod:`monitor.extract.resolve` says which days that is. No reading looks back, so the whole is linear.
"""

import re

from monitor.extract.expression import RELATIVE, Expression
from monitor.extract.lexemes import Lexeme
from monitor.extract.weekdays import Weekdays
from monitor.lang import Lexicon

__all__ = ["parse"]

_ENDS = ("1", "-1", "")
"""Values of words for the first or last of several; "last" has none."""


class _Grammar(Weekdays):
    """Quarters, parts, shares and the choice among all readings."""

    # periods

    def amount(self, at: int) -> bool:
        """Whether a quarter or half is a share and no time: "cut by a quarter", "بمقدار الربع"."""
        back = at - 1 - (at > 0 and self.tags[at - 1] == "N")
        by = back >= 0 and self.tags[back] == "R" and self.lex[back].value == "by"
        return by and self.tags[at + 1] not in "OTXLFS"

    def share(self, at: int) -> Expression | None:
        """ "the first week of September", "النصف الأول من الشهر المقبل", "الجمعة الأخيرة من آب".

        A week, half, weekend or weekday of something longer.
        """
        end = self.tags[at] == "P" and self.lex[at].value == "end" and self.tags[at + 1] in "UWv"
        ordinal, unit = (at, at + 1) if end or self.tags[at] in "OL" else (at + 1, at)
        if self.tags[ordinal] not in "OL" and not end:
            return None
        number = int(self.lex[ordinal].value) if self.tags[ordinal] == "O" else -1
        word = self.shared(unit)
        weekday = int(self.lex[unit].value) if self.tags[unit] in "Wv" else None
        link = self.linked(at + 2)
        if link == at + 2 or not (word or weekday is not None):
            return None
        whole = self.new_year(link) or self.period(link, bare=True)
        if (
            whole is None
            or whole.kind in ("day", "share")
            or (word in ("half", "quarter") and whole.unit == "year")
        ):
            return None
        return Expression("share", at, whole.last, number=number, word=word, weekday=weekday, whole=whole)

    def units_of(self, at: int) -> Expression | None:
        """ "the first ten days of September", "الأشهر الثلاثة الأولى من العام": so many units of something.

        ``number`` is how many, negative for the last ones; ``word`` is the plural of the unit.
        """
        tags = self.tags
        if tags[at] in "OL" and tags[at + 1] in "Nn" and tags[at + 2] in "uU":
            which, count, end = at, at + 1, at + 3
        elif tags[at] == "u" and tags[at + 1] in "Nn" and tags[at + 2] in "KL":
            which, count, end = at + 2, at + 1, at + 3
        elif tags[at] == "D" and tags[at + 1] in "KL":
            which, count, end = at + 1, at, at + 2
        elif tags[at] in "OL" and tags[at + 1] == "D":
            which, count, end = at, at + 1, at + 2
        else:
            return None
        times, _, dual = self.lex[count].value.rpartition("-") if tags[count] == "D" else ("", "", "")
        unit = dual or next(one.value for one in self.lex[at:end] if one.tag in "uU")
        number = int(times or 2) if dual else int(self.lex[count].value or 0)
        link = self.linked(end)
        whole = (self.new_year(link) or self.period(link, bare=True)) if link > end and number else None
        if whole is None or whole.kind in ("day", "share") or self.lex[which].value not in _ENDS:
            return None
        last = self.lex[which].value != "1"
        return Expression(
            "share", at, whole.last, number=-number if last else number, word=f"{unit}s", whole=whole
        )

    def week_of(self, at: int) -> Expression | None:
        """ "the week of 12 January": the one that holds a day."""
        link = self.linked(at + 1)
        day = self.numeric(link) or self.day(link) or self.month(link) if link > at + 1 else None
        held = day is not None and day.day is not None and day.kind == "day"
        return Expression("share", at, day.last, word="day", whole=day) if day and held else None

    def shared(self, at: int) -> str:
        """What something longer is divided into, other than by a weekday; empty for any other word."""
        if self.tags[at] == "P" and "U" in self.lex[at].others:
            return "half"  # "نصف" is the middle, too
        if self.tags[at] == "c" and self.lex[at].value == "week":
            return "weekend"
        if self.tags[at] == "O" and self.lex[at].value == "3" and self.tags[at - 1] in "OL":
            return "third"
        return self.lex[at].value if self.unit(at, "week", "half", "quarter") else ""

    def new_year(self, at: int) -> Expression | None:
        """The new year as a year of which a part is named."""
        new = self.tags[at] == "f" and self.lex[at].value == "year"
        return Expression("feast", at, at + 1, month=1, day=1, unit="year") if new else None

    def year_of(self, at: int) -> tuple[int, int | None, str] | None:
        """The year of which a half or quarter is named: end, number, relative word."""
        link = self.linked(at)
        if (
            link > at
            and self.unit(link, "year")
            and self.tags[link + 1] != "y"
            and not self.follows(link + 1)
        ):
            return link + 1, None, "this"  # "the second half of the year"
        return (link + 1, None, "next") if self.new_year(link) else self.year(link)

    def fraction(self, at: int) -> Expression | None:
        """ "الربع الأول من العام المقبل", "the second half of 2026"."""
        if self.unit(at, "quarter", "half") and self.tags[at + 1] == "O":
            unit, number = self.lex[at].value, int(self.lex[at + 1].value)
        elif self.tags[at] == "O" and self.unit(at + 1, "quarter", "half"):
            unit, number = self.lex[at + 1].value, int(self.lex[at].value)
        elif self.tags[at] == "P" and self.tags[at + 1] == "O" and "U" in self.lex[at].others:
            unit, number = "half", int(self.lex[at + 1].value)
        elif self.tags[at] == "L" and self.unit(at + 1, "quarter", "half") and self.year_of(at + 2):
            unit, number = self.lex[at + 1].value, -1  # "the last quarter of 2027"
        elif self.tags[at] == "Q":
            unit, _, place = self.lex[at].value.partition("-")
            number = int(place)
        else:
            return None
        end = at + 2 - (self.tags[at] == "Q")
        size = 4 if unit == "quarter" else 2
        number = size if number == -1 else number
        year = self.year_of(end)
        if not year and self.tags[end] in "oR":
            return None  # "the second half of the plan"
        if number > size:
            # "the fifth quarter of 2027" must not be read as 2027
            return Expression("impossible", at, year[0], unit=unit) if year else None
        found = Expression(unit, at, end, number=number, unit=unit)
        if self.tags[end] == "I":
            return found._replace(year_relative="same", last=end + 1)  # "the first quarter of it"
        return found._replace(year=year[1], year_relative=year[2], last=year[0]) if year else found

    def year_first(self, at: int) -> Expression | None:
        """ "2025 Eylül", "gelecek yıl eylül", "2026 yılının ikinci yarısı": the year leads."""
        year = self.year(at)
        if year is None:
            return None
        end = year[0] + 2 * (self.tags[year[0] : year[0] + 2] == "_w")  # "2026'nın"
        end += self.unit(end, "year")
        found = self.month(end) if self.tags[end] == "M" else self.fraction(end)
        if found is None or found.kind == "day" or found.year or found.year_relative or found.relative:
            return None
        return found._replace(first=at, year=year[1], year_relative=year[2])

    def season(self, at: int) -> Expression | None:
        """ "summer", "صيف العام المقبل"; a common word only with a year, a relative word or "the"."""
        first, before = at, ""
        if self.tags[at] in "XLT" and self.tags[at + 1] in "sg":
            before, at = RELATIVE[self.tags[at]], at + 1
        if self.tags[at] not in "sg":
            return None
        found = Expression("season", first, at + 1, word=self.lex[at].value, unit="season", relative=before)
        year = self.year(self.linked(at + 1))
        if year:
            return found._replace(year=year[1], year_relative=year[2], last=year[0])
        relative = self.tags[at + 1]
        if not before and relative in "XLTF":
            return found._replace(relative=RELATIVE[relative], last=at + 2)
        lead = self.lex[at - 1] if at else None
        limited = lead is not None and lead.tag == "R" and lead.value in ("by", "before", "until")
        joined = lead is not None and lead.end == self.lex[at].start  # "avant l'été"
        the = (lead is not None and lead.tag == "o") or (limited and (joined or "+" in self.lex[at].others))
        alone = self.tags[at] == "s" or before or the
        return found if alone and not (self.tags[at] == "g" and relative in "oR") else None

    def period(self, at: int, *, bare: bool) -> Expression | None:
        """A quarter, month, year or relative unit; with ``bare`` also a unit alone ("end of the year")."""
        found = self.share(at) or self.fraction(at) or self.month(at) or self.season(at)
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
            if year[1] is not None and self.tags[year[0]] == "s":
                # Turkish: "2027 sonbaharına"
                season = Expression("season", at, year[0] + 1, year=year[1], unit="season")
                return season._replace(word=self.lex[year[0]].value)
            month = None if year[1] else self.relative_unit(year[0])
            if month and month[1:] == ("month", "same"):
                # Turkish: "gelecek yıl aynı ayda"
                return Expression(
                    "unit", at, month[0], unit="month", relative="same", year_relative=year[2]
                )  # fmt: skip
            if year[1] is not None:
                if not self.plausible_year(at, year[0], year[1], bare):
                    return None
                return Expression("year", at, year[0], year=year[1], unit="year", hijri=year[1] < 1500)
            return Expression("unit", at, year[0], unit="year", relative=year[2])
        if relative and relative[1] != "hour":
            return Expression("unit", at, relative[0], unit=relative[1], relative=relative[2])
        if bare and self.unit(at, "year", "month", "week", "quarter", "decade"):
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
        if self.tags[end] in ":%/#y" or (self.counted(end) and not (cued and self.tags[end] == "k")):
            return self.led(at, end)  # but "at the end of 2011 American forces left"
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
        found = found or self.share(at) or self.new_year(link) or self.period(link, bare=True)
        if found is None or found.kind == "day":
            return None if found is None or found.first != at else found
        if found.first == at:
            return found
        return found._replace(first=at, edge=self.lex[at].value)

    def closed(self, found: Expression) -> Expression:
        """Turkish names the part of a month or year after it: "2027'nin ortasında", "yılın sonuna kadar"."""
        last = found.last
        if found.kind == "year" and self.tags[last] == "c" and self.lex[last].value == "year":
            return found._replace(last=last + 1, edge="end")  # "2026 yıl sonuna kadar"
        if self.tags[last : last + 2] == "_w" and self.lex[last].value == "'":
            last += 2
        last += found.kind == "year" and self.unit(last, "year")
        edge = self.lex[last].value.partition(":")[2] if self.tags[last] == "A" else ""
        known = edge and found.kind in ("month", "year", "unit")
        return found._replace(last=last, edge=edge) if known else found

    def at(self, at: int) -> Expression | None:
        tag = self.tags[at]
        if tag == "U" and self.unit(at, "quarter", "half") and self.amount(at):
            return None
        if self.unit(at, "week") and (day := self.week_of(at)):
            return day
        if tag in "OLUPW":
            found = self.share(at)
            if found:
                return found
        if tag == "t":
            year = self.relative_unit(self.linked(at + 1))
            ahead = year is not None and year[2] == "next"
            return (
                Expression("duration", at, year[0], number=1, unit=year[1], word="now")
                if year and ahead
                else None
            )
        if tag in "OLuD":
            found = self.units_of(at)
            if found:
                return found
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
        if tag in "yXLTU":
            found = self.year_first(at)
            if found:
                return found
        if tag in "nO":
            found = self.day(at)
            if found:
                return found
        if tag in "XLT" and self.tags[at + 1] == "W":
            return self.weekday(at)
        if tag == "c" or (tag in "XLT" and self.tags[at + 1] == "c"):
            return self.close(at)
        if tag == "f":
            return self.feast(at)
        if tag in "sgQ":
            return self.period(at, bare=False)
        if tag in "lY":
            return self.then(at)
        if tag == "V":
            period = self.period(self.linked(at + 1), bare=False) if self.lex[at].value == "past" else None
            if period and period.kind == "unit":
                return period._replace(first=at)
            return Expression("vague", at, at + 1, word=self.lex[at].value)
        if tag == "U" and self.tags[at + 1] == "A" and ":" in self.lex[at + 1].value:
            return self.period(at, bare=True)  # "yılın sonuna kadar"
        if tag == "U" and self.tags[at + 1] not in "yTXLFSO":
            return self.period(at, bare=False) or self.length(at)
        if tag in "XLTqxNn#uD" and not (tag == "N" and self.unit(at + 1, "quarter") and self.amount(at + 1)):
            found = self.length(at)
            if found:
                return found
        if tag in "MmHZyUOXLTFS":
            return self.period(at, bare=False)
        return None


_BEGINS = re.compile(r"[^-w.k_!/(),%:oRahiEAbIBvK]")
"""What an expression can begin with."""


def parse(lexemes: list[Lexeme], lexicon: Lexicon) -> list[Expression]:
    """Every time expression in the lexemes, in order, without overlap."""
    grammar = _Grammar(lexemes, lexicon)
    found: list[Expression] = []
    at = 0
    while begin := _BEGINS.search(grammar.tags, at):
        at = begin.start()
        expression = grammar.at(at)
        if expression is not None and expression.last > at:
            expression = grammar.day_behind(grammar.closed(expression))
            if expression.kind == "unit" and lexemes[at].value == "rest":
                expression = expression._replace(word="rest")
            found.append(expression)
            at = expression.last
        else:
            at += 1
    return found
