"""Weekdays, relative days and ends of units in one phrase: "next Friday", "year-end" (stage 3)."""

from monitor.extract.anchor import OFFSET
from monitor.extract.durations import Durations
from monitor.extract.expression import RELATIVE, Expression

__all__ = ["Weekdays"]

_SEASONS = frozenset({"spring", "summer", "autumn", "winter"})
"""Units of which the end may be told in one phrase: "before the summer is out"."""


class Weekdays(Durations):
    """Readings of lexemes as a day of a week, or as the end of one."""

    def weekday(self, at: int) -> Expression | None:
        """ "اليوم الأحد", "next Friday", "في اليوم التالي"; with a date after it, that date decides."""
        first, offset, relative = at, None, ""
        while self.tags[at] in "jed" or (self.tags[at] == "U" and self.lex[at].value == "day"):
            if self.tags[at] == "d":
                offset = int(self.lex[at].value)
            at += 1
        if self.tags[at] in "XLT" and self.tags[at + 1] == "W":
            relative, at = RELATIVE[self.tags[at]], at + 1
        if offset == 0 and self.tags[at] == "F":
            return Expression("relative-day", first, at + 1, number=1, relative="following")
        if self.tags[at] == "W":
            weekday, end = int(self.lex[at].value), at + 1
            if found := self.week_day(first, weekday, end):
                return found
            if self.tags[end] in "XLTB" and self.tags[end + 1] != "U":
                relative, end = RELATIVE[self.tags[end]], end + 1
            elif self.unit(end, "week") and not relative:
                relative, end = "after-next", end + 1  # "Friday week"
            if self.tags[end] == "e":
                end += 1
            after = end
            while self.tags[after] in ",jo(" and after - end < 2:
                after += 1
            dated = self.numeric(after) or self.day(after) or self.month(after)
            if dated and dated.day is not None:
                return dated._replace(first=first, weekday=weekday)
            return Expression("weekday", first, end, weekday=weekday, relative=relative, number=offset)
        if offset == 0 and self.tags[at] == "O" and (dated := self.day(at)):
            return dated._replace(first=first)  # "اليوم العشرين من الشهر": the 20th, not today
        if offset is not None:
            return Expression("relative-day", first, at, number=offset)
        if at > first:
            dated = self.numeric(at) or self.day(at)
            return dated._replace(first=first) if dated else None
        return None

    def week_day(self, first: int, weekday: int, at: int) -> Expression | None:
        """ "Thursday of next week", "Thursday next week", "الخميس من الأسبوع المقبل"."""
        week = self.relative_unit(self.linked(at))
        if week is None or week[1] != "week" or self.tags[at - 1] != "W":
            return None
        return self.of_week(first, weekday, week[0], week[2])

    def day_behind(self, found: Expression) -> Expression:
        """A week with its day behind it: "next week, on Thursday", "الأسبوع المقبل، يوم الخميس"."""
        if (found.kind, found.unit, found.edge) != ("unit", "week", "") or found.relative not in OFFSET:
            return found
        at = found.last + (self.tags[found.last] == ",")
        led = self.tags[at] == "j" or (self.tags[at] == "R" and self.lex[at].value == "on")
        led = led or (self.tags[at] == "U" and self.lex[at].value == "day")
        at += led
        if self.tags[at] != "W" or not (led or at == found.last) or self.tags[at + 1] in "XLTBNn":
            return found
        return self.of_week(found.first, int(self.lex[at].value), at + 1, found.relative)

    def of_week(self, first: int, weekday: int, last: int, relative: str) -> Expression:
        """A day of a week; ``number`` is the day that weeks begin with where the language is spoken."""
        begins = 5 if self.lexicon.week_from_saturday else 0
        return Expression("week-day", first, last, weekday=weekday, relative=relative, number=begins)

    def close(self, at: int) -> Expression:
        """ "year-end", "next weekend": the end of a unit in one phrase."""
        relative = RELATIVE[self.tags[at]] if self.tags[at] in "XLT" else ""
        first, at = at, at + bool(relative)
        unit, _, edge = self.lex[at].value.partition("-")
        if unit in _SEASONS:
            return Expression(
                "season", first, at + 1, word=unit, unit="season", relative=relative, edge="end"
            )
        edge = edge or ("end" if unit != "week" else "")
        found = Expression("close", first, at + 1, unit=unit, relative=relative, edge=edge)
        year = self.year(self.linked(at + 1)) if found.unit == "year" else None
        return found._replace(year=year[1], year_relative=year[2], last=year[0]) if year else found
