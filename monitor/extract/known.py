"""Dates on record: what a date that a milestone is known to have says by itself (stages 6 and 7).

In an article on the matter, "the end of September 2026" speaks of the milestone for which the rules hold that
day, whatever words stand around it; told by the narrator below the opening, it is a recap.
"""

import re
from dataclasses import replace
from datetime import date

from monitor.extract.bind import Bound
from monitor.extract.mention import Mention
from monitor.extract.milestone import Binding
from monitor.extract.reading import Sentence
from monitor.extract.scene import Scene
from monitor.extract.slots import Window
from monitor.lang import Hit
from monitor.records import DateRole, DueRange, Field

__all__ = ["as_part", "at_place", "is_known", "is_recap", "is_set", "known_for", "on_record"]

_THERE = 4
"""Tokens behind what ends within which its place is named: "wind up its presence in the Kurdistan Region"."""
_WIDE = 7
"""Days from the first to the last of a date without a year from which on it is a limit."""
_OPENING = 2
"""Sentences of a body that are news even where nobody is quoted."""
_TELLING = frozenset({"said", "holds", "reaffirmed", "announced"})
"""Labels that say that somebody states what the sentence says."""
_MOVING = frozenset({"proposed", "postponed", "change:earlier", "change:later", "change:changed"})
"""Labels that say that a sentence puts one date in the place of another."""
_MATTER = frozenset({
    "refers", "limit", "holds", "agreed", "agreed-on", "scheme", "end", "lasts", "by-terms", "joint",
})  # fmt: skip
"""Labels of words for a plan, or for what ends with it."""
_STALE = 3
"""Days from a word to the news from which on it is no news."""
_SET = 3
"""Tokens before a date within which a participle says that it was set before: "due in September"."""
_YEAR = re.compile(r"20\d\d")
_TOLD, _PART = ("action", "scope"), ("scope", "place")


def known_for(scene: Scene, mention: Mention) -> tuple[int, ...]:
    """Numbers of the rules that know a date to come, in an article whose opening tells of their matter."""
    period, opening = mention.resolved.period, scene.opening
    if period is None or period[0] <= scene.published:
        return ()
    if (period[1] - period[0]).days < _WIDE and not _named(scene, mention):
        return ()
    if scene.reading.name is Field.TITLE:
        return ()  # the text says it better
    last = scene.due(mention).last_day
    sentence = scene.reading.sentences[mention.sentence]
    whole = (sentence.first, sentence.last)
    return tuple(
        number
        for number, rule in enumerate(scene.binding.rules)
        if last in rule.known
        and number in opening.home & opening.actor
        and (number in opening.action or scene.slots.within(number, "actor", whole))
    )


def on_record(scene: Scene, sentence: Sentence, mention: Mention, clause: Window) -> Bound | None:
    """The milestone that a date on record speaks of; None where the clause names something else or a meeting.

    Of several the one whose part the clause names, else the first.
    """
    known = known_for(scene, mention)
    if not known or "meeting" in scene.reading.cued(*clause):
        return None
    whole = (sentence.first, sentence.last)
    if not any(_names(scene, number, _TOLD, whole) for number in known) and not _spoken(
        scene, sentence, mention
    ):
        return None
    named = [number for number in known if _names(scene, number, _PART, clause)]
    number = (named or known)[0]
    cue = Hit("known", scene.token(mention.relation_start), scene.token(mention.end), 0)
    return Bound(number, scene.binding.rules[number], 0.0, cue, None, None, None, True, False, taken=True)


def is_known(scene: Scene, day: date) -> bool:
    """Whether a deadline's last day is one that some milestone is known to have."""
    return any(day in rule.known for rule in scene.binding.rules)


def is_recap(scene: Scene, sentence: Sentence, best: Bound, mention: Mention, due: DueRange) -> bool:
    """Whether a date on record is only recalled.

    It stands bare or beside a change, or the narrator names it below the opening of an article on other news.
    """
    cues = scene.reading.cued(sentence.first, sentence.last)
    if not is_known(scene, due.last_day):
        return (
            is_set(scene, sentence, mention)
            and not cues.keys().isdisjoint(_MOVING)
            and _replaced(scene, mention)
        )
    bare = not mention.relation and not cues.keys() & _TELLING
    moved = "postponed" in cues or any(label.startswith("change:") for label in cues)
    if best.action.label == "known" and (bare or moved):
        return True
    if is_set(scene, sentence, mention) and not _sets(scene, sentence, mention):
        return True
    if scene.reading.name is not Field.BODY or not sentence.number:
        return False
    terms = cues.get("by-terms", ())
    speaker = scene.speaker(sentence, scene.token(mention.start))
    if sentence.number < _OPENING and (not terms or speaker.name or _leads(scene)):
        return False
    if any(hit.first < scene.token(mention.start) for hit in cues.get("by-plan", ())):
        return True
    if scene.whole.agreed:
        return False
    if any(hit.first < scene.token(mention.start) for hit in terms):
        return True
    if "joint" in cues or _told_before(scene, sentence):
        return True
    return not cues.keys() & _TELLING and (speaker.carried or not speaker.name)


