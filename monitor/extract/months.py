"""Years, months and days of months in lexemes: the lower half of the grammar."""

from monitor.extract.expression import RELATIVE, Expression
from monitor.extract.lexemes import Lexeme, tags
from monitor.lang import Lexicon

__all__ = ["Months"]


_RELATED = ("hour", "day", "week", "month", "quarter", "half", "year")
"""Units before which or after which a relative word stands."""
_LEADING = frozenset({"by", "before", "until", "from", "since", "within", "after"})
"""Relations after which a year may stand right before who acts."""
_LISTED = 4
"""Ordinals that rather count phases than days with no "of" after them: "the second in September"."""


class Months:
    """Readings of lexemes that begin at a place: each gives what it read, or None."""

    def __init__(self, lexemes: list[Lexeme], lexicon: Lexicon) -> None:
        self.lex = lexemes
        self.lexicon = lexicon
        self.tags = tags(lexemes) + "........"

    def linked(self, at: int, limit: int = 2) -> int:
        """Past up to ``limit`` connectors: of, the, in, from (as "of"), a comma."""
        end = at
        while end - at < limit and (
            self.tags[end] == "o" or (self.tags[end] == "R" and "o" in self.lex[end].others)
        ):
            end += 1
        return end

    def within(self, start: int, end: int) -> bool:
        """Whether "in" stands in a range: "the first in September" is no day."""
        relations = [self.lex[at].value for at in range(start, end) if self.tags[at] == "R"]
        return not {"on", "within"}.isdisjoint(relations)

    def unit(self, at: int, *names: str) -> bool:
        return self.tags[at] == "U" and self.lex[at].value in names

    def follows(self, at: int) -> bool:
        """Whether a relative word belongs to what stands before it: no "September that"."""
        return self.tags[at] in RELATIVE and self.lex[at].value != "that"

    # years

    def relative_unit(self, at: int) -> tuple[int, str, str] | None:
        """ "العام المقبل", "next year", "هذا الشهر": end, unit, relative word."""
        if self.unit(at, *_RELATED) and self.follows(at + 1):
            return at + 2, self.lex[at].value, RELATIVE[self.tags[at + 1]]
        ahead = "TSFB" if self.lexicon.adjective_last else RELATIVE  # "أيلول المقبل شهر الوداع"
        if self.tags[at] in ahead and self.tags[at] in RELATIVE and self.tags[at + 1] == "U":
            return at + 2, self.lex[at + 1].value, RELATIVE[self.tags[at]]
        return None

    def year(self, at: int) -> tuple[int, int | None, str] | None:
        """A year, named or relative: end, number, relative word."""
        if self.tags[at] == "y":
            return self.era(at + 1), int(self.lex[at].value), ""
        if self.unit(at, "year") and self.tags[at + 1] == "y":
            return self.era(at + 2), int(self.lex[at + 1].value), ""
        if self.tags[at] == "f" and self.lex[at].value == "1-1" and at and self.tags[at - 1] in "oR":
            return at + 1, None, "next"  # "the first quarter of the new year"
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
            relative = RELATIVE[self.tags[at]]
            at += 1
        elif self.unit(at, "month") and self.tags[at + 1] in "MmHZ":
            at += 1
        if self.tags[at] not in "MmHZ":
            return None
        head = self.lex[at]
        names, end = 1, at + 1  # "آب/أغسطس", "آب (أغسطس)", "آب [أغسطس]"
        for shape, length in (("M", 1), ("/M", 2), ("-M", 2), ("(M)", 3), ("_M_", 3)):
            ahead = self.tags[end : end + length].replace("m", "M")
            other = self.lex[end + length - (2 if length == 3 else 1)] if ahead == shape else None
            if other is not None and other.value == head.value and head.tag not in "HZ":
                end, names = end + length, 2
                break
        solar = head.tag == "Z"
        found = Expression(
            "month",
            first,
            end,
            month=int(head.value),
            relative=relative,
            hijri=head.tag == "H",
            solar=solar,
        )
        if self.tags[end : end + 3] == "n,y" and head.tag in "Mm" and not self.english(end):
            # "September 45, 2026" must not be read as September, nor as 2026
            return Expression("impossible", first, end + 3)
        if self.tags[end] == "n" and head.tag not in "HZ" and self.english(end):
            # "January 15, 2021"
            found = found._replace(kind="day", day=int(self.lex[end].value), last=end + 1)
            end += 1
            if self.tags[end] == "," and self.tags[end + 1] == "y" and not self.amount_of(end + 1):
                end += 1
        link = self.linked(end)
        link += self.tags[link] == ","
        year = self.year(link if self.tags[link - 1] != "," or self.tags[link] == "y" else end)
        # no amount stands right behind "Shahrivar"
        if year and (solar or not (year[1] and self.counted(year[0]) and self.amount_of(year[0] - 1))):
            found = found._replace(year=year[1], year_relative=year[2], last=year[0])
            found = found._replace(hijri=found.hijri or self.is_hijri(end, year[0]))
        elif not relative and self.follows(end) and self.tags[end + 1] != "U":
            found = found._replace(relative=RELATIVE[self.tags[end]], last=end + 1)
        if head.tag == "m" and names == 1 and not self.cued(first, at, found):
            return None
        return found

    def feast(self, at: int) -> Expression | None:
        """ "Christmas", "عيد الفطر المقبل", "Whitsun": a day of its calendar, or the n-th weekday of a month.

        Or so many days from Easter, of the west ("e49") or of the east ("o0").
        """
        if self.tags[at] != "f":
            return None
        value = self.lex[at].value
        if value[0] in "eo":
            found = Expression("feast", at, at + 1, number=int(value[1:]), word=value[0])
        elif value == "year":
            found = Expression("feast", at, at + 1, month=1, day=1, unit="year")
        else:
            month, day, *weekday = map(int, value.removeprefix("h").split("-"))
            found = Expression("feast", at, at + 1, month=month, day=day, hijri=value[0] == "h")
            if weekday:
                found = found._replace(day=None, number=day, weekday=weekday[0])
        year = self.year(self.linked(at + 1))
        if year:
            return found._replace(year=year[1], year_relative=year[2], last=year[0])
        relative = self.tags[at + 1]
        return found._replace(relative=RELATIVE[relative], last=at + 2) if relative in "XLT" else found

    def english(self, at: int) -> bool:
        """Whether the number at ``at`` can be the day after an English month name."""
        value = int(self.lex[at].value)
        return 1 <= value <= 31 and not self.counted(at + 1) and self.tags[at + 1] not in ":%/"

    def cued(self, first: int, at: int, found: Expression) -> bool:
        """Whether a month name that is also a common word stands where a month stands."""
        named, end = first < at, first
        while first and self.tags[first - 1] == "o":
            first -= 1  # "the end of May"
        before = self.tags[first - 1] if first else "."
        return (
            found.year is not None
            or bool(found.relative or found.year_relative)
            or found.day is not None
            or named
            or before in "POn"
            or (before in "LUWc" and first < end)  # "the first week of May"
            or before == "R"
            or (before == "-" and first > 1 and self.tags[first - 2] == "P")  # "end-May"
            or (self.tags[found.last] == "-" and self.tags[found.last + 1] in "Mm")  # "May-June"
        )

    def amount_of(self, at: int) -> bool:
        """Whether a number with a counted noun behind it is an amount, and no year: "May 2027 US forces"."""
        if not self.counted(at + 1):
            return False
        number = self.lex[at].value if self.tags[at] == "y" else ""
        return not (number[:2] == "20" and "00" < number[2:] < "50")

    def led(self, at: int, end: int) -> bool:
        """Whether a number right behind a relation is a year, whoever is named next: "by 2026 US troops"."""
        before = self.lex[at - 1] if at else None
        leads = before is not None and before.tag == "R" and before.value in _LEADING
        return leads and self.tags[end] == "k" and not self.amount_of(at)

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
        if number != -1 and not 1 <= number <= 31 and self.tags[self.linked(at + 1)] in "MmHZ":
            # "45 May 2027" must not be read as May
            month = self.month(self.linked(at + 1))
            return month._replace(kind="impossible", first=at) if month and month.year else None
        if not 1 <= number <= 31:
            return None
        listed = self.tags[at] == "O" and number <= _LISTED
        to, end = None, at + 1
        joint = self.tags[end]
        if joint in "-w" or (joint == "R" and self.lex[end].value == "until"):
            follow = self.tags[end + 1]
            if follow in "nO" and (joint != "w" or self.lex[end].value in self.lexicon.words("and")):
                to, end = int(self.lex[end + 1].value), end + 2
        link = self.linked(end)
        if listed and (self.within(end, link) or (link == end and self.tags[end] in RELATIVE)):
            return None
        month = self.month(link)
        if month is None and self.tags[end] == "/" and self.tags[end + 1] == "M":
            month = self.month(end + 1)
        if month is not None and month.day is None:
            return month._replace(kind="day", first=start, day=number, day_to=to)
        if month is None and self.tags[link] == "m":
            name = self.lex[link]
            return Expression("day", start, link + 1, day=number, day_to=to, month=int(name.value))
        relative = self.relative_unit(link)
        if relative and relative[1] == "month":
            if listed and link == end:
                return None  # "the first ends next month": تنتهي الأولى الشهر المقبل
            return Expression(
                "day", start, relative[0], day=number, day_to=to, relative=relative[2], unit="month"
            )
        if self.tags[end] == "I" or (link > end and self.unit(link, "month") and self.tags[link + 1] != "y"):
            # "the 20th of it", "the 17th of the month"
            it = self.tags[end] == "I"
            found = Expression("day", start, end + 1 if it else link + 1, day=number, day_to=to, unit="month")
            return found._replace(relative="same" if it else "this")
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
        end = self.era(at + 5)
        if not 1 <= month <= 12 or not 1 <= day <= 31:
            return Expression("impossible", at, end)
        return Expression(
            "day", at, end, day=day, month=month, year=year, hijri=year < 1500 or self.is_hijri(at, end)
        )
