"""How many people of whom, where.

A number with a noun of troops beside it, or in a sentence that counts them.
"""

from typing import NamedTuple

from monitor.extract.numerals import Numerals, has_number
from monitor.extract.reading import Reading, Sentence
from monitor.lang import Hit
from monitor.records import Count

__all__ = ["counts"]

_NEAR = 4
"""How many tokens a noun may stand after its number."""
_LEAST = 20
"""The least number that counts a force."""
_ALONE = 100
"""The least that counts one without its noun."""
_ROUND = 2000
"""The one number of years that counts soldiers more often."""
_LEADS = ("count-lead", "count-led")
"""Words right before a number of troops: those that bear an article or a preposition, and others."""
_MONTHS = ("month", "maybe-month")
_DATING = (*_MONTHS, "unit", "relation:on", "relation:since", "relation:by", "relation:within")
"""Words right before a year."""
_HARMED = 3
"""How many tokens a word of dead and wounded stands away from the number that it counts."""


def counts(readings: tuple[Reading, ...]) -> tuple[Count, ...]:
    """Numbers of troops that the text names, each number and place once, the body first."""
    found: dict[tuple[int, str], Count] = {}
    for reading in sorted(readings, key=lambda r: r.name.value != "body"):
        counted = False
        for sentence in reading.sentences:
            here = _of_sentence(reading, sentence, going_on=counted)
            counted = bool(here)
            for count in here:
                twin = next((key for key in found if key[0] == count.n and "" in (key[1], count.place)), None)
                if twin is None:
                    found.setdefault((count.n, count.place), count)
                elif not twin[1] and count.place:
                    found[(count.n, count.place)] = count
                    del found[twin]
    return tuple(found.values())


class _Span(NamedTuple):
    """A number or a range of two, and its tokens."""

    low: int
    top: int | None
    first: int
    last: int
    between: bool
    """Whether a word for "between" leads it."""


def _of_sentence(reading: Reading, sentence: Sentence, *, going_on: bool) -> list[Count]:
    """The numbers of a sentence; ``going_on``: the one before it counts troops as well."""
    cues = reading.cued(sentence.first, sentence.last)
    nouns = cues.get("troops", [])
    if not nouns and not going_on and not cues.keys() & {"troops:us", "counting"}:
        return []
    if not has_number(reading, sentence):
        return []
    numerals = Numerals(reading, sentence)
    found: list[Count] = []
    done = sentence.first
    for at in numerals.starts(sentence):
        if at < done:
            continue
        span = _range(reading, numerals, at, sentence.last)
        done = span.last
        if span.low < _LEAST or _numbered(reading, cues, span):
            continue
        count = _count(reading, sentence, cues, span, counted=going_on or bool(found))
        if count is not None:
            found.append(count)
    return found


def _count(
    reading: Reading, sentence: Sentence, cues: dict[str, list[Hit]], span: _Span, *, counted: bool
) -> Count | None:
    """What a number counts when these are troops; ``counted``: others of them are counted before it."""
    at, end = span.first, span.last
    noun = next((hit for hit in cues.get("troops", ()) if end <= hit.first < end + _NEAR), None)
    if noun is not None and any(word.text[0].isdecimal() for word in reading.tokens[end : noun.first]):
        noun = None
    people = noun or next((h for h in cues.get("troops:us", ()) if h.first == end), None)
    if people is not None and people.first > end and _other(reading, cues, end, people.first):
        people = noun = None
    lead = any(hit.last == at for label in _LEADS for hit in cues.get(label, ()))
    about = any(hit.last == at for hit in cues.get("about", ()))
    if (
        not about
        and _year(reading, span)
        and _dates(reading, span, beside=people is not None and people.first == end)
    ):
        return None
    if _harmed(reading, cues, at, people.last if people else end):
        return None
    place, place_end, near = _place(reading, cues, span, noun)
    if people is None:
        named = any(hit.last <= at for hit in cues.get("counting", ()))
        told = named and _stops(reading, end, sentence.last)
        plain = lead or span.between or bool(place_end) or told or (counted and near)
        if span.low < _ALONE or not plain or _other(reading, cues, end, sentence.last):
            return None
    last = people.last if people is not None and people.first - end < 3 else place_end or end
    who = reading.text(reading.offsets[people.first], reading.end(people.last)) if people else ""
    return Count(span.low, span.top, who, place, reading.quote(reading.offsets[at], reading.end(last)))