def _leads(scene: Scene) -> bool:
    """Whether the lead itself names a day on record, so that the terms of the plan belong to the news."""
    days = {day for rule in scene.binding.rules for day in rule.known}
    return any(mention.last in days for mention in scene.mentions.get(0, ()))


def is_set(scene: Scene, sentence: Sentence, mention: Mention) -> bool:
    """Whether a participle says that a date was set before: "due in September"."""
    at = scene.token(mention.relation_start)
    return "set-for" in scene.reading.cued(max(sentence.first, at - _SET), scene.token(mention.start))


def _sets(scene: Scene, sentence: Sentence, mention: Mention) -> bool:
    """Whether the opening tells when something is due in a verb of its own: "is due in September"."""
    if sentence.number >= _OPENING:
        return False
    at = scene.token(mention.relation_start)
    here = scene.reading.cued(max(sentence.first, at - _SET - 1), scene.token(mention.start))
    hanging = scene.reading.lexicon.words("hanging")
    hung = any(word.low in hanging for word in scene.reading.tokens[sentence.first : at])
    return "set-now" in here and not hung


def _replaced(scene: Scene, mention: Mention) -> bool:
    """Whether the sentence goes on to another date."""
    return any(
        later.start > mention.end and later.role is DateRole.DEADLINE
        for later in scene.mentions[mention.sentence]
    )


def _told_before(scene: Scene, sentence: Sentence) -> bool:
    """Whether it was said three days before the news or longer ago: "said nine days ago"."""
    told = (mention.last for mention in scene.mentions.get(sentence.number, ()) if mention.last)
    return any((scene.published - day).days >= _STALE for day in told)


def _spoken(scene: Scene, sentence: Sentence, mention: Mention) -> bool:
    """Whether a sentence speaks of the force or of the matter, before the date unless that is a limit.

    A date that names its year speaks for itself beside a word for a plan or a limit. Not where the sentence
    names another matter.
    """
    if scene.slots.others(sentence.first, sentence.last):
        return False
    start, end = scene.token(mention.start), scene.token(mention.end)
    whole = scene.reading.cued(sentence.first, sentence.last)
    plans = (hit for label in _MATTER & whole.keys() for hit in whole[label])
    if _named(scene, mention) and any(hit.last <= start or hit.first >= end for hit in plans):
        return True
    limit = mention.relation in ("by", "until", "before") or mention.resolved.edge is not None
    upto = sentence.last if limit else scene.token(mention.end)
    cues = scene.reading.cued(sentence.first, upto)
    houses = {hit.first for hit in cues.get("institution", ())}
    return "refers" in cues or any(
        hit.first not in houses for hit in scene.slots.acting(sentence.first, upto)
    )


def _named(scene: Scene, mention: Mention) -> bool:
    """Whether a date names its year."""
    return _YEAR.search(scene.reading.text(mention.start, mention.end)) is not None


def _names(scene: Scene, number: int, slots: tuple[str, ...], window: Window) -> bool:
    return any(scene.slots.within(number, slot, window) for slot in slots)


def as_part(binding: Binding, best: Bound, day: date) -> Bound:
    """The part of the story that a date on record is of, where the words name only the whole of it.

    Past all dates on record it is the last part that "a few hundred troops" are of, where no place is named.
    """
    dates = sorted((known, part) for part in binding.parts for known in binding.rules[part].known)
    if best.number in binding.parts and best.place is None and dates and day > dates[-1][0]:
        return replace(best, number=dates[-1][1], rule=binding.rules[dates[-1][1]])
    whole = best.number in binding.whole and day not in best.rule.known
    parts = [part for part in binding.parts if day in binding.rules[part].known] if whole else []
    return replace(best, number=parts[0], rule=binding.rules[parts[0]]) if len(parts) == 1 else best


def _there(scene: Scene, best: Bound) -> frozenset[int]:
    """The part at the place that "there" stands for: "a full withdrawal will be seen there"."""
    behind = scene.reading.tokens[best.action.last : best.action.last + 2 * _THERE]
    there = scene.reading.lexicon.words("there")
    if not any(word.low in there for word in behind):
        return frozenset()
    number = next(one.number for one in scene.reading.sentences if best.action.first < one.last)
    return scene.stage(scene.reading.sentences[max(0, number - 1)])


def at_place(scene: Scene, best: Bound) -> Bound:
    """The part at whose place alone the whole is said to end.

    "Its mission in Kurdistan winds up", "wind up its presence in the Kurdistan Region".
    """
    binding, found = scene.binding, scene.slots
    last = best.action.last
    if best.rule.inherits:
        behind = scene.reading.tokens[last : last + _THERE]
        last += next((at for at, word in enumerate(behind) if word.low == ","), len(behind))
    inside = (best.action.first, last)
    named = {part for part in binding.parts if found.within(part, "place", inside)} or _there(scene, best)
    if len(named) != 1 or found.left(*inside) is not None:
        return best
    (part,) = named
    return replace(best, number=part, rule=binding.rules[part])
