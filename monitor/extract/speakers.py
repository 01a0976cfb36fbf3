"""Who says it: name or office from the nearest attribution, unnamed sources, joint texts; with rank (stage 8)."""

import re
from dataclasses import dataclass

from monitor.extract.reading import Reading, Sentence
from monitor.lang import Hit
from monitor.records import Rank

__all__ = ["Speaker", "speaker_of", "speakers"]

_LATIN_NAME = re.compile(
    r"(?:[A-Z][\w'-]+|al-[A-Z]\w+)(?:\s+(?:[A-Z][\w'-]+|al-[A-Z][\w'-]+|bin|Abdul-[A-Z]\w+))*"
)


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks, as the text names them, and how far they are believed."""

    name: str
    rank: Rank


_NOBODY = Speaker("", Rank.SOURCES)


def speaker_of(reading: Reading, sentence: Sentence) -> Speaker | None:
    """The speaker that a sentence names, or None."""
    cues = reading.cued(sentence.first, sentence.last)
    if cues.get("joint"):
        return Speaker(_words(reading, cues["joint"][0].first, cues["joint"][0].last), Rank.JOINT)
    said = cues.get("said", [])
    offices = sorted([*cues.get("office", ())], key=lambda hit: (hit.first, -hit.last))
    sources = cues.get("sources", [])
    if sources and (not offices or sources[0].first < offices[0].first):
        return Speaker("sources", Rank.SOURCES)
    if not said and not (sentence.number == 0 and reading.name.value == "title"):
        return Speaker("sources", Rank.SOURCES) if sources else None
    named = _named(reading, sentence, offices, said)
    if named:
        return Speaker(named, Rank.OFFICIAL)
    if sources:
        return Speaker("sources", Rank.SOURCES)
    institutions = sorted(
        cues.get("institution", ()), key=lambda hit: (_away(hit, said), hit.first - hit.last)
    )
    if institutions:
        return Speaker(_words(reading, institutions[0].first, institutions[0].last), Rank.OFFICIAL)
    return None


def _away(hit: Hit, said: list[Hit]) -> int:
    return min((abs(hit.first - verb.first) for verb in said), default=hit.first)


def _words(reading: Reading, first: int, last: int) -> str:
    quote = reading.quote(reading.tokens[first].start, reading.tokens[last - 1].end)
    return " ".join(quote.text.split())


def _named(reading: Reading, sentence: Sentence, offices: list[Hit], said: list[Hit]) -> str:
    """A name: after an office, or beside the verb."""
    if reading.lexicon.lang in ("ar", "fa", "ckb"):
        for hit in offices:
            found = _arabic_name(reading, sentence, hit.last)
            if found:
                return found
        return ""
    return _latin_name(reading, sentence, said)


def _arabic_name(reading: Reading, sentence: Sentence, at: int) -> str:
    """The two words after an office and its adjectives: "وزير الدفاع العراقي ثابت العباسي"."""
    words = reading.tokens
    limit = min(sentence.last, at + 9)
    taken = {
        hit.first: hit.last
        for label in ("office", "institution")
        for hit in reading.cued(at, limit).get(label, ())
    }
    while at < limit:
        low = words[at].low
        if at in taken:
            at = taken[at]
        elif (low.startswith("ال") and len(low) > 4) or low in (
            '"',
            "في",
            "باسم",
            "العراقي",
            "للقوات",
            "لشؤون",
            "الي",
            "مجلس",
        ):
            at += 1
        else:
            break
    if at + 1 >= limit or not words[at].low.isalpha() or len(words[at].low) < 3:
        return ""
    cues = reading.cued(at, at + 1)
    if cues.keys() & {"said", "clause", "leave", "future", "negation", "background"}:
        return ""
    last = at + 2
    if (
        last < limit
        and words[last].low.startswith("ال")
        and words[at + 1].low in ("شياع", "عبد", "علاء", "ابو")
    ):
        last += 1
    if not words[last - 1].low.isalpha():
        last -= 1
    return _words(reading, at, last)


def _latin_name(reading: Reading, sentence: Sentence, said: list[Hit]) -> str:
    text = reading.text(sentence.start, sentence.end)
    stop = {"the", "iraq", "washington", "baghdad", "pentagon", "iraqi", "american", "us", "u.s", "monday", "tuesday", "wednesday",
            "thursday", "friday", "saturday", "sunday", "white", "islamic", "state", "kurdistan"}  # fmt: skip
    best: tuple[int, str] | None = None
    for match in _LATIN_NAME.finditer(text):
        name = match.group()
        parts = name.split()
        while parts and (parts[0].lower() in stop or _office(reading, parts[0])):
            parts.pop(0)
        if (
            not parts
            or (len(parts) == 1 and (match.start() == 0 or len(parts[0]) < 4))
            or parts[0].lower() in stop
        ):
            if not (len(parts) == 1 and _beside(reading, sentence, match.start(), match.end(), said)):
                continue
        away = min(
            (abs(reading.tokens[hit.first].start - sentence.start - match.start()) for hit in said),
            default=999,
        )
        if best is None or away < best[0]:
            best = (away, " ".join(parts))
    return best[1] if best and best[0] < 120 else ""


def _office(reading: Reading, word: str) -> bool:
    low = word.lower().strip(".")
    return any(low in phrase.replace(".", "").split() for phrase in reading.lexicon.cues.get("office", ()))


def _beside(reading: Reading, sentence: Sentence, start: int, end: int, said: list[Hit]) -> bool:
    """Whether a verb of saying follows within a few letters: "Miller said"."""
    return any(0 <= reading.tokens[hit.first].start - sentence.start - end < 4 for hit in said)


def speakers(reading: Reading) -> list[Speaker]:
    """Per sentence its speaker; a sentence that names nobody goes on with the last one of the text."""
    found: list[Speaker] = []
    current = _NOBODY
    for sentence in reading.sentences:
        own = speaker_of(reading, sentence)
        current = own or current
        found.append(current)
    return found
