"""Lengths of time in lexemes: "12 شهرا", "another year", "the next few weeks": the middle of the grammar."""

from monitor.extract.expression import RELATIVE, Expression
from monitor.extract.months import Months

__all__ = ["Durations"]


class Durations(Months):
    """Readings of lexemes as a length, with what stands before and after it."""

    def length(self, at: int) -> Expression | None:
        """ "12 شهرا", "three years", "عامين", "عدة أشهر", "the next few weeks", "الأيام القليلة المقبلة"."""
        first, relative, few, more = at, "", False, False
        while self.tags[at] in "XLTqx":
            if self.tags[at] == "q":
                few = True
            elif self.tags[at] == "x":
                more = True
            else:
                relative = RELATIVE[self.tags[at]]
            at += 1
        number: int | None = None
        tens = self.tens(at)
        if tens:
            return self.tail(
                Expression("duration", first, at + 3, number=tens, unit=self.lex[at + 2].value), more=more
            )
        if self.tags[at] in "Nn" and self.tags[at + 1] == "b" and self.tags[at + 2] in "uU":
            # "one and a half years"
            found = Expression("duration", first, at + 3, number=int(self.lex[at].value), relative=relative)
            return self.tail(_and_a_half(found, self.lex[at + 2].value))
        if self.tags[at] in "Nn#" and self.tags[at + 1 + self.more(at + 1)] in "uU":
            more = more or self.more(at + 1)
            number, at = int(self.lex[at].value), at + 1 + self.more(at + 1)
            if not number or self.lex[at].value == "":
                return None
        elif self.tags[at] == "D":
            times, _, unit = self.lex[at].value.rpartition("-")
            found = Expression(
                "duration", first, at + 1, number=int(times or 2), unit=unit, relative=relative
            )
            if self.tags[at + 1] == "b":
                return self.tail(_and_a_half(found._replace(last=at + 2), unit))
            while self.tags[found.last] in "XL" and self.tags[found.last + 1] != "U":
                found = found._replace(last=found.last + 1, relative=RELATIVE[self.tags[found.last]])
            return self.tail(found, more=more)
        elif self.tags[at] == "u" and self.tags[at + 1] in "Nn#" and self.tags[at + 2] in "XL":
            # "الأشهر الستة المقبلة"
            relative, count = RELATIVE[self.tags[at + 2]], int(self.lex[at + 1].value or 0)
            found = Expression("duration", first, at + 3, unit=self.lex[at].value, relative=relative)
            return self.tail(found._replace(number=count)) if count else None
        elif not few and (self.tags[at] == "U" or (self.tags[at] == "u" and self.ones(at, more=more))):
            return self.further(first, at, more=more) or self.single(first, at)
        elif self.tags[at] not in "uU":
            return None
        unit, end = self.lex[at].value, at + 1
        if unit in ("quarter", "half") and self.tags[end] == "o" and not self.year(self.linked(end)):
            return None  # "a quarter of the soldiers"
        if (
            number is None
            and self.tags[end] == "w"
            and self.lex[end].value in self.lexicon.words("and", "or", "to")
            and self.tags[end + 1] == "u"
        ):  # "days or weeks"; "days, not months" are days
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
        found = Expression("duration", first, end, number=number, unit=unit, relative=relative)
        return self.tail(found, more=more)

    def tens(self, at: int) -> int:
        """ "ثلاثة وعشرين" before a unit: the sum of ones and tens; 0 for anything else."""
        if self.tags[at : at + 2] != "NN" or self.tags[at + 2] not in "uU":
            return 0
        ones, tens = int(self.lex[at].value), int(self.lex[at + 1].value)
        return ones + tens if ones < 10 <= tens < 100 and tens % 10 == 0 else 0

    def more(self, at: int) -> bool:
        """Whether a word says "another": "سنة أخرى", "two more years"."""
        return self.tags[at] == "x" or (at < len(self.lex) and "x" in self.lex[at].others)

    def ones(self, at: int, *, more: bool) -> bool:
        """Whether a form that numbers take stands for one: "عاما آخر", "تستمر عاما"."""
        alone = at > 0 and self.tags[at - 1] == "R"
        return (more or alone or self.more(at + 1)) and "U" in self.lex[at].others

    def further(self, first: int, at: int, *, more: bool) -> Expression | None:
        """ "another year", "سنة أخرى": one more of a unit that is long enough to be a term."""
        after = self.more(at + 1) and "+" not in self.lex[at].others
        if not (more or after) or self.lex[at].value not in ("week", "month", "year", "decade"):
            return None
        return Expression(
            "duration", first, at + 1 + after, number=1, unit=self.lex[at].value, word="more"
        )  # fmt: skip

    def then(self, at: int) -> Expression | None:
        """ "بعد ذلك بعام": a length that a ب ties to "after that"."""
        if self.tags[at] == "Y":
            number, _, unit = self.lex[at].value.partition("-")
            return Expression("duration", at, at + 1, number=int(number), unit=unit, word="later")
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

    def tail(self, found: Expression, *, more: bool = False) -> Expression:
        """ "ago", "from now", "later", "more" after a length; ``more``: such a word stands before it."""
        at = found.last
        if more or self.more(at):
            return found._replace(last=at + (not more), word="more")
        for letter, word in (("a", "ago"), ("i", "before"), ("h", "later"), ("F", "later")):
            if self.tags[at] == letter or (at < len(self.lex) and letter in self.lex[at].others):
                named = "now" if self.tags[at] == "h" and self.lex[at].value == "now" else word
                if letter == "i" and at + 1 < len(self.lex) and self.lex[at + 1].value == "than":
                    named = "ago"  # "a year earlier than planned" counts from no date
                return found._replace(last=at + 1, word=named)
        return found


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
