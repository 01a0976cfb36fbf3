"""The day of what has begun or is done: told in its sentence, the next one, or the lead (stage 10)."""

from datetime import date

from monitor.extract.mention import Mention
from monitor.extract.reading import Sentence
from monitor.extract.scene import Scene
from monitor.lang import Hit
from monitor.records import DateRole, Field

__all__ = ["event_day", "is_of_saying", "of_late", "told_on"]

_DAYS = 3
"""Days that what happened may be told to have taken: "over the weekend"."""
_LATE = 31
"""Days back to which what goes on may have begun: "since mid-August", "during the current month"."""
_LIMITS = ("by", "before", "until")
"""Relations of a date that something goes on up to, and not in."""
_RECENT = 366
"""Days back to which what is told as done has a date of its own."""
_LED = 2
"""Number of the last sentence of a body that may go on with what its lead dates."""
_ELSE = frozenset({"future", "meeting", "said-weak"})
"""Labels of what a lead tells that is not done yet, or is no doing of the force."""
_DATELINE = 6
"""Tokens of a text within which its dateline has its date."""
_BESIDE = 2
"""Tokens between what is done and a day right behind it."""
_SAYING = 4
"""Tokens between a word of saying and a day that is its own: "told Rudaw on Friday"."""


def told_on(scene: Scene, sentence: Sentence, hit: Hit) -> Mention | None:
    """The day of what is done: its sentence's, the next one's, or that of the lead which announces it.

    ``hit``: the word of what is done, whose day is the one right behind it.
    """
    found = event_day(scene, sentence, hit) or _told_next(scene, sentence)
    if any(_gone_by(scene, mention) for mention in scene.mentions.get(sentence.number, ())):
        return found  # what was done last month has not the day of the lead
    if found is None and scene.reading.name is Field.BODY and sentence.number <= _LED:
        lead = scene.reading.sentences[0]
        found = event_day(scene, lead) if _announces(scene, lead) else None
    return found


def _gone_by(scene: Scene, mention: Mention) -> bool:
    """Whether a date can be the day of something done within the last year: "last month", no "since 2014"."""
    past = mention.role is DateRole.PAST and mention.relation not in ("since", "until")
    return past and mention.last is not None and (scene.published - mention.last).days <= _RECENT


def _announces(scene: Scene, lead: Sentence) -> bool:
    """Whether a lead tells of what is done, and not of what is to come, of a meeting or of something else."""
    cues = scene.reading.cued(lead.first, lead.last)
    return cues.keys().isdisjoint(_ELSE) and scene.slots.bare.acts(lead.first, lead.last)


def is_of_saying(scene: Scene, sentence: Sentence, mention: Mention, hit: Hit) -> bool:
    """Whether a day is that of the word about it, and not of what it tells.

    "Said on Tuesday that convoys had left"; "have started to empty the base, he told Rudaw on Friday".
    """
    if mention.sentence != sentence.number:
        return False
    first, last = scene.token(mention.start), scene.token(mention.end)
    if first >= hit.last:
        commas = (at + 1 for at in range(hit.last, first) if scene.reading.tokens[at].low == ",")
        clause = max(commas, default=first - _SAYING)
        return "said" in scene.reading.cued(max(hit.last, min(clause, first - _SAYING)), first)
    if "said" in scene.reading.cued(last, min(last + _SAYING, hit.first)):
        return True
    before = scene.reading.cued(sentence.first, first)
    return "said" in before and "that-clause" in scene.reading.cued(last, hit.first)


def event_day(scene: Scene, sentence: Sentence, hit: Hit | None = None) -> Mention | None:
    """The day on which something is said to have happened, in the last days before publication.

    Of two the one right behind the word ``hit`` for it ("said on Thursday that it was over on 30 September"),
    else the later named, where the first is the dateline's: "BAGHDAD, Oct 1 - It ended on Wednesday".
    """
    days = [
        mention
        for mention in scene.mentions.get(sentence.number, ())
        for first, last in (mention.resolved.period or (scene.published, date.min),)
        if (last - first).days < _DAYS and 0 <= (scene.published - last).days <= 7
    ]
    beside = hit and len(days) > 1 and [one for one in days if _is_beside(scene, one, hit)]
    if beside:
        return beside[0]
    led = len(days) > 1 and not sentence.number and days[0].kind == "day"
    if led and scene.token(days[0].start) <= _DATELINE:
        return days[1]
    return days[0] if days else None


def _is_beside(scene: Scene, mention: Mention, hit: Hit) -> bool:
    """Whether a date stands right behind a word."""
    return 0 <= scene.token(mention.relation_start) - hit.last <= _BESIDE


def of_late(scene: Scene, sentence: Sentence) -> Mention | None:
    """The time since or in which something goes on: "since mid-August", "during the current month"."""
    for mention in scene.mentions.get(sentence.number, ()):
        first, last = mention.resolved.period or (date.min, date.min)
        within = mention.relation not in _LIMITS and first <= scene.published <= last and first != last
        end = scene.token(mention.end)
        within = within and "limit" not in scene.reading.cued(end, end + 1)  # "before a September deadline"
        goes_on = mention.relation == "since" or within
        if goes_on and 0 <= (scene.published - first).days <= _LATE and not mention.resolved.fuzzy:
            return mention
    return None


def _told_next(scene: Scene, sentence: Sentence) -> Mention | None:
    """The day that the next sentence gives it: "The transfer took place on Tuesday"."""
    number = sentence.number + 1
    if number >= len(scene.reading.sentences):
        return None
    after = scene.reading.sentences[number]
    return event_day(scene, after) if "happened" in scene.reading.cued(after.first, after.last) else None
