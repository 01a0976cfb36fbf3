"""How many people of whom, where.

A number with a noun of troops beside it, or in a sentence that counts them.
"""

from monitor.extract.reading import Reading, Sentence
from monitor.lang import Hit
from monitor.records import Count

__all__ = ["counts"]

_NEAR = 4
"""How many tokens a noun may stand after its number."""

_JOINTS = frozenset({"to", "and", "-", "الي", "و"})
"""What may stand between the two numbers of a range."""
_WORDS = "number:"


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
    if not nouns and "troops:us" not in cues:
        return []
    words = reading.tokens
    found: list[Count] = []
    named = {hit.first for label in ("thousand", "thousands") for hit in cues.get(label, ())}
    named |= {at - 1 for at in named}
    done = sentence.first
    for at in range(sentence.first, sentence.last):
        if at < done or not (words[at].text[0].isdecimal() or at in named):
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
        year = 1900 <= value < 2100 and end - at == 1 and not about and "," not in words[at].text
        if year and not (people is not None and people.first == end and (lead or people.label == "troops")):
            continue
        plain = value >= 100 and (lead or bool(place_end)) and not _other(reading, end, sentence.last)
        if people is not None or plain:
            last = people.last if people is not None and people.first - end < 3 else place_end or end
            start = words[at].start
            who = reading.text(words[people.first].start, words[people.last - 1].end) if people else ""
            found.append(Count(value, top, who, place, reading.quote(start, words[last - 1].end)))
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
            return int(digits) * 1000, thousand[at + 1]
        return (int(digits) if int(digits) >= 20 else None), at + 1
    if at + 1 in thousand:
        for hit in reading.timed(at, at + 1):
            if hit.label.startswith(_WORDS):
                return int(hit.label.removeprefix(_WORDS)) * 1000, thousand[at + 1]
    pair = next((hit for hit in cues.get("thousands", ()) if hit.first == at), None)
    if pair:
        return 2000, pair.last
    if at in thousand:
        return 1000, thousand[at]
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
    hits = reading.timed(at, min(at + 2, limit))
    return any(hit.label == "counted" or hit.label.startswith(("month", "unit")) for hit in hits)
