"""How many people of whom, where.

A number with a noun of troops beside it, or in a sentence that counts them.
"""

from monitor.extract.reading import Reading, Sentence
from monitor.lang import Hit
from monitor.records import Count

__all__ = ["counts"]

_NEAR = 4
"""How many tokens a noun may stand after its number."""
_LEAST = 20
"""The least number that counts a force."""
_JOINTS = frozenset({"to", "and", "-", "الي", "و"})
"""What may stand between the two numbers of a range."""
_WORDS = "number:"
_HUNDREDS = "hundreds:"


def counts(readings: tuple[Reading, ...]) -> tuple[Count, ...]:
    """Numbers of troops that the text names, each number and place once, the body first."""
    found: dict[tuple[int, str], Count] = {}
    for reading in sorted(readings, key=lambda r: r.name.value != "body"):
        for sentence in reading.sentences:
            for count in _of_sentence(reading, sentence):
                twin = next((key for key in found if key[0] == count.n and "" in (key[1], count.place)), None)
                if twin is None:
                    found.setdefault((count.n, count.place), count)
                elif not twin[1] and count.place:
                    found[(count.n, count.place)] = count
                    del found[twin]
    return tuple(found.values())


def _of_sentence(reading: Reading, sentence: Sentence) -> list[Count]:
    cues = reading.cued(sentence.first, sentence.last)
    nouns = cues.get("troops", [])
    if not nouns and not cues.keys() & {"troops:us", "counting"}:
        return []
    words = reading.tokens
    found: list[Count] = []
    named = {hit.first for label in ("thousand", "thousands") for hit in cues.get(label, ())}
    named |= {at - 1 for at in named}
    named |= {hit.first for label, hits in cues.items() if label.startswith(_HUNDREDS) for hit in hits}
    named |= {hit.first - 1 for hit in nouns}
    here = enumerate(words[sentence.first : sentence.last], sentence.first)
    named |= {at for at, word in here if word.text[0].isdecimal()}
    done = sentence.first
    for at in sorted(named):
        if at < done:
            continue
        value, end = _value(reading, at, sentence.last, cues)
        if value is None:
            continue
        noun = next((hit for hit in nouns if end <= hit.first < end + _NEAR), None)
        people = noun or next((h for h in cues.get("troops:us", ()) if h.first == end), None)
        top, end = _range(reading, at, end, sentence.last, value, cues)
        done = end
        lead = any(hit.last == at for hit in cues.get("count-lead", ()))
        place, place_end = _place(cues, end, noun)
        about = any(hit.last == at for hit in cues.get("about", ()))
        if people is not None and people.first > end and _dated(reading, end, sentence.last):
            continue
        year = 1900 <= value < 2100 and words[at].text.isdecimal() and end - at == 1 and not about
        if year and not (people is not None and people.first == end and (lead or people.label == "troops")):
            continue
        plain = value >= 100 and (lead or bool(place_end)) and not _other(reading, end, sentence.last)
        if people is not None or plain:
            last = people.last if people is not None and people.first - end < 3 else place_end or end
            start = reading.offsets[at]
            who = reading.text(reading.offsets[people.first], reading.end(people.last)) if people else ""
            found.append(Count(value, top, who, place, reading.quote(start, reading.end(last))))
    return found


def _range(
    reading: Reading, at: int, end: int, limit: int, value: int, cues: dict[str, list[Hit]]
) -> tuple[int | None, int]:
    """The upper end of "2,000 to 2,500", "between 250 and 350", and the token after it; None for one number.

    "from 2,500 to 2,000" goes down and is two numbers, and so is "from 2,000 to 2,500".
    """
    words = reading.tokens
    if end + 1 >= limit or words[end].low not in _JOINTS:
        return None, end
    before = words[at - 1].low if at else ""
    joint = words[end].low
    if before in ("from", "من") or (joint in ("and", "و") and before not in ("between", "بين")):
        return None, end
    top, last = _value(reading, end + 1, limit, cues)
    return (top, last) if top is not None and value < top <= 10 * value else (None, end)


