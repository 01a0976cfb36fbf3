"""Whether a date is that of a word and not of what it tells: "said in October that it would end in 2026"."""

from monitor.extract.reading import Reading, Sentence
from monitor.lang import Hit

__all__ = ["is_of_word"]

_THAT = 1
"""Tokens from a date to the word that what is said begins with: "said in October, that"."""
_HEARER = 2
"""Tokens between a verb of saying and its date: who is told, and an article: "told reporters in October"."""
_SPEAKER = 6
"""Tokens between a verb and its date where verbs lead: those who speak."""
_NAMED = 16
"""Tokens between a date and the verb behind it: those who speak, with office and names."""
_CLOSING = 2
"""Tokens behind a date within which the verb of saying ends, or where verbs close begins, that it is of."""
_OPENS = 12
"""Tokens of a sentence within which a date opens it: "In remarks carried by the agency in May, he said"."""
_AHEAD = 2
"""Tokens before a verb within which a word puts it into the future: "will announce", "is to be announced"."""
_MATTER = frozenset(
    {
        "begin", "end", "future", "hand", "lasts", "leave", "meeting", "modal", "paper",
        "refers", "stay", "that-clause", "troops", "went",
    }
)  # fmt: skip
"""Labels of words with which what is told has begun already."""
_VERBS = _MATTER - {"paper", "refers", "troops", "went"}
"""The same without those who may speak: "In January the coalition's spokesman said"."""
_DOING = _VERBS - {"future", "modal", "that-clause"}
"""The same without those that what was presented may be named by: "a schedule", "what will be done"."""
_DUE = _VERBS | {"limit", "planned", "proposed"}
"""The same with what is named for something due: "agreed on a deadline in May"."""
_COMING = ("future", "modal", "might", "proposed")
_SETTING = ("planned", "proposed", "conditional")
"""Labels of words that a date and what is said both belong to: "it is expected in March that"."""
_SETS = 2
"""Tokens from such a word to its date."""
_MARKS = frozenset({",", ".", ";", '"', "-"})


def is_of_word(reading: Reading, sentence: Sentence, at: int, end: int, *, named: bool = False) -> bool:
    """Whether a date, tokens ``at`` to ``end``, is the one of a word.

    It stands between a verb of saying and what is said; or close behind the verb, where verbs lead with
    those who speak between; or right before "that", whatever the verb; or it opens the sentence before the
    verb ("In October the minister said").

    ``named``: it names its year, and is gone by or not whatever it is of.
    """
    cues = reading.cued(sentence.first, sentence.last)
    if not named and at > sentence.first and _made_known(reading, cues, at):
        return True
    verbs = [hit for hit in cues.get("said", ()) if _is_verb(reading, cues, hit)]
    if any(hit.first < at and end <= hit.last <= end + _CLOSING for hit in verbs):
        return True  # "teilte am Freitag mit"
    near = [hit.first for hit in verbs if end <= hit.first < end + _CLOSING]
    closes = near and reading.lexicon.verb_may_close and not _has(cues, end, near[0])
    if (
        closes
        and reading.tokens[end].low != ","
        and ("that-clause" not in reading.lexicon.cues or not _has(cues, sentence.first, at))
    ):
        return True
    if reading.lexicon.verb_last and _leads_report(reading, sentence, cues, verbs, at, end):
        return True
    before = [hit for hit in verbs if hit.last <= at]
    that = [hit.first for hit in _that(reading, cues)]
    if before:
        said = before[-1]
        if any(end <= first <= end + _THAT for first in that):
            return not any(said.first < first < at for first in that)
        marked = any(word.low in _MARKS for word in reading.tokens[said.last : at])
        gap = at - said.last - _beside(cues, said.last, at)
        return gap <= _reach(reading) and not marked and not _has(cues, said.last, at)
    if at > sentence.first and _is_told(reading, sentence, cues, at, end):
        return True
    if at == sentence.first and _settled(reading, sentence, cues, end):
        return True
    led = next((hit for hit in verbs if end <= hit.first <= end + _NAMED), None)
    if (
        led is not None
        and led.first - end <= 1
        and any(led.first < first <= led.last + _THAT for first in that)
    ):
        return not _has(cues, sentence.first, at, _DOING)  # "A copy seen in May states that"
    if led is None or at - sentence.first > _OPENS or _has(cues, sentence.first, at):
        return False
    after = reading.tokens[led.last].low if led.last < sentence.last else "."
    aside = after in _MARKS and (after != "," or any(w.low == "," for w in reading.tokens[end : led.first]))
    return not aside and not _has(cues, end, led.first, _VERBS)