def _range(reading: Reading, numerals: Numerals, at: int, limit: int) -> _Span:
    """The number at a token, or the range that it begins: "2,000 to 2,500", "between 250 and 350".

    The first end may leave its thousand to the second: "2 to 3 thousand". "from 2,500 to 2,000" goes down and
    is two numbers, and so is "from 2,000 to 2,500".
    """
    first = numerals.read(at)
    value, end, scale = first
    before = reading.timed(max(at - 3, 0), at)
    between = any(hit.label == "relation:between" for hit in before)
    alone = _Span(value, None, at, end, False)
    if not value or end >= limit:
        return alone
    joint = reading.tokens[end].low
    tied = numerals.ties(end)
    if tied or joint in reading.lexicon.words("and"):
        fits = between
    else:
        fits = joint == "-" or (
            joint in reading.lexicon.words("to", "or")
            and not any(h.label == "relation:from" and h.last == at for h in before)
        )
    if not fits:
        return alone
    top = numerals.read(end if tied else end + 1, range_end=joint == "-")
    if scale == 1 and top.scale > 1 and value < top.value // top.scale:
        value *= top.scale
    return _Span(value, top.value, at, top.end, between) if value < top.value <= 10 * value else alone


def _year(reading: Reading, span: _Span) -> bool:
    """Whether a number looks like a year."""
    text = reading.tokens[span.first].text
    plain = text.isdecimal() and span.last == span.first + 1 and span.top is None
    return plain and 1900 <= span.low < 2100


def _dates(reading: Reading, span: _Span, *, beside: bool) -> bool:
    """Whether what looks like a year is one; ``beside``: the word for troops follows at once.

    "2020 soldiers" are counted, "in 2020 soldiers left" is a date; 2000 is a year only after a word for that.
    """
    at = span.first
    led = any(hit.last == at and hit.label.startswith(_DATING) for hit in reading.timed(max(at - 3, 0), at))
    return led and not beside if span.low == _ROUND else led or not beside


def _numbered(reading: Reading, cues: dict[str, list[Hit]], span: _Span) -> bool:
    """Whether a number is part of a name ("article 140") or a day ("30 September", "September 30")."""
    at = span.first
    if any(hit.last == at for hit in cues.get("numbered", ())):
        return True
    if span.low <= 31 and any(
        hit.last == at and hit.label.startswith(_MONTHS) for hit in reading.timed(max(at - 2, 0), at)
    ):
        return True
    if any(hit.last == at and hit.label.startswith("solar:") for hit in reading.timed(max(at - 2, 0), at)):
        return True  # "30 Shahrivar 1405"
    return _dated(reading, span.last, len(reading.tokens), day=span.low <= 31)


def _harmed(reading: Reading, cues: dict[str, list[Hit]], at: int, end: int) -> bool:
    """Whether those counted are dead or wounded."""
    words = reading.tokens
    for hit in cues.get("harmed", ()):
        between = words[hit.last : at] if hit.last <= at else words[end : hit.first]
        if len(between) <= _HARMED and not any(word.low in ",.;" for word in between):
            return True
    return False


def _stops(reading: Reading, at: int, limit: int) -> bool:
    """Whether nothing follows a number that it could count."""
    return at >= limit or not reading.tokens[at].text[0].isalnum()


def _place(
    reading: Reading, cues: dict[str, list[Hit]], span: _Span, noun: Hit | None
) -> tuple[str, int, bool]:
    """The place named within six tokens after a number, its end when it follows at once, whether one is told.

    A place right before a number is the number's: "in Syria 900".
    """
    words, at = reading.tokens, span.last
    best: tuple[int, str, int] | None = None
    for label, hits in cues.items():
        if label.startswith("place:"):
            for hit in hits:
                if hit.last == span.first:
                    return label.removeprefix("place:"), 0, True
                led = hit.last < len(words) and words[hit.last].text[0].isdecimal()
                if at <= hit.first < at + 6 and not led and (best is None or hit.first < best[0]):
                    best = (hit.first, label.removeprefix("place:"), hit.last)
    if best is None:
        return "", 0, False
    return best[1], best[2] if best[0] <= at + 1 and noun is None else 0, True


def _other(reading: Reading, cues: dict[str, list[Hit]], at: int, limit: int) -> bool:
    """Whether what follows a number is something else than troops, at once or after a word that describes it.

    "2,500 prisoners", "2,500 armed drones", but not "2,500 at the base".
    """
    for hit in cues.get("uncounted", ()):
        if hit.first == at < limit:
            return True
        if hit.first == at + 1 < limit and reading.tokens[at].text.isalpha():
            function = any(other.label == "not-name" for other in reading.named(at))
            linking = reading.timed(at, at + 1)
            return not function and not any(other.label.startswith(("relation", "of")) for other in linking)
    return False


def _dated(reading: Reading, at: int, limit: int, *, day: bool) -> bool:
    """Whether a number is a day or a length: a month or unit follows it, "of" between them or not."""
    hits = reading.timed(at, min(at + 2, limit))
    linked = any(hit.first == at and hit.label == "of" for hit in hits)
    kinds = ("month", "unit") if day else ("unit",)
    return any(hit.first <= at + linked and hit.label.startswith(kinds) for hit in hits)