def _value(reading: Reading, at: int, limit: int, cues: dict[str, list[Hit]]) -> tuple[int | None, int]:
    """A number that begins at a token, and the token after it: "2,500", "3 آلاف", "ثلاثة آلاف", "ألفي"."""
    token = reading.tokens[at]
    thousand = {hit.first: hit.last for hit in cues.get("thousand", ())}
    if token.text[0].isdecimal():
        digits = token.text.rstrip("stndrh").replace(",", "")
        if len(digits) > 6 or (at and reading.tokens[at - 1].text in ("/", "-", ".", ":", "$")):
            return None, at + 1
        if (
            at + 1 < limit
            and reading.tokens[at + 1].text in ("/", ":", "%", ".")
            and at + 2 < limit
            and (reading.tokens[at + 2].text[0].isdecimal())
        ):
            return None, at + 3
        if at + 1 in thousand and int(digits) < 1000:
            more = _group(reading, thousand[at + 1], limit)
            return int(digits) * 1000 + more, thousand[at + 1] + (more > 0)
        end = reading.end(at + 1)
        if len(digits) < 4 and end + 1 == _start(reading, at + 1, limit):
            more = _group(reading, at + 1, limit)
            if more or reading.text(end + 1, end + 4) == "000":
                return int(digits) * 1000 + more, at + 2
        return (int(digits) if int(digits) >= _LEAST else None), at + 1
    if at + 1 in thousand:
        for hit in reading.timed(at, at + 1):
            if hit.label.startswith(_WORDS):
                return int(hit.label.removeprefix(_WORDS)) * 1000, thousand[at + 1]
    pair = next((hit for hit in cues.get("thousands", ()) if hit.first == at), None)
    if pair:
        return _and_hundreds(2000, pair.last, cues)
    if at in thousand:
        return _and_hundreds(1000, thousand[at], cues)
    return _in_words(reading, at, limit, cues)


def _start(reading: Reading, at: int, limit: int) -> int:
    return reading.offsets[at] if at < limit else -1


def _group(reading: Reading, at: int, limit: int) -> int:
    """Three digits that go on with thousands: "2 500", "2 bin 500"; 0 for none."""
    text = reading.tokens[at].text if at < limit else ""
    return int(text) if len(text) == 3 and text.isdecimal() else 0


def _and_hundreds(value: int, end: int, cues: dict[str, list[Hit]]) -> tuple[int, int]:
    """A thousand with the hundreds that follow it: "الف وخمسمئه"."""
    more = _hundreds(end, cues)
    return (value + more[0], more[1]) if more else (value, end)


def _hundreds(at: int, cues: dict[str, list[Hit]]) -> tuple[int, int] | None:
    for label, hits in cues.items():
        if label.startswith(_HUNDREDS):
            for hit in hits:
                if hit.first == at:
                    return int(label.removeprefix(_HUNDREDS)), hit.last
    return None


def _in_words(reading: Reading, at: int, limit: int, cues: dict[str, list[Hit]]) -> tuple[int | None, int]:
    """Hundreds in words, or tens right before those who are counted: "ثمانون جنديا"."""
    hundreds = _hundreds(at, cues)
    if hundreds:
        return hundreds
    if at + 1 < limit and any(hit.first == at + 1 for hit in cues.get("troops", ())):
        for hit in reading.timed(at, at + 1):
            if hit.label.startswith(_WORDS) and int(hit.label.removeprefix(_WORDS)) >= _LEAST:
                return int(hit.label.removeprefix(_WORDS)), at + 1
    return None, at + 1


def _place(cues: dict[str, list[Hit]], at: int, noun: Hit | None) -> tuple[str, int]:
    """The place named within six tokens after a number, and its end when it follows at once."""
    best: tuple[int, str, int] | None = None
    for label, hits in cues.items():
        if label.startswith("place:"):
            for hit in hits:
                if at <= hit.first < at + 6 and (best is None or hit.first < best[0]):
                    best = (hit.first, label.removeprefix("place:"), hit.last)
    if best is None:
        return "", 0
    return best[1], best[2] if best[0] <= at + 1 and noun is None else 0


def _other(reading: Reading, at: int, limit: int) -> bool:
    """Whether the number counts something else: dollars, kilometres, people of another kind."""
    if at >= limit:
        return False
    counted = any(hit.label == "counted" for hit in reading.timed(at, min(at + 2, limit)))
    return counted or _dated(reading, at, limit)


def _dated(reading: Reading, at: int, limit: int) -> bool:
    """Whether a number is a day or a length: a month or unit follows it, "of" between them or not."""
    hits = reading.timed(at, min(at + 2, limit))
    linked = any(hit.first == at and hit.label == "of" for hit in hits)
    return any(hit.first <= at + linked and hit.label.startswith(("month", "unit")) for hit in hits)