def _is_told(reading: Reading, sentence: Sentence, cues: dict[str, list[Hit]], at: int, end: int) -> bool:
    """Whether a date closes what comes before the thing told, whatever the verb.

    "Word came from Baghdad in March that", "the timetable that he set out in March is that", "in line with
    what he presented in March, the coalition"; not "it is expected in March that".
    """
    that = [hit for hit in _that(reading, cues) if end <= hit.first <= end + _THAT]
    if any(hit.last - hit.first > 1 for hit in that):
        return True
    rests = any(hit.first <= sentence.first + 1 for hit in cues.get("on-whose-word", ()))
    if that:
        set_then = any(0 <= at - hit.last <= _SETS for label in _SETTING for hit in cues.get(label, ()))
        return not set_then and not _has(cues, sentence.first, at, _VERBS - {"meeting"})
    closed = end < sentence.last and reading.tokens[end].low == ","
    return rests and closed and not _has(cues, sentence.first, at, _DOING)


def _that(reading: Reading, cues: dict[str, list[Hit]]) -> list[Hit]:
    """The words that open what is told; "and that" only goes on with it."""
    links = reading.lexicon.words("and")
    return [
        hit
        for hit in cues.get("that-clause", ())
        if not hit.first or reading.tokens[hit.first - 1].low not in links
    ]


def _made_known(reading: Reading, cues: dict[str, list[Hit]], at: int) -> bool:
    """Whether a date is the one on which something was made known or settled.

    "..., as the two sides agreed in October", "the plan unveiled in June": nothing due stands between.
    """
    this = any(hit.label.startswith("this") for hit in reading.timed(at, at + 1))
    if not this and reading.tokens[at].low not in reading.lexicon.words("in"):
        return False
    before = [hit for hit in cues.get("made-known", ()) if at - _SPEAKER <= hit.last <= at]
    if not before or _has(cues, before[-1].last, at, _DUE):
        return False
    first = before[-1].first
    be = first > 0 and reading.tokens[first - 1].low in reading.lexicon.words("be")
    if _has(cues, first - 1 - be, first, frozenset(_COMING)):
        return False  # "will be announced in October" is due then
    return not any(word.low in _MARKS for word in reading.tokens[before[-1].last : at])


def _settled(reading: Reading, sentence: Sentence, cues: dict[str, list[Hit]], end: int) -> bool:
    """Whether a date opens a sentence that tells what was settled then: "In May, the two agreed that"."""
    settled = next((hit for hit in cues.get("made-known", ()) if end <= hit.first <= end + _NAMED), None)
    if settled is None or settled.last >= sentence.last or _has(cues, end, settled.first, _DOING):
        return False
    that = any(hit.first == settled.last for hit in cues.get("that-clause", ()))
    return that or reading.tokens[settled.last].low in reading.lexicon.words("post")


def _leads_report(
    reading: Reading, sentence: Sentence, cues: dict[str, list[Hit]], verbs: list[Hit], at: int, end: int
) -> bool:
    """Whether a date stands between who speaks and those that a closing verb of saying tells of.

    "Pentagon aralıkta askerlerin çekileceğini açıkladı"; behind a comma it is of what is told.
    """
    if at == sentence.first or reading.tokens[at - 1].low in _MARKS or _has(cues, sentence.first, at):
        return False
    said = next((hit for hit in verbs if hit.first >= end and sentence.last - hit.last <= 1), None)
    led = any(end <= hit.first < end + _OPENS for hit in cues.get("subject", ()))
    return said is not None and led and not any(word.low == "," for word in reading.tokens[end : said.first])


def _reach(reading: Reading) -> int:
    """Tokens between a verb of saying and the date of its word."""
    return _SPEAKER if reading.lexicon.verb_first else _HEARER


def _beside(cues: dict[str, list[Hit]], start: int, end: int) -> int:
    """Tokens of a range that tell at what occasion it was said, and by whom: "said in an interview"."""
    hits = [hit for label in ("occasion", "office") for hit in cues.get(label, ())]
    return len({at for hit in hits for at in range(max(start, hit.first), min(end, hit.last))})


def _is_verb(reading: Reading, cues: dict[str, list[Hit]], hit: Hit) -> bool:
    """Whether a word of saying is a verb of the past or present: no "announcement", no "will announce"."""
    if hit.first and reading.tokens[hit.first - 1].low in reading.lexicon.words("before-noun"):
        return False  # "the announcement in September"
    if reading.lexicon.verb_last:
        return True  # "çekileceğini açıkladı": what is to come is what is told
    ahead = (one.first for label in _COMING for one in cues.get(label, ()))
    return not any(0 <= hit.first - first <= _AHEAD for first in ahead)


def _has(cues: dict[str, list[Hit]], start: int, end: int, labels: frozenset[str] = _MATTER) -> bool:
    """Whether what is told begins within a range of tokens; "an adviser" who speaks is no word of it."""
    begun = [hit for label in labels & cues.keys() for hit in cues[label] if start <= hit.first < end]
    offices = [hit for label in ("office", "institution") for hit in cues.get(label, ())]
    return any(not any(one.first <= hit.first < one.last for one in offices) for hit in begun)
